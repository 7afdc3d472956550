"""The wall: its numbers, made at most once a second for everybody who looks; thresholds; alarms and who has them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import AlarmClaimed, ThresholdsSet
from desk.contract.wall import Alarm, QueueWall, TeamWall, Thresholds, ThresholdsInForce, Wall
from desk.server.routes import forecasts, plans
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import wall as rules
from desk.server.store import alarms, calendars, log, queues, shift_rules
from desk.server.store import wall as store
from desk.server.store.db import Tx
from desk.server.store.wall import Came

A_DAY = timedelta(days=1)
LATELY = timedelta(minutes=30)
NOBODY = Came()


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that has to be counted, and when it was."""

    at: datetime
    queues: list[QueueWall]
    teams: list[TeamWall]
    head: int


@handles("wall")
def wall(tx: Tx, _ask: Ask[None, None]) -> Wall:
    """Numbers of this second, alarms of this moment."""
    known = numbers(tx)
    ongoing = alarms.ongoing(tx)
    return Wall(at=known.at, queues=known.queues, teams=known.teams, alarms=ongoing, synced_to=known.head)


def numbers(tx: Tx) -> Numbers:
    """The wall's numbers, at most a second old."""
    return tx.memo.get("wall", None, int(tx.now.timestamp()), lambda: _count(tx), most=1)


def _count(tx: Tx) -> Numbers:
    known = [queue.id for queue in queues.everyone(tx)]
    today = calendars.days(tx, calendars.today(tx), calendars.today(tx))[0]
    waiting, came = store.waiting(tx), store.since(tx, today.start, known)
    lately, tickets, staffing = store.lately(tx, tx.now - LATELY), store.tickets(tx), _staffing(tx)
    of_rules = shift_rules.in_force(tx).rules
    found = list[QueueWall]()
    for one in known:
        waits, of_today, of_late = waiting.get(one, []), came.get(one, NOBODY), lately.get(one, NOBODY)
        target = of_rules.targets.get(one, of_rules.target)
        undecided = sum(wait <= target.seconds for wait in waits)
        needed, rostered, here = staffing.get(one, (None, None, 0.0))
        found.append(
            QueueWall(
                queue_id=one,
                waiting=rules.buckets(waits),
                longest_wait=max(waits, default=0),
                arrived=of_today.arrived,
                answered=of_today.answered,
                in_time=of_today.in_time,
                abandoned=of_today.abandoned,
                arrived_now=of_late.arrived,
                answered_now=of_late.answered,
                in_time_now=of_late.in_time,
                level_today=rules.level(of_today.in_time, of_today.arrived, undecided),
                level_now=rules.level(of_late.in_time, of_late.arrived, undecided),
                open=tickets.open[one],
                unassigned=tickets.unassigned[one],
                missed=tickets.missed[one],
                missing_15=tickets.missing_15[one],
                missing_60=tickets.missing_60[one],
                callbacks_due=tickets.callbacks_due[one],
                needed=needed,
                rostered=rostered,
                here=here,
            )
        )
    return Numbers(at=tx.now, queues=found, teams=store.teams(tx), head=tx.head)


def _staffing(tx: Tx) -> dict[int, tuple[int, float, float]]:
    """Agents needed, rostered and here of each queue, now; nothing while the centre is closed, or while the forecast is
    still being made: nobody waits for it."""
    day = _day_of(tx)
    if day is None or forecasts.unknown(tx, day):
        return {}
    plan = plans.plan(tx, day)
    here = plans.here(tx, plan, tx.now)
    with plan.lock:
        number = plan.day.index(tx.now)
        if number is None:
            return {}
        return {
            queue_id: (cells[number].need.needed, round(plan.day.rostered(queue_id)[number], 2),
                       round(here.get(queue_id, 0.0), 2))
            for queue_id, cells in plan.cells.items()
        }  # fmt: skip


def _day_of(tx: Tx) -> date | None:
    """The day whose hours run now; past midnight it may be yesterday's. None while the centre is closed."""
    today = calendars.today(tx)
    days = calendars.days(tx, today - A_DAY, today)
    return next((one.day for one in days if any(part.start <= tx.now < part.end for part in one.open)), None)


@handles("thresholds")
def thresholds(tx: Tx, _ask: Ask[None, None]) -> ThresholdsInForce:
    """The thresholds that count."""
    return alarms.thresholds(tx)


@handles("set_thresholds")
def set_thresholds(tx: Tx, ask: Ask[Thresholds, None]) -> ThresholdsInForce:
    """From now on; the whole list is sent."""
    ask.unchanged(alarms.thresholds(tx).version)
    given = ask.body.thresholds
    flaw = rules.flaw(given)
    if flaw is not None:
        raise unprocessable(f"/thresholds/{flaw[0]}", flaw[1])
    for place, one in enumerate(given):
        if one.queue_id is not None and queues.queue(tx, one.queue_id) is None:
            raise unprocessable(f"/thresholds/{place}/queue_id", "no such queue")
    log.append(tx, ThresholdsSet(thresholds=tuple(given)))
    return alarms.thresholds(tx)


@handles("claim_alarm")
def claim_alarm(tx: Tx, ask: Ask[None, None]) -> Alarm:
    """I take care of it; claiming it again changes nothing."""
    now = found(alarms.alarm(tx, ask.id("alarm_id")), "alarm")
    if now.claimed_by not in (None, ask.me.user.id):
        raise Refusal(ErrorCode.ALREADY_CLAIMED, "a colleague takes care of it", holder=now.claimed_name)
    if alarms.is_over(tx, now.id):
        raise Refusal(ErrorCode.CONFLICT, "it is over")
    if now.claimed_by is None:
        log.append(tx, AlarmClaimed(alarm_id=now.id))
    return found(alarms.alarm(tx, now.id), "alarm")
