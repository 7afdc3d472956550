"""How work is given out: rules of the site, what people can do and carry, and the explanation of a choice."""

from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Request, Seq
from desk.contract.service import Assigned, AssignmentReason, Barred, Skill

Weight = Annotated[float, Meta(ge=0, le=100)]


class AssignmentRules(Request, frozen=True, kw_only=True):
    """The site's rules.

    An agent carries ``capacity`` units (unless their profile says otherwise): a ticket weighs what its queue says,
    a call ``call_weight``, a call-back ``callback_weight``; work that was put aside weighs nothing. Nobody gets more
    while ``ahead`` tickets of theirs are not touched yet: in the line they are begun sooner. Work goes to
    whoever helped the customer in the last ``continuity_days`` if they carry at most ``continuity_margin`` of their
    capacity more than the fairest of those with room, else to the fairest. It is taken
    back when its new owner has not touched it within ``take_back_minutes`` of served time (null: never). Nobody gets
    new work in the last ``quiet_minutes`` of a shift. A ticket is hard when it has one of ``hard_tags``, or was
    reopened.
    """

    capacity: Weight = 8.0
    ahead: Annotated[int, Meta(ge=1, le=100)] = 2
    call_weight: Weight = 4.0
    callback_weight: Weight = 1.0
    continuity_days: Annotated[int, Meta(ge=0, le=3650)] = 30
    continuity_margin: Annotated[float, Meta(ge=0, le=1)] = 0.25
    take_back_minutes: Annotated[int, Meta(ge=1, le=60 * 24 * 30)] | None = 60
    quiet_minutes: Annotated[int, Meta(ge=0, le=240)] = 20
    hard_tags: Annotated[tuple[str, ...], Meta(max_length=60)] = ()
    #: While on a call nobody gets more work.
    spare_callers: bool = True


class AssignmentRulesInForce(Answer, frozen=True, kw_only=True):
    """The rules and the seq of the event that set them, 0 for those that come with the program."""

    rules: AssignmentRules
    version: Seq


class Profile(Request, frozen=True, kw_only=True):
    """What somebody can do, and how much they carry (null: what the rules say)."""

    skills: Annotated[tuple[Skill, ...], Meta(max_length=60)] = ()
    capacity: Weight | None = None


class AgentProfile(Answer, frozen=True, kw_only=True):
    """A person's profile; ``version`` 0 before any was set."""

    user_id: Id
    name: str
    profile: Profile
    version: Seq


class Explanation(Answer, frozen=True, kw_only=True):
    """Why a ticket is where it is: the latest assignment and the ones before, the newest first.

    ``waiting``: its place in the line of its queue (1 is next), null when it has an owner or its queue gives nothing
    out. ``again``: whom the rule chooses from the same standings; equals who was chosen unless the rule has changed.
    ``barred``: while it waits, how many people of its queue cannot have it now, and why.
    """

    ticket_id: Id
    assigned: Assigned | None
    reason: AssignmentReason | None
    owner_id: Id | None
    again: Id | None
    waiting: int | None
    #: Seconds until it will probably be given out, null when nobody can say.
    expected_wait: int | None
    before: list["PastAssignment"]
    barred: dict[Barred, int] = {}


class PastAssignment(Answer, frozen=True, kw_only=True):
    """An assignment of a ticket."""

    at: Instant
    owner_id: Id | None
    owner: str
    queue_id: Id
    assigned: Assigned
    reason: AssignmentReason
