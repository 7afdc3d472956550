"""Finding a customer by name or number, inside whatever needs one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.customer import CustomerFinder
from desk.client.models.entry_words import EntryWords
from desk.client.widgets.call.parts import PressRow, empty_out
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.errors import words_for
from desk.client.widgets.people import TIER_TONES
from desk.contract.customers import CustomerBrief

MOST = 5


class FindCustomer(QWidget):
    """A search field and its finds; arrows and Enter choose without leaving the field."""

    chosen = Signal(object)
    """The agent chose somebody; carries the `CustomerBrief`."""

    def __init__(self, finder: CustomerFinder, words: EntryWords, without: int = 0, parent: QWidget | None = None):
        super().__init__(parent)
        self._finder, self._words, self._without = finder, words, without
        self._rows: list[PressRow] = []
        self._at = 0
        self.field = SearchField()
        self.field.installEventFilter(self)
        self.field.searched.connect(finder.look_for)
        self.note = Label("", "small", "muted", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.note)
        column.addLayout(self._list)
        finder.changed.connect(self._show)
        self._say()
        self._show()

    @property
    def found(self) -> list[CustomerBrief]:
        """The finds that can be chosen."""
        return [one for one in self._finder.found if one.id != self._without][:MOST]

    def _show(self) -> None:
        empty_out(self._list)
        self._rows, self._at = [], 0
        for one in self.found:
            row = PressRow(
                one.name, one.number, "user", aside=self._words.tier(one.tier), aside_tone=TIER_TONES[one.tier]
            )
            row.clicked.connect(lambda _checked=False, one=one: self.chosen.emit(one))
            self._rows.append(row)
            self._list.addWidget(row)
        self._mark(0)
        self.note.setText(self._note())
        self.note.setVisible(bool(self.note.text()))

    def _note(self) -> str:
        if self._finder.error is not None:
            return str(words_for(self._finder.error))
        if self._finder.searching:
            return self.tr("Searching…")
        return self.tr("Nobody found. Try another part of the name, or the last four digits.") if (
            self._finder.words and not self.found
        ) else ""  # fmt: skip

    def _mark(self, at: int) -> None:
        if self._rows:
            self._at = at % len(self._rows)
            for number, row in enumerate(self._rows):
                row.chosen = number == self._at
                row.update()

    def _say(self) -> None:
        self.field.setPlaceholderText(self.tr("Name or number"))
        self.field.setAccessibleName(self.tr("Name or number"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self._mark(self._at + 1)
                case Qt.Key.Key_Up:
                    self._mark(self._at - 1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._finder.searching:
                    pass  # what stands there was found for other words
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._rows:
                    self.chosen.emit(self.found[self._at])
                case _:
                    return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._show()
        super().changeEvent(event)
