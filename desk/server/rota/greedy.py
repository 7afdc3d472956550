"""A first rota out of the counts, within a moment: everybody takes the days on which most are still missing.

It keeps every limit and so is legal; that it is good is the solver's work, which begins from here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from desk.contract.base import Id
from desk.server.rota.covering import Place
from desk.server.rota.grid import Grid
from desk.server.rota.weeks import Member, Week


class Picks:
    """What one person has in a week so far, and what may still come to it."""

    def __init__(self, week: Week, member: Member, clashing: Mapping[int, frozenset[int]]) -> None:
        self._choices = week.problem.choices
        self._member = member
        self._clashing = clashing
        self.places = list[int]()
        self.minutes = 0

    def take(self, place: int) -> bool:
        """Add a choice if that keeps every limit."""
        choice = self._choices[place]
        if (
            self.minutes + choice.minutes > self._member.due
            or len(self.places) >= self._member.most
            or not self._clashing[place].isdisjoint(self.places)
        ):
            return False
        days = {self._choices[one].day for one in self.places} | {choice.day}
        if any(len(days.intersection(run)) > left for run, left in self._member.runs):
            return False
        self.places.append(place)
        self.minutes += choice.minutes
        return True


def clashing(week: Week) -> dict[int, frozenset[int]]:
    """For every choice those that nobody may have besides it."""
    found = defaultdict[int, set[int]](set)
    for clash in week.clashes:
        for place in clash:
            found[place].update(clash)
    return {place: frozenset(found[place]) for place in week.choices}


def assign(grid: Grid, week: Week, members: Sequence[Member], wanted: Mapping[Place, int]) -> dict[Id, list[int]]:
    """The choices of everybody, by person."""
    left = defaultdict[Place, int](int, wanted)
    clashes = clashing(week)
    found = dict[Id, list[int]]()
    for member in sorted(members, key=lambda one: (len(one.options), one.person.id)):
        group = grid.group_of[member.person.id]
        best = max(_tries(week, member, clashes, group, left), key=lambda one: one[0], default=(0.0, list[int]()))
        for place in best[1]:
            left[group, place] -= 1
        found[member.person.id] = best[1]
    return found


def _tries(
    week: Week, member: Member, clashes: Mapping[int, frozenset[int]], group: int, left: Mapping[Place, int]
) -> Iterable[tuple[float, list[int]]]:
    """A week of each pattern, filled up with others where that one does not suffice, and how good it is."""
    choices, person = week.problem.choices, member.person

    def worth(place: int) -> tuple[bool, int]:
        wish = week.problem.days[choices[place].day].day.weekday() in person.wished_days_off
        missing = left.get((group, place), 0)
        return missing > 0 and not wish, missing

    ranked = sorted(member.options, key=worth, reverse=True)
    for pattern in dict.fromkeys(choices[place].pattern for place in ranked):
        picks = Picks(week, member, clashes)
        for place in sorted(ranked, key=lambda one: choices[one].pattern != pattern):
            picks.take(place)
        useful = sum(1.0 if left.get((group, place), 0) > 0 else -1.0 for place in picks.places)
        wished = 0.5 if pattern in person.wished_patterns else 0.0
        own = sum(choices[place].pattern == pattern for place in picks.places) / 10
        yield useful + wished + own + picks.minutes / 60, picks.places
