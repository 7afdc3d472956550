"""A small line of the last survey scores, oldest at the left."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.widgets.controls.paint import smooth
from desk.client.widgets.theme import Tone, blend, theme

BEST = 5


class Sparkline(QWidget):
    """Scores from 1 to 5; the last one is a dot in the tone of its meaning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_scores(self, scores: Sequence[int], words: str) -> None:
        """Show these; `words` say them to a screen reader."""
        self._scores = list(scores)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, theme().scaled(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._scores:
            return
        painter, t = smooth(self), theme().tokens
        left, right, high = 5.0, self.width() - 7.0, self.height() - 12.0
        for level in (1, 3, 5):
            y = 6 + high * (BEST - level) / (BEST - 1)
            painter.setPen(QPen(blend(t.border, t.surface, 0.6), 1))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        step = (right - left) / max(1, len(self._scores) - 1)
        start = left if len(self._scores) > 1 else right
        points = [
            QPointF(start + step * at, 6 + high * (BEST - score) / (BEST - 1)) for at, score in enumerate(self._scores)
        ]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.setPen(QPen(t.accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
        last = self._scores[-1]
        tone: Tone = "good" if last >= 4 else "bad" if last <= 2 else "warn"
        painter.setPen(QPen(t.surface, 2))
        painter.setBrush(t.of(tone))
        painter.drawEllipse(points[-1], 5, 5)
        painter.end()
