"""The badge: how many things wait, or that something does."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.theme import Tone, theme

_DOT = 8


def badge_text(count: int, limit: int = 99) -> str:
    """The count as a badge shows it."""
    return f"{limit}+" if count > limit else str(count)


def badge_size(text: str) -> QSize:
    """The size of a badge with that text; the size of a dot without one."""
    if not text:
        return QSize(_DOT, _DOT)
    metrics = QFontMetrics(theme().font("small_strong"))
    height = metrics.height() + 2
    return QSize(max(metrics.horizontalAdvance(text) + 10, height), height)


def draw_badge(painter: QPainter, place: QRect, text: str, tone: Tone = "accent") -> None:
    """Paint a badge in the middle of `place`; without text a dot."""
    t, size = theme().tokens, badge_size(text)
    shape = QRect(place.center().x() - size.width() // 2 + 1, 0, size.width(), size.height())
    shape.moveTop(place.y() + (place.height() - size.height()) // 2)
    box(painter, shape, t.of(tone), None, size.height() / 2)
    if text:
        painter.setPen(t.on_accent if tone != "neutral" else t.surface)
        painter.setFont(theme().font("small_strong"))
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, text)


class Badge(QLabel):
    """A count in a pill; it hides at zero. Without a count (None) it is a dot."""

    def __init__(
        self,
        count: int | None = 0,
        tone: Tone = "accent",
        parent: QWidget | None = None,
        *,
        limit: int = 99,
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._limit = limit
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)
        theme().changed.connect(self._restyle)

    def set_count(self, count: int | None) -> None:
        """Show another count; None is a dot, zero hides the badge."""
        self.setText("" if count is None else badge_text(count, self._limit))
        self.setVisible(count != 0)
        self._restyle()

    def set_tone(self, tone: Tone) -> None:
        """Take another tone."""
        self._tone = tone
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        draw_badge(painter, self.rect(), self.text(), self._tone)
        painter.end()
