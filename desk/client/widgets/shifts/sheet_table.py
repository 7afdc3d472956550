"""The figures behind the sheet's chart, as a table."""

from PySide6.QtCore import QObject, QRectF

from desk.client.models.coverage import Cell
from desk.client.models.day_sheet import Figures
from desk.client.models.time_axis import TimeAxis
from desk.client.widgets.shifts.sheet_look import RIGHT, Paper
from desk.client.widgets.shifts.strip_words import StripWords
from desk.client.widgets.theme import blend

ROW, TIME = 16.0, 84.0
COLUMNS = ("needed", "rostered", "gap", "calls", "level")


class SheetTable(QObject):
    """All queues together on the left, each queue's need and roster on the right."""

    def __init__(self, axis: TimeAxis, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._axis, self._words = axis, StripWords(self)

    def paint(self, paper: Paper, figures: Figures, place: QRectF) -> None:
        """Draw it into a place."""
        wide = (place.width() - TIME) / (len(COLUMNS) + len(figures.by_queue))
        self._headings(paper, figures, place, wide)
        top = place.top() + 2 * ROW
        for number, cell in enumerate(figures.cells):
            y = top + number * ROW
            if cell.lunch or cell.late:
                veil = blend(paper.t.note if cell.lunch else paper.t.info, paper.t.surface, 0.07)
                paper.painter.fillRect(QRectF(place.left(), y, place.width(), ROW), veil)
            each = [of_queue[number] for _, of_queue in figures.by_queue]
            self._row(paper, cell, each, QRectF(place.left(), y, wide, ROW))
            paper.line(place.left(), y + ROW, place.right(), y + ROW)
        bottom = top + len(figures.cells) * ROW + 6
        said = self.tr("Service level: the share of all calls that come, those given up among them, answered in time.")
        paper.text(QRectF(place.left(), bottom, place.width(), 12), said, 8, paper.t.muted)

    def _headings(self, paper: Paper, figures: Figures, place: QRectF, wide: float) -> None:
        x, y, t = place.left() + TIME, place.top(), paper.t
        paper.text(QRectF(place.left(), y + ROW, TIME, ROW), self._words.heading("time"), 8.5, t.muted, bold=True)
        for number, column in enumerate(COLUMNS):
            cell = QRectF(x + number * wide, y + ROW, wide - 6, ROW)
            paper.text(cell, self._words.heading(column), 8.5, t.muted, bold=True, align=RIGHT)
        begin = x + len(COLUMNS) * wide
        said = QRectF(begin + 10, y, place.right() - begin - 16, ROW)
        paper.text(said, self.tr("Needed / rostered by queue"), 8.5, t.muted, align=RIGHT)
        for number, (name, _) in enumerate(figures.by_queue):
            cell = QRectF(begin + number * wide + 4, y + ROW, wide - 10, ROW)
            paper.text(cell, name, 8.5, t.muted, bold=True, align=RIGHT)
        paper.line(place.left(), y + 2 * ROW, place.right(), y + 2 * ROW, t.border_strong, 0.8)

    def _row(self, paper: Paper, cell: Cell, each: list[Cell], first: QRectF) -> None:
        t, wide = paper.t, first.width()
        time = QRectF(first.left(), first.top(), TIME, ROW)
        paper.text(time, self._words.column("time", cell, self._axis), 9, bold=True)
        x = first.left() + TIME
        for number, column in enumerate(COLUMNS):
            short = column == "gap" and cell.gap > 0.05
            place = QRectF(x + number * wide, first.top(), wide - 6, ROW)
            words = self._words.column(column, cell, self._axis)
            paper.text(place, words, 9, t.bad if short else t.text, bold=short, align=RIGHT)
        for number, one in enumerate(each):
            place = QRectF(x + (len(COLUMNS) + number) * wide, first.top(), wide - 6, ROW)
            pair = (self._words.column(column, one, self._axis) for column in ("needed", "rostered"))
            paper.text(place, " / ".join(pair), 9, t.bad if one.gap > 0.05 else t.text, align=RIGHT)
