"""Measures the lead's day with 1,000 people: first frame, scrolling, zooming, dragging. Run it as a module."""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from desk.client.loop import run
from desk.client.models.rota import Span
from desk.client.widgets.shifts.drag import Drag, Grip, Held
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
from desk.contract.events import Event, ShiftChanged
from desk.contract.shifts import Activity
from tests.bench import report
from tests.bench.bench_timeline import Samples, say, turn
from tests.bench.report import Bar
from tests.client.shifts_rig import TODAY, Centre, at, fill, lead_day

PEOPLE = 1_000
SIZE = (1848, 968)
NOW = at(TODAY, 14.2)
FRAME = Bar(0.99, 16.7)


async def frames(name: str, view: LeadDay, step: Callable[[int], None], count: int, *, both: bool = False) -> None:
    """Do something so many times, and paint after each; ``both``: the strip, too, shows something else."""
    samples = Samples(name, FRAME)
    for number in range(count):

        async def work(number: int = number) -> None:
            step(number)
            view.grid.viewport().repaint()
            if both:
                view.strip.repaint()
            await turn()

        await samples.take(work)
    samples.tell()


async def dragging(view: LeadDay, centre: Centre, count: int) -> None:
    """Drag shifts and their lunches about; each step says what it does to the day and to the rules, and is painted."""
    shifts = centre.shifts[:40]
    for name, grip in (("drag a shift", Grip.BAR), ("drag a lunch", Grip.PIECE)):
        steps, effect = Samples(f"{name}: step and frame", FRAME), Samples(f"{name}: the effect alone", Bar(0.99, 50))
        for number in range(count):
            bar = view.model.bars(shifts[number // 10 % 40].user_id)[0]
            if number % 10 == 0:
                view.grid.cancel_drag()
                lunch = next(n for n, one in enumerate(bar.pieces) if one.activity is Activity.LUNCH)
                view.grid.take(Held(bar, grip, bar.start, lunch if grip is Grip.PIECE else None))
            drag = view.grid.drag
            assert drag is not None

            async def work(
                drag: Drag = drag, to: float = bar.start + 15 * (number % 10 - 4), effect: Samples = effect
            ) -> None:
                await effect.take(partial(step, drag, to))
                view.grid.show_drag()
                view.grid.viewport().repaint()
                view.strip.repaint()
                await turn()

            await steps.take(work)
        view.grid.cancel_drag()
        effect.tell()
        steps.tell()


async def following(view: LeadDay, centre: Centre, count: int) -> None:
    """Somebody's shift changes on another workstation: the rota, the day, and all that shows them take it in."""
    samples = Samples("a shift changes elsewhere: the day follows", Bar(0.95, 5))
    book, told = view.model.book, view.model.bars_changed
    for number in range(count):
        shift = book.shifts[centre.shifts[number % 200].id]
        by = timedelta(minutes=30 if number // 200 % 2 else -30)
        parts = tuple(replace(one, start=one.start + by, end=one.end + by) for one in shift.segments)
        fact = ShiftChanged(
            shift_id=shift.id, user_id=shift.user_id, previous_id=shift.user_id, day=TODAY, segments=parts,
            overtime=False, published=True, why="",
        )  # fmt: skip
        event = Event(seq=200_000 + number, at=NOW, recorded_at=NOW, actor_id=1, actor="", fact=fact)

        async def work(event: Event = event) -> None:
            told.emit(frozenset(book.apply(event)))
            view.what_if.day(TODAY)

        await samples.take(work)
    samples.tell()


async def step(drag: Drag, to: float) -> None:
    """What it would be like there."""
    drag.to(to)


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
    await frames("scroll in time", view, lambda n: axis.scroll_to(8.0 * (n % 90)), count, both=True)
    await frames("zoom", view, lambda n: view.grid.zoom(1.06 if n % 40 < 20 else 1 / 1.06), count, both=True)
    people = [one.user_id for one in centre.workers]

    def change(n: int) -> None:
        view.model.bars_changed.emit(frozenset(people[n % 50 : n % 50 + 1]))

    await frames("somebody's shift changes", view, change, count)
    await following(view, centre, count)
    await dragging(view, centre, count)
    fill(view, Centre(PEOPLE, TODAY, TODAY.replace(day=29)), NOW, Span.WEEK)
    await turn()
    await frames("scroll a week 40 px", view, lambda n: down.setValue(40 * n), count)
    view.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    wear(application)
    theme().apply("light")
    run(application, main(quick="--quick" in sys.argv))
