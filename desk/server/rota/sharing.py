"""Stage 2, last part: people exchange days and patterns with one another until what nobody likes is shared evenly.

As many people as before stand on every choice, so what was decided about coverage and rests stays as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations, product

from ortools.sat.python import cp_model

from desk.contract.base import Id
from desk.server.rota.clock import Clock
from desk.server.rota.covering import total, weighted
from desk.server.rota.greedy import clashing
from desk.server.rota.grid import Grid
from desk.server.rota.lines import legal
from desk.server.rota.people import FINE, Duty, dislike
from desk.server.rota.weeks import Member, Week

#: The choices of a person's week, by day.
Places = tuple[int, ...]
Own = Mapping[Id, Places]
#: Other weeks that a person could have instead.
Others = Callable[[Week, Member, Places], Iterator[Places]]
#: People who exchange with one another at once, and the effort that few of them want.
MOST, LEAST = 120, 0.5


def share(
    clock: Clock, grid: Grid, week: Week, members: Sequence[Member], own: Own, duties: Sequence[Duty], seconds: float
) -> dict[Id, Places]:
    """Everybody's choices after exchanging days first and patterns then."""
    found, until = dict(own), clock.passed + seconds
    for others in (other_days, other_patterns):
        for pool in list(_pools(grid, week, members, found, duties)):
            found.update(_exchange(clock, week, pool, found, duties, others, until - clock.passed))
    return found


def other_days(week: Week, member: Member, own: Places) -> Iterator[Places]:
    """The same pattern on other days."""
    choices = week.problem.choices
    if len({choices[place].pattern for place in own}) == 1:
        same = [place for place in member.options if choices[place].pattern == choices[own[0]].pattern]
        yield from combinations(same, len(own))


def other_patterns(week: Week, member: Member, own: Places) -> Iterator[Places]:
    """Other patterns, just as long, on the same days: one all the time, or another for some days in a row."""
    choices = week.problem.choices
    on = {(choices[place].day, choices[place].pattern): place for place in member.options}
    patterns = sorted({pattern for _, pattern in on})
    changes = [(one, one) for one in patterns] + list(permutations(patterns, 2))
    for (usual, other), (since, until) in product(changes, combinations(range(len(own) + 1), 2)):
        days = [choices[place].day for place in own]
        wanted = [(day, other if since <= at < until else usual) for at, day in enumerate(days)]
        places = tuple(on[one] for one in wanted if one in on)
        if [choices[one].minutes for one in places] == [choices[one].minutes for one in own]:
            yield places


def _pools(
    grid: Grid, week: Week, members: Sequence[Member], own: Own, duties: Sequence[Duty]
) -> Iterator[list[Member]]:
    """People who serve the same queues; many of them in several pools, each with those who have much and little."""
    choices = week.problem.choices

    def too_much(member: Member) -> float:
        person = member.person.id
        mine = [choices[place] for place in own[person]]
        return sum(
            duty.price * (duty.had[person] + sum(map(duty.is_it, mine)) - duty.level)
            for duty in duties
            if person in duty.had
        )

    of_group = defaultdict[int, list[Member]](list)
    for member in sorted(members, key=too_much):
        of_group[grid.group_of[member.person.id]].append(member)
    for pool in of_group.values():
        parts = -(-len(pool) // MOST)
        yield from (pool[part::parts] for part in range(parts))


def _exchange(
    clock: Clock,
    week: Week,
    pool: Sequence[Member],
    own: Own,
    duties: Sequence[Duty],
    others: Others,
    seconds: float,
) -> dict[Id, Places]:
    clashes = clashing(week)
    there = Counter(place for member in pool for place in own[member.person.id])
    model = cp_model.CpModel()
    by_place = defaultdict[int, list[cp_model.IntVar]](list)
    variables, prices = list[cp_model.IntVar](), list[int]()
    taken = dict[Id, list[tuple[Places, cp_model.IntVar]]]()
    for member in pool:
        person = member.person.id
        weeks = _open(week, member, own[person], others, clashes, there)
        costs = [round(FINE * dislike(week, member, one, duties)) for one in weeks]
        taken[person] = [(one, model.new_bool_var("")) for one in weeks]
        model.add_exactly_one([variable for _, variable in taken[person]])
        for (places, variable), cost in zip(taken[person], costs, strict=True):
            variables.append(variable)
            prices.append(cost - min(costs))
            model.add_hint(variable, places == own[person])
            for place in places:
                by_place[place].append(variable)
    for place, number in there.items():
        model.add(total(by_place[place]) == number)
    model.minimize(weighted(variables, prices))
    solver = clock.solve(model, seconds, rounding=True, least=LEAST)
    if solver is None:
        return {}
    return {person: next(places for places, one in weeks if solver.value(one)) for person, weeks in taken.items()}


def _open(
    week: Week,
    member: Member,
    own: Places,
    others: Others,
    clashes: Mapping[int, frozenset[int]],
    there: Iterable[int],
) -> list[Places]:
    """The own week and the others that a person may have and somebody has now, each once."""
    known = set(there)
    found = {own: None}
    for places in others(week, member, own):
        if known.issuperset(places) and places not in found and legal(week, member, places, clashes):
            found[places] = None
    return list(found)
