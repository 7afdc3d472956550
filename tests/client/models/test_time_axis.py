"""The axis of the shift views: days of 23 and 25 hours, zooming around the mouse, ticks that can be read."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.client.models.time_axis import CLOSEST, DaySpan, TimeAxis, minute_of, moment_of

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 60


def day_in(zone: ZoneInfo, day: date) -> DaySpan:
    """A day of a zone as long as it is there, open from nine to seven."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = day + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=zone)
    opens, closes = (minute_of(start.replace(hour=hour).astimezone(UTC)) for hour in (9, 19))
    return DaySpan(day, minute_of(start), minute_of(end), ((opens, closes),))


def axis_of(*days: DaySpan, zone: ZoneInfo = BERLIN, width: int = 900) -> TimeAxis:
    """An axis over these days."""
    axis = TimeAxis()
    axis.zone = zone
    axis.resize(width)
    axis.show_days(days)
    return axis


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2028, 2, 29), 24)])
def test_a_day_is_as_long_as_it_is_and_the_clock_on_the_wall_stands_at_each_hour(day: date, hours: int) -> None:
    axis = axis_of(day_in(BERLIN, day))
    axis.fit(axis.first, axis.last)
    assert axis.last - axis.first == hours * HOUR
    told = [tick.words for tick in axis.ticks() if tick.words]
    walls = [axis.local(minute).strftime("%H:%M") for minute in range(axis.first, axis.last, HOUR)]
    assert told
    assert set(told) <= set(walls)
    assert axis.clock(axis.first) == "00:00"
    assert axis.clock(axis.last - 1) == "23:59"


def test_what_is_under_the_mouse_stays_there_while_it_comes_closer() -> None:
    axis = axis_of(day_in(BERLIN, date(2026, 6, 1)))
    axis.fit_open_hours()
    held = axis.minute(400)
    for _ in range(5):
        axis.zoom(1.3, 400)
    assert axis.minute(400) == pytest.approx(held)


def test_it_comes_as_close_as_a_quarter_of_an_hour_and_as_far_as_all_of_it() -> None:
    days = [day_in(BERLIN, date(2026, 6, 1) + timedelta(days=n)) for n in range(30)]
    axis = axis_of(*days)
    for _ in range(80):
        axis.zoom(1.5, 300)
    assert axis.scale == CLOSEST
    assert any(tick.words.endswith(":15") for tick in axis.ticks())
    while axis.zoom(0.6, 300):
        pass
    assert axis.seen[1] - axis.seen[0] >= axis.last - axis.first
    assert [tick.day for tick in axis.ticks() if tick.day is not None] == [one.day for one in days]


def test_a_day_shows_its_open_hours_with_an_hour_around_them_whatever_the_width() -> None:
    day = day_in(BERLIN, date(2026, 6, 1))
    axis = axis_of(day)
    axis.fit_open_hours()
    for width in (900, 500, 1400):
        axis.resize(width)
        assert (axis.clock(round(axis.minute(0))), axis.clock(round(axis.minute(width)))) == ("08:00", "20:00")


def test_whoever_works_past_midnight_is_seen_to_the_end() -> None:
    day = day_in(BERLIN, date(2026, 12, 31))
    axis = axis_of(day)
    axis.show_days((day,), day.end + 6 * HOUR)
    assert axis.local(axis.last).date() == date(2027, 1, 1)
    assert axis.clock(axis.last) == "06:00"


def test_minutes_and_instants_are_the_same() -> None:
    moment = datetime(2026, 11, 22, 5, 15, tzinfo=UTC)
    assert moment_of(minute_of(moment)) == moment
