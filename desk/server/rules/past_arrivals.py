"""What a former exchange counted, in intervals of its own, as quarters of an hour."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate, pairwise
from typing import Annotated

import msgspec
from msgspec import Meta

from desk.contract.base import Instant, Name, Request

#: How long an exchange's intervals may be, in minutes.
LENGTHS = (5, 15, 30, 60)
QUARTER = timedelta(minutes=15)
Count = Annotated[int, Meta(ge=0, le=10_000_000)]


class ArrivalsRow(Request, tag_field="record", tag="arrivals", frozen=True, kw_only=True):
    """An interval of ``minutes`` from ``start``, as a line of a report says it.

    Where only one of ``answered`` and ``abandoned`` is told, the other is what is left of ``offered``; where neither
    is, nobody knows. ``handle_seconds`` are those of all answered calls together, ``mean_handle_seconds`` of one.
    """

    queue: Name
    start: Instant
    minutes: int = 15
    offered: Count
    answered: Count | None = None
    abandoned: Count | None = None
    handle_seconds: Count | None = None
    mean_handle_seconds: Count | None = None


class Tally(msgspec.Struct, frozen=True):
    """What is counted, of an interval or of a part of it."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    handled: int = 0
    handle_seconds: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(mine + theirs for mine, theirs in zip(_values(self), _values(other), strict=True)))


def _values(tally: Tally) -> Sequence[int]:
    return (tally.offered, tally.answered, tally.abandoned, tally.handled, tally.handle_seconds)


def tally(row: ArrivalsRow) -> Tally:
    """The row's counts, with what follows from them."""
    answered, abandoned = row.answered, row.abandoned
    if answered is None:
        answered = 0 if abandoned is None else max(0, row.offered - abandoned)
        abandoned = abandoned or 0
    elif abandoned is None:
        abandoned = max(0, row.offered - answered)
    seconds = row.handle_seconds
    if seconds is None and row.mean_handle_seconds is not None:
        seconds = row.mean_handle_seconds * answered
    return Tally(row.offered, answered, abandoned, answered if seconds is not None else 0, seconds or 0)


def spread(whole: Tally, parts: int, turn: int) -> list[Tally]:
    """An interval's counts over its quarters: each gets its even share up to one, and all together the whole.

    ``turn`` says whose turn it is to have what does not divide: counted on from interval to interval, no quarter is
    always the fuller one. Seconds go with the calls that took them.
    """
    shares = [_shares(value, parts, turn % parts) for value in _values(whole)]
    if whole.handled:
        done = list(accumulate(shares[3], initial=0))
        shares[4] = _steps([whole.handle_seconds * so_far // whole.handled for so_far in done])
    return [Tally(*counts) for counts in zip(*shares, strict=True)]


def _shares(value: int, parts: int, first: int) -> list[int]:
    return _steps([(value * part + first) // parts for part in range(parts + 1)])


def _steps(ends: list[int]) -> list[int]:
    return [end - start for start, end in pairwise(ends)]
