"""How work is given out: rules of the site, what people can do and carry, and the explanation of a choice."""

from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Request, Seq
from desk.contract.service import Assigned, AssignmentReason, Barred, Skill, Tag

Weight = Annotated[float, Meta(ge=0, le=100)]


class AssignmentRules(Request, frozen=True, kw_only=True):
    """The site's rules.

    An agent carries ``capacity`` units (unless their profile says otherwise): a ticket weighs what its queue says,
    a call ``call_weight``, a call-back ``callback_weight``; work that was put aside weighs nothing. Nobody gets more
    while ``ahead`` tickets of theirs are not touched yet, or, where they know the customer, ``ahead_known`` more than
    that. Work goes to whoever helped the customer in the last ``continuity_days`` if they carry at most
    ``continuity_margin`` of their capacity more than the fairest of those with room, else to the fairest. It is taken
    back when its owner has not touched it within ``take_back_minutes`` of served time (null: never); what a colleague
    gave them waits until they are here. Nobody gets new work in the last ``quiet_minutes`` of a shift. A ticket is hard
    when it has one of ``hard_tags``, or was reopened.

    Why 2 ahead, and 1 more: what lies in somebody's hands waits for them alone, in the line it is begun by whoever
    comes free first. On the bench's ordinary day 19 of 20 pieces are begun within 65 minutes with 2 ahead, 72 with 3,
    94 without a limit; but where everybody has their two, the line goes to whoever comes free, and of those who come
    again the same day only 19 % find whom they know (22 % with 3, 42 % without a limit). With 1 more for a known
    customer it is 67 minutes and 59 %; a second one gives 68 minutes and 67 %, but twice what lies before others. A
    wider margin changes either by 2 at most. One ahead would take 5 more minutes off; two let an agent see what comes,
    and have something at hand when the next cannot be begun.
    """

    capacity: Weight = 8.0
    ahead: Annotated[int, Meta(ge=1, le=100)] = 2
    ahead_known: Annotated[int, Meta(ge=0, le=100)] = 1
    call_weight: Weight = 4.0
    callback_weight: Weight = 1.0
    continuity_days: Annotated[int, Meta(ge=0, le=3650)] = 30
    continuity_margin: Annotated[float, Meta(ge=0, le=1)] = 0.25
    take_back_minutes: Annotated[int, Meta(ge=1, le=60 * 24 * 30)] | None = 60
    quiet_minutes: Annotated[int, Meta(ge=0, le=240)] = 20
    hard_tags: Annotated[tuple[Tag, ...], Meta(max_length=60)] = ()
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
    """Why a ticket is where it is: the latest assignment (as ``PastAssignment`` has it) and the ones before, the newest
    first.

    ``waiting``: its place in the line of its queue (1 is next), null when it has an owner or its queue gives nothing
    out. ``by_rules_now``: whom the rule chooses from the same standings by the rules that count now, null where no rule
    chose. ``barred``: while it waits, how many people of its queue cannot have it now, and why.
    """

    ticket_id: Id
    assigned: Assigned | None
    reason: AssignmentReason | None
    owner_id: Id | None
    again: Id | None
    by_rules_now: Id | None
    waiting: int | None
    #: Seconds until it will probably be given out, null when nobody can say.
    expected_wait: int | None
    before: list["PastAssignment"]
    barred: dict[Barred, int] = {}


class PastAssignment(Answer, frozen=True, kw_only=True):
    """An assignment of a ticket. ``again``: whom the rule chooses from the same standings by the rules that counted
    then, which is who was chosen; null where no rule chose."""

    at: Instant
    owner_id: Id | None
    owner: str
    queue_id: Id
    assigned: Assigned
    reason: AssignmentReason
    again: Id | None = None
