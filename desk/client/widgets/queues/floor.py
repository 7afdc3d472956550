"""The floor's page: everybody's live state, work and day; one menu a person to help, to speak, to look."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from desk.client.models.floor import FloorModel
from desk.client.models.floor_requests import ListenTo, WhisperTo
from desk.client.models.floor_rows import COLUMNS, ORDER, Column, FloorRows
from desk.client.models.navigation import Opening
from desk.client.models.plain import filled
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.chip import FilterChip
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.errors import words_for
from desk.client.widgets.language import language
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.floor_delegate import FloorDelegate
from desk.client.widgets.queues.page import Page
from desk.client.widgets.shifts.menus import ShiftMenu
from desk.client.widgets.states import StateWords
from desk.client.widgets.theme import theme
from desk.contract.agents import AgentState
from desk.contract.floor import AgentFloor
from desk.contract.listening import ListenMode

WIDTHS = {
    Column.TEAM: 120,
    Column.STATE: 150,
    Column.SINCE: 84,
    Column.WORK: 130,
    Column.LOAD: 170,
    Column.CALLS: 130,
    Column.LAST_BREAK: 110,
    Column.SHIFT_ENDS: 100,
}


class FloorTable(QTableView):
    """Enter opens the person's menu; letters that are typed go to the search."""

    def __init__(self, rows: FloorRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.look = FloorDelegate(rows, self)
        self.setItemDelegate(self.look)
        self.setMouseTracking(True)
        self.entered.connect(self._under_mouse)
        self.viewportEntered.connect(partial(self._under_mouse, QModelIndex()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSortingEnabled(True)
        self.sortByColumn(COLUMNS.index(Column.STATE), Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(COLUMNS):
            if column is Column.NAME:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(at, theme().scaled(WIDTHS[column]))
        rows.aged.connect(self._age)
        # At once: else it is painted as it was first, and once more when Qt has laid it out.
        rows.layoutChanged.connect(self.doItemsLayout)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _age(self) -> None:
        """Only the running clocks are painted anew."""
        at = COLUMNS.index(Column.SINCE)
        self.viewport().update(self.columnViewportPosition(at), 0, self.columnWidth(at), self.viewport().height())

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row_height)

    def _under_mouse(self, index: QModelIndex) -> None:
        before, self.look.row_under_mouse = self.look.row_under_mouse, index.row()
        for row in {before, index.row()} - {-1}:
            place = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
            self.viewport().update(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.begin(next((one.row() for one in self.selectionModel().selectedRows()), -1))
        super().paintEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._under_mouse(QModelIndex())
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu) and self.currentIndex().isValid():
            self.customContextMenuRequested.emit(self.visualRect(self.currentIndex()).bottomLeft())
            return
        super().keyPressEvent(event)


class FloorPage(Page):
    """For leads. What is asked for is listened to only while this page is in front."""

    list_asked = Signal(object)
    """A lead wants to see somebody's tickets; carries the `AgentFloor`."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, desk = around, around.desk
        self.model = FloorModel(desk.remote, desk.session, desk.clock, desk.directory.colleagues)
        self._states = StateWords(self)
        self.rows = FloorRows(self.model, desk.clock, self._states.whole, self)
        self.title = Label("", "title")
        self.search = SearchField("-")
        self.team = QComboBox()
        self.chips = {state: FilterChip("") for state in ORDER}
        self.old = Banner("", "bad", "wifi-off")
        self.table = FloorTable(self.rows)
        self.empty = EmptyState("users", "")
        self.pages = QStackedWidget()
        self.menu: ShiftMenu | None = None
        self._lay_out()
        self._wire()
        self._say()

    def _lay_out(self) -> None:
        head = Surface()
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.title)
        first.addWidget(self.search, 1)
        first.addWidget(self.team)
        second.setSpacing(6)
        for chip in self.chips.values():
            second.addWidget(chip)
        second.addStretch(1)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.old)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Divider())
        whole.addWidget(self.pages, 1)

    def _wire(self) -> None:
        self.search.searched.connect(self._find)
        self.search.returnPressed.connect(self._to_first)
        self.team.currentIndexChanged.connect(lambda: self.rows.choose_team(self.team.currentData() or None))
        for chip in self.chips.values():
            chip.toggled.connect(self._choose_states)
        self.empty.acted.connect(self.model.refresh)
        self.table.customContextMenuRequested.connect(self.open_menu)
        self.table.doubleClicked.connect(self._open_work)
        self.model.changed.connect(self.refresh)
        self._around.desk.health.changed.connect(self.refresh)
        self._around.desk.at_end(self.model.stop)
        language().changed.connect(self._say)

    def shown(self) -> None:
        self.model.look(True)
        self.search.setFocus()

    def hidden(self) -> None:
        self.model.look(False)

    def stop(self) -> None:
        self.hidden()

    def refresh(self) -> None:
        """Show the people of this moment, or why there are none."""
        for state, count in self.rows.counts().items():
            self.chips[state].set_count(count)
        self._fill_teams()
        lost = self._around.desk.health.link.lost
        self._say_old(lost or self.model.error is not None)
        nothing = not self.rows.people
        self.pages.setCurrentIndex(1 if nothing else 0)
        if nothing:
            self._say_nothing()

    def open_menu(self, at: QPoint) -> None:
        """What can be done about the person under a point."""
        index = self.table.indexAt(at) if self.table.indexAt(at).isValid() else self.table.currentIndex()
        one = self.rows.person(index)
        if one is None:
            return
        self.table.setCurrentIndex(index)
        self.menu = menu = ShiftMenu(self)
        requests, helps = self._around.desk.floor_asked, self._around.desk.helps
        asked = next((each for each in helps.waiting if each.asker_id == one.status.user_id), None)
        name = one.status.name
        if asked is not None:
            menu.add("help", self.tr("Go and help"), partial(requests.join.emit, asked))
        menu.add("chat", filled(self.tr("A word to {name}"), name=name), partial(self._whisper, one))
        self._add_listening(menu, one)
        if one.status.call_id is not None or one.ticket_ids:
            menu.add("external", self.tr("Open what they work on"), partial(self._open, one))
        menu.add("inbox", filled(self.tr("Tickets of {name}"), name=name), partial(self.list_asked.emit, one))
        menu.addSeparator()
        menu.add("user", filled(self.tr("{name} is ill"), name=name), partial(requests.sick.emit, one.status.user_id))
        menu.open_at(self.table.viewport().mapToGlobal(at))

    # Inside

    def _add_listening(self, menu: ShiftMenu, one: AgentFloor) -> None:
        """Into a live call only, and one at a time."""
        name, call_id, mine = one.status.name, one.status.call_id, self._around.desk.listenings.mine
        if mine is not None and mine.agent_id == one.status.user_id:
            menu.add("headset", self.tr("Stop listening"), self._around.desk.listenings.stop_mine)
        elif call_id is not None and one.status.state is AgentState.IN_CALL and one.status.user_id != self.model.me:
            wish = partial(ListenTo, one.status.user_id, name, call_id)
            ask = self._around.desk.floor_asked.listen.emit
            menu.add("headset", self.tr("Listen to the call"), partial(ask, wish(ListenMode.LISTEN)))
            coach = filled(self.tr("Listen, and speak to {name} only"), name=name)
            menu.add("mic", coach, partial(ask, wish(ListenMode.COACH)))

    def _whisper(self, one: AgentFloor) -> None:
        ticket = one.ticket_ids[0] if one.ticket_ids else None
        wish = WhisperTo(one.status.user_id, one.status.name, ticket, one.status.call_id)
        self._around.desk.floor_asked.whisper.emit(wish)

    def _open(self, one: AgentFloor) -> None:
        """Their call before their tickets."""
        if one.status.call_id is not None:
            self._around.desk.arrivals.show(Opening(call_id=one.status.call_id))
        elif one.ticket_ids:
            self._around.desk.arrivals.show(Opening(ticket_id=one.ticket_ids[0]))

    def _open_work(self, index: QModelIndex) -> None:
        one = self.rows.person(index)
        if one is not None:
            self._open(one)

    def _find(self, words: str) -> None:
        self.rows.find(words)
        self.refresh()

    def _to_first(self) -> None:
        """Enter in the search: the keyboard goes to the first who was found."""
        if self.rows.people:
            self.table.setCurrentIndex(self.rows.index(0, 0))
            self.table.setFocus()

    def _choose_states(self) -> None:
        self.rows.choose_states(frozenset(state for state, chip in self.chips.items() if chip.isChecked()))
        self.refresh()

    def _fill_teams(self) -> None:
        known = [(self.team.itemData(at), self.team.itemText(at)) for at in range(1, self.team.count())]
        teams = sorted(self.model.teams.items(), key=lambda pair: pair[1])
        if known == teams and self.team.count():
            return
        chosen = self.team.currentData()
        self.team.blockSignals(True)
        self.team.clear()
        self.team.addItem(self.tr("All teams"), 0)
        for team_id, name in teams:
            self.team.addItem(name, team_id)
        self.team.setCurrentIndex(max(0, self.team.findData(chosen)))
        self.team.blockSignals(False)

    def _say_old(self, old: bool) -> None:
        self.old.setVisible(old and self.model.loaded)
        self.old.set_text(self.tr("The server does not answer: this is how the floor was, not how it is."))
        self.rows.set_old(old)
        if self.table.look.old != old:
            self.table.look.old = old
            self.table.viewport().update()

    def _say_nothing(self) -> None:
        if self.model.loaded:
            self.empty.set_icon("users")
            self.empty.set_words(
                self.tr("Nobody answers to that"), self.tr("Other words, other states or another team?")
            )
        elif self.model.error is not None:
            said = words_for(self.model.error)
            self.empty.set_icon("wifi-off")
            self.empty.set_words(said.what, said.advice, self.tr("Try again"))
        else:
            self.empty.set_words(self.tr("Looking round…"))

    def _say(self) -> None:
        self.title.setText(self.tr("Floor"))
        self.setAccessibleName(self.tr("Floor"))
        self.table.setAccessibleName(self.tr("Everybody's state and work"))
        self.search.setPlaceholderText(self.tr("Find somebody"))
        self.search.setAccessibleName(self.tr("Find somebody"))
        self.team.setAccessibleName(self.tr("Which team"))
        for state, chip in self.chips.items():
            chip.setText(self._states.of(state))
        self.team.clear()
        self.rows.refresh()
        self.table.horizontalHeader().viewport().update()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
