"""The nightly looks at broken deliveries: one row a day, with how far it has come."""

from desk.contract.events import CompensationLooked, Event
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects


@projects(CompensationLooked)
def looked(tx: Tx, event: Event, fact: CompensationLooked) -> None:
    """A part of it is done."""
    del event
    due, last = (None, None) if fact.until is None else (clock.micros(fact.until[0]), fact.until[1])
    tx.run(
        "INSERT INTO compensation_looks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET"
        " until_due = coalesce(excluded.until_due, until_due), until_id = coalesce(excluded.until_id, until_id),"
        " finished = excluded.finished, looked = looked + excluded.looked, paid = paid + excluded.paid,"
        " amount = amount + excluded.amount, prepared = prepared + excluded.prepared,"
        " failed = failed + excluded.failed",
        (
            fact.day,
            due,
            last,
            int(fact.finished),
            fact.looked,
            fact.paid,
            fact.amount,
            fact.prepared,
            len(fact.failed),
        ),
    )


def latest(tx: Tx) -> Row | None:
    """The latest look, or None before the first."""
    return tx.one("SELECT * FROM compensation_looks ORDER BY day DESC LIMIT 1")
