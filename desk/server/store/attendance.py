"""When people were really here: on calls or ready for one, from the states they were in."""

from datetime import datetime, timedelta
from typing import NamedTuple

from desk.contract.events import AgentStateChanged, Event
from desk.server.store import clock
from desk.server.store.db import Tx
from desk.server.store.log import projects
from desk.workforce.adherence import HERE

#: Nobody is here for longer without a pause, but for those who are here still.
LONGEST = timedelta(days=3)


class Stint(NamedTuple):
    """Somebody was here from ``came`` to ``went``; None: they are here still."""

    user_id: int
    came: datetime
    went: datetime | None


@projects(AgentStateChanged)
def followed(tx: Tx, event: Event, fact: AgentStateChanged) -> None:
    """They come, stay, or go."""
    at = clock.micros(event.at)
    if fact.state in HERE:
        tx.run(
            "INSERT INTO attendance SELECT ?1, ?2, NULL"
            " WHERE NOT EXISTS (SELECT 1 FROM attendance WHERE user_id = ?1 AND went IS NULL)",
            (fact.user_id, at),
        )
    else:
        tx.run("UPDATE attendance SET went = max(came, ?) WHERE user_id = ? AND went IS NULL", (at, fact.user_id))


def between(tx: Tx, start: datetime, end: datetime) -> list[Stint]:
    """Who was here at some time from ``start`` to ``end``."""
    since, until = clock.micros(start), clock.micros(end)
    first = since - LONGEST // timedelta(microseconds=1)
    rows = tx.all(
        "SELECT user_id, came, went FROM attendance WHERE came >= ? AND came < ? AND (went IS NULL OR went > ?)"
        " UNION ALL SELECT user_id, came, went FROM attendance WHERE went IS NULL AND came < ?",
        (first, until, since, first),
    )
    return [Stint(row["user_id"], clock.instant(row["came"]), clock.maybe_instant(row["went"])) for row in rows]
