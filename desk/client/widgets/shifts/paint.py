"""Paints bars, absences and what lies behind them. ``left`` is always where the axis begins in the view."""

from collections.abc import Mapping
from itertools import groupby

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from desk.client.models.rota_bars import Bar, Hatch, Piece
from desk.client.models.time_axis import TimeAxis
from desk.client.widgets.controls.paint import box
from desk.client.widgets.shifts.look import REST, Ink, Look
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import theme
from desk.contract.shifts import Activity

PAD = 5
ROUND = 4
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
#: Room below which nothing is written into a piece.
_WORDS_FROM = 26
#: The height of the stripe that lies behind everything.
_STRIPE = 64
#: A bar narrower than this is painted flat.
_DETAILS_FROM = 120


class BarPainter:
    """Paints bars over one axis in one look; widths of words are measured once.

    ``begin`` once a frame: what does not change within it is reckoned there.
    """

    def __init__(self, axis: TimeAxis, look: Look, words: ShiftWords) -> None:
        self._axis, self._look, self._words = axis, look, words
        self._metrics = QFontMetrics(theme().font("small"))
        self._widths: dict[str, int] = {}
        self._names = {activity: words.activity(activity) for activity in Activity}
        self._base, self._scale = 0.0, 1.0

    def begin(self, left: int) -> None:
        """A frame begins; the axis begins at ``left``."""
        self._scale = self._axis.scale
        self._base = left - self._axis.first * self._scale - self._axis.offset

    def bar(self, painter: QPainter, bar: Bar, top: int, height: int) -> None:
        """A shift whose row begins at ``top``."""
        inks = self._look.draft if bar.draft else self._look.inks
        y, tall = top + PAD, height - 2 * PAD
        if bar.pending:
            painter.setOpacity(0.55)
        if (bar.end - bar.start) * self._scale < _DETAILS_FROM:
            self._small(painter, inks, bar, y, tall)
        else:
            self._large(painter, inks, bar, y, tall)
        if bar.overtime:
            x, right = self._base + bar.start * self._scale, self._base + bar.end * self._scale
            painter.fillRect(QRectF(x + 1, y - 3, right - x - 2, 2), self._look.t.warn)
        if bar.pending:
            painter.setOpacity(1.0)

    def _small(self, painter: QPainter, inks: Mapping[Activity, Ink], bar: Bar, y: int, tall: int) -> None:
        """Where a day is narrow: flat stretches, no words."""
        base, scale = self._base, self._scale
        x = round(base + bar.start * scale)
        whole = QRect(x, y, max(2, round(base + bar.end * scale) - x), tall)
        painter.fillRect(whole, inks[Activity.WORK].solid)
        for piece in bar.pieces:
            if piece.activity is not Activity.WORK:
                begin = round(base + piece.start * scale)
                wide = max(1, round(base + piece.end * scale) - begin)
                if piece.activity in REST:
                    painter.fillRect(QRect(begin, y, wide, tall // 3), self._look.t.surface)
                    painter.fillRect(QRect(begin, y + tall - tall // 3, wide, tall // 3), self._look.t.surface)
                else:
                    painter.fillRect(QRect(begin, y, wide, tall), inks[piece.activity].solid)

    def _large(self, painter: QPainter, inks: Mapping[Activity, Ink], bar: Bar, y: int, tall: int) -> None:
        """Blocks of work with rests between them, and words where there is room."""
        base, scale = self._base, self._scale
        for rests, run in groupby(bar.pieces, key=lambda piece: piece.activity in REST):
            pieces = list(run)
            others = [piece for piece in pieces if piece.activity is not Activity.WORK]
            if not rests and len(others) < len(pieces):
                x = base + pieces[0].start * scale
                self._block(painter, inks[Activity.WORK], QRectF(x, y, base + pieces[-1].end * scale - x, tall))
            for piece in others:
                ink, x = inks[piece.activity], base + piece.start * scale
                place = QRectF(x, y, (piece.end - piece.start) * scale, tall)
                if rests:
                    painter.fillRect(place.adjusted(0, tall * 0.28, 0, -tall * 0.28), ink.fill)
                else:
                    self._block(painter, ink, place)
                self._name(painter, ink, piece, place)
        self._ends(painter, inks[Activity.WORK], bar, y, tall)

    @staticmethod
    def _block(painter: QPainter, ink: Ink, place: QRectF) -> None:
        painter.setPen(ink.line)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)

    def _name(self, painter: QPainter, ink: Ink, piece: Piece, place: QRectF) -> None:
        words = self._names[piece.activity]
        if place.width() >= _WORDS_FROM and self.width(words) + 6 <= place.width():
            painter.setPen(ink.words)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _ends(self, painter: QPainter, ink: Ink, bar: Bar, y: int, tall: int) -> None:
        """When it begins and ends, where there is room inside."""
        first, last = bar.pieces[0], bar.pieces[-1]
        room = self.width("00:00") + 12
        wide = (last.end - last.start) * self._scale
        painter.setPen(ink.words)
        if first.activity is Activity.WORK and (first.end - first.start) * self._scale >= room:
            place = QRectF(self._base + first.start * self._scale + 6, y, room, tall)
            painter.drawText(place, _LEFT, self._axis.clock(bar.start))
        if last.activity is Activity.WORK and wide >= room * (2 if first is last else 1):
            place = QRectF(self._base + last.end * self._scale - room - 6, y, room, tall)
            painter.drawText(place, _RIGHT, self._axis.clock(bar.end))

    def hatch(self, painter: QPainter, hatch: Hatch, left: int, top: int, height: int) -> None:
        """An absence, across the row."""
        axis, look = self._axis, self._look
        x = max(left, left + axis.x(hatch.start))
        right = min(left + axis.width, left + axis.x(hatch.end))
        place = QRectF(x, top + PAD - 2, right - x, height - 2 * PAD + 4)
        if place.width() <= 0:
            return
        painter.setOpacity(0.5 if hatch.asked else 1.0)
        painter.fillRect(place, look.closed)
        painter.fillRect(place, look.hatch)
        painter.setOpacity(1.0)
        words = self._words.hatch(hatch)
        wide = self.width(words) + 16
        if wide < place.width():
            tag = QRectF(x + 8, place.center().y() - 9, wide, 18)
            box(painter, tag, look.t.surface, look.t.border, 9)
            painter.setPen(look.t.muted)
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def width(self, words: str) -> int:
        """How wide words are in the small font."""
        found = self._widths.get(words)
        if found is None:
            found = self._widths[words] = self._metrics.horizontalAdvance(words)
        return found


def backdrop(axis: TimeAxis, look: Look, width: int, ratio: float) -> QPixmap:
    """What lies behind the bars: closed hours, lunch, late hours, the lines of the clock. It is the same at every
    height, so a stripe of it is painted once and laid out with every frame."""
    stripe = QPixmap(round(width * ratio), round(_STRIPE * ratio))
    stripe.setDevicePixelRatio(ratio)
    stripe.fill(look.closed)
    with QPainter(stripe) as painter:
        for day in axis.days:
            for begin, end in day.open:
                painter.fillRect(_band(axis, begin, end), look.t.surface)
            for stretch, veil in ((day.lunch, look.lunch), (day.late, look.late)):
                if stretch is not None:
                    painter.fillRect(_band(axis, *stretch), veil)
        for tick in axis.ticks():
            pen = look.line if tick.day is not None else look.hour if tick.major else look.hair
            painter.fillRect(QRect(round(axis.x(tick.minute)), 0, 1, _STRIPE), pen.color())
    return stripe


def _band(axis: TimeAxis, begin: int, end: int) -> QRect:
    x = round(axis.x(begin))
    return QRect(x, 0, round(axis.x(end)) - x, _STRIPE)


def paint_dot(painter: QPainter, colour: QColor, x: int, y: int) -> None:
    """Somebody's state as a dot."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(x - 4, y - 4, 8, 8)
