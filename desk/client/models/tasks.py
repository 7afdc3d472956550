"""The one place where coroutines are started: kept alive, ended with their owner, errors reported.

An error that Desk has words for (``DeskError``) goes to the owner's ``handle_error`` if it has one, else to the hook
that the window has set. A cancellation is silent. Anything else goes to the loop's exception handler: the crash sheet.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject

from desk.contract.errors import DeskError

T = TypeVar("T")
ErrorHook = Callable[[DeskError, str], None]


@runtime_checkable
class HandlesErrors(Protocol):
    """An owner that shows the errors of its own work."""

    def handle_error(self, error: DeskError) -> None:
        """The work that this object started was refused, or nobody answered."""


_running: dict[asyncio.Task[Any], QObject | None] = {}
_hooks: list[ErrorHook] = []


def set_error_hook(hook: ErrorHook | None) -> None:
    """Where errors go whose owner does not handle them: the error, and the name of the work."""
    _hooks[:] = [] if hook is None else [hook]


def start(work: Coroutine[Any, Any, T], *, name: str, owner: QObject | None = None) -> "asyncio.Task[T]":
    """Run a coroutine on the running loop until it ends; it is cancelled when its owner is destroyed."""
    task = asyncio.get_event_loop().create_task(work, name=name)
    _running[task] = owner
    gone = None if owner is None else owner.destroyed.connect(lambda: task.cancel())

    def done(finished: "asyncio.Task[T]") -> None:
        _running.pop(finished, None)
        if gone is not None:
            QObject.disconnect(gone)
        if finished.cancelled() or (error := finished.exception()) is None:
            return
        if isinstance(error, DeskError) and _handled(error, name, owner):
            return
        finished.get_loop().call_exception_handler(
            {"message": f"task {name} failed", "exception": error, "task": finished}
        )

    task.add_done_callback(done)
    return task


def _handled(error: DeskError, name: str, owner: QObject | None) -> bool:
    handler: object = owner
    if isinstance(handler, HandlesErrors) and shiboken6.isValid(owner):
        handler.handle_error(error)
        return True
    if _hooks:
        _hooks[0](error, name)
        return True
    return False


def running() -> list[str]:
    """The names of what runs just now."""
    return [task.get_name() for task in _running]


async def finish() -> None:
    """End everything that was started here, except who asks: the program closes."""
    ending = [task for task in _running if task is not asyncio.current_task()]
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)
    # A task that has ended is forgotten in the loop's next round; gather may answer before that.
    await asyncio.sleep(0)
