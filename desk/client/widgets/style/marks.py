"""Small marks: check boxes, radio buttons, arrows and the focus ring."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOption, QWidget

from desk.client.widgets.controls.paint import box, focus_ring
from desk.client.widgets.style import state
from desk.client.widgets.theme import blend, theme

_SIDE = 16


def nothing(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """What Fusion paints here has no place in this look."""
    return True


def check_box(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """A box with a tick, or with a bar when only a part is chosen."""
    t, place = theme().tokens, _square(option.rect)
    partly = bool(option.state & QStyle.StateFlag.State_NoChange)
    fill, line = _mark_colours(option, state.on(option) or partly)
    box(painter, place, fill, line, 4, 1.25)
    if state.on(option) or partly:
        painter.setPen(_stroke(t.on_accent if state.enabled(option) else t.surface, 2))
        x, y = place.x(), place.y()
        if partly:
            painter.drawLine(QPointF(x + 4.5, y + 8), QPointF(x + 11.5, y + 8))
        else:
            tick = [QPointF(x + 4.2, y + 8.3), QPointF(x + 7, y + 11), QPointF(x + 11.8, y + 5.4)]
            painter.drawPolyline(tick)
    return True


def radio_button(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """A circle with a disc."""
    t, place = theme().tokens, _square(option.rect)
    fill, line = _mark_colours(option, state.on(option))
    box(painter, place, fill, line, _SIDE / 2, 1.25)
    if state.on(option):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.on_accent if state.enabled(option) else t.surface)
        painter.drawEllipse(place.adjusted(5, 5, -5, -5))
    return True


def arrow(painter: QPainter, rect: QRect, turn: int, colour: QColor, reach: float = 4) -> None:
    """A chevron in the middle of `rect`; `turn` 0 points down, 90 left, 180 up, 270 right."""
    painter.save()
    painter.setPen(_stroke(colour, 1.6))
    painter.translate(QRectF(rect).center())
    painter.rotate(turn)
    half = reach / 2
    painter.drawPolyline([QPointF(-reach, -half), QPointF(0, half), QPointF(reach, -half)])
    painter.restore()


def arrow_down(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """As in an open branch of a tree."""
    return _arrow(option, painter, 0)


def arrow_left(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """As on a tab bar that scrolls."""
    return _arrow(option, painter, 90)


def arrow_up(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """As in a column sorted upwards."""
    return _arrow(option, painter, 180)


def arrow_right(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """As in a closed branch of a tree."""
    return _arrow(option, painter, 270)


def focus_rect(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The ring around an item or a check box, for those who move by keyboard."""
    if state.keyboard_focused(option):
        focus_ring(painter, option.rect, 4)
    return True


def _arrow(option: QStyleOption, painter: QPainter, turn: int) -> bool:
    arrow(painter, option.rect, turn, theme().tokens.muted if state.enabled(option) else state.faded())
    return True


def _square(rect: QRect) -> QRect:
    place = QRect(0, 0, _SIDE, _SIDE)
    place.moveCenter(rect.center())
    return place


def _mark_colours(option: QStyleOption, chosen: bool) -> tuple[QColor, QColor]:
    t = theme().tokens
    if not state.enabled(option):
        return (t.border_strong if chosen else t.sunken), t.border
    if chosen:
        fill = blend(t.text, t.accent, 0.12) if state.hovered(option) else t.accent
        return fill, fill
    return t.surface, t.accent if state.hovered(option) else t.border_strong


def _stroke(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
