"""A period cut into weeks, Monday to Sunday, and what each person may work in one: the law's words as limits.

A rota is made week by week; the other weeks, as they stand, bound a person's days like shifts had before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from desk.contract.base import Id
from desk.server.rota.problem import Fixed, Person, Problem

DAY = timedelta(days=1)
WEEK = 7
#: Of a week at least one day is free of work, whatever ``days_in_a_row`` says (article 55).
MOST_DAYS = 6
#: An absence this long (minutes) takes the place of a day's work, half of it of half a day's.
WHOLE_DAY = 8 * 60
#: A week's minutes are worked on so many days, for what a day of leave is worth.
WORKING_DAYS = 5

#: Who works what, by person and day (its place in the period): the place of the choice.
Rota = dict[Id, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a week: the choices open to them, the minutes they are to work and the most days they may.

    ``runs``: of these days at most so many, so that no run of days becomes too long.
    """

    person: Person
    options: tuple[int, ...]
    due: int
    most: int
    runs: tuple[tuple[tuple[int, ...], int], ...]


@dataclass(frozen=True)
class Week:
    """The days of the period (by their places) that lie in one week."""

    problem: Problem
    monday: date
    days: tuple[int, ...]

    @cached_property
    def choices(self) -> tuple[int, ...]:
        """The places of the choices on these days."""
        of_week = set(self.days)
        return tuple(place for place, choice in enumerate(self.problem.choices) if choice.day in of_week)

    @cached_property
    def clashes(self) -> tuple[tuple[int, ...], ...]:
        """Sets of choices of which a person may have one at most: the same day, or too little rest between two."""
        choices, between = self.problem.choices, self.problem.limits.between_shifts
        found = list[tuple[int, ...]]()
        by_day = {day: [place for place in self.choices if choices[place].day == day] for day in self.days}
        for day in self.days:
            found.append(tuple(by_day[day]))
            for later in (day + 1, day + 2):
                for end in sorted({choices[place].end for place in by_day[day]}):
                    soon = [place for place in by_day.get(later, ()) if choices[place].start < end + between]
                    if soon:
                        found.append((*(place for place in by_day[day] if choices[place].end >= end), *soon))
        return tuple(one for one in found if len(one) > 1)

    def members(self, rota: Rota) -> list[Member]:
        """Everybody, as the other weeks of ``rota`` leave them."""
        return [self._member(person, rota.get(person.id, {})) for person in self.problem.people]

    def _member(self, person: Person, own: Mapping[int, int]) -> Member:
        others = [*person.fixed, *(_fixed(self.problem, own[day]) for day in own if day not in self.days)]
        taken = {one.day for one in others}
        options = tuple(place for place in self.choices if self._open(place, person, others, taken))
        free = {self.problem.choices[place].day for place in options}
        in_week = [one for one in others if self.monday <= one.day < self.monday + WEEK * DAY]
        most = max(0, min(MOST_DAYS - len({one.day for one in in_week}), len(free)))
        aim = self._aim(person, in_week)
        lengths = sorted({self.problem.choices[place].minutes for place in options})
        runs = tuple(self._runs(taken, free))
        for of_run, left in runs:
            most = min(most, len(free - set(of_run)) + left)
        return Member(person, options, reachable(lengths, aim, most), most, runs)

    def _open(self, place: int, person: Person, others: Iterable[Fixed], taken: set[date]) -> bool:
        choice, between = self.problem.choices[place], self.problem.limits.between_shifts
        day = self.problem.days[choice.day].day
        return (
            (not person.patterns or choice.pattern in person.patterns)
            and day not in taken
            and not any(start < choice.end and end > choice.start for start, end in person.away)
            and not any(one.start < choice.end + between and one.end + between > choice.start for one in others)
        )

    def _aim(self, person: Person, in_week: Iterable[Fixed]) -> int:
        """Minutes to work in these days: what was agreed less leave and what is worked already; of a week that the
        period has only in part, its part."""
        agreed = min(person.week_minutes, self.problem.limits.week)
        known = {one.day for one in in_week}
        ours = {self.problem.days[place].day for place in self.days}
        unknown = [day for day in (self.monday + DAY * n for n in range(WEEK)) if day not in ours | known]
        left = agreed - sum(one.minutes for one in in_week) - round(agreed * self._leave(person) / WORKING_DAYS)
        part = len(ours) / (len(ours) + len(unknown))
        return max(0, round(left * part))

    def _leave(self, person: Person) -> float:
        """Days of leave in these days, a half counted as a half; no more than are worked in a week."""
        found = 0.0
        for place in self.days:
            start, end = self.problem.days[place].span
            away = sum(max(0, min(end, until) - max(start, since)) for since, until in person.away)
            found += min(1.0, round(2 * away / WHOLE_DAY) / 2)
        return min(float(WORKING_DAYS), found)

    def _runs(self, taken: set[date], free: set[int]) -> Iterable[tuple[tuple[int, ...], int]]:
        """For every stretch of one day more than may be worked in a row: its free days, and how many of them."""
        most = self.problem.limits.days_in_a_row
        places = {self.problem.days[place].day: place for place in free}
        if not places:
            return
        day, last = min(places) - DAY * most, max(places)
        while day <= last:
            stretch = [day + DAY * n for n in range(most + 1)]
            ours = tuple(places[one] for one in stretch if one in places)
            left = most - sum(one in taken for one in stretch)
            if len(ours) > left:
                yield ours, max(0, left)
            day += DAY


def weeks(problem: Problem) -> list[Week]:
    """The weeks of a period, in order."""
    found = dict[date, list[int]]()
    for place, one in enumerate(problem.days):
        found.setdefault(one.day - DAY * one.day.weekday(), []).append(place)
    return [Week(problem, monday, tuple(places)) for monday, places in found.items()]


def reachable(lengths: Sequence[int], aim: int, most: int) -> int:
    """The most minutes, up to ``aim``, that at most ``most`` shifts of these lengths add up to."""
    sums = {0}
    for _ in range(most):
        sums |= {one + length for one in sums for length in lengths if one + length <= aim}
    return max(sums)


def _fixed(problem: Problem, place: int) -> Fixed:
    choice = problem.choices[place]
    return Fixed(problem.days[choice.day].day, choice.start, choice.end, choice.minutes)
