"""What single calls ask of their agents beyond the ordinary: hard calls, and calls that outlast a shift."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from desk.server.store import calendars, clock, shift_rules
from desk.server.store.db import Tx, listed


def follow(tx: Tx, call_id: int | None) -> None:
    """Part of projecting what changes a call: whether it is a hard one, and whether it outlasts its agent's shift."""
    tx.run("DELETE FROM hard_calls WHERE call_id = ?", (call_id,))
    tx.run("DELETE FROM late_calls WHERE call_id = ?", (call_id,))
    row = tx.one(
        "SELECT agent_id, answered_at, ended_at, coalesce(wrapped_up_at, ended_at) AS done FROM calls"
        " WHERE id = ? AND agent_id IS NOT NULL AND answered_at IS NOT NULL AND ended_at IS NOT NULL",
        (call_id,),
    )
    if row is None:
        return
    if row["ended_at"] - row["answered_at"] > shift_rules.in_force(tx).rules.hard_call * 1_000_000:
        day = calendars.day_at(tx, clock.instant(row["answered_at"]))
        tx.run("INSERT INTO hard_calls VALUES (?, ?, ?)", (call_id, row["agent_id"], day.isoformat()))
    shift_id = tx.value(
        "SELECT id FROM shifts WHERE user_id = ? AND state <> 'cancelled' AND state = 'published'"
        " AND starts_at <= ? AND ends_at > ? AND ends_at < ? ORDER BY starts_at DESC LIMIT 1",
        (row["agent_id"], row["answered_at"], row["answered_at"], row["done"]),
    )
    if shift_id is not None:
        tx.run("INSERT INTO late_calls VALUES (?, ?, ?, ?)", (call_id, row["agent_id"], shift_id, row["done"]))


def hard_calls(tx: Tx, user_ids: Iterable[int], since: date, until: date) -> Counter[int]:
    """How many hard calls each of them had on these days, both included."""
    rows = tx.all(
        "SELECT user_id, count(*) AS calls FROM hard_calls WHERE user_id IN (SELECT value FROM json_each(?))"
        " AND day BETWEEN ? AND ? GROUP BY user_id",
        (listed(user_ids), since.isoformat(), until.isoformat()),
    )
    return Counter({row["user_id"]: row["calls"] for row in rows})
