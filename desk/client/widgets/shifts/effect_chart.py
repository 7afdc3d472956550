"""The next hour in a small picture: agents needed against those there, with me and without."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.models.plain import filled
from desk.client.widgets.controls.paint import box, smooth, text_width
from desk.client.widgets.language import language
from desk.client.widgets.theme import blend, theme
from desk.contract.staffing import Minutes

_HIGH, _LEGEND, _FIGURE, _TIME = 140, 22, 18, 18
#: More quarters than this are told in pairs of the worst.
MOST = 8


def figure(value: float) -> str:
    """``12`` or ``12.4``."""
    return f"{value:.1f}".removesuffix(".0")


class EffectChart(QWidget):
    """A column is a quarter of an hour, red where some are missing without me; its description has the figures."""

    def __init__(self, clock: Callable[[datetime], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._effect: list[Minutes] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        language().changed.connect(self._say)

    def show_effect(self, effect: list[Minutes]) -> None:
        """Other figures."""
        self._effect = effect[:MOST]
        self._say()

    def table(self) -> list[str]:
        """The same as sentences, a quarter each."""
        said = self.tr("{time}: needed {needed}, there {with_me}, without me {without_me}")
        return [
            filled(
                said,
                time=self._clock(one.start),
                needed=one.needed,
                with_me=figure(one.with_me),
                without_me=figure(one.without_me),
            )
            for one in self._effect
        ]

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Agents needed and there in the next hour"))
        self.setAccessibleDescription("\n".join(self.table()))
        self.setToolTip("\n".join(self.table()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, theme().scaled(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._effect:
            return
        painter = smooth(self)
        self._legend(painter)
        look = theme()
        top, bottom = look.scaled(_LEGEND + _FIGURE), self.height() - look.scaled(_TIME)
        most = max(1.0, *(max(one.needed, one.with_me, one.without_me) for one in self._effect))
        wide = self.width() / len(self._effect)
        painter.setPen(QPen(look.tokens.border, 1))
        painter.drawLine(0, bottom, self.width(), bottom)
        for number, one in enumerate(self._effect):
            self._quarter(painter, QRectF(number * wide, top, wide, bottom - top), one, most)
        painter.end()

    def _quarter(self, painter: QPainter, place: QRectF, one: Minutes, most: float) -> None:
        look, t = theme(), theme().tokens
        bar = min(place.width() * 0.56, look.scaled(44))
        left = place.center().x() - bar / 2
        short = one.without_me < one.needed - 0.05
        colour = t.bad if short else t.good

        def column(value: float) -> QRectF:
            high = place.height() * value / most
            return QRectF(left, place.bottom() - high, bar, high)

        box(painter, column(one.with_me), blend(colour, t.raised, 0.18), blend(colour, t.raised, 0.4), 3)
        box(painter, column(one.without_me), blend(colour, t.raised, 0.62), None, 3)
        need = place.bottom() - place.height() * one.needed / most
        painter.setPen(QPen(t.text, 2))
        painter.drawLine(round(left - 6), round(need), round(left + bar + 6), round(need))
        painter.setFont(look.font("small_strong"))
        painter.setPen(t.of("bad") if short else t.text)
        head = QRectF(place.x(), place.y() - look.scaled(_FIGURE), place.width(), look.scaled(_FIGURE))
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, f"{figure(one.without_me)} / {one.needed}")
        painter.setFont(look.font("small"))
        painter.setPen(t.muted)
        foot = QRectF(place.x(), place.bottom(), place.width(), look.scaled(_TIME))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._clock(one.start))

    def _legend(self, painter: QPainter) -> None:
        look, t = theme(), theme().tokens
        painter.setFont(look.font("small"))
        left, high = 0.0, look.scaled(_LEGEND - 4)
        ink = t.muted
        for words, share in ((self.tr("there without me"), 0.62), (self.tr("with me"), 0.18), (self.tr("needed"), 0.0)):
            mark = QRectF(left, high / 2 - 5, 12, 10)
            if share:
                box(painter, mark, blend(ink, t.raised, share), blend(ink, t.raised, 0.5), 2)
            else:
                painter.setPen(QPen(t.text, 2))
                painter.drawLine(round(left), round(high / 2), round(left + 12), round(high / 2))
            painter.setPen(t.muted)
            wide = text_width(painter.font(), words) + 4
            painter.drawText(QRectF(left + 17, 0, wide, high), Qt.AlignmentFlag.AlignVCenter, words)
            left += 17 + wide + 10
