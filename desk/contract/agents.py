"""An agent's state on the floor, as the call bar shows and chooses it."""

from enum import StrEnum

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq


class AgentState(StrEnum):
    """What an agent is doing; ``in_call`` and ``wrap_up`` are set by the calls themselves."""

    OFF = "off"
    ON_SHIFT = "on_shift"
    AVAILABLE = "available"
    IN_CALL = "in_call"
    WRAP_UP = "wrap_up"
    BREAK = "break"
    AWAY = "away"


CHOOSABLE = frozenset({AgentState.OFF, AgentState.ON_SHIFT, AgentState.AVAILABLE, AgentState.BREAK, AgentState.AWAY})


class AgentStatus(Answer, frozen=True, kw_only=True):
    """A state and since when; ``next_state`` follows when the call and its wrap-up are over."""

    user_id: Id
    name: str
    state: AgentState
    reason: str
    since: Instant
    next_state: AgentState | None
    next_reason: str
    call_id: Id | None
    wrap_up_until: Instant | None
    version: Seq


class StateChoice(Request, frozen=True, kw_only=True):
    """The state I choose; during a call or wrap-up it becomes the next state."""

    state: AgentState
    reason: Line = ""
