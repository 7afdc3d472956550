"""The one connection to the server, and the only file that knows httpx.

Every answer is either what the contract says, a ``Refusal``, or ``Unreachable``: a captive portal's page, a cut
body, a gateway's error and a dead line all mean the same, that nobody decided.
"""

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from desk import __version__
from desk.client.remote.replies import Answered, Reply, checked, kind_of, meaning
from desk.contract.endpoint import BACKGROUND_HEADER, Endpoint
from desk.contract.errors import ErrorCode, Problem, Refusal, Unreachable

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 15.0
#: httpx's pool costs O(open requests); the feed's stream comes on top.
AT_ONCE = 8
#: Bytes of a large body that leave at once.
SLICE = 64 * 1024
GET_TRIES = 3
GET_SECONDS = 12.0
#: A GET does not wait longer than this for a Retry-After: somebody is looking at the screen.
GET_PATIENCE = 5.0

#: Codes that say that nobody is signed in.
SIGNED_OUT = frozenset({ErrorCode.NOT_SIGNED_IN, ErrorCode.SESSION_EXPIRED, ErrorCode.SESSION_TAKEN_OVER})

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the server is and how to get there. ``address`` is ``https://host[:port]``; without TLS only to this
    machine, unless ``plain`` allows it (a policy's decision, for a test network)."""

    address: str
    ca_file: Path | None = None
    proxy: str | None = None
    plain: bool = False
    #: Seconds to wait for an answer.
    patience: float = ANSWER_SECONDS

    def __post_init__(self) -> None:
        """ValueError, with what to write instead."""
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{self.address!r}: write https://HOST or https://HOST:PORT")
        if parts.scheme == "http" and not (self.loopback or self.plain):
            raise ValueError(f"{self.address!r} is not encrypted: write https://{parts.netloc}")

    @property
    def loopback(self) -> bool:
        """Whether the server is this machine."""
        return (urlsplit(self.address).hostname or "") in ("localhost", "127.0.0.1", "::1")


@dataclass(slots=True)
class Traffic:
    """What the connection has seen: seconds an answer took of late, and when (monotonic) the last one came."""

    latency: float | None = None
    heard_at: float | None = None
    requests: int = 0

    def note(self, seconds: float) -> None:
        """One more answer arrived."""
        self.requests += 1
        self.heard_at = time.monotonic()
        self.latency = seconds if self.latency is None else 0.7 * self.latency + 0.3 * seconds


@dataclass(slots=True)
class Http:
    """One client for the program's life; ``token`` is the session's and goes with every request."""

    site: Site
    token: str | None = field(default=None, repr=False)
    traffic: Traffic = field(default_factory=Traffic)
    #: Told the code when an answer to the present token says that the session is over, or covered.
    on_over: Callable[[ErrorCode], None] | None = None
    #: Hears the log position of every answer that tells one.
    on_answer: Callable[[int], None] | None = None
    #: Whether somebody is at the workstation: what is asked while nobody is must not keep the session open.
    attended: Callable[[], bool] | None = None
    #: How often the screen was uncovered: that it was covered before is no news.
    uncovered: int = 0
    _opening: "asyncio.Task[httpx.AsyncClient] | None" = None
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    #: Every request that is under way, and what is set when it has ended.
    _under_way: dict[asyncio.Timeout, asyncio.Event] = field(
        default_factory=lambda: dict[asyncio.Timeout, asyncio.Event]()
    )
    _closed: bool = False

    async def open(self) -> None:
        """Load the HTTP library and the certificates in a thread; requests before that wait for it."""
        await self._ready()

    async def close(self) -> None:
        """End every request and every connection, for good."""
        self._closed = True
        await self._end()

    async def move(self, site: Site) -> None:
        """Talk to another server from now on; what was asked of the old one is Unreachable."""
        self.site, self.token, self.traffic = site, None, Traffic()
        await self._end()

    async def _end(self) -> None:
        opening, self._opening = self._opening, None
        # httpx forgets a connection that is only being made when it closes: the request must end first.
        ending = dict(self._under_way)
        for request in ending:
            if not request.expired():
                request.reschedule(0)
        for ended in ending.values():
            await ended.wait()
        if opening is not None:
            with contextlib.suppress(OSError, ValueError):
                await (await opening).aclose()

    @contextlib.asynccontextmanager
    async def _until_closed(self) -> AsyncGenerator[None]:
        """Unreachable when the connections are ended meanwhile."""
        request, ended = asyncio.timeout(None), asyncio.Event()
        try:
            async with request:
                self._under_way[request] = ended
                try:
                    yield
                finally:
                    del self._under_way[request]
        except TimeoutError:
            if not request.expired():
                raise
            raise Unreachable("closed") from None
        finally:
            ended.set()

    async def _ready(self) -> "httpx.AsyncClient":
        if self._closed:
            raise Unreachable("closed")
        if self._opening is None:
            self._opening = asyncio.create_task(asyncio.to_thread(_load, self.site), name="http: open")
        opening = self._opening
        try:
            return await asyncio.shield(opening)
        except (OSError, ValueError) as error:
            if self._opening is opening:
                self._opening = None
            raise Unreachable(f"certificates or proxy: {error}") from error

    async def request(
        self,
        endpoint: Endpoint,
        *,
        path: Mapping[str, object] = NOTHING,
        query: msgspec.Struct | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] = NOTHING,
        progress: Callable[[int], None] | None = None,
    ) -> Reply:
        """Send one request once; Refusal when the server decided against it, Unreachable when nobody decided."""
        try:
            return await self.exchange(endpoint, path=path, query=query, body=body, headers=headers, progress=progress)
        except Answered as answered:
            raise meaning(answered.problem) from None

    async def get(
        self,
        endpoint: Endpoint,
        *,
        path: Mapping[str, object] = NOTHING,
        query: msgspec.Struct | None = None,
        headers: Mapping[str, str] = NOTHING,
    ) -> Reply:
        """``request`` for reading: tried again a few times while nobody answers."""
        import stamina  # noqa: PLC0415  start-up time: loaded by `open` in a thread

        await self._ready()
        async for attempt in stamina.retry_context(
            on=_pause, attempts=GET_TRIES, timeout=GET_SECONDS, wait_initial=0.2, wait_max=2.0, wait_jitter=0.3
        ):
            with attempt:
                return await self.request(endpoint, path=path, query=query, headers=headers)
        raise AssertionError("stamina ends with an answer or an error")

    async def exchange(
        self,
        endpoint: Endpoint,
        *,
        path: Mapping[str, object] = NOTHING,
        query: msgspec.Struct | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] = NOTHING,
        progress: Callable[[int], None] | None = None,
    ) -> Reply:
        """As ``request``, but a problem is raised as ``Answered``, with its headers. ``progress`` hears how many
        bytes of the body have left."""
        async with self._until_closed():
            client, sitting = await self._ready(), self._sitting()
            request = client.build_request(
                endpoint.method,
                self.site.address + _path(endpoint, path) + _query(query),
                content=body if body is None or progress is None else _sliced(body, progress),
                headers={**self._headers(endpoint, body), **headers},
            )
            async with self._room:
                began = time.monotonic()
                reply = await _sent(client, request)
        self.traffic.note(time.monotonic() - began)
        if self.on_answer is not None and reply.synced_to:
            self.on_answer(reply.synced_to)
        try:
            return checked(endpoint, reply)
        except Answered as answered:
            self._heed(answered.problem, sitting)
            raise

    def _sitting(self) -> tuple[str | None, int]:
        return self.token, self.uncovered

    def _heed(self, problem: Problem, asked: tuple[str | None, int]) -> None:
        """What is said of a session or a cover that are history changes nothing."""
        over = problem.code in SIGNED_OUT or problem.code is ErrorCode.SESSION_LOCKED
        if over and asked[0] is not None and asked == self._sitting() and self.on_over is not None:
            self.on_over(problem.code)

    @contextlib.asynccontextmanager
    async def stream(
        self, endpoint: Endpoint, *, query: msgspec.Struct, headers: Mapping[str, str] = NOTHING
    ) -> AsyncGenerator[AsyncIterator[bytes], None]:
        """Open a stream without an end; its silence is for the caller to watch."""
        import httpx  # noqa: PLC0415  start-up time: loaded by `open` in a thread

        sitting = self._sitting()
        try:
            async with self._until_closed():
                client, sitting = await self._ready(), self._sitting()
                request = client.build_request(
                    endpoint.method,
                    self.site.address + _path(endpoint, NOTHING) + _query(query),
                    headers={**self._headers(endpoint, None), "Accept": endpoint.media_type, **headers},
                    timeout=httpx.Timeout(self.site.patience, connect=CONNECT_SECONDS, read=None),
                )
                response = await client.send(request, stream=True)
                try:
                    if response.status_code != 200 or kind_of(response.headers) != endpoint.media_type:
                        await response.aread()
                        checked(endpoint, _reply(response))
                    yield response.aiter_bytes()
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise Unreachable(type(error).__name__) from error
        except Answered as answered:
            self._heed(answered.problem, sitting)
            raise meaning(answered.problem) from None

    def _headers(self, endpoint: Endpoint, body: bytes | None) -> dict[str, str]:
        headers = {"Accept": "application/json, application/octet-stream"}
        if self.token is not None and endpoint.roles:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.attended is not None and not self.attended():
            headers[BACKGROUND_HEADER] = "1"
        if body is not None:
            headers |= {"Content-Type": endpoint.media_type, "Content-Length": str(len(body))}
        return headers


def _load(site: Site) -> "httpx.AsyncClient":
    """Everything slow about HTTP: a tenth of a second of imports, the system's certificates. Runs in a thread."""
    _spare_the_command_line()
    import ssl  # noqa: PLC0415  start-up time

    import httpx  # noqa: PLC0415  start-up time
    import stamina.instrumentation  # noqa: PLC0415  start-up time
    import truststore  # noqa: PLC0415  start-up time

    stamina.instrumentation.set_on_retry_hooks([])
    # At level INFO httpx writes every address into the log, and a search holds somebody's number.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    trusted = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if site.address.startswith("https:") else None
    if trusted is not None and site.ca_file is not None:
        trusted.load_verify_locations(site.ca_file)
    return httpx.AsyncClient(
        verify=trusted or False,
        proxy=site.proxy,
        trust_env=site.proxy is None and not site.loopback,
        timeout=httpx.Timeout(site.patience, connect=CONNECT_SECONDS),
        limits=httpx.Limits(max_connections=AT_ONCE + 4, max_keepalive_connections=AT_ONCE, keepalive_expiry=30),
        follow_redirects=False,
        headers={"User-Agent": f"Desk/{__version__}"},
    )


def _spare_the_command_line() -> None:
    """httpx brings a command-line program along, and with it, where they are installed, click, pygments and rich:
    three quarters of its import. A module that is None can not be imported, and httpx does without."""
    if "httpx" not in sys.modules:
        sys.modules["httpx._main"] = cast(Any, None)


async def _sent(client: "httpx.AsyncClient", request: "httpx.Request") -> Reply:
    import httpx  # noqa: PLC0415  start-up time: loaded by `open` in a thread

    try:
        return _reply(await client.send(request))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Unreachable(type(error).__name__, left=False) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise Unreachable(type(error).__name__) from error


async def _sliced(body: bytes, progress: Callable[[int], None]) -> AsyncIterator[bytes]:
    for at in range(0, len(body), SLICE):
        yield body[at : at + SLICE]
        progress(min(at + SLICE, len(body)))


def _reply(response: "httpx.Response") -> Reply:
    return Reply(status=response.status_code, headers=dict(response.headers), body=response.content)


def _path(endpoint: Endpoint, parts: Mapping[str, object]) -> str:
    return endpoint.url(**{name: quote(str(part), safe=":") for name, part in parts.items()})


def _query(query: msgspec.Struct | None) -> str:
    if query is None:
        return ""
    given: dict[str, Any] = msgspec.to_builtins(query, builtin_types=())
    pairs = [(name, _word(value)) for name, value in given.items() if value is not None and value != ""]
    return "?" + urlencode(pairs) if pairs else ""


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _pause(error: Exception) -> bool | float:
    """Whether a failed GET is tried again, and after how many seconds if the server said so."""
    match error:
        case Unreachable(retry_after=None):
            return True
        case Unreachable(retry_after=seconds) if seconds is not None and seconds <= GET_PATIENCE:
            return float(seconds)
        case Refusal(problem=Problem(code=ErrorCode.TOO_MANY_REQUESTS, retry_after=seconds)):
            return float(seconds) if seconds is not None and seconds <= GET_PATIENCE else False
        case _:
            return False
