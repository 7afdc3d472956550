"""Time in which people are not there."""

from collections.abc import Collection
from datetime import datetime

from desk.contract.events import AbsenceAsked, AbsenceDecided, AbsenceWithdrawn, Event
from desk.contract.shifts import Absence, AbsenceKind, AbsenceState
from desk.server.store import clock
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects


@projects(AbsenceAsked)
def asked(tx: Tx, event: Event, fact: AbsenceAsked) -> None:
    """Asked for, or set by a lead."""
    state = AbsenceState.APPROVED if fact.approved else AbsenceState.ASKED
    times = (clock.micros(fact.start), clock.micros(fact.end))
    tx.run(
        "INSERT INTO absences VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
        (event.seq, fact.user_id, fact.absence_kind, *times, state, fact.words, event.seq),
    )


@projects(AbsenceDecided)
def decided(tx: Tx, event: Event, fact: AbsenceDecided) -> None:
    """A lead's answer."""
    state = AbsenceState.APPROVED if fact.approved else AbsenceState.DECLINED
    sql = "UPDATE absences SET state = ?, answer = ?, version = ? WHERE id = ?"
    tx.run(sql, (state, fact.words, event.seq, fact.absence_id))


@projects(AbsenceWithdrawn)
def withdrawn(tx: Tx, event: Event, fact: AbsenceWithdrawn) -> None:
    """They will be there after all."""
    sql = "UPDATE absences SET state = ?, version = ? WHERE id = ?"
    tx.run(sql, (AbsenceState.WITHDRAWN, event.seq, fact.absence_id))


def absence(tx: Tx, absence_id: int) -> Absence | None:
    """An absence by its id."""
    row = tx.one("SELECT * FROM absences WHERE id = ?", (absence_id,))
    return None if row is None else _absence(row)


def between(tx: Tx, start: datetime, end: datetime, user_ids: Collection[int] | None = None) -> list[Absence]:
    """What was asked for or approved and touches a stretch of time, of these people or of everybody."""
    states = "state IN ('asked', 'approved')"
    # Without the plus it would walk everything there ever was, person by person.
    times = (clock.micros(start), clock.micros(end))
    if user_ids is None:
        sql = f"SELECT * FROM absences WHERE ends_at > ? AND starts_at < ? AND {states} ORDER BY +user_id, starts_at"  # noqa: S608
        return [_absence(row) for row in tx.all(sql, times)]
    sql = (
        "SELECT a.* FROM json_each(?) j JOIN absences a ON a.user_id = j.value"  # noqa: S608 (constants)
        f" WHERE ends_at > ? AND starts_at < ? AND {states} ORDER BY user_id, starts_at"
    )
    return [_absence(row) for row in tx.all(sql, (listed(sorted(user_ids)), *times))]


def leaving(tx: Tx, now: datetime, until: datetime, user_ids: Collection[int]) -> dict[int, datetime]:
    """When those of these people go who are here and have an approved absence that begins before an instant, or has
    begun since they came; who has come in spite of one does not go for it."""
    rows = tx.all(
        "SELECT a.user_id, min(a.starts_at) AS at FROM json_each(?) j JOIN agent_states s ON s.user_id = j.value"
        " JOIN absences a ON a.user_id = s.user_id AND a.starts_at > s.here_since AND a.starts_at < ?"
        " WHERE a.ends_at > ? AND a.state = 'approved' GROUP BY a.user_id",
        (listed(user_ids), clock.micros(until), clock.micros(now)),
    )
    return {row["user_id"]: clock.instant(row["at"]) for row in rows}


def waiting(tx: Tx) -> list[Absence]:
    """What waits for a lead, the earliest first."""
    sql = "SELECT * FROM absences WHERE state = 'asked' ORDER BY starts_at, id"
    return [_absence(row) for row in tx.all(sql)]


def ending_after(tx: Tx, instant: datetime, user_id: int | None, limit: int) -> list[Absence]:
    """Everybody's or one person's that end after an instant, whatever was decided, the latest first."""
    whose = "" if user_id is None else "AND user_id = ?"
    sql = f"SELECT * FROM absences WHERE ends_at > ? {whose} ORDER BY +starts_at DESC, id DESC LIMIT ?"  # noqa: S608
    known = (clock.micros(instant), *(() if user_id is None else (user_id,)), limit)
    return [_absence(row) for row in tx.all(sql, known)]


def _absence(row: Row) -> Absence:
    return Absence(
        id=row["id"],
        user_id=row["user_id"],
        absence_kind=AbsenceKind(row["kind"]),
        start=clock.instant(row["starts_at"]),
        end=clock.instant(row["ends_at"]),
        state=AbsenceState(row["state"]),
        words=row["words"],
        answer=row["answer"],
        version=row["version"],
    )
