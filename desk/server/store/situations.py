"""What the rules of the actions look at: one customer, seen by one agent, from the state tables."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desk.contract.ingest import Payment
from desk.contract.orders import OrderItem, OrderState, PromiseState
from desk.contract.remedies import Situation, SituationOrder
from desk.contract.remedy_rules import LateCause, Purse
from desk.contract.users import User
from desk.server.rules import limits as rules
from desk.server.rules.masking import masked_address, masked_number
from desk.server.store import clock, ledger, people, remedies, remedy_rules
from desk.server.store.db import Row, Tx, listed

#: How many of a customer's latest orders and remedies are looked at, besides those of the case itself.
ORDERS, REMEDIES = 20, 50
_items = msgspec.json.Decoder(tuple[OrderItem, ...]).decode
_payments = msgspec.json.Decoder(tuple[Payment, ...]).decode
_ORDERS = (
    "SELECT * FROM (SELECT * FROM orders WHERE customer_id IN (SELECT value FROM json_each(?))"
    " ORDER BY placed_at DESC, id DESC LIMIT ?) UNION SELECT * FROM orders WHERE id = ?"
    " ORDER BY placed_at DESC, id DESC"
)


def situation(tx: Tx, customer_id: int, user: User | None, order_id: int | None = None) -> Situation | None:
    """The situation of a customer (the survivor's, after a merge) for whoever asks; None when there is none such.

    The latest orders are in it, and ``order_id`` whatever its age. ``user`` None: nobody asks, and no authority
    counts, as when the criteria are applied by night.
    """
    root = people.root(tx, customer_id)
    if root is None:
        return None
    ids = people.members(tx, root)
    row = tx.one("SELECT * FROM customers WHERE id = ?", (root,))
    assert row is not None
    known = remedy_rules.in_force(tx)
    today, first = days(tx)
    rows = tx.all(_ORDERS, (listed(ids), ORDERS, order_id))
    rows = [one for one in rows if one["customer_id"] in ids]
    found = remedies.of_customers(tx, ids, [one["id"] for one in rows], REMEDIES)
    promises = _promises(tx, [one["id"] for one in rows])
    numbers = people.numbers_of(tx, ids)
    return Situation(
        now=tx.now,
        customer_id=root,
        name=row["name"],
        tier=row["tier"],
        address=masked_address(row["address"]),
        number=masked_number(str(numbers[0]["number"])) if numbers else "",
        orders=[_order(one, promises.get(one["id"])) for one in rows],
        remedies=found,
        limits=rules.of_user(known.rules, user) if user else {},
        action_limits=rules.of_actions(known.rules, user.role) if user else {},
        spent_today=drawn(tx, user.id, today, today) if user else {},
        spent_month=drawn(tx, user.id, first, today) if user else {},
        customer_spent=_received(tx, ids, first, today),
        compensation=known.rules.compensation,
        force_majeure=known.rules.force_majeure,
        undo_seconds=known.rules.undo_seconds,
        rules_version=known.version,
        version=max([row["version"], *(one["version"] for one in rows), *(one.version for one in found)]),
    )


def days(tx: Tx) -> tuple[int, int]:
    """The shop's day as yyyymmdd, and the first of its month."""
    today = ledger.day_of(clock.micros(tx.now))
    return today, today // 100 * 100 + 1


def day(at: datetime) -> int:
    """The shop's day of an instant, as yyyymmdd."""
    return ledger.day_of(clock.micros(at))


def drawn(tx: Tx, user_id: int, first: int, last: int) -> dict[Purse, int]:
    """What a person has drawn on these days, by purse."""
    return {purse: ledger.drawn(tx, user_id, purse, first, last) for purse in Purse if purse is not Purse.CRITERIA}


def _received(tx: Tx, ids: Sequence[int], first: int, last: int) -> dict[Purse, int]:
    return {purse: ledger.received(tx, listed(ids), purse, first, last) for purse in Purse}


def _promises(tx: Tx, order_ids: Sequence[int]) -> dict[int, Row]:
    """The first promise of a delivery of each order, by order."""
    rows = tx.all(
        "SELECT p.*, l.at AS made_at FROM promises p JOIN log l ON l.seq = p.id"
        " WHERE p.order_id IN (SELECT value FROM json_each(?)) AND p.kind = 'delivery' ORDER BY p.id DESC",
        (listed(order_ids),),
    )
    return {row["order_id"]: row for row in rows}


def _order(row: Row, promise: Row | None) -> SituationOrder:
    return SituationOrder(
        id=row["id"],
        number=row["number"],
        state=OrderState(row["state"]),
        placed_at=clock.instant(row["placed_at"]),
        items=list(_items(row["items"])),
        total=row["total"],
        paid=sum(payment.amount for payment in _payments(row["payments"])),
        shipped_at=clock.maybe_instant(row["shipped_at"]),
        delivered_at=clock.maybe_instant(row["delivered_at"]),
        promise_id=promise["id"] if promise else None,
        promise_state=PromiseState(promise["state"]) if promise else None,
        promise_made_at=clock.instant(promise["made_at"]) if promise else None,
        due_at=clock.instant(promise["due_at"]) if promise else None,
        cause=LateCause(row["cause"]),
    )
