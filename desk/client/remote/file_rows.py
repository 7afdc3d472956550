"""Files that go along with words as they lie on the workstation's disk: sealed, with their draft or their command."""

import sqlite3
from collections.abc import Iterable
from typing import Any

import msgspec

from desk.client.remote.vault import Unreadable, Vault
from desk.contract.errors import Problem

Place = tuple[str, str]
Line = tuple[Any, ...]


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a file besides its bytes; ``id`` and ``at`` (seconds since 1970) once the server has it."""

    name: str
    size: int
    #: The Idempotency-Key of its upload.
    upload: str
    id: int | None = None
    at: float = 0.0
    #: Why the server does not take it.
    problem: Problem | None = None


def insert(db: sqlite3.Connection, key: str, place: Place, label: bytes, content: bytes) -> None:
    """A file that was chosen just now."""
    db.execute("INSERT INTO files VALUES (NULL, ?, ?, ?, '', ?, ?)", (key, *place, label, content))


def relabel(db: sqlite3.Connection, key: str, label: bytes) -> None:
    """It stands differently now."""
    db.execute("UPDATE files SET sealed = ? WHERE key = ?", (label, key))


def place(db: sqlite3.Connection, key: str, where: Place) -> None:
    """It belongs to the draft of this place."""
    db.execute("UPDATE files SET place_key = ?, place_kind = ?, command = '' WHERE key = ?", (*where, key))


def send(db: sqlite3.Connection, keys: Iterable[str], command: str) -> None:
    """They have left their draft with a command."""
    db.executemany("UPDATE files SET command = ? WHERE key = ?", [(command, key) for key in keys])


def take_back(db: sqlite3.Connection, command: str) -> None:
    """The command was withdrawn: its files are with their draft again."""
    db.execute("UPDATE files SET command = '' WHERE command = ?", (command,))


def drop(db: sqlite3.Connection, command: str) -> None:
    """The command is settled: its files are on the server, or were let go of with it."""
    db.execute("DELETE FROM files WHERE command = ?", (command,))


def remove(db: sqlite3.Connection, key: str) -> None:
    """It was left out."""
    db.execute("DELETE FROM files WHERE key = ?", (key,))


def load(db: sqlite3.Connection) -> list[Line]:
    """Every file but its bytes, in the order they were chosen."""
    return db.execute("SELECT key, place_key, place_kind, command, sealed FROM files ORDER BY number").fetchall()


def content(db: sqlite3.Connection, key: str) -> bytes | None:
    """The sealed bytes of a file; None when it was removed meanwhile."""
    row = db.execute("SELECT sealed_content FROM files WHERE key = ?", (key,)).fetchone()
    return None if row is None else bytes(row[0])


def seal_again(db: sqlite3.Connection, vault: Vault) -> None:
    """Write under the present key what can be read."""
    for key, label in db.execute("SELECT key, sealed FROM files").fetchall():
        try:
            read = unsealed(vault, key, label)
            raw = unsealed_content(vault, key, content(db, key) or b"")
        except Unreadable:
            continue
        values = (sealed(vault, key, read), sealed_content(vault, key, raw), key)
        db.execute("UPDATE files SET sealed = ?, sealed_content = ? WHERE key = ?", values)


def sealed(vault: Vault, key: str, label: Label) -> bytes:
    """A label for the disk."""
    return vault.seal(msgspec.json.encode(label), f"file:{key}")


def unsealed(vault: Vault, key: str, label: bytes) -> Label:
    """A label from the disk; Unreadable when the key is not at hand."""
    try:
        return msgspec.json.decode(vault.unseal(label, f"file:{key}"), type=Label)
    except msgspec.MsgspecError as error:
        raise Unreadable("written by another Desk") from error


def sealed_content(vault: Vault, key: str, raw: bytes) -> bytes:
    """A file's bytes for the disk."""
    return vault.seal(raw, f"content:{key}")


def unsealed_content(vault: Vault, key: str, raw: bytes) -> bytes:
    """A file's bytes from the disk; Unreadable when the key is not at hand."""
    return vault.unseal(raw, f"content:{key}")
