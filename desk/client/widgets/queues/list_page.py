"""Lists of tickets by saved views: the views at the left with their counts, the tickets of one in the middle."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.customer import CustomerFinder
from desk.client.models.customer_names import CustomerNames
from desk.client.models.explanation import ExplanationModel
from desk.client.models.health import Link
from desk.client.models.navigation import Opening
from desk.client.models.plain import filled
from desk.client.models.ticket_list import SORTS, TicketListModel
from desk.client.models.views import ViewsModel, view_name
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.errors import words_for
from desk.client.widgets.keyboard import is_writing
from desk.client.widgets.language import language
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.explanation_card import ExplanationCard
from desk.client.widgets.queues.list_head import ListHead
from desk.client.widgets.queues.page import Page
from desk.client.widgets.queues.ticket_table import TicketTable
from desk.client.widgets.queues.view_builder import ViewBuilder
from desk.client.widgets.queues.view_side import ViewSide
from desk.client.widgets.theme import theme
from desk.contract.views import Column, View, ViewDraft

SIDE_WIDTH = 232


class ListPage(Page):
    """Shows one view at a time; building another one shows its list meanwhile."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, desk = around, around.desk
        self._directory = desk.directory
        self.views = ViewsModel(desk.remote, desk.outbox, desk.clock)
        self.model = TicketListModel(
            desk.remote, desk.session, self._directory, self._directory.colleagues, desk.clock, self
        )
        self.explanation = ExplanationModel(desk.remote, self)
        self.view: View | None = None
        #: Whether there is a list to show, of a view or not.
        self._shows = False
        #: A list that no view is kept for, asked for before the views were there.
        self._asked: ViewDraft | None = None
        self.side = ViewSide(self.views)
        self.fresh = Button("", "ghost", "plus")
        self.head = ListHead(self.model)
        self.customers, self.finder = CustomerNames(desk.remote), CustomerFinder(desk.remote)
        self.builder = ViewBuilder(self.views, self._directory, desk.session, self.customers, self.finder)
        self.table = TicketTable(self.model, desk.clock)
        self.empty = EmptyState("inbox", "")
        self.pages = QStackedWidget()
        self._line = Divider()
        self._anchor = QWidget(self.table.viewport())
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._anchor.hide()
        self._lay_out()
        self._listen()
        self.close_builder()
        self._say()
        if not self._directory.queues:
            self._directory.refresh()

    def _lay_out(self) -> None:
        left = Surface()
        left.setFixedWidth(theme().scaled(SIDE_WIDTH))
        narrow = QVBoxLayout(left)
        narrow.setContentsMargins(8, 6, 8, 8)
        narrow.setSpacing(4)
        narrow.addWidget(self.side, 1)
        narrow.addWidget(self.fresh)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.builder)
        column.addWidget(self._line)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addLayout(column, 1)

    def _listen(self) -> None:
        self.side.chosen.connect(self._show_view)
        self.side.clicked.connect(self._back_to_view)
        self.views.changed.connect(self._views_changed)
        self.views.saved.connect(self._saved)
        self.fresh.clicked.connect(partial(self.build, fresh=True))
        self.head.build_asked.connect(self._toggle_builder)
        self.builder.drafted.connect(self._preview)
        self.builder.left.connect(self._leave_builder)
        self.table.activated.connect(self._open)
        self.table.sorted_by.connect(self._sort)
        self.table.why_asked.connect(self.explain)
        self.empty.acted.connect(self._try_again)
        self.model.work_changed.connect(self._show_page)
        self.model.modelReset.connect(self.table.fit_columns)
        language().changed.connect(self._say)
        self._around.desk.health.changed.connect(self._look_after_a_cut)

    # What others call

    def shown(self) -> None:
        """The page has come to the front: the keyboard goes to the list."""
        if not is_writing(self.window().focusWidget()):
            self.table.setFocus()

    def stop(self) -> None:
        """Whoever sat here has gone: forget what was seen."""
        self.close_builder()
        self.view, self._asked, self._shows = None, None, False
        self.side.forget()
        self.views.stop()
        self.model.stop()
        self.customers.forget()
        self.finder.look_for("")

    def build(self, _checked: bool = False, *, fresh: bool = False) -> None:
        """Change the view that is shown, or build another one."""
        view = None if fresh else self.view
        draft = ViewDraft(name="-") if fresh else self.model.draft
        self.builder.begin(view, draft)
        self.builder.show()
        self.head.build.setEnabled(False)
        if fresh:
            self._preview(self.builder.draft())
        self.builder.show_count(self.model.total if not self.model.loading else None)
        self.builder.form.name.edit.setFocus()

    def close_builder(self) -> None:
        """The list alone again."""
        self.builder.rest()
        self.builder.hide()
        self.head.build.setEnabled(True)

    def show_list(self, draft: ViewDraft) -> None:
        """Show a list that no view is kept for; it can be saved as one."""
        if self.side.shown_id is None:
            self._asked = draft
            return
        self.close_builder()
        self.view, self.model.last_seen, self._shows = None, 0, True
        self.table.scrollToTop()
        self.head.search.clear()
        self.model.show(draft)
        self.head.title.setText(draft.name)
        self.table.setAccessibleName(draft.name)

    def explain(self, ticket_id: int) -> None:
        """Say why a ticket is where it is."""
        place = self.table.cell(ticket_id, Column.ASSIGNED)
        column = Column.ASSIGNED if place.isValid() else self.model.columns[0]
        self._anchor.setGeometry(self.table.cell(ticket_id, column) or QRect(0, 0, 1, 1))
        self._anchor.show()
        self.explanation.ask(ticket_id)
        ticket = next((one for one in self.model.tickets if one.id == ticket_id), None)
        owner = "" if ticket is None else ticket.owner_name
        ExplanationCard(self.explanation, self._directory, owner, self.window()).ask_at(self._anchor)

    # Inside

    def _show_view(self, view: View) -> None:
        self.close_builder()
        self.view, self._shows = view, True
        self.table.scrollToTop()
        self.model.last_seen = 0
        self.head.search.clear()
        self.model.show(view.draft)
        self._say_view()
        asked, self._asked = self._asked, None
        if asked is not None:
            self.show_list(asked)

    def _back_to_view(self) -> None:
        """A click on the view that has the mark, while another list is shown."""
        view = self.views.view(self.side.shown_id or 0)
        if self.view is None and view is not None:
            self._show_view(view)

    def _views_changed(self) -> None:
        """The view that is shown may be another one by now."""
        if self.view is None:
            self._show_page()
            return
        now = self.views.view(self.view.id)
        if now is not None and now.version != self.view.version:
            self.view = now
            if not self.builder.isVisible():
                self.model.show(now.draft)
        self._say_view()

    def _saved(self, view: View) -> None:
        self.view = view
        self.side.show_view(view.id)
        self._say_view()

    def _toggle_builder(self) -> None:
        self.build()

    def _leave_builder(self) -> None:
        """What was written and not saved is gone; the view stands as it is kept."""
        self.close_builder()
        view = self.view if self.view is not None and self.views.view(self.view.id) is not None else None
        if view is not None and self.model.draft != view.draft:
            self.model.show(view.draft)
        self._say_view()
        self.table.setFocus()

    def _preview(self, draft: ViewDraft) -> None:
        """The list follows what is written; other columns need no new list."""
        if replace(draft, name="", names={}, columns=()) == replace(self.model.draft, name="", names={}, columns=()):
            self.model.set_columns(draft.columns)
            return
        self.builder.show_count(None)
        self.model.show(draft)

    def _sort(self, column: Column) -> None:
        """A heading again turns the order around."""
        draft, sort = self.model.draft, SORTS[column]
        again = draft.sort is sort
        fresh = column in (Column.CHANGED, Column.CREATED, Column.NUMBER, Column.PRIORITY)
        down = not draft.descending if again else fresh
        self.model.show(replace(draft, sort=sort, descending=down))
        self.builder.show_sort(sort, down)
        self.table.scrollToTop()
        self.table.fit_columns()

    def _open(self, index: QModelIndex) -> None:
        ticket = self.model.ticket(index)
        if ticket is not None and ticket.customer_id is not None:
            self._around.desk.navigation.open(Opening(customer_id=ticket.customer_id, ticket_id=ticket.id))
        elif ticket is not None:
            words = self.tr("#{number} has no customer yet: there is no history to open.")
            self._around.toasts.show(filled(words, number=ticket.id), icon="info")

    def _show_page(self) -> None:
        model = self.model
        if self.builder.isVisible() and not model.loading:
            self.builder.show_count(model.total)
        nothing = not model.lines and not model.loading
        error = model.error or (None if self._shows else self.views.error)
        self.pages.setCurrentIndex(1 if nothing and (self._shows or error is not None) else 0)
        if nothing and error is not None:
            said = words_for(error)
            self.empty.set_words(said.what, said.advice, self.tr("Try again"))
        elif nothing and (model.words or model.title_words):
            self.empty.set_words(self.tr("Nothing found"), self.tr("Enter looks through all titles of this view."))
        elif nothing:
            self.empty.set_words(self.tr("Nothing to do here"), self.tr("Choose another view, or change this one."))

    def _try_again(self) -> None:
        self.views.refresh()
        self.model.refresh()

    def _look_after_a_cut(self) -> None:
        """The server is back: what could not be asked for is asked for again."""
        failed = self.views.error is not None or self.model.error is not None
        if failed and self.isVisible() and self._around.desk.health.link is Link.LIVE:
            self._try_again()

    def _say_view(self) -> None:
        self.head.title.setText("" if self.view is None else view_name(self.view))
        self.table.setAccessibleName(self.head.title.text() or self.tr("Tickets"))

    def _say(self) -> None:
        self.side.setAccessibleName(self.tr("Views"))
        self.fresh.setText(self.tr("New view"))
        self.head.retranslate()
        self.builder.retranslate()
        self.side.rows.refresh()
        self.model.retranslate()
        self._say_view()
        self._show_page()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.views.listen(True)
        self.model.listen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.views.listen(False)
        self.model.listen(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
