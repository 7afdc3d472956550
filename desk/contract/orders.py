"""Orders (purchases), the promises made with them, deliveries, payments and surveys."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, PageQuery, Seq

OrderNumber = Annotated[str, Meta(min_length=1, max_length=64)]


class OrderState(StrEnum):
    """Where a purchase stands."""

    PLACED = "placed"
    PAID = "paid"
    PREPARING = "preparing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELED = "canceled"
    UNAVAILABLE = "unavailable"


class PromiseKind(StrEnum):
    """What was promised."""

    DELIVERY = "delivery"
    CALLBACK = "callback"
    REPAIR = "repair"


class PromiseState(StrEnum):
    """Open until its time or its fulfilment, then kept or broken; released when the order ends without it."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


class OrderItem(Answer, frozen=True, kw_only=True):
    """One line of a purchase; ``price`` is for all pieces of the line, in won."""

    name: str
    quantity: int
    price: int


class Promise(Answer, frozen=True, kw_only=True):
    """A promise and how it ended; ``late_days`` counts calendar days in Seoul after the promised day.

    Broken without ``settled_at`` means still owed: ``late_days`` then counts up to today.
    """

    id: Id
    kind: PromiseKind
    what: str
    due_at: Instant
    state: PromiseState
    settled_at: Instant | None
    late_days: int


class Order(Answer, frozen=True, kw_only=True):
    """A purchase with its promise at a glance."""

    id: Id
    number: str
    customer_id: Id
    state: OrderState
    placed_at: Instant
    items: list[OrderItem]
    total: int
    promise: Promise | None
    shipped_at: Instant | None
    delivered_at: Instant | None
    survey_score: int | None
    version: Seq


class OrderQuery(PageQuery, frozen=True, kw_only=True):
    """Orders, newest first: of one customer (records merged into it included), or with one number, or all."""

    customer_id: Id | None = None
    number: OrderNumber | None = None
