"""Approvals: what is over somebody's limit is decided by a lead, once, and never left lying."""

from datetime import timedelta

import msgspec

from desk.actions.action import Action, Case
from desk.actions.authority import within
from desk.actions.judge import judge
from desk.contract.errors import ErrorCode, Obstacle, Refusal
from desk.contract.events import RemedyDeclined, RemedyEscalated
from desk.contract.remedies import ApprovalDecision, Effect, Remedy, Values
from desk.contract.users import User
from desk.server.routes.handling import SWEEPS, Ask, Sweep, found, handles, unprocessable
from desk.server.routes.remedies import action_of, answered, commit, refs_of
from desk.server.rules import remedies as rules
from desk.server.store import log, remedy_rules, situations
from desk.server.store import remedies as store
from desk.server.store.db import Tx

#: Questions for approval that are looked at in one go.
SWEPT = 200


@handles("decide_remedy")
def decide_remedy(tx: Tx, ask: Ask[ApprovalDecision, None]) -> Remedy:
    """Approve on the lead's own authority, with less if the lead says so, or decline with words."""
    now, decision = found(store.remedy(tx, ask.id("remedy_id")), "remedy"), ask.body
    rules.may_decide(now, ask.me.user)
    ask.unchanged(now.version)
    if not decision.approve:
        if not decision.words.strip():
            raise unprocessable("/words", "say why")
        no = RemedyDeclined(remedy_id=now.id, action=now.action, words=decision.words, agent_id=now.agent_id)
        log.append(tx, no, refs_of(now))
        return answered(tx, now.id)
    action = action_of(now.action)
    values = _lowered(now, action, decision.amount)
    case = _case(tx, now, ask.me.user)
    effect, seconds = _effect(action, case, values)
    if not within(action, case, effect.amount):
        raise Refusal(ErrorCode.OVER_AUTHORITY, "it is over your limit, too: an administrator decides")
    commit(tx, now.id, ask.me.user.id, refs_of(now), effect, timedelta(seconds=seconds), approved=values)
    return answered(tx, now.id)


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
    order = next((one for one in here.orders if one.id == now.order_id), None)
    return Case(here, order, now.ticket_id, now.call_id)


def _effect(action: Action, case: Case, values: Values) -> tuple[Effect, int]:
    preview = judge(action, case, values)
    if preview.effect is None:
        raise rules.barred(preview.obstacle or Obstacle(code="field"))
    return preview.effect, preview.undo_seconds


def _overdue(tx: Tx) -> bool:
    approval = remedy_rules.in_force(tx).rules.approval
    waiting = store.asked(tx, tx.now - timedelta(minutes=approval.escalate_minutes), SWEPT)
    return any(rules.next_step(one, approval, tx.now) is not None for one in waiting)


def _escalate(tx: Tx) -> None:
    """Ask more people about what waits too long; what nobody decides lapses."""
    approval = remedy_rules.in_force(tx).rules.approval
    for one in store.asked(tx, tx.now - timedelta(minutes=approval.escalate_minutes), SWEPT):
        match rules.next_step(one, approval, tx.now):
            case "lapse":
                log.append(
                    tx,
                    RemedyDeclined(remedy_id=one.id, action=one.action, words="", lapsed=True, agent_id=one.agent_id),
                    refs_of(one),
                )
            case int(level):
                log.append(tx, RemedyEscalated(remedy_id=one.id, action=one.action, level=level), refs_of(one))
            case None:
                pass


SWEEPS.append(Sweep("approvals", _overdue, lambda tx, _settings: _escalate(tx)))
