"""For which part of an illness somebody is not known to be away already."""

from collections.abc import Iterable
from datetime import datetime


def uncovered(
    start: datetime, until: datetime, away: Iterable[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """The stretches from ``start`` to ``until`` that touch none of these others."""
    found, begin = list[tuple[datetime, datetime]](), start
    for begins, ends in sorted(away):
        if begins > begin:
            found.append((begin, min(begins, until)))
        begin = max(begin, ends)
        if begin >= until:
            return found
    return [*found, (begin, until)]
