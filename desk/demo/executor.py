"""A reference executor: payment, courier, repair, warehouse and shop desks in one small program, with a book.

``POST /DESK`` takes a command, ``GET /DESK/commands/KEY`` says what became of one. A command is carried out once,
however often it comes under its key: what was done is written in one transaction with the key, before any answer.

``PUT /control/DESK`` makes a desk misbehave (a `Mood`). Beside that the last three digits of an amount are a trigger,
so that every ending can be shown at will: see ``TRIGGERS``.
"""

import asyncio
import contextlib
import random
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

import httpx
import msgspec
from msgspec import Meta
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from desk.contract.executors import RemedyCommand
from desk.contract.remedies import ExecutorAnswer
from desk.contract.routes import ENDPOINTS
from desk.demo.executor_book import Book
from desk.server.outbound.signing import BadSignature, Signed, sign, verify

DESKS = ("payment", "courier", "repair", "warehouse", "shop")
#: What happens to a command whose amount ends in these digits: refused for good; done, and the answer lost; refused
#: by a failing program until it comes again; accepted and done after a while.
TRIGGERS = {113: "refuse", 114: "lose", 115: "fail", 116: "later"}
LATER_SECONDS = 5.0
WORDS = {"refused": "접수할 수 없는 요청입니다", "done": "처리했습니다", "accepted": "접수했습니다"}
#: Seconds between two looks at what is due, and the longest pause after a call-back nobody took.
LOOK, LONGEST_PAUSE = 0.1, 20.0
CALLS_AT_ONCE = 8
#: Answers a request to one desk.
Handler = Callable[[str, Request], Awaitable[Response]]
Share = Annotated[float, Meta(ge=0, le=1)]

_encode = msgspec.json.Encoder().encode
_command = msgspec.json.Decoder(RemedyCommand).decode


class Mood(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a desk behaves. ``seconds`` from "accepted" to done (0: done in the answer). ``slow``: seconds before any
    answer. ``mute``: it does what it is told, and every answer is lost, to a question, too. ``gone``: 410 to
    everything. The others are shares of what comes: ``refuse`` for good, ``lose`` the answer after doing it, ``fail``
    with 500 before doing it, ``busy`` with 429."""

    seconds: float = 0.0
    slow: float = 0.0
    refuse: Share = 0.0
    lose: Share = 0.0
    fail: Share = 0.0
    busy: Share = 0.0
    mute: bool = False
    gone: bool = False


@dataclass(slots=True, kw_only=True)
class Executor:
    """The program: ``secrets`` by desk, and Desk's own address for call-backs (empty: none are made)."""

    book: Book
    secrets: dict[str, str]
    desk_url: str = ""
    moods: dict[str, Mood] = field(default_factory=lambda: dict[str, Mood]())
    _chance: random.Random = field(default_factory=random.Random)
    _failed: set[str] = field(default_factory=lambda: set[str]())

    def app(self) -> Starlette:
        """The program as an ASGI application."""
        routes = [
            Route("/control/{desk}", self._known(self._control), methods=["PUT"]),
            Route("/{desk}/commands/{key}", self._known(self._tell), methods=["GET"]),
            Route("/telephone", self._hear, methods=["POST"]),
            Route("/{desk}", self._known(self._take), methods=["POST"]),
        ]
        return Starlette(routes=routes, lifespan=self._lifespan)

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncGenerator[None]:
        working = asyncio.create_task(self._work(), name="executor")
        try:
            yield
        finally:
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working
            self.book.close()

    def _known(
        self, handler: Callable[[str, Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            desk = str(request.path_params["desk"])
            try:
                return await handler(desk, request) if desk in DESKS else _said(404, {"error": "no such desk"})
            except ClientDisconnect:
                return Response(status_code=400)  # nobody is there to read it

        return answer

    async def _hear(self, _request: Request) -> Response:
        """A telephone system that does whatever it is told, and is told by nobody else: on the loopback."""
        return Response(status_code=204)

    async def _control(self, desk: str, request: Request) -> Response:
        self.moods[desk] = msgspec.json.decode(await request.body(), type=Mood)
        return _said(200, self.moods[desk])

    async def _take(self, desk: str, request: Request) -> Response:
        body, mood = await request.body(), self.moods.get(desk, Mood())
        if mood.gone:
            return _said(410, {"error": "this desk has closed"})
        try:
            verify([self.secrets[desk]], Signed.of(request.headers), body, datetime.now(UTC))
            command = _command(body)
        except BadSignature as error:
            return _said(401, {"error": str(error)})
        except msgspec.MsgspecError as error:
            return _said(400, {"error": str(error)})
        await asyncio.sleep(mood.slow)
        answer = self._decide(desk, mood, command, body)
        return _lost() if mood.mute else answer

    def _decide(self, desk: str, mood: Mood, command: RemedyCommand, body: bytes) -> Response:
        """From here to the book nothing waits: two of one key cannot pass each other."""
        before = self.book.find(command.key)
        if before is not None:
            self.book.hear(command.key)
            if bytes(before["body"]) != body:
                return _said(422, {"error": "this key was sent with another command"})
            return _told(before)
        trigger = TRIGGERS.get(command.amount % 1000, "")
        if self._chance.random() < mood.busy:
            return _said(429, {"error": "busy"}, {"Retry-After": "1"})
        if self._chance.random() < mood.fail or (trigger == "fail" and command.key not in self._failed):
            self._failed.add(command.key)
            return _said(500, {"error": "out of order"})
        seconds = LATER_SECONDS if trigger == "later" else mood.seconds
        refused = trigger == "refuse" or self._chance.random() < mood.refuse
        state = "refused" if refused else "accepted" if seconds else "done"
        self.book.take(desk, command, body, state, datetime.now(UTC).timestamp() + seconds)
        if trigger == "lose" or self._chance.random() < mood.lose:
            return _lost()
        row = self.book.find(command.key)
        assert row is not None
        return _told(row)

    async def _tell(self, desk: str, request: Request) -> Response:
        try:
            verify([self.secrets[desk]], Signed.of(request.headers), b"", datetime.now(UTC))
        except BadSignature as error:
            return _said(401, {"error": str(error)})
        if self.moods.get(desk, Mood()).mute:
            return _lost()
        row = self.book.find(str(request.path_params["key"]))
        if row is None or row["desk"] != desk:
            return _said(404, {"error": "never seen"})
        return _said(200, _answer(row))

    async def _work(self) -> None:
        """Do what is due, and call Desk back until it has heard."""
        failures = 0
        async with httpx.AsyncClient(timeout=5, trust_env=False) as http:
            while True:
                pause = min(LONGEST_PAUSE, LOOK * 2**failures)
                await asyncio.sleep(LOOK if not failures else self._chance.uniform(LOOK, pause))
                self.book.finish(datetime.now(UTC).timestamp())
                rows = self.book.untold(CALLS_AT_ONCE) if self.desk_url else []
                heard = await asyncio.gather(*(self._call_back(http, row) for row in rows))
                failures = 0 if all(heard) else failures + 1

    async def _call_back(self, http: httpx.AsyncClient, row: sqlite3.Row) -> bool:
        """Whether Desk has heard, or has said that it will not."""
        body, desk = _encode(_answer(row)), str(row["desk"])
        headers = sign([self.secrets[desk]], f"done-{row['key']}", datetime.now(UTC), body)
        headers["Content-Type"] = "application/json"
        url = self.desk_url + ENDPOINTS["executor_answer"].url(name=desk)
        try:
            answer = await http.post(url, content=body, headers=headers)
        except (httpx.HTTPError, ValueError):
            return False
        said = answer.status_code == 200 and _is_done(answer.content)
        if said or answer.status_code == 409:
            self.book.told(row["key"])
            return True
        return False


def _is_done(body: bytes) -> bool:
    """Whether Desk itself answered, and not somebody in between."""
    try:
        return msgspec.json.decode(body, type=dict[str, bool]).get("ok") is True
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def _answer(row: sqlite3.Row) -> ExecutorAnswer:
    state = str(row["state"])
    reference = f"{row['desk'][:3].upper()}-{row['key'].partition('-')[0].removeprefix('r')}"
    return ExecutorAnswer(key=row["key"], state=state, reference=reference, words=WORDS[state])


def _told(row: sqlite3.Row) -> Response:
    status = {"refused": 422, "accepted": 202, "done": 200}[str(row["state"])]
    return _said(status, _answer(row))


def _lost() -> Response:
    """What a gateway says when it has no answer."""
    return Response(b"<h1>Bad Gateway</h1>", 502, media_type="text/html")


def _said(status: int, message: object, headers: dict[str, str] | None = None) -> Response:
    return Response(_encode(message), status, headers, media_type="application/json")
