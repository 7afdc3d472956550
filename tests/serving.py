"""A real ``desk server`` in a process of its own, for tests that kill, fuzz or measure it."""

import contextlib
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import IO

from desk.contract.routes import ENDPOINTS

#: Below those that systems give to outgoing connections: whoever calls out meanwhile must not get our port.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """A port of the loopback that was free a moment ago, and stays so while a server is started and restarted."""
    while True:
        port = random.choice(PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def start(database: Path, port: int, said: IO[bytes] | None = None) -> "subprocess.Popen[bytes]":
    """Start a server and wait until it answers; RuntimeError when it does not. What it says goes to ``said``."""
    command = [sys.executable, "-m", "desk", "server", "--database", f"sqlite:///{database}"]
    process = subprocess.Popen([*command, "--listen", f"127.0.0.1:{port}", "--rate", "1000000"], stderr=said)
    for _ in range(400):
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{ENDPOINTS['health'].url()}", timeout=5).close()
            return process
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise RuntimeError("the server does not answer")


@contextlib.contextmanager
def serving(database: Path, port: int) -> "Generator[subprocess.Popen[bytes]]":
    """A server for as long as the block lasts."""
    process = start(database, port)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)
