"""What was promised about the ticket that is worked on, and what is left: asked for whenever it has changed."""

import asyncio

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.ticket import TicketModel
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.service import ServiceClock


class TicketClocks(QObject):
    """The clocks of one ticket."""

    changed = Signal()
    """Other clocks; carries nothing."""

    def __init__(self, remote: Remote, tickets: TicketModel) -> None:
        super().__init__()
        self._remote, self._tickets = remote, tickets
        self.clocks: list[ServiceClock] = []
        #: Whether the server has answered for this ticket, and why it has not where it could not.
        self.known = False
        self.error: DeskError | None = None
        #: The ticket, and what it said of itself when its clocks were asked for.
        self._of: tuple[int, object] | None = None
        self._fetching: asyncio.Task[None] | None = None

    def refresh(self, *, anew: bool = False) -> None:
        """Ask for the clocks of the current ticket, unless they are those that are known: a promise that is due after
        others is not told of, so whoever looks at all of them asks ``anew``."""
        one = self._tickets.current
        wanted = None if one is None else (one.id, (one.version, one.due_at, one.due_clock, one.missed))
        if wanted == self._of and not anew:
            return
        if self._of is None or wanted is None or wanted[0] != self._of[0]:
            self.clocks, self.known = [], False
        self._of, self.error = wanted, None
        if self._fetching is not None:
            self._fetching.cancel()
        if wanted is not None:
            self._fetching = tasks.start(self._fetch(wanted[0]), name="clocks of a ticket", owner=self)
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """What the ticket itself says of its next target stays."""
        self._of, self.error = None, error
        self.changed.emit()

    async def _fetch(self, ticket_id: int) -> None:
        self.clocks = await self._remote.api.clocks(ticket_id)
        self.known = True
        self.changed.emit()
