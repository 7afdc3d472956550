"""Served time: what lies between two instants, when so much of it is used up, and what is never served."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.calendar import CalendarVersion, Hours, SiteCalendar
from desk.queueing.hours import MINUTE, SECOND, QueueHours, Served, Site, common, instant, joined, micros
from tests.queueing.golden_rig import calendar_of, site_of

SITES = ("shop", "lunch", "office", "night", "round", "york", "york_early", "festive")
EDGES = st.lists(st.integers(0, 1000), max_size=20, unique=True).map(sorted)
SPANS = EDGES.map(lambda edges: list(zip(edges[::2], edges[1::2], strict=False)))


def at(written: str) -> int:
    return micros(datetime.fromisoformat(written))


@given(SPANS, st.integers(-10, 1010), st.integers(-10, 1010))
def test_between_two_instants_lies_what_is_served_second_by_second(
    spans: list[tuple[int, int]], start: int, end: int
) -> None:
    served = Served(spans)
    assert served.elapsed(start, end) == sum(served.holds(one) for one in range(start, end))


@given(SPANS, st.integers(-10, 1010), st.integers(1, 1200))
def test_time_is_used_up_at_the_first_instant_at_which_it_has_been_served(
    spans: list[tuple[int, int]], start: int, amount: int
) -> None:
    served = Served(spans)
    found = served.after(start, amount)
    if found is None:
        assert served.elapsed(start, 2000) < amount
    else:
        assert served.elapsed(start, found) == amount
        assert served.elapsed(start, found - 1) == amount - 1


@given(SPANS, st.integers(-10, 1010))
def test_the_next_served_instant_is_served_and_none_before_it_is(spans: list[tuple[int, int]], start: int) -> None:
    served = Served(spans)
    found = served.next_from(start)
    assert not any(served.holds(one) for one in range(start, 1010 if found is None else found))
    assert found is None or served.holds(found)


@given(SPANS, SPANS)
def test_what_lies_in_both_is_in_both(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    both, one, other = Served(common(joined(some), joined(others))), Served(joined(some)), Served(joined(others))
    assert [both.holds(at) for at in range(1001)] == [one.holds(at) and other.holds(at) for at in range(1001)]


@pytest.mark.parametrize("name", SITES)
def test_hours_that_are_worked_out_in_parts_are_as_if_they_were_worked_out_at_once(name: str) -> None:
    site = site_of([name])
    days = [date(2025, 12, 1) + timedelta(days=number) for number in range(450)]
    whole = Served(joined(span for day in days for span in site.opened(day)))
    hours = QueueHours(site)
    first, last = site.starts(days[1]), site.starts(days[-2])
    times = range(first, last, 37 * 60 * MINUTE + 11 * SECOND)
    for start, end in pairwise(times):
        assert hours.elapsed(start, end) == whole.elapsed(start, end)
        assert hours.holds(start) == whole.holds(start)
        assert hours.next_from(start) == whole.next_from(start)
        for amount in (1, 59 * MINUTE, 90 * 60 * MINUTE):
            found = whole.after(start, amount)
            assert found is None or hours.after(start, amount) == found
    assert hours.elapsed(first, last) == whole.elapsed(first, last)
    assert hours.between(first, last) == list(Served(common(whole.stretches, [(first, last)])).stretches)


def test_a_queue_is_served_only_while_its_site_is_open() -> None:
    hours = QueueHours(site_of(["lunch"]), [[Hours(opens=8 * 60, closes=20 * 60)]] * 7)
    day = at("2026-03-10T00:00+09:00")
    assert hours.elapsed(day, day + 24 * 60 * MINUTE) == 8 * 60 * MINUTE


def test_a_site_that_closes_for_longer_than_400_days_never_serves_again() -> None:
    calendars = [
        calendar_of("shop"),
        SiteCalendar(since=date(2026, 4, 1), weekly=[[]] * 7),
        SiteCalendar(since=date(2027, 5, 7), weekly=[[Hours(opens=540, closes=1140)]] * 7),
    ]
    versions = [CalendarVersion(calendar=one, version=place) for place, one in enumerate(calendars)]
    hours = QueueHours(Site(versions, lambda _year: {}))
    evening = at("2026-03-31T18:00+09:00")
    assert hours.after(evening, 60 * MINUTE) == at("2026-03-31T19:00+09:00")
    assert hours.after(evening, 61 * MINUTE) is None
    assert hours.next_from(at("2026-04-02T10:00+09:00")) == at("2027-05-07T09:00+09:00")


def test_nothing_was_served_before_the_site_had_its_first_day() -> None:
    hours = QueueHours(site_of(["shop"]))
    assert hours.after(micros(datetime(1, 1, 2, tzinfo=UTC)), 60 * MINUTE) == at("2020-01-01T10:00+09:00")
    assert hours.elapsed(micros(datetime(1, 1, 2, tzinfo=UTC)), at("2020-01-01T10:00+09:00")) == 60 * MINUTE


def test_the_end_of_the_calendar_is_no_end_of_the_program() -> None:
    hours = QueueHours(site_of(["shop"]))
    last = micros(datetime(9999, 12, 30, tzinfo=UTC))
    assert hours.elapsed(last - MINUTE, last) == 0
    assert hours.after(last, MINUTE) is None
    assert not hours.holds(last)


def test_instants_survive_being_numbers() -> None:
    now = datetime(2026, 3, 10, 9, 30, 15, 123456, tzinfo=UTC)
    assert instant(micros(now)) == now
