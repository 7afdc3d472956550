"""What people carry, beside their team; and who is called in next: the law first, then the least share."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.calendar import CalendarDay
from desk.contract.shift_rules import LabourLimits
from desk.contract.shifts import Absence, Duties, Shift, ShiftState, Terms
from desk.workforce.fairness import Reserve, balance, candidates, duties, share
from tests.workforce.rota_rig import DAY, FULL, absence, at, calendar_day, shift, week, worker

LIMITS = LabourLimits()
LATE = "10:00-13:00 lunch 13:00-14:00 14:00-19:00"


def later(days: int) -> date:
    return DAY + timedelta(days=days)


DAYS: Mapping[date, CalendarDay] = {
    later(n): calendar_day(later(n), late="18:00-19:00", holiday="삼일절 대체 휴일" if n == 0 else "")
    for n in range(-14, 28)
}


def carried(late: int = 0, weekend: int = 0, holiday: int = 0, user_id: int = 1) -> Duties:
    return Duties(user_id=user_id, late=late, weekend=weekend, holiday=holiday, hard_calls=0, week_minutes=0)


def test_late_shifts_weekends_and_holidays_are_counted_apart() -> None:
    shifts = [
        shift(LATE),
        shift(FULL, later(1)),
        shift(LATE, later(5)),
        shift("09:00-11:00", later(6)),
        shift("12:00-14:00", later(6)),
        shift(LATE, later(7), state=ShiftState.CANCELLED),
        shift(LATE, later(12), user_id=2),
    ]
    found = duties(1, shifts, DAYS, today=later(3), hard_calls=4)
    assert found == Duties(user_id=1, late=2, weekend=2, holiday=1, hard_calls=4, week_minutes=3 * 480 + 240)


def test_a_shift_that_leave_has_taken_is_nobody_s_duty() -> None:
    shifts = [shift(LATE), shift(LATE, later(1))]
    found = duties(1, shifts, DAYS, today=DAY, absences=[absence("00:00-24:00")])
    assert (found.late, found.holiday, found.week_minutes) == (1, 0, 480)


def test_training_in_the_evening_is_no_late_shift() -> None:
    assert duties(1, [shift("14:00-18:00 training 18:00-19:00")], DAYS, today=DAY).late == 0


def test_my_balance_stands_beside_the_mean_of_my_team() -> None:
    team = [carried(4, 1, 0), carried(2, 0, 1, user_id=2), carried(0, 2, 2, user_id=3)]
    found = balance(team[0], team, LIMITS)
    assert (found.team_late, found.team_weekend, found.team_holiday) == (2, 1, 1)
    assert (found.mine.late, found.week_limit) == (4, 3120)
    assert balance(team[0], [], LIMITS).team_late == 4


def reserve(
    user_id: int,
    shifts: list[Shift],
    *absences: Absence,
    queues: tuple[int, ...] = (1,),
    late: int = 0,
) -> Reserve:
    return Reserve(worker(user_id, queues, Terms()), shifts, absences, carried(late, user_id=user_id))


def test_the_law_goes_before_fairness_and_fairness_before_hours() -> None:
    evening = later(4)
    people = [
        reserve(1, week(FULL, 4), late=5),
        reserve(2, week(FULL, 4), late=1),
        reserve(3, week("09:00-12:00", 4), late=1),
        reserve(4, week(FULL, 4, later(-2)), absence("00:00-24:00", evening)),
        reserve(5, [shift("13:00-16:00 lunch 16:00-17:00 17:00-22:00", evening)]),
        reserve(6, week(FULL, 4), queues=(2,)),
        reserve(7, week("08:00-14:00 lunch 14:00-15:30 15:30-22:30", 4), late=9),
    ]
    found = candidates(people, at("17:00", evening), at("19:00", evening), LIMITS, DAYS, queue_id=1)
    assert [(one.user_id, one.legal, one.rules) for one in found] == [
        (3, True, ()),
        (2, True, ()),
        (1, True, ()),
        (4, True, ("absent",)),
        (6, True, ("skill",)),
        (5, False, ("overlap",)),
        (7, False, ("week_limit",)),
    ]
    mean = 16 / 7
    assert [one.fairness for one in found if one.user_id in (1, 2)] == pytest.approx([2 - mean, 6 - mean])
    assert next(one.week_minutes for one in found if one.user_id == 3) == 4 * 180 + 120


def test_a_call_out_on_a_day_worked_already_is_no_second_holiday() -> None:
    people = [reserve(1, [shift("09:00-12:00")]), reserve(2, [])]
    found = {one.user_id: one.fairness for one in candidates(people, at("17:00"), at("19:00"), LIMITS, DAYS)}
    assert found == {1: 1, 2: 2}


def test_a_time_no_calendar_day_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="no calendar day"):
        candidates([], at("17:00", later(90)), at("19:00", later(90)), LIMITS, DAYS)
    assert candidates([], at("17:00"), at("19:00"), LIMITS, DAYS) == []


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=8), st.integers(0, 20))
def test_the_ranking_never_puts_the_illegal_or_the_burdened_first(people: list[tuple[int, int]], hour: int) -> None:
    reserves = [reserve(n, week(FULL, days), late=late) for n, (days, late) in enumerate(people)]
    start = calendar_day(later(5)).start + timedelta(hours=hour)
    found = candidates(reserves, start, start + timedelta(hours=3), LIMITS, DAYS)
    keys = [(not one.legal, bool(one.rules), one.fairness) for one in found]
    assert keys == sorted(keys)
    assert {one.user_id for one in found} == set(range(len(people)))


def test_the_share_is_late_weekends_and_holidays_together() -> None:
    assert share(carried(1, 2, 3)) == 6
