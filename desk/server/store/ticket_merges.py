"""Tickets that are the same piece of work: one stays with everything that was written, the other is closed."""

from desk.contract.events import Event, TicketMerged
from desk.contract.tickets import TicketState
from desk.server.store import clock, loads, log, ticket_clocks, tickets
from desk.server.store.db import Tx

#: Files are found through the articles that carry them.

_FILES = (
    "UPDATE attachments SET ticket_id = ? WHERE id IN (SELECT json_extract(f.value, '$.id') FROM articles a,"
    " json_each(a.attachments) f WHERE a.ticket_id = ?)"
)


@log.projects(TicketMerged)
def merged(tx: Tx, event: Event, fact: TicketMerged) -> None:
    """The articles, their files and the calls are the other's now; whoever the customer is, it is so for both."""
    goes, stays = ticket_clocks.brief(tx, event.ticket_id), ticket_clocks.brief(tx, fact.into_id)
    if goes is None or stays is None:
        return
    at = clock.micros(event.at)
    sql = (
        "UPDATE tickets SET state = ?, pending_until = NULL, merged_into = ?, article_count = 0,"
        " last_article_id = NULL, changed_at = ?, version = ? WHERE id = ?"
    )
    with loads.following(tx, event, goes["id"]):
        tx.run(sql, (TicketState.CLOSED, stays["id"], at, event.seq, goes["id"]))
    tx.run(_FILES, (stays["id"], goes["id"]))
    for table in ("articles", "calls"):
        tx.run(f"UPDATE {table} SET ticket_id = ? WHERE ticket_id = ?", (stays["id"], goes["id"]))  # noqa: S608
    sql = (
        "UPDATE tickets SET changed_at = max(changed_at, ?2), version = ?3,"
        " (article_count, last_article_id) = (SELECT count(*), max(id) FROM articles WHERE ticket_id = ?1)"
        " WHERE id = ?1"
    )
    tx.run(sql, (stays["id"], at, event.seq))
    ticket_clocks.merged(tx, event, stays, goes)
    _same_customer(tx, event, stays["id"], stays["customer_id"], goes["id"], goes["customer_id"])


def _same_customer(tx: Tx, event: Event, stays: int, customer_id: int | None, goes: int, other_id: int | None) -> None:
    """Whichever of the two had no customer has the other's; what is known of it shows there."""
    if customer_id is not None and other_id is None:
        _move(tx, goes, customer_id, event.seq)
    if customer_id is None and other_id is not None:
        _move(tx, stays, other_id, event.seq)


def _move(tx: Tx, ticket_id: int, customer_id: int, moved: int) -> None:
    for one in (ticket_id, *tickets.merged_into(tx, ticket_id)):
        if tx.value("SELECT customer_id FROM tickets WHERE id = ?", (one,)) is None:
            tickets.move(tx, one, None, customer_id, moved)
