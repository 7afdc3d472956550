"""Lists of tickets: mine, those of a queue, all open ones; page by page, alive while somebody looks."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.directory import Directory
from desk.client.models.entry_words import EntryWords
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined, visible
from desk.client.models.session import SessionModel
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.base import Cursor
from desk.contract.errors import DeskError
from desk.contract.events import ArticleAdded, TicketChanged, TicketOpened
from desk.contract.feed import Gap, PresenceList
from desk.contract.tickets import Presence, PresenceAct, Ticket, TicketQuery, TicketState

SIZE = 50
SETTLE_MS = 500
COLUMNS = ("state", "title", "customer", "queue", "owner", "changed", "here")
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Which:
    """Which list: mine, of a queue, in a state; everything when nothing is said."""

    mine: bool = False
    queue_id: int | None = None
    state: TicketState | None = None


class TicketList(QAbstractTableModel):
    """The rows carry their `Ticket` under UserRole; words are in the language in force."""

    work_changed = Signal()
    """Loading began, ended or failed; carries nothing."""
    listened = Signal()
    """Somebody came to or left a ticket; carries nothing."""

    def __init__(
        self, remote: Remote, session: SessionModel, directory: Directory, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._remote, self._session, self._directory, self._clock = remote, session, directory, clock
        self._words, self._formats = EntryWords(self), Formats(self)
        self.which = Which(mine=True)
        self.tickets: list[Ticket] = []
        self.loading = False
        self.error: DeskError | None = None
        self._next: Cursor | None = None
        self._more = False
        self._here: dict[int, list[Presence]] = {}
        self._release: Callable[[], None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)

    def show(self, which: Which) -> None:
        """Show another list."""
        if which != self.which or not self.tickets:
            self.which = which
            self._replace([])
            self.refresh()

    def listen(self, on: bool) -> None:
        """Hear of every ticket while the list is looked at."""
        if on and self._release is None:
            self._release = self._remote.feed.hold("tickets")
            self.refresh()
        elif not on and self._release is not None:
            self._release()
            self._release = None

    def refresh(self) -> None:
        """Ask for the first page again, or for as many rows as are shown."""
        self._ask(None)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        if self.tickets:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.tickets) - 1, len(COLUMNS) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def ticket(self, index: Index) -> Ticket | None:
        """The ticket of a row."""
        return self.tickets[index.row()] if 0 <= index.row() < len(self.tickets) else None

    def here(self, ticket_id: int) -> list[Presence]:
        """Who is on a ticket besides me."""
        return self._here.get(ticket_id, [])

    def handle_error(self, error: DeskError) -> None:
        """The list stays as it was, and says that it is old."""
        self.loading, self.error = False, error
        self.work_changed.emit()

    # Inside

    def _ask(self, after: Cursor | None) -> None:
        if self._task is not None:
            self._task.cancel()
        self.loading, self.error = True, None
        self.work_changed.emit()
        self._task = tasks.start(self._fetch(self.which, after), name="ticket list", owner=self)

    async def _fetch(self, which: Which, after: Cursor | None) -> None:
        me = self._session.user
        query = TicketQuery(
            queue_id=which.queue_id,
            owner_id=me.id if which.mine and me is not None else None,
            state=which.state,
            size=SIZE if after is not None else min(100, max(SIZE, len(self.tickets))),
            after=after,
        )
        page = await self._remote.api.tickets(query)
        self.loading = False
        self._more = page.meta.has_more
        self._next = _cursor_of(page.links.next)
        if after is None:
            self._replace(page.data)
        else:
            known = {ticket.id for ticket in self.tickets}
            fresh = [ticket for ticket in page.data if ticket.id not in known]
            self.beginInsertRows(_ROOT, len(self.tickets), len(self.tickets) + len(fresh) - 1)
            self.tickets += fresh
            self.endInsertRows()
        self.work_changed.emit()

    def _replace(self, tickets: list[Ticket]) -> None:
        """The same tickets in the same order keep their rows, so that the agent's place stays."""
        if [one.id for one in tickets] == [one.id for one in self.tickets]:
            self.tickets = tickets
            self.retranslate()
            return
        self.beginResetModel()
        self.tickets = tickets
        self.endResetModel()

    def _hear(self, news: News) -> None:
        if self._release is None:
            return
        if isinstance(news, PresenceList):
            self._take(news.present)
        elif isinstance(news, Gap) or isinstance(news.event.fact, TicketOpened | TicketChanged | ArticleAdded):
            self._settle.start()

    def _take(self, present: list[Presence]) -> None:
        me = self._session.user
        here: dict[int, list[Presence]] = {}
        for one in present:
            if one.ticket_id is not None and (me is None or one.user_id != me.id):
                here.setdefault(one.ticket_id, []).append(one)
        if here != self._here:
            self._here = here
            self.retranslate()

    # Words

    def _cell(self, ticket: Ticket, column: str) -> str:
        match column:
            case "state":
                return self._words.ticket_state(ticket.state)
            case "title":
                return joined(f"#{ticket.id}", ticket.title, by="  ")
            case "customer":
                return ticket.customer_name
            case "queue":
                return self._directory.queue_name(ticket.queue_id)
            case "owner":
                return ticket.owner_name or self.tr("nobody's yet")
            case "changed":
                return self._formats.ago(ticket.changed_at, self._clock.now())
            case _:
                return self.here_words(ticket.id)

    def here_words(self, ticket_id: int) -> str:
        """Who is on a ticket, and whether they write."""
        here = sorted(self.here(ticket_id), key=lambda one: one.act is not PresenceAct.WRITING)
        if not here:
            return ""
        if here[0].act is PresenceAct.WRITING:
            return filled(self.tr("{name} is writing"), name=here[0].name)
        return filled(self.tr("{name} is looking"), name=here[0].name)

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.tickets)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self.loading and self._next is not None

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._ask(self._next)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        ticket = self.ticket(index) if index.isValid() else None
        if ticket is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return ticket
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return visible(self._cell(ticket, COLUMNS[index.column()]))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            "state": self.tr("State"),
            "title": self.tr("Ticket"),
            "customer": self.tr("Customer"),
            "queue": self.tr("Queue"),
            "owner": self.tr("Owner"),
            "changed": self.tr("Changed"),
            "here": self.tr("Who is here"),
        }[COLUMNS[section]]


def _cursor_of(link: str | None) -> Cursor | None:
    """The cursor in a page's link to the next one."""
    if link is None:
        return None
    found = [
        part for part in link.partition("?")[2].split("&") if part.startswith(("page[after]=", "page%5Bafter%5D="))
    ]
    return found[0].partition("=")[2] if found else None
