"""Changes any attribute of many cards at once: owner, queue, state, priority, tags, until when they are put aside."""

from collections.abc import Sequence

from msgspec import UNSET
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.board_columns import NOBODY
from desk.client.models.board_floor import BoardFloor
from desk.client.models.board_targets import Snooze, until_of
from desk.client.models.clock import Clock
from desk.client.models.plain import filled
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.queues.board.words import BoardWords
from desk.contract.board import Card, CardChange
from desk.contract.service import Priority
from desk.contract.tickets import TicketState

#: Tags of one change, their length, and that of the reason, as the server takes them.
TAGS, LONGEST, WHY = 20, 40, 300


class BulkSheet(Overlay):
    """What is left as it is changes nothing."""

    ordered = Signal(object, object, str)
    """Cards shall be changed; carries them, the `CardChange`, and why."""

    def __init__(self, host: QWidget, floor: BoardFloor, words: BoardWords, clock: Clock) -> None:
        super().__init__(host, width=520, height=470)
        self._floor, self._words, self._clock = floor, words, clock
        self._cards: list[Card] = []
        self.heading = Label("", "title", "text")
        self.owner, self.queue, self.state, self.priority, self.snooze = (QComboBox() for _ in range(5))
        self.add_tags, self.remove_tags, self.why = LineField(), LineField(), LineField()
        self.why.edit.setMaxLength(WHY)
        self._labels = [Label("", "body", "muted") for _ in range(5)]
        self.yes = Button("", "primary", hint="Ctrl+Enter")
        self.no = Button("", "ghost", hint="Esc")
        self._lay_out()
        for choice in (self.owner, self.queue, self.state, self.priority, self.snooze):
            choice.currentIndexChanged.connect(self._check)
        for field in (self.add_tags, self.remove_tags):
            field.changed.connect(self._check)
        self.snooze.currentIndexChanged.connect(self._fit_state)
        self.yes.clicked.connect(self._order)
        self.no.clicked.connect(self.close)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        choices = (self.owner, self.queue, self.state, self.priority, self.snooze)
        for label, choice in zip(self._labels, choices, strict=True):
            form.addRow(label, choice)
        tags = QHBoxLayout()
        tags.setSpacing(12)
        tags.addWidget(self.add_tags)
        tags.addWidget(self.remove_tags)
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(form)
        column.addLayout(tags)
        column.addWidget(self.why)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        column.addLayout(foot)
        self.body.addLayout(column)

    def ask(self, cards: Sequence[Card]) -> None:
        """What shall become of these?"""
        self._cards = list(cards)
        self._say()
        self._offer()
        for choice in (self.owner, self.queue, self.state, self.priority, self.snooze):
            choice.setCurrentIndex(0)
        for field in (self.add_tags, self.remove_tags, self.why):
            field.set_text("")
        self._check()
        self.open(self.owner)

    def change(self) -> CardChange:
        """What is filled in."""
        owner, queue = self.owner.currentData(), self.queue.currentData()
        state, priority, snooze = self.state.currentData(), self.priority.currentData(), self.snooze.currentData()
        return CardChange(
            owner_id=UNSET if owner is None else owner or None,
            queue_id=UNSET if queue is None else queue,
            state=UNSET if state is None else TicketState(state),
            priority=UNSET if priority is None else Priority(priority),
            pending_until=UNSET if snooze is None else until_of(Snooze(snooze), self._clock.now()),
            add_tags=_tags(self.add_tags.text()),
            remove_tags=_tags(self.remove_tags.text()),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._order()
            return
        super().keyPressEvent(event)

    def _people(self) -> list[tuple[int, str]]:
        people = sorted(self._floor.agents.values(), key=lambda one: (not one.here, one.name))
        away = self.tr("{name} (not here)")
        return [(one.user_id, one.name if one.here else filled(away, name=one.name)) for one in people]

    def _offer(self) -> None:
        """What there is to choose from, in the language in force."""
        self._fill(self.owner, [(NOBODY, self.tr("Without an owner")), *self._people()])
        self._fill(self.queue, [(one, self._floor.queue_name(one)) for one in self._floor.queues()])
        self._fill(self.state, [(one, self._words.state(one)) for one in TicketState])
        self._fill(self.priority, [(one, self._words.priority(one)) for one in reversed(Priority)])
        self._fill(self.snooze, [(one, self._words.snooze(one)) for one in Snooze])

    def _fill(self, choice: QComboBox, options: Sequence[tuple[object, str]]) -> None:
        """Offer these; what was chosen stays chosen."""
        before = choice.currentData()
        choice.blockSignals(True)
        choice.clear()
        choice.addItem(self.tr("(as it is)"), None)
        for value, words in options:
            choice.addItem(words, value.value if isinstance(value, TicketState | Priority | Snooze) else value)
        choice.setCurrentIndex(max(0, choice.findData(before)) if before is not None else 0)
        choice.blockSignals(False)

    def _fit_state(self) -> None:
        """What is put aside until then has that state."""
        aside = self.snooze.currentData() is not None
        self.state.setEnabled(not aside)
        if aside:
            self.state.setCurrentIndex(0)

    def _check(self) -> None:
        self.yes.setEnabled(self.change() != CardChange())

    def _order(self) -> None:
        change = self.change()
        if change != CardChange():
            self.close()
            self.ordered.emit(self._cards, change, self.why.text().strip())

    def _say(self) -> None:
        heading = filled(self.tr("Change {cards}"), cards=self._words.cards(len(self._cards)))
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        names = (self.tr("Owner"), self.tr("Queue"), self.tr("State"), self.tr("Priority"), self.tr("Put aside"))
        choices = (self.owner, self.queue, self.state, self.priority, self.snooze)
        for label, choice, name in zip(self._labels, choices, names, strict=True):
            label.setText(name)
            choice.setAccessibleName(name)
        self.add_tags.set_label(self.tr("Add tags, with spaces between"))
        self.remove_tags.set_label(self.tr("Remove tags"))
        self.why.set_label(self.tr("Why (everybody sees it)"))
        self.yes.setText(self.tr("Change"))
        self.no.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self._say()
            self._offer()
        super().changeEvent(event)


def _tags(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.lstrip("#")[:LONGEST] for one in words.split() if one.lstrip("#")))[:TAGS]
