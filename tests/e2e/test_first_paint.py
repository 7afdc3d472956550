"""The first picture of the window waits for nothing that is slow to load."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from desk.client import app
status = app.main(["--first-paint", "--data-dir", sys.argv[1]])
print("\\n".join(sorted(sys.modules)))
sys.exit(status)
"""
#: Each costs tens or hundreds of milliseconds, or brings the far side of the program with it.
SLOW = ("httpx", "httpcore", "keyring", "cryptography", "stamina", "truststore", "sqlite3", "PySide6.QtNetwork",
        "desk.client.remote.http", "desk.client.remote.outbox", "desk.client.work", "desk.contract.routes",
        "desk.contract.events")  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules of a client that has just painted its first window."""
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SCRIPT, str(home)]
    top = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment, cwd=top)
    assert done.returncode == 0, done.stderr
    assert "first paint after" in done.stdout
    return set(done.stdout.split())


@pytest.mark.parametrize("module", SLOW)
def test_the_first_paint_does_without(module: str, loaded: set[str]) -> None:
    assert module not in loaded


def test_what_is_painted_is_the_window(loaded: set[str]) -> None:
    assert "desk.client.widgets.window" in loaded
