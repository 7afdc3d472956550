"""One side of a swap by the rules, as the server will ask them: these shifts without one, with another."""

from collections.abc import Mapping, Sequence
from datetime import date

from desk.contract.calendar import CalendarDay
from desk.contract.shift_rules import LabourLimits
from desk.contract.shifts import Absence, RuleBreach, Shift, Worker
from desk.workforce import law
from desk.workforce.calendar import DAY


def broken(
    own: Sequence[Shift],
    gives: Shift | None,
    takes: Shift,
    limits: LabourLimits,
    absences: Sequence[Absence],
    worker: Worker | None,
    days: Mapping[date, CalendarDay],
) -> list[RuleBreach]:
    """What breaks, or breaks worse, when a person gives one shift and takes another, which is told as theirs.

    ``own`` and ``absences`` reach as far as `law.breaches` wants them to. Opening hours are asked where the site's
    ``days`` are known, that is the shift's own and the next.
    """
    agreed = None if worker is None else worker.terms.week_minutes
    gone = 0 if gives is None else gives.id
    before = law.breaches(own, limits, absences, agreed=agreed)
    before += [] if gives is None else _of_one(gives, worker, days)
    after = law.breaches([*(one for one in own if one.id != gone), takes], limits, absences, agreed=agreed)
    return law.worse(before, after + _of_one(takes, worker, days))


def _of_one(shift: Shift, worker: Worker | None, days: Mapping[date, CalendarDay]) -> list[RuleBreach]:
    found = [] if worker is None else law.skill(shift, worker)
    if shift.day in days and shift.day + DAY in days:
        found += law.opening(shift, days)
    return found
