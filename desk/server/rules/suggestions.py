"""What would help a day that runs differently: who could be moved, what could be offered, and what it would do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from math import ceil, floor
from typing import NamedTuple

from msgspec.structs import replace

from desk.contract.calendar import Stretch
from desk.contract.shifts import Activity, Segment, Shift
from desk.contract.staffing import Suggestion
from desk.server.rules.shifts import cut
from desk.workforce import law, moves
from desk.workforce.coverage import Day

#: Agents missing, and agents too many, that are worth a word.
SHORT, OVER = 0.5, 2.0
#: The worst gaps, and the longest surpluses, of a queue.
GAPS, SURPLUSES = 3, 2
#: A surplus is worth something from this length on; people leave so long before their time, at most.
WORTH, EARLIEST = timedelta(hours=1), timedelta(hours=2)
#: Nobody can be moved sooner than this.
NOTICE = timedelta(minutes=10)
ELSEWHERE = frozenset({Activity.TRAINING, Activity.OFFICE})
PAUSES = frozenset({Activity.BREAK, Activity.LUNCH})
#: How far a pause may move, in minutes, the nearest first; and how many people are looked at for each gap.
DISTANCES = tuple(sign * minutes for minutes in range(15, 105, 15) for sign in (1, -1))
PEOPLE = 12
MOVED = 3
SLIGHT = 0.01
#: Agents missing that are only the rounding of those who serve several queues.
ROUNDING = 0.05
LONG_AGO = datetime.min.replace(tzinfo=UTC)

Pair = tuple[Shift, Shift]


class Kind(StrEnum):
    """What could be done; the words of ``Suggestion.kind``."""

    BACK_ON_CALLS = "back_on_calls"
    MOVE_BREAK = "move_break"
    EXTRA_HOURS = "extra_hours"
    EARLY_LEAVE = "early_leave"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Carried:
    """What decides whose turn it is, by person: how often they went early, minutes of work in the week, and when they
    learnt last (or will); who is not in it, never."""

    early: Mapping[int, int] = field(default_factory=dict[int, int])
    week: Mapping[int, int] = field(default_factory=dict[int, int])
    learnt: Mapping[int, datetime] = field(default_factory=dict[int, datetime])

    def turn(self, kind: Kind, user_id: int) -> tuple[float, float, int]:
        """The least comes first."""
        if kind is Kind.EARLY_LEAVE:
            return self.early.get(user_id, 0), -self.week.get(user_id, 0), user_id
        return self.learnt.get(user_id, LONG_AGO).timestamp(), 0, user_id


class _Spell(NamedTuple):
    """A time with people to spare, and what shifts would become of those who could go or learn in it."""

    kind: Kind
    run: list[int]
    pairs: list[Pair]


class _State(NamedTuple):
    """Agent-hours that a run lacks, and agents beyond need where it has fewest."""

    gap: float
    spare: float


def by_use(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Gaps before surpluses, and among them what changes most first."""
    return sorted(found, key=lambda one: (one.gap_before <= 0, -abs(one.gap_before - one.gap_after)))


@dataclass(frozen=True)
class Floor:
    """One queue of a day: its intervals, in which it is rostered, and now."""

    day: Day
    queue_id: int
    intervals: Sequence[Stretch]
    shifts: Sequence[Shift]
    now: datetime

    def suggestions(self, carried: Carried | None = None, named: Iterable[tuple[str, int]] = ()) -> list[Suggestion]:
        """What would help, the most helpful first. Who is ``named`` for a kind of suggestion is not named again."""
        gaps = sorted(
            self._runs([margin <= -SHORT for margin in self._margins]),
            key=lambda run: sum(self._margins[n] for n in run),
        )
        found = [one for run in gaps[:GAPS] for one in self._closing(run)]
        taken = set(named)
        for spell in self._spells:
            pairs = [pair for pair in spell.pairs if (spell.kind, pair[0].user_id) not in taken]
            pairs.sort(key=lambda pair: (carried or Carried()).turn(spell.kind, pair[0].user_id))
            found += self._sparing(spell._replace(pairs=pairs))
        return by_use(found)

    @property
    def spared(self) -> set[int]:
        """Those who may be named as somebody to go early or to learn."""
        return {shift.user_id for spell in self._spells for shift, _ in spell.pairs}

    @cached_property
    def _margins(self) -> list[float]:
        """Agents beyond need, interval by interval."""
        rostered, needed = self.day.rostered(self.queue_id), self.day.needed(self.queue_id)
        return [have - need for have, need in zip(rostered, needed, strict=True)]

    @cached_property
    def _spells(self) -> list[_Spell]:
        """When people could be spared, and who: the shifts that end in a surplus could end earlier, others learn."""
        over = [run for run in self._runs([margin >= OVER for margin in self._margins]) if self._length(run) >= WORTH]
        over.sort(key=lambda run: -sum(self._margins[n] for n in run))
        spells = [spell for run in over[:SURPLUSES] for spell in (self._going(run), self._learning(run))]
        return [one for one in spells if one.pairs and self._length(one.run) >= WORTH]

    def _runs(self, wanted: Sequence[bool]) -> list[list[int]]:
        """Intervals to come that follow one another and are all of this sort."""
        coming = [n for n, one in enumerate(self.intervals) if wanted[n] and one.end > self._soon()]
        runs = list[list[int]]()
        for n in coming:
            touches = runs and runs[-1][-1] == n - 1 and self.intervals[n - 1].end == self.intervals[n].start
            runs[-1].append(n) if touches else runs.append([n])
        return runs

    def _length(self, run: Sequence[int]) -> timedelta:
        return self.intervals[run[-1]].end - self.intervals[run[0]].start

    def _state(self, run: Iterable[int], pairs: Sequence[Pair] = (), more: float = 0.0) -> _State:
        """What a run would be like if shifts became others, or with so many more."""
        gap, spare = 0.0, list[float]()
        for n in run:
            change = self._change(n, pairs)
            if more:
                change[self.queue_id,] = change.get((self.queue_id,), 0.0) + more
            spare.append(self.day.rostered_if(n, change)[self.queue_id] - self.day.needed(self.queue_id)[n])
            start, end = self._left(n)
            gap -= (end - start) / timedelta(hours=1) * spare[-1]
        return _State(gap, min(spare))

    def _left(self, number: int) -> tuple[datetime, datetime]:
        """The part of an interval in which something can be done still."""
        one = self.intervals[number]
        return min(max(one.start, self._soon()), one.end), one.end

    def _change(self, number: int, pairs: Sequence[Pair]) -> dict[tuple[int, ...], float]:
        """By queues, agents more in what is left of an interval."""
        start, end = (int(at.timestamp()) for at in self._left(number))
        found = dict[tuple[int, ...], float]()
        for pair in pairs:
            for shift, sign in zip(pair, (-1.0, 1.0), strict=True):
                for one in self.day.on_calls(shift):
                    shared = min(one.end, end) - max(one.start, start)
                    if shared > 0:
                        found[one.queue_ids] = found.get(one.queue_ids, 0.0) + sign * shared / (end - start)
        return found

    def _closing(self, run: Sequence[int]) -> Iterator[Suggestion]:
        """What would close a gap."""
        start, end = self._times(run)
        most = ceil(max(-self._margins[n] for n in run) - SLIGHT)
        before = self._state(run)
        back = self._back_on_calls(start, end)[:most]
        if back and (after := self._state(run, back)).gap < before.gap - SLIGHT:
            people = tuple(shift.user_id for shift, _ in back)
            yield self._said(Kind.BACK_ON_CALLS, people, (start, end), before, after)
        for pause, pair in self._pauses(start, end):
            after = self._state(run, [pair])
            if after.gap < before.gap - SLIGHT:
                yield self._said(Kind.MOVE_BREAK, (pair[0].user_id,), (pause.start, pause.end), before, after)
        yield self._said(Kind.EXTRA_HOURS, (), (start, end), before, self._state(run, more=most), people=most)

    def _times(self, run: Sequence[int]) -> tuple[datetime, datetime]:
        """From when to when something can be done in a run."""
        return max(self.intervals[run[0]].start, self._soon()), self.intervals[run[-1]].end

    def _soon(self) -> datetime:
        """The next quarter of an hour that leaves notice."""
        return datetime.fromtimestamp(-(-int((self.now + NOTICE).timestamp()) // 900) * 900, self.now.tzinfo)

    def _serving(self) -> Iterator[Shift]:
        return (one for one in self.shifts if self.queue_id in self.day.queues_of(one.user_id))

    def _back_on_calls(self, start: datetime, end: datetime) -> list[Pair]:
        """People elsewhere who could answer calls from ``start`` to ``end``, those who would for longest first."""
        found = list[tuple[timedelta, Pair]]()
        for shift in self._serving():
            segments, gained = shift.segments, timedelta()
            for one in shift.segments:
                first, last = max(one.start, start), min(one.end, end)
                if one.activity in ELSEWHERE and first < last:
                    segments = moves.assigned(segments, Activity.WORK, first, last)
                    gained += last - first
            if gained:
                found.append((gained, (shift, replace(shift, segments=segments))))
        found.sort(key=lambda pair: (-pair[0], pair[1][0].user_id))
        return [pair for _, pair in found]

    def _pauses(self, start: datetime, end: datetime) -> list[tuple[Segment, Pair]]:
        """Pauses in a gap that could be at another time without a gap there, and as much rest within the work."""
        inside = [
            (shift, number)
            for shift in self._serving()
            for number, one in enumerate(shift.segments)
            if one.activity in PAUSES and one.start < end and one.end > start and one.start >= self._soon()
        ]
        found = list[tuple[Segment, Pair]]()
        for shift, number in inside[:PEOPLE]:
            better = self._elsewhere(shift, number, start, end)
            if better is not None:
                found.append(better)
            if len(found) == MOVED:
                break
        return found

    def _elsewhere(self, shift: Shift, number: int, start: datetime, end: datetime) -> tuple[Segment, Pair] | None:
        pause, rest = shift.segments[number], law.rest_within(shift.segments)
        for minutes in DISTANCES:
            by = timedelta(minutes=minutes)
            moved = replace(pause, start=pause.start + by, end=pause.end + by)
            if moved.start < self._soon() or (moved.start < end and moved.end > start):
                continue
            try:
                segments = moves.slid(shift.segments, number, minutes)
            except moves.MoveError:
                continue
            after = replace(shift, segments=segments)
            effect = self.day.effect(shift, after)
            if law.rest_within(segments) >= rest and effect.short_after < effect.short_before - SLIGHT:
                return moved, (shift, after)
        return None

    def _going(self, run: Sequence[int]) -> _Spell:
        """The shifts that end in a surplus could end earlier."""
        first, end = self.intervals[run[0]].start, self.intervals[run[-1]].end
        last = max((one.end for one in self._serving() if first + WORTH <= one.end <= end), default=first)
        ending = [n for n in run if last - EARLIEST <= self.intervals[n].start < last]
        return self._spell(Kind.EARLY_LEAVE, ending, self._left_early)

    def _learning(self, run: Sequence[int]) -> _Spell:
        """In the hour of a run that has most to spare throughout, people could learn."""
        length = ceil(WORTH / (self.intervals[run[0]].end - self.intervals[run[0]].start))
        hours = [list(run[n : n + length]) for n in range(len(run) - length + 1)]
        hour = max(hours, key=lambda hour: min(self._margins[n] for n in hour), default=list[int]())
        return self._spell(Kind.TRAINING, hour, self._taught)

    def _spell(self, kind: Kind, run: list[int], become: Callable[[Shift, datetime, datetime], Shift | None]) -> _Spell:
        """With what the shifts of those who serve the queue would become, where they could."""
        if not run:
            return _Spell(kind, run, [])
        start, end = self._times(run)
        pairs = [(one, after) for one in self._serving() if (after := become(one, start, end)) is not None]
        return _Spell(kind, run, pairs)

    def _left_early(self, shift: Shift, start: datetime, end: datetime) -> Shift | None:
        """Home at ``start``, from a shift that is then still worth it and ends by ``end``."""
        if not shift.start < start <= shift.end - WORTH or shift.end > end:
            return None
        on_calls = any(one.end > start.timestamp() for one in self.day.on_calls(shift))
        segments = cut(shift.segments, start)
        return replace(shift, segments=segments) if segments and on_calls else None

    def _taught(self, shift: Shift, start: datetime, end: datetime) -> Shift | None:
        """Learning, where all of the time would be on calls."""
        first, last = start.timestamp(), end.timestamp()
        there = sum(max(0.0, min(one.end, last) - max(one.start, first)) for one in self.day.on_calls(shift))
        if there < last - first:
            return None
        try:
            return replace(shift, segments=moves.assigned(shift.segments, Activity.TRAINING, start, end))
        except moves.MoveError:
            return None

    def _sparing(self, spell: _Spell) -> Iterator[Suggestion]:
        """As many as no queue will miss, in turn."""
        free = self._free(spell)
        if free:
            people = tuple(shift.user_id for shift, _ in free)
            yield self._said(
                spell.kind, people, self._times(spell.run), self._state(spell.run), self._state(spell.run, free)
            )

    def _free(self, spell: _Spell) -> list[Pair]:
        """Those of a spell's people who can be spared together; each queue keeps what it needs, or what it has."""
        before = {n: self.day.rostered_if(n, {}) for n in spell.run}
        left, found = list(spell.pairs), list[Pair]()
        most = floor(min(self._margins[n] for n in spell.run))
        while left and len(found) < most:
            some = left[: most - len(found)]
            left = left[len(some) :]
            found = self._joined(found, some, before)
        return found

    def _joined(self, found: list[Pair], some: list[Pair], before: Mapping[int, Mapping[int, float]]) -> list[Pair]:
        """With as many of ``some`` as can be spared besides those ``found``; most often it is all of them."""
        if all(self._kept(n, rostered, self._change(n, [*found, *some])) for n, rostered in before.items()):
            return [*found, *some]
        if len(some) == 1:
            return found
        half = len(some) // 2
        return self._joined(self._joined(found, some[:half], before), some[half:], before)

    def _kept(self, number: int, before: Mapping[int, float], change: Mapping[tuple[int, ...], float]) -> bool:
        """Whether no queue falls below its need, or further below it."""
        after = self.day.rostered_if(number, change)
        return all(
            have >= min(before[queue_id], self.day.needed(queue_id)[number]) - ROUNDING
            for queue_id, have in after.items()
        )

    def _said(
        self,
        kind: Kind,
        user_ids: tuple[int, ...],
        times: tuple[datetime, datetime],
        before: _State,
        after: _State,
        *,
        people: int | None = None,
    ) -> Suggestion:
        return Suggestion(
            kind=kind,
            queue_id=self.queue_id,
            user_ids=user_ids,
            people=len(user_ids) if people is None else people,
            start=times[0],
            end=times[1],
            gap_before=before.gap,
            gap_after=after.gap,
            spare_before=before.spare,
            spare_after=after.spare,
        )
