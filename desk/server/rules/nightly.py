"""The nightly look at broken deliveries: when it is due, what it looks at, and what it may do by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import Enum

from desk.actions.action import Case
from desk.actions.compensation import lateness, row_for, table_for
from desk.actions.words import SEOUL
from desk.contract.remedies import Preview

#: The look begins between these hours of the shop's zone; when the server was down then, as soon as it is back.
OPENS, CLOSES = 3, 5
#: What was to be delivered longer ago is left to people: histories that are imported are not paid for by night.
LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Look:
    """The latest look: the shop's day (yyyymmdd), and whether it came to its end."""

    day: int
    finished: bool


class Verdict(Enum):
    """What the look does about one broken promise."""

    PAY = "pay"
    PREPARE = "prepare"
    LEAVE = "leave"


def today(now: datetime) -> int:
    """The shop's day, as yyyymmdd."""
    return int(now.astimezone(SEOUL).strftime("%Y%m%d"))


def is_due(now: datetime, last: Look | None) -> bool:
    """Whether there is something left to do of today's look. The first one of all waits for the night."""
    if last is not None and last.day >= today(now):
        return not last.finished
    hour = now.astimezone(SEOUL).hour
    return OPENS <= hour < CLOSES or (hour >= CLOSES and last is not None)


def span(now: datetime) -> tuple[datetime, datetime]:
    """From when until before when a delivery must have been due to be looked at: not today, and not long ago."""
    midnight = datetime.combine(now.astimezone(SEOUL).date(), time.min, SEOUL).astimezone(UTC)
    return midnight - LOOKED_BACK, midnight


def may_grow(case: Case) -> bool:
    """Whether more will be owed tomorrow: the parcel is still on its way and a later row is not reached yet. It is
    compensated once, so the look waits for the whole of it."""
    order = case.order
    if order is None or order.delivered_at is not None:
        return False
    table = table_for(case.situation.compensation, order.promise_made_at or order.placed_at)
    late = lateness(order, case.situation.now)
    if table is None or late is None:
        return False
    return row_for(table, late) is not max(table.rows, key=lambda row: row.over_hours)


def verdict(case: Case, preview: Preview) -> Verdict:
    """What the criteria let the look do by itself: pay up to the table's own limit, prepare what is above."""
    order = case.order
    if preview.effect is None or order is None or may_grow(case):
        return Verdict.LEAVE
    table = table_for(case.situation.compensation, order.promise_made_at or order.placed_at)
    alone = 0 if table is None else table.pays_alone
    return Verdict.PAY if preview.effect.amount <= alone else Verdict.PREPARE
