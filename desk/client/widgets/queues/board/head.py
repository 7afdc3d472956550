"""Paints heads of columns: name and count, what is carried, how long it waits, what will be too late; and what a drop
would make of it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from desk.client.models.board_columns import NOBODY, Grouping
from desk.client.models.board_floor import Standing
from desk.client.models.board_targets import Prospect
from desk.client.models.plain import visible
from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.queues.board.words import BoardWords
from desk.client.widgets.theme import FontRole, blend, theme

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_PAD = 12
#: The button of a column's menu, at the right of its name.
MORE = 26
#: From this share of what can be carried on it is nearly full.
NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a column."""

    column: int
    grouping: Grouping
    name: str
    count: int
    standing: Standing | None


class HeadPainter:
    """Heads in one look."""

    def __init__(self, words: BoardWords) -> None:
        look = theme()
        self._words = words
        self._lines = (look.scaled(24), look.scaled(19), look.scaled(19))
        self.height = sum(self._lines) + 16
        self._fonts = {role: look.font(role) for role in ("strong", "small", "small_strong")}
        self._metrics = {role: QFontMetrics(font) for role, font in self._fonts.items()}

    def more_rect(self, rect: QRect) -> QRect:
        """Where the button of the menu stands in a head."""
        return QRect(rect.right() - MORE - 4, rect.top() + 6, MORE, self._lines[0])

    def paint(self, painter: QPainter, rect: QRect, head: Head) -> None:
        """A head as it stands."""
        self._name(painter, rect, head)
        one = head.standing
        if one is None:
            return
        t = theme().tokens
        second, third = self._row(rect, 1), self._row(rect, 2)
        people = head.grouping is not Grouping.AGENT
        told = self._words.people(one.here) if people else ("" if one.here else self._words.people(0))
        self._bar(painter, second, one, told)
        self._say(painter, third, self._words.wait(one), "small", t.muted, _LEFT)
        colour = t.bad if one.missed else t.muted
        self._say(
            painter, third, self._words.missed(one.missed), "small_strong" if one.missed else "small", colour, _RIGHT
        )

    def paint_prospect(self, painter: QPainter, rect: QRect, head: Head, prospect: Prospect) -> None:
        """A head with what a drop would make of it."""
        self._name(painter, rect, head)
        before, after = prospect.before, prospect.after
        if before is None or after is None:
            return
        t = theme().tokens
        load, wait, missed = self._words.change(before, after)
        heavier = after.load > after.capacity + 0.01
        self._say(painter, self._row(rect, 1), load, "small_strong", t.bad if heavier else t.text, _LEFT)
        third = self._row(rect, 2)
        self._say(painter, third, wait, "small", t.text, _LEFT)
        worse, better = after.missed > before.missed, after.missed < before.missed
        self._say(painter, third, missed, "small_strong", t.bad if worse else t.good if better else t.muted, _RIGHT)

    def folded(self, painter: QPainter, rect: QRect, head: Head) -> None:
        """A folded column: its name from top to bottom."""
        t = theme().tokens
        painter.save()
        corner = QPoint(rect.left() + rect.width(), rect.top() + 10)
        painter.translate(corner)
        painter.rotate(90)
        painter.setFont(self._fonts["strong"])
        painter.setPen(t.text)
        room = QRect(0, 0, rect.height() - 20, rect.width())
        name = f"{visible(head.name)}   {head.count:,}"
        painter.drawText(
            room, _LEFT, self._metrics["strong"].elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.restore()

    def _row(self, rect: QRect, line: int) -> QRect:
        top = rect.top() + 6 + sum(self._lines[:line])
        return QRect(rect.left() + _PAD, top, rect.width() - 2 * _PAD, self._lines[line])

    def _name(self, painter: QPainter, rect: QRect, head: Head) -> None:
        t, row = theme().tokens, self._row(rect, 0)
        left = row.left()
        if head.grouping is Grouping.AGENT and head.column != NOBODY:
            here = head.standing is not None and head.standing.here
            _dot(painter, t.good if here else t.faint, QPoint(left + 4, row.center().y() + 1), filled=bool(here))
            left += 15
        count = f"{head.count:,}"
        wide = self._metrics["small_strong"].horizontalAdvance(count) + 14
        badge = QRect(row.right() - MORE + 6 - wide, row.top() + 3, wide, row.height() - 6)
        box(painter, badge, blend(t.text, t.sunken, 0.1), None, badge.height() / 2)
        self._say(painter, badge, count, "small_strong", t.muted, int(Qt.AlignmentFlag.AlignCenter))
        draw_icon(painter, "more", self.more_rect(rect), t.muted, theme().scaled(16))
        name = QRect(left, row.top(), badge.left() - left - 6, row.height())
        self._say(painter, name, visible(head.name), "strong", t.text, _LEFT)

    def _bar(self, painter: QPainter, row: QRect, one: Standing, told: str) -> None:
        """How much is carried of what can be, as a bar and in figures; ``told`` after it."""
        t = theme().tokens
        share = one.load / one.capacity if one.capacity > 0 else float(one.load > 0)
        colour = t.bad if share > 1.001 else t.warn if share >= NEARLY else t.good
        wide = theme().scaled(64)
        bar = QRect(row.left(), row.center().y() - 2, wide, 6)
        box(painter, bar, blend(t.text, t.sunken, 0.12), None, 3)
        if share > 0:
            box(painter, QRect(bar.left(), bar.top(), max(6, round(wide * min(1.0, share))), 6), colour, None, 3)
        figures = row.adjusted(wide + 8, 0, 0, 0)
        words = self._words.load(one)
        self._say(painter, figures, words, "small_strong", t.bad if share > 1.001 else t.text, _LEFT)
        if told:
            used = self._metrics["small_strong"].horizontalAdvance(words) + 8
            self._say(painter, figures.adjusted(used, 0, 0, 0), told, "small", t.muted if one.here else t.warn, _RIGHT)

    def _say(self, painter: QPainter, rect: QRect, words: str, role: FontRole, colour: QColor, how: int) -> None:
        painter.setFont(self._fonts[role])
        painter.setPen(colour)
        cut = self._metrics[role].elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, how, cut)


def _dot(painter: QPainter, colour: QColor, at: QPoint, *, filled: bool) -> None:
    """Somebody who is here, or not: the colour and the shape tell."""
    painter.setPen(colour)
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, 4, 4)
