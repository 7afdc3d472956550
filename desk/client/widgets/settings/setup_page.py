"""What the pages about queues share: rows with fields, a line that says how saving went, and the button."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox

from desk.client.models.queue_setup import QueueSetUp
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.settings.page import Page
from desk.client.widgets.theme import theme
from desk.contract.errors import Problem

WIDE = 132


def number(most: int, least: int = 0) -> QSpinBox:
    """A field for a whole number."""
    field = QSpinBox()
    field.setRange(least, most)
    field.setFixedWidth(theme().scaled(WIDE))
    return field


def share(most: float) -> QDoubleSpinBox:
    """A field for a number with a part."""
    field = QDoubleSpinBox()
    field.setRange(0, most)
    field.setDecimals(1)
    field.setSingleStep(0.5)
    field.setFixedWidth(theme().scaled(WIDE))
    return field


class SetUpPage(Page):
    """Everything by keyboard: Tab walks, Ctrl+Enter saves."""

    def __init__(self, model: QueueSetUp) -> None:
        super().__init__()
        self.model = model
        self._as_shown: object = None
        self._sent: object = None
        self.save = Button("", "primary", "check", "Ctrl+Enter")
        self.state = Label("", "small", "muted", wrap=True)
        self.save.clicked.connect(self.put)
        model.saved.connect(self._saved)
        model.not_saved.connect(self._not_saved)

    def add_foot(self) -> None:
        """The line and the button, below everything."""
        row = QHBoxLayout()
        row.addWidget(self.state, 1)
        row.addWidget(self.save)
        self.column.addLayout(row)

    def put(self) -> None:
        """Save it, or say what is missing."""
        raise NotImplementedError

    def written(self) -> object:
        """What stands in the fields now, to be compared."""
        raise NotImplementedError

    def keep_shown(self) -> None:
        """What stands in the fields is what is in force."""
        self._as_shown = self.written()

    def is_being_written(self) -> bool:
        """Whether somebody has changed something here that is not saved; what others set meanwhile then waits."""
        if self._as_shown is None or self.written() == self._as_shown:
            return False
        self.say_state(self.tr("It has changed since. What you wrote stays, and saving puts it in force."), "warn")
        return True

    def say_state(self, words: str, colour: str = "muted") -> None:
        """Say how it went."""
        self.state.setText(words)
        self.state.set_colour(colour)

    def say_saving(self, begun: bool) -> None:
        """It is on its way, or has to wait."""
        if begun:
            self._sent = self.written()
        self.say_state(self.tr("Being saved…") if begun else self.tr("One moment: something is still on its way."))

    def _saved(self) -> None:
        if self._sent is not None:
            self._as_shown, self._sent = self._sent, None
        if self.isVisible():
            self.say_state(self.tr("Saved. It is in force."), "good")

    def _not_saved(self, problem: Problem | None) -> None:
        self._sent = None
        if self.isVisible():
            kept = self.tr("It could not be kept on this computer.")
            where = f" ({problem.errors[0].pointer})" if problem is not None and problem.errors else ""
            self.say_state((str(words_for(problem)) if problem is not None else kept) + where, "bad")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.say_state("")
        self.model.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put()
        else:
            super().keyPressEvent(event)
