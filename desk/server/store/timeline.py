"""One customer's events in order of time: pages by position, in both directions, filtered, as of any earlier moment."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from desk.contract.base import MAX_ID
from desk.contract.events import Event, Group, group_of
from desk.contract.timeline import Entry
from desk.server.rules.masking import masked_event
from desk.server.rules.matching import runs
from desk.server.store import clock, grams, log
from desk.server.store.db import Tx

#: Where an entry stands: its instant in microseconds, and its seq.
Position = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which entries: of these records, of these groups (or all), holding these words, known at ``until`` (a seq)."""

    customer_ids: Sequence[int]
    groups: Collection[Group] = ()
    words: str = ""
    until: int | None = None

    def where(self, customer_id: int) -> tuple[str, list[int | str]]:
        """The condition for one of the records, and its parameters."""
        condition, values = "customer_id = ?", list[int | str]([customer_id])
        if self.groups:
            condition += f" AND grp IN ({', '.join('?' * len(self.groups))})"
            values += sorted(self.groups)
        if self.until is not None:
            condition += " AND seq <= ?"
            values.append(self.until)
        if self.words:
            condition += " AND seq IN (SELECT rowid FROM words WHERE words MATCH ?)"
            values.append(grams.every([grams.filtered(f"c{customer_id}"), grams.text_like(runs(self.words))]))
        return condition, values


def older(tx: Tx, cut: Cut, before: Position | None, limit: int) -> list[Position]:
    """Positions before one (or from the newest), newest first."""
    bound = (MAX_ID * 1024, 0) if before is None else before
    found = _side(tx, cut, "(at, seq) < (?, ?)", bound, "ORDER BY at DESC, seq DESC", limit)
    return sorted(found, reverse=True)[:limit]


def newer(tx: Tx, cut: Cut, after: Position, limit: int) -> list[Position]:
    """Positions after one, oldest first."""
    return sorted(_side(tx, cut, "(at, seq) > (?, ?)", after, "ORDER BY at, seq", limit))[:limit]


def _side(tx: Tx, cut: Cut, side: str, bound: Position, order: str, limit: int) -> list[Position]:
    """The nearest of each record by itself: every one of them is read in the order of its key."""
    found = list[Position]()
    for customer_id in cut.customer_ids:
        condition, values = cut.where(customer_id)
        sql = f"SELECT at, seq FROM timeline WHERE {condition} AND {side} {order} LIMIT ?"  # noqa: S608 (constants)
        found += [(row["at"], row["seq"]) for row in tx.all(sql, (*values, *bound, limit))]
    return found


def total(tx: Tx, cut: Cut) -> int:
    """How many entries there are in all."""
    count = 0
    for customer_id in cut.customer_ids:
        condition, values = cut.where(customer_id)
        count += int(tx.value(f"SELECT count(*) FROM timeline WHERE {condition}", values))  # noqa: S608 (constants)
    return count


def entries(tx: Tx, seqs: Sequence[int], pinned: Collection[int], customer_ids: Collection[int]) -> list[Entry]:
    """These events of these records as they may be shown, in the order given.

    An event that was moved here (see ``refile``) is shown as this record's, and masked as such.
    """
    events = {event.seq: event for event in log.some(tx, seqs)}
    found = list[Entry]()
    for seq in seqs:
        event = events[seq]
        if event.customer_id not in customer_ids:
            event = msgspec.structs.replace(event, customer_id=owner(tx, seq, customer_ids))
        group = group_of(event.fact)
        assert group is not None
        found.append(Entry(group=group, event=masked_event(event), pinned=seq in pinned))
    return found


def owner(tx: Tx, seq: int, customer_ids: Collection[int]) -> int | None:
    """In which of these records' timelines an event stands; None when in none."""
    at = tx.value("SELECT at FROM log WHERE seq = ?", (seq,))
    sql = "SELECT 1 FROM timeline WHERE customer_id = ? AND at = ? AND seq = ?"
    return next((one for one in customer_ids if tx.value(sql, (one, at, seq))), None)


def seq_at(tx: Tx, moment: datetime) -> int:
    """The newest seq the log had at a moment. ``recorded_at`` never goes back, so halving finds it."""
    return _last(
        tx.head, lambda seq: tx.value("SELECT recorded_at FROM log WHERE seq = ?", (seq,)), clock.micros(moment)
    )


def _last(head: int, recorded: Callable[[int], int], moment: int) -> int:
    low, high = 0, head
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if recorded(middle) <= moment else (low, middle - 1)
    return low


def shown(event: Event) -> Position:
    """Where an event stands."""
    return clock.micros(event.at), event.seq
