"""Sessions (opaque tokens, kept as digests), failed sign-ins, and connector tokens."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.contract.events import ConnectorIssued, ConnectorRevoked
from desk.contract.users import Role, Session, User
from desk.server.store import clock, log, users
from desk.server.store.db import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A session that holds: who sits there, since when, and whether the screen is covered."""

    digest: bytes
    user: User
    started_at: datetime
    expires_at: datetime
    active_at: datetime
    locked: bool
    workstation: str

    @property
    def role(self) -> Role:
        """What the person is here for."""
        return self.user.role

    def answer(self, idle_lock: int) -> Session:
        """The session as its owner sees it."""
        return Session(
            user=self.user,
            started_at=self.started_at,
            expires_at=self.expires_at,
            locked=self.locked,
            idle_lock_seconds=idle_lock,
            workstation=self.workstation,
        )


def digest(token: str) -> bytes:
    """What is stored of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).digest()


def find(tx: Tx, token_digest: bytes) -> Sitting | str | None:
    """The session of a token; the reason when it has ended; None when there never was one."""
    row = tx.one("SELECT * FROM sessions WHERE digest = ?", (token_digest,))
    if row is None:
        return None
    if row["ended_at"] is not None:
        return str(row["ended_why"])
    if row["expires_at"] <= clock.micros(tx.now):
        return "expired"
    user = users.user(tx, row["user_id"])
    if user is None or not user.active:
        return "disabled"
    return Sitting(
        digest=token_digest,
        user=user,
        started_at=clock.instant(row["started_at"]),
        expires_at=clock.instant(row["expires_at"]),
        active_at=clock.instant(row["active_at"]),
        locked=bool(row["locked"]),
        workstation=row["workstation"],
    )


def start(tx: Tx, user_id: int, workstation: str, limit: int) -> str:
    """Open a session for ``limit`` seconds; returns its token, which is not kept."""
    token = secrets.token_urlsafe(32)
    now = clock.micros(tx.now)
    until = clock.micros(tx.now + timedelta(seconds=limit))
    tx.run(
        "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, 0, ?, NULL, '')",
        (digest(token), user_id, now, until, now, workstation),
    )
    return token


def end_all(tx: Tx, user_id: int, why: str) -> int:
    """End every session of a person; returns how many there were."""
    return tx.run(
        "UPDATE sessions SET ended_at = ?, ended_why = ? WHERE user_id = ? AND ended_at IS NULL",
        (clock.micros(tx.now), why, user_id),
    )


def end(tx: Tx, token_digest: bytes, why: str) -> None:
    """End one session."""
    tx.run(
        "UPDATE sessions SET ended_at = ?, ended_why = ? WHERE digest = ? AND ended_at IS NULL",
        (clock.micros(tx.now), why, token_digest),
    )


def holder(tx: Tx, user_id: int) -> str | None:
    """The workstation where a person's session holds, or None."""
    row = tx.one(
        "SELECT workstation FROM sessions WHERE user_id = ? AND ended_at IS NULL AND expires_at > ?",
        (user_id, clock.micros(tx.now)),
    )
    return None if row is None else str(row["workstation"])


def set_locked(tx: Tx, token_digest: bytes, locked: bool) -> None:
    """Cover or uncover the screen."""
    tx.run(
        "UPDATE sessions SET locked = ?, active_at = ? WHERE digest = ?",
        (locked, clock.micros(tx.now), token_digest),
    )


def touch(tx: Tx, token_digest: bytes, at: datetime) -> None:
    """The person did something at ``at``."""
    tx.run("UPDATE sessions SET active_at = max(active_at, ?) WHERE digest = ?", (clock.micros(at), token_digest))


def failures(tx: Tx, subject: str, since: datetime) -> int:
    """How many sign-ins of a login or from an address failed since then."""
    return int(
        tx.value("SELECT count(*) FROM sign_in_failures WHERE subject = ? AND at > ?", (subject, clock.micros(since)))
    )


def record_failure(tx: Tx, subject: str) -> None:
    """One more failed sign-in; those older than a day are forgotten."""
    tx.run("INSERT INTO sign_in_failures VALUES (?, ?)", (subject, clock.micros(tx.now)))
    tx.run("DELETE FROM sign_in_failures WHERE at < ?", (clock.micros(tx.now - timedelta(days=1)),))


def forget_failures(tx: Tx, subject: str) -> None:
    """A sign-in succeeded."""
    tx.run("DELETE FROM sign_in_failures WHERE subject = ?", (subject,))


def issue_connector(tx: Tx, kind: str, name: str) -> str:
    """A token for a connector (``cti`` or ``ingest``); shown once, kept as a digest."""
    token = secrets.token_urlsafe(32)
    kept = digest(token)
    tx.run("INSERT INTO connector_tokens VALUES (?, ?, ?, ?, NULL)", (kept, kind, name, clock.micros(tx.now)))
    log.append(tx, ConnectorIssued(name=name, scope=kind, token_id=token_id(kept)))
    return token


def token_id(kept: bytes) -> str:
    """What a connector's token is called where it must not be shown: the beginning of its digest."""
    return kept[:6].hex()


@dataclass(frozen=True, slots=True)
class Connector:
    """A token of a connector as it may be shown; the token itself nobody has."""

    kind: str
    name: str
    id: str
    issued: datetime
    revoked: datetime | None


def connectors(tx: Tx) -> list[Connector]:
    """Every connector's tokens, by name."""
    rows = tx.all("SELECT * FROM connector_tokens ORDER BY name, kind, created_at")
    return [
        Connector(
            kind=row["kind"],
            name=row["name"],
            id=token_id(row["digest"]),
            issued=clock.instant(row["created_at"]),
            revoked=clock.maybe_instant(row["revoked_at"]),
        )
        for row in rows
    ]


def revoke_connector(tx: Tx, name: str, kind: str | None) -> int:
    """Refuse a connector's tokens from now on, all of them or those of one kind; returns how many there were."""
    rows = tx.all(
        "SELECT digest, kind FROM connector_tokens WHERE name = ? AND kind = coalesce(?, kind) AND revoked_at IS NULL",
        (name, kind),
    )
    for row in rows:
        tx.run("UPDATE connector_tokens SET revoked_at = ? WHERE digest = ?", (clock.micros(tx.now), row["digest"]))
        log.append(tx, ConnectorRevoked(name=name, scope=row["kind"], token_id=token_id(row["digest"])))
    return len(rows)


def connector(tx: Tx, kind: str, token: str) -> str | None:
    """The name of the connector a token belongs to, or None."""
    name: str | None = tx.value(
        "SELECT name FROM connector_tokens WHERE digest = ? AND kind = ? AND revoked_at IS NULL",
        (digest(token), kind),
    )
    return name
