"""Late shifts, weekend days and holidays: who has carried how many, and how many are fair to carry next."""

from collections.abc import Callable, Mapping, Sequence

from desk.contract.base import Id
from desk.contract.shifts import Duties
from desk.server.rota.people import Duty
from desk.server.rota.problem import Choice, Person, Problem
from desk.server.rota.weeks import Member, Rota, Week

#: The prices of a late shift, a weekend day, a holiday beyond one's share. A week of late shifts in a row is better
#: than a few every week, so those cost little: who has had them is not the next to have them.
LATE, WEEKEND, HOLIDAY = (1, 3), (4, 8), (6, 12)


def duties(week: Week, members: Sequence[Member], wanted: Mapping[int, int], rota: Rota) -> list[Duty]:
    """What there is to share out in a week among the members, if so many people (``wanted``) take each choice.

    Whoever wishes for late patterns has no share of late shifts: they may have any number.
    """
    problem = week.problem
    late = {choice.pattern for choice in problem.choices if choice.late}
    found = list[Duty]()
    for is_it, had, prices in (
        (_late, _had_late, LATE),
        (_on(problem, weekend=True), _had_weekend, WEEKEND),
        (_on(problem, weekend=False), _had_holiday, HOLIDAY),
    ):
        total = sum(number for place, number in wanted.items() if is_it(problem.choices[place]))
        able = {
            member.person.id: had(member.person) + _now(problem, rota.get(member.person.id, {}), week, is_it)
            for member in members
            if any(is_it(problem.choices[place]) for place in member.options)
            and not (is_it is _late and late.intersection(member.person.wished_patterns))
        }
        found.append(Duty(is_it, shares(able, total), prices))
    return found


def shares(had: Mapping[Id, int], total: int) -> dict[Id, float]:
    """How many of ``total`` each may have, so that all come to the same level as far as they can."""
    if not had:
        return {}
    low, high = float(min(had.values())), float(max(had.values()) + total)
    for _ in range(40):
        level = (low + high) / 2
        if sum(max(0.0, level - one) for one in had.values()) < total:
            low = level
        else:
            high = level
    return {person: max(0.0, high - one) for person, one in had.items()}


def carried(problem: Problem, rota: Rota) -> list[Duties]:
    """What everybody has carried with the rota."""
    weekend, holiday = _on(problem, weekend=True), _on(problem, weekend=False)
    found = list[Duties]()
    for person in problem.people:
        own = [problem.choices[place] for place in rota.get(person.id, {}).values()]
        found.append(
            Duties(
                user_id=person.id,
                late=person.late + sum(map(_late, own)),
                weekend=person.weekend + sum(map(weekend, own)),
                holiday=person.holiday + sum(map(holiday, own)),
                hard_calls=0,
                week_minutes=sum(choice.minutes for choice in own),
            )
        )
    return found


def _now(problem: Problem, own: Mapping[int, int], week: Week, is_it: Callable[[Choice], bool]) -> int:
    """What the rota's other weeks have of it."""
    return sum(day not in week.days and is_it(problem.choices[place]) for day, place in own.items())


def _on(problem: Problem, *, weekend: bool) -> Callable[[Choice], bool]:
    days = {
        place for place, day in enumerate(problem.days) if (day.weekend and not day.holiday if weekend else day.holiday)
    }
    return lambda choice: choice.day in days


def _late(choice: Choice) -> bool:
    return choice.late


def _had_late(person: Person) -> int:
    return person.late


def _had_weekend(person: Person) -> int:
    return person.weekend


def _had_holiday(person: Person) -> int:
    return person.holiday
