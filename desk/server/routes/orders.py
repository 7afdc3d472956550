"""Orders as agents see them, and the sweep that notices a promise whose day has ended."""

from desk.contract.base import Page
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import Refs
from desk.contract.orders import Order, OrderQuery
from desk.server.routes import paging, records
from desk.server.routes.handling import SWEEPS, Ask, Sweep, handles
from desk.server.rules.promises import lapse
from desk.server.store import log, people, promises
from desk.server.store import orders as store
from desk.server.store.db import Tx

#: Promises settled in one transaction of the sweep.
SWEPT = 100


@handles("orders")
def orders(tx: Tx, ask: Ask[None, OrderQuery]) -> Page[Order]:
    """Orders, newest first."""
    query = ask.query
    before = paging.decode(query.after)
    whose = None if query.customer_id is None else people.members(tx, query.customer_id)
    rows = store.page(tx, whose, query.number, before, query.size + 1)
    return paging.page("orders", query, rows, store.position, head=tx.head)


@handles("order")
def order(tx: Tx, ask: Ask[None, None]) -> Order:
    """An order."""
    found = store.order(tx, ask.id("order_id"))
    if found is None:
        raise Refusal(ErrorCode.NOT_FOUND, "no such order")
    return found


def settle_overdue(tx: Tx) -> None:
    """Break the promises whose time has passed."""
    for promise, customer_id, order_id in promises.overdue(tx, SWEPT):
        if order_id is not None:
            records.settle(tx, order_id, tx.now)
        elif (lapsed := lapse(promise, tx.now)) is not None:
            log.append(tx, lapsed.fact, Refs(customer_id=customer_id), at=lapsed.at)


SWEEPS.append(Sweep("promises", promises.any_overdue, lambda tx, _settings: settle_overdue(tx)))
