"""Pinned entries of a timeline."""

from collections.abc import Sequence

from desk.contract.events import Event, EventPinned, EventUnpinned
from desk.server.store.db import Tx, listed
from desk.server.store.log import projects


@projects(EventPinned)
def pinned(tx: Tx, event: Event, fact: EventPinned) -> None:
    """Kept in sight from now on, with the customer the pinned event is about."""
    tx.run("INSERT OR IGNORE INTO pins VALUES (?, ?)", (event.customer_id, fact.seq))


@projects(EventUnpinned)
def unpinned(tx: Tx, event: Event, fact: EventUnpinned) -> None:
    """Not any longer."""
    tx.run("DELETE FROM pins WHERE customer_id = ? AND seq = ?", (event.customer_id, fact.seq))


def of(tx: Tx, customer_ids: Sequence[int]) -> list[int]:
    """The seqs of what is pinned with these customers, oldest first."""
    sql = "SELECT seq FROM pins WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY seq"
    return [row["seq"] for row in tx.all(sql, (listed(customer_ids),))]
