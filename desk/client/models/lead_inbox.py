"""What waits for a lead's word about shifts: swaps that were taken, leave that is asked for, work left behind."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.rota_book import TOLD as MOVES
from desk.client.models.session import SessionModel, Sitting
from desk.client.models.swap_cases import SwapCase, Weighing
from desk.client.remote import shift_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError, Refusal
from desk.contract.events import (
    AbsenceAsked,
    AbsenceDecided,
    AbsenceWithdrawn,
    CalendarSet,
    DayClosed,
    Event,
    ShiftRulesSet,
    SwapAccepted,
    SwapDecided,
    SwapOffered,
    SwapWithdrawn,
    WorkHandedOver,
    WorkKept,
)
from desk.contract.feed import FeedItem, Gap
from desk.contract.hand_overs import LeftWork
from desk.contract.shifts import Absence, AbsenceQuery, Decision, Shift, Swap, SwapState
from desk.contract.users import Role

LEADS = (Role.LEAD, Role.ADMIN)
TOPIC = "rota"
TOLD = AbsenceAsked | AbsenceDecided | AbsenceWithdrawn | SwapAccepted | SwapDecided | SwapOffered | SwapWithdrawn
LEFT = DayClosed | WorkHandedOver | WorkKept
SETTLE_MS = 80
#: No event of a lead's tells that somebody is back, or has done what was left: it is asked for so often.
AGAIN = timedelta(minutes=5)


class LeadInbox(QObject):
    """Counted from the moment a lead signs in; what is behind each question is asked for while somebody looks."""

    changed = Signal()
    """What waits, or what is known of it, is other than it was; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox, self._session, self._clock = remote, outbox, session, clock
        self.swaps: list[Swap] = []
        self.absences: list[Absence] = []
        self.left: list[LeftWork] = []
        #: What is behind a swap, by its id; one that could not be weighed has no sides.
        self.cases: dict[int, SwapCase] = {}
        #: The shifts that fall away with a leave, by the leave's id.
        self.missed: dict[int, tuple[Shift, ...]] = {}
        self.error: DeskError | None = None
        self._asked_at = clock.now()
        self._watched = False
        #: Something came while the screen was covered.
        self._late = False
        self._decided: dict[str, int] = {}
        self._release: Callable[[], None] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)
        session.changed.connect(self._follow_session)
        clock.tick.connect(self._look_at_clock)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self.swaps) + len(self.absences) + len(self.left)

    def watch(self, watched: bool) -> None:
        """Somebody looks: what is behind the questions is asked for; or nobody does any more."""
        fresh, self._watched = watched and not self._watched, watched
        if fresh:
            self.refresh()

    def refresh(self) -> None:
        """Ask what waits."""
        self._late = self._session.sitting is Sitting.LOCKED
        if self._release is None or self._session.sitting is not Sitting.SIGNED_IN:
            return
        self._stop_fetching()
        self._asked_at = self._clock.now()
        self._fetching = tasks.start(self._fetch(), name="a lead's inbox", owner=self)

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._settle.stop()
        self._stop_fetching()

    def is_pending(self, record: int) -> bool:
        """Whether my word on it is on its way."""
        return record in self._decided.values()

    def may_decide(self, swap: Swap) -> bool:
        """Nobody decides on their own swap."""
        user = self._session.user
        return user is not None and user.id not in (swap.from_id, swap.to_id)

    def decide(self, record: Swap | Absence, *, approve: bool, words: str = "") -> None:
        """My word on it."""
        if self.is_pending(record.id):
            return
        decision = Decision(approve=approve, words=words)
        if isinstance(record, Swap):
            command = shift_commands.decide_swap(record, decision)
        else:
            command = shift_commands.decide_absence(record, decision)
        self._decided[self._outbox.put(command)] = record.id
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error = error
        self.changed.emit()

    # Inside

    def _stop_fetching(self) -> None:
        """An older answer that came late would bring back what is decided."""
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    async def _fetch(self) -> None:
        api = self._remote.api
        absences, swaps = await api.absences(AbsenceQuery(open=True)), await api.swaps()
        self.left = await api.left_work()
        self.absences, self.error = absences, None
        self.swaps = [one for one in swaps if one.state is SwapState.ACCEPTED]
        self.cases = {one.id: case for one in self.swaps if (case := self.cases.get(one.id)) and case.swap == one}
        self.missed = {one.id: self.missed[one.id] for one in absences if one.id in self.missed}
        self.changed.emit()
        if self._watched:
            await self._weigh()

    async def _weigh(self) -> None:
        """What is behind each that is not known yet; one that cannot be had leaves the others."""
        weighing = Weighing(self._remote.api)
        for swap in self.swaps:
            if swap.id not in self.cases:
                try:
                    self.cases[swap.id] = await weighing.swap(swap)
                except Refusal:
                    self.cases[swap.id] = SwapCase(swap, ())
                self.changed.emit()
        for absence in self.absences:
            if absence.id not in self.missed:
                self.missed[absence.id] = await weighing.missed(absence)
                self.changed.emit()

    def _hear(self, news: News) -> None:
        if self._release is None:
            return
        if isinstance(news, Gap):
            self._forget_cases()
            self._settle.start()
        elif isinstance(news, FeedItem):
            self._learn(news.event)

    def _learn(self, event: Event) -> None:
        fact = event.fact
        if isinstance(fact, CalendarSet | ShiftRulesSet):
            self._forget_cases()
        elif isinstance(fact, MOVES):
            self._forget_cases({getattr(fact, name, 0) for name in ("user_id", "previous_id")})
        if isinstance(fact, TOLD | LEFT | CalendarSet | ShiftRulesSet) or not self._knows_all():
            self._settle.start()

    def _forget_cases(self, user_ids: set[int] | None = None) -> None:
        """What was weighed does not hold any more: for these, or at all."""
        self.cases = {} if user_ids is None else {n: one for n, one in self.cases.items() if not one.concerns(user_ids)}
        people = {one.id: one.user_id for one in self.absences}
        self.missed = (
            {}
            if user_ids is None
            else {number: shifts for number, shifts in self.missed.items() if people.get(number) not in user_ids}
        )

    def _knows_all(self) -> bool:
        known = all(one.id in self.cases for one in self.swaps) and all(one.id in self.missed for one in self.absences)
        return known or not self._watched

    def _look_at_clock(self) -> None:
        if self._release is not None and self._clock.now() - self._asked_at >= AGAIN:
            self.refresh()

    def _settled(self, change: OutboxChange) -> None:
        """My word counts: the question is gone at once, before the next look says so."""
        record = self._decided.pop(change.pending.key, None)
        if record is not None:
            self._stop_fetching()
            self.swaps = [one for one in self.swaps if one.id != record]
            self.absences = [one for one in self.absences if one.id != record]
            self._settle.start()
            self.changed.emit()

    def _given_up(self, order: Pending | Command) -> None:
        if self._decided.pop(order.key, None) is not None:
            self.refresh()
            self.changed.emit()

    def _follow_session(self) -> None:
        session, user = self._session, self._session.user
        leads = session.sitting is not Sitting.SIGNED_OUT and user is not None and user.role in LEADS
        if leads and self._release is None and not session.asking:
            self._release = self._remote.feed.hold(TOPIC)
            self.refresh()
        elif leads and self._late and session.sitting is Sitting.SIGNED_IN:
            self.refresh()
        elif not leads and self._release is not None:
            self._release()
            self._release = None
            self.stop()
            self.swaps, self.absences, self.left = [], [], []
            self._forget_cases()
            self._decided.clear()
            self.changed.emit()
