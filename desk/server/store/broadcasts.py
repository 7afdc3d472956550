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
_SELECT = (
    "SELECT b.*, u.name AS sender, r.read_at FROM broadcasts b LEFT JOIN users u ON u.id = b.by_id"
    " LEFT JOIN broadcast_readers r ON r.broadcast_id = b.id AND r.user_id = ?"
)
#: Leads see all, others what they have said or is for them.
_SEES = "(? OR b.for_all OR b.by_id = ? OR r.user_id IS NOT NULL)"


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
    row = tx.one(f"{_SELECT} WHERE b.id = ? AND {_SEES}", (user_id, broadcast_id, leads, user_id))
    return None if row is None else _broadcast(tx, row, user_id, leads=leads)


def holding(tx: Tx, user_id: int, limit: int, *, leads: bool) -> list[Broadcast]:
    """Those that hold and somebody may see, the newest first."""
    sql = f"{_SELECT} WHERE b.until > ? AND {_SEES} ORDER BY b.id DESC LIMIT ?"
    rows = tx.all(sql, (user_id, clock.micros(tx.now), leads, user_id, limit))
    return [_broadcast(tx, row, user_id, leads=leads) for row in rows]


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


def _broadcast(tx: Tx, row: Row, user_id: int, *, leads: bool) -> Broadcast:
    have_read, unread = _readers(tx, row) if leads else (0, [])
    return Broadcast(
        id=row["id"],
        by_id=row["by_id"],
        by=row["sender"] or "",
        words=row["words"],
        at=clock.instant(row["at"]),
        until=clock.instant(row["until"]),
        must_read=bool(row["must_read"]),
        read=row["read_at"] is not None or row["by_id"] == user_id,
        readers=have_read,
        meant=have_read + len(unread),
        unread_ids=tuple(unread),
        version=row["version"],
    )


def _readers(tx: Tx, row: Row) -> tuple[int, list[int]]:
    """Of those it is for and who still work here: how many have read it, and who has not."""
    whom = "LEFT JOIN" if row["for_all"] else "JOIN"
    meant = tx.all(
        f"SELECT u.id, r.read_at FROM users u {whom} broadcast_readers r ON r.broadcast_id = ? AND r.user_id = u.id"  # noqa: S608
        " WHERE u.active = 1 AND u.id IS NOT ? ORDER BY u.id",
        (row["id"], row["by_id"]),
    )
    unread = [one["id"] for one in meant if one["read_at"] is None]
    return len(meant) - len(unread), unread
