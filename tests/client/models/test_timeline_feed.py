"""Whatever happens in whatever order, the rows shown are the rows a fresh fetch would show."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import KINDS, Cursor, TimelineRow
from desk.client.models.timeline_search import admit
from desk.client.models.timeline_state import Part, Work
from tests.client.timeline_rig import ListSource, calm, play, story, until


class Day:
    """A busy day on one customer: a log that is written, a model that is scrolled, filtered and fed."""

    def __init__(self, model: TimelineModel, chance: random.Random) -> None:
        self.model = model
        self.chance = chance
        self.source = ListSource(story(900, seed=chance.randrange(99)))
        self._next = 10_000

    def write(self) -> TimelineRow:
        """A new entry, most often now, sometimes late, sometimes another look of an old one."""
        pattern = self.chance.choice(self.source.entries)
        if self.chance.random() < 0.2:
            return self.source.add(replace(pattern, tag=f"seen {self._next}"))
        self._next += 1
        at = pattern.at if self.chance.random() < 0.3 else self.source.entries[-1].at
        return self.source.add(replace(pattern, key=self._next, at=at + timedelta(seconds=self.chance.randrange(90))))

    def deeds(self) -> list[Callable[[], object]]:
        """What may happen next."""
        model, chance = self.model, self.chance
        kinds = frozenset(chance.sample(sorted(KINDS), chance.choice((0, 0, 3))))
        return [
            lambda: model.arrive([self.write() for _ in range(chance.randrange(1, 4))]),
            lambda: model.arrive([self.write()]),
            model.fetch_older,
            model.fetch_newer,
            model.go_oldest,
            model.go_newest,
            lambda: model.go_to(Cursor(chance.choice(self.source.entries).at)),
            lambda: model.set_kinds(kinds),
            lambda: model.set_query(chance.choice(("", "", "배송", "생신"))),
            self._look_elsewhere,
            self._hold_or_release,
        ]

    def _look_elsewhere(self) -> None:
        if self.model.count():
            at = self.chance.randrange(self.model.count())
            self.model.set_reader(self.model.row(at).key, at_end=at == self.model.count() - 1)

    def _hold_or_release(self) -> None:
        if self.source.gate is None:
            self.source.gate = asyncio.Event()
        else:
            self.release()

    def release(self) -> None:
        """Deliver every page that is held back."""
        if self.source.gate is not None:
            self.source.gate.set()
            self.source.gate = None

    def expected(self) -> list[TimelineRow]:
        """What a fresh fetch would show between the ends of what is loaded."""
        model = self.model
        matching = (admit(row, model.criteria) for row in self.source.entries)
        found = [row for row in matching if row is not None]
        if model.has_older:
            found = [row for row in found if row.place >= model.row(0).place]
        if model.has_newer:
            found = [row for row in found if row.place <= model.row(model.count() - 1).place]
        return found


@pytest.mark.parametrize("seed", range(25))
def test_the_rows_are_those_of_a_fresh_fetch_after_any_day(qapp: QCoreApplication, seed: int) -> None:
    async def live_it() -> None:
        model = TimelineModel()
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        day = Day(model, random.Random(seed))
        model.open(day.source)
        for _ in range(60):
            day.chance.choice(day.deeds())()
            await calm(day.chance.randrange(3))
        day.release()
        await until(lambda: all(model.work(part) is Work.IDLE for part in Part))
        await asyncio.sleep(0.11)
        await until(lambda: [model.row(index) for index in range(model.count())] == day.expected())
        del tester
        model.deleteLater()

    play(live_it())
