"""Rotas the program proposes: asked for, worked at, looked at, taken over or thrown away."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Request, Seq
from desk.contract.shifts import Duties, RuleBreach, Segment


class ProposalState(StrEnum):
    """``cancelled`` keeps the best found so far, as ``done`` does; ``accepted`` has become draft shifts."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


class ProposalFailure(StrEnum):
    """Why there is no rota: the solver is not installed with this server, there are no patterns or nobody to roster,
    the period's calls are not known, the server was stopped meanwhile, or the solver broke off."""

    NOT_INSTALLED = "not_installed"
    NO_PATTERNS = "no_patterns"
    NOBODY = "nobody"
    NOTHING_NEEDED = "nothing_needed"
    INTERRUPTED = "interrupted"
    BROKE_OFF = "broke_off"


class ProposalDraft(Request, frozen=True, kw_only=True):
    """A rota for these days (at most 31), for a team or everybody, within so many seconds of thought."""

    since: date
    until: date
    team_id: Id | None = None
    seconds: Annotated[int, Meta(ge=5, le=900)] = 120


class ProposedShift(Answer, frozen=True, kw_only=True):
    """A shift as proposed."""

    user_id: Id
    day: date
    pattern: str
    segments: tuple[Segment, ...]


class WayOut(StrEnum):
    """How a gap could be closed: overtime of people who are there, two halves of a shift around a quiet time, people
    for a few hours, contenting oneself with less, or more people."""

    EXTRA_HOURS = "extra_hours"
    SPLIT_SHIFT = "split_shift"
    PART_TIME = "part_time"
    LOWER_TARGET = "lower_target"
    MORE_PEOPLE = "more_people"


class Unmet(Answer, frozen=True, kw_only=True):
    """What could not be met: at most ``short`` agents are missing at once from ``start`` to ``end``, and the cheapest
    way out of it. ``amount`` says how much: agent-hours of extra_hours and part_time, shifts to split, people to find,
    the service level (0…1) that will be reached with the target lowered."""

    queue_id: Id
    start: Instant
    end: Instant
    short: float
    way_out: WayOut
    amount: float


class Proposal(Answer, frozen=True, kw_only=True):
    """What has come of it so far. ``gap`` is how far its coverage is from the solver's bound, as a part (0…1) of its
    cost, null before the first solution; wishes and fairness are no part of it."""

    id: Id
    since: date
    until: date
    team_id: Id | None
    state: ProposalState
    #: What it is at, as a word of its own: building, counts, people, breaks, checking.
    stage: str
    progress: float
    seconds: float
    gap: float | None
    needed_hours: float
    covered_hours: float
    agents: int
    breaches: list[RuleBreach]
    unmet: list[Unmet]
    duties: list[Duties]
    wishes_met: float
    #: Set where ``state`` is ``failed``; ``words`` has the details, in English.
    failure: ProposalFailure | None = None
    words: str
    version: Seq


class ProposedRota(Answer, frozen=True, kw_only=True):
    """A proposal with its shifts."""

    proposal: Proposal
    shifts: list[ProposedShift]
