"""Which ways there are out of gaps, how many can go each, and what it costs.

Overtime at the ends of shifts and on days off, as far as the law leaves room for it (article 56: half as much again);
shifts split around a quiet time; people for a few hours; new colleagues.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from desk.contract.base import Id
from desk.contract.rota_proposals import WayOut
from desk.server.rota.grid import Grid
from desk.server.rota.problem import Choice, Person, Span
from desk.server.rota.weeks import DAY, WEEK, Rota, Week
from desk.workforce.law import rest_due

#: An hour's pay; prices are parts of it.
PAY = 1200
OVERTIME, SPLIT, PART_TIME, COLLEAGUE = 1.5, 0.25, 1.3, 1.05
#: Minutes by which a shift may be made longer, and of a part-time shift: no rest is due in it.
LONGER, PART = (30, 60, 90, 120, 180), 180
STEP = 30
#: Minutes between the halves of a split shift, at least.
HOLE = 60
#: A colleague's week, in minutes.
WHOLE_WEEK = 40 * 60
#: (queue, slot)
Where = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Limit:
    """Ways of the same limit come to ``most`` together, each person counting ``each``."""

    name: tuple[object, ...]
    each: int
    most: int


@dataclass(frozen=True, slots=True)
class Way:
    """Up to ``most`` people of a group come on a choice (None: it only makes other ways possible) and leave another
    one for it (``instead``). ``amount`` is how much of it one of them is: hours, shifts or people."""

    kind: WayOut
    group: int
    choice: Choice | None
    most: int
    price: int
    amount: float
    limits: tuple[Limit, ...] = ()
    instead: Choice | None = None


def ways(grid: Grid, week: Week, rota: Rota, short: set[Where]) -> Iterator[Way]:
    """All that do something for a queue that is short in a slot."""
    standing = _Standing(grid, week, rota)
    for way in (*standing.longer(), *standing.more_days(), *standing.split(), *_part_time(grid, week, short)):
        if way.choice is None or _helps(grid, way.group, way.choice, short):
            yield way


def _helps(grid: Grid, group: int, choice: Choice, short: set[Where]) -> bool:
    return any((queue, slot) in short for slot in grid.needed(choice.stretches) for queue in grid.groups[group])


class _Standing:
    """Who works when, and what could come to it."""

    def __init__(self, grid: Grid, week: Week, rota: Rota) -> None:
        self.grid, self.week, self.problem, self.rota = grid, week, week.problem, rota
        self.limits = week.problem.limits
        #: By person: minutes of overtime that are left in the week.
        self.room = {person.id: self._room(person) for person in self.problem.people}
        self.pools = Counter[int]()
        for person in self.problem.people:
            self.pools[grid.group_of[person.id]] += self.room[person.id]

    def _own(self, person: Person) -> list[Choice]:
        return [self.problem.choices[place] for place in self.rota[person.id].values()]

    def _room(self, person: Person) -> int:
        worked = sum(choice.minutes for choice in self._own(person) if choice.day in self.week.days)
        last = self.week.monday + WEEK * DAY
        worked += sum(one.minutes for one in person.fixed if self.week.monday <= one.day < last)
        return max(0, min(12 * 60, self.limits.week_with_overtime - worked))

    def _spans(self, person: Person) -> list[Span]:
        """When somebody is busy or away."""
        shifts = [(choice.start, choice.end) for choice in self._own(person)]
        return [*shifts, *((one.start, one.end) for one in person.fixed)]

    def _free(self, person: Person, start: int, end: int, own: Span | None = None) -> bool:
        """Whether somebody could work then: rested before and after, and not away."""
        between = self.limits.between_shifts
        return not any(since < end and until > start for since, until in person.away) and not any(
            since < end + between and until + between > start
            for since, until in self._spans(person)
            if (since, until) != own
        )

    def _overtime(self, group: int, minutes: int) -> Limit:
        return Limit(("overtime", group), minutes, self.pools[group])

    def longer(self) -> Iterator[Way]:
        """Shifts that begin earlier or end later."""
        found = Counter[tuple[int, int, int, int]]()
        people = Counter[tuple[int, int]]()
        for person in self.problem.people:
            for day, place in self.rota[person.id].items():
                if day not in self.week.days:
                    continue
                choice, group = self.problem.choices[place], self.grid.group_of[person.id]
                people[group, place] += 1
                for minutes in LONGER:
                    if minutes <= self.room[person.id] and self._rested(choice, minutes):
                        for start, end in ((choice.start - minutes, choice.start), (choice.end, choice.end + minutes)):
                            whole = (min(start, choice.start), max(end, choice.end))
                            if self._open(start, end) and self._free(person, *whole, (choice.start, choice.end)):
                                found[group, place, start, end] += 1
        for (group, place, start, end), most in found.items():
            extra = Choice(self.problem.choices[place].day, "", ((start, end),), (), end - start, False)
            limits = (Limit(("longer", group, place), 1, people[group, place]), self._overtime(group, end - start))
            yield _way(WayOut.EXTRA_HOURS, group, extra, most, OVERTIME, limits)

    def _rested(self, choice: Choice, more: int) -> bool:
        holes = sum(later[0] - before[1] for before, later in pairwise(choice.stretches))
        return holes + sum(rest.minutes for rest in choice.rests) >= rest_due(choice.minutes + more, self.limits)

    def _open(self, start: int, end: int) -> bool:
        """Whether anything is needed all the time: nobody is kept for a closed centre."""
        slots = list(self.grid.slots([(start, end)]))
        return bool(slots) and all(slot in self.grid.need for slot in slots)

    def more_days(self) -> Iterator[Way]:
        """A day more than agreed."""
        able = Counter[tuple[int, int]]()
        off = defaultdict[tuple[int, int], set[Id]](set)
        for person in self.problem.people:
            group = self.grid.group_of[person.id]
            days = {choice.day for choice in self._own(person)}
            dates = {self.problem.days[day].day for day in days} | {one.day for one in person.fixed}
            for place in self.week.choices:
                choice = self.problem.choices[place]
                date = self.problem.days[choice.day].day
                if (
                    date not in dates
                    and choice.minutes <= self.room[person.id]
                    and (not person.patterns or choice.pattern in person.patterns)
                    and self._free(person, choice.start, choice.end)
                    and not self._too_many({*dates, date})
                ):
                    able[group, place] += 1
                    off[group, choice.day].add(person.id)
        for (group, place), most in able.items():
            choice = self.problem.choices[place]
            limits = (
                Limit(("day", group, choice.day), 1, len(off[group, choice.day])),
                self._overtime(group, choice.minutes),
            )
            yield _way(WayOut.EXTRA_HOURS, group, choice, most, OVERTIME, limits)

    def _too_many(self, dates: set[object]) -> bool:
        """No day of rest in the week, or too many days in a row."""
        week = {self.week.monday + DAY * n for n in range(WEEK)}
        if week <= dates:
            return True
        longest = self.limits.days_in_a_row
        first = self.week.monday - DAY * longest
        return any(
            all(first + DAY * (begin + n) in dates for n in range(longest + 1)) for begin in range(WEEK + longest)
        )

    def split(self) -> Iterator[Way]:
        """The same hours in two halves, at the beginning and the end of the day."""
        people = Counter(
            (self.grid.group_of[person.id], place)
            for person in self.problem.people
            for day, place in self.rota[person.id].items()
            if day in self.week.days
        )
        ends = self._ends()
        for (group, place), number in people.items():
            choice = self.problem.choices[place]
            first, last = ends[choice.day]
            half = choice.minutes // 2 // STEP * STEP
            if 2 * half != choice.minutes or last - first < choice.minutes + HOLE or len(choice.stretches) > 1:
                continue
            if 24 * 60 - (last - first) < self.limits.between_shifts or half > 240:
                continue
            halves = ((first, first + half), (last - half, last))
            extra = Choice(choice.day, "", halves, (), choice.minutes, choice.late)
            whole = Choice(choice.day, "", choice.stretches, (), choice.minutes, choice.late)
            limit = Limit(("longer", group, place), 1, number)
            price = round(PAY * SPLIT * choice.minutes / 60)
            yield Way(WayOut.SPLIT_SHIFT, group, extra, number, price, 1.0, (limit,), whole)

    def _ends(self) -> Mapping[int, Span]:
        """When the first shift of a day may begin and the last end."""
        found = dict[int, Span]()
        for place in self.week.choices:
            choice = self.problem.choices[place]
            first, last = found.get(choice.day, (choice.start, choice.end))
            found[choice.day] = min(first, choice.start), max(last, choice.end)
        return found


def _part_time(grid: Grid, week: Week, short: set[Where]) -> Iterator[Way]:
    """People for a few hours of a day, and new colleagues for a week, for one queue each."""
    problem = week.problem
    for queue in sorted({queue for queue, _ in short}):
        group = _alone(grid, queue)
        needed = [slot for slot in grid.need if (queue, slot) in short]
        most = max(sum(grid.need[slot].values()) for slot in needed)
        for day in week.days:
            first, last = problem.days[day].span
            for start in range(first, last - PART + 1, STEP):
                choice = Choice(day, "", ((start, start + PART),), (), PART, False)
                yield _way(WayOut.PART_TIME, group, choice, most, PART_TIME)
        yield from _colleagues(week, group, most)


def _colleagues(week: Week, group: int, most: int) -> Iterator[Way]:
    """Each may come on five days, which is paid as a whole; on a day on one choice."""
    problem = week.problem
    longest = max(choice.minutes for choice in problem.choices)
    hired = ("hired", group)
    price = round(PAY * COLLEAGUE * WHOLE_WEEK / 60)
    shifts = WHOLE_WEEK // longest
    of_day = {day: Limit(("hired", group, day), -1, 0) for day in week.days}
    yield Way(WayOut.MORE_PEOPLE, group, None, most, price, 1.0, (Limit(hired, -shifts, 0), *of_day.values()))
    for place in week.choices:
        choice = problem.choices[place]
        if choice.minutes == longest:
            limits = (Limit(hired, 1, 0), Limit(("hired", group, choice.day), 1, 0))
            yield Way(WayOut.MORE_PEOPLE, group, choice, most, 0, 0.0, limits)


def _alone(grid: Grid, queue: int) -> int:
    """The group of those who serve this queue only; made if there is none."""
    if (queue,) not in grid.groups:
        grid.groups.append((queue,))
    return grid.groups.index((queue,))


def _way(kind: WayOut, group: int, choice: Choice, most: int, price: float, limits: tuple[Limit, ...] = ()) -> Way:
    hours = choice.minutes / 60
    return Way(kind, group, choice, most, round(PAY * price * hours), hours, limits)
