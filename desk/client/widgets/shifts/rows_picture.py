"""A few rows of shifts over the hours of a day: the days of my week, or those who work with me today."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.models.rota_bars import Bar, Hatch
from desk.client.models.time_axis import DaySpan, TimeAxis
from desk.client.widgets.controls.paint import focus_ring
from desk.client.widgets.shifts.look import Look
from desk.client.widgets.shifts.paint import BarPainter, backdrop
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import theme

_LABEL, _ROW, _RULER = 124, 46, 26
#: Around the earliest and the latest that is shown, in minutes.
_EDGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is, in words above and below, its day, what is drawn on it, and the sentence that says it."""

    key: int
    label: str
    below: str
    span: DaySpan
    bars: tuple[Bar, ...] = ()
    hatches: tuple[Hatch, ...] = ()
    strong: bool = False
    red: bool = False
    said: str = ""


class RowsPicture(QWidget):
    """All rows share the hours on the wall; the arrow keys walk through them."""

    walked = Signal(int)
    """Another row is chosen; carries its key."""
    opened = Signal(int)
    """Enter, or a double click; carries the row's key."""
    paged = Signal(int)
    """Page up (-1) or down (1), which whatever scrolls around it would keep to itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ShiftWords(self)
        self.rows: list[Row] = []
        self.current = -1
        self._now = 0
        #: By the minute their day begins with, and what lies behind the bars of it.
        self._axes: dict[int, TimeAxis] = {}
        self._behind: dict[int, QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def show_rows(self, rows: list[Row], now: int, current: int = -1) -> None:
        """Other rows; ``now`` in minutes since 1970."""
        taller = len(rows) != len(self.rows)
        self.rows, self._now = rows, now
        self.current = current if any(one.key == current for one in rows) else (rows[0].key if rows else -1)
        self._lay_axes()
        self._describe()
        if taller:
            self.updateGeometry()
        self.update()

    def choose(self, key: int) -> None:
        """Another row has the mark."""
        if key != self.current:
            self.current = key
            self._describe()
            self.update()
            self.walked.emit(key)

    def row_rect(self, key: int) -> QRect:
        """Where a row stands."""
        at = next((n for n, one in enumerate(self.rows) if one.key == key), 0)
        high = theme().scaled(_ROW)
        return QRect(0, theme().scaled(_RULER) + at * high, self.width(), high)

    def _restyle(self) -> None:
        self._behind.clear()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        said = next((one.said for one in self.rows if one.key == self.current), "")
        self.setAccessibleDescription(said)

    def _lay_axes(self) -> None:
        """Every row's day from and to the same minutes after its midnight."""
        for axis in self._axes.values():
            axis.deleteLater()
        self._axes.clear()
        self._behind.clear()
        marks = [(begin - row.span.start, end - row.span.start) for row in self.rows for begin, end in row.span.open]
        marks += [(bar.start - row.span.start, bar.end - row.span.start) for row in self.rows for bar in row.bars]
        first = min((one[0] for one in marks), default=9 * 60) - _EDGE
        last = max((one[1] for one in marks), default=19 * 60) + _EDGE
        for span in {row.span.start: row.span for row in self.rows}.values():
            axis = TimeAxis()
            axis.setParent(self)
            axis.show_days((span,), span.start + last)
            axis.resize(self._room())
            axis.fit(span.start + max(0, first), span.start + last)
            self._axes[span.start] = axis

    def _room(self) -> int:
        return max(60, self.width() - theme().scaled(_LABEL))

    def _row_at(self, y: float) -> Row | None:
        at = int((y - theme().scaled(_RULER)) // theme().scaled(_ROW))
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(420, look.scaled(_RULER) + max(1, len(self.rows)) * look.scaled(_ROW) + 1)

    def resizeEvent(self, event: object) -> None:
        self._lay_axes()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row is not None:
            self.choose(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row is not None:
            self.opened.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        keys = [one.key for one in self.rows]
        if step and keys:
            at = keys.index(self.current) if self.current in keys else 0
            self.choose(keys[max(0, min(at + step, len(keys) - 1))])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current in keys:
            self.opened.emit(self.current)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), Look()
        painter.fillRect(self.rect(), look.t.surface)
        left, high, ruler = theme().scaled(_LABEL), theme().scaled(_ROW), theme().scaled(_RULER)
        for number, row in enumerate(self.rows):
            axis = self._axes[row.span.start]
            rect = QRect(0, ruler + number * high, self.width(), high)
            if rect.intersects(event.rect()):
                self._row(painter, look, axis, row, rect, left)
        if self.rows:
            self._ruler(painter, look, self._axes[self.rows[0].span.start], QRect(0, 0, self.width(), ruler), left)
        painter.end()

    def _row(self, painter: QPainter, look: Look, axis: TimeAxis, row: Row, rect: QRect, left: int) -> None:
        area = QRect(left, rect.top(), rect.width() - left, rect.height())
        painter.save()
        painter.setClipRect(area)
        painter.drawTiledPixmap(area, self._backdrop(look, axis, row.span.start))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("small"))
        bars = BarPainter(axis, look, self._words)
        bars.begin(left)
        pad = (rect.height() - theme().scaled(38)) // 2
        for bar in row.bars:
            bars.bar(painter, bar, rect.top() + pad, theme().scaled(38))
        for hatch in row.hatches:
            bars.hatch(painter, hatch, left, rect.top() + pad, theme().scaled(38))
        if row.span.start <= self._now < row.span.end:
            x = left + axis.x(self._now)
            painter.setPen(look.now)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.restore()
        self._label(painter, look, row, QRect(0, rect.top(), left, rect.height()))
        painter.setPen(look.hair)
        painter.drawLine(0, rect.bottom(), rect.right(), rect.bottom())
        if row.key == self.current and self.hasFocus():
            focus_ring(painter, rect.adjusted(1, 1, -1, -2), 4)

    def _backdrop(self, look: Look, axis: TimeAxis, start: int) -> QPixmap:
        found = self._behind.get(start)
        if found is None:
            found = self._behind[start] = backdrop(axis, look, self._room(), self.devicePixelRatioF())
        return found

    def _label(self, painter: QPainter, look: Look, row: Row, rect: QRect) -> None:
        if row.key == self.current:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), look.t.selection)
        elif row.strong:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), look.t.accent_soft)
        room = rect.adjusted(14, 5, -8, -5)
        painter.setFont(theme().font("strong"))
        painter.setPen(look.t.bad if row.red else look.t.text)
        label = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, room.width())
        top = Qt.AlignmentFlag.AlignTop if row.below else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, top | Qt.AlignmentFlag.AlignLeft, label)
        painter.setFont(theme().font("small"))
        painter.setPen(look.t.bad if row.red else look.t.muted)
        below = painter.fontMetrics().elidedText(row.below, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, below)

    def _ruler(self, painter: QPainter, look: Look, axis: TimeAxis, rect: QRect, left: int) -> None:
        painter.fillRect(rect, look.t.surface)
        painter.setFont(theme().font("small"))
        painter.setPen(look.t.faint)
        for tick in axis.ticks():
            x = left + axis.x(tick.minute)
            if tick.words and left + 18 <= x <= rect.right() - 18:
                place = QRect(round(x) - 30, rect.top(), 60, rect.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tick.words)
        painter.setPen(look.line)
        painter.drawLine(0, rect.bottom(), rect.right(), rect.bottom())
