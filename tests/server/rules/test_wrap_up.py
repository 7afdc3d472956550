"""What comes after a call."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.contract.agents import AgentState, AgentStatus
from desk.contract.queues import Queue, WrapUpCode
from desk.contract.users import Role
from desk.server.rules.wrap_up import after, is_code, may_wrap_up, next_of, until

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUEUE = Queue(
    id=1,
    name="배송",
    names={},
    numbers=[],
    wrap_up_codes=[WrapUpCode(code="late", names={})],
    default_code="late",
    wrap_up_seconds=45,
    version=1,
)


def status(state: AgentState, reason: str = "", then: AgentState | None = None, then_reason: str = "") -> AgentStatus:
    """An agent in this state."""
    return AgentStatus(
        user_id=1,
        name="김",
        state=state,
        reason=reason,
        since=NOW,
        next_state=then,
        next_reason=then_reason,
        call_id=None,
        wrap_up_until=None,
        version=1,
    )


@pytest.mark.parametrize(
    ("before", "comes_next"),
    [
        (None, (AgentState.OFF, "")),
        (status(AgentState.AVAILABLE), (None, "")),
        (status(AgentState.ON_SHIFT), (AgentState.ON_SHIFT, "")),
        (status(AgentState.AWAY, "교육"), (AgentState.AWAY, "교육")),
        (status(AgentState.OFF), (AgentState.OFF, "")),
        (status(AgentState.WRAP_UP), (None, "")),
        (status(AgentState.WRAP_UP, "", AgentState.BREAK, "점심"), (AgentState.BREAK, "점심")),
    ],
)
def test_a_call_interrupts_what_an_agent_was_doing(
    before: AgentStatus | None, comes_next: tuple[AgentState | None, str]
) -> None:
    assert next_of(before) == comes_next


def test_after_the_wrap_up_comes_what_was_chosen_or_the_next_caller() -> None:
    assert after(status(AgentState.WRAP_UP)) == (AgentState.AVAILABLE, "")
    assert after(status(AgentState.WRAP_UP, "", AgentState.BREAK, "점심")) == (AgentState.BREAK, "점심")


def test_the_queue_says_how_long_and_with_which_codes() -> None:
    assert until(QUEUE, NOW) == NOW + timedelta(seconds=45)
    assert until(None, NOW) is None
    assert [is_code(QUEUE, "late"), is_code(QUEUE, "other"), is_code(None, "late")] == [True, False, False]


@pytest.mark.parametrize(
    ("role", "user_id", "agent_id", "owner_id", "may"),
    [
        (Role.AGENT, 1, 1, None, True),
        (Role.AGENT, 1, 2, None, False),
        (Role.AGENT, 1, None, 1, True),
        (Role.AGENT, 1, None, None, False),
        (Role.DELIGHT, 1, 2, None, False),
        (Role.LEAD, 1, 2, None, True),
        (Role.ADMIN, 1, 2, None, True),
    ],
)
def test_who_says_how_a_call_ended(
    role: Role, user_id: int, agent_id: int | None, owner_id: int | None, may: bool
) -> None:
    assert may_wrap_up(role, user_id, agent_id, owner_id) is may
