"""Cards: what a board shows of every open ticket, as little as possible for as many as there are."""

from collections.abc import Sequence

import msgspec

from desk.contract.board import Card
from desk.contract.service import ClockKind, Priority
from desk.contract.tickets import TicketState
from desk.server.store.db import Row, Tx, listed

_SECOND = 1_000_000
_tags = msgspec.json.Decoder(tuple[str, ...]).decode
_STATES = {str(one): one for one in TicketState}
_PRIORITIES = {str(one): one for one in Priority}
_CLOCKS = {str(one): one for one in ClockKind}
_COLUMNS = (
    "SELECT t.id, t.version, t.title, t.state, t.queue_id, t.owner_id, t.customer_id, c.name, t.priority, t.tags,"
    " t.created_at, t.changed_at, t.due_at, t.due_clock, t.missed, t.pending_until, q.weight"
)
_JOINS = " LEFT JOIN customers c ON c.id = t.customer_id LEFT JOIN queues q ON q.id = t.queue_id"
#: Each id is looked up once in the index of what is open, which holds them in their order.
_OPEN = f"{_COLUMNS} FROM tickets t INDEXED BY tickets_open{_JOINS} WHERE t.state <> 'closed'"


def page(tx: Tx, after: int, limit: int) -> list[Card]:
    """The open cards after an id, by id."""
    return [_card(row) for row in tx.all(f"{_OPEN} AND t.id > ? ORDER BY t.id LIMIT ?", (after, limit))]


def some(tx: Tx, ids: Sequence[int]) -> list[Card]:
    """The cards with these ids, open or not, by id."""
    sql = f"{_COLUMNS} FROM json_each(?) j JOIN tickets t ON t.id = j.value{_JOINS} ORDER BY t.id"
    return [_card(row) for row in tx.all(sql, (listed(sorted(set(ids))),))]


def everyone(tx: Tx) -> list[Card]:
    """Every open card, by id."""
    return [_card(row) for row in tx.all(_OPEN)]


def noted(tx: Tx) -> list[Row]:
    """Of open tickets with an owner those of which there is more to know than their card shows: ``id``, whether they
    are ``begun`` (their owner has touched them), ``skills`` and ``tags`` as JSON, and how often ``reopened``."""
    return tx.all(
        "SELECT id, touched_at IS NOT NULL AS begun, skills, tags, reopened FROM tickets INDEXED BY tickets_open"
        " WHERE state <> 'closed' AND owner_id IS NOT NULL"
        " AND (touched_at IS NOT NULL OR skills <> '[]' OR tags <> '[]' OR reopened > 0)"
    )


def count(tx: Tx) -> int:
    """How many tickets are open."""
    return int(tx.value("SELECT count(*) FROM tickets INDEXED BY tickets_open WHERE state <> 'closed'"))


def _card(row: Row) -> Card:
    (
        number, version, title, state, queue_id, owner_id, customer_id, customer, priority, tags,
        created, changed, due, clock, missed, pending_until, weight,
    ) = row  # fmt: skip
    return Card(
        number,
        version,
        title,
        _STATES[state],
        queue_id,
        owner_id,
        customer_id,
        customer or "",
        _PRIORITIES[priority],
        () if tags == "[]" else _tags(tags),
        created // _SECOND,
        changed // _SECOND,
        None if due is None else due // _SECOND,
        None if clock is None else _CLOCKS[clock],
        missed != 0,
        # Rounded up: nothing is shown to come back before it does.
        None if pending_until is None else -(-pending_until // _SECOND),
        1.0 if weight is None else weight,
    )
