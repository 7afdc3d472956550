"""Remedies: the situation, the dry run, ordering one, taking it back, and what there is."""

from datetime import timedelta
from typing import Any

import msgspec

from desk.actions import ACTIONS
from desk.actions.action import Action, Case
from desk.actions.judge import judge
from desk.contract.base import NoBody, Page
from desk.contract.errors import ErrorCode, Obstacle, Refusal
from desk.contract.events import Refs, RemedyCommitted, RemedyRequested, RemedyUndone, RemedyWithdrawn
from desk.contract.remedies import (
    AuthorityMonth,
    Effect,
    Precedent,
    PrecedentQuery,
    Preview,
    Remedy,
    RemedyDraft,
    RemedyQuery,
    Situation,
    SituationQuery,
    Values,
)
from desk.contract.remedy_rules import Purse
from desk.server.routes import paging
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import limits as limit_rules
from desk.server.rules import remedies as rules
from desk.server.rules.masking import masked_remedy
from desk.server.store import log, people, precedents, remedy_rules, situations, tickets
from desk.server.store import remedies as store
from desk.server.store.db import Tx

#: How many remedies of the month are shown with the authority.
SHOWN = 100


@handles("situation")
def situation(tx: Tx, ask: Ask[None, SituationQuery]) -> Situation:
    """What the rules look at, for whoever asks."""
    here = found(situations.situation(tx, ask.id("customer_id"), ask.me.user, ask.query.order_id), "customer")
    return msgspec.structs.replace(here, remedies=[masked_remedy(one) for one in here.remedies])


def answered(tx: Tx, remedy_id: int) -> Remedy:
    """The remedy as it may be shown; not found when there is none."""
    return masked_remedy(found(store.remedy(tx, remedy_id), "remedy"))


def action_of(name: str) -> Action:
    """An action of the catalogue; Refusal when there is none of this name."""
    action = ACTIONS.get(name)
    if action is None:
        raise unprocessable("/action", "no such action")
    return action


def case_of(tx: Tx, ask: Ask[RemedyDraft, None]) -> Case:
    """The case a draft speaks of; Refusal when the order is not this customer's."""
    draft = ask.body
    here = situations.situation(tx, draft.customer_id, ask.me.user, draft.order_id)
    if here is None:
        raise unprocessable("/customer_id", "no such customer")
    order = next((one for one in here.orders if one.id == draft.order_id), None)
    if draft.order_id is not None and order is None:
        raise unprocessable("/order_id", "not an order of this customer")
    return Case(here, order, draft.ticket_id, draft.call_id)


@handles("preview_action", writes=False)
def preview_action(tx: Tx, ask: Ask[RemedyDraft, None]) -> Preview:
    """Exactly what would happen; nothing does."""
    return judge(action_of(ask.body.action), case_of(tx, ask), ask.body.values)


@handles("order_remedy")
def order_remedy(tx: Tx, ask: Ask[RemedyDraft, None]) -> Remedy:
    """Judge, then commit within the agent's authority, or put the question to those who may decide."""
    draft, action = ask.body, action_of(ask.body.action)
    if (before := _repeated(tx, ask)) is not None:
        _same(before.action == draft.action and before.order_id == draft.order_id and before.reverses is None)
        _same(people.root(tx, before.customer_id) == people.root(tx, draft.customer_id))
        return masked_remedy(before)
    case = case_of(tx, ask)
    preview = judge(action, case, draft.values)
    if preview.obstacle is not None or preview.effect is None:
        raise rules.barred(preview.obstacle or Obstacle(code="field"))
    ask.unchanged(case.situation.version)
    if preview.needs_approval and not draft.ask_approval:
        raise Refusal(ErrorCode.OVER_AUTHORITY, f"{preview.effect.amount} won is over your limit: ask for approval")
    if draft.ticket_id is not None and tickets.ticket(tx, draft.ticket_id) is None:
        raise unprocessable("/ticket_id", "no such ticket")
    refs = Refs(
        customer_id=case.situation.customer_id,
        order_id=draft.order_id,
        ticket_id=draft.ticket_id,
        call_id=draft.call_id,
    )
    _take_over(tx, action, case)
    event = log.append(tx, _request(ask, action, case, preview), refs)
    if not preview.needs_approval:
        seconds = timedelta(seconds=preview.undo_seconds)
        commit(tx, event.seq, ask.me.user.id, refs, preview.effect, seconds)
    return answered(tx, event.seq)


def _repeated(tx: Tx, ask: Ask[Any, Any]) -> Remedy | None:
    """What the asker's key has already brought about. Answers are forgotten some day; what costs money never is."""
    return store.by_key(tx, ask.me.user.id, ask.key)


def _same(same: bool) -> None:
    if not same:
        raise Refusal(ErrorCode.KEY_REUSED, "this Idempotency-Key was sent with another request")


def _take_over(tx: Tx, action: Action, case: Case) -> None:
    """What the nightly look only prepared is done by whoever does it now."""
    promise_id = case.order.promise_id if case.order else None
    for one in case.situation.remedies:
        if one.prepared and one.action == action.name and one.promise_id == promise_id:
            log.append(tx, RemedyWithdrawn(remedy_id=one.id, action=one.action), refs_of(one))


def _request(ask: Ask[RemedyDraft, None], action: Action, case: Case, preview: Preview) -> RemedyRequested:
    effect = preview.effect
    assert effect is not None, "a barred action is refused before"
    return RemedyRequested(
        action=action.name,
        purse=action.purse,
        amount=effect.amount,
        values=ask.body.values,
        told=effect.told,
        rules_version=case.situation.rules_version,
        awaits=preview.needs_approval,
        promise_id=case.order.promise_id if case.order else None,
        promised=effect.promise,
        reason=ask.body.reason,
        key=ask.key,
    )


def commit(
    tx: Tx,
    remedy_id: int,
    authority_id: int | None,
    refs: Refs,
    effect: Effect,
    undo: timedelta,
    approved: Values | None = None,
) -> None:
    """Decide a remedy on somebody's authority; ``approved``: the form as whoever approved it left it."""
    asked = found(store.remedy(tx, remedy_id), "remedy")
    fact = RemedyCommitted(
        remedy_id=remedy_id,
        action=asked.action,
        authority_id=authority_id,
        purse=asked.purse,
        amount=effect.amount,
        values=asked.values if approved is None else approved,
        told=effect.told,
        undo_until=tx.now + undo,
        promised=effect.promise,
        reason=asked.reason,
        reverses=asked.reverses,
        approved=approved is not None,
        rules_version=remedy_rules.in_force(tx).version,
        agent_id=asked.agent_id,
    )
    log.append(tx, fact, refs)


def refs_of(remedy: Remedy) -> Refs:
    """Whom and what a remedy is about."""
    return Refs(
        customer_id=remedy.customer_id, order_id=remedy.order_id, ticket_id=remedy.ticket_id, call_id=remedy.call_id
    )


@handles("undo_remedy")
def undo_remedy(tx: Tx, ask: Ask[NoBody, None]) -> Remedy:
    """Take it back: nothing has left the house yet."""
    now = found(store.remedy(tx, ask.id("remedy_id")), "remedy")
    rules.may_undo(now, ask.me.user)
    ask.unchanged(now.version)
    fact = RemedyUndone(remedy_id=now.id, action=now.action, amount=now.amount, agent_id=now.agent_id)
    log.append(tx, fact, refs_of(now))
    return answered(tx, now.id)


@handles("withdraw_remedy")
def withdraw_remedy(tx: Tx, ask: Ask[NoBody, None]) -> Remedy:
    """The question for approval is taken back everywhere."""
    now = found(store.remedy(tx, ask.id("remedy_id")), "remedy")
    rules.may_withdraw(now, ask.me.user)
    ask.unchanged(now.version)
    log.append(tx, RemedyWithdrawn(remedy_id=now.id, action=now.action), refs_of(now))
    return answered(tx, now.id)


@handles("reverse_remedy")
def reverse_remedy(tx: Tx, ask: Ask[NoBody, None]) -> Remedy:
    """A remedy of its own that takes back what another gave, by the same executor."""
    now = found(store.remedy(tx, ask.id("remedy_id")), "remedy")
    if (before := _repeated(tx, ask)) is not None:
        _same(before.reverses == now.id)
        return masked_remedy(before)
    rules.may_reverse(now, store.reversals(tx, now.id))
    ask.unchanged(now.version)
    if ask.me.user.id not in (now.agent_id, now.authority_id) and not ask.leads:
        raise Refusal(ErrorCode.FORBIDDEN, "somebody else's remedy")
    known, action = remedy_rules.in_force(tx), ACTIONS[now.action]
    fact = RemedyRequested(
        action=now.action,
        purse=now.purse,
        amount=now.amount,
        values=now.values,
        told="",
        rules_version=known.version,
        reverses=now.id,
        key=ask.key,
    )
    event = log.append(tx, fact, refs_of(now))
    seconds = known.rules.undo_seconds.get(now.action, int(action.undo.total_seconds()))
    undo = timedelta(seconds=seconds)
    commit(tx, event.seq, ask.me.user.id, refs_of(now), Effect(amount=now.amount), undo)
    return answered(tx, event.seq)


@handles("remedies")
def remedies(tx: Tx, ask: Ask[None, RemedyQuery]) -> Page[Remedy]:
    """Remedies, newest first."""
    query = ask.query
    ids = None
    if query.customer_id is not None:
        root = people.root(tx, query.customer_id)
        ids = people.members(tx, root) if root is not None else []
    after = paging.decode(query.after)
    mine = ask.me.user.id if query.mine else None
    rows = store.page(tx, ids, query.state, mine, after[1] if after else None, query.size + 1, query.prepared)
    rows = [masked_remedy(one) for one in rows]
    return paging.page("remedies", query, rows, lambda one: (0, one.id), head=tx.head)


@handles("remedy")
def remedy(tx: Tx, ask: Ask[None, None]) -> Remedy:
    """One of them."""
    return answered(tx, ask.id("remedy_id"))


@handles("authority")
def authority(tx: Tx, ask: Ask[None, None]) -> AuthorityMonth:
    """What the asker may still decide alone today and this month."""
    known, user = remedy_rules.in_force(tx), ask.me.user
    today, first = situations.days(tx)
    mine = store.page(tx, None, None, user.id, None, SHOWN)
    return AuthorityMonth(
        limits=limit_rules.of_user(known.rules, user),
        action_limits=limit_rules.of_actions(known.rules, user.role),
        spent_today=situations.drawn(tx, user.id, today, today),
        spent_month=situations.drawn(tx, user.id, first, today),
        remedies=[masked_remedy(one) for one in mine if situations.day(one.requested_at) >= first],
        rules_version=known.version,
    )


@handles("precedents")
def precedent(tx: Tx, ask: Ask[None, PrecedentQuery]) -> Precedent:
    """What similar cases received."""
    action = action_of(ask.query.action)
    if action.purse is Purse.CRITERIA and ask.query.order_id is None:
        return precedents.of(tx, action.name, None)
    return precedents.of(tx, action.name, ask.query.order_id)
