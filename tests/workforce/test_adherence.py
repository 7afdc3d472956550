"""Who does something else than planned: named, timed and ranked; and who is excused."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.agents import AgentState
from desk.contract.staffing import Mismatch
from desk.workforce.adherence import Deviation, by_priority, deviation, worst_gap
from tests.workforce.rota_rig import FULL, at, segments

OFF, ON_SHIFT, AVAILABLE, IN_CALL = AgentState.OFF, AgentState.ON_SHIFT, AgentState.AVAILABLE, AgentState.IN_CALL
WRAP_UP, BREAK, AWAY = AgentState.WRAP_UP, AgentState.BREAK, AgentState.AWAY
MORNING = "09:00-10:00 break 10:00-10:15 10:15-12:00 lunch 12:00-13:00"
PLAN = f"{MORNING} training 13:00-14:00 14:00-16:00 recovery 16:00-16:30 16:30-18:00"

CASES = [
    # now, state, since, what, since when
    ("09:02", OFF, "00:00", None, ""),
    ("09:05", OFF, "00:00", Mismatch.NOT_HERE, "09:00"),
    ("09:05", ON_SHIFT, "08:55", Mismatch.NOT_ON_CALLS, "09:00"),
    ("09:30", AWAY, "09:20", Mismatch.NOT_ON_CALLS, "09:20"),
    ("09:30", BREAK, "09:20", Mismatch.NOT_ON_CALLS, "09:20"),
    ("09:30", AVAILABLE, "09:20", None, ""),
    ("10:10", BREAK, "10:00", None, ""),
    ("10:10", OFF, "10:00", None, ""),
    ("10:10", AVAILABLE, "09:40", Mismatch.WORKS_THROUGH_BREAK, "10:00"),
    ("10:10", IN_CALL, "09:50", None, ""),
    ("10:10", IN_CALL, "10:00", Mismatch.WORKS_THROUGH_BREAK, "10:00"),
    ("10:10", IN_CALL, "10:02", Mismatch.WORKS_THROUGH_BREAK, "10:02"),
    ("10:12", WRAP_UP, "10:05", None, ""),
    ("10:20", BREAK, "10:00", Mismatch.STILL_ON_BREAK, "10:15"),
    ("10:20", BREAK, "10:08", None, ""),
    ("10:30", BREAK, "10:08", Mismatch.STILL_ON_BREAK, "10:23"),
    ("10:30", BREAK, "10:20", Mismatch.NOT_ON_CALLS, "10:20"),
    ("10:20", AWAY, "10:00", Mismatch.NOT_ON_CALLS, "10:15"),
    ("13:10", ON_SHIFT, "13:00", None, ""),
    ("13:10", AVAILABLE, "13:00", Mismatch.WORKS_UNPLANNED, "13:00"),
    ("13:10", OFF, "12:00", Mismatch.NOT_HERE, "13:00"),
    ("16:20", BREAK, "15:50", None, ""),
    ("16:20", OFF, "15:50", None, ""),
    ("16:40", BREAK, "16:00", Mismatch.STILL_ON_BREAK, "16:30"),
    ("18:10", IN_CALL, "17:55", None, ""),
    ("18:10", WRAP_UP, "18:05", None, ""),
    ("18:10", AVAILABLE, "17:00", Mismatch.WORKS_UNPLANNED, "18:00"),
    ("18:10", OFF, "18:00", None, ""),
    ("08:00", AVAILABLE, "07:30", Mismatch.WORKS_UNPLANNED, "07:30"),
    ("08:00", ON_SHIFT, "07:30", None, ""),
]


@pytest.mark.parametrize(("now", "state", "since", "what", "when"), CASES)
def test_what_differs_and_since_when(now: str, state: AgentState, since: str, what: Mismatch | None, when: str) -> None:
    found = deviation(1, segments(PLAN), state, at(since), at(now))
    assert (found and found.mismatch) == what
    if found is not None:
        assert found.since == at(when)


def test_who_works_without_a_shift_or_on_leave_works_unplanned() -> None:
    for plan, away in (("", False), (FULL, True)):
        found = deviation(1, segments(plan), AVAILABLE, at("09:10"), at("09:30"), away=away)
        assert found is not None
        assert (found.mismatch, found.since) == (Mismatch.WORKS_UNPLANNED, at("09:10"))
    assert deviation(1, segments(FULL), OFF, at("00:00"), at("09:30"), away=True) is None


def test_a_stretch_for_other_queues_does_not_begin_the_lateness_anew() -> None:
    halves = segments("09:00-10:00", queue_ids=(1,)) + segments("10:00-11:00", queue_ids=(2,))
    found = deviation(1, halves, OFF, at("00:00"), at("10:01"))
    assert found is not None
    assert found.since == at("09:00")


def test_the_hole_of_a_split_shift_is_nobody_s_time() -> None:
    split = segments("09:00-12:00 15:00-18:00")
    assert deviation(1, split, OFF, at("12:00"), at("14:00")) is None
    late = deviation(1, split, OFF, at("12:00"), at("15:10"))
    assert late is not None
    assert late.since == at("15:00")


def test_who_is_missed_by_callers_comes_first_and_not_who_is_latest() -> None:
    half_hour = deviation(1, segments(FULL), OFF, at("00:00"), at("09:30"), gap=0)
    five_minutes = deviation(2, segments(FULL), BREAK, at("09:25"), at("09:30"), gap=3)
    through = deviation(3, segments("lunch 09:00-10:00"), AVAILABLE, at("08:00"), at("09:50"), gap=9)
    assert half_hour is not None
    assert five_minutes is not None
    assert through is not None
    assert (half_hour.priority, five_minutes.priority, through.priority) == (0, 15, 0)
    assert [one.user_id for one in by_priority([through, half_hour, five_minutes])] == [2, 1, 3]


def test_the_gap_that_counts_is_the_worst_of_the_person_s_queues() -> None:
    needed, here = {1: 5.0, 2: 4.0, 3: 9.0}, {1: 6.0, 2: 2.5, 3: 0.0}
    assert worst_gap((1, 2), needed, here) == 1.5
    assert worst_gap((1,), needed, here) == worst_gap((), needed, here) == 0.0


@given(
    st.sampled_from(list(AgentState)),
    st.integers(0, 24 * 60),
    st.integers(0, 24 * 60),
    st.integers(0, 30),
    st.floats(0, 20),
)
def test_nobody_is_late_since_before_they_were_or_for_less_than_is_borne(
    state: AgentState, since: int, passed: int, tolerance: int, gap: float
) -> None:
    began = at("00:00") + timedelta(minutes=since)
    now = began + timedelta(minutes=passed)
    found: Deviation | None = deviation(1, segments(PLAN), state, began, now, gap=gap, tolerance=tolerance)
    if found is not None:
        assert began <= found.since <= now
        assert found.minutes >= tolerance
        assert found.priority <= found.minutes * gap
