"""The avatar: a person as an initial in a quiet circle, with a dot that tells their state."""

from typing import Literal
from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.models.plain import joined, visible
from desk.client.widgets.controls.paint import smooth
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.theme import Tone, theme

Presence = Literal["available", "in_call", "wrap_up", "break", "away", "offline"]

_TONES: tuple[Tone, ...] = ("accent", "call_note", "note", "good", "info", "warn")
_STATES: dict[Presence, Tone] = {
    "available": "good",
    "in_call": "bad",
    "wrap_up": "warn",
    "break": "info",
    "away": "neutral",
    "offline": "neutral",
}


def initial(name: str) -> str:
    """The letter a person is shown by: the family name in Korean, the first letter elsewhere."""
    for letter in name:
        if letter.isalnum():
            return letter.upper()
    return "?"


def draw_presence(painter: QPainter, centre: QPointF, radius: float, presence: Presence) -> None:
    """Paint a state dot. States differ in shape too: filled, with a bar, half, or hollow."""
    t = theme().tokens
    colour = t.of(_STATES[presence])
    disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    hollow = presence in ("away", "offline")
    painter.setPen(QPen(colour, radius * 0.5) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(t.surface if hollow else colour)
    painter.drawEllipse(disc.adjusted(1, 1, -1, -1) if hollow else disc)
    painter.setPen(QPen(t.surface, radius * 0.45, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach = radius * 0.45
    if presence == "in_call":
        painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0))
    elif presence == "wrap_up":
        painter.drawPolyline([centre - QPointF(0, reach), centre, centre + QPointF(reach, 0)])
    elif presence == "break":
        painter.drawLine(centre - QPointF(reach * 0.6, reach), centre + QPointF(-reach * 0.6, reach))
        painter.drawLine(centre - QPointF(-reach * 0.6, reach), centre + QPointF(reach * 0.6, reach))


class Avatar(QWidget):
    """A person; the colour follows from the name, so that a person looks the same everywhere."""

    def __init__(
        self,
        name: str = "",
        size: int = 32,
        presence: Presence | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._presence: Presence | None = presence
        self._name = ""
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.setAccessibleName(visible(name))
        set_tip(self, name)
        self.update()

    def set_presence(self, presence: Presence | None, words: str = "") -> None:
        """Show a person's state, with the words for it in the tool tip; None for no dot."""
        self._presence = presence
        set_tip(self, joined(self._name, words))
        self.setAccessibleDescription(visible(words))
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().scaled(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, side = look.tokens, float(min(self.width(), self.height()))
        tone = _TONES[crc32(self._name.encode()) % len(_TONES)] if self._name else "neutral"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.soft(tone))
        painter.drawEllipse(QRectF(0, 0, side, side))
        font = QFont(look.font("strong"))
        font.setPixelSize(round(side * 0.44))
        painter.setFont(font)
        painter.setPen(t.of(tone))
        painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, initial(self._name))
        if self._presence is not None:
            radius = max(4.5, side * 0.16)
            centre = QPointF(side - radius, side - radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.surface)
            painter.drawEllipse(centre, radius, radius)
            draw_presence(painter, centre, radius - 1.5, self._presence)
        painter.end()
