"""Facts about shifts: calendar, rules, teams, shifts, absences, swaps, offers, hand-overs."""

from datetime import date

from desk.contract.base import Answer, Id, Instant
from desk.contract.calendar import SiteCalendar
from desk.contract.facts import FactBase
from desk.contract.hand_overs import Owed
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import AbsenceKind, OfferKind, Segment, Terms


class CalendarSet(FactBase, tag="calendar.set", frozen=True, kw_only=True):
    """The site's calendar from a day on; days before it keep theirs."""

    calendar: SiteCalendar


class ShiftRulesSet(FactBase, tag="shift_rules.set", frozen=True, kw_only=True):
    """Patterns, targets and limits from now on."""

    rules: ShiftRules


class TeamSet(FactBase, tag="team.set", frozen=True, kw_only=True):
    """A team as it is from now on; made when ``team_id`` is null."""

    team_id: Id | None
    name: str
    lead_ids: tuple[Id, ...]
    member_ids: tuple[Id, ...]


class TermsSet(FactBase, tag="terms.set", frozen=True, kw_only=True):
    """What is agreed with a person from now on."""

    user_id: Id
    terms: Terms


class ShiftAssigned(FactBase, tag="shift.assigned", frozen=True, kw_only=True):
    """A shift was made; its id is the event's seq. ``allowed``: site rules a lead went past."""

    user_id: Id
    day: date
    pattern: str
    segments: tuple[Segment, ...]
    overtime: bool = False
    published: bool = False
    why: str = ""
    allowed: tuple[str, ...] = ()
    proposal_id: Id | None = None
    offer_id: Id | None = None


class ShiftChanged(FactBase, tag="shift.changed", frozen=True, kw_only=True):
    """The shift as it is from now on, and why; ``previous_id`` is whose it was. ``pattern`` null: as it was."""

    shift_id: Id
    user_id: Id
    previous_id: Id
    day: date
    segments: tuple[Segment, ...]
    overtime: bool
    #: Whether everybody may know: the shift is published.
    published: bool
    why: str
    pattern: str | None = None
    allowed: tuple[str, ...] = ()
    swap_id: Id | None = None
    offer_id: Id | None = None


class ShiftCancelled(FactBase, tag="shift.cancelled", frozen=True, kw_only=True):
    """There will be no such shift."""

    shift_id: Id
    user_id: Id
    day: date
    published: bool
    why: str


class RotaPublished(FactBase, tag="rota.published", frozen=True, kw_only=True):
    """The drafts of these days hold from now on; ``user_ids`` are the people concerned."""

    since: date
    until: date
    shift_ids: tuple[Id, ...]
    user_ids: tuple[Id, ...]
    why: str = ""


class AbsenceAsked(FactBase, tag="absence.asked", frozen=True, kw_only=True):
    """Somebody will not be there, or asks not to be; ``approved`` when a lead set it."""

    user_id: Id
    absence_kind: AbsenceKind
    start: Instant
    end: Instant
    words: str = ""
    approved: bool = False


class AbsenceDecided(FactBase, tag="absence.decided", frozen=True, kw_only=True):
    """A lead's answer."""

    absence_id: Id
    user_id: Id
    approved: bool
    words: str = ""


class AbsenceWithdrawn(FactBase, tag="absence.withdrawn", frozen=True, kw_only=True):
    """The person will be there after all."""

    absence_id: Id
    user_id: Id


class SwapOffered(FactBase, tag="swap.offered", frozen=True, kw_only=True):
    """A shift is given away or offered for another."""

    from_id: Id
    shift_id: Id
    to_id: Id | None = None
    other_shift_id: Id | None = None
    words: str = ""


class SwapAccepted(FactBase, tag="swap.accepted", frozen=True, kw_only=True):
    """Somebody takes it; a lead decides."""

    swap_id: Id
    from_id: Id
    to_id: Id
    other_shift_id: Id | None = None


class SwapDecided(FactBase, tag="swap.decided", frozen=True, kw_only=True):
    """A lead's answer, or the colleague's no; the shifts changed with it when approved."""

    swap_id: Id
    from_id: Id
    to_id: Id | None
    approved: bool
    words: str = ""


class SwapWithdrawn(FactBase, tag="swap.withdrawn", frozen=True, kw_only=True):
    """It is not offered any more; ``lapsed``: its time had come."""

    swap_id: Id
    from_id: Id
    to_id: Id | None
    lapsed: bool = False


class OfferMade(FactBase, tag="offer.made", frozen=True, kw_only=True):
    """Hours for whoever is quickest."""

    offer_kind: OfferKind
    start: Instant
    end: Instant
    seats: int
    until: Instant
    user_ids: tuple[Id, ...]
    words: str = ""


class OfferTaken(FactBase, tag="offer.taken", frozen=True, kw_only=True):
    """Somebody took a seat; the shift changed or was made with it."""

    offer_id: Id
    user_id: Id


class OfferClosed(FactBase, tag="offer.closed", frozen=True, kw_only=True):
    """Full, over, or withdrawn."""

    offer_id: Id
    why: str = ""


class ForecastAdjusted(FactBase, tag="forecast.adjusted", frozen=True, kw_only=True):
    """A lead knows more than the history does."""

    since: date
    until: date
    factor: float
    queue_ids: tuple[Id, ...]
    why: str


class RotaAccepted(FactBase, tag="rota.accepted", frozen=True, kw_only=True):
    """A proposal became drafts: how many, and how good it was."""

    since: date
    until: date
    team_id: Id | None
    shifts: int
    gap: float | None


class PastQuarter(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """What a former exchange counted in the ``number``-th quarter of an hour after a day's start."""

    number: int
    offered: int
    answered: int = 0
    abandoned: int = 0
    handled: int = 0
    handle_seconds: int = 0


class ArrivalsImported(FactBase, tag="arrivals.imported", frozen=True, kw_only=True):
    """A queue's day as a former exchange counted it, whole; ``start`` is where the day begins. Quarters without calls
    are left out."""

    queue_id: Id
    day: date
    start: Instant
    end: Instant
    source: str
    quarters: tuple[PastQuarter, ...]


class WorkKept(FactBase, tag="work.kept", frozen=True, kw_only=True):
    """It stays with its owner beyond the shift, until a time."""

    owed: Owed
    owed_id: Id
    user_id: Id
    keep_until: Instant


class WorkHandedOver(FactBase, tag="work.handed_over", frozen=True, kw_only=True):
    """A call-back or a missed call has a new owner, or a missed call none again; a ticket's change says so itself."""

    owed: Owed
    owed_id: Id
    from_id: Id
    to_id: Id | None
    words: str = ""


class DayClosed(FactBase, tag="day.closed", frozen=True, kw_only=True):
    """A day is over; these people left without having handed over or kept all that they owe."""

    day: date
    user_ids: tuple[Id, ...]
