"""What became of each of many cards, when not all of it came to be: a list that can be walked through and opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.icons import IconName, pixmap
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import Tone, theme

#: More lines than that are only counted.
LINES = 200


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A card and what became of it."""

    card_id: int
    title: str
    words: str
    tone: Tone


_ICONS: dict[Tone, IconName] = {"good": "check-circle", "bad": "x-circle", "warn": "alert"}


class ResultSheet(Overlay):
    """Opens over the window; each line leads to its ticket."""

    opened = Signal(int)
    """A card shall be opened; carries its id."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, width=640, height=460)
        self.heading = Label("", "title", "text")
        self.summary = Label("", "body", "muted")
        self.list = ClearScroll()
        self.close_button = Button("", "primary", hint="Esc")
        self.undo = Button("", "secondary", icon="undo")
        self.lines: list[ResultLine] = []
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addWidget(self.summary)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(self.list, 1)
        self.body.addWidget(Divider())
        self.body.addLayout(foot)
        self.close_button.clicked.connect(self.close)
        self.undo.clicked.connect(self.close)

    def tell(self, heading: str, summary: str, lines: Sequence[ResultLine], *, can_undo: bool) -> None:
        """Show what became of cards; refused ones come first."""
        self.heading.setText(heading)
        self.summary.setText(summary)
        self.setAccessibleName(f"{heading} {summary}")
        self.close_button.setText(self.tr("Close"))
        self.undo.setText(self.tr("Undo what was done"))
        self.undo.setVisible(can_undo)
        self.lines = list(lines[:LINES])
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        for line in self.lines:
            column.addWidget(self._line(line))
        column.addStretch(1)
        self.list.show_content(content)
        self.open(self.close_button)

    def _line(self, line: ResultLine) -> QWidget:
        row = QWidget()
        row.setAccessibleName(f"#{line.card_id} {line.title}: {line.words}")
        inner = QHBoxLayout(row)
        inner.setContentsMargins(8, 4, 4, 4)
        inner.setSpacing(10)
        sign = Label()
        sign.setPixmap(pixmap(_ICONS.get(line.tone, "dot"), theme().tokens.of(line.tone), theme().scaled(16), 2.0))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(f"#{line.card_id}  {line.title}", "strong", "text"))
        words.addWidget(ElidedLabel(line.words, "small", line.tone if line.tone != "good" else "muted"))
        go = Button(self.tr("Open"), "ghost")
        go.setAccessibleName(f"{self.tr('Open')} #{line.card_id}")
        go.clicked.connect(lambda: self._open(line.card_id))
        inner.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.addLayout(words, 1)
        inner.addWidget(go)
        return row

    def _open(self, card_id: int) -> None:
        self.close()
        self.opened.emit(card_id)
