"""When queues are served, by their own hours and the site's calendar; worked out once and asked for often."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

import msgspec

from desk.contract.calendar import CalendarVersion
from desk.contract.service import ServiceTargets
from desk.queueing.clocks import Service
from desk.queueing.hours import QueueHours, Site
from desk.server.rules import holidays
from desk.server.store import calendars, clock
from desk.server.store.db import Tx
from desk.server.store.memo import Memo
from desk.workforce import calendar as workforce

#: Sites and queues' hours of all databases of this process: they are told apart by what the log says of the calendar,
#: and hold for as long as it says so, whatever becomes of the transaction that asks.
_KNOWN = Memo()
_MOST = 256
_decode = msgspec.json.Decoder(ServiceTargets).decode
_encode = msgspec.json.Encoder().encode
Key = tuple[int, bytes]


def service(tx: Tx, queue_id: int) -> Service:
    """What a queue holds its work to, and when it is served; of no queue: nothing, whenever the site is open."""
    text: str | None = tx.value("SELECT targets FROM queues WHERE id = ?", (queue_id,))
    targets, weekly = _read(text or "{}")
    return Service(targets, _hours(tx, targets, weekly))


def hours(tx: Tx, targets: ServiceTargets) -> QueueHours:
    """When a queue with these targets is served."""
    return _hours(tx, targets, _encode(targets.hours))


def is_served(tx: Tx, queue_id: int, at: datetime) -> bool:
    """Whether a queue is served at an instant: nobody is called for its sake at any other."""
    return queue_hours(tx, queue_id).holds(clock.micros(at))


def served_next(tx: Tx, queue_id: int, at: datetime) -> datetime | None:
    """When a queue is served from ``at`` on: at once if it is, None if it is not within 400 days."""
    return clock.maybe_instant(queue_hours(tx, queue_id).next_from(clock.micros(at)))


def queue_hours(tx: Tx, queue_id: int) -> QueueHours:
    """When a queue is served."""
    found = service(tx, queue_id).time
    assert isinstance(found, QueueHours)
    return found


def site(tx: Tx) -> Site:
    """The site's days."""
    return _site(tx, _key(tx))


def site_of(versions: list[CalendarVersion]) -> Site:
    """The days of a site with these calendars. Of one in another country only the site itself knows the holidays."""

    def public(year: int) -> Mapping[date, str]:
        days = holidays.public_holidays([year])
        return {day: name for day, name in days.items() if _zone(versions, day) == calendars.KOREA}

    return Site(versions, lru_cache(maxsize=None)(public))


def _zone(versions: list[CalendarVersion], day: date) -> str:
    first = min(version.calendar.since for version in versions)
    return workforce.in_force(versions, max(day, first)).calendar.zone


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[ServiceTargets, bytes]:
    targets = _decode(text)
    return targets, _encode(targets.hours)


def _key(tx: Tx) -> Key:
    """What stands for the calendars: the log's chain up to the last of them holds everything they say."""
    row = tx.one("SELECT seq, hash FROM log WHERE seq = (SELECT max(id) FROM calendars)")
    return (0, b"") if row is None else (row["seq"], bytes(row["hash"]))


def _site(tx: Tx, key: Key) -> Site:
    return _KNOWN.get("site", key, None, lambda: site_of(calendars.versions(tx)), most=16)


def _hours(tx: Tx, targets: ServiceTargets, weekly: bytes) -> QueueHours:
    key = _key(tx)
    return _KNOWN.get("hours", (key, weekly), None, lambda: QueueHours(_site(tx, key), targets.hours), most=_MOST)
