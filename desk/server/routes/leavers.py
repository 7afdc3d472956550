"""Whoever does not work here any more owes nothing: tickets go back to their queues, missed calls to the list of them,
and what was promised to a customer to somebody who keeps it."""

from datetime import timedelta

from desk.contract.events import Refs, WorkHandedOver
from desk.contract.hand_overs import Owed
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import TicketChange
from desk.server.routes import owed
from desk.server.routes import tickets as routes
from desk.server.routes.handling import SWEEPS, Settings, Sweep
from desk.server.store import callbacks, hand_overs, log, users
from desk.server.store import tickets as store
from desk.server.store.db import Tx
from desk.server.store.hand_overs import Debt

#: In one transaction; a sweep lets go of what is left.
AT_ONCE = 500
#: Whoever comes by then can ring back.
A_DAY = timedelta(days=1)
_WHY = "계정 사용 중지 (account switched off)"
_REASON = AssignmentReason(code=AssignmentCode.RELEASED, words=_WHY)


def let_go(tx: Tx, user_id: int | None = None) -> None:
    """Back with what somebody has whose account is switched off; without an id, with what any has."""
    for one in store.of_leavers(tx, user_id, AT_ONCE):
        routes.set_to(tx, one, TicketChange(owner_id=None), because=_REASON)
    for debt in hand_overs.of_leavers(tx, user_id, AT_ONCE):
        call_id = callbacks.call_of(tx, debt.id) if debt.owed is Owed.CALLBACK else debt.id
        to_id = _heir(tx, debt) if debt.owed is Owed.CALLBACK else None
        if debt.owed is Owed.CALLBACK and to_id is None:
            continue
        fact = WorkHandedOver(owed=debt.owed, owed_id=debt.id, from_id=debt.owner_id, to_id=to_id, words=_WHY)
        log.append(tx, fact, Refs(customer_id=debt.customer_id, call_id=call_id))


def _heir(tx: Tx, debt: Debt) -> int | None:
    """Who is here or comes soon, and best knows the customer; else who switches the account off, or an administrator:
    somebody has to owe it."""
    (item,) = owed.items(tx, debt.owner_id, [debt], None, tx.now + A_DAY)
    return item.suggested_id or tx.actor_id or users.first_administrator(tx)


def _left(tx: Tx) -> bool:
    return bool(store.of_leavers(tx, None, 1) or hand_overs.of_leavers(tx, None, 1))


def _rest(tx: Tx, _settings: Settings) -> None:
    let_go(tx)


SWEEPS.append(Sweep("work of who has left", _left, _rest, rounds=20))
