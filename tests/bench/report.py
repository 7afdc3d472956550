"""How figures are printed: one line a figure, whether its bar holds, and the machine they were measured on."""

import os
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HOLDS, MISSED = "holds: ", "MISSED: "


@dataclass(frozen=True, slots=True)
class Bar:
    """At most ``most``, for the value below which ``part`` (0…1) of them lie."""

    part: float
    most: float

    def verdict(self, values: Sequence[float], unit: str) -> str:
        """``holds`` or ``MISSED``, and what it was held against."""
        held = percentile(values, self.part) <= self.most
        return f"{HOLDS if held else MISSED}p{self.part * 100:.0f} ≤ {self.most:g} {unit}"


def machine() -> str:
    """Cores, memory, load, interpreter: what a figure is worth nothing without."""
    memory = Path("/proc/meminfo")
    total = int(memory.read_text().split()[1]) // 1024**2 if memory.exists() else 0
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{os.cpu_count()} cores, {total} GiB, load {load:.1f}, {platform.system()}, Python {platform.python_version()}"
    )


def forced(folder: Path, times: int = 50) -> list[float]:
    """Milliseconds that the disk takes to keep 4 KiB, whatever its other users do to it just now."""
    taken = list[float]()
    with (folder / "forced").open("wb", buffering=0) as file:
        for _ in range(times):
            file.write(bytes(4096))
            began = time.perf_counter()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - began) * 1000)
            time.sleep(0.01)
    return taken


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which ``part`` of them lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def line(name: str, values: Sequence[float], bar: Bar | None = None, unit: str = "ms") -> str:
    """``name: median, p95, p99 of n``, and whether its bar holds."""
    middle = statistics.median(values)
    found = (
        f"{name:64} p50 {middle:8.2f}  p95 {percentile(values, 0.95):8.2f}  p99 {percentile(values, 0.99):8.2f} {unit}"
    )
    return f"{found}  (n={len(values)})" + (f"  {bar.verdict(values, unit)}" if bar else "")


def count(name: str, value: float, most: float, unit: str = "") -> str:
    """A figure that is taken once."""
    verdict = HOLDS if value <= most else MISSED
    return f"{name:64} {value:12.0f} {unit}".rstrip() + f"  {verdict}≤ {f'{most:g} {unit}'.rstrip()}"


class Clock:
    """How long something takes, again and again: milliseconds by the wall, and of this thread's processor, which the
    machine's other users do not add to."""

    def __init__(self) -> None:
        self.wall, self.processor = list[float](), list[float]()

    def __enter__(self) -> None:
        self._began = time.perf_counter(), time.thread_time()

    def __exit__(self, *_: object) -> None:
        self.wall.append((time.perf_counter() - self._began[0]) * 1000)
        self.processor.append((time.thread_time() - self._began[1]) * 1000)

    def tell(self, name: str, bar: Bar | None = None) -> None:
        """Both, beside the bar."""
        print(line(name, self.wall, bar), flush=True)
        print(line("  of which the processor", self.processor), flush=True)
