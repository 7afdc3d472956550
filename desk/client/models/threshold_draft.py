"""Thresholds while a lead changes them: for every queue, or a queue's own, which come before those."""

from dataclasses import dataclass

from desk.contract.wall import BAD_WHEN_LOW, Measure, Threshold


@dataclass(frozen=True, slots=True)
class Limit:
    """From where on it is a warning, and an alarm; what that is called."""

    warn: float
    alarm: float
    name: str = ""


class ThresholdDraft:
    """A copy to work on."""

    def __init__(self, thresholds: list[Threshold]) -> None:
        self._limits = {(one.queue_id, one.measure): Limit(one.warn, one.alarm, one.name) for one in thresholds}

    def limit(self, queue_id: int | None, measure: Measure) -> Limit | None:
        """What a queue has of its own, or with None what counts for each; None when that is not watched."""
        return self._limits.get((queue_id, measure))

    def in_force(self, queue_id: int | None, measure: Measure) -> Limit | None:
        """What counts for a queue."""
        return self.limit(queue_id, measure) or self.limit(None, measure)

    def put(self, queue_id: int | None, measure: Measure, limit: Limit | None) -> None:
        """From now on this, or nothing of its own."""
        if limit is None:
            self._limits.pop((queue_id, measure), None)
        else:
            self._limits[queue_id, measure] = limit

    def wrong(self) -> tuple[int | None, Measure] | None:
        """Where an alarm comes before its warning; None when all is well."""
        for (queue_id, measure), limit in self._limits.items():
            if limit.alarm > limit.warn if measure in BAD_WHEN_LOW else limit.alarm < limit.warn:
                return queue_id, measure
        return None

    def thresholds(self) -> list[Threshold]:
        """All of them, as they are sent."""
        order = list(Measure)
        keys = sorted(self._limits, key=lambda key: (key[0] or 0, order.index(key[1])))
        return [
            Threshold(
                measure=measure,
                queue_id=queue_id,
                warn=self._limits[queue_id, measure].warn,
                alarm=self._limits[queue_id, measure].alarm,
                name=self._limits[queue_id, measure].name,
            )
            for queue_id, measure in keys
        ]
