"""Hours offered go to whoever is quickest, never to more people than there are seats, and only within the rules."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
import time_machine

from desk.contract.endpoint import API
from desk.contract.events import OfferClosed, ShiftAssigned, ShiftChanged
from desk.server.rules.topics import topics_of
from desk.server.store import log, offers
from tests.server.routes.conftest import written
from tests.server.shift_rig import MONDAY, Roster, at, rules_of

DAY = timedelta(days=1)
MORE: dict[str, Any] = {
    "offer_kind": "extra_hours", "start": at(MONDAY, "18:00"), "end": at(MONDAY, "19:00"), "seats": 1,
    "until": at(MONDAY, "12:00"), "words": "저녁 문의 폭주",
}  # fmt: skip
LESS = MORE | {"offer_kind": "early_leave", "start": at(MONDAY, "17:00"), "end": at(MONDAY, "19:00")}


def make(roster: Roster, draft: dict[str, Any] = MORE, **more: Any) -> dict[str, Any]:
    """A lead offers an hour."""
    return written(roster.site.post("/offers", draft | more, as_="lead"))


def take(roster: Roster, offer: dict[str, Any], as_: str = "agent", **more: Any) -> httpx.Response:
    """Somebody takes a seat."""
    return roster.site.post(f"/offers/{offer['id']}/take", as_=as_, **more)


def listed(roster: Roster, as_: str) -> list[int]:
    """The offers somebody sees."""
    return [one["id"] for one in roster.site.get("/offers", as_=as_).json()]


def hours(shift: dict[str, Any]) -> tuple[str, str]:
    """From when to when a shift is."""
    return shift["segments"][0]["start"], shift["segments"][-1]["end"]


def test_extra_hours_become_a_shift_of_overtime_beside_the_ordinary_one(roster: Roster) -> None:
    roster.shift("agent", MONDAY)
    offer = make(roster)
    taken = written(take(roster, offer))
    assert (taken["taken"], taken["closed"]) == ([roster.id("agent")], True)
    ordinary, extra = roster.rota(MONDAY)["shifts"]
    assert (ordinary["overtime"], extra["overtime"]) == (False, True)
    assert hours(extra) == (MORE["start"], MORE["end"])
    told = [event.fact for event in roster.site.read(lambda tx: log.after(tx, offer["id"], 100))]
    made = [fact for fact in told if isinstance(fact, ShiftAssigned)]
    assert [(fact.offer_id, fact.why, fact.overtime) for fact in made] == [(offer["id"], "저녁 문의 폭주", True)]
    assert [fact.why for fact in told if isinstance(fact, OfferClosed)] == ["full"]


def test_extra_hours_of_a_whole_day_can_be_taken_and_have_their_lunch(roster: Roster) -> None:
    offer = make(roster, start=at(MONDAY, "09:00"), end=at(MONDAY, "18:00"), until=at(MONDAY, "08:00"))
    assert take(roster, offer).status_code == 200
    (made,) = roster.rota(MONDAY)["shifts"]
    assert [one["activity"] for one in made["segments"]] == ["work", "lunch", "work"]
    assert hours(made) == (at(MONDAY, "09:00"), at(MONDAY, "18:00"))


def test_early_leave_ends_a_shift_where_it_begins(roster: Roster) -> None:
    roster.shift("agent", MONDAY)
    offer = make(roster, LESS, seats=2)
    taken = written(take(roster, offer))
    assert (taken["taken"], taken["closed"]) == ([roster.id("agent")], False)
    (left,) = roster.rota(MONDAY)["shifts"]
    assert hours(left) == (at(MONDAY, "09:00"), LESS["start"])
    events = roster.site.read(lambda tx: log.after(tx, offer["id"], 100))
    assert [event.fact.offer_id for event in events if isinstance(event.fact, ShiftChanged)] == [offer["id"]]
    idle = take(roster, offer, "agent2")
    assert (idle.status_code, idle.json()["code"]) == (409, "conflict"), "there is nothing to leave early"


def test_a_pause_before_an_early_leave_is_no_part_of_the_shift_any_more(roster: Roster) -> None:
    roster.shift("agent", MONDAY)
    noon = make(roster, LESS, start=at(MONDAY, "13:00"), end=at(MONDAY, "18:00"))
    written(take(roster, noon))
    (left,) = roster.rota(MONDAY)["shifts"]
    assert hours(left) == (at(MONDAY, "09:00"), at(MONDAY, "12:00"))


def test_as_many_as_there_are_seats_get_one_whoever_asks_at_once(roster: Roster) -> None:
    people = ("agent", "agent2", "lead", "delivery", "delight")
    offer = make(roster, seats=2)
    tokens = [roster.site.token(login) for login in people]
    address = f"{roster.site.url}{API}/offers/{offer['id']}/take"

    def grab(token: str) -> int:
        return httpx.post(address, json={}, headers={"Authorization": f"Bearer {token}"}, timeout=30).status_code

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(grab, tokens * 3))
    (now,) = roster.site.get("/offers", as_="lead").json()
    assert len(set(now["taken"])) == len(now["taken"]) == 2
    assert now["closed"]
    shifts = roster.rota(MONDAY)["shifts"]
    assert sorted(one["user_id"] for one in shifts) == sorted(now["taken"]), "one shift a seat"
    assert answers.count(200) >= 2
    assert set(answers) == {200, 409}


def test_taking_again_changes_nothing(roster: Roster) -> None:
    offer = make(roster, seats=3)
    first = take(roster, offer, key="click-1")
    again = take(roster, offer, key="click-1")
    assert again.content == first.content
    head = roster.head()
    assert written(take(roster, offer))["taken"] == [roster.id("agent")]
    assert roster.head() == head


def test_a_rule_in_the_way_is_named_and_the_seat_stays_free(roster: Roster) -> None:
    roster.shift("agent", MONDAY, "work 10:00-13:00", "lunch 13:00-14:00", "work 14:00-19:00")
    offer = make(roster)
    roster.site.token("agent")
    head = roster.head()
    assert rules_of(take(roster, offer)) == {"overlap"}
    assert roster.head() == head
    assert written(take(roster, offer, "agent2"))["taken"] == [roster.id("agent2")]


def test_an_offer_to_some_is_nobody_else_s_business(roster: Roster) -> None:
    before = roster.head()
    offer = make(roster, user_ids=[roster.id("agent"), roster.id("agent")], seats=2)
    assert offer["user_ids"] == [roster.id("agent")]
    assert (listed(roster, "agent"), listed(roster, "agent2"), listed(roster, "lead")) == ([offer["id"]], [],
                                                                                         [offer["id"]])  # fmt: skip
    assert take(roster, offer, "agent2").status_code == 404
    assert take(roster, offer, "lead").status_code == 409
    (made,) = [one for one in roster.site.read(lambda tx: log.after(tx, before, 100)) if one.seq == offer["id"]]
    assert topics_of(made) >= {"rota", f"user:{roster.id('agent')}"}
    assert "shifts" not in topics_of(made)


def test_an_offer_closes_when_its_time_is_over(roster: Roster) -> None:
    offer = make(roster)
    until = datetime.fromisoformat(MORE["until"])
    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        roster.site.sweep()
        assert not roster.site.read(lambda tx: tx.value("SELECT closed FROM offers"))
    with time_machine.travel(until, tick=False):
        roster.site.sweep()
        roster.site.sweep()
    events = roster.site.read(lambda tx: log.after(tx, offer["id"], 100))
    assert [event.fact.why for event in events if isinstance(event.fact, OfferClosed)] == ["over"]
    assert take(roster, offer).status_code == 409


def test_a_lead_closes_an_offer_and_who_has_a_seat_keeps_it(roster: Roster) -> None:
    offer = make(roster, seats=2)
    written(take(roster, offer))
    assert roster.site.post(f"/offers/{offer['id']}/close").status_code == 403
    assert written(roster.site.post(f"/offers/{offer['id']}/close", as_="lead"))["closed"]
    assert roster.site.post(f"/offers/{offer['id']}/close", as_="lead").status_code == 409
    assert take(roster, offer, "agent2").status_code == 409
    assert len(roster.rota(MONDAY)["shifts"]) == 1


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"end": MORE["start"]}, "/end"),
        ({"end": at(MONDAY + DAY, "18:00")}, "/end"),
        ({"until": at(MONDAY, "18:01")}, "/until"),
        ({"until": "2026-01-01T00:00:00Z"}, "/until"),
        ({"start": at(MONDAY, "18:00").replace(":00Z", ":01Z")}, "/start"),
        ({"end": "9999-12-31T23:59:00-14:00"}, "/end"),
        ({"user_ids": [999]}, "/user_ids/0"),
    ],
)
def test_an_offer_must_make_sense(roster: Roster, fields: dict[str, Any], pointer: str) -> None:
    answer = roster.site.post("/offers", MORE | fields, as_="lead")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_offers_that_are_over_are_not_listed(roster: Roster) -> None:
    offer = make(roster)
    with time_machine.travel(datetime.fromisoformat(MORE["end"]) - timedelta(seconds=1), tick=False):
        assert [one.id for one in roster.site.read(offers.to_come)] == [offer["id"]]
    with time_machine.travel(datetime.fromisoformat(MORE["end"]), tick=False):
        assert roster.site.read(offers.to_come) == []
    assert take(roster, {"id": 999}).status_code == 404
