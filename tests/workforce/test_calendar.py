"""Days of a site: hours, holidays, lunch, late hours, odd days of the clock, and the past that never changes."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.calendar import CalendarDay, CalendarVersion, Hours, SiteCalendar, SpecialDay, Stretch
from desk.workforce.calendar import day_at, day_holding, day_of, days, instant_at, intervals, monday

SEOUL = ZoneInfo("Asia/Seoul")
WEEKDAY, SATURDAY = Hours(opens=540, closes=1140), Hours(opens=600, closes=1080)
CHUSEOK = date(2026, 9, 25)
PUBLIC = {CHUSEOK: "추석"}
ZONES = ("Asia/Seoul", "America/New_York", "Europe/London", "America/Santiago", "Australia/Lord_Howe", "Asia/Beirut")


def calendar(
    *,
    since: date = date(2026, 1, 1),
    weekly: list[list[Hours]] | None = None,
    on_holidays: list[Hours] | None = None,
    special: list[SpecialDay] | None = None,
    zone: str = "Asia/Seoul",
) -> SiteCalendar:
    return SiteCalendar(
        since=since,
        weekly=weekly or [*([WEEKDAY] for _ in range(5)), [SATURDAY], []],
        on_holidays=on_holidays,
        lunch=Hours(opens=720, closes=780),
        late_from=1080,
        special=special or [],
        zone=zone,
    )


def seen(day: date, of: SiteCalendar) -> CalendarDay:
    return day_of([CalendarVersion(calendar=of, version=1)], day, PUBLIC)


def clock(stretches: list[Stretch], zone: str = "Asia/Seoul") -> list[str]:
    return [
        f"{one.start.astimezone(ZoneInfo(zone)):%H:%M}-{one.end.astimezone(ZoneInfo(zone)):%H:%M}" for one in stretches
    ]


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 2), ["09:00-19:00"]),
        (date(2026, 3, 7), ["10:00-18:00"]),
        (date(2026, 3, 8), []),
        (date(2028, 2, 29), ["09:00-19:00"]),
        (date(2026, 12, 31), ["09:00-19:00"]),
        (date(2027, 1, 1), ["09:00-19:00"]),
    ],
)
def test_a_day_is_open_as_its_weekday_says(day: date, hours: list[str]) -> None:
    assert clock(seen(day, calendar()).open) == hours


def test_a_centre_of_365_days_is_open_on_a_holiday_and_says_which_it_is() -> None:
    found = seen(CHUSEOK, calendar())
    assert (clock(found.open), found.holiday) == (["09:00-19:00"], "추석")


def test_holidays_may_have_hours_of_their_own_or_none() -> None:
    assert clock(seen(CHUSEOK, calendar(on_holidays=[Hours(opens=600, closes=900)])).open) == ["10:00-15:00"]
    assert seen(CHUSEOK, calendar(on_holidays=[])).open == []


SHORT = [Hours(opens=600, closes=720)]


@pytest.mark.parametrize(
    ("special", "hours", "holiday", "note"),
    [
        (SpecialDay(day=CHUSEOK, hours=SHORT), ["10:00-12:00"], "추석", ""),
        (SpecialDay(day=CHUSEOK, name="정상 근무", holiday=False), ["09:00-19:00"], "", "정상 근무"),
        (SpecialDay(day=CHUSEOK, name="창립 기념일", hours=[]), [], "추석", "창립 기념일"),
        (SpecialDay(day=date(2026, 3, 2), name="임시공휴일", holiday=True), [], "임시공휴일", ""),
        (SpecialDay(day=date(2026, 3, 2), holiday=True), [], "공휴일", ""),
        (SpecialDay(day=date(2026, 3, 2), hours=SHORT, holiday=True), ["10:00-12:00"], "공휴일", ""),
    ],
)
def test_the_site_s_own_list_goes_over_what_is_known(
    special: SpecialDay, hours: list[str], holiday: str, note: str
) -> None:
    found = seen(special.day, calendar(on_holidays=[], special=[special]))
    assert (clock(found.open), found.holiday, found.note) == (hours, holiday, note)


def test_what_the_site_s_list_says_last_of_a_day_counts() -> None:
    twice = [SpecialDay(day=CHUSEOK, name="one", hours=[]), SpecialDay(day=CHUSEOK, name="two", hours=SHORT)]
    found = seen(CHUSEOK, calendar(special=twice))
    assert (clock(found.open), found.note) == (["10:00-12:00"], "two")


def test_the_late_hours_go_on_to_the_last_closing() -> None:
    halves = [Hours(opens=540, closes=1100), Hours(opens=1110, closes=1200)]
    late = seen(date(2026, 3, 2), calendar(weekly=[halves] * 7)).late
    assert late is not None
    assert clock([late]) == ["18:00-20:00"]


def test_lunch_and_late_hours_are_marked_only_as_far_as_the_centre_is_open() -> None:
    monday_ = seen(date(2026, 3, 2), calendar())
    assert monday_.lunch is not None
    assert monday_.late is not None
    assert clock([monday_.lunch, monday_.late]) == ["12:00-13:00", "18:00-19:00"]
    morning = seen(CHUSEOK, calendar(on_holidays=[Hours(opens=600, closes=750)]))
    assert morning.lunch is not None
    assert clock([morning.lunch]) == ["12:00-12:30"]
    assert morning.late is None
    sunday = seen(date(2026, 3, 8), calendar())
    assert (sunday.lunch, sunday.late) == (None, None)


def test_hours_past_midnight_belong_to_the_day_they_begin_on() -> None:
    night = calendar(weekly=[[Hours(opens=1080, closes=1560)]] * 7)
    found = seen(date(2026, 3, 2), night)
    assert clock(found.open) == ["18:00-02:00"]
    cut = intervals(found, 30)
    assert len(cut) == 16
    assert cut[-1].end == datetime(2026, 3, 3, 2, tzinfo=SEOUL)


def test_hours_that_touch_or_overlap_are_one_stretch() -> None:
    found = seen(date(2026, 3, 2), calendar(weekly=[[Hours(opens=780, closes=900), WEEKDAY, SATURDAY]] * 7))
    assert clock(found.open) == ["09:00-19:00"]


def test_a_calendar_set_later_counts_from_its_own_day_and_never_before() -> None:
    long = calendar(weekly=[[Hours(opens=480, closes=1320)]] * 7)
    versions = [
        CalendarVersion(calendar=calendar(since=date(2026, 1, 1)), version=0),
        CalendarVersion(calendar=calendar(since=date(2026, 6, 1), weekly=[[SATURDAY]] * 7), version=10),
    ]
    before = days(versions, date(2026, 1, 1), date(2026, 12, 31), PUBLIC)
    april = SiteCalendar(since=date(2026, 4, 1), weekly=long.weekly)
    after = days([CalendarVersion(calendar=april, version=20), *versions], date(2026, 1, 1), date(2026, 12, 31), PUBLIC)
    assert [day for day in after if day.day < april.since] == [day for day in before if day.day < april.since]
    assert {day.version for day in after if day.day >= april.since} == {20}
    assert {day.version for day in before if day.day >= date(2026, 6, 1)} == {10}


def test_a_day_before_the_first_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="no calendar holds on 2025-12-31"):
        seen(date(2025, 12, 31), calendar())


@pytest.mark.parametrize(
    ("day", "hours", "open_at_night"),
    [(date(2026, 3, 8), 23, 5), (date(2026, 11, 1), 25, 7), (date(2026, 3, 9), 24, 6)],
)
def test_days_of_23_and_25_hours_have_fewer_and_more_intervals(day: date, hours: int, open_at_night: int) -> None:
    always = calendar(weekly=[[Hours(opens=0, closes=1440)]] * 7, zone="America/New_York")
    found = seen(day, always)
    assert found.end - found.start == timedelta(hours=hours)
    assert len(intervals(found, 15)) == 4 * hours
    night = seen(day, calendar(weekly=[[Hours(opens=0, closes=360)]] * 7, zone="America/New_York"))
    assert night.open[0].end - night.open[0].start == timedelta(hours=open_at_night)


def test_a_time_the_clock_jumps_over_is_the_moment_it_jumps() -> None:
    spring = date(2026, 3, 8)
    assert instant_at(spring, 150, "America/New_York") == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert instant_at(spring, 180, "America/New_York") == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_a_day_may_begin_after_a_midnight_that_never_was() -> None:
    found = seen(date(2026, 9, 6), calendar(weekly=[[Hours(opens=0, closes=60)]] * 7, zone="America/Santiago"))
    assert found.start == datetime(2026, 9, 6, 4, tzinfo=UTC)
    assert found.open == []


def test_intervals_are_whole_and_cut_from_the_day_s_start() -> None:
    found = seen(date(2026, 3, 2), calendar(weekly=[[Hours(opens=550, closes=610)]] * 7))
    assert clock(list(intervals(found, 30))) == ["09:00-09:30", "09:30-10:00", "10:00-10:30"]


def test_between_two_stretches_there_is_no_interval() -> None:
    halves = [Hours(opens=540, closes=720), Hours(opens=780, closes=840)]
    found = seen(date(2026, 3, 2), calendar(weekly=[halves] * 7))
    assert clock(list(intervals(found, 30)))[5:7] == ["11:30-12:00", "13:00-13:30"]


@given(
    st.dates(date(2026, 1, 1), date(2032, 12, 31)),
    st.sampled_from(ZONES),
    st.lists(st.tuples(st.integers(0, 2880), st.integers(0, 2880)), max_size=6),
    st.sampled_from([15, 30]),
)
def test_whatever_the_hours_the_intervals_cover_them_in_order(
    day: date, zone: str, pairs: list[tuple[int, int]], minutes: int
) -> None:
    hours = [Hours(opens=min(pair), closes=max(pair)) for pair in pairs]
    found = seen(day, calendar(weekly=[hours] * 7, zone=zone))
    assert day_at(found.start, zone) == day
    assert day_at(found.end - timedelta(microseconds=1), zone) == day
    cut = intervals(found, minutes)
    assert all(one.end <= two.start for one, two in pairwise(cut))
    assert all(one.end < two.start for one, two in pairwise(found.open))
    covered = sum(
        (min(one.end, opened.end) - max(one.start, opened.start)).total_seconds()
        for opened in found.open
        for one in cut
        if one.start < opened.end and one.end > opened.start
    )
    assert covered == sum((one.end - one.start).total_seconds() for one in found.open)


@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)), st.sampled_from(ZONES))
def test_days_follow_one_another_without_a_hole(day: date, zone: str) -> None:
    of = [CalendarVersion(calendar=calendar(zone=zone), version=1)]
    found = days(of, day, day + timedelta(days=3), {})
    assert all(one.end == two.start for one, two in pairwise(found))
    assert day_holding(found, found[2].start) == found[2]
    assert day_holding(found, found[-1].end) is None


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 1440), st.sampled_from(ZONES))
def test_a_later_time_on_the_wall_is_never_an_earlier_instant(day: date, minute: int, zone: str) -> None:
    assert instant_at(day, minute, zone) <= instant_at(day, minute + 15, zone)


def test_a_week_begins_on_monday_across_the_year_s_end() -> None:
    assert monday(date(2027, 1, 3)) == date(2026, 12, 28)
