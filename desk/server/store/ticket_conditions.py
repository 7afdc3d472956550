"""Filters of tickets in SQL: what ``desk.queueing.filters`` decides for one ticket, asked of all of them.

Filters come here ``resolved``: with ids instead of ``me`` and ``mine``. The ticket's table is ``t``.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from desk.contract.views import Condition, Field, Filter, Op
from desk.queueing import filters
from desk.queueing.filters import NOBODY
from desk.queueing.words import runs
from desk.server.store import clock, grams

Sql = tuple[str, list[Any]]

_COLUMNS = {
    Field.STATE: "t.state",
    Field.QUEUE: "t.queue_id",
    Field.OWNER: "t.owner_id",
    Field.PRIORITY: "t.priority",
    Field.CUSTOMER: "t.customer_id",
    Field.SOURCE: "t.source",
    Field.ORDER: "t.order_id",
    Field.CREATED: "t.created_at",
    Field.CHANGED: "t.changed_at",
    Field.DUE: "t.due_at",
    Field.PENDING_UNTIL: "t.pending_until",
}
_IDS = frozenset({Field.QUEUE, Field.OWNER, Field.TEAM, Field.CUSTOMER, Field.ORDER})
#: That a field is set, where the column being there does not say it.
_SET = {
    Field.TEAM: "t.owner_id IN (SELECT user_id FROM team_members)",
    Field.TAG: "t.tags <> '[]'",
    Field.SOURCE: "t.source <> ''",
}
#: A plain 0 would let SQLite throw the whole query away, and then refuse the index that is named.
_NEVER = "+t.id < 0"


def where(asked: Filter, now: datetime) -> Sql:
    """A resolved filter as a condition."""
    parts = [_condition(one, now) for one in asked.all]
    if asked.any:
        either = [_condition(one, now) for one in asked.any]
        parts.append((f"({' OR '.join(sql for sql, _ in either)})", [value for _, some in either for value in some]))
    return " AND ".join(sql for sql, _ in parts) or "1", [value for _, some in parts for value in some]


def _condition(one: Condition, now: datetime) -> Sql:
    match one.op:
        case Op.IS:
            return _is(one)
        case Op.IS_NOT:
            sql, values = _is(one)
            return f"{sql} IS NOT TRUE", values
        case Op.IS_SET:
            return _set(one.field, now)
        case Op.NOT_SET:
            sql, values = _set(one.field, now)
            return f"{sql} IS NOT TRUE", values
        case Op.CONTAINS:
            # The plus: it is looked up there, and never what a list begins with.
            return "+t.id IN (SELECT rowid FROM titles WHERE titles MATCH ?)", [titled(one.values)]
        case _:
            return _lies(one, now)


def _set(field: Field, now: datetime) -> Sql:
    if field is Field.MISSED:
        return "(t.due_at < ?)", [clock.micros(now)]
    return f"({_there(field)})", []


def _there(field: Field) -> str:
    return _SET.get(field) or f"{_COLUMNS[field]} IS NOT NULL"


def _is(one: Condition) -> Sql:
    """Any of the values, in parentheses; where there is none to be had, what stands for none."""
    none = NOBODY if one.field is Field.OWNER else ""
    values: list[Any] = [int(value) if one.field in _IDS else value for value in one.values if value != none]
    parts = list[Sql]()
    if values:
        parts.append(_among(one.field, values))
    if none in one.values and one.field in (Field.OWNER, Field.TAG, Field.SOURCE):
        parts.append((f"({_there(one.field)}) IS NOT TRUE", []))
    return f"({' OR '.join(sql for sql, _ in parts) or _NEVER})", [value for _, some in parts for value in some]


def _among(field: Field, values: list[Any]) -> Sql:
    marks = ", ".join("?" * len(values))
    match field:
        case Field.TEAM:
            return f"t.owner_id IN (SELECT user_id FROM team_members WHERE team_id IN ({marks}))", values  # noqa: S608 (question marks)
        case Field.TIER:
            whose = "SELECT 1 FROM customers w INDEXED BY customers_tier WHERE w.id = t.customer_id AND w.tier"
            return f"EXISTS ({whose} IN ({marks}))", values
        case Field.TAG:
            return _tagged(values, marks)
        case _:
            return f"{_COLUMNS[field]} IN ({marks})", values


def _tagged(values: list[str], marks: str) -> Sql:
    """Their text is looked through first: to read it as JSON takes ten times as long."""
    written = [msgspec.json.encode(value).decode() for value in values]
    hint = " OR ".join("instr(t.tags, ?)" for _ in written)
    exact = f"EXISTS (SELECT 1 FROM json_each(t.tags) j WHERE j.value IN ({marks}))"  # noqa: S608 (question marks)
    return f"(({hint}) AND {exact})", [*written, *values]


def _lies(one: Condition, now: datetime) -> Sql:
    first, last = filters.since(one, now)
    column, parts = _COLUMNS[one.field], list[Sql]()
    if first is not None:
        parts.append((f"{column} >= ?", [clock.micros(first)]))
    if last is not None:
        parts.append((f"{column} < ?", [clock.micros(last)]))
    return f"({' AND '.join(sql for sql, _ in parts)})", [value for _, some in parts for value in some]


def titled(values: Sequence[str]) -> str:
    """The expression for titles that contain any of these."""
    return " OR ".join(f"({grams.text_like(runs(value))})" for value in values)
