"""What a rota is worth: its cost beside the bound, its figures, its shifts as they are proposed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ortools.sat.python import cp_model

from desk.contract.rota_proposals import ProposedShift, Unmet
from desk.contract.shifts import Activity, Segment
from desk.server.rota.covering import cover
from desk.server.rota.duties import carried
from desk.server.rota.grid import Grid
from desk.server.rota.problem import Best, Choice, Problem, Span
from desk.server.rota.rests import Rests
from desk.server.rota.weeks import Rota


@dataclass(frozen=True)
class Evaluation:
    """The cost of a rota, how far it is from the bound (as a part of the cost), and the agents short and there by queue
    and slot.

    Cost and bound are of the same things: agents short, agents too many, and agreed hours that nobody works. The bound
    holds for any rota at all; that people want whole weeks, wish for some of them and share late hours and weekends is
    no part of either. Sharing changes who stands where, not how many, and so never the cost.
    """

    cost: float
    gap: float | None
    short: Mapping[tuple[int, int], int]
    there: Mapping[tuple[int, int], int]


def on_calls(choice: Choice, starts: Sequence[int]) -> list[Span]:
    """The stretches of work, with rests beginning at ``starts``."""
    return [(start, end) for activity, start, end in pieces(choice, starts) if activity is Activity.WORK]


def pieces(choice: Choice, starts: Sequence[int]) -> Iterator[tuple[Activity, int, int]]:
    """All of a shift in its order."""
    pauses = sorted(
        (start, start + rest.minutes, rest.activity) for start, rest in zip(starts, choice.rests, strict=True)
    )
    for begins, ends in choice.stretches:
        at = begins
        for start, end, activity in pauses:
            if begins <= start < ends:
                if at < start:
                    yield Activity.WORK, at, start
                yield activity, start, end
                at = end
        if at < ends:
            yield Activity.WORK, at, ends


def evaluate(problem: Problem, grid: Grid, rota: Rota, rests: Rests, idle: float, bound: float | None) -> Evaluation:
    """What a rota costs, with everybody sent to the queue that needs them most."""
    there = defaultdict[tuple[int, int], int](int)
    for person in problem.people:
        spans = [span for fixed in person.fixed for span in fixed.on_calls]
        for day, place in rota[person.id].items():
            spans += on_calls(problem.choices[place], rests[person.id][day])
        for slot in grid.slots(spans):
            there[grid.group_of[person.id], slot] += 1
    model = cp_model.CpModel()
    covering = cover(model, problem, grid, {}, there, sorted(grid.need))
    model.minimize(covering.whole)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 20
    solver.parameters.relative_gap_limit = 0.001
    solver.solve(model)
    short = {where: number for where, parts in covering.short.items() if (number := sum(map(solver.value, parts)))}
    cost = solver.objective_value + idle
    gap = None if bound is None else max(0.0, (cost - bound) / cost) if cost else 0.0
    return Evaluation(cost, gap, short, there)


def best(
    problem: Problem,
    grid: Grid,
    rota: Rota,
    rests: Rests,
    evaluation: Evaluation,
    seconds: float,
    unmet: list[Unmet] | None = None,
) -> Best:
    """A rota as it is told; with what is ``unmet`` it is the final one."""
    hours = grid.minutes / 60
    needed = grid.needed_slots
    return Best(
        shifts=list(_shifts(problem, rota, rests)),
        gap=evaluation.gap,
        seconds=round(seconds, 1),
        needed_hours=needed * hours,
        covered_hours=(needed - sum(evaluation.short.values())) * hours,
        agents=sum(map(bool, rota.values())),
        wishes_met=_wishes_met(problem, rota),
        duties=carried(problem, rota),
        unmet=unmet or [],
        final=unmet is not None,
    )


def _shifts(problem: Problem, rota: Rota, rests: Rests) -> Iterator[ProposedShift]:
    for person, own in sorted(rota.items()):
        for day, place in sorted(own.items()):
            choice = problem.choices[place]
            yield ProposedShift(
                user_id=person,
                day=problem.days[day].day,
                pattern=choice.pattern,
                segments=tuple(
                    Segment(
                        activity=activity,
                        start=problem.origin + timedelta(minutes=start),
                        end=problem.origin + timedelta(minutes=end),
                    )
                    for activity, start, end in pieces(choice, rests[person][day])
                ),
            )


def _wishes_met(problem: Problem, rota: Rota) -> float:
    """The part (0…1) of wishes that are fulfilled: shifts of the patterns and days off wished for; 1 without any."""
    met = asked = 0
    for person in problem.people:
        own = rota[person.id]
        if person.wished_patterns:
            asked += len(own)
            met += sum(problem.choices[place].pattern in person.wished_patterns for place in own.values())
        if person.wished_days_off:
            off = [place for place, day in enumerate(problem.days) if day.day.weekday() in person.wished_days_off]
            asked += len(off)
            met += sum(place not in own for place in off)
    return met / asked if asked else 1.0
