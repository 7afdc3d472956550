"""One condition of a view as it is built: a field, how it is compared, with what; and what is wrong with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.plain import joined
from desk.client.models.queue_words import QueueWords
from desk.client.widgets.call.parts import let_go
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.queues.value_editors import Choices, ValueEditor, editor_for
from desk.client.widgets.theme import theme
from desk.contract.views import Condition, Field, Op
from desk.queueing.filters import ASKED


class ConditionRow(QWidget):
    """``condition()`` is what is written; it may not make sense yet."""

    changed = Signal()
    """Something is written differently; carries nothing."""
    removed = Signal()
    """The row is not wanted any more; carries nothing."""

    def __init__(self, condition: Condition, words: QueueWords, choices: Choices) -> None:
        super().__init__()
        self._words, self._choices = words, choices
        self.field, self.op = QComboBox(), QComboBox()
        self.editor: ValueEditor = ValueEditor()
        self.remove = IconButton("x", "", size=14)
        self.error = Label("", "small", "bad", wrap=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self.field.setFixedWidth(theme().scaled(132))
        self.op.setFixedWidth(theme().scaled(124))
        self._row.addWidget(self.field)
        self._row.addWidget(self.op)
        self._row.addWidget(self.editor, 1)
        self._row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self.error)
        self.error.hide()
        for one in Field:
            self.field.addItem(words.field(one), one)
        self.field.setCurrentIndex(self.field.findData(condition.field))
        self._fill_ops(condition.op)
        self._put_editor(condition.values)
        self.field.activated.connect(self._other_field)
        self.op.activated.connect(self._other_op)
        self.remove.clicked.connect(self.removed)
        self._say()

    def condition(self) -> Condition:
        """The condition as it is written."""
        return Condition(field=self._field(), op=Op(self.op.currentData()), values=self.editor.values()[:100])

    def set_error(self, words: str) -> None:
        """Say what is wrong; empty when all is well."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.setAccessibleDescription(words)

    def retranslate(self) -> None:
        """Put every word in the language in force; what is filled in stays."""
        kept = self.condition()
        for at in range(self.field.count()):
            self.field.setItemText(at, self._words.field(Field(self.field.itemData(at))))
        self._fill_ops(kept.op)
        self._put_editor(kept.values)
        self._say()

    def _field(self) -> Field:
        return Field(self.field.currentData())

    def _fill_ops(self, chosen: Op | None) -> None:
        self.op.clear()
        for one in ASKED[self._field()]:
            self.op.addItem(self._words.op(one, self._field()), one)
        self.op.setCurrentIndex(max(0, self.op.findData(chosen)))
        self.op.setEnabled(self.op.count() > 1)

    def _put_editor(self, values: tuple[str, ...]) -> None:
        let_go(self._row, self.editor)
        self.editor = editor_for(self._field(), Op(self.op.currentData()), self._choices)
        if values:
            self.editor.set_values(values)
        self._row.insertWidget(2, self.editor, 1)
        self.editor.changed.connect(self._changed)

    def _other_field(self) -> None:
        self._fill_ops(None)
        self._put_editor(())
        self._say()
        self._changed()

    def _other_op(self) -> None:
        """What was filled in stays where it still fits."""
        values, before = self.editor.values(), type(self.editor)
        self._put_editor(())
        if type(self.editor) is before:
            self.editor.set_values(values)
        self._say()
        self._changed()

    def _changed(self) -> None:
        self.set_error("")
        self.changed.emit()

    def _say(self) -> None:
        name = self._words.field(self._field())
        self.field.setAccessibleName(self.tr("What is looked at"))
        self.op.setAccessibleName(joined(name, self.tr("how it is compared")))
        self.editor.name(joined(name, self.tr("with what")))
        self.remove.set_label(joined(name, self.tr("leave this condition out")))

    def take_keyboard(self) -> None:
        """The keyboard goes to what is looked at."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
