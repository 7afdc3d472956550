"""Coverage: needed against rostered against really here, by queue and interval."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from desk.contract.calendar import Stretch
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.staffing import Coverage, CoverageQuery, Interval, QueueCoverage
from desk.server.routes import forecasts, plans
from desk.server.routes.handling import Answering, Ask, handles_async, unprocessable
from desk.server.routes.plans import Plan
from desk.server.store import arrivals, calendars
from desk.server.store.db import Tx

#: Days that can be asked for, before and after today.
REACH = timedelta(days=400)
_QUARTER = 900


@handles_async("coverage")
async def coverage(server: Answering, ask: Ask[None, CoverageQuery]) -> Coverage:
    """A day's coverage."""
    query = ask.query
    if query.drafts and not ask.leads:
        raise Refusal(ErrorCode.FORBIDDEN, "drafts are for leads")
    await server.reading(lambda tx: in_reach(tx, query.day))
    await forecasts.prepare(server, query.day)
    answer: Coverage = await server.reading(lambda tx: covered(tx, query.day, drafts=query.drafts))
    return answer


def in_reach(tx: Tx, day: date) -> None:
    """Refuse a day that nobody plans or remembers."""
    if abs(day - calendars.today(tx)) > REACH:
        raise unprocessable("/day", "within 400 days of today")


def covered(tx: Tx, day: date, *, drafts: bool) -> Coverage:
    """A day's coverage as it stands."""
    plan = plans.plan(tx, day, drafts=drafts)
    counted, here = _Counted(tx, plan), plans.here(tx, plan, tx.now)
    with plan.lock:
        # What is over, then the interval that runs.
        there = [*plan.attended(tx), here]
        queues = [
            QueueCoverage(queue_id=queue_id, intervals=_intervals(plan, queue_id, counted, there, tx.now))
            for queue_id in plan.cells
        ]
    return Coverage(day=day, minutes=plan.rules.interval, queues=queues, synced_to=tx.head)


class _Counted:
    """The calls that came in a day's intervals."""

    def __init__(self, tx: Tx, plan: Plan) -> None:
        ends = (plan.intervals[0].start, plan.intervals[-1].end) if plan.intervals else (tx.now, tx.now)
        self._calls = arrivals.offered(tx, *ends)

    def calls(self, queue_id: int, stretch: Stretch) -> int:
        """What came in an interval so far."""
        found = self._calls.get(queue_id)
        if found is None:
            return 0
        quarters = range(int(stretch.start.timestamp()) // _QUARTER, int(stretch.end.timestamp()) // _QUARTER)
        return sum(found.get(quarter, 0) for quarter in quarters)


def _intervals(
    plan: Plan, queue_id: int, counted: _Counted, there: Sequence[dict[int, float]], now: datetime
) -> list[Interval]:
    """A queue's; ``there``: who was and is really here, in all that have begun."""
    rostered = plan.day.rostered(queue_id)
    return [
        Interval(
            start=one.start,
            forecast=cell.need.calls,
            planned=cell.planned,
            seen=counted.calls(queue_id, one) if one.start <= now else None,
            handle=cell.need.handle,
            needed=cell.need.needed,
            needed_c=cell.need.needed_c,
            rostered=rostered[number],
            here=there[number].get(queue_id) if one.start <= now else None,
            service_level=plan.day.level(queue_id, number),
            lunch=_touches(plan.calendar.lunch, one),
            late=_touches(plan.calendar.late, one),
        )
        for number, (one, cell) in enumerate(zip(plan.intervals, plan.cells[queue_id], strict=True))
    ]


def _touches(marked: Stretch | None, one: Stretch) -> bool:
    return marked is not None and marked.start < one.end and one.start < marked.end
