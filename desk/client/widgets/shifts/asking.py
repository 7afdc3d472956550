"""Small cards that ask a lead: may this rule be passed, and why; why is the shift cancelled."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.popover import Popover


class AskWhy(Popover):
    """A heading, what there is to know, and a line for the reason."""

    def __init__(
        self,
        host: QWidget,
        heading: str,
        facts: Iterable[tuple[str, str]],
        words: tuple[str, str, str],
        done: Callable[[str], None],
        *,
        danger: bool = False,
        needed: bool = True,
    ) -> None:
        """``facts`` are lines with their colours; ``words``: what the field, the yes and the no are called; ``needed``:
        nothing is done without a reason."""
        super().__init__(host, width=360)
        self._done, self._needed = done, needed
        self.body.addWidget(Label(heading, "strong", wrap=True))
        for text, colour in facts:
            self.body.addWidget(Label(text, "body", colour, wrap=True))
        field, yes, no = words
        self.why = LineField(field)
        self.yes = Button(yes, "danger" if danger else "primary", hint="Enter")
        self.no = Button(no, "ghost", hint="Esc")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        self.body.addWidget(self.why)
        self.body.addLayout(row)
        self.yes.clicked.connect(self._say)
        self.no.clicked.connect(self.close)
        self.why.edit.returnPressed.connect(self._say)
        self.why.changed.connect(self._check)
        self.yes.setEnabled(not needed)
        self.closed.connect(self.deleteLater)
        self.setAccessibleName(heading)

    def ask(self, anchor: QWidget) -> None:
        """Open beside what it is about, with the keyboard."""
        self.open_at(anchor, keyboard=self.why.edit)

    def _check(self, text: str) -> None:
        self.yes.setEnabled(not self._needed or bool(text.strip()))

    def _say(self) -> None:
        why = self.why.text().strip()
        if why or not self._needed:
            self.close()
            self._done(why)
