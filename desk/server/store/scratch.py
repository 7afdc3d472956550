"""A throw-away table on disk, for joins and look-ups that may not fit into memory."""

import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType


class Scratch:
    """Values by a name and a key, several for one key in the order they came; gone when it is closed."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="desk-", dir=folder)
        self._db = sqlite3.connect(Path(self._folder.name) / "scratch.db", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("CREATE TABLE kept (name TEXT, key TEXT, value BLOB)")
        self._db.execute("CREATE INDEX kept_key ON kept (name, key)")
        self._db.execute("BEGIN")

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, name: str, key: str, value: bytes) -> None:
        """Keep one value more."""
        self._db.execute("INSERT INTO kept VALUES (?, ?, ?)", (name, key, value))

    def add_all(self, name: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keep many values."""
        self._db.executemany("INSERT INTO kept VALUES (?, ?, ?)", ((name, key, value) for key, value in rows))

    def values(self, name: str, key: str) -> list[bytes]:
        """Everything kept for a key."""
        rows = self._db.execute("SELECT value FROM kept WHERE name = ? AND key = ? ORDER BY rowid", (name, key))
        return [bytes(row[0]) for row in rows]

    def first(self, name: str, key: str) -> bytes | None:
        """What was kept first for a key."""
        sql = "SELECT value FROM kept WHERE name = ? AND key = ? ORDER BY rowid LIMIT 1"
        row = self._db.execute(sql, (name, key)).fetchone()
        return None if row is None else bytes(row[0])

    def close(self) -> None:
        """Throw it away."""
        self._db.close()
        self._folder.cleanup()
