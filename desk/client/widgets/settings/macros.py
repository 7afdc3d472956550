"""Where leads bundle steps: a macro's names, its steps in order, and what it would do for whoever is on screen."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from desk.actions import macro as whole
from desk.client.models.directory import Directory
from desk.client.models.formats import Formats
from desk.client.models.macro_words import MacroWords
from desk.client.models.macros import MacrosModel
from desk.client.models.plain import filled
from desk.client.models.session import SessionModel
from desk.client.widgets.actions.step_line import StepLine
from desk.client.widgets.call.parts import empty_out
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.errors import words_for
from desk.client.widgets.settings.macro_step import StepEditor
from desk.client.widgets.settings.page import Page
from desk.contract.errors import Problem
from desk.contract.macros import MAX_STEPS, Macro, MacroDraft, MacroStep, StepKind

NEW_STEP = MacroStep(kind=StepKind.ACTION, action="goodwill_credit")


class MacrosPage(Page):
    """Everything by keyboard: Tab walks, Ctrl+Enter saves."""

    def __init__(self, model: MacrosModel, directory: Directory, session: SessionModel) -> None:
        super().__init__()
        self._model, self._directory, self._session = model, directory, session
        self._words, self._formats = MacroWords(directory, self), Formats(self)
        self._macro: Macro | None = None
        self.which = QComboBox()
        self.ko, self.en = LineField(""), LineField("")
        self.active = Switch()
        self.steps: list[StepEditor] = []
        self.add, self.save = Button("", "secondary", "plus"), Button("", "primary", "check", "Ctrl+Enter")
        self.state = Label("", "small", "muted", wrap=True)
        self.trial = Card()
        self.trial_head = Label("", "small_strong", "muted")
        self._steps, self._trial = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._listen()
        self.begin()
        self.show_macro(None)
        model.refresh()
        directory.refresh()

    def show_macro(self, macro: Macro | None) -> None:
        """Write this one, or a new one."""
        self._macro = macro
        names = macro.names if macro is not None else {}
        self.ko.set_text(names.get("ko", ""))
        self.en.set_text(names.get("en", ""))
        self.active.setChecked(macro is None or macro.active)
        self._put_steps(macro.steps if macro is not None else [NEW_STEP])
        self._list()
        self._say_state("")

    def draft(self) -> MacroDraft:
        """The macro as it is written."""
        names = {"ko": self.ko.text().strip(), "en": self.en.text().strip()}
        said = {code: name for code, name in names.items() if name}
        return MacroDraft(names=said, steps=[one.step() for one in self.steps], active=self.active.isChecked())

    def put(self) -> None:
        """Save it, or say what is missing."""
        self.ko.set_error("")
        if not self.ko.text().strip():
            self.ko.set_error(self.tr("It needs a name."))
            self.ko.edit.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._model.save(self.draft(), self._macro):
            self._say_state(self.tr("Being saved…"))

    # Building

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(16)
        names.addWidget(self.ko, 1)
        names.addWidget(self.en, 1)
        head = self.add_card()
        head.body.setSpacing(10)
        head.body.addWidget(self.which)
        head.body.addLayout(names)
        head.body.addWidget(self.active)
        steps = self.add_card()
        self._steps.setSpacing(0)
        steps.body.addLayout(self._steps)
        steps.body.addWidget(self.add)
        row = QHBoxLayout()
        row.addWidget(self.state, 1)
        row.addWidget(self.save)
        self.trial.body.addWidget(self.trial_head)
        self._trial.setSpacing(8)
        self.trial.body.addLayout(self._trial)
        self.column.addWidget(self.trial)
        self.column.addLayout(row)

    def _listen(self) -> None:
        self.which.activated.connect(self._chosen)
        self.add.clicked.connect(self._add_step)
        self.save.clicked.connect(self.put)
        self._model.changed.connect(self._list)
        self._model.changed.connect(self._try_out)
        self._model.saved.connect(self._saved)
        self._model.not_saved.connect(self._not_saved)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Macros"))
        self.which.setAccessibleName(self.tr("Macro"))
        self.ko.set_label(self.tr("Name in Korean"))
        self.en.set_label(self.tr("Name in English"))
        self.active.setText(self.tr("Agents may use it"))
        self.add.setText(self.tr("Add a step"))
        self.save.setText(self.tr("Save"))
        if self.steps:
            # Kinds, fields and states are named in the language in force: the editors are made anew.
            self._put_steps([one.step() for one in self.steps])
            self._list()

    # Inside

    def _list(self) -> None:
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem(self.tr("New macro"), None)
        for one in self._model.macros:
            name = self._words.name(one)
            self.which.addItem(name if one.active else filled(self.tr("{name} (out of use)"), name=name), one.id)
        self.which.setCurrentIndex(max(0, self.which.findData(self._macro.id if self._macro is not None else None)))
        self.which.blockSignals(False)

    def _chosen(self) -> None:
        wanted: object = self.which.currentData()
        self.show_macro(next((one for one in self._model.macros if one.id == wanted), None))

    def _put_steps(self, steps: list[MacroStep]) -> None:
        empty_out(self._steps)
        self.steps = [StepEditor(step, self._directory) for step in steps]
        for at, editor in enumerate(self.steps):
            if at:
                self._steps.addWidget(Divider())
            self._steps.addWidget(editor)
            editor.show_place(at, len(steps))
            editor.changed.connect(self._try_out)
            editor.moved.connect(partial(self._move, at))
            editor.removed.connect(partial(self._remove, at))
        self.add.setEnabled(len(steps) < MAX_STEPS)
        self._try_out()

    def _add_step(self) -> None:
        self._put_steps([*(one.step() for one in self.steps), NEW_STEP])
        self.steps[-1].take_keyboard()

    def _move(self, at: int, by: int) -> None:
        steps = [one.step() for one in self.steps]
        steps[at], steps[at + by] = steps[at + by], steps[at]
        self._put_steps(steps)
        self.steps[at + by].take_keyboard()

    def _remove(self, at: int) -> None:
        steps = [one.step() for one in self.steps]
        if len(steps) > 1:
            del steps[at]
            self._put_steps(steps)
            self.steps[min(at, len(steps) - 1)].take_keyboard()

    def _try_out(self) -> None:
        """What it would do for the customer on screen, as it is written now."""
        empty_out(self._trial)
        case, user = self._model.on_screen, self._session.user
        if case is None:
            self.trial_head.setText(self.tr("Open a customer to see here what it would do."))
            return
        name = user.name if user is not None else ""
        steps = [one.step() for one in self.steps]
        told = whole.preview(steps, case, [], agent=name, has_ticket=False)
        cost = self._formats.won(told.amount)
        words = self.tr("For {customer} it would be {amount} in all")
        self.trial_head.setText(filled(words, customer=case.situation.name, amount=cost))
        for step, one in zip(steps, told.steps, strict=True):
            line = StepLine(self._words, step)
            line.show_preview(one)
            self._trial.addWidget(line)

    def _saved(self, macro: Macro) -> None:
        self._macro = macro
        self._list()
        self._say_state(self.tr("Saved. Agents have it from now on."), "good")

    def _not_saved(self, problem: Problem | None) -> None:
        where = f" ({problem.errors[0].pointer})" if problem is not None and problem.errors else ""
        said = str(words_for(problem)) if problem is not None else self.tr("It could not be kept on this computer.")
        self._say_state(said + where, "bad")

    def _say_state(self, words: str, colour: str = "muted") -> None:
        self.state.setText(words)
        self.state.set_colour(colour)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever was on screen may be another one now."""
        super().showEvent(event)
        self._try_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put()
        else:
            super().keyPressEvent(event)
