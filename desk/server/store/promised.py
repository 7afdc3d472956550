"""What was promised about tickets and about missed calls, as people read it."""

from dataclasses import dataclass
from datetime import datetime

from desk.contract.service import ClockKind, ServiceClock
from desk.queueing import clocks as rules
from desk.queueing.clocks import Clock
from desk.server.store import clock, served, ticket_clocks
from desk.server.store.db import Row, Tx

_SECOND = 1_000_000
_ORDER = list(ClockKind)
#: Nobody has claimed them, and nobody has talked with that number since.
_MISSED = (
    "SELECT m.id, m.queue_id, m.ended_at FROM calls m WHERE m.state = 'missed' AND m.owner_id IS NULL"
    " AND m.queue_id IS NOT NULL AND m.ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calls d WHERE"
    " d.number = m.number AND d.number <> '' AND d.id > m.id AND d.answered_at IS NOT NULL AND d.state <> 'missed')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackDue:
    """A missed call that nobody has claimed: since when it waits, and by when it is to be rung back (None: its queue
    is not served within 400 days)."""

    call_id: int
    queue_id: int
    since: datetime
    due_at: datetime | None


def callbacks_due(tx: Tx) -> list[CallbackDue]:
    """The missed calls that are to be claimed or rung back, of queues that have a target for it, oldest first."""
    return [
        CallbackDue(
            call_id=call_id,
            queue_id=queue_id,
            since=clock.instant(one.started),
            due_at=clock.maybe_instant(one.due),
        )
        for call_id, queue_id, one in (_missed(tx, row) for row in tx.all(f"{_MISSED} ORDER BY m.id"))
        if one.target is not None
    ]


def of_ticket(tx: Tx, ticket_id: int) -> list[ServiceClock]:
    """The clocks of a ticket that have a target, missed calls about it that are to be rung back, and what was promised
    about it to a time: in that order, each as of now."""
    clocks = list(ticket_clocks.kept_of(tx, ticket_id).values())
    clocks += [_missed(tx, call)[2] for call in tx.all(f"{_MISSED} AND m.ticket_id = ? ORDER BY m.id", (ticket_id,))]
    clocks += _promises(tx, ticket_id)
    clocks.sort(key=lambda one: _ORDER.index(one.kind))
    return [_shown(one, clock.micros(tx.now)) for one in clocks if one.target is not None]


def _missed(tx: Tx, row: Row) -> tuple[int, int, Clock]:
    service = served.service(tx, row["queue_id"])
    return row["id"], row["queue_id"], rules.start(ClockKind.CALLBACK, row["ended_at"], service)


def _promises(tx: Tx, ticket_id: int) -> list[Clock]:
    """What is promised to a time, the soonest first; when it was promised is when it started."""
    rows = tx.all(f"{ticket_clocks.PROMISED} ORDER BY out", (ticket_id,))
    return [
        Clock(
            kind=ClockKind(row["clock"]),
            started=row["made_at"],
            target=max(0, row["out"] - row["made_at"]),
            since=row["made_at"],
            due=row["out"],
        )
        for row in rows
    ]


def _shown(one: Clock, now: int) -> ServiceClock:
    return ServiceClock(
        clock=one.kind,
        target=(one.target or 0) // _SECOND,
        elapsed=one.elapsed // _SECOND,
        since=clock.maybe_instant(one.since),
        due_at=clock.maybe_instant(one.due),
        stopped_at=clock.maybe_instant(one.stopped),
        missed_at=clock.maybe_instant(one.missed_by(now)),
    )
