"""One step of a macro as a lead writes it: what it is, what is known of its form, and whether a refusal stops it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.actions import ACTIONS
from desk.actions.action import FieldKind
from desk.actions.macro import VARIABLES
from desk.client.models.directory import Directory, in_language
from desk.client.models.macro_words import MacroWords
from desk.client.models.plain import filled
from desk.client.models.remedy_words import RemedyWords, said
from desk.client.widgets.actions.fields import ChoiceEditor, FieldEditor, editor_for
from desk.client.widgets.call.parts import empty_out
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import TextField
from desk.client.widgets.controls.switch import Switch
from desk.contract.macros import MacroStep, StepKind
from desk.contract.tickets import ArticleKind, TicketState

WRITTEN = (ArticleKind.NOTE, ArticleKind.CALL_NOTE, ArticleKind.REPLY)


class StepEditor(QWidget):
    """`step()` is what is written; it may not be complete."""

    changed = Signal()
    """Something is written differently; carries nothing."""
    moved = Signal(int)
    """The lead moves the step; carries -1 (up) or 1 (down)."""
    removed = Signal()
    """The lead takes the step out; carries nothing."""

    def __init__(self, step: MacroStep, directory: Directory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._directory, self._words, self._remedies = directory, MacroWords(directory, self), RemedyWords(self)
        self.number = Label("", "strong", "muted")
        self.kind = QComboBox()
        self.up, self.down = IconButton("arrow-up", "", size=14), IconButton("arrow-down", "", size=14)
        self.remove = IconButton("trash", "", size=14)
        self.go_on, self.ask_approval = Switch(), Switch()
        self.fields: dict[str, FieldEditor] = {}
        self.queue, self.state = QComboBox(), QComboBox()
        self.body = TextField("", lines=2)
        self._inner = QVBoxLayout()
        self._lay_out()
        self._fill_kinds()
        self._show(step)
        self.kind.activated.connect(self._other_kind)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        for switch in (self.go_on, self.ask_approval):
            switch.toggled.connect(self.changed)
        for combo in (self.queue, self.state):
            combo.activated.connect(self.changed)
        self.body.changed.connect(self.changed)

    def step(self) -> MacroStep:
        """The step as it is written."""
        kind, name = self._chosen()
        if kind is StepKind.ACTION:
            filled = {name: editor.value() for name, editor in self.fields.items()}
            values = {name: value for name, value in filled.items() if value is not None}
            asks = self.ask_approval.isChecked()
            return MacroStep(kind=kind, action=name, values=values, ask_approval=asks, go_on=self.go_on.isChecked())
        if kind is StepKind.TICKET:
            queue: object = self.queue.currentData()
            state: object = self.state.currentData()
            return MacroStep(
                kind=kind,
                queue_id=queue if isinstance(queue, int) else None,
                state=TicketState(state) if isinstance(state, str) else None,
                go_on=self.go_on.isChecked(),
            )
        body = self.body.text().strip()
        return MacroStep(kind=kind, article_kind=ArticleKind(name), body=body, go_on=self.go_on.isChecked())

    def show_place(self, at: int, count: int) -> None:
        """Say which one it is, and where it can go."""
        self.number.setText(str(at + 1))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)
        where = filled(self.tr("Step {number}"), number=at + 1)
        self.kind.setAccessibleName(where)
        self.up.set_label(filled(self.tr("{step}: earlier"), step=where))
        self.down.set_label(filled(self.tr("{step}: later"), step=where))
        self.remove.set_label(filled(self.tr("{step}: take out"), step=where))

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number)
        head.addWidget(self.kind, 1)
        for button in (self.up, self.down, self.remove):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(20)
        foot.addWidget(self.ask_approval)
        foot.addWidget(self.go_on)
        foot.addStretch(1)
        self.go_on.setText(self.tr("Go on if it is refused"))
        self.ask_approval.setText(self.tr("Ask a lead if over the limit"))
        self._inner.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._inner)
        column.addLayout(foot)

    def _fill_kinds(self) -> None:
        for action in ACTIONS.values():
            self.kind.addItem(said(action.title), f"{StepKind.ACTION}:{action.name}")
        self.kind.addItem(self.tr("Ticket: open or change"), f"{StepKind.TICKET}:")
        for kind in WRITTEN:
            self.kind.addItem(filled(self.tr("Write: {kind}"), kind=self._words.article(kind)), f"article:{kind}")
        self.queue.addItem(self.tr("Leave the queue"), None)
        for queue in self._directory.queues.values():
            self.queue.addItem(in_language(queue.names, queue.name), queue.id)
        self.state.addItem(self.tr("Leave the state"), None)
        for state in TicketState:
            self.state.addItem(self._words.state(state), state.value)
        self.queue.setAccessibleName(self.tr("Queue"))
        self.state.setAccessibleName(self.tr("State"))
        names = " ".join(f"{{{name}}}" for name in VARIABLES)
        self.body.set_label(filled(self.tr("Words. Filled in by itself: {names}"), names=names))

    def _chosen(self) -> tuple[StepKind, str]:
        kind, _, name = str(self.kind.currentData()).partition(":")
        return StepKind(kind), name

    def _show(self, step: MacroStep) -> None:
        name = {StepKind.ACTION: step.action or "", StepKind.TICKET: "", StepKind.ARTICLE: str(step.article_kind)}
        self.kind.setCurrentIndex(max(0, self.kind.findData(f"{step.kind}:{name[step.kind]}")))
        self.go_on.setChecked(step.go_on)
        self.ask_approval.setChecked(step.ask_approval)
        self.queue.setCurrentIndex(max(0, self.queue.findData(step.queue_id)))
        self.state.setCurrentIndex(max(0, self.state.findData(str(step.state) if step.state else None)))
        self.body.set_text(step.body)
        self._show_fields()
        for field, value in step.values.items():
            if field in self.fields:
                self.fields[field].set_value(value)

    def _other_kind(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        """What belongs to the kind of step; times and personal data are asked when it runs, never written down."""
        kind, name = self._chosen()
        for part in (self.queue, self.state, self.body):
            self._inner.removeWidget(part)
            part.setParent(self)
        empty_out(self._inner)
        self.fields = {}
        if kind is StepKind.ACTION:
            for field in ACTIONS[name].fields:
                if field.kind is not FieldKind.INSTANT and field.personal is None:
                    self.fields[field.name] = self._editor(editor_for(field))
        elif kind is StepKind.TICKET:
            self._inner.addWidget(self.queue)
            self._inner.addWidget(self.state)
        else:
            self._inner.addWidget(self.body)
        self.queue.setVisible(kind is StepKind.TICKET)
        self.state.setVisible(kind is StepKind.TICKET)
        self.body.setVisible(kind is StepKind.ARTICLE)
        self.ask_approval.setVisible(kind is StepKind.ACTION)

    def _editor(self, editor: FieldEditor) -> FieldEditor:
        if isinstance(editor, ChoiceEditor):
            editor.combo.insertItem(0, self.tr("Left to the order and the agent"), None)
            editor.combo.setCurrentIndex(0)
        editor.changed.connect(self.changed)
        self._inner.addWidget(editor)
        return editor

    def take_keyboard(self) -> None:
        """The keyboard goes to what the step is."""
        self.kind.setFocus(Qt.FocusReason.TabFocusReason)
