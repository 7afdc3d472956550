"""The look at the wall that raises alarms and ends them, and lets those call anew whose lead has gone home."""

from collections.abc import Iterable

from desk.contract.events import AlarmLeft, AlarmOver, AlarmRaised
from desk.server.routes.handling import SWEEPS, Watch
from desk.server.routes.wall import numbers
from desk.server.rules import wall as rules
from desk.server.rules.wall import End, Leave, Raise
from desk.server.store import alarms as store
from desk.server.store import clock, log, queues, served
from desk.server.store.db import Tx

#: Seconds between two looks.
EVERY = 5


def look(tx: Tx) -> list[Raise | End | Leave]:
    """Which alarms to raise, to end and to let go of; nothing when somebody has just looked."""
    moment = int(tx.now.timestamp()) // EVERY
    if tx.memo.knows("alarms", None, moment):
        return []
    return tx.memo.get("alarms", None, moment, lambda: _found(tx), most=1)


def _found(tx: Tx) -> list[Raise | End | Leave]:
    now = clock.micros(tx.now)
    found = rules.changes(
        numbers(tx).queues,
        store.thresholds(tx).thresholds,
        store.ongoing(tx),
        {one.id: served.hours(tx, one.targets).holds(now) for one in queues.everyone(tx)},
        store.over_since(tx, tx.now - rules.RESTS),
        tx.now,
    )
    return [*found, *(Leave(one) for one in store.forsaken(tx))]


def apply(tx: Tx, changes: Iterable[Raise | End | Leave]) -> None:
    """Raise and end them, unless that was done since."""
    raised = {(one.measure, one.queue_id) for one in store.ongoing(tx)}
    for one in changes:
        match one:
            case Raise():
                if (one.measure, one.queue_id) not in raised:
                    fact = AlarmRaised(measure=one.measure, queue_id=one.queue_id, value=one.value, limit=one.limit)
                    log.append(tx, fact)
            case End():
                if not store.is_over(tx, one.alarm_id):
                    log.append(tx, AlarmOver(alarm_id=one.alarm_id, value=one.value))
            case Leave():
                if one.alarm_id in store.forsaken(tx):
                    log.append(tx, AlarmLeft(alarm_id=one.alarm_id))


SWEEPS.append(Watch("alarms", look, apply))
