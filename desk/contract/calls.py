"""Calls, their wrap-up, call-backs, and the push messages of a telephone exchange."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, DialString, Id, Instant, Line, PageQuery, Request, Seq, Text
from desk.contract.customers import CallerBrief


class Direction(StrEnum):
    """Who started it."""

    IN = "in"
    OUT = "out"


class CallState(StrEnum):
    """Ringing, talking, or over; ``missed`` stays until somebody owns it."""

    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"
    MISSED = "missed"


class Call(Answer, frozen=True, kw_only=True):
    """One conversation; transferred legs share ``origin_id``, the first leg."""

    id: Id
    direction: Direction
    state: CallState
    #: Masked when the caller is a known customer; full when nobody knows the number; empty when withheld.
    number: str
    anonymous: bool
    queue_id: Id | None
    customer_id: Id | None
    customer_name: str
    agent_id: Id | None
    agent_name: str
    called_agent_ids: list[Id]
    started_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None
    cause: str
    origin_id: Id
    owner_id: Id | None
    wrap_up_code: str | None
    wrap_up_until: Instant | None
    ticket_id: Id | None
    version: Seq
    #: Of a missed call of which nobody has taken care: until when its queue has promised to ring back.
    ring_back_by: Instant | None = None


class Ring(Answer, frozen=True, kw_only=True):
    """A ringing call with everything to show before pick-up; several callers where the number has several."""

    call: Call
    callers: list[CallerBrief]


class CallQuery(PageQuery, frozen=True, kw_only=True):
    """Calls, newest first; ``mine`` are those that rang for or were answered by the asker."""

    state: CallState | None = None
    mine: bool = False
    open_missed: bool = False


class CallMatch(Request, frozen=True, kw_only=True):
    """The caller is this customer: chosen among several matches, found, or just created."""

    customer_id: Id


class WrapUp(Request, frozen=True, kw_only=True):
    """How the call ended; the note may have been sent before."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]
    ticket_id: Id | None = None


class CallbackDraft(Request, frozen=True, kw_only=True):
    """A promise to ring back, with an owner (the asker unless named) and a time."""

    due_at: Instant
    number: DialString | None = None
    customer_id: Id | None = None
    call_id: Id | None = None
    owner_id: Id | None = None
    words: Text = ""


class Callback(Answer, frozen=True, kw_only=True):
    """A call-back that is owed."""

    id: Id
    number: str
    customer_id: Id | None
    customer_name: str
    owner_id: Id
    owner_name: str
    due_at: Instant
    words: str
    done_at: Instant | None
    outcome: str
    version: Seq


class CallbackDone(Request, frozen=True, kw_only=True):
    """What came of the call-back."""

    outcome: Line


class CallbackQuery(PageQuery, frozen=True, kw_only=True):
    """Call-backs by due time: those owed by the asker or by everyone; ``open=false`` asks for the settled ones."""

    everyone: bool = False
    open: bool = True


class BlockDraft(Request, frozen=True, kw_only=True):
    """A number that is refused during signalling."""

    number: DialString
    reason: Line = ""
