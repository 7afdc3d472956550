"""A macro before, while and after it runs: every step, the sum, what is missing; Enter goes on, Escape leaves."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.formats import Formats
from desk.client.models.macro_run import MacroRunModel, Phase
from desk.client.models.macro_words import MacroWords
from desk.client.models.plain import filled, joined
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.actions.fields import FieldEditor, editor_for
from desk.client.widgets.actions.step_line import StepLine
from desk.client.widgets.call.customer_rows import Panelet
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.popover import Popover
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import Tone, theme
from desk.contract.macros import Macro, MacroPreview, StepState
from desk.contract.remedies import Values

WIDTH, HIGHEST = 420, 380


class MacroPopover(Popover):
    """Made for one look at a macro and gone afterwards; the run goes on without it."""

    def __init__(self, model: MacroRunModel, words: MacroWords, macro: Macro, host: QWidget) -> None:
        super().__init__(host, width=WIDTH, sticky=True)
        self._model, self._words, self._macro = model, words, macro
        self._remedies, self._formats = RemedyWords(self), Formats(self)
        self._gone, self._phase = False, Phase.LOOKING
        self.lines = [StepLine(words, step) for step in macro.steps]
        self.editors: dict[str, FieldEditor] = {}
        self.steps, self.asked = ClearScroll(), QVBoxLayout()
        self.title = ElidedLabel("", "title")
        self.close_button = IconButton("x", "-")
        self.sum = Label("", "strong", wrap=True)
        self.note = Label("", "small", "muted", wrap=True)
        self.box = Panelet("neutral")
        self.do = Button("", "primary", "play", "Enter")
        self.skip = Button("", "secondary")
        self.leave = Button("", "ghost", hint="Esc")
        self._lay_out()
        self.closed.connect(self._end)
        self.close_button.clicked.connect(self.close)
        self.leave.clicked.connect(self._leave)
        self.skip.clicked.connect(self._skip)
        self.do.clicked.connect(self.go_on)
        model.choose(macro)
        model.changed.connect(self.refresh)
        self.refresh()

    def ask_at(self, anchor: QWidget) -> None:
        """Open beside the row; the keyboard goes to what is missing, else to the button that runs it."""
        first = next(iter(self.editors.values()), None)
        self.open_at(anchor, keyboard=self.do if first is None else first.editor())

    def values(self) -> Values:
        """What was filled in; empty fields are left out."""
        filled = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in filled.items() if value is not None}

    def go_on(self) -> None:
        """Run it, go on with what was filled in, send what lay, or close what is over."""
        match self._model.phase:
            case Phase.LOOKING:
                self._model.start()
            case Phase.REFUSED if self._model.run is None:
                self._model.start()
            case Phase.ASKING | Phase.REFUSED:
                self._fill()
            case Phase.HELD:
                self._model.send_anyway()
            case Phase.OVER:
                self.close()
            case _:
                pass

    # Showing

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Icon("play", "accent", 18))
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 8, 2)
        column.setSpacing(10)
        for line in self.lines:
            column.addWidget(line)
        column.addStretch(1)
        self.steps.show_content(content)
        self.asked.setSpacing(10)
        inside = QVBoxLayout(self.box)
        inside.setContentsMargins(10, 8, 10, 9)
        inside.setSpacing(3)
        inside.addWidget(self.sum)
        inside.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.do)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addWidget(self.steps)
        self.body.addWidget(Divider())
        self.body.addLayout(self.asked)
        self.body.addWidget(self.box)
        self.body.addLayout(buttons)

    def refresh(self) -> None:
        """Show it as it stands, in the language in force."""
        if self._gone:
            return
        if self._model.macro is None or self._model.macro.id != self._macro.id:
            self.close()
            return
        self.title.setText(self._words.name(self._macro))
        self.setAccessibleName(self.title.text())
        self.close_button.set_label(self.tr("Close"), "Esc")
        self._show_steps()
        self._show_asked()
        self._show_state()
        self._show_buttons()
        self._fit()
        # Words that were just put in have their height one round of the loop later.
        QTimer.singleShot(0, self, self._fit)

    def _show_steps(self) -> None:
        told, run = self._model.preview, self._model.run
        for at, line in enumerate(self.lines):
            if run is not None and at < len(run.results):
                line.show_result(run.results[at], told.steps[at] if told is not None else None)
            elif told is not None:
                line.show_preview(told.steps[at])

    def _show_asked(self) -> None:
        """The editors stay while the same is asked: what is being typed is not taken away."""
        fields = self._model.asked if self._model.phase in (Phase.ASKING, Phase.REFUSED) else []
        if [one.name for one in fields] == list(self.editors):
            return
        for editor in self.editors.values():
            self.asked.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self.editors = {field.name: editor_for(field) for field in fields}
        for editor in self.editors.values():
            editor.changed.connect(self._show_state)
            editor.accepted.connect(self.go_on)
            self.asked.addWidget(editor)
        if self.isVisible() and (self.isAncestorOf(self.window().focusWidget() or self.window()) or fields):
            take_keyboard(next(iter(self.editors.values())).editor() if self.editors else self.do)

    def _show_state(self) -> None:
        phase, told = self._model.phase, self._model.preview
        tone: Tone = "neutral"
        sum_, note = self._sum(told), ""
        match phase:
            case Phase.LOOKING:
                tone = "warn" if told is not None and told.needs_approval else "neutral"
            case Phase.SENDING:
                sum_ = self.tr("Being run…")
            case Phase.QUEUED:
                tone, sum_ = "warn", self.tr("No connection: nothing has happened yet.")
                note = self.tr("It is run when the server is back. Do not promise it yet.")
            case Phase.UNSURE:
                tone, sum_ = "warn", self.tr("No answer came yet.")
                note = self.tr("It is sent again, and happens once, not twice.")
            case Phase.HELD:
                tone, sum_ = "warn", self.tr("It lay for long, so it was not run. Does it still hold?")
            case Phase.ASKING:
                tone, sum_, note = self._asking()
            case Phase.REFUSED:
                tone, sum_ = "bad", self.tr("It was not run.")
                note = str(words_for(self._model.problem)) if self._model.problem is not None else ""
            case Phase.OVER:
                tone, sum_ = self._outcome()
        self.box.set_tone(tone)
        self.sum.setText(sum_)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _sum(self, told: MacroPreview | None) -> str:
        if told is None:
            return self.tr("Looking at what can be done…")
        cost = self._formats.won(told.amount) if told.amount else ""
        words = filled(self.tr("{amount} in all"), amount=cost) if cost else self.tr("It costs nothing.")
        return filled(self.tr("{sum} · a lead is asked"), sum=words) if told.needs_approval else words

    def _asking(self) -> tuple[Tone, str, str]:
        """What the step that waits would do as it is filled in."""
        at, tried = self._model.asked_at, self._model.try_out(self.values())
        name = self._words.step(self._macro.steps[at]) if at is not None else ""
        said = filled(self.tr("{step} needs to know this; the rest follows."), step=name)
        if any(editor.value() is None for editor in self.editors.values()) or tried is None:
            return "info", said, ""
        if tried.effect is None:
            return "bad", said, self._remedies.obstacle(tried.obstacle) if tried.obstacle is not None else ""
        asks = self.tr("Over your limit: asks a lead") if tried.needs_approval else ""
        parts = (self._remedies.amount(tried.effect.amount), asks, tried.effect.told)
        return "info", said, joined(*parts)

    def _outcome(self) -> tuple[Tone, str]:
        results = self._model.run.results if self._model.run is not None else []
        states = {one.state for one in results}
        bad, open_ = StepState.REFUSED in states, StepState.AWAITING in states
        return "bad" if bad else "warn" if open_ else "good", self._words.summary(results)

    def _show_buttons(self) -> None:
        phase, told = self._model.phase, self._model.preview
        asking = bool(self.editors)
        words = {
            Phase.HELD: self.tr("Run it now"),
            Phase.ASKING: self.tr("Go on"),
            Phase.OVER: self.tr("Close"),
        }.get(phase, self.tr("Go on") if asking else self.tr("Run it"))
        self.do.setText(words)
        self.do.set_icon("check" if phase is Phase.OVER else "play")
        self.do.set_hint("Ctrl+Enter" if any(hasattr(one, "text") for one in self.editors.values()) else "Enter")
        ready = phase in (Phase.HELD, Phase.ASKING, Phase.OVER)
        self.do.setEnabled(ready or (phase in (Phase.LOOKING, Phase.REFUSED) and told is not None))
        self.skip.setText(self.tr("Skip it"))
        self.skip.setVisible(asking)
        self.leave.setText(self.tr("Do not run it") if self._may_let_go() else self.tr("Close"))
        self.leave.setVisible(phase is not Phase.OVER)
        # The button that was pressed could not keep the keyboard while it was under way.
        moved, self._phase = phase is not self._phase, phase
        if moved and not asking and self.do.isEnabled() and self.isAncestorOf(self.window().focusWidget() or self):
            take_keyboard(self.do)

    def _may_let_go(self) -> bool:
        return self._model.phase in (Phase.QUEUED, Phase.HELD)

    def _fit(self) -> None:
        content = self.steps.widget()
        layout = content.layout() if content is not None else None
        if content is not None and layout is not None:
            layout.activate()
            wide = theme().scaled(WIDTH) - 32
            high = layout.totalHeightForWidth(wide)
            self.steps.setFixedHeight(min(theme().scaled(HIGHEST), high + 4))
        self.place()

    # What the keys do

    def _fill(self) -> None:
        empty = next((one for one in self.editors.values() if one.value() is None), None)
        if empty is not None:
            take_keyboard(empty.editor())
            return
        self._model.fill(self.values())

    def _skip(self) -> None:
        self._model.skip()

    def _leave(self) -> None:
        if self._may_let_go():
            self._model.let_go()
        self.close()

    def _end(self) -> None:
        if not self._gone:
            self._gone = True
            if self._model.macro is not None and self._model.macro.id == self._macro.id:
                self._model.leave()
            self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.go_on()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
