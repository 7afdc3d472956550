"""Customers by name or number: those that are chosen, with ticks, and a field that finds more; in a popover."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.client.models.customer import CustomerFinder
from desk.client.models.customer_names import CustomerNames
from desk.client.models.entry_words import EntryWords
from desk.client.widgets.call.find_customer import FindCustomer
from desk.client.widgets.popover import Popover
from desk.client.widgets.queues.chooser import TickList
from desk.client.widgets.theme import theme
from desk.contract.customers import CustomerBrief

ROWS, ROW = 4, 37


class CustomerChooser(Popover):
    """Lives as long as it is open."""

    changed = Signal(tuple)
    """Somebody was found or ticked off; carries the numbers of those that are ticked."""

    def __init__(self, host: QWidget, names: CustomerNames, finder: CustomerFinder, chosen: Sequence[str]) -> None:
        super().__init__(host, width=340)
        self._names, self._finder = names, finder
        self._known = list(chosen)
        self.list = TickList()
        self.list.setAccessibleName(self.tr("Chosen customers"))
        self.search = FindCustomer(finder, EntryWords(self))
        self.body.addWidget(self.list)
        self.body.addWidget(self.search)
        self._fill(chosen)
        self.search.chosen.connect(self._take)
        self.list.ticked.connect(lambda: self.changed.emit(self.list.values()))
        names.changed.connect(self._rename)
        finder.changed.connect(self.place)
        self.closed.connect(self._end)

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self._finder.look_for("")
        self.open_at(anchor, keyboard=self.search.field)

    def _take(self, found: CustomerBrief) -> None:
        value = str(found.id)
        self._names.learn(value, found.name)
        if value not in self._known:
            self._known.append(value)
        self._fill((*self.list.values(), value))
        self.search.field.selectAll()
        self.place()
        self.changed.emit(self.list.values())

    def _rename(self) -> None:
        self._fill(self.list.values())

    def _fill(self, ticked: Sequence[str]) -> None:
        self.list.fill([(value, self._names.name(value)) for value in self._known], ticked)
        self.list.setFixedHeight(theme().scaled(min(ROWS, len(self._known)) * ROW + 8))
        self.list.setVisible(bool(self._known))

    def _end(self) -> None:
        self._finder.look_for("")
        self.deleteLater()
