"""A proposal to rebalance as arrows from column to column, with the count of cards on each."""

from collections import Counter
from collections.abc import Iterable
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from desk.client.models.board_columns import NOBODY
from desk.client.widgets.controls.paint import box
from desk.client.widgets.theme import theme
from desk.contract.board import ProposedMove

if TYPE_CHECKING:
    from desk.client.widgets.queues.board.canvas import BoardCanvas

#: Arrows leave below each other.
APART, BELOW = 34, 30


class Arrows:
    """What is proposed, and painted while it is."""

    def __init__(self, board: "BoardCanvas") -> None:
        self._board = board
        self.counts: Counter[tuple[int, int]] = Counter()

    def show(self, moves: Iterable[ProposedMove]) -> None:
        """Show these, or none."""
        self.counts = Counter((one.from_id or NOBODY, one.to_id) for one in moves)
        self._board.redraw()

    def paint(self, painter: QPainter) -> None:
        """All arrows of which both ends are among the columns."""
        board, t = self._board, theme().tokens
        veil = t.named("sunken")
        veil.setAlphaF(0.55)
        painter.fillRect(QRect(0, board.top, board.viewport().width(), board.viewport().height()), veil)
        known = [pair for pair in self.counts if pair[0] in board.shown and pair[1] in board.shown]
        for number, (start, end) in enumerate(sorted(known)):
            room = max(1, (board.viewport().height() - board.top - 2 * BELOW) // APART)
            y = board.top + BELOW + (number % room) * APART
            left, right = board.rect_of(start), board.rect_of(end)
            forward = left.center().x() < right.center().x()
            begin = QPointF(left.center().x(), y)
            stop = QPointF(right.left() + 30 if forward else right.right() - 30, y + 12)
            self._arrow(painter, begin, stop)
            words = f"{self.counts[start, end]:,}"
            metrics = QFontMetrics(theme().font("small_strong"))
            wide = max(26, metrics.horizontalAdvance(words) + 16)
            badge = QRect(round(begin.x()) - wide // 2, y - 12, wide, 24)
            box(painter, badge, t.accent, None, 12)
            painter.setFont(theme().font("small_strong"))
            painter.setPen(t.on_accent)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)

    @staticmethod
    def _arrow(painter: QPainter, begin: QPointF, stop: QPointF) -> None:
        t = theme().tokens
        middle = QPointF((begin.x() + stop.x()) / 2, min(begin.y(), stop.y()) - 18)
        path = QPainterPath(begin)
        path.quadTo(middle, stop)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.sunken, 6))
        painter.drawPath(path)
        painter.setPen(QPen(t.accent, 2.5))
        painter.drawPath(path)
        along = stop - middle
        length = hypot(along.x(), along.y()) or 1.0
        unit = along / length
        side = QPointF(-unit.y(), unit.x())
        head = QPolygonF([stop + unit * 4, stop - unit * 9 + side * 6, stop - unit * 9 - side * 6])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.accent)
        painter.drawPolygon(head)
