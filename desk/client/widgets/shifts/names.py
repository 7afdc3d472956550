"""Paints the column of names, the headings and how many of a group are there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desk.client.models.rota_rows import Group, is_off
from desk.client.widgets.controls.paint import box
from desk.client.widgets.shifts.paint import paint_dot
from desk.client.widgets.theme import Tone, blend, theme

if TYPE_CHECKING:
    from desk.client.widgets.shifts.canvas import GridCanvas

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_PAD = 12
#: Below this width of an interval its figure is not written.
_FIGURE_FROM = 20


def paint_name(painter: QPainter, grid: "GridCanvas", rect: QRect, user_id: int, *, chosen: bool) -> None:
    """A person: the dot of the state, the name, what is amiss."""
    look, t = grid.look, grid.look.t
    if chosen:
        painter.fillRect(rect, t.selection)
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.hair.color())
    state = grid.adherence.state(user_id)
    paint_dot(painter, look.states[state], _PAD + 4, rect.center().y() + 1)
    room = rect.adjusted(_PAD + 16, 0, -8, 0)
    amiss = grid.adherence.mismatch(user_id)
    if amiss is not None:
        said = grid.words.span(amiss.minutes)
        painter.setFont(theme().font("small_strong"))
        wide = painter.fontMetrics().horizontalAdvance(said) + 12
        tone: Tone = "bad" if amiss.grave else "warn"
        tall = painter.fontMetrics().height() + 3
        tag = QRect(room.right() - wide, room.center().y() - tall // 2 + 1, wide, tall)
        box(painter, tag, t.soft(tone), None, 5)
        painter.setPen(t.of(tone))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, said)
        room.setRight(tag.left() - 6)
    off = is_off(grid.model, user_id)
    painter.setFont(theme().font("body"))
    painter.setPen(t.faint if off else t.text)
    name = QFontMetrics(painter.font()).elidedText(grid.model.name(user_id), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT | Qt.TextFlag.TextSingleLine, name)


def paint_heading(painter: QPainter, grid: "GridCanvas", rect: QRect, group: Group) -> None:
    """A group's name, and how many are in it."""
    t = grid.look.t
    painter.fillRect(rect, grid.look.group)
    count = f"{len(group.user_ids):,}"
    painter.setFont(theme().font("small"))
    painter.setPen(t.muted)
    painter.drawText(rect.adjusted(0, 0, -10, 0), _RIGHT, count)
    room = rect.adjusted(_PAD, 0, -10 - painter.fontMetrics().horizontalAdvance(count) - 6, 0)
    painter.setFont(theme().font("small_strong"))
    painter.setPen(t.text)
    name = painter.fontMetrics().elidedText(group.name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, name)


def paint_load(painter: QPainter, grid: "GridCanvas", rect: QRect, load: list[int]) -> None:
    """How many of the group are there, as a row of columns with figures where there is room."""
    axis, t = grid.axis, grid.look.t
    most, step = max(load, default=0), grid.step
    if not most:
        return
    first, last = axis.seen
    begin = max(0, (first - axis.first) // step)
    end = min(len(load), (last - axis.first) // step + 1)
    wide = step * axis.scale
    skip = max(1, round(3 / wide)) if wide < 3 else 1
    fill = blend(t.accent, grid.look.group, 0.32)
    painter.setFont(theme().font("small"))
    for at in range(begin, end, skip):
        count = load[at]
        if not count:
            continue
        x = round(rect.left() + axis.x(axis.first + at * step))
        right = round(rect.left() + axis.x(axis.first + (at + skip) * step))
        tall = max(2, round((rect.height() - 4) * count / most))
        painter.fillRect(QRect(x, rect.bottom() - tall, right - x, tall), fill)
        if wide >= _FIGURE_FROM:
            painter.setPen(t.muted)
            painter.drawText(QRectF(x, rect.top(), wide, rect.height()), Qt.AlignmentFlag.AlignCenter, str(count))
