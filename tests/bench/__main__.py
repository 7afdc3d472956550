"""``python -m tests.bench``: every measurement one after the other, and at the end which bars hold here."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from tests.bench import report

NAMES = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
#: Those that can be measured on the biggest database.
CAN_BE_BIG = {"client", "server"}
#: A bench that takes longer hangs; the biggest database may have to be built first.
SECONDS, BIG_SECONDS = 480, 3600


def run(name: str, *, big: bool) -> tuple[bool, list[str]]:
    """Run one bench and show what it says; whether it came to its end, and its figures that have a bar."""
    print(f"\n== {name}", flush=True)
    big = big and name in CAN_BE_BIG
    command = [sys.executable, "-m", f"tests.bench.bench_{name}", *(["--big"] if big else [])]
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    held = list[str]()
    # A group of its own: it ends together with the servers that it started.
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, process_group=0) as process:
        assert process.stdout is not None
        patience = threading.Timer(BIG_SECONDS if big else SECONDS, end, (process,))
        patience.start()
        try:
            for line in process.stdout:
                print(line, end="", flush=True)
                if report.HOLDS in line or report.MISSED in line:
                    held.append(line.rstrip())
            process.wait()
        finally:
            patience.cancel()
            end(process)
    return process.returncode == 0, held


def end(process: "subprocess.Popen[str]") -> None:
    """End a bench and everything it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def main() -> int:
    """Measure and print; 1 when something could not be measured. A bar that is missed is told, and is no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=NAMES, action="append", help="measure this alone")
    parser.add_argument("--big", action="store_true", help="with 1 million customers, 10 million events (built once)")
    given = parser.parse_args()
    # Whoever ends this ends the bench that runs, and its servers.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    figures, broken = list[str](), list[str]()
    for name in given.only or NAMES:
        whole, held = run(name, big=given.big)
        figures += held
        if not whole:
            broken.append(name)
    print(f"\n== {report.machine()}")
    for line in figures:
        print(line)
    missed = sum(report.MISSED in line for line in figures)
    print(f"{len(figures) - missed} of {len(figures)} bars hold")
    if broken:
        print(f"broke off: {', '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
