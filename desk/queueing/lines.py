"""Lines of work that waits, and who works them: how many will be late is counted without looking at every card.

Times lie on a line's own axis: seconds of its served time since the first stretch that is known. A line is kept in
order in blocks; of each block it is known which dues are in it, so that a block whose cards are all in time, or all
late, is counted at once. What others would do to a line is asked of it without changing it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

#: Cards in a block; it is cut in two at twice as many.
SIZE = 128


class Entry(NamedTuple):
    """A card's place in a line: the most urgent first, then what is due first (by the clock; infinite: nothing is),
    then the oldest. ``limit`` is its due on the line's axis."""

    urgency: int
    due: float
    created: int
    card_id: int
    limit: float
    queue_id: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is worked off: how many cards, how many of them too late, and when the last one is begun.

    ``starts``: when those that came are begun, in the order given; ``late``: how many of them are too late. Times are
    None when nobody works the line.
    """

    cards: int
    missed: int
    last: float | None
    starts: tuple[float, ...] = ()
    late: int = 0


class Crew:
    """How much work gets done by when: rates of work that begin and end.

    ``changes``: from when on how much more (or less) is done a second; one agent alone does 1.
    """

    def __init__(self, changes: Iterable[tuple[float, float]]) -> None:
        self._times, self._works, self._rates = list[float](), list[float](), list[float]()
        rate = work = 0.0
        for at, more in sorted(changes):
            if self._times:
                work += rate * (at - self._times[-1])
            rate += more
            self._times.append(at)
            self._works.append(work)
            # What is left of sums of shares is no work.
            self._rates.append(rate if rate > 1e-9 else 0.0)

    def start(self, work: float) -> float:
        """When so much has been done, and what comes after it is begun."""
        place = bisect_right(self._works, work) - 1
        rate = self._rates[place]
        done = self._works[place]
        return self._times[place] + ((work - done) / rate if rate else 0.0 if work <= done else inf)


class _Block:
    __slots__ = ("counts", "entries", "limits")

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.limits = sorted(entry.limit for entry in entries)
        self.counts: dict[int, int] = {}
        for entry in entries:
            self.counts[entry.queue_id] = self.counts.get(entry.queue_id, 0) + 1

    def add(self, entry: Entry) -> None:
        insort(self.entries, entry)
        insort(self.limits, entry.limit)
        self.counts[entry.queue_id] = self.counts.get(entry.queue_id, 0) + 1

    def drop(self, entry: Entry) -> None:
        del self.entries[bisect_left(self.entries, entry)]
        del self.limits[bisect_left(self.limits, entry.limit)]
        self.counts[entry.queue_id] -= 1
        if not self.counts[entry.queue_id]:
            del self.counts[entry.queue_id]


class Line:
    """The cards that wait for one agent, or in one queue."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._firsts: list[Entry] = []
        #: Not yet in its place: a line that nobody has looked at yet is put in order once, not card by card.
        self._loose: list[Entry] | None = []
        self._cards = 0

    def __len__(self) -> int:
        return self._cards

    def add(self, entry: Entry) -> None:
        """One card more."""
        self._cards += 1
        if self._loose is not None:
            self._loose.append(entry)
            return
        place = max(0, bisect_right(self._firsts, entry) - 1)
        if not self._blocks:
            self._blocks, self._firsts = [_Block([entry])], [entry]
            return
        block = self._blocks[place]
        block.add(entry)
        self._firsts[place] = block.entries[0]
        if len(block.entries) > 2 * SIZE:
            halves = _Block(block.entries[:SIZE]), _Block(block.entries[SIZE:])
            self._blocks[place : place + 1] = halves
            self._firsts[place : place + 1] = [half.entries[0] for half in halves]

    def drop(self, entry: Entry) -> None:
        """One card less; it is in the line."""
        self._settle()
        self._cards -= 1
        place = max(0, bisect_right(self._firsts, entry) - 1)
        block = self._blocks[place]
        block.drop(entry)
        if block.entries:
            self._firsts[place] = block.entries[0]
        else:
            del self._blocks[place], self._firsts[place]

    def entries(self) -> list[Entry]:
        """Every card, in order."""
        self._settle()
        return [entry for block in self._blocks for entry in block.entries]

    def work(self, handles: Mapping[int, float]) -> float:
        """Seconds that all of it takes; ``handles``: what a card of each queue takes."""
        self._settle()
        return sum(_work(block.counts, handles) for block in self._blocks)

    def late_before(self, limit: float) -> int:
        """How many are due before."""
        self._settle()
        return sum(bisect_left(block.limits, limit) for block in self._blocks)

    def look(
        self, crew: Crew, handles: Mapping[int, float], gone: Sequence[Entry] = (), come: Sequence[Entry] = ()
    ) -> Look:
        """How it is worked off, without the cards that went and with those that came (both in order)."""
        self._settle()
        walk = _Walk(crew, handles)
        going, coming = 0, 0
        for place, block in enumerate(self._blocks):
            upper = self._firsts[place + 1] if place + 1 < len(self._firsts) else None
            left = len(gone) if upper is None else bisect_left(gone, upper, going)
            joined = len(come) if upper is None else bisect_left(come, upper, coming)
            if going == left and coming == joined:
                walk.whole(block)
            else:
                walk.part(block, gone[going:left], come[coming:joined])
            going, coming = left, joined
        if not self._blocks:
            walk.each([], (), come)
        return walk.look()

    def _settle(self) -> None:
        if self._loose is None:
            return
        entries = sorted(self._loose)
        self._loose = None
        self._blocks = [_Block(entries[begin : begin + SIZE]) for begin in range(0, len(entries), SIZE)]
        self._firsts = [block.entries[0] for block in self._blocks]


class _Walk:
    """A line worked off from its front, some cards at a time."""

    def __init__(self, crew: Crew, handles: Mapping[int, float]) -> None:
        self._crew, self._handles = crew, handles
        self._work = 0.0
        self._cards = self._missed = self._late = 0
        #: Seconds that the last card takes; negative before there is one.
        self._last = -1.0
        self._starts: list[float] = []

    def whole(self, block: _Block) -> None:
        """A block as it is."""
        counts, handles = block.counts, self._handles
        last = handles[block.entries[-1].queue_id]
        ends = self._work + _work(counts, handles)
        takes = [handles[queue_id] for queue_id in counts]
        soonest = self._crew.start(self._work) + min(takes)
        latest = self._crew.start(ends - last) + max(takes)
        surely = bisect_left(block.limits, soonest)
        if surely == bisect_left(block.limits, latest):
            self._missed += surely
        else:
            self._missed += surely + self._between(block.entries, soonest, latest)
        self._work, self._last = ends, last
        self._cards += len(block.entries)

    def part(self, block: _Block, gone: Sequence[Entry], come: Sequence[Entry]) -> None:
        """A block of which some cards went, and to which some came."""
        cards = len(block.entries) - len(gone) + len(come)
        if len({*block.counts, *(entry.queue_id for entry in come)}) > 1 or not cards:
            self.each(block.entries, gone, come)
            return
        takes, start = self._handles[block.entries[0].queue_id], self._crew.start
        soonest = start(self._work) + takes
        latest = start(self._work + takes * (cards - 1)) + takes
        surely = _before(block, gone, come, soonest)
        if surely != _before(block, gone, come, latest):
            self.each(block.entries, gone, come)
            return
        for number, entry in enumerate(come):
            ahead = bisect_left(block.entries, entry) - bisect_left(gone, entry) + number
            begun = start(self._work + takes * ahead)
            self._starts.append(begun)
            self._late += begun + takes > entry.limit
        self._missed += surely
        self._work += takes * cards
        self._last = takes
        self._cards += cards

    def _between(self, entries: Iterable[Entry], soonest: float, latest: float) -> int:
        """How many of those are late that are not for certain."""
        start, handles, work, found = self._crew.start, self._handles, self._work, 0
        for entry in entries:
            takes = handles[entry.queue_id]
            if soonest <= entry.limit < latest and start(work) + takes > entry.limit:
                found += 1
            work += takes
        return found

    def each(self, entries: list[Entry], gone: Sequence[Entry], come: Sequence[Entry]) -> None:
        """Cards of which some went, and some came between them."""
        merged = entries
        if gone:
            without = {entry.card_id for entry in gone}
            merged = [entry for entry in entries if entry.card_id not in without]
        if come:
            merged = sorted([*merged, *come])
        if not merged:
            return
        handles, start = self._handles, self._crew.start
        takes = [handles[entry.queue_id] for entry in merged]
        soonest = start(self._work) + min(takes)
        latest = start(self._work + sum(takes) - takes[-1]) + max(takes)
        self._missed += sum(entry.limit < soonest for entry in merged)
        self._missed += self._between(merged, soonest, latest)
        if come:
            self._note(merged, takes, {entry.card_id for entry in come})
        self._work += sum(takes)
        self._last = takes[-1]
        self._cards += len(merged)

    def _note(self, merged: list[Entry], takes: list[float], new: set[int]) -> None:
        """When those that came are begun."""
        work = self._work
        for entry, seconds in zip(merged, takes, strict=True):
            if entry.card_id in new:
                begun = self._crew.start(work)
                self._starts.append(begun)
                self._late += begun + seconds > entry.limit
            work += seconds

    def look(self) -> Look:
        """What was seen."""
        last = None if self._last < 0 else self._crew.start(self._work - self._last)
        return Look(self._cards, self._missed, last, tuple(self._starts), self._late)


def _before(block: _Block, gone: Sequence[Entry], come: Sequence[Entry], limit: float) -> int:
    """How many are due before, without those that went and with those that came."""
    found = bisect_left(block.limits, limit)
    return found - sum(entry.limit < limit for entry in gone) + sum(entry.limit < limit for entry in come)


def _work(counts: Mapping[int, int], handles: Mapping[int, float]) -> float:
    if len(counts) == 1:
        ((queue_id, count),) = counts.items()
        return handles[queue_id] * count
    return sum(handles[queue_id] * count for queue_id, count in counts.items())
