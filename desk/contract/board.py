"""The board: every open ticket as a card, how fast queues and people work, moves of many at once, rebalancing."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq
from desk.contract.service import AssignmentCode, ClockKind, Priority, Tag
from desk.contract.tickets import TicketState

#: Cards of one page of a board; they are small.
CARDS = 5000
#: Tickets of one move.
MOVED = 1000
#: Seconds in which a move can be taken back.
UNDO_SECONDS = 30


class Card(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A ticket as a board shows it; on the wire a list of its fields in this order.

    ``due`` in seconds since 1970 of the clock that runs out first, and which clock that is; null: none runs.
    ``weight`` in units of ordinary tickets. A closed or merged ticket is told once more, with its state.
    """

    id: int
    version: int
    title: str
    state: TicketState
    queue_id: int
    owner_id: int | None
    customer_id: int | None
    customer: str
    priority: Priority
    tags: tuple[str, ...]
    created: int
    changed: int
    due: int | None
    clock: ClockKind | None
    missed: bool
    pending_until: int | None
    weight: float


class CardQuery(Request, frozen=True, kw_only=True):
    """Every open card with an id after ``after``, or only those of ``ids`` (figures with commas between, at most
    5,000)."""

    after: Seq = 0
    ids: Annotated[str, Meta(max_length=80_000, pattern=r"^[0-9,]*$")] = ""


class Cards(Answer, frozen=True, kw_only=True):
    """Cards by id; ``more``: there are others after the last. Of ``ids``, those that are closed come as well."""

    cards: list[Card]
    more: bool
    total: int
    synced_to: Seq


class QueuePace(Answer, frozen=True, kw_only=True):
    """How fast a queue's work goes just now: seconds of handling per ticket (a running mean of what agents really
    took), tickets closed in the last hour, agents of it here, and the seconds of today in which it is still served.
    What its tickets weigh, and how urgent they are among others, comes along."""

    queue_id: Id
    handle: float
    closed_last_hour: int
    here: int
    served_left: int
    weight: float = 1.0
    priority: Priority = Priority.NORMAL


class AgentPace(Answer, frozen=True, kw_only=True):
    """What somebody carries and can carry, beside tickets: ``other_load`` of calls and call-backs. ``here``: at work
    and not on a break; ``until`` the shift's end when it is known."""

    user_id: Id
    name: str
    team_id: Id | None
    queue_ids: tuple[Id, ...]
    skills: tuple[str, ...]
    capacity: float
    other_load: float
    here: bool
    until: Instant | None


class Pace(Answer, frozen=True, kw_only=True):
    """What foresight reckons with, beside the cards."""

    queues: list[QueuePace]
    agents: list[AgentPace]
    #: Served stretches of today and the 7 days after it by queue id, as pairs of seconds since 1970.
    served: dict[Id, list[tuple[int, int]]]
    synced_to: Seq


class CardChange(Request, frozen=True, kw_only=True):
    """What becomes of a card; a field left out stays as it is. With an instant to come back and no state it is put
    aside."""

    owner_id: Id | UnsetType | None = UNSET
    queue_id: Id | UnsetType = UNSET
    state: TicketState | UnsetType = UNSET
    pending_until: Instant | UnsetType | None = UNSET
    priority: Priority | UnsetType = UNSET
    add_tags: Annotated[tuple[Tag, ...], Meta(max_length=20)] = ()
    remove_tags: Annotated[tuple[Tag, ...], Meta(max_length=20)] = ()


class MoveItem(Request, frozen=True, kw_only=True):
    """One card of many; ``version`` plays the part of If-Match. ``change`` null: the one of the whole move."""

    ticket_id: Id
    version: Seq
    change: CardChange | None = None


class MoveDraft(Request, frozen=True, kw_only=True):
    """Many cards at once, each done or refused by itself."""

    items: Annotated[list[MoveItem], Meta(min_length=1, max_length=MOVED)]
    change: CardChange = CardChange()
    why: Line = ""
    code: Annotated[str, Meta(pattern="^(moved|rebalanced)$")] = "moved"


class MoveResult(Answer, frozen=True, kw_only=True):
    """What became of a card: done (``code`` empty) at this version, or the code of the refusal and why; ``winner`` has
    changed it in between."""

    ticket_id: Id
    code: str
    detail: str
    version: Seq
    winner: str = ""


class Move(Answer, frozen=True, kw_only=True):
    """A move, and what became of each card; taken back as a whole until ``undo_until``.

    Once it is ``undone``, ``results`` are of taking it back: the cards that are as they were before, and those that
    somebody had changed in between.
    """

    id: Id
    by_id: Id | None
    at: Instant
    why: str
    results: list[MoveResult]
    undo_until: Instant
    undone: bool
    version: Seq


class RebalanceQuery(Request, frozen=True, kw_only=True):
    """Of one queue, of one team, or of all."""

    queue_id: Id | None = None
    team_id: Id | None = None
    most: Annotated[int, Meta(ge=1, le=MOVED)] = 100


class ProposedMove(Answer, frozen=True, kw_only=True):
    """A card that had better be somebody else's."""

    ticket_id: Id
    version: Seq
    from_id: Id | None
    to_id: Id
    why: AssignmentCode


class Outlook(Answer, frozen=True, kw_only=True):
    """What is to come: cards that will miss their target, and the longest wait in seconds."""

    missed: int
    longest_wait: int
    #: The highest and the lowest load over capacity of those who are here.
    most_loaded: float
    least_loaded: float


class Rebalance(Answer, frozen=True, kw_only=True):
    """A proposal, and the outlook without and with it."""

    moves: list[ProposedMove]
    before: Outlook
    after: Outlook
    synced_to: Seq
