"""Ready words to choose from: filled as far as the customer is known, found by name or by any word in them."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.directory import in_language
from desk.client.models.templates import fill
from desk.client.widgets.call.parts import PressRow, empty_out
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.contract.tickets import Template

MOST = 7


class TemplatePicker(Popover):
    """Opens above the editor; arrows and Enter choose, Esc goes back to writing."""

    chosen = Signal(str)
    """The agent chose words; carries them, filled."""

    def __init__(self, view: CallView, host: QWidget) -> None:
        super().__init__(host, width=380)
        self._view = view
        self._found: list[Template] = []
        self._rows: list[PressRow] = []
        self._at = 0
        self.field = SearchField()
        self.field.installEventFilter(self)
        self.field.searched.connect(self._look)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.preview = Label("", "small", "muted", wrap=True)
        self.note = Label("", "small", "faint")
        self.body.addWidget(self.field)
        self.body.addLayout(self._list)
        self.body.addWidget(self.note)
        self.body.addWidget(self.preview)
        self.closed.connect(self.deleteLater)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.field.setPlaceholderText(self.tr("Find ready words"))
        self.field.setAccessibleName(self.tr("Find ready words"))
        self.note.setText(self.tr("No ready words fit."))
        self._look(self.field.words())

    def ask_at(self, anchor: QWidget) -> None:
        """Open it at the editor."""
        self.open_at(anchor, keyboard=self.field)

    def _words(self, template: Template) -> str:
        return fill(in_language(template.words, ""), self._view.values())

    def _look(self, words: str) -> None:
        wanted = words.strip().lower()
        offered = self._view.directory.templates_for(self._view.composer.kind)
        self._found = [one for one in offered if wanted in f"{one.name} {self._words(one)}".lower()][:MOST]
        empty_out(self._list)
        self._rows = []
        for template in self._found:
            row = PressRow(template.name, " ".join(self._words(template).split()), "template")
            row.clicked.connect(lambda _checked=False, one=template: self._choose(one))
            self._rows.append(row)
            self._list.addWidget(row)
        self.note.setVisible(not self._found)
        self._mark(0)

    def _mark(self, at: int) -> None:
        self._at = at % len(self._rows) if self._rows else 0
        for number, row in enumerate(self._rows):
            row.chosen = number == self._at
            row.update()
        self.preview.setText(self._words(self._found[self._at]) if self._found else "")
        # Rows that were just added are shown, and have a size, one round of the loop later.
        QTimer.singleShot(0, self, self.place)

    def _choose(self, template: Template) -> None:
        words = self._words(template)
        self.close()
        self.chosen.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self._mark(self._at + 1)
                case Qt.Key.Key_Up:
                    self._mark(self._at - 1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._found:
                    self._choose(self._found[self._at])
                case Qt.Key.Key_Escape:
                    self.close()
                case _:
                    return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)
