"""Days that are not like others: 23 and 25 hours long, a leap day, the turn of a year, nights into the next month."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from desk.contract.shifts import Balance
from desk.workforce.calendar import instant_at
from tests.server.conftest import Site
from tests.server.routes.conftest import written
from tests.server.routes.test_hand_overs import pack
from tests.server.shift_rig import rules_of
from tests.server.staffing_rig import Centre, wall

A_DAY = timedelta(days=1)
NEW_YORK = "America/New_York"
NIGHT = ("work 22:00-26:00", "break 26:00-27:00", "work 27:00-30:00")


@pytest.fixture
def centre(site: Site) -> Centre:
    return Centre(site)


def hours(centre: Centre, as_: str = "agent") -> float:
    """Somebody's hours of the week."""
    answer = centre.site.get("/shifts/me/balance", as_=as_)
    return msgspec.json.decode(answer.content, type=Balance).mine.week_minutes / 60


def stretch(day: date, activity: str, begins: int, ends: int) -> dict[str, Any]:
    """From an hour to an hour by the clock on the wall in New York."""
    start, end = (instant_at(day, hour * 60, NEW_YORK) for hour in (begins, ends))
    return {"activity": activity, "start": start, "end": end}


@pytest.mark.parametrize(
    ("saturday", "worked"), [(date(2027, 3, 13), 6), (date(2027, 3, 20), 7), (date(2027, 11, 6), 8)]
)
def test_a_night_in_which_the_clock_changes_has_its_true_hours_everywhere(
    centre: Centre, saturday: date, worked: int
) -> None:
    sunday, before = saturday + A_DAY, saturday - 3 * A_DAY
    # By the clock of Seoul: in New York it rings from the evening to the morning.
    centre.weeks(1, 2, until=before)
    always = {"since": before, "weekly": [[{"opens": 0, "closes": 1440}]] * 7, "zone": NEW_YORK}
    with centre.clock_at(before, "23:00"):
        written(centre.site.put("/calendars", always, as_="admin", if_match=0))
        night = [
            stretch(saturday, "work", 22, 24),
            stretch(saturday, "lunch", 24, 25),
            stretch(saturday, "work", 25, 30),
        ]
        body = {"user_id": centre.id("agent"), "day": saturday, "segments": night, "publish": True, "why": "야간"}
        made = written(centre.site.post("/shifts", body, as_="lead"))
        assert made["day"] == str(saturday)
        assert hours(centre) == worked
        (queue,) = centre.coverage(sunday).queues
        assert len(queue.intervals) == 2 * (17 + worked)
        there = [one.start for one in queue.intervals if one.rostered]
        assert there == [instant_at(saturday, 25 * 60, NEW_YORK) + n * A_DAY / 48 for n in range(2 * (worked - 2))]


@pytest.mark.parametrize("monday", [date(2028, 2, 28), date(2026, 12, 28)])
def test_a_week_over_a_leap_day_or_the_end_of_a_year_is_one_week(centre: Centre, monday: date) -> None:
    with centre.clock_at(monday - 3 * A_DAY, "09:00"):
        for number in range(5):
            centre.on_shift("agent", monday + number * A_DAY)
        assert len(centre.rota(monday, 7)["shifts"]) == 5
        sixth = centre.assign("agent", monday + 5 * A_DAY, publish=True, why="주말")
        assert rules_of(sixth) == {"overtime"}
        centre.on_shift("agent", monday + 7 * A_DAY)
    with centre.clock_at(monday + 4 * A_DAY, "09:30"):
        assert hours(centre) == 40
        assert pack(centre).next_shift == wall(monday + 7 * A_DAY, "09:00")


@pytest.mark.parametrize("evening", [date(2028, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_a_night_into_another_month_or_year_is_the_evenings(centre: Centre, evening: date) -> None:
    with centre.clock_at(evening, "09:00"):
        made = centre.on_shift("agent", evening, *NIGHT, allow=["opening_hours"])
        assert made["day"] == str(evening)
        assert [len(centre.rota(evening + n * A_DAY)["shifts"]) for n in (-1, 0, 1)] == [0, 1, 0]
    with centre.clock_at(evening + A_DAY, "03:30"):
        assert pack(centre).shift_ends == wall(evening + A_DAY, "06:00")
        assert hours(centre) == 8
