"""A month of my shifts: hours on every day, holidays by name, leave hatched; the arrow keys walk through it."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.widgets.controls.paint import box, focus_ring
from desk.client.widgets.shifts.look import Look
from desk.client.widgets.theme import Tone, blend, theme

_HEAD = 28
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """A day: what is written on it, how, and the sentence that says it all."""

    day: date
    shifts: tuple[str, ...] = ()
    tone: Tone = "accent"
    mark: str = ""
    away: str = ""
    asked: bool = False
    overtime: bool = False
    said: str = ""
    red: bool = False


def weeks_of(month: date) -> list[date]:
    """The Mondays of the weeks that a month touches."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return [monday + timedelta(days=step) for step in range(0, (last - monday).days + 1, _WEEK)]


class MonthPicture(QWidget):
    """Weeks begin on Monday; days of other months are pale."""

    walked = Signal(object)
    """Another day is chosen; carries the date."""
    opened = Signal(object)
    """Enter, or a double click; carries the date."""

    def __init__(self, cell: Callable[[date], Cell], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell = cell
        self.current = self.today = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_month(self, current: date, today: date) -> None:
        """The month of a day, with the mark on it."""
        self.current, self.today = current, today
        self.setAccessibleDescription(self._cell(current).said)
        self.update()

    def day_rect(self, day: date) -> QRect:
        """Where a day stands; an empty rectangle when it is not shown."""
        weeks = weeks_of(self.current)
        row = (day - weeks[0]).days // _WEEK
        if not 0 <= row < len(weeks):
            return QRect()
        head = theme().scaled(_HEAD)
        wide, high = self.width() / _WEEK, (self.height() - head) / len(weeks)
        left, top = day.weekday() * wide, head + row * high
        return QRectF(left, top, wide, high).toRect()

    def _day_at(self, x: float, y: float) -> date | None:
        for monday in weeks_of(self.current):
            for step in range(_WEEK):
                day = monday + timedelta(days=step)
                if self.day_rect(day).contains(round(x), round(y)):
                    return day
        return None

    def _walk(self, day: date) -> None:
        if day != self.current:
            self.walked.emit(day)

    def sizeHint(self) -> QSize:
        return QSize(560, 440)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().x(), event.position().y())
        if day is not None:
            self._walk(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._walk(self.current + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.current == date.min:
            return
        painter, look = QPainter(self), Look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.t.surface)
        wide, head = self.width() / _WEEK, theme().scaled(_HEAD)
        painter.setFont(theme().font("small_strong"))
        for number in range(_WEEK):
            painter.setPen(look.t.bad if number == 6 else look.t.info if number == 5 else look.t.muted)
            name = QLocale().dayName(number + 1, QLocale.FormatType.ShortFormat)
            place = QRectF(number * wide + 10, 0, wide - 10, head)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        for monday in weeks_of(self.current):
            for step in range(_WEEK):
                self._day(painter, look, monday + timedelta(days=step))
        painter.end()

    def _day(self, painter: QPainter, look: Look, day: date) -> None:
        rect, cell, t = self.day_rect(day), self._cell(day), look.t
        within = day.month == self.current.month
        if not within:
            painter.fillRect(rect, look.closed)
        if cell.away:
            painter.setOpacity(0.5 if cell.asked else 1.0)
            painter.fillRect(rect.adjusted(1, 1, 0, 0), look.hatch)
            painter.setOpacity(1.0)
        painter.setPen(look.hair)
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setOpacity(1.0 if within else 0.55)
        self._number(painter, look, cell, rect)
        top = rect.top() + theme().scaled(28)
        painter.setFont(theme().font("small_strong"))
        high = theme().scaled(22)
        for words in cell.shifts:
            chip = QRect(rect.left() + 6, top, rect.width() - 12, high)
            colour = t.of(cell.tone)
            box(painter, chip, blend(colour, t.surface, 0.3 if theme().dark else 0.16), None, 4)
            if cell.overtime:
                painter.fillRect(QRect(chip.left() + 2, chip.top() - 2, chip.width() - 4, 2), t.warn)
            painter.setPen(blend(t.text, colour, 0.4))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
            top += high + 3
        if cell.away:
            painter.setFont(theme().font("small"))
            tag = QRect(rect.left() + 6, top, rect.width() - 12, high)
            box(painter, tag, t.surface, t.border, 4)
            painter.setPen(t.muted)
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, cell.away)
        painter.setOpacity(1.0)
        if day == self.current:
            if self.hasFocus():
                focus_ring(painter, rect.adjusted(1, 1, 0, 0), 4)
            else:
                box(painter, rect.adjusted(1, 1, 0, 0), None, t.accent, 4)

    def _number(self, painter: QPainter, look: Look, cell: Cell, rect: QRect) -> None:
        t, day = look.t, cell.day
        red = cell.red or day.weekday() == 6
        place = QRect(rect.left() + 6, rect.top() + 5, theme().scaled(22), theme().scaled(20))
        if day == self.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent)
            radius = theme().scaled(11)
            painter.drawEllipse(QPointF(place.center()) + QPointF(0.5, 0.5), radius, radius)
        painter.setFont(theme().font("small_strong"))
        colour = t.on_accent if day == self.today else t.bad if red else t.info if day.weekday() == 5 else t.text
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if cell.mark:
            painter.setFont(theme().font("small"))
            painter.setPen(t.bad if cell.red else t.muted)
            room = QRect(place.right() + 4, place.top(), rect.right() - place.right() - 8, place.height())
            name = painter.fontMetrics().elidedText(cell.mark, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
