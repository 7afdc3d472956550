"""The database: one writer, a few readers, and the transaction that handlers are given.

Everything here is synchronous and meant to run whole in a thread of ``Database``'s own pools, never on the
event loop. SQLite in WAL mode with ``synchronous=FULL``: what was answered survives a power cut.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from desk.contract.calls import Call, Ring
from desk.contract.events import Event
from desk.server.store import clock
from desk.server.store.memo import Memo
from desk.server.store.migrate import MigrationError, migrate
from desk.server.store.tally import Tallies

T = TypeVar("T")
Row = sqlite3.Row
Params = Sequence[Any]
Shown = Ring | Call
READERS = 2
#: Seconds a write waits for another process, and between two attempts.
PATIENCE, ASK_AGAIN = 30.0, 0.002


def listed(ids: Iterable[int]) -> str:
    """Ids as a parameter for ``IN (SELECT value FROM json_each(?))``."""
    return json.dumps(list(ids))


def path_of(address: str) -> Path:
    """The file of a ``sqlite:///`` address; ValueError with what to write instead."""
    if not address.startswith("sqlite:///"):
        raise ValueError(f"{address}: write sqlite:///PATH (three slashes and a path, four for an absolute one)")
    return Path(address.removeprefix("sqlite:///"))


def attachments_of(path: Path) -> Path:
    """Where the files of a database are stored unless somebody says otherwise."""
    return path.with_name(path.name + ".files")


class Tx:
    """A transaction. ``append`` (in ``store/log.py``) collects what it wrote in ``events``."""

    def __init__(
        self,
        db: sqlite3.Connection,
        now: datetime,
        actor_id: int | None,
        actor: str,
        tallies: Tallies | None = None,
        memo: Memo | None = None,
    ) -> None:
        self._db = db
        self.now = now
        self.actor_id = actor_id
        self.actor = actor
        self.events: list[Event] = []
        #: What the live feed shows with a ring or a missed call, by the seq of its event.
        self.shown: dict[int, Shown] = {}
        self.tallies = Tallies() if tallies is None else tallies
        self.memo = Memo() if memo is None else memo

    def run(self, sql: str, params: Params = ()) -> int:
        """Execute; returns the number of rows changed."""
        return self._db.execute(sql, params).rowcount

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        """Every row of a query."""
        return self._db.execute(sql, params).fetchall()

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """The first row of a query, or None."""
        row: Row | None = self._db.execute(sql, params).fetchone()
        return row

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, or None."""
        row = self._db.execute(sql, params).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Undo everything inside when it raises; the transaction goes on."""
        kept = len(self.events)
        self._db.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK TO part")
            self._db.execute("RELEASE part")
            del self.events[kept:]
            raise
        self._db.execute("RELEASE part")

    @property
    def head(self) -> int:
        """The newest seq of the log as this transaction sees it."""
        return int(self.value("SELECT coalesce(max(seq), 0) FROM log"))


Work = Callable[[Tx], T]
Committed = Callable[[list[Event], dict[int, Shown]], None]


class Database:
    """A SQLite file with its writer and readers. ``on_commit`` hears of new events, on the writer's thread."""

    def __init__(self, path: Path | str) -> None:
        """Open ``path`` (made if missing) and bring its schema up to date; MigrationError when that cannot be."""
        if sqlite3.sqlite_version_info < (3, 35):
            raise MigrationError("SQLite 3.35 or newer is needed")
        self.path = Path(path)
        self.on_commit: Committed | None = None
        self._lock = threading.Lock()
        self._writer = self._connect(migrate)
        self._writer.execute("PRAGMA busy_timeout=0")
        self._readers = threading.local()
        self._tallies = Tallies()
        self._memo = Memo()
        self._open: list[sqlite3.Connection] = [self._writer]
        self.write_pool = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self.read_pool = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    def _connect(self, prepare: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA fullfsync=ON")
            db.execute("PRAGMA foreign_keys=ON")
            db.execute("PRAGMA cache_size=-65536")
            prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def write(self, work: Work[T], *, actor_id: int | None = None, actor: str = "") -> T:
        """Run ``work`` in one write transaction; committed to disk when this returns."""
        with self._lock:
            self._begin()
            tx = Tx(self._writer, clock.now(), actor_id, actor)
            try:
                result = work(tx)
                self._writer.execute("COMMIT")
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
            if tx.events and self.on_commit is not None:
                self.on_commit(tx.events, tx.shown)
            return result

    def _begin(self) -> None:
        """Begin to write; while another process does, ask again often: SQLite's own waiting sleeps ever longer and so
        misses the short breaths of an import."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(ASK_AGAIN)

    def read(self, work: Work[T], *, actor_id: int | None = None, actor: str = "") -> T:
        """Run ``work`` on a consistent snapshot."""
        db: sqlite3.Connection | None = getattr(self._readers, "db", None)
        if db is None:
            db = self._connect(_only_read)
            self._readers.db = db
            self._open.append(db)
        db.execute("BEGIN")
        try:
            return work(Tx(db, clock.now(), actor_id, actor, self._tallies, self._memo))
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")

    def between_writes(self, work: Work[T]) -> T:
        """Run ``work`` on a snapshot while no write of this process is under way: ``on_commit`` heard of them all."""
        with self._lock:
            return self.read(work)

    def close(self) -> None:
        """Finish what runs, then close every connection."""
        self.write_pool.shutdown(wait=True)
        self.read_pool.shutdown(wait=True)
        for db in self._open:
            db.close()


def _only_read(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA query_only=ON")
