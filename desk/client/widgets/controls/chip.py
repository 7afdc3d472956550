"""Chips: FilterChip (on or off, with a count) and Tag (a word with a tone)."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QWidget

from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import Tone, blend, theme

_PAD = 10
_GAP = 5


class FilterChip(QCheckBox):
    """A filter that is on or off, and how many things it would show. Listen to `toggled`."""

    def __init__(
        self,
        text: str,
        count: int | None = None,
        icon: IconName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = text
        self._count = count
        self._icon: IconName | None = icon
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()
        theme().changed.connect(self._restyle)

    def set_count(self, count: int | None) -> None:
        """Show another count, or none."""
        self._count = count
        self._name()
        self._restyle()

    def setText(self, text: str) -> None:
        """Show other words."""
        self._label = text
        self._name()
        self._restyle()

    def text(self) -> str:
        """The words on the chip, without the count."""
        return self._label

    def _name(self) -> None:
        self.setAccessibleName(self._label if self._count is None else f"{self._label} {self._count}")

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _shown_count(self) -> str:
        return "" if self._count is None else f"{self._count:,}"

    def sizeHint(self) -> QSize:
        look = theme()
        width = 2 * _PAD + text_width(look.font("small_strong"), self._label)
        if self._icon is not None:
            width += look.scaled(14) + _GAP
        if self._count is not None:
            width += _GAP + text_width(look.font("small"), self._shown_count())
        return QSize(width, look.control_height - 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, radius = look.tokens, self.height() / 2
        veil = touched(self)
        fill = t.accent_soft if self.isChecked() else t.surface
        line = blend(t.accent, t.accent_soft, 0.45) if self.isChecked() else t.border
        words = t.text if veil is not None else t.accent if self.isChecked() else t.muted
        if not self.isEnabled():
            words = blend(t.faint, t.surface, 0.6)
        box(painter, self.rect(), fill, line, radius)
        if veil is not None:
            box(painter, self.rect(), veil, None, radius)
        left = _PAD
        if self._icon is not None:
            side = look.scaled(14)
            draw_icon(painter, self._icon, QRect(left, 0, side, self.height()), words, side)
            left += side + _GAP
        painter.setPen(words)
        painter.setFont(look.font("small_strong"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._label)
        if self._count is not None:
            painter.setFont(look.font("small"))
            painter.setPen(words if self.isChecked() else t.faint)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(0, 0, -_PAD, 0), right, self._shown_count())
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius)
        painter.end()


class Tag(QLabel):
    """A word or two with a tone: a tier, a state, a warning."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = "neutral",
        icon: IconName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._icon: IconName | None = icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def set_tone(self, tone: Tone, icon: IconName | None = None) -> None:
        """Take another tone, and the icon that goes with it."""
        self._tone, self._icon = tone, icon
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        font = look.font("small_strong")
        icon = look.scaled(12) + 4 if self._icon is not None else 0
        return QSize(text_width(font, self.text()) + icon + 14, QFontMetrics(font).height() + 5)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t = look.tokens
        colour = t.of(self._tone)
        box(painter, self.rect(), t.soft(self._tone), None, 5)
        left = 7
        if self._icon is not None:
            side = look.scaled(12)
            draw_icon(painter, self._icon, QRect(left, 0, side, self.height()), colour, side)
            left += side + 4
        painter.setPen(colour)
        painter.setFont(look.font("small_strong"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
