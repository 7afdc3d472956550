"""The patterns of the site laid upon the days of a period: what there is to choose from."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise, product

from desk.contract.calendar import CalendarDay
from desk.contract.shift_rules import LabourLimits, Rest, ShiftPattern, ShiftRules
from desk.contract.shifts import Activity
from desk.server.rota.problem import Choice, RestWindow, RotaDay, Span
from desk.workforce.calendar import instant_at
from desk.workforce.law import rest_due

MINUTE = timedelta(minutes=1)
#: Rests begin at multiples of so many minutes after the earliest time.
STEP = 15


def minute(origin: datetime, instant: datetime) -> int:
    """Whole minutes since the origin."""
    return (instant - origin) // MINUTE


def rota_days(origin: datetime, days: Iterable[CalendarDay]) -> tuple[RotaDay, ...]:
    """The days of a period, in order."""
    return tuple(
        RotaDay(day.day, (minute(origin, day.start), minute(origin, day.end)), bool(day.holiday)) for day in days
    )


def choices(
    origin: datetime, days: Sequence[CalendarDay], zones: Sequence[str], rules: ShiftRules
) -> tuple[Choice, ...]:
    """Every pattern on every day on which the centre is open while it is worked, and which the law allows as it is.

    ``days`` has one day more at its end than the period, for shifts past midnight; ``zones`` are those of the days.
    """
    found = list[Choice]()
    for place, (day, zone) in enumerate(zip(days[:-1], zones, strict=True)):
        opened = _joined(
            (minute(origin, one.start), minute(origin, one.end)) for of in (day, days[place + 1]) for one in of.open
        )
        late = None if day.late is None else minute(origin, day.late.start)
        for pattern in rules.patterns:
            choice = _choice(origin, place, day.day, zone, pattern, late)
            if (
                choice is not None
                and lawful(choice, rules.limits)
                and all(_inside(one, opened) for one in choice.stretches)
            ):
                found.append(choice)
    return tuple(found)


def lawful(choice: Choice, limits: LabourLimits) -> bool:
    """Whether it is no longer than a day's work, and has the rest that is due; rests can lie beside one another."""
    pauses = sum(rest.minutes for rest in choice.rests)
    holes = sum(later[0] - before[1] for before, later in pairwise(choice.stretches))
    return 0 < choice.minutes <= limits.day and pauses + holes >= rest_due(choice.minutes, limits) and _fit(choice)


def _choice(
    origin: datetime, place: int, day: date, zone: str, pattern: ShiftPattern, late: int | None
) -> Choice | None:
    stretches = tuple(
        (minute(origin, instant_at(day, one.opens, zone)), minute(origin, instant_at(day, one.closes, zone)))
        for one in pattern.hours
    )
    wanted = [(Activity.LUNCH, pattern.lunch)] if pattern.lunch else []
    wanted += [(Activity.BREAK, one) for one in pattern.breaks]
    rests = [_window(activity, rest, stretches) for activity, rest in wanted]
    if not all(one.starts for one in rests):
        return None
    unpaid = pattern.lunch.minutes if pattern.lunch else 0
    worked = sum(end - start for start, end in stretches) - unpaid
    reaches_late = late is not None and stretches[-1][1] > late
    return Choice(place, pattern.code, stretches, tuple(rests), worked, reaches_late)


def _window(activity: Activity, rest: Rest, stretches: Sequence[Span]) -> RestWindow:
    """When a rest may begin: with work before and after it, in one stretch."""
    first = stretches[0][0]
    starts = (first + after for after in range(rest.earliest, rest.latest + 1, STEP))
    inside = tuple(at for at in starts if any(a < at and at + rest.minutes < b for a, b in stretches))
    return RestWindow(activity, rest.minutes, inside)


def _fit(choice: Choice) -> bool:
    """Whether the rests can be taken one after another."""
    for starts in product(*(rest.starts for rest in choice.rests)):
        spans = sorted((start, start + rest.minutes) for start, rest in zip(starts, choice.rests, strict=True))
        if all(before[1] <= later[0] for before, later in pairwise(spans)):
            return True
    return not choice.rests


def _inside(stretch: Span, opened: Sequence[Span]) -> bool:
    return any(start <= stretch[0] and stretch[1] <= end for start, end in opened)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """In order, those that touch as one: a centre that never closes is open over midnight."""
    found = list[Span]()
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
