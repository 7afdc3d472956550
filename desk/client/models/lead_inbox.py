"""What waits for a lead's word about shifts: swaps that somebody took, leave that somebody asked for."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import shift_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import (
    AbsenceAsked,
    AbsenceDecided,
    AbsenceWithdrawn,
    SwapAccepted,
    SwapDecided,
    SwapOffered,
    SwapWithdrawn,
)
from desk.contract.feed import FeedItem, Gap
from desk.contract.shifts import Absence, AbsenceQuery, Decision, Shift, Swap, SwapState

TOLD = AbsenceAsked | AbsenceDecided | AbsenceWithdrawn | SwapAccepted | SwapDecided | SwapOffered | SwapWithdrawn
SETTLE_MS = 80


class LeadInbox(QObject):
    """Nothing is asked or heard before `open`."""

    changed = Signal()
    """What waits is other than it was; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self.swaps: list[Swap] = []
        self.absences: list[Absence] = []
        #: The shifts the swaps are about, by id.
        self.shifts: dict[int, Shift] = {}
        self.error: DeskError | None = None
        self._decided: dict[str, int] = {}
        self._release: Callable[[], None] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self.swaps) + len(self.absences)

    def open(self) -> None:
        """Somebody looks: ask, and listen from now on."""
        if self._release is None:
            self._release = self._remote.feed.hold("rota")
        self.refresh()

    def close(self) -> None:
        """Nobody looks any more."""
        self._settle.stop()
        if self._release is not None:
            self._release()
            self._release = None
        self.swaps, self.absences = [], []
        self.changed.emit()

    def refresh(self) -> None:
        """Ask what waits."""
        if self._release is None:
            return
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching = tasks.start(self._fetch(), name="a lead's inbox", owner=self)

    def is_pending(self, record: int) -> bool:
        """Whether my word on it is on its way."""
        return record in self._decided.values()

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

    async def _fetch(self) -> None:
        api = self._remote.api
        self.absences = await api.absences(AbsenceQuery(open=True))
        swaps = [one for one in await api.swaps() if one.state is SwapState.ACCEPTED]
        for which in {id_ for one in swaps for id_ in (one.shift_id, one.other_shift_id) if id_ is not None}:
            self.shifts[which] = await api.shift(which)
        self.swaps, self.error = swaps, None
        self.changed.emit()

    def _hear(self, news: News) -> None:
        if self._release is not None and (
            isinstance(news, Gap) or (isinstance(news, FeedItem) and isinstance(news.event.fact, TOLD))
        ):
            self._settle.start()

    def _settled(self, change: OutboxChange) -> None:
        """My word counts: the question is gone at once, before the next look says so."""
        record = self._decided.pop(change.pending.key, None)
        if record is not None:
            self.swaps = [one for one in self.swaps if one.id != record]
            self.absences = [one for one in self.absences if one.id != record]
            self.changed.emit()

    def _given_up(self, order: Pending | Command) -> None:
        if self._decided.pop(order.key, None) is not None:
            self.refresh()
            self.changed.emit()
