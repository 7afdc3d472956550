"""A day as it is planned and as it runs: calls expected anew, agents needed for them, agents rostered and here."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.contract.calendar import Stretch
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import Shift
from desk.server.routes import forecasts
from desk.server.rules import arrivals as rules
from desk.server.store import absences, adjustments, arrivals, attendance, calendars, shift_rules, shifts, terms, turns
from desk.server.store.db import Tx
from desk.workforce import calendar, forecast
from desk.workforce.coverage import Day
from desk.workforce.needs import Need

A_DAY = timedelta(days=1)
#: So many days are kept at hand.
PLANS = 12
#: When more shifts change at once, to count everybody anew is no slower.
MANY = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """A queue's interval: calls as first expected, and what is needed for those expected now."""

    planned: float
    need: Need


class Plan:
    """A day of the site. Whoever asks ``day`` holds the ``lock``: it learns while it is asked, and follows the shifts
    as they change."""

    def __init__(self, tx: Tx, day: date, *, drafts: bool) -> None:
        """As things stand."""
        self.rules = shift_rules.in_force(tx).rules
        self.calendar = calendars.days(tx, day, day)[0]
        self.intervals = calendar.intervals(self.calendar, self.rules.interval)
        #: Queue by queue, interval by interval.
        self.cells = {
            queue_id: list(_cells(tx, queue_id, self.intervals, self.rules)) for queue_id in forecasts.rung(tx)
        }
        self.absences = absences.between(tx, self.calendar.start, self.calendar.end + A_DAY)
        self.workers = {one.user_id: one for one in terms.workers(tx)}
        self.lock = threading.Lock()
        self._days, self._drafts = (day - A_DAY, day), drafts
        self._shifts = dict[int, Shift]()
        self._state = (0, 0)
        self._attended: list[dict[int, float]] = []
        self._staff(tx)

    def _staff(self, tx: Tx) -> None:
        """Everybody's shifts at once."""
        self._state = turns.state(tx, *self._days)
        on_shift = shifts.of_days(tx, *self._days, drafts=self._drafts)
        self._shifts = {one.id: one for one in on_shift}
        needs = [cell.need for row in self.cells.values() for cell in row]
        self.day = Day(needs, on_shift, self.absences, self.workers.values())

    def shifts_of(self, user_id: int) -> list[Shift]:
        """A person's shifts of this day and of the one before, the earliest first."""
        return sorted((one for one in self._shifts.values() if one.user_id == user_id), key=lambda one: one.start)

    @property
    def shifts(self) -> list[Shift]:
        """Everybody's, of this day and of the one before."""
        return list(self._shifts.values())

    def attended(self, tx: Tx) -> list[dict[int, float]]:
        """How many each queue really had, interval by interval, of those that are over; nothing of a day on which
        nobody was here at all. Whoever asks holds the ``lock``."""
        over = sum(one.end <= tx.now for one in self.intervals)
        if len(self._attended) != over:
            stints = attendance.between(tx, self.intervals[0].start, self.intervals[over - 1].end)
            told = [(one.user_id, one.came, one.went or tx.now) for one in stints]
            self._attended = self.day.attended(told, tx.now) if told else [{}] * over
        return self._attended

    def follow(self, tx: Tx) -> None:
        """Take over what has become of the shifts."""
        state = turns.state(tx, *self._days)
        with self.lock:
            if state == self._state:
                return
            known = {shift.id: shift.version for shift in self._shifts.values()}
            now = turns.versions(tx, *self._days, drafts=self._drafts)
            gone, changed = known.keys() - now.keys(), [one for one in now if known.get(one) != now[one]]
            if len(gone) + len(changed) > MANY:
                self._staff(tx)
                return
            for shift_id in gone:
                self.day.change(self._shifts.pop(shift_id), None)
            for shift_id in changed:
                after = shifts.shift(tx, shift_id)
                if after is not None:
                    self.day.change(self._shifts.get(shift_id), after)
                    self._shifts[shift_id] = after
            self._state = state


def plan(tx: Tx, day: date, *, drafts: bool = False) -> Plan:
    """A day's plan; made anew when absences, people, rules, adjustments or the calendar change, and at the end of each
    interval, when it is known how many calls it had. It follows the shifts."""
    in_force = shift_rules.in_force(tx)
    today = calendars.today(tx)
    begun = int(tx.now.timestamp()) // (in_force.rules.interval * 60) if abs(day - today) <= A_DAY else None
    state = (
        today,
        begun,
        in_force.version,
        calendars.newest(tx).version,
        adjustments.version(tx),
        turns.people(tx, day - A_DAY),
    )
    found = tx.memo.get("plan", (day, drafts), state, lambda: Plan(tx, day, drafts=drafts), most=PLANS)
    found.follow(tx)
    return found


def needs(tx: Tx, day: date) -> list[Need]:
    """What a day's calls need, whoever is rostered."""
    rules = shift_rules.in_force(tx).rules
    intervals = calendar.intervals(calendars.days(tx, day, day)[0], rules.interval)
    return [cell.need for queue_id in forecasts.rung(tx) for cell in _cells(tx, queue_id, intervals, rules)]


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
