"""Tickets: their projections and the lists people ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any

import msgspec

from desk.contract.events import CallWrappedUp, Event, TicketChanged, TicketOpened
from desk.contract.service import Assigned, AssignmentCode, AssignmentReason, ClockKind, Priority
from desk.contract.tickets import Ticket, TicketState
from desk.server.rules import tickets as rules
from desk.server.store import clock, loads, log, moves, ticket_clocks
from desk.server.store.db import Row, Tx, listed
from desk.server.store.refile import refile

#: Its table is told how tickets were before they are moved: importing it first lets its projections run first.
BEFORE = (moves,)
_words = msgspec.json.Decoder(tuple[str, ...]).decode
_SELECT = (
    "SELECT t.*, c.name AS customer_name, u.name AS owner_name, b.name AS assigner FROM tickets t"
    " LEFT JOIN customers c ON c.id = t.customer_id LEFT JOIN users u ON u.id = t.owner_id"
    " LEFT JOIN users b ON b.id = t.assigned_by"
)


@log.projects(TicketOpened)
def opened(tx: Tx, event: Event, fact: TicketOpened) -> None:
    """A new ticket."""
    at = clock.micros(event.at)
    with loads.following(tx, event, event.seq):
        tx.run(
            "INSERT INTO tickets (id, title, state, queue_id, customer_id, owner_id, order_id, created_at, changed_at,"
            " article_count, source, external_id, version, priority, tags, skills)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
            (
                event.seq,
                fact.title,
                fact.state,
                fact.queue_id,
                event.customer_id,
                fact.owner_id,
                fact.order_id,
                at,
                at,
                fact.source,
                fact.external_id,
                event.seq,
                fact.priority,
                _text(fact.tags),
                _text(fact.skills),
            ),
        )
        if fact.owner_id is not None:
            _assign(tx, event, event.seq, fact.reason or rules.reason(fact.owner_id, event.actor_id))
    ticket_clocks.opened(tx, event, fact)


@log.projects(TicketChanged)
def changed(tx: Tx, event: Event, fact: TicketChanged) -> None:
    """The ticket from now on; with another customer, its whole history shows there, but for the caller's calls."""
    before = ticket_clocks.brief(tx, event.ticket_id)
    if before is None:
        return
    with loads.following(tx, event, before["id"]):
        _change(tx, event, fact)
    ticket_clocks.changed(tx, event, before)
    if before["customer_id"] != fact.ticket_customer_id:
        for ticket_id in (before["id"], *merged_into(tx, before["id"])):
            move(tx, ticket_id, before["customer_id"], fact.ticket_customer_id, event.seq)


def _change(tx: Tx, event: Event, fact: TicketChanged) -> None:
    takes_back = moves.takes_back(tx, fact)
    tx.run(
        "UPDATE tickets SET reopened = reopened OR (state = 'closed' AND ? IN ('new', 'open')), title = ?, state = ?,"
        " queue_id = ?, owner_id = ?, customer_id = ?, pending_until = ?, priority = ?, tags = ?, changed_at = ?,"
        " version = ? WHERE id = ?",
        (
            # What was closed by mistake has not come back.
            "" if takes_back else fact.state,
            fact.title,
            fact.state,
            fact.queue_id,
            fact.owner_id,
            fact.ticket_customer_id,
            clock.maybe_micros(fact.pending_until),
            fact.priority,
            _text(fact.tags),
            clock.micros(event.at),
            event.seq,
            event.ticket_id,
        ),
    )
    if fact.reason is not None or "owner_id" in fact.fields:
        _assign(tx, event, event.ticket_id, fact.reason or rules.reason(fact.owner_id, event.actor_id))
    if takes_back:
        moves.give_back(tx, fact, event.ticket_id)


def move(tx: Tx, ticket_id: int, old_id: int | None, new_id: int | None, moved: int) -> None:
    """Part of projecting whose a ticket is: its whole history shows with its new customer, but for the caller's
    calls."""
    tx.run("UPDATE tickets SET customer_id = ? WHERE id = ?", (new_id, ticket_id))
    events = log.about(tx, "ticket", ticket_id, moved)
    refile(tx, [one for one in events if not isinstance(one.fact, CallWrappedUp)], old_id, new_id, moved)


def merged_into(tx: Tx, ticket_id: int) -> list[int]:
    """The tickets that were merged into this one, or into one of those."""
    rows = tx.all(
        "WITH RECURSIVE same (id) AS (SELECT id FROM tickets WHERE merged_into = ?"
        " UNION SELECT t.id FROM same s JOIN tickets t ON t.merged_into = s.id) SELECT id FROM same ORDER BY id",
        (ticket_id,),
    )
    return [row["id"] for row in rows]


def standing(tx: Tx, ticket_id: int) -> int | None:
    """The ticket that stands for this one: itself, or what it was merged into at last; None when there is none."""
    found: int | None = tx.value(
        "WITH RECURSIVE same (id, merged_into) AS (SELECT id, merged_into FROM tickets WHERE id = ?"
        " UNION SELECT t.id, t.merged_into FROM same s JOIN tickets t ON t.id = s.merged_into)"
        " SELECT id FROM same WHERE merged_into IS NULL",
        (ticket_id,),
    )
    return found


def _text(words: tuple[str, ...]) -> str:
    return msgspec.json.encode(words).decode()


def _assign(tx: Tx, event: Event, ticket_id: int | None, reason: AssignmentReason) -> None:
    """Why the ticket is where it is from now on."""
    tx.run(
        "UPDATE tickets SET assigned_code = ?, assigned_words = ?, assigned_by = ?, assigned_at = ?, assigned_seq = ?,"
        " touched_at = NULL WHERE id = ?",
        (reason.code, reason.words, event.actor_id, clock.micros(event.at), event.seq, ticket_id),
    )


def ticket(tx: Tx, ticket_id: int) -> Ticket | None:
    """A ticket by its id."""
    row = tx.one(f"{_SELECT} WHERE t.id = ?", (ticket_id,))
    return None if row is None else _ticket(row, tx.now)


def of_leavers(tx: Tx, user_id: int | None, most: int) -> list[Ticket]:
    """Open tickets of people whose accounts are switched off, of one of them or of any, the oldest first."""
    # Crosswise, or SQLite looks through all open tickets for a leaver's.
    rows = tx.all(
        "SELECT t.id FROM users u CROSS JOIN tickets t INDEXED BY tickets_open_owner ON t.owner_id = u.id"
        " AND t.state <> 'closed' WHERE u.active = 0 AND u.id = ifnull(?, u.id) ORDER BY t.id LIMIT ?",
        (user_id, most),
    )
    found = some(tx, (row["id"] for row in rows))
    return [found[row["id"]] for row in rows]


def some(tx: Tx, ticket_ids: Iterable[int]) -> dict[int, Ticket]:
    """The tickets with these ids, by id."""
    sql = f"{_SELECT} WHERE t.id IN (SELECT value FROM json_each(?))"  # noqa: S608 (constant)
    rows = tx.all(sql, (listed(ticket_ids),))
    return {row["id"]: _ticket(row, tx.now) for row in rows}


def by_external(tx: Tx, source: str, external_id: str) -> int | None:
    """The ticket that stands for one of an earlier system, or that this one was merged into."""
    sql = "SELECT id FROM tickets WHERE source = ? AND external_id = ? AND external_id <> ''"
    found: int | None = tx.value(sql, (source, external_id))
    return None if found is None else standing(tx, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFilter:
    """What a list of tickets is narrowed to; ``customer_ids`` are the records of one person."""

    states: list[TicketState]
    queue_id: int | None = None
    owner_id: int | None = None
    customer_ids: list[int] | None = None

    def parts(self) -> list[tuple[str, list[Any]]]:
        """Conditions that share no ticket, each answered by one index in the order of the list.

        The narrowest filter comes first; a ``+`` keeps the others from being mistaken for it.
        """
        whose: list[tuple[str, list[Any]]] = [("", [])]
        if self.customer_ids is not None:
            whose = [("t.customer_id = ? AND ", [one]) for one in self.customer_ids]
        for column, value in (("owner_id", self.owner_id), ("queue_id", self.queue_id)):
            if value is not None:
                whose = [(f"{where}{'+' if where else ''}t.{column} = ? AND ", [*ids, value]) for where, ids in whose]
        return [(f"{where}t.state = ?", [*ids, state]) for where, ids in whose for state in self.states]


def page(tx: Tx, sought: TicketFilter, after: tuple[int, int] | None, limit: int) -> list[Ticket]:
    """Tickets most recently changed first, after ``(at, id)``: a few from each part, merged."""
    ending = " AND (t.changed_at, t.id) < (?, ?) ORDER BY t.changed_at DESC, t.id DESC LIMIT ?"
    start = after or (2**62, 0)
    rows = [
        row
        for where, values in sought.parts()
        for row in tx.all(f"{_SELECT} WHERE {where}{ending}", (*values, *start, limit))
    ]
    return [_ticket(row, tx.now) for row in nlargest(limit, rows, key=lambda row: (row["changed_at"], row["id"]))]


def count(tx: Tx, sought: TicketFilter) -> int:
    """How many tickets there are."""
    sql = "SELECT count(*) FROM tickets t WHERE "
    return sum(int(tx.value(sql + where, values)) for where, values in sought.parts())


def unseen(tx: Tx, ticket_id: int, version: int) -> list[int]:
    """The events on a ticket after the version somebody had in front of them."""
    sql = "SELECT seq FROM log WHERE ticket_id = ? AND seq > ? ORDER BY seq LIMIT 100"
    return [row["seq"] for row in tx.all(sql, (ticket_id, version))]


def due(tx: Tx) -> list[Ticket]:
    """Tickets that were put aside until now or earlier."""
    return [_ticket(row, tx.now) for row in tx.all(f"{_SELECT} WHERE t.pending_until <= ?", (clock.micros(tx.now),))]


def _ticket(row: Row, now: datetime) -> Ticket:
    return Ticket(
        id=row["id"],
        title=row["title"],
        state=TicketState(row["state"]),
        queue_id=row["queue_id"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"] or "",
        owner_id=row["owner_id"],
        owner_name=row["owner_name"] or "",
        order_id=row["order_id"],
        created_at=clock.instant(row["created_at"]),
        changed_at=clock.instant(row["changed_at"]),
        pending_until=clock.maybe_instant(row["pending_until"]),
        article_count=row["article_count"],
        last_article_id=row["last_article_id"],
        version=row["version"],
        priority=Priority(row["priority"]),
        tags=_words(row["tags"]),
        skills=_words(row["skills"]),
        due_at=clock.maybe_instant(row["due_at"]),
        due_clock=None if row["due_clock"] is None else ClockKind(row["due_clock"]),
        missed=bool(row["missed"]) or (row["due_at"] is not None and row["due_at"] < clock.micros(now)),
        assigned=None if row["assigned_code"] is None else _assigned(row),
        merged_into=row["merged_into"],
    )


def _assigned(row: Row) -> Assigned:
    return Assigned(
        code=AssignmentCode(row["assigned_code"]),
        by_id=row["assigned_by"],
        by=row["assigner"] or "",
        at=clock.instant(row["assigned_at"]),
        words=row["assigned_words"],
        seq=row["assigned_seq"],
    )
