"""The site's calendar: when the centre is open, day by day, and which days are holidays."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from desk.contract.base import Answer, Instant, Line, Request, Seq

#: Minutes from the midnight a day begins with, on the clock on the wall; past 1,440 it is the next day.
Minute = Annotated[int, Meta(ge=0, le=48 * 60)]


class Hours(Request, frozen=True, kw_only=True):
    """A stretch of a day, from ``opens`` to ``closes``; a day may have several."""

    opens: Minute
    closes: Minute


class SpecialDay(Request, frozen=True, kw_only=True):
    """A date that is other than its weekday says: other ``hours`` (none at all: closed; null: as ever), or a holiday
    that the program does not know of (``holiday`` true), or none although it thinks so (false)."""

    day: date
    name: Line = ""
    hours: Annotated[list[Hours], Meta(max_length=6)] | None = None
    holiday: bool | None = None


class SiteCalendar(Request, frozen=True, kw_only=True):
    """The calendar from ``since`` on, until the next one's day.

    ``weekly`` has the hours of Monday to Sunday. ``on_holidays`` replaces them on public holidays; null: a centre
    that works 365 days. ``lunch`` is when most people eat, kept open and marked on every screen. ``late_from`` is
    where the evening's extended hours begin. ``zone`` is an IANA name.
    """

    since: date
    weekly: Annotated[list[Annotated[list[Hours], Meta(max_length=6)]], Meta(min_length=7, max_length=7)]
    on_holidays: Annotated[list[Hours], Meta(max_length=6)] | None = None
    lunch: Hours | None = None
    late_from: Minute | None = None
    special: Annotated[list[SpecialDay], Meta(max_length=2000)] = []
    zone: Annotated[str, Meta(min_length=1, max_length=60)] = "Asia/Seoul"


class CalendarVersion(Answer, frozen=True, kw_only=True):
    """A calendar and the seq of the event that set it, 0 for the one that comes with the program."""

    calendar: SiteCalendar
    version: Seq


class Stretch(Answer, frozen=True, kw_only=True):
    """From an instant to another."""

    start: Instant
    end: Instant


class CalendarDay(Answer, frozen=True, kw_only=True):
    """A day of the site: when it begins and ends, when the centre is open, what is marked on it."""

    day: date
    start: Instant
    end: Instant
    open: list[Stretch]
    lunch: Stretch | None
    late: Stretch | None
    #: The holiday's name; empty on ordinary days.
    holiday: str
    #: The same in English, of those that the program knows; else empty.
    holiday_en: str = ""
    #: Why it is other than its weekday, in the site's words.
    note: str
    version: Seq


class CalendarQuery(Request, frozen=True, kw_only=True):
    """Days from ``since`` to ``until``, both included, at most 400."""

    since: date
    until: date


class CalendarLink(Answer, frozen=True, kw_only=True):
    """The private address of a person's shifts as an iCalendar, below the server's own; shown this once."""

    path: str


class CalendarFeedQuery(Request, frozen=True, kw_only=True):
    """The language that shifts are named in."""

    lang: Literal["ko", "en"] = "ko"
