"""May I go now? Answered at once from the plan of the day and from who is really here."""

from datetime import date, datetime, timedelta

from desk.contract.shifts import Shift
from desk.contract.staffing import MayGo, MayGoQuery
from desk.server.routes import forecasts, plans
from desk.server.routes.handling import Answering, Ask, handles_async, unprocessable
from desk.server.store import calendars, shifts
from desk.server.store.db import Tx
from desk.workforce import going

#: Nobody asks for more than tomorrow.
REACH = timedelta(days=2)


@handles_async("may_go")
async def may_go(server: Answering, ask: Ask[None, MayGoQuery]) -> MayGo:
    """Whether I may go, what it does to those who stay and to the callers, and when it would be better."""
    query, user_id = ask.query, ask.me.user.id
    day: date = await server.reading(lambda tx: _day(tx, user_id, query.at))
    await forecasts.prepare(server, day)
    answer: MayGo = await server.reading(lambda tx: judged(tx, user_id, day, query.at or tx.now, query.minutes))
    return answer


def _day(tx: Tx, user_id: int, at: datetime | None) -> date:
    """The day that the shift at this time belongs to: last night's may go on."""
    if at is not None and abs(at - tx.now) > REACH:
        raise unprocessable("/at", "today or tomorrow")
    shift = shifts.at(tx, user_id, at or tx.now)
    return calendars.day_at(tx, at or tx.now) if shift is None else shift.day


def judged(tx: Tx, user_id: int, day: date, start: datetime, minutes: int) -> MayGo:
    """The answer as things stand."""
    plan = plans.plan(tx, day)
    here = plans.here(tx, plan, tx.now)
    with plan.lock:
        return going.may_go(
            plan.day,
            _shift(plan.shifts_of(user_id), start),
            now=tx.now,
            start=start,
            minutes=minutes,
            here=here,
            due=plan.day.due(plan.shifts, tx.now),
            lunch=plan.calendar.lunch,
        )


def _shift(own: list[Shift], start: datetime) -> Shift | None:
    """The shift one is in at that time."""
    return next((one for one in own if one.start <= start < one.end), None)
