"""What people have carried, and who could be called in."""

from datetime import timedelta

import msgspec
import pytest

from desk.contract.shifts import Balance, Duties
from desk.contract.staffing import Candidate
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.routes.conftest import written
from tests.server.shift_rig import EARLY, LATE, MONDAY, at
from tests.server.staffing_rig import Centre, wall
from tests.server.store.test_log_rebuilt import holds

A_DAY = timedelta(days=1)
SATURDAY = MONDAY + 5 * A_DAY
FRIDAY = MONDAY + 4 * A_DAY


@pytest.fixture
def centre(site: Site) -> Centre:
    return Centre(site)


def everybody(centre: Centre, **query: object) -> dict[int, Duties]:
    """The duties of all, for a lead."""
    answer = centre.site.get("/balances", as_="lead", params=query)
    assert answer.status_code == 200, answer.text
    return {one.user_id: one for one in msgspec.json.decode(answer.content, type=list[Duties])}


def mine(centre: Centre) -> Balance:
    """My duties and the team's."""
    return msgspec.json.decode(centre.site.get("/shifts/me/balance").content, type=Balance)


def test_late_shifts_and_weekends_are_counted_to_today(centre: Centre) -> None:
    with centre.clock_at(MONDAY - A_DAY, "08:00"):
        centre.on_shift("agent", MONDAY, *LATE)
        centre.on_shift("agent", MONDAY + A_DAY)
        centre.on_shift("agent", SATURDAY)
        assert mine(centre).mine.late == 0
    with centre.clock_at(MONDAY + 2 * A_DAY, "08:00"):
        found = everybody(centre)[centre.id("agent")]
        assert (found.late, found.weekend, found.holiday, found.hard_calls) == (1, 0, 0, 0)
        # The hours are those of the whole week.
        assert found.week_minutes == 3 * 8 * 60
        shift = centre.seen(centre.on_shift("agent", MONDAY + 3 * A_DAY)["id"])
        assert mine(centre).mine.week_minutes == 4 * 8 * 60
        assert centre.change(shift, "work 09:00-11:00").status_code == 200
        assert mine(centre).mine.week_minutes == (3 * 8 + 2) * 60
    with centre.clock_at(SATURDAY, "20:00"):
        assert mine(centre).mine.weekend == 1


def test_i_see_myself_beside_my_team(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        members = [centre.id("agent"), centre.id("agent2")]
        team = written(centre.site.post("/teams", {"name": "배송", "member_ids": members}, as_="lead"))
        centre.on_shift("agent", MONDAY, *LATE)
        assert (mine(centre).mine.late, mine(centre).team_late, mine(centre).week_limit) == (1, 0.5, 52 * 60)
        assert set(everybody(centre, team_id=team["id"])) == set(members)
        assert set(everybody(centre)) > set(members)
        assert centre.site.get("/balances").status_code == 403
        assert centre.site.get("/balances", as_="lead", params={"team_id": 999_999}).status_code == 422


def test_a_call_that_outlasts_the_shift_is_overtime(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)

    def calls(tx: Tx) -> None:
        centre.called(tx, wall(MONDAY, "17:30"), timedelta(minutes=20))
        centre.called(tx, wall(MONDAY, "17:50"), timedelta(minutes=25))
        centre.called(tx, wall(MONDAY, "18:20"), timedelta(minutes=25))

    centre.site.write(calls)
    with centre.clock_at(MONDAY, "20:00"):
        found = everybody(centre)[centre.id("agent")]
        assert (found.week_minutes, found.hard_calls) == (8 * 60 + 15, 3)
        holds(centre)
    with centre.clock_at(MONDAY + 7 * A_DAY, "08:00"):
        assert everybody(centre)[centre.id("agent")].week_minutes == 0


def come(centre: Centre, day: object, start: str, end: str, **query: object) -> list[Candidate]:
    """Who could come?"""
    times = {"start": wall(day, start).isoformat(), "end": wall(day, end).isoformat()}  # type: ignore[arg-type]
    answer = centre.site.get("/call-outs", as_="lead", params=times | query)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=list[Candidate])


def test_who_is_off_and_carried_least_could_come(centre: Centre) -> None:
    centre.join("lead", centre.queue_id)
    with centre.clock_at(MONDAY - A_DAY, "08:00"):
        for number in range(5):
            centre.on_shift("agent", MONDAY + number * A_DAY, *LATE)
        centre.on_shift("agent2", SATURDAY)
    with centre.clock_at(FRIDAY, "20:00"):
        found = come(centre, SATURDAY, "14:00", "17:00", queue_id=centre.queue_id)
        assert [one.user_id for one in found] == [centre.id("lead"), centre.id("agent")]
        assert [(one.legal, one.week_minutes) for one in found] == [(True, 180), (True, 43 * 60)]
        assert found[0].fairness < 0 < found[1].fairness
        assert len(come(centre, SATURDAY, "14:00", "17:00")) > 2


def test_a_whole_day_has_its_lunch(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        (first, *_) = come(centre, SATURDAY, "10:00", "19:00", queue_id=centre.queue_id)
    assert (first.legal, first.rules, first.week_minutes) == (True, (), 8 * 60)


def test_whom_the_law_forbids_it_is_told_with_its_rule(centre: Centre) -> None:
    with centre.clock_at(MONDAY - A_DAY, "08:00"):
        for number in range(6):
            centre.on_shift("agent", MONDAY + number * A_DAY, *EARLY, overtime=number == 5)
    with centre.clock_at(SATURDAY, "20:00"):
        found = come(centre, SATURDAY + A_DAY, "09:00", "12:00", queue_id=centre.queue_id)
        assert [(one.user_id, one.legal) for one in found] == [(centre.id("agent2"), True), (centre.id("agent"), False)]
        assert "weekly_rest" in found[1].rules


def test_late_calls_count_towards_the_limit_of_the_week(centre: Centre) -> None:
    with centre.clock_at(MONDAY - A_DAY, "08:00"):
        for number in range(6):
            centre.on_shift("agent", MONDAY + number * A_DAY, *EARLY, overtime=number == 5)

    def call(tx: Tx) -> None:
        centre.called(tx, wall(FRIDAY, "17:50"), timedelta(minutes=41))

    with centre.clock_at(SATURDAY, "20:00"):
        before = come(centre, SATURDAY, "18:30", "22:00", queue_id=centre.queue_id)
        centre.site.write(call)
        after = come(centre, SATURDAY, "18:30", "22:00", queue_id=centre.queue_id)
        first, then = (next(one for one in found if one.user_id == centre.id("agent")) for found in (before, after))
        assert then.week_minutes - first.week_minutes == 31
        assert ("week_limit" in first.rules, "week_limit" in then.rules) == (False, True)
        assert not then.legal


def test_no_shift_is_made_that_late_calls_leave_no_hours_for(centre: Centre) -> None:
    with centre.clock_at(MONDAY - A_DAY, "08:00"):
        for number in range(6):
            centre.on_shift("agent", MONDAY + number * A_DAY, *EARLY, overtime=number == 5)

    def call(tx: Tx) -> None:
        centre.called(tx, wall(MONDAY, "17:50"), timedelta(minutes=41))

    centre.site.write(call)
    with centre.clock_at(SATURDAY, "20:00"):
        (late, *_) = centre.rota(MONDAY)["shifts"]
        assert late["late_until"] == at(MONDAY, "18:31")
        evening = ("work 18:00-21:40",)
        refused = centre.assign("agent", SATURDAY, *evening, overtime=True, publish=True, why="오늘")
        assert refused.status_code == 409
        breach = next(one for one in refused.json()["breaches"] if one["rule"] == "week_limit")
        assert (breach["value"], breach["limit"], breach["hard"]) == (52 * 60 + 11, 52 * 60, True)
        # Nor may the Monday be stretched over what was worked as a late call, and counted twice.
        longer = ("work 09:00-12:00", "lunch 12:00-13:00", "work 13:00-18:31")
        assert centre.change(late, *longer, overtime=True).status_code == 200
        assert everybody(centre)[centre.id("agent")].week_minutes == 48 * 60 + 31


def test_nobody_is_called_for_a_time_that_cannot_be(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        for start, end in (("10:00", "10:00"), ("10:00", "09:00")):
            times = {"start": wall(MONDAY, start).isoformat(), "end": wall(MONDAY, end).isoformat()}
            assert centre.site.get("/call-outs", as_="lead", params=times).status_code == 422
        times = {"start": "9999-12-31T00:00:00Z", "end": "9999-12-31T10:00:00Z"}
        assert centre.site.get("/call-outs", as_="lead", params=times).status_code == 422
        times = {"start": wall(MONDAY, "10:00").isoformat(), "end": wall(MONDAY, "11:00").isoformat()}
        assert centre.site.get("/call-outs", as_="lead", params=times | {"queue_id": 999_999}).status_code == 422
        assert centre.site.get("/call-outs", params=times).status_code == 403
