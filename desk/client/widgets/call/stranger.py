"""The call of somebody nobody knows yet: find the record, or make one with a name."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.customer import CustomerFinder
from desk.client.widgets.call.find_customer import FindCustomer
from desk.client.widgets.call.parts import Icon, PressRow, empty_out
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.people import TIER_TONES, PeopleWords
from desk.contract.customers import CallerBrief, CustomerBrief


class StrangerPanel(QWidget):
    """Who is it? Three answers: one of several known, somebody found, somebody new."""

    def __init__(self, view: CallView, finder: CustomerFinder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._people = PeopleWords(self)
        self._drawn: list[CallerBrief] | None = None
        self._shown_id = 0
        self.title = Label("", "title")
        self.number = Label("", "body", "muted")
        self.known = Card()
        self._rows = QVBoxLayout()
        self.known.body.addLayout(self._rows)
        self.find_card = Card()
        self.search = FindCustomer(finder, view.stream.words)
        self.find_card.body.addWidget(self.search)
        self.new_card = Card()
        self.name = LineField()
        self.name.edit.setMaxLength(120)
        self.make = Button("", "primary", "user-plus")
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.make, 0, Qt.AlignmentFlag.AlignBottom)
        self.new_card.body.addLayout(row)
        self.search.chosen.connect(self._found)
        self.make.clicked.connect(self._make)
        self.name.edit.returnPressed.connect(self._make)
        self._lay_out()
        view.changed.connect(self.show_all)
        self._say()
        self.show_all()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("phone-in", "good", 24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.number)
        head.addLayout(words, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addLayout(head)
        for card in (self.known, self.find_card, self.new_card):
            column.addWidget(card)
        column.addStretch(2)
        inner = QWidget()
        inner.setMaximumWidth(480)
        inner.setLayout(column)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addWidget(inner, 4)
        whole.addStretch(1)

    def show_all(self) -> None:
        """Show the call with the stranger."""
        call = self._view.stranger
        if call is None:
            return
        self.number.setText(self._people.number(call))
        if call.id != self._shown_id:
            self._shown_id = call.id
            self.search.field.clear()
            self.name.set_text("")
        callers = self._view.calls.callers
        if callers != self._drawn:
            self._drawn = list(callers)
            empty_out(self._rows)
            for one in callers:
                who = one.customer
                row = PressRow(who.name, who.number, "user", aside=self._people.tier(who.tier),
                               aside_tone=TIER_TONES[who.tier])  # fmt: skip
                row.clicked.connect(lambda _checked=False, one=who.id: self._view.match(one))
                self._rows.addWidget(row)
        self.known.setVisible(bool(callers))

    def _found(self, who: CustomerBrief) -> None:
        self._view.match(who.id)

    def _make(self) -> None:
        if self.name.text().strip():
            self._view.create_for_caller(self.name.text())
            self.name.set_text("")

    def _say(self) -> None:
        self.title.setText(self.tr("Who is calling?"))
        self.known.set_title(self.tr("One of these people"))
        self.find_card.set_title(self.tr("Somebody we know"))
        self.new_card.set_title(self.tr("Somebody new"))
        self.name.set_label(self.tr("Name"))
        self.make.setText(self.tr("Keep and go on"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._drawn = None
            self.show_all()
        super().changeEvent(event)
