"""When the site is open: a day's hours, lunch, late hours and intervals, out of the calendars set for it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from desk.contract.calendar import CalendarDay, CalendarVersion, Hours, SiteCalendar, SpecialDay, Stretch

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
#: What a holiday is called of which the site says no more than that it is one.
UNNAMED = "공휴일"


def day_at(instant: datetime, zone: str) -> date:
    """The date on the site's wall at an instant."""
    return instant.astimezone(ZoneInfo(zone)).date()


def instant_at(day: date, minute: int, zone: str) -> datetime:
    """The instant, in UTC, at which the clock on the wall stands ``minute`` minutes after the midnight ``day`` begins
    with; the first of two, and where the clock jumps over that time, the moment it jumps."""
    return _instant_at(day, minute, zone)


def monday(day: date) -> date:
    """The day the week of ``day`` begins with."""
    return day - timedelta(days=day.weekday())


def in_force(versions: Sequence[CalendarVersion], day: date) -> CalendarVersion:
    """The version that counts on a day: the one set last among those that hold from that day or an earlier one.

    So a calendar set later takes the place of older ones from its own ``since`` on and never before. Raises ValueError
    if none holds yet.
    """
    holding = [version for version in versions if version.calendar.since <= day]
    if not holding:
        raise ValueError(f"no calendar holds on {day}")
    return max(holding, key=lambda version: version.version)


def day_of(versions: Sequence[CalendarVersion], day: date, public: Mapping[date, str]) -> CalendarDay:
    """A day of the site. ``public`` names the public holidays that are known without the site's own list."""
    version = in_force(versions, day)
    return _day(version.calendar, version.version, day, public)


def days(
    versions: Sequence[CalendarVersion], since: date, until: date, public: Mapping[date, str]
) -> list[CalendarDay]:
    """The days from ``since`` to ``until``, both included."""
    return [day_of(versions, since + DAY * number, public) for number in range((until - since).days + 1)]


def intervals(day: CalendarDay, minutes: int) -> tuple[Stretch, ...]:
    """The whole intervals, cut every ``minutes`` from the day's start, in which the centre is open at some time."""
    step = timedelta(minutes=minutes)
    numbers = sorted(
        {
            number
            for stretch in day.open
            for number in range((stretch.start - day.start) // step, -((day.start - stretch.end) // step))
        }
    )
    return tuple(Stretch(start=day.start + step * n, end=day.start + step * (n + 1)) for n in numbers)


def common(stretches: Iterable[Stretch], start: datetime, end: datetime) -> list[Stretch]:
    """What of the stretches lies between two instants."""
    cut = ((max(one.start, start), min(one.end, end)) for one in stretches)
    return [Stretch(start=begins, end=ends) for begins, ends in cut if begins < ends]


def day_holding(calendar_days: Sequence[CalendarDay], instant: datetime) -> CalendarDay | None:
    """Which of the days, in order, an instant lies in by the clock; None outside them all."""
    number = bisect_right(calendar_days, instant, key=lambda day: day.start) - 1
    return calendar_days[number] if number >= 0 and instant < calendar_days[number].end else None


def _day(calendar: SiteCalendar, version: int, day: date, public: Mapping[date, str]) -> CalendarDay:
    special = next((one for one in reversed(calendar.special) if one.day == day), None)
    holiday = _holiday(special, public.get(day, ""))
    note = special.name if special else ""
    hours = _hours(calendar, special, day, holiday=bool(holiday))
    opened = _joined(_stretch(day, one, calendar.zone) for one in hours)
    return CalendarDay(
        day=day,
        start=instant_at(day, 0, calendar.zone),
        end=instant_at(day + DAY, 0, calendar.zone),
        open=opened,
        lunch=_lunch(calendar, day, opened),
        late=_late(calendar, day, opened),
        holiday=holiday,
        note="" if note == holiday else note,
        version=version,
    )


def _holiday(special: SpecialDay | None, public: str) -> str:
    """The holiday's name: the site's word goes before what is known without it."""
    if special is None or special.holiday is None:
        return public
    return (special.name or public or UNNAMED) if special.holiday else ""


def _hours(calendar: SiteCalendar, special: SpecialDay | None, day: date, *, holiday: bool) -> list[Hours]:
    if special is not None and special.hours is not None:
        return special.hours
    if holiday and calendar.on_holidays is not None:
        return calendar.on_holidays
    return calendar.weekly[day.weekday()]


def _stretch(day: date, hours: Hours, zone: str) -> Stretch:
    return Stretch(start=instant_at(day, hours.opens, zone), end=instant_at(day, hours.closes, zone))


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In order, those that touch or overlap as one, empty ones left out."""
    found = list[Stretch]()
    for one in sorted((one for one in stretches if one.start < one.end), key=lambda one: one.start):
        if found and one.start <= found[-1].end:
            found[-1] = replace(found[-1], end=max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def _lunch(calendar: SiteCalendar, day: date, opened: list[Stretch]) -> Stretch | None:
    """The lunch hours as far as the centre is open then."""
    if calendar.lunch is None:
        return None
    lunch = _stretch(day, calendar.lunch, calendar.zone)
    return _span(common(opened, lunch.start, lunch.end))


def _late(calendar: SiteCalendar, day: date, opened: list[Stretch]) -> Stretch | None:
    """From where the late hours begin to the closing; None on days that close before."""
    if calendar.late_from is None or not opened:
        return None
    return _span(common(opened, instant_at(day, calendar.late_from, calendar.zone), opened[-1].end))


def _span(stretches: list[Stretch]) -> Stretch | None:
    return Stretch(start=stretches[0].start, end=stretches[-1].end) if stretches else None


@lru_cache(maxsize=4096)
def _instant_at(day: date, minute: int, zone: str) -> datetime:
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001  (on the wall)
    first = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if first.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall:
        return first
    return _jump(wall, first, zone)


def _jump(wall: datetime, late: datetime, zone: str) -> datetime:
    """The moment the clock jumps over ``wall``: ``late`` reads it as if it did not jump, and lies after that."""
    early = wall.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    while late - early > SECOND:
        middle = early + (late - early) / 2
        if middle.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wall:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
