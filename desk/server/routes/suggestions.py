"""What leads could do about a day that runs differently than planned."""

from functools import partial

from desk.contract.staffing import Suggestion, SuggestionQuery
from desk.server.routes import forecasts, plans
from desk.server.routes.coverage import in_reach
from desk.server.routes.handling import Answering, Ask, handles_async
from desk.server.rules.suggestions import Floor, by_use
from desk.server.store.db import Tx

#: More than this nobody reads.
MOST = 60


@handles_async("suggestions")
async def suggestions(server: Answering, ask: Ask[None, SuggestionQuery]) -> list[Suggestion]:
    """What would help, queue by queue, so that others have their turn; the most helpful first."""
    day = ask.query.day
    await server.reading(lambda tx: in_reach(tx, day))
    await forecasts.prepare(server, day)
    found = list[Suggestion]()
    for queue_id in await server.reading(forecasts.rung):
        found += await server.reading(partial(_of_queue, queue_id=queue_id, ask=ask))
    return by_use(found)[:MOST]


def _of_queue(tx: Tx, queue_id: int, ask: Ask[None, SuggestionQuery]) -> list[Suggestion]:
    plan = plans.plan(tx, ask.query.day)
    with plan.lock:
        if queue_id not in plan.day.queue_ids:
            return []
        return Floor(plan.day, queue_id, plan.intervals, plan.shifts, tx.now).suggestions()
