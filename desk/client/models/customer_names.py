"""What the customers are called who stand in filters as numbers."""

import asyncio

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.views import Condition, Field, Filter, ListDraft, Op


class CustomerNames(QObject):
    """Each name is asked for once; to open a customer's record for it would be recorded as a look."""

    changed = Signal()
    """More names are known; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._api = remote.api
        self._names: dict[str, str] = {}
        self._wanted: list[str] = []
        self._asking: asyncio.Task[None] | None = None

    def name(self, value: str) -> str:
        """What the customer of that number is called; the number itself while nobody knows."""
        if value.isascii() and value.isdecimal() and value not in self._names:
            self._names[value] = ""
            self._wanted.append(value)
            if self._asking is None or self._asking.done():
                self._asking = tasks.start(self._ask(), name="customers' names", owner=self)
        return self._names.get(value) or f"#{value}"

    def learn(self, value: str, name: str) -> None:
        """Somebody was found by name."""
        self._names[value] = name

    def forget(self) -> None:
        """Another person sits here."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._names.clear()
        self._wanted.clear()

    def handle_error(self, _error: DeskError) -> None:
        """Numbers stand where names would; they are asked for when somebody wants them next."""
        self._names = {value: name for value, name in self._names.items() if name}
        self._wanted.clear()

    async def _ask(self) -> None:
        """A customer who stands in a filter is known by the tickets that it finds."""
        while self._wanted:
            value = self._wanted.pop(0)
            theirs = Filter(all=(Condition(field=Field.CUSTOMER, op=Op.IS, values=(value,)),))
            page = await self._api.list_tickets(ListDraft(filter=theirs, size=1))
            if page.data:
                self._names[value] = page.data[0].customer_name
                self.changed.emit()
