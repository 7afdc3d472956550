"""When the language is switched, every entry is said again: what is shown, and what has only just arrived."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QModelIndex

from desk.client.models.timeline import TimelineModel
from tests.client.timeline_rig import ListSource, keys, opened, play, rows, until


def test_in_another_language_every_entry_stands_where_it_stood(model: TimelineModel) -> None:
    async def story() -> None:
        entries = rows(30)
        await opened(model, ListSource(entries))
        told = list[tuple[int, int]]()

        def hear(first: QModelIndex, last: QModelIndex) -> None:
            told.append((first.row(), last.row()))

        model.dataChanged.connect(hear)
        before = keys(model)
        model.say_again([replace(entry, title="Note") for entry in (*entries[:-1], replace(entries[0], key=99))])
        assert keys(model) == before
        assert [model.row(index).title for index in range(30)] == ["Note"] * 29 + [entries[-1].title]
        assert told == [(0, 29)]

    play(story())


def test_what_has_just_arrived_follows_the_language_before_it_is_shown(model: TimelineModel) -> None:
    async def story() -> None:
        entries = rows(3)
        await opened(model, ListSource(entries))
        first, second = (replace(entries[2], key=key, at=entries[2].at + timedelta(seconds=key)) for key in (4, 5))
        model.arrive([first])
        model.arrive([replace(second, command="mine")])
        assert keys(model) == [1, 2, 3, 4], "the second waits a moment: they come thick and fast"
        assert model.has(5)
        model.say_again([replace(row, title="Note") for row in (*entries, first, second)])
        await until(lambda: keys(model) == [1, 2, 3, 4, 5])
        assert {model.row(index).title for index in range(5)} == {"Note"}
        assert model.row(4).command == "mine"

    play(story())
