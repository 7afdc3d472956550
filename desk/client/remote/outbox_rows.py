"""The outbox's rows: how a command lies on disk, sealed, and how it is read again."""

import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from desk.client.remote import file_rows
from desk.client.remote.command import Command, Pending, Status
from desk.client.remote.vault import Unreadable, Vault
from desk.contract.endpoint import Key
from desk.contract.errors import Problem
from desk.contract.routes import ENDPOINTS

#: How long the name of a click that is done is kept, so that a late second click finds it.
REMEMBERED = 24 * 3600.0
STALE_AFTER = 600.0
#: The server keeps answers at least seven days; an older repeat could happen twice.
UNSAFE_AFTER = 7 * 86400.0
_GONE = (Status.DONE, Status.WITHDRAWN, Status.DISCARDED)


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What is sealed of a command. ``body`` is kept as the bytes that are sent: a repeat must not differ."""

    path: dict[str, int | str]
    body: bytes | None
    if_match: int | None
    #: Where the words were written, and what they were, draft and all.
    draft: tuple[str, str] | None = None
    words: str = ""
    files: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Row:
    """A command in the outbox; times are seconds since 1970."""

    key: str
    click: str
    lane: str
    endpoint: str
    ask_if_stale: bool
    status: Status
    tries: int
    created_at: float
    next_at: float
    parcel: Parcel | None
    #: The command as it was put; None when it can not be read.
    command: Command | None = None
    problem: Problem | None = None
    #: How often it could not be sent or was not answered since the program started.
    misses: int = 0
    #: The server asked for peace until then.
    not_before: float = 0.0

    @property
    def files(self) -> tuple[str, ...]:
        """The files that go along."""
        return () if self.parcel is None else self.parcel.files

    @property
    def stale(self) -> bool:
        """Whether it lay for so long that the agent is asked before it is sent."""
        age = time.time() - self.created_at
        return (self.ask_if_stale and age > STALE_AFTER) or (self.tries > 0 and age > UNSAFE_AFTER)

    def pending(self) -> Pending:
        """The row as a screen shows it."""
        return Pending(
            key=self.key,
            lane=self.lane,
            endpoint=self.endpoint,
            status=self.status,
            command=self.command,
            tries=self.tries,
            created_at=datetime.fromtimestamp(self.created_at, UTC),
            due_at=datetime.fromtimestamp(self.next_at, UTC),
            problem=self.problem,
        )


def _command(row: Row) -> Command | None:
    endpoint = ENDPOINTS.get(row.endpoint)
    if row.parcel is None or endpoint is None:
        return None
    try:
        body: Any = None if row.parcel.body is None else msgspec.json.decode(row.parcel.body, type=endpoint.body)
    except msgspec.MsgspecError:
        return None
    return Command(
        endpoint=row.endpoint,
        lane=row.lane,
        path=row.parcel.path,
        body=body,
        if_match=row.parcel.if_match,
        ask_if_stale=row.ask_if_stale,
        draft=row.parcel.draft,
        files=row.parcel.files,
        key=row.key,
        click=row.click,
    )


def new_row(command: Command) -> Row:
    """The row of a command that is put now; ValueError when its route takes no Idempotency-Key."""
    if command.endpoint not in ENDPOINTS or ENDPOINTS[command.endpoint].key is Key.NONE:
        raise ValueError(f"{command.endpoint!r} can not go through the outbox")
    now = time.time()
    return Row(
        key=command.key,
        click=command.click or command.key,
        lane=command.lane,
        endpoint=command.endpoint,
        ask_if_stale=command.ask_if_stale,
        status=Status.WAITING,
        tries=0,
        created_at=now,
        next_at=now + command.undo,
        parcel=parcel(command),
        command=command,
    )


def parcel(command: Command, words: str = "") -> Parcel:
    """What is sealed of a command; ``words`` is what its draft held."""
    body = None if command.body is None else msgspec.json.encode(command.body)
    return Parcel(
        path=command.path,
        body=body,
        if_match=command.if_match,
        draft=command.draft,
        words=words,
        files=command.files,
    )


def insert(db: sqlite3.Connection, row: Row, sealed: bytes) -> tuple[str, bool]:
    """Write a new row; returns its key and True, or the first one's key and False if the click is known."""
    known = db.execute("SELECT key FROM outbox WHERE click = ? OR key = ?", (row.click, row.key)).fetchone()
    if known is not None:
        return str(known[0]), False
    db.execute(
        "INSERT INTO outbox VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'')",
        (
            row.key,
            row.click,
            row.lane,
            row.endpoint,
            row.ask_if_stale,
            row.status,
            row.tries,
            row.created_at,
            row.next_at,
            sealed,
        ),
    )
    return row.key, True


def update(db: sqlite3.Connection, key: str, status: Status, tries: int, next_at: float, problem: bytes) -> None:
    """Write where a row stands; what has left the outbox keeps its click and loses its words."""
    db.execute(
        "UPDATE outbox SET status = ?, tries = ?, next_at = ?, sealed_problem = ? WHERE key = ?",
        (status, tries, next_at, problem, key),
    )
    if status in _GONE:
        db.execute("UPDATE outbox SET sealed = x'', sealed_problem = x'' WHERE key = ?", (key,))


def take_out(db: sqlite3.Connection, row: Row, status: Status) -> None:
    """Write that a row has left the outbox, and its files with it or back to where they were chosen."""
    update(db, row.key, status, row.tries, row.next_at, b"")
    if status is Status.WITHDRAWN:
        file_rows.take_back(db, row.key)
    else:
        file_rows.drop(db, row.key)


def seal_again(db: sqlite3.Connection, sealed: list[tuple[bytes, bytes, str]]) -> None:
    """Write the same words under another key."""
    db.executemany("UPDATE outbox SET sealed = ?, sealed_problem = ? WHERE key = ? AND sealed != x''", sealed)


def load(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Every row still in the outbox, in order; those long gone are forgotten."""
    db.execute(
        "DELETE FROM outbox WHERE status IN ('done', 'withdrawn', 'discarded') AND created_at < ?",
        (time.time() - REMEMBERED,),
    )
    return db.execute(
        "SELECT key, click, lane, endpoint, ask_if_stale, status, tries, created_at, next_at, sealed,"
        " sealed_problem FROM outbox WHERE status NOT IN ('done', 'withdrawn', 'discarded') ORDER BY number"
    ).fetchall()


def sealed_parcel(vault: Vault, row: Row) -> bytes:
    """The row's words, sealed for its place."""
    return vault.seal(msgspec.json.encode(row.parcel), f"outbox:{row.key}")


def sealed_problem(vault: Vault, row: Row) -> bytes:
    """The row's problem, sealed; empty when there is none."""
    return b"" if row.problem is None else vault.seal(msgspec.json.encode(row.problem), f"problem:{row.key}")


def read(vault: Vault, line: tuple[Any, ...]) -> Row:
    """A row of ``load``; one that was on its way is unknown now, one that can not be read is lost."""
    key, click, lane, endpoint, ask, status, tries, created_at, next_at, sealed, problem = line
    row = Row(
        key=key,
        click=click,
        lane=lane,
        endpoint=endpoint,
        ask_if_stale=bool(ask),
        status=Status(status),
        tries=tries,
        created_at=created_at,
        next_at=next_at,
        parcel=None,
    )
    try:
        row.parcel = msgspec.json.decode(vault.unseal(sealed, f"outbox:{key}"), type=Parcel)
        if problem:
            row.problem = msgspec.json.decode(vault.unseal(problem, f"problem:{key}"), type=Problem)
    except (Unreadable, msgspec.MsgspecError):
        row.parcel = None
    row.command = _command(row)
    if row.command is None:
        row.status = Status.LOST
    elif row.status is Status.SENDING:
        row.status = Status.UNKNOWN
    return row
