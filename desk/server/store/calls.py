"""Calls: their projections, and how the exchange, agents and sweeps find them."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec

from desk.contract.calls import Call, CallState, Direction
from desk.contract.events import (
    ArticleAdded,
    CallAnswered,
    CallClaimed,
    CallEnded,
    CallMatched,
    CallRang,
    CallWrappedUp,
    Event,
    NumberBlocked,
    NumberUnblocked,
    WrapUpExtended,
)
from desk.server.rules.masking import masked_number
from desk.server.store import arrivals, call_duties, callbacks, clock, in_time, log
from desk.server.store.db import Row, Tx
from desk.server.store.refile import refile

_INSERT = (
    "INSERT INTO calls VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, NULL, NULL, '', ?, NULL, NULL, NULL, NULL, ?, ?, NULL)"
)
_COLUMNS = (
    "SELECT c.*, k.name AS customer_name, u.name AS agent_name,"
    " (SELECT json_group_array(a.user_id) FROM call_agents a WHERE a.call_id = c.id) AS called"
)
_NAMES = "LEFT JOIN customers k ON k.id = c.customer_id LEFT JOIN users u ON u.id = c.agent_id"
_SELECT = f"{_COLUMNS} FROM calls c {_NAMES}"
_OF_THE_CALL = (CallRang, CallAnswered, CallEnded, CallMatched, CallClaimed, CallWrappedUp, WrapUpExtended)
_ids = msgspec.json.Decoder(list[int]).decode


@log.projects(CallRang)
def rang(tx: Tx, event: Event, fact: CallRang) -> None:
    """A new call, ringing for its agents."""
    with arrivals.counting(tx, fact.origin_id or event.seq, fact.queue_id):
        tx.run(
            _INSERT,
            (
                event.seq,
                fact.external_id,
                fact.direction,
                CallState.RINGING,
                fact.number,
                fact.queue_id,
                event.customer_id,
                msgspec.json.encode(fact.matches).decode(),
                clock.micros(event.at),
                fact.origin_id or event.seq,
                int(fact.blocked),
                event.seq,
            ),
        )
    for user_id in fact.agent_ids:
        _was_called(tx, event.seq, user_id)


@contextmanager
def _counted(tx: Tx, call_id: int | None) -> Generator[None]:
    """Around what changes a call: what is counted of calls follows."""
    with arrivals.counting_call(tx, call_id):
        yield
    call_duties.follow(tx, call_id)
    in_time.follow(tx, call_id)


def _was_called(tx: Tx, call_id: int | None, user_id: int) -> None:
    tx.run("INSERT OR IGNORE INTO call_agents VALUES (?, ?)", (call_id, user_id))


@log.projects(CallAnswered)
def answered(tx: Tx, event: Event, fact: CallAnswered) -> None:
    """Somebody talks; an end that had only been presumed is taken back."""
    with _counted(tx, event.call_id):
        tx.run(
            "UPDATE calls SET state = ?, agent_id = ?, answered_at = coalesce(answered_at, ?), ended_at = NULL,"
            " cause = '', version = ? WHERE id = ?",
            (CallState.TALKING, fact.agent_id, clock.micros(event.at), event.seq, event.call_id),
        )
    if fact.agent_id is not None:
        _was_called(tx, event.call_id, fact.agent_id)


@log.projects(CallEnded)
def ended(tx: Tx, event: Event, fact: CallEnded) -> None:
    """The call is over, or missed and open until somebody owns it."""
    with _counted(tx, event.call_id):
        tx.run(
            "UPDATE calls SET state = ?, cause = ?, ended_at = ?, wrap_up_until = ?, version = ? WHERE id = ?",
            (
                CallState.MISSED if fact.missed else CallState.ENDED,
                fact.cause,
                clock.micros(event.at),
                clock.maybe_micros(fact.wrap_up_until),
                event.seq,
                event.call_id,
            ),
        )


@log.projects(CallMatched)
def matched(tx: Tx, event: Event, _fact: CallMatched) -> None:
    """The caller is known now: what the call already left on a timeline moves to the right one."""
    if event.call_id is None:
        return
    before = tx.value("SELECT customer_id FROM calls WHERE id = ?", (event.call_id,))
    tx.run("UPDATE calls SET customer_id = ?, version = ? WHERE id = ?", (event.customer_id, event.seq, event.call_id))
    promised = callbacks.follow_call(tx, event.call_id, before, event.customer_id)
    events = log.about(tx, "call", event.call_id, event.seq)
    moving = [one for one in events if isinstance(one.fact, _OF_THE_CALL) or callbacks.is_about(one, promised)]
    refile(tx, moving, before, event.customer_id, event.seq)


@log.projects(CallClaimed)
def claimed(tx: Tx, event: Event, _fact: CallClaimed) -> None:
    """A missed call has an owner."""
    tx.run("UPDATE calls SET owner_id = ?, version = ? WHERE id = ?", (event.actor_id, event.seq, event.call_id))


@log.projects(WrapUpExtended)
def extended(tx: Tx, event: Event, fact: WrapUpExtended) -> None:
    """Its wrap-up lasts longer."""
    until = clock.micros(fact.wrap_up_until)
    tx.run("UPDATE calls SET wrap_up_until = ?, version = ? WHERE id = ?", (until, event.seq, event.call_id))


@log.projects(CallWrappedUp)
def wrapped_up(tx: Tx, event: Event, fact: CallWrappedUp) -> None:
    """The call has its code: the last one counts, and the time of the first one."""
    with _counted(tx, event.call_id):
        tx.run(
            "UPDATE calls SET wrap_up_code = ?, wrap_up_until = NULL, ticket_id = coalesce(?, ticket_id),"
            " wrapped_up_at = coalesce(wrapped_up_at, ?), version = ? WHERE id = ?",
            (fact.code, event.ticket_id, clock.micros(event.at), event.seq, event.call_id),
        )


@log.projects(ArticleAdded)
def noted(tx: Tx, event: Event, _fact: ArticleAdded) -> None:
    """The first note of a call says which ticket the call belongs to."""
    if event.call_id is not None and event.ticket_id is not None:
        sql = "UPDATE calls SET ticket_id = ?, version = ? WHERE id = ? AND ticket_id IS NULL"
        tx.run(sql, (event.ticket_id, event.seq, event.call_id))


@log.projects(NumberBlocked)
def blocked(tx: Tx, _event: Event, fact: NumberBlocked) -> None:
    """Its calls are refused from now on."""
    tx.run("INSERT OR REPLACE INTO blocked_numbers VALUES (?, ?)", (fact.number, fact.reason))


@log.projects(NumberUnblocked)
def unblocked(tx: Tx, _event: Event, fact: NumberUnblocked) -> None:
    """Its calls are taken again."""
    tx.run("DELETE FROM blocked_numbers WHERE number = ?", (fact.number,))


def is_blocked(tx: Tx, number: str) -> bool:
    """Whether calls from this number are refused."""
    return tx.value("SELECT 1 FROM blocked_numbers WHERE number = ?", (number,)) is not None


def call(tx: Tx, call_id: int) -> Call | None:
    """A call by its id."""
    row = tx.one(f"{_SELECT} WHERE c.id = ?", (call_id,))
    return None if row is None else _call(row)


def by_external(tx: Tx, external_id: str) -> Call | None:
    """A call by the id its exchange gave it."""
    row = tx.one(f"{_SELECT} WHERE c.external_id = ?", (external_id,))
    return None if row is None else _call(row)


def number_of(tx: Tx, call_id: int) -> str:
    """The other side's number in full; empty when withheld."""
    return str(tx.value("SELECT number FROM calls WHERE id = ?", (call_id,)))


def matches_of(tx: Tx, call_id: int) -> list[int]:
    """The customers who may be calling, as they were when it rang."""
    return _ids(tx.value("SELECT matches FROM calls WHERE id = ?", (call_id,)))


def legs(tx: Tx, origin_id: int) -> list[Call]:
    """Every leg of one conversation, the first one first."""
    return _calls(tx, "c.origin_id = ? ORDER BY c.id", (origin_id,))


def page(
    tx: Tx, state: CallState | None, open_missed: bool, user_id: int | None, before: int, limit: int
) -> list[Call]:
    """Calls below the id ``before``, newest first; ``user_id`` asks for those that rang for this person."""
    source, by, where = "calls c", "c.id", ["c.id < ?"]
    values: list[Any] = [before]
    if user_id is not None:
        source, by = "call_agents m JOIN calls c ON c.id = m.call_id", "m.call_id"
        where, values = ["m.user_id = ? AND m.call_id < ?"], [user_id, before]
    if open_missed:
        where.append("c.state = 'missed' AND c.owner_id IS NULL")
    if state is not None:
        where.append("c.state = ?")
        values.append(state)
    sql = f"{_COLUMNS} FROM {source} {_NAMES} WHERE {' AND '.join(where)} ORDER BY {by} DESC LIMIT ?"
    return [_call(row) for row in tx.all(sql, (*values, limit))]


def ringing_for(tx: Tx, user_id: int) -> list[Call]:
    """What rings for a person just now, longest first."""
    return _calls(
        tx,
        "c.state = 'ringing' AND EXISTS (SELECT 1 FROM call_agents a WHERE a.call_id = c.id AND a.user_id = ?)"
        " ORDER BY c.id",
        (user_id,),
    )


def silent(tx: Tx, ringing_since: datetime, talking_since: datetime) -> list[Call]:
    """Calls that have been ringing or talking since before these times."""
    return [
        *_calls(tx, "c.state = 'ringing' AND c.started_at < ?", (clock.micros(ringing_since),)),
        *_calls(tx, "c.state = 'talking' AND c.answered_at < ?", (clock.micros(talking_since),)),
    ]


def wrap_up_over(tx: Tx) -> list[Call]:
    """Calls without a code whose wrap-up time is over."""
    return _calls(tx, "c.wrap_up_code IS NULL AND c.wrap_up_until <= ?", (clock.micros(tx.now),))


def _calls(tx: Tx, where: str, values: tuple[Any, ...]) -> list[Call]:
    return [_call(row) for row in tx.all(f"{_SELECT} WHERE {where}", values)]


def _call(row: Row) -> Call:
    known = row["customer_id"] is not None or row["matches"] != "[]"
    return Call(
        id=row["id"],
        direction=Direction(row["direction"]),
        state=CallState(row["state"]),
        number=masked_number(row["number"]) if known else row["number"],
        anonymous=not row["number"],
        queue_id=row["queue_id"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"] or "",
        agent_id=row["agent_id"],
        agent_name=row["agent_name"] or "",
        called_agent_ids=_ids(row["called"]),
        started_at=clock.instant(row["started_at"]),
        answered_at=clock.maybe_instant(row["answered_at"]),
        ended_at=clock.maybe_instant(row["ended_at"]),
        cause=row["cause"],
        origin_id=row["origin_id"],
        owner_id=row["owner_id"],
        wrap_up_code=row["wrap_up_code"],
        wrap_up_until=clock.maybe_instant(row["wrap_up_until"]),
        ticket_id=row["ticket_id"],
        version=row["version"],
    )
