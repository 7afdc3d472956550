"""What was promised about tickets and about missed calls, as people read it."""

from collections.abc import Sequence

from msgspec.structs import replace

from desk.contract.calls import Call
from desk.contract.service import ClockKind, ServiceClock
from desk.queueing import clocks as rules
from desk.queueing.clocks import Clock
from desk.server.store import clock, served, ticket_clocks
from desk.server.store.db import Row, Tx, listed

_SECOND = 1_000_000
_ORDER = list(ClockKind)
#: Nobody has claimed them, and nobody has talked with that number since.
_MISSED = (
    "SELECT m.id, m.queue_id, m.ended_at FROM calls m WHERE m.state = 'missed' AND m.owner_id IS NULL"
    " AND m.queue_id IS NOT NULL AND m.ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calls d WHERE"
    " d.number = m.number AND d.number <> '' AND d.id > m.id AND d.answered_at IS NOT NULL AND d.state <> 'missed')"
)


def with_ring_backs(tx: Tx, some: Sequence[Call]) -> list[Call]:
    """Calls, and of those that were missed until when they are to be rung back."""
    rows = tx.all(f"{_MISSED} AND m.id IN (SELECT value FROM json_each(?))", (listed(one.id for one in some),))  # noqa: S608 (constant)
    due = {row["id"]: clock.maybe_instant(_missed(tx, row).due) for row in rows}
    return [replace(one, ring_back_by=due[one.id]) if one.id in due else one for one in some]


def of_ticket(tx: Tx, ticket_id: int) -> list[ServiceClock]:
    """The clocks of a ticket that have a target, missed calls about it that are to be rung back, and what was promised
    about it to a time: in that order, each as of now."""
    clocks = list(ticket_clocks.kept_of(tx, ticket_id).values())
    clocks += [_missed(tx, call) for call in tx.all(f"{_MISSED} AND m.ticket_id = ? ORDER BY m.id", (ticket_id,))]
    clocks += _promises(tx, ticket_id)
    clocks.sort(key=lambda one: _ORDER.index(one.kind))
    return [_shown(one, clock.micros(tx.now)) for one in clocks if one.target is not None]


def _missed(tx: Tx, row: Row) -> Clock:
    return rules.start(ClockKind.CALLBACK, row["ended_at"], served.service(tx, row["queue_id"]))


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
