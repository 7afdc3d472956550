"""A person's own shifts on a telephone: a private address, and the calendar that it leads to."""

from datetime import timedelta

from desk.contract.base import Done
from desk.contract.calendar import CalendarFeedQuery, CalendarLink
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.routes import ENDPOINTS
from desk.server.routes.handling import Ask, File, handles
from desk.server.rules import ics
from desk.server.store import calendar_links as store
from desk.server.store import calendars, shift_rules, shifts
from desk.server.store.db import Tx

#: How far the calendar goes back.
KEPT = timedelta(days=62)


@handles("my_calendar_link")
def my_calendar_link(tx: Tx, ask: Ask[None, None]) -> CalendarLink:
    """A new private address; the one before leads nowhere from now on."""
    return CalendarLink(path=ENDPOINTS["calendar_feed"].url(token=store.make(tx, ask.me.user.id)))


@handles("drop_calendar_link")
def drop_calendar_link(tx: Tx, ask: Ask[None, None]) -> Done:
    """There is no private address any more."""
    store.drop(tx, ask.me.user.id)
    return Done()


@handles("calendar_feed")
def calendar_feed(tx: Tx, ask: Ask[None, CalendarFeedQuery]) -> File:
    """The published shifts of whoever the address belongs to."""
    user_id = store.owner(tx, ask.path["token"])
    if user_id is None:
        raise Refusal(ErrorCode.NOT_FOUND, "no such calendar")
    lang = ask.query.lang
    names = {one.code: one.names.get(lang, "") for one in shift_rules.in_force(tx).rules.patterns}
    entries = [
        entry
        for one in shifts.calendar_of(tx, user_id, tx.now - KEPT)
        for entry in ics.entries(one, names.get(one.pattern, ""), lang, calendars.zone(tx, one.day))
    ]
    return File(name="shifts.ics", content=ics.written(entries, ics.TITLES[lang], tx.now), media_type="text/calendar")
