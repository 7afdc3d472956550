"""The wall's numbers out of what was counted, and which alarms to raise and to end."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.contract.wall import BAD_WHEN_LOW, BUCKETS, Alarm, Measure, QueueWall, Threshold
from desk.queueing.wall import Standing, measured, of_queue, standing

#: An alarm lasts at least so long, and is over only when its measure is not even a warning; after it there is none of
#: the same measure and queue for so long. So a number that trembles about its limit does not flap.
LASTS = timedelta(seconds=60)
RESTS = timedelta(seconds=120)


def buckets(waits: Iterable[int]) -> list[int]:
    """How many have waited how long (in seconds): under each of ``BUCKETS``, and longer."""
    found = [0] * (len(BUCKETS) + 1)
    for wait in waits:
        found[bisect_right(BUCKETS, wait)] += 1
    return found


def level(in_time: int, arrived: int, undecided: int) -> float | None:
    """Percent answered in time of all that arrived, but for those who still wait and may yet be."""
    decided = arrived - undecided
    return round(100 * in_time / decided, 1) if decided > 0 else None


@dataclass(frozen=True, slots=True)
class Raise:
    """A measure that has passed its limit."""

    measure: Measure
    queue_id: int
    value: float
    limit: float


@dataclass(frozen=True, slots=True)
class End:
    """An alarm that is over, and what its measure is now."""

    alarm_id: int
    value: float


@dataclass(frozen=True, slots=True)
class Leave:
    """An alarm of which nobody takes care any more."""

    alarm_id: int


def flaw(thresholds: Iterable[Threshold]) -> tuple[int, str] | None:
    """What is wrong with thresholds: the place of the first wrong one, and why; None when all are well."""
    seen = set[tuple[Measure, int | None]]()
    for place, one in enumerate(thresholds):
        if (one.measure, one.queue_id) in seen:
            return place, "there is one for that already"
        seen.add((one.measure, one.queue_id))
        if (one.alarm > one.warn) if one.measure in BAD_WHEN_LOW else (one.alarm < one.warn):
            return place, "the alarm must not come before the warning"
    return None


def changes(
    queues: Iterable[QueueWall],
    thresholds: Collection[Threshold],
    alarms: Iterable[Alarm],
    served: Mapping[int, bool],
    resting: Collection[tuple[Measure, int]],
    now: datetime,
) -> list[Raise | End]:
    """Which alarms to raise and to end. ``served``: whether a queue is served now: nobody is called at night, and what
    was raised ends with the hours. ``resting``: those that were over a moment ago."""
    by_queue = {one.queue_id: one for one in queues}
    limits = {queue_id: of_queue(thresholds, queue_id) for queue_id in by_queue}
    found, raised = list[Raise | End](), set[tuple[Measure, int]]()
    for alarm in alarms:
        raised.add((alarm.measure, alarm.queue_id))
        queue, limit = by_queue.get(alarm.queue_id), limits.get(alarm.queue_id, {}).get(alarm.measure)
        value = None if queue is None else measured(queue, alarm.measure)
        stands = Standing.WELL if limit is None else standing(limit, value)
        closed = not served.get(alarm.queue_id, False)
        if closed or (stands is Standing.WELL and now - alarm.since >= LASTS):
            found.append(End(alarm.id, value or 0.0))
    for queue in by_queue.values():
        if served.get(queue.queue_id, False):
            found += _raised(queue, limits[queue.queue_id], {*raised, *resting})
    return found


def _raised(
    queue: QueueWall, limits: Mapping[Measure, Threshold], quiet: Collection[tuple[Measure, int]]
) -> list[Raise]:
    found = list[Raise]()
    for measure, limit in limits.items():
        value = measured(queue, measure)
        if value is None or (measure, queue.queue_id) in quiet or standing(limit, value) is not Standing.ALARM:
            continue
        found.append(Raise(measure, queue.queue_id, value, limit.alarm))
    return found
