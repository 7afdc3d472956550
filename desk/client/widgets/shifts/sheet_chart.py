"""Needed over rostered, on paper: the chart above a team's board."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF

from desk.client.models.coverage import Cell
from desk.client.models.plain import filled
from desk.client.widgets.shifts.sheet_look import CENTRE, RIGHT, Paper
from desk.client.widgets.shifts.strip_words import figure
from desk.client.widgets.theme import blend

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class SheetChart(QObject):
    """``x`` says where a minute stands. What is missing is told in words, too: paper may be grey."""

    def __init__(self, cells: Sequence[Cell], x: Callable[[float], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells, self._x = cells, x
        self._most = max((max(cell.needed, cell.rostered) for cell in cells), default=1.0) * 1.1

    def paint(self, paper: Paper, place: QRectF, left: float) -> None:
        """Draw it; its words stand between ``left`` and the place."""
        self._words(paper, QRectF(left, place.top(), place.left() - left - 26, place.height()))
        if not self._cells:
            return
        self._scale(paper, place)
        for cell in self._cells:
            self._cell(paper, place, cell)
        self._needed(paper, place)
        paper.line(place.left(), place.bottom(), place.right(), place.bottom(), paper.t.border_strong)

    def _y(self, place: QRectF, agents: float) -> float:
        return place.bottom() - (place.height() - 12) * agents / self._most

    def _words(self, paper: Paper, room: QRectF) -> None:
        t, y = paper.t, room.top()
        short = sum(max(0.0, cell.gap) * (cell.end - cell.start) / 60 for cell in self._cells)
        lines = [(self.tr("Needed and rostered"), 9.5, t.text, True), (self.tr("of all queues"), 8, t.muted, False)]
        if short > 0.05:
            lines.append((filled(self.tr("{hours} agent-hours missing"), hours=figure(short)), 8, t.bad, True))
        for words, size, colour, bold in lines:
            paper.text(QRectF(room.left(), y, room.width(), 14), words, size, colour, bold=bold)
            y += 13
        y = room.bottom() - 42
        for words, colour in (
            (self.tr("rostered"), blend(t.accent, t.surface, 0.3)),
            (self.tr("spare"), blend(t.good, t.surface, 0.25)),
            (self.tr("missing"), blend(t.bad, t.surface, 0.6)),
        ):
            paper.painter.fillRect(QRectF(room.left(), y + 3, 10, 6), colour)
            paper.text(QRectF(room.left() + 14, y, room.width() - 14, 12), words, 8, t.muted)
            y += 12

    def _scale(self, paper: Paper, place: QRectF) -> None:
        step = next((one for one in STEPS if self._most / one <= 4), STEPS[-1])
        for agents in range(0, int(self._most) + 1, step):
            y = self._y(place, agents)
            paper.line(place.left(), y, place.right(), y)
            paper.text(QRectF(place.left() - 26, y - 5, 22, 10), str(agents), 7.5, paper.t.muted, align=RIGHT)

    def _cell(self, paper: Paper, place: QRectF, cell: Cell) -> None:
        t, x = paper.t, self._x(cell.start)
        wide, used = self._x(cell.end) - x, min(cell.rostered, cell.needed)
        base, top = self._y(place, 0), self._y(place, used)
        paper.painter.fillRect(QRectF(x, top, wide, base - top), blend(t.accent, t.surface, 0.3))
        colour = blend(t.good, t.surface, 0.25) if cell.gap < 0 else blend(t.bad, t.surface, 0.6)
        high = self._y(place, max(cell.rostered, cell.needed))
        paper.painter.fillRect(QRectF(x, high, wide, top - high), colour)
        if cell.gap > 0.5:
            said = QRectF(x - 10, self._y(place, cell.needed) - 12, wide + 20, 10)
            paper.text(said, f"\u2212{figure(cell.gap)}", 8, t.bad, bold=True, align=CENTRE)

    def _needed(self, paper: Paper, place: QRectF) -> None:
        before: Cell | None = None
        for cell in self._cells:
            y = self._y(place, cell.needed)
            paper.line(self._x(cell.start), y, self._x(cell.end), y, paper.t.text, 1.2)
            if before is not None and before.end == cell.start and before.needed != cell.needed:
                ends = sorted((self._y(place, before.needed), y))
                paper.line(self._x(cell.start), ends[0] - 0.6, self._x(cell.start), ends[1] + 0.6, paper.t.text, 1.2)
            before = cell
