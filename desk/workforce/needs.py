"""How many agents a queue needs on calls in an interval, out of the calls expected in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from math import floor

from desk.contract.base import Id
from desk.contract.shift_rules import Model as RuleModel
from desk.contract.shift_rules import ServiceTarget, ShiftRules
from desk.contract.staffing import Coverage
from desk.workforce.erlang import Curve, Load, Model, Target, rostered


@dataclass(frozen=True)
class Need:
    """A queue's interval of ``minutes`` from ``start``: ``calls`` expected, their mean ``handle`` time in seconds, and
    what the queue is held to. ``known``: agents needed, where they have been reckoned already."""

    queue_id: Id
    start: datetime
    minutes: int
    calls: float
    handle: float
    target: ServiceTarget
    known: int | None = None

    @property
    def end(self) -> datetime:
        """When the interval ends."""
        return self.start + timedelta(minutes=self.minutes)

    @cached_property
    def needed(self) -> int:
        """Agents on calls that the target asks for, its caps on occupancy and abandonment included."""
        return self._curve.required if self.known is None else self.known

    @cached_property
    def needed_c(self) -> int:
        """As ``needed``, were callers never to hang up (Erlang C)."""
        return _curve(self.calls, self.handle, self.minutes, self.target, Model.C).required

    @property
    def to_roster(self) -> int:
        """Agents to roster for ``needed`` to be left when the target's shrinkage has taken its share."""
        return rostered(self.needed, self.target.shrinkage)

    def level(self, agents: float) -> float:
        """Share (0…1) of all calls answered in time by so many agents; between whole ones, a straight line."""
        whole = floor(max(0.0, agents) + 1e-9)
        part = max(0.0, agents - whole)
        level = self._curve.service_level(whole)
        return level if part < 1e-9 else level + part * (self._curve.service_level(whole + 1) - level)

    @cached_property
    def _curve(self) -> Curve:
        model = Model.A if self.target.model is RuleModel.ERLANG_A else Model.C
        return _curve(self.calls, self.handle, self.minutes, self.target, model)


def needs_of(coverage: Coverage, rules: ShiftRules) -> Iterator[Need]:
    """The needs of a day that the server has already reckoned."""
    for queue in coverage.queues:
        target = rules.targets.get(queue.queue_id, rules.target)
        for one in queue.intervals:
            yield Need(
                queue_id=queue.queue_id,
                start=one.start,
                minutes=coverage.minutes,
                calls=one.forecast,
                handle=one.handle,
                target=target,
                known=one.needed,
            )


@lru_cache(maxsize=20_000)
def _curve(calls: float, handle: float, minutes: int, target: ServiceTarget, model: Model) -> Curve:
    load = Load(calls=calls, seconds=minutes * 60, handle=handle, patience=target.patience)
    aim = Target(target.level, target.seconds, target.max_occupancy, target.max_abandon)
    return Curve(load, aim, model)
