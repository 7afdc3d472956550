"""Paints cards and heads of columns. A card's face is painted once and laid out as a picture until it changes."""

import time
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from desk.client.models.plain import visible
from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.queues.board.words import ClockFace
from desk.client.widgets.theme import FontRole, Tokens, blend, theme
from desk.contract.board import Card
from desk.contract.service import Priority

#: Faces that are kept: about four screens full.
KEPT = 420
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_PAD = 10


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that is seen of a card; two that are alike look alike."""

    card: Card
    clock: ClockFace
    where: str
    #: 0 nobody, 1 somebody looks, 2 somebody writes.
    here: int = 0
    note: str = ""
    pending: bool = False


class CardPainter:
    """Faces in one look and one size; make a new one when the theme, the language or the size changes."""

    def __init__(self, width: int, height: int, ratio: float) -> None:
        look = theme()
        self.t: Tokens = look.tokens
        self._size, self._ratio = (width, height), ratio
        self._fonts: dict[FontRole, QFont] = {role: look.font(role) for role in ("small", "strong", "small_strong")}
        self._metrics = {role: QFontMetrics(font) for role, font in self._fonts.items()}
        self._kept: OrderedDict[int, tuple[Face, QPixmap]] = OrderedDict()
        self._until = 0.0
        #: Whether there was no time for some of them in this frame.
        self.owes = False
        self.ground = self.t.sunken
        self._empty = self._blank()

    def begin(self, seconds: float) -> None:
        """A frame begins; new faces are painted for so long, and the others with the next frame."""
        self._until, self.owes = time.perf_counter() + seconds, False

    def paint(self, painter: QPainter, x: int, y: int, face: Face) -> None:
        """Lay a card's face at a place; an empty card where there is no time for it in this frame."""
        card_id = face.card.id
        found = self._kept.get(card_id)
        if found is not None and (found[0] is face or found[0] == face):
            self._kept.move_to_end(card_id)
            picture = found[1]
        elif time.perf_counter() > self._until:
            self.owes = True
            picture = self._empty if found is None else found[1]
        else:
            picture = self._face(face)
            self._kept[card_id] = face, picture
            self._kept.move_to_end(card_id)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        painter.drawPixmap(x, y, picture)

    def _blank(self) -> QPixmap:
        width, height = self._size
        picture = QPixmap(round(width * self._ratio), round(height * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(self.ground)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box(
                painter, QRect(0, 0, width, height), self.t.raised if theme().dark else self.t.surface, self.t.border, 7
            )
        return picture

    def _face(self, face: Face) -> QPixmap:
        width, height = self._size
        picture = self._empty.copy()
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(painter, face, width, height)
        return picture

    def _draw(self, painter: QPainter, face: Face, width: int, height: int) -> None:
        t = self.t
        place = QRect(0, 0, width, height)
        if face.note:
            box(painter, place, t.bad_soft, blend(t.bad, t.bad_soft, 0.5), 7)
        elif face.pending:
            box(painter, place, t.accent_soft, None, 7)
            painter.setPen(QPen(t.accent, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        third = (height - 12) // 3
        rows = [QRect(_PAD, 6 + n * third, width - 2 * _PAD, third) for n in range(3)]
        self._first(painter, face, rows[0])
        painter.setFont(self._fonts["strong"])
        painter.setPen(t.text)
        painter.drawText(rows[1], _LEFT, self._cut(visible(face.card.title), "strong", rows[1].width()))
        self._last(painter, face, rows[2])

    def _first(self, painter: QPainter, face: Face, row: QRect) -> None:
        """Priority, number, who is here; the clock on the right."""
        t, look = self.t, theme()
        left = row.left()
        if draw_priority(painter, face.card.priority, QRect(left, row.top(), 12, row.height()), t):
            left += 17
        painter.setFont(self._fonts["small"])
        painter.setPen(t.muted)
        number = f"#{face.card.id}"
        painter.drawText(QRect(left, row.top(), row.width(), row.height()), _LEFT, number)
        left += self._metrics["small"].horizontalAdvance(number) + 7
        size = look.scaled(14)
        if face.pending:
            draw_icon(painter, "cloud-up", QRect(left, row.top(), size, row.height()), t.accent, size)
            left += size + 5
        if face.here:
            icon: IconName = "edit" if face.here > 1 else "eye"
            colour = t.warn if face.here > 1 else t.info
            draw_icon(painter, icon, QRect(left, row.top(), size, row.height()), colour, size)
            left += size + 5
        self._clock(painter, face.clock, row, left)

    def _clock(self, painter: QPainter, clock: ClockFace, row: QRect, left: int) -> None:
        if not clock.words:
            return
        t, size = self.t, theme().scaled(13)
        icon = size + 4 if clock.icon is not None else 0
        words = self._cut(clock.words, "small_strong", row.right() - left - icon - 14)
        wide = self._metrics["small_strong"].horizontalAdvance(words) + icon
        colour = t.of(clock.tone)
        loud = clock.tone in ("bad", "warn")
        place = QRect(
            row.right() + 1 - wide - (14 if loud else 0), row.top() + 1, wide + (14 if loud else 0), row.height() - 2
        )
        if clock.ran_out:
            box(painter, place, t.bad, None, place.height() / 2)
            colour = t.on_accent
        elif loud:
            box(painter, place, t.soft(clock.tone), blend(colour, t.soft(clock.tone), 0.45), place.height() / 2)
        x = place.left() + (7 if loud else 0)
        if clock.icon is not None:
            draw_icon(painter, clock.icon, QRect(x, place.top(), size, place.height()), colour, size)
        painter.setFont(self._fonts["small_strong"])
        painter.setPen(colour)
        painter.drawText(QRect(x + icon, place.top(), wide, place.height()), _LEFT, words)

    def _last(self, painter: QPainter, face: Face, row: QRect) -> None:
        """Whose it is and where; tags on the right. A card that came home says why instead."""
        t = self.t
        painter.setFont(self._fonts["small_strong" if face.note else "small"])
        if face.note:
            painter.setPen(t.bad)
            painter.drawText(row, _LEFT, self._cut(visible(face.note), "small_strong", row.width()))
            return
        room = row.width()
        if face.card.tags:
            tags = self._cut(visible(" ".join(f"#{tag}" for tag in face.card.tags)), "small", room * 2 // 5)
            painter.setPen(t.note)
            painter.drawText(row, _RIGHT, tags)
            room -= self._metrics["small"].horizontalAdvance(tags) + 8
        painter.setPen(t.muted)
        painter.drawText(row, _LEFT, self._cut(face.where, "small", room))

    def _cut(self, words: str, role: FontRole, room: int) -> str:
        return self._metrics[role].elidedText(words, Qt.TextElideMode.ElideRight, room)


def draw_priority(painter: QPainter, priority: Priority, place: QRect, t: Tokens) -> bool:
    """A sign of its own shape for what is not normal; tells whether there is one."""
    if priority is Priority.NORMAL:
        return False
    x, y = place.center().x() + 0.5, place.center().y() + 0.5
    if priority is Priority.LOW:
        painter.setPen(QPen(t.faint, 1.6))
        painter.drawPolyline(QPolygonF([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]))
        return True
    triangle = QPolygonF([QPointF(x - 5, y + 4.5), QPointF(x, y - 5), QPointF(x + 5, y + 4.5)])
    colour = QColor(t.bad if priority is Priority.URGENT else t.warn)
    painter.setPen(QPen(colour, 1.6, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour if priority is Priority.URGENT else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(triangle)
    return True
