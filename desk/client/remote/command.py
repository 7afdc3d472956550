"""An order to the server as the outbox takes it, and what has become of it."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from desk.contract.errors import Problem


class Status(StrEnum):
    """Where a command stands."""

    #: Kept on disk, in line; never sent yet.
    WAITING = "waiting"
    #: On its way just now.
    SENDING = "sending"
    #: Sent, and no answer came: it may or may not have happened. It is sent again, under the same key.
    UNKNOWN = "unknown"
    #: Too old to be sent unasked: waits for ``release`` or ``discard``.
    HELD = "held"
    #: The server decided against it; kept with the problem until ``discard``.
    REFUSED = "refused"
    #: Sealed under a key that is not at hand; kept, and read again when the key is back.
    LOST = "lost"
    # From here on it is no longer in the outbox.
    DONE = "done"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


def new_key() -> str:
    """A fresh Idempotency-Key; it is born at the click."""
    return secrets.token_urlsafe(18)


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One write. Commands of one ``lane`` (``customer:3``, ``ticket:7``, ``me``) go in order, one after another.

    ``click`` names the click: a second command with the same one is the first. ``undo``: seconds in which it can
    be withdrawn before it is sent. ``lane`` holds ids only; everything else is sealed on disk.
    """

    endpoint: str
    lane: str
    path: dict[str, int | str] = {}
    body: msgspec.Struct | None = None
    if_match: int | None = None
    undo: float = 0.0
    #: What must not be sent unasked when it lay for ten minutes: money, states. Words are always sent.
    ask_if_stale: bool = False
    #: The draft (key, kind) whose words these are: gone when the command is on disk, back when it is withdrawn.
    draft: tuple[str, str] | None = None
    #: The files (``uploads.py``) that go along: they are on the server before this is sent.
    files: tuple[str, ...] = ()
    key: str = msgspec.field(default_factory=new_key)
    click: str = ""


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """A command in the outbox as a screen shows it."""

    key: str
    lane: str
    endpoint: str
    status: Status
    #: What was ordered; None when it can not be read (``LOST``).
    command: Command | None
    tries: int
    created_at: datetime
    #: When it is sent, or sent again.
    due_at: datetime
    problem: Problem | None = None


class OutboxChange(msgspec.Struct, frozen=True, kw_only=True):
    """A command was put, or moved on. With ``DONE``: the contract's answer, and the position that includes it."""

    pending: Pending
    answer: Any = None
    synced_to: int = 0
