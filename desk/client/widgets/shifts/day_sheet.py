"""The day on paper: a board of people over time for each team, with coverage above it, and the figures behind."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import QDate, QLocale, QObject, QRectF
from PySide6.QtGui import QPainter, QPdfWriter

from desk.client.models.day_sheet import Board, Figures, Line, Sheet
from desk.client.models.holidays import mark_of
from desk.client.models.plain import filled
from desk.client.models.rota_bars import Bar
from desk.client.models.time_axis import TimeAxis, moment_of
from desk.client.widgets.shifts.sheet_chart import SheetChart
from desk.client.widgets.shifts.sheet_look import CENTRE, HEIGHT, LEFT, MARGIN, RIGHT, WIDTH, Paper
from desk.client.widgets.shifts.sheet_table import SheetTable
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import blend
from desk.contract.shifts import Activity

# Where things stand, in points.
HEAD, FOOT = 40.0, 22.0
NAMES, HOURS = 86.0, 58.0
CHART, RULER, ROW = 104.0, 16.0, 17.0
TOP, BOTTOM = MARGIN + HEAD, HEIGHT - MARGIN - FOOT
LEFT_EDGE, RIGHT_EDGE = MARGIN + NAMES + HOURS, WIDTH - MARGIN
# So many people, and so many intervals, stand on a page.
LINES = int((BOTTOM - TOP - CHART - RULER - 22) / ROW)
INTERVALS = 24
THIN = frozenset({Activity.LUNCH, Activity.BREAK})


class DaySheet(QObject):
    """Draws a sheet page by page, in the language in force when it is made."""

    def __init__(self, sheet: Sheet, axis: TimeAxis, now: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._axis, self._now = sheet, axis, now
        self._words = ShiftWords(self)
        self._scale = (RIGHT_EDGE - LEFT_EDGE) / max(1, sheet.last - sheet.first)

    @property
    def title(self) -> str:
        """``근무표 2026년 11월 23일 월요일``."""
        day = self._sheet.day.day
        said = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
        return filled(self.tr("Rota, {day}"), day=said)

    def paint(self, writer: QPdfWriter) -> Iterator[int]:
        """Draw everything; yields after each page, so that whoever asked can do something else in between."""
        with QPainter(writer) as painter:
            paper = Paper(painter)
            for number, (name, draw) in enumerate(self._pages(paper), start=1):
                if number > 1:
                    writer.newPage()
                self._head(paper, name)
                draw()
                self._foot(paper, number)
                yield number

    def _pages(self, paper: Paper) -> Iterator[tuple[str, Callable[[], None]]]:
        for board in self._sheet.boards:
            part = f" ({board.part}/{board.parts})" if board.parts > 1 else ""
            yield board.name + part, partial(self._board, paper, board)
        for figures in self._sheet.figures:
            yield self.tr("The figures behind it"), partial(self._figures, paper, figures)

    # Head and foot

    def _head(self, paper: Paper, name: str) -> None:
        place = QRectF(MARGIN, MARGIN, WIDTH - 2 * MARGIN, 24)
        wide = paper.text(place, self.title, 16, bold=True)
        paper.text(place.adjusted(wide + 14, 2, -150, 2), name, 12, paper.t.accent, bold=True)
        marks = [self.tr("with drafts")] if self._sheet.drafts else []
        marks += [mark] if (mark := mark_of(self._sheet.day)) else []
        paper.text(place, " · ".join(marks), 10, paper.t.warn, align=RIGHT)
        paper.line(MARGIN, MARGIN + 30, WIDTH - MARGIN, MARGIN + 30, paper.t.border_strong, 0.8)

    def _foot(self, paper: Paper, number: int) -> None:
        y = HEIGHT - MARGIN - 12
        place = QRectF(MARGIN, y, WIDTH - 2 * MARGIN, 12)
        paper.line(MARGIN, y - 4, WIDTH - MARGIN, y - 4)
        now = self._now.astimezone(self._axis.zone)
        said = filled(
            self.tr("As of {day} {time}. What is on the screen counts."),
            day=QLocale().toString(QDate(now.year, now.month, now.day), QLocale.FormatType.ShortFormat),
            time=f"{now:%H:%M}",
        )
        paper.text(place, said, 8, paper.t.muted)
        page = filled(self.tr("Page {number} of {count}"), number=number, count=self._sheet.pages)
        paper.text(place, page, 8, paper.t.muted, align=RIGHT)

    # A team's board

    def _x(self, minute: float) -> float:
        return LEFT_EDGE + (minute - self._sheet.first) * self._scale

    def _board(self, paper: Paper, board: Board) -> None:
        chart = QRectF(LEFT_EDGE, TOP, RIGHT_EDGE - LEFT_EDGE, CHART)
        SheetChart(self._sheet.cells, self._x, self).paint(paper, chart, MARGIN)
        top = TOP + CHART + RULER
        bottom = top + len(board.lines) * ROW
        self._times(paper, top, bottom)
        for number, line in enumerate(board.lines):
            self._line(paper, line, top + number * ROW)
        paper.line(MARGIN, bottom, RIGHT_EDGE, bottom)
        self._legend(paper, bottom + 4)

    def _times(self, paper: Paper, top: float, bottom: float) -> None:
        """Lunch and late hours behind the rows, the hours above them."""
        day, t = self._sheet.day, paper.t
        for stretch, colour in ((day.lunch, t.note), (day.late, t.info)):
            if stretch is not None:
                x = self._x(stretch[0])
                rect = QRectF(x, top, self._x(stretch[1]) - x, bottom - top)
                paper.painter.fillRect(rect, blend(colour, t.surface, 0.07))
        for minute in range(self._sheet.first, self._sheet.last + 1, 60):
            x = self._x(minute)
            paper.line(x, top, x, bottom)
            last = minute == self._sheet.last
            place = QRectF(x - 40 if last else x - 20, top - RULER, 40, RULER)
            said = f"{moment_of(minute).astimezone(self._axis.zone):%H:%M}"
            paper.text(place, said, 8, t.muted, align=RIGHT if last else CENTRE)

    def _line(self, paper: Paper, line: Line, y: float) -> None:
        paper.line(MARGIN, y, RIGHT_EDGE, y)
        paper.text(QRectF(MARGIN, y, NAMES - 4, ROW), line.name, 9.5, bold=True)
        hours = ", ".join(self._words.times(self._axis, bar.start, bar.end) for bar in line.bars)
        paper.text(QRectF(MARGIN + NAMES, y, HOURS - 4, ROW), hours, 8, paper.t.muted)
        for bar in line.bars:
            self._bar(paper, bar, y)
        for one in line.hatches:
            begin, end = max(one.start, self._sheet.first), min(one.end, self._sheet.last)
            place = QRectF(self._x(begin), y + 2.5, self._x(end) - self._x(begin), ROW - 5)
            paper.painter.fillRect(place, blend(paper.t.muted, paper.t.surface, 0.28))
            said = self._words.absence(one.kind)
            paper.text(place.adjusted(4, 0, -4, 0), filled(self.tr("{what}?"), what=said) if one.asked else said, 8)

    def _bar(self, paper: Paper, bar: Bar, y: float) -> None:
        """Work is high, pauses are low; a pause with room says what it is."""
        painter, t = paper.painter, paper.t
        for piece in bar.pieces:
            thin = piece.activity in THIN
            x, wide = self._x(piece.start), (piece.end - piece.start) * self._scale
            place = QRectF(x, y + (6 if thin else 2.5), wide, ROW - (12 if thin else 5))
            painter.fillRect(place, paper.fill(piece.activity))
            if not thin:
                edge = blend(t.accent if piece.activity is Activity.WORK else t.muted, t.surface, 0.6)
                for side in (place.left(), place.right()):
                    paper.line(side, place.top(), side, place.bottom(), edge)
            if piece.activity is not Activity.WORK and wide > 24:
                room = QRectF(x, y, wide, ROW)
                paper.text(room, self._words.activity(piece.activity), 7.5, t.text, align=CENTRE)
        if bar.draft:
            paper.text(QRectF(self._x(bar.start) + 4, y, 60, ROW), self.tr("draft"), 7.5, t.warn)

    def _legend(self, paper: Paper, y: float) -> None:
        x = MARGIN
        for activity in Activity:
            paper.painter.fillRect(QRectF(x, y + 4, 12, 6), paper.fill(activity))
            x += 16
            x += paper.text(QRectF(x, y, 90, 14), self._words.activity(activity), 8, paper.t.muted, align=LEFT) + 14

    def _figures(self, paper: Paper, figures: Figures) -> None:
        SheetTable(self._axis, self).paint(paper, figures, QRectF(MARGIN, TOP, WIDTH - 2 * MARGIN, BOTTOM - TOP))
