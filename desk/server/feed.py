"""The live feed: events to their listeners as server-sent events, in order, without gaps, never twice.

A listener is registered first, then caught up from the log, then fed live; what catch-up already sent is
skipped by its seq. A listener too slow for its queue is cut off and resumes with ``Last-Event-ID``.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from desk.contract import feed
from desk.contract.calls import Call, Ring
from desk.contract.errors import ErrorCode
from desk.contract.events import Event, SessionEnded
from desk.contract.feed import FeedEnded, FeedItem, Gap, PresenceList, SyncedTo
from desk.server.rules.masking import masked_event
from desk.server.rules.topics import topics_of
from desk.server.store import log
from desk.server.store.db import Database, Shown, Tx

_encode = msgspec.json.Encoder().encode
CATCH_UP = 500
#: Frames that wait for a listener before it counts as too slow: more than the biggest move of tickets makes at once.
QUEUE = 2500


def frame(event: str, data: Any, seq: int | None = None) -> bytes:
    """One server-sent event."""
    number = b"" if seq is None else b"id: %d\n" % seq
    return b"event: " + event.encode() + b"\n" + number + b"data: " + _encode(data) + b"\n\n"


def _item(event: Event, shown: Shown | None) -> FeedItem:
    """An event as it goes out live."""
    return FeedItem(
        event=masked_event(event),
        ring=shown if isinstance(shown, Ring) else None,
        missed=shown if isinstance(shown, Call) else None,
    )


@dataclass(eq=False)
class Listener:
    """One open stream: its topics, what waits for it, and the newest seq it was sent."""

    user_id: int
    digest: bytes
    topics: frozenset[str]
    queue: asyncio.Queue[tuple[int, bytes] | None] = field(default_factory=lambda: asyncio.Queue(QUEUE))
    sent: int = 0
    over: FeedEnded | None = None

    closed: bool = False

    def offer(self, seq: int, encoded: bytes) -> None:
        """Put a frame on its way, or cut a listener that is too slow."""
        if self.closed:
            return
        if self.queue.full():
            self.cut()
        else:
            self.queue.put_nowait((seq, encoded))

    def cut(self, ended: FeedEnded | None = None) -> None:
        """End the stream. What still waits is dropped whole, never in part: the client resumes after what it has."""
        self.closed = True
        self.over = self.over or ended
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Feed:
    """All open streams of this server. Lives on the event loop; ``committed`` may be called from any thread."""

    def __init__(self, database: Database, heartbeat: float, presence: Callable[[frozenset[str]], PresenceList]):
        self._database = database
        self._heartbeat = heartbeat
        self._presence = presence
        self._loop: asyncio.AbstractEventLoop | None = None
        self._by_topic: dict[str, set[Listener]] = defaultdict(set)
        self._listeners: dict[Listener, None] = {}
        self.head = 0
        #: The newest seq handed to the loop; kept under the database's write lock.
        self._told = 0

    def start(self) -> None:
        """Bind to the running loop and hear of commits from now on."""
        self._loop = asyncio.get_running_loop()
        self.head = self._told = self._database.read(lambda tx: tx.head)
        self._database.on_commit = self.committed

    def stop(self) -> None:
        """End every stream; clients resume at the next server."""
        self._database.on_commit = None
        for listener in list(self._listeners):
            listener.cut()

    def committed(self, events: list[Event], shown: dict[int, Shown]) -> None:
        """Hear of a commit, on the writer's thread; what another process committed before it is told first."""
        missed = events[0].seq - 1 - self._told
        if missed > 0:
            self._tell(self._database.read(lambda tx: log.after(tx, self._told, missed)), {})
        self._tell(events, shown)

    def catch_up(self) -> bool:
        """Tell what another process committed (an import, an administrator); returns whether there may be more.

        Called off the loop, once a second: such a commit wakes nobody here.
        """
        events = self._database.between_writes(self._foreign)
        return len(events) == CATCH_UP

    def _foreign(self, tx: Tx) -> list[Event]:
        events = log.after(tx, self._told, CATCH_UP)
        self._tell(events, {})
        return events

    def _tell(self, events: list[Event], shown: dict[int, Shown]) -> None:
        if events and self._loop is not None and not self._loop.is_closed():
            self._told = events[-1].seq
            self._loop.call_soon_threadsafe(self._publish, events, shown)

    def _publish(self, events: list[Event], shown: dict[int, Shown]) -> None:
        for event in events:
            self.head = event.seq
            if isinstance(event.fact, SessionEnded):
                self.end(event.fact.user_id, ErrorCode.SESSION_EXPIRED)
            hearing = {listener for topic in topics_of(event) for listener in self._by_topic.get(topic, ())}
            if hearing:
                item = _item(event, shown.get(event.seq))
                encoded = frame(feed.LOG, item, event.seq)
                for listener in hearing:
                    listener.offer(event.seq, encoded)

    def whisper(self, topics: frozenset[str]) -> None:
        """Tell listeners of these topics who is present; not kept, not numbered."""
        for listener in {one for topic in topics for one in self._by_topic.get(topic, ())}:
            listener.offer(0, frame(feed.PRESENCE, self._presence(listener.topics)))

    def end(self, user_id: int, code: str, keep: bytes = b"") -> None:
        """Close a person's streams for good, except those of session ``keep``. Call it on the loop's thread."""
        for listener in [one for one in self._listeners if one.user_id == user_id and one.digest != keep]:
            listener.cut(FeedEnded(code=code))

    def end_soon(self, user_id: int, code: str, keep: bytes = b"") -> None:
        """``end``, from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.end, user_id, code, keep)

    def make_room(self, digest: bytes, limit: int) -> None:
        """Cut a session's oldest streams so that one more makes ``limit``."""
        mine = [one for one in self._listeners if one.digest == digest]
        for listener in mine[: max(0, len(mine) - limit + 1)]:
            listener.cut()

    async def stream(self, listener: Listener, after: int | None) -> AsyncIterator[bytes]:
        """The frames of one stream, from after seq ``after`` (or from now) until it is cut."""
        self._add(listener)
        try:
            async for encoded in self._caught_up(listener, after):
                yield encoded
            yield frame(feed.PRESENCE, self._presence(listener.topics))
            async for encoded in self._live(listener):
                yield encoded
        finally:
            self._remove(listener)

    async def _caught_up(self, listener: Listener, after: int | None) -> AsyncIterator[bytes]:
        """What the log holds since ``after``; positions without an event for us count as sent."""
        until = self.head
        if after is None or after > until:
            if after is not None:
                yield frame(feed.GAP, Gap(first_seq=until + 1))
            after = until
        listener.sent = after
        while listener.sent < until:
            events = await self._load(listener.sent)
            if not events:
                break
            for event in events:
                if event.seq <= until and listener.topics & topics_of(event):
                    yield frame(feed.LOG, FeedItem(event=masked_event(event)), event.seq)
            listener.sent = min(until, events[-1].seq)
        yield frame(feed.SYNCED, SyncedTo(synced_to=listener.sent), listener.sent)

    async def _load(self, after: int) -> list[Event]:
        read = self._database.read
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._database.read_pool, lambda: read(lambda tx: log.after(tx, after, CATCH_UP))
        )

    async def _live(self, listener: Listener) -> AsyncIterator[bytes]:
        while True:
            try:
                async with asyncio.timeout(self._heartbeat):
                    waiting = await listener.queue.get()
            except TimeoutError:
                if listener.queue.empty():
                    listener.sent = max(listener.sent, self.head)
                yield frame(feed.SYNCED, SyncedTo(synced_to=listener.sent), listener.sent)
                continue
            if waiting is None:
                if listener.over is not None:
                    yield frame(feed.ENDED, listener.over)
                return
            seq, encoded = waiting
            if seq == 0 or seq > listener.sent:
                listener.sent = max(listener.sent, seq)
                yield encoded

    def _add(self, listener: Listener) -> None:
        self._listeners[listener] = None
        for topic in listener.topics:
            self._by_topic[topic].add(listener)

    def _remove(self, listener: Listener) -> None:
        self._listeners.pop(listener, None)
        for topic in listener.topics:
            self._by_topic[topic].discard(listener)
            if not self._by_topic[topic]:
                del self._by_topic[topic]

    @property
    def listening(self) -> int:
        """How many streams are open."""
        return len(self._listeners)
