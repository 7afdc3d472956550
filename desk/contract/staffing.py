"""How many are needed and how many are there: forecast, requirement, coverage, and whether one may go."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, Request, Seq


class Interval(Answer, frozen=True, kw_only=True):
    """A queue's interval: calls expected, calls that came, and the agents all that asks for.

    ``needed`` follows the queue's target, ``needed_c`` is what Erlang C would ask for. ``rostered`` and ``here`` are
    agents on calls, those of several queues shared out by need. ``here`` is the mean of an interval that is over, the
    present in the one that runs, and null before it has begun.
    ``service_level`` is what those rostered will reach, over all arrivals.
    """

    start: Instant
    forecast: float
    #: As first forecast, before the day ran differently.
    planned: float
    seen: int | None
    handle: float
    needed: int
    needed_c: int
    rostered: float
    here: float | None
    service_level: float
    lunch: bool
    late: bool


class QueueCoverage(Answer, frozen=True, kw_only=True):
    """A queue's day."""

    queue_id: Id
    intervals: list[Interval]


class Coverage(Answer, frozen=True, kw_only=True):
    """A day, queue by queue; ``minutes`` is the length of an interval."""

    day: date
    minutes: int
    queues: list[QueueCoverage]
    synced_to: Seq


class CoverageQuery(Request, frozen=True, kw_only=True):
    """A day; ``drafts`` counts what is not published yet (for leads)."""

    day: date
    drafts: bool = False


class SuggestionQuery(Request, frozen=True, kw_only=True):
    """A day, today or later."""

    day: date


class BalancesQuery(Request, frozen=True, kw_only=True):
    """A team's, or everybody's."""

    team_id: Id | None = None


class ForecastScore(Answer, frozen=True, kw_only=True):
    """How the forecast has done over the last ``days``, beside the same weekday a week earlier.

    ``wape`` is the sum of absolute errors over the sum of calls; ``mape`` the mean of relative errors over intervals
    that had calls.
    """

    queue_id: Id
    days: int
    wape: float
    mape: float
    naive_wape: float
    naive_mape: float


class Adjustment(Request, frozen=True, kw_only=True):
    """A lead knows more than the history does: calls of these days and queues times ``factor``."""

    since: date
    until: date
    factor: Annotated[float, Meta(gt=0, le=20)]
    why: Annotated[str, Meta(min_length=1, max_length=300)]
    queue_ids: Annotated[tuple[Id, ...], Meta(max_length=100)] = ()


class Verdict(StrEnum):
    """``yes``: coverage stays above need. ``tight``: it stays above, barely. ``costs``: callers will wait longer.
    ``no``: so long that it had better be later."""

    YES = "yes"
    TIGHT = "tight"
    COSTS = "costs"
    NO = "no"


class MayGoQuery(Request, frozen=True, kw_only=True):
    """May I go now (or at ``at``), for so many minutes?"""

    minutes: Annotated[int, Meta(ge=5, le=240)] = 60
    at: Instant | None = None


class Minutes(Answer, frozen=True, kw_only=True):
    """A quarter of an hour of the next ones: agents needed, there with me and without, service level with and
    without."""

    start: Instant
    needed: int
    with_me: float
    without_me: float
    level_with_me: float
    level_without_me: float


class MayGo(Answer, frozen=True, kw_only=True):
    """The answer at once: what it does to the time asked for, and when it would be better (null: no better time)."""

    verdict: Verdict
    start: Instant
    end: Instant
    effect: list[Minutes]
    better_at: Instant | None
    #: When my own lunch or break is planned; null when none is.
    planned_at: Instant | None


class Mismatch(StrEnum):
    """How what somebody does differs from what was planned."""

    NOT_HERE = "not_here"
    NOT_ON_CALLS = "not_on_calls"
    STILL_ON_BREAK = "still_on_break"
    WORKS_THROUGH_BREAK = "works_through_break"
    WORKS_UNPLANNED = "works_unplanned"


class Suggestion(Answer, frozen=True, kw_only=True):
    """What would help a queue that runs differently than planned.

    ``kind`` is a word of its own: back_on_calls (``user_ids`` from training or office work), move_break (the pause of
    ``user_ids`` to this time), extra_hours (to be offered to so many ``people``), early_leave (``user_ids`` go home at
    ``start``: who went early least often and has worked most this week comes first), training (``user_ids`` learn in
    this time: who has not for longest comes first). The gaps are agent-hours that the queue lacks in the stretch it is
    about, before and after; negative: that it has too many. The spares are agents beyond need in the interval of the
    stretch that has fewest of them, before and after; negative: missing.
    """

    kind: Annotated[str, Meta(max_length=40)]
    queue_id: Id
    user_ids: tuple[Id, ...]
    people: int
    start: Instant
    end: Instant
    gap_before: float
    gap_after: float
    spare_before: float = 0.0
    spare_after: float = 0.0


class Candidate(Answer, frozen=True, kw_only=True):
    """Somebody who could be called in: legally or by which rule not, and what it adds to their share of duties."""

    user_id: Id
    legal: bool
    rules: tuple[str, ...]
    week_minutes: int
    #: How many more late and holiday duties than the team's mean they would have.
    fairness: float


class CallOutQuery(Request, frozen=True, kw_only=True):
    """Who could come from ``start`` to ``end`` for a queue."""

    start: Instant
    end: Instant
    queue_id: Id | None = None


class Words(Request, frozen=True, kw_only=True):
    """A line of why."""

    words: Line = ""
