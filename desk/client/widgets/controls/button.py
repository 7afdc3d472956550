"""Push buttons: with words (Button) or with an icon alone (IconButton)."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.client.models.plain import visible
from desk.client.widgets.controls.keycap import draw_keycap, keycap_size
from desk.client.widgets.controls.paint import box, focus_ring, smooth, touched
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import RADIUS, Tone, blend, theme

ButtonKind = Literal["primary", "secondary", "ghost", "danger"]

_GAP = 6


class Button(QPushButton):
    """A flat button: words, perhaps an icon before them and the keys that press it behind.

    It takes the keyboard by Tab and never by a click, so that a click does not interrupt typing.
    """

    def __init__(
        self,
        text: str = "",
        kind: ButtonKind = "secondary",
        icon: IconName | None = None,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        tone: Tone = "accent",
    ) -> None:
        super().__init__(parent)
        self._kind: ButtonKind = kind
        self._tone: Tone = tone
        self._icon: IconName | None = icon
        self._hint = hint
        self._label = ""
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def text(self) -> str:
        """The words on the button, as they were given."""
        return self._label

    def setText(self, text: str) -> None:
        """Show these words; an ampersand is an ampersand, never a mnemonic."""
        self._label = text = visible(text)
        super().setText(text.replace("&", "&&"))

    @property
    def kind(self) -> ButtonKind:
        """How loud the button is."""
        return self._kind

    def set_kind(self, kind: ButtonKind, tone: Tone = "accent") -> None:
        """Change how loud the button is, and the tone a primary button is filled with."""
        self._kind, self._tone = kind, tone
        self.update()

    def set_icon(self, icon: IconName | None) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self._restyle()

    def set_hint(self, hint: str) -> None:
        """Show the keys that press the button, as in "Ctrl+Enter"; empty for none."""
        self._hint = hint
        self._restyle()

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """What to paint now, the veil of hover and press left aside: fill, line, words."""
        t = theme().tokens
        down, over = self.isDown(), self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            faded = blend(t.faint, t.surface, 0.6)
            return (None, None, faded) if self._kind == "ghost" else (blend(t.text, t.surface, 0.05), t.border, faded)
        if self._kind == "primary":
            fill = t.of(self._tone)
            return blend(t.text, fill, 0.22 if down else 0.12 if over else 0), None, t.on_accent
        if self._kind == "danger":
            if down or over:
                return blend(t.text, t.bad, 0.18 if down else 0), None, t.on_accent
            return t.bad_soft, blend(t.bad, t.bad_soft, 0.35), t.bad
        if self.isChecked():
            return t.accent_soft, None, t.accent if touched(self) is None else t.text
        if self._kind == "ghost":
            return None, None, t.muted if touched(self) is None else t.text
        return t.surface, t.border, t.text

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        look = theme()
        width = 2 * self._padding() + sum(part for part, _ in self._parts())
        return QSize(max(width, look.control_height), look.control_height)

    def _padding(self) -> int:
        return theme().space(2.5 if self._kind == "ghost" else 3.5)

    def _parts(self) -> list[tuple[int, str]]:
        """What stands on the button from left to right: width and what it is."""
        parts: list[tuple[int, str]] = []
        if self._icon is not None:
            parts.append((theme().scaled(16), "icon"))
        if self._label:
            parts.append((QFontMetrics(theme().font("strong")).horizontalAdvance(self._label), "words"))
        if self._hint:
            parts.append((keycap_size(self._hint).width(), "hint"))
        for at in range(len(parts) - 1, 0, -1):
            parts.insert(at, (_GAP, "gap"))
        return parts

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _draw_ground(self, painter: QPainter) -> QColor:
        """Paint what lies under the words and the icon; answers their colour."""
        fill, line, words = self.colours()
        if fill is not None or line is not None:
            box(painter, self.rect(), fill, line)
        # The loud kinds change their fill instead.
        if self._kind in ("ghost", "secondary") and (veil := touched(self)) is not None:
            box(painter, self.rect(), veil)
        return words

    def _draw_focus(self, painter: QPainter) -> None:
        if not self.hasFocus():
            return
        focus_ring(painter, self.rect())
        if self._kind == "primary":
            box(painter, self.rect().adjusted(2, 2, -2, -2), None, theme().tokens.surface, RADIUS - 2, 1.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        words = self._draw_ground(painter)
        parts = self._parts()
        left = max(self._padding(), (self.width() - sum(part for part, _ in parts)) // 2)
        for width, what in parts:
            place = QRect(left, 0, width, self.height())
            if what == "icon" and self._icon is not None:
                draw_icon(painter, self._icon, place, words, theme().scaled(16))
            elif what == "words":
                self._draw_words(painter, place, words)
            elif what == "hint":
                draw_keycap(painter, place, self._hint, words)
            left += width
        self._draw_focus(painter)
        painter.end()

    def _draw_words(self, painter: QPainter, place: QRect, colour: QColor) -> None:
        painter.setFont(theme().font("strong"))
        painter.setPen(colour)
        room = place.intersected(self.rect().adjusted(0, 0, -4, 0))
        shown = self._label
        if room.width() < place.width():
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class IconButton(Button):
    """A square button with an icon alone; its label is the tool tip and what a screen reader says."""

    def __init__(
        self,
        icon: IconName,
        label: str,
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = "ghost",
        tone: Tone = "accent",
        size: int = 18,
    ) -> None:
        super().__init__("", kind, icon, "", parent, tone=tone)
        self._size = size
        self.set_label(label)

    def set_label(self, label: str, keys: str = "") -> None:
        """Name the button, and the keys that press it, for the tool tip and the screen reader."""
        self.setAccessibleName(visible(label))
        set_tip(self, label, keys)

    def sizeHint(self) -> QSize:
        side = theme().control_height
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        words = self._draw_ground(painter)
        if self._icon is not None:
            draw_icon(painter, self._icon, self.rect(), words, theme().scaled(self._size))
        self._draw_focus(painter)
        painter.end()
