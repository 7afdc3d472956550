"""Measures the timeline: first frame, scrolling, live entries while scrolling, memory. Run it as a module."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk.client.loop import run
from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import Cursor, Kind, TimelinePage, TimelineRow
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.panel import Timeline
from tests.bench import report
from tests.bench.report import Bar
from tests.client.timeline_rig import story

SIZE = (700, 800)
FRAME = 1 / 60
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)


class EndlessSource:
    """A history of any length whose entries are made when they are asked for; no text occurs twice."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._patterns = story(200)

    def row(self, index: int) -> TimelineRow:
        """The entry at an index."""
        row = self._patterns[index % len(self._patterns)]
        body = f"{row.body} ({index:,}번째 기록)" if row.body else ""
        title = f"{row.title} {index}" if row.title else ""
        at = BEGIN + timedelta(minutes=11 * index)
        return replace(row, key=index + 1, at=at, title=title, body=body)

    async def page(
        self,
        *,
        before: Cursor | None = None,
        after: Cursor | None = None,
        around: Cursor | None = None,
        size: int,
        kinds: frozenset[Kind],
        query: str,
        as_of: datetime | int | None,
    ) -> TimelinePage:
        """The page at once: what is measured is the client."""
        last = self.count
        if before is not None:
            last = before.key - 1
        elif after is not None:
            last = min(self.count, after.key + size)
        elif around is not None:
            last = min(self.count, int((around.at - BEGIN) / timedelta(minutes=11)) + size // 2)
        first = max(0, last - size)
        rows = tuple(self.row(index) for index in range(first, last))
        return TimelinePage(rows, first > 0, last < self.count, self.count)


class Samples:
    """CPU and wall time of one thing done many times, in milliseconds."""

    def __init__(self, name: str, bar: Bar | None = None) -> None:
        self._name, self._bar = name, bar
        self._cpu: list[float] = []
        self._wall: list[float] = []

    async def take(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do it once."""
        cpu, wall = time.process_time(), time.perf_counter()
        await work()
        self.add(time.process_time() - cpu, time.perf_counter() - wall)

    def add(self, cpu: float, wall: float) -> None:
        """Count it once, in seconds."""
        self._cpu.append(cpu * 1000)
        self._wall.append(wall * 1000)

    def tell(self, note: str = "") -> None:
        """Print both."""
        say(report.line(f"{self._name} · cpu", self._cpu, self._bar))
        say(report.line(f"{self._name} · wall", self._wall, self._bar) + (f"  {note}" if note else ""))


def say(text: str, end: str = "\n") -> None:
    """Write a line of the report."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


async def turn() -> None:
    """Let everything that is due happen, in coroutines and in Qt."""
    for _ in range(4):
        await asyncio.sleep(0)


def memory() -> float:
    """The proportional set size of this process in MiB."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


async def shown() -> Timeline:
    """A timeline on an (offscreen) screen."""
    panel = Timeline(TimelineModel())
    panel.resize(*SIZE)
    panel.show()
    panel.activateWindow()
    await turn()
    return panel


async def first_frames(panel: Timeline, rounds: int) -> None:
    """Open customers with short and long histories, until the newest entries are painted."""
    for count in (100, 10_000, 100_000, 1_000_000):
        samples = Samples(f"first frame, {count:,} entries")
        for number in range(rounds):
            source = EndlessSource(count + number)

            async def work(source: EndlessSource = source) -> None:
                panel.model.open(source)
                await turn()
                panel.view.viewport().repaint()
                await turn()

            await samples.take(work)
            await turn()
        samples.tell()


async def frame(panel: Timeline, pixels: int) -> None:
    """Scroll, paint, and let everything that follows from it happen."""
    panel.view.scroll_by(pixels)
    panel.view.viewport().repaint()
    await turn()


async def scrolling(panel: Timeline, total: int) -> None:
    """Scroll up through the whole history, slowly at first, then a screen at a time, then jump."""
    panel.model.open(EndlessSource(total))
    await turn()
    await turn()
    for name, pixels, most in (
        (f"scroll 120 px, {total:,} entries", 120, 2_000),
        (f"scroll 500 px, {total:,} entries", 500, 20_000),
    ):
        samples, fetched = Samples(name, Bar(0.99, 16.7)), 0
        for _ in range(most):
            await samples.take(partial(frame, panel, pixels))
            fetched = panel.model.row(0).key
            if fetched == 1 and panel.view.flow.slots[0].index == 0:
                break
        samples.tell(f"oldest seen: entry {fetched:,}")
    samples = Samples("drag the scroll bar anywhere")
    bar = panel.view.verticalScrollBar()
    for number in range(300):

        async def work(number: int = number) -> None:
            bar.setValue(number * 7_919 % (bar.maximum() + 1))
            panel.view.viewport().repaint()
            await turn()

        await samples.take(work)
    samples.tell()


async def live(panel: Timeline, seconds: float) -> None:
    """Take 100 entries a second while scrolling at 60 frames a second."""
    source = EndlessSource(1_000_000)
    for name, up in (("100 entries/s, following the end", 0), ("100 entries/s, scrolling up", 60)):
        panel.model.open(EndlessSource(100_000))
        await turn()
        await turn()
        samples, arrived, started = Samples(name, Bar(0.99, 16.7)), 0, time.perf_counter()
        while (passed := time.perf_counter() - started) < seconds:
            due = int(passed * 100)
            fresh = [source.row(100_000 + index) for index in range(arrived, due)]
            arrived, cpu, begins = due, time.process_time(), time.perf_counter()
            panel.model.arrive(fresh)
            if up:
                panel.view.scroll_by(up)
            await turn()
            panel.view.viewport().repaint()
            wall = time.perf_counter() - begins
            await asyncio.sleep(max(0.0, FRAME - wall))
            # Entries that waited are put in on a timer during the sleep: its work is this frame's too.
            samples.add(time.process_time() - cpu, wall)
        samples.tell(f"{arrived} arrived, {panel.model.count()} in memory")


async def main(quick: bool) -> None:
    """Everything, with the machine's line first."""
    say(report.machine())
    empty = memory()
    panel = await shown()
    base = memory()
    await first_frames(panel, 5 if quick else 30)
    await scrolling(panel, 10_000 if quick else 100_000)
    after = memory()
    await live(panel, 2 if quick else 10)
    at_end = memory()
    say(f"memory PSS, MiB: {empty:.0f} before the window, {base:.0f} with it", end=", ")
    say(f"{after:.0f} after scrolling, {at_end:.0f} at the end")
    panel.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    wear(application)
    theme().apply("light")
    run(application, main(quick="--quick" in sys.argv))
