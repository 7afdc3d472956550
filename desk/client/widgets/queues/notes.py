"""What is said on the floor, below the call bar and above every view: it takes neither the keyboard nor a place that
is written in, and stays until it is read."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.floor_requests import WhisperTo
from desk.client.models.formats import Formats, stopwatch
from desk.client.models.plain import filled, joined
from desk.client.widgets.announce import announce
from desk.client.widgets.call.parts import Icon, let_go
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.icons import IconName
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import Tone, blend, theme
from desk.contract.floor import Broadcast, Help, HelpState, Whisper

#: So many of a kind are shown at once, the others as a count.
MOST = 2
#: Words longer than this, or of more lines, scroll inside their note.
LONG, LINES = 280, 5


class Note(QWidget):
    """One thing that was said: who, the words, and what to do about it."""

    first = Signal()
    """The first button was pressed; carries nothing."""
    second = Signal()
    """The second button was pressed; carries nothing."""

    def __init__(self, tone: Tone, icon: IconName, words: str) -> None:
        super().__init__()
        self._tone: Tone = tone
        self.icon = Icon(icon, tone, 18)
        self.head = Label("", "strong")
        self.words = Label(words, "body", wrap=True)
        self.buttons = (Button("", "primary", tone=tone), Button("", "ghost"))
        for button, signal in zip(self.buttons, (self.first, self.second), strict=True):
            button.clicked.connect(signal)
            button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 6, 3)
        row.setSpacing(10)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.head, 0 if words else 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._room(words), 1, Qt.AlignmentFlag.AlignVCenter)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words.setVisible(bool(words))

    def _room(self, words: str) -> QWidget:
        if len(words) <= LONG and words.count("\n") < LINES:
            return self.words
        scroll = ClearScroll()
        scroll.show_content(self.words)
        scroll.setFixedHeight(LINES * self.words.fontMetrics().lineSpacing())
        return scroll

    @property
    def urgent(self) -> bool:
        """Whether somebody waits for an answer."""
        return self._tone == "bad"

    def say(self, head: str, first: str = "", hint: str = "", second: str = "") -> None:
        """Put the head and the buttons into the language in force; an empty button is not there."""
        self.head.setText(head)
        for button, words in zip(self.buttons, (first, second), strict=True):
            button.setText(words)
            button.setVisible(bool(words))
        self.buttons[0].set_hint(hint)
        self.setAccessibleName(joined(head, self.words.text(), by=": "))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        soft = t.soft(self._tone)
        box(painter, self.rect(), soft, blend(t.of(self._tone), soft, 0.35))
        painter.end()


class FloorNotes(Surface):
    """Help that is asked for (leads), my own asking, words of colleagues, notices that must be read."""

    def __init__(self, desk: Desk, commands: Commands) -> None:
        super().__init__("window")
        self._desk, self._commands = desk, commands
        self._formats = Formats(self)
        self.notes: dict[tuple[str, int], Note] = {}
        self.more = Label("", "small", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 12, 4)
        self._column.setSpacing(4)
        self._column.addWidget(self.more)
        for signal in (desk.helps.changed, desk.whispers.changed, desk.broadcasts.changed, commands.changed):
            signal.connect(self.refresh)
        desk.clock.tick.connect(self._tick)
        language().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is still to be heard, the most urgent first."""
        desk = self._desk
        wanted: list[tuple[tuple[str, int], object]] = [
            (("help", one.id), one) for one in desk.helps.waiting[: MOST + 1]
        ]
        mine = desk.helps.mine
        if desk.helps.asking or (mine is not None and mine.state is HelpState.ASKED):
            wanted.append((("mine", 0 if mine is None else mine.id), mine))
        wanted += [(("whisper", one.id), one) for one in reversed(desk.whispers.unread[-MOST:])]
        wanted += [(("broadcast", one.id), one) for one in desk.broadcasts.staying[:1]]
        self._keep([key for key, _ in wanted])
        fresh: list[Note] = []
        for place, (key, said) in enumerate(wanted):
            if key not in self.notes:
                self.notes[key] = self._made(key[0], said)
                self._column.insertWidget(place, self.notes[key])
                fresh.append(self.notes[key])
            self._say(self.notes[key], key[0], said, first=place == self._first_read(wanted))
        self._say_more()
        self.setVisible(bool(wanted))
        for note in fresh:
            announce(note, note.accessibleName(), urgent=note.urgent)

    def read_next(self) -> None:
        """I have read what is shown first of words and notices."""
        desk = self._desk
        shown_now = [key for key in self.notes if key[0] in ("whisper", "broadcast")]
        if any(kind == "whisper" for kind, _ in shown_now):
            desk.whispers.read(desk.whispers.unread[-1])
        elif desk.broadcasts.staying:
            desk.broadcasts.read(desk.broadcasts.staying[0])

    def can_read(self) -> bool:
        """Whether something is to be read."""
        return bool(self._desk.whispers.unread or self._desk.broadcasts.staying)

    # Inside

    @staticmethod
    def _first_read(wanted: list[tuple[tuple[str, int], object]]) -> int:
        kinds = [key[0] for key, _ in wanted]
        return next((at for at, kind in enumerate(kinds) if kind in ("whisper", "broadcast")), -1)

    def _keep(self, keys: list[tuple[str, int]]) -> None:
        for key in [key for key in self.notes if key not in keys]:
            let_go(self._column, self.notes.pop(key))

    def _made(self, kind: str, said: object) -> Note:
        desk = self._desk
        if kind == "help" and isinstance(said, Help):
            note = Note("bad", "help", said.words)
            note.first.connect(partial(desk.floor_asked.join.emit, said))
        elif kind == "whisper" and isinstance(said, Whisper):
            note = Note("info", "chat", said.words)
            note.first.connect(partial(desk.whispers.read, said))
            note.second.connect(partial(self._answer, said))
        elif kind == "broadcast" and isinstance(said, Broadcast):
            note = Note("warn", "bell", said.words)
            note.first.connect(partial(desk.broadcasts.read, said))
        else:
            note = Note("accent", "help", said.words if isinstance(said, Help) else "")
            note.first.connect(self._withdraw)
        return note

    def _say(self, note: Note, kind: str, said: object, *, first: bool) -> None:
        key = partial(self._key, first=first)
        if kind == "help" and isinstance(said, Help):
            head = filled(self.tr("{name} asks for help"), name=said.asker)
            waited = stopwatch((self._desk.clock.now() - said.asked_at).total_seconds())
            oldest = self._desk.helps.waiting[:1] == [said]
            note.say(joined(head, said.customer_name, waited), self.tr("Go and help"), key("floor.join", first=oldest))
        elif kind == "whisper" and isinstance(said, Whisper):
            head = filled(self.tr("A word from {name}"), name=said.from_name)
            at = self._formats.time(said.at)
            note.say(joined(head, at), self.tr("Read"), key("floor.read"), self.tr("Answer"))
        elif kind == "broadcast" and isinstance(said, Broadcast):
            head = filled(self.tr("Notice from {name}"), name=said.by)
            note.say(joined(head, self._formats.day_and_time(said.at)), self.tr("I have read it"), key("floor.read"))
        else:
            self._say_mine(note, said if isinstance(said, Help) else None)

    def _say_mine(self, note: Note, mine: Help | None) -> None:
        hint = self._key("floor.end_help", first=True)
        if mine is None:
            waits = self._desk.health.link.lost
            said = self.tr("No line: your call for help is sent as soon as there is one.")
            note.say(said if waits else self.tr("Asking for help…"), self.tr("Never mind"), hint)
            return
        waited = stopwatch((self._desk.clock.now() - mine.asked_at).total_seconds())
        head = filled(self.tr("You asked for help {waited} ago: the leads know, somebody will come."), waited=waited)
        note.say(head, self.tr("Never mind"), hint)

    def _key(self, name: str, *, first: bool) -> str:
        return shown(self._commands.first_key(name)) if first else ""

    def _say_more(self) -> None:
        desk = self._desk
        waiting = max(0, len(desk.helps.waiting) - MOST - 1)
        unread = max(0, len(desk.whispers.unread) - MOST) + max(0, len(desk.broadcasts.staying) - 1)
        helps = self.tr("%n more ask(s) for help", "", waiting) if waiting else ""
        reads = self.tr("%n more to read", "", unread) if unread else ""
        self.more.setText(joined(helps, reads))
        self.more.setVisible(bool(waiting or unread))

    def _answer(self, whisper: Whisper) -> None:
        self._desk.whispers.read(whisper)
        wish = WhisperTo(whisper.from_id, whisper.from_name, whisper.ticket_id, whisper.call_id)
        self._desk.floor_asked.whisper.emit(wish)

    def _withdraw(self) -> None:
        helps = self._desk.helps
        if helps.mine is not None:
            helps.end(helps.mine)
        else:
            helps.withdraw()

    def _tick(self) -> None:
        if any(kind in ("help", "mine") for kind, _ in self.notes):
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
