"""Measures lists of tickets in the window: opening one of 100,000 and one of 10, scrolling, groups. Run as a module.

The server is a real one in a process of its own; what is measured is from the choice of a view to its painted rows.
"""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from desk.client.loop import run
from desk.client.models import tasks
from desk.client.models.desk import Desk
from desk.client.models.settings import Settings
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.list_page import ListPage
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
from desk.contract.views import Column, Condition, Field, Filter, Group, Op, Sort, ViewDraft
from tests.bench import big, floor, report
from tests.bench.bench_timeline import Samples, say, turn
from tests.bench.report import Bar
from tests.client.remote.remote_rig import signed_in
from tests.serving import free_port, serving

SIZE = (1848, 968)
MANY, FEW = 100_000, 10
FRAME, OPEN = Bar(0.99, 16.7), Bar(0.95, 150)
COLUMNS = (Column.STATE, Column.PRIORITY, Column.TITLE, Column.CUSTOMER, Column.QUEUE, Column.OWNER, Column.DUE,
           Column.TAGS, Column.CHANGED, Column.ASSIGNED)  # fmt: skip
EVERYTHING = ViewDraft(
    name="-",
    filter=Filter(all=(Condition(field=Field.STATE, op=Op.IS_NOT, values=("closed",)),)),
    columns=COLUMNS,
    sort=Sort.DUE,
    descending=False,
)
PATIENCE = 30.0


async def when(condition: Callable[[], bool]) -> None:
    """Wait until something holds; TimeoutError when it never does."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0)


@asynccontextmanager
async def lists(tickets: int, folder: Path) -> AsyncGenerator[ListPage]:
    """The page of a lead at a floor with so many tickets."""
    kept = big.CACHE / f"lists-{tickets}.db"
    if not kept.exists():
        big.CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"unfinished-{tickets}.db"
        floor.filled(unfinished, queues=20, agents=200, tickets=tickets)
        shutil.copy(unfinished, kept)
    path, port = folder / f"desk-{tickets}.db", free_port()
    shutil.copy(kept, path)
    with serving(path, port):
        async with signed_in(f"http://127.0.0.1:{port}", folder / str(tickets), login="lead") as remote:
            desk, window = Desk(remote, Settings(remote.settings)), QWidget()
            window.resize(*SIZE)
            page = ListPage(Surroundings(desk, Commands(), Toasts(window)))
            page.setParent(window)
            page.resize(*SIZE)
            window.show()
            try:
                await when(lambda: page.view is not None and not page.model.loading)
                yield page
            finally:
                page.stop()
                desk.close()
                await tasks.finish()
                window.close()
        await tasks.finish()


async def opened(page: ListPage, draft: ViewDraft, samples: Samples, count: int) -> None:
    """Open a view so many times, until its first rows are painted."""
    shown = page.model

    async def once() -> None:
        shown.show(draft)
        await when(lambda: not shown.loading and bool(shown.lines))
        page.table.viewport().repaint()

    for _ in range(count):
        await samples.take(once)
        await asyncio.sleep(0.05)


async def scrolled(page: ListPage, count: int) -> None:
    """Scroll a third of a screen a frame, through whatever comes; every frame is painted."""
    samples, bar = Samples(f"scroll through {MANY:,}: a frame", FRAME), page.table.verticalScrollBar()

    async def frame() -> None:
        bar.setValue(bar.value() + 120)
        page.table.viewport().repaint()
        await turn()

    for _ in range(count):
        began = time.perf_counter()
        await samples.take(frame)
        await asyncio.sleep(max(0.0, 1 / 60 - (time.perf_counter() - began)))
    samples.tell(f"{page.model.loaded:,} tickets were loaded on the way")


async def main(quick: bool) -> None:
    """Everything, with the machine's line first."""
    say(report.machine())
    count = 5 if quick else 30
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for tickets in (FEW, MANY):
            async with lists(tickets, folder) as page:
                samples = Samples(f"open a view of {tickets:,}, to its painted rows", OPEN)
                await opened(page, EVERYTHING, samples, count)
                samples.tell()
                if tickets == MANY:
                    grouped = Samples(f"open {tickets:,} in groups by queue")
                    await opened(page, replace(EVERYTHING, group=Group.QUEUE), grouped, count)
                    grouped.tell()
                    page.model.show(EVERYTHING)
                    await when(lambda page=page: not page.model.loading)  # type: ignore[misc]
                    await scrolled(page, 120 if quick else 600)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    application.setQuitOnLastWindowClosed(False)
    wear(application)
    theme().apply("light")
    run(application, main(quick="--quick" in sys.argv))
