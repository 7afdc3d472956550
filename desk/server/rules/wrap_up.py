"""What an agent does after a call: wrap up for a while, then what was chosen while talking."""

from datetime import datetime, timedelta

from desk.contract.agents import AgentState, AgentStatus
from desk.contract.calls import Call
from desk.contract.queues import Queue
from desk.contract.users import Role

EXTENSION = timedelta(minutes=1)
#: Who needs longer than so many times what the queue gives is better off in another state.
LONGEST = 4
BUSY = (AgentState.IN_CALL, AgentState.WRAP_UP)


def next_of(status: AgentStatus | None) -> tuple[AgentState | None, str]:
    """What will follow a call that begins now: what was chosen already, or the state the call interrupts.

    Somebody on a break, away or only on shift does not become available by picking up once.
    """
    if status is None:
        return AgentState.OFF, ""
    if status.next_state is not None:
        return status.next_state, status.next_reason
    if status.state is AgentState.AVAILABLE or status.state in BUSY:
        return None, ""
    return status.state, status.reason


def after(status: AgentStatus) -> tuple[AgentState, str]:
    """The state after call and wrap-up."""
    return status.next_state or AgentState.AVAILABLE, status.next_reason


def until(queue: Queue | None, now: datetime) -> datetime | None:
    """When the wrap-up of a call that ends now is over; None when no queue says how to wrap up."""
    return None if queue is None else now + timedelta(seconds=queue.wrap_up_seconds)


def extended(queue: Queue | None, call: Call) -> datetime | None:
    """A minute more, up to so many times the queue's own time after the call; None when that is used up."""
    if queue is None or call.wrap_up_until is None or call.ended_at is None:
        return None
    most = call.ended_at + timedelta(seconds=queue.wrap_up_seconds) * LONGEST
    later = min(call.wrap_up_until + EXTENSION, most)
    return later if later > call.wrap_up_until else None


def is_code(queue: Queue | None, code: str) -> bool:
    """Whether a queue offers this wrap-up code."""
    return queue is not None and any(one.code == code for one in queue.wrap_up_codes)


def may_wrap_up(role: Role, user_id: int, agent_id: int | None, owner_id: int | None) -> bool:
    """Whoever talked, whoever took care of the missed call, and leads."""
    return role in (Role.LEAD, Role.ADMIN) or user_id in (agent_id, owner_id)
