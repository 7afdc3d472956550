"""The Labour Standards Act and the site's rules: each broken by a shift that breaks it, and by no other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desk.contract.shift_rules import LabourLimits
from desk.contract.shifts import UNPAID, AbsenceKind, AbsenceState, Activity, Segment, Shift, ShiftState, Terms
from desk.workforce.law import (
    HARD,
    added,
    breaches,
    late_minutes,
    opening,
    rest_due,
    rest_within,
    skill,
    week_minutes,
    worked,
    worse,
)
from tests.workforce.rota_rig import DAY, FULL, absence, calendar_day, segments, shift, week, worker

LIMITS = LabourLimits()
TEN = "09:00-13:00 lunch 13:00-14:00 14:00-20:00"


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def broken(shifts: list[Shift]) -> list[tuple[str, int, int]]:
    return [(one.rule, one.value, one.limit) for one in breaches(shifts, LIMITS)]


def test_five_full_days_are_forty_hours_and_break_nothing() -> None:
    shifts = week()
    assert week_minutes(shifts, later(3)) == 2400
    assert broken(shifts) == []


ALONE: list[tuple[str, list[tuple[str, int, int]]]] = [
    (FULL, []),
    ("09:00-13:00", [("rest", 0, 30)]),
    ("09:00-12:59", []),
    ("09:00-11:00 break 11:00-11:30 11:30-13:30", []),
    ("09:00-11:00 break 11:00-11:15 11:15-13:15", [("rest", 15, 30)]),
    ("09:00-11:00 lunch 11:00-11:30 11:30-13:30", []),
    ("09:00-13:00 lunch 13:00-13:30 13:30-17:30", [("rest", 30, 60)]),
    ("09:00-13:00 lunch 13:00-13:30 13:30-15:00 break 15:00-15:30 15:30-17:30", []),
    ("lunch 09:00-10:00 10:00-18:00", [("rest", 0, 60)]),
    ("09:00-17:00 lunch 17:00-18:00", [("rest", 0, 60)]),
    ("09:00-12:00 lunch 12:00-12:30 training 12:30-14:00 14:00-17:30", [("rest", 30, 60)]),
    ("09:00-13:00 15:00-19:00", []),
    ("09:00-13:00 recovery 13:00-13:30 13:30-14:00", [("rest", 0, 30)]),
    (TEN, [("day_limit", 600, 480)]),
    ("08:00-12:00 lunch 12:00-13:00 13:00-21:00", [("day_limit", 720, 480), ("rest", 60, 90)]),
    ("22:00-26:00 lunch 26:00-27:00 27:00-31:00", []),
]


@pytest.mark.parametrize(("words", "rules"), ALONE, ids=[row[0] for row in ALONE])
def test_a_day_s_work_needs_rest_within_it_and_has_an_end(words: str, rules: list[tuple[str, int, int]]) -> None:
    assert broken([shift(words)]) == rules


def test_two_shifts_of_a_day_are_one_day_s_work() -> None:
    assert broken([shift("09:00-12:59"), shift("13:00-17:01")]) == [("rest", 1, 60)]
    assert broken([shift("09:00-13:00"), shift("14:00-18:00")]) == []
    assert broken([shift("08:00-12:00 14:00-17:00"), shift("12:30-13:30")]) == []
    assert broken([shift("08:00-12:00 14:00-17:00"), shift("12:00-13:30")]) == [
        ("day_limit", 510, 480),
        ("rest", 30, 60),
    ]


def test_more_than_forty_hours_must_be_marked_as_overtime() -> None:
    extra = [*week(), shift("09:00-12:00", later(5))]
    assert broken(extra) == [("overtime", 2580, 2400)]
    assert broken([*week(), shift("09:00-12:00", later(5), overtime=True)]) == []


def test_nobody_works_more_than_fifty_two_hours_even_marked() -> None:
    shifts = [*week(), shift("09:00-12:00", later(5), overtime=True), shift(TEN, later(6), overtime=True)]
    assert ("week_limit", 3180, 3120) in broken(shifts)
    assert broken(shifts[:6]) == []
    twelve = [*week(), shift("09:00-12:00", later(5), overtime=True), shift(TEN, later(6), overtime=True)]
    twelve[6] = shift("09:00-13:00 14:00-19:00", later(6), overtime=True)
    assert week_minutes(twelve, DAY) == 3120
    assert "week_limit" not in {one[0] for one in broken(twelve)}


def test_what_a_call_took_beyond_the_shift_counts_towards_the_fifty_two_hours() -> None:
    shifts = [*week(), shift(FULL, later(5), overtime=True), shift("09:00-12:50", later(6), overtime=True)]
    assert "week_limit" not in {one[0] for one in broken(shifts)}
    kept = [replace(shifts[0], late_until=shifts[0].end + timedelta(minutes=11)), *shifts[1:]]
    assert ("week_limit", 3121, 3120) in broken(kept)
    assert (worked(kept[0]), week_minutes(kept, later(6))) == (491, 3121)
    # Calls are overtime by themselves: nobody has to mark them.
    assert "overtime" not in {one[0] for one in broken([kept[0], *kept[1:5]])}
    assert ("week_limit", True) in {(one.rule, one.hard) for one in added(kept[:-1], kept[-1], LIMITS)}


def test_a_call_counts_only_until_the_next_shift_begins() -> None:
    first = shift("09:00-12:00")
    kept = replace(first, late_until=first.end + timedelta(minutes=40))
    assert late_minutes([kept, shift("12:30-13:30")]) == {kept.id: 30}
    assert late_minutes([replace(kept, late_until=first.end - timedelta(minutes=5))]) == {kept.id: 0}


def test_fewer_hours_may_be_agreed_with_a_person() -> None:
    half = week("09:00-11:00 break 11:00-11:30 11:30-13:30", 5)
    found = breaches(half, LIMITS, agreed=20 * 60)
    assert [(one.rule, one.value, one.limit, one.hard) for one in found] == [("overtime", 1350, 1200, False)]


def test_the_week_ends_on_sunday_and_a_night_belongs_to_the_day_it_begins_on() -> None:
    night = "20:00-24:00 lunch 24:00-25:00 25:00-29:00"
    shifts = [shift(night, later(number)) for number in (2, 3, 4, 5, 6, 7)]
    assert week_minutes(shifts, later(6)) == 5 * 480
    assert week_minutes(shifts, later(7)) == 480
    assert broken(shifts) == []


def test_after_six_days_comes_a_day_of_rest() -> None:
    light = "09:00-12:00"
    assert broken(week(light, 6)) == []
    found = breaches(week(light, 8), LIMITS)
    assert [(one.rule, one.day, one.value, one.hard) for one in found] == [("weekly_rest", later(6), 8, True)]
    gap = [*week(light, 6), *week(light, 6, later(7))]
    assert broken(gap) == []


def test_leave_is_a_day_of_rest_too_but_leave_only_asked_for_is_not() -> None:
    shifts = week("09:00-12:00", 8)
    approved = absence("00:00-24:00", later(4))
    asked = absence("00:00-24:00", later(4), state=AbsenceState.ASKED)
    assert [one.rule for one in breaches(shifts, LIMITS, [approved])] == ["absent"]
    assert [one.rule for one in breaches(shifts, LIMITS, [asked])] == ["weekly_rest"]


@pytest.mark.parametrize(
    ("evening", "morning", "rules"),
    [
        ("13:00-16:00", "09:00-12:00", []),
        ("20:00-23:00", "09:00-12:00", [("between_shifts", 600, 660)]),
        ("20:00-23:00", "10:00-13:00", []),
        ("23:00-26:00", "09:00-12:00", [("between_shifts", 420, 660)]),
        ("23:00-26:00", "02:00-05:00", [("between_shifts", 0, 660)]),
        ("23:00-26:00", "01:00-04:00", [("overlap", 60, 0)]),
    ],
)
def test_between_two_shifts_lie_eleven_hours(evening: str, morning: str, rules: list[tuple[str, int, int]]) -> None:
    assert broken([shift(morning, later(1)), shift(evening)]) == rules


def test_the_eleven_hours_begin_with_the_end_of_whatever_ends_last() -> None:
    split, between = shift("07:00-10:00 18:00-20:00"), shift("11:00-12:00")
    assert broken([split, between, shift("05:00-06:00", later(1))]) == [("between_shifts", 540, 660)]


def test_rest_is_what_no_stretch_works_through() -> None:
    assert rest_within(segments("09:00-14:00 break 14:00-14:15 14:15-17:00") + segments("10:00-11:00")) == 15


def test_a_shift_may_lie_in_the_hole_of_a_split_one_but_not_over_its_work() -> None:
    split = shift("07:00-10:00 13:00-15:00")
    assert broken([split, shift("10:00-12:00", overtime=True)]) == []
    assert ("overlap", 30, 0) in broken([split, shift("09:30-11:30")])


def test_a_shift_in_somebody_s_leave_is_named_with_its_minutes_without_lunch_s_exception() -> None:
    found = breaches([shift()], LIMITS, [absence("17:00-30:00"), absence("17:30-19:00")])
    assert [(one.rule, one.value, one.hard) for one in found] == [("absent", 60, False)]


def test_leave_is_no_work_and_training_is() -> None:
    shifts = week()
    assert week_minutes(shifts, DAY, [absence("09:00-18:00")]) == 2400 - 480
    assert week_minutes(shifts, DAY, [absence("09:00-18:00", state=AbsenceState.ASKED)]) == 2400
    assert week_minutes(shifts, DAY, [absence("09:00-18:00", kind=AbsenceKind.TRAINING)]) == 2400
    assert worked(shifts[0], [absence("12:30-14:00"), absence("13:30-14:30")]) == 480 - 90


def test_a_cancelled_shift_breaks_nothing() -> None:
    assert broken([shift(), shift(state=ShiftState.CANCELLED)]) == []
    assert [one[0] for one in broken([shift(), shift()])] == ["day_limit", "overlap", "rest"]


def test_only_what_concerns_the_day_is_told() -> None:
    shifts = [*week("09:00-12:00", 7), shift("09:00-13:00", later(20))]
    assert [one.rule for one in breaches(shifts, LIMITS, around=DAY)] == ["weekly_rest"]
    assert [one.rule for one in breaches(shifts, LIMITS, around=later(20))] == ["rest"]
    assert breaches(shifts, LIMITS, around=later(10)) == []


def test_the_days_of_the_clock_s_change_are_counted_by_true_hours() -> None:
    """A night in New York, 8 March 2026: from 22:00 to 07:00 on the wall are eight hours."""
    start = datetime(2026, 3, 8, 3, tzinfo=UTC)
    night = segments("00:00-08:00")
    one = Segment(activity=Activity.WORK, start=start, end=start + timedelta(hours=8))
    assert worked(replace(shift(), segments=(one,))) == 480
    assert rest_within((one,)) == rest_within(night) == 0


def test_work_on_calls_lies_within_the_opening_hours_of_the_day_and_the_night_before() -> None:
    days = {DAY: calendar_day(opened="09:00-26:00"), later(1): calendar_day(later(1), opened="")}
    assert opening(shift("09:00-26:00"), days) == []
    assert opening(shift("00:00-02:00", later(1)), days) == []
    assert [one.value for one in opening(shift("training 08:00-08:30 08:30-10:00"), days)] == [30]
    assert [one.value for one in opening(shift("02:00-05:00", later(1)), days)] == [180]


def test_queues_and_patterns_must_be_the_worker_s_own() -> None:
    able = worker(queue_ids=(1, 2), terms=Terms(patterns=("early",)))
    assert skill(shift(queue_ids=(1, 2), pattern="early"), able) == []
    assert skill(shift(), worker()) == []
    found = skill(shift(queue_ids=(2, 3), pattern="night"), able)
    assert [(one.rule, one.value, one.hard) for one in found] == [("skill", 1, False), ("pattern", 1, False)]


def test_a_change_is_told_only_what_it_breaks_or_worsens() -> None:
    late = shift("20:00-23:00")
    own = [late, shift("09:00-13:00", later(1)), *week("09:00-12:00", 1, later(3))]
    assert {one[0] for one in broken(own)} == {"between_shifts", "rest"}
    longer = shift("20:00-23:30")
    moved = replace(longer, id=late.id)
    assert [(one.rule, one.value) for one in added(own, moved, LIMITS)] == [("between_shifts", 570)]
    shorter = replace(shift("20:00-22:30"), id=late.id)
    assert added(own, shorter, LIMITS) == []
    foreign = shift("09:00-10:00", later(4), queue_ids=(9,))
    closed = {later(4): calendar_day(later(4), opened="")}
    found = added(own, foreign, LIMITS, worker=worker(), days=closed)
    assert [one.rule for one in found] == ["skill", "opening_hours"]


def test_what_was_there_before_by_as_much_is_not_new() -> None:
    found = breaches([shift(TEN)], LIMITS)
    assert worse(found, found) == []
    assert worse([], found) == found


@pytest.mark.parametrize(("minutes", "rest"), [(0, 0), (239, 0), (240, 30), (479, 30), (480, 60), (719, 60), (720, 90)])
def test_rest_is_due_for_every_four_hours(minutes: int, rest: int) -> None:
    assert rest_due(minutes, LIMITS) == rest


#: Shifts of a fortnight as (day, start in quarter hours, activities of an hour each).
ACTIVITIES = st.sampled_from([*[Activity.WORK] * 4, *Activity])
ROTAS = st.dictionaries(
    st.integers(0, 13), st.tuples(st.integers(0, 80), st.lists(ACTIVITIES, min_size=1, max_size=14)), max_size=14
)


def drawn(rota: dict[int, tuple[int, list[Activity]]]) -> list[Shift]:
    found = list[Shift]()
    for number, (quarter, activities) in rota.items():
        start = calendar_day(later(number)).start + timedelta(minutes=15 * quarter)
        hours = tuple(
            Segment(activity=one, start=start + timedelta(hours=i), end=start + timedelta(hours=i + 1))
            for i, one in enumerate(activities)
        )
        found.append(replace(shift(day=later(number)), segments=hours))
    return found


@given(ROTAS)
def test_the_hard_rules_agree_with_counting_hour_by_hour(rota: dict[int, tuple[int, list[Activity]]]) -> None:
    expected = set[tuple[str, date]]()
    for number, (_, activities) in rota.items():
        paid = sum(one not in UNPAID for one in activities)
        busy = [i for i, one in enumerate(activities) if one not in (Activity.LUNCH, Activity.BREAK)]
        inside = busy[-1] - busy[0] + 1 - len(busy) if busy else 0
        if inside * 2 < paid // 4:
            expected.add(("rest", later(number)))
    for first in (0, 7):
        total = sum(one not in UNPAID for i, (_, acts) in rota.items() if first <= i < first + 7 for one in acts)
        if total > 52:
            expected.add(("week_limit", later(first)))
    there = [any(one not in UNPAID for one in rota.get(i, (0, []))[1]) for i in range(14)]
    for i in range(6, 14):
        if all(there[i - 6 : i + 1]) and (i == 6 or not there[i - 7]):
            expected.add(("weekly_rest", later(i)))
    hours = dict[datetime, int]()
    for one in drawn(rota):
        for segment in one.segments:
            for quarter in range(4):
                moment = segment.start + timedelta(minutes=15 * quarter)
                hours[moment] = hours.get(moment, 0) + 1
    found = breaches(drawn(rota), LIMITS)
    assert {(one.rule, one.day) for one in found if one.hard and one.rule != "overlap"} == expected
    assert any(one.rule == "overlap" for one in found) == any(times > 1 for times in hours.values())
    assert all(one.hard == (one.rule in HARD) for one in found)
