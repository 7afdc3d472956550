"""The end of my shift: what I still owe, and what becomes of each of it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.my_day import MyDayModel
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import shift_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentStatus
from desk.contract.errors import DeskError, Problem
from desk.contract.events import CallbackPromised, CallbackSettled, CallClaimed, TicketChanged, WorkHandedOver, WorkKept
from desk.contract.feed import FeedItem, Gap
from desk.contract.hand_overs import (
    HandOverAnswer,
    HandOverDraft,
    HandOverItem,
    HandOverPack,
    HandOverResult,
    Owed,
    OwedItem,
)

#: So long before a shift's end what is owed is offered.
BEFORE = timedelta(minutes=15)
HOUR = timedelta(hours=1)
#: Who stayed longer than planned still leaves a shift.
JUST_ENDED = timedelta(hours=6)
#: When what stays is looked at again, if nobody knows when I come back.
MORNING, EVENING = time(10, 0), time(21, 0)
MOVES = CallbackPromised | CallbackSettled | CallClaimed | TicketChanged | WorkHandedOver | WorkKept
SETTLE_MS = 300
_A_DAY = timedelta(days=1)
Which = tuple[Owed, int]


@dataclass(frozen=True, slots=True)
class Fate:
    """What is to become of one thing: a new owner, until when I keep it, or neither: it is open."""

    to_id: int | None = None
    keep_until: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether nothing was chosen."""
        return self.to_id is None and self.keep_until is None


def which(item: OwedItem) -> Which:
    """What an item is found again by."""
    return item.owed, item.id


class HandOverModel(QObject):
    """Asked for when it is opened and shortly before the shift ends."""

    changed = Signal()
    """What is owed, chosen or answered is other; carries nothing."""
    offered = Signal()
    """My shift ends soon and something is still owed; carries nothing."""
    checked = Signal(bool)
    """Whether anything is owed before I leave, as far as anybody knows; carries that."""

    def __init__(self, remote: Remote, outbox: OutboxModel, day: MyDayModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox, self._day, self._clock = remote, outbox, day, clock
        self.pack: HandOverPack | None = None
        self.error: DeskError | None = None
        self.problem: Problem | None = None
        self.colleagues: list[AgentStatus] = []
        self.fates: dict[Which, Fate] = {}
        self.results: dict[Which, HandOverResult] = {}
        #: How many things I said stay with me: they are not owed again before I am back.
        self.kept = 0
        self._key = ""
        self._offered_for: datetime | None = None
        self._asked_for: datetime | None = None
        self._watched = False
        self._fetching: asyncio.Task[None] | None = None
        self._again = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._again.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        clock.tick.connect(self._look_at_clock)
        outbox.settled.connect(self._settled)
        outbox.not_kept.connect(self._not_kept)
        outbox.ask_first(self._take_refusal)

    # What others ask

    @property
    def items(self) -> list[OwedItem]:
        """Everything owed."""
        return [] if self.pack is None else self.pack.items

    @property
    def open_items(self) -> list[OwedItem]:
        """What is neither kept beyond my next shift's start nor chosen for."""
        return [one for one in self.items if not self.is_kept(one)]

    @property
    def sending(self) -> bool:
        """Whether an order is on its way."""
        return bool(self._key)

    @property
    def soon(self) -> bool:
        """Whether my shift ends within a quarter of an hour, or has just ended."""
        place = self._day.place()
        return place is not None and place.inside and place.shift.end - self._clock.now() <= BEFORE

    @property
    def leaving(self) -> bool:
        """Whether signing out now means going home: near a shift's end, or after it; not in the middle of one."""
        now = self._clock.now()
        near = [one for one in self._day.shifts if one.start <= now < one.end + JUST_ENDED]
        return bool(near) and all(one.end - now <= HOUR for one in near)

    def is_kept(self, item: OwedItem) -> bool:
        """Whether it was said already that it stays with me."""
        return item.kept_until is not None and item.kept_until > self._clock.now()

    def keep_until(self) -> datetime:
        """Until when something stays with me unless I say otherwise: my next shift's start, at ten at the earliest."""
        zone, now = self._day.zone, self._clock.now()
        back = self.pack.next_shift if self.pack is not None and self.pack.next_shift is not None else None
        if back is not None and back > now:
            ten = datetime.combine(back.astimezone(zone).date(), MORNING, zone)
            return max(back, ten)
        return datetime.combine(now.astimezone(zone).date() + _A_DAY, MORNING, zone)

    def keep_times(self) -> list[datetime]:
        """Until when things may stay, the usual first; what was chosen is among them."""
        usual, now = self.keep_until(), self._clock.now()
        soon = datetime.combine(now.astimezone(self._day.zone).date(), EVENING, self._day.zone)
        times = [usual, usual + timedelta(hours=4), usual + _A_DAY]
        times += [soon] if soon > now + BEFORE else []
        chosen = [fate.keep_until for fate in self.fates.values() if fate.keep_until is not None]
        return list(dict.fromkeys([*times, *chosen]))

    def fate(self, item: OwedItem) -> Fate:
        """What I chose for it."""
        return self.fates.get(which(item), Fate())

    def give(self, item: OwedItem, to_id: int | None) -> None:
        """It goes to a colleague."""
        self._choose(item, Fate(to_id=to_id))

    def keep(self, item: OwedItem, until: datetime | None = None) -> None:
        """It stays with me until then."""
        self._choose(item, Fate(keep_until=until or self.keep_until()))

    def leave_open(self, item: OwedItem) -> None:
        """Nothing is chosen for it."""
        self._choose(item, Fate())

    def follow_suggestions(self) -> None:
        """Everything that is open goes to whom it is suggested for, or stays where there is nobody."""
        for item in self.open_items:
            if self.fate(item).open:
                suggested = item.suggested_id
                self.fates[which(item)] = Fate(to_id=suggested) if suggested else Fate(keep_until=self.keep_until())
        self.changed.emit()

    def send(self, words: str = "") -> None:
        """Let what is chosen happen."""
        chosen = [
            HandOverItem(owed=one.owed, id=one.id, version=one.version, to_id=fate.to_id, keep_until=fate.keep_until)
            for one in self.items
            if not (fate := self.fate(one)).open
        ]
        if chosen and not self._key:
            self.results.clear()
            self.problem = None
            self._key = self._outbox.put(shift_commands.hand_over_work(HandOverDraft(items=chosen, words=words)))
            self.changed.emit()

    def watch(self, watched: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._watched = watched
        if watched:
            self.results.clear()
            self.kept = 0
            self.refresh()
            tasks.start(self._fetch_colleagues(), name="colleagues", owner=self)

    def check(self) -> None:
        """I want to leave: ask what is still owed, and tell by `checked`."""
        tasks.start(self._check(), name="what is owed", owner=self)

    def refresh(self) -> None:
        """Ask what is owed."""
        if self._day.me:
            if self._fetching is not None:
                self._fetching.cancel()
            self._fetching = tasks.start(self._fetch(), name="hand-over", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.stop()
        self.pack, self.error, self.problem, self._key = None, None, None, ""
        self._offered_for = self._asked_for = None
        self.fates.clear()
        self.results.clear()
        self.colleagues = []
        self.changed.emit()

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._again.stop()
        if self._fetching is not None:
            self._fetching.cancel()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays, and its age is said."""
        self.error = error
        self.changed.emit()

    # Inside

    def _choose(self, item: OwedItem, fate: Fate) -> None:
        self.fates[which(item)] = fate
        self.results.pop(which(item), None)
        self.changed.emit()

    async def _fetch(self) -> None:
        self._take(await self._remote.api.hand_over())

    async def _fetch_colleagues(self) -> None:
        here = await self._remote.api.agents()
        self.colleagues = [one for one in here if one.user_id != self._day.me]
        self.changed.emit()

    async def _check(self) -> None:
        try:
            self._take(await self._remote.api.hand_over())
        except DeskError:
            # Nobody can say: whoever wants to leave is not held.
            self.checked.emit(False)
            return
        self.checked.emit(bool(self.open_items))

    def _take(self, pack: HandOverPack) -> None:
        self.pack, self.error = pack, None
        here = {which(one) for one in pack.items}
        self.fates = {what: fate for what, fate in self.fates.items() if what in here}
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

    def _settled(self, change: OutboxChange) -> None:
        if change.pending.key != self._key:
            return
        self._key = ""
        answer = change.answer
        data = getattr(answer, "data", answer)
        if isinstance(data, HandOverAnswer):
            self.results = {(one.owed, one.id): one for one in data.results}
            for what, result in self.results.items():
                if result.code is None:
                    gone = self.fates.pop(what, Fate())
                    self.kept += gone.keep_until is not None
        self.refresh()
        self.changed.emit()

    def _take_refusal(self, pending: Pending) -> bool:
        if pending.key != self._key:
            return False
        self._key, self.problem = "", pending.problem
        self._outbox.discard(pending.key)
        self.refresh()
        self.changed.emit()
        return True

    def _not_kept(self, command: Command) -> None:
        if command.key == self._key:
            self._key = ""
            self.changed.emit()
