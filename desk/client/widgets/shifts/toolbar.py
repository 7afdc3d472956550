"""The line above the lead's day: which days, how grouped, whom to find, undo, publish, the side panel."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

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
from desk.client.widgets.shifts.whose import ALL, Whose
from desk.client.widgets.theme import theme

_GAP = 6
# How wide the search is, and where there is less room.
SEARCH = (150, 132)
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Toolbar(Surface):
    """Shows what it is told; what is pressed is told on."""

    moved = Signal(int)
    """To the days before (-1), after (1), or to today (0)."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self.whose = Whose(ALL)
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
        #: What gives way where there is little room, the first one first.
        self._spare: tuple[QWidget, ...] = (self.redo, self.undo, self.grouping, self.today, self.propose, self.search)
        self._lay_out()
        theme().changed.connect(self.fit)
        self.earlier.clicked.connect(lambda: self.moved.emit(-1))
        self.later.clicked.connect(lambda: self.moved.emit(1))
        self.today.clicked.connect(lambda: self.moved.emit(0))
        commands.changed.connect(self.retranslate)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(_GAP)
        row.addWidget(self.whose)
        row.addSpacing(4)
        for widget in (self.earlier, self.today, self.later):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(6)
        row.addWidget(self.span)
        row.addStretch(1)
        row.addWidget(self.grouping)
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
        self.fit()

    def show_drafts(self, count: int) -> None:
        """How many shifts are not published yet."""
        self.publish.setVisible(count > 0)
        self.publish.setText(self.tr("Publish %n", "shifts", count))
        self.fit()

    def show_title(self, words: str) -> None:
        """Which days are shown."""
        self.title.setText(words)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        # What does not fit gives way: the line never holds the window open.
        return QSize(0, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Leave out what there is no room for; all of it has keys, too. The search becomes smaller before that."""
        for widget in self._spare:
            widget.setVisible(True)
        for width in SEARCH:
            self.search.setFixedWidth(theme().scaled(width))
            if self._fits():
                return
        for widget in self._spare:
            widget.setVisible(False)
            if self._fits():
                break
        # Something large may have made room for something small again.
        for widget in reversed(self._spare):
            if widget.isHidden():
                widget.setVisible(True)
                widget.setVisible(self._fits())

    def _fits(self) -> bool:
        return self._wanted() <= self.width()

    def _wanted(self) -> int:
        """How wide the line would be. Asked of its parts: a layout tells of what changed only later."""
        parts = [part for part in self.findChildren(QWidget, options=_DIRECT) if not part.isHidden()]
        wide = sum(min(max(part.sizeHint().width(), part.minimumWidth()), part.maximumWidth()) for part in parts)
        return wide + _GAP * (len(parts) + 5) + 24

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        key = self._commands.first_key
        self.whose.set_keys(shown(key("shifts.whose")))
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
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
