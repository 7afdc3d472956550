"""Who is here, in which state; choosing one's own."""

from desk.contract.agents import CHOOSABLE, AgentState, AgentStatus, StateChoice
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import AgentStateChanged, Refs
from desk.server.routes.handling import Ask, handles
from desk.server.store import agents as store
from desk.server.store import log
from desk.server.store.db import Tx

BUSY = (AgentState.IN_CALL, AgentState.WRAP_UP)


@handles("agents")
def agents(tx: Tx, _ask: Ask[None, None]) -> list[AgentStatus]:
    """Every agent's state."""
    return store.everyone(tx)


def mine(tx: Tx, user_id: int) -> AgentStatus:
    """A person's state; whoever signed in has one."""
    status = store.state_of(tx, user_id)
    if status is None:
        raise Refusal(ErrorCode.NOT_FOUND, "this person was never here")
    return status


@handles("my_state")
def my_state(tx: Tx, ask: Ask[None, None]) -> AgentStatus:
    """My state."""
    return mine(tx, ask.me.user.id)


@handles("choose_state")
def choose_state(tx: Tx, ask: Ask[StateChoice, None]) -> AgentStatus:
    """Choose my state; during a call or wrap-up, what comes after it."""
    choice, user_id = ask.body, ask.me.user.id
    if choice.state not in CHOOSABLE:
        raise Refusal(ErrorCode.UNPROCESSABLE, f"{choice.state} is set by the call itself")
    if choice.state is AgentState.AWAY and not choice.reason.strip():
        raise Refusal(ErrorCode.UNPROCESSABLE, "say why you are away")
    put_state(tx, user_id, choice.state, choice.reason)
    return mine(tx, user_id)


def put_state(tx: Tx, user_id: int, state: AgentState, reason: str) -> None:
    """Somebody's state from now on; during a call or wrap-up, what comes after it."""
    now = store.state_of(tx, user_id)
    if now is not None and now.state in BUSY:
        fact = AgentStateChanged(
            user_id=user_id,
            state=now.state,
            reason=now.reason,
            next_state=state,
            next_reason=reason,
            call_id=now.call_id,
            wrap_up_until=now.wrap_up_until,
        )
    else:
        fact = AgentStateChanged(user_id=user_id, state=state, reason=reason)
    log.append(tx, fact, Refs(call_id=fact.call_id))
