"""The right column: what can be done now and what was, promises that need repair, and how this customer feels."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.actions.authority_popover import AuthorityPopover
from desk.client.widgets.actions.balance import Balance
from desk.client.widgets.actions.box import ActionsBox
from desk.client.widgets.actions.macros_box import MacrosBox
from desk.client.widgets.actions.remedies_box import RemediesBox
from desk.client.widgets.call.customer_rows import PromiseRow
from desk.client.widgets.call.parts import Icon, Section
from desk.client.widgets.call.promise_words import PromiseWords
from desk.client.widgets.call.remark_form import RemarkForm
from desk.client.widgets.call.sparkline import Sparkline
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.surface import Divider, Surface
from desk.contract.customers import Customer, OpenPromise
from desk.contract.orders import Order, OrderState, PromiseState

SCORES = 12


class SideColumn(Surface):
    """What is broken, what is next, and how the last deliveries were liked."""

    folded = Signal()
    """The agent wants the room for the history; carries nothing."""
    left = Signal()
    """The agent wants to write again; carries nothing."""

    def __init__(self, view: CallView, commands: Commands | None = None, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._view = view
        self.balance = Balance()
        self.offers = ActionsBox(view.actions, commands)
        self.macros = MacrosBox(view.macros, view.directory)
        self.under_way = RemediesBox(view.remedies, view.clock, live=True)
        self.past = RemediesBox(view.remedies, view.clock, live=False)
        self.before = Section()
        self.month: AuthorityPopover | None = None
        self._formats = Formats(self)
        self._promises = PromiseWords(view.stream.words, self)
        self.title = Label("", "strong")
        self.fold = IconButton("chevron-right", "", size=16)
        self.fold.clicked.connect(self.folded)
        self.repair, self.next, self.mood, self.quick = Section(), Section(), Section(), Section()
        self.score = Label("", "display")
        self.line = Sparkline()
        self.said = Label("", "small", "muted", wrap=True)
        self.kindness = Button("", "secondary", "heart")
        self.balance.clicked.connect(self.show_month)
        self.offers.left.connect(self.left)
        self.macros.left.connect(self.left)
        self.kindness.clicked.connect(self._write_remark)
        self._lay_out()
        view.customer.changed.connect(self.show_all)
        self._say()
        self.show_all()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.fold)
        mood = QHBoxLayout()
        mood.setSpacing(12)
        mood.addWidget(self.score)
        mood.addWidget(self.line, 1)
        self.mood.body.addLayout(mood)
        self.mood.body.addWidget(self.said)
        self.quick.body.addWidget(self.kindness)
        inner = Surface()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 4, 14, 16)
        column.setSpacing(18)
        top = QVBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.balance)
        top.addWidget(self.offers)
        column.addLayout(top)
        self.before.body.addWidget(self.past)
        for section in (self.macros, self.before, self.repair, self.next, self.mood, self.quick):
            column.addWidget(section)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)
        self._lay_out_foot(whole)

    def _lay_out_foot(self, whole: QVBoxLayout) -> None:
        # What is under way stands below the rows that are pressed, never above: nothing slides under a click.
        self._foot = Surface("sunken")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(12, 10, 12, 12)
        foot.addWidget(self.under_way)
        self._line = Divider()
        whole.addWidget(self._line)
        whole.addWidget(self._foot)
        # Holds the head at the top while there is no customer to show.
        whole.addStretch(0)
        self._view.actions.changed.connect(self._show_actions)
        self._view.remedies.changed.connect(self._show_actions)

    def _show_actions(self) -> None:
        model = self._view.actions
        self.balance.show_balance(model.balance, model.allowance, known=model.situation is not None)
        self.before.setVisible(bool(self.past.cards))
        for part in (self._foot, self._line):
            part.setVisible(bool(self.under_way.cards))

    def show_month(self) -> None:
        """Open the month of the agent's authority."""
        if self.month is None:
            self.month = AuthorityPopover(self._view.authority, self.window())
        self.month.show_month(self.balance)

    def show_all(self) -> None:
        """Show the customer who is open."""
        customer = self._view.customer.customer
        self.area.setVisible(customer is not None)
        if customer is not None:
            self._show_repair(customer)
            self._show_next(customer)
            self._show_mood()
        self._show_actions()

    def _show_repair(self, customer: Customer) -> None:
        now = self._view.clock.now()
        broken = [one for one in customer.promises if one.state is PromiseState.BROKEN or one.due_at < now]
        self.repair.set_count(len(broken) or None)
        rows: list[QWidget] = []
        for promise in broken:
            rows += [PromiseRow(promise, self._promises, now), self._what_happened(promise)]
        self.repair.fill(rows or [self._calm(self.tr("Every promise is kept so far."))])

    def _what_happened(self, promise: OpenPromise) -> Label:
        order = next((one for one in self._view.customer.orders if one.id == promise.order_id), None)
        words = self.tr("Nothing is known of where it is.")
        if order is not None and order.delivered_at is not None:
            words = filled(self.tr("It came on {day}."), day=self._formats.day(order.delivered_at))
        elif order is not None and order.shipped_at is not None:
            words = filled(
                self.tr("Handed to the carrier on {day}, not delivered yet."), day=self._formats.day(order.shipped_at)
            )
        elif order is not None:
            words = self.tr("Not handed to the carrier yet.")
        label = Label(words, "small", "muted", wrap=True)
        # It belongs to the promise above it.
        label.setContentsMargins(10, 0, 0, 8)
        return label

    def _calm(self, words: str) -> QWidget:
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("check-circle", "good", 16))
        row.addWidget(Label(words, "body", "muted", wrap=True), 1)
        return shown

    def _show_next(self, customer: Customer) -> None:
        now = self._view.clock.now()
        coming = [one for one in customer.promises if one.state is PromiseState.OPEN and one.due_at >= now]
        moving = [one for one in self._view.customer.orders if _is_moving(one)]
        rows: list[QWidget] = [PromiseRow(one, self._promises, now) for one in coming[:2]]
        promised = {one.order_id for one in customer.promises}
        for order in [one for one in moving if one.id not in promised][:2]:
            what = order.items[0].name if order.items else order.number
            state = self._view.stream.words.order_state(order.state)
            rows.append(ElidedLabel(joined(what, state), "body", "muted"))
        self.next.setVisible(bool(rows))
        self.next.fill(rows)

    def _show_mood(self) -> None:
        answered = [one for one in self._view.customer.orders if one.survey_score is not None]
        scores = [one.survey_score or 0 for one in sorted(answered, key=lambda one: one.placed_at)][-SCORES:]
        self.line.setVisible(bool(scores))
        self.score.setVisible(bool(scores))
        if not scores:
            self.said.setText(self.tr("No survey answered yet."))
            return
        mean = sum(scores) / len(scores)
        self.score.setText(f"{mean:.1f}")
        words = filled(self.tr("last score {score} of 5, %n answer(s)", "", len(scores)), score=scores[-1])
        self.said.setText(words)
        self.line.show_scores(scores, words)

    def _write_remark(self) -> None:
        if self._view.customer.customer is not None:
            RemarkForm(self._view.customer, self.window()).ask_at(self.kindness)

    def _say(self) -> None:
        self.title.setText(self.tr("Actions and promises"))
        self.setAccessibleName(self.title.text())
        self.fold.set_label(self.tr("Fold this column away"))
        self.repair.set_words(self.tr("To repair"))
        self.quick.set_words(self.tr("For everybody"))
        self.next.set_words(self.tr("Coming next"))
        self.mood.set_words(self.tr("How deliveries were liked"))
        self.before.set_words(self.tr("What was done before"))
        self.balance.retranslate()
        self.kindness.setText(self.tr("Write down a kindness"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.show_all()
        super().changeEvent(event)


def _is_moving(order: Order) -> bool:
    return order.state in (OrderState.PAID, OrderState.PREPARING, OrderState.SHIPPED)
