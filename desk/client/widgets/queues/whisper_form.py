"""A word to a colleague that only the two see: to whom, what was said before, whether it was read."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.floor_requests import WhisperTo
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import TextField
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.contract.floor import Whisper, WhisperDraft

#: So many of the words said before are shown.
BEFORE = 4
LONGEST = 2000


class WhisperForm(Popover):
    """Opened by a key, so it takes the keyboard; it stays open, so that one sees whether it was read."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, width=380, sticky=True)
        self._desk, self._formats = desk, Formats(self)
        self._about: WhisperTo | None = None
        self.title, self.close_button = ElidedLabel("", "title"), IconButton("x", "-")
        self.person = QComboBox()
        self.person.setEditable(True)
        self.person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.said = QVBoxLayout()
        self.said.setSpacing(6)
        self.words = TextField("-", lines=3)
        self.words.edit.installEventFilter(self)
        self.send = Button("", "primary", "send", "Enter")
        self._lines: list[QWidget] = []
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        completer = self.person.completer()
        if isinstance(completer, QCompleter):
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self.body.addWidget(self.person)
        self.body.addLayout(self.said)
        self.body.addWidget(self.words)
        self.body.addWidget(self.send)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.person.currentIndexChanged.connect(self._person_chosen)
        self.words.changed.connect(self._say_send)
        self.send.clicked.connect(self.submit)
        self._desk.whispers.changed.connect(self.refresh)
        self._desk.directory.colleagues.changed.connect(self._people_came)
        language().changed.connect(self.retranslate)

    def ask(self, anchor: QWidget, to: WhisperTo | None) -> None:
        """Open for a colleague, or for one who is still to be chosen."""
        self._about = to
        self.words.set_error("")
        self.words.set_text("")
        self._desk.directory.colleagues.refresh()
        self._fill(None if to is None else (to.user_id, to.name))
        self.refresh()
        self.open_at(anchor, keyboard=self.person if to is None else self.words.edit)

    def other(self) -> int:
        """To whom; 0 while nobody is chosen, or while what is written could be several."""
        typed, at = self.person.currentText(), self.person.currentIndex()
        if at < 0 or self.person.itemText(at) != typed:
            meant = [one for one in range(self.person.count()) if self.person.itemText(one) == typed]
            at = meant[0] if len(meant) == 1 else -1
        return int(self.person.itemData(at)) if at >= 0 else 0

    def submit(self) -> None:
        """Say it."""
        words = self.words.text().strip()
        if not words or len(words) > LONGEST or not self.other():
            self._say_send()
            return
        about = self._about if self._about is not None and self._about.user_id == self.other() else None
        self._desk.whispers.say(
            WhisperDraft(
                to_id=self.other(),
                words=words,
                ticket_id=None if about is None else about.ticket_id,
                call_id=None if about is None else about.call_id,
            )
        )
        self.words.set_text("")
        self.refresh()

    def refresh(self) -> None:
        """Show what was said, and whether it was read."""
        for line in self._lines:
            self.said.removeWidget(line)
            line.hide()
            line.deleteLater()
        shown = self._desk.whispers.between(self.other())[-BEFORE:] if self.other() else []
        self._lines = [widget for one in shown for widget in self._line(one)]
        for line in self._lines:
            self.said.addWidget(line)
        self._say_send()

    # Inside

    def _fill(self, first: tuple[int, str] | None) -> None:
        chosen = self.other() if first is None else first[0]
        me, known = self._desk.whispers.me, self._desk.directory.colleagues.people
        colleagues = (one for one in known.values() if one.user_id != me)
        people = self._desk.directory.colleagues.told_apart(colleagues)
        if first is not None and first[0] not in people:
            people = dict([first]) | people
        self.person.blockSignals(True)
        self.person.clear()
        for user_id, name in people.items():
            self.person.addItem(name, user_id)
        self.person.setCurrentIndex(self.person.findData(chosen) if chosen else -1)
        self.person.blockSignals(False)

    def _line(self, one: Whisper) -> list[QWidget]:
        mine = one.to_id == self.other()
        who = self.tr("You") if mine else one.from_name
        words = Label(one.words, "body", "muted" if mine else "text", wrap=True)
        below = joined(who, self._formats.time(one.at), self._read(one) if mine else "")
        foot = ElidedLabel(below, "small", "good" if mine and one.read_at is not None else "faint")
        return [words, foot]

    def _read(self, one: Whisper) -> str:
        if one.read_at is None:
            return self.tr("not read yet")
        return filled(self.tr("read {time}"), time=self._formats.time(one.read_at))

    def _people_came(self) -> None:
        """Nobody who types a name is interrupted."""
        if self.isVisible() and (self.other() or not self.person.currentText()):
            chosen = (self.other(), self.person.currentText()) if self.other() else None
            self._fill(chosen)
            self.refresh()

    def _person_chosen(self) -> None:
        self.refresh()

    def _say_send(self) -> None:
        saying = self._desk.whispers.is_saying()
        words = self.words.text().strip()
        self.words.set_error(self.tr("Please say it in fewer words.") if len(words) > LONGEST else "")
        self.send.setText(self.tr("Sending…") if saying else self.tr("Say it"))
        self.send.setEnabled(bool(words) and len(words) <= LONGEST and bool(self.other()))

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("A word to a colleague"))
        self.title.setText(self.tr("A word to a colleague"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        self.person.setAccessibleName(self.tr("To whom"))
        edit = self.person.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("To whom"))
            edit.setAccessibleName(self.tr("To whom"))
        self.words.set_label(self.tr("Only the two of you see it"))
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter says it, Shift+Enter begins a line; an input method's Enter is its own."""
        if watched is self.words.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
                self.submit()
                return True
        return super().eventFilter(watched, event)
