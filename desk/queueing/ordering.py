"""The order of lists of tickets, and their groups."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desk.contract.service import Priority
from desk.contract.tickets import Ticket
from desk.contract.views import Condition, Field, Group, Op, Sort
from desk.queueing.filters import NOBODY, NOTHING_BESIDE, Beside

#: Where what has no instant stands: at the end in either direction.
LAST = 10**18 - 1
RANKS: dict[Priority, int] = {priority: rank for rank, priority in enumerate(Priority)}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIELDS = {
    Group.QUEUE: Field.QUEUE,
    Group.OWNER: Field.OWNER,
    Group.TEAM: Field.TEAM,
    Group.STATE: Field.STATE,
    Group.PRIORITY: Field.PRIORITY,
}


def sort_key(sort: Sort, descending: bool, ticket: Ticket) -> tuple[int, int]:
    """Two numbers that put tickets in order, ascending whatever the direction; with ``base.cursor`` a page's end.

    Ties go by number in the list's direction; of equal priority always the oldest is first, for it waits longest.
    """
    if sort is Sort.DUE and ticket.due_at is None:
        return LAST, -ticket.id if descending else ticket.id
    first = _KEYS[sort](ticket)
    if sort is Sort.PRIORITY:
        return -first if descending else first, ticket.id
    return (-first, -ticket.id) if descending else (first, ticket.id)


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


_KEYS: dict[Sort, Callable[[Ticket], int]] = {
    Sort.DUE: lambda ticket: 0 if ticket.due_at is None else _micros(ticket.due_at),
    Sort.PRIORITY: lambda ticket: RANKS[ticket.priority],
    Sort.CREATED: lambda ticket: _micros(ticket.created_at),
    Sort.CHANGED: lambda ticket: _micros(ticket.changed_at),
    Sort.NUMBER: lambda ticket: ticket.id,
}


def group_of(group: Group, ticket: Ticket, beside: Beside = NOTHING_BESIDE) -> str:
    """The value of the group that a ticket is in: an id in figures or a code; empty for none."""
    match group:
        case Group.QUEUE:
            return str(ticket.queue_id)
        case Group.OWNER:
            return str(ticket.owner_id or "")
        case Group.TEAM:
            return str(beside.team_id or "")
        case Group.STATE:
            return ticket.state
        case Group.PRIORITY:
            return ticket.priority
        case Group.NONE:
            return ""


def in_group(group: Group, value: str) -> Condition | None:
    """The condition of being in a group; None where there are no groups. May have faults, as ``value`` has."""
    if group is Group.NONE:
        return None
    if value == "" and group is Group.TEAM:
        return Condition(field=Field.TEAM, op=Op.NOT_SET)
    if value == "" and group is Group.OWNER:
        return Condition(field=Field.OWNER, op=Op.IS, values=(NOBODY,))
    return Condition(field=_FIELDS[group], op=Op.IS, values=(value,))
