"""Stage 2, second part: which person takes which line, so that wishes are heard and what nobody likes is shared out.

The lines and how many take each are given, so this is a transport problem, which is solved exactly.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # type: ignore[import-untyped]

from desk.contract.base import Id
from desk.server.rota.lines import Alike
from desk.server.rota.problem import Choice
from desk.server.rota.weeks import DAY, WEEK, Member, Week

#: A shift of another pattern than wished for, work on a day wished off, a day off alone, a change of pattern.
OTHER_PATTERN, WISHED_OFF, LONE_DAY_OFF, CHANGE = 3, 8, 4, 0.4
#: Prices are whole hundredths.
FINE = 100


@dataclass(frozen=True, slots=True)
class Duty:
    """Something nobody likes: which choices are it, what each person who shares it has carried, the level that all
    should come to, and the price of the square of what lies between."""

    is_it: Callable[[Choice], bool]
    had: Mapping[Id, float]
    level: float
    price: float


def name(week: Week, alikes: Sequence[Alike], duties: Sequence[Duty]) -> dict[Id, tuple[int, ...]]:
    """The choices of every member. Alikes of the same queues and hours may take each other's lines, as far as they can
    work them."""
    pools = defaultdict[tuple[int, int], list[Alike]](list)
    for alike in alikes:
        pools[alike.group, alike.members[0].due].append(alike)
    found = dict[Id, tuple[int, ...]]()
    for pool in pools.values():
        found.update(_hand_out(week, pool, duties))
    return found


def _hand_out(week: Week, pool: Sequence[Alike], duties: Sequence[Duty]) -> dict[Id, tuple[int, ...]]:
    taken = defaultdict[tuple[int, ...], int](int)
    for alike in pool:
        for line, number in zip(alike.lines, alike.taken, strict=True):
            if number:
                taken[line.places] += number
    members = [(member, alike) for alike in pool for member in alike.members]
    nodes = {places: len(members) + number for number, places in enumerate(taken)}
    flow = cast("Any", SimpleMinCostFlow())
    arcs = dict[int, tuple[Id, tuple[int, ...]]]()
    for number, (member, alike) in enumerate(members):
        flow.set_node_supply(number, 1)
        for line in alike.lines:
            if line.places in taken:
                price = round(FINE * dislike(week, member, line.places, duties))
                arc = flow.add_arc_with_capacity_and_unit_cost(number, nodes[line.places], 1, price)
                arcs[arc] = (member.person.id, line.places)
    for places, number in taken.items():
        flow.set_node_supply(nodes[places], -number)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("lines cannot be handed out")
    return {person: places for arc, (person, places) in arcs.items() if flow.flow(arc)}


def dislike(week: Week, member: Member, places: Sequence[int], duties: Sequence[Duty]) -> float:
    """What a person would have against a week of these choices; its square makes many duties of one person dearer than
    few of several."""
    person, problem = member.person, week.problem
    chosen = [problem.choices[place] for place in places]
    dates = {problem.days[choice.day].day for choice in chosen}
    found = CHANGE * sum(one.pattern != later.pattern for one, later in pairwise(chosen))
    if person.wished_patterns:
        found += OTHER_PATTERN * sum(choice.pattern not in person.wished_patterns for choice in chosen)
    found += WISHED_OFF * sum(day.weekday() in person.wished_days_off for day in dates)
    had = {one.day for one in person.fixed} | dates
    days = (week.monday + number * DAY for number in range(WEEK))
    found += LONE_DAY_OFF * sum(day not in had and day - DAY in had and day + DAY in had for day in days)
    for duty in duties:
        if person.id in duty.had:
            found += duty.price * (duty.had[person.id] + sum(map(duty.is_it, chosen)) - duty.level) ** 2
    return found
