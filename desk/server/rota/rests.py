"""Stage 3: when everybody takes lunch and breaks, now that it is known who works: staggered so that coverage stays
above the need wherever it can.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from ortools.sat.python import cp_model

from desk.contract.base import Id
from desk.server.rota.clock import Clock
from desk.server.rota.covering import Base, Place, RestPlace, cover
from desk.server.rota.grid import Grid
from desk.server.rota.problem import Choice, Problem
from desk.server.rota.weeks import Rota

#: When a person's rests on a choice begin, in the order of its windows.
Starts = tuple[int, ...]
#: By person and day.
Rests = dict[Id, dict[int, Starts]]
#: Two rests have at least so many minutes of work between them where possible.
APART = 15


@dataclass(frozen=True)
class Staggered:
    """Rests begun by place and time, and what the coverage of these slots costs with them."""

    rests: dict[RestPlace, int]
    cost: float


def stagger(
    clock: Clock,
    problem: Problem,
    grid: Grid,
    people: Mapping[Place, int],
    base: Base,
    slots: Sequence[int],
    first: Mapping[RestPlace, int],
    seconds: float,
) -> Staggered | None:
    """The best beginnings of rests for so many people on each place; None when there was no time for any."""
    model = cp_model.CpModel()
    counts = {place: (number, number) for place, number in people.items()}
    covering = cover(model, problem, grid, counts, base, slots)
    for where, variable in covering.rests.items():
        model.add_hint(variable, min(first.get(where, 0), people[where[:2]]))
    model.minimize(covering.whole)
    solver = clock.solve(model, seconds)
    if solver is None:
        return None
    begun = {where: number for where, one in covering.rests.items() if (number := solver.value(one))}
    return Staggered(begun, solver.objective_value)


def people_of(grid: Grid, rota: Rota, days: Iterable[int]) -> dict[Place, list[Id]]:
    """Who is on each place on these days."""
    of_days, found = set(days), defaultdict[Place, list[Id]](list)
    for person, own in rota.items():
        for day, place in own.items():
            if day in of_days:
                found[grid.group_of[person], place].append(person)
    return found


def name(problem: Problem, place: int, people: Sequence[Id], begun: Mapping[RestPlace, int], group: int) -> Rests:
    """Gives each person their rests: who has the first lunch has the first break too, and everybody's turn comes."""
    choice = problem.choices[place]
    # On another day somebody else begins.
    turn = choice.day * 7 % max(1, len(people))
    ordered = [*people[turn:], *people[:turn]]
    columns = [
        _column(choice, number, len(ordered), {start: begun.get((group, place, number, start), 0) for start in starts})
        for number, starts in enumerate(rest.starts for rest in choice.rests)
    ]
    found: Rests = {}
    for index, person in enumerate(ordered):
        found[person] = {choice.day: apart(choice, tuple(column[index] for column in columns))}
    return found


def _column(choice: Choice, number: int, people: int, begun: Mapping[int, int]) -> list[int]:
    """The beginnings of one rest for so many people, in order; evenly spread where nothing was decided."""
    starts = choice.rests[number].starts
    found = [start for start in starts for _ in range(begun.get(start, 0))]
    while len(found) < people:
        found.append(starts[len(found) % len(starts)])
    return sorted(found[:people])


@lru_cache(maxsize=10_000)
def apart(choice: Choice, starts: Starts) -> Starts:
    """The same, moved as little as possible where two rests overlap or lie too near to one another."""
    if _room(choice, starts) >= APART:
        return starts

    def moved(other: Starts) -> int:
        return sum(abs(one - start) for one, start in zip(other, starts, strict=True))

    every = product(*(rest.starts for rest in choice.rests))
    return min(every, key=lambda other: (-_room(choice, other), moved(other)))


def _room(choice: Choice, starts: Starts) -> int:
    """The least number of minutes between two rests, below 0 where they overlap; at most ``APART``."""
    spans = sorted((start, start + rest.minutes) for start, rest in zip(starts, choice.rests, strict=True))
    return min([APART, *(later[0] - before[1] for before, later in pairwise(spans))])
