"""The site's calendars: every version is kept, and days are worked out from all of them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from desk.contract.calendar import CalendarDay, CalendarVersion, Hours, SiteCalendar
from desk.contract.events import CalendarSet, Event
from desk.server.rules import holidays
from desk.server.store.db import Tx
from desk.server.store.log import projects
from desk.workforce import calendar as workforce

KOREA = "Asia/Seoul"
#: `workforce.UNNAMED` in English.
UNNAMED = "Public holiday"
_encode = msgspec.json.Encoder(order="deterministic").encode
#: Before anybody has set one: 365 days, through lunch, to 19:00.
FIRST = CalendarVersion(
    calendar=SiteCalendar(
        since=date(2000, 1, 1),
        weekly=[[Hours(opens=9 * 60, closes=19 * 60)] for _ in range(7)],
        lunch=Hours(opens=12 * 60, closes=13 * 60),
        late_from=18 * 60,
    ),
    version=0,
)


@projects(CalendarSet)
def calendar_set(tx: Tx, event: Event, fact: CalendarSet) -> None:
    """From its day on."""
    calendar = fact.calendar
    tx.run(
        "INSERT INTO calendars VALUES (?, ?, ?)", (event.seq, calendar.since.isoformat(), _encode(calendar).decode())
    )


def versions(tx: Tx) -> list[CalendarVersion]:
    """Every calendar there was, is, and is to come, in the order in which they were set."""
    rows = tx.all("SELECT id, calendar FROM calendars ORDER BY id")
    return [FIRST, *(CalendarVersion(calendar=_decoded(row["calendar"]), version=row["id"]) for row in rows)]


@lru_cache(maxsize=64)
def _decoded(written: str) -> SiteCalendar:
    return msgspec.json.decode(written, type=SiteCalendar)


def newest(tx: Tx) -> CalendarVersion:
    """The calendar that was set last, whenever it begins."""
    return versions(tx)[-1]


def zone(tx: Tx, day: date) -> str:
    """The time zone of the calendar that counts on a day."""
    return workforce.in_force(versions(tx), day).calendar.zone


def today(tx: Tx) -> date:
    """The date on the site's wall now."""
    return day_at(tx, tx.now)


def day_at(tx: Tx, instant: datetime) -> date:
    """The date on the site's wall at an instant."""
    return workforce.day_at(instant, zone(tx, instant.date()))


def days(tx: Tx, since: date, until: date) -> list[CalendarDay]:
    """The days from ``since`` to ``until``, both included."""
    known = versions(tx)
    public = holidays.public_holidays(range(since.year, until.year + 1))
    # Of a site in another country only the site itself knows the holidays.
    korean = {day: name for day, name in public.items() if workforce.in_force(known, day).calendar.zone == KOREA}
    return [_in_english(day, korean) if day.holiday else day for day in workforce.days(known, since, until, korean)]


def _in_english(day: CalendarDay, korean: Mapping[date, str]) -> CalendarDay:
    """A holiday that the site has not named itself has an English name, too."""
    if day.holiday == workforce.UNNAMED:
        return replace(day, holiday_en=UNNAMED)
    if korean.get(day.day) != day.holiday:
        return day
    english = holidays.public_holidays([day.day.year], holidays.ENGLISH)
    return replace(day, holiday_en=english.get(day.day, ""))
