"""What stands beside the mouse while cards are dragged: where to, what it does there and where they come from."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desk.client.models.board_targets import Hand, Kind, Prospect, Target
from desk.client.models.plain import filled, visible
from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.queues.board.words import BoardWords
from desk.client.widgets.theme import FontRole, Tone, blend, theme

#: Words, font, colour.
Line = tuple[str, FontRole, str]
WIDEST = 380


class TagWords(QObject):
    """Make one where you need it; it holds nothing."""

    def to(self, cards: str, target: str) -> str:
        """What would go where."""
        return filled(self.tr("{cards} → {target}"), cards=cards, target=target)

    def late(self, prospect: Prospect) -> Line:
        """How many of the cards would be late, there and where they are."""
        said = filled(
            self.tr("Of these too late: {before} → {after}"), before=prospect.late_before, after=prospect.late
        )
        worse, better = prospect.late > prospect.late_before, prospect.late < prospect.late_before
        return said, "small_strong" if worse or better else "small", "bad" if worse else "good" if better else "muted"

    def source(self, name: str, words: str) -> str:
        """What becomes of where they come from."""
        return filled(self.tr("{name}: {change}"), name=name, change=words)

    def forbidden(self) -> str:
        """It cannot be dropped."""
        return self.tr("Cannot be dropped here")

    def macro(self) -> str:
        """What a macro does with several."""
        return self.tr("Runs for each customer, one after the other")

    def team(self) -> str:
        """What comes next."""
        return self.tr("Then choose who of the team")

    def nothing(self) -> str:
        """No target is under the mouse."""
        return self.tr("Drop on a column or on the right · Esc cancels")


def prospect_lines(words: BoardWords, hand_size: int, target: Target, name: str, prospect: Prospect) -> list[Line]:
    """What a drop would do, line by line."""
    said = TagWords()
    lines: list[Line] = [(said.to(words.cards(hand_size), name), "strong", "text")]
    for doubt in prospect.doubts:
        colour = "bad" if prospect.forbidden else "warn"
        lines.append((words.doubt(doubt, prospect.lacking), "small_strong", colour))
    if prospect.forbidden:
        return [*lines, (said.forbidden(), "small", "muted")]
    if target.kind is Kind.MACRO:
        return [*lines, (said.macro(), "small", "muted")]
    if target.kind is Kind.TEAM:
        return [*lines, (said.team(), "small", "muted")]
    if prospect.before is not None and prospect.after is not None:
        worse = prospect.after.missed > prospect.before.missed or prospect.after.load > prospect.after.capacity
        lines.append((" · ".join(words.change(prospect.before, prospect.after)), "small", "warn" if worse else "text"))
    if prospect.late or prospect.late_before:
        lines.append(said.late(prospect))
    if prospect.source is not None and prospect.source_before is not None and prospect.source_after is not None:
        change = " · ".join(words.change(prospect.source_before, prospect.source_after)[1:])
        lines.append((said.source(words.target(prospect.source), change), "small", "muted"))
    return lines


def paint_tag(
    painter: QPainter,
    words: BoardWords,
    hand: Hand,
    target: Target | None,
    prospect: Prospect | None,
    at: QPoint,
    view: QRect,
    macros: Mapping[int, str],
) -> None:
    """A card with the lines beside the mouse, wholly inside the view."""
    if target is None or prospect is None:
        first = words.cards(len(hand.cards)) if len(hand.cards) != 1 else f"#{hand.cards[0].id} {hand.cards[0].title}"
        lines: list[Line] = [(visible(first), "strong", "text"), (TagWords().nothing(), "small", "muted")]
    else:
        name = macros.get(target.id, "") if target.kind is Kind.MACRO else words.target(target)
        lines = prospect_lines(words, len(hand.moving(target)), target, name, prospect)
    look = theme()
    metrics = [QFontMetrics(look.font(role)) for _, role, _ in lines]
    widest = look.scaled(WIDEST)
    wide = min(widest, max(one.horizontalAdvance(text) for one, (text, _, _) in zip(metrics, lines, strict=True))) + 24
    tall = sum(one.height() + 4 for one in metrics) + 12
    place = QRect(at.x() + 16, at.y() + 18, wide, tall)
    if place.right() > view.right() - 4:
        place.moveRight(at.x() - 14)
    if place.bottom() > view.bottom() - 4:
        place.moveBottom(at.y() - 12)
    place.moveLeft(max(4, place.left()))
    for deep in range(min(2, len(hand.cards) - 1), 0, -1):
        box(painter, place.translated(4 * deep, 4 * deep), look.tokens.surface, look.tokens.border_strong, 8)
    box(painter, place.adjusted(-1, 1, 1, 3), look.tokens.named("shadow"), None, 9)
    box(painter, place, look.tokens.raised, look.tokens.border_strong, 8)
    y = place.top() + 8
    for one, (text, role, colour) in zip(metrics, lines, strict=True):
        painter.setFont(look.font(role))
        painter.setPen(look.tokens.named(colour))
        room = QRect(place.left() + 12, y, wide - 24, one.height())
        cut = one.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
        y += one.height() + 4


def paint_doubts(painter: QPainter, words: BoardWords, prospect: Prospect, below: QRect, *, over: bool) -> None:
    """What speaks against a drop in a column, at the top of its cards."""
    look, t = theme(), theme().tokens
    tone: Tone = "bad" if prospect.forbidden else "warn"
    metrics = QFontMetrics(look.font("small_strong"))
    size, line = look.scaled(14), metrics.height() + 6
    lines = [words.doubt(one, prospect.lacking) for one in prospect.doubts]
    place = QRect(below.left() + 6, below.top(), below.width() - 12, line * len(lines) + 6)
    box(painter, place, t.soft(tone), blend(t.of(tone), t.soft(tone), 0.9 if over else 0.4), 7)
    painter.setFont(look.font("small_strong"))
    for number, text in enumerate(lines):
        row = QRect(place.left() + 8, place.top() + 3 + number * line, place.width() - 16, line)
        icon: IconName = "x-circle" if prospect.forbidden else "alert"
        draw_icon(painter, icon, QRect(row.left(), row.top(), size, line), t.of(tone), size)
        painter.setPen(t.of(tone))
        room = row.adjusted(size + 6, 0, 0, 0)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
