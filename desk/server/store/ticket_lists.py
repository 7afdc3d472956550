"""Lists of tickets by any filter in any order, their groups and counts, each from an index that is named.

Nobody knows beforehand what will be asked, so nothing is left to guesses: the indexes of open tickets hold all that
filters look at, and a list goes through the one in its order until it has a page. Where the filter names owners,
customers or words of the title, it goes through theirs. Closed tickets are many more and asked for apart.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from desk.contract.tickets import Ticket, TicketState
from desk.contract.views import Condition, Field, Filter, Group, GroupCount, Op, Sort
from desk.queueing.filters import NOBODY
from desk.queueing.ordering import LAST, RANKS
from desk.server.store import clock, teams, ticket_conditions, tickets
from desk.server.store.db import Tx, listed

#: Of closed tickets no more are counted: nobody needs to know, and there is no end to them.
MOST_CLOSED = 10_000
#: Words that are in no more titles than this are looked up there first.
RARE = 2_000
#: Of more owners than this, the list's own order is as quick.
FEW = 20

Key = tuple[int, int]


class Half(Enum):
    """Open and closed tickets are kept apart; the value is the condition as the indexes have it."""

    OPEN = "t.state <> 'closed'"
    CLOSED = "t.state = 'closed'"


@dataclass(frozen=True, slots=True)
class Asked:
    """A list: a resolved filter without faults, the instant it is of, and its order."""

    filter: Filter
    now: datetime
    sort: Sort = Sort.CHANGED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """A part of a list after which the next begins: ordered by ``column``, then by id; without one, ``first`` is the
    same for all of it."""

    narrowing: str
    column: str = ""
    first: int | None = None
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class _Source:
    """Through which index a list goes, and what narrows it there."""

    index: str
    where: str = ""
    values: tuple[str, ...] = ()


_COLUMNS = {Sort.CHANGED: "t.changed_at", Sort.CREATED: "t.created_at", Sort.NUMBER: "t.id"}
_OPEN_INDEX = {
    Sort.CHANGED: "tickets_open_changed",
    Sort.CREATED: "tickets_open_created",
    Sort.DUE: "tickets_open_due",
    Sort.PRIORITY: "tickets_open_priority",
    Sort.NUMBER: "tickets_open_number",
}
_CLOSED_INDEX = {
    Sort.CHANGED: "tickets_closed_changed",
    Sort.CREATED: "tickets_closed_created",
    Sort.DUE: "tickets_closed_due",
    Sort.PRIORITY: "tickets_closed_priority",
}
_GROUPS = {
    Group.QUEUE: "t.queue_id",
    Group.OWNER: "t.owner_id",
    Group.TEAM: "t.owner_id",
    Group.STATE: "t.state",
    Group.PRIORITY: "t.priority",
}
_GROUP_INDEX = {
    Group.QUEUE: "tickets_open_queue",
    Group.OWNER: "tickets_open_owner",
    Group.TEAM: "tickets_open_owner",
    Group.PRIORITY: "tickets_open_priority",
}
_BEGINS = {
    Field.QUEUE: "tickets_open_queue",
    Field.TEAM: "tickets_open_owner",
    Field.PRIORITY: "tickets_open_priority",
}
_WHOLE = _Source("INDEXED BY tickets_open_changed")


def page(tx: Tx, asked: Asked, after: Key | None, limit: int) -> list[Ticket]:
    """The tickets after a position (``ordering.sort_key``), in their order."""
    found = list[Key]()
    for step in _steps(asked):
        for half in halves(asked.filter):
            found += _walk(tx, asked, step, half, after, limit)
        if len(found) >= limit:
            break
    ids = [abs(number) for _, number in sorted(found)[:limit]]
    known = tickets.some(tx, ids)
    return [known[one] for one in ids]


def _steps(asked: Asked) -> list[_Step]:
    match asked.sort:
        case Sort.DUE:
            return [
                _Step("t.due_at IS NOT NULL", "t.due_at", backwards=asked.descending),
                _Step("t.due_at IS NULL", first=LAST, backwards=asked.descending),
            ]
        case Sort.PRIORITY:
            ranked = sorted(RANKS.items(), key=lambda item: -item[1] if asked.descending else item[1])
            return [
                _Step(f"t.priority = '{priority}'", first=-rank if asked.descending else rank)
                for priority, rank in ranked
            ]
        case sort:
            return [_Step("1", _COLUMNS[sort], backwards=asked.descending)]


def _walk(tx: Tx, asked: Asked, step: _Step, half: Half, after: Key | None, limit: int) -> list[Key]:
    """The first keys of a step in one half, after a position."""
    start, bound = _start(step, after)
    if start is None:
        return []
    where, values = ticket_conditions.where(asked.filter, asked.now)
    source = _few(tx, asked.filter, half) or _in_order(asked.sort, step, half)
    order, sign = (" DESC", -1) if step.backwards else ("", 1)
    rows = tx.all(
        f"SELECT {step.column or 0} AS first, t.id FROM tickets t {source.index}"  # noqa: S608 (our names)
        f" WHERE {half.value}{source.where} AND {step.narrowing} AND {start} AND {where}"
        f" ORDER BY {f'{step.column}{order}, ' if step.column else ''}t.id{order} LIMIT ?",
        (*source.values, *bound, *values, limit),
    )
    return [(sign * row["first"] if step.first is None else step.first, sign * row["id"]) for row in rows]


def _start(step: _Step, after: Key | None) -> tuple[str | None, list[int]]:
    """Where in a step to begin; None when the step is past."""
    if after is None or (step.first is not None and after[0] < step.first):
        return "1", []
    first, number = (-after[0], -after[1]) if step.backwards else after
    sign = "<" if step.backwards else ">"
    if step.first is not None:
        return (f"t.id {sign} ?", [number]) if after[0] == step.first else (None, [])
    if step.column == "t.id":
        return f"t.id {sign} ?", [number]
    return f"({step.column}, t.id) {sign} (?, ?)", [first, number]


def _in_order(sort: Sort, step: _Step, half: Half) -> _Source:
    """The index that has a step in its order."""
    if half is Half.OPEN:
        return _Source(f"INDEXED BY {_OPEN_INDEX[sort]}")
    in_order = sort is not Sort.NUMBER and (sort is not Sort.DUE or bool(step.column))
    return _Source(f"INDEXED BY {_CLOSED_INDEX[sort]}" if in_order else "NOT INDEXED")


def _few(tx: Tx, asked: Filter, half: Half) -> _Source | None:
    """Where to begin when a filter names owners, customers or a rare word, of whom there are only a few tickets."""
    for one in asked.all:
        named = one.op is Op.IS and 0 < len(one.values) <= FEW and NOBODY not in one.values
        if one.field is Field.CUSTOMER and named:
            return _Source("INDEXED BY tickets_customer")
        if one.field is Field.OWNER and named:
            return _Source(f"INDEXED BY {'tickets_open_owner' if half is Half.OPEN else 'tickets_owner'}")
        if one.field is Field.TITLE and (ids := _titled(tx, one)) is not None:
            return _Source("NOT INDEXED", " AND t.id IN (SELECT value FROM json_each(?))", (listed(ids),))
    return None


def _titled(tx: Tx, one: Condition) -> list[int] | None:
    """The tickets with these words in their title, if they are rare."""
    sql = "SELECT rowid FROM titles WHERE titles MATCH ? LIMIT ?"
    found = tx.all(sql, (ticket_conditions.titled(one.values), RARE + 1))
    return [row["rowid"] for row in found] if len(found) <= RARE else None


def halves(asked: Filter) -> list[Half]:
    """Where what a filter finds can be."""
    states = set(TicketState)
    for one in asked.all:
        if one.field is Field.STATE:
            named = {TicketState(value) for value in one.values}
            states &= named if one.op is Op.IS else states - named
    found = [Half.OPEN] if states - {TicketState.CLOSED} else []
    return [*found, Half.CLOSED] if TicketState.CLOSED in states else found


def count(tx: Tx, asked: Filter, now: datetime) -> tuple[int, int]:
    """How many tickets a filter finds, and how many of them missed a target; of closed ones ``MOST_CLOSED``."""
    where, values = ticket_conditions.where(asked, now)
    total = missed = 0
    for half in halves(asked):
        source = _counted(tx, asked, half)
        some = (
            f"SELECT t.due_at < ? AS missed FROM tickets t {source.index} WHERE {half.value}{source.where} AND {where}"  # noqa: S608
        )
        if half is Half.CLOSED:
            some += f" LIMIT {MOST_CLOSED}"
        sql = f"SELECT count(*) AS total, total(missed) AS missed FROM ({some})"  # noqa: S608 (our names)
        row = tx.one(sql, (clock.micros(now), *source.values, *values))
        assert row is not None
        total, missed = total + row["total"], missed + int(row["missed"])
    return total, missed


def _counted(tx: Tx, asked: Filter, half: Half) -> _Source:
    """The index that has the fewest entries to go through, and all that is looked at."""
    few = _few(tx, asked, half)
    if few is not None or half is Half.CLOSED:
        return few or _Source("INDEXED BY tickets_closed_changed")
    for one in asked.all:
        if one.op is Op.IS and one.values and one.field in _BEGINS:
            return _Source(f"INDEXED BY {_BEGINS[one.field]}")
        if one.field is Field.DUE and one.op is not Op.NOT_SET:
            return _Source("INDEXED BY tickets_open_due")
    return _WHOLE


def groups(tx: Tx, asked: Filter, now: datetime, group: Group) -> list[GroupCount]:
    """The groups of a list, the biggest first; of closed tickets all are counted."""
    where, values = ticket_conditions.where(asked, now)
    found = Counter[str]()
    team_of = teams.of_members(tx) if group is Group.TEAM else {}
    for half in halves(asked):
        source = _grouped(tx, asked, half, group)
        sql = (
            f"SELECT {_GROUPS[group]} AS value, count(*) AS many FROM tickets t {source.index}"  # noqa: S608
            f" WHERE {half.value}{source.where} AND {where} GROUP BY 1"
        )
        for row in tx.all(sql, (*source.values, *values)):
            value = team_of.get(row["value"]) if group is Group.TEAM else row["value"]
            found["" if value is None else str(value)] += row["many"]
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [GroupCount(value=value, count=many) for value, many in ordered]


def _grouped(tx: Tx, asked: Filter, half: Half, group: Group) -> _Source:
    """Where all is gone through anyway, the index that has the groups one after the other."""
    source = _counted(tx, asked, half)
    return _Source(f"INDEXED BY {_GROUP_INDEX[group]}") if source == _WHOLE and group in _GROUP_INDEX else source
