"""What is expected follows the habits of callers, holidays and the day as it runs; accidents do not lead it astray."""

import random
from datetime import date, timedelta
from math import isfinite
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from desk.workforce.forecast import Day, Handled, Kind, forecast, handle_times, mape, naive, reforecast, wape
from tests.workforce.backtest_rig import ABSENT, DATA, backtest, rest_of_the_day

MONDAY = date(2026, 3, 2)
SUNDAY = 6
#: Calls of a weekday, Monday to Sunday, and how they fall on the day's intervals; closed before and after.
WEEK = (5000.0, 4200.0, 4000.0, 3900.0, 4100.0, 2500.0, 2000.0)
SHAPE = (0.0, 0.05, 0.2, 0.25, 0.15, 0.2, 0.1, 0.05, 0.0)
HOLIDAY_SHAPE = (0.0, 0.0, 0.1, 0.1, 0.1, 0.1, 0.2, 0.4, 0.0)
OPEN = slice(1, 8)

real = pytest.mark.skipif(not DATA.is_file(), reason=ABSENT)


def usual(n: int, factor: float = 1.0) -> Day:
    """The n-th day after the first Monday, exactly as always."""
    day = MONDAY + timedelta(n)
    return Day(day, day.weekday(), tuple(factor * WEEK[day.weekday()] * share for share in SHAPE))


def days(count: int) -> list[Day]:
    return [usual(n) for n in range(count)]


def holiday(n: int, key: str, calls: float) -> Day:
    return Day(MONDAY + timedelta(n), key, tuple(calls * share for share in HOLIDAY_SHAPE))


def week_after(history: list[Day]) -> list[Day]:
    last = max(past.day for past in history)
    coming = [last + timedelta(n) for n in range(1, 8)]
    return forecast(history, [(day, day.weekday()) for day in coming])


def distance(one: list[Day], other: list[Day]) -> float:
    return wape([count for day in other for count in day.counts], [count for day in one for count in day.counts])


def by_chance(history: list[Day], seed: int, size: float = 1.0) -> list[Day]:
    """The same days with chance in them, in about ``size`` of the calls."""
    rng = random.Random(seed)
    return [
        Day(
            past.day,
            past.kind,
            tuple(max(0.0, float(round(rng.gauss(size * count, (size * count) ** 0.5)))) for count in past.counts),
        )
        for past in history
    ]


def test_weeks_that_are_all_alike_come_once_more() -> None:
    assert distance(week_after(days(42)), [usual(n) for n in range(42, 49)]) < 0.005


def test_the_order_of_the_history_does_not_matter() -> None:
    history = by_chance(days(42), seed=1)
    assert week_after(history[::-1]) == week_after(history)


def test_a_new_level_is_believed_within_two_weeks() -> None:
    grown = [usual(n, 1.5 if n >= 42 else 1.0) for n in range(56)]
    assert distance(week_after(grown), [usual(n, 1.5) for n in range(56, 63)]) < 0.06


def test_one_strange_last_day_fades_within_a_week() -> None:
    history = [*by_chance(days(41), seed=3), usual(41, 1.3)]
    tomorrow, *_, next_week = forecast(
        history, [(MONDAY + timedelta(n), (MONDAY + timedelta(n)).weekday()) for n in range(42, 56)]
    )
    assert 1.0 < tomorrow.total / usual(42).total < 1.3
    assert abs(next_week.total / usual(55).total - 1) < 0.06


def test_an_outage_leaves_hardly_a_trace() -> None:
    history = by_chance(days(42), seed=4)
    broken = list(history)
    broken[37] = Day(history[37].day, history[37].kind, (*history[37].counts[:3], 0.0, 0.0, *history[37].counts[5:]))
    assert distance(week_after(broken), week_after(history)) < 0.02


def test_a_burst_leaves_hardly_a_trace() -> None:
    history = by_chance(days(42), seed=5)
    burst = list(history)
    counts = list(history[35].counts)
    counts[4] *= 12
    burst[35] = Day(history[35].day, history[35].kind, tuple(counts))
    assert distance(week_after(burst), week_after(history)) < 0.02


def in_a_small_queue(seed: int) -> tuple[list[Day], list[Day]]:
    """Six weeks of about 40 calls a day in half-hours, and what is to be expected of the week after."""
    hump = [n * (20 - n) for n in range(21)]
    truth = [
        Day(usual(n).day, usual(n).kind, tuple(WEEK[n % 7] / 100 * c / sum(hump) for c in hump)) for n in range(49)
    ]
    return by_chance(truth[:42], seed), truth[42:]


def test_a_small_queue_is_not_taken_by_its_chances() -> None:
    """Each bound lies between what is found and what it is without smoothing, without kin, or with full trust."""
    intervals, totals = list[float](), list[float]()
    for seed in range(20):
        history, truth = in_a_small_queue(seed)
        found = week_after(history)
        intervals.append(distance(found, truth))
        totals.append(wape([day.total for day in truth], [day.total for day in found]))
    assert fmean(intervals) < 0.125
    assert fmean(totals) < 0.065


def test_nobody_is_expected_while_it_is_closed() -> None:
    for day in week_after(by_chance(days(28), seed=7)):
        assert day.counts[0] == day.counts[-1] == 0
        assert min(day.counts[OPEN]) > 0


def with_holidays(*found: Day) -> list[Day]:
    taken = {past.day: past for past in found}
    return [taken.get(past.day, past) for past in days(70)]


def tuesday(history: list[Day], kind: Kind) -> Day:
    return forecast(history, [(MONDAY + timedelta(71), kind)])[0]


def test_a_holiday_is_as_it_was_last_time_in_number_and_in_shape() -> None:
    history = with_holidays(holiday(8, "chuseok", 1000), holiday(9, "chuseok", 1000), holiday(30, "new_year", 1000))
    expected = tuesday(history, "chuseok")
    assert expected.total == pytest.approx(1000, rel=0.05)
    assert expected.counts[7] > 0.3 * expected.total


def test_a_holiday_is_seen_against_the_days_around_it_and_not_against_the_other_holidays_beside_it() -> None:
    history = with_holidays(*(holiday(n, "chuseok", 1000) for n in range(7, 12)))
    assert tuesday(history, "chuseok").total == pytest.approx(1000, rel=0.2)


def test_a_holiday_never_seen_is_as_other_holidays() -> None:
    history = with_holidays(holiday(8, "chuseok", 1000), holiday(30, "new_year", 1200))
    assert tuesday(history, "liberation_day").total == pytest.approx(1100, rel=0.05)


def test_the_first_holiday_of_all_is_as_a_sunday() -> None:
    assert tuesday(days(70), "chuseok").total == pytest.approx(WEEK[SUNDAY], rel=0.05)


def test_holidays_do_not_pull_the_ordinary_days_down() -> None:
    history = with_holidays(holiday(65, "chuseok", 500), holiday(66, "chuseok", 500), holiday(67, "chuseok", 500))
    assert distance(week_after(history), [usual(n) for n in range(70, 77)]) < 0.03


def test_a_weekday_never_open_before_is_as_the_others() -> None:
    weekdays = [past for past in days(42) if past.day.weekday() < SUNDAY]
    found = forecast(weekdays, [(MONDAY + timedelta(48), SUNDAY)])[0]
    assert min(WEEK) < found.total < max(WEEK)


def test_a_history_of_holidays_alone_is_still_a_history() -> None:
    assert tuesday([holiday(n, "expo", 700) for n in range(9)], "expo").total == pytest.approx(700, rel=0.05)


def test_where_nobody_ever_called_nobody_is_expected() -> None:
    silent = [Day(past.day, past.kind, (0.0,) * 4) for past in days(20)]
    assert [day.total for day in week_after(silent)] == [0.0] * 7


counted = some.lists(
    some.tuples(*[some.one_of(some.just(0), some.integers(0, 30), some.integers(0, 10**6))] * 3),
    min_size=1,
    max_size=40,
)


@given(counted, some.sampled_from((0, 5, SUNDAY, "chuseok", "new")), some.integers(-5, 400))
@settings(max_examples=100, deadline=None)
def test_what_is_expected_is_a_number_and_never_negative(rows: list[tuple[int, ...]], kind: Kind, ahead: int) -> None:
    history = [
        Day(day, "chuseok" if n % 9 == 8 else day.weekday(), tuple(map(float, counts)))
        for n, counts in enumerate(rows)
        for day in [MONDAY + timedelta(n)]
    ]
    found = forecast(history, [(history[-1].day + timedelta(ahead), kind)])[0]
    assert len(found.counts) == 3
    assert all(isfinite(count) and count >= 0 for count in found.counts)


def test_a_history_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="history"):
        forecast([], [(MONDAY, 0)])
    with pytest.raises(ValueError, match="same intervals"):
        forecast([usual(0), Day(MONDAY, 0, (1.0,))], [(MONDAY, 0)])


def test_a_day_that_runs_as_expected_stays_as_expected() -> None:
    day = usual(0)
    for seen in range(len(day.counts) + 1):
        assert reforecast(day, day.counts[:seen]).counts == pytest.approx(day.counts)


def test_what_was_counted_stands_and_the_rest_follows_in_part() -> None:
    day = usual(0)
    seen = [2 * count for count in day.counts[:4]]
    found = reforecast(day, seen)
    assert found.counts[:4] == tuple(seen)
    assert 1.5 < sum(found.counts[4:]) / sum(day.counts[4:]) < 2


def test_the_more_of_a_strange_day_is_seen_the_more_it_is_believed() -> None:
    day = usual(0)
    factors = [
        reforecast(day, [1.3 * count for count in day.counts[:seen]]).counts[7] / day.counts[7] for seen in range(8)
    ]
    assert factors[0] == factors[1] == 1
    assert factors[1:] == sorted(factors[1:])
    assert 1.2 < factors[-1] < 1.3


def test_a_few_calls_more_in_a_small_queue_move_nothing() -> None:
    day = usual(0, 0.01)
    assert reforecast(day, (0.0, 5.0)).counts[7] / day.counts[7] < 1.02


def test_nothing_is_left_to_forecast_when_the_day_is_over() -> None:
    with pytest.raises(ValueError, match="more intervals"):
        reforecast(usual(0), [1.0] * 10)


def handled(n: int, mean: float, calls: int = 20) -> Handled:
    day = MONDAY + timedelta(n)
    return Handled(day, day.weekday(), (calls,) * 3, (calls * mean,) * 3)


def test_handle_times_are_those_of_the_kind_of_day() -> None:
    history = [handled(n, 300 if n % 7 == 5 else 200) for n in range(56)]
    assert handle_times(history, 5) == pytest.approx((300,) * 3, rel=0.2)
    assert handle_times(history, 1) == pytest.approx((200,) * 3, rel=0.1)


def test_a_call_that_somebody_forgot_to_end_changes_handle_times_little() -> None:
    history = [handled(n, 200) for n in range(28)]
    forgotten = Handled(history[21].day, 0, (20, 20, 20), (4000.0, 4000.0 + 8 * 3600, 4000.0))
    found = handle_times([*history[:21], forgotten, *history[22:]], 0)
    assert found[1] < 260


def test_an_interval_with_few_calls_leans_on_the_whole_day() -> None:
    history = [Handled(MONDAY + timedelta(7 * n), 0, (200, 1), (200 * 200.0, 600.0)) for n in range(3)]
    early, late = handle_times(history, 0)
    assert early == pytest.approx(200, rel=0.02)
    assert 200 < late < 250


def test_simulated_handle_times_are_found_without_bias() -> None:
    rng = random.Random(7)
    history = [
        Handled(MONDAY + timedelta(n), n % 7, (2,) * 40, tuple(rng.gammavariate(2, 240) for _ in range(40)))
        for n in range(70)
    ]
    assert sum(handle_times(history, 3)) / 40 == pytest.approx(240, rel=0.03)


def test_without_calls_there_is_no_handle_time() -> None:
    with pytest.raises(ValueError, match="calls"):
        handle_times([Handled(MONDAY, 0, (0, 0), (0.0, 0.0))], 0)


def test_errors_are_measured_as_everybody_does() -> None:
    actual, expected = (100.0, 0.0, 50.0), (110.0, 10.0, 40.0)
    assert wape(actual, expected) == pytest.approx(30 / 150)
    assert mape(actual, expected) == pytest.approx((0.1 + 0.2) / 2)
    for measure in (wape, mape):
        with pytest.raises(ValueError, match="compare"):
            measure((0.0,), (1.0,))


def test_the_naive_forecast_is_last_weeks_same_day() -> None:
    history = by_chance(days(21), seed=8)
    assert naive(history, [(MONDAY + timedelta(23), 2)])[0].counts == history[16].counts


@real
@pytest.mark.parametrize("ahead", [1, 7])
@pytest.mark.parametrize("minutes", [15, 30])
def test_on_real_arrivals_it_is_better_than_last_weeks_same_day(minutes: int, ahead: int) -> None:
    found = backtest(minutes, ahead)
    for measure in ("wape", "mape", "daily"):
        print(found.line(measure))  # noqa: T201 - pytest -rP shows the figures
        assert getattr(found.ours, measure) <= getattr(found.naive, measure)


@real
@pytest.mark.parametrize("busier", [0.6, 1.3])
def test_on_a_strange_real_day_looking_again_at_ten_is_better_than_the_day_before(busier: float) -> None:
    before, anew = rest_of_the_day(30, 6, busier)
    assert anew < before / 2
