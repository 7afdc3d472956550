"""What the shop has told already: its events by ``source`` and ``id``, its records by their digests."""

from collections import Counter
from dataclasses import dataclass

from desk.contract.customers import Tier
from desk.server.store import clock
from desk.server.store.db import Tx


def fate(tx: Tx, source: str, event_id: str) -> str | None:
    """Empty when this event was used, the reason when it was refused, None when it never came."""
    why: str | None = tx.value("SELECT why FROM ingested WHERE source = ? AND id = ?", (source, event_id))
    return why


def keep_fate(tx: Tx, source: str, event_id: str, why: str) -> None:
    """Remember what became of an event."""
    tx.run("INSERT OR REPLACE INTO ingested VALUES (?, ?, ?, ?)", (source, event_id, clock.micros(tx.now), why))


def told(tx: Tx, source: str, kind: str, external_id: str) -> bytes | None:
    """The digest of what a source said last of one of its records."""
    found: bytes | None = tx.value(
        "SELECT digest FROM records WHERE source = ? AND kind = ? AND external_id = ?", (source, kind, external_id)
    )
    return found


def keep_told(tx: Tx, source: str, kind: str, external_id: str, digest: bytes) -> None:
    """Remember what a source said."""
    tx.run("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", (source, kind, external_id, digest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """What a record of the shop may change of a customer."""

    name: str
    tier: Tier
    email: str
    address: str


def master(tx: Tx, customer: int) -> Master:
    """A customer's master data as Desk has it."""
    row = tx.one("SELECT name, tier, email, address FROM customers WHERE id = ?", (customer,))
    assert row is not None
    return Master(name=row["name"], tier=Tier(row["tier"]), email=row["email"], address=row["address"])


def numbers_of(tx: Tx, customer: int) -> set[str]:
    """A customer's numbers, in E.164."""
    return {str(row["number"]) for row in tx.all("SELECT number FROM numbers WHERE customer_id = ?", (customer,))}


def queue_id(tx: Tx, name: str) -> int | None:
    """The queue of this name, as it is filed or as a language calls it."""
    found: int | None = tx.value(
        "SELECT id FROM queues q WHERE name = ?1 OR EXISTS (SELECT 1 FROM json_each(q.names) WHERE value = ?1)"
        " ORDER BY name <> ?1 LIMIT 1",
        (name,),
    )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far an import has come: the last line that is done, and what became of its rows."""

    done: int = 0
    applied: int = 0
    unchanged: int = 0
    refused: int = 0


def place(tx: Tx, digest: bytes) -> Place:
    """Where an import of this digest stopped, or the beginning."""
    row = tx.one("SELECT done, applied, unchanged, refused FROM imports WHERE digest = ?", (digest,))
    return Place() if row is None else Place(**dict(row))


def keep_place(tx: Tx, digest: bytes, name: str, at: Place) -> None:
    """Remember how far an import has come, in the transaction that brings it there."""
    tx.run(
        "INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?, ?, ?, ?)",
        (digest, name, at.done, at.applied, at.unchanged, at.refused, clock.micros(tx.now)),
    )


def forget_place(tx: Tx, digest: bytes) -> None:
    """The import is complete: the next one of the same file begins anew."""
    tx.run("DELETE FROM imports WHERE digest = ?", (digest,))


def past_articles(tx: Tx, ticket: int) -> Counter[tuple[str, int, str]]:
    """What an earlier ticket holds already: kind, time in microseconds and words of its articles."""
    rows = tx.all("SELECT kind, at, body FROM articles WHERE ticket_id = ? AND author_id IS NULL", (ticket,))
    return Counter((str(row["kind"]), int(row["at"]), str(row["body"])) for row in rows)
