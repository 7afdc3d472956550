"""One search over customers, numbers, orders, tickets and words."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Request


class HitKind(StrEnum):
    """What was found."""

    CUSTOMER = "customer"
    ORDER = "order"
    TICKET = "ticket"
    ARTICLE = "article"


class SearchQuery(Request, frozen=True, kw_only=True):
    """``q``: part of a name, three digits of a number or more, an order or ticket number, words of an article."""

    q: Annotated[str, Meta(min_length=1, max_length=120)]
    kind: HitKind | None = None
    limit: Annotated[int, Meta(ge=1, le=50)] = 10
    offset: Annotated[int, Meta(ge=0, le=1000)] = 0


class Hit(Answer, frozen=True, kw_only=True):
    """One find; ``title`` and ``excerpt`` are plain text, ``customer_id`` leads to the timeline."""

    kind: HitKind
    id: Id
    title: str
    excerpt: str
    customer_id: Id | None
    at: Instant | None = None


class HitGroup(Answer, frozen=True, kw_only=True):
    """The best finds of one kind, and how many there are in all."""

    kind: HitKind
    total: int
    hits: list[Hit]


class SearchAnswer(Answer, frozen=True, kw_only=True):
    """Groups in the order of likeliness for this query."""

    query: str
    groups: list[HitGroup]
