"""Call-backs: promises to ring back, and what came of them."""

from typing import Any

from desk.contract.calls import Callback
from desk.contract.events import CallbackPromised, CallbackSettled, Event
from desk.server.rules.masking import masked_number
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_SELECT = (
    "SELECT b.*, k.name AS customer_name, u.name AS owner_name FROM callbacks b"
    " LEFT JOIN customers k ON k.id = b.customer_id LEFT JOIN users u ON u.id = b.owner_id"
)


@projects(CallbackPromised)
def promised(tx: Tx, event: Event, fact: CallbackPromised) -> None:
    """A call-back that is owed."""
    tx.run(
        "INSERT INTO callbacks VALUES (?, ?, ?, ?, ?, ?, ?, NULL, '', ?)",
        (
            event.seq,
            fact.number,
            event.customer_id,
            event.call_id,
            fact.owner_id,
            clock.micros(fact.due_at),
            fact.words,
            event.seq,
        ),
    )


@projects(CallbackSettled)
def settled(tx: Tx, event: Event, fact: CallbackSettled) -> None:
    """It was made."""
    tx.run(
        "UPDATE callbacks SET done_at = ?, outcome = ?, version = ? WHERE id = ?",
        (clock.micros(event.at), fact.outcome, event.seq, fact.callback_id),
    )


def follow_call(tx: Tx, call_id: int, old_id: int | None, new_id: int | None) -> set[int]:
    """Part of projecting who a caller is: call-backs promised to the wrong person go along. Returns their ids."""
    rows = tx.all("SELECT id FROM callbacks WHERE call_id = ? AND customer_id IS ?", (call_id, old_id))
    for row in rows:
        tx.run("UPDATE callbacks SET customer_id = ? WHERE id = ?", (new_id, row["id"]))
    return {row["id"] for row in rows}


def is_about(event: Event, callback_ids: set[int]) -> bool:
    """Whether an event made or settled one of these call-backs."""
    match event.fact:
        case CallbackPromised():
            return event.seq in callback_ids
        case CallbackSettled(callback_id=callback_id):
            return callback_id in callback_ids
        case _:
            return False


def callback(tx: Tx, callback_id: int) -> Callback | None:
    """A call-back by its id."""
    row = tx.one(f"{_SELECT} WHERE b.id = ?", (callback_id,))
    return None if row is None else _callback(row)


def call_of(tx: Tx, callback_id: int) -> int | None:
    """The call in which it was promised."""
    found: int | None = tx.value("SELECT call_id FROM callbacks WHERE id = ?", (callback_id,))
    return found


def page(tx: Tx, owner_id: int | None, owed: bool, after: tuple[int, int] | None, limit: int) -> list[Callback]:
    """Call-backs by due time after the position ``(due_at, id)``: of one owner or of everyone, owed or settled."""
    whose: tuple[str, list[Any]] = ("", []) if owner_id is None else ("b.owner_id = ? AND ", [owner_id])
    rows = tx.all(
        f"{_SELECT} WHERE {whose[0]}(b.done_at IS NULL) = ? AND (b.due_at, b.id) > (?, ?)"
        " ORDER BY b.due_at, b.id LIMIT ?",
        (*whose[1], int(owed), *(after or (-(2**62), 0)), limit),
    )
    return [_callback(row) for row in rows]


def _callback(row: Row) -> Callback:
    known = row["customer_id"] is not None
    return Callback(
        id=row["id"],
        number=masked_number(row["number"]) if known else row["number"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"] or "",
        owner_id=row["owner_id"],
        owner_name=row["owner_name"] or "",
        due_at=clock.instant(row["due_at"]),
        words=row["words"],
        done_at=clock.maybe_instant(row["done_at"]),
        outcome=row["outcome"],
        version=row["version"],
    )
