"""Measures the start of the client: until its first window is painted, and until somebody is signed in and can work."""

import argparse
import asyncio
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject

from desk.client import app
from desk.client.models.session import Sitting
from desk.client.widgets.window import Window
from desk.client.work import Work
from desk.demo.serve import Running, serving
from tests.bench import report
from tests.bench.occupy import when

RUNS = 9
FIRST, USABLE = "first paint after", "usable after"


class Painted(QObject):
    """Ends its wait when a widget has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = asyncio.Event()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.set()
        return False


async def come_to_work(work: Work, _window: Window, login: str, password: str, url: str) -> None:
    """Take up the kept session or sign in; usable is when the bar knows my state and the work is painted."""
    desk, workspace = work.desk, work.reception.workspace
    await when(lambda: not desk.session.asking)
    painted = Painted()
    workspace.installEventFilter(painted)
    if desk.session.sitting is not Sitting.SIGNED_IN:
        desk.session.sign_in(url, login, password, remember=True, take_over=True)
    await when(lambda: desk.session.sitting is Sitting.SIGNED_IN and desk.state.status is not None)
    await painted.seen.wait()
    print(f"{USABLE} {app.since_start() * 1000:.0f} ms", flush=True)


def one_run(home: Path, url: str, login: str, password: str) -> int:
    """What the fresh process does."""

    async def play(work: Work, window: Window) -> None:
        await come_to_work(work, window, login, password, url)

    return app.main(["--data-dir", str(home), "--server", url, "--lang", "ko"], play)


def measured(command: list[str], said: str, home: Path) -> tuple[float, float]:
    """Milliseconds that a fresh process printed, and how much computing it did in all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    where = {**os.environ, "DESK_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, timeout=120, check=False, env=where
    )
    line = next((line for line in done.stdout.splitlines() if line.startswith(said)), None)
    if line is None:
        raise RuntimeError(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return float(line.removeprefix(said).split()[0]), spent * 1000


def tell(name: str, figures: list[tuple[float, float]], bar: str) -> None:
    """Print both: on a busy machine only the computing says much."""
    print(report.line(f"{name} · wall", [wall for wall, _ in figures], bar=bar))
    print(report.line(f"{name} · cpu, to the end", [cpu for _, cpu in figures]))


def measure(stage: Running, folder: Path, runs: int) -> None:
    """Fresh processes, one after the other; the first of each kind warms the disk's cache and does not count."""
    home = folder / "home"
    paint = ["-m", "desk", "--first-paint", "--data-dir", str(home)]
    figures = [measured(paint, FIRST, home) for _ in range(runs + 1)][1:]
    tell("start → first window painted", figures, "≤ 500 ms")
    work = ["-m", "tests.bench.bench_start", "--run", str(home), stage.url, stage.login, stage.password]
    figures = [measured(work, USABLE, home) for _ in range(runs + 1)][1:]
    kept = "keyring" if os.environ.get("DBUS_SESSION_BUS_ADDRESS") else "password"
    tell(f"start → signed in and usable, by {kept}", figures, "≤ 1000 ms")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--run", nargs=4, metavar=("HOME", "URL", "LOGIN", "PASSWORD"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run is not None:
        home, url, login, password = arguments.run
        return one_run(Path(home), url, login, password)
    print(report.machine())
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "stage") as stage:
        measure(stage, Path(folder), arguments.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
