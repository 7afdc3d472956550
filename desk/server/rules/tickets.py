"""Who may do what to which ticket. Everybody signed in may read every ticket and write on it: the caller is on the
line, and whoever picked up must be able to help."""

from enum import Enum

from msgspec import UNSET, structs

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import ArticleAdded, CallWrappedUp, FactBase, TicketChanged, TicketMerged, TicketUnmerged
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import ArticleKind, Ticket, TicketChange, TicketState
from desk.contract.users import Role

_SPECIALISTS = (Role.DELIVERY, Role.DELIGHT)
_LEADS = (Role.LEAD, Role.ADMIN)
_BESIDE_WORK = frozenset({"owner_id", "priority", "tags", "title"})


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


def opening(ticket: Ticket, kind: ArticleKind) -> TicketChange | None:
    """A first reply opens a new ticket; no other article moves it."""
    opens = kind is ArticleKind.REPLY and ticket.state is TicketState.NEW
    return TicketChange(state=TicketState.OPEN) if opens else None


def merge_refusal(goes: Ticket, stays: Ticket, *, same_customer: bool) -> Refusal | None:
    """Why one ticket cannot go into another; None when it can."""
    if goes.merged_into is not None:
        return Refusal(ErrorCode.CONFLICT, f"it was merged into {goes.merged_into}")
    if stays.merged_into is not None:
        return Refusal(ErrorCode.CONFLICT, f"{stays.id} was merged into {stays.merged_into}")
    if stays.state is TicketState.CLOSED:
        return Refusal(ErrorCode.CONFLICT, f"{stays.id} is closed: open it again first")
    if not same_customer:
        return Refusal(ErrorCode.UNPROCESSABLE, "they are about different customers")
    return None


def unmerge_refusal(role: Role, user_id: int, merged_by: int | None) -> str | None:
    """Why this person may not undo a merge; None when they may: a lead, or whoever made it."""
    if role in _LEADS or user_id == merged_by:
        return None
    return "only whoever merged them may undo it, or a lead"


def builds_on_merge(fact: FactBase) -> bool:
    """Whether somebody has gone on with a merged ticket by this: it could not be told which of the two it belongs to.
    Who has it, how urgent it is and what it is called may change without that."""
    if isinstance(fact, TicketChanged):
        return not set(fact.fields) <= _BESIDE_WORK
    return isinstance(fact, ArticleAdded | CallWrappedUp | TicketMerged | TicketUnmerged)


def merged_away(ticket: Ticket) -> Refusal | None:
    """Why nothing more is done on a ticket that is a part of another; None when it is none."""
    if ticket.merged_into is None:
        return None
    return Refusal(ErrorCode.CONFLICT, f"it was merged into {ticket.merged_into}")


def reason(owner_id: int | None, actor_id: int | None, words: str = "") -> AssignmentReason:
    """Why a ticket is where a person put it: taken, given to somebody, or released."""
    if owner_id is None:
        code = AssignmentCode.RELEASED
    else:
        code = AssignmentCode.TAKEN if owner_id == actor_id else AssignmentCode.GIVEN
    return AssignmentReason(code=code, words=words)


def changed(
    ticket: Ticket, change: TicketChange, why: str = "", because: AssignmentReason | None = None
) -> TicketChanged | None:
    """The fact a change makes; None when it changes nothing. Only a pending ticket has a time to come back.

    ``because`` is kept only where the change gives the ticket to somebody else or to another queue, or brings it back.
    """
    wanted = {
        field: value for field in TicketChange.__struct_fields__ if (value := getattr(change, field)) is not UNSET
    }
    if wanted.get("state", ticket.state) is not TicketState.PENDING:
        wanted["pending_until"] = None
    if "tags" in wanted:
        wanted["tags"] = tuple(dict.fromkeys(wanted["tags"]))
    wanted = {field: value for field, value in wanted.items() if value != getattr(ticket, field)}
    if not wanted:
        return None
    after = structs.replace(ticket, **wanted)
    return TicketChanged(
        title=after.title,
        state=after.state,
        queue_id=after.queue_id,
        owner_id=after.owner_id,
        ticket_customer_id=after.customer_id,
        pending_until=after.pending_until,
        fields=tuple(sorted(wanted)),
        why=why,
        priority=after.priority,
        tags=after.tags,
        reason=because if wanted.keys() & {"owner_id", "queue_id"} or _brings_back(because) else None,
    )


def _brings_back(because: AssignmentReason | None) -> bool:
    return because is not None and because.code is AssignmentCode.CAME_BACK
