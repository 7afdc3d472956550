"""What is expected to come: calls by queue and interval, how well that was foreseen, and what leads know better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from desk.contract.base import Done
from desk.contract.events import ForecastAdjusted
from desk.contract.staffing import Adjustment, ForecastScore
from desk.server.routes.handling import SWEEPS, Answering, Ask, Sweep, handles, handles_async, unprocessable
from desk.server.rules import arrivals as rules
from desk.server.rules.arrivals import Expected, History, Score
from desk.server.store import arrivals, calendars, log, queues, shift_rules
from desk.server.store.db import Tx

#: As far back as the history goes: a year, so that every holiday is in it once, and what a holiday leans on.
HISTORY = timedelta(days=400)
#: A queue without calls for so long is none that people ring.
RECENT = timedelta(days=60)
SCORED = 28
#: So many coming days are forecast at once: it costs little more than one.
BLOCK = timedelta(days=28)
A_DAY = timedelta(days=1)
#: So many queues' histories, and past days or blocks of coming days of queues, are kept at hand.
HISTORIES, DAYS = 60, 2000
FURTHEST = timedelta(days=400)


def rung(tx: Tx) -> list[int]:
    """The queues that people ring, or that have a target of their own; every queue before anybody rang."""
    targeted = shift_rules.in_force(tx).rules.targets.keys()
    known = [queue.id for queue in queues.everyone(tx)]
    found = {*arrivals.queues(tx, tx.now - RECENT), *targeted}
    return sorted(found.intersection(known) or known)


def history(tx: Tx, queue_id: int) -> History:
    """A queue's days before today. What still changes of them (a wrap-up after midnight) counts from tomorrow on."""
    today, minutes = calendars.today(tx), shift_rules.in_force(tx).rules.interval
    state = (today, minutes, calendars.newest(tx).version)

    def make() -> History:
        days = calendars.days(tx, today - HISTORY, today - A_DAY)
        counted = arrivals.quarters(tx, queue_id, days[0].start, days[-1].end)
        return rules.history(days, calendars.zone(tx, today), counted, minutes)

    return tx.memo.get("history", queue_id, state, make, most=HISTORIES)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the forecast of a queue's day is kept, with those of the days from ``first`` to before ``after``."""

    queue_id: int
    first: date
    after: date
    state: tuple[date, int, int]


def _place(tx: Tx, queue_id: int, day: date) -> _Place:
    """A past day stands alone: what was known before it is not what was known before the next."""
    today, minutes = calendars.today(tx), shift_rules.in_force(tx).rules.interval
    state = (min(today, day), minutes, calendars.newest(tx).version)
    if day < today:
        return _Place(queue_id, day, day + A_DAY, state)
    first = today + (day - today) // BLOCK * BLOCK
    return _Place(queue_id, first, first + BLOCK, state)


def unknown(tx: Tx, day: date) -> list[int]:
    """The queues whose forecast of a day is still to be made."""
    places = (_place(tx, queue_id, day) for queue_id in rung(tx))
    return [one.queue_id for one in places if not tx.memo.knows("expected", (one.queue_id, one.first), one.state)]


def expected(tx: Tx, queue_id: int, day: date) -> Expected:
    """What a day will bring to a queue, as it was foreseen before it began."""
    place = _place(tx, queue_id, day)

    def make() -> dict[date, Expected]:
        coming = calendars.days(tx, place.first, place.after - A_DAY)
        wanted = [(one.day, rules.kind_of(one)) for one in coming]
        return rules.expected(history(tx, queue_id).before(place.first), wanted, 24 * 60 // place.state[1])

    return tx.memo.get("expected", (queue_id, place.first), place.state, make, most=DAYS)[day]


async def prepare(server: Answering, day: date) -> None:
    """Make the forecasts of a day that are still to be made, once a day: between two of them others have their turn."""
    wanted: Sequence[int] = await server.reading(lambda tx: unknown(tx, day))
    for queue_id in wanted:
        await server.reading(partial(expected, queue_id=queue_id, day=day))


@handles_async("forecast_score")
async def forecast_score(server: Answering, _ask: Ask[None, None]) -> list[ForecastScore]:
    """How the forecast has done, queue by queue: between two of them others have their turn."""
    wanted: Sequence[int] = await server.reading(rung)
    found = list[ForecastScore]()
    for queue_id in wanted:
        score: Score | None = await server.reading(partial(_score, queue_id=queue_id))
        if score is not None:
            found.append(
                ForecastScore(
                    queue_id=queue_id,
                    days=score.days,
                    wape=score.wape,
                    mape=score.mape,
                    naive_wape=score.naive_wape,
                    naive_mape=score.naive_mape,
                )
            )
    return found


def _score(tx: Tx, queue_id: int) -> Score | None:
    past = history(tx, queue_id)
    state = (calendars.today(tx), shift_rules.in_force(tx).rules.interval, calendars.newest(tx).version)
    return tx.memo.get("score", queue_id, state, lambda: rules.score(past, SCORED), most=HISTORIES)


@handles("adjust_forecast")
def adjust_forecast(tx: Tx, ask: Ask[Adjustment, None]) -> Done:
    """Calls of these days and queues times a factor, whatever was said of them before; 1 takes it back."""
    draft, today = ask.body, calendars.today(tx)
    if not draft.since <= draft.until:
        raise unprocessable("/until", "it must not end before it begins")
    if draft.until < today or draft.until > today + FURTHEST:
        raise unprocessable("/until", "today or later, and within 400 days")
    for queue_id in draft.queue_ids:
        if queues.queue(tx, queue_id) is None:
            raise unprocessable("/queue_ids", "no such queue")
    fact = ForecastAdjusted(
        since=max(draft.since, today),
        until=draft.until,
        factor=draft.factor,
        queue_ids=draft.queue_ids,
        why=draft.why,
    )
    log.append(tx, fact)
    return Done()


def _make_ahead(tx: Tx) -> bool:
    """One of today's forecasts, so that nobody waits for it in the morning; there is never anything to write."""
    today = calendars.today(tx)
    for queue_id in unknown(tx, today)[:1]:
        expected(tx, queue_id, today)
    return False


SWEEPS.append(Sweep("forecasts", _make_ahead, lambda _tx, _settings: None))
