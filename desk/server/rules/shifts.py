"""Whether a shift is one: its stretches follow one another and belong to its day."""

from collections.abc import Iterator, Sequence, Set
from datetime import UTC, date, datetime

from msgspec.structs import replace

from desk.contract.shifts import Segment
from desk.workforce.moves import HOLES, LONGEST, PAUSES

#: The year of everything people can plan for.
FIRST_YEAR, LAST_YEAR = 2000, 2999


def plannable(day: date) -> bool:
    """Whether people can mean this date; the calendar's ends break sums in other time zones."""
    return FIRST_YEAR < day.year < LAST_YEAR


def mistakes(segments: Sequence[Segment], known_queues: Set[int]) -> Iterator[tuple[str, str]]:
    """Everything that makes the stretches no shift, as (JSON pointer, words)."""
    holes = 0
    for place, one in enumerate(segments):
        where = f"/segments/{place}"
        if not (plannable(one.start.date()) and plannable(one.end.date())):
            yield f"{where}/start", "not a year one can plan for"
            return
        if _odd(one.start) or _odd(one.end):
            yield where, "times are whole minutes"
        if one.end <= one.start:
            yield f"{where}/end", "it ends before it begins"
        if place and one.start < segments[place - 1].end:
            yield f"{where}/start", "it begins before the one before it ends"
        holes += bool(place) and one.start > segments[place - 1].end
        if any(queue not in known_queues for queue in one.queue_ids):
            yield f"{where}/queue_ids", "no such queue"
    if holes > HOLES:
        yield "/segments", f"more than {HOLES} holes"
    if segments[-1].end - segments[0].start > LONGEST:
        yield "/segments", "longer than a day"
    if all(one.activity in PAUSES for one in segments):
        yield "/segments", "there is nothing but pauses"


def _odd(at: datetime) -> bool:
    return bool(at.second or at.microsecond)


def tidy(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The stretches in UTC, those that say the same joined."""
    found = list[Segment]()
    for one in segments:
        ids = tuple(sorted(set(one.queue_ids)))
        made = replace(one, start=one.start.astimezone(UTC), end=one.end.astimezone(UTC), queue_ids=ids)
        if found and (found[-1].end, found[-1].activity, found[-1].queue_ids) == (made.start, made.activity, ids):
            found[-1] = replace(found[-1], end=made.end)
        else:
            found.append(made)
    return tuple(found)


def cut(segments: Sequence[Segment], at: datetime) -> tuple[Segment, ...]:
    """What of a shift lies before an instant, without pauses at its end; nothing when it begins then or later."""
    found = [replace(one, end=min(one.end, at)) for one in segments if one.start < at]
    while found and found[-1].activity in PAUSES:
        found.pop()
    return tuple(found)
