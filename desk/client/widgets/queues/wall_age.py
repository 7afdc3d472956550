"""How old the wall's numbers are, always said."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.models.desk import Desk
from desk.client.models.wall_words import WallWords
from desk.client.widgets.controls.paint import box, smooth, text_width
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.language import language
from desk.client.widgets.queues.wall_look import Scale
from desk.client.widgets.theme import blend, theme


class AgeChip(QWidget):
    """How old the numbers are: quiet while they are fresh, loud when they are not."""

    def __init__(self, desk: Desk, scale: Scale | None = None) -> None:
        super().__init__()
        self._desk, self._words = desk, WallWords(self)
        self._scale = scale
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for signal in (desk.wall.changed, desk.wall.ticked, language().changed, theme().changed):
            signal.connect(self.refresh)
        self.refresh()

    def set_scale(self, scale: Scale) -> None:
        """Wear this size."""
        self._scale = scale
        self.refresh()

    @property
    def old(self) -> bool:
        """Whether it is loud."""
        return self._desk.wall.old and self._desk.wall.loaded

    def refresh(self) -> None:
        """Say the age of this moment."""
        wall = self._desk.wall
        self.text = self._words.age(wall.age, old=wall.old, lost=self._desk.health.link.lost)
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def _sizes(self) -> Scale:
        return self._scale or Scale(theme().scaled(13))

    def sizeHint(self) -> QSize:
        scale = self._sizes()
        return QSize(text_width(scale.font(1, bold=self.old), self.text) + scale.px(3.4), scale.px(2.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, scale, painter = theme().tokens, self._sizes(), smooth(self)
        ink = t.bad if self.old else t.muted
        if self.old:
            box(painter, self.rect(), t.bad_soft, blend(t.bad, t.bad_soft, 0.4), self.height() / 2)
        side = scale.px(1.2)
        place = QRect(scale.px(0.8), 0, side, self.height())
        draw_icon(painter, "wifi-off" if self.old else "clock", place, ink, side)
        painter.setFont(scale.font(1, bold=self.old))
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(scale.px(2.4), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text)
        painter.end()
