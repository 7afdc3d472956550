"""Call-backs: promised, listed by due time, and settled."""

from desk.contract.base import Page
from desk.contract.calls import Callback, CallbackDone, CallbackDraft, CallbackQuery
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import CallbackPromised, CallbackSettled, Refs
from desk.server.routes import paging
from desk.server.routes.handling import Ask, found, handles, in_calendar, unprocessable
from desk.server.rules import numbers
from desk.server.rules.numbers import Kind
from desk.server.store import callbacks as store
from desk.server.store import calls, clock, log, people, users
from desk.server.store.db import Tx


@handles("callbacks")
def callbacks(tx: Tx, ask: Ask[None, CallbackQuery]) -> Page[Callback]:
    """Call-backs by due time, mine or everyone's, owed or settled."""
    query = ask.query
    whose = None if query.everyone else ask.me.user.id
    rows = store.page(tx, whose, query.open, paging.decode(query.after), query.size + 1)
    return paging.page("callbacks", query, rows, lambda one: (clock.micros(one.due_at), one.id), head=tx.head)


@handles("promise_callback")
def promise_callback(tx: Tx, ask: Ask[CallbackDraft, None]) -> Callback:
    """Promise to ring back; without a number, the call's or else the customer's is rung."""
    draft = ask.body
    call = None if draft.call_id is None else calls.call(tx, draft.call_id)
    if draft.call_id is not None and call is None:
        raise unprocessable("/call_id", "no such call")
    customer_id = call.customer_id if call is not None else None
    if draft.customer_id is not None:
        customer_id = people.root(tx, draft.customer_id)
        if customer_id is None:
            raise unprocessable("/customer_id", "no such customer")
    owner = ask.me.user if draft.owner_id is None else users.user(tx, draft.owner_id)
    if owner is None or not owner.active:
        raise unprocessable("/owner_id", "nobody who works here")
    fact = CallbackPromised(
        number=_number(tx, draft, customer_id),
        owner_id=owner.id,
        due_at=in_calendar("/due_at", draft.due_at),
        words=draft.words,
    )
    event = log.append(tx, fact, Refs(customer_id=customer_id, call_id=draft.call_id))
    return found(store.callback(tx, event.seq), "call-back")


def _number(tx: Tx, draft: CallbackDraft, customer_id: int | None) -> str:
    if draft.number is not None:
        telephone = numbers.read(draft.number)
        if telephone.kind in (Kind.NUMBER, Kind.SHORT):
            return telephone.number
        raise unprocessable("/number", "not a telephone number")
    if draft.call_id is not None and (number := calls.number_of(tx, draft.call_id)):
        return number
    known = [] if customer_id is None else people.numbers_of(tx, people.members(tx, customer_id))
    if not known:
        raise unprocessable("/number", "nobody knows a number to ring")
    return str(known[0]["number"])


@handles("settle_callback")
def settle_callback(tx: Tx, ask: Ask[CallbackDone, None]) -> Callback:
    """The call-back was made, by its owner or by whoever stepped in."""
    now = found(store.callback(tx, ask.id("callback_id")), "call-back")
    if now.done_at is not None:
        raise Refusal(ErrorCode.CONFLICT, "it was settled before")
    fact = CallbackSettled(callback_id=now.id, outcome=ask.body.outcome)
    log.append(tx, fact, Refs(customer_id=now.customer_id, call_id=store.call_of(tx, now.id)))
    return found(store.callback(tx, now.id), "call-back")
