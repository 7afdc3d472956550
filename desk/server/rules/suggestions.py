"""What would help a day that runs differently: who could be moved, what could be offered, and what it would do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil, floor

from msgspec.structs import replace

from desk.contract.calendar import Stretch
from desk.contract.shifts import Activity, Segment, Shift
from desk.contract.staffing import Suggestion
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

Pair = tuple[Shift, Shift]


class Kind(StrEnum):
    """What could be done; the words of ``Suggestion.kind``."""

    BACK_ON_CALLS = "back_on_calls"
    MOVE_BREAK = "move_break"
    EXTRA_HOURS = "extra_hours"
    EARLY_LEAVE = "early_leave"
    TRAINING = "training"


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

    def suggestions(self) -> list[Suggestion]:
        """What would help, the most helpful first."""
        rostered, needed = self.day.rostered(self.queue_id), self.day.needed(self.queue_id)
        margins = [have - need for have, need in zip(rostered, needed, strict=True)]
        gaps = sorted(
            self._runs([margin <= -SHORT for margin in margins]), key=lambda run: sum(margins[n] for n in run)
        )
        found = [one for run in gaps[:GAPS] for one in self._closing(run, margins)]
        over = [run for run in self._runs([margin >= OVER for margin in margins]) if self._length(run) >= WORTH]
        over.sort(key=lambda run: -sum(margins[n] for n in run))
        found += [one for run in over[:SURPLUSES] for one in self._using(run, margins)]
        return by_use(found)

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

    def _gap(self, run: Iterable[int], pairs: Sequence[Pair] = (), more: float = 0.0) -> float:
        """Agent-hours that are missing (negative: too many) in a run if shifts became others, or with so many more."""
        found = 0.0
        for n in run:
            change = self._change(n, pairs)
            if more:
                change[self.queue_id,] = change.get((self.queue_id,), 0.0) + more
            have = self.day.rostered_if(n, change)[self.queue_id]
            start, end = self._left(n)
            found += (end - start) / timedelta(hours=1) * (self.day.needed(self.queue_id)[n] - have)
        return found

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

    def _closing(self, run: Sequence[int], margins: Sequence[float]) -> Iterator[Suggestion]:
        """What would close a gap."""
        start, end = max(self.intervals[run[0]].start, self._soon()), self.intervals[run[-1]].end
        most = ceil(max(-margins[n] for n in run) - SLIGHT)
        before = self._gap(run)
        back = self._back_on_calls(start, end)[:most]
        if back and (after := self._gap(run, back)) < before - SLIGHT:
            people = tuple(shift.user_id for shift, _ in back)
            yield self._said(Kind.BACK_ON_CALLS, people, len(people), start, end, before, after)
        for pause, pair in self._pauses(start, end):
            after = self._gap(run, [pair])
            if after < before - SLIGHT:
                one = pair[0].user_id
                yield self._said(Kind.MOVE_BREAK, (one,), 1, pause.start, pause.end, before, after)
        yield self._said(Kind.EXTRA_HOURS, (), most, start, end, before, self._gap(run, more=most))

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

    def _using(self, run: Sequence[int], margins: Sequence[float]) -> Iterator[Suggestion]:
        """What could be done with people to spare: the shifts that end in a surplus could end earlier, others learn."""
        end = self.intervals[run[-1]].end
        leaving = [one for one in self._serving() if self.intervals[run[0]].start + WORTH <= one.end <= end]
        last = max((one.end for one in leaving), default=None)
        if last is not None:
            ending = [n for n in run if last - EARLIEST <= self.intervals[n].start < last]
            yield from self._offered(Kind.EARLY_LEAVE, ending, margins, most=len(leaving))
        hour = self._best_hour(run, margins)
        yield from self._offered(Kind.TRAINING, hour, margins, most=len(self.shifts))

    def _best_hour(self, run: Sequence[int], margins: Sequence[float]) -> list[int]:
        """An hour of a run that has most to spare throughout."""
        length = ceil(WORTH / (self.intervals[run[0]].end - self.intervals[run[0]].start))
        hours = [list(run[n : n + length]) for n in range(len(run) - length + 1)]
        return max(hours, key=lambda hour: min(margins[n] for n in hour), default=list[int]())

    def _offered(self, kind: Kind, run: Sequence[int], margins: Sequence[float], *, most: int) -> Iterator[Suggestion]:
        people = min(most, floor(min((margins[n] for n in run), default=0.0)))
        if people < 1 or self._length(run) < WORTH:
            return
        start, end = max(self.intervals[run[0]].start, self._soon()), self.intervals[run[-1]].end
        yield self._said(kind, (), people, start, end, self._gap(run), self._gap(run, more=-people))

    def _said(
        self, kind: Kind, user_ids: tuple[int, ...], people: int, start: datetime, end: datetime, *gaps: float
    ) -> Suggestion:
        return Suggestion(
            kind=kind,
            queue_id=self.queue_id,
            user_ids=user_ids,
            people=people,
            start=start,
            end=end,
            gap_before=gaps[0],
            gap_after=gaps[1],
        )
