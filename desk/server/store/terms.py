"""What was agreed with people, and everybody who can be rostered."""

from collections import defaultdict

import msgspec

from desk.contract.events import Event, TermsSet
from desk.contract.shifts import Terms, Worker
from desk.contract.users import Role
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(Terms).decode
#: Administrators are rostered only where they answer a queue.
_WHO = f"u.active = 1 AND (u.role <> '{Role.ADMIN}' OR EXISTS (SELECT 1 FROM user_queues q WHERE q.user_id = u.id))"
_WORKERS = (
    "SELECT u.id, u.name, m.team_id, t.terms, t.version FROM users u"  # noqa: S608 (constants)
    " LEFT JOIN team_members m ON m.user_id = u.id LEFT JOIN terms t ON t.user_id = u.id WHERE " + _WHO
)


@projects(TermsSet)
def was_set(tx: Tx, event: Event, fact: TermsSet) -> None:
    """From now on."""
    tx.run("INSERT OR REPLACE INTO terms VALUES (?, ?, ?)", (fact.user_id, _encode(fact.terms).decode(), event.seq))


def of(tx: Tx, user_id: int) -> Terms:
    """What was agreed with a person; the usual when nothing was."""
    written: str | None = tx.value("SELECT terms FROM terms WHERE user_id = ?", (user_id,))
    return Terms() if written is None else _decode(written)


def worker(tx: Tx, user_id: int) -> Worker | None:
    """Somebody who can be rostered."""
    row = tx.one(f"{_WORKERS} AND u.id = ?", (user_id,))
    if row is None:
        return None
    queues = tx.all("SELECT queue_id FROM user_queues WHERE user_id = ? ORDER BY queue_id", (user_id,))
    return _worker(row, tuple(queue["queue_id"] for queue in queues))


def workers(tx: Tx) -> list[Worker]:
    """Everybody who can be rostered, by name."""
    queues = defaultdict[int, list[int]](list)
    for row in tx.all("SELECT * FROM user_queues ORDER BY user_id, queue_id"):
        queues[row["user_id"]].append(row["queue_id"])
    return [_worker(row, tuple(queues[row["id"]])) for row in tx.all(f"{_WORKERS} ORDER BY u.name, u.id")]


def _worker(row: Row, queue_ids: tuple[int, ...]) -> Worker:
    return Worker(
        user_id=row["id"],
        name=row["name"],
        team_id=row["team_id"],
        queue_ids=queue_ids,
        terms=Terms() if row["terms"] is None else _decode(row["terms"]),
        version=row["version"] or 0,
    )


