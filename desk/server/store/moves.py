"""Moves of many tickets at once: what each was before, and what became of it."""

import msgspec

from desk.contract.board import Move, MoveResult
from desk.contract.events import Event, MoveUndone, TicketChanged, TicketsMoved
from desk.contract.queue_facts import Former
from desk.server.store import clock
from desk.server.store.db import Tx
from desk.server.store.log import projects

_encode = msgspec.json.Encoder().encode
_former = msgspec.json.Decoder(tuple[Former, ...]).decode
_results = msgspec.json.Decoder(list[MoveResult]).decode


@projects(TicketsMoved)
def moved(tx: Tx, event: Event, fact: TicketsMoved) -> None:
    """A move; the changes that follow say at which version it leaves each ticket."""
    tx.run(
        "INSERT INTO moves VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
        (
            event.seq,
            event.actor_id,
            clock.micros(event.at),
            fact.why,
            _encode(fact.was).decode(),
            _encode(fact.others).decode(),
            clock.micros(fact.undo_until),
            event.seq,
        ),
    )


@projects(TicketChanged)
def changed(tx: Tx, event: Event, fact: TicketChanged) -> None:
    """Where the move, or taking it back, has left this ticket, of which the table still says what it was before."""
    if fact.move_id is not None:
        sql = (
            "INSERT INTO moved (move_id, ticket_id, version, touched_at) SELECT ?, id, ?, touched_at FROM tickets"
            " WHERE id = ? ON CONFLICT (move_id, ticket_id) DO UPDATE SET version = excluded.version"
        )
        tx.run(sql, (fact.move_id, event.seq, event.ticket_id))


@projects(MoveUndone)
def undone(tx: Tx, event: Event, fact: MoveUndone) -> None:
    """It was taken back, but for the others."""
    tx.run(
        "UPDATE moves SET undone = 1, others = ?, version = ? WHERE id = ?",
        (_encode(fact.others).decode(), event.seq, fact.move_id),
    )


def move(tx: Tx, move_id: int) -> Move | None:
    """A move by its id."""
    row = tx.one("SELECT * FROM moves WHERE id = ?", (move_id,))
    if row is None:
        return None
    others = _results(row["others"])
    left = {one.ticket_id for one in others} if row["undone"] else frozenset[int]()
    done = [
        MoveResult(ticket_id=ticket_id, code="", detail="", version=version)
        for ticket_id, version in versions(tx, move_id).items()
        if ticket_id not in left
    ]
    return Move(
        id=row["id"],
        by_id=row["by_id"],
        at=clock.instant(row["at"]),
        why=row["why"],
        results=done + others,
        undo_until=clock.instant(row["undo_until"]),
        undone=bool(row["undone"]),
        version=row["version"],
    )


def takes_back(tx: Tx, fact: TicketChanged) -> bool:
    """Whether a change is a part of taking a move back."""
    return fact.move_id is not None and bool(tx.value("SELECT undone FROM moves WHERE id = ?", (fact.move_id,)))


def give_back(tx: Tx, fact: TicketChanged, ticket_id: int | None) -> None:
    """Part of projecting what takes a move back: whoever was in the middle of a ticket before still is."""
    sql = (
        "UPDATE tickets SET touched_at = coalesce(touched_at, (SELECT touched_at FROM moved WHERE move_id = ?"
        " AND ticket_id = tickets.id)) WHERE id = ?"
    )
    tx.run(sql, (fact.move_id, ticket_id))


def was(tx: Tx, move_id: int) -> tuple[Former, ...]:
    """How the tickets were before."""
    return _former(tx.value("SELECT was FROM moves WHERE id = ?", (move_id,)) or "[]")


def versions(tx: Tx, move_id: int) -> dict[int, int]:
    """The version at which the move has left each ticket, by its id."""
    rows = tx.all("SELECT ticket_id, version FROM moved WHERE move_id = ? ORDER BY ticket_id", (move_id,))
    return {row["ticket_id"]: row["version"] for row in rows}
