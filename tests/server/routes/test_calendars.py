"""The site's calendar: days as they are, set from a day on, the past left alone."""

from datetime import date, timedelta
from typing import Any

import pytest

from desk.server.store import clock
from tests.server.conftest import Site
from tests.server.routes.conftest import written

WEEK = [[{"opens": 540, "closes": 1140}]] * 5 + [[{"opens": 600, "closes": 1080}], []]


def today(site: Site) -> date:
    """The date in Seoul."""
    return site.read(lambda tx: tx.now.astimezone(clock.SEOUL).date())


def days(site: Site, since: date | str, until: date | str | None = None, as_: str = "agent") -> list[dict[str, Any]]:
    """Some days as the server tells them."""
    answer = site.get("/calendar/days", as_=as_, params={"since": str(since), "until": str(until or since)})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def test_a_new_site_is_open_365_days_through_lunch_to_seven(site: Site) -> None:
    (newyear,) = days(site, "2027-01-01")
    assert newyear["open"] == [{"start": "2027-01-01T00:00:00Z", "end": "2027-01-01T10:00:00Z"}]
    assert newyear["lunch"] == {"start": "2027-01-01T03:00:00Z", "end": "2027-01-01T04:00:00Z"}
    assert newyear["late"] == {"start": "2027-01-01T09:00:00Z", "end": "2027-01-01T10:00:00Z"}
    assert (newyear["holiday"], newyear["version"]) == ("신정연휴", 0)
    assert newyear["holiday_en"] == "New Year's Day"
    assert (newyear["start"], newyear["end"]) == ("2026-12-31T15:00:00Z", "2027-01-01T15:00:00Z")


def test_a_calendar_counts_from_its_day_and_leaves_the_days_before_alone(site: Site) -> None:
    tomorrow = today(site) + timedelta(days=1)
    calendar = {"since": tomorrow, "weekly": WEEK, "on_holidays": []}
    assert site.put("/calendars", calendar, as_="admin").status_code == 428
    version = written(site.put("/calendars", calendar, as_="admin", if_match=0))["version"]
    assert site.put("/calendars", calendar, as_="admin", if_match=0).status_code == 412
    assert days(site, today(site))[0]["version"] == 0
    later = days(site, tomorrow, tomorrow + timedelta(days=27))
    assert {day["version"] for day in later} == {version}
    for day in later:
        weekday = date.fromisoformat(day["day"]).weekday()
        assert len(day["open"]) == (0 if day["holiday"] else len(WEEK[weekday]))
    known = site.get("/calendars").json()
    assert [one["version"] for one in known] == [0, version]


def test_the_past_does_not_change(site: Site) -> None:
    yesterday = today(site) - timedelta(days=1)
    answer = site.put("/calendars", {"since": yesterday, "weekly": WEEK}, as_="admin", if_match=0)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/since")
    assert site.put("/calendars", {"since": today(site), "weekly": WEEK}, as_="admin", if_match=0).status_code == 200


def test_a_holiday_announced_late_and_one_that_is_worked_all_the_same(site: Site) -> None:
    special = [
        {"day": "2027-06-15", "name": "임시공휴일", "holiday": True},
        {"day": "2027-10-09", "holiday": False},
        {"day": "2027-06-16", "name": "창립기념일", "hours": [{"opens": 600, "closes": 900}]},
    ]
    calendar = {"since": today(site), "weekly": [WEEK[0]] * 7, "on_holidays": [], "special": special}
    written(site.put("/calendars", calendar, as_="admin", if_match=0))
    temporary, founding = days(site, "2027-06-15", "2027-06-16")
    assert (temporary["holiday"], temporary["open"]) == ("임시공휴일", [])
    assert temporary["holiday_en"] == "", "the site has named it"
    assert (founding["holiday"], founding["note"], len(founding["open"])) == ("", "창립기념일", 1)
    (hangul,) = days(site, "2027-10-09")
    assert (hangul["holiday"], len(hangul["open"])) == ("", 1)


def test_days_of_23_and_25_hours_elsewhere_and_a_leap_day(site: Site) -> None:
    night = [{"opens": 1320, "closes": 1800}]
    calendar = {"since": today(site), "weekly": [night] * 7, "zone": "America/New_York"}
    written(site.put("/calendars", calendar, as_="admin", if_match=0))
    spring, autumn, leap = (days(site, day)[0] for day in ("2027-03-13", "2027-11-06", "2028-02-29"))
    assert spring["open"] == [{"start": "2027-03-14T03:00:00Z", "end": "2027-03-14T10:00:00Z"}]
    assert autumn["open"] == [{"start": "2027-11-07T02:00:00Z", "end": "2027-11-07T11:00:00Z"}]
    assert (leap["start"], leap["end"]) == ("2028-02-29T05:00:00Z", "2028-03-01T05:00:00Z")
    assert days(site, "2027-07-17")[0]["holiday"] == "", "not in Korea"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"zone": "Asia/Soul"}, "/zone"),
    ({"zone": "../../etc/passwd"}, "/zone"),
    ({"zone": "a\x00b"}, "/zone"),
    ({"zone": "Asia"}, "/zone"),
    ({"zone": "가" * 60}, "/zone"),
    ({"weekly": [[{"opens": 600, "closes": 600}]] * 7}, "/weekly/0/0"),
    ({"weekly": [[{"opens": 1440, "closes": 1500}]] * 7}, "/weekly/0/0"),
    ({"weekly": [[{"opens": 540, "closes": 700}, {"opens": 600, "closes": 800}]] * 7}, "/weekly/0/1"),
    ({"lunch": {"opens": 800, "closes": 700}}, "/lunch/0"),
    ({"special": [{"day": "2027-01-01"}, {"day": "2027-01-01"}]}, "/special/1/day"),
    ({"since": "9999-12-31"}, "/since"),
]


@pytest.mark.parametrize(("fields", "pointer"), WRONG)
def test_what_is_no_calendar_is_pointed_at(site: Site, fields: dict[str, Any], pointer: str) -> None:
    calendar = {"since": today(site), "weekly": WEEK} | fields
    answer = site.put("/calendars", calendar, as_="admin", if_match=0)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), answer.text
    assert len(site.get("/calendars").json()) == 1


@pytest.mark.parametrize(
    ("since", "until", "pointer"),
    [
        ("2027-01-02", "2027-01-01", "/until"),
        ("2027-01-01", "2028-02-05", "/until"),
        ("0001-01-01", "0001-01-02", "/since"),
        ("2027-01-01", "9999-12-31", "/until"),
    ],
)
def test_days_that_are_none_or_too_many_are_refused(site: Site, since: str, until: str, pointer: str) -> None:
    answer = site.get("/calendar/days", params={"since": since, "until": until})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert len(days(site, "2027-01-01", "2028-02-04")) == 400


def test_only_administrators_set_it(site: Site) -> None:
    body = {"since": today(site), "weekly": WEEK}
    assert site.put("/calendars", body, as_="lead", if_match=0).status_code == 403
