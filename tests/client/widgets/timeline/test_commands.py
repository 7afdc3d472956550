"""Everything in the timeline has a line in the command table, and with it a key of the agent's choice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from desk.client.widgets.command import Topic, Where
from desk.client.widgets.command_table import COMMANDS
from desk.client.widgets.commands import Commands
from desk.client.widgets.timeline.commands import bind_timeline
from tests.client.timeline_rig import play, rows, until
from tests.client.widgets.timeline.conftest import Screen


@pytest.fixture
def commands(screen: Screen) -> Commands:
    """The table, at work on the timeline."""
    table = Commands()
    table.where = Where.DESK
    bind_timeline(table, screen.panel)
    return table


def test_every_line_of_the_table_does_something(commands: Commands) -> None:
    lines = [line.id for line in COMMANDS if line.topic is Topic.HISTORY]
    assert len(lines) > 10
    assert all(commands.is_bound(line) for line in lines)


def test_a_letter_acts_only_where_the_rows_have_the_keyboard(screen: Screen, commands: Commands) -> None:
    async def reads() -> None:
        await screen.show(rows(30))
        screen.panel.focus_search()
        assert not commands.press("P", writing=False)
        screen.panel.focus_rows()
        assert screen.panel.view.current_key == 30
        assert commands.press("P", writing=False)
        assert screen.model.marks.is_pinned(30)

    play(reads())


def test_a_letter_given_another_meaning_loses_the_old_one(screen: Screen, commands: Commands) -> None:
    async def reads() -> None:
        await screen.show(rows(30))
        commands.rebind("timeline.pin", ("X",))
        screen.panel.focus_rows()
        screen.press(Qt.Key.Key_P)
        assert not screen.model.marks.pins
        assert commands.press("X", writing=False)
        assert screen.model.marks.pins

    play(reads())


def query(screen: Screen, words: str) -> Callable[[], bool]:
    """Whether these words are searched for."""
    return lambda: screen.model.criteria.query == words


def test_search_hits_and_the_way_back_to_now_are_commands(screen: Screen, commands: Commands) -> None:
    async def reads() -> None:
        await screen.show(rows(300))
        assert not commands.can_run("timeline.older_hit")
        screen.panel.focus_search()
        screen.panel.bar.search.setText("12")
        await until(query(screen, "12"))
        await screen.loaded()
        assert commands.run("timeline.older_hit")
        assert screen.panel.view.current_key == 212
        screen.model.set_as_of(100)
        await screen.loaded()
        assert commands.run("timeline.now")
        await screen.loaded()
        assert screen.model.criteria.as_of is None
        assert commands.run("timeline.oldest")
        await screen.loaded()

    play(reads())
