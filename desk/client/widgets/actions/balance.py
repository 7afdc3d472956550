"""What is left of the day's discretion, as a positive number with a bar; a press opens the month."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.client.models.formats import Formats
from desk.client.widgets.controls.paint import box, focus_ring, smooth, touched, wash
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.theme import Tone, blend, theme

_PAD, _BAR = 10, 5


class Balance(QPushButton):
    """``오늘 70,000원 재량``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = Formats(self)
        self._left: int | None = None
        self._most: int | None = None
        self._known = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_balance(self, left: int | None, most: int | None, *, known: bool) -> None:
        """Show what is left of how much; None: nothing limits it. ``known``: whether that was told at all."""
        if (left, most, known) != (self._left, self._most, self._known):
            self._left, self._most, self._known = left, most, known
            self.retranslate()

    def retranslate(self) -> None:
        """Put the words in the language in force."""
        self.setAccessibleName(f"{self._before()} {self.words()} {self._behind()}")
        self.update()

    def words(self) -> str:
        """The number, or what stands for it."""
        if not self._known:
            return "…"
        return self.tr("no limit") if self._left is None else self._formats.won(self._left)

    def _before(self) -> str:
        return self.tr("Today", "before the amount")

    def _behind(self) -> str:
        return self.tr("yours to give")

    @property
    def share(self) -> float:
        """How much of the day's authority is left, 0…1."""
        if self._left is None or not self._most:
            return 1.0 if self._left is None and self._known else 0.0
        return min(1.0, self._left / self._most)

    @property
    def tone(self) -> Tone:
        """Plenty, little, or nothing."""
        if not self._known:
            return "neutral"
        return "bad" if self.share <= 0 else "warn" if self.share < 0.2 else "good"

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(theme().font("title")).height() + 2 * 9 + _BAR + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t = look.tokens
        box(painter, self.rect(), wash(0.03), t.border)
        if (veil := touched(self)) is not None:
            box(painter, self.rect(), veil)
        line = QRect(_PAD, 8, self.width() - 2 * _PAD, QFontMetrics(look.font("title")).height())
        end = QRect(line.right() - look.scaled(12), line.y(), look.scaled(14), line.height())
        draw_icon(painter, "chevron-right", end, t.faint, look.scaled(14))
        left = line.x()
        for words, role, colour in (
            (self._before(), "body", t.muted),
            (self.words(), "title", t.text),
            (self._behind(), "body", t.muted),
        ):
            painter.setFont(look.font("title" if role == "title" else "body"))
            painter.setPen(colour)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRect(left, line.y(), width + 2, line.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 5
        track = QRect(_PAD, line.bottom() + 7, line.width(), _BAR)
        box(painter, track, blend(t.text, t.surface, 0.1), None, _BAR / 2)
        if self.share > 0:
            track.setWidth(max(_BAR, round(track.width() * self.share)))
            box(painter, track, t.of(self.tone), None, _BAR / 2)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()
