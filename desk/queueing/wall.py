"""What the numbers on the wall mean: what a threshold watches of a queue, and whether that is well."""

from collections.abc import Iterable
from enum import IntEnum

from desk.contract.wall import BAD_WHEN_LOW, Measure, QueueWall, Threshold

#: A level of fewer calls is chance.
FEWEST_NOW, FEWEST_TODAY = 10, 20

#: What a site has until it sets its own.
DEFAULTS = (
    Threshold(measure=Measure.LONGEST_WAIT, warn=60, alarm=120),
    Threshold(measure=Measure.WAITING, warn=5, alarm=15),
    Threshold(measure=Measure.LEVEL_NOW, warn=80, alarm=60),
    Threshold(measure=Measure.LEVEL_TODAY, warn=80, alarm=70),
    Threshold(measure=Measure.MISSING_60, warn=5, alarm=20),
    Threshold(measure=Measure.MISSED, warn=1, alarm=10),
    Threshold(measure=Measure.UNASSIGNED, warn=50, alarm=200),
    Threshold(measure=Measure.SHORT, warn=1, alarm=3),
)


class Standing(IntEnum):
    """How a measure stands, the worst last."""

    WELL = 0
    WARNING = 1
    ALARM = 2


def measured(queue: QueueWall, measure: Measure) -> float | None:
    """What a threshold watches; None when that cannot be told: nobody needed, or too few calls for a level."""
    match measure:
        case Measure.LONGEST_WAIT:
            return queue.longest_wait
        case Measure.WAITING:
            return sum(queue.waiting)
        case Measure.LEVEL_NOW:
            return queue.level_now if queue.arrived_now >= FEWEST_NOW else None
        case Measure.LEVEL_TODAY:
            return queue.level_today if queue.arrived >= FEWEST_TODAY else None
        case Measure.MISSING_60:
            return queue.missing_60
        case Measure.MISSED:
            return queue.missed
        case Measure.UNASSIGNED:
            return queue.unassigned
        case Measure.SHORT:
            return None if queue.needed is None else round(queue.needed - queue.here, 1)


def passes(measure: Measure, value: float, limit: float) -> bool:
    """Whether a value is as bad as a limit: below it for levels, it or more for everything else."""
    return value < limit if measure in BAD_WHEN_LOW else value >= limit


def standing(threshold: Threshold, value: float | None) -> Standing:
    """How a value stands by its threshold; what cannot be told is well."""
    if value is None:
        return Standing.WELL
    if passes(threshold.measure, value, threshold.alarm):
        return Standing.ALARM
    return Standing.WARNING if passes(threshold.measure, value, threshold.warn) else Standing.WELL


def of_queue(thresholds: Iterable[Threshold], queue_id: int) -> dict[Measure, Threshold]:
    """The thresholds that count for a queue: its own before those for each."""
    known = [one for one in thresholds if one.queue_id in (None, queue_id)]
    return {one.measure: one for one in sorted(known, key=lambda one: one.queue_id is not None)}
