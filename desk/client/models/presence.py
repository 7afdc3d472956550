"""Who else is here: colleagues on the same customer or ticket, and telling them what I am doing."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.session import SessionModel
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.feed import PresenceList
from desk.contract.tickets import Presence, PresenceAct, PresenceReport

REPORT_EVERY = timedelta(seconds=20)
WRITING_FOR = timedelta(seconds=15)
IDLE_AFTER = timedelta(minutes=2)
_LONG_AGO = timedelta(days=1)


class PresenceModel(QObject):
    """Reports every 20 s and at every change; hears of the others through the live feed."""

    changed = Signal()
    """Somebody came, left, or does something else; carries nothing."""

    def __init__(self, remote: Remote, session: SessionModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._session, self._clock = remote, session, clock
        self.others: list[Presence] = []
        self._customer_id: int | None = None
        self._ticket_id: int | None = None
        self._typed_at = self._active_at = clock.now() - _LONG_AGO
        self._told: tuple[PresenceAct, int | None, int | None] | None = None
        #: Where I have come since the last tick is not told yet: what I open there goes first on the wire.
        self._settled = True
        self._told_at = self._active_at
        remote.feed.watch(self._hear)
        clock.tick.connect(self._tick)

    def be_at(self, customer_id: int | None, ticket_id: int | None) -> None:
        """I look at this customer and this ticket now, or at nothing."""
        if (customer_id, ticket_id) == (self._customer_id, self._ticket_id):
            return
        if self._customer_id is not None and customer_id != self._customer_id:
            self.others = []
            self.changed.emit()
        self._customer_id, self._ticket_id = customer_id, ticket_id
        self._active_at = self._clock.now()
        self._settled = False

    def _tick(self) -> None:
        if not self._settled:
            self._settled = True
            self._leave()
        self._beat()

    def _leave(self) -> None:
        """Tell the place I have left."""
        before = self._told
        if before is not None and before[2] not in (None, self._ticket_id):
            self._tell(PresenceAct.GONE, before[1], before[2])
        if before is not None and before[1] not in (None, self._customer_id):
            self._tell(PresenceAct.GONE, before[1], None)
        self._told = None

    def active(self) -> None:
        """I did something: moved the mouse, pressed a key."""
        self._active_at = self._clock.now()
        self._beat()

    def typed(self) -> None:
        """I wrote something."""
        self._typed_at = self._clock.now()
        self.active()

    def on_customer(self, *customer_ids: int) -> list[Presence]:
        """The colleagues who look at these customers."""
        here = (one for one in self.others if one.customer_id in customer_ids)
        return list({one.user_id: one for one in here}.values())

    def on_ticket(self, ticket_id: int) -> list[Presence]:
        """The colleagues who are on this ticket, those who write first."""
        found = [one for one in self.others if one.ticket_id == ticket_id]
        return sorted(found, key=lambda one: one.act is not PresenceAct.WRITING)

    def handle_error(self, _error: DeskError) -> None:
        """Nobody heard me: the next report comes in 20 s."""

    def act(self, now: datetime) -> PresenceAct:
        """What I am doing."""
        if now - self._typed_at < WRITING_FOR:
            return PresenceAct.WRITING
        return PresenceAct.VIEWING if now - self._active_at < IDLE_AFTER else PresenceAct.IDLE

    def _beat(self) -> None:
        if self._customer_id is None or self._session.user is None or not self._settled:
            return
        now = self._clock.now()
        mine = (self.act(now), self._customer_id, self._ticket_id)
        if mine == self._told and now - self._told_at < REPORT_EVERY:
            return
        self._told, self._told_at = mine, now
        self._tell(mine[0], self._customer_id, None)
        if self._ticket_id is not None:
            self._tell(mine[0], self._customer_id, self._ticket_id)

    def _tell(self, act: PresenceAct, customer_id: int | None, ticket_id: int | None) -> None:
        """Customer and ticket are places of their own: whoever looks at the one does not hear of the other."""
        report = PresenceReport(act=act, ticket_id=ticket_id, customer_id=customer_id)
        tasks.start(self._report(report), name="presence", owner=self)

    async def _report(self, report: PresenceReport) -> None:
        await self._remote.api.report_presence(report)

    def _take(self, present: list[Presence]) -> None:
        me = self._session.user
        others = [one for one in present if (me is None or one.user_id != me.id) and one.act is not PresenceAct.GONE]
        if others != self.others:
            self.others = others
            self.changed.emit()

    def _hear(self, news: News) -> None:
        if isinstance(news, PresenceList):
            self._take(news.present)
