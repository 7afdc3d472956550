"""What leads know better than the history: days and queues whose calls are expected times a factor."""

import json
from collections.abc import Callable
from datetime import date

from desk.contract.events import Event, ForecastAdjusted
from desk.server.store.db import Tx
from desk.server.store.log import projects


@projects(ForecastAdjusted)
def adjusted(tx: Tx, event: Event, fact: ForecastAdjusted) -> None:
    """From now on; what was said before of the same days and queues no longer counts."""
    tx.run(
        "INSERT INTO adjustments VALUES (?, ?, ?, ?, ?, ?)",
        (
            event.seq,
            fact.since.isoformat(),
            fact.until.isoformat(),
            fact.factor,
            json.dumps(fact.queue_ids),
            fact.why,
        ),
    )


def version(tx: Tx) -> int:
    """The newest adjustment; 0 when there is none."""
    return int(tx.value("SELECT coalesce(max(id), 0) FROM adjustments"))


def factors(tx: Tx, since: date, until: date) -> Callable[[date, int], float]:
    """The factor of each of these days and each queue: what was said last of them, 1 where nothing was."""
    rows = tx.all(
        "SELECT since, until, factor, queue_ids FROM adjustments WHERE until >= ? AND since <= ? ORDER BY id DESC",
        (since.isoformat(), until.isoformat()),
    )
    said = [
        (
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]),
            row["factor"],
            json.loads(row["queue_ids"]),
        )
        for row in rows
    ]

    def factor(day: date, queue_id: int) -> float:
        fitting = (times for first, last, times, ids in said if first <= day <= last and (not ids or queue_id in ids))
        return float(next(fitting, 1.0))

    return factor
