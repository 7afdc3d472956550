"""The line above the lead's day: which days, how grouped, whom to find, undo, publish, the side panel."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout

from desk.client.models.rota import Span
from desk.client.models.rota_rows import Grouping
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.badge import Badge
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.chip import FilterChip
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.keys import shown
from desk.client.widgets.theme import theme


class Toolbar(Surface):
    """Shows what it is told; what is pressed is told on."""

    moved = Signal(int)
    """To the days before (-1), after (1), or to today (0)."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self.earlier = IconButton("chevron-left", "", self)
        self.today = Button("", "secondary")
        self.later = IconButton("chevron-right", "", self)
        self.title = Label("", "title")
        self.span = Segmented([Choice(one.value, "") for one in Span])
        self.grouping = Segmented([Choice(one.value, "") for one in Grouping])
        self.search = SearchField("")
        self.now = FilterChip("", None, "alert")
        self.undo = IconButton("undo", "", self, size=16)
        self.redo = IconButton("redo", "", self, size=16)
        self.propose = IconButton("calendar", "", self, size=16)
        self.print = IconButton("print", "", self, size=16)
        self.publish = Button("", "primary", "send")
        self.waiting = Badge(0, "warn")
        self.side = IconButton("users", "", self)
        self.side.setCheckable(True)
        self._lay_out()
        self.earlier.clicked.connect(lambda: self.moved.emit(-1))
        self.later.clicked.connect(lambda: self.moved.emit(1))
        self.today.clicked.connect(lambda: self.moved.emit(0))
        commands.changed.connect(self.retranslate)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(6)
        for widget in (self.earlier, self.today, self.later):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(6)
        row.addWidget(self.span)
        row.addStretch(1)
        row.addWidget(self.grouping)
        self.search.setFixedWidth(theme().scaled(150))
        row.addWidget(self.search)
        row.addWidget(self.now)
        for widget in (self.undo, self.redo, self.propose, self.print, self.publish, self.side):
            row.addWidget(widget)
        row.addWidget(self.waiting)

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        """Whether there is anything to take back, or to do again."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def show_waiting(self, count: int) -> None:
        """How much waits for a word in the side panel."""
        self.waiting.set_count(count)

    def show_drafts(self, count: int) -> None:
        """How many shifts are not published yet."""
        self.publish.setVisible(count > 0)
        self.publish.setText(self.tr("Publish %n", "shifts", count))

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        key = self._commands.first_key
        self.earlier.set_label(self.tr("Earlier"), shown(key("shifts.before")))
        self.later.set_label(self.tr("Later"), shown(key("shifts.after")))
        self.today.setText(self.tr("Today"))
        for span, words in ((Span.DAY, self.tr("Day")), (Span.WEEK, self.tr("Week")), (Span.MONTH, self.tr("Month"))):
            self.span.set_label(span.value, words)
        self.grouping.set_label(Grouping.TEAM.value, self.tr("Teams"))
        self.grouping.set_label(Grouping.QUEUE.value, self.tr("Queues"))
        self.search.setPlaceholderText(self.tr("Find somebody"))
        self.search.setAccessibleName(self.tr("Find somebody"))
        self.now.setText(self.tr("Matters now"))
        self.undo.set_label(self.tr("Undo"), shown(key("shifts.undo")))
        self.redo.set_label(self.tr("Redo"), shown(key("shifts.redo")))
        self.propose.set_label(self.tr("Propose a rota"))
        self.print.set_label(self.tr("Print day sheet"), shown(key("shifts.print")))
        self.side.set_label(self.tr("Adherence, decisions, call-ins, ideas"), shown(key("shifts.side")))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
