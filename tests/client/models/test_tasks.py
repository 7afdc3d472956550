"""Work that a window started is kept alive, ends with its owner, and tells its errors to whoever can show them."""

import asyncio
import gc
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject

from desk.client.models import tasks
from desk.contract.errors import DeskError, ErrorCode, Refusal, Unreachable
from tests.client.conftest import Errors, until


class Panel(QObject):
    """An owner that shows its own errors."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[DeskError] = []

    def handle_error(self, error: DeskError) -> None:
        self.shown.append(error)


@pytest.fixture
def told() -> Iterator[list[tuple[str, str]]]:
    """What reached the window's hook: the name of the work and the error."""
    found: list[tuple[str, str]] = []
    tasks.set_error_hook(lambda error, name: found.append((name, str(error))))
    yield found
    tasks.set_error_hook(None)


async def fail(error: BaseException) -> None:
    await asyncio.sleep(0)
    raise error


async def test_work_nobody_holds_is_not_collected_half_way() -> None:
    done: list[bool] = []

    async def work() -> None:
        await asyncio.sleep(0.01)
        done.append(True)

    tasks.start(work(), name="work")
    for _ in range(3):
        gc.collect()
    await until(lambda: done)


async def test_work_ends_with_its_owner_and_says_nothing(told: list[tuple[str, str]]) -> None:
    owner = Panel()
    task = tasks.start(asyncio.sleep(60), name="loading", owner=owner)
    await asyncio.sleep(0)
    shiboken6.delete(owner)
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    assert not told
    assert not tasks.running()


async def test_an_owner_is_told_of_its_own_errors_and_nobody_else(told: list[tuple[str, str]]) -> None:
    owner = Panel()
    await asyncio.gather(
        tasks.start(fail(Refusal(ErrorCode.STALE, "now 9")), name="a", owner=owner),
        tasks.start(fail(Unreachable("gone")), name="b", owner=owner),
        return_exceptions=True,
    )
    await asyncio.sleep(0)
    assert [str(error) for error in owner.shown] == ["stale: now 9", "gone"]
    assert not told


async def test_errors_of_owners_that_show_none_go_to_the_window(told: list[tuple[str, str]]) -> None:
    await asyncio.gather(
        tasks.start(fail(Unreachable("gone")), name="search", owner=QObject()),
        tasks.start(fail(Unreachable("gone")), name="start"),
        return_exceptions=True,
    )
    await asyncio.sleep(0)
    assert told == [("search", "gone"), ("start", "gone")]


async def test_a_mistake_of_ours_goes_to_the_crash_sheet(told: list[tuple[str, str]], loop_errors: Errors) -> None:
    owner = Panel()
    await asyncio.gather(tasks.start(fail(ZeroDivisionError()), name="sum", owner=owner), return_exceptions=True)
    await until(lambda: loop_errors)
    assert "task sum failed" in loop_errors[0]
    assert not owner.shown
    assert not told
    loop_errors.clear()


async def test_an_error_that_comes_after_its_owner_is_gone_is_not_shown_there(told: list[tuple[str, str]]) -> None:
    owner = Panel()

    async def stubborn() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise Unreachable("late") from None

    task = tasks.start(stubborn(), name="late", owner=owner)
    await asyncio.sleep(0)
    shiboken6.delete(owner)
    await asyncio.gather(task, return_exceptions=True)
    await asyncio.sleep(0)
    assert told == [("late", "late")]


async def test_at_the_end_everything_is_ended() -> None:
    started = [tasks.start(asyncio.sleep(60), name=f"work {number}") for number in range(5)]
    assert len(tasks.running()) == 5
    await tasks.finish()
    assert all(task.cancelled() for task in started)
    assert not tasks.running()


async def test_the_result_can_be_awaited() -> None:
    async def seven() -> int:
        return 7

    assert await tasks.start(seven(), name="seven") == 7
