"""Measures the start of the client: until its first window is painted, and until somebody is signed in and can work."""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from desk.demo.serve import Running, serving
from tests.bench import report
from tests.bench.report import Bar
from tests.bench.start_once import USABLE

RUNS = 9
FIRST = "first paint after"
SECONDS = 60
TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
#: A keyring of its own, open; the person's is left alone.
WITH_KEYRING = 'eval "$(echo bench | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"; exec "$@"'
BUS = "DBUS_SESSION_BUS_ADDRESS"


def surroundings(folder: Path) -> dict[str, str]:
    """No screen, a home of its own, and compiled modules, as an installed program has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"DESK_HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    return {"QT_QPA_PLATFORM": "offscreen"} | kept | own


def measured(command: list[str], said: str, folder: Path) -> tuple[float, float]:
    """Milliseconds that a fresh process printed, and how much computing it did in all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, timeout=SECONDS, env=surroundings(folder)
    )
    line = next((line for line in done.stdout.splitlines() if line.startswith(said)), None)
    if line is None:
        raise RuntimeError(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return float(line.removeprefix(said).split()[0]), spent * 1000


def tell(name: str, command: list[str], said: str, folder: Path, runs: int, bar: Bar) -> None:
    """Fresh processes, one after the other; the first compiles the modules and does not count.

    On a busy machine only the computing says much.
    """
    figures = [measured(command, said, folder) for _ in range(runs + 1)][1:]
    print(report.line(f"{name} · wall", [wall for wall, _ in figures], bar), flush=True)
    print(report.line(f"{name} · cpu, to the end", [cpu for _, cpu in figures]), flush=True)


def measure(stage: Running, folder: Path, runs: int) -> None:
    """Both figures of the start."""
    home = str(folder / "home")
    paint = ["-m", "desk", "--first-paint", "--data-dir", home]
    tell("start → first window painted", paint, FIRST, folder, runs, Bar(0.95, 500))
    work = ["-m", "tests.bench.start_once", home, stage.url, stage.login, stage.password]
    kept = "keyring" if BUS in os.environ else "password"
    tell(f"start → signed in and usable, by {kept}", work, USABLE, folder, runs, Bar(0.95, 1000))


def in_a_session(command: list[str]) -> int:
    """Run Python with a session bus and a keyring of its own; with neither where the tools for it are missing."""
    whole = [sys.executable, *command]
    if all(shutil.which(tool) for tool in TOOLS):
        whole = ["dbus-run-session", "--", "sh", "-c", WITH_KEYRING, "sh", *whole]
    with tempfile.TemporaryDirectory() as folder:
        own = {"XDG_DATA_HOME": folder, "XDG_RUNTIME_DIR": folder}
        kept = {name: value for name, value in os.environ.items() if name != BUS}
        return subprocess.run(whole, env=kept | own).returncode


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.here:
        return in_a_session(["-m", "tests.bench.bench_start", "--here", "--runs", str(arguments.runs)])
    print(report.machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "stage") as stage:
        measure(stage, Path(folder), arguments.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
