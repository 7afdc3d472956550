"""What a page of the settings is made of: a title, and rows of words with a control behind them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.language import language

_WIDEST = 760


class SettingRow(QWidget):
    """What is set, why one would, and the control that sets it."""

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.name = Label("", "strong")
        self.hint = Label("", "small", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_words(self, name: str, hint: str = "") -> None:
        """Name the setting in the language in force."""
        self.name.setText(name)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(hint)


class Page(QScrollArea):
    """Subclasses add cards of rows and say their words in `retranslate`."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QWidget()
        middle = QHBoxLayout(box)
        middle.setContentsMargins(32, 24, 32, 24)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.title = Label("", "title")
        #: Small controls may stand beside the title.
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.column.addLayout(self.head)
        middle.addWidget(inner, 1000)
        middle.addStretch(1)
        self.setWidget(box)

    def begin(self) -> None:
        """Called last by the subclass: say the words now and whenever the language changes."""
        self.column.addStretch(1)
        self._say()
        language().changed.connect(self._say)

    def _say(self) -> None:
        self.retranslate()
        self.setAccessibleName(self.title.text())

    def add_card(self, *rows: QWidget) -> Card:
        """A card with these rows, divided by lines."""
        card = Card()
        card.body.setSpacing(0)
        for at, row in enumerate(rows):
            if at:
                card.body.addWidget(Divider())
            card.body.addWidget(row)
        self.column.addWidget(card)
        return card

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        raise NotImplementedError
