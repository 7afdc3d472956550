"""What is known of a customer: the whole record, one line of it, what to know before picking up.

The records, and which of them stand for one person, are kept by ``people``; its questions can be asked here.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from desk.contract.customers import (
    CallerBrief,
    Customer,
    CustomerBrief,
    Merge,
    Number,
    OpenPromise,
    Tier,
)
from desk.contract.orders import PromiseKind, PromiseState
from desk.server.rules import masking
from desk.server.rules.promises import days_late
from desk.server.store import clock, contacts, people, promises
from desk.server.store.db import Row, Tx, listed
from desk.server.store.people import by_external as by_external
from desk.server.store.people import members as members
from desk.server.store.people import root as root
from desk.server.store.people import with_number as with_number

#: How long a customer's record still shows a promise that was broken and then fulfilled.
REMEMBERED = timedelta(days=90)
_OPEN_TICKETS = (
    "SELECT count(*) FROM tickets WHERE customer_id IN (SELECT value FROM json_each(?))"
    " AND state IN ('new', 'open', 'pending')"
)


def customer(tx: Tx, customer_id: int, user_id: int | None = None) -> Customer | None:
    """A record with all that was merged into it, as ``user_id`` last left it."""
    row = tx.one("SELECT * FROM customers WHERE id = ?", (customer_id,))
    if row is None:
        return None
    everyone = members(tx, customer_id)
    orders = tx.all(
        "SELECT count(*) AS n, coalesce(sum(total) FILTER (WHERE state NOT IN ('canceled', 'unavailable')), 0) AS won"
        " FROM orders WHERE customer_id IN (SELECT value FROM json_each(?))",
        (listed(everyone),),
    )[0]
    return Customer(
        id=row["id"],
        name=row["name"],
        tier=Tier(row["tier"]),
        email=masking.masked_email(row["email"]),
        address=masking.masked_address(row["address"]),
        language=row["language"],
        since=clock.instant(row["since"]),
        numbers=[_number(number) for number in people.numbers_of(tx, everyone)],
        promises=_promises(tx, everyone, REMEMBERED),
        remarks=contacts.remarks(tx, everyone),
        relations=contacts.relations(tx, everyone),
        merges=_merges(tx, everyone),
        merged_into=row["merged_into"],
        order_count=orders["n"],
        order_total=orders["won"],
        open_tickets=tx.value(_OPEN_TICKETS, (listed(everyone),)),
        read_to=contacts.reading(tx, user_id, everyone),
        version=row["version"],
    )


def _number(row: Row) -> Number:
    return Number(
        id=row["id"],
        display=masking.masked_number(row["number"]),
        label=row["label"],
        verified=bool(row["verified"]),
    )


def _promises(tx: Tx, everyone: Sequence[int], fresh: timedelta = promises.FRESH) -> list[OpenPromise]:
    """What they are owed, call-backs included; broken promises first, then by due time."""
    owed = [*promises.open_of(tx, everyone, fresh), *_callbacks(tx, everyone)]
    return sorted(owed, key=lambda one: (one.state is not PromiseState.BROKEN, one.due_at, one.id))


def _callbacks(tx: Tx, everyone: Sequence[int]) -> list[OpenPromise]:
    rows = tx.all(
        "SELECT * FROM callbacks WHERE customer_id IN (SELECT value FROM json_each(?)) AND done_at IS NULL",
        (listed(everyone),),
    )
    return [_callback(row, clock.instant(row["due_at"]), tx.now) for row in rows]


def _callback(row: Row, due_at: datetime, now: datetime) -> OpenPromise:
    return OpenPromise(
        id=row["id"],
        kind=PromiseKind.CALLBACK,
        what=row["words"],
        state=PromiseState.OPEN if now <= due_at else PromiseState.BROKEN,
        due_at=due_at,
        order_id=None,
        order_number=None,
        late_days=days_late(due_at, now),
    )


def _merges(tx: Tx, everyone: Sequence[int]) -> list[Merge]:
    rows = tx.all(
        "SELECT m.*, c.name, u.name AS actor FROM merges m JOIN customers c ON c.id = m.other_id"
        " LEFT JOIN users u ON u.id = m.actor_id WHERE m.customer_id IN (SELECT value FROM json_each(?))"
        " ORDER BY m.id",
        (listed(everyone),),
    )
    return [
        Merge(
            id=row["id"],
            customer_id=row["other_id"],
            name=row["name"],
            at=clock.instant(row["at"]),
            by=row["actor"] or "",
        )
        for row in rows
    ]


def brief(tx: Tx, customer_id: int, number: str = "") -> CustomerBrief | None:
    """One line on the person a record stands for; ``number`` (E.164) is shown when it is one of theirs."""
    whose = root(tx, customer_id)
    return None if whose is None else _brief(tx, members(tx, whose), number)


def briefs(tx: Tx, customer_ids: Iterable[int]) -> list[CustomerBrief]:
    """``brief`` of several, in their order; the same person once."""
    found = (brief(tx, customer_id) for customer_id in customer_ids)
    return list({one.id: one for one in found if one is not None}.values())


def _brief(tx: Tx, everyone: Sequence[int], number: str = "", owed: int | None = None) -> CustomerBrief:
    row = tx.one("SELECT * FROM customers WHERE id = ?", (everyone[0],))
    assert row is not None
    owned = [one["number"] for one in people.numbers_of(tx, everyone)]
    shown = number if number in owned else next(iter(owned), "")
    _, last = contacts.last_contact(tx, everyone)
    return CustomerBrief(
        id=row["id"],
        name=row["name"],
        tier=Tier(row["tier"]),
        number=masking.masked_number(shown),
        open_promises=len(_promises(tx, everyone)) if owed is None else owed,
        last_contact_at=last,
    )


def caller_brief(tx: Tx, customer_id: int, number: str = "") -> CallerBrief | None:
    """What to know before picking up a call from ``number`` (E.164; empty: without a call)."""
    whose = root(tx, customer_id)
    if whose is None:
        return None
    everyone = members(tx, whose)
    owed = _promises(tx, everyone)
    last_contact, last_contact_at = contacts.last_contact(tx, everyone)
    return CallerBrief(
        customer=_brief(tx, everyone, number, len(owed)),
        promises=owed,
        remarks=contacts.remarks(tx, everyone),
        last_contact=last_contact,
        last_contact_at=last_contact_at,
        open_tickets=tx.value(_OPEN_TICKETS, (listed(everyone),)),
        verified=any(
            row["verified"] for row in people.numbers_of(tx, everyone) if not number or row["number"] == number
        ),
    )
