"""The rail: the views of the window as icons with tiny labels, and how much waits in each."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.client.widgets.brand import Mark
from desk.client.widgets.controls.badge import badge_size, badge_text, draw_badge
from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import Tone, theme

WIDTH = 72
HEAD = 56


@dataclass(frozen=True, slots=True)
class RailItem:
    """One view (or command, when it is not `checkable`) on the rail."""

    id: str
    icon: IconName
    checkable: bool = True
    at_bottom: bool = False


class Rail(Surface):
    """One button a view. It shows what it is told; the window decides which view stands."""

    chosen = Signal(str)
    """The agent pressed an item; carries its id."""

    def __init__(self, items: tuple[RailItem, ...], parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        mark = Mark(28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, (HEAD - 28) // 2, 0, 8)
        column.setSpacing(2)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        for item in items:
            if not item.at_bottom:
                column.addWidget(self._made(item))
        column.addStretch(1)
        for item in items:
            if item.at_bottom:
                column.addWidget(self._made(item))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _made(self, item: RailItem) -> "RailButton":
        button = RailButton(item.icon)
        button.setCheckable(item.checkable)
        if item.checkable:
            self._group.addButton(button)
        button.clicked.connect(lambda: self.chosen.emit(item.id))
        self._buttons[item.id] = button
        return button

    def set_words(self, name: str, words: str, keys: str) -> None:
        """Name an item in the language in force, with the keys that open it."""
        self._buttons[name].set_words(words, keys)

    def set_shown(self, name: str, shown: bool) -> None:
        """Show an item, or leave it out for whom it is not meant."""
        self._buttons[name].setVisible(shown)

    def set_badge(self, name: str, count: int, tone: Tone = "accent") -> None:
        """Show how much waits in a view; zero for nothing."""
        self._buttons[name].set_badge(count, tone)

    def set_current(self, name: str) -> None:
        """Show which view stands in the middle."""
        self._buttons[name].setChecked(True)

    def sizeHint(self) -> QSize:
        return QSize(theme().scaled(WIDTH), 400)


class RailButton(QPushButton):
    """An icon, below it a word, in the corner a count."""

    def __init__(self, icon: IconName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon: IconName = icon
        self._words = ""
        self._count = 0
        self._tone: Tone = "accent"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_words(self, words: str, keys: str) -> None:
        """Show another word below the icon."""
        self._words = words
        set_tip(self, words, keys)
        self._name()

    def set_badge(self, count: int, tone: Tone) -> None:
        """Show another count in the corner."""
        self._count, self._tone = count, tone
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._words} {self._count}" if self._count else self._words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().scaled(WIDTH), theme().scaled(56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t = look.tokens
        plate = self.rect().adjusted(7, 2, -7, -2)
        veil = touched(self)
        if self.isChecked():
            box(painter, plate, t.surface, t.border, 8)
        elif veil is not None:
            box(painter, plate, veil, None, 8)
        colour = t.accent if self.isChecked() else t.muted if veil is None else t.text
        size, tiny = look.scaled(20), QFont(look.font("small_strong" if self.isChecked() else "small"))
        tiny.setPixelSize(look.scaled(11))
        icon_place = QRect(plate.x(), plate.y() + look.scaled(7), plate.width(), size)
        draw_icon(painter, self._icon, icon_place, colour, size)
        painter.setFont(tiny)
        painter.setPen(colour)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, plate.width() - 2)
        below = QRect(plate.x(), icon_place.bottom() + 3, plate.width(), plate.bottom() - icon_place.bottom() - 5)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        if self._count:
            text = badge_text(self._count)
            size_of = badge_size(text)
            left = plate.center().x() + 4
            draw_badge(painter, QRect(left, plate.y() + 2, size_of.width(), size_of.height()), text, self._tone)
        if self.hasFocus():
            focus_ring(painter, plate, 8)
        painter.end()


def label_fits(words: str) -> bool:
    """Whether a word can stand below an icon uncut."""
    font = QFont(theme().font("small_strong"))
    font.setPixelSize(theme().scaled(11))
    return text_width(font, words) <= theme().scaled(WIDTH) - 16
