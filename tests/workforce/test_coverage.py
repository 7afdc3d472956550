"""A day's coverage: who counts where, people of several queues, and what a change does before it is made."""

from datetime import date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desk.contract.shift_rules import ServiceTarget
from desk.contract.shifts import Absence, AbsenceState, Activity, Segment, Shift, ShiftState
from desk.workforce.coverage import Day, presences
from desk.workforce.needs import Need
from tests.workforce.rota_rig import FULL, absence, at, segments, shift, worker

TARGET = ServiceTarget()


def needs(by_queue: dict[int, int], *, first: str = "09:00", count: int = 20, minutes: int = 30) -> list[Need]:
    """So many agents all day, whatever the calls."""
    return [
        Need(
            queue_id=queue,
            start=at(first) + timedelta(minutes=minutes * number),
            minutes=minutes,
            calls=needed * 4.0,
            handle=240,
            target=TARGET,
            known=needed,
        )
        for queue, needed in by_queue.items()
        for number in range(count)
    ]


def day(by_queue: dict[int, int], shifts: list[Shift], people: dict[int, tuple[int, ...]], *absences: Absence) -> Day:
    workers = [worker(user, queues) for user, queues in people.items()]
    return Day(needs(by_queue), shifts, absences, workers)


def test_on_calls_is_who_works_and_is_neither_at_lunch_nor_on_leave() -> None:
    words = "09:00-11:00 break 11:00-11:15 11:15-12:00 lunch 12:00-13:00 training 13:00-14:00 14:00-18:00"
    found = day({1: 1}, [shift(words)], {1: (1,)}, absence("16:00-17:10"), absence("09:00-10:00", user_id=2))
    assert found.rostered(1) == [1, 1, 1, 1, 0.5, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, pytest.approx(2 / 3), 1, 0, 0]
    assert found.needed(1) == [1] * 20


def test_leave_only_asked_for_and_cancelled_shifts_change_nothing() -> None:
    asked = absence("09:00-18:00", state=AbsenceState.ASKED)
    found = day({1: 1}, [shift(), shift(state=ShiftState.CANCELLED)], {1: (1,)}, asked)
    assert found.rostered(1)[0] == 1


def test_somebody_else_s_leave_is_not_mine() -> None:
    one = shift("09:00-10:00")
    start, end = int(one.start.timestamp()), int(one.end.timestamp())
    found = presences(one, [absence("09:00-10:00", user_id=2), absence("09:30-10:00")], (2, 1))
    assert list(found) == [(start, end - 1800, (1, 2))]


def test_the_night_before_reaches_into_the_day() -> None:
    night = shift("22:00-34:00", at("00:00").date() - timedelta(days=1))
    assert day({1: 1}, [night], {1: (1,)}).rostered(1)[:3] == [1, 1, 0]


def test_who_serves_no_queue_of_the_day_counts_nowhere() -> None:
    assert sum(day({1: 1}, [shift(), shift(user_id=2)], {1: (9,)}).rostered(1)) == 0


def test_a_stretch_may_narrow_the_queues_but_not_widen_them() -> None:
    found = day({1: 1, 2: 1, 3: 1}, [shift("09:00-10:00", queue_ids=(2, 3))], {1: (1, 2)})
    assert [found.rostered(queue)[0] for queue in (1, 2, 3)] == [0, 1, 0]


SHARED = [
    # needed, people's queues, rostered
    ({1: 6, 2: 2}, [(1, 2)] * 4, [3, 1]),
    ({1: 6, 2: 2}, [(1, 2)] * 16, [12, 4]),
    ({1: 10, 2: 10}, [(1,)] * 10 + [(1, 2)] * 10, [10, 10]),
    ({1: 10, 2: 10}, [(1,)] * 12 + [(1, 2)] * 4, [12, 4]),
    ({1: 0, 2: 0}, [(1, 2)] * 4, [2, 2]),
    ({1: 0, 2: 5, 3: 5}, [(2, 3)] * 5 + [(1, 2)] * 5, [0, 5, 5]),
]


@pytest.mark.parametrize(("needed", "people", "rostered"), SHARED)
def test_people_of_several_queues_go_where_they_are_missing(
    needed: dict[int, int], people: list[tuple[int, ...]], rostered: list[float]
) -> None:
    shifts = [shift("09:00-09:30", user_id=user) for user in range(len(people))]
    found = day(needed, shifts, dict(enumerate(people)))
    assert [found.rostered(queue)[0] for queue in needed] == pytest.approx(rostered, abs=0.01)


def test_moving_lunch_shows_where_it_closes_a_gap_and_where_it_opens_one() -> None:
    early = "09:00-11:00 lunch 11:00-12:00 12:00-18:00"
    one, other = shift(), shift(user_id=2)
    found = day({1: 1}, [one, other], {1: (1,), 2: (1,)})
    effect = found.effect(other, replace(other, segments=segments(early)))
    assert [(cell.start, cell.before, cell.after) for cell in effect.cells] == [
        (at("11:00"), 2, 1),
        (at("11:30"), 2, 1),
        (at("12:00"), 0, 1),
        (at("12:30"), 0, 1),
    ]
    assert (effect.short_before, effect.short_after) == (1.0, 0.0)
    assert effect.worst is None
    closed, opened = effect.cells[-1], effect.cells[0]
    assert closed.level_after > closed.level_before == 0.0
    assert opened.level_after < opened.level_before
    worst = day({1: 2}, [one, other], {1: (1,), 2: (1,)}).effect(other, replace(other, segments=segments(early))).worst
    assert worst is not None
    assert (worst.start, worst.needed, worst.after) == (at("11:00"), 2, 1)


def test_looking_at_a_change_does_not_make_it_and_making_it_does() -> None:
    one = shift()
    found = day({1: 1}, [one], {1: (1,), 2: (1,)})
    late = replace(one, segments=segments("10:00-13:00"), user_id=2)
    seen = found.effect(one, late)
    assert found.rostered(1)[0] == 1
    assert found.change(one, late) == seen
    assert found.rostered(1)[:9] == [0, 0, 1, 1, 1, 1, 1, 1, 0]
    assert found.effect(late, late).cells == ()


def test_leave_shows_what_it_costs_before_it_is_approved() -> None:
    one = shift()
    effect = day({1: 1}, [one], {1: (1,)}).effect_of_leave(one, at("11:30"), at("13:15"))
    assert [(cell.start, cell.after) for cell in effect.cells] == [(at("11:30"), 0), (at("13:00"), 0.5)]


def test_people_who_are_here_are_shared_out_as_those_rostered_are() -> None:
    found = day({1: 6, 2: 2}, [], {1: (1, 2), 2: (1,), 3: (9,)})
    assert found.here([1, 2, 3, 4], at("09:10")) == pytest.approx({1: 1 + 5 / 7, 2: 2 / 7})
    assert found.here([1], at("08:59")) == {}


def test_who_was_really_here_is_told_for_every_interval_that_is_over() -> None:
    found = day({1: 6, 2: 2}, [], {1: (1,), 2: (2,), 3: (9,), 4: (1,)})
    stints = [
        (1, at("08:00"), at("09:30")), (1, at("09:45"), at("11:00")), (2, at("09:00"), at("09:10")),
        (3, at("09:00"), at("18:00")), (4, at("10:00"), at("10:00")),
    ]  # fmt: skip
    told = found.attended(stints, at("10:20"))
    assert [one[1] for one in told] == pytest.approx([1, 0.5])
    assert [one[2] for one in told] == pytest.approx([1 / 3, 0])
    assert found.attended(stints, at("09:29")) == []
    assert [one[1] for one in found.attended(stints, at("23:00"))] == pytest.approx([1, 0.5, 1, 1] + [0] * 16)


def test_an_interval_is_found_by_its_time() -> None:
    found = day({1: 1}, [], {})
    assert [found.index(at(clock)) for clock in ("08:59", "09:00", "09:29", "18:59", "19:00")] == [None, 0, 0, 19, None]


def test_a_day_without_needs_is_a_day_all_the_same() -> None:
    empty = Day([], [shift()], (), [worker()])
    assert empty.effect(None, shift()).cells == ()
    assert empty.queue_ids == []


def test_a_day_of_25_hours_has_its_extra_hour_staffed() -> None:
    start = datetime.fromisoformat("2026-11-01T04:00:00+00:00")
    every = [
        Need(
            queue_id=1, start=start + timedelta(minutes=30 * n), minutes=30, calls=4, handle=60, target=TARGET, known=1
        )
        for n in range(50)
    ]
    whole = Segment(activity=Activity.WORK, start=start, end=start + timedelta(hours=25))
    found = Day(every, [replace(shift(), segments=(whole,), day=date(2026, 11, 1))], (), [worker()])
    assert found.rostered(1) == [1.0] * 50


QUEUES = st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True).map(tuple)
WORDS = st.sampled_from(
    [FULL, "09:00-13:00", "10:10-11:00 lunch 11:00-12:05 12:05-19:00", "08:00-09:20 15:00-21:00", "12:00-12:15"]
)
PEOPLE = st.lists(st.tuples(QUEUES, WORDS), min_size=1, max_size=8)
NEEDED = st.fixed_dictionaries({queue: st.integers(0, 4) for queue in (1, 2, 3, 4)})


@given(NEEDED, PEOPLE, WORDS, st.integers(0, 7))
def test_a_change_made_step_by_step_is_the_day_built_anew(
    needed: dict[int, int], people: list[tuple[tuple[int, ...], str]], words: str, chosen: int
) -> None:
    skills = {user: queues for user, (queues, _) in enumerate(people)}
    shifts = [shift(told, user_id=user) for user, (_, told) in enumerate(people)]
    before = shifts[chosen % len(shifts)]
    after = replace(before, segments=segments(words))
    stepwise = day(needed, shifts, skills)
    stepwise.change(before, after)
    anew = day(needed, [after if one is before else one for one in shifts], skills)
    for queue in needed:
        assert stepwise.rostered(queue) == pytest.approx(anew.rostered(queue))


AWAY = st.sampled_from(["", "09:00-11:10", "12:00-18:00", "00:00-23:00"])
CHANGES = st.lists(st.tuples(st.integers(0, 7), st.lists(WORDS, max_size=2), AWAY), min_size=1, max_size=6)


@given(NEEDED, PEOPLE, CHANGES)
def test_whatever_becomes_of_people_s_shifts_and_leave_the_day_that_follows_is_the_day_built_anew(
    needed: dict[int, int],
    people: list[tuple[tuple[int, ...], str]],
    changes: list[tuple[int, list[str], str]],
) -> None:
    skills = {user: queues for user, (queues, _) in enumerate(people)}
    shifts = {user: [shift(told, user_id=user)] for user, (_, told) in enumerate(people)}
    away = {user: list[Absence]() for user in skills}
    following = day(needed, [one for own in shifts.values() for one in own], skills)
    for place, words, leave in changes:
        user = place % len(people)
        before, shifts[user] = shifts[user], [shift(told, user_id=user) for told in words]
        away[user] = [absence(leave, user_id=user)] if leave else []
        following.follow(user, before, shifts[user], away[user])
    now = [one for own in shifts.values() for one in own]
    anew = day(needed, now, skills, *(one for own in away.values() for one in own))
    for queue in needed:
        assert following.rostered(queue) == pytest.approx(anew.rostered(queue))
    for clock in ("09:05", "12:10", "16:40"):
        assert following.due(now, at(clock)) == pytest.approx(anew.due(now, at(clock)))
        assert following.here(skills, at(clock)) == pytest.approx(anew.here(skills, at(clock)))


@given(NEEDED, PEOPLE)
def test_nobody_is_counted_twice_or_lost(needed: dict[int, int], people: list[tuple[tuple[int, ...], str]]) -> None:
    shifts = [shift(told, user_id=user) for user, (_, told) in enumerate(people)]
    found = day(needed, shifts, {user: queues for user, (queues, _) in enumerate(people)})
    for number, start in enumerate(found.starts):
        end = start + timedelta(minutes=30)
        minutes = sum(
            max(0.0, (min(end, one.end) - max(start, one.start)).total_seconds() / 60)
            for each in shifts
            for one in each.segments
            if one.activity is Activity.WORK
        )
        assert sum(found.rostered(queue)[number] for queue in needed) * 30 == pytest.approx(minutes)


@given(st.lists(st.tuples(QUEUES, st.integers(1, 9)), min_size=1, max_size=6), NEEDED)
def test_a_queue_stays_short_only_when_nobody_could_help(
    groups: list[tuple[tuple[int, ...], int]], needed: dict[int, int]
) -> None:
    people: dict[int, tuple[int, ...]] = {}
    for queues, agents in groups:
        people |= {len(people) + number: queues for number in range(agents)}
    found = day(needed, [shift("09:00-09:30", user_id=user) for user in people], people)
    short = sum(max(0.0, needed[queue] - found.rostered(queue)[0]) for queue in needed)
    # By Hall's theorem: what some queues need together, less all who serve any of them.
    subsets = [set(some) for count in range(5) for some in combinations(needed, count)]
    least = max(
        sum(needed[queue] for queue in some) - sum(agents for queues, agents in groups if some & set(queues))
        for some in subsets
    )
    assert least - 1e-6 <= short <= least + 0.25


def test_every_worker_is_known_by_the_queues_of_the_day() -> None:
    found = Day(needs({1: 1, 2: 1}), [], (), [worker(5, (2, 9))])
    assert found.queues_of(5) == (2,)
    assert found.queues_of(6) == ()
