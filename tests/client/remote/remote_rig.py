"""A workstation for tests: a remote side with a home of its own, and a keyring that is only memory."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from desk.client.remote.http import Http, Site
from desk.client.remote.keyring_box import KeyringBox
from desk.client.remote.places import Places
from desk.client.remote.remote import Remote
from desk.client.remote.settings_store import SettingsStore
from desk.contract.feed import FeedItem

#: Everybody's password in tests.server.conftest, which is too heavy for the programs that tests start and kill.
PASSWORD = "correct horse battery"


class MemoryKeyring:
    """A keyring that holds secrets as long as the test keeps it; ``broken`` is raised instead of an answer."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.broken: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.secrets[service, username]

    def _fail(self) -> None:
        if self.broken is not None:
            raise self.broken


def places(home: Path) -> Places:
    """The places of a workstation that lives in one folder."""
    return Places(data=home / "data", config=home / "config", policy=home / "policy.json", window=str(home / "w.sock"))


def workstation(url: str, home: Path, keyring: MemoryKeyring | None = None, patience: float = 10.0) -> Remote:
    """A remote side that is not started yet; a second one in the same home is the program's next run."""
    found = places(home)
    settings = SettingsStore(found.config / "settings.json", found.policy)
    return Remote(Site(address=url, patience=patience), found, settings, KeyringBox(keyring or MemoryKeyring()))


@asynccontextmanager
async def signed_in(
    url: str, home: Path, keyring: MemoryKeyring | None = None, login: str = "agent"
) -> AsyncGenerator[Remote]:
    """A started remote side with somebody at it, closed afterwards."""
    remote = workstation(url, home, keyring)
    await remote.start()
    if not remote.session.state.here:
        await remote.sign_in(login, PASSWORD, take_over=True)
    try:
        yield remote
    finally:
        await remote.close()


@asynccontextmanager
async def line(url: str, patience: float = 2.0) -> AsyncGenerator[Http]:
    """A bare connection, closed afterwards."""
    http = Http(Site(address=url, patience=patience))
    try:
        yield http
    finally:
        await http.close()


class Tap:
    """A server that answers every connection with the same bytes, whatever is asked, and then hangs up.

    An empty answer hangs up at once; None keeps the line open in silence. ``requests`` are those that came.
    """

    def __init__(self, *answers: bytes | None) -> None:
        self._answers = list(answers)
        self.requests: list[bytes] = []
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> str:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.requests.append(head)
            answer = self._answers[0] if len(self._answers) == 1 else self._answers.pop(0)
            if answer is None:
                await reader.read()
            else:
                writer.write(answer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def answer(
    body: bytes, *, status: str = "200 OK", kind: str = "application/json", length: int | None = None, **headers: str
) -> bytes:
    """An HTTP answer; ``length`` may lie about the body, -1 leaves it out."""
    said = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"Content-Length: {said}"] if said >= 0 else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def seqs(news: Iterable[object]) -> list[int]:
    """The positions of the events among some news."""
    return [one.event.seq for one in news if isinstance(one, FeedItem)]
