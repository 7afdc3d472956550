"""Private addresses of people's shifts: one a person, known by its digest only."""

import secrets

from desk.server.store import clock
from desk.server.store.db import Tx
from desk.server.store.sessions import digest


def make(tx: Tx, user_id: int) -> str:
    """A new token; the one before reaches nothing any more."""
    token = secrets.token_urlsafe(32)
    tx.run("INSERT OR REPLACE INTO calendar_links VALUES (?, ?, ?)", (user_id, digest(token), clock.micros(tx.now)))
    return token


def drop(tx: Tx, user_id: int) -> None:
    """There is no address any more."""
    tx.run("DELETE FROM calendar_links WHERE user_id = ?", (user_id,))


def owner(tx: Tx, token: str) -> int | None:
    """The active person whose shifts a token shows."""
    sql = "SELECT l.user_id FROM calendar_links l JOIN users u ON u.id = l.user_id WHERE l.digest = ? AND u.active = 1"
    found: int | None = tx.value(sql, (digest(token),))
    return found
