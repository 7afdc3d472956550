"""A whole database at once: copying it while it is in use, comparing its tables with its log."""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import msgspec

from desk.server.store import log
from desk.server.store.db import Database, Tx

_encode = msgspec.msgpack.Encoder().encode


def copy(path: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use; ``target`` is there whole or not at all, for its owner."""
    half = target.with_name(target.name + ".part")
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(half)) as made:
            source.backup(made)
            made.execute("PRAGMA journal_mode=DELETE")
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def damage(path: Path) -> str:
    """What SQLite finds wrong with a database file; empty when nothing is."""
    try:
        with closing(sqlite3.connect(path)) as db:
            found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == ["ok"] else "; ".join(found)


def copy_files(folder: Path, target: Path) -> int:
    """Copy stored files that ``target`` lacks (their names are their digests); returns how many it has then."""
    count = 0
    for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if not file.is_file() or file.name.endswith(".part"):
            continue
        count += 1
        there = target / file.relative_to(folder)
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            half = there.with_name(there.name + ".part")
            shutil.copyfile(file, half)
            half.replace(there)
    return count


def differences(path: Path) -> list[str]:
    """Tables and indexes that do not say what the log says. Works on a copy beside ``path``; nothing else changes."""
    with tempfile.TemporaryDirectory(prefix="desk-check-", dir=path.parent) as folder:
        scratch = Path(folder) / "copy.db"
        copy(path, scratch)
        before = digests(scratch)
        with closing(Database(scratch)) as database:
            database.write(log.rebuild)
        after = digests(scratch)
    return [name for name in before if before[name] != after[name]]


def counts(tx: Tx) -> dict[str, int]:
    """How much there is, for whoever wants an overview; counts every row."""
    tables = ("log", "customers", "orders", "promises", "surveys", "tickets", "calls")
    return {name: int(tx.value(f"SELECT count(*) FROM {name}")) for name in tables}  # noqa: S608 (constants)


def digests(path: Path) -> dict[str, str]:
    """A digest of the content of every table and index that the log can rebuild."""
    with closing(sqlite3.connect(path)) as db:
        found = {
            name: _digest(db, name, len(db.execute(f"PRAGMA table_info({name})").fetchall())) for name in log.DERIVED
        }
        for name in log.INDEXES:
            db.execute(f"CREATE VIRTUAL TABLE temp.v_{name} USING fts5vocab(main, {name}, instance)")
            found[name] = _digest(db, f"temp.v_{name}", 4)
    return found


def _digest(db: sqlite3.Connection, table: str, columns: int) -> str:
    order = ", ".join(map(str, range(1, columns + 1)))
    digest = hashlib.sha256()
    for row in db.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608 (names are constants)
        digest.update(_encode(row))
    return digest.hexdigest()
