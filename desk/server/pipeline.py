"""What happens to every request, in this order: who, may they, how often, what, once, done, answered."""

import asyncio
import hashlib
import logging
import re
import secrets
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeGuard, TypeVar, cast

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from desk.contract.base import MAX_ID, Written
from desk.contract.endpoint import BACKGROUND_HEADER, Endpoint, Guard, Key, path_parameters
from desk.contract.errors import ErrorCode, Problem, Refusal
from desk.server.buckets import Buckets
from desk.server.decoding import decode_query, invalid
from desk.server.once import Beginning, Turns, Write
from desk.server.outbound.signing import Signed
from desk.server.routes.handling import HANDLERS, Ask, AsyncHandler, File, Handler, Settings, Spoken
from desk.server.store import clock, sessions
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting

T = TypeVar("T")
log = logging.getLogger("desk.server")
_ETAG = re.compile(r'^(?:W/)?"(\d{1,16})"$')
_KEY = re.compile(r'^"?([\x21\x23-\x7e]{1,255})"?$')
_encode = msgspec.json.Encoder().encode
TEXT_PARAMETERS = {"key", "kind", "token", "number", "name"}
_TOUCH_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer ready to send."""

    status: int
    body: bytes
    media_type: str = "application/json"
    etag: str | None = None
    synced_to: int = 0
    replayed: bool = False
    #: Whether answering left a record; such a look is always answered whole.
    recorded: bool = False
    file_name: str = ""


class Pipeline:
    """Turns requests into answers; one per server."""

    def __init__(self, database: Database, settings: Settings, end_feeds: Callable[[int, str, bytes], None]) -> None:
        self.database = database
        self.settings = settings
        self.end_feeds = end_feeds
        self._buckets = Buckets(settings.rate, settings.burst)
        self._turns = Turns()
        self._active: dict[bytes, datetime] = {}
        self._hash_pool = ThreadPoolExecutor(2, thread_name_prefix="hash")

    def close(self) -> None:
        """Let running hashes finish."""
        self._hash_pool.shutdown(wait=True)

    async def __call__(self, endpoint: Endpoint, request: Request) -> Response:
        """Answer ``request``; whatever goes wrong is a problem+json with a request id."""
        request_id = secrets.token_hex(8)
        try:
            reply = await self._answer(endpoint, request)
        except Refusal as refusal:
            reply = _problem(refusal.problem)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        except sqlite3.OperationalError as error:
            log.error("database: %s (request %s)", error, request_id)
            reply = _problem(Refusal(ErrorCode.UNAVAILABLE, "the database cannot be written", retry_after=5).problem)
        except Exception:
            log.exception("unexpected, request %s", request_id)
            reply = _problem(Refusal(ErrorCode.INTERNAL, "see the server's log").problem)
        return _response(reply, request, request_id)

    async def _answer(self, endpoint: Endpoint, request: Request) -> Reply:
        sitting = await self.sitting(endpoint, request)
        self._buckets.take(sitting.digest if sitting else (request.client.host if request.client else ""))
        raw = await _body(request, endpoint.body_limit) if endpoint.body is not None else b""
        ask = _ask(endpoint, request, sitting, self.settings, raw)
        handling = HANDLERS[endpoint.name]
        if handling.asynchronous:
            return await self._in_parts(endpoint, ask, raw, cast(AsyncHandler, handling.function))
        function = cast(Handler, handling.function)
        if handling.before is not None:
            ask = await asyncio.to_thread(handling.before, ask)
        if not handling.writes:
            return await self.reading(lambda tx: _reply(endpoint, function(tx, ask), tx.head), sitting)
        return await self.writing(lambda tx: _once(tx, endpoint, ask, raw, function), sitting)

    async def _in_parts(self, endpoint: Endpoint, ask: Ask[Any, Any], raw: bytes, function: AsyncHandler) -> Reply:
        """Run a handler of several transactions; with an Idempotency-Key as ``_once`` does. What broke off in the
        middle has no answer yet, and is carried on by its repeat."""
        if not ask.key:
            return _reply(endpoint, await function(self, ask), 0)
        write = _write(endpoint, ask, raw)
        async with self._turns.of(write):
            if found := await self.reading(lambda tx: _again(tx, write)):
                return found
            try:
                reply = _reply(endpoint, await function(Beginning(self, write), ask), 0)
            except Refusal as refusal:
                reply = _problem(refusal.problem)
            return await self.writing(lambda tx: _again(tx, write) or _kept(tx, write, reply), ask.sitting)

    async def sitting(self, endpoint: Endpoint, request: Request) -> Sitting | None:
        """Who asks, if the route wants to know; Refusal when nobody, or not they."""
        if not endpoint.roles:
            return None
        token = _bearer(request)
        if token is None:
            raise Refusal(ErrorCode.NOT_SIGNED_IN, "send the session's token as a bearer token")
        found = await self.reading(lambda tx: sessions.find(tx, sessions.digest(token)))
        match found:
            case Sitting():
                self._allow(endpoint, found)
                background = endpoint.background or BACKGROUND_HEADER in request.headers
                return await self._awake(endpoint, found, background=background)
            case "taken_over":
                raise Refusal(ErrorCode.SESSION_TAKEN_OVER, "this person signed in elsewhere")
            case None:
                raise Refusal(ErrorCode.NOT_SIGNED_IN, "no such session")
            case _:
                raise Refusal(ErrorCode.SESSION_EXPIRED, str(found))

    def _allow(self, endpoint: Endpoint, sitting: Sitting) -> None:
        if sitting.role not in endpoint.roles:
            raise Refusal(ErrorCode.FORBIDDEN, f"not for the role {sitting.role}")

    async def _awake(self, endpoint: Endpoint, sitting: Sitting, *, background: bool) -> Sitting:
        """Note activity, lock an idle session, and refuse what a covered screen may not do."""
        now = clock.now()
        active = max(self._active.get(sitting.digest, sitting.active_at), sitting.active_at)
        if not sitting.locked and now - active > timedelta(seconds=self.settings.idle_lock):
            await self.writing(lambda tx: sessions.set_locked(tx, sitting.digest, True), None)
            sitting = await self.reading(lambda tx: cast(Sitting, sessions.find(tx, sitting.digest)))
        if sitting.locked:
            if not (endpoint.when_locked or (endpoint.writes and endpoint.key is not Key.NONE)):
                raise Refusal(ErrorCode.SESSION_LOCKED, "enter the password again")
        elif not background:
            self._active[sitting.digest] = now
            if now - sitting.active_at > _TOUCH_EVERY:
                await self.writing(lambda tx: sessions.touch(tx, sitting.digest, now), None)
        return sitting

    def query(self, endpoint: Endpoint, request: Request) -> Any:
        """The decoded query parameters."""
        return decode_query(endpoint, request)

    async def hashing(self, work: Callable[[], T]) -> T:
        """Run a slow password hash off the loop and off the writer."""
        return await asyncio.get_running_loop().run_in_executor(self._hash_pool, work)

    async def reading(self, work: Callable[[Tx], T], sitting: Sitting | None = None) -> T:
        """Run ``work`` on a snapshot."""
        user = sitting.user if sitting else None
        run = self.database.read
        return await asyncio.get_running_loop().run_in_executor(
            self.database.read_pool,
            lambda: run(work, actor_id=user.id if user else None, actor=user.name if user else ""),
        )

    async def writing(self, work: Callable[[Tx], T], sitting: Sitting | None) -> T:
        """Run ``work`` in a write transaction, in the name of ``sitting``."""
        user = sitting.user if sitting else None
        run = self.database.write
        return await asyncio.get_running_loop().run_in_executor(
            self.database.write_pool,
            lambda: run(work, actor_id=user.id if user else None, actor=user.name if user else ""),
        )


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "token") and token.strip() else None


async def _body(request: Request, limit: int) -> bytes:
    if int(request.headers.get("content-length") or 0) > limit:
        raise Refusal(ErrorCode.TOO_LARGE, f"at most {limit} bytes")
    parts, size = list[bytes](), 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise Refusal(ErrorCode.TOO_LARGE, f"at most {limit} bytes")
        parts.append(part)
    return b"".join(parts)


def _ask(
    endpoint: Endpoint, request: Request, sitting: Sitting | None, settings: Settings, raw: bytes
) -> Ask[Any, Any]:
    for name in path_parameters(endpoint):
        value = str(request.path_params[name])
        if name not in TEXT_PARAMETERS and not (value.isascii() and value.isdecimal() and 0 < int(value) <= MAX_ID):
            raise Refusal(ErrorCode.NOT_FOUND, f"{name} is a number")
    return Ask(
        sitting=sitting,
        body=decode_body(endpoint, request.headers.get("content-type", ""), raw),
        query=decode_query(endpoint, request),
        settings=settings,
        path={name: str(value) for name, value in request.path_params.items()},
        if_match=_if_match(endpoint, request),
        address=request.client.host if request.client else "",
        key=_key(endpoint, request),
        bearer=_bearer(request) or "",
        signed=Signed.of(request.headers),
    )


def decode_body(endpoint: Endpoint, content_type: str, raw: bytes) -> Any:
    """The request body as the contract's type; Refusal with a JSON pointer when it is not."""
    if endpoint.body is None or endpoint.body is bytes:
        return raw
    if endpoint.name in ("cti", "ingest", "executor_answer"):
        return raw, content_type
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in ("application/json", endpoint.media_type):
        raise Refusal(ErrorCode.UNSUPPORTED_TYPE, f"send {endpoint.media_type}")
    try:
        return msgspec.json.decode(raw or b"{}", type=endpoint.body)
    except msgspec.ValidationError as error:
        raise invalid(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(ErrorCode.BAD_REQUEST, f"not JSON: {error}") from None


def _if_match(endpoint: Endpoint, request: Request) -> int | None:
    given = request.headers.get("if-match")
    if given is None:
        if endpoint.guard is Guard.REQUIRED:
            raise Refusal(ErrorCode.PRECONDITION_REQUIRED, "send the record's ETag as If-Match")
        return None
    match = _ETAG.match(given.strip())
    if match is None:
        raise Refusal(ErrorCode.BAD_REQUEST, "If-Match is an ETag of this server")
    return int(match[1])


def _key(endpoint: Endpoint, request: Request) -> str:
    given = request.headers.get("idempotency-key")
    if given is None or endpoint.key is Key.NONE:
        if endpoint.key is Key.REQUIRED:
            raise Refusal(ErrorCode.KEY_MISSING, "send an Idempotency-Key")
        return ""
    match = _KEY.match(given)
    if match is None:
        raise Refusal(ErrorCode.BAD_REQUEST, "Idempotency-Key is 1 to 255 printable characters")
    return match[1]


def _once(tx: Tx, endpoint: Endpoint, ask: Ask[Any, Any], raw: bytes, function: Handler) -> Reply:
    """Run a write; with an Idempotency-Key, run it once and answer repeats word for word.

    A refusal is kept like a success: a late repeat must not do tomorrow what the agent saw refused today.
    """
    if not ask.key:
        return _reply(endpoint, function(tx, ask), tx.head, tx)
    write = _write(endpoint, ask, raw)
    if found := _again(tx, write):
        return found
    try:
        with tx.savepoint():
            reply = _reply(endpoint, function(tx, ask), tx.head, tx)
    except Refusal as refusal:
        reply = _problem(refusal.problem)
    return _kept(tx, write, reply)


def _write(endpoint: Endpoint, ask: Ask[Any, Any], raw: bytes) -> Write:
    digest = hashlib.sha256(repr(sorted(ask.path.items())).encode() + raw).digest()
    return Write(ask.sitting.user.id if ask.sitting else 0, endpoint.name, ask.key, digest)


def _again(tx: Tx, write: Write) -> Reply | None:
    kept = write.decided(tx)
    if kept is None:
        return None
    media = "application/json" if kept.status < 400 else "application/problem+json"
    return Reply(status=kept.status, body=kept.body, media_type=media, etag=kept.etag, synced_to=tx.head, replayed=True)


def _kept(tx: Tx, write: Write, reply: Reply) -> Reply:
    write.keep(tx, reply.status, reply.etag, reply.body)
    return reply


def _reply(endpoint: Endpoint, data: Any, synced_to: int, tx: Tx | None = None) -> Reply:
    if isinstance(data, File):
        return Reply(status=200, body=data.content, media_type=data.media_type, file_name=data.name)
    if isinstance(data, Spoken):
        return Reply(status=data.status, body=_encode(data.message))
    version = getattr(data, "version", None)
    if tx is not None:
        synced_to = tx.head
    if _whole(data):
        # A handler of several transactions says itself what it came to.
        version, synced_to = getattr(data.data, "version", None), data.synced_to
    elif getattr(endpoint.answer, "__origin__", None) is Written:
        data = Written(data=data, synced_to=synced_to)
    return Reply(
        status=endpoint.status,
        body=_encode(data),
        etag=None if version is None else f'"{version}"',
        synced_to=synced_to,
        recorded=tx is not None,
    )


def _whole(data: Any) -> TypeGuard[Written[Any]]:
    return isinstance(data, Written)


def _problem(problem: Problem) -> Reply:
    return Reply(status=problem.status, body=_encode(problem), media_type="application/problem+json")


def _response(reply: Reply, request: Request, request_id: str) -> Response:
    body = reply.body
    if reply.media_type == "application/problem+json":
        problem = msgspec.structs.replace(
            msgspec.json.decode(body, type=Problem), request_id=request_id, instance=request.url.path
        )
        body = _encode(problem)
    response = Response(body, reply.status, media_type=reply.media_type)
    response.headers["X-Request-Id"] = request_id
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if reply.synced_to:
        response.headers["Desk-Synced-To"] = str(reply.synced_to)
    _conditional(reply, request, response)
    if key := request.headers.get("idempotency-key"):
        response.headers["Idempotency-Key"] = key.encode("ascii", "replace").decode()
        response.headers["X-Idempotency-Lookup"] = "hit" if reply.replayed else "miss"
    if reply.file_name:
        response.headers["Content-Disposition"] = 'attachment; filename="file"'
        response.headers["Content-Security-Policy"] = "sandbox"
    if reply.media_type == "application/problem+json":
        _hints(response, body)
    return response


def problem_response(refusal: Refusal, request: Request, headers: dict[str, str] | None = None) -> Response:
    """A refusal as a response, for routes that do not go through the pipeline."""
    response = _response(_problem(refusal.problem), request, secrets.token_hex(8))
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def _conditional(reply: Reply, request: Request, response: Response) -> None:
    if reply.etag is None:
        return
    response.headers["ETag"] = reply.etag
    if request.method == "GET" and not reply.recorded and request.headers.get("if-none-match") == reply.etag:
        response.status_code = 304
        response.body = b""
        response.headers["Content-Length"] = "0"


def _hints(response: Response, body: bytes) -> None:
    problem = msgspec.json.decode(body, type=Problem)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
