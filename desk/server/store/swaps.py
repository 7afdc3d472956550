"""Shifts given away and exchanged."""

from desk.contract.events import Event, SwapAccepted, SwapDecided, SwapOffered, SwapWithdrawn
from desk.contract.shifts import Swap, SwapState
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_OPEN = "state IN ('offered', 'accepted')"
#: How many of a person's own a list goes back.
RECENT = 50


@projects(SwapOffered)
def offered(tx: Tx, event: Event, fact: SwapOffered) -> None:
    """To somebody, or to whoever takes it."""
    tx.run(
        "INSERT INTO swaps VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
        (
            event.seq,
            fact.from_id,
            fact.shift_id,
            fact.to_id,
            fact.other_shift_id,
            SwapState.OFFERED,
            fact.words,
            event.seq,
        ),
    )


@projects(SwapAccepted)
def accepted(tx: Tx, event: Event, fact: SwapAccepted) -> None:
    """Somebody takes it."""
    tx.run(
        "UPDATE swaps SET state = ?, to_id = ?, other_shift_id = ?, version = ? WHERE id = ?",
        (SwapState.ACCEPTED, fact.to_id, fact.other_shift_id, event.seq, fact.swap_id),
    )


@projects(SwapDecided)
def decided(tx: Tx, event: Event, fact: SwapDecided) -> None:
    """A lead's answer, or the colleague's no."""
    state = SwapState.APPROVED if fact.approved else SwapState.DECLINED
    sql = "UPDATE swaps SET state = ?, answer = ?, version = ? WHERE id = ?"
    tx.run(sql, (state, fact.words, event.seq, fact.swap_id))


@projects(SwapWithdrawn)
def withdrawn(tx: Tx, event: Event, fact: SwapWithdrawn) -> None:
    """Taken back, or its time has come."""
    state = SwapState.LAPSED if fact.lapsed else SwapState.WITHDRAWN
    tx.run("UPDATE swaps SET state = ?, version = ? WHERE id = ?", (state, event.seq, fact.swap_id))


def swap(tx: Tx, swap_id: int) -> Swap | None:
    """A swap by its id."""
    row = tx.one("SELECT * FROM swaps WHERE id = ?", (swap_id,))
    return None if row is None else _swap(row)


def undecided(tx: Tx) -> list[Swap]:
    """Every swap that is offered or accepted, oldest first."""
    return [_swap(row) for row in tx.all(f"SELECT * FROM swaps WHERE {_OPEN} ORDER BY id")]  # noqa: S608 (constant)


def of_shift(tx: Tx, shift_id: int) -> list[Swap]:
    """The undecided swaps that a shift is part of."""
    sql = f"SELECT * FROM swaps WHERE {_OPEN} AND (shift_id = ? OR other_shift_id = ?) ORDER BY id"  # noqa: S608
    return [_swap(row) for row in tx.all(sql, (shift_id, shift_id))]


def of_person(tx: Tx, user_id: int) -> list[Swap]:
    """The newest swaps from or to a person, decided ones among them."""
    found = dict[int, Swap]()
    for side in ("from_id", "to_id"):
        sql = f"SELECT * FROM swaps WHERE {side} = ? ORDER BY id DESC LIMIT ?"  # noqa: S608 (constants)
        found |= {row["id"]: _swap(row) for row in tx.all(sql, (user_id, RECENT))}
    return list(found.values())


def lapsed(tx: Tx) -> list[Swap]:
    """Undecided swaps of which a shift has begun."""
    rows = tx.all(
        f"SELECT * FROM swaps w WHERE {_OPEN} AND EXISTS"  # noqa: S608 (constants)
        " (SELECT 1 FROM shifts s WHERE s.id IN (w.shift_id, w.other_shift_id) AND s.starts_at <= ?) ORDER BY id",
        (clock.micros(tx.now),),
    )
    return [_swap(row) for row in rows]


def _swap(row: Row) -> Swap:
    return Swap(
        id=row["id"],
        from_id=row["from_id"],
        shift_id=row["shift_id"],
        to_id=row["to_id"],
        other_shift_id=row["other_shift_id"],
        state=SwapState(row["state"]),
        words=row["words"],
        answer=row["answer"],
        version=row["version"],
    )
