"""Answers already given, by user, route and Idempotency-Key."""

from dataclasses import dataclass
from datetime import timedelta

from desk.server.store import clock
from desk.server.store.db import Tx

#: Clients repeat nothing after seven days (unless somebody says so); what is kept longer is for slow repairs.
KEPT = timedelta(days=30)
LONGEST_KEY = 255
#: Instead of a request's digest: the answer to whatever comes under this key.
ANY = b""
#: Instead of a status (102, Processing): begun, and not answered yet.
UNDER_WAY = 102


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer to give again word for word, and the digest of the request it answered."""

    digest: bytes
    status: int
    etag: str | None
    body: bytes

    @property
    def under_way(self) -> bool:
        """Whether it was begun and has no answer yet: whoever sends it again has it carried on."""
        return self.status == UNDER_WAY


def find(tx: Tx, user_id: int, route: str, key: str) -> Kept | None:
    """The answer given for this key, or None."""
    row = tx.one("SELECT * FROM answers WHERE user_id = ? AND route = ? AND key = ?", (user_id, route, key))
    return None if row is None else Kept(bytes(row["digest"]), row["status"], row["etag"], bytes(row["body"]))


def keep(tx: Tx, user_id: int, route: str, key: str, digest: bytes, status: int, etag: str | None, body: bytes) -> None:
    """Keep an answer for repeats, in the place of the one that it is under way."""
    tx.run(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET status = excluded.status,"
        " etag = excluded.etag, body = excluded.body, at = excluded.at WHERE status = ?",
        (user_id, route, key, digest, status, etag, body, clock.micros(tx.now), UNDER_WAY),
    )


def begin(tx: Tx, user_id: int, route: str, key: str, digest: bytes) -> None:
    """Note that a write of several transactions is under way."""
    keep(tx, user_id, route, key, digest, UNDER_WAY, None, b"")


def any_old(tx: Tx) -> bool:
    """Whether there is an answer older than ``KEPT``; cheap enough to ask every second."""
    return tx.value("SELECT 1 FROM answers WHERE at < ? LIMIT 1", (clock.micros(tx.now - KEPT),)) is not None


def prune(tx: Tx, limit: int) -> int:
    """Forget up to so many answers older than ``KEPT``, oldest first; returns how many.

    What costs money is known for ever by the remedy that it has brought about.
    """
    return tx.run(
        "DELETE FROM answers WHERE (user_id, route, key) IN"
        " (SELECT user_id, route, key FROM answers WHERE at < ? ORDER BY at LIMIT ?)",
        (clock.micros(tx.now - KEPT), limit),
    )
