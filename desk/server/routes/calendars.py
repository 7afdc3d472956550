"""The site's calendar: seen by everybody, set by administrators, never for days that are over."""

from datetime import date

from desk.contract.calendar import CalendarDay, CalendarQuery, CalendarVersion, SiteCalendar
from desk.contract.events import CalendarSet
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.rules.calendars import mistakes
from desk.server.rules.shifts import plannable
from desk.server.store import calendars as store
from desk.server.store import log
from desk.server.store.db import Tx

LONGEST = 400


def span(since: date, until: date, most: int) -> None:
    """Refuse days that are none, or more than ``most``."""
    for pointer, day in (("/since", since), ("/until", until)):
        if not plannable(day):
            raise unprocessable(pointer, "not a year one can plan for")
    if until < since:
        raise unprocessable("/until", "it lies before since")
    if (until - since).days >= most:
        raise unprocessable("/until", f"at most {most} days")


@handles("calendar_days")
def calendar_days(tx: Tx, ask: Ask[None, CalendarQuery]) -> list[CalendarDay]:
    """Some days."""
    span(ask.query.since, ask.query.until, LONGEST)
    return store.days(tx, ask.query.since, ask.query.until)


@handles("calendars")
def calendars(tx: Tx, _ask: Ask[None, None]) -> list[CalendarVersion]:
    """Every version, in the order in which they were set."""
    return store.versions(tx)


@handles("set_calendar")
def set_calendar(tx: Tx, ask: Ask[SiteCalendar, None]) -> CalendarVersion:
    """From a day on; the past never changes."""
    ask.unchanged(store.newest(tx).version)
    if ask.body.since < store.today(tx):
        raise unprocessable("/since", "the past does not change: today at the earliest")
    return put(tx, ask.body)


def put(tx: Tx, calendar: SiteCalendar) -> CalendarVersion:
    """Set a calendar, whenever it begins; Refusal when it is none."""
    for pointer, words in mistakes(calendar):
        raise unprocessable(pointer, words)
    log.append(tx, CalendarSet(calendar=calendar))
    return store.newest(tx)
