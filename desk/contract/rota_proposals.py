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


class Unmet(Answer, frozen=True, kw_only=True):
    """What could not be met, and the cheapest way out: ``way_out`` names a kind (extra_hours, split_shift, part_time,
    lower_target, more_people) and ``amount`` says how much of it (agent-hours, people)."""

    queue_id: Id
    start: Instant
    end: Instant
    short: float
    way_out: str
    amount: float


class Proposal(Answer, frozen=True, kw_only=True):
    """What has come of it so far. ``gap`` is how far from the solver's bound, null before the first solution."""

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
    words: str
    version: Seq


class ProposedRota(Answer, frozen=True, kw_only=True):
    """A proposal with its shifts."""

    proposal: Proposal
    shifts: list[ProposedShift]
