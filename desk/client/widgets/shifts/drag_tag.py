"""What stands beside the mouse while a bar is dragged: when, what it does to the coverage, which rules fail."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desk.client.models.plain import filled, visible
from desk.client.widgets.controls.paint import box
from desk.client.widgets.shifts.drag import Drag
from desk.client.widgets.shifts.strip_words import figure
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import FontRole, theme
from desk.workforce.coverage import Effect

if TYPE_CHECKING:
    from desk.client.widgets.shifts.pointing import GridPointing

Line = tuple[str, FontRole, str]
#: What is too small to be told, in agent-hours.
SLIGHT = 0.05


class TagWords(QObject):
    """Make one where you need it; it holds nothing."""

    def effect(self, effect: Effect) -> Line:
        """By how much the day gets shorter of agents, or less short."""
        before, after = effect.short_before, effect.short_after
        if abs(after - before) < SLIGHT:
            return self.tr("Coverage stays as it is"), "small", "muted"
        said = filled(
            self.tr("Short of {before} → {after} agent-hours ({change})"),
            before=figure(before),
            after=figure(after),
            change=f"{after - before:+.1f}",
        )
        return said, "small_strong", "bad" if after > before else "good"

    def worst(self, effect: Effect, clock: str) -> Line | None:
        """Where it is worst afterwards."""
        worst = effect.worst
        if worst is None:
            return None
        said = filled(
            self.tr("{time}: {after} of {needed}, {level} answered in time"),
            time=clock,
            after=figure(worst.after),
            needed=worst.needed,
            level=f"{worst.level_before:.0%} → {worst.level_after:.0%}",
        )
        return said, "small", "text"


def tag_lines(grid: "GridPointing", drag: Drag) -> list[Line]:
    """What is said, line by line: words, font, colour."""
    words, said = ShiftWords(grid), TagWords(grid)
    bar, axis = drag.bar, grid.axis
    begin, end = drag.stretch if drag.stretch is not None else (bar.start, bar.end)
    piece = drag.piece if drag.stretch is None else None
    when = words.times(axis, begin, end)
    if piece is not None:
        when = f"{words.activity(piece.activity)} {words.times(axis, piece.start, piece.end)}"
    lines: list[Line] = [(when, "strong", "text")]
    if bar.user_id != drag.held.bar.user_id:
        lines.append((visible(grid.model.name(bar.user_id)), "small_strong", "accent"))
    prospect = drag.prospect
    if prospect is None:
        return lines
    for breach in prospect.breaches[:3]:
        lines.append((words.breach(breach), "small_strong", "bad" if breach.hard else "warn"))
    effect = prospect.effect
    if effect is not None and effect.cells:
        lines.append(said.effect(effect))
        worst = effect.worst
        if worst is not None and (told := said.worst(effect, f"{worst.start.astimezone(axis.zone):%H:%M}")):
            lines.append(told)
    return lines


def paint_tag(painter: QPainter, grid: "GridPointing", drag: Drag, at: QPoint) -> None:
    """A card with the lines, wholly inside the view."""
    lines, look = tag_lines(grid, drag), theme()
    metrics = [QFontMetrics(look.font(role)) for _, role, _ in lines]
    wide = max(one.horizontalAdvance(text) for one, (text, _, _) in zip(metrics, lines, strict=True)) + 20
    tall = sum(one.height() + 3 for one in metrics) + 11
    view = grid.viewport().rect()
    place = QRect(at.x(), at.y(), wide, tall)
    place.moveLeft(max(grid.left + 4, min(place.left(), view.right() - wide - 4)))
    if place.bottom() > view.bottom() - 4:
        place.moveBottom(at.y() - 40)
    place.moveTop(max(grid.head + 4, place.top()))
    shade = look.tokens.named("shadow")
    box(painter, place.adjusted(-1, 1, 1, 3), shade, None, 8)
    box(painter, place, look.tokens.raised, look.tokens.border_strong, 7)
    y = place.top() + 7
    for one, (text, role, colour) in zip(metrics, lines, strict=True):
        painter.setFont(look.font(role))
        painter.setPen(look.tokens.named(colour))
        line = QRect(place.left() + 10, y, wide - 20, one.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        y += one.height() + 3
