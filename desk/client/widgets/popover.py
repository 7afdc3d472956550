"""The popover: a card that floats over the window beside what it belongs to, inside the window itself.

It is a child widget and no window of its own, so that nothing but a click or a key can move the keyboard.
"""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.client.widgets.floating import SHADOW, draw_floating, step_inside, take_keyboard
from desk.client.widgets.theme import theme

#: Between it and what it belongs to, and at least to the edge of the window.
_GAP, _EDGE = 6, 8


class Popover(QWidget):
    """Add what it shows to `body`. It closes by Escape, by a click elsewhere, or by `close()`."""

    sticky: bool
    """Whether it may hold words: then only its own buttons and Escape close it."""
    closed = Signal()
    """The popover has gone; carries nothing."""

    def __init__(self, host: QWidget, *, width: int = 320, sticky: bool = False) -> None:
        super().__init__(host)
        self._host = host
        self._anchor: QWidget | None = None
        self._width = width
        self.sticky = sticky
        self._before: QWidget | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SHADOW + 12, SHADOW + 12, SHADOW + 12, SHADOW + 12)
        whole.addLayout(self.body)
        self.hide()
        theme().changed.connect(self.place)

    def open_at(self, anchor: QWidget, *, keyboard: QWidget | None = None) -> None:
        """Show it below (or above) the anchor. Only with `keyboard`, which gets it, does the focus move."""
        self._close_others()
        self._anchor = anchor
        self._before = QApplication.focusWidget() if keyboard is not None else None
        self._watch(True)
        self.show()
        self.raise_()
        self.place()
        if keyboard is not None:
            take_keyboard(keyboard)

    def toggle_at(self, anchor: QWidget, *, keyboard: QWidget | None = None) -> None:
        """Show it, or close it when it is open."""
        if self.isVisible():
            self.close()
        else:
            self.open_at(anchor, keyboard=keyboard)

    def set_width(self, width: int) -> None:
        """Be this wide at font scale 1 when it is placed next."""
        self._width = width

    def place(self) -> None:
        """Stand beside the anchor, wholly inside the window."""
        if self._anchor is None or not self.isVisible():
            return
        if not shiboken6.isValid(self._anchor):
            # What it belonged to was built anew, in another language for instance.
            self._anchor = None
            self.close()
            return
        width = theme().scaled(self._width) + 2 * SHADOW
        layout = self.layout()
        if layout is not None:
            # What was just put in or grew counts already now.
            layout.activate()
        height = layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else -1
        most = self._host.height() - 2 * _EDGE + 2 * SHADOW
        self.resize(width, min(most, max(height, self.sizeHint().height())))
        anchor = QRect(self._anchor.mapTo(self._host, QPoint(0, 0)), self._anchor.size())
        top = anchor.bottom() + _GAP - SHADOW
        lowest = self._host.height() + SHADOW - _EDGE - self.height()
        if top > lowest:
            above = anchor.top() - _GAP + SHADOW - self.height()
            # Where there is room neither below nor above, it covers what it belongs to.
            # The anchor may not have found its place in a window that has just become smaller.
            top = min(above, lowest) if above >= _EDGE - SHADOW else lowest
        left = min(anchor.left() - SHADOW, self._host.width() - self.width() + SHADOW - _EDGE)
        self.move(max(_EDGE - SHADOW, left), top)

    def _close_others(self) -> None:
        """Two of them over each other hide each other; only those that may hold words stay."""
        for other in self._host.findChildren(Popover):
            if other is not self and not other.sticky and other.isVisible():
                other.close()

    def _watch(self, on: bool) -> None:
        """Hear of clicks anywhere in the window, and of its size."""
        self.window().winId()
        for watched in (self._host, self.window().windowHandle()):
            watched.removeEventFilter(self)
            if on:
                watched.installEventFilter(self)

    def _is_outside(self, event: QMouseEvent) -> bool:
        place = event.globalPosition().toPoint()
        anchored = self._anchor is not None and shiboken6.isValid(self._anchor)
        if self._anchor is not None and anchored and self._anchor.rect().contains(self._anchor.mapFromGlobal(place)):
            return False
        card = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        return not card.contains(self.mapFromGlobal(place))

    def hideEvent(self, event: QHideEvent) -> None:
        self._watch(False)
        had_it = self.isAncestorOf(QApplication.focusWidget() or self)
        before, self._before = self._before, None
        # What had the keyboard may be gone by now: rows are built anew while a card is open.
        if had_it and before is not None and shiboken6.isValid(before):
            take_keyboard(before)
        super().hideEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            if watched is not self._host and not self.sticky and self._is_outside(event):
                self.close()
        elif event.type() == QEvent.Type.Resize and watched is self._host:
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Something in it grew, shrank, or was shown only now.
            self.place()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        step_inside(self, forward=forward)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_floating(self)
