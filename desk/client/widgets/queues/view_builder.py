"""A view is built above the list it shows: conditions at the left, name and looks at the right; the list follows."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from desk.client.models.customer import CustomerFinder
from desk.client.models.customer_names import CustomerNames
from desk.client.models.directory import Directory
from desk.client.models.entry_words import EntryWords
from desk.client.models.plain import filled
from desk.client.models.queue_words import QueueWords
from desk.client.models.session import SessionModel
from desk.client.models.views import ViewsModel, view_name
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.errors import words_for
from desk.client.widgets.queues.chooser import Options
from desk.client.widgets.queues.conditions import Conditions
from desk.client.widgets.queues.value_editors import Choices
from desk.client.widgets.queues.view_form import ViewForm
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import theme
from desk.contract.customers import Tier
from desk.contract.errors import Problem
from desk.contract.service import Priority
from desk.contract.tickets import TicketState
from desk.contract.views import Field, Scope, Sort, View, ViewDraft
from desk.queueing.filters import ME, MINE, NOBODY

#: While somebody writes, the list follows after so long.
SETTLE_MS = 300
FORM_WIDTH = 312


class ViewBuilder(Surface):
    """Everything by keyboard: Tab walks, Ctrl+Enter saves, Escape leaves."""

    drafted = Signal(object)
    """What is written makes sense and is another list now; carries the `ViewDraft`."""
    left = Signal()
    """Whoever was building wants the list alone again; carries nothing."""

    def __init__(
        self,
        views: ViewsModel,
        directory: Directory,
        session: SessionModel,
        customers: CustomerNames,
        finder: CustomerFinder,
    ) -> None:
        super().__init__()
        self._views, self._directory = views, directory
        self._words, self._entries = QueueWords(self), EntryWords(self)
        self._view: View | None = None
        self._draft = ViewDraft(name="-")
        self._count: int | None = None
        self.title, self.count = Label("", "strong"), Label("", "strong", "accent")
        self.conditions = Conditions(self._words, Choices(self.options, customers, finder))
        self.form = ViewForm(self._words, session)
        self.state = Label("", "small", "muted", wrap=True)
        self.drop = Button("", "danger", "trash")
        self.leave = Button("", "ghost")
        self.save_new = Button("", "secondary", "plus")
        self.save = Button("", "primary", "check", "Ctrl+Enter")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._lay_out()
        self._settle.timeout.connect(self._tell)
        self.conditions.changed.connect(self._settle.start)
        self.form.changed.connect(self._settle.start)
        self.drop.clicked.connect(self._drop)
        self.leave.clicked.connect(self.left)
        self.save_new.clicked.connect(lambda: self.put(None))
        self.save.clicked.connect(self.put_now)
        views.saved.connect(self._saved)
        views.dropped.connect(self.left)
        views.not_saved.connect(self._not_saved)
        views.withdrawn.connect(lambda: self._say_state(""))
        self.retranslate()

    def begin(self, view: View | None, draft: ViewDraft) -> None:
        """Change this view (one that comes with the program becomes one's own), or begin with this draft."""
        self._view = view if view is not None and view.mine else None
        self._draft = (
            draft if self._view is not None else replace(draft, scope=Scope.OWN, roles=(), names={}, position=0)
        )
        self.conditions.show_filter(draft.filter)
        name = view_name(self._view) if self._view is not None else ""
        self.form.show_draft(self._draft, name)
        self.save.setVisible(self._view is not None)
        self.drop.setVisible(self._view is not None)
        self.save_new.set_kind("secondary" if self._view is not None else "primary")
        self._say_state("")
        self._say_title()

    def rest(self) -> None:
        """Nobody builds any more: what was written last is not told."""
        self._settle.stop()

    def draft(self) -> ViewDraft:
        """The view as it is written."""
        return self.form.onto(replace(self._draft, filter=self.conditions.filter()))

    def show_count(self, count: int | None) -> None:
        """So many tickets it has just now; None while that is being counted."""
        self._count = count
        self.count.setText("" if count is None else self.tr("%n ticket(s)", "", count))

    def show_sort(self, sort: Sort, descending: bool) -> None:
        """Somebody has sorted by a heading of the table."""
        self.form.show_sort(sort, descending)

    def put_now(self) -> None:
        """Save what was changed."""
        self.put(self._view)

    def put(self, before: View | None) -> None:
        """Save it, as another one or in place of the one there was; or say what is missing."""
        complete = self.conditions.check()
        if self.form.check() and complete and self._views.save(self.draft(), before):
            self._say_state(self.tr("Being saved…"))

    def options(self, field: Field) -> Options:
        """What there is to choose from, by name."""
        match field:
            case Field.STATE:
                return [(str(one), self._entries.ticket_state(one)) for one in TicketState]
            case Field.PRIORITY:
                return [(str(one), self._words.priority(one)) for one in Priority]
            case Field.TIER:
                return [(str(one), self._entries.tier(one)) for one in Tier]
            case Field.QUEUE:
                queues = [(str(one), self._directory.queue_name(one)) for one in self._directory.queues]
                return [(MINE, self.tr("My queues")), *queues]
            case Field.OWNER:
                people = [(str(one.user_id), one.name) for one in self._directory.colleagues.people.values()]
                return [(ME, self.tr("Me")), (NOBODY, self.tr("Nobody")), *people]
            case _:
                teams = [(str(one.id), one.name) for one in self._directory.colleagues.teams.values()]
                return [(MINE, self.tr("My team")), *teams]

    # Inside

    def _lay_out(self) -> None:
        scroll, looks = ClearScroll(), ClearScroll()
        scroll.show_content(self.conditions)
        looks.show_content(self.form)
        looks.setFixedWidth(theme().scaled(FORM_WIDTH))
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(scroll, 1)
        middle.addWidget(Divider(Qt.Orientation.Vertical))
        middle.addWidget(looks)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        foot.setSpacing(8)
        foot.addWidget(self.drop)
        foot.addWidget(self.state, 1)
        for button in (self.leave, self.save_new, self.save):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        # As high as what has to be said at the right, where there is room; the conditions scroll beside it.
        scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _tell(self) -> None:
        if self.conditions.check():
            self.drafted.emit(self.draft())

    def _drop(self) -> None:
        if self._view is not None and self._views.drop(self._view):
            self._say_state(self.tr("Being thrown away…"))

    def _saved(self, view: View) -> None:
        if self.isVisible():
            self.begin(view, view.draft)
            self._say_state(self.tr("Saved."), "good")

    def _not_saved(self, problem: Problem | None) -> None:
        if problem is None:
            self._say_state(self.tr("It could not be kept on this computer."), "bad")
            return
        here = [(one.pointer.removeprefix("/filter"), one.detail) for one in problem.errors if "/filter" in one.pointer]
        self.conditions.tell(here)
        self._say_state(str(words_for(problem)), "bad")

    def _say_state(self, words: str, colour: str = "muted") -> None:
        self.state.setText(words)
        self.state.set_colour(colour)

    def _say_title(self) -> None:
        new = self.tr("A new view")
        change = self.tr("Change “{name}”")
        self.title.setText(new if self._view is None else filled(change, name=view_name(self._view)))
        self.setAccessibleName(self.title.text())

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.drop.setText(self.tr("Throw away"))
        self.leave.setText(self.tr("Leave"))
        self.save_new.setText(self.tr("Save as a new view"))
        self.save.setText(self.tr("Save"))
        self._say_title()
        self.show_count(self._count)
        self.conditions.retranslate()
        self.form.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put(self._view)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
