"""Measures the timeline: first frame, scrolling, live entries while scrolling, memory. Run it as a module."""

import asyncio
import os
import platform
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import Cursor, Kind, TimelinePage, TimelineRow
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.panel import Timeline
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


@dataclass
class Samples:
    """Times of one thing done many times, in milliseconds."""

    name: str
    cpu: list[float] = field(default_factory=list[float])
    wall: list[float] = field(default_factory=list[float])

    async def take(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do it once."""
        cpu, wall = time.process_time(), time.perf_counter()
        await work()
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)

    def line(self) -> str:
        """Median, 95th and 99th percentile and the worst."""
        return f"{self.name:<46} n={len(self.cpu):<5} cpu {_spread(self.cpu)}   wall {_spread(self.wall)}"


def _spread(values: list[float]) -> str:
    ranked = sorted(values)
    cut = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.95, 0.99)]
    return f"{statistics.median(ranked):6.2f} /{cut[0]:6.2f} /{cut[1]:6.2f} /{ranked[-1]:7.2f}"


def say(text: str, end: str = "\n") -> None:
    """Write a line of the report."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


async def turn() -> None:
    """Let everything that is due happen: coroutines and Qt's events."""
    for _ in range(2):
        QCoreApplication.processEvents()
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
        samples = Samples(f"open a customer with {count:>9,} entries")
        for number in range(rounds):
            source = EndlessSource(count + number)

            async def work(source: EndlessSource = source) -> None:
                panel.model.open(source)
                for _ in range(4):
                    await asyncio.sleep(0)
                panel.view.viewport().repaint()
                await turn()

            await samples.take(work)
            await turn()
        say(samples.line())


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
        (f"scroll 120 px a frame, {total:,} entries", 120, 2_000),
        (f"scroll a screen a frame, {total:,} entries", 500, 20_000),
    ):
        samples, fetched = Samples(name), 0
        for _ in range(most):
            await samples.take(partial(frame, panel, pixels))
            fetched = panel.model.row(0).key
            if fetched == 1 and panel.view.flow.slots[0].index == 0:
                break
        say(f"{samples.line()}   oldest seen: entry {fetched:,}")
    samples = Samples("drag the scroll bar anywhere in what is loaded")
    bar = panel.view.verticalScrollBar()
    for number in range(300):

        async def work(number: int = number) -> None:
            bar.setValue(number * 7_919 % (bar.maximum() + 1))
            panel.view.viewport().repaint()
            await turn()

        await samples.take(work)
    say(samples.line())


async def live(panel: Timeline, seconds: float) -> None:
    """Take 100 entries a second while scrolling at 60 frames a second."""
    source = EndlessSource(1_000_000)
    for name, up in (("100 entries/s while following the end", 0), ("100 entries/s while scrolling up", 60)):
        panel.model.open(EndlessSource(100_000))
        await turn()
        await turn()
        samples, arrived, started, number = Samples(name), 0, time.perf_counter(), 0
        while (passed := time.perf_counter() - started) < seconds:
            number += 1
            due = int(passed * 100)
            fresh = [source.row(100_000 + index) for index in range(arrived, due)]
            arrived = due
            deadline = started + number * FRAME

            async def work(fresh: list[TimelineRow] = fresh, up: int = up) -> None:
                panel.model.arrive(fresh)
                if up:
                    panel.view.scroll_by(up)
                panel.view.viewport().repaint()
                await turn()

            await samples.take(work)
            await asyncio.sleep(max(0.0, deadline - time.perf_counter()))
        say(f"{samples.line()}   {arrived} arrived, {panel.model.count()} in memory")


async def main(quick: bool) -> None:
    """Everything, with the machine's line first."""
    model = platform.processor() or platform.machine()
    say(f"{platform.python_implementation()} {platform.python_version()}, {model}, {os.cpu_count()} cores")
    say("milliseconds: median / 95 % / 99 % / worst")
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
    asyncio.run(main(quick="--quick" in sys.argv))
