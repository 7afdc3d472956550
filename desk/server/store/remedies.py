"""Remedies: their projections, with what each books in the ledger, and how they are found."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from desk.contract.events import (
    CommandGivenUp,
    CommandRevived,
    Event,
    RemedyCommitted,
    RemedyDeclined,
    RemedyDone,
    RemedyEscalated,
    RemedyHandedOver,
    RemedyRefused,
    RemedyRequested,
    RemedyUndone,
    RemedyUnknown,
    RemedyWithdrawn,
)
from desk.contract.remedies import LIVE, PromisedEffect, Remedy, RemedyState, Values
from desk.contract.remedy_rules import Purse
from desk.server.store import clock, ledger
from desk.server.store.db import Row, Tx, listed
from desk.server.store.ledger import GIVEN, HELD, Booking
from desk.server.store.log import projects

_encode = msgspec.json.Encoder(order="deterministic").encode
#: No remedy can be taken back for so long: such a time was told by a clock that has been set right since.
ABSURD = timedelta(days=2)
_DUE = "r.state = 'committed' AND (r.undo_until <= ? OR r.undo_until > ?)"
_promised = msgspec.json.Decoder(PromisedEffect | None).decode
_values = msgspec.json.Decoder(Values).decode
_LIVE = _encode(sorted(LIVE)).decode()
_SELECT = (
    "SELECT r.*, c.name AS customer_name, o.number AS order_number, a.name AS agent_name, h.name AS authority_name"
    " FROM remedies r JOIN customers c ON c.id = r.customer_id LEFT JOIN orders o ON o.id = r.order_id"
    " LEFT JOIN users a ON a.id = r.agent_id LEFT JOIN users h ON h.id = r.authority_id"
)


@projects(RemedyRequested)
def requested(tx: Tx, event: Event, fact: RemedyRequested) -> None:
    """It waits for a decision."""
    tx.run(
        "INSERT INTO remedies (id, action, state, customer_id, order_id, promise_id, ticket_id, call_id, purse, amount,"
        " form, reason, told, promised, requested_at, agent_id, answer, reference, reconciled, escalations, reverses,"
        " rules_version, key, version)"
        " VALUES (?, ?, 'awaiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', 0, 0, ?, ?, ?, ?)",
        (
            event.seq,
            fact.action,
            event.customer_id,
            event.order_id,
            fact.promise_id,
            event.ticket_id,
            event.call_id,
            fact.purse,
            fact.amount,
            _encode(fact.values).decode(),
            fact.reason,
            fact.told,
            _encode(fact.promised).decode(),
            clock.micros(event.at),
            event.actor_id,
            fact.reverses,
            fact.rules_version,
            fact.key,
            event.seq,
        ),
    )


@projects(RemedyCommitted)
def committed(tx: Tx, event: Event, fact: RemedyCommitted) -> None:
    """Decided: its amount is drawn from the authority and held."""
    _set(
        tx,
        event,
        fact.remedy_id,
        state=RemedyState.COMMITTED,
        amount=fact.amount,
        purse=fact.purse,
        form=_encode(fact.values).decode(),
        told=fact.told,
        promised=_encode(fact.promised).decode(),
        authority_id=fact.authority_id,
        rules_version=fact.rules_version,
        committed_at=clock.micros(event.at),
        undo_until=clock.micros(fact.undo_until),
    )
    row = _row(tx, fact.remedy_id)
    _book(tx, event, row, ledger.authority(fact.authority_id, fact.purse), HELD)


@projects(RemedyDeclined)
def declined(tx: Tx, event: Event, fact: RemedyDeclined) -> None:
    """Somebody said no, or nobody said anything."""
    _set(
        tx,
        event,
        fact.remedy_id,
        state=RemedyState.DECLINED,
        authority_id=event.actor_id,
        answer=fact.words,
        settled_at=clock.micros(event.at),
    )


@projects(RemedyWithdrawn)
def withdrawn(tx: Tx, event: Event, fact: RemedyWithdrawn) -> None:
    """It is not needed any more, or was prepared and an agent has taken it over."""
    _set(
        tx,
        event,
        fact.remedy_id,
        state=RemedyState.WITHDRAWN,
        authority_id=event.actor_id,
        settled_at=clock.micros(event.at),
    )


@projects(RemedyEscalated)
def escalated(tx: Tx, event: Event, fact: RemedyEscalated) -> None:
    """More people are asked."""
    _set(tx, event, fact.remedy_id, escalations=fact.level)


@projects(RemedyUndone)
def undone(tx: Tx, event: Event, fact: RemedyUndone) -> None:
    """Taken back: the authority is as it was."""
    _release(tx, event, fact.remedy_id)
    _set(tx, event, fact.remedy_id, state=RemedyState.UNDONE, settled_at=clock.micros(event.at))


@projects(RemedyHandedOver)
def handed_over(tx: Tx, event: Event, fact: RemedyHandedOver) -> None:
    """The executor has it."""
    _set(tx, event, fact.remedy_id, state=RemedyState.HANDED_OVER, handed_over_at=clock.micros(event.at))


@projects(RemedyUnknown)
def unknown(tx: Tx, event: Event, fact: RemedyUnknown) -> None:
    """Nobody knows yet."""
    _set(tx, event, fact.remedy_id, state=RemedyState.UNKNOWN, answer=fact.why)


@projects(CommandGivenUp)
def given_up(tx: Tx, event: Event, fact: CommandGivenUp) -> None:
    """Nobody is told to do it any more, for now."""
    _set(tx, event, fact.remedy_id, given_up=1)


@projects(CommandRevived)
def revived(tx: Tx, event: Event, fact: CommandRevived) -> None:
    """Somebody is told again, or has answered."""
    _set(tx, event, fact.remedy_id, given_up=0)


@projects(RemedyDone)
def done(tx: Tx, event: Event, fact: RemedyDone) -> None:
    """Carried out: what was held is given. What reverses another takes back what that one gave."""
    row = _row(tx, fact.remedy_id)
    _settle(tx, event, fact.remedy_id, RemedyState.DONE, fact.words, fact.reference, fact.reconciled)
    if row["reverses"] is None:
        _book(tx, event, row, HELD, GIVEN)
        return
    first = _row(tx, row["reverses"])
    _book(tx, event, first, GIVEN, ledger.authority(first["authority_id"], Purse(first["purse"])))
    _set(tx, event, first["id"], state=RemedyState.REVERSED)


@projects(RemedyRefused)
def refused(tx: Tx, event: Event, fact: RemedyRefused) -> None:
    """The executor will not: the authority is as it was."""
    _release(tx, event, fact.remedy_id)
    _settle(tx, event, fact.remedy_id, RemedyState.REFUSED, fact.words, "", fact.reconciled)


def _row(tx: Tx, remedy_id: int) -> Row:
    row = tx.one("SELECT * FROM remedies WHERE id = ?", (remedy_id,))
    assert row is not None, remedy_id
    return row


def _settle(
    tx: Tx, event: Event, remedy_id: int, state: RemedyState, words: str, reference: str, reconciled: bool
) -> None:
    _set(
        tx,
        event,
        remedy_id,
        state=state,
        answer=words,
        reference=reference,
        reconciled=int(reconciled),
        settled_at=clock.micros(event.at),
    )


def _release(tx: Tx, event: Event, remedy_id: int) -> None:
    row = _row(tx, remedy_id)
    if row["reverses"] is None:
        _book(tx, event, row, HELD, ledger.authority(row["authority_id"], Purse(row["purse"])))


def _book(tx: Tx, event: Event, row: Row, source: str, target: str) -> None:
    booking = Booking(
        source=source,
        target=target,
        amount=0 if row["reverses"] is not None else row["amount"],
        day=ledger.day_of(row["committed_at"]),
        remedy_id=row["id"],
        customer_id=row["customer_id"],
        purse=Purse(row["purse"]),
    )
    ledger.book(tx, event, booking)


def _set(tx: Tx, event: Event, remedy_id: int, **columns: object) -> None:
    names = ", ".join(f"{name} = ?" for name in columns)
    tx.run(
        f"UPDATE remedies SET {names}, version = ? WHERE id = ?",  # noqa: S608 (names are written above)
        (*columns.values(), event.seq, remedy_id),
    )


def remedy(tx: Tx, remedy_id: int) -> Remedy | None:
    """A remedy by its id."""
    row = tx.one(f"{_SELECT} WHERE r.id = ?", (remedy_id,))
    return None if row is None else _remedy(row)


def promised(tx: Tx, remedy_id: int) -> PromisedEffect | None:
    """The promise a remedy makes to the customer once it is handed over."""
    found: PromisedEffect | None = _promised(_row(tx, remedy_id)["promised"])
    return found


def of_customers(tx: Tx, customer_ids: Sequence[int], order_ids: Sequence[int], limit: int) -> list[Remedy]:
    """The latest remedies of these customers, and all of these orders and of no order that count; newest first."""
    # A plus keeps SQLite from reading everything of a state, where the customer's few are wanted.
    rows = tx.all(
        f"{_SELECT} WHERE r.id IN (SELECT id FROM (SELECT id FROM remedies"  # noqa: S608 (constant)
        " WHERE customer_id IN (SELECT value FROM json_each(?1)) ORDER BY id DESC LIMIT ?3)"
        " UNION SELECT id FROM remedies WHERE order_id IN (SELECT value FROM json_each(?2))"
        " UNION SELECT id FROM remedies WHERE customer_id IN (SELECT value FROM json_each(?1)) AND order_id IS NULL"
        "  AND +state IN (SELECT value FROM json_each(?4))) ORDER BY r.id DESC",
        (listed(customer_ids), listed(order_ids), limit, _LIVE),
    )
    return [_remedy(row) for row in rows]


def page(
    tx: Tx,
    customer_ids: Sequence[int] | None,
    state: RemedyState | None,
    agent_id: int | None,
    before: int | None,
    limit: int,
    prepared: bool | None = None,
) -> list[Remedy]:
    """Remedies newest first, older than an id: of these customers, in this state, asked for by this agent."""
    conditions, values = ["r.id < ?"], list[Any]([before if before is not None else 2**62])
    if customer_ids is not None:
        conditions.append("r.customer_id IN (SELECT value FROM json_each(?))")
        values.append(listed(customer_ids))
    if state is not None:
        conditions.append("r.state = ?" if customer_ids is None and agent_id is None else "+r.state = ?")
        values.append(state)
    if agent_id is not None:
        conditions.append("r.agent_id = ?")
        values.append(agent_id)
    if prepared is not None:
        conditions.append(("" if prepared else "NOT ") + "(r.state = 'awaiting' AND r.agent_id IS NULL)")
    rows = tx.all(f"{_SELECT} WHERE {' AND '.join(conditions)} ORDER BY r.id DESC LIMIT ?", (*values, limit))
    return [_remedy(row) for row in rows]


def by_key(tx: Tx, agent_id: int, key: str) -> Remedy | None:
    """The remedy an agent asked for under this key, however long ago; None when there is none."""
    row = tx.one(f"{_SELECT} WHERE r.agent_id = ? AND r.key = ? AND r.key <> ''", (agent_id, key))
    return None if row is None else _remedy(row)


def asked(tx: Tx, before: datetime, limit: int) -> list[Remedy]:
    """Questions for approval that somebody asked before then, longest waiting first."""
    rows = tx.all(
        f"{_SELECT} WHERE r.state = 'awaiting' AND r.agent_id IS NOT NULL AND r.requested_at < ?"
        " ORDER BY r.requested_at LIMIT ?",
        (clock.micros(before), limit),
    )
    return [_remedy(row) for row in rows]


def reversals(tx: Tx, remedy_id: int) -> list[Remedy]:
    """What was begun to reverse a remedy."""
    rows = tx.all(
        f"{_SELECT} WHERE r.customer_id = (SELECT customer_id FROM remedies WHERE id = ?) AND r.reverses = ?",  # noqa: S608
        (remedy_id, remedy_id),
    )
    return [_remedy(row) for row in rows]


def due(tx: Tx, limit: int) -> list[Remedy]:
    """Committed remedies whose time for taking back is over, longest first."""
    rows = tx.all(
        f"{_SELECT} WHERE {_DUE} ORDER BY r.undo_until LIMIT ?",
        (*_over(tx), limit),
    )
    return [_remedy(row) for row in rows]


def any_due(tx: Tx) -> bool:
    """Whether there is one; cheap enough to ask every second."""
    return tx.value(f"SELECT 1 FROM remedies r WHERE {_DUE} LIMIT 1", _over(tx)) is not None  # noqa: S608 (constant)


def _over(tx: Tx) -> tuple[int, int]:
    return clock.micros(tx.now), clock.micros(tx.now + ABSURD)


def _remedy(row: Row) -> Remedy:
    return Remedy(
        id=row["id"],
        action=row["action"],
        state=RemedyState(row["state"]),
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        order_id=row["order_id"],
        order_number=row["order_number"] or "",
        promise_id=row["promise_id"],
        ticket_id=row["ticket_id"],
        call_id=row["call_id"],
        purse=Purse(row["purse"]),
        amount=row["amount"],
        values=_values(row["form"]),
        reason=row["reason"],
        told=row["told"],
        requested_at=clock.instant(row["requested_at"]),
        agent_id=row["agent_id"],
        agent_name=row["agent_name"] or "",
        authority_id=row["authority_id"],
        authority_name=row["authority_name"] or "",
        committed_at=clock.maybe_instant(row["committed_at"]),
        undo_until=clock.maybe_instant(row["undo_until"]),
        handed_over_at=clock.maybe_instant(row["handed_over_at"]),
        settled_at=clock.maybe_instant(row["settled_at"]),
        answer=row["answer"],
        reference=row["reference"],
        reconciled=bool(row["reconciled"]),
        given_up=bool(row["given_up"]),
        escalations=row["escalations"],
        reverses=row["reverses"],
        rules_version=row["rules_version"],
        version=row["version"],
    )
