"""The segmented choice: one of a few, all of them visible."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import RADIUS, Tone, blend, theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One segment: its value in the program, its words on screen, its icon, its tone when chosen."""

    value: str
    label: str
    icon: IconName | None = None
    tone: Tone = "neutral"


class Segmented(QWidget):
    """One of a few choices; the arrow keys move between them."""

    chosen = Signal(str)
    """The agent chose another segment; carries its value."""

    def __init__(self, choices: Sequence[Choice], value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for choice in choices:
            segment = _Segment(choice, self)
            segment.toggled.connect(self._tell)
            self._segments[choice.value] = segment
            row.addWidget(segment)
        self._value = ""
        self.set_value(value or choices[0].value)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def value(self) -> str:
        """The value chosen now."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose a segment without a signal; an unknown value raises KeyError."""
        segment = self._segments[value]
        self._value = value
        segment.setChecked(True)

    def set_shown(self, value: str, shown: bool) -> None:
        """Show a segment, or leave it out."""
        self._segments[value].setVisible(shown)

    def set_label(self, value: str, label: str) -> None:
        """Show other words on a segment."""
        self._segments[value].set_label(label)

    def set_enabled(self, value: str, enabled: bool) -> None:
        """Let a segment be chosen, or not."""
        self._segments[value].setEnabled(enabled)

    def _tell(self, on: bool) -> None:
        if not on:
            return
        for value, segment in self._segments.items():
            if segment.isChecked() and value != self._value:
                self._value = value
                self.chosen.emit(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        box(painter, self.rect(), t.sunken, t.border, RADIUS)
        painter.end()


class _Segment(QRadioButton):
    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self._choice = choice
        self._label = choice.label
        self.setAccessibleName(choice.label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_label(self, label: str) -> None:
        self._label = label
        self.setAccessibleName(label)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        icon = look.scaled(14) + 6 if self._choice.icon is not None else 0
        return QSize(text_width(look.font("small_strong"), self._label) + icon + 24, look.control_height - 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, tone, icon = look.tokens, self._choice.tone, self._choice.icon
        colour = t.muted
        if not self.isEnabled():
            colour = blend(t.faint, t.sunken, 0.6)
        elif self.isChecked():
            fill = t.raised if tone == "neutral" else t.soft(tone)
            line = t.border if tone == "neutral" else blend(t.of(tone), t.soft(tone), 0.4)
            box(painter, self.rect(), fill, line, RADIUS - 2)
            colour = t.text if tone == "neutral" else t.of(tone)
        elif (veil := touched(self)) is not None:
            box(painter, self.rect(), veil, None, RADIUS - 2)
            colour = t.text
        left = 12
        if icon is not None:
            side = look.scaled(14)
            draw_icon(painter, icon, QRect(left, 0, side, self.height()), colour, side)
            left += side + 6
        painter.setPen(colour)
        painter.setFont(look.font("small_strong"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._label)
        if self.hasFocus():
            focus_ring(painter, self.rect(), RADIUS - 2)
        painter.end()
