"""The client: paints its window first, then loads everything slow, and ends without losing a word."""

import argparse
import asyncio
import contextlib
import gc
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["QT_API"] = "pyside6"

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication

from desk import __version__
from desk.client import loop
from desk.client.crash import Crashes
from desk.client.garbage import garbage
from desk.client.instance import lock_of
from desk.client.models.settings import Settings
from desk.client.remote.handoff import OPEN_OPTION, Wish, hand_over, parse
from desk.client.remote.places import Places, system_places
from desk.client.remote.settings_store import SettingsStore
from desk.client.widgets.commands import Commands
from desk.client.widgets.look import LookKeeper
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.window import Window
from desk.paths import program

if TYPE_CHECKING:
    from desk.client.work import Work

    Play = Callable[[Work, Window], Coroutine[Any, Any, None]]

LOCK_MS = 100


def parser() -> argparse.ArgumentParser:
    """The words the client understands."""
    found = argparse.ArgumentParser(prog="desk", description="The window: sign in, take calls, write, wrap up.")
    found.add_argument("--server", metavar="URL", help="the server to sign in at, as https://HOST[:PORT]")
    found.add_argument("--data-dir", type=Path, metavar="DIR", help="keep everything of this workstation below DIR")
    found.add_argument("--lang", choices=("ko", "en"), help="the language of the screen")
    found.add_argument("--theme", choices=("light", "dark", "system"), help="the colours of the screen")
    found.add_argument("--first-paint", action="store_true", help="print how long the first paint took, and end")
    found.add_argument(OPEN_OPTION, dest="open", default="", metavar="ADDRESS", help="a desk:// address to open")
    return found


def main(argv: list[str], play: "Play | None" = None) -> int:
    """Run the client; 0 when it ended as it should, or when the running window took over.

    ``play`` is given the work and the window once they are there, and runs beside the person, until it ends
    (then the window closes) or the window is closed (then it is cancelled).
    """
    args = parser().parse_args(argv)
    if args.data_dir is not None:
        os.environ["DESK_HOME"] = str(args.data_dir.absolute())
    places = system_places()
    wish = parse(args.open)
    lock = lock_of(places.window, places.data)
    if not args.first_paint and not lock.tryLock(LOCK_MS):
        return _hand_on(wish, places)
    crashes = Crashes(places.data / "logs")
    crashes.install()
    # Nothing that is loaded at the start ever goes: to look for garbage among it costs a tenth of the start.
    gc.disable()
    try:
        return Program(args, places, wish, crashes, play).run()
    finally:
        garbage().give_back()
        crashes.close()
        lock.unlock()


def _hand_on(wish: Wish, places: Places) -> int:
    try:
        if hand_over(wish, places.window):
            return 0
        why = "it does not listen"
    except (ValueError, OSError) as error:
        why = str(error)
    sys.stderr.write(f"desk: Desk runs already, but {why}\n")
    return 1


class Program:
    """One run of the client."""

    def __init__(
        self, args: argparse.Namespace, places: Places, wish: Wish, crashes: Crashes, play: "Play | None"
    ) -> None:
        self._args, self._places, self._wish, self._crashes, self._play = args, places, wish, crashes, play
        self._store = SettingsStore(places.config / "settings.json", places.policy)
        self._app = _application()
        self._settings = Settings(self._store)
        for name, value in (("server", args.server), ("language", args.lang), ("scheme", args.theme)):
            if value is not None:
                setattr(self._settings, name, value)
        self._look = LookKeeper(self._settings)
        self._window = Window(self._settings, self._look, Commands())
        self._over = asyncio.Event()
        self._again = False

    def run(self) -> int:
        """Show the window and work until it is closed."""
        try:
            status = loop.run(self._app, self._main())
        finally:
            # A window that is destroyed while it can be seen hides its parts half-way through, and Python with them.
            self._window.hide()
        if self._again:
            QProcess.startDetached(program()[0], program()[1:])
        return status

    async def _main(self) -> int:
        self._crashes.watch(asyncio.get_running_loop())
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(number, self._over.set)
        self._window.closing.connect(self._over.set)
        painted = asyncio.Event()
        # One round of the loop later the picture is on the screen and not only drawn.
        self._window.painted.connect(lambda: QTimer.singleShot(0, painted.set))
        self._window.show()
        await painted.wait()
        if self._args.first_paint:
            sys.stdout.write(f"first paint after {since_start() * 1000:.0f} ms\n")
            return 0
        work = await self._load()
        try:
            work.start(self._wish)
            await (self._over.wait() if self._play is None else self._played(self._play(work, self._window)))
        finally:
            await work.end()
        return 0

    async def _played(self, play: Coroutine[Any, Any, None]) -> None:
        playing = asyncio.ensure_future(play)
        over = asyncio.ensure_future(self._over.wait())
        await asyncio.wait({playing, over}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if not playing.cancel():
            await playing

    async def _load(self) -> "Work":
        """Everything that the first paint did not wait for; the imports in a thread."""
        module = await asyncio.to_thread(importlib.import_module, "desk.client.work")
        work: Work = module.Work(self._window, self._settings, self._places, self._crashes)
        work.restart_asked.connect(self._restart)
        gc.freeze()
        garbage().take_over()
        return work

    def _restart(self) -> None:
        self._again = True
        self._window.close()


def _application() -> QApplication:
    app = QApplication(["desk"])
    app.setApplicationName("Desk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("desk")
    # The window closes, main() returns, the loop ends: in this order, or coroutines are cut off in mid-sentence.
    app.setQuitOnLastWindowClosed(False)
    wear(app)
    return app


def since_start() -> float:
    """Seconds since this process began, as the system counts; where it does not tell, since Python could count."""
    try:
        began = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        return float(Path("/proc/uptime").read_text().split()[0]) - began
    except (OSError, ValueError, AttributeError):
        return time.process_time()
