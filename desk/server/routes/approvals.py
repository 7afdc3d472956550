"""Approvals: what is over somebody's limit is decided by a lead, once, and never left lying."""

from datetime import timedelta

import msgspec

from desk.actions import ACTIONS
from desk.actions.action import Action, Case
from desk.actions.authority import within
from desk.actions.judge import judge
from desk.contract.errors import ErrorCode, Obstacle, Refusal
from desk.contract.events import RemedyDeclined, RemedyEscalated
from desk.contract.remedies import ApprovalDecision, Effect, Remedy, RemedyState, Values
from desk.contract.users import User
from desk.server.routes.handling import SWEEPS, Ask, Sweep, found, handles, unprocessable
from desk.server.routes.remedies import commit, refs_of
from desk.server.rules import remedies as rules
from desk.server.store import log, remedy_rules, situations
from desk.server.store import remedies as store
from desk.server.store.db import Tx


@handles("decide_remedy")
def decide_remedy(tx: Tx, ask: Ask[ApprovalDecision, None]) -> Remedy:
    """Approve on the lead's own authority, with less if the lead says so, or decline with words."""
    now, decision = found(store.remedy(tx, ask.id("remedy_id")), "remedy"), ask.body
    rules.may_decide(now, ask.me.user)
    ask.unchanged(now.version)
    if not decision.approve:
        if not decision.words.strip():
            raise unprocessable("/words", "say why")
        log.append(tx, RemedyDeclined(remedy_id=now.id, action=now.action, words=decision.words), refs_of(now))
        return found(store.remedy(tx, now.id), "remedy")
    action = ACTIONS[now.action]
    values = _lowered(now, action, decision.amount)
    case = _case(tx, now, ask.me.user)
    effect, seconds = _effect(action, case, values)
    if not within(action, case, effect.amount):
        raise Refusal(ErrorCode.OVER_AUTHORITY, "it is over your limit, too: an administrator decides")
    commit(tx, now.id, ask.me.user.id, refs_of(now), effect, timedelta(seconds=seconds), approved=values)
    return found(store.remedy(tx, now.id), "remedy")


def _lowered(now: Remedy, action: Action, amount: int | None) -> Values:
    if amount is None:
        return now.values
    if not action.lowered:
        raise unprocessable("/amount", "this action has no amount to lower")
    if not 0 < amount <= now.amount:
        raise unprocessable("/amount", f"more than nothing and at most {now.amount}")
    return {**now.values, action.lowered: amount}


def _case(tx: Tx, now: Remedy, user: User) -> Case:
    """The case as it is now, seen by whoever decides, without the question itself."""
    here = found(situations.situation(tx, now.customer_id, user, now.order_id), "customer")
    others = [one for one in here.remedies if one.id != now.id]
    here = msgspec.structs.replace(here, remedies=others)
    return Case(here, next((one for one in here.orders if one.id == now.order_id), None))


def _effect(action: Action, case: Case, values: Values) -> tuple[Effect, int]:
    preview = judge(action, case, values)
    if preview.effect is None:
        raise rules.barred(preview.obstacle or Obstacle(code="field"))
    return preview.effect, preview.undo_seconds


def _waiting(tx: Tx) -> list[Remedy]:
    return store.page(tx, None, RemedyState.AWAITING, None, None, 200)


def _escalate(tx: Tx) -> None:
    """Ask more people about what waits too long; what nobody decides lapses."""
    approval = remedy_rules.in_force(tx).rules.approval
    for one in _waiting(tx):
        waited = tx.now - one.requested_at
        if waited > timedelta(minutes=approval.lapse_minutes):
            fact = RemedyDeclined(remedy_id=one.id, action=one.action, words="", lapsed=True)
            log.append(tx, fact, refs_of(one))
        elif waited > timedelta(minutes=approval.escalate_minutes) * (one.escalations + 1):
            log.append(
                tx, RemedyEscalated(remedy_id=one.id, action=one.action, level=one.escalations + 1), refs_of(one)
            )


def _overdue(tx: Tx) -> bool:
    approval = remedy_rules.in_force(tx).rules.approval
    step = timedelta(minutes=approval.escalate_minutes)
    return any(tx.now - one.requested_at > step * (one.escalations + 1) for one in _waiting(tx))


SWEEPS.append(Sweep("approvals", _overdue, _escalate))
