"""What would help a queue that runs differently than planned; every gap afterwards is counted, not guessed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from desk.contract.calendar import Stretch
from desk.contract.shift_rules import ServiceTarget
from desk.contract.shifts import Activity, Segment, Shift, ShiftState, Terms, Worker
from desk.contract.staffing import Suggestion
from desk.server.rules.suggestions import Floor
from desk.workforce.coverage import Day
from desk.workforce.needs import Need

QUEUE = 7
NINE = datetime(2027, 6, 14, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)
HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    """So many hours after nine."""
    return NINE + hours * HOUR


def shift(user_id: int, *told: tuple[Activity, float, float]) -> Shift:
    """Stretches by hours after nine."""
    segments = tuple(Segment(activity=activity, start=at(start), end=at(end)) for activity, start, end in told)
    return Shift(
        id=user_id, user_id=user_id, day=date(2027, 6, 14), pattern="", state=ShiftState.PUBLISHED, segments=segments,
        overtime=False, why="", version=1,
    )  # fmt: skip


def floor(needed: Sequence[int], shifts: Sequence[Shift], now: float = 0.0) -> Floor:
    """Half hours from nine on, each with so many needed."""
    stretches = [Stretch(start=NINE + HALF * n, end=NINE + HALF * (n + 1)) for n in range(len(needed))]
    needs = [
        Need(QUEUE, one.start, 30, 10.0 * count, 180.0, ServiceTarget(), known=count)
        for one, count in zip(stretches, needed, strict=True)
    ]
    workers = [
        Worker(user_id=one.user_id, name="", team_id=None, queue_ids=(QUEUE,), terms=Terms(), version=0)
        for one in shifts
    ]
    return Floor(Day(needs, shifts, (), workers), QUEUE, stretches, shifts, at(now))


def said(found: list[Suggestion], kind: str) -> list[tuple[tuple[int, ...], int, float, float, float, float]]:
    """Who, how many, from when to when in hours after nine, and the gaps."""
    return [
        (
            one.user_ids,
            one.people,
            (one.start - NINE) / HOUR,
            (one.end - NINE) / HOUR,
            round(one.gap_before, 6),
            round(one.gap_after, 6),
        )
        for one in found
        if one.kind == kind
    ]


WORK, BREAK, TRAINING, LUNCH = Activity.WORK, Activity.BREAK, Activity.TRAINING, Activity.LUNCH


def test_people_in_training_come_back_on_calls_as_many_as_are_missing() -> None:
    learning = [shift(user, (WORK, 0, 1), (TRAINING, 1, 3), (WORK, 3, 4)) for user in (1, 2, 3)]
    found = floor([3, 3, 2, 2, 0, 0, 3, 3], learning).suggestions()
    assert said(found, "back_on_calls") == [((1, 2), 2, 1, 2, 2, 0)]
    assert said(found, "extra_hours") == [((), 2, 1, 2, 2, 0)]


def test_what_has_begun_is_helped_from_the_next_quarter_on() -> None:
    learning = [shift(1, (WORK, 0, 1), (TRAINING, 1, 3), (WORK, 3, 4))]
    found = floor([1, 1, 1, 1, 0, 0, 1, 1], learning, now=1.2).suggestions()
    assert said(found, "back_on_calls") == [((1,), 1, 1.5, 2, 0.5, 0)]


def test_a_break_moves_to_where_it_is_not_missed() -> None:
    shifts = [shift(1, (WORK, 0, 2), (BREAK, 2, 2.5), (WORK, 2.5, 5)), shift(2, (WORK, 0, 5))]
    found = floor([1, 1, 1, 1, 2, 1, 2, 2, 2, 2], shifts).suggestions()
    (moved,) = said(found, "move_break")
    assert moved == ((1,), 1, 2.5, 3, 0.5, 0)


def test_a_break_stays_where_moving_would_only_move_the_gap() -> None:
    shifts = [shift(1, (WORK, 0, 2), (BREAK, 2, 2.5), (WORK, 2.5, 5))]
    assert said(floor([1] * 10, shifts).suggestions(), "move_break") == []


def test_with_people_to_spare_some_go_early_and_some_learn() -> None:
    shifts = [shift(user, (WORK, 0, 4)) for user in range(1, 7)]
    found = floor([6, 6, 6, 6, 2, 2, 2, 2], shifts).suggestions()
    assert said(found, "early_leave") == [((), 4, 2, 4, -8, 0)]
    assert said(found, "training") == [((), 4, 2, 3, -4, 0)]


def test_what_is_over_needs_no_help() -> None:
    shifts = [shift(1, (WORK, 0, 4))]
    assert floor([3, 3, 1, 1, 1, 1, 1, 1], shifts, now=1).suggestions() == []


def test_gaps_come_before_surpluses_the_worst_first() -> None:
    shifts = [shift(user, (WORK, 0, 6)) for user in (1, 2, 3)]
    found = floor([4, 3, 8, 8, 3, 3, 0, 0, 0, 0, 0, 0], shifts, now=-1).suggestions()
    assert [(one.kind, round(one.gap_before, 6)) for one in found] == [
        ("extra_hours", 5),
        ("extra_hours", 0.5),
        ("early_leave", -6),
        ("training", -3),
    ]
