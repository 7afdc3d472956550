"""Shifts: their projections, and who works when."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import msgspec

from desk.contract.events import Event, RotaPublished, ShiftAssigned, ShiftCancelled, ShiftChanged
from desk.contract.shifts import Segment, Shift, ShiftState
from desk.server.store import clock
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Segment, ...]).decode
#: With the end of the last call that kept its person beyond its own end.
_SHIFTS = (
    "SELECT s.*, (SELECT max(l.until) FROM late_calls l"
    " WHERE l.shift_id = s.id AND l.user_id = s.user_id AND l.until > s.ends_at) AS late_until FROM shifts s"
)
#: Days begin at most so far from UTC's.
_ZONES = timedelta(hours=15)


@projects(ShiftAssigned)
def assigned(tx: Tx, event: Event, fact: ShiftAssigned) -> None:
    """A new shift."""
    tx.run(
        "INSERT INTO shifts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.seq,
            fact.user_id,
            fact.day.isoformat(),
            fact.pattern,
            ShiftState.PUBLISHED if fact.published else ShiftState.DRAFT,
            fact.published,
            clock.micros(fact.segments[0].start),
            clock.micros(fact.segments[-1].end),
            _encode(fact.segments).decode(),
            fact.overtime,
            fact.why,
            event.seq,
        ),
    )


@projects(ShiftChanged)
def changed(tx: Tx, event: Event, fact: ShiftChanged) -> None:
    """The whole of it from now on."""
    tx.run(
        "UPDATE shifts SET user_id = ?, day = ?, starts_at = ?, ends_at = ?, segments = ?, overtime = ?, why = ?,"
        " pattern = coalesce(?, pattern), version = ? WHERE id = ?",
        (
            fact.user_id,
            fact.day.isoformat(),
            clock.micros(fact.segments[0].start),
            clock.micros(fact.segments[-1].end),
            _encode(fact.segments).decode(),
            fact.overtime,
            fact.why,
            fact.pattern,
            event.seq,
            fact.shift_id,
        ),
    )


@projects(ShiftCancelled)
def cancelled(tx: Tx, event: Event, fact: ShiftCancelled) -> None:
    """It will not be worked."""
    sql = "UPDATE shifts SET state = ?, why = ?, version = ? WHERE id = ?"
    tx.run(sql, (ShiftState.CANCELLED, fact.why, event.seq, fact.shift_id))


@projects(RotaPublished)
def published(tx: Tx, event: Event, fact: RotaPublished) -> None:
    """Drafts hold."""
    tx.run(
        "UPDATE shifts SET state = 'published', published = 1, version = ?"
        " WHERE id IN (SELECT value FROM json_each(?)) AND state = 'draft'",
        (event.seq, listed(fact.shift_ids)),
    )


def shift(tx: Tx, shift_id: int) -> Shift | None:
    """A shift by its id, cancelled or not."""
    row = tx.one(f"{_SHIFTS} WHERE s.id = ?", (shift_id,))
    return None if row is None else _shift(row)


def seen(tx: Tx, shift_id: int) -> Shift | None:
    """A shift that everybody may know of: published, or cancelled after that."""
    row = tx.one(f"{_SHIFTS} WHERE s.id = ? AND s.published = 1", (shift_id,))
    return None if row is None else _shift(row)


def of_days(tx: Tx, since: date, until: date, user_ids: Collection[int] | None = None, *, drafts: bool) -> list[Shift]:
    """The shifts of some days (both included), of these people or of everybody, by beginning within each person."""
    states = "state <> 'cancelled'" if drafts else "state <> 'cancelled' AND published = 1"
    if user_ids is None:
        sql = f"{_SHIFTS} WHERE day BETWEEN ? AND ? AND {states} ORDER BY user_id, starts_at"
        return [_shift(row) for row in tx.all(sql, (since.isoformat(), until.isoformat()))]
    sql = (
        _SHIFTS.replace("FROM shifts s", "FROM json_each(?) j JOIN shifts s ON s.user_id = j.value")
        + f" WHERE starts_at >= ? AND starts_at < ? AND day BETWEEN ? AND ? AND {states} ORDER BY user_id, starts_at"
    )
    midnight = datetime(since.year, since.month, since.day, tzinfo=UTC)
    window = (midnight - _ZONES, midnight + timedelta(days=(until - since).days + 1) + _ZONES)
    days = (since.isoformat(), until.isoformat())
    return [_shift(row) for row in tx.all(sql, (listed(sorted(user_ids)), *map(clock.micros, window), *days))]


def learnt(tx: Tx, user_ids: Collection[int]) -> dict[int, datetime]:
    """When the last shift or absence with a training began, or will begin, for those of these people who have one."""
    rows = tx.all(
        "SELECT user_id, max(at) AS at FROM ("
        "SELECT user_id, max(starts_at) AS at FROM shifts WHERE user_id IN (SELECT value FROM json_each(?1))"
        " AND instr(segments, '\"training\"') > 0 AND state = 'published' GROUP BY user_id"
        " UNION ALL SELECT user_id, max(starts_at) FROM absences WHERE user_id IN (SELECT value FROM json_each(?1))"
        " AND kind = 'training' AND state = 'approved' GROUP BY user_id) GROUP BY user_id",
        (listed(sorted(user_ids)),),
    )
    return {row["user_id"]: clock.instant(row["at"]) for row in rows}


def drafts(tx: Tx, since: date, until: date) -> list[Shift]:
    """What waits to be published in some days, by day."""
    sql = f"{_SHIFTS} WHERE day BETWEEN ? AND ? AND state = 'draft' ORDER BY day, user_id, starts_at"
    return [_shift(row) for row in tx.all(sql, (since.isoformat(), until.isoformat()))]


def at(tx: Tx, user_id: int, instant: datetime) -> Shift | None:
    """The published shift that a person is in at an instant."""
    row = tx.one(
        f"{_SHIFTS} WHERE user_id = ? AND starts_at <= ? AND starts_at > ? AND ends_at > ?"
        " AND state <> 'cancelled' AND published = 1 ORDER BY starts_at DESC LIMIT 1",
        (user_id, clock.micros(instant), clock.micros(instant - timedelta(days=2)), clock.micros(instant)),
    )
    return None if row is None else _shift(row)


def calendar_of(tx: Tx, user_id: int, since: datetime) -> list[Shift]:
    """What was published of a person's shifts that begin after an instant, cancelled ones among them."""
    rows: list[Row] = []
    for state in ("state <> 'cancelled'", "state = 'cancelled'"):
        sql = f"{_SHIFTS} WHERE user_id = ? AND starts_at > ? AND {state} AND published = 1"
        rows += tx.all(sql, (user_id, clock.micros(since)))
    return sorted(map(_shift, rows), key=lambda one: one.start)


def _shift(row: Row) -> Shift:
    return Shift(
        id=row["id"],
        user_id=row["user_id"],
        day=date.fromisoformat(row["day"]),
        pattern=row["pattern"],
        state=ShiftState(row["state"]),
        segments=_decode(row["segments"]),
        overtime=bool(row["overtime"]),
        why=row["why"],
        version=row["version"],
        late_until=clock.maybe_instant(row["late_until"]),
    )
