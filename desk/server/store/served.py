"""When a queue's work is served: its hours, cut to the site's calendar."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import msgspec

from desk.contract.calendar import CalendarVersion, Hours
from desk.contract.service import ServiceTargets
from desk.queueing.hours import QueueHours, Site
from desk.server.rules import holidays
from desk.server.store import calendars
from desk.server.store.db import Tx
from desk.workforce import calendar as workforce

_encode = msgspec.json.Encoder(order="deterministic").encode


def hours(tx: Tx, targets: ServiceTargets) -> QueueHours:
    """The served time of a queue with these targets, by the calendars there are now."""
    return _hours(_encode(calendars.versions(tx)), _encode(targets.hours))


@lru_cache(maxsize=64)
def _hours(versions: bytes, weekly: bytes) -> QueueHours:
    known = msgspec.json.decode(versions, type=list[CalendarVersion])

    def public(year: int) -> Mapping[date, str]:
        named = holidays.public_holidays([year]).items()
        # Of a site in another country only the site itself knows the holidays.
        return {day: name for day, name in named if workforce.in_force(known, day).calendar.zone == calendars.KOREA}

    return QueueHours(Site(known, public), msgspec.json.decode(weekly, type=list[list[Hours]] | None))
