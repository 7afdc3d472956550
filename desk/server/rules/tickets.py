"""Who may do what to which ticket. Everybody signed in may read every ticket and write on it: the caller is on the
line, and whoever picked up must be able to help."""

from enum import Enum

from desk.contract.tickets import ArticleKind, Ticket, TicketChange, TicketState
from desk.contract.users import Role

_SPECIALISTS = (Role.DELIVERY, Role.DELIGHT)
_LEADS = (Role.LEAD, Role.ADMIN)


class Act(Enum):
    """What may be done to a ticket besides reading it and writing on it."""

    CHANGE = "change"
    TAKE = "take"
    RELEASE = "release"
    ASSIGN = "assign"


def refusal(role: Role, user_id: int, owner_id: int | None, act: Act) -> str | None:
    """Why this person may not do this to a ticket of that owner; None when they may.

    Leads and administrators may do everything. Agents change and take any ticket, but give away or release only
    what is theirs or nobody's. The delivery and delight teams change only what is theirs or nobody's.
    """
    if role in _LEADS or owner_id in (None, user_id):
        return None
    if role in _SPECIALISTS:
        return "another team's ticket: ask its owner or a lead"
    if act in (Act.RELEASE, Act.ASSIGN):
        return "somebody else's ticket: take it first, or ask a lead"
    return None


def act_of(change: TicketChange, user_id: int) -> Act:
    """What a change amounts to: giving the ticket to a colleague weighs more than changing it."""
    if change.owner_id is None:
        return Act.RELEASE
    if isinstance(change.owner_id, int):
        return Act.TAKE if change.owner_id == user_id else Act.ASSIGN
    return Act.CHANGE


def state_after(ticket: Ticket, kind: ArticleKind) -> TicketState:
    """A reply opens a new ticket; no other article moves it."""
    return TicketState.OPEN if kind is ArticleKind.REPLY and ticket.state is TicketState.NEW else ticket.state
