"""Tests of the client run on the client's own event loop, and leave nothing behind.

An ``async def test_…`` runs on a ``DeskLoop``. It fails when it leaves a task, a timer or an error in the loop, and any
test here fails when something was logged as a warning that ``expected_log`` did not announce.
"""

import asyncio
import gc
import inspect
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.garbage import garbage
from desk.client.loop import DeskLoop
from tests.server.conftest import peopled, server_loop, site

__all__ = ["peopled", "server_loop", "site"]

SECONDS = 120


class Errors(list[str]):
    """What went wrong where nobody could catch it."""

    def hear(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The loop's exception handler."""
        self.append(f"{context.get('message')}: {context.get('exception')!r}")


class _Loud(logging.Handler):
    """Collects what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def expected_log() -> list[str]:
    """Put parts of warnings here that the test means to cause."""
    return []


@pytest.fixture(autouse=True)
def _quiet_log(expected_log: list[str]) -> Iterator[None]:
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    yield
    logging.getLogger().removeHandler(loud)
    surprising = [said for said in loud.said if not any(part in said for part in expected_log)]
    assert not surprising, f"logged: {surprising}"


@pytest.fixture(scope="package", autouse=True)
def _collector() -> Iterator[None]:
    """The server's threads make garbage too, here in the same process: only the loop looks for it."""
    garbage().take_over()
    yield
    gc.collect()
    garbage().give_back()


@pytest.fixture(autouse=True)
def _collect(_collector: None) -> Iterator[None]:
    """A test without a loop leaves garbage too."""
    yield
    garbage().collect_due()


@pytest.fixture
def loop_errors() -> Errors:
    """What went wrong in the loop; a test that means to cause something clears it."""
    return Errors()


@pytest.fixture
def desk_loop(qapp: QApplication, loop_errors: Errors) -> Iterator[DeskLoop]:
    """The client's own loop; ``run_until_complete`` runs a coroutine on it."""
    loop = DeskLoop(qapp)
    loop.set_exception_handler(loop_errors.hear)
    asyncio.set_event_loop(loop)
    yield loop
    left = [task.get_name() for task in asyncio.all_tasks(loop)]
    timers = [repr(handle) for handle in loop.waiting]
    for task in asyncio.all_tasks(loop):
        task.cancel()
        loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    asyncio.set_event_loop(None)
    loop.close()
    assert not left, f"tasks left behind: {left}"
    assert not timers, f"timers left behind: {timers}"
    assert not loop_errors, f"errors in the loop: {loop_errors}"


@pytest.fixture(autouse=True)
def _loop_for_coroutines(request: pytest.FixtureRequest) -> None:
    if inspect.iscoroutinefunction(getattr(request.node, "obj", None)):
        request.getfixturevalue("desk_loop")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine on the client's loop, for two minutes at most."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    arguments = {name: pyfuncitem.funcargs[name] for name in names}

    async def bounded() -> None:
        async with asyncio.timeout(SECONDS):
            await pyfuncitem.obj(**arguments)

    asyncio.get_event_loop().run_until_complete(bounded())
    return True


async def until(condition: Callable[[], object], seconds: float = 40.0) -> None:
    """Wait until something holds; AssertionError when it never does."""
    end = asyncio.get_running_loop().time() + seconds
    while not condition():
        assert asyncio.get_running_loop().time() < end, f"it never came true: {inspect.getsource(condition).strip()}"
        await asyncio.sleep(0.005)
