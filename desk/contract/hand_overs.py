"""The end of a shift: what an agent still owes, and to whom it goes."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq


class Owed(StrEnum):
    """What is owed."""

    TICKET = "ticket"
    CALLBACK = "callback"
    MISSED_CALL = "missed_call"


class OwedItem(Answer, frozen=True, kw_only=True):
    """One thing: whom it is for, by when (null: no time was named), and until when it was kept before."""

    owed: Owed
    id: Id
    title: str
    customer_id: Id | None
    customer_name: str
    due_at: Instant | None
    kept_until: Instant | None
    #: Who would be best: knows the customer, is here, has room; null when nobody is.
    suggested_id: Id | None
    suggested_name: str
    #: Why that person, as a word of its own: knows_customer; here_now (the only one who stays), least_load (of those
    #: who stay); comes_next (nobody stays: works again before I do).
    suggested_why: str
    version: Seq


class HandOverPack(Answer, frozen=True, kw_only=True):
    """Everything I still owe; when my shift ends, and when the next begins."""

    shift_ends: Instant | None
    next_shift: Instant | None
    items: list[OwedItem]
    synced_to: Seq


class LeftWork(Answer, frozen=True, kw_only=True):
    """What somebody neither handed over nor kept before a day ended, as far as it is still owed."""

    user_id: Id
    name: str
    day: date
    items: list[OwedItem]


class HandOverItem(Request, frozen=True, kw_only=True):
    """A new owner, or it stays with its owner until a time; exactly one of the two. What others owe moves a lead."""

    owed: Owed
    id: Id
    version: Seq
    to_id: Id | None = None
    keep_until: Instant | None = None


class HandOverDraft(Request, frozen=True, kw_only=True):
    """What becomes of each item."""

    items: Annotated[list[HandOverItem], Meta(min_length=1, max_length=500)]
    words: Line = ""


class HandOverResult(Answer, frozen=True, kw_only=True):
    """Of one item: done, or the error's code and why not."""

    owed: Owed
    id: Id
    code: str | None
    detail: str


class HandOverAnswer(Answer, frozen=True, kw_only=True):
    """Item by item, and what is left."""

    results: list[HandOverResult]
    left: int
