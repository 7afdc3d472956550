"""The keys: every command with its chords; a press on one records another, and says who has it already."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desk.client.models.plain import filled
from desk.client.models.settings import Settings
from desk.client.widgets.command import Command, Topic, topic_words
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.keycap import draw_keycap, keycap_size
from desk.client.widgets.controls.paint import box, focus_ring, smooth, touched
from desk.client.widgets.keyboard import CAPTURES
from desk.client.widgets.keys import chord_of, shown
from desk.client.widgets.settings.page import Page
from desk.client.widgets.theme import theme


class Recorder(QPushButton):
    """Shows the chords of a command; pressed, it takes the next chord instead. Escape leaves it as it was."""

    recorded = Signal(str)
    """The agent pressed a chord; carries it. An empty one takes the keys away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chords: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty(CAPTURES, False)
        self.clicked.connect(self._begin)

    @property
    def is_recording(self) -> bool:
        """Whether the next chord is taken."""
        return bool(self.property(CAPTURES))

    def show_chords(self, chords: tuple[str, ...], name: str) -> None:
        """Show these chords of the command with that name."""
        self._chords = chords
        self.setAccessibleName(name)
        self.setAccessibleDescription(", ".join(map(shown, chords)))
        self.setMinimumHeight(theme().control_height)
        self.update()

    def _begin(self) -> None:
        self.setProperty(CAPTURES, True)
        self.update()

    def _end(self) -> None:
        self.setProperty(CAPTURES, False)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_recording:
            super().keyPressEvent(event)
            return
        event.accept()
        chord = chord_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._end()
            self.recorded.emit("")
        elif chord:
            self._end()
            self.recorded.emit(chord)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False if self.is_recording else super().focusNextPrevChild(next)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t = look.tokens
        if self.is_recording:
            box(painter, self.rect(), t.accent_soft, t.accent, 6)
        elif (veil := touched(self)) is not None:
            box(painter, self.rect(), veil, None, 6)
        painter.setFont(look.font("small"))
        if self.is_recording or not self._chords:
            painter.setPen(t.accent if self.is_recording else t.faint)
            words = self.tr("Press the keys…") if self.is_recording else self.tr("None")
            place = self.rect().adjusted(8, 0, -8, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        else:
            right = self.width() - 8
            for chord in reversed(self._chords):
                size = keycap_size(shown(chord))
                right -= size.width()
                place = self.rect().adjusted(right, 0, 0, 0)
                draw_keycap(painter, place, shown(chord), t.muted)
                right -= 6
        if self.hasFocus() and not self.is_recording:
            focus_ring(painter, self.rect(), 6)
        painter.end()


class KeysPage(Page):
    """Made from the table of commands; what the agent changes is kept in the settings."""

    def __init__(self, commands: Commands, settings: Settings) -> None:
        super().__init__()
        self._commands, self._settings = commands, settings
        self._wanted: tuple[str, str] | None = None
        self.conflict = Banner("", "warn", dismissible=True)
        self.conflict.hide()
        self.reset_all = Button("", "ghost", "undo")
        self.head.addWidget(self.reset_all)
        self.column.addWidget(self.conflict)
        self._cards: dict[Topic, Card] = {}
        self._lines: dict[str, tuple[ElidedLabel, Recorder, IconButton]] = {}
        for topic in Topic:
            self._add_topic(topic, [one for one in commands.table.values() if one.topic is topic])
        self.reset_all.clicked.connect(self._reset_all)
        self.conflict.acted.connect(self._take)
        commands.changed.connect(self.retranslate)
        self.begin()

    def _add_topic(self, topic: Topic, commands: list[Command]) -> None:
        if not commands:
            return
        card = self.add_card()
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, theme().scaled(200))
        for line, command in enumerate(commands):
            words, recorder, reset = ElidedLabel(""), Recorder(), IconButton("undo", "-", size=14)
            grid.addWidget(words, line, 0)
            grid.addWidget(recorder, line, 1)
            grid.addWidget(reset, line, 2)
            recorder.recorded.connect(partial(self._record, command.id))
            reset.clicked.connect(partial(self._reset, command.id))
            self._lines[command.id] = (words, recorder, reset)
        card.body.addLayout(grid)
        self._cards[topic] = card

    def retranslate(self) -> None:
        """Put every word in the language in force, and show every key as it is."""
        self.title.setText(self.tr("Keys"))
        self.reset_all.setText(self.tr("All keys as delivered"))
        self.conflict.close_button.set_label(self.tr("Close"))
        for topic, card in self._cards.items():
            card.set_title(topic_words(topic))
        for name, (words, recorder, reset) in self._lines.items():
            title = self._commands.title(name)
            words.setText(title)
            recorder.show_chords(self._commands.keys(name), title)
            reset.set_label(self.tr("As delivered"))
            reset.setVisible(name in self._commands.own_keys())

    def recorder(self, name: str) -> Recorder:
        """The recorder of a command."""
        return self._lines[name][1]

    def _record(self, name: str, chord: str) -> None:
        """Take the chord, unless another command has it: then ask first."""
        holder = self._commands.holder(chord, name) if chord else None
        if holder is None or holder == name:
            self._keep(name, chord)
            return
        self._wanted = (name, chord)
        words = self.tr("{keys} already belongs to “{command}”.")
        self.conflict.set_text(filled(words, keys=shown(chord), command=self._commands.title(holder)))
        self.conflict.set_action(self.tr("Take it"))
        self.conflict.show()
        self.ensureWidgetVisible(self.conflict)

    def _take(self) -> None:
        if self._wanted is not None:
            self._keep(*self._wanted)

    def _keep(self, name: str, chord: str) -> None:
        self._commands.rebind(name, [chord] if chord else [])
        self._saved()

    def _reset(self, name: str, _checked: bool = False) -> None:
        self._commands.reset(name)
        self._saved()

    def _reset_all(self) -> None:
        self._commands.reset()
        self._saved()

    def _saved(self) -> None:
        self._wanted = None
        self.conflict.hide()
        self._settings.keys = {name: list(chords) for name, chords in self._commands.own_keys().items()}
