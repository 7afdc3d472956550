"""What could not be met comes with the way out that is really the cheapest."""

import msgspec
import pytest

from desk.contract.rota_proposals import Unmet, WayOut
from desk.contract.shift_rules import LabourLimits
from desk.server.rota import clock
from desk.server.rota.clock import Clock
from desk.server.rota.problem import Best, Demand, Problem, Told
from desk.server.rota.solving import solve
from tests.server.rota.problem_rig import problem

HOUR, DAY = 60, 24 * 60


def centre(needs: dict[int, tuple[int, float]], *, people: int = 4, pattern: str = "early", days: int = 5) -> Problem:
    """People who all work one pattern, and by half-hours of every day (in minutes) agents needed and calls expected."""
    asked = problem(people, 7, queues=(1,), effort=1)
    return msgspec.structs.replace(
        asked,
        demands=tuple(
            Demand(1, day * DAY + at, agents, calls, handle=30)
            for day in range(days)
            for at, (agents, calls) in needs.items()
        ),
        people=tuple(
            msgspec.structs.replace(
                person,
                patterns=(pattern,),
                week_minutes=40 * HOUR,
                away=(),
                fixed=(),
                wished_days_off=(5, 6),
                wished_patterns=(),
            )
            for person in asked.people
        ),
    )


def gaps(asked: Problem) -> list[Unmet]:
    """What the final rota could not meet."""
    found = list[Told]()
    solve(asked, Clock(asked.seconds, asked.workers, asked.effort), found.append)
    final = found[-1]
    assert isinstance(final, Best)
    assert final.final
    return final.unmet


def hours(first: float, last: float, agents: int, calls: float | None = None) -> dict[int, tuple[int, float]]:
    """The same need from an hour to another; without ``calls``, as many short ones as keep so many agents busy."""
    expected = 25.0 * agents if calls is None else calls
    return dict.fromkeys(range(round(first * HOUR), round(last * HOUR), 30), (agents, expected))


DAYTIME = hours(9, 18, 1)


def test_who_is_there_stays_an_hour_longer() -> None:
    found = gaps(centre(DAYTIME | hours(18, 19, 1)))
    assert len(found) == 5
    assert {(one.way_out, one.short, one.amount) for one in found} == {(WayOut.EXTRA_HOURS, 1, 1.0)}
    assert {(one.end - one.start).total_seconds() for one in found} == {3600}


def test_where_nobody_may_work_more_others_come_for_a_few_hours() -> None:
    asked = msgspec.structs.replace(
        centre(DAYTIME | hours(18, 19, 1)), limits=LabourLimits(week_with_overtime=40 * HOUR)
    )
    assert {(one.way_out, one.amount) for one in gaps(asked)} == {(WayOut.PART_TIME, 3.0)}


def test_few_calls_are_not_worth_anybodys_evening() -> None:
    """Five would be better, but with those who are there nearly all callers are answered in time."""
    found = gaps(centre(DAYTIME | hours(15, 16, 5, 0.5)))
    assert {one.way_out for one in found} == {WayOut.LOWER_TARGET}
    assert all(0.9 < one.amount <= 1 for one in found)


def test_nobody_is_told_to_answer_hardly_anybody() -> None:
    found = gaps(centre(DAYTIME | hours(18, 19, 1, 0.5)))
    assert {(one.way_out, one.amount) for one in found} == {(WayOut.EXTRA_HOURS, 1.0)}


def test_without_time_to_reckon_the_cheapest_that_helps_by_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "SHORTEST", 0.0)
    found = gaps(msgspec.structs.replace(centre(DAYTIME | hours(18, 19, 1)), seconds=0.0, effort=None))
    assert {(one.way_out, one.amount) for one in found if one.start.hour == 9} == {(WayOut.EXTRA_HOURS, 1.0)}


def test_two_peaks_are_met_by_splitting_shifts_around_the_quiet_time() -> None:
    asked = centre(hours(9, 10, 4) | hours(10, 18, 0) | hours(18, 19, 2))
    found = gaps(msgspec.structs.replace(asked, limits=LabourLimits(week_with_overtime=40 * HOUR)))
    ways = {(one.way_out, one.amount) for one in found}
    # Of several rotas that are as good, one may leave a day for which others coming for a few hours cost less.
    assert (WayOut.SPLIT_SHIFT, 2.0) in ways
    assert ways <= {(WayOut.SPLIT_SHIFT, 2.0), (WayOut.PART_TIME, 6.0)}


@pytest.mark.parametrize("missing", [1, 2])
def test_who_is_missing_all_week_is_looked_for(missing: int) -> None:
    needs = hours(9, 11.5, 3 + missing) | hours(11.5, 14.5, 2) | hours(14.5, 18, 3 + missing)
    asked = centre(needs, people=3)
    # Lunch lies where fewer are needed, and there are no breaks: there is no other gap than the missing one's.
    choices = tuple(msgspec.structs.replace(one, rests=one.rests[:1]) for one in asked.choices)
    limits = LabourLimits(week_with_overtime=40 * HOUR)
    found = gaps(msgspec.structs.replace(asked, choices=choices, limits=limits))
    assert {(one.way_out, one.amount) for one in found} == {(WayOut.MORE_PEOPLE, missing)}
