"""What the workstation last knew: shown, with its age, while the server cannot be asked. Sealed, bounded in size."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import msgspec

from desk.client.remote.api import Api, Fetched
from desk.client.remote.store import NotKept, Store
from desk.client.remote.vault import Unreadable, Vault
from desk.contract.calls import Ring
from desk.contract.customers import Customer
from desk.contract.errors import Unreachable
from desk.contract.macros import Macro
from desk.contract.queues import Queue
from desk.contract.remedies import Situation, SituationQuery
from desk.contract.tickets import Template
from desk.contract.timeline import TimelinePage
from desk.contract.users import Session

T = TypeVar("T")
MOST_BYTES = 16 * 1024 * 1024
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """An answer, fresh or remembered: ``at`` is when the server gave it."""

    data: T
    synced_to: int
    at: datetime
    fresh: bool


class Cache:
    """Answers worth remembering. Each method asks the server, and remembers; only when nobody answers it recalls.

    Unreachable when nobody answers and nothing is remembered; a Refusal is never papered over.
    """

    def __init__(self, store: Store, vault: Vault, api: Api, *, most_bytes: int = MOST_BYTES) -> None:
        self._store, self._vault, self._api = store, vault, api
        self._most_bytes = most_bytes
        self._remembering: set[asyncio.Task[None]] = set()
        #: While the server is known to be away, what is remembered comes at once instead of after a time-out.
        self.offline = False

    async def customer(self, customer_id: int) -> Known[Customer]:
        """A customer."""
        return await self._ask(
            f"customer:{customer_id}",
            Customer,
            lambda: self._api.get("customer", Customer, customer_id=customer_id),
        )

    async def timeline(self, customer_id: int) -> Known[TimelinePage]:
        """The newest page of a customer's stream."""
        return await self._ask(
            f"timeline:{customer_id}",
            TimelinePage,
            lambda: self._api.get("timeline", TimelinePage, customer_id=customer_id),
        )

    async def situation(self, customer_id: int, order_id: int | None = None) -> Known[Situation]:
        """What the actions' rules look at, ``order_id`` in it whatever its age."""
        query = SituationQuery(order_id=order_id)
        return await self._ask(
            f"situation:{customer_id}",
            Situation,
            lambda: self._api.get("situation", Situation, query, customer_id=customer_id),
        )

    async def rings(self) -> Known[list[Ring]]:
        """What rings for me or is mine just now."""
        return await self._ask("rings", list[Ring], lambda: self._api.get("rings", list[Ring]))

    async def queues(self) -> Known[list[Queue]]:
        """Queues with their wrap-up codes."""
        return await self._ask("queues", list[Queue], lambda: self._api.get("queues", list[Queue]))

    async def templates(self) -> Known[list[Template]]:
        """Ready words."""
        return await self._ask("templates", list[Template], lambda: self._api.get("templates", list[Template]))

    async def macros(self) -> Known[list[Macro]]:
        """What leads have bundled."""
        return await self._ask("macros", list[Macro], lambda: self._api.get("macros", list[Macro]))

    async def recall(self, name: str, answer: type[T]) -> Known[T] | None:
        """What is remembered under a name, without asking; None when nothing is, or it can not be read."""
        try:
            line = await self._store.run(lambda db: _recall(db, name))
        except NotKept:
            return None
        if line is None:
            return None
        at, synced_to, sealed = line
        try:
            data: T = msgspec.json.decode(self._vault.unseal(sealed, f"cache:{name}"), type=answer)
        except (Unreadable, msgspec.MsgspecError):
            return None
        return Known(data, synced_to, datetime.fromtimestamp(at, UTC), fresh=False)

    def keep(self, name: str, data: Any, synced_to: int = 0) -> None:
        """``remember``, without waiting for the disk."""
        task = asyncio.create_task(self.remember(name, data, synced_to), name=f"cache: {name}")
        self._remembering.add(task)
        task.add_done_callback(self._remembering.discard)

    async def remember(self, name: str, data: Any, synced_to: int = 0) -> None:
        """Keep an answer; the least recently used go when there are too many. A full disk is no error here."""
        sealed = self._vault.seal(_encode(data), f"cache:{name}")
        try:
            await self._store.run(lambda db: _remember(db, name, synced_to, sealed, self._most_bytes))
        except NotKept:
            return

    async def session(self) -> Session | None:
        """The session as it was last seen, for a start without the server."""
        known = await self.recall("session", Session)
        return None if known is None or known.data.expires_at <= datetime.now(UTC) else known.data

    async def flush(self) -> None:
        """Wait until everything fetched so far is kept."""
        await asyncio.gather(*self._remembering)

    async def _ask(self, name: str, answer: type[T], fetch: Callable[[], Awaitable[Fetched[T]]]) -> Known[T]:
        if self.offline and (known := await self.recall(name, answer)) is not None:
            return known
        try:
            fetched = await fetch()
        except Unreachable:
            known = await self.recall(name, answer)
            if known is None:
                raise
            return known
        self.keep(name, fetched.data, fetched.synced_to)
        return Known(fetched.data, fetched.synced_to, datetime.now(UTC), fresh=True)


def _recall(db: sqlite3.Connection, name: str) -> tuple[float, int, bytes] | None:
    line: tuple[float, int, bytes] | None = db.execute(
        "SELECT at, synced_to, sealed FROM cache WHERE name = ?", (name,)
    ).fetchone()
    if line is not None:
        db.execute("UPDATE cache SET used_at = ? WHERE name = ?", (time.time(), name))
    return line


def _remember(db: sqlite3.Connection, name: str, synced_to: int, sealed: bytes, most_bytes: int) -> None:
    now = time.time()
    db.execute(
        "INSERT OR REPLACE INTO cache VALUES (?, ?, ?, ?, ?, ?)", (name, now, now, synced_to, len(sealed), sealed)
    )
    over = int(db.execute("SELECT coalesce(sum(size), 0) FROM cache").fetchone()[0]) - most_bytes
    if over <= 0:
        return
    for old, size in db.execute("SELECT name, size FROM cache WHERE name != ? ORDER BY used_at", (name,)).fetchall():
        db.execute("DELETE FROM cache WHERE name = ?", (old,))
        over -= size
        if over <= 0:
            return
