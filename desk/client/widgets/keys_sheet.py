"""The key sheet: every key there is, by topic, made from the table of commands."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.plain import filled
from desk.client.widgets.command import Command, Topic, topic_words
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.keycap import Keycap
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.scroll import ClearScroll

_WIDTH, _HEIGHT = 1160, 592
#: About as many commands in each column.
_COLUMNS = (
    (Topic.GENERAL, Topic.STATE, Topic.DAY, Topic.SHIFTS, Topic.LOOK),
    (Topic.CALL, Topic.WRITING, Topic.BOARD, Topic.FLOOR),
    (Topic.ACTIONS, Topic.VIEWS, Topic.HISTORY),
)


class KeysSheet(Overlay):
    """Lists the keys; where to change them is one press away."""

    def __init__(self, host: QWidget, commands: Commands) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT)
        self._commands = commands
        self.title = Label("", "title")
        self.close_button = IconButton("x", "-")
        self.close_button.clicked.connect(self.close)
        self.change = Button("", "ghost", "keyboard")
        self.change.clicked.connect(self._change)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 14, 12)
        head.addWidget(self.title, 1)
        head.addWidget(self.change)
        head.addWidget(self.close_button)
        self._scroll = ClearScroll()
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(self._scroll, 1)
        # The card's round corners stay round.
        self.body.addSpacing(8)
        commands.changed.connect(self._refresh)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("Keys"))
        self.change.setText(self.tr("Change keys"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        self._scroll.setAccessibleName(self.tr("Keys"))
        self._refresh()

    def show_keys(self) -> None:
        """Open over the window."""
        self._refresh(anyhow=True)
        self.open(self._scroll)

    def _change(self) -> None:
        self.close()
        self._commands.run("settings.keys")

    def _refresh(self, *, anyhow: bool = False) -> None:
        if not (anyhow or self.isVisible()):
            return
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(24, 16, 24, 20)
        row.setSpacing(36)
        for topics in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(20)
            for topic in topics:
                self._add_topic(column, topic)
            column.addStretch(1)
            row.addLayout(column, 1)
        self._scroll.show_content(sheet)

    def _add_topic(self, column: QVBoxLayout, topic: Topic) -> None:
        commands = [one for one in self._commands.table.values() if one.topic is topic and self._is_listed(one)]
        if not commands:
            return
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(topic_words(topic), "small_strong", "muted"), 0, 0)
        for line, (title, chords) in enumerate(self._lines(commands), start=1):
            grid.addWidget(ElidedLabel(title), line, 0)
            caps = QHBoxLayout()
            caps.setSpacing(4)
            caps.addStretch(1)
            for chord in chords:
                caps.addWidget(Keycap(chord))
            grid.addLayout(caps, line, 1)
        column.addLayout(grid)

    def _lines(self, commands: list[Command]) -> list[tuple[str, list[str]]]:
        """A title and its keys for each command; those that differ by a number share a line."""
        lines = [
            (self._commands.title(one.id), [shown(chord) for chord in self._commands.keys(one.id)])
            for one in commands
            if not one.number
        ]
        numbered = [one for one in commands if one.number]
        if numbered:
            first, last = numbered[0], numbered[-1]
            words = self.tr("Wrap up with code {first}–{last}")
            if first.topic is Topic.ACTIONS:
                words = self.tr("Carry out action {first}–{last}")
            title = filled(words, first=first.number, last=last.number)
            ends = [shown(self._commands.first_key(one.id)) for one in (first, last)]
            lines.append((title, [" … ".join(ends)]))
        return lines

    def _is_listed(self, command: Command) -> bool:
        return bool(self._commands.keys(command.id)) and self._commands.is_bound(command.id)
