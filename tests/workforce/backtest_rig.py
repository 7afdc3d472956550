"""The forecast against real arrivals: each day foretold from what was known before it, beside last week's same day."""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from desk.workforce.forecast import Day, Kind, forecast, mape, naive, reforecast, wape

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("DESK_DATA") or ROOT.parent / "shared" / "data") / "calls" / "bank_calls_5min.csv"
ABSENT = f"the public call arrivals are not at {DATA} (DESK_DATA names another place)"
#: Weekdays 07:00-21:00 from March to October 2003; the constants of the forecast were chosen before this day.
FIRST_UNSEEN = date(2003, 6, 30)
Method = Callable[[Sequence[Day], Sequence[tuple[date, Kind]]], list[Day]]


def arrivals(minutes: int) -> list[Day]:
    """The days as counts per 15 or 30 minutes; the last five minutes of a day, after 21:00, are left out."""
    counts = dict[date, list[int]]()
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counts.setdefault(datetime.fromisoformat(row["start"]).date(), []).append(int(row["calls"]))
    step = minutes // 5
    return [
        Day(day, day.weekday(), tuple(float(sum(found[i : i + step])) for i in range(0, 14 * 12, step)))
        for day, found in counts.items()
    ]


@dataclass(frozen=True, slots=True)
class Scores:
    """Errors as shares: per interval, weighted and mean, and of the day's total."""

    wape: float
    mape: float
    daily: float


def pairs(days: Sequence[Day], ahead: int, method: Method) -> Iterator[tuple[Day, Day]]:
    """Each unseen day, and what was expected of it so many days before."""
    for day in days:
        if day.day >= FIRST_UNSEEN:
            known = [past for past in days if past.day <= day.day - timedelta(ahead)]
            yield day, method(known, [(day.day, day.kind)])[0]


def score(found: Sequence[tuple[Day, Day]]) -> Scores:
    actual = [count for day, _ in found for count in day.counts]
    expected = [count for _, foretold in found for count in foretold.counts]
    totals = [day.total for day, _ in found], [foretold.total for _, foretold in found]
    return Scores(wape(actual, expected), mape(actual, expected), wape(*totals))


@dataclass(frozen=True, slots=True)
class Backtest:
    """One comparison."""

    minutes: int
    ahead: int
    ours: Scores
    naive: Scores

    def line(self, measure: str) -> str:
        ours, theirs = getattr(self.ours, measure), getattr(self.naive, measure)
        name = f"forecast {self.ahead} day(s) ahead, {self.minutes} min: {measure}"
        return f"{name:50} {ours:7.2%}   same weekday of last week {theirs:7.2%}"


def backtest(minutes: int, ahead: int) -> Backtest:
    days = arrivals(minutes)
    return Backtest(minutes, ahead, *(score(list(pairs(days, ahead, method))) for method in (forecast, naive)))


def rest_of_the_day(minutes: int, seen: int, busier: float = 1.0) -> tuple[float, float]:
    """WAPE of the intervals after the first ``seen``: as foretold the day before, and forecast anew.

    ``busier`` multiplies what really came, as on a day when something is wrong.
    """
    actual, before, anew = list[float](), list[float](), list[float]()
    for day, foretold in pairs(arrivals(minutes), 1, forecast):
        counts = [busier * count for count in day.counts]
        actual += counts[seen:]
        before += foretold.counts[seen:]
        anew += reforecast(foretold, counts[:seen]).counts[seen:]
    return wape(actual, before), wape(actual, anew)
