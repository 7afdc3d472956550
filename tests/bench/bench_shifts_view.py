"""Measures the lead's day with 1,000 people: first frame, scrolling, zooming, what live events cost. A module to run."""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk.client.loop import run
from desk.client.models.rota import Span
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
from tests.bench import report
from tests.bench.bench_timeline import Samples, say, turn
from tests.bench.report import Bar
from tests.client.shifts_rig import TODAY, Centre, at, fill, lead_day

PEOPLE = 1_000
SIZE = (1848, 968)
NOW = at(TODAY, 14.2)
FRAME = Bar(0.99, 16.7)


async def frames(name: str, view: LeadDay, step: Callable[[int], None], count: int, bar: Bar | None = FRAME) -> None:
    """Do something so many times, and paint after each."""
    samples = Samples(name, bar)
    for number in range(count):

        async def work(number: int = number) -> None:
            step(number)
            view.grid.viewport().repaint()
            view.strip.repaint()
            await turn()

        await samples.take(work)
    samples.tell()


async def main(quick: bool) -> None:
    """Everything, with the machine's line first."""
    say(report.machine())
    count = 60 if quick else 400
    view = lead_day(Path(tempfile.mkdtemp()), NOW)
    view.resize(*SIZE)
    view.show()
    await turn()
    centre = Centre(PEOPLE)
    first = Samples(f"put up a day of {PEOPLE:,} people, and paint it")

    async def put() -> None:
        fill(view, centre, NOW)
        await turn()
        view.grid.viewport().repaint()

    for _ in range(5):
        await first.take(put)
    first.tell()
    down = view.grid.verticalScrollBar()
    await frames("scroll 40 px", view, lambda n: down.setValue(40 * n), count)
    await frames("scroll a screen", view, lambda n: down.setValue(700 * n % max(1, down.maximum())), count)
    axis = view.axis
    await frames("scroll in time", view, lambda n: axis.scroll_to(8.0 * (n % 90)), count)
    await frames("zoom", view, lambda n: view.grid.zoom(1.06 if n % 40 < 20 else 1 / 1.06), count)
    people = [one.user_id for one in centre.workers]

    def change(n: int) -> None:
        view.model.bars_changed.emit(frozenset(people[n % 50 : n % 50 + 1]))

    await frames("somebody's shift changes", view, change, count)
    fill(view, Centre(PEOPLE, *_week()), NOW, Span.WEEK)
    await turn()
    await frames("scroll a week 40 px", view, lambda n: down.setValue(40 * n), count)
    view.close()


_week = partial(lambda: (TODAY, TODAY.replace(day=29)))


if __name__ == "__main__":
    application = QApplication(sys.argv)
    wear(application)
    theme().apply("light")
    run(application, main(quick="--quick" in sys.argv))
