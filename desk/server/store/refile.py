"""Moving what happened from one customer's timeline to another's, after a wrong match."""

from collections.abc import Iterable

from desk.contract.event_groups import Group, group_of
from desk.contract.events import Event
from desk.server.store import clock, contacts, words
from desk.server.store.db import Tx


def refile(tx: Tx, events: Iterable[Event], old_id: int | None, new_id: int | None, moved: int) -> None:
    """Show these events on ``new_id``'s timeline instead of ``old_id``'s, where None is nobody's; pins fall away.

    ``moved`` is the event that says so: as of an earlier moment they still stand where they stood.
    What a third customer's timeline shows (a call wrapped up on somebody else's ticket) stays there.
    """
    if old_id == new_id:
        return
    for event in events:
        group = group_of(event.fact)
        if group is None or not _taken_from(tx, event, old_id):
            continue
        if old_id is not None:
            _filed_until(tx, event, old_id, group, moved)
        if new_id is not None:
            tx.run("INSERT OR IGNORE INTO timeline VALUES (?, ?, ?, ?)", (new_id, *_place(event), group))
            tx.run("INSERT OR IGNORE INTO filings VALUES (?, ?, ?, ?, ?, NULL)", (new_id, *_place(event), group, moved))
            words.file(tx, event, new_id)
    for customer_id in (old_id, new_id):
        if customer_id is not None:
            contacts.recall(tx, customer_id)


def _filed_until(tx: Tx, event: Event, customer_id: int, group: Group, moved: int) -> None:
    """It stood there until now: since it was moved there, or from its beginning."""
    sql = "UPDATE filings SET gone = ? WHERE customer_id = ? AND seq = ? AND gone IS NULL"
    if not tx.run(sql, (moved, customer_id, event.seq)):
        row = (customer_id, *_place(event), group, event.seq, moved)
        tx.run("INSERT INTO filings VALUES (?, ?, ?, ?, ?, ?)", row)


def _place(event: Event) -> tuple[int, int]:
    return clock.micros(event.at), event.seq


def _taken_from(tx: Tx, event: Event, old_id: int | None) -> bool:
    """Take an event from a timeline, or from nobody's; False when it is not there."""
    if old_id is None:
        sql = "SELECT 1 FROM timeline WHERE customer_id = ? AND at = ? AND seq = ?"
        return tx.value(sql, (event.customer_id, *_place(event))) is None
    tx.run("DELETE FROM pins WHERE customer_id = ? AND seq = ?", (old_id, event.seq))
    return tx.run("DELETE FROM timeline WHERE customer_id = ? AND at = ? AND seq = ?", (old_id, *_place(event))) > 0
