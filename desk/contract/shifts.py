"""Shifts: who works when at what, absences, swaps, offers, teams."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, Name, Request, Seq
from desk.contract.shift_rules import Code


class Activity(StrEnum):
    """What a stretch of a shift is for. Only ``work`` answers calls."""

    WORK = "work"
    LUNCH = "lunch"
    BREAK = "break"
    TRAINING = "training"
    MEETING = "meeting"
    OFFICE = "office"
    #: Rest after a hard call; adherence does not count it.
    RECOVERY = "recovery"


#: Not working time under the Labour Standards Act; everything else is paid.
UNPAID = frozenset({Activity.LUNCH})


class Segment(Request, frozen=True, kw_only=True):
    """A stretch of a shift. ``queue_ids`` narrow the agent's own queues; empty: all of them."""

    activity: Activity
    start: Instant
    end: Instant
    queue_ids: tuple[Id, ...] = ()


class ShiftState(StrEnum):
    """Only leads see a draft; a cancelled shift stays in the log."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


Segments = Annotated[tuple[Segment, ...], Meta(min_length=1, max_length=60)]


class Shift(Answer, frozen=True, kw_only=True):
    """One person's shift; it belongs to the ``day`` it begins on. ``segments`` touch and follow one another; the gap
    of a split shift is the one hole they may have. ``late_until``: a call, and the work on it, kept its person beyond
    its end until then, which is working time."""

    id: Id
    user_id: Id
    day: date
    pattern: str
    state: ShiftState
    segments: tuple[Segment, ...]
    #: Beyond what was agreed: counted towards the 12 hours a week.
    overtime: bool
    why: str
    version: Seq
    late_until: Instant | None = None

    @property
    def start(self) -> Instant:
        """When it begins."""
        return self.segments[0].start

    @property
    def end(self) -> Instant:
        """When it ends."""
        return self.segments[-1].end


class ShiftDraft(Request, frozen=True, kw_only=True):
    """A new shift. ``publish``: it holds at once, without waiting for the rota to be published; with shorter notice
    than the rules say, ``why`` is needed."""

    user_id: Id
    day: date
    segments: Segments
    pattern: Annotated[str, Meta(max_length=40, pattern="^[a-z0-9_]*$")] = ""
    overtime: bool = False
    publish: bool = False
    why: Line = ""
    #: Some rules are the site's own: a lead may go past them with a word of why.
    allow: tuple[str, ...] = ()


class ShiftChange(Request, frozen=True, kw_only=True):
    """The whole of a shift as it shall be, and why; given to another person by ``user_id``. ``pattern`` null: as it
    was."""

    user_id: Id
    segments: Segments
    why: Annotated[str, Meta(min_length=1, max_length=300)]
    pattern: Annotated[str, Meta(max_length=40, pattern="^[a-z0-9_]*$")] | None = None
    overtime: bool = False
    allow: tuple[str, ...] = ()


class ShiftCancel(Request, frozen=True, kw_only=True):
    """Why there will be no shift."""

    why: Annotated[str, Meta(min_length=1, max_length=300)]


class PublishDraft(Request, frozen=True, kw_only=True):
    """The drafts of these days (both included) hold from now on; shorter notice than the rules say needs ``why``."""

    since: date
    until: date
    why: Line = ""


class AbsenceKind(StrEnum):
    """Why somebody is not there."""

    LEAVE = "leave"
    HALF_DAY = "half_day"
    SICK = "sick"
    FAMILY = "family"
    TRAINING = "training"
    OTHER = "other"


class AbsenceState(StrEnum):
    """Asked for until a lead has decided."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Absence(Answer, frozen=True, kw_only=True):
    """Time in which somebody is not there. Colleagues see that, not why: ``absence_kind`` and ``words`` are empty."""

    id: Id
    user_id: Id
    absence_kind: AbsenceKind | None
    start: Instant
    end: Instant
    state: AbsenceState
    words: str
    answer: str
    version: Seq


class AbsenceDraft(Request, frozen=True, kw_only=True):
    """Leave asked for by the asker; for somebody else (``user_id``) a lead sets it, decided at once."""

    absence_kind: AbsenceKind
    start: Instant
    end: Instant
    words: Line = ""
    user_id: Id | None = None


class AbsenceQuery(Request, frozen=True, kw_only=True):
    """``open``: only those that wait for a lead; else everything that ended less than a month ago or is to come.
    Leads see everybody's, others their own."""

    open: bool = False


class Decision(Request, frozen=True, kw_only=True):
    """A lead's yes or no, with words."""

    approve: bool
    words: Line = ""


class SwapState(StrEnum):
    """``offered`` until somebody takes it, ``accepted`` until a lead has decided."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Swap(Answer, frozen=True, kw_only=True):
    """A shift given away, or exchanged for ``other_shift_id``; open to everybody while ``to_id`` is null."""

    id: Id
    from_id: Id
    shift_id: Id
    to_id: Id | None
    other_shift_id: Id | None
    state: SwapState
    words: str
    answer: str
    version: Seq


class SwapDraft(Request, frozen=True, kw_only=True):
    """Whose shift for which, or given away; to one colleague or to whoever takes it."""

    shift_id: Id
    to_id: Id | None = None
    other_shift_id: Id | None = None
    words: Line = ""


class OfferKind(StrEnum):
    """More hours, or fewer."""

    EXTRA_HOURS = "extra_hours"
    EARLY_LEAVE = "early_leave"


class Offer(Answer, frozen=True, kw_only=True):
    """Hours offered to whoever is quickest, until ``until``; ``closed`` once over or withdrawn."""

    id: Id
    offer_kind: OfferKind
    start: Instant
    end: Instant
    seats: int
    until: Instant
    user_ids: tuple[Id, ...]
    taken: tuple[Id, ...]
    closed: bool
    words: str
    version: Seq


class OfferDraft(Request, frozen=True, kw_only=True):
    """To these people, or to everybody whom it would be legal for when ``user_ids`` is empty."""

    offer_kind: OfferKind
    start: Instant
    end: Instant
    seats: Annotated[int, Meta(ge=1, le=1000)]
    until: Instant
    user_ids: Annotated[tuple[Id, ...], Meta(max_length=1000)] = ()
    words: Line = ""


class Team(Answer, frozen=True, kw_only=True):
    """People who work under the same leads."""

    id: Id
    name: str
    lead_ids: tuple[Id, ...]
    member_ids: tuple[Id, ...]
    version: Seq


class TeamDraft(Request, frozen=True, kw_only=True):
    """A new team, or the whole of a changed one; a person is in one team at most."""

    name: Name
    lead_ids: Annotated[tuple[Id, ...], Meta(max_length=50)] = ()
    member_ids: Annotated[tuple[Id, ...], Meta(max_length=500)] = ()


class Terms(Request, frozen=True, kw_only=True):
    """What was agreed with a person: minutes a week, the patterns they may work (empty: any), the patterns and days
    off (0 is Monday) they wish for."""

    week_minutes: Annotated[int, Meta(ge=0, le=52 * 60)] = 40 * 60
    patterns: Annotated[tuple[Code, ...], Meta(max_length=60)] = ()
    wished_patterns: Annotated[tuple[Code, ...], Meta(max_length=60)] = ()
    wished_days_off: Annotated[tuple[Annotated[int, Meta(ge=0, le=6)], ...], Meta(max_length=7)] = ()


class Wishes(Request, frozen=True, kw_only=True):
    """What a person wishes for, as in `Terms`; nothing that was agreed changes with it."""

    wished_patterns: Annotated[tuple[Code, ...], Meta(max_length=60)] = ()
    wished_days_off: Annotated[tuple[Annotated[int, Meta(ge=0, le=6)], ...], Meta(max_length=7)] = ()


class Worker(Answer, frozen=True, kw_only=True):
    """Somebody who can be rostered, with queues and terms. Colleagues do not see what was agreed with others: theirs
    are as if nothing was. ``version`` is that of the terms, 0 before any were set."""

    user_id: Id
    name: str
    team_id: Id | None
    queue_ids: tuple[Id, ...]
    terms: Terms
    version: Seq


class Rota(Answer, frozen=True, kw_only=True):
    """The shifts and absences of some days, as the asker may see them."""

    since: date
    until: date
    shifts: list[Shift]
    absences: list[Absence]
    synced_to: Seq


class RotaQuery(Request, frozen=True, kw_only=True):
    """Days from ``since`` to ``until``, both included: at most 62 for one person, 31 for a team, 7 for all.

    ``drafts``: with what is not published yet; for leads.
    """

    since: date
    until: date
    user_id: Id | None = None
    team_id: Id | None = None
    drafts: bool = False


class RuleBreach(Answer, frozen=True, kw_only=True):
    """A rule that a shift breaks: its name, where, and by how much (minutes, or days for days in a row).

    ``hard``: the law's; the others are the site's and may be allowed by a lead.
    """

    rule: str
    user_id: Id
    day: date
    hard: bool
    #: What it would be, and what it may be.
    value: int
    limit: int


class Duties(Answer, frozen=True, kw_only=True):
    """What a person has carried in a period: counts of late shifts, weekend days and holidays, hard calls; minutes
    this week towards the 52 hours."""

    user_id: Id
    late: int
    weekend: int
    holiday: int
    hard_calls: int
    week_minutes: int


class Balance(Answer, frozen=True, kw_only=True):
    """My duties against the mean of my team, over the ninety days to a date."""

    mine: Duties
    team_late: float
    team_weekend: float
    team_holiday: float
    team_hard_calls: float
    week_limit: int
