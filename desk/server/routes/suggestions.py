"""What leads could do about a day that runs differently than planned."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from functools import partial

from desk.contract.shifts import Absence
from desk.contract.staffing import Suggestion, SuggestionQuery
from desk.server.routes import forecasts, plans
from desk.server.routes.coverage import in_reach
from desk.server.routes.handling import Answering, Ask, handles_async
from desk.server.rules.suggestions import Carried, Floor, by_use
from desk.server.store import absences, calendars, offers, shifts
from desk.server.store.db import Tx
from desk.workforce import law
from desk.workforce.calendar import DAY, monday

#: More than this nobody reads.
MOST = 60
#: Early leave is shared out over so long.
PERIOD = timedelta(days=90)


@handles_async("suggestions")
async def suggestions(server: Answering, ask: Ask[None, SuggestionQuery]) -> list[Suggestion]:
    """What would help, queue by queue, so that others have their turn; the most helpful first."""
    day = ask.query.day
    await server.reading(lambda tx: in_reach(tx, day))
    await forecasts.prepare(server, day)
    found = list[Suggestion]()
    for queue_id in await server.reading(forecasts.rung):
        named = {(one.kind, user_id) for one in found for user_id in one.user_ids}
        found += await server.reading(partial(_of_queue, queue_id=queue_id, day=day, named=named))
    return by_use(found)[:MOST]


def _of_queue(tx: Tx, queue_id: int, day: date, named: Collection[tuple[str, int]]) -> list[Suggestion]:
    """Of one queue; who serves several is named for the first that can spare them."""
    plan = plans.plan(tx, day)
    with plan.lock:
        if queue_id not in plan.day.queue_ids:
            return []
        floor = Floor(plan.day, queue_id, plan.intervals, plan.shifts, tx.now)
        return floor.suggestions(_carried(tx, day, floor.spared), named)


def _carried(tx: Tx, day: date, user_ids: Collection[int]) -> Carried:
    """Whose turn it is among these people."""
    if not user_ids:
        return Carried()
    first = monday(day)
    days = calendars.days(tx, first, first + 6 * DAY)
    away = defaultdict[int, list[Absence]](list)
    for absence in absences.between(tx, days[0].start, days[-1].end, user_ids):
        away[absence.user_id].append(absence)
    minutes = Counter[int]()
    for one in shifts.of_days(tx, first, first + 6 * DAY, user_ids, drafts=False):
        minutes[one.user_id] += law.worked(one, away[one.user_id])
    return Carried(offers.went_early(tx, user_ids, tx.now - PERIOD), minutes, shifts.learnt(tx, user_ids))
