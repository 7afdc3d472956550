"""Words to a colleague. They are here for as long as they are shown; the log has them for good."""

from datetime import timedelta

from desk.contract.events import Event, Whispered, WhisperRead
from desk.contract.floor import Whisper
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

#: So long they are shown.
SHOWN = timedelta(days=1)
_SELECT = "SELECT w.*, u.name AS sender FROM whispers w LEFT JOIN users u ON u.id = w.from_id"


@projects(Whispered)
def whispered(tx: Tx, event: Event, fact: Whispered) -> None:
    """A new one; what nobody is shown any more goes."""
    tx.run(
        "INSERT INTO whispers VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)",
        (
            event.seq,
            event.actor_id,
            fact.to_id,
            fact.words,
            clock.micros(event.at),
            fact.about_ticket_id,
            fact.about_call_id,
            event.seq,
        ),
    )
    tx.run("DELETE FROM whispers WHERE at < ?", (clock.micros(event.at - 2 * SHOWN),))


@projects(WhisperRead)
def read(tx: Tx, event: Event, fact: WhisperRead) -> None:
    """The other one knows."""
    sql = "UPDATE whispers SET read_at = ?, version = ? WHERE id = ?"
    tx.run(sql, (clock.micros(event.at), event.seq, fact.whisper_id))


def whisper(tx: Tx, whisper_id: int) -> Whisper | None:
    """One by its id."""
    row = tx.one(f"{_SELECT} WHERE w.id = ?", (whisper_id,))
    return None if row is None else _whisper(row)


def of(tx: Tx, user_id: int, limit: int) -> list[Whisper]:
    """From and to somebody, the newest first."""
    start = clock.micros(tx.now - SHOWN)
    parts = (f"{_SELECT} WHERE w.{side} = ? AND w.at > ? ORDER BY w.id DESC LIMIT ?" for side in ("to_id", "from_id"))
    found = [_whisper(row) for sql in parts for row in tx.all(sql, (user_id, start, limit))]
    return sorted(found, key=lambda one: one.id, reverse=True)[:limit]


def _whisper(row: Row) -> Whisper:
    return Whisper(
        id=row["id"],
        from_id=row["from_id"],
        from_name=row["sender"] or "",
        to_id=row["to_id"],
        words=row["words"],
        at=clock.instant(row["at"]),
        ticket_id=row["ticket_id"],
        call_id=row["call_id"],
        read_at=clock.maybe_instant(row["read_at"]),
        version=row["version"],
    )
