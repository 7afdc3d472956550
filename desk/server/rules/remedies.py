"""What may become of a remedy: who may take it back, decide it, reverse it, and when."""

from datetime import datetime, timedelta
from typing import Literal

from desk.actions import ACTIONS
from desk.contract.errors import ErrorCode, Obstacle, Refusal
from desk.contract.remedies import Remedy, RemedyState
from desk.contract.remedy_rules import ApprovalRules
from desk.contract.users import Role, User


def barred(obstacle: Obstacle) -> Refusal:
    """The refusal that carries what stands in the way."""
    return Refusal(ErrorCode.ACTION_BARRED, obstacle.code, obstacle=obstacle)


def may_undo(remedy: Remedy, user: User) -> None:
    """Whoever asked for it or decided it, and leads, may take it back until it is handed over; that is never before
    ``undo_until``."""
    if remedy.state is not RemedyState.COMMITTED:
        raise Refusal(ErrorCode.CONFLICT, f"it is {remedy.state} and cannot be undone")
    if user.id not in (remedy.agent_id, remedy.authority_id) and user.role not in (Role.LEAD, Role.ADMIN):
        raise Refusal(ErrorCode.FORBIDDEN, "somebody else's remedy")


def may_withdraw(remedy: Remedy, user: User) -> None:
    """Whoever asked for approval may withdraw the question."""
    if remedy.state is not RemedyState.AWAITING:
        raise Refusal(ErrorCode.CONFLICT, f"it is {remedy.state}", holder=remedy.authority_name)
    if user.id != remedy.agent_id:
        raise Refusal(ErrorCode.FORBIDDEN, "somebody else asked for it")


def next_step(remedy: Remedy, approval: ApprovalRules, now: datetime) -> int | Literal["lapse"] | None:
    """What is due with a question for approval: the level of escalation to go to, or its end; None while there is
    time."""
    waited = now - remedy.requested_at
    if waited > timedelta(minutes=approval.lapse_minutes):
        return "lapse"
    level = remedy.escalations + 1
    return level if waited > timedelta(minutes=approval.escalate_minutes) * level else None


def may_decide(remedy: Remedy, user: User) -> None:
    """Leads decide what waits, once, and never what they asked for themselves."""
    if remedy.state is not RemedyState.AWAITING:
        raise Refusal(ErrorCode.CONFLICT, f"it is {remedy.state}", holder=remedy.authority_name)
    if user.id == remedy.agent_id:
        raise Refusal(ErrorCode.FORBIDDEN, "nobody approves what they asked for themselves")


def may_reverse(remedy: Remedy, reversing: list[Remedy]) -> None:
    """What was done can be reversed once, if its action has a reversal."""
    action = ACTIONS.get(remedy.action)
    if action is None or not action.reversible:
        raise barred(Obstacle(code="not_reversible"))
    if remedy.state is not RemedyState.DONE or remedy.reverses is not None:
        raise Refusal(ErrorCode.CONFLICT, f"it is {remedy.state}")
    under_way = next((one for one in reversing if one.state not in (RemedyState.REFUSED, RemedyState.UNDONE)), None)
    if under_way is not None:
        raise barred(Obstacle(code="already_done", by=under_way.agent_name, at=under_way.requested_at))
