"""Who has carried how much: late shifts, weekends, holidays, hard calls; and who is next to be asked to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from msgspec.structs import replace

from desk.contract.base import Id
from desk.contract.calendar import CalendarDay
from desk.contract.shift_rules import LabourLimits
from desk.contract.shifts import Absence, Activity, Balance, Duties, Segment, Shift, ShiftState, Worker
from desk.contract.staffing import Candidate
from desk.workforce.calendar import day_holding
from desk.workforce.law import added, rest_due, week_minutes, worked

SATURDAY = 5
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Reserve:
    """Somebody who might be called in: their shifts and absences from a week and ``days_in_a_row`` before the time in
    question to as long after it, and what they have carried."""

    worker: Worker
    shifts: Sequence[Shift]
    absences: Sequence[Absence]
    duties: Duties


def duties(
    user_id: Id,
    shifts: Iterable[Shift],
    days: Mapping[date, CalendarDay],
    *,
    today: date,
    absences: Sequence[Absence] = (),
    hard_calls: int = 0,
) -> Duties:
    """What a person carried by these shifts of theirs; ``days`` says which were holidays and where late hours begin.

    A shift counts as late when it works in the late hours at all. A holiday on a Sunday is both. A shift that leave
    has taken whole, or that was cancelled, counts nowhere. ``week_minutes`` are of the week of ``today``.
    """
    held = [
        one
        for one in shifts
        if one.user_id == user_id and one.state is not ShiftState.CANCELLED and worked(one, absences)
    ]
    dates = {one.day for one in held}
    return Duties(
        user_id=user_id,
        late=sum(_is_late(one, days.get(one.day)) for one in held),
        weekend=sum(day.weekday() >= SATURDAY for day in dates),
        holiday=sum(bool(found.holiday) for day in dates if (found := days.get(day)) is not None),
        hard_calls=hard_calls,
        week_minutes=week_minutes(held, today, absences),
    )


def balance(mine: Duties, team: Sequence[Duties], limits: LabourLimits) -> Balance:
    """Mine against the mean of the team, which I am one of."""
    people = team or [mine]
    return Balance(
        mine=mine,
        team_late=fmean(one.late for one in people),
        team_weekend=fmean(one.weekend for one in people),
        team_holiday=fmean(one.holiday for one in people),
        team_hard_calls=fmean(one.hard_calls for one in people),
        week_limit=limits.week_with_overtime,
    )


def share(carried: Duties) -> int:
    """Late shifts, weekend days and holidays together."""
    return carried.late + carried.weekend + carried.holiday


def candidates(
    reserves: Sequence[Reserve],
    start: datetime,
    end: datetime,
    limits: LabourLimits,
    days: Mapping[date, CalendarDay],
    *,
    queue_id: Id | None = None,
) -> list[Candidate]:
    """Who could come from ``start`` to ``end``: those who may by law and rules first, then those a lead would have to
    make an exception for, then those the law forbids it; among them, who has carried least.

    The rest that the law asks for lies in the middle. ``legal``: no hard rule is broken. ``week_minutes`` and
    ``fairness`` (above the mean of all reserves) are what they would be. ``days`` must hold the day the time lies in,
    or ValueError is raised.
    """
    holding = day_holding(sorted(days.values(), key=lambda one: one.day), start)
    if holding is None:
        raise ValueError("no calendar day holds the time")
    mean = fmean(share(one.duties) for one in reserves) if reserves else 0.0
    work = Segment(activity=Activity.WORK, start=start, end=end, queue_ids=() if queue_id is None else (queue_id,))
    stretches = with_rest(work, limits)
    found = list[Candidate]()
    for reserve in reserves:
        extra = _extra(reserve.worker.user_id, holding.day, stretches)
        broken = added(reserve.shifts, extra, limits, reserve.absences, worker=reserve.worker, days=days)
        more = duties(extra.user_id, [extra], days, today=holding.day)
        # A second shift on a weekend or holiday that is worked already is not another one.
        again = any(one.day == holding.day and one.state is not ShiftState.CANCELLED for one in reserve.shifts)
        found.append(
            Candidate(
                user_id=extra.user_id,
                legal=not any(one.hard for one in broken),
                rules=tuple(sorted({one.rule for one in broken})),
                week_minutes=week_minutes([*reserve.shifts, extra], holding.day, reserve.absences),
                fairness=share(reserve.duties) + (more.late if again else share(more)) - mean,
            )
        )
    return sorted(found, key=_order)


def _order(one: Candidate) -> tuple[bool, bool, float, int, Id]:
    return not one.legal, bool(one.rules), one.fairness, one.week_minutes, one.user_id


def with_rest(work: Segment, limits: LabourLimits) -> tuple[Segment, ...]:
    """The work with the lunch about its middle that the law asks for in so much of it; whole quarters of an hour before
    it."""
    rest = timedelta(minutes=rest_due((work.end - work.start) // timedelta(minutes=1), limits))
    if not rest:
        return (work,)
    begins = work.start + (work.end - work.start - rest) // (2 * QUARTER) * QUARTER
    lunch = Segment(activity=Activity.LUNCH, start=begins, end=begins + rest)
    return replace(work, end=lunch.start), lunch, replace(work, start=lunch.end)


def _extra(user_id: Id, day: date, segments: tuple[Segment, ...]) -> Shift:
    """The shift it would be; its id is nobody's."""
    return Shift(
        id=0,
        user_id=user_id,
        day=day,
        pattern="",
        state=ShiftState.DRAFT,
        segments=segments,
        overtime=True,
        why="",
        version=0,
    )


def _is_late(shift: Shift, day: CalendarDay | None) -> bool:
    if day is None or day.late is None:
        return False
    late = day.late
    return any(
        one.activity is Activity.WORK and one.start < late.end and one.end > late.start for one in shift.segments
    )
