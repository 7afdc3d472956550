"""The ruler above the rows: the clock, the days where there are several, and now."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from desk.client.models.time_axis import DaySpan, TimeAxis
from desk.client.widgets.controls.paint import box, text_width
from desk.client.widgets.shifts.look import Look
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import theme

#: Below this width a day has room for its name alone, without the clock.
CLOCK_FROM = 210
_CENTRE = Qt.AlignmentFlag.AlignCenter


def day_width(axis: TimeAxis) -> float:
    """How wide the first day is, in pixels."""
    return (axis.days[0].end - axis.days[0].start) * axis.scale if axis.days else 0.0


def ruler_height(axis: TimeAxis) -> int:
    """One line, or two: days above the clock."""
    two = len(axis.days) > 1 and day_width(axis) >= CLOCK_FROM
    return theme().scaled(44 if two else 26)


def paint_ruler(
    painter: QPainter, axis: TimeAxis, look: Look, words: ShiftWords, left: int, rect: QRect, now: float
) -> None:
    """Everything but now; what would lie under its time is left out."""
    painter.fillRect(rect, look.t.surface)
    painter.setClipRect(rect)
    clock = QRect(rect)
    if len(axis.days) > 1:
        line = QRect(rect.left(), rect.top(), rect.width(), theme().scaled(22 if rect.height() > 30 else 26))
        clock.setTop(line.bottom())
        for day in axis.days:
            _day(painter, axis, look, words.day(day), day, left, line)
    painter.setFont(theme().font("small"))
    painter.setPen(look.t.muted)
    if clock.height() > 10:
        for tick in axis.ticks():
            x = round(left + axis.x(tick.minute))
            said = tick.words or (axis.clock(tick.minute) if tick.major else "")
            hidden = abs(left + axis.x(now) - x) < theme().scaled(36)
            if said and not hidden and left - 30 <= x <= rect.right() + 30:
                painter.drawText(QRect(x - 30, clock.top(), 60, clock.height()), _CENTRE, said)
    painter.setPen(look.line)
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setClipping(False)


def _day(painter: QPainter, axis: TimeAxis, look: Look, said: str, day: DaySpan, left: int, line: QRect) -> None:
    x, right = left + axis.x(day.start), left + axis.x(day.end)
    place = QRectF(max(x, left), line.top(), min(right, line.right()) - max(x, left), line.height())
    if place.width() < 8:
        return
    weekend = day.day.weekday() >= 5 or bool(day.holiday)
    painter.setPen(look.t.bad if weekend else look.t.text)
    wide = text_width(theme().font("small_strong"), said)
    painter.setFont(theme().font("small_strong" if wide + 8 <= place.width() else "small"))
    painter.drawText(place, _CENTRE, said if wide + 4 <= place.width() else str(day.day.day))
    painter.setPen(look.line)
    painter.drawLine(round(right), line.top() + 4, round(right), line.bottom())


def paint_now(painter: QPainter, axis: TimeAxis, look: Look, now: float, left: int, ruler: QRect, bottom: int) -> None:
    """The line of the present, with the time in the ruler."""
    x = left + axis.x(now)
    if not left <= x <= left + axis.width:
        return
    painter.setPen(look.now)
    painter.drawLine(round(x), ruler.bottom(), round(x), bottom)
    if len(axis.days) > 1 and day_width(axis) < CLOCK_FROM:
        return
    said = axis.clock(now)
    painter.setFont(theme().font("small_strong"))
    wide = text_width(theme().font("small_strong"), said) + 12
    tall = theme().scaled(18)
    tag = QRectF(x - wide / 2, ruler.bottom() - tall - 2, wide, tall)
    tag.moveLeft(max(float(left), min(tag.left(), left + axis.width - wide)))
    box(painter, tag, look.t.bad, None, 9)
    painter.setPen(look.t.on_accent)
    painter.drawText(tag, _CENTRE, said)
