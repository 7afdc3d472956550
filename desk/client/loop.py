"""The client's event loop: asyncio on Qt's loop, with one timer for all of its waiting.

qasync gives every ``call_later`` a Qt timer of its own, coarse by 5 %, which lives on after it was cancelled: a
thousand requests leave two thousand. Here a heap holds the waiting, one precise timer sleeps until its top, and one
timer without delay runs what is ready, so that Qt has its turn between any two rounds.
"""

import asyncio
import gc
import heapq
import os
import sys
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, Unpack, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimerEvent, Signal

from desk.client.garbage import garbage

os.environ.setdefault("QT_API", "pyside6")

import qasync  # type: ignore[import-untyped]

if TYPE_CHECKING:
    Base = asyncio.SelectorEventLoop
else:
    # Sockets by notifiers on Unix, completion ports on Windows.
    Base = qasync.QEventLoop

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
THREADS = 6
#: Seconds for which one thread keeps the others waiting. The disk's thread wants its turn at every statement; with
#: Python's five milliseconds a click waits for the painting it has caused.
TURN = 0.0005


class _Pulse(QObject):
    """The two Qt timers behind the loop, and the way in from other threads."""

    called = Signal(object)

    def __init__(self, loop: "DeskLoop") -> None:
        super().__init__()
        self._loop = loop
        self._ready: deque[asyncio.Handle] = deque()
        self._waiting: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._count = 0
        self._dead = 0
        self._soon = 0
        self._later = 0
        self._due = float("inf")
        self.called.connect(self.add, Qt.ConnectionType.QueuedConnection)

    def add(self, handle: asyncio.Handle) -> None:
        """Run it in the next round."""
        self._ready.append(handle)
        if not self._soon:
            self._soon = self.startTimer(0)

    def add_callback(self, handle: asyncio.Handle, _delay: float = 0) -> asyncio.Handle:
        """qasync's own way in; signals come by it."""
        self.add(handle)
        return handle

    def add_at(self, handle: asyncio.TimerHandle) -> None:
        """Run it when its time has come."""
        self._count += 1
        heapq.heappush(self._waiting, (handle.when(), self._count, handle))
        self._arm()

    def cancelled(self) -> None:
        """One of those that wait was cancelled: throw such out when they are many, or next."""
        self._dead += 1
        if self._dead > 64 and self._dead * 2 > len(self._waiting):
            self._waiting = [entry for entry in self._waiting if not entry[2].cancelled()]
            heapq.heapify(self._waiting)
            self._dead = 0
        self._arm()

    def _arm(self) -> None:
        """Sleep until the first that waits, if it is another than before."""
        while self._waiting and self._waiting[0][2].cancelled():
            heapq.heappop(self._waiting)
            self._dead = max(0, self._dead - 1)
        due = self._waiting[0][0] if self._waiting else float("inf")
        if due == self._due:
            return
        self._due = due
        if self._later:
            self.killTimer(self._later)
            self._later = 0
        if self._waiting:
            # Rounded up: a sleep must not end early. Qt's intervals are 32-bit milliseconds.
            pause = min(max(0, int((due - self._loop.time()) * 1000) + 1), 2**31 - 1)
            self._later = self.startTimer(pause, Qt.TimerType.PreciseTimer)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Move what is due to what is ready, or run one round of what is ready."""
        if event.timerId() == self._later:
            self._wake()
        else:
            self._round()

    def _wake(self) -> None:
        self.killTimer(self._later)
        self._later, self._due = 0, float("inf")
        now = self._loop.time()
        while self._waiting and (self._waiting[0][0] <= now or self._waiting[0][2].cancelled()):
            handle = heapq.heappop(self._waiting)[2]
            if handle.cancelled():
                self._dead = max(0, self._dead - 1)
            else:
                self.add(handle)
        self._arm()

    def _round(self) -> None:
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle.cancelled():
                handle._run()  # pyright: ignore[reportPrivateUsage]  # asyncio's own way to run one
        if not self._ready and self._soon:
            self.killTimer(self._soon)
            self._soon = 0
        garbage().collect_due()

    def stop(self) -> None:
        """Run nothing any more."""
        for timer in (self._soon, self._later):
            if timer:
                self.killTimer(timer)
        self._soon = self._later = 0
        self._ready.clear()
        self._waiting.clear()

    def set_debug(self, _enabled: bool) -> None:
        """qasync asks its timer for this."""

    @property
    def waiting(self) -> list[asyncio.TimerHandle]:
        """Those that wait for their time."""
        return [handle for _, _, handle in self._waiting if not handle.cancelled()]

    @property
    def held(self) -> int:
        """How many entries the heap holds, cancelled ones included."""
        return len(self._waiting)

    @property
    def timers(self) -> int:
        """How many Qt timers live."""
        return (self._soon != 0) + (self._later != 0)


class DeskLoop(Base):
    """asyncio's event loop on the running Qt application."""

    def __init__(self, app: QCoreApplication) -> None:
        self._pulse = _Pulse(self)
        super().__init__(cast(Any, app))
        self._timer = self._pulse
        self.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="work"))

    def run_forever(self) -> None:
        """Run until ``stop``; forgotten async generators are closed on the loop, which qasync leaves to chance."""
        hooks = sys.get_asyncgen_hooks()
        firstiter: Any = getattr(self, "_asyncgen_firstiter_hook")  # noqa: B009  asyncio's own, hidden from types
        finalizer: Any = getattr(self, "_asyncgen_finalizer_hook")  # noqa: B009
        sys.set_asyncgen_hooks(firstiter, finalizer)
        try:
            super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*hooks)

    @property
    def timers(self) -> int:
        """How many Qt timers the loop keeps alive just now: two at most."""
        return self._pulse.timers

    @property
    def waiting(self) -> list[asyncio.TimerHandle]:
        """What was asked for later and is neither due nor cancelled."""
        return self._pulse.waiting

    @property
    def held(self) -> int:
        """How many entries the heap holds, cancelled ones included."""
        return self._pulse.held

    def call_soon(
        self, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        """Call it in the next round."""
        self._refuse_when_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._pulse.add(handle)
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        """``call_soon`` from any thread."""
        self._refuse_when_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._pulse.called.emit(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Call it after ``delay`` seconds."""
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Call it when ``time()`` has reached ``when``."""
        self._refuse_when_closed()
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        # cancel() then tells the loop.
        setattr(handle, "_scheduled", True)  # noqa: B010
        self._pulse.add_at(handle)
        return handle

    def _refuse_when_closed(self) -> None:
        if self.is_closed():
            raise RuntimeError("Event loop is closed")

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self._pulse.cancelled()


def run(app: QCoreApplication, main: Coroutine[Any, Any, T]) -> T:
    """Run ``main`` on Qt's loop until it returns, then end what it left behind.

    The window closes by letting ``main`` return, never by ``app.quit()``: that would stop the loop under it.
    """
    sys.setswitchinterval(TURN)
    if gc.isenabled():
        garbage().take_over()
    loop = DeskLoop(app)
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main)
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        asyncio.set_event_loop(None)
        loop.close()
