"""The customer's column: who it is, what was promised, what to know before the first word."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.customer import CustomerFinder, Load
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.call.customer_head import CustomerHead
from desk.client.widgets.call.customer_rows import MergeRow, PromiseRow, RemarkRow
from desk.client.widgets.call.merge_form import MergeForm
from desk.client.widgets.call.parts import PressRow, Section, Skeleton
from desk.client.widgets.call.promise_words import PromiseWords
from desk.client.widgets.call.remark_form import RemarkForm
from desk.client.widgets.call.reveal import PersonalRow
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.errors import words_for
from desk.client.widgets.theme import Tone
from desk.contract.customers import Customer, PersonalField, RelationKind
from desk.contract.errors import DeskError
from desk.contract.orders import Order, OrderState

FEW_ORDERS = 4


class CustomerPanel(Surface):
    """Everything known about the customer, most urgent first."""

    wanted = Signal(int)
    """The agent wants to see another customer; carries the number of the record."""

    def __init__(self, view: CallView, finder: CustomerFinder, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._view, self._finder = view, finder
        self._model = view.customer
        self._words = view.stream.words
        self._promises = PromiseWords(self._words, self)
        self._formats = Formats(self)
        self._all_orders = False
        self._drawn: dict[str, object] = {}
        self.head = CustomerHead(view)
        self.age = Banner("", "info", "clock")
        self.failure = EmptyState("wifi-off", "", "", "")
        self.failure.acted.connect(self._model.refresh)
        self.promises, self.remarks = Section(), Section("plus")
        self.contact, self.orders = Section(), Section()
        self.people, self.merges = Section(), Section("merge")
        self.more_orders = Button("", "ghost", "chevron-down")
        self.more_orders.clicked.connect(self._show_all_orders)
        self._stack = QStackedWidget()
        self._lay_out()
        self.remarks.acted.connect(self.add_remark)
        self.merges.acted.connect(self.merge)
        self._model.changed.connect(self.show_all)
        self._model.refused.connect(self._say_error)
        self._say()
        self.show_all()

    def add_remark(self) -> None:
        """Write a note for everybody."""
        if self._model.customer is not None:
            self.area.ensureWidgetVisible(self.remarks)
            RemarkForm(self._model, self.window()).ask_at(self.remarks.button)

    def merge(self) -> None:
        """Make another record of the same person one with this."""
        if self._model.customer is not None:
            self.area.ensureWidgetVisible(self.merges)
            MergeForm(self._model, self._finder, self._words, self.window()).ask_at(self.merges.button)

    def _lay_out(self) -> None:
        inner = Surface()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 12, 16)
        column.setSpacing(16)
        for section in (self.promises, self.remarks, self.contact, self.orders, self.people, self.merges):
            column.addWidget(section)
            if section is self.orders:
                column.addWidget(self.more_orders, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        waiting = Surface()
        bars = QVBoxLayout(waiting)
        bars.setContentsMargins(16, 14, 16, 16)
        bars.addWidget(Skeleton(10))
        bars.addStretch(1)
        for section in (self.orders, self.people):
            # Rows that can be pressed have room around them: their words stand in line with the others.
            section.body.setContentsMargins(-8, 0, -4, 0)
        for page in (self.area, waiting, self.failure):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        aged = QVBoxLayout()
        aged.setContentsMargins(12, 8, 12, 0)
        aged.addWidget(self.age)
        whole.addLayout(aged)
        whole.addWidget(self._stack, 1)

    def show_all(self) -> None:
        """Show the record as it is known now; parts that stayed the same are left alone."""
        model, customer = self._model, self._model.customer
        self._stack.setCurrentIndex(0 if customer else 2 if model.load is Load.FAILED else 1)
        if model.load is Load.FAILED and model.error is not None:
            said = words_for(model.error)
            self.failure.set_words(said.what, said.advice, self.tr("Try again"))
        self._show_age()
        if customer is None:
            self._drawn.clear()
            self._all_orders = False
            return
        self._part("promises", customer.promises, self._draw_promises)
        self._part("remarks", customer.remarks, self._draw_remarks)
        self._part("contact", (customer.id, customer.numbers, customer.email, customer.address), self._draw_contact)
        self._part("orders", (model.orders, customer.order_count, self._all_orders), self._draw_orders)
        self._part("people", customer.relations, self._draw_people)
        self._part("merges", customer.merges, self._draw_merges)

    def _part(self, name: str, shown: object, draw: object) -> None:
        if self._drawn.get(name) != shown:
            self._drawn[name] = shown
            if callable(draw) and self._model.customer is not None:
                draw(self._model.customer)

    def _show_age(self) -> None:
        old = self._model.customer is not None and not self._model.fresh and self._model.known_at is not None
        self.age.setVisible(old)
        if old and self._model.known_at is not None:
            at = self._formats.day_and_time(self._model.known_at)
            self.age.set_text(filled(self.tr("Not connected: as of {time}"), time=at))

    def _draw_promises(self, customer: Customer) -> None:
        now = self._view.clock.now()
        rows: list[QWidget] = [PromiseRow(one, self._promises, now) for one in customer.promises]
        self.promises.set_count(len(rows) or None)
        self.promises.fill(rows or [Label(self.tr("Nothing is owed."), "small", "faint")])

    def _draw_remarks(self, customer: Customer) -> None:
        rows: list[QWidget] = []
        for remark in customer.remarks:
            row = RemarkRow(remark)
            row.removed.connect(self._model.remove_remark)
            rows.append(row)
        self.remarks.fill(rows or [Label(self.tr("No notes yet."), "small", "faint")])

    def _draw_contact(self, customer: Customer) -> None:
        rows: list[QWidget] = [
            PersonalRow(self._model, PersonalField.NUMBER, one.display, "phone", number_id=one.id, label=one.label,
                        verified=one.verified)
            for one in customer.numbers
        ]  # fmt: skip
        if customer.email:
            rows.append(PersonalRow(self._model, PersonalField.EMAIL, customer.email, "mail"))
        if customer.address:
            rows.append(PersonalRow(self._model, PersonalField.ADDRESS, customer.address, "location"))
        self.contact.fill(rows or [Label(self.tr("No number is known."), "small", "faint")])

    def _draw_orders(self, customer: Customer) -> None:
        orders = self._model.orders
        shown = orders if self._all_orders else orders[:FEW_ORDERS]
        rows: list[QWidget] = [self._order_row(order) for order in shown]
        self.orders.set_count(customer.order_count or None)
        self.orders.fill(rows or [Label(self.tr("No orders yet."), "small", "faint")])
        left = len(orders) - len(shown)
        self.more_orders.setText(self.tr("%n more", "", left))
        self.more_orders.setVisible(left > 0)

    def _order_row(self, order: Order) -> PressRow:
        title = order.items[0].name if order.items else order.number
        if len(order.items) > 1:
            title = filled(self.tr("{item} and %n more", "", len(order.items) - 1), item=title)
        state, tone = self._words.order_state(order.state), self._order_tone(order)
        if order.promise is not None and tone == "bad":
            state = self._promises.stand(order.promise, self._view.clock.now())[0]
        detail = joined(self._formats.day(order.placed_at), self._formats.won(order.total), order.number)
        row = PressRow(title, detail, "bag", aside=state, aside_tone=tone)
        set_tip(row, "\n".join(joined(one.name, str(one.quantity), by=" × ") for one in order.items))
        row.clicked.connect(lambda: self._view.stream.model.set_query(order.number))
        return row

    def _order_tone(self, order: Order) -> Tone:
        if order.promise is not None and self._promises.stand(order.promise, self._view.clock.now())[1] == "bad":
            return "bad"
        if order.state in (OrderState.CANCELED, OrderState.UNAVAILABLE):
            return "warn"
        return "good" if order.state is OrderState.DELIVERED else "info"

    def _show_all_orders(self) -> None:
        self._all_orders = True
        self.show_all()

    def _draw_people(self, customer: Customer) -> None:
        kinds = {
            RelationKind.FAMILY: self.tr("Family"),
            RelationKind.RECIPIENT: self.tr("Receives the parcels"),
            RelationKind.COLLEAGUE: self.tr("Colleague"),
            RelationKind.OTHER: self.tr("Related"),
        }
        rows: list[QWidget] = []
        for relation in customer.relations:
            row = PressRow(relation.name, kinds[relation.kind], "user")
            row.clicked.connect(lambda _checked=False, other=relation.customer_id: self.wanted.emit(other))
            rows.append(row)
        self.people.setVisible(bool(rows))
        self.people.fill(rows)

    def _draw_merges(self, customer: Customer) -> None:
        rows: list[QWidget] = []
        for merge in customer.merges:
            words = filled(self.tr("merged on {day} by {who}"), day=self._formats.day(merge.at), who=merge.by)
            row = MergeRow(merge, words)
            row.undone.connect(self._model.undo_merge)
            rows.append(row)
        self.merges.fill(rows)

    def _say_error(self, error: DeskError) -> None:
        self.age.set_text(str(words_for(error)))
        self.age.show()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Customer"))
        self.promises.set_words(self.tr("Promises"))
        self.remarks.set_words(self.tr("Care and kindness"), self.tr("Add a note for everybody"))
        self.contact.set_words(self.tr("Contact"))
        self.orders.set_words(self.tr("Orders"))
        self.people.set_words(self.tr("Related people"))
        self.merges.set_words(self.tr("Same person"), self.tr("Merge with another record"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._drawn.clear()
            self.show_all()
        super().changeEvent(event)
