"""The one place where coroutines are started: kept alive, ended with their owner, errors reported."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T")
_running: set[asyncio.Task[Any]] = set()


def start(work: Coroutine[Any, Any, T], *, name: str, owner: QObject) -> "asyncio.Task[T]":
    """Run a coroutine on the running loop; it is cancelled when its owner is destroyed.

    A cancellation is silent, any other error goes to the loop's exception handler.
    """
    task = asyncio.get_event_loop().create_task(work, name=name)
    _running.add(task)

    def cancel() -> None:
        task.cancel()

    gone = owner.destroyed.connect(cancel)

    def done(finished: "asyncio.Task[T]") -> None:
        _running.discard(finished)
        QObject.disconnect(gone)
        if not finished.cancelled() and (error := finished.exception()) is not None:
            finished.get_loop().call_exception_handler(
                {"message": f"task {name} failed", "exception": error, "task": finished}
            )

    task.add_done_callback(done)
    return task
