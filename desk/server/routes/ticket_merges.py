"""Two tickets that are the same piece of work become one, and two again."""

from desk.contract.base import NoBody
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import Refs, TicketChanged, TicketMerged, TicketUnmerged
from desk.contract.tickets import Ticket, TicketMerge
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import tickets as rules
from desk.server.store import log, people, ticket_merges, tickets
from desk.server.store.db import Tx

#: The projection of a merge.
PROJECTIONS = ticket_merges


@handles("merge_ticket")
def merge_ticket(tx: Tx, ask: Ask[TicketMerge, None]) -> Ticket:
    """The ticket of the address goes into another, which stays and is the answer; both have to be as the asker saw
    them."""
    goes = found(tickets.ticket(tx, ask.id("ticket_id")), "ticket")
    stays = tickets.ticket(tx, ask.body.into_id)
    if stays is None:
        raise unprocessable("/into_id", "no such ticket")
    if stays.id == goes.id:
        raise unprocessable("/into_id", "a ticket cannot be merged into itself")
    for one in (goes, stays):
        refusal = rules.refusal(ask.me.role, ask.me.user.id, one.owner_id, rules.Act.CHANGE)
        if refusal is not None:
            raise Refusal(ErrorCode.FORBIDDEN, refusal)
    for one, version in ((goes, ask.if_match), (stays, ask.body.into_version)):
        if version is not None and version != one.version:
            unseen = tickets.unseen(tx, one.id, version)
            raise Refusal(ErrorCode.STALE, f"{one.id} is now at version {one.version}", unseen=unseen)
    refused = rules.merge_refusal(goes, stays, same_customer=_same_customer(tx, goes, stays))
    if refused is not None:
        raise refused
    _merge(tx, goes, stays)
    return found(tickets.ticket(tx, stays.id), "ticket")


def _same_customer(tx: Tx, one: Ticket, other: Ticket) -> bool:
    """Whether both are for one person, or it is not known of one of them for whom it is."""
    if one.customer_id is None or other.customer_id is None:
        return True
    return people.root(tx, one.customer_id) == people.root(tx, other.customer_id)


def _merge(tx: Tx, goes: Ticket, stays: Ticket) -> None:
    """Both have an event of their own, so that whoever has either of them in front of him hears of it."""
    customer_id = stays.customer_id or goes.customer_id
    log.append(
        tx,
        TicketMerged(into_id=stays.id, into_title=stays.title),
        Refs(ticket_id=goes.id, customer_id=customer_id, order_id=goes.order_id),
    )
    _tell(tx, stays.id, "merged")


@handles("unmerge_ticket")
def unmerge_ticket(tx: Tx, ask: Ask[NoBody, None]) -> Ticket:
    """The ticket of the address, which was merged, is a piece of work of its own again, and the answer."""
    now = found(tickets.ticket(tx, ask.id("ticket_id")), "ticket")
    if now.merged_into is None:
        raise Refusal(ErrorCode.CONFLICT, "it is a piece of work of its own")
    merge = ticket_merges.merge(tx, now.id)
    refusal = rules.unmerge_refusal(ask.me.role, ask.me.user.id, None if merge is None else merge.by_id)
    if refusal is not None:
        raise Refusal(ErrorCode.FORBIDDEN, refusal)
    ask.unchanged(now.version)
    if merge is None:
        raise Refusal(ErrorCode.MERGED_FOR_GOOD, "nobody knows any more how it was before")
    unseen = sorted(one.seq for one in ticket_merges.since(tx, merge) if rules.builds_on_merge(one.fact))
    if unseen:
        detail = f"{log.actor_of(tx, unseen[0]) or 'somebody'} has gone on with {merge.into_id} since"
        raise Refusal(ErrorCode.MERGED_FOR_GOOD, detail, unseen=unseen[:100])
    _unmerge(tx, now, merge.into_id)
    return found(tickets.ticket(tx, now.id), "ticket")


def _unmerge(tx: Tx, goes: Ticket, from_id: int) -> None:
    stays = found(tickets.ticket(tx, from_id), "ticket")
    log.append(
        tx,
        TicketUnmerged(from_id=stays.id, from_title=stays.title),
        Refs(ticket_id=goes.id, customer_id=goes.customer_id, order_id=goes.order_id),
    )
    _tell(tx, stays.id, "unmerged")


def _tell(tx: Tx, ticket_id: int, why: str) -> None:
    """The ticket that stays says that it has other articles now."""
    now = found(tickets.ticket(tx, ticket_id), "ticket")
    log.append(
        tx,
        TicketChanged(
            title=now.title,
            state=now.state,
            queue_id=now.queue_id,
            owner_id=now.owner_id,
            ticket_customer_id=now.customer_id,
            pending_until=now.pending_until,
            fields=("articles",),
            why=why,
            priority=now.priority,
            tags=now.tags,
        ),
        Refs(ticket_id=now.id, customer_id=now.customer_id, order_id=now.order_id),
    )
