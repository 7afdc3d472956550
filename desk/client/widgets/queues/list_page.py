"""Lists of tickets: mine, or those of a queue; Enter opens the customer at the ticket."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from desk.client.models.navigation import Opening
from desk.client.models.ticket_list import COLUMNS, TicketList, Which
from desk.client.widgets.call.ticket_delegate import TicketDelegate
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.errors import words_for
from desk.client.widgets.language import language
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.page import Page
from desk.client.widgets.theme import theme
from desk.contract.tickets import TicketState

WIDTHS = {"state": 84, "customer": 110, "queue": 120, "owner": 110, "changed": 100, "here": 160}
MINE, ALL = "mine", "all"
OPEN = ("open", "new", "pending", "closed", "any")


class TicketTable(QTableView):
    """The list; Enter opens."""

    def __init__(self, model: TicketList) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = TicketDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.entered.connect(self._show_under_mouse)
        self.viewportEntered.connect(partial(self._show_under_mouse, QModelIndex()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(COLUMNS):
            if column == "title":
                self.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(at, theme().scaled(WIDTHS[column]))
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row_height)

    def _show_under_mouse(self, index: QModelIndex) -> None:
        """The whole line is shown to be under the mouse, of which Qt would show one cell; an invalid index is none."""
        before, self._delegate.row_under_mouse = self._delegate.row_under_mouse, index.row()
        for row in {before, index.row()} - {-1}:
            place = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
            self.viewport().update(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._show_under_mouse(QModelIndex())
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class ListPage(Page):
    """A simple list that is right."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, desk = around, around.desk
        self._directory = desk.directory
        self.model = TicketList(desk.remote, desk.session, self._directory, desk.clock, self)
        self.title = Label("", "title")
        self.which = QComboBox()
        self.state = Segmented([Choice(value, "") for value in OPEN], "any")
        self.refresh = IconButton("refresh", "", size=16)
        self.table = TicketTable(self.model)
        self.empty = EmptyState("inbox", "")
        self.pages = QStackedWidget()
        self._lay_out()
        self.which.currentIndexChanged.connect(self._choose)
        self.state.chosen.connect(self._choose)
        self.refresh.clicked.connect(self.model.refresh)
        self.empty.acted.connect(self.model.refresh)
        self.table.activated.connect(self._open)
        self.model.work_changed.connect(self._show_page)
        self._directory.changed.connect(self._name_lists)
        language().changed.connect(self._say)
        self._say()
        if not self._directory.queues:
            self._directory.refresh()

    def _lay_out(self) -> None:
        head = Surface()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.which)
        row.addWidget(self.state)
        row.addStretch(1)
        row.addWidget(self.refresh)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Divider())
        column.addWidget(self.pages, 1)

    def shown(self) -> None:
        """The view has come to the front: the keyboard goes to the list."""
        self.table.setFocus()

    def _choose(self, _value: object = None) -> None:
        chosen = self.which.currentData()
        state = self.state.value()
        self.model.show(
            Which(
                mine=chosen == MINE,
                queue_id=chosen if isinstance(chosen, int) else None,
                state=None if state == "any" else TicketState(state),
            )
        )

    def _open(self, index: QModelIndex) -> None:
        ticket = self.model.ticket(index)
        if ticket is not None and ticket.customer_id is not None:
            self._around.desk.navigation.open(Opening(customer_id=ticket.customer_id, ticket_id=ticket.id))

    def _show_page(self) -> None:
        nothing = not self.model.tickets and not self.model.loading
        self.pages.setCurrentIndex(1 if nothing else 0)
        if nothing and self.model.error is not None:
            said = words_for(self.model.error)
            self.empty.set_words(said.what, said.advice, self.tr("Try again"))
        elif nothing:
            self.empty.set_words(self.tr("Nothing to do here"), self.tr("Choose another queue or state."))

    def _name_lists(self) -> None:
        chosen = self.which.currentData()
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem(self.tr("My tickets"), MINE)
        self.which.addItem(self.tr("All tickets"), ALL)
        for queue_id in self._directory.queues:
            self.which.addItem(self._directory.queue_name(queue_id), queue_id)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self.which.blockSignals(False)
        self.model.retranslate()

    def _say(self) -> None:
        self.title.setText(self.tr("Tickets"))
        self.table.setAccessibleName(self.tr("Tickets"))
        self.which.setAccessibleName(self.tr("Which tickets"))
        self.refresh.set_label(self.tr("Look again"))
        labels = (self.tr("Open"), self.tr("New"), self.tr("Waiting"), self.tr("Closed"), self.tr("All"))
        for value, label in zip(OPEN, labels, strict=True):
            self.state.set_label(value, label)
        self._name_lists()
        self._show_page()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.listen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.listen(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
