"""A day as it is planned and as it runs: calls expected anew, agents needed for them, agents rostered and here."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from desk.contract.calendar import CalendarDay, Stretch
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import Absence, Shift, Worker
from desk.server.routes import forecasts
from desk.server.rules import arrivals as rules
from desk.server.store import absences, adjustments, arrivals, calendars, shift_rules, shifts, terms, turns
from desk.server.store.db import Tx
from desk.workforce import calendar, forecast
from desk.workforce.coverage import Day
from desk.workforce.needs import Need

A_DAY = timedelta(days=1)
#: So many days are kept at hand.
PLANS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A queue's interval: calls as first expected, and what is needed for those expected now."""

    planned: float
    need: Need


@dataclass(frozen=True)
class Plan:
    """A day of the site. Whoever asks ``day`` holds the ``lock``: it learns while it is asked."""

    calendar: CalendarDay
    rules: ShiftRules
    intervals: tuple[Stretch, ...]
    #: Queue by queue, interval by interval.
    cells: dict[int, list[Cell]]
    day: Day
    shifts: dict[int, list[Shift]]
    absences: list[Absence]
    workers: dict[int, Worker]
    lock: threading.Lock = field(default_factory=threading.Lock)


def plan(tx: Tx, day: date, *, drafts: bool = False) -> Plan:
    """A day's plan; made anew when shifts, absences, people, rules, adjustments or the calendar change, and at the end
    of each interval, when it is known how many calls it had."""
    in_force = shift_rules.in_force(tx)
    today = calendars.today(tx)
    begun = int(tx.now.timestamp()) // (in_force.rules.interval * 60) if today - A_DAY <= day <= today + A_DAY else None
    state = (
        today,
        begun,
        in_force.version,
        calendars.newest(tx).version,
        adjustments.version(tx),
        turns.state(tx, day - A_DAY, day),
    )
    return tx.memo.get("plan", (day, drafts), state, lambda: _plan(tx, day, drafts=drafts), most=PLANS)


def _plan(tx: Tx, day: date, *, drafts: bool) -> Plan:
    of_rules = shift_rules.in_force(tx).rules
    calendar_day = calendars.days(tx, day, day)[0]
    intervals = calendar.intervals(calendar_day, of_rules.interval)
    cells = {queue_id: list(_cells(tx, queue_id, intervals, of_rules)) for queue_id in forecasts.rung(tx)}
    on_shift = shifts.of_days(tx, day - A_DAY, day, drafts=drafts)
    workers = terms.workers(tx)
    away = absences.between(tx, calendar_day.start, calendar_day.end + A_DAY)
    by_person = dict[int, list[Shift]]()
    for shift in on_shift:
        by_person.setdefault(shift.user_id, []).append(shift)
    needs = [cell.need for row in cells.values() for cell in row]
    return Plan(
        calendar=calendar_day,
        rules=of_rules,
        intervals=intervals,
        cells=cells,
        day=Day(needs, on_shift, away, workers),
        shifts=by_person,
        absences=away,
        workers={one.user_id: one for one in workers},
    )


def _cells(tx: Tx, queue_id: int, intervals: tuple[Stretch, ...], of_rules: ShiftRules) -> Iterator[Cell]:
    target, minutes = of_rules.targets.get(queue_id, of_rules.target), of_rules.interval
    outlooks = dict[date, "_Outlook"]()
    for one in intervals:
        zone = calendars.zone(tx, one.start.date())
        day, number = rules.place(one.start, zone, minutes)
        if day not in outlooks:
            outlooks[day] = _outlook(tx, queue_id, day)
        outlook = outlooks[day]
        handle = target.handle if outlook.handle is None else outlook.handle[number]
        need = Need(queue_id, one.start, minutes, outlook.now[number], handle, target)
        yield Cell(outlook.planned[number], need)


@dataclass(frozen=True, slots=True)
class _Outlook:
    """A day on the wall: calls as first expected and as expected now, mean handle times."""

    planned: tuple[float, ...]
    now: tuple[float, ...]
    handle: tuple[float, ...] | None


def _outlook(tx: Tx, queue_id: int, day: date) -> _Outlook:
    """What a queue's day will bring; of today, after what it has brought so far."""
    expected = forecasts.expected(tx, queue_id, day)
    factor = adjustments.factors(tx, day, day)(day, queue_id)
    planned = tuple(factor * calls for calls in expected.calls)
    if day != calendars.today(tx):
        return _Outlook(planned, planned, expected.handle)
    seen = _seen_today(tx, queue_id, day)
    now = forecast.reforecast(forecast.Day(day, day.weekday(), planned), seen).counts
    # What came instead of what was expected is told beside it; what is needed for it is not a question any more.
    return _Outlook(planned, (*planned[: len(seen)], *now[len(seen) :]), expected.handle)


def _seen_today(tx: Tx, queue_id: int, day: date) -> tuple[float, ...]:
    """Calls of the intervals of today that are over."""
    of_rules = shift_rules.in_force(tx).rules
    calendar_day, zone = calendars.days(tx, day, day)[0], calendars.zone(tx, day)
    over = rules.place(tx.now, zone, of_rules.interval)[1]
    counted = arrivals.quarters(tx, queue_id, calendar_day.start, tx.now)
    today = rules.history([calendar_day], zone, counted, of_rules.interval).days
    return today[0].counts[:over] if today else (0.0,) * over


def here(tx: Tx, found: Plan, at: datetime) -> dict[int, float]:
    """How many of those who are really here each queue has now; nothing when the centre is closed."""
    with found.lock:
        return found.day.here(turns.here(tx), at)
