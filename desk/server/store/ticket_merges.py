"""Tickets that are the same piece of work: one stays with everything that was written, the other is closed; and undoing
it, as long as nobody has gone on with it."""

from dataclasses import dataclass

import msgspec

from desk.contract.events import Event, TicketMerged, TicketUnmerged
from desk.contract.tickets import TicketState
from desk.queueing.clocks import Clock
from desk.server.store import clock, loads, log, ticket_clocks, tickets
from desk.server.store.db import Tx, listed

#: Files are found through the articles that carry them.
_FILES = (
    "UPDATE attachments SET ticket_id = ?1 WHERE id IN (SELECT json_extract(f.value, '$.id') FROM articles a,"
    " json_each(a.attachments) f WHERE a.ticket_id = ?1)"
)


class Apart(msgspec.Struct, frozen=True, array_like=True):
    """Two tickets as they were before they were merged, as far as merging changes them.

    Of the one that went: its state, until when it was put aside (in microseconds), its articles and calls. The clocks
    of the one that went and of the one that stayed. ``nobodys``: tickets that got ``customer_id`` and had none.
    """

    state: TicketState
    pending_until: int | None
    articles: tuple[int, ...]
    calls: tuple[int, ...]
    went: tuple[Clock, ...]
    stayed: tuple[Clock, ...]
    nobodys: tuple[int, ...]
    customer_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merge that stands: the event that made it, into which ticket, and by whom."""

    id: int
    into_id: int
    by_id: int | None


_decode = msgspec.json.Decoder(Apart).decode


@log.projects(TicketMerged)
def merged(tx: Tx, event: Event, fact: TicketMerged) -> None:
    """The articles, their files and the calls are the other's now; whoever the customer is, it is so for both."""
    goes, stays = ticket_clocks.brief(tx, event.ticket_id), ticket_clocks.brief(tx, fact.into_id)
    if goes is None or stays is None:
        return
    pending_until: int | None = tx.value("SELECT pending_until FROM tickets WHERE id = ?", (goes["id"],))
    articles, calls = _held(tx, "articles", goes["id"]), _held(tx, "calls", goes["id"])
    sql = "UPDATE tickets SET state = ?, pending_until = NULL, merged_into = ? WHERE id = ?"
    with loads.following(tx, event, goes["id"]):
        tx.run(sql, (TicketState.CLOSED, stays["id"], goes["id"]))
    _hand(tx, event, goes["id"], stays["id"], articles, calls)
    clocks, other_clocks = ticket_clocks.merged(tx, event, stays, goes)
    customer_id, nobodys = _same_customer(tx, event, stays["id"], goes["id"])
    was = Apart(
        TicketState(goes["state"]),
        pending_until,
        articles,
        calls,
        tuple(other_clocks.values()),
        tuple(clocks.values()),
        nobodys,
        customer_id,
    )
    row = (goes["id"], event.seq, stays["id"], event.actor_id, msgspec.json.encode(was).decode())
    tx.run("INSERT OR REPLACE INTO ticket_merges VALUES (?, ?, ?, ?, ?)", row)


@log.projects(TicketUnmerged)
def unmerged(tx: Tx, event: Event, _fact: TicketUnmerged) -> None:
    """Everything as it was; the clocks have gone on all the time."""
    row = tx.one("SELECT ticket_id, into_id, was FROM ticket_merges WHERE ticket_id = ?", (event.ticket_id,))
    if row is None:
        return
    goes, stays, was = row["ticket_id"], row["into_id"], _decode(row["was"])
    tx.run("DELETE FROM ticket_merges WHERE ticket_id = ?", (goes,))
    sql = "UPDATE tickets SET state = ?, pending_until = ?, merged_into = NULL WHERE id = ?"
    with loads.following(tx, event, goes):
        tx.run(sql, (was.state, was.pending_until, goes))
    _hand(tx, event, stays, goes, was.articles, was.calls)
    for one in was.nobodys:
        tickets.move(tx, one, was.customer_id, None, event.seq)
    ticket_clocks.unmerged(tx, event, goes, {one.kind: one for one in was.went})
    ticket_clocks.unmerged(tx, event, stays, {one.kind: one for one in was.stayed})


def merge(tx: Tx, ticket_id: int) -> Merge | None:
    """How a ticket became a part of another; None when it is none, or nobody knows how it was before."""
    row = tx.one("SELECT id, into_id, by_id FROM ticket_merges WHERE ticket_id = ?", (ticket_id,))
    return None if row is None else Merge(id=row["id"], into_id=row["into_id"], by_id=row["by_id"])


def since(tx: Tx, one: Merge) -> list[Event]:
    """What has happened to the ticket that stays since a merge, beside what the merge itself says there."""
    sql = "SELECT seq FROM log WHERE ticket_id = ? AND seq > ? ORDER BY seq"
    return log.some(tx, [row["seq"] for row in tx.all(sql, (one.into_id, one.id))[1:]])


def _held(tx: Tx, table: str, ticket_id: int) -> tuple[int, ...]:
    rows = tx.all(f"SELECT id FROM {table} WHERE ticket_id = ? ORDER BY id", (ticket_id,))  # noqa: S608 (our names)
    return tuple(row["id"] for row in rows)


def _hand(tx: Tx, event: Event, from_id: int, to_id: int, articles: tuple[int, ...], calls: tuple[int, ...]) -> None:
    """These articles, their files and these calls are the other ticket's; both are of another version now."""
    for table, ids in (("articles", articles), ("calls", calls)):
        sql = f"UPDATE {table} SET ticket_id = ? WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 (our names)
        tx.run(sql, (to_id, listed(ids)))
    tx.run(_FILES, (to_id,))
    sql = (
        "UPDATE tickets SET changed_at = max(changed_at, ?2), version = ?3,"
        " (article_count, last_article_id) = (SELECT count(*), max(id) FROM articles WHERE ticket_id = ?1)"
        " WHERE id = ?1"
    )
    for one in (from_id, to_id):
        tx.run(sql, (one, clock.micros(event.at), event.seq))


def _same_customer(tx: Tx, event: Event, stays: int, goes: int) -> tuple[int | None, tuple[int, ...]]:
    """Whichever of the two had no customer has the other's, and what is known of it shows there; answers whose they
    are, and which tickets had nobody."""
    customer_id, other_id = _customer_of(tx, stays), _customer_of(tx, goes)
    if (customer_id is None) == (other_id is None):
        return customer_id, ()
    whose, one = (customer_id, goes) if other_id is None else (other_id, stays)
    nobodys = tuple(some for some in (one, *tickets.merged_into(tx, one)) if _customer_of(tx, some) is None)
    for some in nobodys:
        tickets.move(tx, some, None, whose, event.seq)
    return whose, nobodys


def _customer_of(tx: Tx, ticket_id: int) -> int | None:
    found: int | None = tx.value("SELECT customer_id FROM tickets WHERE id = ?", (ticket_id,))
    return found
