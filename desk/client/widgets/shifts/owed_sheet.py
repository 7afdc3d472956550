"""A list of things that are owed, and what becomes of each: given, kept or open, all of it sent at once."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.owed import OwedModel, which
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


class OwedSheet(Overlay):
    """Whoever inherits says whose things these are, and in which words; buttons of their own go into `foot`."""

    def __init__(self, host: QWidget, desk: Desk, model: OwedModel) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT)
        self.desk, self._owed = desk, model
        self.words, self._rules = OwedWords(desk.my_day, self), RuleWords(self)
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
        self.foot = QHBoxLayout()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.list)
        self.foot.setContentsMargins(20, 10, 16, 14)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.note, 1)
        for button in (self.suggest, self.send):
            self.foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        warning = QVBoxLayout()
        warning.setContentsMargins(16, 8, 16, 0)
        warning.addWidget(self.problem)
        self.put_head(self.title, self.close_button, below=self.below)
        self.body.addWidget(Divider())
        self.body.addLayout(warning)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(Divider())
        self.body.addLayout(self.foot)

    def _wire(self) -> None:
        model = self._owed
        self.close_button.clicked.connect(self.close)
        self.suggest.clicked.connect(model.follow_suggestions)
        self.send.clicked.connect(self.submit)
        self.note.edit.returnPressed.connect(self.submit)
        model.changed.connect(self.refresh)
        self.closed.connect(lambda: model.watch(False))
        language().changed.connect(self.retranslate)

    # What whoever inherits says

    def say(self) -> None:
        """Put the figures of this moment into words."""
        raise NotImplementedError

    def nothing(self) -> tuple[str, str]:
        """What stands where nothing is owed any more, and the small words below."""
        raise NotImplementedError

    # Showing

    def begin(self) -> None:
        """Look anew, and let the keyboard go to the first thing."""
        self._shown = ()
        self.note.set_text("")
        self._owed.watch(True)
        self.refresh()
        self.open(self.rows[0] if self.rows else self.suggest if self.suggest.isEnabled() else self.close_button)

    def refresh(self) -> None:
        """Show what is owed and what is chosen."""
        if not self.isVisible() and self._shown:
            return
        items = self._owed.items
        state = (*items, len(self._owed.colleagues), language().code, self._owed.known)
        if state != self._shown:
            self._shown = state
            self._build()
        for row in self.rows:
            row.refresh()
        self._say()

    def _build(self) -> None:
        """Rows anew; the keyboard stays on its thing."""
        had = next((which(row.item) for row in self.rows if row.hasFocus()), None)
        now, box = self.desk.clock.now(), QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(0)
        first = not self.rows
        self.rows = [OwedRow(item, self._owed, self.words, now) for item in self._owed.items]
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

    @property
    def chosen(self) -> int:
        """For how many something is chosen."""
        return sum(not self._owed.fate(one).open for one in self._owed.items)

    @property
    def still(self) -> int:
        """For how many nothing is chosen that is owed now."""
        return sum(self._owed.fate(one).open for one in self._owed.open_items)

    def submit(self) -> None:
        """Let what is chosen happen."""
        if self.send.isEnabled():
            self._owed.send(self.note.text().strip())

    # Words

    def _say(self) -> None:
        model = self._owed
        self.pages.setCurrentIndex(LIST if model.items else NOTHING)
        self._say_empty()
        self._say_problem()
        self.send.setText(self.tr("Sending…") if model.sending else _do_it(self.chosen))
        self.send.setEnabled(self.chosen > 0 and not model.sending)
        self.suggest.setEnabled(self.still > 0)
        for widget in (self.note, self.suggest, self.send):
            widget.setVisible(bool(model.items))
        self.say()

    def _say_empty(self) -> None:
        model = self._owed
        if model.known:
            self.empty.set_icon("check-circle")
            self.empty.set_words(*self.nothing())
        elif model.error is not None:
            said = words_for(model.error)
            self.empty.set_icon("wifi-off")
            self.empty.set_words(said.what, self.tr("What is owed is not known just now. Please try again."))
        else:
            self.empty.set_icon("timer")
            self.empty.set_words(self.tr("Looking at what is still owed…"))

    def _say_problem(self) -> None:
        problem, failed = self._owed.problem, sum(one.code is not None for one in self._owed.results.values())
        if problem is not None:
            self.problem.set_text(self._rules.refusal("hand_over_work", problem))
        elif failed:
            self.problem.set_text(_failed(failed))
        self.problem.setVisible(problem is not None or failed > 0)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.close_button.set_label(self.tr("Close"), "Esc")
        self.list.setAccessibleName(self.tr("What is still owed"))
        self.note.set_label(self.tr("A word to those who take over"))
        self.suggest.setText(self.tr("As suggested"))
        self.suggest.set_hint("A")
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and not event.modifiers() and self.suggest.isEnabled():
            self._owed.follow_suggestions()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)


# Of a heir Qt would look for a counted text in the heir's own words, and find none.
def _do_it(count: int) -> str:
    return QCoreApplication.translate("OwedSheet", "Do it (%n)", "", count)


def _failed(count: int) -> str:
    return QCoreApplication.translate("OwedSheet", "%n could not be done: see below why.", "", count)
