"""Hours offered to whoever is quickest."""

import json
from collections.abc import Iterable
from datetime import datetime

from desk.contract.events import Event, OfferClosed, OfferMade, OfferTaken
from desk.contract.shifts import Offer, OfferKind
from desk.server.store import clock
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects


@projects(OfferMade)
def made(tx: Tx, event: Event, fact: OfferMade) -> None:
    """Open until somebody closes it, it is full, or over."""
    tx.run(
        "INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?, ?, '[]', 0, ?, ?)",
        (
            event.seq,
            fact.offer_kind,
            clock.micros(fact.start),
            clock.micros(fact.end),
            fact.seats,
            clock.micros(fact.until),
            json.dumps(fact.user_ids),
            fact.words,
            event.seq,
        ),
    )


@projects(OfferTaken)
def taken(tx: Tx, event: Event, fact: OfferTaken) -> None:
    """One seat less."""
    sql = "UPDATE offers SET taken = json_insert(taken, '$[#]', ?), version = ? WHERE id = ?"
    tx.run(sql, (fact.user_id, event.seq, fact.offer_id))


@projects(OfferClosed)
def closed(tx: Tx, event: Event, fact: OfferClosed) -> None:
    """Nobody may take it any more."""
    tx.run("UPDATE offers SET closed = 1, version = ? WHERE id = ?", (event.seq, fact.offer_id))


def offer(tx: Tx, offer_id: int) -> Offer | None:
    """An offer by its id."""
    row = tx.one("SELECT * FROM offers WHERE id = ?", (offer_id,))
    return None if row is None else _offer(row)


def to_come(tx: Tx) -> list[Offer]:
    """Offers whose hours are not over, closed ones among them, the earliest first."""
    sql = "SELECT * FROM offers WHERE ends_at > ? ORDER BY starts_at, id"
    return [_offer(row) for row in tx.all(sql, (clock.micros(tx.now),))]


def went_early(tx: Tx, user_ids: Iterable[int], since: datetime) -> dict[int, int]:
    """How often each of these people took an early leave that ended after ``since``."""
    rows = tx.all(
        "SELECT t.value AS user_id, count(*) AS times FROM offers o, json_each(o.taken) t"
        " WHERE o.ends_at > ? AND o.kind = 'early_leave' AND t.value IN (SELECT value FROM json_each(?))"
        " GROUP BY t.value",
        (clock.micros(since), listed(user_ids)),
    )
    return {row["user_id"]: row["times"] for row in rows}


def over(tx: Tx) -> list[int]:
    """The ids of open offers whose time to be taken is over."""
    rows = tx.all("SELECT id FROM offers WHERE until <= ? AND closed = 0 ORDER BY until, id", (clock.micros(tx.now),))
    return [row["id"] for row in rows]


def _offer(row: Row) -> Offer:
    return Offer(
        id=row["id"],
        offer_kind=OfferKind(row["kind"]),
        start=clock.instant(row["starts_at"]),
        end=clock.instant(row["ends_at"]),
        seats=row["seats"],
        until=clock.instant(row["until"]),
        user_ids=tuple(json.loads(row["user_ids"])),
        taken=tuple(json.loads(row["taken"])),
        closed=bool(row["closed"]),
        words=row["words"],
        version=row["version"],
    )
