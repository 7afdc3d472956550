"""Key caps: the keys of a shortcut as small chips, alone (Keycap) or on another control (draw_keycap)."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.theme import theme

_PAD = 5


def keycap_size(keys: str) -> QSize:
    """The size a key cap with this text needs."""
    metrics = QFontMetrics(theme().font("small"))
    height = metrics.height() + 3
    return QSize(max(metrics.horizontalAdvance(keys) + 2 * _PAD, height), height)


def draw_keycap(painter: QPainter, rect: QRect, keys: str, colour: QColor) -> None:
    """Paint a key cap in the middle of `rect`, in a quieter shade of `colour`."""
    size = keycap_size(keys)
    place = QRect(rect.x(), rect.y() + (rect.height() - size.height()) // 2, size.width(), size.height())
    line, fill = QColor(colour), QColor(colour)
    line.setAlphaF(0.35)
    fill.setAlphaF(0.07)
    box(painter, place, fill, line, 4)
    painter.setPen(colour)
    painter.setFont(theme().font("small"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, keys)


class Keycap(QLabel):
    """The keys of one shortcut, to stand in a list or beside a command."""

    def __init__(self, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(keys)
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return keycap_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        draw_keycap(painter, self.rect(), self.text(), theme().tokens.muted)
        painter.end()
