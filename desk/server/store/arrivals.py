"""Arrivals: calls counted by queue and quarter of an hour, in which they rang.

A conversation counts once in every queue it reaches, whatever its legs; a refused caller does not count. ``answered``
is one that somebody of us talked with, ``abandoned`` one that ended missed; ``handled`` are those whose talk is over,
and ``handle_seconds`` their talk and wrap-up on all legs. A queue and slot without calls have no row.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import astuple, dataclass
from datetime import datetime

from desk.server.rules.arrivals import Quarter
from desk.server.store import clock, past_arrivals
from desk.server.store.db import Row, Tx, listed

SLOT_MINUTES = 15
_SLOT = SLOT_MINUTES * 60 * 1_000_000
_LEGS = (
    "SELECT started_at, answered_at, ended_at, wrapped_up_at, state = 'missed' AS missed FROM calls"
    " WHERE origin_id = ? AND queue_id = ? AND direction = 'in' AND blocked = 0 ORDER BY id"
)
_ADD = (
    "INSERT INTO arrivals VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET offered = offered + excluded.offered,"
    " answered = answered + excluded.answered, abandoned = abandoned + excluded.abandoned,"
    " handled = handled + excluded.handled, handle_seconds = handle_seconds + excluded.handle_seconds"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in a slot."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    handled: int = 0
    handle_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A queue's quarter of an hour, from ``start``."""

    queue_id: int
    start: datetime
    counts: Counts


@contextmanager
def counting(tx: Tx, origin_id: int, queue_id: int | None) -> Generator[None]:
    """Part of projecting what changes a call: whatever its conversation counted for before, it counts anew."""
    if queue_id is None:
        yield
        return
    before = _counted(tx.all(_LEGS, (origin_id, queue_id)))
    yield
    legs = tx.all(_LEGS, (origin_id, queue_id))
    change = [new - old for new, old in zip(astuple(_counted(legs)), astuple(before), strict=True)]
    if any(change):
        slot = legs[0]["started_at"] // _SLOT
        past_arrivals.give_way(tx, queue_id, slot)
        tx.run(_ADD, (queue_id, slot, *change))


def counting_call(tx: Tx, call_id: int | None) -> AbstractContextManager[None]:
    """``counting`` for a call that is known already."""
    row = tx.one("SELECT origin_id, queue_id FROM calls WHERE id = ?", (call_id,))
    return nullcontext() if row is None else counting(tx, row["origin_id"], row["queue_id"])


def _counted(legs: list[Row]) -> Counts:
    answered = any(leg["answered_at"] is not None and not leg["missed"] for leg in legs)
    seconds = [one for leg in legs if (one := _handle_seconds(leg)) is not None]
    return Counts(
        offered=int(bool(legs)),
        answered=int(answered),
        abandoned=int(not answered and any(leg["missed"] for leg in legs)),
        handled=int(bool(seconds)),
        handle_seconds=sum(seconds),
    )


def _handle_seconds(leg: Row) -> int | None:
    if leg["answered_at"] is None or leg["ended_at"] is None or leg["missed"]:
        return None
    done = leg["ended_at"] if leg["wrapped_up_at"] is None else leg["wrapped_up_at"]
    return max(0, int(done - leg["answered_at"])) // 1_000_000


def between(tx: Tx, since: datetime, until: datetime, queue_ids: Iterable[int]) -> list[Slot]:
    """The slots of these queues that began from ``since`` to before ``until``, by queue, oldest first."""
    first, last = -(-clock.micros(since) // _SLOT), -(-clock.micros(until) // _SLOT)
    rows = tx.all(
        "SELECT * FROM arrivals WHERE queue_id IN (SELECT value FROM json_each(?)) AND slot >= ? AND slot < ?"
        " ORDER BY queue_id, slot",
        (listed(queue_ids), first, last),
    )
    return [_slot(row) for row in rows]


def quarters(tx: Tx, queue_id: int, since: datetime, until: datetime) -> dict[int, Quarter]:
    """What a queue's quarters from ``since`` to before ``until`` had, by quarters since 1970."""
    rows = tx.all(
        "SELECT slot, offered, handled, handle_seconds FROM arrivals WHERE queue_id = ? AND slot >= ? AND slot < ?",
        (queue_id, clock.micros(since) // _SLOT, clock.micros(until) // _SLOT),
    )
    return {slot: Quarter(*counts) for slot, *counts in rows}


def offered(tx: Tx, since: datetime, until: datetime) -> dict[int, dict[int, int]]:
    """Calls by queue and quarter since 1970, from ``since`` to before ``until``."""
    rows = tx.all(
        "SELECT queue_id, slot, offered FROM arrivals WHERE slot >= ? AND slot < ?",
        (clock.micros(since) // _SLOT, clock.micros(until) // _SLOT),
    )
    found = defaultdict[int, dict[int, int]](dict)
    for queue_id, slot, calls in rows:
        found[queue_id][slot] = calls
    return found


def queues(tx: Tx, since: datetime) -> list[int]:
    """The ids of queues that had a call since then."""
    slot = clock.micros(since) // _SLOT
    rows = tx.all(
        "SELECT q.id FROM queues q WHERE EXISTS (SELECT 1 FROM arrivals a WHERE a.queue_id = q.id AND a.slot >= ?)"
        " ORDER BY q.id",
        (slot,),
    )
    return [row["id"] for row in rows]


def _slot(row: Row) -> Slot:
    return Slot(row["queue_id"], clock.instant(row["slot"] * _SLOT), Counts(*tuple(row)[2:]))
