"""Two records of one person made one: find the other, see both names, and be sure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.customer import CustomerFinder, CustomerModel
from desk.client.models.entry_words import EntryWords
from desk.client.models.plain import filled
from desk.client.widgets.call.find_customer import FindCustomer
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.contract.customers import CustomerBrief


class MergeForm(Popover):
    """Asks twice: whom, and whether really."""

    def __init__(self, model: CustomerModel, finder: CustomerFinder, words: EntryWords, host: QWidget) -> None:
        super().__init__(host, width=340, sticky=True)
        self._model, self._customer = model, model.customer
        self._other: CustomerBrief | None = None
        finder.look_for("")
        self.search = FindCustomer(finder, words, without=model.customer_id or 0)
        self.search.chosen.connect(self._choose)
        self.question = Label("", "body", "text", wrap=True)
        self.title = Label("", "strong")
        self.sure = Button("", "primary", "merge")
        self.sure.clicked.connect(self._merge)
        self.leave = Button("", "ghost")
        self.leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.sure)
        self.body.addWidget(self.title)
        self.body.addWidget(self.search)
        self.body.addWidget(self.question)
        self.body.addLayout(row)
        self.question.hide()
        self.sure.hide()
        self.closed.connect(self.deleteLater)
        # Rows that were just added are shown, and have a size, one round of the loop later.
        finder.changed.connect(self.place, Qt.ConnectionType.QueuedConnection)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("Same person, two records"))
        self.setAccessibleName(self.title.text())
        self.sure.setText(self.tr("Merge the records"))
        self.leave.setText(self.tr("Cancel"))
        self._say_question()

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self.open_at(anchor, keyboard=self.search.field)

    def _choose(self, other: CustomerBrief) -> None:
        self._other = other
        self.search.hide()
        self._say_question()
        self.question.show()
        self.sure.show()
        self.place()
        self.sure.setFocus()

    def _say_question(self) -> None:
        other = self._other
        if other is not None:
            name = self._customer.name if self._customer is not None else ""
            words = self.tr(
                "{other} ({number}) then shows under {name}, history and orders included. It can be undone."
            )
            self.question.setText(filled(words, other=other.name, number=other.number, name=name))

    def _merge(self) -> None:
        if self._other is not None and self._customer is not None:
            self._model.merge(self._customer, self._other.id)
            self.close()
