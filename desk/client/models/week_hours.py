"""Hours of a day as one writes them, ``09:00-12:00, 13:00-18:00``, and back."""

import re
from collections.abc import Sequence

from desk.contract.calendar import Hours

_STRETCH = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–~]\s*(\d{1,2}):(\d{2})\s*")
MOST = 6


def written(hours: Sequence[Hours]) -> str:
    """Stretches of a day as a line; empty for none."""
    return ", ".join(f"{_clock(one.opens)}-{_clock(one.closes)}" for one in hours)


def read(line: str) -> list[Hours] | None:
    """The stretches in a line, in their order; None where it is none, runs backwards, or overlaps."""
    found: list[Hours] = []
    for part in filter(None, (part.strip() for part in line.split(","))):
        match = _STRETCH.fullmatch(part)
        if match is None:
            return None
        first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
        one = Hours(opens=first_hour * 60 + first_minute, closes=last_hour * 60 + last_minute)
        late = first_minute > 59 or last_minute > 59 or one.closes > 48 * 60
        if late or one.opens >= one.closes or (found and found[-1].closes > one.opens):
            return None
        found.append(one)
    return found if len(found) <= MOST else None


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
