"""The conditions of a view as it is built: those that all have to hold, and those of which one is enough."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.queue_words import QueueWords
from desk.client.widgets.call.parts import let_go
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.queues.condition_row import ConditionRow
from desk.client.widgets.queues.value_editors import Choices
from desk.contract.views import Condition, Field, Filter, Op
from desk.queueing import filters

MOST = 20
FRESH = Condition(field=Field.STATE, op=Op.IS, values=("new", "open"))


class _Part(QWidget):
    """Conditions that count together."""

    changed = Signal()
    """Something is written differently; carries nothing."""

    def __init__(self, words: QueueWords, choices: Choices) -> None:
        super().__init__()
        self._words, self._choices = words, choices
        self.rows: list[ConditionRow] = []
        self.heading = Label("", "small_strong", "muted")
        self.add = Button("", "ghost", "plus")
        self.add.clicked.connect(self._add)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addLayout(self._body)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self, conditions: Sequence[Condition]) -> None:
        """Show these."""
        for row in self.rows:
            let_go(self._body, row)
        self.rows = []
        for one in conditions:
            self._put(one)
        self.add.setEnabled(len(self.rows) < MOST)

    def conditions(self) -> tuple[Condition, ...]:
        """What is written."""
        return tuple(row.condition() for row in self.rows)

    def _put(self, condition: Condition) -> ConditionRow:
        row = ConditionRow(condition, self._words, self._choices)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._body.addWidget(row)
        return row

    def _add(self) -> None:
        self._put(FRESH).take_keyboard()
        self.add.setEnabled(len(self.rows) < MOST)
        self.changed.emit()

    def _remove(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        let_go(self._body, row)
        self.add.setEnabled(True)
        self.add.setFocus()
        self.changed.emit()


class Conditions(QWidget):
    """``filter()`` is what is written; ``faults`` says at each row what is wrong with it."""

    changed = Signal()
    """Something is written differently; carries nothing."""

    def __init__(self, words: QueueWords, choices: Choices) -> None:
        super().__init__()
        self.all, self.any = _Part(words, choices), _Part(words, choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for part in (self.all, self.any):
            part.changed.connect(self.changed)
            column.addWidget(part)
        column.addStretch(1)
        self.retranslate()

    def show_filter(self, asked: Filter) -> None:
        """Write these conditions."""
        self.all.fill(asked.all)
        self.any.fill(asked.any)

    def filter(self) -> Filter:
        """The filter as it is written."""
        return Filter(all=self.all.conditions(), any=self.any.conditions())

    def check(self) -> bool:
        """Whether all of it makes sense; what does not is said at its row."""
        return not self.tell([(one.place, "") for one in filters.faults(self.filter())])

    def tell(self, faults: Sequence[tuple[str, str]]) -> bool:
        """Say at their rows what is wrong: places in the filter, and details; True when anything was."""
        for part in (self.all, self.any):
            for row in part.rows:
                row.set_error("")
        for place, detail in faults:
            _, which, number, *rest = [*place.split("/"), "", ""]
            rows = {"all": self.all.rows, "any": self.any.rows}.get(which, [])
            if number.isdecimal() and int(number) < len(rows):
                rows[int(number)].set_error(self._words(rest[0], rows[int(number)], detail))
        return bool(faults)

    def _words(self, part: str, row: ConditionRow, detail: str) -> str:
        condition = row.condition()
        if part == "values" and not condition.values:
            return self.tr("Choose or write at least one.")
        if condition.field is Field.ORDER:
            return self.tr("Numbers only, such as 10234.")
        if condition.field is Field.TITLE:
            return self.tr("It needs letters or digits to look for.")
        return detail or self.tr("This does not fit together. Please choose again.")

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.all.heading.setText(self.tr("All of these hold"))
        self.any.heading.setText(self.tr("And at least one of these"))
        for part in (self.all, self.any):
            part.add.setText(self.tr("Add a condition"))
            part.add.setAccessibleName(f"{part.heading.text()}: {part.add.text()}")
            part.setAccessibleName(part.heading.text())
            for row in part.rows:
                row.retranslate()
        if any(row.error.text() for part in (self.all, self.any) for row in part.rows):
            self.check()
