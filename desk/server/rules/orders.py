"""What a record of an order tells that was not known: facts about the order, its payments and its parcel.

Records may come twice, in pieces and out of order, and carry no version. So the state decides: each state has a rank,
and a record that ranks below what is known is old news. Old news may only fill gaps (a payment, the hour of shipping,
a first promise, why it is late); it moves no state, changes no items and corrects no time. A record of the same or a
higher rank is the newer one, and its differences are taken over. ``canceled`` outranks everything: an order that was
cancelled stays so. ``unavailable`` ranks below ``shipped``, because what was found after all is sent.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desk.contract.events import DeliveryMoved, OrderChanged, OrderPlaced, PaymentMade, PromiseMade
from desk.contract.ingest import OrderRecord, Payment
from desk.contract.orders import OrderItem, OrderState, PromiseKind
from desk.contract.remedy_rules import LateCause
from desk.server.rules.promises import Dated

RANK = {
    OrderState.PLACED: 0,
    OrderState.PAID: 1,
    OrderState.PREPARING: 2,
    OrderState.UNAVAILABLE: 3,
    OrderState.SHIPPED: 4,
    OrderState.DELIVERED: 5,
    OrderState.CANCELED: 6,
}
_PAID = frozenset({OrderState.PAID, OrderState.PREPARING, OrderState.SHIPPED, OrderState.DELIVERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrder:
    """An order as the log has it; ``promised`` are the instants by which its delivery was promised."""

    state: OrderState
    items: tuple[OrderItem, ...]
    total: int
    payments: tuple[Payment, ...] = ()
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    promised: tuple[datetime, ...] = ()
    cause: LateCause = LateCause.UNKNOWN


def further(one: OrderState, other: OrderState) -> OrderState:
    """The state that ranks higher."""
    return one if RANK[one] >= RANK[other] else other


def news(
    known: KnownOrder | None, record: OrderRecord, *, source: str = "", told_at: datetime | None = None
) -> list[Dated]:
    """The facts by which ``record`` goes beyond ``known``, in the order in which they happened.

    ``told_at`` dates what the record gives no time for (a cancellation); without it, the record's latest time does.
    What the facts mean for the promises is asked of ``rules.promises`` once they are in the log.
    """
    at = told_at or latest(record)
    found: list[Dated] = []
    first = known is None
    if known is None:
        known = KnownOrder(state=OrderState.PLACED, items=_items(record), total=_total(record))
        found.append(_placed(known, record, source))
    older = RANK[state_of(record)] < RANK[known.state]
    found += _promise(known, record, older, record.placed_at if first else at)
    paid = list(_payments(known, record))
    moved = list(_moves(known, record, older))
    reached = known.state
    if paid:
        reached = further(reached, OrderState.PAID)
    for move in moved:
        assert isinstance(move.fact, DeliveryMoved)
        reached = further(reached, move.fact.state)
    change = _change(known, record, reached, older)
    return [*found, *paid, *moved, *([Dated(change, at)] if change is not None else [])]


def state_of(record: OrderRecord) -> OrderState:
    """How far a record says the order is: its state, or further where a time of shipping or arrival says so."""
    state = record.state
    if record.paid_at is not None:
        state = further(state, OrderState.PAID)
    if record.shipped_at is not None:
        state = further(state, OrderState.SHIPPED)
    return state if record.delivered_at is None else further(state, OrderState.DELIVERED)


def latest(record: OrderRecord) -> datetime:
    """The latest time a record names, apart from what it promises."""
    times = (record.placed_at, record.paid_at, record.shipped_at, record.delivered_at)
    return max(time for time in times if time is not None)


def _placed(known: KnownOrder, record: OrderRecord, source: str) -> Dated:
    fact = OrderPlaced(number=record.order, items=known.items, total=known.total, state=known.state, source=source)
    return Dated(fact, record.placed_at)


def _items(record: OrderRecord) -> tuple[OrderItem, ...]:
    return tuple(OrderItem(name=line.name, quantity=line.quantity, price=line.price) for line in record.items)


def _total(record: OrderRecord) -> int:
    """What the items cost; of an order without items, what was paid."""
    priced: list[int] = [line.price for line in record.items] or [payment.amount for payment in record.payments]
    return sum(priced)


def _promise(known: KnownOrder, record: OrderRecord, older: bool, at: datetime) -> list[Dated]:
    due_at = record.promised_by
    if due_at is None or due_at in known.promised or (older and known.promised):
        return []
    return [Dated(PromiseMade(promise_kind=PromiseKind.DELIVERY, what=_what(record, known), due_at=due_at), at)]


def _what(record: OrderRecord, known: KnownOrder) -> str:
    """What is to be delivered, in a few words: the first item, and how many more there are."""
    items = _items(record) or known.items
    if not items:
        return record.order
    return items[0].name + (f" +{len(items) - 1}" if len(items) > 1 else "")


def _payments(known: KnownOrder, record: OrderRecord) -> Iterator[Dated]:
    """Payments not yet in the log; a listed payment counts as made once the order is paid."""
    if record.paid_at is None and record.state not in _PAID:
        return
    before = Counter(known.payments)
    for payment in record.payments:
        if before[payment]:
            before[payment] -= 1
            continue
        fact = PaymentMade(
            number=record.order, method=payment.method, amount=payment.amount, installments=payment.installments
        )
        yield Dated(fact, record.paid_at or record.placed_at)


def _moves(known: KnownOrder, record: OrderRecord, older: bool) -> Iterator[Dated]:
    for state, at, before in (
        (OrderState.SHIPPED, record.shipped_at, known.shipped_at),
        (OrderState.DELIVERED, record.delivered_at, known.delivered_at),
    ):
        if at is not None and at != before and (before is None or not older):
            yield Dated(DeliveryMoved(number=record.order, state=state, carrier=record.carrier), at)


def _change(known: KnownOrder, record: OrderRecord, reached: OrderState, older: bool) -> OrderChanged | None:
    cause = _cause(known, record, older)
    if older:
        return None if cause is None else OrderChanged(number=record.order, state=reached, cause=cause)
    state = further(state_of(record), reached)
    items = _items(record) if record.items and _items(record) != known.items else None
    priced = bool(record.items) or (bool(record.payments) and not known.items)
    total = _total(record) if priced and _total(record) != known.total else None
    if state is reached and items is None and total is None and cause is None:
        return None
    return OrderChanged(number=record.order, state=state, items=items, total=total, cause=cause)


def _cause(known: KnownOrder, record: OrderRecord, older: bool) -> LateCause | None:
    if record.cause in (None, known.cause) or (older and known.cause is not LateCause.UNKNOWN):
        return None
    return record.cause
