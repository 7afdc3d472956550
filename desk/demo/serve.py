"""The demo's server and the shop's desks, each in a process of its own, as real ones would be."""

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desk.contract.routes import ENDPOINTS
from desk.paths import program

STARTING_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Running:
    """A demo server that answers: where, and how to play."""

    url: str
    login: str
    password: str
    cti_token: str
    #: Ends the server, to see what the client does without it.
    stop: Callable[[], None]
    #: Where the shop's desks are told how to behave.
    desks_url: str = ""


class ServerFailedError(Exception):
    """The demo's server did not come up; the message holds what it said."""


def free_port() -> int:
    """A port of the loopback that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


@contextlib.contextmanager
def serving(folder: Path) -> Generator[Running]:
    """Set the stage in ``folder`` if need be, and serve it for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    port, desks = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    said = folder / "server.log"
    with contextlib.ExitStack() as stack:
        words = ["--serve", str(folder), "--port", str(port), "--desks-port", str(desks)]
        server = stack.enter_context(_program(words, said))
        _wait(server, url, said)
        words = ["--desks", str(folder), "--desks-port", str(desks), "--server", url]
        stack.enter_context(_program(words, folder / "desks.log"))
        ready = msgspec.json.decode((folder / "demo.json").read_bytes())
        yield Running(
            url, ready["login"], ready["password"], ready["cti_token"], server.kill, f"http://127.0.0.1:{desks}"
        )


@contextlib.contextmanager
def _program(words: list[str], said: Path) -> "Generator[subprocess.Popen[bytes]]":
    """One of the demo's programs; what it says is kept in a file."""
    with said.open("wb") as log:
        command = [*program(), "demo", *words]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603 (ourselves)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: "subprocess.Popen[bytes]", url: str, said: Path) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(url + ENDPOINTS["health"].url(), timeout=5).close()  # noqa: S310 (the loopback)
            return
        time.sleep(0.05)
    raise ServerFailedError(said.read_text(encoding="utf-8", errors="replace") or "it said nothing")
