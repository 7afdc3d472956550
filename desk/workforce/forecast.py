"""What comes in: calls per interval of coming days from past ones, the rest of a day that runs differently, and scores.

The method. A day is its *kind* (weekday or holiday), a *total* and a *profile* (the share of each interval).

1. Cleaning. On each past day an interval that lies more than ``OUTLIER`` spreads off its usual share of the day (median
   of the same kind; the spread is the scaled median absolute deviation, at least Poisson noise) is brought back to
   there: an outage or a burst is no habit.
2. Index of a kind: its totals relative to the week around them (mean without the largest and the smallest day),
   cleaned the same way, weighted by age (``INDEX_HALF_LIFE``). A holiday is set against the ordinary days around it
   instead, does not age, and leans on other holidays, or else on Sundays, with the weight of ``HOLIDAY_PRIOR`` days.
3. Level: totals of ordinary days divided by their index, cleaned. A slow mean of them (``SLOW``) is where it settles;
   how far the last days (``FAST``) are off it fades by ``FADES`` a day. Both are exponentially weighted. The fewer the
   calls, the more of that distance is chance: it counts as τ² / (τ² + 1 / calls), where τ = ``DAY_SPREAD`` is by how
   much of itself a day differs from its forecast when there is no chance in it.
4. Profile: the weighted mean of the cleaned same-kind days (``PROFILE_HALF_LIFE``) with a little (``KIN``) of the other
   working days or weekend days; that of a holiday leans as its index does. Each interval is drawn towards the mean of
   its ``WIDEST`` neighbours on each side by the part of their distance that may be chance: 2m / (2m + distance²), where
   m is their mean in calls.
5. Forecast = level × index × profile. There is no trend beyond the level: on real arrivals it made week-ahead forecasts
   worse. The constants were chosen on the first half of those arrivals, at full size and thinned to small queues.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp2, sqrt
from statistics import fmean, median

#: A weekday, 0 (Monday) to 6, or the key of a holiday such as "chuseok"; days closed are left out altogether.
Kind = int | str

OUTLIER = 5.0
INDEX_HALF_LIFE = 56.0  # days
HOLIDAY_PRIOR = 0.5
FAST, SLOW = 1.0, 8.0  # half-lives, in days of the history
FADES = 0.85
DAY_SPREAD = 0.06
PROFILE_HALF_LIFE = 56.0  # days
KIN = 0.1
WIDEST = 2  # intervals
INERTIA = 0.4
SURPRISE = 0.15
HANDLE_PRIOR = 50.0  # calls
#: So few days have no outliers.
FEW = 5
RECENT = 28  # days
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Day:
    """Calls per interval of one local day, in order, as counted or as expected.

    Every day has the same number of intervals, by the clock on the wall: where clocks change, the caller fills the
    missing hour and adds up the double one.
    """

    day: date
    kind: Kind
    counts: tuple[float, ...]

    @property
    def total(self) -> float:
        """Calls of the whole day."""
        return sum(self.counts)


def forecast(history: Sequence[Day], coming: Sequence[tuple[date, Kind]]) -> list[Day]:
    """What is expected on the ``coming`` days, by the method told above; never negative.

    ``history`` in any order. A kind that it does not know is taken as a day like the others. Raises ValueError without
    any history, or if its days differ in their number of intervals.
    """
    if not history:
        raise ValueError("there must be a history")
    if len({len(past.counts) for past in history}) > 1:
        raise ValueError("all days must have the same intervals")
    habits = _Habits(sorted(history, key=lambda past: past.day))
    return [Day(day, kind, habits.expected(day, kind)) for day, kind in coming]


def naive(history: Sequence[Day], coming: Sequence[tuple[date, Kind]]) -> list[Day]:
    """The last day of the same kind once more (the last of any if there is none): what a forecast must beat."""
    ordered = sorted(history, key=lambda past: past.day)
    last = {past.kind: past.counts for past in ordered}
    return [Day(day, kind, last.get(kind, ordered[-1].counts)) for day, kind in coming]


def reforecast(expected: Day, seen: Sequence[float]) -> Day:
    """The day as it looks when the counts of its first intervals are known: these, then the rest scaled.

    The rest is multiplied by (observed + m) / (forecast + m), both for the intervals seen. That is the mean of a factor
    with a gamma prior around 1 whose weight m, in calls, has two parts: 1 / τ² as in the forecast, so that chance moves
    nothing; and ``INERTIA`` of the day's total, because a busy hour is mostly an hour and not the day, which yields the
    more, the further the day is off: it is divided by 1 + (off / ``SURPRISE``)². Raises ValueError for more intervals
    than the day has.
    """
    if len(seen) > len(expected.counts):
        raise ValueError("more intervals seen than the day must have")
    observed, foreseen = sum(seen), sum(expected.counts[: len(seen)])
    off = (observed - foreseen) / (foreseen or 1.0)
    inertia = 1 / DAY_SPREAD**2 + INERTIA * expected.total / (1 + (off / SURPRISE) ** 2)
    ratio = (observed + inertia) / (foreseen + inertia)
    rest = (ratio * count for count in expected.counts[len(seen) :])
    return Day(expected.day, expected.kind, (*map(float, seen), *rest))


@dataclass(frozen=True, slots=True)
class Handled:
    """Calls that ended in each interval of one local day, and the seconds spent on them altogether."""

    day: date
    kind: Kind
    calls: tuple[int, ...]
    seconds: tuple[float, ...]


def handle_times(history: Sequence[Handled], kind: Kind) -> tuple[float, ...]:
    """Mean handle time in seconds for each interval of a day of this kind.

    A weighted mean by calls and age (``PROFILE_HALF_LIFE``) over the days of the kind and, with the weight ``KIN``, all
    others. What lies more than ``OUTLIER`` spreads above the usual (median day; the spread of n exponential handle
    times is 1 / √n) is brought back to there: somebody forgot to end a call. Each interval leans on the whole day with
    the weight of ``HANDLE_PRIOR`` calls. Raises ValueError without calls.
    """
    busy = [past for past in history if sum(past.calls)]
    if not busy:
        raise ValueError("there must be calls in the history")
    usual, last = median(sum(past.seconds) / sum(past.calls) for past in busy), max(past.day for past in busy)
    intervals = max(len(past.calls) for past in busy)
    weights, sums = [0.0] * intervals, [0.0] * intervals
    for past in busy:
        likeness = _aged(last - past.day, PROFILE_HALF_LIFE) * (1.0 if past.kind == kind else KIN)
        for i, (calls, seconds) in enumerate(zip(past.calls, past.seconds, strict=True)):
            weights[i] += likeness * calls
            sums[i] += likeness * min(seconds, usual * (calls + OUTLIER * sqrt(calls)))
    whole = sum(sums) / sum(weights)
    pairs = zip(sums, weights, strict=True)
    return tuple((total + HANDLE_PRIOR * whole) / (weight + HANDLE_PRIOR) for total, weight in pairs)


def wape(actual: Iterable[float], expected: Iterable[float]) -> float:
    """Weighted absolute percentage error: all that was off as a share of all that came; ValueError if nothing did."""
    pairs = list(zip(actual, expected, strict=True))
    came = sum(count for count, _ in pairs)
    if not came:
        raise ValueError("there must be something to compare with")
    return sum(abs(count - foreseen) for count, foreseen in pairs) / came


def mape(actual: Iterable[float], expected: Iterable[float]) -> float:
    """Mean absolute percentage error, as a share, over what is not 0 (where it means nothing); ValueError if all is."""
    shares = [abs(count - foreseen) / count for count, foreseen in zip(actual, expected, strict=True) if count]
    if not shares:
        raise ValueError("there must be something to compare with")
    return fmean(shares)


class _Habits:
    """What the cleaned history says: the index and profile of a kind, and the level."""

    def __init__(self, days: list[Day]) -> None:
        kinds = {past.kind for past in days}
        self.days = sorted(
            (past for kind in kinds for past in _cleaned([d for d in days if d.kind == kind])),
            key=lambda past: past.day,
        )
        self.last = days[-1].day
        ordinary = [past for past in self.days if isinstance(past.kind, int)]
        self.ordinary = ordinary or self.days
        self.index: Callable[[Kind], float] = cache(self._index)
        self.profile: Callable[[Kind], list[float]] = cache(self._profile)
        self.week = self._weeks()
        self.levels = [(past.day, past.total / index) for past in self.ordinary if (index := self.index(past.kind)) > 0]
        recent = _tamed([level for _, level in self.levels[-RECENT:]])
        self.slow, self.fast = _late(recent, SLOW), _late(recent, FAST)

    def expected(self, day: date, kind: Kind) -> tuple[float, ...]:
        total = self.level(day) * self.index(kind)
        return tuple(total * share for share in self.profile(kind))

    def level(self, day: date) -> float:
        """Calls of an average day, as it is thought to be on that day."""
        if not self.slow:
            return self.fast
        trust = DAY_SPREAD**2 / (DAY_SPREAD**2 + 1 / self.slow)
        return self.slow + trust * FADES ** max(0, (day - self.last).days) * (self.fast - self.slow)

    def _weeks(self) -> dict[date, float]:
        """For each ordinary day the mean day of the seven days around it; at both ends, of the first and last seven."""
        totals = {past.day: past.total for past in self.ordinary}
        first, last = self.ordinary[0].day, self.ordinary[-1].day
        found = dict[date, float]()
        for day in totals:
            begin = max(first, min(day - timedelta(3), last - timedelta(6)))
            week = (begin + timedelta(n) for n in range(7))
            found[day] = _trimmed([totals[other] for other in week if other in totals])
        return found

    def _index(self, kind: Kind) -> float:
        """How a day of this kind compares with an average one."""
        if isinstance(kind, str) and self.ordinary is not self.days:
            return self._holiday_index(kind)
        same = [past for past in self.ordinary if past.kind == kind and self.week[past.day]]
        if not same:
            return 1.0
        ratios = _tamed([past.total / self.week[past.day] for past in same])
        weights = [_aged(self.last - past.day, INDEX_HALF_LIFE) for past in same]
        return _mean(ratios, weights)

    def _holiday_index(self, key: str) -> float:
        same, others = list[float](), list[float]()
        for past in self.days:
            if isinstance(past.kind, str) and (level := self._around(past.day)):
                (same if past.kind == key else others).append(past.total / level)
        prior = fmean(others) if others else self.index(SUNDAY)
        return (sum(same) + HOLIDAY_PRIOR * prior) / (len(same) + HOLIDAY_PRIOR)

    def _around(self, day: date) -> float:
        """The level of the five ordinary days before and after a holiday."""
        before = [level for other, level in self.levels if other < day][-5:]
        after = [level for other, level in self.levels if other > day][:5]
        return _trimmed(before + after)

    def _profile(self, kind: Kind) -> list[float]:
        """The share of each interval in a day of this kind."""
        likeness = self._holiday_likeness(kind) if isinstance(kind, str) else self._likeness(kind)
        if not any(likeness):
            likeness = [_aged(self.last - past.day, PROFILE_HALF_LIFE) for past in self.days]
        sums = [0.0] * len(self.days[0].counts)
        for past, weight in zip(self.days, likeness, strict=True):
            if weight:
                for i, count in enumerate(past.counts):
                    sums[i] += weight * count
        smoothed = _smoothed(sums)
        whole = sum(smoothed)
        return [count / whole for count in smoothed] if whole else smoothed

    def _likeness(self, weekday: int) -> list[float]:
        """What each past day counts in the profile of a weekday."""

        def counts(kind: Kind) -> float:
            if kind == weekday:
                return 1.0
            return KIN if isinstance(kind, int) and (kind >= SATURDAY) == (weekday >= SATURDAY) else 0.0

        return [counts(past.kind) * _aged(self.last - past.day, PROFILE_HALF_LIFE) for past in self.days]

    def _holiday_likeness(self, key: str) -> list[float]:
        """What each past day counts in the profile of a holiday: the same one wholly, what it leans on in part."""
        holidays: set[Kind] = {past.kind for past in self.days if isinstance(past.kind, str)}
        others = holidays - {key} or {SUNDAY}
        leaning = HOLIDAY_PRIOR / max(1, sum(past.kind in others for past in self.days))
        return [1.0 if past.kind == key else leaning if past.kind in others else 0.0 for past in self.days]


def _cleaned(days: list[Day]) -> list[Day]:
    """Days of one kind with their outlying intervals brought back to what is usual in a day of that total."""
    if len(days) < FEW:
        return days
    shares = [[count / (past.total or 1.0) for count in past.counts] for past in days]
    usual = [median(column) for column in zip(*shares, strict=True)]
    spread = [
        1.4826 * median(abs(share - middle) for share in column)
        for column, middle in zip(zip(*shares, strict=True), usual, strict=True)
    ]

    def counts(past: Day) -> Iterable[float]:
        total = past.total
        for count, middle, width in zip(past.counts, usual, spread, strict=True):
            most = OUTLIER * max(width * total, sqrt(middle * total + 1))
            yield min(max(count, middle * total - most), middle * total + most)

    return [Day(past.day, past.kind, tuple(counts(past))) for past in days]


def _tamed(values: list[float]) -> list[float]:
    """The values with those far outside brought back to ``OUTLIER`` spreads from the median."""
    if len(values) < FEW:
        return values
    middle = median(values)
    most = OUTLIER * 1.4826 * median(abs(value - middle) for value in values)
    return [min(max(value, middle - most), middle + most) for value in values] if most else values


def _trimmed(values: list[float]) -> float:
    """The mean without the smallest and the largest; 0 of nothing."""
    kept = sorted(values)[1:-1] if len(values) >= FEW else values
    return fmean(kept) if kept else 0.0


def _late(values: list[float], half_life: float) -> float:
    """The mean in which a value counts half as much as one ``half_life`` places after it; 0 of nothing."""
    weights = [exp2(-n / half_life) for n in range(len(values))][::-1]
    return _mean(values, weights) if values else 0.0


def _mean(values: list[float], weights: list[float]) -> float:
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


def _aged(age: timedelta, half_life: float) -> float:
    return exp2(-age.days / half_life)


def _smoothed(sums: list[float]) -> list[float]:
    """Each between the first and the last that is not 0, drawn to the mean around it as far as that may be chance."""
    present = [i for i, count in enumerate(sums) if count]
    found = [0.0] * len(sums)
    for i in range(present[0], present[-1] + 1) if present else ():
        near = range(max(present[0], i - WIDEST), min(present[-1], i + WIDEST) + 1)
        mean = _mean([sums[n] for n in near], [float(WIDEST + 1 - abs(n - i)) for n in near])
        chance = 2 * mean / (2 * mean + (sums[i] - mean) ** 2)
        found[i] = sums[i] + chance * (mean - sums[i])
    return found
