"""The face of the program: its mark, and the painted pane beside the sign-in form."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.widgets.controls.paint import smooth
from desk.client.widgets.icons import app_icon
from desk.client.widgets.language import language
from desk.client.widgets.theme import theme

_DEEP, _BRIGHT = QColor("#1C2A78"), QColor("#4259D6")
_SUN = QColor("#FFCB5C")
# The cards of the painted timeline: how far down (share), on which side, how long, how many lines.
_CARDS = ((0.06, 1, 190, 2), (0.20, -1, 150, 1), (0.33, 1, 230, 3), (0.52, -1, 180, 2), (0.68, 1, 160, 1))


class Mark(QWidget):
    """The program's mark, `size` pixels square."""

    def __init__(self, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        app_icon().paint(painter, self.rect())
        painter.end()


class BrandPane(QWidget):
    """A quiet picture of what the program is for: one line, and along it everything that happened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        language().changed.connect(self.update)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        ground = QLinearGradient(0, 0, self.width(), self.height())
        dark = 128 if theme().dark else 100
        ground.setColorAt(0, _BRIGHT.darker(dark))
        ground.setColorAt(1, _DEEP.darker(dark))
        painter.fillRect(self.rect(), ground)
        self._draw_timeline(painter)
        self._draw_words(painter)
        painter.end()

    def _draw_timeline(self, painter: QPainter) -> None:
        middle = self.width() * 0.5
        bottom = self.height() - 190
        painter.setPen(QPen(QColor(255, 255, 255, 70), 2))
        painter.drawLine(QPointF(middle, -4), QPointF(middle, bottom))
        for place, (share, side, length, lines) in enumerate(_CARDS):
            top = bottom * share + 8
            self._draw_card(painter, middle, top, side, min(length, middle - 60), lines)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 200) if place else _SUN)
            painter.drawEllipse(QPointF(middle, top + 20), 5, 5)
        painter.setBrush(_SUN)
        painter.drawEllipse(QPointF(middle, bottom), 7, 7)
        painter.setBrush(QColor(255, 203, 92, 60))
        painter.drawEllipse(QPointF(middle, bottom), 14, 14)

    @staticmethod
    def _draw_card(painter: QPainter, middle: float, top: float, side: int, length: float, lines: int) -> None:
        left = middle + 24 if side > 0 else middle - 24 - length
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 28))
        painter.drawRoundedRect(QRectF(left, top, length, 26 + 14 * lines), 10, 10)
        painter.setBrush(QColor(255, 255, 255, 90))
        painter.drawRoundedRect(QRectF(left + 14, top + 13, length * 0.4, 7), 3.5, 3.5)
        painter.setBrush(QColor(255, 255, 255, 44))
        for line in range(lines):
            width = length - 28 if line < lines - 1 else (length - 28) * 0.6
            painter.drawRoundedRect(QRectF(left + 14, top + 27 + 14 * line, width, 6), 3, 3)

    def _draw_words(self, painter: QPainter) -> None:
        look = theme()
        room = QRectF(48, self.height() - 150, self.width() - 80, 110)
        title = QFont(look.font("display"))
        title.setPixelSize(look.scaled(26))
        painter.setFont(title)
        painter.setPen(QColor(255, 255, 255))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        place = painter.boundingRect(room, wrap, self.tr("One call, the whole way."))
        painter.drawText(place, wrap, self.tr("One call, the whole way."))
        painter.setFont(look.font("body"))
        painter.setPen(QColor(255, 255, 255, 190))
        words = self.tr("Know the customer before the first word, and put it right before the last.")
        painter.drawText(room.adjusted(0, place.height() + 10, 0, 20), wrap, words)
