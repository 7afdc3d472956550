"""Which conversations were answered in time, by the target that held while they were handled.

As with arrivals, a conversation counts once in every queue it reaches, in the quarter of an hour in which it first rang
there; it waited from then until somebody of us talked.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from desk.server.store import clock, shift_rules
from desk.server.store.db import Tx, listed

_SLOT = 15 * 60 * 1_000_000
_LEGS = (
    "SELECT min(started_at) AS began, min(CASE WHEN answered_at IS NOT NULL AND state <> 'missed' THEN answered_at END)"
    " AS answered FROM calls WHERE origin_id = ? AND queue_id = ? AND direction = 'in' AND blocked = 0"
)


def follow(tx: Tx, call_id: int | None) -> None:
    """Part of projecting what changes a call: whether its conversation was answered in time."""
    row = tx.one("SELECT origin_id, queue_id FROM calls WHERE id = ? AND queue_id IS NOT NULL", (call_id,))
    if row is None:
        return
    origin_id, queue_id = row
    legs = tx.one(_LEGS, (origin_id, queue_id))
    if legs is None or legs["began"] is None:
        return
    place = (queue_id, legs["began"] // _SLOT, origin_id)
    tx.run("DELETE FROM in_time WHERE queue_id = ? AND slot = ? AND origin_id = ?", place)
    rules = shift_rules.in_force(tx).rules
    target = rules.targets.get(queue_id, rules.target)
    if legs["answered"] is not None and legs["answered"] - legs["began"] <= target.seconds * 1_000_000:
        tx.run("INSERT INTO in_time VALUES (?, ?, ?)", place)


def since(tx: Tx, start: datetime, queue_ids: Iterable[int]) -> Counter[int]:
    """How many conversations of each of these queues that began since then were answered in time."""
    rows = tx.all(
        "SELECT queue_id, count(*) AS calls FROM in_time WHERE queue_id IN (SELECT value FROM json_each(?))"
        " AND slot >= ? GROUP BY queue_id",
        (listed(queue_ids), clock.micros(start) // _SLOT),
    )
    return Counter({row["queue_id"]: row["calls"] for row in rows})
