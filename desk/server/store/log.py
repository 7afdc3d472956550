"""The append-only log: numbering, hash chain, projections into state tables, and rebuilding them.

``append`` is the only way state changes: it numbers the fact, chains it, and runs the projections registered
for it, all in the caller's transaction. A projection may use nothing but the event and the state so far, so
``rebuild`` reaches the same tables from the log alone.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Literal, TypeVar, get_args

import msgspec

from desk.contract.event_groups import group_of
from desk.contract.events import CustomerCreated, Event, Fact, FactBase, Refs, ShiftRulesSet
from desk.server.store import clock
from desk.server.store.db import Row, Tx, listed

F = TypeVar("F", bound=FactBase)
Projection = Callable[[Tx, Event, Any], None]

COLUMNS = "l.seq, l.at, l.recorded_at, l.actor_id, l.customer_id, l.ticket_id, l.call_id, l.order_id, l.data"
_EVENTS = f"SELECT {COLUMNS}, u.name AS actor FROM log l LEFT JOIN users u ON u.id = l.actor_id"  # noqa: S608 (constant)
#: The tables that the log can rebuild, and the full-text indexes.
DERIVED = (
    "users", "user_queues", "agent_states", "queues", "queue_numbers", "templates", "blocked_numbers",
    "customers", "numbers", "merges", "remarks", "relations", "pins", "orders", "promises",
    "surveys", "tickets", "articles", "attachments", "calls", "call_agents", "callbacks", "timeline",
    "filings", "looks", "remedy_rules", "remedies", "ledger", "executors", "macros", "macro_runs", "compensation_looks",
    "calendars", "shift_rules", "teams", "team_members", "terms", "shifts", "absences", "swaps", "offers",
    "adjustments", "arrivals", "past_arrivals", "hard_calls", "late_calls", "kept_work", "closings", "left_work",
    "ticket_clocks", "clock_changes", "views", "moves", "moved", "agent_steps", "ticket_work", "queue_paces", "loads",
    "hard_tickets", "had_tickets", "profiles", "assignment_rules", "thresholds", "alarms", "in_time", "whispers",
    "helps", "help_lines", "broadcasts", "broadcast_readers", "breaks", "attendance", "switches", "queue_work",
    "dues_moved", "ticket_merges", "listenings",
)  # fmt: skip
INDEXES = ("people", "titles", "words", "texts")
#: An event that is about no customer, ticket, call or order.
NOBODY = Refs()
_GENESIS = b"\0" * 32

_encoder = msgspec.json.Encoder(order="deterministic")
#: They hold dicts by id, whose keys are text before they can be put in order.
_BY_ID = (ShiftRulesSet,)
_decode = msgspec.json.Decoder(Fact).decode
_projections: dict[type[FactBase], list[Projection]] = {kind: [] for kind in get_args(Fact)}


def projects(kind: type[F]) -> Callable[[Callable[[Tx, Event, F], None]], Callable[[Tx, Event, F], None]]:
    """Register a function that writes the state a kind of fact stands for."""

    def register(function: Callable[[Tx, Event, F], None]) -> Callable[[Tx, Event, F], None]:
        _projections[kind].append(function)
        return function

    return register


def append(tx: Tx, fact: Fact, refs: Refs = NOBODY, *, at: datetime | None = None) -> Event:
    """Add a fact to the log and to the state tables; its ``seq`` is the id of whatever it creates."""
    last = tx.one("SELECT seq, recorded_at, hash FROM log ORDER BY seq DESC LIMIT 1")
    seq, before = (1, _GENESIS) if last is None else (int(last["seq"]) + 1, bytes(last["hash"]))
    event = Event(
        seq=seq,
        at=at or tx.now,
        # A clock that is set back does not take the record back: what was known when stays a question of seq.
        recorded_at=tx.now if last is None else max(tx.now, clock.instant(last["recorded_at"])),
        actor_id=tx.actor_id,
        actor=tx.actor,
        # A record's first event stands in its own timeline.
        customer_id=seq if isinstance(fact, CustomerCreated) else refs.customer_id,
        ticket_id=refs.ticket_id,
        call_id=refs.call_id,
        order_id=refs.order_id,
        # As it is read back: projections and rebuild see one and the same.
        fact=_decode(_encode(fact)),
    )
    _insert(tx, event, before)
    _project(tx, event)
    tx.events.append(event)
    return event


def _encode(fact: FactBase) -> bytes:
    return _encoder.encode(msgspec.to_builtins(fact, str_keys=True) if isinstance(fact, _BY_ID) else fact)


def _insert(tx: Tx, event: Event, before: bytes) -> None:
    row = columns(event)
    tx.run("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, link(before, row)))


def columns(event: Event) -> tuple[Any, ...]:
    """The row of an event, but for its hash."""
    return (
        event.seq,
        clock.micros(event.at),
        clock.micros(event.recorded_at),
        kind_of(event.fact),
        event.actor_id,
        event.customer_id,
        event.ticket_id,
        event.call_id,
        event.order_id,
        _encode(event.fact).decode(),
    )


def link(before: bytes, row: tuple[Any, ...]) -> bytes:
    """SHA-256 over the previous hash and every column of the row, each by its length."""
    digest = hashlib.sha256(before)
    for column in row:
        written = b"" if column is None else str(column).encode()
        digest.update(b"%d:" % len(written) + written)
    return digest.digest()


def _project(tx: Tx, event: Event) -> None:
    for projection in _projections[type(event.fact)]:
        projection(tx, event, event.fact)
    group = group_of(event.fact)
    if group is not None and event.customer_id is not None:
        tx.run(
            "INSERT INTO timeline VALUES (?, ?, ?, ?)",
            (event.customer_id, clock.micros(event.at), event.seq, group),
        )


def kind_of(fact: FactBase) -> str:
    """The event kind a fact is tagged with."""
    return str(type(fact).__struct_config__.tag)


def event_of(row: Row) -> Event:
    """The event of a row of ``COLUMNS`` and the actor's name as ``actor``."""
    return Event(
        seq=row["seq"],
        at=clock.instant(row["at"]),
        recorded_at=clock.instant(row["recorded_at"]),
        actor_id=row["actor_id"],
        actor=row["actor"] or "",
        customer_id=row["customer_id"],
        ticket_id=row["ticket_id"],
        call_id=row["call_id"],
        order_id=row["order_id"],
        fact=_decode(row["data"]),
    )


def after(tx: Tx, seq: int, limit: int) -> list[Event]:
    """Events after a position, oldest first."""
    return [event_of(row) for row in tx.all(f"{_EVENTS} WHERE l.seq > ? ORDER BY l.seq LIMIT ?", (seq, limit))]


def about(tx: Tx, noun: Literal["ticket", "call"], entity_id: int, before: int) -> list[Event]:
    """What made a ticket or a call, and everything else about it, before a position, oldest first."""
    sql = f"{_EVENTS} WHERE (l.seq = ? OR l.{noun}_id = ?) AND l.seq < ? ORDER BY l.seq"
    return [event_of(row) for row in tx.all(sql, (entity_id, entity_id, before))]


def some(tx: Tx, seqs: Iterable[int]) -> list[Event]:
    """The events with these numbers, in no particular order."""
    sql = _EVENTS + " WHERE l.seq IN (SELECT value FROM json_each(?))"  # noqa: S608 (constant)
    rows = tx.all(sql, (listed(seqs),))
    return [event_of(row) for row in rows]


def actor_of(tx: Tx, seq: int) -> str:
    """Who made an event; empty when it was nobody."""
    sql = "SELECT u.name FROM log l JOIN users u ON u.id = l.actor_id WHERE l.seq = ?"
    return str(tx.value(sql, (seq,)) or "")


def walk(tx: Tx, batch: int = 1000) -> Iterator[Event]:
    """The whole log from its beginning."""
    seq = 0
    while events := after(tx, seq, batch):
        yield from events
        seq = events[-1].seq


def verify(tx: Tx) -> int | None:
    """The seq of the first record whose chain does not hold, or None when all is well."""
    before, expected = _GENESIS, 1
    while rows := tx.all("SELECT * FROM log WHERE seq >= ? ORDER BY seq LIMIT 2000", (expected,)):
        for row in rows:
            if row["seq"] != expected or bytes(row["hash"]) != link(before, tuple(row)[:-1]):
                return expected
            before, expected = bytes(row["hash"]), expected + 1
    return None


def rebuild(tx: Tx) -> None:
    """Empty every derived table and fill it again from the log."""
    guards = tx.all(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?))",
        (json.dumps(DERIVED),),
    )
    for guard in guards:
        tx.run(f"DROP TRIGGER {guard['name']}")
    for table in DERIVED:
        tx.run(f"DELETE FROM {table}")  # noqa: S608 (names are constants)
    for table in INDEXES:
        tx.run(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608
    for event in walk(tx):
        _project(tx, event)
    for guard in guards:
        tx.run(guard["sql"])
