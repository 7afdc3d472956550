"""A telephone's calendar: what another program reads in an iCalendar of ours."""

from typing import Any, cast

import icalendar


def phone_shows(written: bytes) -> list[Any]:
    """The events in it, each by the names of RFC 5545."""
    calendar = cast(Any, icalendar.Calendar)
    return list(calendar.from_ical(written).walk("VEVENT"))
