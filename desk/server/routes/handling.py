"""What a handler is given and gives back, and the registry that ties handlers to endpoints."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from msgspec import UnsetType

from desk.contract.errors import ErrorCode, FieldError, Refusal
from desk.contract.routes import ENDPOINTS
from desk.contract.users import Role
from desk.server.outbound.signing import Signed
from desk.server.rules.deliveries import DeliveryRules
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting

B = TypeVar("B")
Q = TypeVar("Q")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server runs; durations in seconds."""

    attachments: str
    idle_lock: int = 15 * 60
    session_limit: int = 12 * 3600
    heartbeat: float = 15.0
    #: Numbers to show on outbound calls, by the prefix (in E.164) of the number dialled; "" stands for any.
    caller_ids: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    #: Requests a second one session may make for long, and at once.
    rate: float = 50.0
    burst: int = 200
    #: When commands to executors are repeated, asked after and given up.
    deliveries: DeliveryRules = field(default_factory=DeliveryRules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Generic[B, Q]):
    """One request, authenticated and decoded. ``sitting`` is None on public routes."""

    sitting: Sitting | None
    body: B
    query: Q
    settings: Settings
    path: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    if_match: int | None = None
    address: str = ""
    key: str = ""
    #: What the caller sent as a token; for public routes that know callers of their own.
    bearer: str = ""
    #: How the body was signed; for public routes that take signed messages.
    signed: Signed = field(default_factory=Signed)

    @property
    def me(self) -> Sitting:
        """Who asks; the pipeline has made sure there is somebody."""
        if self.sitting is None:
            raise Refusal(ErrorCode.NOT_SIGNED_IN)
        return self.sitting

    @property
    def leads(self) -> bool:
        """Whether the asker leads a team or administers."""
        return self.me.role in (Role.LEAD, Role.ADMIN)

    def asking(
        self, body: R, *, path: dict[str, str] | None = None, if_match: int | None = None, key: str = ""
    ) -> "Ask[R, None]":
        """The same person asking for something else, as a part of this request."""
        return Ask(
            sitting=self.sitting,
            body=body,
            query=None,
            settings=self.settings,
            path=path or {},
            if_match=if_match,
            address=self.address,
            key=key,
        )

    def id(self, name: str) -> int:
        """A path parameter that is an entity's id."""
        return int(self.path[name])

    def unchanged(self, version: int) -> None:
        """Refuse as stale when the caller's If-Match names another version."""
        if self.if_match is not None and self.if_match != version:
            raise Refusal(ErrorCode.STALE, f"it is now at version {version}")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Bytes to send as a download."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An answer in another protocol's words, refusals included."""

    status: int = 200
    message: Any


class Answering(Protocol):
    """What an asynchronous handler may use: the database and a place for slow hashing."""

    database: Database
    settings: Settings
    #: Closes a person's live feeds for good, with an error code, except those of one session.
    end_feeds: Callable[[int, str, bytes], None]

    async def hashing(self, work: Callable[[], Any]) -> Any:
        """Run a slow password hash off the loop and off the writer."""
        ...

    async def reading(self, work: Callable[[Tx], Any]) -> Any:
        """Run ``work`` on a snapshot."""
        ...

    async def writing(self, work: Callable[[Tx], Any], sitting: Sitting | None) -> Any:
        """Run ``work`` in a write transaction, in the name of ``sitting``."""
        ...


Handler = Callable[[Tx, Ask[Any, Any]], Any]
AsyncHandler = Callable[[Answering, Ask[Any, Any]], Awaitable[Any]]
Before = Callable[[Ask[Any, Any]], Ask[Any, Any]]


@dataclass(frozen=True, slots=True)
class Handling:
    """A handler and the kind of transaction it needs."""

    function: Handler | AsyncHandler
    writes: bool
    asynchronous: bool = False
    before: Before | None = None


HANDLERS: dict[str, Handling] = {}


def found(record: R | None, noun: str) -> R:
    """The record of an address, or not found."""
    if record is None:
        raise Refusal(ErrorCode.NOT_FOUND, f"no such {noun}")
    return record


def given(value: R | UnsetType, otherwise: R) -> R:
    """A field of a change, or what stands when it was left out."""
    return otherwise if isinstance(value, UnsetType) else value


def unprocessable(pointer: str, detail: str) -> Refusal:
    """A field of the body that is well-formed and still cannot be done; ``pointer`` is its JSON pointer."""
    error = FieldError(pointer=pointer, code="unprocessable", detail=detail)
    return Refusal(ErrorCode.UNPROCESSABLE, detail, errors=[error])


def in_calendar(pointer: str, at: datetime) -> datetime:
    """An instant people can mean; the calendar's ends break sums in other time zones."""
    if not 2000 <= at.year < 3000:
        raise unprocessable(pointer, "not a year one can plan for")
    return at


H = TypeVar("H", bound=Handler)
A = TypeVar("A", bound=AsyncHandler)


def handles(name: str, *, writes: bool | None = None, before: Before | None = None) -> Callable[[H], H]:
    """Register a handler: it gets a transaction and the request, and returns the answer's ``data``.

    ``writes`` overrules the endpoint's method, for a GET that leaves an access record. ``before`` does what is slow
    and may be repeated, in a thread and outside of the transaction, and hands the request on.
    """

    def register(function: H) -> H:
        writing = ENDPOINTS[name].writes if writes is None else writes
        HANDLERS[name] = Handling(function, writing, before=before)
        return function

    return register


def handles_async(name: str) -> Callable[[A], A]:
    """Register a handler that opens its own transactions, because it does something slow between them."""

    def register(function: A) -> A:
        HANDLERS[name] = Handling(function, ENDPOINTS[name].writes, asynchronous=True)
        return function

    return register


@dataclass(frozen=True, slots=True)
class Sweep:
    """Something that comes due by itself: ``due`` is a cheap look on a snapshot, ``run`` does it, or a part of it.

    ``rounds``: how many parts may be done in a row before the others have their turn and a second has passed.
    """

    name: str
    due: Callable[[Tx], bool]
    run: Callable[[Tx, Settings], object]
    rounds: int = 1

    def under(self, settings: Settings, _seen: object = True) -> Callable[[Tx], object]:
        """``run`` on the server that has these settings."""
        return lambda tx: self.run(tx, settings)


@dataclass(frozen=True, slots=True)
class Watch:
    """A sweep whose look is dear, and so is not repeated on the writer: ``run`` is given what ``due`` has seen, if that
    is anything, and asks of the tables only whether it still holds."""

    name: str
    due: Callable[[Tx], Any]
    run: Callable[[Tx, Any], object]
    rounds: int = 1

    def under(self, _settings: Settings, seen: object) -> Callable[[Tx], object]:
        """``run`` on what was seen."""
        return lambda tx: self.run(tx, seen)


SWEEPS: list[Sweep | Watch] = []
