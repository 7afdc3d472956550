"""Does a ticket belong into a view: what may be asked of which field, and what the answer is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain

import msgspec
from msgspec.structs import replace

from desk.contract.base import MAX_ID, Instant
from desk.contract.customers import Tier
from desk.contract.service import Priority
from desk.contract.tickets import Ticket, TicketState
from desk.contract.views import Condition, Field, Filter, Op
from desk.queueing.words import runs

ME, NOBODY, MINE = "me", "nobody", "mine"
#: Ten years.
MOST_MINUTES = 5_256_000

_Test = Callable[[Condition, Ticket, datetime, "Beside"], bool]
_WHICH = (Op.IS, Op.IS_NOT)
_ANY = (Op.IS_SET, Op.NOT_SET)
_WHEN = (Op.BEFORE, Op.AFTER, Op.WITHIN, Op.OLDER)
#: What may be asked of which field.
ASKED: dict[Field, tuple[Op, ...]] = {
    Field.STATE: _WHICH,
    Field.QUEUE: _WHICH,
    Field.OWNER: _WHICH + _ANY,
    Field.TEAM: _WHICH + _ANY,
    Field.PRIORITY: _WHICH,
    Field.TAG: _WHICH + _ANY,
    Field.CUSTOMER: _WHICH + _ANY,
    Field.TIER: _WHICH,
    Field.TITLE: (Op.CONTAINS,),
    Field.SOURCE: _WHICH + _ANY,
    Field.ORDER: _WHICH + _ANY,
    Field.CREATED: _WHEN,
    Field.CHANGED: _WHEN,
    Field.DUE: _WHEN + _ANY,
    Field.PENDING_UNTIL: _WHEN + _ANY,
    Field.MISSED: _ANY,
}
#: The values of fields that have only a few.
CODES: dict[Field, tuple[str, ...]] = {
    Field.STATE: tuple(TicketState),
    Field.PRIORITY: tuple(Priority),
    Field.TIER: tuple(Tier),
}
#: Values that are no ids, in fields of ids.
NAMED: dict[Field, tuple[str, ...]] = {
    Field.QUEUE: (MINE,),
    Field.OWNER: (ME, NOBODY),
    Field.TEAM: (MINE,),
    Field.CUSTOMER: (),
    Field.ORDER: (),
}
#: What lies behind: of these, ``within`` looks back; of all other instants, ahead.
PAST = frozenset({Field.CREATED, Field.CHANGED})
#: What a ticket does not carry itself.
BESIDE = frozenset({Field.TEAM, Field.TIER, Field.SOURCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Whoever looks: ``me`` and ``mine`` are theirs."""

    user_id: int
    team_id: int | None = None
    queue_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What belongs to a ticket and does not stand in it: the team of its owner, its customer's tier, its source."""

    team_id: int | None = None
    tier: Tier | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A condition that makes no sense: ``place`` is a JSON pointer from the filter."""

    place: str
    detail: str


NOTHING_BESIDE = Beside()


def conditions(asked: Filter) -> Iterator[Condition]:
    """Every condition of a filter."""
    return chain(asked.all, asked.any)


def fields(asked: Filter) -> set[Field]:
    """What a filter looks at."""
    return {one.field for one in conditions(asked)}


def faults(asked: Filter) -> list[Fault]:
    """What makes no sense in a filter; nothing when all of it does."""
    return [
        Fault(f"/{part}/{place}{fault.place}", fault.detail)
        for part, some in (("all", asked.all), ("any", asked.any))
        for place, one in enumerate(some)
        for fault in _faults(one)
    ]


def _faults(one: Condition) -> Iterator[Fault]:
    if one.op not in ASKED[one.field]:
        yield Fault("/op", f"{one.field} cannot be asked for {one.op}: only {', '.join(ASKED[one.field])}")
    elif one.op in _ANY and one.values:
        yield Fault("/values", f"{one.op} takes no values")
    elif one.op in _WHEN and len(one.values) != 1:
        yield Fault("/values", f"{one.op} takes one value")
    elif one.op not in _ANY and not one.values:
        yield Fault("/values", f"{one.op} takes at least one value")
    else:
        for place, value in enumerate(one.values):
            if (wrong := _wrong(one.field, one.op, value)) is not None:
                yield Fault(f"/values/{place}", wrong)


def _wrong(field: Field, op: Op, value: str) -> str | None:
    """What is wrong with one value, if anything."""
    if field in CODES:
        return None if value in CODES[field] else f"one of {', '.join(CODES[field])}"
    if field in NAMED:
        return None if value in NAMED[field] or _is_id(value) else f"{', '.join(('an id', *NAMED[field]))}"
    if field is Field.TITLE:
        return None if runs(value) else "neither letters nor digits to look for"
    if op in (Op.BEFORE, Op.AFTER):
        return None if _instant(value) is not None else "an instant with its zone, such as 2027-03-02T09:00:00+09:00"
    if op in (Op.WITHIN, Op.OLDER):
        return None if _digits(value) and int(value) <= MOST_MINUTES else f"minutes, at most {MOST_MINUTES}"
    return None


def _digits(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 16


def _is_id(value: str) -> bool:
    return _digits(value) and 0 < int(value) <= MAX_ID


@lru_cache(maxsize=1024)
def _instant(value: str) -> datetime | None:
    try:
        found = msgspec.convert(value, Instant).astimezone(UTC)
    except (msgspec.ValidationError, OverflowError):
        return None
    return found if 2000 <= found.year < 3000 else None


def resolved(asked: Filter, who: Who) -> Filter:
    """The same filter for one person: ids instead of ``me`` and ``mine``, each once and in order.

    People to whom all of it means the same have the same one. A value that means nothing (my team of somebody without
    one) is gone: ``is`` none of no values is never true, ``is_not`` always.
    """
    return Filter(
        all=tuple(_resolved(one, who) for one in asked.all), any=tuple(_resolved(one, who) for one in asked.any)
    )


def _resolved(one: Condition, who: Who) -> Condition:
    if one.field not in NAMED:
        return one
    ids = {value for value in one.values if value == NOBODY}
    ids |= {str(int(value)) for value in one.values if _digits(value)}
    if ME in one.values:
        ids.add(str(who.user_id))
    if MINE in one.values and one.field is Field.QUEUE:
        ids |= {str(queue_id) for queue_id in who.queue_ids}
    if MINE in one.values and one.field is Field.TEAM and who.team_id is not None:
        ids.add(str(who.team_id))
    return replace(one, values=tuple(sorted(ids)))


def matches(asked: Filter, ticket: Ticket, who: Who, now: datetime, beside: Beside = NOTHING_BESIDE) -> bool:
    """Whether a ticket belongs to a filter that has no faults, for whoever looks, at an instant."""
    meant = resolved(asked, who)

    def holds(one: Condition) -> bool:
        return _TESTS[one.op](one, ticket, now, beside)

    return all(map(holds, meant.all)) and (not meant.any or any(map(holds, meant.any)))


def since(one: Condition, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when on, and until before when, an instant has to lie for a condition on instants."""
    if one.op is Op.BEFORE:
        return None, _instant(one.values[0])
    if one.op is Op.AFTER:
        return _instant(one.values[0]), None
    minutes = timedelta(minutes=int(one.values[0]))
    if one.op is Op.OLDER:
        return None, now - minutes
    return (now - minutes, None) if one.field in PAST else (now, now + minutes)


def _held(field: Field, ticket: Ticket, beside: Beside) -> frozenset[str]:
    """What a ticket has in a field of codes, ids or words."""
    match field:
        case Field.STATE:
            return frozenset({ticket.state})
        case Field.QUEUE:
            return _one(ticket.queue_id)
        case Field.OWNER:
            return _one(ticket.owner_id)
        case Field.TEAM:
            return _one(beside.team_id)
        case Field.PRIORITY:
            return frozenset({ticket.priority})
        case Field.TAG:
            return frozenset(ticket.tags)
        case Field.CUSTOMER:
            return _one(ticket.customer_id)
        case Field.TIER:
            return frozenset() if beside.tier is None else frozenset({beside.tier})
        case Field.SOURCE:
            return frozenset({beside.source} - {""})
        case _:
            return _one(ticket.order_id)


def _one(value: int | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({str(value)})


def _when(field: Field, ticket: Ticket) -> datetime | None:
    match field:
        case Field.CREATED:
            return ticket.created_at
        case Field.CHANGED:
            return ticket.changed_at
        case Field.DUE:
            return ticket.due_at
        case _:
            return ticket.pending_until


def _is(one: Condition, ticket: Ticket, _now: datetime, beside: Beside) -> bool:
    held = _held(one.field, ticket, beside)
    none = NOBODY if one.field is Field.OWNER else ""
    return not held.isdisjoint(one.values) if held else none in one.values


def _is_set(one: Condition, ticket: Ticket, now: datetime, beside: Beside) -> bool:
    if one.field is Field.MISSED:
        return ticket.due_at is not None and ticket.due_at < now
    if one.field in (Field.DUE, Field.PENDING_UNTIL):
        return _when(one.field, ticket) is not None
    return bool(_held(one.field, ticket, beside))


def _contains(one: Condition, ticket: Ticket, _now: datetime, _beside: Beside) -> bool:
    """Every run of letters or digits stands inside of one of the title's, as searching finds it."""
    there = runs(ticket.title)
    return any(all(any(run in word for word in there) for run in runs(value)) for value in one.values)


def _lies(one: Condition, ticket: Ticket, now: datetime, _beside: Beside) -> bool:
    at = _when(one.field, ticket)
    first, last = since(one, now)
    return at is not None and (first is None or at >= first) and (last is None or at < last)


def _not(test: _Test) -> _Test:
    return lambda one, ticket, now, beside: not test(one, ticket, now, beside)


_TESTS: dict[Op, _Test] = {
    Op.IS: _is,
    Op.IS_NOT: _not(_is),
    Op.CONTAINS: _contains,
    Op.BEFORE: _lies,
    Op.AFTER: _lies,
    Op.WITHIN: _lies,
    Op.OLDER: _lies,
    Op.IS_SET: _is_set,
    Op.NOT_SET: _not(_is_set),
}
