"""A line between client and server that does everything lines do: drops, cuts, doubles, delays and lies.

One request per connection. Which fault strikes is chosen by ``choose``, which sees the request's first line.
"""

import asyncio
import contextlib
import socket
import struct
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

#: Seconds.
HELD_UP = 0.4
PORTAL = b"<html><body>Please accept the terms of this network.</body></html>"


class Fault(StrEnum):
    """What happens to a request."""

    NONE = "none"
    DROP_BEFORE = "dropped before the server had it"
    DROP_AFTER = "dropped after the server had it"
    RESET_BEFORE = "reset before the server had it"
    RESET_AFTER = "reset after the server had it"
    HALF_HEAD = "half of the head came back"
    HALF_BODY = "half of the body came back"
    HALF_BODY_UNSAID = "half of the body came back, its length unsaid"
    CORRUPT = "the body came back garbled"
    PORTAL_200 = "a captive portal said 200"
    PORTAL_403 = "a captive portal said 403"
    GATEWAY_502 = "a gateway said 502 after the server had it"
    GATEWAY_503 = "a gateway said 503 before the server had it"
    TOO_MANY = "429 with Retry-After"
    SILENCE_BEFORE = "silence, and the server never had it"
    SILENCE_AFTER = "silence after the server had it"
    TWICE = "sent twice, one after the other"
    RACE = "sent twice at once"
    LATE = "held up on its way"
    LATE_BACK = "held up on its way back"


EVERY = [fault for fault in Fault if fault is not Fault.NONE]
#: The server has not seen the request.
BEFORE = {
    Fault.DROP_BEFORE,
    Fault.RESET_BEFORE,
    Fault.PORTAL_200,
    Fault.PORTAL_403,
    Fault.GATEWAY_503,
    Fault.TOO_MANY,
    Fault.SILENCE_BEFORE,
}
Choose = Callable[[bytes], Fault]


def always(fault: Fault) -> Choose:
    """The same for every request."""
    return lambda _line: fault


def _said(status: str, body: bytes, *more: str) -> bytes:
    head = [f"HTTP/1.1 {status}", "Content-Type: text/html", f"Content-Length: {len(body)}", "Connection: close", *more]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


LIES = {
    Fault.PORTAL_200: _said("200 OK", PORTAL),
    Fault.PORTAL_403: _said("403 Forbidden", PORTAL),
    Fault.GATEWAY_502: _said("502 Bad Gateway", b"<h1>Bad Gateway</h1>"),
    Fault.GATEWAY_503: _said("503 Service Unavailable", b"<h1>Sorry</h1>", "Retry-After: 0"),
    Fault.TOO_MANY: _said("429 Too Many Requests", b"slow down", "Retry-After: 1"),
}


class Proxy:
    """Listens on a free port of the loopback; ``url`` leads through it to the server at ``port``."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.choose: Choose = always(Fault.NONE)
        #: What struck, how often.
        self.struck: Counter[Fault] = Counter()
        #: While the cable is out nobody gets through, and what was open is cut.
        self.cut = False
        self.url = ""
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Proxy":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, backlog=200)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut = True
        if self._server is not None:
            self._server.close()
        # Whoever was just let in is hung up on too.
        await asyncio.sleep(0.01)
        await self.hang_up()
        # A connection that was told to close does so in the loop's next rounds.
        await asyncio.sleep(0.01)

    async def hang_up(self) -> None:
        """Cut every connection that is open just now."""
        tasks = list(self._open)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def pull_the_cable(self) -> None:
        """Cut everything and let nobody in until ``plug_in``."""
        self.cut = True
        await self.hang_up()

    def plug_in(self) -> None:
        """Let them in again."""
        self.cut = False

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer), name="proxy")
        self._open.add(task)
        task.add_done_callback(self._open.discard)
        # A task that is cancelled before it begins has no end of its own.
        task.add_done_callback(lambda _: writer.close())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.cut:
                _reset(writer)
                return
            request = await _request(reader)
            line = request.partition(b"\r\n")[0]
            if b"/events" in line:
                await self._tunnel(request, writer)
                return
            fault = self.choose(line)
            self.struck[fault] += 1
            await self._strike(fault, request, reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _tunnel(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        upstream, sending = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            sending.write(request)
            while chunk := await upstream.read(65536):
                writer.write(chunk)
                await writer.drain()
        finally:
            sending.close()

    async def _strike(
        self, fault: Fault, request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        answer = b""
        if fault is Fault.LATE:
            await asyncio.sleep(HELD_UP)
        if fault not in BEFORE:
            answer = await self._forwarded(fault, request)
        if fault is Fault.LATE_BACK:
            await asyncio.sleep(HELD_UP)
        match fault:
            case Fault.SILENCE_BEFORE | Fault.SILENCE_AFTER:
                await reader.read()  # until the caller has lost its patience
            case Fault.RESET_BEFORE | Fault.RESET_AFTER:
                _reset(writer)
            case Fault.DROP_BEFORE | Fault.DROP_AFTER:
                return
            case _:
                writer.write(LIES.get(fault) or _maimed(fault, answer))
                await writer.drain()

    async def _forwarded(self, fault: Fault, request: bytes) -> bytes:
        if fault is Fault.RACE:
            answers = await asyncio.gather(self._exchange(request), self._exchange(request), return_exceptions=True)
            whole = [answer for answer in answers if isinstance(answer, bytes)]
            return whole[0] if whole else b""
        if fault is Fault.TWICE:
            with contextlib.suppress(OSError):
                await self._exchange(request)
        return await self._exchange(request)

    async def _exchange(self, request: bytes) -> bytes:
        """Ask the server to the end; it closes the connection after its answer."""
        upstream, sending = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            sending.write(request)
            return await upstream.read()
        finally:
            sending.close()


async def _request(reader: asyncio.StreamReader) -> bytes:
    """A whole request, asking for the connection to be closed after it."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = [line for line in head[:-4].split(b"\r\n") if not line.lower().startswith(b"connection:")]
    lengths = [int(line.partition(b":")[2]) for line in lines if line.lower().startswith(b"content-length:")]
    body = await reader.readexactly(lengths[0]) if lengths else b""
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def _maimed(fault: Fault, answer: bytes) -> bytes:
    head, gap, body = answer.partition(b"\r\n\r\n")
    match fault:
        case Fault.HALF_HEAD:
            return head[: len(head) // 2]
        case Fault.HALF_BODY:
            return head + gap + body[: len(body) // 2]
        case Fault.HALF_BODY_UNSAID:
            unsaid = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
            return b"\r\n".join(unsaid) + gap + body[: len(body) // 2]
        case Fault.CORRUPT:
            return head + gap + body[: len(body) // 2].ljust(len(body), b"\x00")
        case _:
            return answer


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection with RST instead of FIN."""
    found = writer.get_extra_info("socket")
    if found is not None:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
