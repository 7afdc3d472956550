"""Facts from the shop: CloudEvents 1.0 in batches, each applied once by ``source`` and ``id``."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from desk.contract.base import Answer, Instant, Line, Name, Request, Text, Won
from desk.contract.customers import Tier
from desk.contract.orders import OrderNumber, OrderState
from desk.contract.remedy_rules import LateCause

ExternalId = Annotated[str, Meta(min_length=1, max_length=120)]


class CustomerRecord(Request, tag_field="record", tag="customer", frozen=True, kw_only=True):
    """A customer of the shop, whole: what is empty here is left as Desk has it.

    ``verified`` says that the shop has checked the numbers, for instance by a text message.
    """

    customer: ExternalId
    name: Name
    numbers: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=10)] = []
    verified: bool = False
    email: Line = ""
    address: Line = ""
    tier: Tier | None = None
    since: Instant | None = None


class OrderLine(Request, frozen=True, kw_only=True):
    """One line of an order; ``price`` for all its pieces."""

    name: Annotated[str, Meta(max_length=300)]
    quantity: Annotated[int, Meta(ge=1, le=100_000)] = 1
    price: Won = 0


class Payment(Request, frozen=True, kw_only=True):
    """How an order was paid."""

    method: Annotated[str, Meta(max_length=60)]
    amount: Won
    installments: Annotated[int, Meta(ge=0, le=120)] = 1


class OrderRecord(Request, tag_field="record", tag="order", frozen=True, kw_only=True):
    """An order as the shop knows it now; times not yet reached are null.

    ``promised_by`` is the last instant at which a delivery is still in time. ``cause``: why it comes late, once that
    is known.
    """

    order: OrderNumber
    customer: ExternalId
    state: OrderState
    placed_at: Instant
    paid_at: Instant | None = None
    shipped_at: Instant | None = None
    delivered_at: Instant | None = None
    promised_by: Instant | None = None
    items: Annotated[list[OrderLine], Meta(max_length=200)] = []
    payments: Annotated[list[Payment], Meta(max_length=50)] = []
    carrier: Line = ""
    cause: LateCause | None = None


class SurveyRecord(Request, tag_field="record", tag="survey", frozen=True, kw_only=True):
    """What a buyer answered."""

    survey: ExternalId
    order: OrderNumber
    score: Annotated[int, Meta(ge=1, le=5)]
    answered_at: Instant
    title: Line = ""
    words: Text = ""


class PastArticle(Request, frozen=True, kw_only=True):
    """An article of an earlier ticket."""

    kind: Literal["reply", "note", "call_note", "message"]
    body: Text
    at: Instant
    author: Line = ""


class TicketRecord(Request, tag_field="record", tag="ticket", frozen=True, kw_only=True):
    """A ticket of an earlier system, with its articles."""

    ticket: ExternalId
    customer: ExternalId
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    queue: Name
    opened_at: Instant
    closed: bool = True
    articles: Annotated[list[PastArticle], Meta(max_length=500)] = []


Record = CustomerRecord | OrderRecord | SurveyRecord | TicketRecord


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A CloudEvents 1.0 event in structured JSON; extension attributes are allowed and ignored."""

    specversion: Literal["1.0"]
    id: Annotated[str, Meta(min_length=1, max_length=200)]
    source: Annotated[str, Meta(min_length=1, max_length=200)]
    type: Annotated[str, Meta(min_length=1, max_length=200)]
    time: Instant | None = None
    subject: Annotated[str, Meta(max_length=300)] | None = None
    datacontenttype: Annotated[str, Meta(max_length=100)] | None = None
    data: Record


class IngestState(StrEnum):
    """What became of one event of a batch."""

    APPLIED = "applied"
    SEEN = "seen"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class IngestResult(Answer, frozen=True, kw_only=True):
    """One event's fate; ``why`` says what to mend when it was refused."""

    source: str
    id: str
    state: IngestState
    why: str = ""


class IngestAnswer(Answer, frozen=True, kw_only=True):
    """One result per event, in order."""

    results: list[IngestResult]
