"""Below the actions: what leads have bundled. A press shows the whole before anything is done."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.directory import Directory
from desk.client.models.formats import Formats
from desk.client.models.macro_run import MacroRunModel
from desk.client.models.macro_words import MacroWords
from desk.client.models.outbox import MOVING
from desk.client.widgets.actions.macro_popover import MacroPopover
from desk.client.widgets.call.parts import ListRow, Section
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.theme import Tone
from desk.contract.macros import Macro, MacroRun


class MacrosBox(Section):
    """Rows by name; arrows and Enter work while the keyboard is here."""

    left = Signal()
    """The agent wants to write again; carries nothing."""

    def __init__(self, model: MacroRunModel, directory: Directory, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._model, self.words, self._formats = model, MacroWords(directory, self), Formats(self)
        self.rows: list[ListRow] = []
        self._seen: list[tuple[str, ...]] = []
        self.popover: MacroPopover | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(1)
        self.body.addLayout(self._list)
        model.changed.connect(self.refresh)
        directory.changed.connect(self.refresh)
        self._say()

    @property
    def offered(self) -> list[Macro]:
        """What can be chosen, in the order of the rows."""
        return self._model.offered

    def take_keyboard(self) -> None:
        """The keyboard goes to the first macro."""
        if self.rows:
            take_keyboard(self.rows[0])

    def choose(self, macro_id: int) -> None:
        """Show what a macro would do for whoever is open."""
        at = next((at for at, one in enumerate(self.offered) if one.id == macro_id), None)
        if at is None or at >= len(self.rows):
            return
        if self.popover is not None:
            self.popover.close()
        self.popover = popover = MacroPopover(self._model, self.words, self.offered[at], self.window())
        popover.closed.connect(self._forget)
        # Rows are built anew while it is open; the group itself stays.
        popover.ask_at(self)

    def refresh(self) -> None:
        """Show the macros as they are, and how the latest run of each stands."""
        seen = [self._line(one) for one in self.offered]
        self.setVisible(bool(seen))
        if seen == self._seen:
            return
        focused = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._seen, self.rows = seen, []
        for macro, (title, detail, aside, tone) in zip(self.offered, seen, strict=True):
            row = ListRow(title, detail, "play", aside=aside, tone=_tone(tone), aside_tone=_tone(tone))
            row.clicked.connect(lambda _checked=False, wanted=macro.id: self.choose(wanted))
            row.walked.connect(self._walk)
            self.rows.append(row)
            self._list.addWidget(row)
            # Else it is shown, and could take the keyboard, one round of the loop later.
            row.show()
        if focused is not None and self.rows:
            take_keyboard(self.rows[min(focused, len(self.rows) - 1)])

    # Inside

    def _walk(self, by: int) -> None:
        at = next((at for at, row in enumerate(self.rows) if row.hasFocus()), 0)
        take_keyboard(self.rows[(at + by) % len(self.rows)])

    def _forget(self) -> None:
        self.popover = None

    def _line(self, macro: Macro) -> tuple[str, ...]:
        """Title, detail, what stands at the right, and the tone of that."""
        pending, run = self._model.pending_of(macro), self._model.runs.get(macro.id)
        if pending is not None:
            moving = pending.status in MOVING
            return self.words.name(macro), self.words.steps(macro), self._sent(moving), "info" if moving else "bad"
        if run is not None and run.open:
            return self.words.name(macro), self.words.summary(run.results), self.tr("Needs you"), "warn"
        told = self._model.preview_of(macro)
        amount = self._formats.won(told.amount) if told is not None and told.amount else ""
        asks = told is not None and told.needs_approval
        return self.words.name(macro), self._detail(macro, run), amount, "warn" if asks else "neutral"

    def _sent(self, moving: bool) -> str:
        return self.tr("On its way") if moving else self.tr("Not run")

    def _detail(self, macro: Macro, run: MacroRun | None) -> str:
        return self.words.steps(macro) if run is None else self.words.summary(run.results)

    def _say(self) -> None:
        self.set_words(self.tr("Macros"))
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if focused is not None:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                take_keyboard(self.rows[(focused + step) % len(self.rows)])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if focused is not None:
                if not event.isAutoRepeat():
                    self.rows[focused].click()
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def _tone(name: str) -> Tone:
    tones: dict[str, Tone] = {"info": "info", "bad": "bad", "warn": "warn"}
    return tones.get(name, "neutral")
