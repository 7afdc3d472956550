"""Lines by whose they are, what a change makes of a card's line, and how lines stand without it and with it."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from msgspec import UNSET

from desk.contract.board import Card, CardChange
from desk.contract.service import Priority
from desk.contract.tickets import TicketState
from desk.queueing.lines import Entry

#: Whose line it is. Plain words: enums are slow to look up, and a drag looks up thousands.
Kind = Literal["agent", "queue"]
AGENT: Kind = "agent"
QUEUE: Kind = "queue"


class Place(NamedTuple):
    """A line: an agent's own cards, or what waits in a queue without an owner."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class Side:
    """A line as it stands. ``load`` of its cards (and, of an agent, of calls); ``capacity`` of the agent, or what the
    people here could still take. ``wait``: seconds by the clock until the last card is begun, None when nobody can
    say; ``missed``: cards that will be too late."""

    cards: int
    load: float
    capacity: float
    wait: float | None
    missed: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A line without the move and with it."""

    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move would do, line by line. ``wait``: the longest of the cards that were moved, None when nobody can say
    or none of them waits any more; ``late``: how many of them are too late where they come, ``late_before``: where
    they were."""

    effects: dict[Place, Effect]
    wait: float | None
    late: int
    late_before: int


@dataclass(slots=True)
class Shift:
    """What goes from a line and comes to it, in order; ``load`` and ``work`` are what that adds to it."""

    gone: list[Entry] = field(default_factory=lambda: list[Entry]())
    come: list[Entry] = field(default_factory=lambda: list[Entry]())
    load: float = 0.0
    work: float = 0.0


class Spot(NamedTuple):
    """What of a card says where it stands."""

    place: Place
    queue_id: int
    priority: Priority


def spot_of(card: Card) -> Spot | None:
    """Where a card stands; None when it is put aside or closed."""
    return _spot(card.state, card.queue_id, card.owner_id, card.priority)


def spot_after(card: Card, change: CardChange) -> Spot | None:
    """Where it stands with a change; None when it is put aside or closed then."""
    state = card.state
    if change.state is not UNSET:
        state = change.state
    elif change.pending_until is not UNSET and change.pending_until is not None:
        state = TicketState.PENDING
    return _spot(
        state,
        card.queue_id if change.queue_id is UNSET else change.queue_id,
        card.owner_id if change.owner_id is UNSET else change.owner_id,
        card.priority if change.priority is UNSET else change.priority,
    )


def target_of(change: CardChange) -> Place | None:
    """The one line to which every card comes with a change; None when that depends on the card, or none does."""
    if change.state is not UNSET or change.pending_until is not UNSET:
        return None
    if isinstance(change.owner_id, int):
        return Place(AGENT, change.owner_id)
    if change.owner_id is None and change.queue_id is not UNSET:
        return Place(QUEUE, change.queue_id)
    return None


def _spot(state: TicketState, queue_id: int, owner_id: int | None, priority: Priority) -> Spot | None:
    if state is TicketState.PENDING or state is TicketState.CLOSED:
        return None
    return Spot(Place(QUEUE, queue_id) if owner_id is None else Place(AGENT, owner_id), queue_id, priority)
