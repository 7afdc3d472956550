"""The tickets of the customer who is open, and the one that is being worked on."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.outbox import OutboxChange, OutboxModel
from desk.client.remote import commands, queue_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import (
    ArticleAdded,
    ClocksRanOut,
    ClocksReckoned,
    DuesMoved,
    Event,
    TicketChanged,
    TicketMerged,
    TicketOpened,
    TicketUnmerged,
)
from desk.contract.feed import FeedItem, Gap
from desk.contract.service import Priority
from desk.contract.tickets import Ticket, TicketChange, TicketMerge, TicketQuery, TicketState

SETTLE_MS = 200
MOST = 50
_ABOUT_ONE = TicketOpened | TicketChanged | TicketMerged | TicketUnmerged | ArticleAdded
_ABOUT_MANY = ClocksReckoned | ClocksRanOut | DuesMoved


class TicketModel(QObject):
    """A colleague may change, take or close a ticket at any time; which one is chosen changes only by the agent."""

    changed = Signal()
    """The list, a ticket in it, or which one is chosen changed; carries nothing."""
    merged = Signal(int, int)
    """A ticket that the agent merged is another one now; carries its number and that of the one that stays."""

    undoable = Signal(object)
    """A merge of the agent's own can be undone from now on; carries the ticket that went, as it is now."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self._customer_id: int | None = None
        self.tickets: list[Ticket] = []
        self.current: Ticket | None = None
        self.loaded = False
        #: The ticket changed last is chosen when a customer is opened; later only the agent chooses.
        self.loaded_once = False
        self._wanted: int | None = None
        self._held: frozenset[int] = frozenset()
        self._release: Callable[[], None] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._merging: dict[str, tuple[int, int]] = {}
        self._merged: dict[int, int] = {}
        outbox.settled.connect(self._settled)
        remote.feed.watch(self._hear)

    @property
    def open(self) -> list[Ticket]:
        """The tickets that are not closed, most recently changed first."""
        return [ticket for ticket in self.tickets if ticket.state is not TicketState.CLOSED]

    def show(self, customer_id: int | None, wanted: int | None = None) -> None:
        """Show the tickets of this customer, the wanted one chosen as soon as it is known."""
        if customer_id != self._customer_id:
            self._customer_id = customer_id
            self.tickets, self.current, self.loaded, self.loaded_once = [], None, False, False
            self._merged.clear()
            self._listen()
        self._wanted = wanted
        self.refresh()
        self.changed.emit()

    def follow(self, customer_id: int) -> None:
        """The customer goes on under another record: the list may grow, what was chosen stays."""
        self._customer_id = customer_id
        self.refresh()

    def choose(self, ticket_id: int | None) -> None:
        """Work on this ticket, or on none yet."""
        self.current = next((ticket for ticket in self.tickets if ticket.id == ticket_id), None)
        self._wanted = ticket_id if self.current is None else None
        if self._wanted is not None:
            self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Ask the server again."""
        if self._customer_id is not None:
            if self._fetching is not None:
                self._fetching.cancel()
            fetching = self._fetch(self._customer_id)
            self._fetching = tasks.start(fetching, name="tickets of a customer", owner=self)

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""
        self.loaded = True
        self.changed.emit()

    def take(self) -> None:
        """The ticket is mine now."""
        if self.current is not None:
            self._outbox.put(commands.take_ticket(self.current.id, self.current.version))

    def release(self) -> None:
        """The ticket is nobody's now."""
        if self.current is not None:
            self._outbox.put(commands.release_ticket(self.current.id, self.current.version))

    def set_state(self, state: TicketState, pending_until: datetime | None = None) -> None:
        """Close the ticket, open it again, or let it wait."""
        if self.current is not None:
            change = TicketChange(state=state, pending_until=pending_until)
            self._outbox.put(commands.change_ticket(self.current.id, self.current.version, change))

    def set_priority(self, priority: Priority) -> None:
        """It is as urgent as this."""
        if self.current is not None and priority is not self.current.priority:
            change = TicketChange(priority=priority)
            self._outbox.put(commands.change_ticket(self.current.id, self.current.version, change))

    def set_tags(self, tags: tuple[str, ...]) -> None:
        """It has these tags from now on."""
        if self.current is not None and tags != self.current.tags:
            change = TicketChange(tags=tags)
            self._outbox.put(commands.change_ticket(self.current.id, self.current.version, change))

    def merge(self, goes: Ticket, stays: Ticket) -> None:
        """The one is the same piece of work as the other."""
        merge = TicketMerge(into_id=stays.id, into_version=stays.version)
        self._merging[self._outbox.put(queue_commands.merge_ticket(goes, merge))] = (goes.id, stays.id)

    def unmerge(self, merged: Ticket) -> None:
        """A ticket that was merged is a piece of work of its own again."""
        self._outbox.put(queue_commands.unmerge_ticket(merged))

    def _settled(self, change: OutboxChange) -> None:
        found = self._merging.pop(change.pending.key, None)
        if found is not None:
            self._merged[found[0]] = found[1]
            self.merged.emit(*found)
            self.refresh()

    async def _fetch(self, customer_id: int) -> None:
        page = await self._remote.api.tickets(TicketQuery(customer_id=customer_id, size=MOST))
        if customer_id != self._customer_id:
            return
        self.tickets, self.loaded = page.data, True
        if not self.loaded_once and self._wanted is None and self.current is None and self.open:
            self._wanted = self.open[0].id
        self.loaded_once = True
        kept = self._wanted or (self.current.id if self.current is not None else None)
        if kept is not None:
            found = next((ticket for ticket in self.tickets if ticket.id == kept), None)
            if found is None:
                found = await self._remote.api.ticket(kept)
                self.tickets.append(found)
            self.current, self._wanted = found, None
        self._listen()
        self.changed.emit()
        for one in self.tickets:
            if one.merged_into is not None and self._merged.pop(one.id, None) == one.merged_into:
                self.undoable.emit(one)

    def _listen(self) -> None:
        """Hear of everybody who is on the open tickets."""
        wanted = frozenset(ticket.id for ticket in self.open)
        if wanted != self._held:
            before, self._held = self._release, wanted
            self._release = self._remote.feed.hold(*(f"ticket:{one}" for one in sorted(wanted)))
            if before is not None:
                before()

    def _hear(self, news: News) -> None:
        heard = isinstance(news, Gap) or (isinstance(news, FeedItem) and self._concerns(news.event))
        if heard and self._customer_id is not None and not self._settle.isActive():
            self._settle.start()

    def _concerns(self, event: Event) -> bool:
        known = {ticket.id for ticket in self.tickets}
        if isinstance(event.fact, _ABOUT_MANY):
            return not known.isdisjoint(event.fact.ticket_ids)
        return isinstance(event.fact, _ABOUT_ONE) and (
            event.customer_id == self._customer_id or event.ticket_id in known
        )
