"""One line of a menu in a popover: an icon, words, what is chosen, the keys that do the same."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.client.models.plain import visible
from desk.client.widgets.controls.keycap import draw_keycap, keycap_size
from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.keys import shown
from desk.client.widgets.theme import Tone, theme

_PAD, _GAP = 10, 10


class MenuRow(QPushButton):
    """Pressed by a click, Enter or Space. It can be checked to show what is in force."""

    def __init__(self, icon: IconName, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon: IconName = icon
        self._tone: Tone = tone
        self._words = ""
        self._keys = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_words(self, words: str, chord: str = "") -> None:
        """Show these words, and behind them the chord that does the same."""
        self._words, self._keys = visible(words), shown(chord) if chord else ""
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(self._keys)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """A press does not check it: what is in force is set by whoever knows."""

    def sizeHint(self) -> QSize:
        look = theme()
        width = 2 * _PAD + look.scaled(16) + _GAP + text_width(look.font("body"), self._words) + 24
        return QSize(width + (keycap_size(self._keys).width() + _GAP if self._keys else 0), look.scaled(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, on = look.tokens, self.isChecked()
        if on:
            box(painter, self.rect(), t.soft(self._tone), None, 6)
        if (veil := touched(self)) is not None:
            box(painter, self.rect(), veil, None, 6)
        faint = not self.isEnabled()
        colour = t.faint if faint else t.of(self._tone)
        size = look.scaled(16)
        draw_icon(painter, self._icon, QRect(_PAD, 0, size, self.height()), colour, size)
        painter.setFont(look.font("strong" if on else "body"))
        painter.setPen(t.faint if faint else t.text)
        left, right = _PAD + size + _GAP, self.width() - _PAD
        if self._keys:
            cap = keycap_size(self._keys)
            right -= cap.width()
            draw_keycap(painter, QRect(right, 0, cap.width(), self.height()), self._keys, t.muted)
            right -= _GAP
        if on:
            right -= size
            draw_icon(painter, "check", QRect(right, 0, size, self.height()), colour, size)
            right -= 6
        room = QRect(left, 0, right - left, self.height())
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            focus_ring(painter, self.rect(), 6)
        painter.end()
