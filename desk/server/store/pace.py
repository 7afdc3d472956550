"""How fast queues and people work: learned from the log, and what foresight reckons with."""

from collections import defaultdict
from datetime import timedelta

from desk.contract.agents import AgentState
from desk.contract.board import AgentPace, Pace, QueuePace
from desk.contract.events import ArticleAdded, Event, TicketChanged
from desk.contract.queues import Queue
from desk.contract.tickets import ArticleKind, TicketState
from desk.contract.users import Role
from desk.queueing.hours import Served
from desk.server.rules import pace as rules
from desk.server.store import assignment_rules, calendars, clock, profiles, queues, served, teams
from desk.server.store.db import Tx
from desk.server.store.log import projects
from desk.workforce import calendar

#: Days after today whose served stretches are told.
AHEAD = 7
_HERE = frozenset({AgentState.AVAILABLE, AgentState.ON_SHIFT, AgentState.IN_CALL, AgentState.WRAP_UP})
_AT_CALLS = frozenset({AgentState.IN_CALL, AgentState.WRAP_UP})
_LEADS = frozenset({Role.LEAD, Role.ADMIN})
_SECOND = 1_000_000


@projects(ArticleAdded)
def answered(tx: Tx, event: Event, fact: ArticleAdded) -> None:
    """An answer ends a stretch of work."""
    if fact.article_kind is ArticleKind.REPLY and not fact.external_author:
        _step(tx, event)


@projects(TicketChanged)
def closed(tx: Tx, event: Event, fact: TicketChanged) -> None:
    """Closing does, too, and says what the ticket took. Closing many at once tells nothing of what one takes."""
    if "state" not in fact.fields or fact.state is not TicketState.CLOSED:
        return
    if fact.move_id is None:
        _step(tx, event)
        took: float | None = tx.value("SELECT seconds FROM ticket_work WHERE ticket_id = ?", (event.ticket_id,))
        if took is not None:
            _learn(tx, fact.queue_id, took)
    tx.run("DELETE FROM ticket_work WHERE ticket_id = ?", (event.ticket_id,))


def _step(tx: Tx, event: Event) -> None:
    if event.actor_id is None:
        return
    at = clock.micros(event.at)
    sql = "SELECT assigned_at FROM tickets WHERE id = ? AND owner_id = ?"
    taken: int | None = tx.value(sql, (event.ticket_id, event.actor_id))
    before: int | None = tx.value("SELECT at FROM agent_steps WHERE user_id = ?", (event.actor_id,))
    seconds = rules.stretch(at, taken, before)
    tx.run("INSERT OR REPLACE INTO agent_steps VALUES (?, ?)", (event.actor_id, at))
    if seconds is not None:
        tx.run(
            "INSERT INTO ticket_work VALUES (?, ?) ON CONFLICT (ticket_id) DO UPDATE SET seconds = seconds + ?",
            (event.ticket_id, seconds, seconds),
        )


def _learn(tx: Tx, queue_id: int, took: float) -> None:
    row = tx.one("SELECT handle, tickets FROM queue_paces WHERE queue_id = ?", (queue_id,))
    handle, tickets = (rules.HANDLE, 0) if row is None else (row["handle"], row["tickets"])
    mean = rules.learned(handle, tickets, took)
    tx.run("INSERT OR REPLACE INTO queue_paces VALUES (?, ?, ?)", (queue_id, mean, tickets + 1))


def pace(tx: Tx) -> Pace:
    """How fast queues and people work just now."""
    agents = _agents(tx)
    here = defaultdict[int, int](int)
    for agent in agents:
        for queue_id in agent.queue_ids if agent.here else ():
            here[queue_id] += 1
    every = queues.everyone(tx)
    stretches = _served(tx, every)
    handles = {row["queue_id"]: row["handle"] for row in tx.all("SELECT * FROM queue_paces")}
    closings = _closed_since(tx, clock.micros(tx.now - timedelta(hours=1)))
    now, midnight = int(tx.now.timestamp()), _midnight(tx, 1)
    return Pace(
        queues=[
            QueuePace(
                queue_id=one.id,
                handle=handles.get(one.id, rules.HANDLE),
                closed_last_hour=closings.get(one.id, 0),
                here=here[one.id],
                served_left=Served(stretches[one.id]).elapsed(now, midnight),
                weight=one.weight,
                priority=one.priority,
            )
            for one in every
        ],
        agents=agents,
        served=stretches,
        synced_to=tx.head,
    )


def _closed_since(tx: Tx, at: int) -> dict[int, int]:
    """How many tickets of each queue were closed since an instant, and left alone after that."""
    sql = "SELECT queue_id, count(*) AS n FROM tickets WHERE state = 'closed' AND changed_at >= ? GROUP BY queue_id"
    return {row["queue_id"]: row["n"] for row in tx.all(sql, (at,))}


def _midnight(tx: Tx, ahead: int) -> int:
    """When the day so many days after today begins, in seconds since 1970."""
    day = calendars.today(tx) + timedelta(days=ahead)
    return int(calendar.instant_at(day, 0, calendars.zone(tx, day)).timestamp())


def _served(tx: Tx, every: list[Queue]) -> dict[int, list[tuple[int, int]]]:
    """The served stretches of today and the days ahead of each queue, in seconds since 1970."""
    span = _midnight(tx, 0) * _SECOND, _midnight(tx, AHEAD + 1) * _SECOND
    return {
        one.id: [(start // _SECOND, end // _SECOND) for start, end in served.hours(tx, one.targets).between(*span)]
        for one in every
    }


def _agents(tx: Tx) -> list[AgentPace]:
    """Everybody who works here, by name."""
    rules_now = assignment_rules.in_force(tx).rules
    queue_ids = defaultdict[int, list[int]](list)
    for row in tx.all("SELECT user_id, queue_id FROM user_queues ORDER BY user_id, queue_id"):
        queue_ids[row["user_id"]].append(row["queue_id"])
    team_of, until, owed = teams.of_members(tx), _shift_ends(tx), _callbacks(tx)
    found = list[AgentPace]()
    sql = (
        "SELECT u.id, u.name, u.role, s.state, p.profile FROM users u LEFT JOIN agent_states s ON s.user_id = u.id"
        " LEFT JOIN profiles p ON p.user_id = u.id WHERE u.active = 1 ORDER BY u.name, u.id"
    )
    for row in tx.all(sql):
        profile = profiles.decoded(row["profile"])
        calls = 1 if row["state"] in _AT_CALLS else 0
        found.append(
            AgentPace(
                user_id=row["id"],
                name=row["name"],
                team_id=team_of.get(row["id"]),
                queue_ids=tuple(queue_ids[row["id"]]),
                skills=tuple(sorted(profiles.skills(row["profile"], row["role"]))),
                capacity=rules_now.capacity if profile.capacity is None else profile.capacity,
                other_load=calls * rules_now.call_weight + owed.get(row["id"], 0) * rules_now.callback_weight,
                here=row["state"] in _HERE,
                until=None if row["id"] not in until else clock.instant(until[row["id"]]),
            )
        )
    return found


def _shift_ends(tx: Tx) -> dict[int, int]:
    """Until when those work who are in a shift now, by person, in microseconds."""
    now, today = clock.micros(tx.now), calendars.today(tx)
    rows = tx.all(
        "SELECT user_id, max(ends_at) AS until FROM shifts WHERE day IN (?, ?) AND starts_at <= ? AND ends_at > ?"
        " AND state <> 'cancelled' AND published = 1 GROUP BY user_id",
        ((today - timedelta(days=1)).isoformat(), today.isoformat(), now, now),
    )
    return {row["user_id"]: row["until"] for row in rows}


def _callbacks(tx: Tx) -> dict[int, int]:
    """How many call-backs each person owes within the hour or is late with, as assignment counts them."""
    rows = tx.all(
        "SELECT owner_id, count(*) AS n FROM callbacks WHERE (done_at IS NULL) = 1 AND due_at < ? GROUP BY owner_id",
        (clock.micros(tx.now + timedelta(hours=1)),),
    )
    return {row["owner_id"]: row["n"] for row in rows}
