"""The wall: how the floor stands just now, thresholds with names, alarms until somebody takes care."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq

#: Edges in seconds of the buckets of waiting calls: under 10, 20, 30, 60, and longer.
BUCKETS = (10, 20, 30, 60)


class QueueWall(Answer, frozen=True, kw_only=True):
    """A queue: calls that wait by bucket, the longest wait in seconds; of today and of the last half hour how many
    arrived, were answered, answered in time, and hung up first; tickets open, unassigned, missed, and those that will
    miss a target within 15 and 60 minutes; call-backs that are due; agents needed and rostered now, and here.

    ``level_today`` and ``level_now`` are percent answered in time of all that arrived, but for those who still wait and
    are in time; null when that is nobody. In time is what the queue's target in the shift rules said while the call was
    handled.
    """

    queue_id: Id
    waiting: list[int]
    longest_wait: int
    arrived: int
    answered: int
    in_time: int
    abandoned: int
    arrived_now: int
    answered_now: int
    in_time_now: int
    level_today: float | None
    level_now: float | None
    open: int
    unassigned: int
    missed: int
    missing_15: int
    missing_60: int
    callbacks_due: int
    needed: int | None
    rostered: float | None
    here: float


class TeamWall(Answer, frozen=True, kw_only=True):
    """A team (null: those of none): how many are in each state."""

    team_id: Id | None
    name: str
    states: dict[str, int]


class Measure(StrEnum):
    """What a threshold watches; service levels in percent over all arrivals, waits in seconds, the rest in counts."""

    LONGEST_WAIT = "longest_wait"
    WAITING = "waiting"
    LEVEL_NOW = "level_now"
    LEVEL_TODAY = "level_today"
    MISSING_60 = "missing_60"
    MISSED = "missed"
    UNASSIGNED = "unassigned"
    SHORT = "short"


#: These are bad when low; the others when high.
BAD_WHEN_LOW = frozenset({Measure.LEVEL_NOW, Measure.LEVEL_TODAY})


class Threshold(Request, frozen=True, kw_only=True):
    """From where a measure is a warning, and from where an alarm; for a queue, or for each (null)."""

    measure: Measure
    warn: Annotated[float, Meta(ge=0, le=1_000_000)]
    alarm: Annotated[float, Meta(ge=0, le=1_000_000)]
    queue_id: Id | None = None
    name: Line = ""


class Thresholds(Request, frozen=True, kw_only=True):
    """All of the site's."""

    thresholds: Annotated[list[Threshold], Meta(max_length=100)] = []


class ThresholdsInForce(Answer, frozen=True, kw_only=True):
    """The thresholds and the seq of the event that set them, 0 for those that come with the program."""

    thresholds: list[Threshold]
    version: Seq


class Alarm(Answer, frozen=True, kw_only=True):
    """An alarm, which repeats until somebody claims it or it is over; and anew when they go off before."""

    id: Id
    measure: Measure
    queue_id: Id
    value: float
    limit: float
    since: Instant
    claimed_by: Id | None
    claimed_name: str
    version: Seq


class Wall(Answer, frozen=True, kw_only=True):
    """All of it, as of ``at``."""

    at: Instant
    queues: list[QueueWall]
    teams: list[TeamWall]
    alarms: list[Alarm]
    synced_to: Seq
