"""The timer ring: how much is left of a span, as an arc and in seconds."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.widgets.controls.paint import smooth
from desk.client.widgets.theme import Tone, theme


class TimerRing(QWidget):
    """Shows what it is told; whoever owns the clock calls `set_left`."""

    def __init__(self, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._left = 0.0
        self._span = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def set_left(self, left: float, span: float) -> None:
        """Show that `left` of `span` seconds remain; a time that has run out shows how far it is over."""
        self._left, self._span = left, span
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """What stands in the ring: seconds below 100, else minutes; with + once the time has run out."""
        seconds = abs(round(self._left))
        short = str(seconds) if seconds < 100 else f"{seconds // 60}m"
        return f"+{short}" if self._left < 0 and seconds else short

    def tone(self) -> Tone:
        """Calm, then warning in the last quarter, then bad when the time has run out."""
        share = self._left / self._span if self._span > 0 else 0.0
        return "accent" if share > 0.25 else "warn" if share > 0 else "bad"

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
        stroke = max(2.5, side * 0.085)
        circle = QRectF(0, 0, side, side).adjusted(stroke, stroke, -stroke, -stroke)
        painter.setPen(QPen(t.border, stroke))
        painter.drawEllipse(circle)
        colour = t.of(self.tone())
        share = min(max(self._left / self._span, 0.0), 1.0) if self._span > 0 else 0.0
        # Qt counts arcs in sixteenths of a degree, anticlockwise from three o'clock.
        painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, 90 * 16, round(share * 360 * 16) if self._left > 0 else 360 * 16)
        font = QFont(look.font("mono_digits"))
        font.setPixelSize(round(side * (0.36 if len(self.words()) < 3 else 0.29)))
        painter.setFont(font)
        painter.setPen(colour if self.tone() != "accent" else t.text)
        painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, self.words())
        painter.end()
