"""Who could be called in: legally or by which rule not, and what it adds to their share of duties."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from desk.contract.shifts import Absence, Shift, Worker
from desk.contract.staffing import CallOutQuery, Candidate
from desk.server.routes import duties
from desk.server.routes.handling import Answering, Ask, handles_async, unprocessable
from desk.server.store import absences, calendars, queues, shift_rules, shifts, terms
from desk.server.store.db import Tx
from desk.workforce import fairness
from desk.workforce.fairness import Reserve

LONGEST, FURTHEST = timedelta(hours=24), timedelta(days=60)
A_DAY = timedelta(days=1)
AT_ONCE = 50


@handles_async("call_outs")
async def call_outs(server: Answering, ask: Ask[None, CallOutQuery]) -> list[Candidate]:
    """Who is not at work then and works in the queue: those who may and have carried least first."""
    query = ask.query
    workers: list[Worker] = await server.reading(lambda tx: _free(tx, query))
    carried = {one.user_id: one for one in await duties.carried(server, [one.user_id for one in workers])}
    reserves = list[Reserve]()
    for first in range(0, len(workers), AT_ONCE):
        some = workers[first : first + AT_ONCE]
        for worker, own, away in await server.reading(partial(_around, workers=some, query=query)):
            reserves.append(Reserve(worker, own, away, carried[worker.user_id]))
    found: list[Candidate] = await server.reading(partial(_judged, reserves=reserves, query=query))
    return found


def _free(tx: Tx, query: CallOutQuery) -> list[Worker]:
    """Who works in the queue, and does not then."""
    if not tx.now - A_DAY <= query.start <= tx.now + FURTHEST:
        raise unprocessable("/start", "today or later, within 60 days")
    if not query.start < query.end <= query.start + LONGEST:
        raise unprocessable("/end", "it ends after it begins, within a day")
    if query.queue_id is not None and queues.queue(tx, query.queue_id) is None:
        raise unprocessable("/queue_id", "no such queue")
    day = calendars.day_at(tx, query.start)
    around = shifts.of_days(tx, day - A_DAY, day + A_DAY, drafts=False)
    busy = {one.user_id for one in around if one.start < query.end and one.end > query.start}
    return [
        one
        for one in terms.workers(tx)
        if one.user_id not in busy and (query.queue_id is None or query.queue_id in one.queue_ids)
    ]


def _span(tx: Tx, query: CallOutQuery) -> tuple[date, date]:
    """As far around as the rules look: a week, and the days in a row."""
    day, beyond = calendars.day_at(tx, query.start), 7 + shift_rules.in_force(tx).rules.limits.days_in_a_row
    return day - beyond * A_DAY, day + beyond * A_DAY


def _around(tx: Tx, workers: Sequence[Worker], query: CallOutQuery) -> list[tuple[Worker, list[Shift], list[Absence]]]:
    """Their shifts and absences around that time."""
    since, until = _span(tx, query)
    ids = [one.user_id for one in workers]
    own, away = dict[int, list[Shift]](), dict[int, list[Absence]]()
    for shift in shifts.of_days(tx, since, until, ids, drafts=False):
        own.setdefault(shift.user_id, []).append(shift)
    for absence in absences.between(tx, query.start - timedelta(days=14), query.end + timedelta(days=14), ids):
        away.setdefault(absence.user_id, []).append(absence)
    return [(one, own.get(one.user_id, []), away.get(one.user_id, [])) for one in workers]


def _judged(tx: Tx, reserves: Sequence[Reserve], query: CallOutQuery) -> list[Candidate]:
    """By law and fairness."""
    since, until = _span(tx, query)
    days = {one.day: one for one in calendars.days(tx, since, until)}
    limits = shift_rules.in_force(tx).rules.limits
    return fairness.candidates(reserves, query.start, query.end, limits, days, queue_id=query.queue_id)
