"""What the wall counts: calls that wait and came, tickets that stand, call-backs that are due, teams' states."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.contract.wall import TeamWall
from desk.server.store import clock, in_time, loads
from desk.server.store.db import Tx, listed

_SLOT = 15 * 60 * 1_000_000
#: A caller waits since the conversation first rang for the queue; once somebody had talked, since it rings again.
_WAITING = (
    "SELECT c.queue_id, min(CASE WHEN EXISTS (SELECT 1 FROM calls t WHERE t.origin_id = c.origin_id AND"
    " t.answered_at IS NOT NULL AND t.state <> 'missed') THEN c.started_at ELSE (SELECT min(e.started_at) FROM calls e"
    " WHERE e.origin_id = c.origin_id AND e.queue_id = c.queue_id) END) AS since FROM calls c WHERE c.state = 'ringing'"
    " AND c.direction = 'in' AND c.blocked = 0 AND c.queue_id IS NOT NULL GROUP BY c.queue_id, c.origin_id"
)
#: Conversations by the leg with which each came to the queue.
_CAME = (
    "SELECT c.queue_id, count(*) AS arrived, sum(EXISTS (SELECT 1 FROM calls a WHERE a.origin_id = c.origin_id AND"  # noqa: S608
    " a.queue_id = c.queue_id AND a.answered_at IS NOT NULL AND a.state <> 'missed' AND a.direction = 'in'"
    " AND a.blocked = 0)) AS answered, sum(EXISTS (SELECT 1 FROM in_time i WHERE i.queue_id = c.queue_id AND"
    f" i.slot = c.started_at / {_SLOT} AND i.origin_id = c.origin_id)) AS in_time FROM calls c"
    " WHERE c.started_at > ? AND c.direction = 'in' AND c.blocked = 0 AND c.queue_id IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM calls e WHERE e.origin_id = c.origin_id AND e.queue_id = c.queue_id AND e.id < c.id"
    " AND e.direction = 'in' AND e.blocked = 0) GROUP BY c.queue_id"
)


@dataclass(frozen=True, slots=True)
class Came:
    """Conversations of some time: all, and what became of them so far."""

    arrived: int = 0
    answered: int = 0
    in_time: int = 0
    abandoned: int = 0


@dataclass(frozen=True, slots=True)
class Tickets:
    """Tickets by queue: open, those of them without an owner, those that missed a target, and will in so many minutes;
    and call-backs that are due."""

    open: Counter[int]
    unassigned: Counter[int]
    missed: Counter[int]
    missing_15: Counter[int]
    missing_60: Counter[int]
    callbacks_due: Counter[int]


def waiting(tx: Tx) -> dict[int, list[int]]:
    """How many seconds each caller has waited, by queue."""
    found, now = defaultdict[int, list[int]](list), clock.micros(tx.now)
    for row in tx.all(_WAITING):
        found[row["queue_id"]].append(max(0, now - row["since"]) // 1_000_000)
    return found


def since(tx: Tx, start: datetime, queue_ids: Iterable[int]) -> dict[int, Came]:
    """What has come since the beginning of a day, by queue."""
    wanted = list(queue_ids)
    timely = in_time.since(tx, start, wanted)
    rows = tx.all(
        "SELECT queue_id, sum(offered) AS offered, sum(answered) AS answered, sum(abandoned) AS abandoned FROM arrivals"
        " WHERE queue_id IN (SELECT value FROM json_each(?)) AND slot >= ? GROUP BY queue_id",
        (listed(wanted), clock.micros(start) // _SLOT),
    )
    return {
        row["queue_id"]: Came(row["offered"], row["answered"], timely[row["queue_id"]], row["abandoned"])
        for row in rows
    }


def lately(tx: Tx, start: datetime) -> dict[int, Came]:
    """What has come after any instant, by queue; call by call, so not for long ago."""
    rows = tx.all(_CAME, (clock.micros(start),))
    return {row["queue_id"]: Came(row["arrived"], row["answered"], row["in_time"]) for row in rows}


def tickets(tx: Tx) -> Tickets:
    """All that the wall says of tickets. Without being told, SQLite counts more than it need."""
    now, standing = clock.micros(tx.now), loads.in_queues(tx)
    missing = "SELECT queue_id, count(*) AS n FROM tickets WHERE due_at > ? AND due_at <= ? GROUP BY queue_id"
    return Tickets(
        open=Counter({queue_id: opened for queue_id, (opened, _) in standing.items()}),
        unassigned=Counter({queue_id: waiting for queue_id, (_, waiting) in standing.items()}),
        missed=_counted(
            tx,
            "SELECT queue_id, count(*) AS n FROM tickets INDEXED BY tickets_missed"
            " WHERE missed = 1 AND state <> 'closed' GROUP BY queue_id",
        ),
        missing_15=_counted(tx, missing, now, now + 15 * 60_000_000),
        missing_60=_counted(tx, missing, now, now + 60 * 60_000_000),
        callbacks_due=_counted(
            tx,
            "SELECT c.queue_id, count(*) AS n FROM callbacks b JOIN calls c ON c.id = b.call_id"
            " WHERE (b.done_at IS NULL) = 1 AND b.due_at <= ? AND c.queue_id IS NOT NULL GROUP BY c.queue_id",
            now,
        ),
    )


def _counted(tx: Tx, sql: str, *values: int) -> Counter[int]:
    return Counter({row["queue_id"]: row["n"] for row in tx.all(sql, values)})


def teams(tx: Tx) -> list[TeamWall]:
    """How many of each team are in each state, by the team's name; of those in no team only who is here, at the end."""
    rows = tx.all(
        "SELECT m.team_id, coalesce(s.state, 'off') AS state, count(*) AS n FROM users u"
        " LEFT JOIN team_members m ON m.user_id = u.id LEFT JOIN agent_states s ON s.user_id = u.id"
        " WHERE u.active = 1 GROUP BY m.team_id, state"
    )
    states = defaultdict[int | None, dict[str, int]](dict)
    for row in rows:
        if row["team_id"] is not None or row["state"] != "off":
            states[row["team_id"]][row["state"]] = row["n"]
    known = tx.all("SELECT id, name FROM teams ORDER BY name, id")
    found = [TeamWall(team_id=row["id"], name=row["name"], states=states.get(row["id"], {})) for row in known]
    alone = states.get(None)
    return [*found, TeamWall(team_id=None, name="", states=alone)] if alone else found
