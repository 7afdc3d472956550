"""The end of my shift: what I still owe, and what becomes of each of it."""

import asyncio
from datetime import datetime

from PySide6.QtCore import QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.my_day import MyDayModel
from desk.client.models.outbox import OutboxModel
from desk.client.models.owed import BEFORE, OwedModel
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import CallbackPromised, CallbackSettled, CallClaimed, TicketChanged, WorkHandedOver, WorkKept
from desk.contract.feed import FeedItem, Gap
from desk.contract.hand_overs import HandOverPack, OwedItem

MOVES = CallbackPromised | CallbackSettled | CallClaimed | TicketChanged | WorkHandedOver | WorkKept
SETTLE_MS = 300
#: Whoever wants to leave waits so many seconds for the server at most; then what was last known counts.
PATIENCE = 4


class HandOverModel(OwedModel):
    """Asked for when it is opened, shortly before the shift ends, and before I leave."""

    offered = Signal()
    """My shift ends soon and something is still owed; carries nothing."""
    checked = Signal(bool)
    """Whether I owe anything before I leave, as far as anybody knows; carries that."""

    def __init__(self, remote: Remote, outbox: OutboxModel, day: MyDayModel, clock: Clock) -> None:
        super().__init__(remote, outbox, day, clock)
        self.pack: HandOverPack | None = None
        self._offered_for: datetime | None = None
        self._asked_for: datetime | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._checking: asyncio.Task[None] | None = None
        self._again = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._again.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        clock.tick.connect(self._look_at_clock)

    @property
    def items(self) -> list[OwedItem]:
        """Everything I owe."""
        return [] if self.pack is None else self.pack.items

    @property
    def owner(self) -> int:
        """Me."""
        return self._day.me

    @property
    def back_at(self) -> datetime | None:
        """When my next shift begins."""
        return None if self.pack is None else self.pack.next_shift

    @property
    def known(self) -> bool:
        """Whether the server has said what I owe."""
        return self.pack is not None

    @property
    def soon(self) -> bool:
        """Whether my shift ends within a quarter of an hour, or has just ended."""
        place = self._day.place()
        return place is not None and place.inside and place.shift.end - self._clock.now() <= BEFORE

    def check(self) -> None:
        """I want to leave: ask what is still owed, and tell by `checked`."""
        if self._checking is None or self._checking.done():
            self._checking = tasks.start(self._check(), name="what is owed", owner=self)

    def refresh(self) -> None:
        """Ask what I owe."""
        if self._day.me:
            if self._fetching is not None:
                self._fetching.cancel()
            self._fetching = tasks.start(self._fetch(), name="hand-over", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.stop()
        self.pack = None
        self._offered_for = self._asked_for = None
        super().forget()

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._again.stop()
        for task in (self._fetching, self._checking):
            if task is not None:
                task.cancel()

    # Inside

    async def _fetch(self) -> None:
        self._take(await self._remote.api.hand_over())

    async def _check(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                self._take(await self._remote.api.hand_over())
        except (DeskError, TimeoutError):
            # Nobody can say: what was last known counts, and whoever wants to leave is not held.
            pass
        self.checked.emit(bool(self.open_items))

    def _take(self, pack: HandOverPack) -> None:
        self.pack, self.error = pack, None
        self._forget_gone()
        self.changed.emit()
        if self.soon and self.open_items and self._offered_for != pack.shift_ends:
            self._offered_for = pack.shift_ends
            self.offered.emit()

    def _look_at_clock(self) -> None:
        """Shortly before the end, ask once what is owed."""
        place = self._day.place()
        if place is not None and self.soon and self._asked_for != place.shift.end:
            self._asked_for = place.shift.end
            self.refresh()

    def _hear(self, news: News) -> None:
        moved = isinstance(news, FeedItem) and isinstance(news.event.fact, MOVES)
        if (moved or isinstance(news, Gap)) and (self._watched or self.soon):
            self._again.start()
