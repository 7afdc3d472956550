"""What nobody likes is shared as evenly as patterns and wishes allow, and nobody else notices."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from msgspec.structs import replace

from desk.server.rota.clock import Clock
from desk.server.rota.duties import duties
from desk.server.rota.grid import Grid
from desk.server.rota.problem import Best, Person, Problem, Told
from desk.server.rota.sharing import share
from desk.server.rota.solving import solve
from desk.server.rota.weeks import weeks
from tests.server.rota.lawful_rig import flaws
from tests.server.rota.problem_rig import FULL_TIME, problem

#: Everybody's week: a pattern on these days.
Weeks = Sequence[tuple[str, tuple[int, ...]]]
WORKDAYS, TO_SUNDAY = (0, 1, 2, 3, 4), (2, 3, 4, 5, 6)


def asked(people: int) -> Problem:
    """People who differ in nothing."""
    alike = [Person(number, (1,), patterns=FULL_TIME) for number in range(1, people + 1)]
    return replace(problem(people, queues=(1,), effort=2), people=tuple(alike))


def different(of: Problem, **persons: dict[str, object]) -> Problem:
    """Some of them do differ, by ``p`` and their number."""
    return replace(of, people=tuple(replace(one, **persons.get(f"p{one.id}", {})) for one in of.people))


def exchanged(of: Problem, before: Weeks) -> dict[int, Weeks]:
    """What everybody has after exchanging; as many stand on every choice as before."""
    place = {(choice.pattern, choice.day): at for at, choice in enumerate(of.choices)}
    own = {number: tuple(place[pattern, day] for day in days) for number, (pattern, days) in enumerate(before, start=1)}
    week = weeks(of)[0]
    members, wanted = week.members({}), Counter(one for places in own.values() for one in places)
    clock = Clock(of.seconds, of.workers, of.effort)
    after = share(clock, Grid(of), week, members, own, duties(week, members, wanted, {}), of.seconds)
    assert Counter(one for places in after.values() for one in places) == wanted
    return {
        person: [(of.choices[one].pattern, (of.choices[one].day,)) for one in places]
        for person, places in after.items()
    }


def late(of: dict[int, Weeks]) -> list[int]:
    """How many late shifts everybody has."""
    return [sum(pattern != "early" for pattern, _ in own) for _, own in sorted(of.items())]


def weekend(of: dict[int, Weeks]) -> list[int]:
    """How many days of a weekend everybody has."""
    return [sum(days[0] >= 5 for _, days in own) for _, own in sorted(of.items())]


@pytest.mark.parametrize(("people", "on_late", "best"), [(4, 2, {2, 3}), (5, 2, {2}), (10, 2, {1}), (6, 5, {4, 5})])
def test_late_shifts_differ_by_one_at_most_where_all_may_work_all(people: int, on_late: int, best: set[int]) -> None:
    before = [("late" if number < on_late else "early", WORKDAYS) for number in range(people)]
    assert set(late(exchanged(asked(people), before))) == best


def test_nobody_changes_patterns_more_often_than_it_takes() -> None:
    after = exchanged(asked(4), [("late", WORKDAYS)] * 2 + [("early", WORKDAYS)] * 2)
    for own in after.values():
        patterns = [pattern for pattern, _ in own]
        assert sum(one != later for one, later in pairwise(patterns)) == 1


def test_who_has_carried_less_gets_more_until_all_are_even() -> None:
    of = different(asked(4), p1={"late": 4}, p2={"late": 2})
    assert late(exchanged(of, [("late", WORKDAYS)] * 2 + [("early", WORKDAYS)] * 2)) == [0, 2, 4, 4]


def test_hard_calls_are_made_up_for_by_fewer_late_shifts() -> None:
    of = different(asked(2), p1={"hard_calls": 50})
    assert late(exchanged(of, [("late", WORKDAYS), ("early", WORKDAYS)])) == [0, 5]


def test_who_wishes_for_late_shifts_keeps_them() -> None:
    of = different(asked(3), p1={"wished_patterns": ("late",)})
    assert late(exchanged(of, [("late", WORKDAYS), ("late", WORKDAYS), ("early", WORKDAYS)])) in ([5, 2, 3], [5, 3, 2])


def test_who_may_not_work_late_does_not_and_the_others_share() -> None:
    of = different(asked(3), p3={"patterns": ("early",)})
    before = [("late", WORKDAYS), ("early", WORKDAYS), ("early", WORKDAYS)]
    assert sorted(late(exchanged(of, before))[:2]) == [2, 3]
    assert late(exchanged(of, before))[2] == 0


def test_weekends_go_to_who_has_had_fewer() -> None:
    of = different(asked(2), p1={"weekend": 6})
    assert weekend(exchanged(of, [("early", TO_SUNDAY), ("early", WORKDAYS)])) == [0, 2]


def test_a_day_wished_off_is_left_off() -> None:
    of = different(asked(2), p1={"weekend": 1}, p2={"wished_days_off": (5, 6)})
    assert weekend(exchanged(of, [("early", TO_SUNDAY), ("early", WORKDAYS)])) == [2, 0]


@pytest.mark.parametrize("days", [7, 14])
def test_the_late_shifts_of_a_whole_rota_differ_by_one_at_most(days: int) -> None:
    of = replace(problem(12, days, queues=(1,), effort=1), people=asked(12).people)
    of = different(of, p1={"late": 2}, p2={"late": 1})
    told = list[Told]()
    solve(of, Clock(of.seconds, of.workers, of.effort), told.append)
    final = told[-1]
    assert isinstance(final, Best)
    assert list(flaws(of, final.shifts)) == []
    carried = [one.late for one in final.duties]
    assert sum(carried) > 24
    assert max(carried) - min(carried) <= 1, carried
