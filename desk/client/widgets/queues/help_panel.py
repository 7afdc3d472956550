"""The talk beside the ticket while help is going on: who has come, what was said, a line to say more."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import theme
from desk.contract.floor import Help, HelpLine, HelpState

WIDTH = 296
LONGEST = 2000


class HelpPanel(Surface):
    """Stands right of the view. It appears when somebody has come, and never takes the keyboard by itself."""

    open_asked = Signal(object)
    """What it is about is to be shown; carries the `Help`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self._desk, self._formats = desk, Formats(self)
        self._before: QWidget | None = None
        self._folded = False
        self._shown: tuple[object, ...] = ()
        self.help: Help | None = None
        self.title, self.state = Label("", "title"), Tag("")
        self.fold_button = IconButton("chevron-right", "-", size=16)
        self.choice = QComboBox()
        self.who = Label("", "body", "muted", wrap=True)
        self.about = Button("", "secondary", "external")
        self.list = ClearScroll()
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.end = Button("", "secondary", "check")
        self._lay_out()
        self._wire()
        self.setFixedWidth(theme().scaled(WIDTH))
        self._say()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.fold_button)
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 10, 12, 12)
        inside.setSpacing(8)
        inside.addLayout(head)
        for widget in (self.choice, self.who, self.about):
            inside.addWidget(widget)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.line)
        inside.addWidget(self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addLayout(inside)

    def _wire(self) -> None:
        self.fold_button.clicked.connect(self.fold)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.about.clicked.connect(self._open)
        self.line.returnPressed.connect(self.say)
        self.end.clicked.connect(self.finish)
        self._desk.helps.changed.connect(self.refresh)
        self._desk.helps.joined.connect(self.show_talk)
        self._desk.directory.colleagues.changed.connect(self.refresh)
        theme().changed.connect(self._restyle)
        language().changed.connect(self._say)

    def talk(self) -> None:
        """Put the keyboard into the line: the agent pressed the key for it."""
        self._folded = False
        self.refresh()
        if self.isVisible():
            if not self.line.hasFocus():
                self._before = QApplication.focusWidget()
            take_keyboard(self.line)

    def show_talk(self, talk: Help) -> None:
        """Bring this talk to the front."""
        self.help, self._folded = talk, False
        self.refresh()

    def fold(self) -> None:
        """Away with it, until the key is pressed or another line is said."""
        self._folded = True
        self._give_back()
        self.refresh()

    def say(self) -> None:
        """Say the line."""
        if self.help is not None and self.line.text().strip():
            self._desk.helps.say(self.help, self.line.text())
            self.line.clear()

    def finish(self) -> None:
        """No help is needed any more."""
        if self.help is not None:
            self._desk.helps.end(self.help)

    def refresh(self) -> None:
        """Show the talk I am in; one nobody has come to yet needs no talk."""
        talks = [one for one in self._desk.helps.talks if one.state is HelpState.JOINED]
        mine = self.help.id if self.help is not None else 0
        before = self.help
        self.help = next((one for one in talks if one.id == mine), talks[0] if talks else None)
        if self.help is None:
            self._folded = False
            self._give_back()
        elif before is not None and before.id == self.help.id and len(self.help.lines) > len(before.lines):
            self._folded = False
        self._fill_choice(talks)
        self.setVisible(self.help is not None and not self._folded)
        if self.help is not None:
            self._show(self.help)

    # Inside

    def _show(self, talk: Help) -> None:
        helps = self._desk.helps
        unsent = helps.unsent(talk)
        self.state.setText(self.tr("here"))
        self.state.set_tone("good", "check")
        self.who.setText(self._who(talk))
        about = talk.customer_name or (filled(self.tr("Ticket {id}"), id=talk.ticket_id) if talk.ticket_id else "")
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.end.setText(self.tr("Ending…") if helps.is_ending(talk) else self.tr("Help is over"))
        self.end.setEnabled(not helps.is_ending(talk))
        state = (talk.id, talk.version, *unsent, language().code)
        if state != self._shown:
            self._shown = state
            self._show_lines(talk, unsent)

    def _who(self, talk: Help) -> str:
        helpers = joined(*self.helpers(talk), by=", ")
        if talk.asker_id == self._desk.helps.me:
            return filled(self.tr("{names} is here to help you."), names=helpers)
        return filled(self.tr("You help {name}."), name=talk.asker)

    def helpers(self, talk: Help) -> list[str]:
        """Who has come, by name where it is known."""
        said = {line.by_id: line.by for line in talk.lines}
        known = self._desk.directory.colleagues
        return [said.get(one) or known.name(one) or self.tr("A lead") for one in talk.helper_ids]

    def _show_lines(self, talk: Help, unsent: list[str]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        if talk.words:
            column.addLayout(self._line_of(talk.asker, talk.words, self._formats.time(talk.asked_at), "text"))
        for line in talk.lines:
            column.addLayout(self._line(line))
        for words in unsent:
            column.addLayout(self._line_of(self.tr("You"), words, self.tr("being sent…"), "faint"))
        column.addStretch(1)
        self.list.show_content(inside)
        QTimer.singleShot(0, self, self._to_end)

    def _line(self, line: HelpLine) -> QVBoxLayout:
        mine = line.by_id == self._desk.helps.me
        name = self.tr("You") if mine else line.by
        return self._line_of(name, line.words, self._formats.time(line.at), "muted" if mine else "text")

    def _line_of(self, who: str, words: str, at: str, colour: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(ElidedLabel(joined(who, at), "small", "faint"))
        said: QLabel = Label(words, "body", colour, wrap=True)
        column.addWidget(said)
        return column

    def _to_end(self) -> None:
        bar = self.list.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _fill_choice(self, talks: list[Help]) -> None:
        self.choice.setVisible(len(talks) > 1)
        known = [self.choice.itemData(at) for at in range(self.choice.count())]
        if known != [one.id for one in talks]:
            self.choice.blockSignals(True)
            self.choice.clear()
            for one in talks:
                self.choice.addItem(joined(one.asker, one.customer_name), one.id)
            self.choice.blockSignals(False)
        if self.help is not None:
            self.choice.blockSignals(True)
            self.choice.setCurrentIndex(self.choice.findData(self.help.id))
            self.choice.blockSignals(False)

    def _chosen(self) -> None:
        found = next((one for one in self._desk.helps.talks if one.id == self.choice.currentData()), None)
        if found is not None:
            self.show_talk(found)

    def _open(self) -> None:
        if self.help is not None:
            self.open_asked.emit(self.help)

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if self.line.hasFocus() and before is not None and before.isVisible():
            take_keyboard(before)

    def _restyle(self) -> None:
        self.setFixedWidth(theme().scaled(WIDTH))

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Help"))
        self.title.setText(self.tr("Help"))
        self.fold_button.set_label(self.tr("Fold away"))
        self.choice.setAccessibleName(self.tr("Which talk"))
        self.line.setPlaceholderText(self.tr("A line, only for you two"))
        self.line.setAccessibleName(self.tr("A line to say"))
        self.list.setAccessibleName(self.tr("What was said"))
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_back()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
