"""What the reference executor has done, in a file that survives it."""

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

from desk.contract.executors import RemedyCommand

_SCHEMA = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE IF NOT EXISTS commands (
    key TEXT PRIMARY KEY, desk TEXT NOT NULL, action TEXT NOT NULL, amount INTEGER NOT NULL, body BLOB NOT NULL,
    state TEXT NOT NULL, due REAL NOT NULL, told INTEGER NOT NULL, heard INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS commands_due ON commands (due) WHERE state = 'accepted';
CREATE INDEX IF NOT EXISTS commands_untold ON commands (key) WHERE told = 0;
CREATE TABLE IF NOT EXISTS effects (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, action TEXT NOT NULL, amount INTEGER NOT NULL
);
"""


class Book:
    """``commands`` are what was asked for, once for each key; a line in ``effects`` is what a customer would see
    done: money on an account, a rider at the door. Nothing but the program keeps a key from having two."""

    def __init__(self, path: Path | str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def find(self, key: str) -> sqlite3.Row | None:
        """A command that came before."""
        row: sqlite3.Row | None = self._db.execute("SELECT * FROM commands WHERE key = ?", (key,)).fetchone()
        return row

    def hear(self, key: str) -> None:
        """It came once more."""
        self._db.execute("UPDATE commands SET heard = heard + 1 WHERE key = ?", (key,))

    def take(self, desk: str, command: RemedyCommand, body: bytes, state: str, due: float) -> None:
        """A new command: done, refused, or accepted until ``due`` (seconds since 1970), to be called back then."""
        row = (command.key, desk, command.action, command.amount, body, state, due, int(state != "accepted"))
        with self._whole():
            self._db.execute("INSERT INTO commands VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)", row)
            if state == "done":
                self._do(command.key, command.action, command.amount)

    def finish(self, now: float) -> None:
        """Do what was accepted and is due."""
        found = self._db.execute("SELECT * FROM commands WHERE state = 'accepted' AND due <= ?", (now,)).fetchall()
        for row in found:
            with self._whole():
                self._db.execute("UPDATE commands SET state = 'done' WHERE key = ?", (row["key"],))
                self._do(row["key"], row["action"], row["amount"])

    def untold(self, limit: int) -> list[sqlite3.Row]:
        """What is done and Desk has not heard of."""
        sql = "SELECT * FROM commands WHERE told = 0 AND state <> 'accepted' LIMIT ?"
        return self._db.execute(sql, (limit,)).fetchall()

    def told(self, key: str) -> None:
        """Desk has heard of it."""
        self._db.execute("UPDATE commands SET told = 1 WHERE key = ?", (key,))

    def commands(self) -> list[sqlite3.Row]:
        """Everything that was ever asked for."""
        return self._db.execute("SELECT * FROM commands").fetchall()

    def effects(self) -> list[sqlite3.Row]:
        """Everything that was ever done, in order."""
        return self._db.execute("SELECT * FROM effects ORDER BY id").fetchall()

    def _do(self, key: str, action: str, amount: int) -> None:
        self._db.execute("INSERT INTO effects (key, action, amount) VALUES (?, ?, ?)", (key, action, amount))

    @contextlib.contextmanager
    def _whole(self) -> Generator[None]:
        """Everything inside, or nothing of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
