"""Numbered, forward-only schema steps, each applied once and in its own transaction."""

import hashlib
import sqlite3
from pathlib import Path

from desk.server.store import texts

STEPS = Path(__file__).parent / "migrations"


class MigrationError(Exception):
    """The database cannot be used with this program; the message says what to do."""


def migrate(db: sqlite3.Connection) -> int:
    """Bring ``db`` to the newest schema and return how many steps ran.

    Raises MigrationError when the database is newer than the program or an applied step was edited.
    """
    db.create_function("text_of", 1, texts.text_of, deterministic=True)
    db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID")
    steps = {path.name: path.read_text(encoding="utf-8") for path in sorted(STEPS.glob("*.sql"))}
    ran = 0
    for name, sql in steps.items():
        ran += _step(db, name, sql)
    applied = {str(row[0]) for row in db.execute("SELECT name FROM migrations")}
    if unknown := applied - set(steps):
        raise MigrationError(f"the database has newer steps ({', '.join(sorted(unknown))}): update this program")
    return ran


def counting(*names: str) -> list[str]:
    """The statements that count calls (or what these steps count) of which only the rows are there; for whoever writes
    those in bulk."""
    steps = [(STEPS / name).read_text(encoding="utf-8") for name in names or ("0007_arrivals.sql", "0008_wall.sql")]
    return [one for sql in steps for one in _statements(sql) if "INSERT INTO" in one]


def _step(db: sqlite3.Connection, name: str, sql: str) -> int:
    digest = hashlib.sha256(sql.encode()).hexdigest()
    db.execute("BEGIN IMMEDIATE")
    try:
        known = db.execute("SELECT digest FROM migrations WHERE name = ?", (name,)).fetchone()
        if known is not None:
            if known[0] != digest:
                raise MigrationError(f"step {name} was edited after it had been applied: restore it")
            return 0
        for statement in _statements(sql):
            db.execute(statement)
        db.execute("INSERT INTO migrations VALUES (?, ?)", (name, digest))
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return 1


def _statements(sql: str) -> list[str]:
    """Split a script where SQLite itself sees a complete statement (triggers hold semicolons)."""
    found: list[str] = []
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
