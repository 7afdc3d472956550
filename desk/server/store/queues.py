"""Queues: their projection, and how calls and people find theirs."""

import msgspec

from desk.contract.events import Event, QueueSet
from desk.contract.queues import Queue, WrapUpCode
from desk.contract.service import Priority, ServiceTargets
from desk.server.store import clock_changes
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_codes = msgspec.json.Decoder(list[WrapUpCode]).decode
_skills = msgspec.json.Decoder(list[str]).decode
_targets = msgspec.json.Decoder(ServiceTargets).decode
_names = msgspec.json.Decoder(dict[str, str]).decode


@projects(QueueSet)
def was_set(tx: Tx, event: Event, fact: QueueSet) -> None:
    """The queue from now on."""
    queue_id = fact.queue_id or event.seq
    targets: str | None = tx.value("SELECT targets FROM queues WHERE id = ?", (queue_id,))
    tx.run(
        "INSERT OR REPLACE INTO queues VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            queue_id,
            fact.name,
            msgspec.json.encode(fact.names).decode(),
            msgspec.json.encode(fact.wrap_up_codes).decode(),
            fact.default_code,
            fact.wrap_up_seconds,
            event.seq,
            msgspec.json.encode(fact.skills).decode(),
            fact.priority,
            msgspec.json.encode(fact.targets).decode(),
            fact.weight,
            fact.assigns,
        ),
    )
    tx.run("DELETE FROM queue_numbers WHERE queue_id = ?", (queue_id,))
    for number in fact.numbers:
        tx.run("INSERT INTO queue_numbers VALUES (?, ?)", (number, queue_id))
    if targets is not None and _targets(targets) != fact.targets:
        clock_changes.of_queue(tx, event, queue_id)


def queue(tx: Tx, queue_id: int) -> Queue | None:
    """A queue by its id."""
    row = tx.one("SELECT * FROM queues WHERE id = ?", (queue_id,))
    return None if row is None else _queue(tx, row)


def everyone(tx: Tx) -> list[Queue]:
    """Every queue, by name."""
    return [_queue(tx, row) for row in tx.all("SELECT * FROM queues ORDER BY name")]


def by_name(tx: Tx, name: str) -> int | None:
    """The queue of this name."""
    found: int | None = tx.value("SELECT id FROM queues WHERE name = ?", (name,))
    return found


def by_number(tx: Tx, number: str) -> int | None:
    """The queue that calls to this number (in E.164, or as queues have it) lead to."""
    found: int | None = tx.value("SELECT queue_id FROM queue_numbers WHERE number = ?", (number,))
    return found


def led(tx: Tx) -> set[int]:
    """The ids of the queues in which a lead works."""
    rows = tx.all(
        "SELECT DISTINCT q.queue_id FROM users u JOIN user_queues q ON q.user_id = u.id"
        " WHERE u.role = 'lead' AND u.active = 1"
    )
    return {row["queue_id"] for row in rows}


def _queue(tx: Tx, row: Row) -> Queue:
    numbers = tx.all("SELECT number FROM queue_numbers WHERE queue_id = ? ORDER BY number", (row["id"],))
    return Queue(
        id=row["id"],
        name=row["name"],
        names=_names(row["names"]),
        numbers=[number["number"] for number in numbers],
        wrap_up_codes=_codes(row["wrap_up_codes"]),
        default_code=row["default_code"],
        wrap_up_seconds=row["wrap_up_seconds"],
        version=row["version"],
        skills=_skills(row["skills"]),
        priority=Priority(row["priority"]),
        targets=_targets(row["targets"]),
        weight=row["weight"],
        assigns=bool(row["assigns"]),
    )
