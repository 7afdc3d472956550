"""Whether a calendar is one."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from desk.contract.calendar import Hours, SiteCalendar
from desk.server.rules.shifts import plannable


def mistakes(calendar: SiteCalendar) -> Iterator[tuple[str, str]]:
    """Everything that makes it none, as (JSON pointer, words)."""
    if not plannable(calendar.since):
        yield "/since", "not a year one can plan for"
    if not is_zone(calendar.zone):
        yield "/zone", "no such time zone"
    for place, hours in enumerate(calendar.weekly):
        yield from _stretches(f"/weekly/{place}", hours)
    yield from _stretches("/on_holidays", calendar.on_holidays or [])
    yield from _stretches("/lunch", [calendar.lunch] if calendar.lunch else [])
    days = set[object]()
    for place, special in enumerate(calendar.special):
        if special.day in days:
            yield f"/special/{place}/day", "this day stands twice"
        if not plannable(special.day):
            yield f"/special/{place}/day", "not a year one can plan for"
        days.add(special.day)
        yield from _stretches(f"/special/{place}/hours", special.hours or [])


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # to the library the name is a path, and it says what the disk says
        return False
    return True


def _stretches(where: str, hours: Sequence[Hours]) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(hours):
        if one.closes <= one.opens:
            yield f"{where}/{place}", "it closes before it opens"
        if one.opens >= 24 * 60:
            yield f"{where}/{place}", "it opens on the next day"
        if place and one.opens < hours[place - 1].closes:
            yield f"{where}/{place}", "it opens before the stretch before it closes"
