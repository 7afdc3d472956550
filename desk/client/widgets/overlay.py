"""The overlay: a card over a veil that covers the whole window, for what wants all attention. Inside the window."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.client.widgets.floating import SHADOW, draw_floating, step_inside, take_keyboard
from desk.client.widgets.theme import theme

_MARGIN = 24


class Overlay(QWidget):
    """Add what it shows to `body`. It closes by Escape, by a click on the veil, or by `close()`."""

    can_dismiss: bool
    """Whether whoever sits here may go on without answering it."""
    closed = Signal()
    """The overlay has gone; carries nothing."""

    def __init__(
        self, host: QWidget, *, width: int, height: int, top: int | None = None, can_dismiss: bool = True
    ) -> None:
        super().__init__(host)
        self._host = host
        self._wanted = (width, height, top)
        self.can_dismiss = can_dismiss
        self._before: QWidget | None = None
        self.card = _Card(self)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(SHADOW + 1, SHADOW + 1, SHADOW + 1, SHADOW + 1)
        whole.addLayout(self.body)
        host.installEventFilter(self)
        theme().changed.connect(self.place)
        self.hide()

    def put_head(
        self, title: QWidget, close: QWidget, *, below: QWidget | None = None, beside: QWidget | None = None
    ) -> None:
        """The top of a sheet: what it is, a line below that, a choice beside it, and the way out."""
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(20, 14, 12, 10)
        words.setSpacing(2)
        words.addWidget(title)
        if below is not None:
            words.addWidget(below)
        head.addLayout(words, 1)
        if beside is not None:
            head.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)

    def open(self, keyboard: QWidget) -> None:
        """Cover the window; the keyboard goes to the given widget, and back when this closes."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.appear()
        take_keyboard(keyboard)

    def appear(self) -> None:
        """Cover the window and leave the keyboard where it is: whoever writes goes on writing."""
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Cover the host; the card stands in its middle, or `top` pixels from its upper edge."""
        self.setGeometry(self._host.rect())
        width, height, top = self._wanted
        look = theme()
        wide = min(look.scaled(width), self.width() - 2 * _MARGIN)
        high = min(look.scaled(height), self.height() - 2 * _MARGIN)
        above = (self.height() - high) // 2 if top is None else min(top, (self.height() - high) // 2)
        card = QRect((self.width() - wide) // 2, above, wide, high)
        self.card.setGeometry(card.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def hideEvent(self, event: QHideEvent) -> None:
        before, self._before = self._before, None
        focused = QApplication.focusWidget()
        inside = focused is None or focused is self or self.isAncestorOf(focused)
        if inside and before is not None and isValid(before) and before.isVisible():
            take_keyboard(before)
        super().hideEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._host and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.can_dismiss and not self.card.geometry().contains(event.position().toPoint()):
            self.close()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.can_dismiss:
            self.close()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        step_inside(self.card, forward=forward)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(8, 10, 18, 120 if theme().dark else 84))
        painter.end()


class _Card(QWidget):
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_floating(self)
