"""Served time: when a queue's work is looked after, how much of it lies between two instants, and when it is used up.

All instants and spans are whole microseconds since 1970 unless they say otherwise: sums of them are exact.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Protocol

from desk.contract.calendar import CalendarVersion, Hours
from desk.workforce import calendar

Span = tuple[int, int]
#: The hours of Monday to Sunday.
Weekly = Sequence[Sequence[Hours]]

SECOND = 1_000_000
MINUTE = 60 * SECOND
#: A queue that is not served for so many days is taken for one that never is.
NEVER = 400
#: Days that are worked out at once.
_BLOCK = 64
_NEVER = NEVER * 24 * 60 * MINUTE
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_MICROSECOND = timedelta(microseconds=1)
_LAST_BLOCK = date(9990, 1, 1).toordinal() // _BLOCK


class ServedTime(Protocol):
    """What clocks ask of the time in which work is served."""

    def elapsed(self, start: int, end: int) -> int:
        """How much served time lies between two instants; 0 when ``end`` is not after ``start``."""
        ...

    def after(self, start: int, amount: int) -> int | None:
        """The first instant at which ``amount`` has been served since ``start``; None: that is not to be seen."""
        ...


class Served:
    """Stretches of served time, in order and apart; nothing is known of what comes after the last.

    Its numbers may be of any one unit: microseconds, or seconds as on the wire.
    """

    def __init__(self, stretches: Iterable[Span]) -> None:
        self.stretches = tuple(stretches)
        self._starts = [start for start, _ in self.stretches]
        self._before = [0]
        for start, end in self.stretches:
            self._before.append(self._before[-1] + end - start)

    @property
    def total(self) -> int:
        """All of it."""
        return self._before[-1]

    def until(self, at: int) -> int:
        """How much was served from the beginning to an instant."""
        place = bisect_right(self._starts, at)
        return self._before[place] - max(0, self.stretches[place - 1][1] - at) if place else 0

    def elapsed(self, start: int, end: int) -> int:
        """How much served time lies between two instants; 0 when ``end`` is not after ``start``."""
        return max(0, self.until(end) - self.until(start))

    def after(self, start: int, amount: int) -> int | None:
        """The first instant, not before ``start``, at which ``amount`` has been served since; None: not within these
        stretches."""
        if amount <= 0:
            return start
        sought = self.until(start) + amount
        if sought > self.total:
            return None
        # The last stretch that begins with less than what is sought: used up at its very end, not at the next opening.
        place = bisect_right(self._before, sought - 1) - 1
        return self._starts[place] + sought - self._before[place]

    def holds(self, at: int) -> bool:
        """Whether it is served at an instant; not any more at the one it closes."""
        place = bisect_right(self._starts, at)
        return place > 0 and at < self.stretches[place - 1][1]

    def next_from(self, at: int) -> int | None:
        """The first served instant from ``at`` on; None after the last stretch."""
        if self.holds(at):
            return at
        place = bisect_right(self._starts, at)
        return self._starts[place] if place < len(self._starts) else None


class Site:
    """The days of a site, worked out once each. ``public`` names the public holidays of a year."""

    def __init__(self, versions: Sequence[CalendarVersion], public: Callable[[int], Mapping[date, str]]) -> None:
        self._versions = versions
        self._public = public
        self._open = dict[date, list[Span]]()
        self.first = min(version.calendar.since for version in versions)

    def zone(self, day: date) -> str:
        """The time zone on a day's wall."""
        return calendar.in_force(self._versions, max(day, self.first)).calendar.zone

    def starts(self, day: date) -> int:
        """The instant a day begins."""
        return micros(calendar.instant_at(day, 0, self.zone(day)))

    def opened(self, day: date) -> list[Span]:
        """The stretches that belong to a day, in order; they may reach into the next one."""
        if day < self.first:
            return []
        known = self._open.get(day)
        if known is None:
            stretches = calendar.day_of(self._versions, day, self._public(day.year)).open
            known = self._open[day] = [(micros(one.start), micros(one.end)) for one in stretches]
        return known


class QueueHours:
    """When a queue is served: in its ``weekly`` hours (None: all the time) while its site is open.

    Worked out some weeks at a time and remembered, so that asking is cheap; a change of the calendar or of the hours
    makes another one. May be asked from several threads at once.
    """

    def __init__(self, site: Site, weekly: Weekly | None = None) -> None:
        self._site = site
        self._weekly = weekly
        self._first = site.starts(site.first)
        self._blocks = dict[int, tuple[int, int, Served]]()

    def elapsed(self, start: int, end: int) -> int:
        """How much served time lies between two instants; 0 when ``end`` is not after ``start``."""
        if end <= start:
            return 0
        number = self._number(start)
        found = 0
        while number <= _LAST_BLOCK:
            _, ends, served = self._block(number)
            found += served.elapsed(start, end)
            if end <= ends:
                break
            number += 1
        return found

    def after(self, start: int, amount: int) -> int | None:
        """The first instant, not before ``start``, at which ``amount`` has been served since; None when the queue is
        not served for 400 days before that."""
        if amount <= 0:
            return start
        start = max(start, self._first)
        number = self._number(start)
        left, rests_since = amount, start
        while number <= _LAST_BLOCK:
            begins, ends, served = self._block(number)
            opens = served.next_from(max(start, begins))
            if (ends if opens is None else opens) - rests_since > _NEVER:
                return None
            found = served.after(start, left)
            if found is not None:
                return found
            if opens is not None:
                left -= served.elapsed(start, ends)
                rests_since = served.stretches[-1][1]
            number += 1
        return None

    def holds(self, at: int) -> bool:
        """Whether the queue is served at an instant."""
        return self._block(self._number(at))[2].holds(at)

    def next_from(self, at: int) -> int | None:
        """The first instant from ``at`` on at which the queue is served; None when it is not within 400 days."""
        if self.holds(at):
            return at
        first = self.after(at, 1)
        return None if first is None else first - 1

    def between(self, start: int, end: int) -> list[Span]:
        """The served stretches between two instants."""
        number, found = self._number(start), list[Span]()
        while number <= _LAST_BLOCK:
            _, ends, served = self._block(number)
            found += [(max(a, start), min(b, end)) for a, b in served.stretches if a < end and b > start]
            if end <= ends:
                break
            number += 1
        return joined(found)

    def _number(self, at: int) -> int:
        """Which block an instant lies in: by its date in UTC, and then by the clock on the wall. Before the site's
        first day there was nothing."""
        at = max(at, self._first)
        number = min((_EPOCH_DAY + at // (24 * 60 * MINUTE)) // _BLOCK, _LAST_BLOCK)
        starts, ends, _ = self._block(number)
        if at < starts:
            return number - 1
        return number + 1 if at >= ends else number

    def _block(self, number: int) -> tuple[int, int, Served]:
        known = self._blocks.get(number)
        if known is None:
            known = self._blocks[number] = self._made(number)
        return known

    def _made(self, number: int) -> tuple[int, int, Served]:
        first = date.fromordinal(number * _BLOCK)
        days = [first + calendar.DAY * count for count in range(-1, _BLOCK)]
        starts, ends = self._site.starts(first), self._site.starts(first + calendar.DAY * _BLOCK)
        opened = joined(span for day in days for span in self._site.opened(day))
        if self._weekly is not None:
            opened = common(opened, joined(span for day in days for span in self._of_week(day)))
        return starts, ends, Served(common(opened, [(starts, ends)]))

    def _of_week(self, day: date) -> list[Span]:
        zone, weekly = self._site.zone(day), self._weekly or ()
        return [
            (micros(calendar.instant_at(day, one.opens, zone)), micros(calendar.instant_at(day, one.closes, zone)))
            for one in weekly[day.weekday()]
        ]


def micros(at: datetime) -> int:
    """Microseconds since 1970 of an aware instant."""
    return (at - _EPOCH) // _MICROSECOND


def instant(at: int) -> datetime:
    """The instant of microseconds since 1970, in UTC."""
    return _EPOCH + timedelta(microseconds=at)


def joined(spans: Iterable[Span]) -> list[Span]:
    """In order, those that touch or overlap as one, empty ones left out."""
    found = list[Span]()
    for start, end in sorted(spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def common(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What lies in both; each in order and apart."""
    found, place, other = list[Span](), 0, 0
    while place < len(some) and other < len(others):
        start, end = max(some[place][0], others[other][0]), min(some[place][1], others[other][1])
        if start < end:
            found.append((start, end))
        if some[place][1] <= others[other][1]:
            place += 1
        else:
            other += 1
    return found


def changed_span(some: Sequence[Span], others: Sequence[Span]) -> Span | None:
    """From where to where two lists of stretches differ; None when they say the same."""
    edges = sorted({edge for spans in (some, others) for span in spans for edge in span})
    one, two = Served(some), Served(others)
    unlike = [span for span in pairwise(edges) if one.holds(span[0]) != two.holds(span[0])]
    return (unlike[0][0], unlike[-1][1]) if unlike else None
