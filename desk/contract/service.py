"""Service targets of a queue, the clocks they set on its work, and what an assignment is given for."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq
from desk.contract.calendar import Hours

#: A skill, in the site's own short words: ``english``, ``electronics``, ``vip``.
Skill = Annotated[str, Meta(min_length=1, max_length=40, pattern="^[a-z0-9_]+$")]
Tag = Annotated[str, Meta(min_length=1, max_length=40)]
#: Minutes of the hours in which a queue is served.
TargetMinutes = Annotated[int, Meta(ge=1, le=60 * 24 * 90)]


class Priority(StrEnum):
    """How urgent a piece of work is, the most urgent last."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class ClockKind(StrEnum):
    """What is promised: the first answer to a piece of work, the answer to what the customer wrote since, its end;
    to be rung back, after a missed call or because it was promised; what else was promised to a day or an hour."""

    FIRST_ANSWER = "first_answer"
    NEXT_ANSWER = "next_answer"
    RESOLUTION = "resolution"
    CALLBACK = "callback"
    PROMISE = "promise"


class ServiceTargets(Request, frozen=True, kw_only=True):
    """What a queue's work is held to; null: no such target.

    Minutes count only while the queue is served: in its ``hours`` (of Monday to Sunday; null: whenever the site is
    open), cut to the site's calendar, never on days the site is closed. ``pauses`` are the states of a ticket in
    which the clock of its resolution rests.
    """

    first_answer: TargetMinutes | None = None
    next_answer: TargetMinutes | None = None
    resolution: TargetMinutes | None = None
    callback: TargetMinutes | None = None
    hours: Annotated[list[Annotated[list[Hours], Meta(max_length=6)]], Meta(min_length=7, max_length=7)] | None = None
    pauses: tuple[Annotated[str, Meta(pattern="^(pending)$")], ...] = ("pending",)


class ServiceClock(Answer, frozen=True, kw_only=True):
    """A clock: ``elapsed`` seconds of served time until ``since`` (null: it rests, or has stopped at ``stopped_at``);
    ``due_at`` is when the target will be missed if nothing is done (null while it rests)."""

    clock: ClockKind
    target: int
    elapsed: int
    since: Instant | None
    due_at: Instant | None
    stopped_at: Instant | None
    #: The target was missed at this instant; null while it is not.
    missed_at: Instant | None = None


class AssignmentCode(StrEnum):
    """Why work is where it is, in one word.

    By a rule: ``knows_customer`` (the last who helped this customer), ``only_one`` (nobody else could),
    ``least_load``, ``longest_free``, ``fair_share`` (carried less hard work than the others). By a person: ``taken``,
    ``given``, ``released``, ``moved`` (with others at once, or
    by a macro), ``handed_over``, ``sick``, ``rebalanced``, ``undone``.
    By itself: ``taken_back`` (not touched in time), ``came_back`` (was put aside until now), ``merged``.
    """

    KNOWS_CUSTOMER = "knows_customer"
    ONLY_ONE = "only_one"
    LEAST_LOAD = "least_load"
    LONGEST_FREE = "longest_free"
    FAIR_SHARE = "fair_share"
    TAKEN = "taken"
    GIVEN = "given"
    RELEASED = "released"
    MOVED = "moved"
    HANDED_OVER = "handed_over"
    SICK = "sick"
    REBALANCED = "rebalanced"
    UNDONE = "undone"
    TAKEN_BACK = "taken_back"
    CAME_BACK = "came_back"
    MERGED = "merged"


#: What a rule chose.
BY_RULE = frozenset(
    {
        AssignmentCode.KNOWS_CUSTOMER,
        AssignmentCode.ONLY_ONE,
        AssignmentCode.LEAST_LOAD,
        AssignmentCode.LONGEST_FREE,
        AssignmentCode.FAIR_SHARE,
    }
)


class Standing(Request, frozen=True, kw_only=True):
    """How somebody stood when work was given out: what the rule looked at, and nothing else.

    ``load`` and ``capacity`` in units of ordinary tickets; ``free_seconds`` since the last work came;
    ``knows_days`` since this person last helped the customer (null: never); ``hard`` pieces of hard work today and
    ``hard_week`` this week, both 0 where the work itself is not hard: nobody looked.
    """

    user_id: Id
    load: float
    capacity: float
    free_seconds: int
    knows_days: int | None = None
    hard: int = 0
    hard_week: int = 0


class Barred(StrEnum):
    """Why somebody of the queue was not asked."""

    NOT_HERE = "not_here"
    ON_BREAK = "on_break"
    IN_CALL = "in_call"
    FULL = "full"
    #: Has got as much ahead of time as anybody may.
    NOT_BEGUN = "not_begun"
    SKILL = "skill"
    LEAVES_SOON = "leaves_soon"
    HAD_IT = "had_it"


class AssignmentReason(Request, frozen=True, kw_only=True):
    """The reason that an assignment carries in the log.

    ``standings``: of whom it was, first the chosen one, at most ten; ``barred``: how many others of the queue were not
    asked, and why. ``rules_version``: of the rules that chose. With them the choice can be made again.
    """

    code: AssignmentCode
    words: Line = ""
    rules_version: Seq = 0
    standings: tuple[Standing, ...] = ()
    barred: dict[Barred, int] = {}
    #: Seconds of waiting in the queue before.
    waited: int = 0


class Assigned(Answer, frozen=True, kw_only=True):
    """Since when a ticket is where it is, by whom (null: by a rule), and why, in one word and a line of words."""

    code: AssignmentCode
    by_id: Id | None
    by: str
    at: Instant
    words: str
    seq: Seq
