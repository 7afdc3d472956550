"""One customer's events in order of time: pages by position, in both directions, filtered, as of any earlier moment."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

import msgspec

from desk.contract.base import MAX_ID
from desk.contract.event_groups import Group, group_of
from desk.contract.events import Event
from desk.contract.timeline import Entry
from desk.queueing.words import runs
from desk.server.rules.masking import masked_event
from desk.server.store import clock, grams, log
from desk.server.store.db import Tx, listed

#: Where an entry stands: its instant in microseconds, and its seq.
Position = tuple[int, int]
#: Of an earlier moment, the timeline of now tells about what was never moved; all else is told by the filings.
_STANDS = "seq NOT IN (SELECT seq FROM filings WHERE customer_id = ?)"
_STOOD = "since <= ? AND (gone IS NULL OR gone > ?)"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands, and in whose timeline it is filed."""

    at: int
    seq: int
    customer_id: int

    @property
    def position(self) -> Position:
        """What a cursor says of it."""
        return self.at, self.seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which entries: of these records, of these groups (or all), holding these words, known at ``until`` (a seq)."""

    customer_ids: Sequence[int]
    groups: Collection[Group] = ()
    words: str = ""
    until: int | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """Where to look: as of an earlier moment also where events stood then that stand elsewhere now."""
        return ("timeline",) if self.until is None else ("timeline", "filings")

    def where(self, table: str, customer_id: int) -> tuple[str, list[int | str]]:
        """The condition for one of the records in one of the ``tables``, and its parameters."""
        condition, values = "customer_id = ?", list[int | str]([customer_id])
        if self.groups:
            condition += f" AND grp IN ({', '.join('?' * len(self.groups))})"
            values += sorted(self.groups)
        if self.until is not None:
            told = _STOOD if table == "filings" else _STANDS
            condition += f" AND seq <= ? AND {told}"
            values += [self.until, self.until, self.until] if table == "filings" else [self.until, customer_id]
        if self.words:
            condition += " AND seq IN (SELECT rowid FROM words WHERE words MATCH ?)"
            values.append(grams.every([grams.filtered(f"c{customer_id}"), grams.text_like(runs(self.words))]))
        return condition, values


def older(tx: Tx, cut: Cut, before: Position | None, limit: int) -> list[Place]:
    """Entries before one (or from the newest), newest first."""
    bound = (MAX_ID * 1024, 0) if before is None else before
    found = _side(tx, cut, "(at, seq) < (?, ?)", bound, "ORDER BY at DESC, seq DESC", limit)
    return sorted(found, reverse=True)[:limit]


def newer(tx: Tx, cut: Cut, after: Position, limit: int) -> list[Place]:
    """Entries after one, oldest first."""
    return sorted(_side(tx, cut, "(at, seq) > (?, ?)", after, "ORDER BY at, seq", limit))[:limit]


def _side(tx: Tx, cut: Cut, side: str, bound: Position, order: str, limit: int) -> list[Place]:
    """The nearest of each record by itself: every one of them is read in the order of its key."""
    found = list[Place]()
    for table, customer_id in product(cut.tables, cut.customer_ids):
        condition, values = cut.where(table, customer_id)
        sql = f"SELECT at, seq FROM {table} WHERE {condition} AND {side} {order} LIMIT ?"  # noqa: S608 (constants)
        found += [Place(row["at"], row["seq"], customer_id) for row in tx.all(sql, (*values, *bound, limit))]
    return found


def total(tx: Tx, cut: Cut) -> int:
    """How many entries there are in all."""
    count = 0
    for table, customer_id in product(cut.tables, cut.customer_ids):
        condition, values = cut.where(table, customer_id)
        count += int(tx.value(f"SELECT count(*) FROM {table} WHERE {condition}", values))  # noqa: S608 (constants)
    return count


def entries(tx: Tx, places: Sequence[Place], pinned: Collection[int]) -> list[Entry]:
    """These events as they may be shown, in the order given, each with the customer it is filed with."""
    events = {event.seq: event for event in log.some(tx, (place.seq for place in places))}
    return [_entry(events[place.seq], place.customer_id, place.seq in pinned) for place in places]


def _entry(event: Event, customer_id: int, pinned: bool) -> Entry:
    group = group_of(event.fact)
    assert group is not None
    filed = event if event.customer_id == customer_id else msgspec.structs.replace(event, customer_id=customer_id)
    return Entry(group=group, event=masked_event(filed), pinned=pinned)


def find(tx: Tx, customer_ids: Sequence[int], seqs: Iterable[int]) -> list[Place]:
    """Which of these events stand in the timelines of these records, by seq."""
    rows = tx.all(
        "SELECT t.at, t.seq, t.customer_id FROM log l JOIN timeline t ON t.at = l.at AND t.seq = l.seq"
        " WHERE l.seq IN (SELECT value FROM json_each(?)) AND t.customer_id IN (SELECT value FROM json_each(?))"
        " ORDER BY l.seq",
        (listed(seqs), listed(customer_ids)),
    )
    return [Place(row["at"], row["seq"], row["customer_id"]) for row in rows]


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
