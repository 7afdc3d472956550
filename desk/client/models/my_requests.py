"""What I asked for and what is offered to me: swaps, hours, leave; and my duties against my team's."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.my_day import MyDayModel
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.trades import Trades
from desk.client.remote import shift_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError, Problem, Refusal
from desk.contract.events import AbsenceAsked, AbsenceDecided, AbsenceWithdrawn, ShiftCancelled, ShiftChanged
from desk.contract.feed import FeedItem, Gap
from desk.contract.shifts import (
    Absence,
    AbsenceDraft,
    AbsenceState,
    Balance,
    Offer,
    Shift,
    Swap,
    SwapDraft,
    SwapState,
)
from desk.contract.staffing import Words

#: Told only to whom they are about, and to leads.
MINE = AbsenceAsked | AbsenceDecided | AbsenceWithdrawn
SETTLE_MS = 200


@dataclass(frozen=True, slots=True)
class Refused:
    """An order of mine that the server decided against; ``problem`` is None when the disk did not take it."""

    endpoint: str
    problem: Problem | None


class MyRequests(QObject):
    """Always current for whoever sits here: an offer that is quickest to be gone must not wait to be looked for."""

    changed = Signal()
    """A list, the balance, or what is pending is another one; carries nothing."""
    refused = Signal(object)
    """The server said no; carries the `Refused`."""
    came = Signal(object)
    """Something new waits for my word; carries the `Offer` or the `Swap`."""

    def __init__(self, remote: Remote, outbox: OutboxModel, day: MyDayModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox, self._day, self._clock = remote, outbox, day, clock
        self._trades = Trades()
        self._absences: list[Absence] = []
        self.balance: Balance | None = None
        self.loaded = False
        #: Why the server last said no, by the order's endpoint and the record's id; until it is tried again.
        self.refusals: dict[tuple[str, int], Refused] = {}
        #: Shifts that swaps are about and that are not among mine; those that are not to be had have None.
        self._shifts: dict[int, Shift | None] = {}
        self._names: dict[int, str] = {}
        self._watched = False
        self._known: set[tuple[str, int]] = set()
        #: The key of an order to what it is about: an endpoint, and the record's id.
        self._pending: dict[str, tuple[str, int]] = {}
        self._done: set[str] = set()
        self._fetching: asyncio.Task[None] | None = None
        self._again = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._again.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settled)
        outbox.not_kept.connect(self._not_kept)
        outbox.ask_first(self._take_refusal)

    # What waits

    @property
    def for_me(self) -> list[Swap]:
        """Swaps that wait for my answer; those offered to everybody come after."""
        found = [
            one for one in self._trades.swaps.values() if one.state is SwapState.OFFERED and one.from_id != self._day.me
        ]
        return sorted(found, key=lambda one: (one.to_id is None, one.id))

    @property
    def my_swaps(self) -> list[Swap]:
        """What I offered or took, newest first."""
        me = self._day.me
        mine = [
            one
            for one in self._trades.swaps.values()
            if one.from_id == me or (one.to_id == me and one not in self.for_me)
        ]
        return sorted(mine, key=lambda one: -one.id)

    @property
    def offers(self) -> list[Offer]:
        """Hours that can still be had, or that I took, the soonest over first."""
        now, me = self._clock.now(), self._day.me
        found = [one for one in self._trades.offers.values() if me in one.taken or (not one.closed and one.until > now)]
        return sorted(found, key=lambda one: (me in one.taken, one.until))

    @property
    def absences(self) -> list[Absence]:
        """My leave that is asked for, granted or declined, newest first."""
        mine = [one for one in self._absences if one.user_id == self._day.me]
        return sorted((one for one in mine if one.state is not AbsenceState.WITHDRAWN), key=lambda one: one.start)

    def shift(self, shift_id: int | None) -> Shift | None:
        """A shift that a swap is about; None while it is not known."""
        return self._day.book.shifts.get(shift_id or 0) or self._shifts.get(shift_id or 0)

    def name(self, user_id: int | None) -> str:
        """What a colleague is called; empty while nobody has asked."""
        return self._names.get(user_id or 0, "")

    def refusal(self, record: int, *endpoints: str) -> Refused | None:
        """Why one of these orders about a record was refused."""
        return next((found for one in endpoints if (found := self.refusals.get((one, record)))), None)

    def watch(self, watched: bool) -> None:
        """Somebody looks at the lists: what swaps are about is asked for; or nobody does any more."""
        self._watched = watched
        self._learn_soon()

    def is_pending(self, endpoint: str, record: int) -> bool:
        """Whether such an order is on its way."""
        return (endpoint, record) in self._pending.values()

    def swap_of(self, shift_id: int) -> Swap | None:
        """The undecided swap that a shift of mine is in."""
        open_ = (SwapState.OFFERED, SwapState.ACCEPTED)
        return next(
            (one for one in self._trades.swaps.values() if one.shift_id == shift_id and one.state in open_), None
        )

    # What I order

    def offer_swap(self, draft: SwapDraft) -> None:
        """Offer a shift of mine."""
        self._order(shift_commands.offer_swap(draft), draft.shift_id)

    def accept(self, swap: Swap) -> None:
        """I take it."""
        self._order(shift_commands.accept_swap(swap), swap.id)

    def decline(self, swap: Swap, words: str = "") -> None:
        """I do not take it."""
        self._order(shift_commands.decline_swap(swap, Words(words=words)), swap.id)

    def withdraw_swap(self, swap: Swap) -> None:
        """I keep my shift."""
        self._order(shift_commands.withdraw_swap(swap), swap.id)

    def take(self, offer: Offer) -> None:
        """A seat for me."""
        self._order(shift_commands.take_offer(offer), offer.id)

    def ask_absence(self, draft: AbsenceDraft) -> None:
        """Ask for leave."""
        self._order(shift_commands.ask_absence(draft), 0)

    def withdraw_absence(self, absence: Absence) -> None:
        """I will be there after all."""
        self._order(shift_commands.withdraw_absence(absence), absence.id)

    def refresh(self) -> None:
        """Ask the server for all of it."""
        if self._day.me:
            if self._fetching is not None:
                self._fetching.cancel()
            self._fetching = tasks.start(self._fetch(self._day.me), name="my requests", owner=self)

    def weigh(self) -> None:
        """Ask how my duties stand: somebody looks."""
        if self._day.me:
            tasks.start(self._weigh(self._day.me), name="my balance", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.stop()
        self._trades.take([], [])
        self._absences, self.balance, self.loaded = [], None, False
        self._known.clear()
        self._pending.clear()
        self.refusals.clear()
        self._shifts.clear()
        self.changed.emit()

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._again.stop()
        if self._fetching is not None:
            self._fetching.cancel()

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    # Inside

    def _order(self, command: Command, record: int) -> None:
        if not self.is_pending(command.endpoint, record):
            self._pending[command.key] = (command.endpoint, record)
            self.refusals.pop((command.endpoint, record), None)
            self._outbox.put(command)
            self.changed.emit()

    async def _fetch(self, me: int) -> None:
        done, api = set(self._done), self._remote.api
        swaps, offers, absences = await api.swaps(), await api.offers(), await api.absences()
        if me != self._day.me:
            return
        self._trades.take(swaps, offers)
        self._absences = absences
        self._pending = {key: what for key, what in self._pending.items() if key not in done}
        self._done -= done
        told, self.loaded = self.loaded, True
        self._call(tell=told)
        self._learn_soon()
        self.changed.emit()

    def _call(self, *, tell: bool) -> None:
        """Say what is new and waits for me."""
        me = self._day.me
        mine = [one for one in self.for_me if one.to_id == me]
        waiting: list[Offer | Swap] = [*mine, *(one for one in self.offers if me not in one.taken)]
        for one in waiting:
            mark = (type(one).__name__, one.id)
            if mark not in self._known:
                self._known.add(mark)
                if tell:
                    tasks.start(self._tell(one), name="what came", owner=self)

    async def _tell(self, one: Offer | Swap) -> None:
        """Nothing is said of a swap before it is known what it is about."""
        if isinstance(one, Swap):
            await self._learn([one])
        self.came.emit(one)

    def _learn_soon(self) -> None:
        swaps = [one for one in self._trades.swaps.values() if self._unknown(one)]
        if self._watched and swaps:
            tasks.start(self._learn(swaps), name="the shifts of swaps", owner=self)

    def _unknown(self, swap: Swap) -> list[int]:
        """Which of its shifts nobody has asked for yet."""
        own = self._day.book.shifts
        both = (swap.shift_id, swap.other_shift_id)
        return [one for one in both if one is not None and one not in own and one not in self._shifts]

    async def _learn(self, swaps: Iterable[Swap]) -> None:
        try:
            if not self._names:
                self._names = {one.user_id: one.name for one in await self._remote.api.workers()}
            for shift_id in (unknown for swap in swaps for unknown in self._unknown(swap)):
                self._shifts[shift_id] = await self._shift_of(shift_id)
        except DeskError:
            # Nobody answers: it is asked for again when somebody looks again.
            return
        self.changed.emit()

    async def _shift_of(self, shift_id: int) -> Shift | None:
        try:
            return await self._remote.api.shift(shift_id)
        except Refusal:
            return None

    async def _weigh(self, me: int) -> None:
        balance = await self._remote.api.my_balance()
        if me == self._day.me:
            self.balance = balance
            self.changed.emit()

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap):
            self._again.start()
        elif isinstance(news, FeedItem):
            fact = news.event.fact
            if isinstance(fact, ShiftChanged | ShiftCancelled) and self._shifts.pop(fact.shift_id, None) is not None:
                self._learn_soon()
            if isinstance(fact, MINE):
                self._again.start()
            elif self._trades.apply(news.event):
                self._call(tell=self.loaded)
                self._learn_soon()
                self.changed.emit()

    def _settled(self, change: OutboxChange) -> None:
        """The server has done it: it stays pending until the lists show it."""
        if change.pending.key in self._pending:
            self._done.add(change.pending.key)
            self._again.start()

    def _take_refusal(self, pending: Pending) -> bool:
        """The row says why itself: nothing is left in the drawer to be decided."""
        if pending.key not in self._pending:
            return False
        what = self._pending.pop(pending.key)
        self._outbox.discard(pending.key)
        refused = self.refusals[what] = Refused(pending.endpoint, pending.problem)
        self.refused.emit(refused)
        self._again.start()
        self.changed.emit()
        return True

    def _not_kept(self, command: Command) -> None:
        if self._pending.pop(command.key, None) is not None:
            self.changed.emit()
