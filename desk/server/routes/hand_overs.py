"""The end of a shift: what somebody still owes gets a new owner or stays explicitly; what is left is the leads'."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from desk.contract.agents import AgentState
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import Refs, WorkHandedOver, WorkKept
from desk.contract.hand_overs import (
    HandOverAnswer,
    HandOverDraft,
    HandOverItem,
    HandOverPack,
    HandOverResult,
    Owed,
    OwedItem,
)
from desk.contract.tickets import TicketChange
from desk.server.routes import tickets as ticket_routes
from desk.server.routes.handling import Ask, found, handles, in_calendar, unprocessable
from desk.server.rules.hand_overs import Choice, Heir, comes_back, stays
from desk.server.store import agents, callbacks, log, tickets, users
from desk.server.store import hand_overs as store
from desk.server.store.db import Tx
from desk.server.store.hand_overs import Debt
from desk.server.store.turns import Turn, begins_between, turns

#: Whose shift ended longer ago is not at the end of it any more.
JUST_ENDED = timedelta(hours=6)
#: How long people are away when nobody knows when they come back.
A_DAY = timedelta(days=1)


@handles("hand_over")
def hand_over(tx: Tx, ask: Ask[None, None]) -> HandOverPack:
    """Everything I still owe, and who could take it; a covered screen learns how much it is, and of whom nothing."""
    whole = pack(tx, ask.me.user.id)
    return replace(whole, items=[_covered(item) for item in whole.items]) if ask.me.locked else whole


def _covered(item: OwedItem) -> OwedItem:
    return replace(item, title="", customer_id=None, customer_name="", suggested_id=None, suggested_name="")


def pack(tx: Tx, user_id: int) -> HandOverPack:
    """Everything somebody still owes."""
    turn, back = _turn(tx, user_id)
    items = _items(tx, user_id, store.owed_by(tx, user_id, back), turn.ends, back)
    return HandOverPack(shift_ends=turn.ends, next_shift=turn.next_start, items=items, synced_to=tx.head)


def owed_count(tx: Tx, user_id: int) -> int:
    """How many things somebody owes."""
    return len(store.owed_by(tx, user_id, _turn(tx, user_id)[1]))


def _turn(tx: Tx, user_id: int) -> tuple[Turn, datetime]:
    """The shift somebody is in or was in last, and when they are back."""
    turn = turns(tx, [user_id], tx.now, tx.now - JUST_ENDED)[user_id]
    return turn, turn.next_start or tx.now + A_DAY


def _items(tx: Tx, owner_id: int, debts: Sequence[Debt], leaving: datetime | None, back: datetime) -> list[OwedItem]:
    if not debts:
        return []
    choice, names = _choice(tx, owner_id, leaving, back), dict[int, str]()
    knowing = {one: store.knowing(tx, one) for one in {debt.customer_id for debt in debts} if one is not None}
    items = list[OwedItem]()
    for debt in debts:
        known = knowing.get(debt.customer_id, []) if debt.customer_id is not None else []
        chosen = choice.suggest(debt.queue_id, known)
        items.append(_item(tx, debt, chosen, names))
    return items


def _item(tx: Tx, debt: Debt, chosen: tuple[int, str] | None, names: dict[int, str]) -> OwedItem:
    if chosen is not None and chosen[0] not in names:
        heir = users.user(tx, chosen[0])
        names[chosen[0]] = "" if heir is None else heir.name
    return OwedItem(
        owed=debt.owed,
        id=debt.id,
        title=debt.title,
        customer_id=debt.customer_id,
        customer_name=debt.customer_name,
        due_at=debt.due_at,
        kept_until=debt.kept_until,
        suggested_id=None if chosen is None else chosen[0],
        suggested_name="" if chosen is None else names[chosen[0]],
        suggested_why="" if chosen is None else str(chosen[1]),
        version=debt.version,
    )


def _choice(tx: Tx, owner_id: int, leaving: datetime | None, back: datetime) -> Choice:
    """Everybody who could take over from this person, who leaves and comes back then."""
    here = {one.user_id for one in agents.everyone(tx) if one.state is not AgentState.OFF} - {owner_id}
    coming = begins_between(tx, tx.now, back)
    queues = store.queues_of(tx, here | coming.keys())
    ends = turns(tx, here & queues.keys(), tx.now, tx.now - JUST_ENDED)
    heirs = [
        Heir(one, queues[one], one in here, ends[one].ends if one in ends else None, coming.get(one))
        for one in sorted(queues.keys() - {owner_id})
    ]
    return Choice(
        [heir for heir in heirs if stays(heir, tx.now, leaving)],
        [heir for heir in heirs if comes_back(heir, back)],
        store.loads(tx, queues),
    )


@handles("hand_over_work")
def hand_over_work(tx: Tx, ask: Ask[HandOverDraft, None]) -> HandOverAnswer:
    """Hand over or keep, each by itself: what cannot be done is told, and keeps nothing else from being done."""
    results = [_try(tx, ask, item) for item in ask.body.items]
    return HandOverAnswer(results=results, left=owed_count(tx, ask.me.user.id))


def _try(tx: Tx, ask: Ask[HandOverDraft, None], item: HandOverItem) -> HandOverResult:
    try:
        with tx.savepoint():
            _settle(tx, ask, item)
    except Refusal as refusal:
        return HandOverResult(owed=item.owed, id=item.id, code=refusal.code, detail=refusal.problem.detail)
    return HandOverResult(owed=item.owed, id=item.id, code=None, detail="")


def _settle(tx: Tx, ask: Ask[HandOverDraft, None], item: HandOverItem) -> None:
    """Refuse what is not owed, not theirs to move or has changed; else do it."""
    debt = store.debt(tx, item.owed, item.id)
    if debt is None:
        raise Refusal(ErrorCode.CONFLICT, "it is not owed any more")
    if debt.owner_id != ask.me.user.id and not ask.leads:
        raise Refusal(ErrorCode.FORBIDDEN, "a colleague owes it: ask them or a lead")
    if debt.version != item.version:
        raise Refusal(ErrorCode.STALE, f"it is now at version {debt.version}")
    if (item.to_id is None) == (item.keep_until is None):
        raise unprocessable("/to_id", "either a new owner, or until when it is kept")
    if item.keep_until is not None:
        _keep(tx, debt, item.keep_until)
    elif item.to_id is not None:
        _give(tx, debt, item.to_id, ask.body.words)


def _keep(tx: Tx, debt: Debt, until: datetime) -> None:
    if in_calendar("/keep_until", until) <= tx.now:
        raise unprocessable("/keep_until", "that time is over")
    fact = WorkKept(owed=debt.owed, owed_id=debt.id, user_id=debt.owner_id, keep_until=until)
    log.append(tx, fact, _refs(tx, debt))


def _give(tx: Tx, debt: Debt, to_id: int, words: str) -> None:
    heir = users.user(tx, to_id)
    if heir is None or not heir.active:
        raise unprocessable("/to_id", "nobody who works here")
    if heir.id == debt.owner_id:
        raise unprocessable("/to_id", "it is theirs already: say until when it is kept")
    if debt.owed is Owed.TICKET:
        ticket = found(tickets.ticket(tx, debt.id), "ticket")
        ticket_routes.set_to(tx, ticket, TicketChange(owner_id=heir.id), words or "handed over")
        return
    fact = WorkHandedOver(owed=debt.owed, owed_id=debt.id, from_id=debt.owner_id, to_id=heir.id, words=words)
    log.append(tx, fact, _refs(tx, debt))


def _refs(tx: Tx, debt: Debt) -> Refs:
    match debt.owed:
        case Owed.TICKET:
            return Refs(customer_id=debt.customer_id, ticket_id=debt.id)
        case Owed.CALLBACK:
            return Refs(customer_id=debt.customer_id, call_id=callbacks.call_of(tx, debt.id))
        case Owed.MISSED_CALL:
            return Refs(customer_id=debt.customer_id, call_id=debt.id)
