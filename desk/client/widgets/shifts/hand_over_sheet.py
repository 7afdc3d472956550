"""The end of my shift: everything I owe, and what becomes of each; nothing is left behind by accident."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.hand_over import which
from desk.client.models.plain import filled
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.shifts.owed_row import OwedRow
from desk.client.widgets.shifts.owed_words import OwedWords
from desk.client.widgets.shifts.rule_words import RuleWords

_WIDTH, _HEIGHT = 1000, 600
NOTHING, LIST = range(2)


class HandOverSheet(Overlay):
    """Opened by the agent, by the banner, or when the agent wants to leave with something still owed."""

    left = Signal()
    """The agent leaves all the same; carries nothing."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT)
        self._desk, self.model = desk, desk.hand_over
        self._words, self._rules = OwedWords(desk.my_day, self), RuleWords(self)
        self._leaving = False
        self._shown: tuple[object, ...] = ()
        self.title, self.close_button = Label("", "title"), IconButton("x", "-")
        self.below = ElidedLabel("", "small", "muted")
        self.problem = Banner("", "bad")
        self.rows: list[OwedRow] = []
        self.list = ClearScroll()
        self.empty = EmptyState("check-circle", "")
        self.pages = QStackedWidget()
        self.note = LineField("-")
        self.suggest = Button("", "secondary", "users")
        self.send = Button("", "primary", "transfer")
        self.leave = Button("", "ghost", "logout")
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(20, 14, 12, 10)
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.below)
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.list)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        for button in (self.leave, self.suggest, self.send):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        warning = QVBoxLayout()
        warning.setContentsMargins(16, 8, 16, 0)
        warning.addWidget(self.problem)
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addLayout(warning)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(Divider())
        self.body.addLayout(foot)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.suggest.clicked.connect(self.model.follow_suggestions)
        self.send.clicked.connect(self._send)
        self.note.edit.returnPressed.connect(self._send)
        self.leave.clicked.connect(self._leave)
        self.model.changed.connect(self.refresh)
        self.closed.connect(lambda: self.model.watch(False))
        language().changed.connect(self.retranslate)

    def ask(self, *, leaving: bool = False) -> None:
        """Open; ``leaving``: the agent wants to sign out."""
        self._leaving, self._shown = leaving, ()
        self.note.set_text("")
        self.model.watch(True)
        self.refresh()
        self.open(self.rows[0] if self.rows else self.suggest if self.suggest.isEnabled() else self.close_button)

    def refresh(self) -> None:
        """Show what is owed and what is chosen."""
        if not self.isVisible() and self._shown:
            return
        items = self.model.items
        state = (*items, len(self.model.colleagues), language().code, self.model.pack is None)
        if state != self._shown:
            self._shown = state
            self._build()
        for row in self.rows:
            row.refresh()
        self._say()

    def _build(self) -> None:
        """Rows anew; the keyboard stays on its thing."""
        had = next((which(row.item) for row in self.rows if row.hasFocus()), None)
        now, box = self._desk.clock.now(), QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(0)
        first = not self.rows
        self.rows = [OwedRow(item, self.model, self._words, now) for item in self.model.items]
        for row in self.rows:
            row.walked.connect(self._step)
            column.addWidget(row)
        column.addStretch(1)
        self.list.show_content(box)
        again = next((row for row in self.rows if which(row.item) == had), None)
        if again is None and self.rows and self.isVisible() and (first or had is not None):
            again = self.rows[0]
        if again is not None:
            take_keyboard(again)

    def _step(self, by: int) -> None:
        at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), 0) + by
        if 0 <= at < len(self.rows):
            take_keyboard(self.rows[at])
            self.list.ensureWidgetVisible(self.rows[at])

    def _send(self) -> None:
        if self.send.isEnabled():
            self.model.send(self.note.text().strip())

    def _leave(self) -> None:
        self.close()
        self.left.emit()

    # Words

    def _say(self) -> None:
        model, now = self.model, self._desk.clock.now()
        chosen = sum(not model.fate(one).open for one in model.items)
        still = sum(model.fate(one).open for one in model.open_items)
        ends = None if model.pack is None else model.pack.shift_ends
        parts = [filled(self.tr("Shift ends {time}"), time=self._words.days.when(ends, now))] if ends else []
        parts.append(self.tr("%n still open", "", still) if still else self.tr("nothing open"))
        self.below.setText(" · ".join(parts))
        self.pages.setCurrentIndex(LIST if model.items else NOTHING)
        self._say_empty()
        self._say_problem()
        self.send.setText(self.tr("Sending…") if model.sending else self.tr("Do it (%n)", "", chosen))
        self.send.setEnabled(chosen > 0 and not model.sending)
        self.suggest.setEnabled(any(model.fate(one).open for one in model.open_items))
        self.leave.setVisible(self._leaving)
        self.leave.setText(self.tr("Sign out all the same") if still or chosen else self.tr("Sign out"))
        for widget in (self.note, self.suggest, self.send):
            widget.setVisible(bool(model.items))

    def _say_empty(self) -> None:
        if self.model.pack is not None:
            self.empty.set_icon("check-circle")
            kept = self.model.kept
            hint = self.tr("%n stay(s) with you and come back with your next shift.", "", kept)
            self.empty.set_words(
                self.tr("Nothing is left. Have a good evening."), hint if kept else self.tr("You owe nobody anything.")
            )
        elif self.model.error is not None:
            said = words_for(self.model.error)
            self.empty.set_icon("wifi-off")
            self.empty.set_words(said.what, self.tr("What you owe is not known just now. Please try again."))
        else:
            self.empty.set_icon("timer")
            self.empty.set_words(self.tr("Looking at what is still owed…"))

    def _say_problem(self) -> None:
        problem, failed = self.model.problem, sum(one.code is not None for one in self.model.results.values())
        if problem is not None:
            self.problem.set_text(self._rules.refusal("hand_over_work", problem))
        elif failed:
            self.problem.set_text(self.tr("%n could not be done: see below why.", "", failed))
        self.problem.setVisible(problem is not None or failed > 0)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("Hand over"))
        self.title.setText(self.tr("Hand over at the end of the shift"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        self.list.setAccessibleName(self.tr("What is still owed"))
        self.note.set_label(self.tr("A word to those who take over"))
        self.suggest.setText(self.tr("As suggested"))
        self.suggest.set_hint("A")
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and not event.modifiers() and self.suggest.isEnabled():
            self.model.follow_suggestions()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
            return
        super().keyPressEvent(event)
