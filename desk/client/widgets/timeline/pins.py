"""The strip of pinned entries above the timeline: one line each, three at first."""

from datetime import datetime

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.client.models.plain import joined
from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import TimelineRow
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.paint import focus_ring, smooth, touched
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.layout import GUTTER, MARGIN, SPINE, one_line
from desk.client.widgets.timeline.look import look_of
from desk.client.widgets.timeline.words import TimelineWords

_SHOWN = 3


class PinnedStrip(QWidget):
    """Pinned entries; a click goes to the entry, the cross unpins it."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words = TimelineWords(self)
        self._all = False
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 4, 0, 4)
        self._lines.setSpacing(0)
        self.more = Button("", "ghost", parent=self)
        self.more.clicked.connect(self._toggle)
        model.marks.pins_changed.connect(self._fill)
        self._fill()

    def lines(self) -> list["PinnedLine"]:
        """The entries shown, from top to bottom."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, PinnedLine)]

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.more:
                widget.deleteLater()
        pins = self._model.marks.pins[::-1]
        for row in pins if self._all else pins[:_SHOWN]:
            line = PinnedLine(row, self._model, self._words, self)
            line.wanted.connect(self._go)
            self._lines.addWidget(line)
        hidden = len(pins) - _SHOWN
        self.more.setVisible(hidden > 0)
        self.more.set_icon("chevron-up" if self._all else "chevron-down")
        self.more.setText(self.tr("Show fewer") if self._all else self.tr("%n more pinned", "", max(hidden, 0)))
        if hidden > 0:
            self._lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(pins))

    def _go(self, row: TimelineRow) -> None:
        self._model.go_to(row.place, flash=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), t.surface)
            painter.fillRect(0, self.height() - 1, self.width(), 1, t.border)


class PinnedLine(QPushButton):
    """One pinned entry on one line."""

    wanted = Signal(object)
    """The reader wants to go there; carries the TimelineRow."""

    def __init__(self, row: TimelineRow, model: TimelineModel, words: TimelineWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        moment = row.at.astimezone(model.zone)
        today = datetime.now(model.zone).date()
        self._when = f"{words.short_date(moment.date(), today)} {words.time(moment)}"
        said = joined(row.title, row.body, by=" ")
        self._said = one_line(said[:400])
        self.setAccessibleName(joined(joined(words.kind(row.kind), self._said, by=": "), self._when, by=", "))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.wanted.emit(row))
        self.unpin = IconButton("x", self.tr("Unpin"), size=13)
        self.unpin.setFixedSize(theme().scaled(24), theme().scaled(24))
        self.unpin.setCursor(Qt.CursorShape.ArrowCursor)
        self.unpin.clicked.connect(lambda: model.marks.toggle_pin(row))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, MARGIN - 8, 0)
        line.addStretch(1)
        line.addWidget(self.unpin)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(200, theme().scaled(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme().scaled(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth(self) as painter:
            if (veil := touched(self)) is not None:
                painter.fillRect(self.rect(), veil)
            self._paint_words(painter, self._paint_icons(painter))
            if self.hasFocus():
                focus_ring(painter, self.rect().adjusted(4, 0, -4, 0))

    def _paint_icons(self, painter: QPainter) -> int:
        """Paint the pin and the kind; answers where the words may begin."""
        t, side, kind = theme().tokens, theme().scaled(15), look_of(self.row)
        draw_icon(painter, "pin", QRect(SPINE - side // 2 - 1, 0, side, self.height()), t.accent, side)
        draw_icon(painter, kind.icon, QRect(GUTTER, 0, side, self.height()), t.of(kind.tone), side)
        return GUTTER + side + 8

    def _paint_words(self, painter: QPainter, left: int) -> None:
        t, middle = theme().tokens, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme().font("small"))
        metrics = painter.fontMetrics()
        right = self.unpin.x() - 8 - metrics.horizontalAdvance(self._when)
        painter.setPen(t.faint)
        painter.drawText(self.rect().adjusted(right, 0, 0, 0), middle, self._when)
        painter.setPen(t.text)
        shown = metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, right - 12 - left)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, shown)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
