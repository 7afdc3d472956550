"""Whether a proposed rota is legal, said anew from the law's and the site's words; knows nothing of our own rules.

Labour Standards Act: article 50, 40 hours a week and 8 a day without rests; 53, 12 hours more at most; 54, half an hour
of rest within work of four hours, an hour within eight; 55, a day without work every week.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from desk.contract.rota_proposals import ProposedShift
from desk.server.rota.problem import Person, Problem

Times = tuple[datetime, datetime]
HOUR = timedelta(hours=1)
PAUSES = {"lunch", "break"}


def flaws(problem: Problem, shifts: Iterable[ProposedShift]) -> Iterator[str]:
    """Everything that is wrong with the shifts, in words; nothing when all is well."""
    by_person = defaultdict[int, list[ProposedShift]](list)
    for shift in shifts:
        by_person[shift.user_id].append(shift)
    people = {person.id: person for person in problem.people}
    yield from (f"nobody is called {user}" for user in by_person.keys() - people.keys())
    for person in problem.people:
        own = sorted(by_person[person.id], key=lambda shift: shift.day)
        for flaw in (*_each(problem, person, own), *_together(problem, person, own)):
            yield f"{person.id}: {flaw}"


def _each(problem: Problem, person: Person, own: list[ProposedShift]) -> Iterator[str]:
    days = {one.day for one in problem.days}
    away = [(problem.origin + start * HOUR / 60, problem.origin + end * HOUR / 60) for start, end in person.away]
    for shift in own:
        begin, end = shift.segments[0].start, shift.segments[-1].end
        if shift.day not in days:
            yield f"{shift.day} is not asked for"
        if person.patterns and shift.pattern not in person.patterns:
            yield f"{shift.day}: may not work {shift.pattern}"
        if any(begin < until and end > since for since, until in away):
            yield f"{shift.day}: is on leave"
        yield from (f"{shift.day}: {flaw}" for flaw in _within(shift))


def _within(shift: ProposedShift) -> Iterator[str]:
    """The day's hours and rests."""
    if any(one.start >= one.end for one in shift.segments):
        yield "a stretch without time"
    pairs = list(pairwise(shift.segments))
    if any(one.end > later.start for one, later in pairs):
        yield "two things at once"
    if shift.segments[0].activity in PAUSES or shift.segments[-1].activity in PAUSES:
        yield "a rest at the end of a shift is none"
    if any(one.activity in PAUSES and later.activity in PAUSES and one.end == later.start for one, later in pairs):
        yield "two rests in a row"
    work = _work(shift)
    rest = sum((one.end - one.start for one in shift.segments if one.activity in PAUSES), timedelta())
    rest += sum((later.start - one.end for one, later in pairs), timedelta())
    if work > 8 * HOUR:
        yield f"works {work} on a day"
    if work >= 8 * HOUR and rest < HOUR:
        yield f"rests {rest} in eight hours"
    if work >= 4 * HOUR and rest < HOUR / 2:
        yield f"rests {rest} in four hours"


def _together(problem: Problem, person: Person, own: list[ProposedShift]) -> Iterator[str]:
    """Days, weeks and the time between, with what the person has had already."""
    worked = [(shift.day, shift.segments[0].start, shift.segments[-1].end, _work(shift), True) for shift in own]
    for one in person.fixed:
        start, end = (problem.origin + at * HOUR / 60 for at in (one.start, one.end))
        worked.append((one.day, start, end, one.minutes * HOUR / 60, False))
    worked.sort()
    for (day, _, end, _, ours), (later, start, _, _, theirs) in pairwise(worked):
        if (ours or theirs) and (day == later or start - end < problem.limits.between_shifts * HOUR / 60):
            yield f"{later}: {start - end} after the shift of {day}"
    hours = defaultdict[date, timedelta](timedelta)
    for day, _, _, work, _ in worked:
        hours[day - timedelta(days=day.weekday())] += work
    for monday in {shift.day - timedelta(days=shift.day.weekday()) for shift in own}:
        if hours[monday] > person.week_minutes * HOUR / 60 or hours[monday] > 40 * HOUR:
            yield f"works {hours[monday]} in the week of {monday}"
        if len({day for day, *_ in worked if 0 <= (day - monday).days < 7}) > 6:
            yield f"no day of rest in the week of {monday}"
    days, longest = {day for day, *_ in worked}, problem.limits.days_in_a_row
    for day in {shift.day for shift in own}:
        for first in range(-longest, 1):
            if all(day + timedelta(days=first + n) in days for n in range(longest + 1)):
                yield f"{day}: more than {longest} days in a row"


def _work(shift: ProposedShift) -> timedelta:
    """Time that is paid: all but lunch."""
    return sum((one.end - one.start for one in shift.segments if one.activity != "lunch"), timedelta())
