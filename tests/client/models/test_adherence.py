"""Who does other than planned: looked at person by person as things happen, it is what a look at everybody finds."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
import time_machine

from desk.client.widgets.shifts.lead_day import LeadDay
from desk.contract.agents import AgentState
from desk.contract.events import Event, Fact, ShiftCancelled, ShiftChanged
from desk.contract.shifts import Segment, Shift
from tests.client.conftest import until
from tests.client.shifts_rig import TODAY, at, quiet_day

NOW = at(TODAY, 14.2)


def event(seq: int, fact: Fact) -> Event:
    return Event(seq=seq, at=NOW, recorded_at=NOW, actor_id=1, actor="", fact=fact)


@asynccontextmanager
async def standing(home: Path) -> AsyncGenerator[LeadDay]:
    """A quarter past two, for as long as it takes."""
    with time_machine.travel(NOW, tick=False):
        async with quiet_day(home, NOW, 60) as view:
            yield view


def later(shift: Shift, hours: float) -> tuple[Segment, ...]:
    by = timedelta(hours=hours)
    return tuple(msgspec.structs.replace(one, start=one.start + by, end=one.end + by) for one in shift.segments)


async def test_somebody_s_new_shift_makes_right_what_was_amiss_and_amiss_what_was_right(tmp_path: Path) -> None:
    async with standing(tmp_path) as view:
        book, adherence = view.model.book, view.adherence
        before = {one.user_id for one in adherence.amiss}
        amiss = next(one for one in book.shifts.values() if one.user_id in before)
        on_time = next(
            one
            for one in book.shifts.values()
            if one.user_id not in before
            and one.state == "published"
            and adherence.state(one.user_id) is AgentState.AVAILABLE
        )
        moved = ShiftChanged(
            shift_id=on_time.id, user_id=on_time.user_id, previous_id=on_time.user_id, day=TODAY,
            segments=later(on_time, 6), overtime=False, published=True, why="x",
        )  # fmt: skip
        gone = ShiftCancelled(shift_id=amiss.id, user_id=amiss.user_id, day=TODAY, published=True, why="x")
        users = book.apply(event(200_001, moved)) | book.apply(event(200_002, gone))
        view.model.bars_changed.emit(frozenset(users))
        await until(lambda: adherence.mismatch(on_time.user_id))
        found = list(adherence.amiss)
        adherence.look()
        assert adherence.amiss == found


async def test_what_matters_most_follows_what_is_needed(tmp_path: Path) -> None:
    async with standing(tmp_path) as view:
        told = view.coverage.days[TODAY]
        queues = [
            msgspec.structs.replace(
                queue, intervals=[msgspec.structs.replace(one, needed=one.needed * 3) for one in queue.intervals]
            )
            for queue in told.queues
        ]
        before = list(view.adherence.amiss)
        view.coverage.take(msgspec.structs.replace(told, queues=queues))
        await until(lambda: view.adherence.amiss != before)
        found = list(view.adherence.amiss)
        view.adherence.look()
        assert view.adherence.amiss == found


async def test_who_is_no_longer_told_of_is_no_longer_amiss(tmp_path: Path) -> None:
    async with standing(tmp_path) as view:
        gone = view.adherence.amiss[0].user_id
        view.adherence.take([one for one in view.adherence.statuses.values() if one.user_id != gone])
        assert gone not in {one.user_id for one in view.adherence.amiss}
