"""A day's coverage: needed against rostered, by queue and interval, and what a change does to it before it is made.

Somebody counts as on calls while a shift says ``work`` and no approved absence says otherwise. Who serves several
queues counts in each for a part (`sharing`). A queue's service level is that of its own part alone, which is a little
less than agents answering for each other reach.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desk.contract.base import Id
from desk.contract.shifts import Absence, AbsenceState, Activity, Shift, ShiftState, Worker
from desk.workforce.needs import Need
from desk.workforce.sharing import NOTHING, Groups, grow


class Presence(NamedTuple):
    """Somebody on calls, from ``start`` to ``end`` (seconds since 1970), for one or several queues."""

    start: int
    end: int
    queue_ids: tuple[Id, ...]


class Cell(NamedTuple):
    """What a change does to a queue in an interval: agents rostered on calls and service level, before and after."""

    queue_id: Id
    start: datetime
    needed: int
    before: float
    after: float
    level_before: float
    level_after: float


@dataclass(frozen=True, slots=True)
class Effect:
    """All cells a change touches, and by how many agent-hours the day is short in them before and after."""

    cells: tuple[Cell, ...]
    short_before: float
    short_after: float

    @property
    def worst(self) -> Cell | None:
        """The cell which is the furthest below its need afterwards; None if none is below it."""
        short = [cell for cell in self.cells if cell.after < cell.needed - NOTHING]
        return min(short, key=lambda cell: cell.after - cell.needed) if short else None


def presences(shift: Shift, absences: Iterable[Absence], queue_ids: Sequence[Id]) -> Iterator[Presence]:
    """When somebody with these queues, and with these absences, is on calls by a shift."""
    if shift.state is ShiftState.CANCELLED:
        return
    away = [
        (int(one.start.timestamp()), int(one.end.timestamp()))
        for one in absences
        if one.user_id == shift.user_id and one.state is AbsenceState.APPROVED
    ]
    own = tuple(sorted(queue_ids))
    for one in shift.segments:
        if one.activity is not Activity.WORK:
            continue
        queues = tuple(queue for queue in own if queue in one.queue_ids) if one.queue_ids else own
        for start, end in without([(int(one.start.timestamp()), int(one.end.timestamp()))], away):
            yield Presence(start, end, queues)


def _works(shift: Shift, at: datetime) -> bool:
    """Whether somebody is on calls by a shift at an instant."""
    if shift.state is ShiftState.CANCELLED or not shift.start <= at < shift.end:
        return False
    return any(one.activity is Activity.WORK and one.start <= at < one.end for one in shift.segments)


class Day:
    """A day's needs and who is there for them; built once, then asked what changes would do.

    ``needs`` are of intervals of one length; their queues are the day's. ``shifts`` may be any: what lies outside of
    the intervals counts nowhere (so those of the day before belong to it, for the hours past midnight). Questions, too,
    write what they learn: one thread at a time.
    """

    def __init__(
        self,
        needs: Iterable[Need],
        shifts: Iterable[Shift],
        absences: Iterable[Absence] = (),
        workers: Iterable[Worker] = (),
    ) -> None:
        """Reckons what is needed and counts who is there."""
        by_place = {(one.queue_id, one.start): one for one in needs}
        self.queue_ids = sorted({queue for queue, _ in by_place})
        self.starts = sorted({start for _, start in by_place})
        self.minutes = next(iter(by_place.values())).minutes if by_place else 30
        self._seconds = [int(start.timestamp()) for start in self.starts]
        self._step = self.minutes * 60
        self._places = {queue: number for number, queue in enumerate(self.queue_ids)}
        self._needs = [[by_place.get((queue, start)) for queue in self.queue_ids] for start in self.starts]
        self._needed = [[0 if one is None else one.needed for one in row] for row in self._needs]
        self._queues_of = {one.user_id: tuple(sorted(one.queue_ids)) for one in workers}
        self._absences = dict[Id, list[Absence]]()
        for one in absences:
            self._absences.setdefault(one.user_id, []).append(one)
        self._groups = Groups(self._places)
        #: By interval and group: seconds on calls.
        self._counts = [list[int]() for _ in self.starts]
        for shift in shifts:
            self._add(self._counted(self.on_calls(shift), 1))
        self._rostered = [self._shared(number) for number in range(len(self.starts))]

    def index(self, at: datetime) -> int | None:
        """The number of the interval an instant lies in; None outside of all."""
        second = int(at.timestamp())
        number = bisect_right(self._seconds, second) - 1
        return number if number >= 0 and second < self._seconds[number] + self._step else None

    def need(self, queue_id: Id, index: int) -> Need | None:
        """What a queue needs in an interval; None where it needs nothing."""
        return self._needs[index][self._places[queue_id]]

    def needed(self, queue_id: Id) -> list[int]:
        """Agents needed on calls, interval by interval."""
        place = self._places[queue_id]
        return [row[place] for row in self._needed]

    def rostered(self, queue_id: Id) -> list[float]:
        """Agents rostered on calls, interval by interval."""
        place = self._places[queue_id]
        return [row[place] for row in self._rostered]

    def level(self, queue_id: Id, index: int, agents: float | None = None) -> float:
        """Share (0…1) of all calls that those rostered, or so many ``agents``, answer in time."""
        need = self.need(queue_id, index)
        if need is None:
            return 1.0
        return need.level(self._rostered[index][self._places[queue_id]] if agents is None else agents)

    def queues_of(self, user_id: Id) -> tuple[Id, ...]:
        """The queues of the day that a person serves."""
        return tuple(queue for queue in self._queues_of.get(user_id, ()) if queue in self._places)

    def on_calls(self, shift: Shift | None) -> list[Presence]:
        """When somebody is on calls by a shift, with the queues and absences the day knows of."""
        if shift is None:
            return []
        queues = self._queues_of.get(shift.user_id, ())
        return list(presences(shift, self._absences.get(shift.user_id, ()), queues))

    def here(self, user_ids: Iterable[Id], at: datetime) -> dict[Id, float]:
        """How many of these people, who are really here, each queue has at an instant."""
        number = self.index(at)
        if number is None:
            return {}
        counts = list[int]()
        for user in user_ids:
            group = self._groups.of(self._queues_of.get(user, ()))
            if group is not None:
                grow(counts, len(self._groups))
                counts[group] += self._step
        return dict(zip(self.queue_ids, self._shared(number, counts), strict=True))

    def attended(self, stints: Iterable[tuple[Id, datetime, datetime]], until: datetime) -> list[dict[Id, float]]:
        """How many each queue had of people who were really here from one instant to another, as the mean of each
        interval that is over ``until`` then."""
        over = bisect_right(self._seconds, int(until.timestamp()) - self._step)
        last = self._seconds[over - 1] + self._step if over else 0
        pieces = (
            Presence(int(came.timestamp()), min(last, int(went.timestamp())), self._queues_of.get(user, ()))
            for user, came, went in stints
        )
        counts = [list[int]() for _ in range(over)]
        for (number, group), seconds in self._counted(pieces, 1).items():
            grow(counts[number], len(self._groups))
            counts[number][group] = seconds
        return [dict(zip(self.queue_ids, self._shared(n, one), strict=True)) for n, one in enumerate(counts)]

    def due(self, shifts: Iterable[Shift], at: datetime) -> dict[Id, float]:
        """How many of those who should be on calls by these shifts at an instant each queue has."""
        away = {
            user
            for user, absences in self._absences.items()
            if any(one.state is AbsenceState.APPROVED and one.start <= at < one.end for one in absences)
        }
        return self.here({one.user_id for one in shifts if one.user_id not in away and _works(one, at)}, at)

    def rostered_if(self, index: int, agents: Mapping[tuple[Id, ...], float]) -> dict[Id, float]:
        """Agents rostered by queue in an interval if so many more (fewer: negative) with these queues were on calls."""
        counts = list(self._counts[index])
        for queue_ids, more in agents.items():
            group = self._groups.of(queue_ids)
            if group is not None:
                grow(counts, len(self._groups))
                counts[group] = max(0, counts[group] + round(more * self._step))
        return dict(zip(self.queue_ids, self._shared(index, counts), strict=True))

    def effect(self, before: Shift | None, after: Shift | None) -> Effect:
        """What it would do to the day if ``after`` took the place of ``before``; one of the two may be none."""
        return self._effect(self._difference(before, after))

    def effect_of_leave(self, shift: Shift, start: datetime, end: datetime) -> Effect:
        """What it would do to the day if the shift's person were not there from ``start`` to ``end``."""
        pieces = self.on_calls(shift)
        leave = [(int(start.timestamp()), int(end.timestamp()))]
        left = [
            Presence(begins, ends, one.queue_ids)
            for one in pieces
            for begins, ends in without([(one.start, one.end)], leave)
        ]
        return self._effect(_sum(self._counted(pieces, -1), self._counted(left, 1)))

    def change(self, before: Shift | None, after: Shift | None) -> Effect:
        """As ``effect``, and from now on it is so."""
        difference = self._difference(before, after)
        effect = self._effect(difference)
        self._settle(difference)
        return effect

    def follow(
        self, user_id: Id, before: Iterable[Shift], after: Iterable[Shift], absences: Iterable[Absence] = ()
    ) -> None:
        """From now on a person has these shifts instead of those counted ``before``, and these absences."""
        gone = self._counted((piece for one in before for piece in self.on_calls(one)), -1)
        self._absences[user_id] = list(absences)
        come = self._counted((piece for one in after for piece in self.on_calls(one)), 1)
        self._settle(_sum(gone, come))

    def _settle(self, difference: Mapping[tuple[int, int], int]) -> None:
        self._add(difference)
        for number in {number for number, _ in difference}:
            self._rostered[number] = self._shared(number)

    def _counted(self, pieces: Iterable[Presence], sign: int) -> dict[tuple[int, int], int]:
        """By interval and group, seconds on calls."""
        found = dict[tuple[int, int], int]()
        for start, end, queue_ids in pieces:
            group = self._groups.of(queue_ids)
            if group is None:
                continue
            number = max(0, bisect_right(self._seconds, start) - 1)
            while number < len(self._seconds) and self._seconds[number] < end:
                begins = self._seconds[number]
                shared = min(end, begins + self._step) - max(start, begins)
                if shared > 0:
                    found[number, group] = found.get((number, group), 0) + sign * shared
                number += 1
        return found

    def _difference(self, before: Shift | None, after: Shift | None) -> dict[tuple[int, int], int]:
        return _sum(self._counted(self.on_calls(before), -1), self._counted(self.on_calls(after), 1))

    def _add(self, counted: Mapping[tuple[int, int], int]) -> None:
        for (number, group), seconds in counted.items():
            counts = self._counts[number]
            grow(counts, len(self._groups))
            counts[group] += seconds

    def _shared(self, number: int, counts: list[int] | None = None) -> list[float]:
        return self._groups.shared(self._counts[number] if counts is None else counts, self._step, self._needed[number])

    def _effect(self, difference: Mapping[tuple[int, int], int]) -> Effect:
        changed = dict[int, list[int]]()
        for (number, group), seconds in sorted(difference.items()):
            counts = changed.setdefault(number, list(self._counts[number]))
            grow(counts, len(self._groups))
            counts[group] += seconds
        cells = list[Cell]()
        for number, counts in changed.items():
            cells += self._cells(number, self._shared(number, counts))
        hours = self.minutes / 60
        return Effect(
            cells=tuple(cells),
            short_before=hours * sum(max(0.0, cell.needed - cell.before) for cell in cells),
            short_after=hours * sum(max(0.0, cell.needed - cell.after) for cell in cells),
        )

    def _cells(self, number: int, rostered: list[float]) -> Iterator[Cell]:
        rows = zip(self.queue_ids, self._needs[number], self._rostered[number], rostered, strict=True)
        for queue, need, before, after in rows:
            if abs(after - before) <= NOTHING:
                continue
            needed, level, reached = (
                (0, 1.0, 1.0) if need is None else (need.needed, need.level(before), need.level(after))
            )
            yield Cell(queue, self.starts[number], needed, before, after, level, reached)


def _sum(one: dict[tuple[int, int], int], other: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Without what comes to nothing."""
    keys = one.keys() | other.keys()
    return {key: seconds for key in keys if (seconds := one.get(key, 0) + other.get(key, 0))}


def without(pieces: list[tuple[int, int]], away: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of the pieces besides the time away."""
    for start, end in away:
        pieces = [
            (begins, ends)
            for first, last in pieces
            for begins, ends in ((first, min(last, start)), (max(first, end), last))
            if begins < ends
        ]
    return pieces
