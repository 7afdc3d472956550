"""What was agreed with people, and everybody who can be rostered."""

from collections import defaultdict
from collections.abc import Collection

import msgspec

from desk.contract.events import Event, TermsSet
from desk.contract.shifts import Terms, Worker
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(Terms).decode
#: Administrators are rostered only where they answer a queue.
_WORKERS = (
    "SELECT u.id, u.name, m.team_id, t.terms, t.version FROM users u"
    " LEFT JOIN team_members m ON m.user_id = u.id LEFT JOIN terms t ON t.user_id = u.id"
    " WHERE u.active = 1 AND (u.role <> 'admin' OR EXISTS (SELECT 1 FROM user_queues q WHERE q.user_id = u.id))"
)


@projects(TermsSet)
def was_set(tx: Tx, event: Event, fact: TermsSet) -> None:
    """From now on."""
    tx.run("INSERT OR REPLACE INTO terms VALUES (?, ?, ?)", (fact.user_id, _encode(fact.terms).decode(), event.seq))


def worker(tx: Tx, user_id: int) -> Worker | None:
    """Somebody who can be rostered."""
    return next(iter(workers(tx, [user_id])), None)


def workers(tx: Tx, user_ids: Collection[int] | None = None) -> list[Worker]:
    """Everybody, or those of these people, who can be rostered, by name."""
    some = "" if user_ids is None else "AND u.id IN (SELECT value FROM json_each(?))"
    these = "" if user_ids is None else "WHERE user_id IN (SELECT value FROM json_each(?))"
    known = () if user_ids is None else (listed(user_ids),)
    queues = defaultdict[int, list[int]](list)
    for row in tx.all(f"SELECT * FROM user_queues {these} ORDER BY user_id, queue_id", known):  # noqa: S608
        queues[row["user_id"]].append(row["queue_id"])
    rows = tx.all(f"{_WORKERS} {some} ORDER BY u.name, u.id", known)
    return [_worker(row, tuple(queues[row["id"]])) for row in rows]


def _worker(row: Row, queue_ids: tuple[int, ...]) -> Worker:
    return Worker(
        user_id=row["id"],
        name=row["name"],
        team_id=row["team_id"],
        queue_ids=queue_ids,
        terms=Terms() if row["terms"] is None else _decode(row["terms"]),
        version=row["version"] or 0,
    )
