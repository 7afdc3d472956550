"""Stage 1: how many people of each kind take each choice, and begin their rests when, so that a week is covered best.

It knows of people only what can be added up (a *kind* has the same queues and may work the same patterns), so that its
bound holds for every rota there can be.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from desk.server.rota.clock import Clock
from desk.server.rota.covering import Base, Expression, Place, RestPlace, cover, total, weighted
from desk.server.rota.grid import IDLE, Grid
from desk.server.rota.weeks import Member, Week


@dataclass(frozen=True)
class Kind:
    """People who can take each other's place, as far as adding up goes."""

    group: int
    members: tuple[Member, ...]

    def able(self, choices: set[int]) -> int:
        """How many of them could take one of these choices."""
        return sum(not choices.isdisjoint(member.options) for member in self.members)


@dataclass(frozen=True)
class Counts:
    """People on each place, and rests begun; the cost of it and a bound below which no rota comes."""

    people: dict[Place, int]
    rests: dict[RestPlace, int]
    cost: float
    bound: float


def kinds(grid: Grid, members: Sequence[Member]) -> list[Kind]:
    """People sorted by queues and patterns."""
    found = defaultdict[tuple[int, tuple[str, ...], int], list[Member]](list)
    for member in members:
        person = member.person
        # Who works other hours a week works other patterns, where those are of other lengths.
        found[grid.group_of[person.id], tuple(sorted(person.patterns)), person.week_minutes].append(member)
    return [Kind(group, tuple(of_kind)) for (group, _, _), of_kind in sorted(found.items(), key=lambda one: one[0])]


def count(clock: Clock, grid: Grid, week: Week, members: Sequence[Member], base: Base, seconds: float) -> Counts | None:
    """The best counts there is time for; None when there was none for any."""
    model = cp_model.CpModel()
    by_place = defaultdict[Place, list[tuple[cp_model.IntVar, int]]](list)
    idle = list[cp_model.IntVar]()
    for kind in kinds(grid, members):
        numbers = _numbers(model, week, kind)
        for place, (variable, most) in numbers.items():
            by_place[kind.group, place].append((variable, most))
        idle.append(_limit(model, grid, week, kind, numbers))
    counts: dict[Place, tuple[Expression, int]] = {
        place: (total([one for one, _ in parts]), sum(most for _, most in parts)) for place, parts in by_place.items()
    }
    covering = cover(model, week.problem, grid, counts, base, slots_of(grid, week))
    for variable in idle:
        covering.add(variable, IDLE)
    model.minimize(covering.whole)
    solver = clock.solve(model, seconds)
    if solver is None:
        return None
    people = {place: sum(solver.value(one) for one, _ in parts) for place, parts in by_place.items()}
    return Counts(
        people={place: number for place, number in people.items() if number},
        rests={place: number for place, one in covering.rests.items() if (number := solver.value(one))},
        cost=solver.objective_value,
        bound=solver.best_objective_bound,
    )


def slots_of(grid: Grid, week: Week) -> list[int]:
    """The slots of the week's days in which anything is needed."""
    spans = [week.problem.days[place].span for place in week.days]
    return [slot for slot in sorted(grid.need) if any(a <= slot * grid.minutes < b for a, b in spans)]


def _numbers(model: cp_model.CpModel, week: Week, kind: Kind) -> dict[int, tuple[cp_model.IntVar, int]]:
    able = defaultdict[int, int](int)
    for member in kind.members:
        for place in member.options:
            able[place] += 1
    return {place: (model.new_int_var(0, able[place], ""), able[place]) for place in week.choices if able[place]}


def _limit(
    model: cp_model.CpModel,
    grid: Grid,
    week: Week,
    kind: Kind,
    numbers: Mapping[int, tuple[cp_model.IntVar, int]],
) -> cp_model.IntVar:
    """What people of a kind can do together; gives the slots of their agreed time that nobody works."""
    choices = week.problem.choices
    variables = [variable for variable, _ in numbers.values()]
    lengths = [choices[place].minutes for place in numbers]
    due = sum(member.due for member in kind.members)
    worked = weighted(variables, lengths)
    model.add(worked <= due)
    model.add(total(variables) <= sum(member.most for member in kind.members))
    for clash in week.clashes:
        ours = [place for place in clash if place in numbers]
        if len(ours) > 1:
            model.add(total([numbers[place][0] for place in ours]) <= kind.able(set(ours)))
    idle = model.new_int_var(0, -(-due // grid.minutes), "")
    model.add(idle * grid.minutes + worked >= due)
    return idle
