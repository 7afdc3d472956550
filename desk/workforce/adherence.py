"""Who does something else than planned, since when, and who of them matters now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.contract.agents import AgentState
from desk.contract.base import Id
from desk.contract.shifts import Activity, Segment
from desk.contract.staffing import Mismatch

MINUTE = timedelta(minutes=1)
#: Minutes by which anybody may be late without a word.
TOLERANCE = 3

HERE = frozenset({AgentState.AVAILABLE, AgentState.IN_CALL, AgentState.WRAP_UP})
PAUSES = frozenset({Activity.LUNCH, Activity.BREAK})
#: What makes a gap wider; the others deserve a word, but no caller waits for them.
MISSED = frozenset({Mismatch.NOT_HERE, Mismatch.NOT_ON_CALLS, Mismatch.STILL_ON_BREAK})


@dataclass(frozen=True, slots=True)
class Deviation:
    """A person who does something else than planned ``since`` then.

    ``priority`` is minutes times agents missing in the worst of the person's queues: 0 where nobody is missed, so that
    somebody five minutes late at a gap of three goes before somebody half an hour late where all is well.
    """

    user_id: Id
    mismatch: Mismatch
    since: datetime
    minutes: float
    priority: float


def deviation(
    user_id: Id,
    segments: Iterable[Segment],
    state: AgentState,
    since: datetime,
    now: datetime,
    *,
    gap: float = 0.0,
    away: bool = False,
    tolerance: int = TOLERANCE,
) -> Deviation | None:
    """How a person in ``state`` since then differs from a shift's ``segments`` (none: no shift today); None if not,
    or by less than ``tolerance`` minutes.

    ``gap``: agents missing now in the worst of the person's queues. ``away``: on approved leave. A call that began
    before a pause or the shift's end, and any wrap-up, are no deviation while they last; who comes to a pause late has
    all of it; rest after a hard call is never one.
    """
    plan = [] if away else _joined(segments)
    found = _mismatch(plan, state, since, now)
    if found is None:
        return None
    mismatch, began = found
    minutes = (now - began) / MINUTE
    if minutes < tolerance:
        return None
    weight = max(0.0, gap) if mismatch in MISSED else 0.0
    return Deviation(user_id=user_id, mismatch=mismatch, since=began, minutes=minutes, priority=minutes * weight)


def by_priority(deviations: Iterable[Deviation]) -> list[Deviation]:
    """Who matters now first; where callers miss nobody, the longest first."""
    return sorted(deviations, key=lambda one: (-one.priority, one.mismatch not in MISSED, -one.minutes, one.user_id))


def worst_gap(queue_ids: Iterable[Id], needed: Mapping[Id, float], here: Mapping[Id, float]) -> float:
    """Agents missing in the worst of the queues; 0 where enough are here."""
    return max((max(0.0, needed.get(queue, 0.0) - here.get(queue, 0.0)) for queue in queue_ids), default=0.0)


def _mismatch(
    plan: list[Segment], state: AgentState, since: datetime, now: datetime
) -> tuple[Mismatch, datetime] | None:
    """What differs and since when."""
    number = next((i for i, one in enumerate(plan) if one.start <= now < one.end), None)
    if number is None:
        ended = max((one.end for one in plan if one.end <= now), default=None)
        return _unplanned(Mismatch.WORKS_UNPLANNED, state, since, ended)
    current = plan[number]
    if current.activity is Activity.RECOVERY:
        return None
    if current.activity in PAUSES:
        return _unplanned(Mismatch.WORKS_THROUGH_BREAK, state, since, current.start)
    began = max(since, current.start)
    if state is AgentState.OFF:
        return Mismatch.NOT_HERE, began
    if current.activity is not Activity.WORK:
        return _unplanned(Mismatch.WORKS_UNPLANNED, state, since, current.start)
    if state in HERE:
        return None
    before = plan[number - 1] if number and plan[number - 1].end == current.start else None
    if before is not None and state is AgentState.BREAK and before.activity in PAUSES | {Activity.RECOVERY}:
        return _overdue(before, current, since, now)
    return Mismatch.NOT_ON_CALLS, began


def _overdue(pause: Segment, work: Segment, since: datetime, now: datetime) -> tuple[Mismatch, datetime] | None:
    """A pause begun late, because a call went on, ends as much later."""
    if since >= work.start:
        return Mismatch.NOT_ON_CALLS, since
    due = max(work.start, since + (pause.end - pause.start))
    return (Mismatch.STILL_ON_BREAK, due) if now > due else None


def _unplanned(
    mismatch: Mismatch, state: AgentState, since: datetime, ended: datetime | None
) -> tuple[Mismatch, datetime] | None:
    """Answering calls when that is not planned since ``ended`` (None: never was), unless a call from before lasts."""
    if state not in HERE or state is AgentState.WRAP_UP:
        return None
    if state is AgentState.IN_CALL and ended is not None and since < ended:
        return None
    return mismatch, since if ended is None else max(since, ended)


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Stretches for the same activity that touch, as one, whatever their queues."""
    found = list[Segment]()
    for one in segments:
        if found and found[-1].activity is one.activity and found[-1].end == one.start:
            found[-1] = Segment(activity=one.activity, start=found[-1].start, end=one.end)
        else:
            found.append(one)
    return found
