"""Whoever does not work here any more keeps no tickets: they go back to their queues."""

from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import TicketChange
from desk.server.routes import tickets as routes
from desk.server.routes.handling import SWEEPS, Settings, Sweep
from desk.server.store import tickets as store
from desk.server.store.db import Tx

#: In one transaction; a sweep lets go of what is left.
AT_ONCE = 500
_REASON = AssignmentReason(code=AssignmentCode.RELEASED, words="계정 사용 중지 (account switched off)")


def let_go(tx: Tx, user_id: int | None = None) -> None:
    """Back into the line with what somebody has whose account is switched off; without an id, with what any has."""
    for one in store.of_leavers(tx, user_id, AT_ONCE):
        routes.set_to(tx, one, TicketChange(owner_id=None), because=_REASON)


def _rest(tx: Tx, _settings: Settings) -> None:
    let_go(tx)


SWEEPS.append(Sweep("tickets of who has left", lambda tx: bool(store.of_leavers(tx, None, 1)), _rest, rounds=20))
