"""What tests of the timeline share: a window with a customer's history in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import TimelineRow
from desk.client.models.timeline_state import Part, Work
from desk.client.widgets.theme import Theme
from desk.client.widgets.timeline.panel import Timeline
from tests.client.timeline_rig import ListSource, calm, until


@dataclass
class Screen:
    """A timeline in a window of its own, and the hands of its reader."""

    panel: Timeline
    model: TimelineModel
    source: ListSource

    async def show(self, entries: list[TimelineRow]) -> None:
        """Open a customer and wait until his newest entries stand."""
        self.source = ListSource(entries)
        self.model.open(self.source)
        await self.loaded()

    async def loaded(self) -> None:
        """Wait until nothing is being loaded any more."""
        await until(lambda: all(self.model.work(part) is not Work.LOADING for part in Part))
        await calm()

    async def read_back(self, pixels: int = 1_000) -> None:
        """Scroll up and let the rows come to rest."""
        self.panel.view.scroll_by(pixels)
        await self.loaded()

    def places(self) -> dict[int, int]:
        """Where each visible row stands."""
        return {slot.key: slot.body for slot in self.panel.view.slots_now()}

    def keys(self) -> list[int]:
        """The keys of the visible rows."""
        return list(self.places())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the rows."""
        QTest.keyClick(self.panel.view, key, modifiers)

    def point(self, key: int, x: int, y: int) -> QPoint:
        """A point of a visible row, seen from the viewport."""
        return QPoint(x, self.places()[key] + y)

    def body_point(self, key: int) -> QPoint:
        """The first letter of a row's text."""
        index = self.model.index_of(key)
        assert index is not None
        layout = self.panel.view.rows.layout(index)
        return self.point(key, layout.body_at.x() + 2, layout.body_at.y() + 4)


@pytest.fixture
def screen(look: Theme) -> Iterator[Screen]:
    """An empty timeline of 700 by 800 pixels, in the active window."""
    model = TimelineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel = Timeline(model)
    panel.resize(700, 800)
    panel.show()
    panel.activateWindow()
    assert QTest.qWaitForWindowActive(panel)
    yield Screen(panel, model, ListSource([]))
    del tester
    panel.close()
    panel.deleteLater()
    model.deleteLater()
