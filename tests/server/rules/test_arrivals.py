"""Counted calls become days of the forecast: by the clock on the wall, whatever the length of the day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.contract.calendar import CalendarDay, Stretch
from desk.server.rules import arrivals
from desk.server.rules.arrivals import History, Quarter
from desk.workforce.calendar import instant_at

BERLIN, SEOUL = "Europe/Berlin", "Asia/Seoul"


def calendar_day(day: date, zone: str, holiday: str = "", *, closed: bool = False) -> CalendarDay:
    """A day open from nine to seven."""
    opened = Stretch(start=instant_at(day, 540, zone), end=instant_at(day, 1140, zone))
    return CalendarDay(
        day=day, start=instant_at(day, 0, zone), end=instant_at(day + timedelta(days=1), 0, zone),
        open=[] if closed else [opened], lunch=None, late=None, holiday=holiday, note="", version=0,
    )  # fmt: skip


def quarter(at: datetime, offered: int = 1) -> dict[int, Quarter]:
    """Calls of two minutes in the quarter that begins then."""
    return {int(at.timestamp()) // 900: Quarter(offered, offered, 120 * offered)}


def rang(day: date, clock: int, zone: str, fold: int = 0) -> datetime:
    """An instant at so many minutes of the clock on the wall, the first or the second of two."""
    wall = datetime(day.year, day.month, day.day, clock // 60, clock % 60, tzinfo=ZoneInfo(zone), fold=fold)
    return wall.astimezone(UTC)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2027, 6, 14), 24)])
@pytest.mark.parametrize("minutes", [15, 30])
def test_ten_by_the_clock_is_ten_on_every_day(day: date, hours: int, minutes: int) -> None:
    one = calendar_day(day, BERLIN)
    assert one.end - one.start == timedelta(hours=hours)
    (found,) = arrivals.history([one], BERLIN, quarter(rang(day, 600, BERLIN), 3), minutes).days
    assert len(found.counts) == 24 * 60 // minutes
    assert [n for n, count in enumerate(found.counts) if count] == [600 // minutes]
    assert found.total == 3


def test_an_hour_that_comes_twice_is_added_up() -> None:
    day = date(2027, 10, 31)
    twice = quarter(rang(day, 150, BERLIN)) | quarter(rang(day, 150, BERLIN, fold=1))
    assert len(twice) == 2
    (found,) = arrivals.history([calendar_day(day, BERLIN)], BERLIN, twice, 30).days
    assert (found.counts[5], found.total) == (2, 2)


def test_closed_days_and_those_before_the_first_call_are_no_history() -> None:
    first = date(2027, 6, 14)
    days = [first + timedelta(days=number) for number in range(-1, 3)]
    calendar_days = [calendar_day(day, SEOUL, closed=day == days[2]) for day in days]
    found = arrivals.history(calendar_days, SEOUL, quarter(rang(first, 600, SEOUL)), 30)
    # An open day without a call says something; nobody knows what there was before the first.
    assert [(one.day, one.total) for one in found.days] == [(days[1], 1), (days[3], 0)]
    assert [sum(one.seconds) for one in found.handled] == [120, 0]
    assert found.before(days[3]).days == found.days[:1]


def test_a_holiday_is_like_itself_and_not_like_its_weekday() -> None:
    monday = date(2027, 6, 14)
    assert arrivals.kind_of(calendar_day(monday, SEOUL)) == 0
    assert arrivals.kind_of(calendar_day(monday, SEOUL, "설날")) == "설날"


def test_without_a_history_nothing_is_expected() -> None:
    day = date(2027, 6, 14)
    assert arrivals.expected(History((), ()), [(day, 0)], 48)[day].calls == (0.0,) * 48
    assert arrivals.score(History((), ()), 28) is None


def test_a_forecast_is_scored_on_weeks_it_had_not_seen() -> None:
    monday = date(2027, 3, 1)
    counted = dict[int, Quarter]()
    for number in range(56):
        day = monday + timedelta(days=number)
        # Mondays are busy; in the last week everything doubles, which nobody could know.
        calls = (30 if day.weekday() == 0 else 10) * (2 if number >= 49 else 1)
        counted |= quarter(rang(day, 600, SEOUL), calls)
    calendar_days = [calendar_day(monday + timedelta(days=number), SEOUL) for number in range(56)]
    past = arrivals.history(calendar_days, SEOUL, counted, 30)
    found = arrivals.score(past, 28)
    assert found is not None
    assert (found.days, found.naive_wape) == (28, 0.2)
    assert found.wape == pytest.approx(0.2, abs=0.02)
