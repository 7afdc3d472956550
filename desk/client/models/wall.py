"""The wall as this workstation knows it: the numbers and how old they are, the thresholds, who has which alarm."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Signal

from desk.client.models.clock import Clock
from desk.client.models.health import HealthModel
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.session import SessionModel
from desk.client.models.told import Told
from desk.client.remote import queue_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentState
from desk.contract.errors import ErrorCode
from desk.contract.events import (
    AgentStateChanged,
    AlarmClaimed,
    AlarmLeft,
    AlarmOver,
    AlarmRaised,
    CallAnswered,
    CallEnded,
    CallRang,
    CallWrappedUp,
    ThresholdsSet,
)
from desk.contract.feed import FeedItem, Gap
from desk.contract.wall import Alarm, Measure, QueueWall, TeamWall, Threshold, Thresholds, ThresholdsInForce, Wall
from desk.queueing.wall import Standing, measured, of_queue, standing

#: While somebody looks, what no event tells is asked for so often, in seconds.
POLL = 5
#: From this age on the numbers count as old.
OLD = 15
#: Whoever is here but takes no calls just now.
AWAY = (AgentState.BREAK, AgentState.AWAY)
#: Why an alarm cannot be claimed any more: somebody has it, or it is over.
_PASSED = (ErrorCode.ALREADY_CLAIMED, ErrorCode.CONFLICT)


class WallModel(Told):
    """Leads hear of alarms wherever they are; everything else is asked for while somebody looks at the wall."""

    ticked = Signal()
    """A second has passed, or the link changed: waits and ages are longer; carries nothing."""
    whole_changed = Signal()
    """The wall fills this screen now, or does no longer; carries nothing."""
    saved = Signal()
    """My thresholds are in force; carries nothing."""
    not_saved = Signal(object)
    """The server did not take my thresholds, and those in force are asked for anew; carries the `Problem`."""
    beaten = Signal(str)
    """A colleague took the alarm first; carries their name."""

    FACTS = (
        AlarmRaised,
        AlarmClaimed,
        AlarmLeft,
        AlarmOver,
        ThresholdsSet,
        CallRang,
        CallAnswered,
        CallEnded,
        CallWrappedUp,
        AgentStateChanged,
    )
    APART = 1000

    def __init__(
        self, remote: Remote, outbox: OutboxModel, session: SessionModel, health: HealthModel, clock: Clock
    ) -> None:
        super().__init__(remote, session)
        self._outbox, self._health, self._clock = outbox, health, clock
        self.wall: Wall | None = None
        self.thresholds: ThresholdsInForce | None = None
        #: Whether it fills this screen, and nothing else is seen.
        self.whole = False
        self._lookers: set[str] = set()
        self._claims: dict[str, int] = {}
        self._setting = ""
        clock.tick.connect(self._tick)
        health.changed.connect(self.ticked)
        outbox.settled.connect(self._settled)
        outbox.ask_first(self._take_refusal)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)

    def topics(self) -> tuple[str, ...]:
        return ("wall", "calls", "floor") if self._lookers else ("wall",)

    def wanted(self) -> bool:
        return bool(self._lookers) or self.leads

    def look(self, who: str, looks: bool) -> None:
        """Somebody looks at the wall, or does no longer."""
        watched = self.watched
        (self._lookers.add if looks else self._lookers.discard)(who)
        self.follow()
        if watched is not self.watched:
            self.changed.emit()

    @property
    def watched(self) -> bool:
        """Whether somebody looks at the wall here."""
        return bool(self._lookers)

    def set_whole(self, whole: bool) -> None:
        """It fills this screen now, or does no longer."""
        if whole != self.whole:
            self.whole = whole
            self.whole_changed.emit()

    def forget(self) -> None:
        self.wall, self.thresholds, self._setting = None, None, ""
        self._claims.clear()

    async def fetch(self) -> None:
        wall = await self._remote.api.wall()
        if self.thresholds is None:
            self.thresholds = await self._remote.api.thresholds()
        self.wall = wall

    # How old it is

    @property
    def age(self) -> float | None:
        """Seconds since the numbers were counted; None when there are none."""
        return None if self.wall is None else self._clock.since(self.wall.at).total_seconds()

    @property
    def old(self) -> bool:
        """Whether the numbers may be wrong by now: too old, or nobody answers."""
        age = self.age
        return age is None or age > OLD or self._health.link.lost

    @property
    def now(self) -> datetime:
        """The time by the server's clock."""
        return self._clock.now()

    # What it says

    def longest(self, queue: QueueWall) -> int:
        """The longest wait in seconds, grown since it was counted; it stands still when nobody knows any more."""
        grown = 0 if self.old or not sum(queue.waiting) else int(self.age or 0)
        return queue.longest_wait + grown

    def threshold(self, queue: QueueWall, measure: Measure) -> Threshold | None:
        """What counts for a queue."""
        known = [] if self.thresholds is None else self.thresholds.thresholds
        return of_queue(known, queue.queue_id).get(measure)

    def standing(self, queue: QueueWall, measure: Measure) -> Standing:
        """How a measure of a queue stands just now."""
        limit = self.threshold(queue, measure)
        if limit is None:
            return Standing.WELL
        value = self.longest(queue) if measure is Measure.LONGEST_WAIT else measured(queue, measure)
        return standing(limit, value)

    def worst(self, queues: Iterable[QueueWall], measure: Measure) -> Standing:
        """How a measure stands where it is worst."""
        return max((self.standing(one, measure) for one in queues), default=Standing.WELL)

    def level(self, *, today: bool) -> float | None:
        """Percent answered in time of all queues together, each by how many arrived; None when nobody did."""
        queues = [] if self.wall is None else self.wall.queues
        pairs = [
            (one.level_today, one.arrived) if today else (one.level_now, one.arrived_now) for one in queues
        ]  # fmt: skip
        known = [(level, arrived) for level, arrived in pairs if level is not None and arrived]
        total = sum(arrived for _, arrived in known)
        return sum(level * arrived for level, arrived in known) / total if total else None

    # Alarms

    @property
    def alarms(self) -> list[Alarm]:
        """Those that are not over, the unclaimed first, the oldest of them first."""
        found = [] if self.wall is None else self.wall.alarms
        return sorted(found, key=lambda one: (one.claimed_by is not None, one.since))

    @property
    def unclaimed(self) -> list[Alarm]:
        """Those that nobody takes care of, nor is about to from here."""
        return [one for one in self.alarms if one.claimed_by is None and not self.is_claiming(one)]

    def is_claiming(self, alarm: Alarm) -> bool:
        """Whether my claim is on its way."""
        return alarm.id in self._claims.values()

    def claim(self, alarm: Alarm) -> None:
        """I take care of it."""
        if self.leads and alarm.claimed_by is None and not self.is_claiming(alarm):
            self._claims[self._outbox.put(queue_commands.claim_alarm(alarm))] = alarm.id
            self.changed.emit()

    # Thresholds

    @property
    def setting(self) -> bool:
        """Whether my thresholds are on their way."""
        return bool(self._setting)

    def set_thresholds(self, seen: ThresholdsInForce, thresholds: list[Threshold]) -> None:
        """From now on these, instead of those that were seen."""
        if not self._setting:
            given = Thresholds(thresholds=thresholds)
            self._setting = self._outbox.put(queue_commands.set_thresholds(seen, given))
            self.changed.emit()

    # Inside

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap) or (isinstance(news, FeedItem) and isinstance(news.event.fact, ThresholdsSet)):
            self.thresholds = None
        super()._hear(news)

    def _tick(self) -> None:
        if self._lookers and (self.age or 0) >= POLL:
            self.look_soon()
        self.ticked.emit()

    def _settled(self, change: OutboxChange) -> None:
        key = change.pending.key
        if self._claims.pop(key, None) is not None:
            self.refresh()
            self.changed.emit()
        elif key == self._setting:
            self._setting, self.thresholds = "", None
            self.refresh()
            self.saved.emit()
            self.changed.emit()

    def _take_refusal(self, pending: Pending) -> bool:
        """What another lead did first is told where one looks, and that an alarm is over is seen there; nothing of it
        stays in the outbox."""
        problem, key = pending.problem, pending.key
        sets = bool(key) and key == self._setting
        if problem is None or not (sets or (key in self._claims and problem.code in _PASSED)):
            return False
        self._outbox.discard(key)
        self._given_up(pending)
        if sets:
            self.not_saved.emit(problem)
        elif problem.code is ErrorCode.ALREADY_CLAIMED:
            self.beaten.emit(problem.holder)
        return True

    def _given_up(self, order: Pending | Command) -> None:
        if order.key == self._setting:
            self._setting, self.thresholds = "", None
        elif self._claims.pop(order.key, None) is None:
            return
        self.refresh()
        self.changed.emit()


def away(team: TeamWall) -> int:
    """How many of a team take a break or are away."""
    return sum(team.states.get(state.value, 0) for state in AWAY)
