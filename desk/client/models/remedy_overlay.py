"""A situation as this workstation knows it: the server's word, and laid over it what was answered or is on its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from desk.actions import ACTIONS
from desk.actions.action import Case
from desk.actions.ahead import drawing, ordered
from desk.actions.judge import judge
from desk.client.models.outbox import Pending
from desk.contract import events as log
from desk.contract.remedies import LIVE, Effect, Remedy, RemedyDraft, RemedyState, Situation

REMEDY_FACTS = (
    log.RemedyRequested,
    log.RemedyCommitted,
    log.RemedyDeclined,
    log.RemedyWithdrawn,
    log.RemedyEscalated,
    log.RemedyUndone,
    log.RemedyHandedOver,
    log.RemedyUnknown,
    log.CommandGivenUp,
    log.CommandRevived,
    log.RemedyDone,
    log.RemedyRefused,
)
#: The commands that are about remedies.
REMEDY_COMMANDS = frozenset({"order_remedy", "undo_remedy", "withdraw_remedy", "reverse_remedy", "decide_remedy"})
#: States in which a remedy draws on somebody's authority.
_DRAWN = LIVE - {RemedyState.AWAITING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """An action whose order is on its way to the server; ``key`` is that of its command."""

    key: str
    draft: RemedyDraft
    at: datetime


def case_of(situation: Situation, order_id: int | None, draft: RemedyDraft | None = None) -> Case:
    """The situation with the order that is looked at, in the ticket and the call of a draft."""
    order = next((one for one in situation.orders if one.id == order_id), None)
    return Case(situation, order) if draft is None else Case(situation, order, draft.ticket_id, draft.call_id)


def laid_over(situation: Situation, answered: Iterable[Remedy], orders: Iterable[Ordered], me: str) -> Situation:
    """The situation as it will be when everything known here has reached it; ``me`` is the agent's name."""
    for remedy in answered:
        situation = _with_answer(situation, remedy)
    for number, one in enumerate(orders, 1):
        situation = _with_order(situation, one, -number, me)
    return situation


def _with_answer(situation: Situation, remedy: Remedy) -> Situation:
    before = next((one for one in situation.remedies if one.id == remedy.id), None)
    if before is not None and before.version >= remedy.version:
        return situation
    others = [one for one in situation.remedies if one.id != remedy.id]
    drawn = (remedy.state in _DRAWN) - (before is not None and before.state in _DRAWN)
    first = msgspec.structs.replace(situation, remedies=[remedy, *others])
    return drawing(first, remedy.purse, drawn * remedy.amount if remedy.reverses is None else 0)


def _with_order(situation: Situation, one: Ordered, number: int, me: str) -> Situation:
    """The order as if it had been carried out, so that nothing is offered that it already takes."""
    action, draft = ACTIONS.get(one.draft.action), one.draft
    if action is None:
        return situation
    case = case_of(situation, draft.order_id, draft)
    effect = judge(action, case, draft.values).effect or Effect(amount=0)
    return ordered(case, action, draft, effect, number=number, me=me, at=one.at)


def draft_of(entry: Pending) -> RemedyDraft | None:
    """The order of an action in an entry of the outbox."""
    body = entry.command.body if entry.command is not None else None
    return body if isinstance(body, RemedyDraft) else None
