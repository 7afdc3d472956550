"""Orders with their payments, deliveries and surveys: projections, and how they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from desk.contract.events import DeliveryMoved, Event, OrderChanged, OrderPlaced, PaymentMade, SurveyAnswered
from desk.contract.ingest import Payment
from desk.contract.orders import Order, OrderItem, OrderState
from desk.contract.remedy_rules import LateCause
from desk.server.rules.orders import KnownOrder, further
from desk.server.store import clock, promises
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_encode = msgspec.json.Encoder().encode
_items = msgspec.json.Decoder(tuple[OrderItem, ...]).decode
_payments = msgspec.json.Decoder(tuple[Payment, ...]).decode


@projects(OrderPlaced)
def placed(tx: Tx, event: Event, fact: OrderPlaced) -> None:
    """A purchase."""
    tx.run(
        "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, '[]', NULL, NULL, NULL, ?, ?, 'unknown')",
        (
            event.seq,
            fact.number,
            event.customer_id,
            fact.state,
            clock.micros(event.at),
            fact.total,
            _encode(fact.items).decode(),
            fact.source,
            event.seq,
        ),
    )


@projects(OrderChanged)
def changed(tx: Tx, event: Event, fact: OrderChanged) -> None:
    """Its state from now on, and what else changed."""
    _set(tx, event, state=fact.state)
    if fact.items is not None:
        _set(tx, event, items=_encode(fact.items).decode())
    if fact.total is not None:
        _set(tx, event, total=fact.total)
    if fact.cause is not None:
        _set(tx, event, cause=fact.cause)


@projects(DeliveryMoved)
def moved(tx: Tx, event: Event, fact: DeliveryMoved) -> None:
    """When the parcel was handed over or arrived; the order moves on with it, never back."""
    at = clock.micros(event.at)
    if fact.state is OrderState.DELIVERED:
        _set(tx, event, delivered_at=at)
    else:
        _set(tx, event, shipped_at=at)
    _advance(tx, event, fact.state)


@projects(PaymentMade)
def paid(tx: Tx, event: Event, fact: PaymentMade) -> None:
    """One payment more."""
    before = _payments(tx.value("SELECT payments FROM orders WHERE id = ?", (event.order_id,)))
    payment = Payment(method=fact.method, amount=fact.amount, installments=fact.installments)
    _set(tx, event, payments=_encode((*before, payment)).decode())
    _advance(tx, event, OrderState.PAID)


@projects(SurveyAnswered)
def surveyed(tx: Tx, event: Event, fact: SurveyAnswered) -> None:
    """An answer, or the same survey answered anew; the order shows its newest score."""
    tx.run(
        "INSERT INTO surveys VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source, external_id)"
        " DO UPDATE SET score = excluded.score, answered_at = excluded.answered_at",
        (event.seq, fact.source, fact.external_id, event.order_id, fact.score, clock.micros(event.at)),
    )
    sql = "SELECT score FROM surveys WHERE order_id = ? ORDER BY answered_at DESC, id DESC LIMIT 1"
    _set(tx, event, survey_score=tx.value(sql, (event.order_id,)))


def _set(tx: Tx, event: Event, **columns: object) -> None:
    names = ", ".join(f"{name} = ?" for name in columns)
    tx.run(
        f"UPDATE orders SET {names}, version = ? WHERE id = ?",  # noqa: S608 (names are written above)
        (*columns.values(), event.seq, event.order_id),
    )


def _advance(tx: Tx, event: Event, state: OrderState) -> None:
    now = OrderState(tx.value("SELECT state FROM orders WHERE id = ?", (event.order_id,)))
    _set(tx, event, state=further(now, state))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An order as the rules need it, with its id and its customer's."""

    id: int
    customer_id: int
    order: KnownOrder


def known(tx: Tx, source: str, number: str) -> Found | None:
    """The order a source calls by this number, or None."""
    row = tx.one("SELECT * FROM orders WHERE source = ? AND number = ?", (source, number))
    return None if row is None else _found(tx, row)


def known_by_id(tx: Tx, order_id: int) -> Found | None:
    """The same by its id."""
    row = tx.one("SELECT * FROM orders WHERE id = ?", (order_id,))
    return None if row is None else _found(tx, row)


def _found(tx: Tx, row: Row) -> Found:
    order = KnownOrder(
        state=OrderState(row["state"]),
        items=_items(row["items"]),
        total=row["total"],
        payments=_payments(row["payments"]),
        shipped_at=clock.maybe_instant(row["shipped_at"]),
        delivered_at=clock.maybe_instant(row["delivered_at"]),
        promised=tuple(promise.due_at for promise in promises.of_order(tx, row["id"])),
        cause=LateCause(row["cause"]),
    )
    return Found(id=row["id"], customer_id=row["customer_id"], order=order)


def survey_time(tx: Tx, source: str, external_id: str) -> int | None:
    """When a survey was answered, in microseconds; None when it is not known."""
    sql = "SELECT answered_at FROM surveys WHERE source = ? AND external_id = ?"
    found: int | None = tx.value(sql, (source, external_id))
    return found


def order(tx: Tx, order_id: int) -> Order | None:
    """An order by its id."""
    rows = tx.all("SELECT * FROM orders WHERE id = ?", (order_id,))
    return _orders(tx, rows)[0] if rows else None


def page(
    tx: Tx, customer_ids: Sequence[int] | None, number: str | None, before: tuple[int, int] | None, limit: int
) -> list[Order]:
    """Orders newest first, of these customers, with this number, or all; older than ``(placed_at, id)``."""
    conditions: list[str] = []
    values: list[Any] = []
    if customer_ids is not None:
        conditions.append(f"customer_id IN ({', '.join('?' * len(customer_ids))})")
        values += customer_ids
    if number is not None:
        conditions.append("number = ?")
        values.append(number)
    if before is not None:
        conditions.append("(placed_at, id) < (?, ?)")
        values += before
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT * FROM orders{where} ORDER BY placed_at DESC, id DESC LIMIT ?"  # noqa: S608 (conditions above)
    return _orders(tx, tx.all(sql, (*values, limit)))


def position(shown: Order) -> tuple[int, int]:
    """Where an order stands in a page."""
    return clock.micros(shown.placed_at), shown.id


def _orders(tx: Tx, rows: Sequence[Row]) -> list[Order]:
    promised = promises.newest_of(tx, [row["id"] for row in rows])
    return [
        Order(
            id=row["id"],
            number=row["number"],
            customer_id=row["customer_id"],
            state=OrderState(row["state"]),
            placed_at=clock.instant(row["placed_at"]),
            items=list(_items(row["items"])),
            total=row["total"],
            promise=promised.get(row["id"]),
            shipped_at=clock.maybe_instant(row["shipped_at"]),
            delivered_at=clock.maybe_instant(row["delivered_at"]),
            survey_score=row["survey_score"],
            version=row["version"],
        )
        for row in rows
    ]
