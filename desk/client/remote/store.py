"""The workstation's own database: what must survive the program, one file for each server and person.

SQLite, WAL, ``synchronous=FULL``: what ``run`` has returned from survives kill -9 and a power cut. One thread
writes; personal fields come in sealed (``vault.py``).
"""

import asyncio
import hashlib
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from desk.contract.errors import DeskError

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

#: Forward only; a file's ``user_version`` is the number of steps it has taken.
MIGRATIONS = (
    """
    CREATE TABLE outbox (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        click TEXT NOT NULL UNIQUE,
        lane TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        ask_if_stale INTEGER NOT NULL,
        status TEXT NOT NULL,
        tries INTEGER NOT NULL,
        created_at REAL NOT NULL,
        next_at REAL NOT NULL,
        sealed BLOB NOT NULL,
        sealed_problem BLOB NOT NULL
    );
    CREATE TABLE drafts (
        key TEXT NOT NULL,
        kind TEXT NOT NULL,
        edit INTEGER NOT NULL,
        synced_edit INTEGER NOT NULL,
        at REAL NOT NULL,
        sealed BLOB NOT NULL,
        sealed_other BLOB NOT NULL,
        PRIMARY KEY (key, kind)
    );
    CREATE TABLE cache (
        name TEXT PRIMARY KEY,
        at REAL NOT NULL,
        used_at REAL NOT NULL,
        synced_to INTEGER NOT NULL,
        size INTEGER NOT NULL,
        sealed BLOB NOT NULL
    );
    """,
    """
    CREATE TABLE files (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        place_key TEXT NOT NULL,
        place_kind TEXT NOT NULL,
        command TEXT NOT NULL,
        sealed BLOB NOT NULL,
        sealed_content BLOB NOT NULL
    );
    """,
)


class NotKept(DeskError):  # noqa: N818  it is told to the agent, like a Refusal
    """The workstation's disk did not take it: full, broken, or not writable."""


class Store:
    """The file of the person who is signed in; closed until ``open``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread: ThreadPoolExecutor | None = None
        self._db: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self.path: Path | None = None
        #: Where a damaged file was put aside when it was opened this time.
        self.put_aside: Path | None = None

    async def open(self, server: str, login: str) -> None:
        """Open the file of this person at this server, made if missing; NotKept when that cannot be."""
        await self.close()
        name = hashlib.sha256(f"{server}\n{login.lower()}".encode()).hexdigest()[:16]
        self.path, self.put_aside = self._folder / f"{name}.db", None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        await self._in_thread(lambda: self._opened(self._folder / f"{name}.db"))

    async def close(self) -> None:
        """Finish what waits, then close the file."""
        thread = self._thread
        if thread is not None:
            await self._in_thread(self._close)
            self._thread, self.path = None, None
            thread.shutdown(wait=False)

    @property
    def is_open(self) -> bool:
        """Whether somebody's file is open."""
        return self._thread is not None

    async def run(self, work: Work[T]) -> T:
        """Run ``work`` in one transaction on the store's thread; durable when this returns. NotKept if it failed.

        Calls are served in the order they were made. A caller that is cancelled does not undo it.
        """
        return await self.begin(work)

    def begin(self, work: Work[T]) -> "asyncio.Future[T]":
        """``run``, in line behind what was begun before and ahead of what is begun after this returns."""
        if self._thread is None:
            closed = asyncio.get_running_loop().create_future()
            closed.set_exception(NotKept("nobody's file is open"))
            return closed
        return asyncio.shield(asyncio.wrap_future(self._thread.submit(lambda: self._transaction(work))))

    def run_now(self, work: Work[T]) -> T:
        """``run`` for the last words of a program that is ending: blocks."""
        return self._transaction(work)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        if self._thread is None:
            raise NotKept("nobody's file is open")
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(work)))

    def _transaction(self, work: Work[T]) -> T:
        with self._lock:
            db = self._db
            if db is None:
                raise NotKept("nobody's file is open")
            try:
                db.execute("BEGIN IMMEDIATE")
                try:
                    result = work(db)
                    db.execute("COMMIT")
                finally:
                    if db.in_transaction:
                        db.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise NotKept(str(error)) from error
            return result

    def _opened(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._db = _connected(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.put_aside = _aside(path)
                self._db = _connected(path)
        except (OSError, sqlite3.Error) as error:
            raise NotKept(str(error)) from error

    def _close(self) -> None:
        with self._lock:
            db, self._db = self._db, None
            if db is not None:
                db.close()


def _connected(path: Path) -> sqlite3.Connection:
    # Before SQLite sees it: it gives the files beside it the same mode.
    path.touch(mode=0o600)
    path.chmod(0o600)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "secure_delete=ON"):
            db.execute(f"PRAGMA {pragma}")
        _migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _migrate(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    taken = int(db.execute("PRAGMA user_version").fetchone()[0])
    if taken > len(MIGRATIONS):
        db.execute("ROLLBACK")
        raise sqlite3.OperationalError("written by a newer Desk")
    for step in MIGRATIONS[taken:]:
        for statement in step.split(";"):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    db.execute("COMMIT")


def _aside(path: Path) -> Path:
    """Move a damaged file out of the way; it may hold words that somebody can still save."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.damaged-{stamp}.db")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(target.with_name(target.name + suffix))
    return target
