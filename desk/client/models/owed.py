"""Things that are owed, and what is to become of each: a new owner, or it stays until a time. For whoever decides."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.my_day import MyDayModel
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import shift_commands
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentStatus
from desk.contract.errors import DeskError, Problem
from desk.contract.hand_overs import (
    HandOverAnswer,
    HandOverDraft,
    HandOverItem,
    HandOverResult,
    Owed,
    OwedItem,
)

#: So long before a shift's end what is owed is offered.
BEFORE = timedelta(minutes=15)
#: When what stays is looked at again, if nobody knows when its owner comes back.
MORNING, EVENING = time(10, 0), time(21, 0)
_A_DAY = timedelta(days=1)
Which = tuple[Owed, int]


@dataclass(frozen=True, slots=True)
class Fate:
    """What is to become of one thing: a new owner, until when it stays, or neither: it is open."""

    to_id: int | None = None
    keep_until: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether nothing was chosen."""
        return self.to_id is None and self.keep_until is None


def which(item: OwedItem) -> Which:
    """What an item is found again by."""
    return item.owed, item.id


class OwedModel(QObject):
    """What is chosen for somebody's things, and what came of it. Whoever inherits says whose things these are."""

    changed = Signal()
    """What is owed, chosen or answered is other; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, day: MyDayModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox, self._day, self._clock = remote, outbox, day, clock
        self.error: DeskError | None = None
        self.problem: Problem | None = None
        self.colleagues: list[AgentStatus] = []
        self.fates: dict[Which, Fate] = {}
        self.results: dict[Which, HandOverResult] = {}
        #: How many things it was said of that they stay: they are not owed again before their owner is back.
        self.kept = 0
        self._key = ""
        self._watched = False
        outbox.settled.connect(self._settled)
        outbox.not_kept.connect(self._not_kept)
        outbox.ask_first(self._take_refusal)

    # Whose things

    @property
    def items(self) -> list[OwedItem]:
        """Everything owed."""
        raise NotImplementedError

    @property
    def owner(self) -> int:
        """Who owes it; 0 for nobody."""
        raise NotImplementedError

    @property
    def back_at(self) -> datetime | None:
        """When the owner works again, if that is known."""
        raise NotImplementedError

    @property
    def known(self) -> bool:
        """Whether anybody has said what is owed."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Ask what is owed."""
        raise NotImplementedError

    # What others ask

    @property
    def open_items(self) -> list[OwedItem]:
        """What is not kept beyond now."""
        return [one for one in self.items if not self.is_kept(one)]

    @property
    def is_mine(self) -> bool:
        """Whether whoever sits here owes it."""
        return self.owner == self._day.me

    @property
    def sending(self) -> bool:
        """Whether an order is on its way."""
        return bool(self._key)

    def is_kept(self, item: OwedItem) -> bool:
        """Whether it was said already that it stays."""
        return item.kept_until is not None and item.kept_until > self._clock.now()

    def keep_until(self) -> datetime:
        """Until when something stays unless told otherwise: the owner's next shift's start, at ten at the earliest."""
        zone, now, back = self._day.zone, self._clock.now(), self.back_at
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
        """What was chosen for it."""
        return self.fates.get(which(item), Fate())

    def give(self, item: OwedItem, to_id: int | None) -> None:
        """It goes to somebody else."""
        self._choose(item, Fate(to_id=to_id))

    def keep(self, item: OwedItem, until: datetime | None = None) -> None:
        """It stays until then."""
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
            self.problem = None
            self.kept = 0
            self.refresh()
            tasks.start(self._fetch_colleagues(), name="colleagues", owner=self)

    def forget(self) -> None:
        """Another person sits here, or nobody."""
        self.error, self.problem, self._key = None, None, ""
        self.fates.clear()
        self.results.clear()
        self.colleagues = []
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays, and its age is said."""
        self.error = error
        self.changed.emit()

    # Inside

    def _choose(self, item: OwedItem, fate: Fate) -> None:
        self.fates[which(item)] = fate
        self.results.pop(which(item), None)
        self.changed.emit()

    def _forget_gone(self) -> None:
        """Nothing is chosen for what is not owed any more."""
        here = {which(one) for one in self.items}
        self.fates = {what: fate for what, fate in self.fates.items() if what in here}

    async def _fetch_colleagues(self) -> None:
        here = await self._remote.api.agents()
        self.colleagues = [one for one in here if one.user_id != self.owner]
        self.changed.emit()

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
