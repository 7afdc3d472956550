"""What is still owed to somebody who rang: missed calls without an owner, and promised call-backs."""

import asyncio
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote import commands
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentStatus
from desk.contract.base import PAGE_MAX
from desk.contract.calls import Call, Callback, CallbackDraft, CallbackQuery, CallQuery, CallState
from desk.contract.errors import DeskError
from desk.contract.events import CallAnswered, CallbackPromised, CallbackSettled, CallClaimed, CallEnded, Event
from desk.contract.feed import FeedItem, Gap, PresenceList

#: Events come in bursts: one look answers them all.
SETTLE_MS = 400
#: So few missed calls left on screen, and there are more: ask for them.
FEW = 20
SOON = timedelta(minutes=5)


class FollowUps(QObject):
    """Open missed calls (anybody's to claim) and my open call-backs."""

    changed = Signal()
    """A list, or who is here, changed; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox, self._session, self._clock = remote, outbox, session, clock
        self.missed: list[Call] = []
        self.more_missed = False
        self.callbacks: list[Callback] = []
        self.colleagues: list[AgentStatus] = []
        self._keys: dict[str, int] = {}
        self._done: set[str] = set()
        self._fetching: asyncio.Task[None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.refresh)
        self._asking = 0
        remote.feed.hold("missed")
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settle)
        outbox.refused.connect(self._give_up)
        outbox.not_kept.connect(self._give_up)

    def due(self, now: datetime | None = None) -> list[Callback]:
        """The call-backs that are due, or will be in a few minutes."""
        limit = (now or self._clock.now()) + SOON
        return [one for one in self.callbacks if one.due_at <= limit]

    def is_pending(self, item_id: int) -> bool:
        """Whether a claim or a settlement of this call or call-back is on its way."""
        return item_id in self._keys.values()

    def claim(self, call: Call) -> None:
        """I take care of this missed call."""
        self._keys[self._outbox.put(commands.claim_call(call.id))] = call.id
        self.changed.emit()

    def settle(self, callback: Callback, outcome: str) -> None:
        """I have rung back; this came of it."""
        self._keys[self._outbox.put(commands.settle_callback(callback.id, outcome))] = callback.id
        self.changed.emit()

    def promise(self, draft: CallbackDraft) -> None:
        """Promise to ring back."""
        self._outbox.put(commands.promise_callback(draft))

    def refresh(self) -> None:
        """Ask the server for both lists."""
        if self._session.sitting is Sitting.SIGNED_IN:
            # An older answer must not come after a newer one.
            if self._fetching is not None:
                self._fetching.cancel()
            self._fetching = tasks.start(self._fetch(), name="missed calls and call-backs", owner=self)

    def ask_colleagues(self) -> None:
        """Ask who is here, to choose the owner of a call-back."""
        tasks.start(self._fetch_colleagues(), name="colleagues", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.missed, self.callbacks, self.colleagues = [], [], []
        self._keys.clear()
        self.changed.emit()

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._soon.stop()

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    async def _fetch(self) -> None:
        done = set(self._done)
        self._asking += 1
        try:
            missed = await self._remote.api.calls(CallQuery(state=CallState.MISSED, open_missed=True, size=PAGE_MAX))
            callbacks = await self._remote.api.callbacks(CallbackQuery(size=PAGE_MAX))
        finally:
            self._asking -= 1
        self.missed, self.more_missed = missed.data, missed.meta.has_more
        self.callbacks = callbacks.data
        self._keys = {key: item for key, item in self._keys.items() if key not in done}
        self._done -= done
        self.changed.emit()

    async def _fetch_colleagues(self) -> None:
        self.colleagues = await self._remote.api.agents()
        self.changed.emit()

    def _hear(self, news: FeedItem | PresenceList | Gap) -> None:
        """A call that was missed, or is so no longer, is told with the event: a thousand workstations need not ask."""
        match news:
            case Gap() | FeedItem(event=Event(fact=CallbackPromised() | CallbackSettled())):
                self._soon.start()
            case FeedItem(event=Event(fact=CallEnded(missed=True)), missed=call):
                self._learn_missed(call)
            case FeedItem(event=Event(fact=CallClaimed() | CallAnswered(), call_id=call_id)):
                self._forget_missed(call_id)
            case _:
                return

    def _learn_missed(self, call: Call | None) -> None:
        if call is None or self._asking:
            self._soon.start()
        elif all(one.id != call.id for one in self.missed):
            self.missed = sorted((call, *self.missed), key=lambda one: -one.id)
            self.missed, more = self.missed[:PAGE_MAX], self.missed[PAGE_MAX:]
            self.more_missed = self.more_missed or bool(more)
            self.changed.emit()

    def _forget_missed(self, call_id: int | None) -> None:
        left = [one for one in self.missed if one.id != call_id]
        if self._asking or (self.more_missed and len(left) < FEW):
            self._soon.start()
        if len(left) < len(self.missed):
            self.missed = left
            self.changed.emit()

    def _settle(self, change: OutboxChange) -> None:
        """The server has done it: it stays pending until the lists show it."""
        if change.pending.key in self._keys:
            self._done.add(change.pending.key)
            self._soon.start()

    def _give_up(self, order: Pending | Command) -> None:
        """A claim that was refused is no longer pending."""
        if self._keys.pop(order.key, None) is not None:
            self._soon.start()
            self.changed.emit()
