"""The switch: a setting that takes effect at once."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.theme import blend, theme

_TRACK = QSize(34, 20)
_GAP = 10


class Switch(QCheckBox):
    """On or off, with the words behind it. Listen to `toggled`."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ""
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show other words behind the switch."""
        self._label = text
        self.setAccessibleName(text)
        self._restyle()

    def text(self) -> str:
        """The words behind the switch."""
        return self._label

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = text_width(theme().font("body"), self._label) + _GAP if self._label else 0
        return QSize(_TRACK.width() + 4 + words, theme().control_height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, on = look.tokens, self.isChecked()
        track = QRect(2, (self.height() - _TRACK.height()) // 2, _TRACK.width(), _TRACK.height())
        radius = _TRACK.height() / 2
        fill = t.accent if on else t.sunken
        if not self.isEnabled():
            fill = blend(fill, t.surface, 0.5)
        box(painter, track, fill, None if on else t.border_strong, radius)
        if (veil := touched(self)) is not None:
            box(painter, track, veil, None, radius)
        side = _TRACK.height() - 6
        left = track.right() - side - 2 if on else track.left() + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.on_accent if on else t.border_strong)
        painter.drawEllipse(QRectF(left, track.top() + 3, side, side))
        painter.setFont(look.font("body"))
        painter.setPen(t.text if self.isEnabled() else blend(t.faint, t.surface, 0.6))
        words = self.rect().adjusted(_TRACK.width() + 4 + _GAP - 2, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._label)
        if self.hasFocus():
            focus_ring(painter, track.adjusted(-2, -2, 2, 2), radius + 2)
        painter.end()
