"""Stage 2: which person takes which choice, so that the counts are met, hours agreed are given, wishes are heard and
what nobody likes is shared out.

Groups are independent of one another here: the counts are theirs.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from desk.contract.base import Id
from desk.server.rota.clock import Clock
from desk.server.rota.problem import Choice
from desk.server.rota.weeks import DAY, Member, Week

#: Somebody missing on a choice, somebody too many on one, and an hour agreed that is not given.
MISSING, TOO_MANY, IDLE_HOUR = 30, 20, 6
#: A shift of another pattern than wished for, work on a day wished off, a day off alone between two of work, one more
#: pattern within a week.
OTHER_PATTERN, WISHED_OFF, LONE_DAY_OFF, CHANGE = 3, 8, 4, 4
#: So many duties more than one's share have the duty's lower price, each further one the higher.
LITTLE_MORE = 2


@dataclass(frozen=True, slots=True)
class Duty:
    """Something nobody likes: which choices are it, how many each person may have before it costs, and the prices beyond."""

    is_it: Callable[[Choice], bool]
    share: Mapping[Id, int]
    prices: tuple[int, int]


@dataclass
class _Terms:
    """A cost, as it is added up."""

    variables: list[cp_model.IntVar] = field(default_factory=lambda: list[cp_model.IntVar]())
    prices: list[int] = field(default_factory=lambda: list[int]())

    def add(self, variable: cp_model.IntVar, price: int) -> None:
        self.variables.append(variable)
        self.prices.append(price)


def staff(
    clock: Clock,
    week: Week,
    members: Sequence[Member],
    wanted: Mapping[int, int],
    duties: Sequence[Duty],
    first: Mapping[Id, Sequence[int]],
    seconds: float,
) -> dict[Id, list[int]] | None:
    """The choices of everybody in one group, beginning from ``first``; None when there was no time for any.

    ``wanted``: people by choice.
    """
    model = cp_model.CpModel()
    cost = _Terms()
    takes = dict[tuple[Id, int], cp_model.IntVar]()
    for member in members:
        own = {place: model.new_bool_var("") for place in _worthwhile(week, member, wanted, first)}
        takes.update({(member.person.id, place): variable for place, variable in own.items()})
        _limit(model, week, member, own, cost)
        _wishes(week, member, own, cost)
        _rhythm(model, week, member, own, cost)
        _shares(model, week, member, own, duties, cost)
    _meet(model, takes, wanted, len(members), cost)
    for (person, place), variable in takes.items():
        model.add_hint(variable, place in first.get(person, ()))
    model.minimize(cp_model.LinearExpr.weighted_sum(cost.variables, cost.prices))
    solver = clock.solve(model, seconds, near=0.01)
    if solver is None:
        return None
    found: dict[Id, list[int]] = {member.person.id: [] for member in members}
    for (person, place), variable in takes.items():
        if solver.boolean_value(variable):
            found[person].append(place)
    return found


def _worthwhile(
    week: Week, member: Member, wanted: Mapping[int, int], first: Mapping[Id, Sequence[int]]
) -> Sequence[int]:
    """The choices that somebody is wanted on, as long as they leave enough days."""
    choices = week.problem.choices
    kept = [place for place in member.options if place in wanted or place in first.get(member.person.id, ())]
    return kept if len({choices[place].day for place in kept}) >= member.most else member.options


def _limit(
    model: cp_model.CpModel, week: Week, member: Member, own: Mapping[int, cp_model.IntVar], cost: _Terms
) -> None:
    choices = week.problem.choices
    for clash in week.clashes:
        ours = [own[place] for place in clash if place in own]
        if len(ours) > 1:
            model.add_at_most_one(ours)
    variables, lengths = list(own.values()), [choices[place].minutes for place in own]
    if sum(sorted(lengths)[-7:]) and member.most < len({choices[place].day for place in own}):
        model.add(cp_model.LinearExpr.sum(variables) <= member.most)
    if not variables:
        return
    idle = model.new_int_var(0, -(-member.due // 60), "")
    worked = cp_model.LinearExpr.weighted_sum(variables, lengths)
    model.add(worked <= member.due)
    model.add(idle * 60 + worked >= member.due)
    cost.add(idle, IDLE_HOUR)
    for run, left in member.runs:
        of_run = [own[place] for place in own if choices[place].day in run]
        if len(run) > left:
            model.add(cp_model.LinearExpr.sum(of_run) <= left)


def _wishes(week: Week, member: Member, own: Mapping[int, cp_model.IntVar], cost: _Terms) -> None:
    person = member.person
    for place, variable in own.items():
        choice = week.problem.choices[place]
        price = 0
        if person.wished_patterns and choice.pattern not in person.wished_patterns:
            price += OTHER_PATTERN
        if week.problem.days[choice.day].day.weekday() in person.wished_days_off:
            price += WISHED_OFF
        if price:
            cost.add(variable, price)


def _rhythm(
    model: cp_model.CpModel, week: Week, member: Member, own: Mapping[int, cp_model.IntVar], cost: _Terms
) -> None:
    """Days off come together, and the hours stay the same through a week."""
    choices = week.problem.choices
    by_day, by_pattern = defaultdict[int, list[cp_model.IntVar]](list), defaultdict[str, list[cp_model.IntVar]](list)
    for place, variable in own.items():
        by_day[choices[place].day].append(variable)
        by_pattern[choices[place].pattern].append(variable)
    if len(by_pattern) > 1:
        uses = [model.new_bool_var("") for _ in by_pattern]
        for used, variables in zip(uses, by_pattern.values(), strict=True):
            for variable in variables:
                model.add_implication(variable, used)
            cost.add(used, CHANGE)
    had = {one.day for one in member.person.fixed}
    for day in week.days:
        date = week.problem.days[day].day
        worked = sum(date + DAY * step in had for step in (-1, 1))
        sides = [*by_day.get(day - 1, ()), *by_day.get(day + 1, ())]
        if not by_day.get(day) or worked + (day - 1 in by_day) + (day + 1 in by_day) < 2:
            continue
        alone = model.new_bool_var("")
        there = cp_model.LinearExpr.sum(sides) + worked - cp_model.LinearExpr.sum(by_day[day])
        model.add(there - 1 <= alone)
        cost.add(alone, LONE_DAY_OFF)


def _shares(
    model: cp_model.CpModel,
    week: Week,
    member: Member,
    own: Mapping[int, cp_model.IntVar],
    duties: Sequence[Duty],
    cost: _Terms,
) -> None:
    for duty in duties:
        of_duty = [variable for place, variable in own.items() if duty.is_it(week.problem.choices[place])]
        free = duty.share.get(member.person.id)
        if not of_duty or free is None or free >= len({week.problem.choices[place].day for place in own}):
            continue
        more, far = model.new_int_var(0, LITTLE_MORE, ""), model.new_int_var(0, len(week.days), "")
        model.add(cp_model.LinearExpr.sum(of_duty) <= free + more + far)
        cost.add(more, duty.prices[0])
        cost.add(far, duty.prices[1])


def _meet(
    model: cp_model.CpModel,
    takes: Mapping[tuple[Id, int], cp_model.IntVar],
    wanted: Mapping[int, int],
    people: int,
    cost: _Terms,
) -> None:
    by_place: dict[int, list[cp_model.IntVar]] = {place: [] for place in wanted}
    for (_, place), variable in takes.items():
        by_place.setdefault(place, []).append(variable)
    for place, variables in by_place.items():
        number = wanted.get(place, 0)
        missing, many = model.new_int_var(0, number, ""), model.new_int_var(0, people, "")
        model.add(cp_model.LinearExpr.sum(variables) + missing - many == number)
        cost.add(missing, MISSING)
        cost.add(many, TOO_MANY)
