"""Calls as agents see them: what rings, what was missed, who it was, and whom not to take."""

from desk.contract.base import Done, NoBody, Page
from desk.contract.calls import BlockDraft, Call, CallMatch, CallQuery, CallState, Ring
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import CallClaimed, CallMatched, NumberBlocked, NumberUnblocked, Refs
from desk.server.routes import paging
from desk.server.routes.cti import ring_of
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import numbers
from desk.server.rules.numbers import Kind
from desk.server.store import agents, log, people, promised, users
from desk.server.store import calls as store
from desk.server.store.db import Tx

_NEWEST = 2**62


@handles("calls")
def calls(tx: Tx, ask: Ask[None, CallQuery]) -> Page[Call]:
    """Calls, newest first."""
    query = ask.query
    after = paging.decode(query.after)
    whose = ask.me.user.id if query.mine else None
    rows = store.page(tx, query.state, query.open_missed, whose, after[1] if after else _NEWEST, query.size + 1)
    rows = promised.with_ring_backs(tx, rows)
    return paging.page("calls", query, rows, lambda call: (0, call.id), head=tx.head)


@handles("call")
def call(tx: Tx, ask: Ask[None, None]) -> Call:
    """A call."""
    one = found(store.call(tx, ask.id("call_id")), "call")
    return promised.with_ring_backs(tx, [one])[0]


@handles("rings")
def rings(tx: Tx, ask: Ask[None, None]) -> list[Ring]:
    """What rings for me, after the call I am in or have just had."""
    status = agents.state_of(tx, ask.me.user.id)
    mine = store.call(tx, status.call_id) if status is not None and status.call_id is not None else None
    ringing = store.ringing_for(tx, ask.me.user.id)
    return [ring_of(tx, one) for one in ([mine] if mine is not None else []) + ringing]


@handles("match_call")
def match_call(tx: Tx, ask: Ask[CallMatch, None]) -> Call:
    """Say who the caller is: of this call, and of its other legs as far as they said the same."""
    now = found(store.call(tx, ask.id("call_id")), "call")
    customer_id = people.root(tx, ask.body.customer_id)
    if customer_id is None:
        raise unprocessable("/customer_id", "no such customer")
    for leg in store.legs(tx, now.origin_id):
        if leg.customer_id == now.customer_id != customer_id:
            refs = Refs(customer_id=customer_id, call_id=leg.id)
            log.append(tx, CallMatched(previous_id=leg.customer_id), refs)
    return found(store.call(tx, now.id), "call")


@handles("claim_call")
def claim_call(tx: Tx, ask: Ask[NoBody, None]) -> Call:
    """I take care of this missed call; claiming it again changes nothing."""
    now = found(store.call(tx, ask.id("call_id")), "call")
    if now.owner_id is not None and now.owner_id != ask.me.user.id:
        owner = users.user(tx, now.owner_id)
        raise Refusal(ErrorCode.ALREADY_CLAIMED, "a colleague takes care of it", holder=owner.name if owner else "")
    if now.owner_id is None:
        if now.state is not CallState.MISSED:
            raise Refusal(ErrorCode.CONFLICT, "nobody missed this call")
        log.append(tx, CallClaimed(), Refs(customer_id=now.customer_id, call_id=now.id))
    return found(store.call(tx, now.id), "call")


@handles("block_number")
def block_number(tx: Tx, ask: Ask[BlockDraft, None]) -> Done:
    """Refuse calls from a number during signalling."""
    telephone = numbers.read(ask.body.number)
    if telephone.kind not in (Kind.NUMBER, Kind.SHORT):
        raise unprocessable("/number", "not a telephone number")
    log.append(tx, NumberBlocked(number=telephone.number, reason=ask.body.reason))
    return Done()


@handles("unblock_number")
def unblock_number(tx: Tx, ask: Ask[None, None]) -> Done:
    """Take its calls again."""
    number = numbers.read(ask.path["number"]).number
    if not store.is_blocked(tx, number):
        raise Refusal(ErrorCode.NOT_FOUND, "this number is not blocked")
    log.append(tx, NumberUnblocked(number=number))
    return Done()
