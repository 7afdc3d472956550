"""The client's event loop: asyncio's promises, on Qt, without a trail of timers."""

import asyncio
import contextvars
import gc
import threading
from collections.abc import AsyncGenerator
from typing import cast

import pytest
import qasync  # type: ignore[import-untyped]
from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desk.client.loop import DeskLoop, run
from tests.client.conftest import Errors, until


def live_timers() -> int:
    """Every Qt timer of this thread, whoever started it."""
    dispatcher = QAbstractEventDispatcher.instance()
    objects = [one for one in gc.get_objects() if isinstance(one, QObject) and isValid(one)]
    return sum(len(dispatcher.registeredTimers(one)) for one in objects)


async def thousand_requests() -> int:
    """What HTTP does a thousand times: a time limit that is not reached."""
    for _ in range(1000):
        async with asyncio.timeout(30):
            await asyncio.sleep(0)
    return live_timers()


async def test_a_thousand_time_limits_leave_no_timers_behind() -> None:
    before = live_timers()
    assert await thousand_requests() - before <= 2


def test_the_stock_loop_would_leave_a_timer_for_each(qapp: QApplication) -> None:
    loop = cast(asyncio.AbstractEventLoop, qasync.QEventLoop(qapp))
    asyncio.set_event_loop(loop)
    before = live_timers()
    try:
        left: int = loop.run_until_complete(thousand_requests())
        assert left - before >= 1000
    finally:
        asyncio.set_event_loop(None)
        loop.close()
        del loop
        gc.collect()


async def test_what_was_asked_for_later_comes_in_its_order_and_never_early() -> None:
    loop, came = asyncio.get_running_loop(), list[float]()
    began, lengths = loop.time(), [0.03, 0.001, 0.02, 0.0105, 0.005]

    def come(length: float) -> None:
        came.append(length)
        assert loop.time() >= began + length

    for length in lengths:
        loop.call_at(began + length, come, length)
    await until(lambda: len(came) == len(lengths))
    assert came == sorted(lengths)


async def test_a_cancelled_call_is_never_made() -> None:
    loop, made = asyncio.get_running_loop(), list[str]()
    later = loop.call_later(0.001, made.append, "later")
    soon = loop.call_soon(made.append, "soon")
    later.cancel()
    soon.cancel()
    await asyncio.sleep(0.01)
    assert not made
    assert later.when() > 0


async def test_many_cancelled_calls_do_not_pile_up() -> None:
    loop = asyncio.get_running_loop()
    keeper = loop.call_later(60, lambda: None)
    for _ in range(1000):
        loop.call_later(30, lambda: None).cancel()
    assert isinstance(loop, DeskLoop)
    assert len(loop.waiting) == 2  # with the time limit of the test itself
    assert loop.held < 200
    keeper.cancel()


async def test_painting_and_input_have_their_turn_while_coroutines_are_busy() -> None:
    ticks: list[int] = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    for _ in range(200):
        await asyncio.sleep(0)
    timer.stop()
    assert len(ticks) > 20


async def test_a_call_from_another_thread_arrives_with_its_context() -> None:
    loop, here = asyncio.get_running_loop(), threading.get_ident()
    word = contextvars.ContextVar("word", default="")
    context = contextvars.copy_context()
    context.run(word.set, "kept")
    arrived: asyncio.Future[tuple[str, bool]] = loop.create_future()

    def settle() -> None:
        arrived.set_result((word.get(), threading.get_ident() == here))

    threading.Thread(target=lambda: loop.call_soon_threadsafe(settle, context=context)).start()
    assert await arrived == ("kept", True)


async def test_slow_work_runs_in_threads() -> None:
    names = await asyncio.gather(*(asyncio.to_thread(lambda: threading.current_thread().name) for _ in range(3)))
    assert all(name.startswith("work") for name in names)


async def test_sockets_processes_and_task_groups_work() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def ask(word: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(word + b"\n")
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(ask(b"%d" % number)) for number in range(20)]
    assert [task.result() for task in asked] == [b"%d\n" % number for number in range(20)]
    server.close()
    await server.wait_closed()


def test_an_error_in_a_callback_reaches_the_handler_and_the_loop_goes_on(
    desk_loop: DeskLoop, loop_errors: Errors
) -> None:
    async def scenario() -> str:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0.01)
        return "alive"

    assert desk_loop.run_until_complete(scenario()) == "alive"
    assert "ZeroDivisionError" in loop_errors[0]
    loop_errors.clear()


def test_the_program_ends_with_its_main_work_and_takes_the_rest_along(qapp: QApplication) -> None:
    cancelled: list[bool] = []

    async def forever() -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def main() -> int:
        task = asyncio.create_task(forever())
        await asyncio.sleep(0)
        return 7 if not task.done() else 1

    assert run(qapp, main()) == 7
    assert cancelled == [True]


async def test_a_forgotten_generator_is_closed_on_the_loop() -> None:
    closed: list[bool] = []

    async def endless() -> AsyncGenerator[int]:
        try:
            while True:
                yield 1
        finally:
            await asyncio.sleep(0)
            closed.append(True)

    async for _ in endless():
        break
    gc.collect()
    await until(lambda: closed)


def test_a_closed_loop_takes_nothing_more(qapp: QApplication) -> None:
    loop = DeskLoop(qapp)
    loop.close()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon(print)
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_later(1, print)
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon_threadsafe(print)
