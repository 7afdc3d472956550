"""A telephone system that takes webhooks on a real socket."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from desk.server.outbound.signing import Signed, verify
from tests.server.conftest import Loop


@dataclass
class Receiver:
    """Takes webhooks: the newest it heard of every agent is its state; ``answers`` are what it says next."""

    loop: Loop
    port: int = 0
    secrets: tuple[str, ...] = ()
    state: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    heard: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    answers: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    faults: list[str] = field(default_factory=list[str])
    refuses: str = ""
    #: What it was asked about leads who listen, and what it says to that.
    orders: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    does: int = 204
    #: Seconds until it answers.
    slow: float = 0.0
    _server: asyncio.Server | None = None

    def open(self) -> None:
        """Begin, with nothing known."""
        self.state = {}
        self.loop.run(self._listen())

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """End."""
        self.loop.run(self._end())

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            headers = {name.lower(): value for name, _, value in (row.partition(": ") for row in head.split("\r\n"))}
            status, more = self._take(headers, await reader.readexactly(int(headers["content-length"])))
            await asyncio.sleep(self.slow)
            writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n{more}\r\n".encode())
            await writer.drain()
        writer.close()

    def _take(self, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        try:
            verify(self.secrets, Signed.of(headers), body, datetime.now(UTC))
        except Exception as error:
            self.faults.append(str(error))
            return 401, ""
        pause = json.loads(body)
        if "listen" in pause:
            self.orders.append(pause)
            return self.does, ""
        self.heard.append(pause)
        if self._server is None:
            return 503, ""
        if self.answers:
            status, more = self.answers.pop(0)
            return status, more
        if pause["login"] == self.refuses:
            return 422, ""
        before = self.state.get(pause["login"])
        if before is not None and before["seq"] > pause["seq"]:
            self.faults.append("an old one after a new one")
        self.state[pause["login"]] = pause
        return 204, ""
