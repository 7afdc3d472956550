"""Calls that a former exchange counted, day by day, as if they had rung here; a day the log counts itself is its own.

What was taken over of a day goes with the first call of that day that rings here: nothing is ever counted twice.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from desk.contract.events import ArrivalsImported, Event
from desk.contract.shift_facts import PastQuarter
from desk.server.store import calendars, clock, log
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

SLOT = 15 * 60 * 1_000_000
_PAST = "SELECT first_slot, last_slot FROM past_arrivals WHERE queue_id = ?"


class Taken(Enum):
    """What became of a day."""

    NEW = auto()
    UNCHANGED = auto()
    #: Calls of that day rang here, and their own counts stand.
    COUNTED_HERE = auto()


def take_over(tx: Tx, source: str, queue_id: int, day: date, quarters: Sequence[PastQuarter]) -> Taken:
    """A queue's whole day, in place of what was taken over of it before."""
    (calendar_day,) = calendars.days(tx, day, day)
    counted = tuple(one for one in quarters if one.offered or one.handle_seconds)
    fact = ArrivalsImported(
        queue_id=queue_id, day=day, start=calendar_day.start, end=calendar_day.end, source=source, quarters=counted
    )  # fmt: skip
    first, last = _slots(fact)
    if _counted_here(tx, queue_id, first, last):
        return Taken.COUNTED_HERE
    rows = tx.all("SELECT * FROM arrivals WHERE queue_id = ? AND slot BETWEEN ? AND ?", (queue_id, first, last))
    if [tuple(row) for row in rows] == _rows(fact):
        return Taken.UNCHANGED
    log.append(tx, fact)
    return Taken.NEW


@projects(ArrivalsImported)
def arrivals_imported(tx: Tx, _event: Event, fact: ArrivalsImported) -> None:
    """The day as it was told last, unless calls of it rang here."""
    first, last = _slots(fact)
    if _counted_here(tx, fact.queue_id, first, last):
        return
    for row in tx.all(f"{_PAST} AND last_slot >= ? AND first_slot <= ?", (fact.queue_id, first, last)):
        _drop(tx, fact.queue_id, row)
    tx.run("INSERT INTO past_arrivals VALUES (?, ?, ?)", (fact.queue_id, last, first))
    for counts in _rows(fact):
        tx.run("INSERT INTO arrivals VALUES (?, ?, ?, ?, ?, ?, ?)", counts)


def give_way(tx: Tx, queue_id: int, slot: int) -> None:
    """Part of counting a call that rang here: what was taken over of its day goes."""
    row = tx.one(f"{_PAST} AND last_slot >= ? ORDER BY last_slot LIMIT 1", (queue_id, slot))
    if row is not None and row["first_slot"] <= slot:
        _drop(tx, queue_id, row)


def _drop(tx: Tx, queue_id: int, day: Row) -> None:
    first, last = tuple(day)
    tx.run("DELETE FROM arrivals WHERE queue_id = ? AND slot BETWEEN ? AND ?", (queue_id, first, last))
    tx.run("DELETE FROM past_arrivals WHERE queue_id = ? AND last_slot = ?", (queue_id, last))


def _slots(fact: ArrivalsImported) -> tuple[int, int]:
    """The first and the last quarter of the day, since 1970."""
    return clock.micros(fact.start) // SLOT, clock.micros(fact.end) // SLOT - 1


def _rows(fact: ArrivalsImported) -> list[tuple[int, ...]]:
    first = clock.micros(fact.start) // SLOT
    return [
        (fact.queue_id, first + one.number, one.offered, one.answered, one.abandoned, one.handled, one.handle_seconds)
        for one in sorted(fact.quarters, key=lambda one: one.number)
    ]


def _counted_here(tx: Tx, queue_id: int, first: int, last: int) -> bool:
    """Whether a slot of the day holds what was not taken over."""
    found = tx.value(
        "SELECT 1 FROM arrivals a WHERE a.queue_id = ?1 AND a.slot BETWEEN ?2 AND ?3 AND NOT EXISTS ("
        "SELECT 1 FROM past_arrivals p WHERE p.queue_id = ?1 AND p.last_slot >= a.slot AND p.first_slot <= a.slot)"
        " LIMIT 1",
        (queue_id, first, last),
    )
    return found is not None
