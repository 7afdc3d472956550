"""Secrets in the system's keyring: only its own kind of keeping counts, and none of it may stop the program.

The keyring may be missing, locked, waiting for a prompt nobody answers, or gone: every call runs in a thread of its
own with a time limit, and says in ``KeyringState`` what became of it. There is no fallback to a file.
"""

import asyncio
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Protocol, TypeVar

T = TypeVar("T")
SERVICE = "Desk"
#: A prompt of the system may stand before the answer; nobody reads one for longer.
SECONDS = 25.0
#: Windows keeps 2560 bytes, UTF-16, and reports an obscure error beyond.
MAX_SECRET = 1200

#: The keyrings that are part of a system, by platform; plaintext and file keyrings are not among them.
BACKENDS: dict[str, list[tuple[str, str]]] = {
    "win32": [("keyring.backends.Windows", "WinVaultKeyring")],
    "darwin": [("keyring.backends.macOS", "Keyring")],
    "linux": [("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring")],
}


class Trouble(StrEnum):
    """Why a secret is in memory only."""

    NO_BACKEND = "no_backend"
    LOCKED = "locked"
    NO_ANSWER = "no_answer"
    TOO_LONG = "too_long"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KeyringState:
    """Whether secrets are kept across restarts; if not, why, and the system's own words for the log."""

    stored: bool
    trouble: Trouble | None = None
    detail: str = ""


class Backend(Protocol):
    """What is used of a backend of the keyring library."""

    def get_password(self, service: str, username: str) -> str | None:
        """A secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove a secret that is there."""
        ...


class KeyringUnavailable(Exception):  # noqa: N818  the state it is in, told to two callers
    """The keyring did not do it; ``state`` says why."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble}: {detail}")
        self.state = KeyringState(stored=False, trouble=trouble, detail=detail)


class KeyringBox:
    """The keyring, asked in threads. ``backend`` stands in for the system's in tests."""

    def __init__(self, backend: Backend | None = None, *, seconds: float = SECONDS) -> None:
        self._backend = backend
        self._seconds = seconds

    async def get(self, user: str) -> str | None:
        """A secret, or None when there is none; KeyringUnavailable when the keyring cannot say."""
        return await self._ask(lambda keyring: keyring.get_password(SERVICE, user))

    async def set(self, user: str, secret: str) -> None:
        """Keep a secret; KeyringUnavailable when it is not kept."""
        if len(secret) > MAX_SECRET:
            raise KeyringUnavailable(Trouble.TOO_LONG, f"{len(secret)} characters")
        await self._ask(lambda keyring: keyring.set_password(SERVICE, user, secret))

    async def forget(self, user: str) -> None:
        """Remove a secret; none there is as good."""

        def delete(keyring: Backend) -> None:
            if keyring.get_password(SERVICE, user) is not None:
                keyring.delete_password(SERVICE, user)

        await self._ask(delete)

    async def _ask(self, work: Callable[[Backend], T]) -> T:
        """Run ``work`` in a daemon thread: one that hangs in a prompt must not hold up the end of the program."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def settle(result: T | None, error: BaseException | None) -> None:
            if answer.done():
                return
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result(result)  # type: ignore[arg-type]  # None is a T whenever there is no error

        def ask() -> None:
            result, error = None, None
            try:
                result = self._done(work)
            except BaseException as raised:
                error = raised
            try:
                loop.call_soon_threadsafe(settle, result, error)
            except RuntimeError:
                return  # the loop closed while the keyring was thinking

        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            async with asyncio.timeout(self._seconds):
                return await answer
        except TimeoutError:
            raise KeyringUnavailable(Trouble.NO_ANSWER, f"nothing within {self._seconds:g} s") from None

    def _done(self, work: Callable[[Backend], T]) -> T:
        from keyring import errors  # noqa: PLC0415  start-up time: 300 ms

        try:
            if self._backend is None:
                self._backend = _system_keyring()
            return work(self._backend)
        except KeyringUnavailable:
            raise
        except (errors.KeyringLocked, errors.InitError) as error:
            raise KeyringUnavailable(Trouble.LOCKED, str(error)) from error
        except errors.NoKeyringError as error:
            raise KeyringUnavailable(Trouble.NO_BACKEND, str(error)) from error
        except Exception as error:
            # Each backend brings errors of its own libraries: D-Bus, COM, Security.framework.
            raise KeyringUnavailable(Trouble.FAILED, f"{type(error).__name__}: {error}") from error


def _system_keyring() -> Backend:
    """The best keyring of this system that works; KeyringUnavailable when there is none."""
    found: list[tuple[float, Backend]] = []
    words = list[str]()
    for module, name in BACKENDS.get(sys.platform, BACKENDS["linux"]):
        try:
            kind = getattr(import_module(module), name)
            found.append((float(kind.priority), kind()))
        except Exception as error:
            words.append(f"{module}: {error}")
    if not found:
        raise KeyringUnavailable(Trouble.NO_BACKEND, "; ".join(words))
    return max(found, key=lambda pair: pair[0])[1]
