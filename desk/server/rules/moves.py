"""What a move makes of a ticket, and which tickets it leaves alone."""

from msgspec import UNSET

from desk.contract.board import CardChange, MoveResult
from desk.contract.errors import ErrorCode
from desk.contract.queue_facts import Former
from desk.contract.tickets import Ticket, TicketChange, TicketState

#: Tags that one ticket can have.
TAGS = 20


def wanted(ticket: Ticket, change: CardChange) -> TicketChange:
    """The change of a card as one of its ticket. What is put aside until an instant is pending."""
    state = change.state
    if state is UNSET and change.pending_until is not UNSET and change.pending_until is not None:
        state = TicketState.PENDING
    kept = [tag for tag in ticket.tags if tag not in change.remove_tags]
    added = [tag for tag in change.add_tags if tag not in kept]
    return TicketChange(
        owner_id=change.owner_id,
        queue_id=change.queue_id,
        state=state,
        pending_until=change.pending_until,
        priority=change.priority,
        tags=(*kept, *added) if change.add_tags or change.remove_tags else UNSET,
    )


def barred(ticket: Ticket, change: TicketChange) -> tuple[ErrorCode, str] | None:
    """Why this ticket cannot be changed so, whoever asks; None when it can."""
    if ticket.merged_into is not None:
        return ErrorCode.CONFLICT, f"it was merged into {ticket.merged_into}"
    if change.tags is not UNSET and len(change.tags) > TAGS:
        return ErrorCode.UNPROCESSABLE, f"at most {TAGS} tags"
    state = ticket.state if change.state is UNSET else change.state
    if change.pending_until is not UNSET and change.pending_until is not None and state is not TicketState.PENDING:
        return ErrorCode.UNPROCESSABLE, "only a pending ticket comes back by itself"
    return None


def former(ticket: Ticket) -> Former:
    """A ticket as it is to be remembered."""
    return Former(
        ticket.id,
        ticket.owner_id,
        ticket.queue_id,
        ticket.state,
        ticket.pending_until,
        ticket.priority,
        ticket.tags,
    )


def back(was: Former) -> TicketChange:
    """The change that makes a ticket what it was."""
    return TicketChange(
        owner_id=was.owner_id,
        queue_id=was.queue_id,
        state=was.state,
        pending_until=was.pending_until,
        priority=was.priority,
        tags=was.tags,
    )


def refused(ticket_id: int, code: ErrorCode, detail: str, version: int = 0, winner: str = "") -> MoveResult:
    """What became of a ticket that stays as it is."""
    return MoveResult(ticket_id=ticket_id, code=code, detail=detail, version=version, winner=winner)
