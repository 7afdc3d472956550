"""The look at the wall that raises alarms and ends them."""

from collections.abc import Iterable

from desk.contract.events import AlarmOver, AlarmRaised
from desk.server.routes.handling import SWEEPS, Watch
from desk.server.routes.wall import numbers
from desk.server.rules import wall as rules
from desk.server.rules.wall import End, Raise
from desk.server.store import alarms as store
from desk.server.store import clock, log, queues, served
from desk.server.store.db import Tx

#: Seconds between two looks.
EVERY = 5


def look(tx: Tx) -> list[Raise | End]:
    """Which alarms to raise and to end; nothing when somebody has just looked."""
    moment = int(tx.now.timestamp()) // EVERY
    if tx.memo.knows("alarms", None, moment):
        return []
    return tx.memo.get("alarms", None, moment, lambda: _found(tx), most=1)


def _found(tx: Tx) -> list[Raise | End]:
    now = clock.micros(tx.now)
    return rules.changes(
        numbers(tx).queues,
        store.thresholds(tx).thresholds,
        store.ongoing(tx),
        {one.id: served.hours(tx, one.targets).holds(now) for one in queues.everyone(tx)},
        store.over_since(tx, tx.now - rules.RESTS),
        tx.now,
    )


def apply(tx: Tx, changes: Iterable[Raise | End]) -> None:
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


SWEEPS.append(Watch("alarms", look, apply))
