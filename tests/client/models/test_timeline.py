"""The timeline's model shows what the log holds, whatever arrives in whatever order, and forgets nothing."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt

from desk.client.models.timeline import LIMIT, TimelineModel
from desk.client.models.timeline_loader import PAGE
from desk.client.models.timeline_row import Cursor, Kind, TimelinePage, TimelineRow
from desk.client.models.timeline_state import Landing, Part, Work
from tests.client.timeline_rig import ListSource, calm, idle, keys, opened, pending, play, rows, unreachable, until


def test_opening_a_customer_shows_the_newest_entries(model: TimelineModel) -> None:
    async def story() -> None:
        await opened(model, ListSource(rows(1_000)))
        assert keys(model) == list(range(1_000 - PAGE + 1, 1_001))
        assert (model.has_older, model.has_newer, model.total) == (True, False, 1_000)

    play(story())


def test_reading_back_shows_every_entry_once_and_memory_stays_bounded(model: TimelineModel) -> None:
    async def story() -> None:
        await opened(model, ListSource(rows(2_600)))
        seen = set(keys(model))
        while model.has_older:
            model.set_reader(model.row(0).key, at_end=False)
            model.fetch_older()
            await until(lambda: idle(model))
            assert keys(model) == list(range(model.row(0).key, model.row(0).key + model.count()))
            assert model.count() <= LIMIT
            seen.update(keys(model))
        assert seen == set(range(1, 2_601))
        while model.has_newer:
            model.set_reader(model.row(model.count() - 1).key, at_end=True)
            model.fetch_newer()
            await until(lambda: idle(model))
        assert keys(model) == list(range(2_601 - LIMIT, 2_601))

    play(story())


def test_a_late_entry_goes_to_its_place_in_time(model: TimelineModel) -> None:
    async def story() -> None:
        entries = rows(10)
        await opened(model, ListSource(entries))
        model.arrive([replace(entries[4], key=11, at=entries[4].at + timedelta(seconds=1))])
        assert keys(model) == [1, 2, 3, 4, 5, 11, 6, 7, 8, 9, 10]

    play(story())


def test_the_same_entry_twice_is_shown_once_and_as_it_is_now(model: TimelineModel) -> None:
    async def story() -> None:
        entries = rows(3)
        await opened(model, ListSource(entries))
        changed: list[int] = []

        def note(first: QModelIndex, _last: QModelIndex) -> None:
            changed.append(first.row())

        model.dataChanged.connect(note)
        model.arrive([entries[1], replace(entries[1], tag="지연 2일")])
        assert (keys(model), model.row(1).tag, changed) == ([1, 2, 3], "지연 2일", [1])

    play(story())


@pytest.mark.parametrize("way", ["whole", "older", "newer"])
def test_what_is_written_while_a_page_is_under_way_is_neither_lost_nor_doubled(model: TimelineModel, way: str) -> None:
    async def story() -> None:
        source = ListSource(rows(3_000))
        await opened(model, source)
        if way == "newer":
            model.go_oldest()
            await until(lambda: idle(model))
        source.gate = asyncio.Event()
        {"whole": lambda: model.open(source), "older": model.fetch_older, "newer": model.fetch_newer}[way]()
        await calm()
        # The page is cut, but not delivered: what is written now is not in it.
        first, last = source.entries[0], source.entries[-1]
        beside = source.entries[50 if way == "newer" else -150]
        late = replace(beside, key=9_001, at=beside.at + timedelta(seconds=1))
        fresh = replace(last, key=9_002, at=last.at + timedelta(minutes=1))
        model.arrive([source.add(late), source.add(fresh), source.add(replace(first, tag="now"))])
        source.gate.set()
        await until(lambda: idle(model))
        loaded = [row for row in source.entries if model.row(0).place <= row.place <= last_row(model).place]
        assert [model.row(index) for index in range(model.count())] == loaded
        if way != "newer":
            assert last_row(model).key == 9_002

    play(story())


def last_row(model: TimelineModel) -> TimelineRow:
    return model.row(model.count() - 1)


def test_entries_that_come_thick_and_fast_are_put_in_together(model: TimelineModel) -> None:
    async def story() -> None:
        await opened(model, ListSource(rows(10)))
        signals: list[int] = []

        def note(_parent: QModelIndex, first: int, last: int) -> None:
            signals.append(last - first + 1)

        model.rowsInserted.connect(note)
        for row in rows(50, start=11):
            model.arrive([row])
        assert signals == [1]
        await until(lambda: model.count() == 60)
        assert signals == [1, 49]

    play(story())


def test_what_waits_in_the_outbox_stands_last_until_its_event_comes(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(3))
        await opened(model, source)
        waiting = [pending(1, source), pending(2, source)]
        model.set_pending(waiting)
        assert keys(model) == [1, 2, 3, -1, -2]
        assert model.index_of(-2) == 4
        model.arrive([source.add(replace(rows(1, start=4)[0], command="c1"))])
        assert keys(model) == [1, 2, 3, 4, -2]
        # The outbox has not heard of it yet, and may say the old list again.
        model.set_pending(waiting)
        assert keys(model) == [1, 2, 3, 4, -2]
        model.set_pending([])
        assert keys(model) == [1, 2, 3, 4]

    play(story())


def test_what_waits_is_hidden_while_the_newest_entries_are_not_shown(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(500))
        await opened(model, source)
        model.set_pending([pending(1, source)])
        model.go_oldest()
        await until(lambda: idle(model))
        assert keys(model) == list(range(1, PAGE + 1))
        model.set_as_of(50)
        await until(lambda: idle(model))
        assert -1 not in keys(model)
        model.set_as_of(None)
        await until(lambda: idle(model))
        assert keys(model)[-1] == -1

    play(story())


def test_filter_and_search_hold_for_entries_that_arrive_live(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource([*rows(50), *rows(50, start=51, kind="call")])
        await opened(model, source)
        model.set_kinds(frozenset({"call"}))
        await until(lambda: idle(model))
        assert keys(model) == list(range(51, 101))
        model.arrive([source.add(row) for row in (*rows(1, start=101), *rows(1, start=102, kind="call"))])
        assert keys(model)[-2:] == [100, 102]
        model.set_query("Entry 102")
        await until(lambda: idle(model))
        assert (keys(model), model.total) == ([102], 1)
        assert model.row(0).hits == ((0, 5), (6, 3))
        model.show_everything()
        await until(lambda: idle(model))
        assert keys(model) == list(range(3, 103))

    play(story())


def test_a_hit_can_be_seen_among_what_happened_around_it(model: TimelineModel) -> None:
    async def story() -> None:
        await opened(model, ListSource(rows(1_000)))
        model.set_query("500")
        await until(lambda: idle(model))
        landings: list[Landing] = []
        model.landed.connect(landings.append)
        model.show_in_context(model.row(0))
        await until(lambda: idle(model))
        assert keys(model) == list(range(450, 550))
        assert landings == [Landing(500, flash=True)]
        assert model.criteria.query == ""

    play(story())


def test_the_past_does_not_change_while_it_is_looked_at(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(30))
        await opened(model, source)
        model.set_as_of(20)
        await until(lambda: idle(model))
        model.arrive([source.add(row) for row in rows(1, start=31)])
        assert keys(model) == list(range(1, 21))
        model.set_as_of(source.entries[9].at)
        await until(lambda: idle(model))
        assert keys(model) == list(range(1, 11))
        model.set_as_of(None)
        await until(lambda: idle(model))
        assert keys(model) == list(range(1, 32))

    play(story())


def test_entries_beyond_what_is_loaded_are_counted_and_fetched_when_wanted(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(3_000))
        await opened(model, source)
        model.go_oldest()
        await until(lambda: idle(model))
        model.set_reader(1, at_end=False)
        model.arrive([source.add(row) for row in rows(2, start=3_001)])
        assert (model.count(), model.marks.new_count, model.total) == (PAGE, 2, 3_002)
        model.go_newest()
        await until(lambda: idle(model))
        assert keys(model)[-2:] == [3_001, 3_002]

    play(story())


def test_going_to_a_day_loads_what_is_around_it_only_when_needed(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(2_000))
        await opened(model, source)
        landings: list[Landing] = []
        model.landed.connect(landings.append)
        model.go_to(Cursor(source.entries[999].at))
        await until(lambda: idle(model))
        assert keys(model) == list(range(950, 1_050))
        asked = source.asked
        model.go_to(source.entries[1_009].place, flash=True)
        assert landings == [Landing(1_000), Landing(1_010, flash=True)]
        assert source.asked == asked

    play(story())


def test_a_failed_page_is_told_and_can_be_asked_for_again(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(300))
        source.fail = unreachable()
        await opened(model, source)
        assert (model.work(Part.WHOLE), model.count()) == (Work.FAILED, 0)
        source.fail = None
        model.retry()
        await until(lambda: idle(model))
        assert model.count() == PAGE
        source.fail = unreachable()
        model.fetch_older()
        await until(lambda: idle(model))
        model.fetch_older()
        assert (model.work(Part.OLDER), model.count(), idle(model)) == (Work.FAILED, PAGE, True)
        source.fail = None
        model.retry()
        await until(lambda: idle(model))
        assert model.count() == 2 * PAGE

    play(story())


def test_a_fault_in_the_program_is_reported_and_not_an_endless_wait(model: TimelineModel) -> None:
    async def story() -> None:
        lost: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: lost.append(context["exception"]))
        source = ListSource(rows(3))
        source.fail = fault = ZeroDivisionError("a bug")
        await opened(model, source)
        await until(lambda: lost == [fault])
        assert model.work(Part.WHOLE) is Work.FAILED

    play(story())


def test_another_customer_never_sees_the_answer_meant_for_the_first(model: TimelineModel) -> None:
    async def story() -> None:
        first, second = ListSource(rows(50)), ListSource(rows(5, start=900))
        first.gate = asyncio.Event()
        model.open(first)
        await calm()
        model.open(second)
        assert model.count() == 0
        first.gate.set()
        await until(lambda: idle(model) and model.count() > 0)
        await calm()
        assert keys(model) == list(range(900, 905))
        model.open(None)
        assert (model.count(), idle(model)) == (0, True)

    play(story())


def test_what_came_during_a_failed_page_does_not_come_back_later_as_old_news(model: TimelineModel) -> None:
    async def story() -> None:
        source = ListSource(rows(300))
        await opened(model, source)
        source.gate, source.fail = asyncio.Event(), unreachable()
        model.fetch_older()
        promise = source.entries[-1]
        model.arrive([source.add(replace(promise, tag="진행 중"))])
        await until(lambda: idle(model))
        model.arrive([source.add(replace(promise, tag="지킴"))])
        await until(lambda: last_row(model).tag == "지킴")
        source.gate = source.fail = None
        model.retry()
        await until(lambda: model.count() == 2 * PAGE)
        assert last_row(model).tag == "지킴"

    play(story())


class Stubborn(ListSource):
    """A source that answers even when nobody wants the answer any more."""

    async def page(
        self,
        *,
        before: Cursor | None = None,
        after: Cursor | None = None,
        around: Cursor | None = None,
        size: int,
        kinds: frozenset[Kind],
        query: str,
        as_of: datetime | int | None,
    ) -> TimelinePage:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        return TimelinePage(tuple(self.entries), has_older=False, has_newer=False)


def test_an_answer_nobody_wants_any_more_is_thrown_away(model: TimelineModel) -> None:
    async def story() -> None:
        model.open(Stubborn(rows(3)))
        await calm()
        await opened(model, ListSource(rows(5, start=900)))
        await calm()
        assert keys(model) == list(range(900, 905))

    play(story())


def test_nothing_is_left_running_when_the_window_goes(qapp: QCoreApplication) -> None:
    async def story() -> None:
        owner = QObject()
        model = TimelineModel(owner)
        source = ListSource(rows(50))
        source.gate = asyncio.Event()
        model.open(source)
        await calm()
        owner.deleteLater()
        await until(lambda: not [task for task in asyncio.all_tasks() if task.get_name().startswith("timeline")])

    play(story())


def test_a_list_view_of_qt_can_show_the_rows(model: TimelineModel) -> None:
    async def story() -> None:
        await opened(model, ListSource([replace(rows(1)[0], title="통화", body="배송 문의")]))
        index = model.index(0)
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.UserRole)
        assert [model.data(index, role) for role in roles] == ["통화", "배송 문의", model.row(0)]

    play(story())
