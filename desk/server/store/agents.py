"""Agents' states on the floor."""

from desk.contract.agents import AgentState, AgentStatus
from desk.contract.events import AgentStateChanged, Event
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_SELECT = "SELECT s.*, u.name FROM agent_states s JOIN users u ON u.id = s.user_id"


@projects(AgentStateChanged)
def changed(tx: Tx, event: Event, fact: AgentStateChanged) -> None:
    """The state from now on; ``since`` moves only when state or reason change, ``here_since`` when they come."""
    before, at = tx.one("SELECT * FROM agent_states WHERE user_id = ?", (fact.user_id,)), clock.micros(event.at)
    same = before is not None and (before["state"], before["reason"]) == (fact.state, fact.reason)
    since = before["since"] if before is not None and same else at
    came = at if before is None or before["here_since"] is None else before["here_since"]
    tx.run(
        "INSERT OR REPLACE INTO agent_states VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.user_id,
            fact.state,
            fact.reason,
            since,
            fact.next_state,
            fact.next_reason,
            fact.call_id,
            clock.maybe_micros(fact.wrap_up_until),
            event.seq,
            None if fact.state is AgentState.OFF else came,
        ),
    )


def state_of(tx: Tx, user_id: int) -> AgentStatus | None:
    """One agent's state, or None before the first sign-in."""
    row = tx.one(f"{_SELECT} WHERE s.user_id = ?", (user_id,))
    return None if row is None else _status(row)


def everyone(tx: Tx) -> list[AgentStatus]:
    """Every active agent's state, by name."""
    return [_status(row) for row in tx.all(f"{_SELECT} WHERE u.active = 1 ORDER BY u.name, u.id")]


def signed_in(tx: Tx, queue_id: int) -> list[AgentStatus]:
    """Active agents of a queue who are not off, those first whose state is oldest."""
    sql = (
        f"{_SELECT} JOIN user_queues q ON q.user_id = s.user_id"
        " WHERE q.queue_id = ? AND u.active = 1 AND s.state <> 'off' ORDER BY s.since, s.user_id"
    )
    return [_status(row) for row in tx.all(sql, (queue_id,))]


def wrap_up_over(tx: Tx) -> list[AgentStatus]:
    """Agents whose wrap-up time is over."""
    sql = f"{_SELECT} WHERE s.state = 'wrap_up' AND s.wrap_up_until <= ?"
    return [_status(row) for row in tx.all(sql, (clock.micros(tx.now),))]


def _status(row: Row) -> AgentStatus:
    return AgentStatus(
        user_id=row["user_id"],
        name=row["name"],
        state=AgentState(row["state"]),
        reason=row["reason"],
        since=clock.instant(row["since"]),
        next_state=AgentState(row["next_state"]) if row["next_state"] else None,
        next_reason=row["next_reason"],
        call_id=row["call_id"],
        wrap_up_until=clock.maybe_instant(row["wrap_up_until"]),
        version=row["version"],
    )
