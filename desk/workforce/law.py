"""Which rules a person's shifts break: the Labour Standards Act's (hard) and the site's own (soft), each by its name.

A shift past midnight belongs to the day it begins on, and its minutes to that day's week, Monday to Sunday. Lunch is
not working time; breaks are paid, so they are working time, and they count as rest all the same. What a call took
beyond a shift's end is working time of the week, too. Cancelled shifts and absences that are not approved count
nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from desk.contract.base import Id
from desk.contract.calendar import CalendarDay
from desk.contract.shift_rules import LabourLimits
from desk.contract.shifts import (
    UNPAID,
    Absence,
    AbsenceKind,
    AbsenceState,
    Activity,
    RuleBreach,
    Segment,
    Shift,
    ShiftState,
    Worker,
)
from desk.workforce.calendar import DAY, monday

WEEK_LIMIT = "week_limit"
OVERTIME = "overtime"
DAY_LIMIT = "day_limit"
REST = "rest"
WEEKLY_REST = "weekly_rest"
BETWEEN_SHIFTS = "between_shifts"
OVERLAP = "overlap"
ABSENT = "absent"
SKILL = "skill"
PATTERN = "pattern"
OPENING_HOURS = "opening_hours"
#: Nobody can go past these.
HARD = frozenset({WEEK_LIMIT, REST, WEEKLY_REST, OVERLAP})

#: What gives rest within work, besides the hole of a split shift.
RESTFUL = frozenset({Activity.LUNCH, Activity.BREAK})
FOUR_HOURS, EIGHT_HOURS = 240, 480
MINUTE = timedelta(minutes=1)
NO_TIME = timedelta()

Away = Sequence[tuple[datetime, datetime]]


def breaches(
    shifts: Iterable[Shift],
    limits: LabourLimits,
    absences: Iterable[Absence] = (),
    *,
    agreed: int | None = None,
    around: date | None = None,
) -> list[RuleBreach]:
    """All rules of time that one person's shifts break, in the order of the days.

    ``shifts`` and ``absences`` are the person's own and must reach a week and ``days_in_a_row`` beyond the days of
    interest. ``agreed``: minutes a week agreed with the person, where fewer than the law's. ``around`` leaves out what
    does not concern that day. Rules: week_limit (article 53: 40 + 12 hours), rest (54: half an hour within four hours
    of work, an hour within eight, and so on), weekly_rest (55), overlap, all hard; overtime (50: more than 40 hours
    without being marked as such), day_limit (50: more than eight hours, likewise), between_shifts, absent.
    """
    own = sorted((one for one in shifts if one.state is not ShiftState.CANCELLED), key=_start)
    if not own:
        return []
    week = limits.week if agreed is None else min(limits.week, agreed)
    approved = [one for one in absences if one.state is AbsenceState.APPROVED]
    away = _away(approved)
    there = [(one, minutes) for one in own if (minutes := _worked(one.segments, away))]
    found = [
        *_in_weeks(there, late_minutes(own), week, limits.week_with_overtime),
        *_in_days(own, limits),
        *_in_a_row(there, limits.days_in_a_row),
        *_between(there, limits.between_shifts),
        *_overlaps(own),
        *(_absences(own, approved) if approved else ()),
    ]
    found.sort(key=_order)
    return [hit.breach for hit in found if around is None or hit.first <= around <= hit.last]


def added(
    shifts: Sequence[Shift],
    after: Shift,
    limits: LabourLimits,
    absences: Sequence[Absence] = (),
    *,
    worker: Worker | None = None,
    days: Mapping[date, CalendarDay] | None = None,
) -> list[RuleBreach]:
    """What breaks, or breaks worse, when ``after`` takes the place of the shift of its id among one person's
    ``shifts``, or comes to them. With ``worker`` also skill, pattern and the agreed week, with ``days`` the opening
    hours."""
    agreed = None if worker is None else worker.terms.week_minutes
    others = [one for one in shifts if one.id != after.id]
    old = [one for one in shifts if one.id == after.id]
    now = breaches([*others, after], limits, absences, agreed=agreed) + _own_rules([after], worker, days)
    if not now:
        return []
    return worse(breaches(shifts, limits, absences, agreed=agreed) + _own_rules(old, worker, days), now)


def worse(before: Iterable[RuleBreach], after: Iterable[RuleBreach]) -> list[RuleBreach]:
    """Those of ``after`` that are not in ``before``, or are there by less."""
    had = dict[tuple[str, int, date], int]()
    for one in before:
        key = (one.rule, one.user_id, one.day)
        had[key] = max(had.get(key, 0), abs(one.value - one.limit))
    return [one for one in after if abs(one.value - one.limit) > had.get((one.rule, one.user_id, one.day), 0)]


def worked(shift: Shift, absences: Iterable[Absence] = ()) -> int:
    """Minutes of working time: all but lunch and the time of approved absences, and what a call took beyond its end."""
    return _worked(shift.segments, _away(absences)) + sum(late_minutes([shift]).values())


def late_minutes(shifts: Iterable[Shift]) -> dict[Id, int]:
    """Minutes that calls took beyond their ends, by shift, of one person's shifts: until the next of them begins."""
    own = list(shifts)
    found = dict[Id, int]()
    for one in own:
        if one.late_until is not None:
            until = min([one.late_until, *(other.start for other in own if other.start >= one.end)])
            found[one.id] = max(0, (until - one.end) // MINUTE)
    return found


def week_minutes(shifts: Iterable[Shift], day: date, absences: Iterable[Absence] = ()) -> int:
    """Minutes of working time in the week, Monday to Sunday, of ``day``."""
    first = monday(day)
    last, away = first + 6 * DAY, _away(absences)
    held = [one for one in shifts if first <= one.day <= last and one.state is not ShiftState.CANCELLED]
    return sum(_worked(one.segments, away) for one in held) + sum(late_minutes(held).values())


def rest_due(minutes: int, limits: LabourLimits) -> int:
    """Minutes of rest that must lie within so many minutes of work: an hour for every eight, half for four more."""
    eights, left = divmod(minutes, EIGHT_HOURS)
    return eights * limits.rest_in_eight_hours + (limits.rest_in_four_hours if left >= FOUR_HOURS else 0)


def rest_within(segments: Iterable[Segment]) -> int:
    """Minutes of lunch, breaks and holes that lie within the work, which those at its ends do not."""
    busy = sorted((one.start, one.end) for one in segments if one.activity not in RESTFUL)
    if not busy:
        return 0
    found, last = NO_TIME, busy[0][1]
    for start, end in busy:
        found += max(NO_TIME, start - last)
        last = max(last, end)
    return found // MINUTE


def opening(shift: Shift, days: Mapping[date, CalendarDay]) -> list[RuleBreach]:
    """``opening_hours``: minutes of work on calls while the centre is closed. ``days`` must hold the shift's and, for
    one past midnight, the next; a day that is not there is closed."""
    opened = [stretch for number in (-1, 0, 1) if (day := days.get(shift.day + DAY * number)) for stretch in day.open]
    outside = NO_TIME
    for one in shift.segments:
        if one.activity is Activity.WORK:
            outside += one.end - one.start - _shared(one.start, one.end, ((at.start, at.end) for at in opened))
    return [_breach(OPENING_HOURS, shift, max(1, outside // MINUTE), 0)] if outside else []


def skill(shift: Shift, worker: Worker) -> list[RuleBreach]:
    """``skill``: queues of the shift that are not the worker's; ``pattern``: it is none that the worker may work."""
    foreign = {queue for one in shift.segments for queue in one.queue_ids}.difference(worker.queue_ids)
    found = [_breach(SKILL, shift, len(foreign), 0)] if foreign else []
    if shift.pattern and worker.terms.patterns and shift.pattern not in worker.terms.patterns:
        found.append(_breach(PATTERN, shift, 1, 0))
    return found


@dataclass(frozen=True, slots=True)
class _Hit:
    """A breach and the days it is about."""

    breach: RuleBreach
    first: date
    last: date


def _start(shift: Shift) -> datetime:
    return shift.segments[0].start


def _order(hit: _Hit) -> tuple[date, str]:
    return hit.breach.day, hit.breach.rule


def _breach(rule: str, shift: Shift, value: int, limit: int, day: date | None = None) -> RuleBreach:
    return RuleBreach(
        rule=rule, user_id=shift.user_id, day=day or shift.day, hard=rule in HARD, value=value, limit=limit
    )


def _own_rules(
    shifts: Iterable[Shift], worker: Worker | None, days: Mapping[date, CalendarDay] | None
) -> list[RuleBreach]:
    found = list[RuleBreach]()
    for shift in shifts:
        if worker is not None:
            found += skill(shift, worker)
        if days is not None:
            found += opening(shift, days)
    return found


def _away(absences: Iterable[Absence]) -> Away:
    """Approved absences that are no work; a training is."""
    return _joined(
        one for one in absences if one.state is AbsenceState.APPROVED and one.absence_kind is not AbsenceKind.TRAINING
    )


def _joined(absences: Iterable[Absence]) -> Away:
    """Their times in order, those that overlap as one."""
    found = list[tuple[datetime, datetime]]()
    for start, end in sorted((one.start, one.end) for one in absences):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _shared(start: datetime, end: datetime, stretches: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """How much of a stretch lies in the others, which do not overlap one another."""
    found = NO_TIME
    for begins, ends in stretches:
        if begins < end and ends > start:
            found += min(end, ends) - max(start, begins)
    return found


def _worked(segments: Iterable[Segment], away: Away) -> int:
    found = NO_TIME
    for one in segments:
        if one.activity not in UNPAID:
            found += one.end - one.start
            if away:
                found -= _shared(one.start, one.end, away)
    return max(0, found // MINUTE)


def _in_weeks(there: list[tuple[Shift, int]], late: Mapping[Id, int], week: int, most: int) -> Iterator[_Hit]:
    for first, group in groupby(there, key=lambda pair: monday(pair[0].day)):
        of_week = list(group)
        total = sum(minutes + late.get(shift.id, 0) for shift, minutes in of_week)
        unmarked = sum(minutes for shift, minutes in of_week if not shift.overtime)
        if total > most:
            yield _Hit(_breach(WEEK_LIMIT, of_week[0][0], total, most, first), first, first + 6 * DAY)
        if unmarked > week:
            yield _Hit(_breach(OVERTIME, of_week[0][0], unmarked, week, first), first, first + 6 * DAY)


def _in_days(own: list[Shift], limits: LabourLimits) -> Iterator[_Hit]:
    """Rest and the day's length, of a day's shifts together, as they are rostered."""
    for day, group in groupby(own, key=lambda shift: shift.day):
        of_day = list(group)
        work = [(shift, _worked(shift.segments, ())) for shift in of_day]
        due = rest_due(sum(minutes for _, minutes in work), limits)
        rest = rest_within(segment for shift in of_day for segment in shift.segments) if due else 0
        if rest < due:
            yield _Hit(_breach(REST, of_day[0], rest, due), day, day)
        unmarked = sum(minutes for shift, minutes in work if not shift.overtime)
        if unmarked > limits.day:
            yield _Hit(_breach(DAY_LIMIT, of_day[0], unmarked, limits.day), day, day)


def _in_a_row(there: list[tuple[Shift, int]], most: int) -> Iterator[_Hit]:
    days = sorted({shift.day for shift, _ in there})
    for _, group in groupby(enumerate(days), key=lambda pair: pair[1] - DAY * pair[0]):
        run = [day for _, day in group]
        if len(run) > most:
            yield _Hit(_breach(WEEKLY_REST, there[0][0], len(run), most, run[most]), run[0], run[-1])


def _between(there: list[tuple[Shift, int]], least: int) -> Iterator[_Hit]:
    """From the end of one day's last shift to the beginning of the next's first."""
    before: Shift | None = None
    for shift, _ in there:
        if before is not None and before.day < shift.day:
            gap = shift.start - before.end
            if NO_TIME <= gap < least * MINUTE:
                yield _Hit(_breach(BETWEEN_SHIFTS, shift, gap // MINUTE, least), before.day, shift.day)
        if before is None or shift.end > before.end:
            before = shift


def _overlaps(own: list[Shift]) -> Iterator[_Hit]:
    """A shift may lie in the hole of a split one, but at no time may a person be in both."""
    for number, shift in enumerate(own):
        for later in own[number + 1 :]:
            if later.start >= shift.end:
                break
            mine = [(one.start, one.end) for one in shift.segments]
            shared = sum((_shared(one.start, one.end, mine) for one in later.segments), NO_TIME)
            if shared:
                yield _Hit(_breach(OVERLAP, later, max(1, shared // MINUTE), 0), shift.day, later.day)


def _absences(own: list[Shift], approved: list[Absence]) -> Iterator[_Hit]:
    away = _joined(approved)
    for shift in own:
        lost = sum((_shared(one.start, one.end, away) for one in shift.segments), NO_TIME)
        if lost:
            yield _Hit(_breach(ABSENT, shift, max(1, lost // MINUTE), 0), shift.day, shift.day)
