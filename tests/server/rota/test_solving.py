"""Rotas the solver proposes, judged by a checker that knows nothing of how they were made."""

import threading
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest

from desk.contract.rota_proposals import ProposedShift
from desk.contract.shifts import Activity
from desk.server.rota.clock import Clock
from desk.server.rota.problem import Best, Fixed, Problem, Progress, Stage, Told
from desk.server.rota.solving import solve
from tests.server.rota.lawful_rig import flaws
from tests.server.rota.problem_rig import DAY, FULL_TIME, MONDAY, problem

HOURS = 60


def told(asked: Problem) -> list[Told]:
    """All that is said on the way."""
    found = list[Told]()
    solve(asked, Clock(asked.seconds, asked.workers, asked.effort), found.append)
    return found


def last(asked: Problem) -> Best:
    """The final rota."""
    final = told(asked)[-1]
    assert isinstance(final, Best)
    assert final.final
    return final


FIFTY = problem(50, effort=2)


@pytest.fixture(scope="module")
def fifty() -> list[Told]:
    """All that is said on the way to a rota of fifty people."""
    return told(FIFTY)


def test_a_rota_of_fifty_people_is_lawful_at_every_moment_and_gets_better(fifty: list[Told]) -> None:
    asked, said = FIFTY, fifty
    rotas = [one for one in said if isinstance(one, Best)]
    assert len(rotas) >= 2
    for rota in rotas:
        assert list(flaws(asked, rota.shifts)) == []
    first, final = rotas[0], rotas[-1]
    assert final.gap is not None
    assert first.gap is not None
    assert final.gap < first.gap
    assert final.gap < 0.4
    assert final.covered_hours / final.needed_hours > 0.95
    stages = [one.stage for one in said if isinstance(one, Progress)]
    assert list(dict.fromkeys(stages)) == [Stage.COUNTS, Stage.PEOPLE, Stage.BREAKS, Stage.CHECKING]
    assert all(one.part <= later.part for one, later in pairwise([one for one in said if isinstance(one, Progress)]))


@pytest.mark.parametrize("seed", range(3))
def test_nights_two_weeks_and_whatever_was_before_stay_lawful(seed: int) -> None:
    asked = problem(9, 10, since=MONDAY + 3 * DAY, queues=(1,), effort=0.6, seed=seed, night=True)
    final = last(asked)
    assert list(flaws(asked, final.shifts)) == []
    assert {shift.pattern for shift in final.shifts} & {"night"}


def test_the_checker_sees_what_is_not_lawful(fifty: list[Told]) -> None:
    asked, final = FIFTY, fifty[-1]
    assert isinstance(final, Best)
    shifts = final.shifts
    doubled = [*shifts, shifts[0]]
    assert any("after the shift of" in flaw for flaw in flaws(asked, doubled))
    tired = [moved(shifts[0], asked.days[0].day + n * DAY) for n in range(7)]
    said = " ".join(flaws(asked, tired))
    for word in ("in a row", "no day of rest", "in the week of"):
        assert word in said
    without = [one for one in shifts[0].segments if one.activity is Activity.WORK]
    restless = msgspec.structs.replace(
        shifts[0], segments=tuple(msgspec.structs.replace(one, end=later.start) for one, later in pairwise(without))
    )
    assert any("rests 0" in flaw for flaw in flaws(asked, [restless]))


def test_lunch_never_crosses_the_need_where_there_are_enough_people() -> None:
    asked = problem(24, queues=(1,), load=0.55, effort=2)
    final = last(asked)
    assert final.unmet == []
    assert final.covered_hours == final.needed_hours
    for demand in asked.demands:
        at = asked.origin + timedelta(minutes=demand.start)
        for minute in (0, 15):
            here = on_calls(final, at + timedelta(minutes=minute))
            assert here >= demand.agents
    lunches = Counter(
        (shift.day, one.start) for shift in final.shifts for one in shift.segments if one.activity is Activity.LUNCH
    )
    assert len({start for _, start in lunches}) > 5 * 3


def test_shifts_that_are_there_already_stay_and_count() -> None:
    asked = problem(12, queues=(1,), effort=1.5)
    person = asked.people[0]
    start = 24 * HOURS + 9 * HOURS
    there = Fixed(MONDAY + DAY, start, start + 9 * HOURS, 8 * HOURS, ((start, start + 9 * HOURS),))
    asked = msgspec.structs.replace(
        asked,
        people=(msgspec.structs.replace(person, fixed=(*person.fixed, there)), *asked.people[1:]),
    )
    final = last(asked)
    assert list(flaws(asked, final.shifts)) == []
    mine = [shift.day for shift in final.shifts if shift.user_id == person.id]
    assert MONDAY + DAY not in mine
    assert len(mine) == 4


def test_wishes_are_heard_where_it_costs_nothing() -> None:
    asked = problem(12, queues=(1,), load=0.5, effort=1.5)
    wishing = tuple(
        msgspec.structs.replace(
            person,
            patterns=FULL_TIME,
            week_minutes=40 * HOURS,
            wished_days_off=(person.id % 2 + 1,),
            wished_patterns=(),
            away=(),
        )
        for person in asked.people
    )
    assert last(msgspec.structs.replace(asked, people=wishing)).wishes_met > 0.7


@pytest.mark.parametrize("duty", ["late", "weekend"])
def test_what_nobody_likes_goes_to_those_who_have_had_least_of_it(duty: str) -> None:
    asked = problem(20, queues=(1,), effort=1.5)
    alike = {
        "patterns": FULL_TIME,
        "week_minutes": 40 * HOURS,
        "away": (),
        "wished_patterns": (),
        "wished_days_off": (),
    }
    people = tuple(
        msgspec.structs.replace(
            person, **alike | {"wished_days_off": (), "late": 0, "weekend": 0, duty: 20 if person.id <= 10 else 0}
        )
        for person in asked.people
    )
    final = last(msgspec.structs.replace(asked, people=people))
    carried = {one.user_id: getattr(one, duty) for one in final.duties}
    more = [carried[person.id] - getattr(person, duty) for person in people]
    assert sum(more[10:]) > 2 * sum(more[:10])


def test_who_stops_it_has_the_best_so_far() -> None:
    asked = problem(10, 14, queues=(1,), effort=600)
    clock, found = Clock(60, 2), list[Told]()

    def listen(one: Told) -> None:
        found.append(one)
        if isinstance(one, Best):
            clock.cancel()

    threading.Timer(1, clock.cancel).start()
    solve(asked, clock, listen)
    final = found[-1]
    assert isinstance(final, Best)
    assert final.final
    assert final.shifts
    assert list(flaws(asked, final.shifts)) == []


def on_calls(rota: Best, at: datetime) -> int:
    """How many are at work at an instant."""
    return sum(
        one.activity is Activity.WORK and one.start <= at < one.end for shift in rota.shifts for one in shift.segments
    )


def moved(shift: ProposedShift, day: date) -> ProposedShift:
    """The same on another day."""
    by = day - shift.day
    segments = tuple(msgspec.structs.replace(one, start=one.start + by, end=one.end + by) for one in shift.segments)
    return msgspec.structs.replace(shift, day=day, segments=segments)
