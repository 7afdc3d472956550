"""May I go now? What it does to those who stay and to the callers, and when it would be better."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desk.contract.base import Id
from desk.contract.calendar import Stretch
from desk.contract.shifts import Activity, Shift
from desk.contract.staffing import MayGo, Minutes, Verdict
from desk.workforce.coverage import Day, Presence

QUARTER = timedelta(minutes=15)
#: The effect is told for at least this long, and for as long a difference between plan and floor is taken to last.
AHEAD = timedelta(minutes=60)
#: How far ahead a better time is looked for.
SEARCH = timedelta(hours=3)
#: A pause at least so long is a lunch.
LUNCH = 30
#: Agents missing that are only the rounding of those who serve several queues.
SLIGHT = 0.05
#: Service level below the target that may be asked of callers for a colleague's pause.
BEARABLE = 0.10

_RANK = {verdict: rank for rank, verdict in enumerate((Verdict.YES, Verdict.TIGHT, Verdict.COSTS, Verdict.NO))}


def may_go(
    day: Day,
    shift: Shift | None,
    *,
    now: datetime,
    start: datetime,
    minutes: int,
    here: Mapping[Id, float] | None = None,
    due: Mapping[Id, float] | None = None,
    lunch: Stretch | None = None,
) -> MayGo:
    """Whether the shift's person may go for ``minutes`` from ``start``.

    ``here``: agents really here by queue at ``now`` (``Day.here``); by how many they are fewer or more than those
    ``due`` at this instant (``Day.due``; if it is not told, than the interval's mean) is taken to last for the next
    hour: who is on a planned break is not missing. The figures are of all queues the person serves, and of others
    that would feel it. ``no``: the target would be missed by more than ten points. Time in which the person is not
    rostered on calls, such as their own planned lunch, is always ``yes``. ``better_at`` is the first quarter of an
    hour with a yes, else with anything better, in the next three hours or within ``lunch``, that leaves the pause
    inside the shift.
    """
    floor = _Floor(day, shift, now, here, due)
    length = timedelta(minutes=minutes)
    verdict = floor.verdict(start, start + length)
    better = None
    if verdict is not Verdict.YES and shift is not None:
        until = min(max(start + SEARCH, lunch.end - length if lunch else start), shift.end - length)
        better = floor.better(start, length, until, verdict)
    return MayGo(
        verdict=verdict,
        start=start.astimezone(UTC),
        end=(start + length).astimezone(UTC),
        effect=[one.told for one in floor.quarters(start, start + length, max(length, AHEAD))],
        better_at=better,
        planned_at=planned(shift, start, minutes),
    )


def planned(shift: Shift | None, at: datetime, minutes: int) -> datetime | None:
    """When the shift's pause begins that is not over yet: lunch for a long one, a break for a short one, or what there
    is."""
    if shift is None:
        return None
    wanted = Activity.LUNCH if minutes >= LUNCH else Activity.BREAK
    pauses = [
        (one.activity is not wanted, one.start)
        for one in shift.segments
        if one.activity in (Activity.LUNCH, Activity.BREAK) and one.end > at
    ]
    return min(pauses)[1] if pauses else None


@dataclass(frozen=True, slots=True)
class _Quarter:
    """A quarter of an hour as told, and what it says."""

    told: Minutes
    verdict: Verdict


class _Floor:
    """The plan as the present corrects it, seen from one person."""

    def __init__(
        self,
        day: Day,
        shift: Shift | None,
        now: datetime,
        here: Mapping[Id, float] | None,
        due: Mapping[Id, float] | None,
    ) -> None:
        self._day = day
        self._mine: list[Presence] = day.on_calls(shift)
        self._queues = {queue for one in self._mine for queue in one.queue_ids if queue in day.queue_ids}
        self._until = now + AHEAD
        index = day.index(now)
        if due is None:
            due = {} if index is None else day.rostered_if(index, {})
        self._drift = {queue: count - due.get(queue, count) for queue, count in (here or {}).items()}
        # One start after another is tried, and most of their quarters are the same.
        self._known = dict[tuple[datetime, datetime], _Quarter]()
        self._left = dict[tuple[int, frozenset[tuple[tuple[Id, ...], float]]], dict[Id, float]]()

    def verdict(self, start: datetime, end: datetime) -> Verdict:
        """The worst of the quarters in which the person would be away."""
        return max((one.verdict for one in self.quarters(start, end, end - start)), key=_RANK.__getitem__)

    def better(self, start: datetime, length: timedelta, until: datetime, than: Verdict) -> datetime | None:
        """The first start after ``start`` with a yes, else the first of the best that is better."""
        best, found = than, None
        at = datetime.fromtimestamp((int(start.timestamp()) // 900 + 1) * 900, UTC)
        while at <= until:
            verdict = self.verdict(at, at + length)
            if _RANK[verdict] < _RANK[best]:
                best, found = verdict, at
            if best is Verdict.YES:
                break
            at += QUARTER
        return found

    def quarters(self, start: datetime, end: datetime, length: timedelta) -> Iterator[_Quarter]:
        """The quarters of an hour from ``start`` for ``length``, the person away until ``end``."""
        at = start
        while at < start + length:
            until = min(end, at + QUARTER)
            if (at, until) not in self._known:
                self._known[at, until] = self._quarter(at, until)
            yield self._known[at, until]
            at += QUARTER

    def _quarter(self, start: datetime, end: datetime) -> _Quarter:
        index = self._day.index(start)
        if index is None:
            nothing = Minutes(
                start=start, needed=0, with_me=0.0, without_me=0.0, level_with_me=1.0, level_without_me=1.0
            )
            return _Quarter(nothing, Verdict.YES)
        less = self._leaves(start, end)
        drift = self._drift if start < self._until else {}
        staying = {queue: max(0.0, n + drift.get(queue, 0.0)) for queue, n in self._rostered(index, {}).items()}
        left = {queue: max(0.0, n + drift.get(queue, 0.0)) for queue, n in self._rostered(index, less).items()}
        felt = [queue for queue in staying if queue in self._queues or abs(staying[queue] - left[queue]) > SLIGHT]
        told = Minutes(
            start=start.astimezone(UTC),
            needed=sum(self._needed(queue, index) for queue in felt),
            with_me=sum(staying[queue] for queue in felt),
            without_me=sum(left[queue] for queue in felt),
            level_with_me=self._level(felt, index, staying),
            level_without_me=self._level(felt, index, left),
        )
        if not less:
            return _Quarter(told, Verdict.YES)
        return _Quarter(told, self._judged(told, felt, index, staying, left))

    def _rostered(self, index: int, less: Mapping[tuple[Id, ...], float]) -> dict[Id, float]:
        key = index, frozenset(less.items())
        if key not in self._left:
            self._left[key] = self._day.rostered_if(index, less)
        return self._left[key]

    def _judged(
        self, told: Minutes, felt: list[Id], index: int, staying: Mapping[Id, float], left: Mapping[Id, float]
    ) -> Verdict:
        before = sum(max(0.0, self._needed(queue, index) - staying[queue]) for queue in felt)
        after = sum(max(0.0, self._needed(queue, index) - left[queue]) for queue in felt)
        if after <= SLIGHT:
            return Verdict.YES if told.without_me - told.needed >= 1 else Verdict.TIGHT
        if after - before <= SLIGHT:
            return Verdict.TIGHT
        goal = self._mean(felt, index, {queue: self._goal(queue, index) for queue in felt})
        return Verdict.COSTS if told.level_without_me >= goal - BEARABLE else Verdict.NO

    def _leaves(self, start: datetime, end: datetime) -> dict[tuple[Id, ...], float]:
        """By queues, the share of a quarter that the person would be missing, negative."""
        first, last = start.timestamp(), end.timestamp()
        found = dict[tuple[Id, ...], float]()
        for one in self._mine:
            shared = min(one.end, last) - max(one.start, first)
            if shared > 0:
                found[one.queue_ids] = found.get(one.queue_ids, 0.0) - shared / QUARTER.total_seconds()
        return found

    def _needed(self, queue: Id, index: int) -> int:
        need = self._day.need(queue, index)
        return 0 if need is None else need.needed

    def _goal(self, queue: Id, index: int) -> float:
        need = self._day.need(queue, index)
        return 0.0 if need is None else need.target.level

    def _level(self, queues: list[Id], index: int, agents: Mapping[Id, float]) -> float:
        return self._mean(queues, index, {queue: self._day.level(queue, index, agents[queue]) for queue in queues})

    def _mean(self, queues: list[Id], index: int, values: Mapping[Id, float]) -> float:
        """Over all calls of the queues; 1 where there are none."""
        needs = [(queue, need) for queue in queues if (need := self._day.need(queue, index)) is not None]
        calls = sum(need.calls for _, need in needs)
        return sum(need.calls * values[queue] for queue, need in needs) / calls if calls else 1.0
