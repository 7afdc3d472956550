"""The card: a surface with a border, perhaps a title line and a stripe that tells its tone."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.theme import Tone, theme

_RADIUS = 8
_STRIPE = 3


class Card(QWidget):
    """Add what belongs on the card to `body`, and small controls beside the title to `header`."""

    def __init__(self, title: str = "", tone: Tone | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone | None = tone
        self.title = ElidedLabel("", "strong")
        self.header = QHBoxLayout()
        self.header.setSpacing(4)
        self.header.addWidget(self.title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setSpacing(8)
        whole.addLayout(self.header)
        whole.addLayout(self.body)
        self.set_title(title)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_title(self, title: str) -> None:
        """Show another title; without one the title line takes no room."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(self.title.text())

    def set_tone(self, tone: Tone | None) -> None:
        """Show the stripe of a tone, or none."""
        self._tone = tone
        self.update()

    def _restyle(self) -> None:
        pad = theme().space(3 if theme().density == "comfortable" else 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(pad + 4, pad, pad + 4, pad)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        box(painter, self.rect(), t.surface, t.border, _RADIUS)
        if self._tone is not None:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
            painter.setClipPath(shape)
            painter.fillRect(QRectF(0, 0, _STRIPE, self.height()), t.of(self._tone))
        painter.end()
