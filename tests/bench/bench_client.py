"""Measures the client at a real server: ring, open, scroll, typing under load, looks, timers, memory, clicks."""

import argparse
import asyncio
import contextlib
import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desk.client.loop import DeskLoop, run
from desk.client.models.navigation import Opening
from desk.client.remote.command import OutboxChange
from desk.client.widgets.style.proxy import wear
from desk.contract.agents import AgentState
from desk.contract.remedies import RemedyDraft, RemedyState
from desk.contract.tickets import ArticleKind
from tests.bench import big, report, workplace
from tests.bench.bench_timeline import Samples, say, turn
from tests.bench.occupy import when
from tests.bench.report import Bar
from tests.e2e.rig import Centre, Seat

FRAME = 1 / 60
PATIENCE = 30.0
LONG, SHORT, OTHER = "긴 기록", "짧은 기록", "다른 기록"


class Painted(QObject):
    """Tells when a widget was painted while something was so; the time is taken when its paint event comes."""

    def __init__(self, widget: QWidget, wanted: Callable[[], bool]) -> None:
        super().__init__()
        self._widget, self._wanted = widget, wanted
        self._at: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        widget.installEventFilter(self)

    async def at(self) -> float:
        """When it was painted; TimeoutError when it never is."""
        return await asyncio.wait_for(self._at, PATIENCE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._at.done() and self._wanted():
            # One round later the picture stands.
            QTimer.singleShot(0, self._done)
        return False

    def _done(self) -> None:
        if not self._at.done():
            self._widget.removeEventFilter(self)
            self._at.set_result(time.perf_counter())


class Bench:
    """One agent at one window, measured."""

    def __init__(self, seat: Seat) -> None:
        self.seat, self.centre = seat, seat.centre

    async def ring(self, times: int) -> None:
        """From the exchange's request to the painted card with caller and promise."""
        seat, number, taken = self.seat, workplace.CUSTOMERS[SHORT][0], list[float]()
        for turn_of in range(times):
            call_id = f"ring-{turn_of}-{time.time_ns()}"
            painted = Painted(seat.ring_card, lambda: bool(seat.desk.call.rings and seat.desk.call.rings[0].callers))
            began = time.perf_counter()
            sending = asyncio.create_task(
                asyncio.to_thread(self.centre.push, "newCall", number, call_id, to=workplace.LINE, user=["901"])
            )
            taken.append((await painted.at() - began) * 1000)
            await sending
            await asyncio.to_thread(
                self.centre.push, "hangup", number, call_id, to=workplace.LINE, cause="normalClearing"
            )
            await when(lambda: not seat.ring_card.isVisible())
        say(report.line("ring (request sent) → caller and promises painted", taken[1:], Bar(0.95, 150)))

    async def open(self, times: int) -> None:
        """From the click to the painted first screen of the timeline, for a short and a long history."""
        taken: dict[str, list[float]] = {SHORT: [], LONG: []}
        for _ in range(times):
            for name in (SHORT, OTHER, LONG, OTHER):
                spent = await self._open_one(name)
                if name in taken:
                    taken[name].append(spent)
        for name, times_spent in taken.items():
            length = workplace.CUSTOMERS[name][1]
            say(report.line(f"open a customer of {length:,} entries → painted", times_spent[1:], Bar(0.95, 100)))
        middle = {name: report.percentile(one, 0.5) for name, one in taken.items()}
        say(f"  long ÷ short history: {middle[LONG] / middle[SHORT]:.2f}")

    async def _open_one(self, name: str) -> float:
        view, model = self.seat.call.view, self.seat.call.view.stream.model
        wanted = self.centre.known.customers[name]
        painted = Painted(
            self.seat.call.timeline.view.viewport(), lambda: view.customer_id == wanted and model.count() > 0
        )
        began = time.perf_counter()
        self.seat.desk.navigation.open(Opening(customer_id=wanted))
        spent = (await painted.at() - began) * 1000
        await when(lambda: self.seat.live and view.tickets.loaded and view.customer.customer is not None)
        await asyncio.sleep(0.05)
        return spent

    async def _at_long(self) -> None:
        """Have the long history open. Opening whoever is open already paints nothing anew."""
        if self.seat.call.view.customer_id != self.centre.known.customers[LONG]:
            await self._open_one(LONG)

    async def scroll(self, frames: int) -> None:
        """Up through the long history at 60 frames a second, pages fetched from the server on the way."""
        await self._at_long()
        view, model = self.seat.call.timeline.view, self.seat.call.view.stream.model
        samples = Samples("scroll 120 px a frame, 100,000 entries", Bar(0.99, 16.7))
        for _ in range(frames):
            cpu, began = time.process_time(), time.perf_counter()
            view.scroll_by(120)
            view.viewport().repaint()
            wall = time.perf_counter() - began
            await asyncio.sleep(max(0.001, FRAME - wall))
            # Pages that came are read during the sleep: that work is this frame's, too.
            samples.add(time.process_time() - cpu, wall)
        samples.tell(f"at entry {model.row(0).title or model.row(0).body[-14:]!r}")
        model.go_newest()
        await turn()

    async def type(self, seconds: float, rate: int) -> None:
        """Keys from outside the loop, as from a keyboard, while colleagues write on the open customer."""
        customer = self.centre.known.customers[LONG]
        ticket = self.centre.request("GET", f"/tickets?customer_id={customer}")["data"][0]["id"]
        await self._at_long()
        self.seat.call.composer.set_mode(ArticleKind.NOTE)
        editor = self.seat.call.composer.editor
        keys = Keys(editor)
        before = self.seat.desk.health.position
        command = [sys.executable, "-m", "tests.bench.disturb", self.centre.url, str(ticket), str(rate), str(seconds)]
        load = await asyncio.to_thread(subprocess.Popen[bytes], command)
        await asyncio.sleep(1.5)
        middle, cpu = self.seat.desk.health.position, time.process_time()
        keys.start()
        await asyncio.sleep(seconds - 1.5)
        came = (self.seat.desk.health.position - middle) / (seconds - 1.5)
        busy = (time.process_time() - cpu) / (seconds - 1.5)
        keys.stop()
        await asyncio.to_thread(load.wait, 60)
        assert self.seat.desk.health.position > before, "nothing came"
        note = f"({came:.0f} events/s came, {busy:.0%} of a core)"
        say(report.line("key press → painted under load", keys.spent, Bar(0.99, 16.7)) + f"  {note}")
        assert len(editor.toPlainText()) == keys.pressed, "a key was lost"
        editor.clear()

    async def looks(self, times: int) -> None:
        """Switch theme and language of the full window until it is painted anew."""
        await self._at_long()
        settings, window = self.seat.desk.settings, self.seat.window
        for name, field, values in (("theme", "scheme", ("dark", "light")), ("language", "language", ("en", "ko"))):
            samples = Samples(f"{name} switch", Bar(0.95, 50))
            for number in range(times):
                cpu, began = time.process_time(), time.perf_counter()
                setattr(settings, field, values[number % 2])
                QApplication.processEvents()
                window.repaint()
                samples.add(time.process_time() - cpu, time.perf_counter() - began)
                await asyncio.sleep(0.05)
            samples.tell()

    async def click(self, times: int) -> None:
        """From the click to the server's answer, which it gives after the commit."""
        seat, taken = self.seat, list[float]()
        for number in range(times):
            answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()

            def settle(_change: object, one: asyncio.Future[None] = answered) -> None:
                if not one.done():
                    one.set_result(None)

            link = seat.desk.outbox.settled.connect(settle)
            began = time.perf_counter()
            seat.desk.state.choose(AgentState.BREAK if number % 2 else AgentState.AVAILABLE)
            await answered
            taken.append((time.perf_counter() - began) * 1000)
            QObject.disconnect(link)
            await when(lambda: seat.desk.state.pending is None)
        say(report.line("click → committed and answered by the server", taken[1:], Bar(0.95, 50)))
        alone = await asyncio.to_thread(report.forced, seat.home)
        say(report.line("  the disk alone: 4 KiB forced to it (a click waits for 2 commits)", alone))

    async def remedy(self, times: int) -> None:
        """From the click on an action to the server's answer to it, which it gives after the commit."""
        seat, actions, taken = self.seat, self.seat.call.view.actions, list[float]()
        await self._open_one(workplace.REGULAR)
        await when(lambda: actions.situation is not None)
        assert actions.situation is not None
        orders = [one.id for one in actions.situation.orders]
        for number in range(times):
            # Nobody does the same about one order twice in a second.
            actions.choose_order(orders[number % len(orders)])
            await asyncio.sleep(0.3)
            answered: asyncio.Future[OutboxChange] = asyncio.get_running_loop().create_future()
            link = seat.desk.outbox.settled.connect(answered.set_result)
            began = time.perf_counter()
            assert actions.carry_out("goodwill_credit", {"amount": 1_000 + number})
            change = await asyncio.wait_for(answered, PATIENCE)
            assert change.answer.data.state is RemedyState.COMMITTED
            taken.append((time.perf_counter() - began) * 1000)
            QObject.disconnect(link)
            await asyncio.sleep(0.3)
        say(report.line("click on an action → committed and answered by the server", taken[1:], Bar(0.95, 50)))
        await self._preview(times, orders)

    async def _preview(self, times: int, orders: list[int]) -> None:
        customer, taken = self.centre.known.customers[workplace.REGULAR], list[float]()
        for number in range(times):
            order = orders[number % len(orders)]
            draft = RemedyDraft(action="goodwill_credit", customer_id=customer, order_id=order, values={"amount": 900})
            began = time.perf_counter()
            shown = await asyncio.to_thread(self.centre.request, "POST", "/actions/preview", draft)
            taken.append((time.perf_counter() - began) * 1000)
            assert shown["effect"]["amount"] == 900
        say(report.line("preview of an action, asked of the server", taken[1:], Bar(0.95, 50)))

    async def timers(self, requests: int) -> None:
        """Qt timers that live after many requests."""
        for _ in range(requests):
            await self.seat.desk.remote.api.my_state()
        loop = asyncio.get_running_loop()
        assert isinstance(loop, DeskLoop)
        own = sum(1 for one in gc.get_objects() if isinstance(one, QTimer) and one.isActive())
        say(report.count(f"live Qt timers after {requests:,} requests", loop.timers + own, 20))


class Keys(QObject):
    """Presses keys from a thread and takes the time until the editor has painted them."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__()
        self._editor = editor
        self._over = threading.Event()
        self._began: list[float] = []
        self.spent: list[float] = []
        self.pressed = 0
        self._thread = threading.Thread(target=self._press, daemon=True)
        self._viewport = editor.viewport()
        self._viewport.installEventFilter(self)
        self._pressed_in: list[float] = []
        editor.installEventFilter(self)

    def start(self) -> None:
        """Begin to type."""
        self._thread.start()

    def stop(self) -> None:
        """Stop, and wait for the last key."""
        self._over.set()
        self._thread.join()
        QApplication.processEvents()
        for watched in (self._viewport, self._editor):
            watched.removeEventFilter(self)

    def _press(self) -> None:
        while not self._over.wait(0.043):
            event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
            self._began.append(time.perf_counter())
            self.pressed += 1
            QApplication.postEvent(self._editor, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and watched is self._editor and self._began:
            self._pressed_in.append(self._began.pop(0))
        elif event.type() == QEvent.Type.Paint and watched is self._viewport and self._pressed_in:
            waiting, self._pressed_in = self._pressed_in, []
            QTimer.singleShot(0, lambda: self.spent.extend((time.perf_counter() - one) * 1000 for one in waiting))
        return False


async def at_window(centre: Centre, home: Path, measure: Callable[[Bench], Awaitable[None]]) -> None:
    """Sign in, measure, leave."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    seat = Seat(centre, home)
    try:
        await asyncio.sleep(0)
        seat.window.activateWindow()
        seat.desk.session.start()
        await when(lambda: not seat.desk.session.asking)
        await seat.sign_in()
        await measure(Bench(seat))
    finally:
        await seat.close()


def measure_memory(centre: Centre, home: Path) -> None:
    """In a process that holds the client and nothing else."""
    command = [sys.executable, "-m", "tests.bench.occupy", str(home), centre.url]
    done = subprocess.run(
        [*command, str(centre.known.customers[LONG])], check=True, capture_output=True, text=True, timeout=120
    )
    say(done.stdout.strip())


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--big", action="store_true", help="1 million customers, 10 million events (built once)")
    parser.add_argument("--times", type=int, default=25)
    parser.add_argument(
        "--only", default="", help="measure this alone: ring, open, scroll, type, looks, click, remedy, ..."
    )
    given = parser.parse_args()
    customers, events = big.FULL if given.big else (given.customers, given.events)
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(workplace.prepared(Path(folder), customers, events)) as centre,
    ):
        centre.start()
        say(f"{report.machine()}; {customers:,} customers, {events + 100_000:,} events")

        async def everything(bench: Bench) -> None:
            parts: dict[str, Callable[[], Awaitable[None]]] = {
                "ring": lambda: bench.ring(given.times),
                "open": lambda: bench.open(given.times),
                "scroll": lambda: bench.scroll(1_200),
                "type": lambda: bench.type(10, 100),
                "looks": lambda: bench.looks(given.times),
                "click": lambda: bench.click(2 * given.times),
                "remedy": lambda: bench.remedy(2 * given.times),
                "timers": lambda: bench.timers(1_000),
            }
            for name, part in parts.items():
                if given.only in ("", name):
                    await part()

        application = QApplication(sys.argv)
        wear(application)
        run(application, at_window(centre, Path(folder) / "home", everything))
        measure_memory(centre, Path(folder) / "other")
    return 0


if __name__ == "__main__":
    sys.exit(main())
