"""Commands on their way to executors: kept apart from the log, so that they can be sent once more after any crash.

States: ``waiting`` (to be sent), ``asking`` (to be asked after), ``settled`` (answered for good; the body, which holds
an address, is gone) and ``dead`` (given up, until somebody replays it).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.contract.executors import DeadDelivery
from desk.server.store import clock
from desk.server.store.db import Row, Tx

WAITING, ASKING, SETTLED, DEAD = "waiting", "asking", "settled", "dead"
OPEN = frozenset({WAITING, ASKING})
ABSURD = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One command; ``since``: from when on nothing that makes sense has been heard of it."""

    id: int
    key: str
    executor: str
    remedy_id: int
    body: bytes
    state: str
    attempts: int
    since: datetime


def key_of(tx: Tx, remedy_id: int) -> str:
    """The key of a remedy at its executor: its number, and enough of its record's hash that no other database (one
    restored from a copy, say) ever uses the same for something else."""
    found = bytes(tx.value("SELECT hash FROM log WHERE seq = ?", (remedy_id,)))
    return f"r{remedy_id}-{found[:10].hex()}"


def add(tx: Tx, executor: str, remedy_id: int, body: bytes) -> None:
    """A command that is due at once."""
    now = clock.micros(tx.now)
    tx.run(
        "INSERT INTO deliveries (key, executor, remedy_id, body, state, attempts, next_at, made_at, since, last_error)"
        " VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?, ?, '')",
        (key_of(tx, remedy_id), executor, remedy_id, body, now, now, now),
    )


def due(tx: Tx, executor: str, limit: int) -> list[Delivery]:
    """An executor's commands whose time has come, longest due first.

    None is ever put off for as long as ``ABSURD``: such a time was told by a clock that has been set right since.
    """
    rows = tx.all(
        "SELECT * FROM deliveries WHERE executor = ? AND state IN ('waiting', 'asking')"
        " AND (next_at <= ? OR next_at > ?) ORDER BY next_at LIMIT ?",
        (executor, clock.micros(tx.now), clock.micros(tx.now + ABSURD), limit),
    )
    return [_delivery(row) for row in rows]


def delivery(tx: Tx, delivery_id: int) -> Delivery | None:
    """A command by its id."""
    row = tx.one("SELECT * FROM deliveries WHERE id = ?", (delivery_id,))
    return None if row is None else _delivery(row)


def by_key(tx: Tx, executor: str, key: str) -> Delivery | None:
    """An executor's command by its key."""
    row = tx.one("SELECT * FROM deliveries WHERE key = ? AND executor = ?", (key, executor))
    return None if row is None else _delivery(row)


def put_off(tx: Tx, one: Delivery, state: str, next_at: datetime, *, attempts: int, error: str = "") -> None:
    """To be sent, or asked after, not before ``next_at``."""
    tx.run(
        "UPDATE deliveries SET state = ?, attempts = ?, next_at = ?, last_error = ? WHERE id = ?",
        (state, attempts, clock.micros(next_at), error, one.id),
    )


def heard_of(tx: Tx, one: Delivery, next_at: datetime, *, attempts: int) -> None:
    """The executor works on it: ask how far it is, but not before ``next_at``."""
    put_off(tx, one, ASKING, next_at, attempts=attempts)
    tx.run("UPDATE deliveries SET since = ? WHERE id = ?", (clock.micros(tx.now), one.id))


def settle(tx: Tx, one: Delivery) -> None:
    """Answered for good; what it said about the customer is needed no more."""
    tx.run("UPDATE deliveries SET state = 'settled', body = x'', last_error = '' WHERE id = ?", (one.id,))


def give_up(tx: Tx, one: Delivery, error: str) -> None:
    """A dead letter."""
    sql = "UPDATE deliveries SET state = 'dead', attempts = attempts + 1, last_error = ? WHERE id = ?"
    tx.run(sql, (error, one.id))


def replay(tx: Tx, one: Delivery) -> None:
    """Begin anew, under the same key."""
    now = clock.micros(tx.now)
    tx.run(
        "UPDATE deliveries SET state = 'waiting', attempts = 0, next_at = ?, since = ? WHERE id = ?",
        (now, now, one.id),
    )


def hurry(tx: Tx, executor: str) -> None:
    """Whatever waits for an executor is due now: it is there again."""
    now = clock.micros(tx.now)
    sql = "UPDATE deliveries SET next_at = ?, since = ? WHERE executor = ? AND state IN ('waiting', 'asking')"
    tx.run(sql, (now, now, executor))


def counts(tx: Tx, executor: str) -> tuple[int, int]:
    """How many commands of an executor are open, and how many are dead."""
    open_ones = tx.value(
        "SELECT count(*) FROM deliveries WHERE executor = ? AND state IN ('waiting', 'asking')", (executor,)
    )
    given_up = tx.value("SELECT count(*) FROM deliveries WHERE executor = ? AND state = 'dead'", (executor,))
    return int(open_ones), int(given_up)


def trouble(tx: Tx, executor: str) -> str:
    """What went wrong with an executor's open commands, as the one that is due last has it."""
    found = tx.value(
        "SELECT last_error FROM deliveries WHERE executor = ? AND state IN ('waiting', 'asking') AND last_error <> ''"
        " ORDER BY next_at DESC LIMIT 1",
        (executor,),
    )
    return str(found or "")


def dead(tx: Tx, after: int, limit: int) -> list[DeadDelivery]:
    """Dead letters by id after ``after``."""
    rows = tx.all(
        "SELECT d.*, r.action, r.customer_id, r.amount, c.name AS customer_name FROM deliveries d"
        " JOIN remedies r ON r.id = d.remedy_id JOIN customers c ON c.id = r.customer_id"
        " WHERE d.state = 'dead' AND d.id > ? ORDER BY d.id LIMIT ?",
        (after, limit),
    )
    return [
        DeadDelivery(
            id=row["id"],
            executor=row["executor"],
            remedy_id=row["remedy_id"],
            action=row["action"],
            customer_id=row["customer_id"],
            customer_name=row["customer_name"],
            amount=row["amount"],
            attempts=row["attempts"],
            made_at=clock.instant(row["made_at"]),
            last_error=row["last_error"],
        )
        for row in rows
    ]


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        key=row["key"],
        executor=row["executor"],
        remedy_id=row["remedy_id"],
        body=bytes(row["body"]),
        state=row["state"],
        attempts=row["attempts"],
        since=clock.instant(row["since"]),
    )
