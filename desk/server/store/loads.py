"""What people have in hand and what stands in queues: counted as tickets come and go, with what was hard, what was
touched and what was lost."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import msgspec

from desk.contract.assignment import AssignmentRules
from desk.contract.events import ArticleAdded, CustomerViewed, Event, TicketChanged, TicketTouched
from desk.contract.service import AssignmentCode
from desk.server.store import assignment_rules, calendars, clock, people
from desk.server.store.db import Tx, listed
from desk.server.store.log import projects

_tags = msgspec.json.Decoder(frozenset[str]).decode
_IN_HAND = ("new", "open")
#: Rules let nobody have more that they have not touched.
MANY = 200


class _Ticket(NamedTuple):
    """What of a ticket counts for its owner."""

    owner_id: int | None
    queue_id: int
    state: str
    tags: str
    reopened: int
    touched_at: int | None

    @property
    def in_hand(self) -> tuple[int, int] | None:
        """Whose it is and of which queue; None when nobody has it to do now."""
        return None if self.owner_id is None or self.state not in _IN_HAND else (self.owner_id, self.queue_id)

    @property
    def stands(self) -> tuple[int, bool, bool]:
        """In which queue, whether it is open there, and whether it waits for somebody."""
        waits = self.owner_id is None and self.state in _IN_HAND
        return self.queue_id, self.state != "closed", waits


@contextmanager
def following(tx: Tx, event: Event, ticket_id: int) -> Generator[None]:
    """Around what changes a ticket's owner, queue, state or tags in a projection: everything here follows."""
    before = _ticket(tx, ticket_id)
    yield
    after = _ticket(tx, ticket_id)
    if after is None:
        return
    _count(tx, None if before is None else before.in_hand, after.in_hand)
    _count_queue(tx, None if before is None else before.stands, after.stands)
    if event.actor_id is not None and event.actor_id == after.owner_id:
        _touch(tx, event, ticket_id)
    _follow_lost(tx, event, ticket_id, before, after)
    _follow_hard(tx, event, ticket_id, before, after)


def _ticket(tx: Tx, ticket_id: int) -> _Ticket | None:
    row = tx.one("SELECT owner_id, queue_id, state, tags, reopened, touched_at FROM tickets WHERE id = ?", (ticket_id,))
    return None if row is None else _Ticket(*row)


def _count(tx: Tx, before: tuple[int, int] | None, after: tuple[int, int] | None) -> None:
    if before == after:
        return
    if before is not None:
        tx.run("UPDATE loads SET tickets = tickets - 1 WHERE user_id = ? AND queue_id = ?", before)
        tx.run("DELETE FROM loads WHERE user_id = ? AND queue_id = ? AND tickets = 0", before)
    if after is not None:
        sql = "INSERT INTO loads VALUES (?, ?, 1) ON CONFLICT (user_id, queue_id) DO UPDATE SET tickets = tickets + 1"
        tx.run(sql, after)


def _count_queue(tx: Tx, before: tuple[int, bool, bool] | None, after: tuple[int, bool, bool]) -> None:
    if before == after:
        return
    if before is not None:
        _add_to_queue(tx, before[0], -before[1], -before[2])
    _add_to_queue(tx, after[0], int(after[1]), int(after[2]))
    tx.run("DELETE FROM queue_work WHERE queue_id = ? AND open = 0", (before[0] if before is not None else after[0],))


def _add_to_queue(tx: Tx, queue_id: int, is_open: int, waits: int) -> None:
    sql = (
        "INSERT INTO queue_work VALUES (?1, ?2, ?3) ON CONFLICT (queue_id)"
        " DO UPDATE SET open = open + ?2, waiting = waiting + ?3"
    )
    if is_open or waits:
        tx.run(sql, (queue_id, is_open, waits))


def _follow_lost(tx: Tx, event: Event, ticket_id: int, before: _Ticket | None, after: _Ticket) -> None:
    """Who gave it back, or from whom it was taken, has had it; until it is closed, or they take it after all."""
    if after.state == "closed":
        tx.run("DELETE FROM had_tickets WHERE ticket_id = ?", (ticket_id,))
    elif after.owner_id is not None:
        tx.run("DELETE FROM had_tickets WHERE ticket_id = ? AND user_id = ?", (ticket_id, after.owner_id))
    elif before is not None and before.owner_id is not None and not _came_back(event):
        tx.run("INSERT OR IGNORE INTO had_tickets VALUES (?, ?)", (ticket_id, before.owner_id))


def _came_back(event: Event) -> bool:
    fact = event.fact
    return (
        isinstance(fact, TicketChanged) and fact.reason is not None and (fact.reason.code is AssignmentCode.CAME_BACK)
    )


def _follow_hard(tx: Tx, event: Event, ticket_id: int, before: _Ticket | None, after: _Ticket) -> None:
    """A hard ticket counts for whoever has it, on the day it came; also when they lose it, if they had touched it."""
    if before is not None and before.owner_id not in (None, after.owner_id) and before.touched_at is None:
        tx.run("DELETE FROM hard_tickets WHERE ticket_id = ? AND user_id = ?", (ticket_id, before.owner_id))
    if after.in_hand is not None and is_hard(after.tags, after.reopened, assignment_rules.in_force(tx).rules):
        day = calendars.day_at(tx, event.at).isoformat()
        tx.run("INSERT OR IGNORE INTO hard_tickets VALUES (?, ?, ?)", (ticket_id, after.owner_id, day))


def is_hard(tags: str, reopened: int, rules: AssignmentRules) -> bool:
    """Whether a ticket with these tags (as JSON) is hard."""
    return bool(reopened) or (bool(rules.hard_tags) and not _tags(tags).isdisjoint(rules.hard_tags))


def _touch(tx: Tx, event: Event, ticket_id: int | None) -> None:
    sql = "UPDATE tickets SET touched_at = ? WHERE id = ? AND owner_id = ?"
    tx.run(sql, (clock.micros(event.at), ticket_id, event.actor_id))


@projects(ArticleAdded)
def wrote(tx: Tx, event: Event, fact: ArticleAdded) -> None:
    """Its owner wrote on it."""
    if not fact.external_author:
        _touch(tx, event, event.ticket_id)


@projects(TicketTouched)
def touched(tx: Tx, event: Event, fact: TicketTouched) -> None:
    """Its owner opened it."""
    _touch(tx, event, fact.ticket_id)


@projects(CustomerViewed)
def viewed(tx: Tx, event: Event, _fact: CustomerViewed) -> None:
    """Whoever opens a customer has all that is theirs of this customer before them."""
    if event.customer_id is None:
        return
    tx.run(
        "UPDATE tickets SET touched_at = ? WHERE owner_id = ? AND state IN ('new', 'open') AND touched_at IS NULL"
        " AND +customer_id IN (SELECT value FROM json_each(?))",
        (clock.micros(event.at), event.actor_id, listed(people.members(tx, event.customer_id))),
    )


def is_untouched(tx: Tx, ticket_id: int, owner_id: int) -> bool:
    """Whether it is this person's to do, and they have not yet touched it."""
    sql = (
        "SELECT 1 FROM tickets WHERE id = ? AND owner_id = ? AND touched_at IS NULL AND assigned_at IS NOT NULL"
        " AND state IN ('new', 'open')"
    )
    return tx.value(sql, (ticket_id, owner_id)) is not None


def in_hand(tx: Tx, user_ids: Iterable[int]) -> dict[int, float]:
    """What these people's tickets weigh, by the weights of their queues now."""
    rows = tx.all(
        "SELECT l.user_id, sum(l.tickets * q.weight) AS weight FROM loads l JOIN queues q ON q.id = l.queue_id"
        " WHERE l.user_id IN (SELECT value FROM json_each(?)) GROUP BY l.user_id",
        (listed(user_ids),),
    )
    return {row["user_id"]: row["weight"] for row in rows}


def ahead(tx: Tx, user_ids: Iterable[int]) -> dict[int, int]:
    """How many tickets these people have to do and have not touched since they came; of each at most ``MANY``."""
    rows = tx.all(
        "SELECT j.value AS user_id, (SELECT count(*) FROM (SELECT 1 FROM tickets INDEXED BY tickets_ahead"
        " WHERE owner_id = j.value AND touched_at IS NULL AND assigned_at IS NOT NULL AND state IN ('new', 'open')"
        " LIMIT ?)) AS n FROM json_each(?) j",
        (MANY, listed(user_ids)),
    )
    return {row["user_id"]: row["n"] for row in rows}


def in_queues(tx: Tx) -> dict[int, tuple[int, int]]:
    """How many tickets are open in each queue, and how many of them wait for somebody."""
    return {row["queue_id"]: (row["open"], row["waiting"]) for row in tx.all("SELECT * FROM queue_work")}


def hard_work(tx: Tx, monday: date, today: date) -> dict[int, tuple[int, int]]:
    """Hard tickets and calls by person: today, and since Monday."""
    since, until = monday.isoformat(), today.isoformat()
    rows = tx.all(
        "SELECT user_id, sum(day = ?) AS today, count(*) AS week FROM (SELECT user_id, day FROM hard_tickets"
        " WHERE day BETWEEN ? AND ? UNION ALL SELECT user_id, day FROM hard_calls WHERE day BETWEEN ? AND ?)"
        " GROUP BY user_id",
        (until, since, until, since, until),
    )
    return {row["user_id"]: (row["today"], row["week"]) for row in rows}
