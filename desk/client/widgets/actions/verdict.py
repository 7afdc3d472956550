"""The lead's word on a question: approve, approve less, decline with words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.actions.action import Bilingual, Field, FieldKind
from desk.client.models.approvals import ApprovalsModel
from desk.client.widgets.actions.fields import MoneyEditor
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.floating import take_keyboard
from desk.contract.remedies import RemedyState

_LESS = Field(name="less", kind=FieldKind.MONEY, title=Bilingual("금액", "Amount"))


class Verdict(Surface):
    """Three buttons and their keys; the two that need something open a line to fill in."""

    done = Signal()
    """A word was given, or none is wanted any more; carries nothing."""

    def __init__(self, model: ApprovalsModel, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._model = model
        self.approve = Button("", "primary", "approve", "A", tone="good")
        self.less = Button("", "secondary", "minus", "L")
        self.decline = Button("", "danger", "stop-sale", "D")
        self.amount = MoneyEditor(_LESS)
        self.words = LineField("")
        self.send = Button("", "primary", hint="Enter")
        self.note = Label("", "small", "muted", wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.note, 1)
        for button in (self.decline, self.less, self.approve):
            buttons.addWidget(button)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.amount, 1)
        line.addWidget(self.words, 1)
        line.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 14)
        column.setSpacing(10)
        column.addLayout(line)
        column.addLayout(buttons)
        self.approve.clicked.connect(self.say_yes)
        self.less.clicked.connect(self.ask_less)
        self.decline.clicked.connect(self.ask_words)
        self.send.clicked.connect(self.submit)
        model.story_changed.connect(self.refresh)
        model.changed.connect(self._show_state)
        self._asked = 0
        self.refresh()

    @property
    def is_asking(self) -> bool:
        """Whether a line is being filled in."""
        return self.amount.isVisibleTo(self) or self.words.isVisibleTo(self)

    def say_yes(self) -> None:
        """Approve as it was asked for."""
        story = self._model.story
        if story is not None and self.approve.isEnabled():
            self._model.approve(story.remedy)
            self.done.emit()

    def ask_less(self) -> None:
        """How much less."""
        if self._model.story is not None and self.less.isEnabled():
            self._open(self.amount)
            self.amount.set_value(self._model.story.remedy.amount)
            self.amount.line.edit.selectAll()

    def ask_words(self) -> None:
        """Why not."""
        if self.decline.isEnabled():
            self._open(self.words)

    def submit(self) -> None:
        """Send the word with what was filled in, or say what is missing."""
        story = self._model.story
        if story is None:
            return
        if self.words.isVisibleTo(self):
            if not self.words.text().strip():
                self.words.set_error(self.tr("Please say why: the agent reads it."))
                return
            self._model.decline(story.remedy, self.words.text().strip())
        else:
            amount = self.amount.value()
            if not isinstance(amount, int) or not 0 < amount <= story.remedy.amount:
                self.amount.line.set_error(self.tr("More than nothing, and at most what was asked for."))
                return
            self._model.approve(story.remedy, amount)
        self.close_line()
        self.done.emit()

    def close_line(self) -> None:
        """Nothing is filled in any more."""
        for part in (self.amount, self.words, self.send):
            part.hide()
        self.words.set_text("")
        self.words.set_error("")
        self.amount.line.set_error("")

    def refresh(self) -> None:
        """Another question: nothing of what was filled in belongs to it."""
        story = self._model.story
        asked = story.remedy.id if story is not None else 0
        if asked != self._asked:
            self._asked = asked
            self.close_line()
        self.setVisible(story is not None)
        self._show_state()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.approve.setText(self.tr("Approve"))
        self.less.setText(self.tr("Approve less"))
        self.decline.setText(self.tr("Decline"))
        self.amount.line.set_label(self.tr("Amount to approve"))
        self.words.set_label(self.tr("Why not"))
        self.send.setText(self.tr("Send"))
        self._show_state()

    def _show_state(self) -> None:
        story = self._model.story
        if story is None:
            return
        asked, preview = story.remedy, story.preview
        pending = self._model.is_pending(asked.id)
        open_ = asked.state is RemedyState.AWAITING and self._model.may_decide(asked) and not pending
        allowed = preview is not None and preview.effect is not None
        self.approve.setEnabled(open_ and allowed and preview is not None and not preview.needs_approval)
        self.less.setVisible(bool(story.lowered))
        self.less.setEnabled(open_ and allowed)
        self.decline.setEnabled(open_)
        words = ""
        if pending:
            words = self.tr("Your word is on its way…")
        elif asked.state is not RemedyState.AWAITING:
            words = self.tr("It is decided already.")
        elif not self._model.may_decide(asked):
            words = self.tr("You asked for it yourself: another lead decides.")
        self.note.setText(words)

    def _open(self, part: QWidget) -> None:
        self.close_line()
        part.show()
        self.send.show()
        take_keyboard(self.amount.editor() if part is self.amount else self.words.edit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_asking and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif self.is_asking and event.key() == Qt.Key.Key_Escape:
            self.close_line()
            self.done.emit()
        else:
            super().keyPressEvent(event)
