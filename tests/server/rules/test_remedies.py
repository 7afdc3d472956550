"""Who may do what with a remedy, and when a question for approval moves on."""

from datetime import timedelta
from typing import Any, Literal

import pytest

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.remedies import Remedy, RemedyState
from desk.contract.remedy_rules import ApprovalRules
from desk.contract.users import Role, User
from desk.server.rules import remedies as rules
from tests.actions.situation_rig import NOW, a_remedy

AGENT, OTHER, LEAD = 3, 4, 5


def user(user_id: int, role: Role = Role.AGENT) -> User:
    return User(
        id=user_id, login=f"u{user_id}", name="", role=role, active=True, queue_ids=[], extension=None, version=1
    )


def one(state: RemedyState, **more: Any) -> Remedy:
    return a_remedy("goodwill_credit", 5_000, state, agent_id=AGENT, authority_id=AGENT, **more)


@pytest.mark.parametrize(
    ("minutes", "escalations", "step"),
    [
        (3, 0, None),
        (3.1, 0, 1),
        (3.1, 1, None),
        (6.1, 1, 2),
        (20, 1, 2),
        (60, 19, None),
        (60.1, 19, "lapse"),
        (60.1, 0, "lapse"),
        (600, 3, "lapse"),
    ],
)
def test_a_question_escalates_in_steps_and_lapses(
    minutes: float, escalations: int, step: int | Literal["lapse"] | None
) -> None:
    waiting = one(RemedyState.AWAITING, escalations=escalations, requested_at=NOW)
    approval = ApprovalRules(escalate_minutes=3, lapse_minutes=60)
    assert rules.next_step(waiting, approval, NOW + timedelta(minutes=minutes)) == step


def test_it_lapses_even_where_the_next_escalation_would_come_later() -> None:
    waiting = one(RemedyState.AWAITING, escalations=1, requested_at=NOW)
    approval = ApprovalRules(escalate_minutes=50, lapse_minutes=60)
    assert rules.next_step(waiting, approval, NOW + timedelta(minutes=61)) == "lapse"


@pytest.mark.parametrize("state", sorted(set(RemedyState) - {RemedyState.COMMITTED}))
def test_only_what_is_decided_and_still_here_can_be_taken_back(state: RemedyState) -> None:
    rules.may_undo(one(RemedyState.COMMITTED), user(AGENT))
    with pytest.raises(Refusal) as refused:
        rules.may_undo(one(state), user(AGENT))
    assert refused.value.code is ErrorCode.CONFLICT


@pytest.mark.parametrize("state", sorted(set(RemedyState) - {RemedyState.AWAITING}))
def test_only_what_waits_is_decided_or_withdrawn(state: RemedyState) -> None:
    rules.may_decide(one(RemedyState.AWAITING), user(LEAD, Role.LEAD))
    rules.may_withdraw(one(RemedyState.AWAITING), user(AGENT))
    for ask in (rules.may_decide, rules.may_withdraw):
        with pytest.raises(Refusal) as refused:
            ask(one(state, authority_name="최 팀장"), user(LEAD, Role.LEAD))
        assert (refused.value.code, refused.value.problem.holder) == (ErrorCode.CONFLICT, "최 팀장")


@pytest.mark.parametrize("state", sorted(set(RemedyState) - {RemedyState.DONE}))
def test_only_what_was_done_is_reversed(state: RemedyState) -> None:
    rules.may_reverse(one(RemedyState.DONE), [])
    with pytest.raises(Refusal):
        rules.may_reverse(one(state), [])


def test_what_nobody_asked_for_nobody_withdraws() -> None:
    prepared = a_remedy("late_delivery", 5_000, RemedyState.AWAITING, agent_id=None)
    assert prepared.prepared
    for who in (user(AGENT), user(LEAD, Role.LEAD)):
        with pytest.raises(Refusal):
            rules.may_withdraw(prepared, who)
    rules.may_decide(prepared, user(LEAD, Role.LEAD))
