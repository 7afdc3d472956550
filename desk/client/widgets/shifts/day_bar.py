"""One shift over its hours, with a mark at now: the small picture in the popover."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.models.rota_bars import bar_of
from desk.client.models.time_axis import DaySpan, TimeAxis, minute_of
from desk.client.widgets.language import language
from desk.client.widgets.shifts.look import Look
from desk.client.widgets.shifts.paint import BarPainter
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import theme
from desk.contract.calendar import CalendarDay
from desk.contract.shifts import Shift

_BAR, _TICKS = 34, 16


class DayBar(QWidget):
    """Empty until there is a shift; its words are for who cannot see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ShiftWords(self)
        self._axis = TimeAxis()
        self._axis.setParent(self)
        self._shift: Shift | None = None
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        language().changed.connect(self._say)

    def show_shift(self, shift: Shift, day: CalendarDay, now: datetime) -> None:
        """Another shift, or another now."""
        self._now = minute_of(now)
        if shift != self._shift or self._axis.days != (DaySpan.of(day),):
            self._shift = shift
            self._axis.show_days((DaySpan.of(day),), minute_of(shift.end))
            self._say()
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        if self._shift is not None:
            self.setAccessibleName(self._words.bar("", bar_of(self._shift), self._axis).lstrip(", "))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme().scaled(_BAR) + theme().scaled(_TICKS))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shift is None:
            return
        axis, look, tall = self._axis, Look(), theme().scaled(_BAR)
        bar = bar_of(self._shift)
        axis.resize(self.width())
        axis.fit(bar.start - 10, bar.end + 10)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ticks(painter, look, tall)
        bars = BarPainter(axis, look, self._words)
        bars.begin(0)
        painter.setFont(theme().font("small"))
        bars.bar(painter, bar, 0, tall)
        x = axis.x(self._now)
        if 0 <= x <= self.width():
            painter.setPen(look.now)
            painter.drawLine(QPointF(x, 0), QPointF(x, tall))
            painter.setBrush(look.t.bad)
            painter.drawPolygon(QPolygonF([QPointF(x - 4, 0), QPointF(x + 4, 0), QPointF(x, 5)]))
        painter.end()

    def _ticks(self, painter: QPainter, look: Look, tall: int) -> None:
        painter.setFont(theme().font("small"))
        last = -100.0
        for tick in self._axis.ticks():
            x = self._axis.x(tick.minute)
            if tick.words and 16 <= x <= self.width() - 16 and x - last >= 44:
                last = x
                painter.setPen(look.t.faint)
                place = QRect(round(x) - 24, tall, 48, self.height() - tall)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tick.words)
