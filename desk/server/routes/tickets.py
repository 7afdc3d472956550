"""Tickets: opened, listed, changed, handed from one to another."""

from datetime import datetime

from msgspec import structs

from desk.contract.base import NoBody
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import Refs, TicketChanged, TicketOpened
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import (
    Bulk,
    BulkAnswer,
    BulkItem,
    BulkResult,
    Ticket,
    TicketChange,
    TicketDraft,
    TicketPage,
    TicketQuery,
    TicketState,
)
from desk.server.routes import articles, paging
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, found, given, handles, in_calendar, unprocessable
from desk.server.rules import tickets as rules
from desk.server.store import assignment, clock, customers, log, orders, people, queues, users
from desk.server.store import tickets as store
from desk.server.store.db import Tx
from desk.server.store.sessions import Sitting
from desk.server.store.tickets import TicketFilter


@handles("tickets")
def tickets(tx: Tx, ask: Ask[None, TicketQuery]) -> TicketPage:
    """Tickets, most recently changed first; a customer's are also those of the records merged into it."""
    query = ask.query
    sought = TicketFilter(
        states=list(TicketState) if query.state is None else [query.state],
        queue_id=query.queue_id,
        owner_id=query.owner_id,
        customer_ids=None if query.customer_id is None else people.members(tx, query.customer_id),
    )
    rows = store.page(tx, sought, paging.decode(query.after), query.size + 1)
    page = paging.page(
        "tickets",
        query,
        rows,
        lambda ticket: (clock.micros(ticket.changed_at), ticket.id),
        head=tx.head,
        total=store.count(tx, sought) if query.with_total_count else None,
    )
    shown = sorted({one.customer_id for one in page.data if one.customer_id is not None}) if query.include else []
    return TicketPage(data=page.data, meta=page.meta, links=page.links, customers=customers.briefs(tx, shown))


@handles("ticket")
def ticket(tx: Tx, ask: Ask[None, None]) -> Ticket:
    """A ticket."""
    return found(store.ticket(tx, ask.id("ticket_id")), "ticket")


@handles("open_ticket")
def open_ticket(tx: Tx, ask: Ask[TicketDraft, None]) -> Ticket:
    """Open a ticket, with its first article if there is one."""
    draft = ask.body
    customer_id = _customer(tx, draft.customer_id)
    _queue(tx, draft.queue_id)
    _owner(tx, draft.owner_id)
    if draft.order_id is not None and orders.order(tx, draft.order_id) is None:
        raise unprocessable("/order_id", "no such order")
    event = log.append(
        tx,
        TicketOpened(
            title=draft.title,
            queue_id=draft.queue_id,
            owner_id=draft.owner_id,
            order_id=draft.order_id,
            priority=draft.priority,
            tags=tuple(dict.fromkeys(draft.tags)),
            skills=tuple(dict.fromkeys(draft.skills)),
            reason=None if draft.owner_id is None else rules.reason(draft.owner_id, ask.me.user.id),
        ),
        Refs(customer_id=customer_id, order_id=draft.order_id),
    )
    opened = found(store.ticket(tx, event.seq), "ticket")
    if draft.article is not None:
        articles.add(tx, ask.me.user.id, opened, draft.article)
    return found(store.ticket(tx, opened.id), "ticket")


@handles("change_ticket")
def change_ticket(tx: Tx, ask: Ask[TicketChange, None]) -> Ticket:
    """Change a ticket."""
    now = found(store.ticket(tx, ask.id("ticket_id")), "ticket")
    return change(tx, ask.me, now, ask.if_match, ask.body)


@handles("take_ticket")
def take_ticket(tx: Tx, ask: Ask[NoBody, None]) -> Ticket:
    """It is mine now, whoever had it."""
    now = found(store.ticket(tx, ask.id("ticket_id")), "ticket")
    return change(tx, ask.me, now, ask.if_match, TicketChange(owner_id=ask.me.user.id), "taken")


@handles("release_ticket")
def release_ticket(tx: Tx, ask: Ask[NoBody, None]) -> Ticket:
    """It is nobody's now."""
    now = found(store.ticket(tx, ask.id("ticket_id")), "ticket")
    return change(tx, ask.me, now, ask.if_match, TicketChange(owner_id=None), "released")


@handles("change_tickets")
def change_tickets(tx: Tx, ask: Ask[Bulk, None]) -> BulkAnswer:
    """Change many: what cannot be done is told per item and keeps nothing else from being done."""
    return BulkAnswer(results=[_change_one(tx, ask.me, item) for item in ask.body.items])


def _change_one(tx: Tx, me: Sitting, item: BulkItem) -> BulkResult:
    try:
        with tx.savepoint():
            now = found(store.ticket(tx, item.ticket_id), "ticket")
            changed = change(tx, me, now, item.version, item.change)
    except Refusal as refusal:
        return BulkResult(ticket_id=item.ticket_id, status=refusal.problem.status, problem=refusal.problem)
    return BulkResult(ticket_id=item.ticket_id, status=200, ticket=changed)


def change(
    tx: Tx,
    me: Sitting,
    now: Ticket,
    version: int | None,
    change: TicketChange,
    why: str = "",
    because: AssignmentReason | None = None,
) -> Ticket:
    """Refuse what this person may not do, what was decided without having seen the newest, and what cannot be."""
    refusal = rules.refusal(me.role, me.user.id, now.owner_id, rules.act_of(change, me.user.id))
    if refusal is not None:
        raise Refusal(ErrorCode.FORBIDDEN, refusal)
    if version is not None and version != now.version:
        raise Refusal(ErrorCode.STALE, f"it is now at version {now.version}", unseen=store.unseen(tx, now.id, version))
    merged = rules.merged_away(now)
    if merged is not None:
        raise merged
    if isinstance(change.queue_id, int):
        _queue(tx, change.queue_id)
    if isinstance(change.owner_id, int):
        _owner(tx, change.owner_id)
    if isinstance(change.customer_id, int):
        change = structs.replace(change, customer_id=_customer(tx, change.customer_id))
    if isinstance(change.pending_until, datetime):
        in_calendar("/pending_until", change.pending_until)
        if given(change.state, now.state) is not TicketState.PENDING:
            raise unprocessable("/pending_until", "only a pending ticket comes back by itself")
    return set_to(tx, now, change, why, because)


def set_to(tx: Tx, now: Ticket, change: TicketChange, why: str = "", because: AssignmentReason | None = None) -> Ticket:
    """Change a ticket without asking whether one may; ``because`` is why its owner changes, if not by hand."""
    if because is None and isinstance(change.owner_id, int | None):
        because = rules.reason(change.owner_id, tx.actor_id)
    fact = rules.changed(now, change, why, because)
    if fact is not None:
        tell(tx, now, fact)
    return found(store.ticket(tx, now.id), "ticket")


def tell(tx: Tx, now: Ticket, fact: TicketChanged) -> None:
    """Change a ticket by a fact that the rules made."""
    log.append(tx, fact, Refs(ticket_id=now.id, customer_id=fact.ticket_customer_id, order_id=now.order_id))


def _queue(tx: Tx, queue_id: int) -> None:
    if queues.queue(tx, queue_id) is None:
        raise unprocessable("/queue_id", "no such queue")


def _owner(tx: Tx, owner_id: int | None) -> None:
    owner = None if owner_id is None else users.user(tx, owner_id)
    if owner_id is not None and (owner is None or not owner.active):
        raise unprocessable("/owner_id", "nobody who works here")


def _customer(tx: Tx, customer_id: int | None) -> int | None:
    """The record that stands for this customer."""
    standing = None if customer_id is None else people.root(tx, customer_id)
    if standing is None and customer_id is not None:
        raise unprocessable("/customer_id", "no such customer")
    return standing


def _come_back(tx: Tx, _settings: Settings) -> None:
    """Tickets put aside until now are open again; back in their queue when their owner is not here today."""
    for one in store.due(tx):
        change = TicketChange(state=TicketState.OPEN)
        if one.owner_id is not None and not assignment.here_today(tx, one.owner_id):
            change = TicketChange(state=TicketState.OPEN, owner_id=None)
        because = None if one.owner_id is None else AssignmentReason(code=AssignmentCode.CAME_BACK)
        set_to(tx, one, change, "due", because)


SWEEPS.append(Sweep("pending tickets", lambda tx: bool(store.due(tx)), _come_back))
