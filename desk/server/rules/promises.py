"""Promises of delivery: when one is kept, broken or released, and by how many days it is late.

The fair reading: whoever is promised a day may wait until that day is over. A promise is therefore "delivered by
``due_at``", the last instant still in time; where a shop names only a date, that is the last microsecond of the day
in the shop's zone. A new date does not undo an old promise: both stand, and the same delivery settles both.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from desk.contract.events import Fact, PromiseBroken, PromiseKept, PromiseReleased
from desk.contract.orders import OrderState, PromiseKind, PromiseState

SEOUL = ZoneInfo("Asia/Seoul")
_MOMENT = timedelta(microseconds=1)
#: An order that ended without a delivery owes none.
ENDED = frozenset({OrderState.CANCELED, OrderState.UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact and when it happened."""

    fact: Fact
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPromise:
    """A promise as the log has it. Broken without ``settled_at`` means not delivered yet."""

    id: int
    kind: PromiseKind
    what: str
    due_at: datetime
    state: PromiseState
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """How far an order has come: what settles its promises. ``ended_at`` dates a release."""

    state: OrderState
    delivered_at: datetime | None
    ended_at: datetime


def end_of_day(day: date, zone: tzinfo = SEOUL) -> datetime:
    """The last instant of a day in ``zone``, in UTC; right on days that clocks change, too."""
    return datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC) - _MOMENT


def days_late(due_at: datetime, at: datetime) -> int:
    """Calendar days in Seoul from the promised day to ``at``; 0 when late on the day itself, or not late."""
    return max(0, (at.astimezone(SEOUL).date() - due_at.astimezone(SEOUL).date()).days)


def settlement(promise: KnownPromise, order: Fulfilment, now: datetime) -> Dated | None:
    """What the order's state means for one of its promises: a fact, or None when nothing is new.

    A promise whose time passes is broken at that instant, undelivered. When the parcel comes after all, a second
    ``PromiseBroken`` settles how late it was; when it turns out to have come in time, a ``PromiseKept`` corrects.
    """
    if promise.kind is not PromiseKind.DELIVERY:
        return None
    if order.delivered_at is not None:
        return _delivered(promise, order.delivered_at)
    if order.state in ENDED:
        return _released(promise, order.ended_at)
    return lapse(promise, now)


def _delivered(promise: KnownPromise, at: datetime) -> Dated | None:
    in_time = at <= promise.due_at
    state = PromiseState.KEPT if in_time else PromiseState.BROKEN
    if (promise.state, promise.settled_at) == (state, at):
        return None
    if in_time:
        return Dated(PromiseKept(promise_id=promise.id, what=promise.what, due_at=promise.due_at), at)
    return Dated(_broken(promise, at, delivered=True), at)


def _released(promise: KnownPromise, at: datetime) -> Dated | None:
    owed = promise.state is PromiseState.OPEN or (promise.state is PromiseState.BROKEN and promise.settled_at is None)
    return Dated(PromiseReleased(promise_id=promise.id, what=promise.what), at) if owed else None


def lapse(promise: KnownPromise, now: datetime) -> Dated | None:
    """The breach of an open promise, of whatever kind, whose time has passed; dated the instant it passed."""
    if promise.state is not PromiseState.OPEN or now <= promise.due_at:
        return None
    passed = promise.due_at + _MOMENT
    return Dated(_broken(promise, passed, delivered=False), passed)


def _broken(promise: KnownPromise, at: datetime, *, delivered: bool) -> PromiseBroken:
    return PromiseBroken(
        promise_id=promise.id,
        what=promise.what,
        due_at=promise.due_at,
        late_days=days_late(promise.due_at, at),
        delivered=delivered,
    )
