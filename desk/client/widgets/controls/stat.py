"""The stat: one figure large, what it counts in small words, and perhaps how it stands."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.theme import Tone, theme


class Stat(QWidget):
    """A figure and its words."""

    def __init__(self, label: str, value: str = "–", parent: QWidget | None = None, *, colour: str = "text") -> None:
        super().__init__(parent)
        self.label = ElidedLabel(label, "small", "muted")
        self.value = _Figure(value, "display", colour)
        self.tag = Tag("")
        self.tag.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.value)
        line.addWidget(self.tag)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addLayout(line)
        self.set_value(value, colour)

    def set_value(self, value: str, colour: str = "text") -> None:
        """Show another figure, already put into words, in the token of that name."""
        self.value.setText(value)
        self.value.set_colour(colour)
        self.setAccessibleName(f"{self.label.text()} {value}")

    def set_tag(self, text: str, tone: Tone = "neutral") -> None:
        """Show how the figure stands, as in "+3"; empty for nothing."""
        self.tag.setText(text)
        self.tag.set_tone(tone)
        self.tag.setVisible(bool(text))


class _Figure(Label):
    """Digits of equal width, so that a running figure does not jitter."""

    def _restyle(self) -> None:
        super()._restyle()
        font = QFont(theme().font("display"))
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
