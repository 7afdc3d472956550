"""What the floor shows of each person besides their state: work in hand, calls of the day, last break."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged, Event
from desk.server.store import clock
from desk.server.store.db import Tx, listed
from desk.server.store.log import projects

#: So many of a person's tickets are shown.
IN_HAND = 5


@projects(AgentStateChanged)
def changed(tx: Tx, event: Event, fact: AgentStateChanged) -> None:
    """When somebody's last break began, and when it was over."""
    at = clock.micros(event.at)
    resting = tx.value("SELECT 1 FROM breaks WHERE user_id = ? AND until IS NULL", (fact.user_id,)) is not None
    if fact.state is AgentState.BREAK and not resting:
        tx.run("INSERT OR REPLACE INTO breaks VALUES (?, ?, NULL)", (fact.user_id, at))
    elif fact.state is not AgentState.BREAK and resting:
        tx.run("UPDATE breaks SET until = ? WHERE user_id = ?", (at, fact.user_id))


def last_breaks(tx: Tx, since: datetime) -> dict[int, datetime]:
    """Until when the last break of each person was that was not over before ``since``; since when, while it lasts."""
    rows = tx.all("SELECT user_id, coalesce(until, since) AS at FROM breaks")
    found = {row["user_id"]: clock.instant(row["at"]) for row in rows}
    return {user_id: at for user_id, at in found.items() if at >= since}


def in_hand(tx: Tx, user_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """What each works on: the ticket of their call, then their open ones, the last changed first; a few."""
    rows = tx.all(
        "SELECT j.value AS user_id, (SELECT json_group_array(id) FROM (SELECT t.id FROM tickets t WHERE"
        " t.owner_id = j.value AND t.state = 'open' ORDER BY t.changed_at DESC, t.id DESC LIMIT ?)) AS ids,"
        " (SELECT c.ticket_id FROM agent_states s JOIN calls c ON c.id = s.call_id WHERE s.user_id = j.value) AS now"
        " FROM json_each(?) j",
        (IN_HAND, listed(user_ids)),
    )
    found = dict[int, tuple[int, ...]]()
    for row in rows:
        ids = [row["now"], *json.loads(row["ids"])] if row["now"] is not None else json.loads(row["ids"])
        found[row["user_id"]] = tuple(dict.fromkeys(ids))[:IN_HAND]
    return found


def calls_since(tx: Tx, user_ids: Iterable[int], since: datetime) -> Counter[int]:
    """How many calls each has answered since then."""
    rows = tx.all(
        "SELECT j.value AS user_id, (SELECT count(*) FROM calls c WHERE c.agent_id = j.value AND c.answered_at >= ?)"
        " AS calls FROM json_each(?) j",
        (clock.micros(since), listed(user_ids)),
    )
    return Counter({row["user_id"]: row["calls"] for row in rows})
