"""Moves: many tickets changed at once, each by itself, and all of it taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec import UNSET, structs

from desk.contract.base import NoBody
from desk.contract.board import UNDO_SECONDS, CardChange, Move, MoveDraft, MoveItem, MoveResult
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import MoveUndone, TicketChanged, TicketsMoved
from desk.contract.queue_facts import Former
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import Ticket
from desk.server.routes import tickets as ticket_routes
from desk.server.routes.handling import Ask, found, handles, in_calendar
from desk.server.rules import moves as rules
from desk.server.rules import tickets as ticket_rules
from desk.server.store import loads, log, queues, tickets, users
from desk.server.store import moves as store
from desk.server.store.db import Tx

#: Nothing can be taken back any more after that.
UNDO = timedelta(seconds=UNDO_SECONDS)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A ticket that will change, and to what."""

    ticket: Ticket
    fact: TicketChanged


@handles("move_tickets")
def move_tickets(tx: Tx, ask: Ask[MoveDraft, None]) -> Move:
    """Decide about each ticket as they all are now, then tell of the move and of every change."""
    draft = ask.body
    because = AssignmentReason(code=AssignmentCode(draft.code), words=draft.why)
    planned, others = _plan(tx, draft, because)
    fact = TicketsMoved(
        ticket_ids=tuple(one.ticket.id for one in planned),
        why=draft.why,
        undo_until=tx.now + UNDO,
        was=tuple(rules.former(one.ticket) for one in planned),
        others=tuple(others),
    )
    move_id = log.append(tx, fact).seq
    _carry_out(tx, planned, move_id)
    return found(store.move(tx, move_id), "move")


@handles("move")
def move(tx: Tx, ask: Ask[None, None]) -> Move:
    """A move and what became of each ticket."""
    return found(store.move(tx, ask.id("move_id")), "move")


@handles("undo_move")
def undo_move(tx: Tx, ask: Ask[NoBody, None]) -> Move:
    """Everything as it was, but for what somebody has changed in between."""
    before = found(store.move(tx, ask.id("move_id")), "move")
    ask.unchanged(before.version)
    if before.undone:
        raise Refusal(ErrorCode.CONFLICT, "it is taken back already")
    if tx.now > before.undo_until:
        raise Refusal(ErrorCode.CONFLICT, f"it could be taken back until {before.undo_until.isoformat()}")
    planned, others = _plan_back(tx, store.was(tx, before.id), store.versions(tx, before.id))
    done = tuple(one.ticket.id for one in planned)
    log.append(tx, MoveUndone(move_id=before.id, ticket_ids=done, others=tuple(others)))
    _carry_out(tx, planned, before.id)
    return found(store.move(tx, before.id), "move")


def _carry_out(tx: Tx, planned: Iterable[_Planned], move_id: int) -> None:
    for one in planned:
        ticket_routes.tell(tx, one.ticket, structs.replace(one.fact, move_id=move_id))


def _plan(tx: Tx, draft: MoveDraft, because: AssignmentReason) -> tuple[list[_Planned], list[MoveResult]]:
    """What will change, and what became of the rest."""
    known = tickets.some(tx, [item.ticket_id for item in draft.items])
    possible = _Possible(tx)
    planned, others, seen = list[_Planned](), list[MoveResult](), set[int]()
    for item in draft.items:
        if item.ticket_id in seen:
            others.append(rules.refused(item.ticket_id, ErrorCode.CONFLICT, "it stands twice in this move"))
            continue
        seen.add(item.ticket_id)
        ticket = known.get(item.ticket_id)
        if ticket is None:
            others.append(rules.refused(item.ticket_id, ErrorCode.NOT_FOUND, "no such ticket"))
            continue
        decided = _decide(tx, ticket, item, item.change or draft.change, because, possible)
        if isinstance(decided, _Planned):
            planned.append(decided)
        else:
            others.append(decided)
    return planned, others


def _decide(
    tx: Tx, ticket: Ticket, item: MoveItem, change: CardChange, because: AssignmentReason, possible: "_Possible"
) -> _Planned | MoveResult:
    if item.version != ticket.version:
        return _lost(tx, ticket)
    whole = rules.wanted(ticket, change)
    no = possible.refusal(change) or rules.barred(ticket, whole)
    if no is not None:
        return rules.refused(ticket.id, *no, ticket.version)
    fact = ticket_rules.changed(ticket, whole, because.words, because)
    if fact is None:
        return MoveResult(ticket_id=ticket.id, code="", detail="", version=ticket.version)
    return _Planned(ticket, fact)


def _plan_back(tx: Tx, was: Sequence[Former], left_at: dict[int, int]) -> tuple[list[_Planned], list[MoveResult]]:
    known = tickets.some(tx, [one.ticket_id for one in was])
    because = AssignmentReason(code=AssignmentCode.UNDONE)
    planned, others = list[_Planned](), list[MoveResult]()
    for one in was:
        ticket = known[one.ticket_id]
        if ticket.version != left_at[ticket.id] and not _only_given_out(tx, ticket, left_at[ticket.id]):
            others.append(_lost(tx, ticket))
            continue
        fact = ticket_rules.changed(ticket, rules.back(one), "undone", because)
        if fact is not None:
            planned.append(_Planned(ticket, fact))
    return planned, others


def _only_given_out(tx: Tx, ticket: Ticket, version: int) -> bool:
    """Whether nothing has happened to it since but that a rule gave it to somebody, who has not begun with it."""
    if ticket.owner_id is None or not loads.is_untouched(tx, ticket.id, ticket.owner_id):
        return False
    since = log.some(tx, tickets.unseen(tx, ticket.id, version))
    return all(
        one.actor_id is None and isinstance(one.fact, TicketChanged) and one.fact.fields == ("owner_id",)
        for one in since
    )


def _lost(tx: Tx, ticket: Ticket) -> MoveResult:
    """Somebody else was faster."""
    detail = f"it is now at version {ticket.version}"
    return rules.refused(ticket.id, ErrorCode.STALE, detail, ticket.version, log.actor_of(tx, ticket.version))


class _Possible:
    """Which owners and queues there are, each looked up once in a move."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._owners: dict[int, bool] = {}
        self._queues: dict[int, bool] = {}

    def refusal(self, change: CardChange) -> tuple[ErrorCode, str] | None:
        """Why no ticket can be changed so; None when it can."""
        if isinstance(change.owner_id, int) and not self._owner(change.owner_id):
            return ErrorCode.UNPROCESSABLE, "nobody who works here"
        if change.queue_id is not UNSET and not self._queue(change.queue_id):
            return ErrorCode.UNPROCESSABLE, "no such queue"
        if isinstance(change.pending_until, datetime):
            try:
                in_calendar("/pending_until", change.pending_until)
            except Refusal as refusal:
                return refusal.code, refusal.problem.detail
        return None

    def _owner(self, owner_id: int) -> bool:
        if owner_id not in self._owners:
            owner = users.user(self._tx, owner_id)
            self._owners[owner_id] = owner is not None and owner.active
        return self._owners[owner_id]

    def _queue(self, queue_id: int) -> bool:
        if queue_id not in self._queues:
            self._queues[queue_id] = queues.queue(self._tx, queue_id) is not None
        return self._queues[queue_id]
