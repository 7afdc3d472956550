"""The floor as leads see it."""

from datetime import timedelta
from typing import Any

from desk.contract.events import CallbackPromised, Refs
from desk.server.store import log
from tests.server.routes.conftest import written
from tests.server.routes.test_wall import Day, day
from tests.server.shift_rig import MONDAY
from tests.server.staffing_rig import wall
from tests.server.store.test_log_rebuilt import holds

__all__ = ["day"]


def person(day: Day, login: str = "agent") -> dict[str, Any]:
    """Somebody on the floor."""
    answer = day.site.get("/floor", as_="lead")
    assert answer.status_code == 200, answer.text
    everybody: list[dict[str, Any]] = answer.json()
    (found,) = (one for one in everybody if one["status"]["user_id"] == day.id(login))
    return found


def test_only_leads_see_everybody(day: Day) -> None:
    assert [day.site.get("/floor", as_=one).status_code for one in ("agent", "delight", "lead", "admin")] == [
        403, 403, 200, 200,
    ]  # fmt: skip


def test_a_person_is_shown_with_state_team_work_and_load(day: Day) -> None:
    with day.clock_at(MONDAY, "10:00"):
        team = written(day.site.post("/teams", {"name": "가팀", "member_ids": [day.id("agent")]}, as_="lead"))["id"]
        day.on_shift("agent", MONDAY)
        day.choose("available")
        first, second = (day.ticket(owner_id=day.id("agent"))["id"] for _ in range(2))
        day.ticket()
        for ticket_id in (second, first):
            assert day.article(ticket_id, "reply").status_code == 201
        fact = CallbackPromised(number="+821023456789", owner_id=day.id("agent"), due_at=wall(MONDAY, "10:30"))
        day.site.write(lambda tx: log.append(tx, fact, Refs()))
        idle = person(day)
    assert (idle["status"]["state"], idle["team_id"], idle["capacity"]) == ("available", team, 8)
    assert set(idle["ticket_ids"]) == {first, second}
    assert idle["load"] == 3
    assert idle["shift_ends"] == wall(MONDAY, "18:00").isoformat().replace("+00:00", "Z")
    with day.clock_at(MONDAY, "10:05"):
        call = day.talk()
        day.article(second, "call_note", call_id=call.id)
        busy = person(day)
    assert (busy["status"]["state"], busy["load"], busy["ticket_ids"][0]) == ("in_call", 7, second)


def test_calls_of_today_are_counted_and_the_hard_ones_apart(day: Day) -> None:
    day.came("15:00", answered=1, day=MONDAY - timedelta(days=1))
    day.came("09:00", answered=1)
    day.came("09:10", answered=1)
    day.came("09:20", hung_up=1)
    day.site.write(lambda tx: day.called(tx, wall(MONDAY, "09:30"), timedelta(minutes=16)))
    with day.clock_at(MONDAY, "10:00"):
        day.choose("available")
        found = person(day)
    assert (found["calls_today"], found["hard_calls_today"]) == (3, 1)


def test_the_last_break_is_since_when_it_lasts_and_until_when_it_was(day: Day) -> None:
    with day.clock_at(MONDAY, "09:00"):
        day.choose("available")
        assert person(day)["last_break"] is None
    for clock, state, last in (
        ("10:00", "break", "10:00"),
        ("10:15", "available", "10:15"),
        ("11:00", "away", "10:15"),
    ):
        with day.clock_at(MONDAY, clock):
            day.choose(state, reason="회의")
            assert person(day)["last_break"] == wall(MONDAY, last).isoformat().replace("+00:00", "Z")
    with day.clock_at(MONDAY + timedelta(days=1), "09:00"):
        assert person(day)["last_break"] is None
    holds(day)


def test_who_asks_for_help_is_marked_at_once(day: Day) -> None:
    with day.clock_at(MONDAY, "10:00"):
        day.choose("available")
        assert not person(day)["asks_help"]
        asked = written(day.site.post("/helps", {"words": "환불 규정"}))
        assert person(day)["asks_help"]
        day.site.post(f"/helps/{asked['id']}/join", as_="lead")
        assert not person(day)["asks_help"]
