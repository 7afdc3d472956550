"""Moving what happened from one customer's timeline to another's, after a wrong match."""

from collections.abc import Iterable

from desk.contract.events import Event, group_of
from desk.server.store import clock, words
from desk.server.store.db import Tx


def refile(tx: Tx, events: Iterable[Event], old_id: int | None, new_id: int | None) -> None:
    """Show these events on ``new_id``'s timeline instead of ``old_id``'s (None: nobody's), and find
    their words there; pins fall away."""
    for event in events:
        group = group_of(event.fact)
        if group is None or old_id == new_id:
            continue
        words.refile(tx, event, old_id, new_id)
        place = (clock.micros(event.at), event.seq)
        if old_id is not None:
            tx.run("DELETE FROM timeline WHERE customer_id = ? AND at = ? AND seq = ?", (old_id, *place))
            tx.run("DELETE FROM pins WHERE customer_id = ? AND seq = ?", (old_id, event.seq))
        if new_id is not None:
            tx.run("INSERT INTO timeline VALUES (?, ?, ?, ?)", (new_id, *place, group))
