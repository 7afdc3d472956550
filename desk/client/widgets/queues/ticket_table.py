"""The table of a list of tickets: Enter opens, a heading sorts, a group folds, and what is scrolled to is loaded."""

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desk.client.models.clock import Clock
from desk.client.models.ticket_lines import Head
from desk.client.models.ticket_list import SORTS, TicketListModel
from desk.client.widgets.queues.ticket_delegate import TicketDelegate
from desk.client.widgets.theme import theme
from desk.contract.tickets import Ticket
from desk.contract.views import Column

#: At font scale 1; the title takes what is left.
WIDTHS: dict[Column, int] = {
    Column.NUMBER: 84,
    Column.STATE: 78,
    Column.CUSTOMER: 92,
    Column.QUEUE: 104,
    Column.OWNER: 96,
    Column.TEAM: 100,
    Column.PRIORITY: 98,
    Column.TAGS: 120,
    Column.DUE: 150,
    Column.CREATED: 92,
    Column.CHANGED: 92,
    Column.PENDING_UNTIL: 130,
    Column.ARTICLES: 64,
    Column.ASSIGNED: 220,
    Column.HERE: 130,
}
LEAST_TITLE = 200
#: Seconds after which what is written about time is written anew.
AGE_SECONDS = 15


class TicketTable(QTableView):
    """Shows a `TicketListModel`."""

    sorted_by = Signal(object)
    """A heading by which one can sort was pressed; carries the `Column`."""
    why_asked = Signal(int)
    """Somebody wants to know why a ticket is where it is; carries its id."""

    def __init__(self, model: TicketListModel, clock: Clock) -> None:
        super().__init__()
        self.model_, self._seconds = model, 0
        self.setModel(model)
        self._delegate = TicketDelegate(model, clock, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.entered.connect(self._show_under_mouse)
        self.viewportEntered.connect(partial(self._show_under_mouse, QModelIndex()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.sectionClicked.connect(self._sort)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.want_visible)
        self.verticalScrollBar().valueChanged.connect(self._look_soon)
        for grown in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            grown.connect(self._look_soon)
        clock.tick.connect(self._age)
        theme().changed.connect(self._restyle)
        self._restyle()

    def fit_columns(self) -> None:
        """Give the columns their widths; the title takes the rest, and never less than it needs."""
        heads, columns = self.horizontalHeader(), self.model_.columns
        taken = 0
        for at, column in enumerate(columns):
            heads.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            if column is not Column.TITLE:
                wide = theme().scaled(WIDTHS[column])
                self.setColumnWidth(at, wide)
                taken += wide
        if Column.TITLE in columns:
            rest = self.viewport().width() - taken
            self.setColumnWidth(columns.index(Column.TITLE), max(theme().scaled(LEAST_TITLE), rest))
        self._show_sort()

    def want_visible(self) -> None:
        """Tell the model what is on screen, so that it can go on where a block ends there."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        count = self.model_.rowCount()
        self.model_.want(max(0, first), count - 1 if last < 0 else last)

    def select_ticket(self, ticket_id: int) -> None:
        """Put the keyboard's place at a ticket, if it is shown."""
        row = self.model_.row_of(ticket_id)
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.model_.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def current_ticket(self) -> Ticket | None:
        """The ticket the keyboard is at."""
        return self.model_.ticket(self.currentIndex())

    def cell(self, ticket_id: int, column: Column) -> QRect:
        """Where a cell is, in the viewport; empty when it is not shown."""
        row = self.model_.row_of(ticket_id)
        if row is None or column not in self.model_.columns:
            return QRect()
        return self.visualRect(self.model_.index(row, self.model_.columns.index(column)))

    # Inside

    def _look_soon(self) -> None:
        self._settle.start()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme().row_height)
        self.fit_columns()

    def _sort(self, section: int) -> None:
        column = self.model_.columns[section]
        if column in SORTS:
            self.sorted_by.emit(column)
        self._show_sort()

    def _show_sort(self) -> None:
        draft, heads = self.model_.draft, self.horizontalHeader()
        column = next(one for one, sort in SORTS.items() if sort is draft.sort)
        shown = column in self.model_.columns
        heads.setSortIndicatorShown(shown)
        if shown:
            order = Qt.SortOrder.DescendingOrder if draft.descending else Qt.SortOrder.AscendingOrder
            heads.setSortIndicator(self.model_.columns.index(column), order)

    def _age(self) -> None:
        self._seconds += 1
        if self.isVisible() and self._seconds % AGE_SECONDS == 0:
            self.model_.age()
            self.viewport().update()

    def _show_under_mouse(self, index: QModelIndex) -> None:
        """The whole line is shown to be under the mouse, of which Qt would show one cell; an invalid index is none."""
        before, self._delegate.row_under_mouse = self._delegate.row_under_mouse, index.row()
        for row in {before, index.row()} - {-1}:
            place = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
            self.viewport().update(place)

    # Qt

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._show_under_mouse(QModelIndex())
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self.model_.line(self.indexAt(event.position().toPoint()))
        if isinstance(line, Head) and event.button() is Qt.MouseButton.LeftButton:
            self.model_.fold(line)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        ticket = self.model_.ticket(index)
        if ticket is not None and self.model_.columns[index.column()] is Column.ASSIGNED and ticket.assigned:
            self.why_asked.emit(ticket.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.model_.line(self.currentIndex()), event.key()
        folds = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and isinstance(line, Head):
            self.model_.fold(line)
        elif key in folds and isinstance(line, Head):
            if line.block.folded is not folds[Qt.Key(key)]:
                self.model_.fold(line)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(line, Ticket):
            self.activated.emit(self.currentIndex())
        elif key == Qt.Key.Key_W and isinstance(line, Ticket) and not event.modifiers():
            self.why_asked.emit(line.id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self._settle.start()
