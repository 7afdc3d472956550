"""How figures are printed: one line a figure, with the machine they were measured on."""

import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path


def machine() -> str:
    """Cores, memory, load, interpreter: what a figure is worth nothing without."""
    memory = Path("/proc/meminfo")
    total = int(memory.read_text().split()[1]) // 1024**2 if memory.exists() else 0
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{os.cpu_count()} cores, {total} GiB, load {load:.1f}, {platform.system()}, Python {platform.python_version()}"
    )


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which ``part`` of them lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def line(name: str, values: Sequence[float], unit: str = "ms", bar: str = "") -> str:
    """``name: median, p95, p99 of n``, and the bar it is held against."""
    middle = statistics.median(values)
    found = (
        f"{name:58} p50 {middle:9.2f}  p95 {percentile(values, 0.95):9.2f}  p99 {percentile(values, 0.99):9.2f} {unit}"
    )
    return f"{found}  (n={len(values)})" + (f"  bar: {bar}" if bar else "")
