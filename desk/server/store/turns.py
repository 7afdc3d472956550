"""When people are on shift: what hand-overs and coverage ask of published shifts and approved absences, by instants."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desk.server.store import clock
from desk.server.store.db import Tx, listed

_HOLDS = "state <> 'cancelled' AND state = 'published'"
#: No shift is longer, in microseconds.
_REACH = 2 * 86_400_000_000
#: From an instant to an instant, in microseconds.
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turn:
    """The shift somebody is in or was in last, and when the next begins; None where there is none."""

    ends: datetime | None
    next_start: datetime | None


def turns(tx: Tx, user_ids: Iterable[int], now: datetime, since: datetime) -> dict[int, Turn]:
    """For each of these people: the end of their shift that has begun and ends after ``since``, and the next one. Time
    of an approved absence is no time of a shift."""
    at, wanted = clock.micros(now), list(user_ids)
    following = tx.all(
        "SELECT user_id, min(starts_at) AS at FROM shifts"  # noqa: S608 (constants)
        f" WHERE user_id IN (SELECT value FROM json_each(?)) AND {_HOLDS} AND starts_at > ? GROUP BY user_id",
        (listed(wanted), at),
    )
    starts: dict[int, int] = {row["user_id"]: row["at"] for row in following}
    away = _away(tx, wanted, since)
    touched = {one: spans for one, spans in away.items() if spans[0][0] <= starts.get(one, at)}
    for one, shifts in _worked(tx, touched, since).items():
        begins = [begin for begin, _ in shifts if begin > at]
        starts.pop(one, None)
        starts |= {one: min(begins)} if begins else {}
    ends = ending(tx, wanted, now, since)
    return {one: Turn(ends.get(one), clock.maybe_instant(starts.get(one))) for one in wanted}


def ending(tx: Tx, user_ids: Iterable[int], now: datetime, since: datetime) -> dict[int, datetime]:
    """The end of each one's shift that has begun and ends after ``since``, of those who have one; it ends where an
    approved absence takes the rest of it."""
    at, after = clock.micros(now), clock.micros(since)
    rows = tx.all(
        "SELECT user_id, max(ends_at) AS at FROM shifts"  # noqa: S608 (constants)
        f" WHERE user_id IN (SELECT value FROM json_each(?)) AND {_HOLDS}"
        " AND starts_at <= ? AND starts_at > ? AND ends_at > ? GROUP BY user_id",
        (listed(user_ids), at, after - _REACH, after),
    )
    ends: dict[int, int] = {row["user_id"]: row["at"] for row in rows}
    away = _away(tx, ends, since)
    touched = {one: spans for one, spans in away.items() if spans[0][0] < ends[one]}
    for one, shifts in _worked(tx, touched, since).items():
        left = [end for begin, end in shifts if begin <= at and end > after]
        del ends[one]
        ends |= {one: max(left)} if left else {}
    return {one: clock.instant(end) for one, end in ends.items()}


def begins_between(tx: Tx, since: datetime, until: datetime) -> dict[int, datetime]:
    """Who begins to work after ``since`` and before ``until``, and when first; not who is away then."""
    first, last = clock.micros(since), clock.micros(until)
    rows = tx.all(
        "SELECT user_id, min(starts_at) AS at FROM shifts"  # noqa: S608 (constants)
        f" WHERE day BETWEEN ? AND ? AND {_HOLDS} AND starts_at > ? AND starts_at < ? GROUP BY user_id",
        (*_days_around(since, until), first, last),
    )
    found: dict[int, int] = {row["user_id"]: row["at"] for row in rows}
    touched = {one: spans for one, spans in _away(tx, None, since).items() if spans[0][0] < last}
    for one, shifts in _worked(tx, touched, since).items():
        begins = [begin for begin, _ in shifts if first < begin < last]
        found.pop(one, None)
        found |= {one: min(begins)} if begins else {}
    return {one: clock.instant(begin) for one, begin in found.items()}


def _away(tx: Tx, user_ids: Iterable[int] | None, since: datetime) -> dict[int, list[_Span]]:
    """The approved absences of these people, or of everybody, that end after an instant; the earliest first."""
    # Without the plus it would walk everything there ever was, person by person.
    whose = "" if user_ids is None else " AND +user_id IN (SELECT value FROM json_each(?))"
    rows = tx.all(
        "SELECT user_id, starts_at, ends_at FROM absences"  # noqa: S608 (constants)
        f" WHERE ends_at > ? AND state = 'approved'{whose} ORDER BY +starts_at",
        (clock.micros(since), *([] if user_ids is None else [listed(user_ids)])),
    )
    found = defaultdict[int, list[_Span]](list)
    for row in rows:
        found[row["user_id"]].append((row["starts_at"], row["ends_at"]))
    return found


def _worked(tx: Tx, away: Mapping[int, Sequence[_Span]], since: datetime) -> dict[int, list[_Span]]:
    """What these people work of their shifts around an instant and after it."""
    found: dict[int, list[_Span]] = {one: [] for one in away}
    rows = tx.all(
        "SELECT user_id, starts_at, ends_at FROM shifts"  # noqa: S608 (constants)
        f" WHERE user_id IN (SELECT value FROM json_each(?)) AND {_HOLDS} AND starts_at > ?",
        (listed(away), clock.micros(since) - _REACH),
    )
    for row in rows:
        begin, end = _less(row["starts_at"], row["ends_at"], away[row["user_id"]])
        if begin < end:
            found[row["user_id"]].append((begin, end))
    return found


def _less(begin: int, end: int, away: Sequence[_Span]) -> _Span:
    """A shift without what absences, in order, take of its beginning and of its end."""
    for start, until in away:
        begin = until if start <= begin < until else begin
    for start, until in reversed(away):
        end = start if start < end <= until else end
    return begin, end


def last_end(tx: Tx, day: date) -> datetime | None:
    """When the last published shift of a day ends; None when there is none."""
    sql = f"SELECT max(ends_at) FROM shifts WHERE day = ? AND {_HOLDS}"  # noqa: S608 (constants)
    return clock.maybe_instant(tx.value(sql, (day.isoformat(),)))


def on_shift(tx: Tx, day: date) -> list[int]:
    """Who has a published shift on a day."""
    sql = f"SELECT DISTINCT user_id FROM shifts WHERE day = ? AND {_HOLDS} ORDER BY user_id"  # noqa: S608 (constants)
    return [row["user_id"] for row in tx.all(sql, (day.isoformat(),))]


def _days_around(since: datetime, until: datetime) -> tuple[str, str]:
    """Days, in any zone, on which shifts of this time may begin."""
    return (
        date.fromordinal(since.date().toordinal() - 1).isoformat(),
        date.fromordinal(until.date().toordinal() + 1).isoformat(),
    )


def state(tx: Tx, since: date, until: date) -> tuple[int, int]:
    """Changes whenever something changes about the shifts of these days (both included)."""
    row = tx.one(
        "SELECT count(*) AS n, coalesce(max(version), 0) AS newest FROM shifts"
        " WHERE day BETWEEN ? AND ? AND state <> 'cancelled'",
        (since.isoformat(), until.isoformat()),
    )
    return (0, 0) if row is None else (row["n"], row["newest"])


def versions(tx: Tx, since: date, until: date, *, drafts: bool) -> dict[int, int]:
    """The shifts of these days (both included), each with its version."""
    rows = tx.all(
        "SELECT id, version FROM shifts WHERE day BETWEEN ? AND ? AND state <> 'cancelled' AND (published = 1 OR ?)",
        (since.isoformat(), until.isoformat(), drafts),
    )
    return {row["id"]: row["version"] for row in rows}


def people(tx: Tx, since: date) -> tuple[int, ...]:
    """Changes whenever something changes about absences from a day on, or about anybody's queues."""
    sql = "SELECT count(*) AS n, coalesce(max(version), 0) AS newest FROM "
    absences = tx.one(sql + "absences WHERE ends_at > ? AND state IN ('asked', 'approved')", (_micros_of(since),))
    users = tx.one(sql + "users")
    return tuple(number for row in (absences, users) if row is not None for number in row)


def here(tx: Tx) -> list[int]:
    """Who is on calls or ready for one."""
    rows = tx.all(
        "SELECT s.user_id FROM agent_states s JOIN users u ON u.id = s.user_id"
        " WHERE s.state IN ('available', 'in_call', 'wrap_up') AND u.active = 1 ORDER BY s.user_id"
    )
    return [row["user_id"] for row in rows]


def _micros_of(day: date) -> int:
    """A day before the day begins in any zone."""
    return (day.toordinal() - date(1970, 1, 1).toordinal() - 1) * 86_400_000_000


def own_states(tx: Tx, user_ids: Iterable[int], since: date, until: date) -> dict[int, tuple[int, ...]]:
    """By person: changes whenever something changes about their published shifts of these days (both included),
    about their absences since, or about calls that kept them beyond a shift."""
    wanted = list(user_ids)
    count = "SELECT user_id, count(*) AS n, max(version) AS newest FROM "
    whose = " WHERE user_id IN (SELECT value FROM json_each(?))"
    begins, ends = _micros_of(since), _micros_of(until) + 3 * 86_400_000_000
    on_shift = tx.all(
        f"{count}shifts{whose} AND {_HOLDS} AND starts_at BETWEEN ? AND ? GROUP BY user_id",
        (listed(wanted), begins, ends),
    )
    away = tx.all(
        f"{count}absences{whose} AND ends_at > ? AND state = 'approved' GROUP BY user_id", (listed(wanted), begins)
    )
    late = tx.all(
        "SELECT user_id, count(*) AS n, sum(until) AS newest"  # noqa: S608 (constants)
        f" FROM late_calls{whose} AND until > ? GROUP BY user_id",
        (listed(wanted), begins),
    )
    by_kind = [{row["user_id"]: (row["n"], row["newest"]) for row in rows} for rows in (on_shift, away, late)]
    return {one: tuple(number for found in by_kind for number in found.get(one, (0, 0))) for one in wanted}
