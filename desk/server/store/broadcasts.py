"""Words for many: whom they are for, and who has read them."""

from collections.abc import Iterable
from datetime import timedelta

from desk.contract.events import BroadcastRead, BroadcastSent, Event
from desk.contract.floor import Broadcast
from desk.server.store import clock
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects

#: How long one holds that does not say until when, and how long it stays here after that; the log has it for good.
HOLDS, KEPT = timedelta(days=7), timedelta(days=30)
_SELECT = "SELECT b.*, u.name AS sender FROM broadcasts b LEFT JOIN users u ON u.id = b.by_id"


@projects(BroadcastSent)
def sent(tx: Tx, event: Event, fact: BroadcastSent) -> None:
    """A new one; what has long ceased to hold goes."""
    until = clock.micros(fact.until or event.at + HOLDS)
    tx.run(
        "INSERT INTO broadcasts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.seq,
            event.actor_id,
            fact.words,
            clock.micros(event.at),
            until,
            int(fact.must_read),
            int(not fact.to_ids),
            event.seq,
        ),
    )
    for user_id in fact.to_ids:
        tx.run("INSERT OR IGNORE INTO broadcast_readers VALUES (?, ?, NULL)", (event.seq, user_id))
    for row in tx.all("SELECT id FROM broadcasts WHERE until < ?", (clock.micros(event.at - KEPT),)):
        tx.run("DELETE FROM broadcast_readers WHERE broadcast_id = ?", (row["id"],))
        tx.run("DELETE FROM broadcasts WHERE id = ?", (row["id"],))


@projects(BroadcastRead)
def read(tx: Tx, event: Event, fact: BroadcastRead) -> None:
    """One more has read it."""
    if tx.run("UPDATE broadcasts SET version = ? WHERE id = ?", (event.seq, fact.broadcast_id)):
        at = clock.micros(event.at)
        tx.run(
            "INSERT INTO broadcast_readers VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET read_at = excluded.read_at",
            (fact.broadcast_id, event.actor_id, at),
        )


def one(tx: Tx, broadcast_id: int, user_id: int, *, leads: bool) -> Broadcast | None:
    """One by its id, as somebody sees it; None when it is not for them to see."""
    rows = tx.all(f"{_SELECT} WHERE b.id = ?", (broadcast_id,))
    return next(iter(_seen(tx, rows, user_id, leads=leads)), None)


def holding(tx: Tx, user_id: int, limit: int, *, leads: bool) -> list[Broadcast]:
    """Those that hold and somebody may see, the newest first: leads see all, others what is for them."""
    rows = tx.all(f"{_SELECT} WHERE b.until > ? ORDER BY b.id DESC LIMIT ?", (clock.micros(tx.now), limit))
    return _seen(tx, rows, user_id, leads=leads)


def is_meant(tx: Tx, broadcast_id: int, user_id: int) -> bool:
    """Whether it is for this person to read."""
    return tx.value(
        "SELECT 1 FROM broadcasts b WHERE b.id = ? AND coalesce(b.by_id, 0) <> ? AND (b.for_all OR EXISTS"
        " (SELECT 1 FROM broadcast_readers r WHERE r.broadcast_id = b.id AND r.user_id = ?))",
        (broadcast_id, user_id, user_id),
    ) is not None  # fmt: skip


def meant_by(tx: Tx, team_ids: Iterable[int], queue_ids: Iterable[int], sender_id: int) -> list[int]:
    """Who is in any of these teams or queues, but for who says it."""
    rows = tx.all(
        "SELECT u.id FROM users u WHERE u.active = 1 AND u.id <> ? AND (EXISTS (SELECT 1 FROM team_members m WHERE"
        " m.user_id = u.id AND m.team_id IN (SELECT value FROM json_each(?))) OR EXISTS (SELECT 1 FROM user_queues q"
        " WHERE q.user_id = u.id AND q.queue_id IN (SELECT value FROM json_each(?)))) ORDER BY u.id",
        (sender_id, listed(team_ids), listed(queue_ids)),
    )
    return [row["id"] for row in rows]


def _seen(tx: Tx, rows: Iterable[Row], user_id: int, *, leads: bool) -> list[Broadcast]:
    found = list[Broadcast]()
    everybody = set[int]()
    for row in rows:
        named = tx.all("SELECT user_id, read_at FROM broadcast_readers WHERE broadcast_id = ?", (row["id"],))
        have_read = {one["user_id"] for one in named if one["read_at"] is not None}
        if not (leads or row["for_all"] or row["by_id"] == user_id or any(one["user_id"] == user_id for one in named)):
            continue
        meant = {one["user_id"] for one in named}
        if leads and row["for_all"]:
            everybody = everybody or {one["id"] for one in tx.all("SELECT id FROM users WHERE active = 1")}
            meant = everybody - {row["by_id"]}
        found.append(_broadcast(row, user_id, meant if leads else set(), have_read))
    return found


def _broadcast(row: Row, user_id: int, meant: set[int], have_read: set[int]) -> Broadcast:
    return Broadcast(
        id=row["id"],
        by_id=row["by_id"],
        by=row["sender"] or "",
        words=row["words"],
        at=clock.instant(row["at"]),
        until=clock.instant(row["until"]),
        must_read=bool(row["must_read"]),
        read=user_id in have_read or row["by_id"] == user_id,
        readers=len(meant & have_read),
        meant=len(meant),
        unread_ids=tuple(sorted(meant - have_read)),
        version=row["version"],
    )
