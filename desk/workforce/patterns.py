"""A pattern laid out over a day: the stretches of a shift that follows it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from desk.contract.calendar import Minute
from desk.contract.shift_rules import Rest, ShiftPattern
from desk.contract.shifts import Activity, Segment
from desk.workforce.calendar import instant_at
from desk.workforce.moves import Segments, pausing


def laid_out(
    pattern: ShiftPattern,
    day: date,
    zone: str,
    *,
    lunch_at: Minute | None = None,
    breaks_at: Sequence[Minute] = (),
) -> Segments:
    """The shift of a pattern on a day, in UTC. Lunch and breaks begin so many minutes after the shift's start, as early
    as the pattern allows if nothing is said. Raises ``MoveError`` if they do not fit into the hours."""
    hours = [
        Segment(activity=Activity.WORK, start=instant_at(day, one.opens, zone), end=instant_at(day, one.closes, zone))
        for one in sorted(pattern.hours, key=lambda one: one.opens)
    ]
    start = hours[0].start
    found = list[Segment]()
    if pattern.lunch is not None:
        found.append(_pause(Activity.LUNCH, pattern.lunch, start, lunch_at))
    for number, rest in enumerate(pattern.breaks):
        found.append(_pause(Activity.BREAK, rest, start, breaks_at[number] if number < len(breaks_at) else None))
    return pausing(hours, found)


def _pause(activity: Activity, rest: Rest, start: datetime, at: Minute | None) -> Segment:
    begins = start + timedelta(minutes=rest.earliest if at is None else at)
    return Segment(activity=activity, start=begins, end=begins + timedelta(minutes=rest.minutes))
