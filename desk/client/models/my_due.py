"""How many of my tickets have missed a target, or soon will: what the rail's badge says."""

import asyncio
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.session import SessionModel, Sitting
from desk.client.models.views import concerns_tickets
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import Event
from desk.contract.feed import Gap, PresenceList
from desk.contract.views import Condition, Field, Filter, ListDraft, Op
from desk.queueing.filters import ME

SETTLE_MS = 2_000
BY_ITSELF = timedelta(minutes=1)
_MINE = (
    Condition(field=Field.STATE, op=Op.IS_NOT, values=("closed",)),
    Condition(field=Field.OWNER, op=Op.IS, values=(ME,)),
)
_MISSED = Condition(field=Field.MISSED, op=Op.IS_SET)
_SOON = Condition(field=Field.DUE, op=Op.WITHIN, values=("60",))


class MyDue(QObject):
    """Asks when a ticket of mine has changed, and once a minute, for time goes by."""

    changed = Signal()
    """The counts are other ones; carries nothing."""

    def __init__(self, remote: Remote, session: SessionModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._session, self._clock = remote, session, clock
        self.missed = self.near = 0
        self._asked_at = clock.now()
        self._on = False
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        clock.tick.connect(self._age)
        session.changed.connect(self._follow)
        remote.feed.watch(self._hear)

    def refresh(self) -> None:
        """Ask the server."""
        if self._on:
            self._stop()
            self._asked_at = self._clock.now()
            self._fetching = tasks.start(self._fetch(), name="my due tickets", owner=self)

    def stop(self) -> None:
        """Begin nothing any more."""
        self._on = False
        self._settle.stop()
        self._stop()

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays; the next minute asks again."""

    async def _fetch(self) -> None:
        missed = await self._count(_MISSED)
        near = await self._count(_MISSED, _SOON) - missed
        if (missed, near) != (self.missed, self.near):
            self.missed, self.near = missed, near
            self.changed.emit()

    async def _count(self, *conditions: Condition) -> int:
        asked = ListDraft(filter=Filter(all=_MINE, any=conditions), size=1, with_groups=True)
        return (await self._remote.api.list_tickets(asked)).meta.total or 0

    def _stop(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()

    def _age(self) -> None:
        if self._on and self._clock.since(self._asked_at) >= BY_ITSELF:
            self.refresh()

    def _hear(self, news: News) -> None:
        if not self._on or isinstance(news, PresenceList) or self._settle.isActive():
            return
        if isinstance(news, Gap) or (concerns_tickets(news) and self._is_mine(news.event)):
            self._settle.start()

    def _is_mine(self, event: Event) -> bool:
        me = self._session.user
        owner: object = getattr(event.fact, "owner_id", None)
        return me is not None and me.id in (owner, event.actor_id)

    def _follow(self) -> None:
        here = self._session.sitting is Sitting.SIGNED_IN and not self._session.asking
        if here and not self._on:
            self._on = True
            self.refresh()
        elif self._on and self._session.sitting is Sitting.SIGNED_OUT:
            self.stop()
            self.missed = self.near = 0
            self.changed.emit()
