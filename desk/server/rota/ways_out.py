"""What could not be met, and the cheapest way out of it: reckoned as a problem of its own.

Every way has a price in hours of an agent's pay, and may close several gaps; staying short costs what it does to
callers. The solver mixes them as it is cheapest, and each gap is told the way that closes most of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from ortools.sat.python import cp_model

from desk.contract.rota_proposals import Unmet, WayOut
from desk.server.rota.clock import Clock
from desk.server.rota.counts import slots_of
from desk.server.rota.covering import Expression, Place, cover, total, weighted
from desk.server.rota.grid import Grid
from desk.server.rota.problem import Demand, Problem
from desk.server.rota.result import Evaluation
from desk.server.rota.ways import PAY, Way, ways
from desk.server.rota.weeks import Rota, Week
from desk.workforce.needs import Need

#: What a caller who is not answered in time is worth: nine minutes of an agent's pay.
LATE_CALL = 15 * PAY // 100
#: That fewer callers are answered in time is no advice; where it would come to that, staying short is dearer than
#: anybody who comes for a few hours.
BEARABLE, UNBEARABLE = 0.5, 10 * PAY
#: Nothing may become worse for it.
NEVER = 1000 * PAY
#: Seconds for a week at most, and the effort that few people want.
SECONDS, LEAST = 8.0, 1.0


@dataclass(frozen=True)
class Gap:
    """A queue (its place) is short in these slots in a row, by up to so many agents."""

    queue: int
    slots: tuple[int, ...]
    agents: int


@dataclass(frozen=True)
class Answer:
    """How many go each way, and who is still short by queue and slot."""

    used: tuple[int, ...]
    left: Mapping[tuple[int, int], int]


def unmet(clock: Clock, grid: Grid, week: Week, rota: Rota, evaluation: Evaluation) -> list[Unmet]:
    """The gaps of a week with their ways out, by queue and time."""
    slots = set(slots_of(grid, week))
    found = gaps({where: n for where, n in evaluation.short.items() if where[1] in slots and n})
    if not found:
        return []
    open_ways = list(ways(grid, week, rota, {(gap.queue, slot) for gap in found for slot in gap.slots}))
    queues = _Queues(grid, week.problem)
    answer = _cheapest(clock, grid, week, open_ways, evaluation, queues)
    return [_told(grid, week.problem, gap, open_ways, answer, evaluation, queues) for gap in found]


def gaps(short: Mapping[tuple[int, int], int]) -> list[Gap]:
    """Slots in a row in which a queue is short."""
    runs = list[list[tuple[int, int]]]()
    for queue, slot in sorted(short):
        if runs and runs[-1][-1] == (queue, slot - 1):
            runs[-1].append((queue, slot))
        else:
            runs.append([(queue, slot)])
    return [Gap(run[0][0], tuple(slot for _, slot in run), max(short[where] for where in run)) for run in runs]


class _Queues:
    """What a queue's slot needs agents for."""

    def __init__(self, grid: Grid, problem: Problem) -> None:
        self._grid, self._problem = grid, problem
        self._demands = dict[tuple[int, int], Demand]()
        places = {queue: place for place, queue in enumerate(grid.queues)}
        for demand in problem.demands:
            for slot in grid.slots([(demand.start, demand.start + problem.interval)]):
                self._demands[places[demand.queue_id], slot] = demand

    def level(self, where: tuple[int, int], agents: float) -> float:
        """Share of calls answered in time with so many rostered, of whom the usual part is lost."""
        demand = self._demands[where]
        target = self._problem.targets.get(demand.queue_id, self._problem.target)
        start = self._problem.origin + timedelta(minutes=demand.start)
        need = Need(demand.queue_id, start, self._problem.interval, demand.calls, demand.handle, target)
        return need.level(agents * (1 - target.shrinkage))

    def price(self, where: tuple[int, int], short: int) -> int:
        """What each agent who is missing in a slot costs by the callers who wait too long for it."""
        demand = self._demands[where]
        level = self.level(where, demand.agents - short)
        if level < BEARABLE:
            return UNBEARABLE
        lost = self.level(where, demand.agents) - level
        slots = self._problem.interval / self._grid.minutes
        return max(1, round(LATE_CALL * demand.calls * lost / slots / short))


def _cheapest(
    clock: Clock, grid: Grid, week: Week, open_ways: Sequence[Way], evaluation: Evaluation, queues: _Queues
) -> Answer:
    model = cp_model.CpModel()
    taken = [model.new_int_var(0, way.most, "") for way in open_ways]
    extended, counts = _laid_out(week.problem, open_ways, taken)
    covering = cover(model, extended, grid, counts, evaluation.there, slots_of(grid, week))
    _limit(model, open_ways, taken)
    terms: list[tuple[Expression, int]] = [(one, way.price) for one, way in zip(taken, open_ways, strict=True)]
    for where, parts in covering.short.items():
        was = evaluation.short.get(where, 0)
        price = queues.price(where, was) if was else NEVER
        terms += [(part, price) for part in parts]
        if parts and was:
            more = model.new_int_var(0, grid.need[where[1]][where[0]], "")
            model.add(total(parts) <= was + more)
            terms.append((more, NEVER))
    model.minimize(weighted([one for one, _ in terms], [price for _, price in terms]))
    solver = clock.solve(model, SECONDS, near=0.002, least=LEAST)
    if solver is None:
        return Answer((0,) * len(open_ways), evaluation.short)
    left = {where: sum(map(solver.value, parts)) for where, parts in covering.short.items()}
    return Answer(tuple(map(solver.value, taken)), left)


def _laid_out(
    problem: Problem, open_ways: Sequence[Way], taken: Sequence[cp_model.IntVar]
) -> tuple[Problem, dict[Place, tuple[Expression, int]]]:
    """The problem with the ways among its choices, and how many take each."""
    more = [choice for way in open_ways for choice in (way.choice, way.instead) if choice is not None]
    extended = msgspec.structs.replace(problem, choices=(*problem.choices, *more))
    counts, place = dict[Place, tuple[Expression, int]](), len(problem.choices)
    for way, variable in zip(open_ways, taken, strict=True):
        if way.choice is not None:
            counts[way.group, place] = (variable, way.most)
            place += 1
        if way.instead is not None:
            counts[way.group, place] = (-variable, 0)
            place += 1
    return extended, counts


def _limit(model: cp_model.CpModel, open_ways: Sequence[Way], taken: Sequence[cp_model.IntVar]) -> None:
    """What the ways share: people, and the hours they may work."""
    shared = defaultdict[tuple[object, ...], list[tuple[cp_model.IntVar, int]]](list)
    limits = dict[tuple[object, ...], int]()
    for way, variable in zip(open_ways, taken, strict=True):
        for limit in way.limits:
            shared[limit.name].append((variable, limit.each))
            limits[limit.name] = limit.most
    for name, terms in shared.items():
        model.add(weighted([one for one, _ in terms], [each for _, each in terms]) <= limits[name])


def _told(
    grid: Grid,
    problem: Problem,
    gap: Gap,
    open_ways: Sequence[Way],
    answer: Answer,
    evaluation: Evaluation,
    queues: _Queues,
) -> Unmet:
    closed, level = defaultdict[WayOut, int](int), _level(grid, gap, evaluation, queues)
    for way, number in _closing(grid, gap, open_ways, answer):
        closed[way.kind] += number * len(_shared(grid, gap, way))
    if level >= BEARABLE:
        closed[WayOut.LOWER_TARGET] = sum(answer.left.get((gap.queue, slot), 0) for slot in gap.slots)
    kind, amount = max(closed, key=lambda one: closed[one], default=None), level
    if kind is None:
        kind, amount = _alone(grid, gap, open_ways)
    elif kind is not WayOut.LOWER_TARGET:
        amount = _amount(grid, gap, kind, open_ways, answer)
    return Unmet(
        queue_id=grid.queues[gap.queue],
        start=problem.origin + timedelta(minutes=gap.slots[0] * grid.minutes),
        end=problem.origin + timedelta(minutes=(gap.slots[-1] + 1) * grid.minutes),
        short=gap.agents,
        way_out=kind,
        amount=amount,
    )


def _alone(grid: Grid, gap: Gap, open_ways: Sequence[Way]) -> tuple[WayOut, float]:
    """What closes most of a gap all by itself, the cheapest of these, where there was no time to mix several."""
    found = [
        (-len(shared), way.price, number)
        for number, way in enumerate(open_ways)
        if way.price and gap.queue in grid.groups[way.group] and (shared := _shared(grid, gap, way))
    ]
    if not found:
        return WayOut.MORE_PEOPLE, gap.agents
    way = open_ways[min(found)[2]]
    return way.kind, way.amount * gap.agents


def _amount(grid: Grid, gap: Gap, kind: WayOut, open_ways: Sequence[Way], answer: Answer) -> float:
    """How much of one way a gap takes; new colleagues come for all the week, and so for all its gaps."""
    if kind is WayOut.MORE_PEOPLE:
        pairs = zip(open_ways, answer.used, strict=True)
        return sum(number for way, number in pairs if way.choice is None and gap.queue in grid.groups[way.group])
    return sum(way.amount * number for way, number in _closing(grid, gap, open_ways, answer) if way.kind is kind)


def _level(grid: Grid, gap: Gap, evaluation: Evaluation, queues: _Queues) -> float:
    """The service level in the worst slot of a gap as things are."""

    def level(slot: int) -> float:
        where = (gap.queue, slot)
        return queues.level(where, grid.need[slot][gap.queue] - evaluation.short.get(where, 0))

    return round(min(map(level, gap.slots)), 4)


def _closing(grid: Grid, gap: Gap, open_ways: Sequence[Way], answer: Answer) -> Iterator[tuple[Way, int]]:
    """The ways that are gone and do something for a gap, and how many go them."""
    for way, number in zip(open_ways, answer.used, strict=True):
        if number and gap.queue in grid.groups[way.group] and _shared(grid, gap, way):
            yield way, number


def _shared(grid: Grid, gap: Gap, way: Way) -> set[int]:
    return set() if way.choice is None else set(gap.slots).intersection(grid.needed(way.choice.stretches))
