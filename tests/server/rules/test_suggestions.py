"""What would help a queue that runs differently than planned; every gap afterwards is counted, not guessed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from desk.contract.calendar import Stretch
from desk.contract.shift_rules import ServiceTarget
from desk.contract.shifts import Activity, Segment, Shift, ShiftState, Terms, Worker
from desk.contract.staffing import Suggestion
from desk.server.rules.suggestions import Carried, Floor
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
    assert said(found, "early_leave") == [((1, 2, 3, 4), 4, 2, 4, -8, 0)]
    assert said(found, "training") == [((1, 2, 3, 4), 4, 2, 3, -4, 0)]
    assert {(one.spare_before, one.spare_after) for one in found} == {(4, 0)}


def test_home_goes_who_went_least_and_worked_most_and_who_learnt_long_ago_learns() -> None:
    shifts = [shift(user, (WORK, 0, 4)) for user in range(1, 5)]
    carried = Carried(
        early={1: 2, 2: 1, 3: 1}, week={2: 40 * 60, 3: 51 * 60}, learnt={1: at(-900), 2: at(-90), 3: at(5)}
    )
    found = floor([4, 4, 4, 4, 2, 2, 2, 2], shifts).suggestions(carried)
    assert [one.user_ids for one in found if one.kind == "early_leave"] == [(4, 3)]
    assert [one.user_ids for one in found if one.kind == "training"] == [(4, 1)]


def test_who_is_named_elsewhere_is_not_named_again() -> None:
    shifts = [shift(user, (WORK, 0, 4)) for user in range(1, 5)]
    found = floor([4, 4, 4, 4, 2, 2, 2, 2], shifts).suggestions(None, [("training", 1), ("early_leave", 2)])
    assert {one.kind: one.user_ids for one in found} == {"early_leave": (1, 3), "training": (2, 3)}


def test_who_is_at_lunch_or_home_by_then_is_not_named() -> None:
    shifts = [
        shift(1, (WORK, 0, 2), (LUNCH, 2, 3), (WORK, 3, 4)), shift(2, (WORK, 0, 4)), shift(3, (WORK, 0, 4)),
        shift(4, (WORK, 0, 1)), shift(5, (WORK, 0, 4)),
    ]  # fmt: skip
    found = floor([5, 5, 3, 3, 1, 1, 3, 3], shifts).suggestions()
    assert [one.user_ids for one in found if one.kind == "training"] == [(2, 3)]


def two_queues(here: int, there: int, shifts: Sequence[Shift], skills: dict[int, tuple[int, ...]]) -> Floor:
    """Two hours of two queues; who serves what."""
    stretches = [Stretch(start=NINE + HALF * n, end=NINE + HALF * (n + 1)) for n in range(4)]
    needs = [
        Need(queue, one.start, 30, 10.0 * count, 180.0, ServiceTarget(), known=count)
        for queue, count in ((QUEUE, here), (QUEUE + 1, there))
        for one in stretches
    ]
    workers = [
        Worker(user_id=user, name="", team_id=None, queue_ids=queues, terms=Terms(), version=0)
        for user, queues in skills.items()
    ]
    return Floor(Day(needs, shifts, (), workers), QUEUE, stretches, shifts, at(-1))


def test_what_is_left_when_people_of_two_queues_learn_is_what_there_will_be() -> None:
    shifts = [shift(user, (WORK, 0, 2)) for user in range(1, 9)]
    both = (QUEUE, QUEUE + 1)
    here = two_queues(2, 2, shifts, dict.fromkeys(range(1, 9), both))
    (training,) = [one for one in here.suggestions() if one.kind == "training"]
    assert (training.spare_before, training.user_ids) == (2, (1, 2))
    # They stood in both queues by half: each loses one.
    assert (training.spare_after, training.gap_before, training.gap_after) == (1, -2, -1)


def test_whoever_another_queue_needs_is_not_spared_for_this_one() -> None:
    shifts = [shift(user, (WORK, 0, 2)) for user in range(1, 6)]
    skills = {1: (QUEUE, QUEUE + 1), 2: (QUEUE, QUEUE + 1), 3: (QUEUE,), 4: (QUEUE,), 5: (QUEUE,)}
    found = two_queues(1, 2, shifts, skills).suggestions()
    assert [one.user_ids for one in found if one.kind == "training"] == [(3, 4)]


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
