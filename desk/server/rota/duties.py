"""Late shifts, weekend days and holidays: who has carried how many, and what is fair to come to.

Who answers which hard call is not decided here: who has had many has fewer late shifts instead.
"""

from collections.abc import Callable, Mapping, Sequence

from desk.contract.base import Id
from desk.contract.shifts import Duties
from desk.server.rota.people import Duty
from desk.server.rota.problem import Choice, Person, Problem
from desk.server.rota.weeks import Member, Rota, Week

#: The prices of a late shift, a weekend day, a holiday beyond what is fair, or below it, squared.
LATE, WEEKEND, HOLIDAY = 1.0, 3.0, 5.0
#: Who had so many hard calls is spared a late shift.
HARD_CALLS = 10


def duties(week: Week, members: Sequence[Member], wanted: Mapping[int, int], rota: Rota) -> list[Duty]:
    """What there is to share out in a week among the members, if so many people (``wanted``) take each choice.

    Whoever wishes for late patterns has no share of late shifts: they may have any number.
    """
    problem, found = week.problem, list[Duty]()
    for is_it, had, price in (
        (_late, _had_late, LATE),
        (_on(problem, weekend=True), _had_weekend, WEEKEND),
        (_on(problem, weekend=False), _had_holiday, HOLIDAY),
    ):
        can = [one for one in members if any(is_it(problem.choices[place]) for place in one.options)]
        wishing = {one.person.id: one for one in can if is_it is _late and _wishes_late(problem, one.person)}
        total = sum(number for place, number in wanted.items() if is_it(problem.choices[place]))
        total = max(0, total - sum(_shifts(problem, one) for one in wishing.values()))
        sharing: dict[Id, float] = {
            one.person.id: had(one.person) + _now(problem, rota.get(one.person.id, {}), week, is_it)
            for one in can
            if one.person.id not in wishing
        }
        found.append(Duty(is_it, sharing, level(sharing, total), price))
    return found


def _wishes_late(problem: Problem, person: Person) -> bool:
    return any(choice.late and choice.pattern in person.wished_patterns for choice in problem.choices)


def _shifts(problem: Problem, member: Member) -> int:
    """How many somebody works in the week."""
    return min(member.most, member.due // max(problem.choices[place].minutes for place in member.options))


def shares(had: Mapping[Id, float], total: int) -> dict[Id, float]:
    """How many of ``total`` each should have, so that all come to the same level as far as they can."""
    fair = level(had, total)
    return {person: max(0.0, fair - one) for person, one in had.items()}


def level(had: Mapping[Id, float], total: int) -> float:
    """What everybody comes to who has not had more before; 0 for nobody."""
    low, high = min(had.values(), default=0.0), max(had.values(), default=-total) + total
    for _ in range(40):
        middle = (low + high) / 2
        if sum(max(0.0, middle - one) for one in had.values()) < total:
            low = middle
        else:
            high = middle
    return high


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
                hard_calls=person.hard_calls,
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


def _had_late(person: Person) -> float:
    return person.late + person.hard_calls / HARD_CALLS


def _had_weekend(person: Person) -> float:
    return person.weekend


def _had_holiday(person: Person) -> float:
    return person.holiday
