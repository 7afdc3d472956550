"""The drop zones that appear at the board's edge while cards are dragged: nobody, put aside until, macros."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from desk.client.models.board_targets import Kind, Snooze, Target
from desk.client.models.plain import visible
from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import blend, theme

WIDTH, ROW, GAP, PAD = 216, 40, 6, 10
#: More macros than that are in the list that the keyboard opens.
MACROS = 6
ICONS: dict[Kind, IconName] = {Kind.NOBODY: "inbox", Kind.SNOOZE: "pause", Kind.MACRO: "play"}


class Zones:
    """Which there are, where, and how they look."""

    def __init__(self) -> None:
        #: What can be dropped on, and its words.
        self.rows: list[tuple[Target, str]] = []
        self.heading = ""
        self._place = QRect()

    def lay(self, view: QRect, rows: Iterable[tuple[Target, str]], heading: str) -> None:
        """Stand at the right edge of a view."""
        self.rows, self.heading = list(rows), heading
        look = theme()
        tall = look.scaled(ROW + GAP) * len(self.rows) + look.scaled(30) + 2 * PAD
        wide = look.scaled(WIDTH)
        self._place = QRect(view.right() - wide - 12, max(12, (view.height() - tall) // 2), wide, tall)

    @property
    def place(self) -> QRect:
        """All of them."""
        return self._place

    def rect(self, number: int) -> QRect:
        """One of them."""
        look, place = theme(), self._place
        top = place.top() + PAD + look.scaled(30) + number * look.scaled(ROW + GAP)
        return QRect(place.left() + PAD, top, place.width() - 2 * PAD, look.scaled(ROW))

    def at(self, point: QPoint) -> Target | None:
        """The target at a point."""
        return next((row[0] for n, row in enumerate(self.rows) if self.rect(n).contains(point)), None)

    def paint(self, painter: QPainter, over: Target | None, *, warns: bool) -> None:
        """All of them, the one under the mouse marked."""
        look, t = theme(), theme().tokens
        box(painter, self._place.adjusted(-1, 1, 1, 3), t.named("shadow"), None, 11)
        box(painter, self._place, t.raised, t.border_strong, 10)
        painter.setFont(look.font("small_strong"))
        painter.setPen(t.muted)
        head = QRect(self._place.left() + PAD + 2, self._place.top() + PAD - 2, self._place.width(), look.scaled(26))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self.heading)
        metrics, size = QFontMetrics(look.font("strong")), look.scaled(16)
        painter.setFont(look.font("strong"))
        for number, (target, words) in enumerate(self.rows):
            rect, hit = self.rect(number), target == over
            colour = t.warn if hit and warns else t.accent
            box(painter, rect, blend(colour, t.raised, 0.16) if hit else t.surface, None, 7)
            painter.setPen(QPen(colour if hit else t.border_strong, 1.5 if hit else 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 7, 7)
            icon = QRect(rect.left() + 10, rect.top(), size, rect.height())
            draw_icon(painter, ICONS[target.kind], icon, colour if hit else t.muted, size)
            painter.setPen(t.text)
            room = rect.adjusted(size + 20, 0, -8, 0)
            cut = metrics.elidedText(visible(words), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


def targets(macros: Iterable[int]) -> list[Target]:
    """The targets at the edge."""
    found = [Target(Kind.NOBODY), *(Target(Kind.SNOOZE, snooze=one) for one in Snooze)]
    return [*found, *(Target(Kind.MACRO, one) for one in list(macros)[:MACROS])]
