"""A card with a short list of what waits: people to ring, tickets, calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.client.models.plain import joined
from desk.client.widgets.call.parts import PressRow, empty_out
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone

_INSET = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one row shows, and what it leads to. Lines that show the same of the same thing are equal."""

    id: int
    title: str
    detail: str
    icon: IconName
    tone: Tone = "neutral"
    aside: str = ""
    aside_tone: Tone = "neutral"
    #: A second thing to do, beside the row; while it is pending it cannot be done again.
    offer: str = ""
    pending: bool = False
    open: Callable[[], None] = field(compare=False)
    act: Callable[[], None] = field(compare=False, default=lambda: None)


class WorkCard(Card):
    """A title with a count, some rows, and the way to all of them."""

    all_wanted = Signal()
    """The agent wants the whole list; carries nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.count = Label("", "strong", "faint")
        self.all = Button("", "ghost")
        self.all.clicked.connect(self.all_wanted)
        kept = self.all.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.all.setSizePolicy(kept)
        self.nothing = Label("", "body", "faint", wrap=True)
        # Where the rows, which bring a margin of their own, have their icons.
        self.nothing.setContentsMargins(_INSET, 0, _INSET, 4)
        self.rows: list[PressRow] = []
        self._drawn: list[Line] | None = None
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.header.setStretch(0, 0)
        self.header.setContentsMargins(_INSET, 0, 0, 0)
        self.header.addWidget(self.count)
        self.header.addStretch(1)
        self.header.addWidget(self.all)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)

    def set_words(self, title: str, nothing: str, whole: str = "", keys: str = "") -> None:
        """Name the list, what is said when it is empty, and the button that leads to all of it."""
        self.set_title(title)
        self.nothing.setText(nothing)
        self.all.setText(whole)
        self.all.set_hint(keys)

    def fill(self, lines: Sequence[Line], count: str = "") -> None:
        """Show these lines; whoever has the keyboard on a row keeps it on the row at that place."""
        self.count.setText(count)
        self.all.setVisible(bool(lines) and bool(self.all.text()))
        self.nothing.setVisible(not lines)
        if list(lines) == self._drawn:
            return
        place = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        empty_out(self._lines)
        self._drawn, self.rows = list(lines), []
        for line in lines:
            self._lines.addWidget(self._made(line))
        if place is not None and self.rows:
            take_keyboard(self.rows[min(place, len(self.rows) - 1)])

    def _made(self, line: Line) -> QWidget:
        row = PressRow(line.title, line.detail, line.icon, aside=line.aside, aside_tone=line.aside_tone, tone=line.tone)
        row.clicked.connect(lambda: line.open())
        self.rows.append(row)
        if not line.offer:
            return row
        whole = QWidget()
        beside = QHBoxLayout(whole)
        beside.setContentsMargins(0, 0, 8, 0)
        beside.setSpacing(8)
        beside.addWidget(row, 1)
        button = Button(line.offer)
        button.setEnabled(not line.pending)
        button.setAccessibleName(joined(line.offer, row.text(), by=": "))
        button.clicked.connect(lambda: line.act())
        beside.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return whole
