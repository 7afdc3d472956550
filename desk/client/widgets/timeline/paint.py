"""Paints measured entries, day headers and the unread line."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.theme import blend, theme
from desk.client.widgets.timeline.layout import MARGIN, SPINE, Label, RowLayout, one_line
from desk.client.widgets.timeline.look import Shape, tag_tone
from desk.client.widgets.timeline.text import Mark
from desk.client.widgets.timeline.words import TimelineWords

_ROUND, _SQUARE = 12.0, 4.0
_EAR = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def paint_row(
    painter: QPainter, layout: RowLayout, words: TimelineWords, marks: Iterable[Mark] = (), strong_title: int = -1
) -> None:
    """Paint an entry at the painter's origin; `strong_title` is the title's hit that is the current one."""
    t = theme().tokens
    _spine(painter, layout)
    if layout.row.tone == "pending":
        painter.setOpacity(0.62)
    fill = _shape(painter, layout)
    if not layout.disc.isEmpty():
        # The ring of surface colour keeps the spine off the disc.
        box(painter, layout.disc.adjusted(-3, -3, 3, 3), t.surface, None, layout.disc.height())
        neutral = layout.look.tone == "neutral"
        fill_disc = blend(t.muted, t.surface, 0.13) if neutral else t.soft(layout.look.tone)
        box(painter, layout.disc, fill_disc, None, layout.disc.height() / 2)
        draw_icon(painter, layout.look.icon, layout.disc, t.of(layout.look.tone), theme().scaled(15))
    for label in layout.labels:
        _label(painter, label, strong_title)
    _tag(painter, layout)
    if not layout.pin.isEmpty():
        draw_icon(painter, "pin", layout.pin, t.accent, theme().scaled(14))
    _body(painter, layout, fill, marks)
    _more(painter, layout, words)
    painter.setOpacity(1)


def paint_day(painter: QPainter, rect: QRect, text: str) -> None:
    """A day header between hairlines."""
    t = theme().tokens
    painter.setFont(theme().font("small_strong"))
    wide = painter.fontMetrics().horizontalAdvance(text) + 24
    middle = rect.center().y()
    left, right = rect.center().x() - wide // 2, rect.center().x() + wide // 2
    painter.setPen(QPen(t.border, 1))
    painter.drawLine(rect.left() + MARGIN, middle, left, middle)
    painter.drawLine(right, middle, rect.right() - MARGIN, middle)
    painter.setPen(t.muted)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def paint_sticky_day(painter: QPainter, rect: QRect, text: str) -> None:
    """The day of the topmost row, standing still above the rows that pass beneath it."""
    t = theme().tokens
    painter.fillRect(rect, t.surface)
    fade = QLinearGradient(0, rect.bottom() + 1, 0, rect.bottom() + 9)
    fade.setColorAt(0, t.surface)
    fade.setColorAt(1, QColor(t.surface.red(), t.surface.green(), t.surface.blue(), 0))
    painter.fillRect(rect.adjusted(0, rect.height(), 0, 8), fade)
    paint_day(painter, rect, text)


def paint_unread(painter: QPainter, rect: QRect, text: str) -> None:
    """The line above the first entry that was not seen yet."""
    t = theme().tokens
    painter.setFont(theme().font("small_strong"))
    wide = painter.fontMetrics().horizontalAdvance(text)
    middle = rect.center().y()
    pill = QRect(rect.right() - MARGIN - wide - 20, middle - 10, wide + 20, 20)
    painter.setPen(QPen(t.accent, 1))
    painter.drawLine(rect.left() + MARGIN, middle, pill.left(), middle)
    box(painter, pill, t.accent, None, 10)
    painter.setPen(t.on_accent)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _spine(painter: QPainter, layout: RowLayout) -> None:
    painter.setPen(QPen(theme().tokens.border, 1))
    painter.drawLine(SPINE, 0, SPINE, layout.height)


def _shape(painter: QPainter, layout: RowLayout) -> QColor:
    """Paint what the entry is written on; answers its colour."""
    t = theme().tokens
    match layout.look.shape:
        case Shape.LINE:
            return t.surface
        case Shape.LEFT:
            fill = blend(t.muted, t.surface, 0.1)
            _bubble(painter, QRectF(layout.box), fill, None, left=_SQUARE, right=_ROUND)
            return fill
        case Shape.RIGHT:
            line = blend(t.reply, t.reply_soft, 0.18)
            _bubble(painter, QRectF(layout.box), t.reply_soft, line, left=_ROUND, right=_SQUARE)
            return t.reply_soft
        case Shape.NOTE:
            _note(painter, QRectF(layout.box))
            return t.note_soft
        case Shape.CALL_NOTE:
            _call_note(painter, layout.box)
            return t.call_note_soft


def _bubble(painter: QPainter, rect: QRectF, fill: QColor, line: QColor | None, *, left: float, right: float) -> None:
    """A box whose upper corners differ: the sharp one points to who speaks."""
    if line is not None:
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    path = QPainterPath(QPointF(rect.left() + left, rect.top()))
    path.lineTo(rect.right() - right, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + right))
    path.lineTo(rect.right(), rect.bottom() - _ROUND)
    path.quadTo(rect.bottomRight(), QPointF(rect.right() - _ROUND, rect.bottom()))
    path.lineTo(rect.left() + _ROUND, rect.bottom())
    path.quadTo(rect.bottomLeft(), QPointF(rect.left(), rect.bottom() - _ROUND))
    path.lineTo(rect.left(), rect.top() + left)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + left, rect.top()))
    painter.setPen(QPen(line, 1) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPath(path)


def _note(painter: QPainter, rect: QRectF) -> None:
    t = theme().tokens
    rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    ear = QPointF(rect.right() - _EAR, rect.top()), QPointF(rect.right(), rect.top() + _EAR)
    sheet = QPolygonF([rect.topLeft(), ear[0], ear[1], rect.bottomRight(), rect.bottomLeft()])
    painter.setBrush(t.note_soft)
    painter.setPen(QPen(blend(t.note, t.note_soft, 0.6), 1, Qt.PenStyle.DashLine))
    painter.drawPolygon(sheet)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(t.note, t.note_soft, 0.45))
    painter.drawPolygon(QPolygonF([ear[0], ear[1], QPointF(ear[0].x(), ear[1].y())]))


def _call_note(painter: QPainter, rect: QRect) -> None:
    t = theme().tokens
    painter.fillRect(rect, t.call_note_soft)
    painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), t.call_note)


def _label(painter: QPainter, label: Label, strong: int) -> None:
    t = theme().tokens
    for number, (x, wide) in enumerate(label.marks):
        tall = painter.fontMetrics().height() + 2
        mark = QRect(label.rect.left() + x - 1, label.rect.center().y() - tall // 2, wide + 2, tall)
        box(painter, mark, t.hit_strong if number == strong else t.hit, None, 3)
    painter.setFont(theme().font(label.role))
    painter.setPen(t.named(label.colour))
    painter.drawText(label.rect, _LEFT, label.text)


def _tag(painter: QPainter, layout: RowLayout) -> None:
    if layout.tag.isEmpty():
        return
    t, tone = theme().tokens, tag_tone(layout.row)
    fill = t.soft(tone) if layout.look.shape is not Shape.RIGHT or tone != "neutral" else t.sunken
    box(painter, layout.tag, fill, None, 5)
    painter.setFont(theme().font("small_strong"))
    painter.setPen(t.of(tone))
    text = painter.fontMetrics().elidedText(
        one_line(layout.row.tag), Qt.TextElideMode.ElideRight, layout.tag.width() - 12
    )
    painter.drawText(layout.tag, Qt.AlignmentFlag.AlignCenter, text)


def _body(painter: QPainter, layout: RowLayout, fill: QColor, marks: Iterable[Mark]) -> None:
    if layout.body is None:
        return
    t = theme().tokens
    colour = t.muted if layout.look.shape is Shape.LINE else t.text
    hits = [Mark(start, length, t.hit) for start, length in layout.body.hits]
    layout.body.draw(painter, layout.body_at.x(), layout.body_at.y(), colour, [*hits, *marks])
    if layout.body.folded:
        rect = layout.body_rect()
        fade = QLinearGradient(0, rect.bottom() - layout.body.pitch, 0, rect.bottom())
        fade.setColorAt(0, QColor(fill.red(), fill.green(), fill.blue(), 0))
        fade.setColorAt(1, fill)
        painter.fillRect(rect.adjusted(-1, rect.height() - layout.body.pitch, 2, 1), fade)


def _more(painter: QPainter, layout: RowLayout, words: TimelineWords) -> None:
    if layout.more.isEmpty():
        return
    t, side = theme().tokens, theme().scaled(14)
    painter.setFont(theme().font("small_strong"))
    painter.setPen(t.accent)
    painter.drawText(layout.more, _LEFT, words.less() if layout.unfolded else words.more())
    place = QRect(layout.more.right() - side + 1, layout.more.top(), side, layout.more.height())
    draw_icon(painter, "chevron-up" if layout.unfolded else "chevron-down", place, t.accent, side)
