"""Wrap-up: after a call its agent says how it ended; when the time is over, the queue's default does."""

from desk.contract.agents import AgentState, AgentStatus
from desk.contract.base import NoBody
from desk.contract.calls import Call, CallState, WrapUp
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import AgentStateChanged, CallWrappedUp, Refs, WrapUpExtended
from desk.contract.queues import Queue
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, found, handles, unprocessable
from desk.server.rules import wrap_up as rules
from desk.server.store import agents, calls, log, queues, tickets, users
from desk.server.store.db import Tx


@handles("wrap_up")
def wrap_up(tx: Tx, ask: Ask[WrapUp, None]) -> Call:
    """Say how a call ended; said again, the last code counts."""
    call = found(calls.call(tx, ask.id("call_id")), "call")
    if not rules.may_wrap_up(ask.me.role, ask.me.user.id, call.agent_id, call.owner_id):
        raise Refusal(ErrorCode.FORBIDDEN, "somebody else's call")
    if call.state in (CallState.RINGING, CallState.TALKING):
        raise Refusal(ErrorCode.CALL_NOT_ENDED, "the call goes on")
    queue = queue_of(tx, call)
    if not rules.is_code(queue, ask.body.code):
        raise unprocessable("/code", "not a wrap-up code of this call's queue")
    # A colleague may have merged it during the call: it is the same work.
    ticket_id = None if ask.body.ticket_id is None else tickets.standing(tx, ask.body.ticket_id)
    if ask.body.ticket_id is not None and ticket_id is None:
        raise unprocessable("/ticket_id", "no such ticket")
    finish(tx, call, ask.body.code, ticket_id=ticket_id)
    return found(calls.call(tx, call.id), "call")


@handles("extend_wrap_up")
def extend_wrap_up(tx: Tx, ask: Ask[NoBody, None]) -> Call:
    """A minute more, as far as the queue's setting goes; Refusal when it does not, or nothing counts down."""
    call = found(calls.call(tx, ask.id("call_id")), "call")
    if call.agent_id != ask.me.user.id:
        raise Refusal(ErrorCode.FORBIDDEN, "somebody else's call")
    until = rules.extended(queue_of(tx, call), call)
    if until is None or call.wrap_up_code is not None:
        raise Refusal(ErrorCode.CONFLICT, "there is no more time to give for this wrap-up")
    refs = Refs(customer_id=call.customer_id, call_id=call.id)
    log.append(tx, WrapUpExtended(wrap_up_until=until, agent_id=call.agent_id), refs)
    status = agents.state_of(tx, ask.me.user.id)
    if status is not None and status.state is AgentState.WRAP_UP and status.call_id == call.id:
        longer = AgentStateChanged(
            user_id=status.user_id,
            state=status.state,
            reason=status.reason,
            next_state=status.next_state,
            next_reason=status.next_reason,
            call_id=call.id,
            wrap_up_until=until,
        )
        log.append(tx, longer, refs)
    return found(calls.call(tx, call.id), "call")


def queue_of(tx: Tx, call: Call) -> Queue | None:
    """The queue whose codes a call is wrapped up with: the one it came through, or else its agent's first."""
    if call.queue_id is not None:
        return queues.queue(tx, call.queue_id)
    agent = None if call.agent_id is None else users.user(tx, call.agent_id)
    return queues.queue(tx, agent.queue_ids[0]) if agent is not None and agent.queue_ids else None


def finish(tx: Tx, call: Call, code: str, *, ticket_id: int | None = None, by_default: bool = False) -> None:
    """Give a call its code, and its agent what was chosen to come next."""
    fact = CallWrappedUp(code=code, agent_id=call.agent_id, by_default=by_default)
    log.append(tx, fact, Refs(customer_id=call.customer_id, call_id=call.id, ticket_id=ticket_id))
    status = None if call.agent_id is None else agents.state_of(tx, call.agent_id)
    if status is not None and status.state is AgentState.WRAP_UP and status.call_id == call.id:
        go_on(tx, status)


def go_on(tx: Tx, status: AgentStatus) -> None:
    """Call and wrap-up are behind this agent."""
    state, reason = rules.after(status)
    log.append(tx, AgentStateChanged(user_id=status.user_id, state=state, reason=reason))


def _over(tx: Tx, _settings: Settings) -> None:
    """Where the time is over, the default code is taken."""
    for call in calls.wrap_up_over(tx):
        queue = queue_of(tx, call)
        finish(tx, call, queue.default_code if queue is not None else "", by_default=True)
    for status in agents.wrap_up_over(tx):
        go_on(tx, status)


def _is_over(tx: Tx) -> bool:
    return bool(calls.wrap_up_over(tx) or agents.wrap_up_over(tx))


SWEEPS.append(Sweep("wrap-up", _is_over, _over))
