"""What people owe at the end of a shift: their open tickets, call-backs and missed calls; what is kept or left."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desk.contract.events import ArticleAdded, CallAnswered, DayClosed, Event, SessionStarted, WorkHandedOver, WorkKept
from desk.contract.hand_overs import Owed
from desk.contract.tickets import ArticleKind
from desk.server.rules.masking import masked_number
from desk.server.store import clock, log, people
from desk.server.store.db import Row, Tx, listed

#: As many as one hand-over takes.
MOST = 500
#: Among so many calls and articles there is somebody who knows a customer, if ever there was one.
RECALLED = 30
_KEPT = "LEFT JOIN kept_work k ON k.owed = '{0}' AND k.owed_id = {1}.id AND k.user_id = {1}.owner_id"
_TICKETS = (
    "SELECT t.id, t.title, t.owner_id, t.queue_id, t.customer_id, t.version, t.pending_until AS due_at,"  # noqa: S608
    f" k.keep_until, c.name AS customer FROM tickets t {_KEPT.format('ticket', 't')} LEFT JOIN customers c ON c.id ="
    " t.customer_id WHERE "
)
#: A ticket waits for us unless we have said the last word to the customer.
_WAITS_FOR_US = (
    "t.state = ? AND (SELECT a.kind FROM articles a WHERE a.ticket_id = t.id AND a.kind IN ('reply', 'message')"
    " ORDER BY a.id DESC LIMIT 1) IS NOT 'reply'"
)
_CALLBACKS = (
    "SELECT b.id, b.words AS title, b.number, b.owner_id, l.queue_id, b.customer_id, b.version, b.due_at,"  # noqa: S608
    f" k.keep_until, c.name AS customer FROM callbacks b {_KEPT.format('callback', 'b')}"
    " LEFT JOIN customers c ON c.id = b.customer_id LEFT JOIN calls l ON l.id = b.call_id"
    " WHERE (b.done_at IS NULL) = 1 AND "
)
#: Nobody has talked with them since.
_IS_MISSED = (
    "m.state = 'missed' AND m.wrap_up_code IS NULL AND NOT EXISTS (SELECT 1 FROM calls d WHERE d.number = m.number"
    " AND d.number <> '' AND d.id > m.id AND d.answered_at IS NOT NULL AND d.state <> 'missed')"
)
_MISSED = (
    "SELECT m.id, '' AS title, m.number, m.owner_id, m.queue_id, m.customer_id, m.version, NULL AS due_at,"  # noqa: S608
    f" k.keep_until, c.name AS customer FROM calls m {_KEPT.format('missed_call', 'm')} LEFT JOIN customers c ON"
    f" c.id = m.customer_id WHERE m.owner_id IS NOT NULL AND {_IS_MISSED} AND "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One thing that is owed, by whom, to whom; kept until then, if it was."""

    owed: Owed
    id: int
    title: str
    owner_id: int
    queue_id: int | None
    customer_id: int | None
    customer_name: str
    due_at: datetime | None
    kept_until: datetime | None
    version: int


@log.projects(WorkKept)
def kept(tx: Tx, _event: Event, fact: WorkKept) -> None:
    """It stays where it is until then."""
    until = clock.micros(fact.keep_until)
    tx.run("INSERT OR REPLACE INTO kept_work VALUES (?, ?, ?, ?)", (fact.owed, fact.owed_id, fact.user_id, until))


@log.projects(WorkHandedOver)
def handed_over(tx: Tx, event: Event, fact: WorkHandedOver) -> None:
    """It is somebody else's."""
    tx.run("DELETE FROM kept_work WHERE owed = ? AND owed_id = ?", (fact.owed, fact.owed_id))
    table = {Owed.CALLBACK: "callbacks", Owed.MISSED_CALL: "calls"}.get(fact.owed)
    if table is not None:
        sql = f"UPDATE {table} SET owner_id = ?, version = ? WHERE id = ?"  # noqa: S608 (one of two)
        tx.run(sql, (fact.to_id, event.seq, fact.owed_id))


@log.projects(DayClosed)
def day_closed(tx: Tx, event: Event, fact: DayClosed) -> None:
    """What these people left is the leads' now."""
    day = fact.day.isoformat()
    tx.run("INSERT OR REPLACE INTO closings VALUES (?, ?)", (day, clock.micros(event.at)))
    for user_id in fact.user_ids:
        tx.run("INSERT OR REPLACE INTO left_work VALUES (?, ?, ?)", (user_id, day, event.seq))


@log.projects(SessionStarted)
def came_back(tx: Tx, event: Event, _fact: SessionStarted) -> None:
    """Who is back sees what is owed."""
    tx.run("DELETE FROM left_work WHERE user_id = ?", (event.actor_id,))


def is_closed(tx: Tx, day: date) -> bool:
    """Whether it was looked at what was left of a day."""
    return tx.value("SELECT 1 FROM closings WHERE day = ?", (day.isoformat(),)) is not None


def left_by(tx: Tx) -> list[tuple[int, str, date]]:
    """Who left something behind: id, name, and the day."""
    rows = tx.all("SELECT l.user_id, l.day, u.name FROM left_work l JOIN users u ON u.id = l.user_id ORDER BY u.name")
    return [(row["user_id"], row["name"], date.fromisoformat(row["day"])) for row in rows]


def owed_by(tx: Tx, user_id: int, until: datetime, *, whole: bool = False) -> list[Debt]:
    """All that somebody owes and has not kept beyond now, what is due first; a ticket that was put aside is owed when
    it comes back before ``until``. ``whole``: what they have kept, too, and tickets that wait for the customer. No more
    than one hand-over takes."""
    kept_beyond = clock.micros(until if whole else tx.now)
    opened = "t.state = ?" if whole else _WAITS_FOR_US
    parts = (
        (Owed.TICKET, f"{_TICKETS}t.owner_id = ? AND {opened}", (user_id, "new")),
        (Owed.TICKET, f"{_TICKETS}t.owner_id = ? AND {opened}", (user_id, "open")),
        (
            Owed.TICKET,
            f"{_TICKETS}t.owner_id = ? AND t.state = 'pending' AND t.pending_until < ?",
            (user_id, clock.micros(until)),
        ),
        (Owed.CALLBACK, f"{_CALLBACKS}b.owner_id = ?", (user_id,)),
        (Owed.MISSED_CALL, f"{_MISSED}m.owner_id = ?", (user_id,)),
    )
    limit = " AND (k.keep_until IS NULL OR k.keep_until <= ?) LIMIT ?"
    found = [
        _debt(owed, row) for owed, sql, values in parts for row in tx.all(sql + limit, (*values, kept_beyond, MOST))
    ]
    return sorted(found, key=_urgency)[:MOST]


def debt(tx: Tx, owed: Owed, owed_id: int) -> Debt | None:
    """One thing, if it is owed by anybody, kept or not."""
    match owed:
        case Owed.TICKET:
            row = tx.one(f"{_TICKETS}t.id = ? AND t.state <> 'closed' AND t.owner_id IS NOT NULL", (owed_id,))
        case Owed.CALLBACK:
            row = tx.one(f"{_CALLBACKS}b.id = ?", (owed_id,))
        case Owed.MISSED_CALL:
            row = tx.one(f"{_MISSED}m.id = ?", (owed_id,))
    return None if row is None else _debt(owed, row)


def of_leavers(tx: Tx, user_id: int | None, most: int) -> list[Debt]:
    """Call-backs and missed calls of people whose accounts are switched off, of one of them or of any."""
    # Crosswise, or SQLite looks through everything there ever was for a leaver's.
    rows = tx.all(
        f"SELECT '{Owed.CALLBACK}' AS owed, b.id FROM users u CROSS JOIN callbacks b INDEXED BY callbacks_owner"  # noqa: S608
        " ON b.owner_id = u.id AND (b.done_at IS NULL) = 1 WHERE u.active = 0 AND u.id = ifnull(?1, u.id) UNION ALL"
        f" SELECT '{Owed.MISSED_CALL}', m.id FROM users u CROSS JOIN calls m INDEXED BY calls_owed"
        f" ON m.owner_id = u.id AND {_IS_MISSED} WHERE u.active = 0 AND u.id = ifnull(?1, u.id) LIMIT ?2",
        (user_id, most),
    )
    found = (debt(tx, Owed(row["owed"]), row["id"]) for row in rows)
    return [one for one in found if one is not None]


def knowing(tx: Tx, customer_id: int) -> list[int]:
    """Who talked with a customer or wrote to them, the last one first."""
    return list(helped(tx, customer_id))


def helped(tx: Tx, customer_id: int) -> dict[int, datetime]:
    """Who talked with a customer or wrote to them, the last one first, and when last."""
    found = dict[int, datetime]()
    for event in _contacts(tx, people.root(tx, customer_id) or customer_id):
        match event.fact:
            case CallAnswered(agent_id=int() as agent):
                found.setdefault(agent, event.at)
            case ArticleAdded(article_kind=ArticleKind.REPLY) if event.actor_id is not None:
                found.setdefault(event.actor_id, event.at)
            case _:
                pass
    return found


def _contacts(tx: Tx, customer_id: int) -> list[Event]:
    """The newest calls and articles of all records of a person, the last one first; each record's by its own index."""
    sql = (
        "SELECT seq FROM timeline WHERE customer_id = ? AND grp IN ('call', 'article')"
        " ORDER BY at DESC, seq DESC LIMIT ?"
    )
    rows = [row for one in people.members(tx, customer_id) for row in tx.all(sql, (one, RECALLED))]
    return sorted(log.some(tx, (row["seq"] for row in rows)), key=lambda event: (event.at, event.seq), reverse=True)


def loads(tx: Tx, user_ids: Iterable[int]) -> Counter[int]:
    """How many open tickets and call-backs each of these people has."""
    ids = listed(user_ids)
    rows = tx.all(
        "SELECT owner_id, count(*) AS n FROM tickets WHERE owner_id IN (SELECT value FROM json_each(?))"
        " AND state IN ('new', 'open') GROUP BY owner_id UNION ALL SELECT owner_id, count(*) FROM callbacks"
        " WHERE owner_id IN (SELECT value FROM json_each(?)) AND (done_at IS NULL) = 1 GROUP BY owner_id",
        (ids, ids),
    )
    found = Counter[int]()
    for row in rows:
        found[row["owner_id"]] += row["n"]
    return found


def queues_of(tx: Tx, user_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """The queues of each of these people who is active and works in any."""
    rows = tx.all(
        "SELECT q.user_id, json_group_array(q.queue_id) AS ids FROM user_queues q JOIN users u ON u.id = q.user_id"
        " WHERE q.user_id IN (SELECT value FROM json_each(?)) AND u.active = 1 GROUP BY q.user_id",
        (listed(user_ids),),
    )
    return {row["user_id"]: frozenset(json.loads(row["ids"])) for row in rows}


def _urgency(debt: Debt) -> tuple[bool, float, int]:
    return debt.due_at is None, 0.0 if debt.due_at is None else debt.due_at.timestamp(), debt.id


def _debt(owed: Owed, row: Row) -> Debt:
    title = row["title"].strip().partition("\n")[0][:300]
    if owed is not Owed.TICKET:
        known = row["customer_id"] is not None
        title = title or (masked_number(row["number"]) if known else row["number"])
    return Debt(
        owed=owed,
        id=row["id"],
        title=title,
        owner_id=row["owner_id"],
        queue_id=row["queue_id"],
        customer_id=row["customer_id"],
        customer_name=row["customer"] or "",
        due_at=clock.maybe_instant(row["due_at"]),
        kept_until=clock.maybe_instant(row["keep_until"]),
        version=row["version"],
    )
