"""What an agent comes back to between two calls: the open tickets that are mine, and who was on the line last."""

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.calls import Call, CallQuery, CallState
from desk.contract.errors import DeskError
from desk.contract.events import CallEnded, CallMatched, TicketChanged
from desk.contract.feed import FeedItem
from desk.contract.tickets import Ticket, TicketQuery, TicketState

SETTLE_MS = 400
_TICKETS, _CALLS = 50, 30


class MyWork(QObject):
    """Asked for when somebody looks, and again when my own calls or tickets move while they look."""

    changed = Signal()
    """A list is another one now; carries nothing."""

    def __init__(self, remote: Remote, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._api, self._session = remote.api, session
        self.tickets: list[Ticket] = []
        self.calls: list[Call] = []
        self._watched = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)

    def watch(self, on: bool) -> None:
        """Somebody begins or ceases to look."""
        self._watched = on
        if on:
            self.refresh()
        else:
            self._settle.stop()

    def refresh(self) -> None:
        """Ask the server for both lists."""
        if self._session.sitting is Sitting.SIGNED_IN and self._session.user is not None:
            tasks.start(self._fetch(self._session.user.id), name="my work", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.tickets, self.calls = [], []
        self.changed.emit()

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    async def _fetch(self, user_id: int) -> None:
        tickets = await self._api.tickets(TicketQuery(owner_id=user_id, size=_TICKETS))
        calls = await self._api.calls(CallQuery(mine=True, size=_CALLS))
        if self._session.user is None or self._session.user.id != user_id:
            return
        self.tickets = [one for one in tickets.data if one.state is not TicketState.CLOSED]
        self.calls = _people_once([one for one in calls.data if one.agent_id == user_id])
        self.changed.emit()

    def _hear(self, news: News) -> None:
        moved = isinstance(news, FeedItem) and isinstance(news.event.fact, CallEnded | CallMatched | TicketChanged)
        if self._watched and moved:
            self._settle.start()


def _people_once(calls: list[Call]) -> list[Call]:
    """The last call with each person or number; withheld numbers lead nowhere and are left out."""
    found: dict[tuple[int | None, str], Call] = {}
    for call in calls:
        if call.state is CallState.ENDED and (call.customer_id is not None or call.number):
            found.setdefault((call.customer_id, "" if call.customer_id else call.number), call)
    return list(found.values())
