"""Toasts: words that pass by at the bottom of a window, with an action (undo) for as long as the bar runs."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QStackedWidget, QWidget

from desk.client.models.plain import visible
from desk.client.widgets.announce import announce
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.language import language
from desk.client.widgets.theme import Tone, theme

_FRAME = 50
_WIDEST = 520
#: Longer words take several lines.
_LONG = 60
_MARGIN, _TOP, _GAP = 24, 12, 8

Said = str | Callable[[], str]
"""Words, or what makes them anew in the language then in force."""


def _said(words: Said) -> str:
    return words if isinstance(words, str) else words()


class Toast(QWidget):
    """One toast. It never takes the keyboard, and it says when it is over."""

    acted = Signal()
    """The agent pressed the action in time; carries nothing."""
    expired = Signal()
    """The time ran out without the action; carries nothing."""
    finished = Signal()
    """The toast is gone, for whatever reason; carries nothing. Fires last and once."""

    def __init__(
        self,
        text: Said,
        parent: QWidget,
        *,
        tone: Tone = "neutral",
        icon: IconName | None = None,
        action: Said = "",
        hint: Said = "",
        seconds: float = 5.0,
    ) -> None:
        super().__init__(parent)
        self._text, self._doing, self._hint = text, action, hint
        self._tone: Tone = tone
        self._icon: IconName | None = icon
        self._span = seconds * 1000
        self._over = False
        self.words = Label("", "body", "text")
        self.action = Button("", "ghost", parent=self)
        self.action.clicked.connect(self._act)
        self.close_button = IconButton("x", "-", size=14)
        self.close_button.clicked.connect(self.finish)
        for button in (self.action, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16 if icon is None else 16 + theme().scaled(18) + 8, 8, 8, 10)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.setMaximumWidth(_WIDEST)
        self.say()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._beat = QTimer(self)
        self._beat.setInterval(_FRAME)
        self._beat.timeout.connect(self._tick)
        if self._span > 0:
            self._beat.start()

    def say(self) -> None:
        """Put every word in the language in force."""
        text, action = _said(self._text), _said(self._doing)
        self.words.setWordWrap(len(text) > _LONG)
        self.words.setText(text)
        self.action.setText(action)
        self.action.set_hint(_said(self._hint))
        self.action.setVisible(bool(action))
        self.close_button.set_label(self.tr("Dismiss"))
        self.setAccessibleName(visible(text))

    @property
    def urgent(self) -> bool:
        """Whether it tells of something that went wrong."""
        return self._tone == "bad"

    def share_left(self) -> float:
        """How much of the time is left, 1…0."""
        return max(0.0, 1 - self._clock.elapsed() / self._span) if self._span > 0 else 0.0

    def finish(self) -> None:
        """Take the toast away."""
        if not self._over:
            self._over = True
            self._beat.stop()
            self.hide()
            self.finished.emit()
            self.deleteLater()

    def _act(self) -> None:
        if not self._over:
            self.acted.emit()
            self.finish()

    def _tick(self) -> None:
        if self.share_left() <= 0 and not self._over:
            self.expired.emit()
            self.finish()
        self.update(0, self.height() - 4, self.width(), 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        box(painter, self.rect(), t.raised, t.border_strong, 8)
        if self._icon is not None:
            side = theme().scaled(18)
            place = self.rect().adjusted(14, 0, 0, 0)
            place.setWidth(side)
            draw_icon(painter, self._icon, place, t.of(self._tone), side)
        bar = QRectF(8, self.height() - 5, (self.width() - 16) * self.share_left(), 2)
        box(painter, bar, t.accent if self._tone == "neutral" else t.of(self._tone), None, 1)
        painter.end()


class Toasts(QObject):
    """The stack of toasts of one place: at its bottom, or at its top where the bottom is written in.

    Who cannot see them hears their words when they come, and finds them and their actions in the host. The host is
    therefore no stack of pages and nothing that scrolls: these tell a screen reader of nothing but their pages.
    """

    def __init__(self, host: QWidget, *, at_top: bool = False) -> None:
        if isinstance(host, QStackedWidget | QAbstractScrollArea):
            raise TypeError("no screen reader would find toasts there")
        super().__init__(host)
        self._host, self._at_top = host, at_top
        self._shown: list[Toast] = []
        host.installEventFilter(self)
        language().changed.connect(self.say)

    def show(
        self,
        text: Said,
        *,
        tone: Tone = "neutral",
        icon: IconName | None = None,
        action: Said = "",
        hint: Said = "",
        seconds: float = 5.0,
    ) -> Toast:
        """Show words for some seconds (0: until closed); answers the toast to listen to.

        What stays for long is given what makes its words: they follow the language.
        """
        toast = Toast(text, self._host, tone=tone, icon=icon, action=action, hint=hint, seconds=seconds)
        toast.finished.connect(lambda: self._drop(toast))
        self._shown.append(toast)
        toast.show()
        self._place()
        announce(toast, toast.accessibleName(), urgent=toast.urgent)
        return toast

    def say(self) -> None:
        """Put the words of all of them anew."""
        for toast in self._shown:
            toast.say()
        self._place()

    def _drop(self, toast: Toast) -> None:
        self._shown.remove(toast)
        self._place()

    def _place(self) -> None:
        """The newest stands at the edge."""
        used = _TOP if self._at_top else _MARGIN
        for toast in reversed(self._shown):
            toast.adjustSize()
            top = used if self._at_top else self._host.height() - used - toast.height()
            toast.move((self._host.width() - toast.width()) // 2, top)
            toast.raise_()
            used += toast.height() + _GAP

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
