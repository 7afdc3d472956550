"""Small parts that the columns of the call view share: sections, icons beside words, rows that can be pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.client.models.plain import joined, visible
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box, focus_ring, smooth, touched
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import Tone, theme


def empty_out(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            let_go(layout, widget)
        elif inner is not None:
            empty_out(inner)


def let_go(layout: QLayout, widget: QWidget) -> None:
    """Take one widget out of its layout and let it go."""
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()


class Icon(QWidget):
    """One icon in the colour of a tone, standing beside words."""

    def __init__(self, name: IconName, tone: Tone = "neutral", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name: IconName = name
        self._tone: Tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def set_icon(self, name: IconName, tone: Tone) -> None:
        """Show another one."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().scaled(self._size)
        return QSize(side, side + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        draw_icon(painter, self._name, self.rect(), theme().tokens.of(self._tone), theme().scaled(self._size))
        painter.end()


class Section(QWidget):
    """A heading in small words, perhaps one small button beside it, and what belongs below it."""

    acted = Signal()
    """The button beside the heading was pressed; carries nothing."""

    def __init__(self, icon: IconName | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Label("", "small_strong", "muted")
        self.count = Label("", "small", "faint")
        self.button = IconButton(icon or "plus", "", self, size=14)
        # A widget without a parent would be shown as a window of its own, and take the keyboard.
        self.button.setVisible(icon is not None)
        self.button.clicked.connect(self.acted)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.heading)
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(self.button)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self.body)

    def set_words(self, heading: str, action: str = "") -> None:
        """Name the section, and what the button beside the heading does."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        self.button.set_label(action)

    def set_count(self, count: int | None) -> None:
        """Show how many there are, or nothing."""
        self.count.setText("" if count is None else f"{count:,}")

    def fill(self, rows: Sequence[QWidget]) -> None:
        """Show these rows instead of those before."""
        empty_out(self.body)
        for row in rows:
            self.body.addWidget(row)


class PressRow(QPushButton):
    """A row of two lines that can be pressed: an icon, words, small words below, something at the right."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        icon: IconName | None = None,
        *,
        aside: str = "",
        aside_tone: Tone = "neutral",
        tone: Tone = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._detail, self._aside = visible(title), visible(detail), visible(aside)
        self._icon: IconName | None = icon
        self._tone: Tone = tone
        self._aside_tone: Tone = aside_tone
        self.chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(joined(self._title, self._aside, self._detail))
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The first line."""
        return self._title

    def sizeHint(self) -> QSize:
        look = theme()
        title, detail = QFontMetrics(look.font("strong")).height(), QFontMetrics(look.font("small")).height()
        return QSize(120, 14 + title + (detail + 2 if self._detail else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _aside_rect(self, top: QRect) -> QRect:
        if not self._aside:
            return QRect(top.right(), top.y(), 0, top.height())
        width = QFontMetrics(theme().font("small_strong")).horizontalAdvance(self._aside) + 12
        return QRect(top.right() - width + 1, top.y(), width, top.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t = look.tokens
        if self.chosen:
            box(painter, self.rect(), t.accent_soft)
        if (veil := touched(self)) is not None:
            box(painter, self.rect(), veil)
        left = 8
        if self._icon is not None:
            side = look.scaled(16)
            colour = t.of(self._tone)
            draw_icon(painter, self._icon, QRect(left, 0, side, self.height()), colour, side)
            left += side + 8
        high = QFontMetrics(look.font("strong")).height()
        top = QRect(left, 7, self.width() - left - 8, high)
        aside = self._aside_rect(top)
        if self._aside:
            box(painter, aside.adjusted(0, -1, 0, 1), t.soft(self._aside_tone), None, 5)
            painter.setFont(look.font("small_strong"))
            painter.setPen(t.of(self._aside_tone))
            painter.drawText(aside, Qt.AlignmentFlag.AlignCenter, self._aside)
        painter.setFont(look.font("strong"))
        painter.setPen(t.text if self.isEnabled() else t.faint)
        room = top.adjusted(0, 0, -aside.width() - (6 if self._aside else 0), 0)
        end = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self._title, end, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        if self._detail:
            painter.setFont(look.font("small"))
            painter.setPen(t.muted)
            below = QRect(left, top.bottom() + 2, self.width() - left - 8, painter.fontMetrics().height())
            shown = painter.fontMetrics().elidedText(self._detail, end, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()


class ListRow(PressRow):
    """A row of a list that the arrow keys walk through; a button alone would leave them to what scrolls."""

    walked = Signal(int)
    """An arrow was pressed; carries -1 (up) or 1 (down)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class Skeleton(QWidget):
    """Grey bars where words will stand."""

    def __init__(self, lines: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, self._lines * 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        shares = (0.45, 0.9, 0.7, 0.82, 0.35, 0.6)
        for line in range(self._lines):
            width = int(self.width() * shares[line % len(shares)])
            box(painter, QRect(0, line * 22 + 4, width, 12), theme().tokens.soft("neutral"), None, 4)
        painter.end()
