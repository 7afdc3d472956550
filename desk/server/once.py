"""A write of several transactions under its Idempotency-Key: begun once, answered once, taken back only before."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from desk.contract.errors import ErrorCode, Refusal
from desk.server.routes.handling import Answering
from desk.server.store import answers
from desk.server.store.answers import Kept
from desk.server.store.db import Tx
from desk.server.store.sessions import Sitting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Write:
    """A write as the answers know it: by person, route and key, and the digest of what was sent."""

    user_id: int
    route: str
    key: str
    digest: bytes

    def kept(self, tx: Tx) -> Kept | None:
        """What became of it; None when nothing has. Refusal when its key was sent with other words."""
        kept = answers.find(tx, self.user_id, self.route, self.key)
        if kept is not None and kept.digest not in (answers.ANY, self.digest):
            raise Refusal(ErrorCode.KEY_REUSED, "this Idempotency-Key was sent with another request")
        return kept

    def decided(self, tx: Tx) -> Kept | None:
        """Its answer; None when it has none, whether or not it was begun."""
        kept = self.kept(tx)
        return None if kept is None or kept.under_way else kept

    def begin(self, tx: Tx) -> None:
        """From here on it cannot be taken back; Refusal when it was, or was answered."""
        kept = self.kept(tx)
        if kept is None:
            answers.begin(tx, self.user_id, self.route, self.key, self.digest)
        elif not kept.under_way:
            raise Refusal(ErrorCode.CONFLICT, "it was decided meanwhile")

    def keep(self, tx: Tx, status: int, etag: str | None, body: bytes) -> None:
        """Keep its answer."""
        answers.keep(tx, self.user_id, self.route, self.key, self.digest, status, etag, body)


class Beginning:
    """The server as a handler of several transactions sees it: its first write begins the command, in the same
    transaction."""

    def __init__(self, server: Answering, write: Write) -> None:
        self._server = server
        self._write = write
        self.database = server.database
        self.settings = server.settings
        self.end_feeds = server.end_feeds

    async def hashing(self, work: Callable[[], T]) -> T:
        """As the server does it."""
        found: T = await self._server.hashing(work)
        return found

    async def reading(self, work: Callable[[Tx], T]) -> T:
        """As the server does it."""
        found: T = await self._server.reading(work)
        return found

    async def writing(self, work: Callable[[Tx], T], sitting: Sitting | None) -> T:
        """As the server does it, unless the command was taken back or answered meanwhile: then Refusal."""

        def begun(tx: Tx) -> T:
            self._write.begin(tx)
            return work(tx)

        found: T = await self._server.writing(begun, sitting)
        return found


class Turns:
    """Repeats of a write that is being carried out wait for its answer."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[Any, ...], asyncio.Lock] = WeakValueDictionary()

    def of(self, write: Write) -> asyncio.Lock:
        """The lock of all requests with this key."""
        return self._locks.setdefault((write.user_id, write.route, write.key), asyncio.Lock())
