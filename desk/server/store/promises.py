"""Promises: their projections, those that fall due, and those a customer is still owed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from desk.contract.customers import OpenPromise
from desk.contract.events import Event, PromiseBroken, PromiseKept, PromiseMade, PromiseReleased
from desk.contract.orders import Promise, PromiseKind, PromiseState
from desk.server.rules.promises import KnownPromise, days_late
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

#: How long a promise that was broken and then fulfilled is still shown to whoever picks up.
FRESH = timedelta(days=14)


@projects(PromiseMade)
def made(tx: Tx, event: Event, fact: PromiseMade) -> None:
    """A promise; one for an order belongs to the order's customer."""
    tx.run(
        "INSERT INTO promises VALUES (?, ?, ?, ?, ?, ?, 'open', NULL, 0)",
        (event.seq, event.customer_id, event.order_id, fact.promise_kind, fact.what, clock.micros(fact.due_at)),
    )
    _touch(tx, event)


@projects(PromiseKept)
def kept(tx: Tx, event: Event, fact: PromiseKept) -> None:
    """It came in time."""
    tx.run(
        "UPDATE promises SET state = 'kept', settled_at = ?, late_days = 0 WHERE id = ?",
        (clock.micros(event.at), fact.promise_id),
    )
    _touch(tx, event)


@projects(PromiseBroken)
def broken(tx: Tx, event: Event, fact: PromiseBroken) -> None:
    """It came late, which settles it; or its time passed, and it is still owed."""
    tx.run(
        "UPDATE promises SET state = 'broken', settled_at = ?, late_days = ? WHERE id = ?",
        (clock.micros(event.at) if fact.delivered else None, fact.late_days, fact.promise_id),
    )
    _touch(tx, event)


@projects(PromiseReleased)
def released(tx: Tx, event: Event, fact: PromiseReleased) -> None:
    """Nothing is owed any more; what was broken before stays broken."""
    tx.run(
        "UPDATE promises SET settled_at = ?, state = iif(state = 'open', 'released', state) WHERE id = ?",
        (clock.micros(event.at), fact.promise_id),
    )
    _touch(tx, event)


def _touch(tx: Tx, event: Event) -> None:
    """An order shows its promise, so a promise that moves makes a new version of the order."""
    if event.order_id is not None:
        tx.run("UPDATE orders SET version = ? WHERE id = ?", (event.seq, event.order_id))


def of_order(tx: Tx, order_id: int) -> list[KnownPromise]:
    """An order's promises, oldest first."""
    rows = tx.all("SELECT * FROM promises WHERE order_id = ? ORDER BY id", (order_id,))
    return [_known(row) for row in rows]


def overdue(tx: Tx, limit: int) -> list[tuple[KnownPromise, int, int | None]]:
    """Open promises whose time has passed, longest first; each with its customer and its order."""
    rows = tx.all(
        "SELECT * FROM promises WHERE state = 'open' AND due_at < ? ORDER BY due_at LIMIT ?",
        (clock.micros(tx.now), limit),
    )
    return [(_known(row), row["customer_id"], row["order_id"]) for row in rows]


def broken_deliveries(tx: Tx, after: int, limit: int) -> list[tuple[int, int, int]]:
    """Broken promises of a delivery by id, after one: promise, customer, order."""
    rows = tx.all(
        "SELECT id, customer_id, order_id FROM promises WHERE state = 'broken' AND kind = 'delivery' AND id > ?"
        " AND order_id IS NOT NULL ORDER BY id LIMIT ?",
        (after, limit),
    )
    return [(row["id"], row["customer_id"], row["order_id"]) for row in rows]


def uncompensated(tx: Tx, after: tuple[int, int], before: int, limit: int) -> list[Row]:
    """Broken promises of a delivery (``id``, ``customer_id``, ``order_id``, ``due_at``), longest due first: due after
    ``after`` (microseconds and id) and before ``before``, for which nobody has decided on a compensation."""
    return tx.all(
        "SELECT id, customer_id, order_id, due_at FROM promises p WHERE state = 'broken' AND kind = 'delivery'"
        " AND order_id IS NOT NULL AND (due_at, id) > (?, ?) AND due_at < ? AND NOT EXISTS (SELECT 1 FROM remedies r"
        "  WHERE r.promise_id = p.id AND r.action = 'late_delivery' AND r.state <> 'withdrawn')"
        " ORDER BY due_at, id LIMIT ?",
        (*after, before, limit),
    )


def any_overdue(tx: Tx) -> bool:
    """Whether there is one; cheap enough to ask every second."""
    sql = "SELECT 1 FROM promises WHERE state = 'open' AND due_at < ? LIMIT 1"
    return tx.value(sql, (clock.micros(tx.now),)) is not None


def _known(row: Row) -> KnownPromise:
    return KnownPromise(
        id=row["id"],
        kind=PromiseKind(row["kind"]),
        what=row["what"],
        due_at=clock.instant(row["due_at"]),
        state=PromiseState(row["state"]),
        settled_at=clock.maybe_instant(row["settled_at"]),
    )


def newest_of(tx: Tx, order_ids: Sequence[int]) -> dict[int, Promise]:
    """The promise made last for each of these orders."""
    if not order_ids:
        return {}
    marks = ", ".join("?" * len(order_ids))
    rows = tx.all(
        f"SELECT * FROM promises WHERE order_id IN ({marks}) ORDER BY id",  # noqa: S608 (question marks)
        order_ids,
    )
    return {row["order_id"]: _shown(row, tx.now) for row in rows}


def _shown(row: Row, now: datetime) -> Promise:
    return Promise(
        id=row["id"],
        kind=PromiseKind(row["kind"]),
        what=row["what"],
        due_at=clock.instant(row["due_at"]),
        state=PromiseState(row["state"]),
        settled_at=clock.maybe_instant(row["settled_at"]),
        late_days=_late(row, now),
    )


def _late(row: Row, now: datetime) -> int:
    """Of a parcel that is still on its way, the days so far."""
    if row["state"] == PromiseState.BROKEN and row["settled_at"] is None:
        return days_late(clock.instant(row["due_at"]), now)
    return int(row["late_days"])


def open_of(tx: Tx, customer_ids: Sequence[int], fresh: timedelta = FRESH) -> list[OpenPromise]:
    """What these customers are owed, soonest due first: open promises, broken ones still unfulfilled, and those
    that were fulfilled late not longer than ``fresh`` ago, for whoever picks up should know."""
    marks = ", ".join("?" * len(customer_ids))
    sql = (
        f"SELECT * FROM promises WHERE customer_id IN ({marks}) AND state IN ('open', 'broken')"  # noqa: S608 (marks)
        " AND (settled_at IS NULL OR settled_at > ?) ORDER BY due_at, id"
    )
    rows = tx.all(
        f"SELECT p.*, o.number AS order_number FROM ({sql}) p LEFT JOIN orders o ON o.id = p.order_id",  # noqa: S608
        (*customer_ids, clock.micros(tx.now - fresh)),
    )
    return [
        OpenPromise(
            id=row["id"],
            kind=PromiseKind(row["kind"]),
            what=row["what"],
            state=PromiseState(row["state"]),
            due_at=clock.instant(row["due_at"]),
            order_id=row["order_id"],
            order_number=row["order_number"],
            late_days=_late(row, tx.now),
        )
        for row in rows
    ]
