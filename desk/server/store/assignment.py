"""What giving work out looks at: people as they stand, lines of waiting work, and what was given before."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from typing import Any

import msgspec

from desk.contract.agents import AgentState
from desk.contract.assignment import AssignmentRules
from desk.contract.events import Event
from desk.contract.service import BY_RULE, Priority
from desk.queueing.assignment import Person, Work, line_key
from desk.server.store import absences, assignment_rules, calendars, clock, hand_overs, loads, log, profiles, turns
from desk.server.store.db import Row, Tx, listed

_skills = msgspec.json.Decoder(frozenset[str]).decode
_ids = msgspec.json.Decoder(frozenset[int]).decode
_WAITS = "owner_id IS NULL AND state IN ('new', 'open')"
_DUE = "ifnull(due_at, 9000000000000000000)"
_IN_LINE = f"{_DUE}, created_at, id"
_BY_RULE = json.dumps(sorted(BY_RULE))
#: What a ticket asks for that asks for nothing, as it is kept.
NO_SKILLS = "[]"
#: Waiting tickets that are read at once.
_CHUNK = 50
#: The urgent first.
_URGENT_FIRST = tuple(reversed(Priority))
_SECOND = 1_000_000
#: Quicker than asking the enumeration 550 times.
_STATES = {state.value: state for state in AgentState}
#: Whoever has chosen one of these for after the call has said good-bye already.
_GONE = frozenset(state.value for state in (AgentState.BREAK, AgentState.AWAY, AgentState.OFF))
#: Whoever was here before their shift ended, and is here still, has forgotten to go.
LAST_SHIFT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Source:
    """A queue whose work is given out by rule."""

    queue_id: int
    priority: Priority
    weight: float
    skills: frozenset[str]


def sources(tx: Tx) -> dict[int, Source]:
    """The queues whose work is given out by rule, by id."""
    rows = tx.all("SELECT id, priority, weight, skills FROM queues WHERE assigns = 1")
    return {row["id"]: _source(row) for row in rows}


def source(tx: Tx, queue_id: int) -> Source | None:
    """A queue, if its work is given out by rule."""
    return sources(tx).get(queue_id)


def _source(row: Row) -> Source:
    return Source(row["id"], Priority(row["priority"]), row["weight"], _skills(row["skills"]))


def with_waiting(tx: Tx) -> list[Source]:
    """Those of them in which work waits."""
    # Left to itself, SQLite looks through all open tickets of a queue for one without owner.
    sql = f"SELECT 1 FROM tickets INDEXED BY tickets_line WHERE queue_id = ? AND {_WAITS} LIMIT 1"  # noqa: S608
    return [one for one in sources(tx).values() if tx.value(sql, (one.queue_id,)) is not None]


def people(tx: Tx, rules: AssignmentRules, queue_ids: list[int], among: Iterable[int] | None = None) -> list[Person]:
    """Everybody who works in these queues (of some people only, if so asked), as they stand."""
    rows = tx.all(
        "SELECT u.id, u.role, s.state, s.since, s.next_state, s.here_since, p.profile,"  # noqa: S608
        " json_group_array(q.queue_id) AS queue_ids,"
        " max(ifnull((SELECT max(t.assigned_at) FROM tickets t WHERE t.owner_id = u.id AND t.assigned_at IS NOT NULL),"
        " 0), ifnull((SELECT max(c.answered_at) FROM calls c WHERE c.agent_id = u.id AND c.answered_at IS NOT NULL),"
        " 0)) AS came FROM users u JOIN user_queues q ON q.user_id = u.id"
        " LEFT JOIN agent_states s ON s.user_id = u.id LEFT JOIN profiles p ON p.user_id = u.id"
        " WHERE q.queue_id IN (SELECT value FROM json_each(?)) AND u.active = 1"
        + ("" if among is None else " AND u.id IN (SELECT value FROM json_each(?))")
        + " GROUP BY u.id",
        (listed(queue_ids),) if among is None else (listed(queue_ids), listed(among)),
    )
    here = [row["id"] for row in rows if row["state"] not in (None, AgentState.OFF)]
    today = calendars.today(tx)
    standing = _Standing(
        tx.now,
        clock.micros(tx.now),
        rules,
        turns.ending(tx, here, tx.now, tx.now - LAST_SHIFT),
        absences.leaving(tx, tx.now, tx.now + timedelta(minutes=rules.quiet_minutes), here),
        loads.in_hand(tx, here),
        callbacks_due(tx),
        loads.hard_work(tx, today - timedelta(days=today.weekday()), today),
        loads.ahead(tx, here),
    )
    return [standing.person(row) for row in rows]


def callbacks_due(tx: Tx) -> dict[int, int]:
    """Call-backs by who owes them, due today or late."""
    tomorrow = calendars.days(tx, calendars.today(tx), calendars.today(tx))[0].end
    rows = tx.all(
        "SELECT owner_id, count(*) AS n FROM callbacks WHERE (done_at IS NULL) = 1 AND due_at < ? GROUP BY owner_id",
        (clock.micros(tomorrow),),
    )
    return {row["owner_id"]: row["n"] for row in rows}


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is known of everybody at once."""

    now: datetime
    micros: int
    rules: AssignmentRules
    ends: dict[int, datetime]
    absent: dict[int, datetime]
    in_hand: dict[int, float]
    callbacks: dict[int, int]
    hard: dict[int, tuple[int, int]]
    ahead: dict[int, int]

    def person(self, row: Row) -> Person:
        user_id, profile = row["id"], profiles.decoded(row["profile"])
        state = _STATES.get(row["state"])
        load = self.in_hand.get(user_id, 0.0) + self.callbacks.get(user_id, 0) * self.rules.callback_weight
        if state is AgentState.IN_CALL:
            load += self.rules.call_weight
        since = row["came"] or row["since"]
        hard = self.hard.get(user_id, (0, 0))
        return Person(
            user_id=user_id,
            state=_STATES[row["next_state"]] if row["next_state"] in _GONE else state,
            queue_ids=_ids(row["queue_ids"]),
            skills=profiles.skills(row["profile"], row["role"]),
            capacity=self.rules.capacity if profile.capacity is None else profile.capacity,
            load=load,
            free_seconds=0 if since is None else max(0, (self.micros - since) // _SECOND),
            leaves_in=self._leaves_in(row),
            hard=hard[0],
            hard_week=hard[1],
            ahead=self.ahead.get(user_id, 0),
        )

    def _leaves_in(self, row: Row) -> float | None:
        """Seconds until they go, by their shift or because they will be absent; a shift that was over before they came
        does not count."""
        end, absent, came = self.ends.get(row["id"]), self.absent.get(row["id"]), row["here_since"]
        if end is not None and came is not None and clock.micros(end) <= came:
            end = None
        return min(((at - self.now).total_seconds() for at in (end, absent) if at is not None), default=None)


class Line:
    """The tickets that wait in some queues, in the order in which they have their turn; read as they are asked for."""

    def __init__(self, tx: Tx, among: Iterable[Source]) -> None:
        self._tx = tx
        self._among = {one.queue_id: one for one in among}
        #: By queue: what tickets ask for (as JSON) that nobody can do now.
        self._hopeless = {queue_id: set[str]() for queue_id in self._among}

    def __iter__(self) -> Iterator[tuple[Row, Source]]:
        waiting = (self._of(queue_id) for queue_id in self._among)
        return ((row, self._among[row["queue_id"]]) for row in merge(*waiting, key=self._key))

    def give_up(self, row: Row) -> None:
        """Nobody can have this ticket: leave out those of its queue that ask for the same."""
        self._hopeless[row["queue_id"]].add(row["skills"])

    def _key(self, row: Row) -> tuple[Any, ...]:
        return line_key(
            Priority(row["priority"]),
            self._among[row["queue_id"]].priority,
            clock.maybe_instant(row["due_at"]),
            clock.instant(row["created_at"]),
            row["id"],
        )

    def _of(self, queue_id: int) -> Iterator[Row]:
        """A queue's line, some at a time."""
        for priority in _URGENT_FIRST:
            after: tuple[int, int, int] | None = (-(2**62), 0, 0)
            while after is not None:
                hopeless = self._hopeless[queue_id]
                if NO_SKILLS in hopeless:
                    return
                rows = self._tx.all(
                    f"SELECT *, {_DUE} AS due FROM tickets WHERE queue_id = ? AND priority = ? AND {_WAITS}"  # noqa: S608
                    f" AND ({_IN_LINE}) > (?, ?, ?) AND skills NOT IN (SELECT value FROM json_each(?))"
                    f" ORDER BY {_IN_LINE} LIMIT ?",
                    (queue_id, priority, *after, json.dumps(list(hopeless)), _CHUNK),
                )
                yield from (row for row in rows if row["skills"] not in hopeless)
                last = rows[-1] if len(rows) == _CHUNK else None
                after = None if last is None else (last["due"], last["created_at"], last["id"])


def skills(row: Row, one: Source) -> frozenset[str]:
    """What whoever gets this ticket has to be able to do."""
    return one.skills | _skills(row["skills"])


def work(tx: Tx, row: Row, one: Source, rules: AssignmentRules) -> Work:
    """A ticket as work to give out."""
    had = tx.all("SELECT user_id FROM had_tickets WHERE ticket_id = ?", (row["id"],))
    helped = {} if row["customer_id"] is None else hand_overs.helped(tx, row["customer_id"])
    since = max(row["created_at"], row["assigned_at"] or 0)
    return Work(
        ticket_id=row["id"],
        queue_id=row["queue_id"],
        weight=one.weight,
        skills=skills(row, one),
        hard=loads.is_hard(row["tags"], row["reopened"], rules),
        knows={user_id: max(0, (tx.now - at).days) for user_id, at in helped.items()},
        had=frozenset(one["user_id"] for one in had),
        waited=max(0, (clock.micros(tx.now) - since) // _SECOND),
    )


def waiting_work(tx: Tx, ticket_id: int) -> Work | None:
    """A ticket that waits to be given out by rule; None when it does not."""
    row = tx.one(f"SELECT * FROM tickets WHERE id = ? AND {_WAITS}", (ticket_id,))  # noqa: S608 (constants)
    one = None if row is None else source(tx, row["queue_id"])
    return None if row is None or one is None else work(tx, row, one, assignment_rules.in_force(tx).rules)


def place(tx: Tx, ticket_id: int) -> int | None:
    """The place of a waiting ticket in the line of its queue, 1 for the next."""
    row = tx.one(
        f"SELECT queue_id, priority, {_DUE}, created_at, id FROM tickets WHERE id = ? AND {_WAITS}",  # noqa: S608
        (ticket_id,),
    )
    if row is None:
        return None
    queue_id, priority, *before = row
    ahead = _URGENT_FIRST[: _URGENT_FIRST.index(Priority(priority))]
    count = f"SELECT count(*) FROM tickets WHERE queue_id = ? AND priority = ? AND {_WAITS}"  # noqa: S608
    urgent = sum(int(tx.value(count, (queue_id, one))) for one in ahead)
    return urgent + int(tx.value(f"{count} AND ({_IN_LINE}) <= (?, ?, ?)", (queue_id, priority, *before)))


def closed_since(tx: Tx, queue_id: int, since: datetime) -> int:
    """How many tickets of a queue were closed since then and have stayed so."""
    sql = "SELECT count(*) FROM tickets WHERE queue_id = ? AND state = 'closed' AND changed_at > ?"
    return int(tx.value(sql, (queue_id, clock.micros(since))))


def untouched(tx: Tx, queue_id: int, before: datetime) -> list[tuple[int, int]]:
    """Tickets of a queue that somebody has had since before an instant, and has neither touched nor kept; each with
    since when (in microseconds), the earliest first. What a colleague gave them while they were off, they have since
    they came, and it stays while they are off; a rule gave theirs because they were here."""
    rows = tx.all(
        "SELECT t.id, CASE WHEN t.assigned_code IN (SELECT value FROM json_each(?)) THEN t.assigned_at"
        " ELSE max(t.assigned_at, s.here_since) END AS had_since FROM tickets t JOIN agent_states s ON s.user_id ="
        " t.owner_id LEFT JOIN kept_work k ON k.owed = 'ticket' AND k.owed_id = t.id AND k.user_id = t.owner_id"
        " AND k.keep_until > ? WHERE t.queue_id = ? AND t.owner_id IS NOT NULL AND t.touched_at IS NULL AND t.state IN"
        " ('new', 'open') AND t.assigned_at <= ? AND had_since <= ? AND k.owed_id IS NULL ORDER BY had_since LIMIT 50",
        (_BY_RULE, clock.micros(tx.now), queue_id, clock.micros(before), clock.micros(before)),
    )
    return [(row["id"], row["had_since"]) for row in rows]


def history(tx: Tx, ticket_id: int, assigned: int | None, limit: int) -> list[Event]:
    """What made a ticket, what changed it last, and the event that put it where it is, the newest first."""
    rows = tx.all(
        "SELECT seq FROM log WHERE ticket_id = ? AND kind = 'ticket.changed' ORDER BY seq DESC LIMIT ?",
        (ticket_id, limit),
    )
    found = log.some(tx, [ticket_id, *(row["seq"] for row in rows), *([] if assigned is None else [assigned])])
    return sorted(found, key=lambda event: event.seq, reverse=True)


def names(tx: Tx, user_ids: list[int]) -> dict[int, str]:
    """What people are called."""
    rows = tx.all("SELECT id, name FROM users WHERE id IN (SELECT value FROM json_each(?))", (listed(user_ids),))
    return {row["id"]: row["name"] for row in rows}


def here_today(tx: Tx, user_id: int) -> bool:
    """Whether somebody is, was, or by the rota will be here today; also when nobody is rostered who would tell."""
    today = calendars.today(tx)
    row = tx.one("SELECT s.state, s.since FROM users u LEFT JOIN agent_states s ON s.user_id = u.id"
                 " WHERE u.id = ? AND u.active = 1", (user_id,))  # fmt: skip
    if row is None or _is_absent(tx, user_id):
        return False
    if row["state"] is not None and (
        row["state"] != AgentState.OFF or calendars.day_at(tx, clock.instant(row["since"])) == today
    ):
        return True
    rostered = turns.on_shift(tx, today)
    return not rostered or user_id in rostered


def _is_absent(tx: Tx, user_id: int) -> bool:
    sql = "SELECT 1 FROM absences WHERE user_id = ? AND starts_at <= ? AND ends_at > ? AND state = 'approved'"
    return tx.value(sql, (user_id, clock.micros(tx.now), clock.micros(tx.now))) is not None
