"""Strokes that several controls share: rounded boxes, the focus ring, the veils of hover and press."""

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desk.client.widgets.theme import RADIUS, theme

CLEAR = QColor(0, 0, 0, 0)


def smooth(widget: QWidget) -> QPainter:
    """A painter on the widget with soft edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    line: QColor | None = None,
    radius: float = RADIUS,
    width: float = 1,
) -> None:
    """A rounded box whose line lies wholly inside `rect`."""
    inner = QRectF(rect)
    if line is not None:
        half = width / 2
        inner.adjust(half, half, -half, -half)
        radius = max(0.0, radius - half)
        painter.setPen(QPen(line, width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float = RADIUS) -> None:
    """The 2-pixel ring that shows where the keyboard is."""
    box(painter, rect, None, theme().tokens.focus, radius, 2)


def touched(button: QAbstractButton) -> QColor | None:
    """The veil over a button that is held down, by mouse or key, or that the mouse is over; most have none.

    Words in a tone wear the colour of text below it, so that they can be read as well as before.
    """
    if not button.isEnabled():
        return None
    if button.isDown():
        return theme().tokens.pressed
    return theme().tokens.hover if button.underMouse() else None


def wash(strength: float) -> QColor:
    """A veil of the text colour that darkens light surfaces and lightens dark ones; strength 0…1."""
    veil = QColor(theme().tokens.text)
    veil.setAlphaF(strength)
    return veil


def text_width(font: QFont, text: str) -> int:
    """How wide one line of text is, in pixels."""
    return QFontMetrics(font).horizontalAdvance(text)


def inset(rect: QRect, left: int, top: int, right: int, bottom: int) -> QRect:
    """The rectangle without these margins."""
    return rect.marginsRemoved(QMargins(left, top, right, bottom))
