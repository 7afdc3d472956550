"""The coverage strip: needed over rostered over here, on the axis of the grid below it."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desk.client.models.clock import Clock
from desk.client.models.coverage import Cell, CoverageModel
from desk.client.models.time_axis import TimeAxis
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.shifts.look import Look
from desk.client.widgets.shifts.strip_words import StripWords
from desk.client.widgets.theme import blend, theme

HEIGHT = 116
HEAD, FOOT = 20, 4


class CoverageStrip(QWidget):
    """The picture; the table behind it says the same. `ghost` is the roster as it would be after the drop."""

    def __init__(self, model: CoverageModel, axis: TimeAxis, clock: Clock) -> None:
        super().__init__()
        self._model, self._axis, self._clock = model, axis, clock
        self._words = StripWords(self)
        self.look = Look()
        self._room = HEIGHT
        #: Agents rostered by interval's start, where what is dragged changes them.
        self.ghost: dict[int, float] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(theme().scaled(HEIGHT))
        model.changed.connect(self.update)
        axis.changed.connect(self.update)
        theme().changed.connect(self._restyle)
        self._name()

    def show_ghost(self, ghost: dict[int, float]) -> None:
        """What the roster would be; nothing when nothing is dragged."""
        if ghost != self.ghost:
            self.ghost = ghost
            self.update()

    def now(self) -> float:
        """The present as a minute."""
        return self._clock.now().timestamp() / 60

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self.look.t.surface)
        first, last = self._axis.seen
        cells = [cell for cell in self._model.cells if cell.end > first and cell.start < last]
        self._marks(painter)
        if cells:
            most = max(max(cell.needed, cell.rostered, cell.here or 0) for cell in self._model.cells)
            most = max([most, *self.ghost.values(), 1.0]) * 1.06
            self._room = self.height() - theme().scaled(HEAD) - FOOT
            self._scale(painter, most)
            self._areas(painter, cells, most)
            self._needed(painter, cells, most)
            self._here(painter, cells, most)
        x = self._axis.x(self.now())
        painter.setPen(self.look.now)
        painter.drawLine(QPointF(x, HEAD - 6), QPointF(x, self.height()))

    def _y(self, agents: float, most: float) -> float:
        return self.height() - FOOT - self._room * agents / most

    def _marks(self, painter: QPainter) -> None:
        """Lunch and late hours, with their words; closed hours."""
        axis, look = self._axis, self.look
        first, last = axis.seen
        painter.fillRect(self.rect(), look.closed)
        painter.setFont(theme().font("small"))
        for day in axis.days:
            if day.end < first or day.start > last:
                continue
            for stretch in day.open:
                painter.fillRect(self._band(*stretch), look.t.surface)
            if day.lunch is not None:
                painter.fillRect(self._band(*day.lunch), look.lunch)
                self._mark(painter, self._band(*day.lunch), self.tr("Lunch"), "coffee", look.t.note)
            if day.late is not None:
                painter.fillRect(self._band(*day.late), look.late)
                self._mark(painter, self._band(*day.late), self.tr("Late hours"), "moon", look.t.info)

    def _band(self, begin: int, end: int) -> QRect:
        x = round(self._axis.x(begin))
        return QRect(x, 0, round(self._axis.x(end)) - x, self.height())

    def _mark(self, painter: QPainter, place: QRect, words: str, icon: IconName, colour: QColor) -> None:
        tall = theme().scaled(HEAD)
        if place.width() < 24:
            return
        draw_icon(painter, icon, QRect(place.left() + 4, 2, 14, tall - 2), colour, theme().scaled(12))
        painter.setPen(colour)
        room = QRect(place.left() + 22, 2, place.width() - 24, tall - 2)
        if painter.fontMetrics().horizontalAdvance(words) <= room.width():
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _scale(self, painter: QPainter, most: float) -> None:
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if most / step <= 4)
        painter.setPen(self.look.hair)
        for agents in range(step, int(most) + 1, step):
            y = round(self._y(agents, most))
            painter.drawLine(0, y, self.width(), y)

    def _areas(self, painter: QPainter, cells: list[Cell], most: float) -> None:
        """Rostered below, what is missing above it, what is spare quietly."""
        t, axis, base = self.look.t, self._axis, self._y(0, most)
        rostered, spare = blend(t.accent, t.surface, 0.24), blend(t.good, t.surface, 0.2)
        gap, ghost = blend(t.bad, t.surface, 0.42), QPen(t.accent, 2, Qt.PenStyle.DotLine)
        # Soft edges would show as seams between neighbours.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for cell in cells:
            x = round(axis.x(cell.start))
            wide = round(axis.x(cell.end)) - x
            there = self.ghost.get(cell.start, cell.rostered)
            used = min(there, cell.needed)
            painter.fillRect(QRectF(x, self._y(used, most), wide, base - self._y(used, most)), rostered)
            if there > cell.needed:
                painter.fillRect(self._between(x, wide, there, cell.needed, most), spare)
            elif cell.needed > there:
                painter.fillRect(self._between(x, wide, cell.needed, there, most), gap)
            if cell.start in self.ghost:
                painter.setPen(ghost)
                before = self._y(cell.rostered, most)
                painter.drawLine(QPointF(x, before), QPointF(x + wide, before))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _between(self, x: float, wide: float, upper: float, lower: float, most: float) -> QRectF:
        top = self._y(upper, most)
        return QRectF(x, top, wide, self._y(lower, most) - top)

    def _needed(self, painter: QPainter, cells: list[Cell], most: float) -> None:
        """The need as steps."""
        axis, path, before = self._axis, QPainterPath(), -1
        for cell in cells:
            y = self._y(cell.needed, most)
            if cell.start == before:
                path.lineTo(axis.x(cell.start), y)
            else:
                path.moveTo(axis.x(cell.start), y)
            path.lineTo(axis.x(cell.end), y)
            before = cell.end
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.t.text, 1.6 if len(axis.days) == 1 else 1.2))
        painter.drawPath(path)

    def _here(self, painter: QPainter, cells: list[Cell], most: float) -> None:
        """Who was really here, up to now."""
        axis, path, before, now = self._axis, QPainterPath(), -1, self.now()
        for cell in cells:
            if cell.here is None or cell.start > now:
                continue
            y = self._y(cell.here, most)
            if cell.start == before:
                path.lineTo(axis.x(cell.start), y)
            else:
                path.moveTo(axis.x(cell.start), y)
            before = cell.end
            path.lineTo(axis.x(min(cell.end, now)), y)
        painter.setPen(QPen(self.look.t.good, 2.2 if len(axis.days) == 1 else 1.4))
        painter.drawPath(path)

    # Words

    def cell_at(self, point: QPoint) -> Cell | None:
        """The interval at a point."""
        return self._model.at(self._axis.minute(point.x()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos())
            lines = "" if cell is None else escape(self._words.tip(cell, self._axis)).replace("\n", "<br>")
            QToolTip.showText(event.globalPos(), f"<span>{lines}</span>" if lines else "", self)
            return True
        return super().event(event)

    def _restyle(self) -> None:
        self.look = Look()
        self.setMinimumHeight(theme().scaled(HEIGHT))
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Needed and rostered agents"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
            self.update()
        super().changeEvent(event)
