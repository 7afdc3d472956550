"""What somebody owes: who could take it over, and giving it to them, keeping it, or putting it back in its queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.contract.agents import AgentState
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import Refs, WorkHandedOver, WorkKept
from desk.contract.hand_overs import HandOverItem, HandOverResult, Owed, OwedItem
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import TicketChange
from desk.server.routes import tickets as ticket_routes
from desk.server.routes.handling import found, in_calendar, unprocessable
from desk.server.rules.hand_overs import Choice, Heir, comes_back, stays
from desk.server.store import agents, callbacks, log, tickets, users
from desk.server.store import hand_overs as store
from desk.server.store.db import Tx
from desk.server.store.hand_overs import Debt
from desk.server.store.turns import begins_between, turns

#: Whose shift ended longer ago is not at the end of it any more.
JUST_ENDED = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """Who moves what is owed, in which words and why. ``all_of``: the one person whose things alone are moved, and may
    go back to their queue."""

    user_id: int
    leads: bool
    words: str
    code: AssignmentCode
    all_of: int | None = None


def items(tx: Tx, owner_id: int, debts: Sequence[Debt], leaving: datetime | None, back: datetime) -> list[OwedItem]:
    """What somebody owes who leaves and comes back then, each with who could take it over."""
    if not debts:
        return []
    choice, names = _choice(tx, owner_id, leaving, back), dict[int, str]()
    knowing = {one: store.knowing(tx, one) for one in {debt.customer_id for debt in debts} if one is not None}
    found = list[OwedItem]()
    for debt in debts:
        known = knowing.get(debt.customer_id, []) if debt.customer_id is not None else []
        chosen = choice.suggest(debt.queue_id, known)
        found.append(_item(tx, debt, chosen, names))
    return found


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


def settle(tx: Tx, mover: Mover, wanted: Sequence[HandOverItem]) -> list[HandOverResult]:
    """Each by itself: what cannot be done is told, and keeps nothing else from being done."""
    return [_try(tx, mover, item) for item in wanted]


def _try(tx: Tx, mover: Mover, item: HandOverItem) -> HandOverResult:
    try:
        with tx.savepoint():
            _settle(tx, mover, item)
    except Refusal as refusal:
        return HandOverResult(owed=item.owed, id=item.id, code=refusal.code, detail=refusal.problem.detail)
    return HandOverResult(owed=item.owed, id=item.id, code=None, detail="")


def _settle(tx: Tx, mover: Mover, item: HandOverItem) -> None:
    """Refuse what is not owed, not theirs to move or has changed; else do it."""
    debt = store.debt(tx, item.owed, item.id)
    if debt is None:
        raise Refusal(ErrorCode.CONFLICT, "it is not owed any more")
    if mover.all_of not in (None, debt.owner_id):
        raise Refusal(ErrorCode.CONFLICT, "somebody else owes it now")
    if debt.owner_id != mover.user_id and not mover.leads:
        raise Refusal(ErrorCode.FORBIDDEN, "a colleague owes it: ask them or a lead")
    if debt.version != item.version:
        raise Refusal(ErrorCode.STALE, f"it is now at version {debt.version}")
    back = item.to_id is None and item.keep_until is None
    if (back and mover.all_of is None) or (item.to_id is not None and item.keep_until is not None):
        raise unprocessable("/to_id", "either a new owner, or until when it is kept")
    if item.keep_until is not None:
        _keep(tx, debt, item.keep_until)
    else:
        _give(tx, mover, debt, item.to_id)


def _keep(tx: Tx, debt: Debt, until: datetime) -> None:
    if in_calendar("/keep_until", until) <= tx.now:
        raise unprocessable("/keep_until", "that time is over")
    fact = WorkKept(owed=debt.owed, owed_id=debt.id, user_id=debt.owner_id, keep_until=until)
    log.append(tx, fact, _refs(tx, debt))


def _give(tx: Tx, mover: Mover, debt: Debt, to_id: int | None) -> None:
    """To somebody, or to its queue; a call-back has no queue to wait in, so it is the mover's then."""
    if to_id is None and debt.owed is Owed.CALLBACK:
        to_id = mover.user_id
    heir = None if to_id is None else users.user(tx, to_id)
    if to_id is not None and (heir is None or not heir.active):
        raise unprocessable("/to_id", "nobody who works here")
    if to_id == debt.owner_id:
        raise unprocessable("/to_id", "it is theirs already: say until when it is kept")
    if debt.owed is Owed.TICKET:
        ticket = found(tickets.ticket(tx, debt.id), "ticket")
        because = AssignmentReason(code=mover.code, words=mover.words)
        why = mover.words or mover.code.value.replace("_", " ")
        ticket_routes.set_to(tx, ticket, TicketChange(owner_id=to_id), why, because)
        return
    fact = WorkHandedOver(owed=debt.owed, owed_id=debt.id, from_id=debt.owner_id, to_id=to_id, words=mover.words)
    log.append(tx, fact, _refs(tx, debt))


def _refs(tx: Tx, debt: Debt) -> Refs:
    match debt.owed:
        case Owed.TICKET:
            return Refs(customer_id=debt.customer_id, ticket_id=debt.id)
        case Owed.CALLBACK:
            return Refs(customer_id=debt.customer_id, call_id=callbacks.call_of(tx, debt.id))
        case Owed.MISSED_CALL:
            return Refs(customer_id=debt.customer_id, call_id=debt.id)
