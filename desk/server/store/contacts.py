"""What is kept beside a customer's record: remarks, relations, the last contact, who looked, who has read how far."""

from collections.abc import Sequence
from datetime import datetime

from desk.contract.customers import Relation, RelationKind, Remark, RemarkKind
from desk.contract.events import (
    ArticleAdded,
    CallAnswered,
    CallEnded,
    CallMatched,
    CustomerViewed,
    Event,
    RelationAdded,
    RelationRemoved,
    RemarkAdded,
    RemarkRemoved,
)
from desk.contract.tickets import ArticleKind
from desk.server.store import clock
from desk.server.store.db import Tx, listed
from desk.server.store.log import projects
from desk.server.store.people import root, touch


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


@projects(ArticleAdded)
def article_added(tx: Tx, event: Event, fact: ArticleAdded) -> None:
    """We wrote to the customer, or the customer to us; notes are our own affair."""
    if fact.article_kind in (ArticleKind.REPLY, ArticleKind.MESSAGE):
        _contact(tx, event, f"article:{fact.article_kind}")


@projects(CallAnswered)
def answered(tx: Tx, event: Event, _fact: CallAnswered) -> None:
    """We talked."""
    _contact(tx, event, "call:answered")


@projects(CallEnded)
def ended(tx: Tx, event: Event, fact: CallEnded) -> None:
    """A missed call is a contact that failed; the end of any other adds nothing."""
    if fact.missed:
        _contact(tx, event, "call:missed")


@projects(CallMatched)
def matched(tx: Tx, event: Event, _fact: CallMatched) -> None:
    """The caller's name is learned when the call is on, or after it."""
    state = tx.value("SELECT state FROM calls WHERE id = ?", (event.call_id,))
    if state in ("talking", "ended"):
        _contact(tx, event, "call:answered")
    elif state == "missed":
        _contact(tx, event, "call:missed")


def _contact(tx: Tx, event: Event, what: str) -> None:
    """The newest contact stands, whatever order the log learned of them in."""
    tx.run(
        "UPDATE customers SET last_contact = ?, last_contact_at = ?"
        " WHERE id = ? AND coalesce(last_contact_at, -9e18) <= ?",
        (what, clock.micros(event.at), event.customer_id, clock.micros(event.at)),
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
