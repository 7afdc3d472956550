"""The live feed: one stream of server-sent events for the whole program, resumed without a gap and never doubled.

Hold a topic first, then fetch: what happens after the fetch is then sure to be heard, and what the fetch already
shows is told by ``seq <= synced_to``. A change of topics reconnects and resumes from where the new topic was asked for.
"""

import asyncio
import logging
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from desk.client.remote.http import SIGNED_OUT, Http
from desk.client.remote.sse import BadStream, SseEvent, SseParser
from desk.client.remote.watch import Watchers
from desk.contract import feed as wire
from desk.contract.errors import ErrorCode, Refusal, Unreachable
from desk.contract.feed import FeedEnded, FeedItem, FeedQuery, Gap, PresenceList, SyncedTo
from desk.contract.routes import ENDPOINTS

log = logging.getLogger("desk.client")

#: So many delivered positions are remembered, to resume from before them without telling one twice.
REMEMBERED = 5000
FIRST_PAUSE = 0.3
LONGEST_PAUSE = 5.0
#: Topics change together when a customer is opened: wait this long for the rest before reconnecting.
SETTLE = 0.02
OFFLINE_AFTER = 10.0

News = FeedItem | PresenceList | Gap


class Link(StrEnum):
    """How the feed stands."""

    LIVE = "live"
    CATCHING_UP = "catching_up"
    RECONNECTING = "reconnecting"
    OFFLINE = "offline"

    @property
    def lost(self) -> bool:
        """Whether there is no line at all; while another one catches up, after the topics changed, there is."""
        return self in (Link.RECONNECTING, Link.OFFLINE)


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What the connection is like. ``complete_at`` (monotonic): when the shown data was last known to be complete."""

    link: Link
    synced_to: int
    complete_at: float | None
    latency: float | None

    @property
    def age(self) -> float | None:
        """Seconds since the data was last known to be complete; None when it never was."""
        return None if self.complete_at is None else time.monotonic() - self.complete_at


class SessionOver(Exception):  # noqa: N818  it says what happened
    """The server closed the feed for good."""

    def __init__(self, code: ErrorCode) -> None:
        super().__init__(code)
        self.code = code


class Feed:
    """The one stream. Lives on the event loop; ``run`` is its work."""

    def __init__(self, http: Http, *, silence: float = wire.SILENCE_SECONDS) -> None:
        self._http = http
        self._silence = silence
        self._topics: Counter[str] = Counter({"mine": 1})
        self._changed = asyncio.Event()
        self._news: Watchers[News] = Watchers()
        self._health_watchers: Watchers[Health] = Watchers()
        self._link = Link.OFFLINE
        self._complete_at: float | None = None
        self._down_since = time.monotonic()
        #: Everything up to here was told; None before the first connection.
        self.position: int | None = None
        self._resume_from: int | None = None
        #: The oldest answer fetched before the first connection: whoever shows it must hear what came after.
        self._oldest: int | None = None
        self._told: deque[int] = deque()
        self._told_set: set[int] = set()
        self._floor = 0

    def watch(self, hear: Callable[[News], None]) -> Callable[[], None]:
        """Hear events, who is present, and gaps (fetch everything afresh); the answer ends that."""
        return self._news.add(hear)

    def watch_health(self, hear: Callable[[Health], None]) -> Callable[[], None]:
        """Hear when the link changes or the data is known to be complete again; the answer ends that."""
        return self._health_watchers.add(hear)

    @property
    def health(self) -> Health:
        """What the connection is like just now."""
        return Health(
            link=self._link,
            synced_to=self.position or 0,
            complete_at=self._complete_at,
            latency=self._http.traffic.latency,
        )

    @property
    def topics(self) -> frozenset[str]:
        """What is listened to."""
        return frozenset(self._topics)

    def hold(self, *topics: str) -> Callable[[], None]:
        """Listen to these topics until the answer is called (twice does no harm). Hold before you fetch."""
        before = self.topics
        self._topics.update(topics)
        if self.topics != before:
            if self.position is not None:
                earlier = self.position if self._resume_from is None else self._resume_from
                self._resume_from = min(self.position, earlier)
            self._changed.set()
        held = list(topics)

        def release() -> None:
            while held:
                self._let_go(held.pop())

        return release

    def _let_go(self, topic: str) -> None:
        self._topics[topic] -= 1
        if self._topics[topic] <= 0:
            del self._topics[topic]

    def note(self, position: int) -> None:
        """Something was fetched that is complete up to here."""
        if self.position is None:
            self._oldest = min(position, self._oldest or position)

    def start_at(self, position: int) -> None:
        """Begin after this position, or after that of anything fetched before. Only before the first connection."""
        if self.position is None and position:
            self.position = self._floor = min(position, self._oldest or position)

    def reset(self) -> None:
        """Another person or server: begin anew."""
        self.position = self._resume_from = self._oldest = self._complete_at = None
        self._told.clear()
        self._told_set.clear()
        self._floor = 0
        self._set_link(Link.OFFLINE)

    async def run(self) -> None:
        """Listen until cancelled or until the session is over."""
        failures = 0
        self._down_since = time.monotonic()
        self._set_link(Link.RECONNECTING)
        try:
            while True:
                try:
                    if await self._connection():
                        await asyncio.sleep(SETTLE)
                        continue
                except Refusal as refusal:
                    if refusal.code in SIGNED_OUT:
                        return
                    log.warning("the feed of %s was refused: %s", _joined(self.topics), refusal.code)
                except (Unreachable, BadStream, TimeoutError):
                    pass
                failures = 1 if self._link is Link.LIVE else failures + 1
                self._lost()
                await _pause(failures)
        except SessionOver as over:
            if self._http.on_over is not None:
                self._http.on_over(over.code)
        finally:
            self._set_link(Link.OFFLINE)

    def _lost(self) -> None:
        if self._link in (Link.LIVE, Link.CATCHING_UP):
            self._down_since = time.monotonic()
        down = time.monotonic() - self._down_since
        self._set_link(Link.OFFLINE if down > OFFLINE_AFTER else Link.RECONNECTING)

    async def _connection(self) -> bool:
        """One connection, to its end; True when it ended because the topics changed."""
        self._changed.clear()
        listening = asyncio.create_task(self._listen(), name="feed: listen")
        changing = asyncio.create_task(self._changed.wait(), name="feed: topics")
        try:
            await asyncio.wait((listening, changing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (listening, changing):
                task.cancel()
            await asyncio.gather(listening, changing, return_exceptions=True)
        if not listening.cancelled():
            listening.result()
        return self._changed.is_set()

    async def _listen(self) -> None:
        after = self.position if self._resume_from is None else self._resume_from
        if after is not None and after < self._floor:
            self._gap(Gap(first_seq=after + 1))
        headers = {} if after is None else {"Last-Event-ID": str(after)}
        query = FeedQuery(topics=_joined(self.topics))
        parser, clock = SseParser(), asyncio.get_running_loop().time
        async with asyncio.timeout(self._silence) as patience:
            async with self._http.stream(ENDPOINTS["events"], query=query, headers=headers) as chunks:
                self._set_link(Link.CATCHING_UP)
                if after is None:
                    self._news.tell(Gap(first_seq=0))
                async for chunk in chunks:
                    patience.reschedule(clock() + self._silence)
                    for event in parser.feed(chunk):
                        self._take(event)

    def _take(self, event: SseEvent) -> None:
        try:
            match event.name:
                case wire.LOG:
                    self._hear(msgspec.json.decode(event.data, type=FeedItem))
                case wire.SYNCED:
                    self._synced(msgspec.json.decode(event.data, type=SyncedTo).synced_to)
                case wire.PRESENCE:
                    self._news.tell(msgspec.json.decode(event.data, type=PresenceList))
                case wire.GAP:
                    self._gap(msgspec.json.decode(event.data, type=Gap))
                case wire.ENDED:
                    raise SessionOver(_code(msgspec.json.decode(event.data, type=FeedEnded).code))
                case _:
                    pass
        except msgspec.ValidationError:
            # A newer server tells of facts this program does not know; the position moves on with `synced`.
            log.info("an event this program does not know")
        except msgspec.DecodeError as error:
            raise BadStream("an event that makes no sense") from error

    def _hear(self, item: FeedItem) -> None:
        seq = item.event.seq
        if seq in self._told_set or (self._resume_from is None and seq <= (self.position or 0)):
            return
        self._told.append(seq)
        self._told_set.add(seq)
        if len(self._told) > REMEMBERED:
            oldest = self._told.popleft()
            self._told_set.discard(oldest)
            self._floor = max(self._floor, oldest)
        self.position = max(self.position or 0, seq)
        if self._link is Link.LIVE:
            self._complete_at = time.monotonic()
        self._news.tell(item)

    def _synced(self, position: int) -> None:
        self.position = max(self.position or 0, position)
        self._resume_from = None
        self._complete_at = time.monotonic()
        self._set_link(Link.LIVE, tell=True)

    def _gap(self, gap: Gap) -> None:
        """Positions begin anew: the log was cut, or the server stands on an older copy of it."""
        self.position = self._floor = max(0, gap.first_seq - 1)
        self._resume_from = None
        self._told.clear()
        self._told_set.clear()
        self._news.tell(gap)

    def _set_link(self, link: Link, *, tell: bool = False) -> None:
        changed, self._link = link is not self._link, link
        if changed or tell:
            self._health_watchers.tell(self.health)


def _joined(topics: Iterable[str]) -> str:
    return ",".join(sorted(topics))


def _code(word: str) -> ErrorCode:
    try:
        return ErrorCode(word)
    except ValueError:
        return ErrorCode.SESSION_EXPIRED


async def _pause(failures: int) -> None:
    most = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures, 8))
    await asyncio.sleep(random.uniform(FIRST_PAUSE / 3, most))  # noqa: S311  jitter, not a secret
