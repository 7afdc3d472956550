"""How the wall is painted: figures in a size that follows the screen, and standings by shape, word and colour."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF

from desk.client.models.wall_rows import Cell, Cover
from desk.client.widgets.controls.paint import box, text_width
from desk.client.widgets.theme import Tone, blend, theme
from desk.contract.agents import AgentState
from desk.contract.wall import BUCKETS
from desk.queueing.wall import Standing

TONES: dict[Standing, Tone] = {Standing.WELL: "neutral", Standing.WARNING: "warn", Standing.ALARM: "bad"}
STATE_TONES: dict[AgentState, Tone] = {
    AgentState.AVAILABLE: "good",
    AgentState.IN_CALL: "bad",
    AgentState.WRAP_UP: "warn",
    AgentState.ON_SHIFT: "accent",
    AgentState.AWAY: "info",
}


#: In units: small words below a figure and how small they may become, the mark before them, a figure beside buckets,
#: and the least the buckets need.
NAME, LEAST_NAME, MARK, FIGURE, BUCKET_ROOM = 0.92, 0.74, 0.75, 3.4, 7.5


@dataclass(frozen=True, slots=True)
class Scale:
    """All sizes of a wall follow from one: the pixels of its small words."""

    unit: float

    def font(self, times: float, *, bold: bool = False) -> QFont:
        """Words so many times as high as the small ones, with digits of equal width."""
        found = QFont(theme().font("strong" if bold else "body"))
        found.setPixelSize(max(9, round(self.unit * times)))
        found.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Medium)
        found.setFeature(QFont.Tag("tnum"), 1)
        return found

    def px(self, times: float) -> int:
        """A length so many times the small words' height."""
        return max(1, round(self.unit * times))


def draw_mark(painter: QPainter, rect: QRectF, standing: Standing, colour: QColor) -> None:
    """A triangle says watch, a diamond with a bar says alarm: seen without colours, too."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    middle = rect.center()
    if standing is Standing.WARNING:
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), rect.top()), rect.bottomRight(), rect.bottomLeft()]))
    elif standing is Standing.ALARM:
        corners = [
            QPointF(middle.x(), rect.top()),
            QPointF(rect.right(), middle.y()),
            QPointF(middle.x(), rect.bottom()),
            QPointF(rect.left(), middle.y()),
        ]
        painter.drawPolygon(QPolygonF(corners))


def fitted(font: QFont, text: str, width: int, least: int = 9) -> QFont:
    """The font, made smaller where the text would not fit, but no smaller than so many pixels."""
    wide = text_width(font, text)
    if wide <= width or width <= 0:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(max(least, font.pixelSize() * width // wide))
    return smaller


class CellPainter:
    """Paints cells of one scale; what is old is grey, whatever it says."""

    def __init__(self, scale: Scale, *, old: bool, grounds: bool = True) -> None:
        """`grounds`: whether a cell that does not stand well lies on the colour of that."""
        self._scale, self._old, self._grounds = scale, old, grounds

    def paint(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """A figure, below it its standing in words or what it is of."""
        t, scale = theme().tokens, self._scale
        tone = TONES[Standing.WELL if self._old else cell.standing]
        loud = cell.standing is not Standing.WELL and not self._old
        room = rect.adjusted(scale.px(0.7), 0, -scale.px(0.7), 0)
        if loud and self._grounds:
            ground = rect.adjusted(scale.px(0.2), scale.px(0.2), -scale.px(0.2), -scale.px(0.2))
            box(painter, ground, t.soft(tone), blend(t.of(tone), t.soft(tone), 0.4), scale.unit * 0.5)
        if cell.buckets and room.width() > scale.px(FIGURE + BUCKET_ROOM):
            left = self.left_of_buckets(room, cell.name)
            self._buckets(painter, room.adjusted(left + scale.px(0.2), 0, 0, 0), cell)
            room.setWidth(left)
        elif cell.cover is not None:
            self._cover(painter, room, cell.cover, tone)
            room.setBottom(room.bottom() - scale.px(0.5))
        below = cell.name or cell.below
        ink = t.faint if self._old else t.of(tone) if loud else t.text
        self._figure(painter, room, cell, ink, bool(below) or cell.cover is not None)
        if below:
            self._below(painter, room, below, cell.standing if loud else Standing.WELL, ink if loud else t.muted)

    def left_of_buckets(self, room: QRect, name: str) -> int:
        """Room for the figure and for what its standing is called; the buckets keep what they need."""
        scale = self._scale
        named = text_width(scale.font(NAME, bold=True), name) + scale.px(MARK * 1.5) if name else 0
        return min(max(scale.px(FIGURE), named), room.width() - scale.px(BUCKET_ROOM))

    def _figure(self, painter: QPainter, room: QRect, cell: Cell, ink: QColor, raised: bool) -> None:
        t, scale = theme().tokens, self._scale
        high = scale.px(1.9)
        place = QRect(room.left(), room.center().y() - high // 2, room.width(), high)
        if raised:
            place.moveTop(room.center().y() - scale.px(1.45))
        least = scale.px(1.05) if cell.words else 9
        font = fitted(scale.font(1.35 if cell.words else 1.75, bold=True), cell.text, room.width(), least)
        quiet = cell.text in ("0", "–")
        painter.setFont(font)
        painter.setPen(t.faint if quiet and cell.standing is Standing.WELL else ink)
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if cell.state is not None and not quiet and not self._old:
            box(painter, QRectF(room.left() - scale.px(0.45), place.top() + high * 0.2, scale.px(0.2), high * 0.6),
                t.of(STATE_TONES[cell.state]), None, 1)  # fmt: skip

    def _below(self, painter: QPainter, room: QRect, words: str, standing: Standing, ink: QColor) -> None:
        scale = self._scale
        place = QRect(room.left(), room.center().y() + scale.px(0.45), room.width(), scale.px(1.2))
        if standing is not Standing.WELL:
            side = scale.px(MARK)
            top = place.center().y() - side / 2 + 0.5
            draw_mark(painter, QRectF(place.left(), top, side, side), standing, ink)
            place.setLeft(place.left() + round(side * 1.35))
        font = scale.font(NAME, bold=standing is not Standing.WELL)
        painter.setFont(fitted(font, words, place.width(), scale.px(LEAST_NAME)))
        painter.setPen(ink)
        said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)

    def _buckets(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        """How many have waited how long: a slot each, the longest on the right."""
        t, scale = theme().tokens, self._scale
        wide, high = room.width() / len(cell.buckets), scale.px(1.5)
        tones: tuple[Tone, ...] = ("good", "good", "warn", "warn", "bad")
        edges = [*(f"<{edge}" for edge in BUCKETS), f"{BUCKETS[-1]}+"]
        for place, (count, tone, edge) in enumerate(zip(cell.buckets, tones, edges, strict=True)):
            slot = QRectF(room.left() + place * wide + 1, room.center().y() - high, wide - 2, high)
            on = count > 0 and not self._old
            box(painter, slot, t.soft(tone) if on else t.sunken, t.of(tone) if on else None, scale.unit * 0.3)
            painter.setPen(t.of(tone) if on else t.faint)
            painter.setFont(scale.font(1.05, bold=on))
            painter.drawText(slot, Qt.AlignmentFlag.AlignCenter, str(count) if count else "·")
            painter.setPen(t.faint)
            painter.setFont(fitted(scale.font(0.72), edge, round(wide) - 3))
            under = QRectF(slot.left(), slot.bottom() + 1, slot.width(), scale.px(1.05))
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, edge)

    def _cover(self, painter: QPainter, room: QRect, cover: Cover, tone: Tone) -> None:
        """A strip: here against what is needed, with a mark where the rota would be."""
        t, scale = theme().tokens, self._scale
        most = max(cover.needed, cover.rostered, cover.here, 1)
        high = max(3, scale.px(0.3))
        strip = QRectF(room.left(), room.bottom() - high - scale.px(0.25), room.width(), high)
        box(painter, strip, t.sunken, None, high / 2)
        filled_to = QRectF(strip.left(), strip.top(), strip.width() * min(1.0, cover.here / most), high)
        fill = t.faint if self._old else t.good if tone == "neutral" else t.of(tone)
        box(painter, filled_to, fill, None, high / 2)
        for share, ink in ((cover.needed / most, t.text), (cover.rostered / most, t.accent)):
            x = strip.left() + (strip.width() - 2) * min(1.0, share)
            painter.fillRect(QRectF(x, strip.top() - high * 0.5, 2, high * 2), ink)
