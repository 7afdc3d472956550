"""What the shop has told already: its events by ``source`` and ``id``, its records by their digests."""

from collections import Counter

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


def customer_id(tx: Tx, source: str, external_id: str) -> int | None:
    """The customer a source calls by this name."""
    found: int | None = tx.value("SELECT id FROM customers WHERE source = ? AND external_id = ?", (source, external_id))
    return found


def ticket_id(tx: Tx, source: str, external_id: str) -> int | None:
    """The ticket that came from an earlier one of this name."""
    found: int | None = tx.value("SELECT id FROM tickets WHERE source = ? AND external_id = ?", (source, external_id))
    return found


def past_articles(tx: Tx, ticket: int) -> Counter[tuple[str, int, str]]:
    """What an earlier ticket holds already: kind, time in microseconds and words of its articles."""
    rows = tx.all("SELECT kind, at, body FROM articles WHERE ticket_id = ? AND author_id IS NULL", (ticket,))
    return Counter((str(row["kind"]), int(row["at"]), str(row["body"])) for row in rows)
