"""The floor: who does what since when, a word to a colleague, help in a call, words that must be read, sick calls."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.agents import AgentStatus
from desk.contract.base import Answer, Id, Instant, Line, Request, Seq
from desk.contract.hand_overs import HandOverItem, HandOverResult, OwedItem

FloorWords = Annotated[str, Meta(min_length=1, max_length=2000)]


class AgentFloor(Answer, frozen=True, kw_only=True):
    """A person on the floor: state and time in it, what they work on, how much they carry, what today was like."""

    status: AgentStatus
    team_id: Id | None
    ticket_ids: tuple[Id, ...]
    load: float
    capacity: float
    calls_today: int
    hard_calls_today: int
    last_break: Instant | None
    shift_ends: Instant | None
    #: Asked for help and nobody has come yet.
    asks_help: bool


class WhisperDraft(Request, frozen=True, kw_only=True):
    """A word to a colleague that only the two see; about a ticket or a call, or neither."""

    to_id: Id
    words: FloorWords
    ticket_id: Id | None = None
    call_id: Id | None = None


class Whisper(Answer, frozen=True, kw_only=True):
    """A word to a colleague."""

    id: Id
    from_id: Id
    from_name: str
    to_id: Id
    words: str
    at: Instant
    ticket_id: Id | None
    call_id: Id | None
    read_at: Instant | None
    version: Seq


class HelpState(StrEnum):
    """Help is asked for, somebody is here, it is over."""

    ASKED = "asked"
    JOINED = "joined"
    OVER = "over"


class HelpDraft(Request, frozen=True, kw_only=True):
    """I need help with this call, ticket or customer."""

    words: Line = ""
    customer_id: Id | None = None
    ticket_id: Id | None = None
    call_id: Id | None = None


class HelpLine(Answer, frozen=True, kw_only=True):
    """A line of the chat beside the ticket."""

    id: Id
    by_id: Id
    by: str
    words: str
    at: Instant


class Help(Answer, frozen=True, kw_only=True):
    """A call for help, who came, and what was said beside it."""

    id: Id
    asker_id: Id
    asker: str
    words: str
    customer_id: Id | None
    customer_name: str
    ticket_id: Id | None
    call_id: Id | None
    state: HelpState
    helper_ids: tuple[Id, ...]
    asked_at: Instant
    lines: list[HelpLine]
    version: Seq


class HelpWords(Request, frozen=True, kw_only=True):
    """A line to say."""

    words: FloorWords


class BroadcastDraft(Request, frozen=True, kw_only=True):
    """Words for these teams and queues (both empty: for everybody); ``must_read``: until each has said so.
    Without ``until`` they hold for a week."""

    words: FloorWords
    team_ids: Annotated[tuple[Id, ...], Meta(max_length=100)] = ()
    queue_ids: Annotated[tuple[Id, ...], Meta(max_length=100)] = ()
    must_read: bool = True
    until: Instant | None = None


class Broadcast(Answer, frozen=True, kw_only=True):
    """Words for many; leads see how many have read them and who has not, for others both are 0."""

    id: Id
    by_id: Id | None
    by: str
    words: str
    at: Instant
    until: Instant | None
    must_read: bool
    read: bool
    readers: int
    meant: int
    unread_ids: tuple[Id, ...] = ()
    version: Seq


class SickQuery(Request, frozen=True, kw_only=True):
    """Until when somebody will be ill; null: to the end of today."""

    until: Instant | None = None


class SickPreview(Answer, frozen=True, kw_only=True):
    """What is on somebody who has fallen ill: everything owed, with who could take it, and the shifts of the days."""

    user_id: Id
    name: str
    items: list[OwedItem]
    shift_ids: tuple[Id, ...]
    synced_to: Seq


class SickCall(Request, frozen=True, kw_only=True):
    """Somebody is ill from now until ``until``: an absence, and every item goes where it says, in one step: to a new
    owner, or it is kept, or with neither back to its queue (a call-back, which somebody must owe, to the asker). What
    came to them after the preview, and so is not named, goes back, too."""

    until: Instant
    items: Annotated[list[HandOverItem], Meta(max_length=500)] = []
    words: Line = ""


class SickAnswer(Answer, frozen=True, kw_only=True):
    """The absence, and item by item what became of it, first of those that were named; how many they still owe."""

    absence_id: Id
    results: list[HandOverResult]
    left: int
