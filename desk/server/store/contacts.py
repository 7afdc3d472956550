"""What is kept beside a customer's record: remarks, relations, the last contact, who looked, who has read how far."""

from collections.abc import Sequence
from datetime import datetime

from desk.contract.customers import Relation, RelationKind, Remark, RemarkKind
from desk.contract.events import (
    ArticleAdded,
    CallAnswered,
    CallEnded,
    CustomerViewed,
    Event,
    FactBase,
    RelationAdded,
    RelationRemoved,
    RemarkAdded,
    RemarkRemoved,
)
from desk.contract.tickets import ArticleKind
from desk.server.store import clock
from desk.server.store.db import Tx, listed
from desk.server.store.log import projects, some
from desk.server.store.people import root, touch

#: Among so many calls and articles there is a contact, if ever there was one worth telling.
RECALLED = 100


@projects(RemarkAdded)
def remark_added(tx: Tx, event: Event, fact: RemarkAdded) -> None:
    """One more standing note."""
    tx.run(
        "INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?)",
        (event.seq, event.customer_id, fact.remark_kind, fact.text, event.actor_id, clock.micros(event.at)),
    )
    touch(tx, event)


@projects(RemarkRemoved)
def remark_removed(tx: Tx, event: Event, fact: RemarkRemoved) -> None:
    """It no longer holds."""
    tx.run("DELETE FROM remarks WHERE id = ?", (fact.remark_id,))
    touch(tx, event)


@projects(RelationAdded)
def relation_added(tx: Tx, event: Event, fact: RelationAdded) -> None:
    """Two customers belong together."""
    tx.run("INSERT INTO relations VALUES (?, ?, ?, ?)", (event.seq, event.customer_id, fact.other_id, fact.relation))
    touch(tx, event)


@projects(RelationRemoved)
def relation_removed(tx: Tx, event: Event, fact: RelationRemoved) -> None:
    """They no longer do."""
    tx.run("DELETE FROM relations WHERE id = ?", (fact.relation_id,))
    touch(tx, event)


@projects(CustomerViewed)
def viewed(tx: Tx, event: Event, _fact: CustomerViewed) -> None:
    """Somebody looked; a program has no looks."""
    if event.actor_id is None:
        return
    tx.run(
        "INSERT INTO looks VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)",
        (event.actor_id, event.customer_id, clock.micros(event.at)),
    )


def _contact(fact: FactBase) -> str:
    """The code of a contact: talked, missed, we wrote, they wrote; notes are our own affair."""
    match fact:
        case ArticleAdded(article_kind=ArticleKind.REPLY | ArticleKind.MESSAGE as kind):
            return f"article:{kind}"
        case CallAnswered():
            return "call:answered"
        case CallEnded(missed=True):
            return "call:missed"
        case _:
            return ""


def _met(tx: Tx, event: Event, fact: FactBase) -> None:
    """The newest contact stands, whatever order the log learns of them in."""
    if code := _contact(fact):
        at = clock.micros(event.at)
        tx.run(
            "UPDATE customers SET last_contact = ?, last_contact_at = ?"
            " WHERE id = ? AND (last_contact_at IS NULL OR last_contact_at <= ?)",
            (code, at, event.customer_id, at),
        )


for _kind in (ArticleAdded, CallAnswered, CallEnded):
    projects(_kind)(_met)


def recall(tx: Tx, customer_id: int) -> None:
    """Part of projecting what moves a customer's events: read the last contact off the timeline again."""
    rows = tx.all(
        "SELECT seq FROM timeline WHERE customer_id = ? AND grp IN ('call', 'article')"
        " ORDER BY at DESC, seq DESC LIMIT ?",
        (customer_id, RECALLED),
    )
    events = {event.seq: event for event in some(tx, (row["seq"] for row in rows))}
    newest = next((events[row["seq"]] for row in rows if _contact(events[row["seq"]].fact)), None)
    tx.run(
        "UPDATE customers SET last_contact = ?, last_contact_at = ? WHERE id = ?",
        (
            "" if newest is None else _contact(newest.fact),
            None if newest is None else clock.micros(newest.at),
            customer_id,
        ),
    )


def remarks(tx: Tx, everyone: Sequence[int]) -> list[Remark]:
    """Their standing notes: risks first, then kindnesses, then the rest; the newest of each first."""
    rows = tx.all(
        "SELECT r.*, u.name AS author FROM remarks r LEFT JOIN users u ON u.id = r.actor_id"
        " WHERE r.customer_id IN (SELECT value FROM json_each(?)) ORDER BY r.id DESC",
        (listed(everyone),),
    )
    found = [
        Remark(
            id=row["id"],
            kind=RemarkKind(row["kind"]),
            text=row["text"],
            author=row["author"] or "",
            at=clock.instant(row["at"]),
        )
        for row in rows
    ]
    return sorted(found, key=lambda remark: list(RemarkKind).index(remark.kind))


def relations(tx: Tx, everyone: Sequence[int]) -> list[Relation]:
    """Who belongs to them, whichever side said so; nobody belongs to himself after a merge."""
    rows = tx.all(
        "SELECT id, kind, other_id AS other FROM relations WHERE customer_id IN (SELECT value FROM json_each(?))"
        " UNION ALL SELECT id, kind, customer_id FROM relations WHERE other_id IN (SELECT value FROM json_each(?))"
        " ORDER BY id",
        (listed(everyone), listed(everyone)),
    )
    found = list[Relation]()
    for row in rows:
        whose = root(tx, row["other"])
        if whose is not None and whose not in everyone:
            name = tx.value("SELECT name FROM customers WHERE id = ?", (whose,))
            found.append(Relation(id=row["id"], kind=RelationKind(row["kind"]), customer_id=whose, name=name))
    return found


def last_contact(tx: Tx, everyone: Sequence[int]) -> tuple[str, datetime | None]:
    """Their newest contact, as a code, and when; empty and None when there was none."""
    row = tx.one(
        "SELECT last_contact, last_contact_at FROM customers"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY last_contact_at DESC LIMIT 1",
        (listed(everyone),),
    )
    return ("", None) if row is None else (row["last_contact"], clock.maybe_instant(row["last_contact_at"]))


def reading(tx: Tx, user_id: int | None, everyone: Sequence[int]) -> int:
    """How far somebody has read of them, as a seq."""
    sql = (
        "SELECT coalesce(max(seq), 0) FROM reads WHERE user_id = ? AND customer_id IN (SELECT value FROM json_each(?))"
    )
    return int(tx.value(sql, (user_id, listed(everyone))))


def read_to(tx: Tx, user_id: int, customer_id: int, seq: int) -> None:
    """Somebody has seen a customer's events up to here; never moves back."""
    tx.run(
        "INSERT INTO reads VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)",
        (user_id, customer_id, seq),
    )


def looked(tx: Tx, user_id: int, customer_id: int, since: datetime) -> bool:
    """Whether somebody's look at a customer was recorded since then."""
    at = tx.value("SELECT at FROM looks WHERE user_id = ? AND customer_id = ?", (user_id, customer_id))
    return at is not None and at >= clock.micros(since)
