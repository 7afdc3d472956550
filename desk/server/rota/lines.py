"""Stage 2, first part: whole weeks instead of single days, so that people can live with the counts.

A *line* is a person's week: one pattern on as many days as were agreed, or two, one after the other. People with the
same choices before them (an *alike*) can take each other's lines; how many of them take each is decided here, who takes
which in ``people``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from desk.contract.base import Id
from desk.server.rota.clock import Clock
from desk.server.rota.counts import slots_of
from desk.server.rota.covering import Base, Expression, Place, RestPlace, cover, total, weighted
from desk.server.rota.greedy import clashing
from desk.server.rota.grid import IDLE, Grid
from desk.server.rota.weeks import Member, Week

#: A day off alone between two days of work; a change of pattern within the week; work on a day wished off.
LONE_DAY_OFF, CHANGE, UNHEARD = 12, 16, 60
#: Somebody missing on a choice, and somebody too many on one.
MISSING, TOO_MANY = 200, 50
#: A line may give so many minutes less than the fullest one.
LESS = 30
#: More lines than these cost more time than they are worth.
MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class Line:
    """The choices of a week in order, the minutes agreed that it leaves idle, and what people dislike about it."""

    places: tuple[int, ...]
    idle: int
    cost: int


@dataclass(frozen=True)
class Alike:
    """Members with the same choices before them, the lines there are for them, and how many take each."""

    group: int
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    taken: tuple[int, ...] = ()


#: A group, and what makes its members alike; at last the days off wished for.
_Key = tuple[int, tuple[int, ...], int, int, tuple[tuple[tuple[int, ...], int], ...], tuple[int, ...]]


def alikes(grid: Grid, week: Week, members: Sequence[Member], *, wishing: bool = False) -> list[Alike]:
    """The members sorted by what they can do, and, if ``wishing``, by the days off they wish for."""
    found = defaultdict[_Key, list[Member]](list)
    for member in members:
        wishes = member.person.wished_days_off if wishing else ()
        group = grid.group_of[member.person.id]
        key: _Key = (group, member.options, member.due, member.most, member.runs, wishes)
        found[key].append(member)
    clashes = clashing(week)
    return [
        Alike(key[0], tuple(of_key), tuple(lines(week, of_key[0], clashes, key[-1]))) for key, of_key in found.items()
    ]


def lines(week: Week, member: Member, clashes: Mapping[int, frozenset[int]], wishes: Sequence[int] = ()) -> list[Line]:
    """The weeks that a member can have, the fullest alone; an empty one where there is nothing else."""
    found = list[Line]()
    patterns = defaultdict[str, list[int]](list)
    for place in member.options:
        patterns[week.problem.choices[place].pattern].append(place)
    for places in patterns.values():
        for chosen in _full(week, member, places, clashes):
            found += [_line(week, member, one, wishes) for one in _filled(week, member, chosen, clashes)]
            found += [_line(week, member, one, wishes) for one in _changed(week, member, chosen, clashes)]
    least = min((line.idle for line in found), default=0)
    kept = {line.places: line for line in found if line.idle <= least + LESS}
    best = sorted(kept.values(), key=lambda line: (line.cost, line.places))
    return best[:MOST_LINES] or [Line((), member.due, 0)]


def _full(
    week: Week, member: Member, places: Sequence[int], clashes: Mapping[int, frozenset[int]]
) -> Iterator[tuple[int, ...]]:
    """All ways to work one pattern on as many days as possible."""
    longest = max(week.problem.choices[place].minutes for place in places)
    for number in range(min(len(places), member.most, member.due // longest), 0, -1):
        ways = [one for one in combinations(places, number) if legal(week, member, one, clashes)]
        if ways:
            yield from ways
            return


def _filled(
    week: Week, member: Member, chosen: tuple[int, ...], clashes: Mapping[int, frozenset[int]]
) -> Iterable[tuple[int, ...]]:
    """With one shift of another pattern where hours are left for it; else as it is."""
    choices = week.problem.choices
    left = member.due - sum(choices[place].minutes for place in chosen)
    more = [
        (*chosen, place)
        for place in member.options
        if choices[place].minutes <= left and legal(week, member, (*chosen, place), clashes)
    ]
    return more or [chosen]


def _changed(
    week: Week, member: Member, chosen: tuple[int, ...], clashes: Mapping[int, frozenset[int]]
) -> Iterator[tuple[int, ...]]:
    """The same days, with another pattern of the same length from one of them on."""
    choices = week.problem.choices
    others = defaultdict[str, dict[int, int]](dict)
    for place in member.options:
        if choices[place].minutes == choices[chosen[0]].minutes:
            others[choices[place].pattern][choices[place].day] = place
    for pattern, by_day in others.items():
        if pattern == choices[chosen[0]].pattern:
            continue
        for number in range(1, len(chosen)):
            rest = [by_day.get(choices[place].day) for place in chosen[number:]]
            changed = (*chosen[:number], *(place for place in rest if place is not None))
            if len(changed) == len(chosen) and legal(week, member, changed, clashes):
                yield changed


def legal(week: Week, member: Member, places: Sequence[int], clashes: Mapping[int, frozenset[int]]) -> bool:
    """Whether a member may have all of these choices in a week."""
    days = {week.problem.choices[place].day for place in places}
    return (
        len(days) == len(places) <= member.most
        and all(clashes[one].isdisjoint(places[number + 1 :]) for number, one in enumerate(places))
        and all(len(days.intersection(run)) <= left for run, left in member.runs)
    )


def _line(week: Week, member: Member, places: tuple[int, ...], wishes: Sequence[int]) -> Line:
    choices = week.problem.choices
    days = {choices[place].day for place in places}
    alone = sum(day not in days and day - 1 in days and day + 1 in days for day in week.days)
    changes = len({choices[place].pattern for place in places}) - 1
    worked = sum(choices[place].minutes for place in places)
    ordered = tuple(sorted(places, key=lambda place: choices[place].day))
    unheard = sum(week.problem.days[day].day.weekday() in wishes for day in days)
    cost = LONE_DAY_OFF * alone + CHANGE * max(0, changes) + UNHEARD * unheard
    return Line(ordered, member.due - worked, cost)


class _Takers:
    """How many take each line, as a part of a model: by place who comes to it, and what the lines cost."""

    def __init__(self, model: cp_model.CpModel, grid: Grid, of_week: Sequence[Alike]) -> None:
        self.by_place = defaultdict[Place, list[tuple[cp_model.IntVar, int]]](list)
        self.variables, self.prices = list[cp_model.IntVar](), list[int]()
        self._alikes, self._taken = of_week, list[list[cp_model.IntVar]]()
        for alike in of_week:
            size = len(alike.members)
            self._taken.append([model.new_int_var(0, size, "") for _ in alike.lines])
            model.add(total(self._taken[-1]) == size)
            for line, variable in zip(alike.lines, self._taken[-1], strict=True):
                self.variables.append(variable)
                self.prices.append(line.cost + line.idle * IDLE // grid.minutes)
                for place in line.places:
                    self.by_place[alike.group, place].append((variable, size))

    def hints(self, of_week: Sequence[Alike]) -> dict[int, int]:
        pairs = zip(self._taken, of_week, strict=True)
        return {one.index: n for row, alike in pairs for one, n in zip(row, alike.taken, strict=True)}

    def decided(self, solver: cp_model.CpSolver) -> list[Alike]:
        pairs = zip(self._alikes, self._taken, strict=True)
        return [Alike(one.group, one.members, one.lines, tuple(map(solver.value, row))) for one, row in pairs]


def match(
    clock: Clock, grid: Grid, of_week: Sequence[Alike], wanted: Mapping[Place, int], seconds: float
) -> list[Alike] | None:
    """The lines that come nearest to the people ``wanted`` on each place, beginning from those taken; None when there
    was no time for any."""
    model = cp_model.CpModel()
    takers = _Takers(model, grid, of_week)
    variables, prices = list(takers.variables), list(takers.prices)
    for place in {**wanted, **takers.by_place}:
        number = wanted.get(place, 0)
        missing, many = model.new_int_var(0, number, ""), model.new_int_var(0, len(grid.group_of), "")
        model.add(total([one for one, _ in takers.by_place.get(place, ())]) + missing - many == number)
        variables += [missing, many]
        prices += [MISSING, TOO_MANY]
    model.minimize(weighted(variables, prices))
    solver = clock.solve(model, seconds, rounding=True)
    return None if solver is None else takers.decided(solver)


def improve(
    clock: Clock,
    grid: Grid,
    week: Week,
    members: Sequence[Member],
    own: Mapping[Id, tuple[int, ...]],
    rests: Mapping[RestPlace, int],
    base: Base,
    seconds: float,
) -> tuple[list[Alike], dict[RestPlace, int]] | None:
    """Lines and rests together, by what the coverage costs with them and what people wish, beginning from everybody's
    ``own`` choices and the ``rests`` begun; None when there was no time for any."""
    few = [_few(week, alike, own) for alike in alikes(grid, week, members, wishing=True)]
    model = cp_model.CpModel()
    takers = _Takers(model, grid, few)
    counts: dict[Place, tuple[Expression, int]] = {
        place: (total([one for one, _ in parts]), sum(most for _, most in parts))
        for place, parts in takers.by_place.items()
    }
    covering = cover(model, week.problem, grid, counts, base, slots_of(grid, week))
    for variable, price in zip(takers.variables, takers.prices, strict=True):
        if price:
            covering.add(variable, price)
    model.minimize(covering.whole)
    first = takers.hints(few) | {one.index: rests.get(where, 0) for where, one in covering.rests.items()}
    solver = clock.solve(model, seconds, rounding=True, first=first)
    if solver is None:
        return None
    return takers.decided(solver), {where: solver.value(one) for where, one in covering.rests.items()}


def _few(week: Week, alike: Alike, own: Mapping[Id, tuple[int, ...]]) -> Alike:
    """As it is taken by its members, without the lines of two patterns that nobody takes: there are too many of them
    for a larger model."""
    choices = week.problem.choices
    taken = Counter(own[member.person.id] for member in alike.members)
    wishes = alike.members[0].person.wished_days_off
    kept = [line for line in alike.lines if len({choices[place].pattern for place in line.places}) == 1]
    known = {line.places for line in kept}
    kept += [_line(week, alike.members[0], places, wishes) for places in taken if places not in known]
    return Alike(alike.group, alike.members, tuple(kept), tuple(taken[line.places] for line in kept))
