"""Every test here has a call centre of its own, and runs on the client's own loop."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.client.remote import feed, outbox
from tests.client.conftest import (
    _loop_for_coroutines,  # pyright: ignore[reportPrivateUsage]  autouse here as well
    _quiet_log,  # pyright: ignore[reportPrivateUsage]  autouse here as well
    desk_loop,
    expected_log,
    loop_errors,
    peopled,
    pytest_pyfunc_call,
    server_loop,
)
from tests.e2e.program import Program
from tests.e2e.rig import Centre, Known
from tests.e2e.x11 import Screen, missing
from tests.server.conftest import Loop, running
from tests.server.routes.conftest import Floor
from tests.serving import free_port

__all__ = [
    "_loop_for_coroutines",
    "_quiet_log",
    "desk_loop",
    "expected_log",
    "loop_errors",
    "peopled",
    "pytest_pyfunc_call",
    "server_loop",
]

#: Name to numbers in E.164; the family of two has one number.
PEOPLE = {
    "김민지": ("+821023456789", "+8223456789"),
    "한빛상사": ("+8215881234",),
    "박영숙": ("+821034567890",),
    "이하은": ("+821034567890",),
}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, server_loop: Loop, peopled: Path) -> tuple[Path, Known]:
    """A closed database with people, a queue and customers in it, to be copied."""
    path = tmp_path_factory.mktemp("centre") / "desk.db"
    shutil.copy(peopled, path)
    with running(path, server_loop) as site:
        floor = Floor(site)
        customers = {name: floor.customer(name, *numbers) for name, numbers in PEOPLE.items()}
        return path, Known(cti_token=floor.token, queue_id=floor.queue_id, customers=customers)


@pytest.fixture
def centre(tmp_path: Path, prepared: tuple[Path, Known]) -> Iterator[Centre]:
    """A call centre whose server runs."""
    path = tmp_path / "desk.db"
    shutil.copy(prepared[0], path)
    found = Centre(path, free_port(), prepared[1])
    found.start()
    yield found
    found.close()


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen with keyboard, mouse and a Korean input method; where their programs are not here, a skip."""
    if missing():
        pytest.skip(f"needs the Debian packages {missing()} (.ci/setup.sh test installs them, as root)")
    found = Screen(tmp_path_factory.mktemp("screen"))
    try:
        found.open()
        yield found
    finally:
        found.close()


@pytest.fixture(scope="module")
def lasting(
    screen: Screen, prepared: tuple[Path, Known], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """A signed-in client at a centre of its own, the same for all tests of a file, one after another."""
    home = tmp_path_factory.mktemp("day")
    shutil.copy(prepared[0], home / "desk.db")
    centre = Centre(home / "desk.db", free_port(), prepared[1])
    found = Program(screen, centre, home / "workstation")
    try:
        centre.start()
        found.start_fresh()
        found.sign_in()
        yield found
    finally:
        found.close()
        centre.close()


@pytest.fixture
def program(screen: Screen, centre: Centre, tmp_path: Path) -> Iterator[Program]:
    """A workstation of that centre on that screen; the client is not started yet."""
    found = Program(screen, centre, tmp_path / "workstation")
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that does not wait long for a server that is away."""
    monkeypatch.setattr(feed, "OFFLINE_AFTER", 0.5)
    monkeypatch.setattr(feed, "LONGEST_PAUSE", 0.3)
    monkeypatch.setattr(outbox, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(outbox, "LONGEST_PAUSE", 0.2)
