"""Counted calls as the forecast wants them: local days of equally many intervals, by the clock on the wall."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from desk.contract.calendar import CalendarDay
from desk.workforce import forecast
from desk.workforce.forecast import Day, Handled, Kind

QUARTER = timedelta(minutes=15)
A_DAY = timedelta(days=1)
#: So many days say how long calls take; older ones would count next to nothing.
LATELY = 120


class Quarter(NamedTuple):
    """What was counted in a quarter of an hour."""

    offered: int
    handled: int
    handle_seconds: int


#: By quarters since 1970.
Quarters = Mapping[int, Quarter]


@dataclass(frozen=True, slots=True)
class History:
    """A queue's past days, as the forecast wants them."""

    days: tuple[Day, ...]
    handled: tuple[Handled, ...]

    def before(self, day: date) -> "History":
        """What was known when this day began."""
        return History(
            tuple(one for one in self.days if one.day < day), tuple(one for one in self.handled if one.day < day)
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """What a day will bring to a queue, interval by interval from midnight: calls, and mean handle time in seconds
    (None: nobody knows)."""

    calls: tuple[float, ...]
    handle: tuple[float, ...] | None


def kind_of(day: CalendarDay) -> Kind:
    """A holiday is like itself, every other day like its weekday."""
    return day.holiday or day.day.weekday()


def place(at: datetime, zone: str, minutes: int) -> tuple[date, int]:
    """The date on the wall, and the interval by the clock on the wall, in which an instant lies."""
    wall = at.astimezone(ZoneInfo(zone))
    return wall.date(), (wall.hour * 60 + wall.minute) // minutes


def history(days: Sequence[CalendarDay], zone: str, quarters: Quarters, minutes: int) -> History:
    """Days from the first that had calls on, without those on which the centre was closed and nobody rang."""
    counted, handled = list[Day](), list[Handled]()
    for day in days:
        calls, done, seconds = _intervals(day, zone, quarters, minutes)
        if not any(calls) and (not day.open or not counted):
            continue
        kind = kind_of(day)
        counted.append(Day(day.day, kind, tuple(map(float, calls))))
        handled.append(Handled(day.day, kind, tuple(done), tuple(map(float, seconds))))
    return History(tuple(counted), tuple(handled))


def _intervals(day: CalendarDay, zone: str, quarters: Quarters, minutes: int) -> tuple[list[int], list[int], list[int]]:
    """Calls, calls handled and their seconds, by the clock on the wall: an hour that comes twice is added up."""
    length = 24 * 60 // minutes
    calls, done, seconds = [0] * length, [0] * length, [0] * length
    ordinary = day.end - day.start == A_DAY
    first = int(day.start.timestamp()) // 900
    for number in range((day.end - day.start) // QUARTER):
        quarter = quarters.get(first + number)
        if quarter is None:
            continue
        at = number * 15 // minutes if ordinary else place(day.start + number * QUARTER, zone, minutes)[1]
        calls[at] += quarter.offered
        done[at] += quarter.handled
        seconds[at] += quarter.handle_seconds
    return calls, done, seconds


def expected(past: History, coming: Iterable[tuple[date, Kind]], length: int) -> dict[date, Expected]:
    """What coming days will bring; nothing without a history."""
    wanted = list(coming)
    if not past.days:
        return {day: Expected((0.0,) * length, None) for day, _ in wanted}
    lately = past.handled[-LATELY:]
    any_handled = any(any(one.calls) for one in lately)
    kinds = {kind for _, kind in wanted}
    times = {kind: forecast.handle_times(lately, kind) if any_handled else None for kind in kinds}
    return {one.day: Expected(one.counts, times[one.kind]) for one in forecast.forecast(past.days, wanted)}


@dataclass(frozen=True, slots=True)
class Score:
    """How far forecasts were off, as shares: ``wape`` over all calls, ``mape`` over intervals with calls; and how far
    the same weekday a week earlier was."""

    days: int
    wape: float
    mape: float
    naive_wape: float
    naive_mape: float


def score(past: History, days: int, ahead: int = 7) -> Score | None:
    """Had the last ``days`` been forecast a week at a time, from what was known before each; None when there was too
    little to begin with, or no call since."""
    actual, foreseen, simple = list[float](), list[float](), list[float]()
    tested = past.days[-days:]
    for first in range(0, len(tested), ahead):
        week = tested[first : first + ahead]
        known = past.days[: len(past.days) - len(tested) + first]
        if len(known) < ahead:
            continue
        coming = [(one.day, one.kind) for one in week]
        actual += [count for one in week for count in one.counts]
        foreseen += [count for one in forecast.forecast(known, coming) for count in one.counts]
        simple += [count for one in forecast.naive(known, coming) for count in one.counts]
    if not any(actual):
        return None
    return Score(
        days=len(actual) // len(tested[0].counts),
        wape=forecast.wape(actual, foreseen),
        mape=forecast.mape(actual, foreseen),
        naive_wape=forecast.wape(actual, simple),
        naive_mape=forecast.mape(actual, simple),
    )
