"""The unread line, the count of new entries and the pins are those of this reader and this customer."""

from dataclasses import replace

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_marks import PinWish
from tests.client.timeline_rig import ListSource, calm, idle, keys, opened, pending, play, read_back, rows, until


def line(model: TimelineModel) -> list[int]:
    """Above which entry the unread line is, if there is one."""
    return [key for key in (model.marks.unread_key,) if key is not None]


def test_the_unread_line_stands_above_the_first_entry_the_reader_missed(model: TimelineModel) -> None:
    async def story() -> None:
        await opened(model, ListSource(rows(10)))
        model.set_reader(5, at_end=True)
        model.arrive(rows(1, start=11))
        assert (model.marks.unread_key, model.marks.new_count) == (None, 0)
        model.set_reader(5, at_end=False)
        await calm()
        model.arrive(rows(3, start=12))
        await until(lambda: model.count() == 14)
        assert (model.marks.unread_key, model.marks.new_count) == (12, 3)
        model.set_reader(14, at_end=True)
        assert (model.marks.unread_key, model.marks.new_count) == (12, 0)

    play(story())


def test_what_the_reader_did_himself_is_not_new_to_him(model: TimelineModel) -> None:
    async def story() -> None:
        await opened(model, ListSource(rows(10)))
        model.set_reader(5, at_end=False)
        model.arrive([replace(row, mine=True) for row in rows(1, start=11)])
        await until(lambda: model.count() == 11)
        assert (model.marks.unread_key, model.marks.new_count) == (None, 0)
        model.arrive(rows(1, start=12))
        await until(lambda: model.count() == 12)
        assert (model.marks.unread_key, model.marks.new_count) == (12, 1)

    play(story())


def test_the_unread_line_waits_until_the_first_unseen_entry_is_loaded(model: TimelineModel) -> None:
    async def story() -> None:
        model.open(ListSource(rows(300)), seen_to=150)
        await until(lambda: idle(model))
        assert line(model) == []
        await read_back(model)
        assert line(model) == [151]
        model.open(ListSource(rows(300)), seen_to=290)
        await until(lambda: idle(model))
        assert line(model) == [291]
        model.open(ListSource(rows(300)), seen_to=300)
        await until(lambda: idle(model))
        assert line(model) == []

    play(story())


def test_what_the_reader_has_seen_is_told_once(model: TimelineModel) -> None:
    async def story() -> None:
        seen: list[int] = []
        model.seen.connect(seen.append)
        model.open(ListSource(rows(300)), seen_to=290)
        await until(lambda: idle(model))
        model.set_reader(250, at_end=False)
        model.set_reader(300, at_end=True)
        model.set_reader(300, at_end=True)
        model.arrive(rows(1, start=301))
        model.set_reader(300, at_end=True)
        assert seen == [300, 301]
        model.open(ListSource(rows(300)), seen_to=300)
        await until(lambda: idle(model))
        model.set_reader(300, at_end=True)
        assert seen == [300, 301]

    play(story())


def test_pins_are_wished_by_the_reader_and_shown_as_the_source_has_them(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(20))
        source.pinned = (source.entries[2],)
        await opened(model, source)
        wishes: list[PinWish] = []
        model.marks.pin_wished.connect(wishes.append)
        assert list(model.marks.pins) == [source.entries[2]]
        model.marks.toggle_pin(source.entries[4])
        model.marks.toggle_pin(source.entries[2])
        assert list(model.marks.pins) == [source.entries[4]]
        assert wishes == [PinWish(source.entries[4], pinned=True), PinWish(source.entries[2], pinned=False)]
        model.marks.set_pinned(source.entries[4], pinned=False)
        assert not model.marks.pins
        assert len(wishes) == 2

    play(story())


def test_what_the_reader_wrote_himself_is_not_new_to_him(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(5))
        await opened(model, source)
        model.set_reader(1, at_end=False)
        model.set_pending([pending(1, source)])
        model.arrive([replace(rows(1, start=6)[0], command="c1")])
        assert (keys(model)[-1], model.marks.new_count) == (6, 0)

    play(story())
