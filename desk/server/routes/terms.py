"""People who can be rostered: what was agreed with them, and what they wish for."""

from collections.abc import Iterable

from msgspec.structs import replace

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import TermsSet
from desk.contract.shifts import Terms, Wishes, Worker
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.store import log, shift_rules
from desk.server.store import terms as store
from desk.server.store.db import Tx

NOTHING_AGREED = Terms()


@handles("workers")
def workers(tx: Tx, ask: Ask[None, None]) -> list[Worker]:
    """Everybody; what was agreed with others only leads see."""
    me = ask.me.user.id
    return [
        one if ask.leads or one.user_id == me else replace(one, terms=NOTHING_AGREED, version=0)
        for one in store.workers(tx)
    ]


@handles("set_terms")
def set_terms(tx: Tx, ask: Ask[Terms, None]) -> Worker:
    """What is agreed from now on; the whole of it is sent."""
    now = found(store.worker(tx, ask.id("user_id")), "person who can be rostered")
    ask.unchanged(now.version)
    return _put(tx, now, ask.body)


@handles("set_my_wishes")
def set_my_wishes(tx: Tx, ask: Ask[Wishes, None]) -> Worker:
    """Only the wishes change."""
    now = store.worker(tx, ask.me.user.id)
    if now is None:
        raise Refusal(ErrorCode.CONFLICT, "nobody who can be rostered")
    wished = replace(
        now.terms,
        wished_patterns=ask.body.wished_patterns,
        wished_days_off=tuple(sorted(set(ask.body.wished_days_off))),
    )
    return _put(tx, now, wished)


def _put(tx: Tx, now: Worker, terms: Terms) -> Worker:
    codes = {pattern.code for pattern in shift_rules.in_force(tx).rules.patterns}
    _known("/patterns", terms.patterns, codes | set(now.terms.patterns))
    _known("/wished_patterns", terms.wished_patterns, codes | set(now.terms.wished_patterns))
    log.append(tx, TermsSet(user_id=now.user_id, terms=terms))
    return found(store.worker(tx, now.user_id), "person who can be rostered")


def _known(pointer: str, given: Iterable[str], known: set[str]) -> None:
    """A pattern may be gone that was agreed before, but none that never was can be agreed."""
    for place, code in enumerate(given):
        if code not in known:
            raise unprocessable(f"{pointer}/{place}", "no such pattern")
