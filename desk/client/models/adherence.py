"""What everybody really does against what was planned: who matters now first, instead of a flat list."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.coverage import CoverageModel
from desk.client.models.rota import RotaModel
from desk.client.models.what_if import WhatIf
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentState, AgentStatus
from desk.contract.errors import DeskError
from desk.contract.events import AgentStateChanged
from desk.contract.feed import FeedItem, Gap
from desk.contract.shifts import AbsenceState
from desk.contract.staffing import Mismatch
from desk.workforce.adherence import HERE, MISSED, Deviation, by_priority, deviation, worst_gap

#: Many change their state at once: it is looked at again so long after the first.
SETTLE_MS = 700
#: Minutes pass even where nobody does anything.
EVERY_SECONDS = 20
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Amiss:
    """Somebody who does other than planned: how, since how many minutes, and how much it matters (more is worse)."""

    user_id: int
    mismatch: Mismatch
    minutes: int
    priority: float

    @property
    def grave(self) -> bool:
        """Whether callers feel it."""
        return self.mismatch in MISSED

    @classmethod
    def of(cls, found: Deviation) -> "Amiss":
        """A deviation in whole minutes."""
        return cls(found.user_id, found.mismatch, int(found.minutes), found.priority)


class AdherenceModel(QObject):
    """States from the floor beside the rota. It tells the coverage, too, who is really here."""

    changed = Signal()
    """Somebody's state, or what is amiss, is another one; carries nothing."""

    def __init__(self, remote: Remote, rota: RotaModel, coverage: CoverageModel, what_if: WhatIf, clock: Clock) -> None:
        super().__init__()
        self._remote, self._rota, self._coverage = remote, rota, coverage
        self._what_if, self._clock = what_if, clock
        self.statuses: dict[int, AgentStatus] = {}
        self.amiss: list[Amiss] = []
        self._of: dict[int, Amiss] = {}
        self._found: dict[int, Deviation] = {}
        #: Whose state or shifts are other ones since it was looked; None: it may be anybody's.
        self._touched: set[int] | None = set()
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look_again)
        remote.feed.watch(self._hear)
        clock.tick.connect(self._tick)
        rota.bars_changed.connect(self._soon)
        coverage.taken.connect(self._weigh)

    def state(self, user_id: int) -> AgentState:
        """What somebody does; off where nothing is known."""
        status = self.statuses.get(user_id)
        return AgentState.OFF if status is None else status.state

    def mismatch(self, user_id: int) -> Amiss | None:
        """What is amiss with somebody."""
        return self._of.get(user_id)

    def refresh(self) -> None:
        """Ask what everybody does."""
        if self._fetching is None or self._fetching.done():
            self._fetching = tasks.start(self._fetch(), name="the floor", owner=self)

    def stop(self) -> None:
        """Look no more; what is known is forgotten."""
        self._settle.stop()
        self.statuses, self.amiss, self._of, self._found = {}, [], {}, {}

    def take(self, statuses: list[AgentStatus]) -> None:
        """What everybody does."""
        self.statuses = {one.user_id: one for one in statuses}
        self.look()

    def look(self) -> None:
        """See who does other than planned just now."""
        self._touched = None
        self._look_again()

    def _look_again(self) -> None:
        """Look at those who may do other than they did, and at those amiss: how much that matters follows the gaps."""
        now = self._clock.now()
        today = now.astimezone(self._rota.zone).date()
        if not self.statuses or not any(day.day == today for day in self._rota.days):
            self._touched = None
            self._take([])
            return
        if self._touched is None:
            self._found.clear()
            users = set(self.statuses)
        else:
            users = self._touched | self._found.keys()
        self._touched = set()
        here = self._tell_here(today, now)
        needed = self._coverage.needed_now(now.timestamp() / 60)
        for user in users:
            status = self.statuses.get(user)
            found = None if status is None else self._deviation(status, today, now, needed, here)
            if found is None:
                self._found.pop(user, None)
            else:
                self._found[user] = found
        self._take([Amiss.of(one) for one in by_priority(self._found.values())])

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    # Inside

    def _tell_here(self, today: date, now: datetime) -> dict[int, float]:
        day = self._what_if.day(today)
        if day is None:
            return {}
        here = day.here((one.user_id for one in self.statuses.values() if one.state in HERE), now)
        self._coverage.note_here(now.timestamp() / 60, here)
        return here

    def _deviation(
        self, status: AgentStatus, today: date, now: datetime, needed: dict[int, float], here: dict[int, float]
    ) -> Deviation | None:
        worker = self._rota.workers.get(status.user_id)
        if worker is None:
            return None
        book = self._rota.book
        # Whoever has come past midnight still works the day before.
        shifts = [
            one
            for one in book.of(status.user_id)
            if one.state == "published" and (one.day == today or (one.day == today - _A_DAY and one.end > now))
        ]
        away = any(
            one.state is AbsenceState.APPROVED and one.start <= now < one.end
            for one in book.absences_of(status.user_id)
        )
        segments = [segment for shift in shifts for segment in shift.segments]
        gap = worst_gap(worker.queue_ids, needed, here)
        return deviation(status.user_id, segments, status.state, status.since, now, gap=gap, away=away)

    def _take(self, amiss: list[Amiss]) -> None:
        self.amiss = amiss
        self._of = {one.user_id: one for one in amiss}
        self.changed.emit()

    async def _fetch(self) -> None:
        self.take(await self._remote.api.agents())

    def _hear(self, news: News) -> None:
        if not self.statuses:
            return
        if isinstance(news, Gap):
            self.refresh()
        elif isinstance(news, FeedItem) and isinstance(news.event.fact, AgentStateChanged):
            self._apply(news, news.event.fact)

    def _apply(self, item: FeedItem, fact: AgentStateChanged) -> None:
        """The state as the event has it; `since` moves only when state or reason change."""
        before, event = self.statuses.get(fact.user_id), item.event
        if before is not None and before.version >= event.seq:
            return
        same = before is not None and (before.state, before.reason) == (fact.state, fact.reason)
        self.statuses[fact.user_id] = AgentStatus(
            user_id=fact.user_id,
            name=self._rota.name(fact.user_id),
            state=fact.state,
            reason=fact.reason,
            since=before.since if before is not None and same else event.at,
            next_state=fact.next_state,
            next_reason=fact.next_reason,
            call_id=fact.call_id,
            wrap_up_until=fact.wrap_up_until,
            version=event.seq,
        )
        self._soon((fact.user_id,))

    def _soon(self, users: Iterable[int] | None) -> None:
        """These people's states or shifts are other ones; None: everybody's may be."""
        if users is None:
            self._touched = None
        elif self._touched is not None:
            self._touched |= set(users)
        if not self._settle.isActive():
            self._settle.start()

    def _weigh(self) -> None:
        """Something else is needed: it may matter more, or less, that somebody is amiss."""
        self._soon(())

    def _tick(self) -> None:
        if self.statuses and self._clock.now().second % EVERY_SECONDS == 0:
            self._soon(None)
