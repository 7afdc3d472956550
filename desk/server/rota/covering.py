"""Coverage as a part of a CP-SAT model: rests begun by the slot, groups shared out to queues, what is short and over.

Who takes a rest when is not told apart here, only how many begin one: people with the same queues on the same choice
may take each other's place. That is exact as long as every lunch goes with every break, as it does where their windows
do not overlap.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from ortools.sat.python import cp_model

from desk.server.rota.grid import FAR_OVER, OVER, SHORT, Grid, steps
from desk.server.rota.problem import Choice, Problem

Expression = cp_model.LinearExpr | cp_model.IntVar | int
# The library does not annotate it.
_WEIGHED: Callable[[Sequence[Expression], Sequence[int]], cp_model.LinearExpr] = attrgetter("weighted_sum")(
    cp_model.LinearExpr
)
#: A group and a choice, by their places.
Place = tuple[int, int]
#: A place, one of its rests, and when that begins.
RestPlace = tuple[int, int, int, int]
#: Agents of each group on calls in each slot, whatever is being decided.
Base = Mapping[tuple[int, int], int]


def total(expressions: Sequence[Expression]) -> cp_model.LinearExpr:
    """Their sum."""
    return weighted(expressions, [1] * len(expressions))


def weighted(expressions: Sequence[Expression], weights: Sequence[int]) -> cp_model.LinearExpr:
    """The sum of each times its weight."""
    return _WEIGHED(expressions, weights)


@dataclass
class Covering:
    """What was added to a model: ``cost`` of what is short and over, rests begun, agents short by queue and slot."""

    cost: list[Expression] = field(default_factory=lambda: list[Expression]())
    prices: list[int] = field(default_factory=lambda: list[int]())
    rests: dict[RestPlace, cp_model.IntVar] = field(default_factory=lambda: dict[RestPlace, cp_model.IntVar]())
    #: By queue (its place) and slot.
    short: dict[tuple[int, int], list[cp_model.IntVar]] = field(
        default_factory=lambda: dict[tuple[int, int], list[cp_model.IntVar]]()
    )

    def add(self, variable: cp_model.IntVar, price: int) -> None:
        """Let it cost so much."""
        self.cost.append(variable)
        self.prices.append(price)

    @property
    def whole(self) -> cp_model.LinearExpr:
        """The whole cost."""
        return weighted(self.cost, self.prices)


def cover(
    model: cp_model.CpModel,
    problem: Problem,
    grid: Grid,
    counts: Mapping[Place, tuple[Expression, int]],
    base: Base,
    slots: Iterable[int],
) -> Covering:
    """Adds the coverage of some slots by so many people on each place (an expression and the most it can be)."""
    found = Covering()
    there = dict[tuple[int, int], list[tuple[Expression, int, int]]]()

    def present(group: int, of_slots: Iterable[int], expression: Expression, sign: int, most: int) -> None:
        for slot in of_slots:
            there.setdefault((group, slot), []).append((expression, sign, most))

    for (group, place), (count, most) in counts.items():
        choice = problem.choices[place]
        present(group, grid.needed(choice.stretches), count, 1, most)
        _add_rests(model, grid, choice, (group, place), count, most, found)
    for (group, place, number, start), begun in found.rests.items():
        minutes = problem.choices[place].rests[number].minutes
        present(group, grid.needed(((start, start + minutes),)), begun, -1, 0)
    for slot in slots:
        _share(model, grid, slot, there, base, found)
    return found


def _add_rests(
    model: cp_model.CpModel,
    grid: Grid,
    choice: Choice,
    where: Place,
    count: Expression,
    most: int,
    found: Covering,
) -> None:
    """As many begin each rest as there are people; one whose time touches no need is left out."""
    for number, rest in enumerate(choice.rests):
        if not any(grid.needed(((start, start + rest.minutes),)) for start in rest.starts):
            continue
        begun = [model.new_int_var(0, most, "") for _ in rest.starts]
        for start, variable in zip(rest.starts, begun, strict=True):
            found.rests[*where, number, start] = variable
        model.add(total(begun) == count)


def _share(
    model: cp_model.CpModel,
    grid: Grid,
    slot: int,
    there: Mapping[tuple[int, int], Sequence[tuple[Expression, int, int]]],
    base: Base,
    found: Covering,
) -> None:
    """Everybody on calls in a slot goes to one of their queues; the difference to the need is short or over."""
    need = grid.need[slot]
    parts: dict[int, list[Expression]] = {queue: [] for queue in need}
    most = 0
    for number, group in enumerate(grid.groups):
        queues = [queue for queue in group if queue in need]
        terms = there.get((number, slot), ())
        fixed = base.get((number, slot), 0)
        if not queues or (not terms and not fixed):
            continue
        agents = weighted([one for one, _, _ in terms], [sign for _, sign, _ in terms]) + fixed
        upper = fixed + sum(limit for _, _, limit in terms)
        most += upper
        if len(queues) == 1:
            parts[queues[0]].append(agents)
            continue
        shared = [model.new_int_var(0, upper, "") for _ in queues]
        model.add(total(shared) == agents)
        for queue, variable in zip(queues, shared, strict=True):
            parts[queue].append(variable)
    for queue, needed in need.items():
        _differ(model, (queue, slot), parts[queue], needed, most, found)


def _differ(
    model: cp_model.CpModel,
    where: tuple[int, int],
    parts: Sequence[Expression],
    needed: int,
    most: int,
    found: Covering,
) -> None:
    short, over = list[cp_model.IntVar](), list[cp_model.IntVar]()
    for width, price in steps(needed, SHORT):
        short.append(model.new_int_var(0, width, ""))
        found.add(short[-1], price)
    for width, price in (*steps(needed, OVER), (most, FAR_OVER)):
        over.append(model.new_int_var(0, min(width, most), ""))
        found.add(over[-1], price)
    found.short[where] = short
    model.add(total([*parts, *short]) - total(over) == needed)
