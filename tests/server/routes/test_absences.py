"""Leave is asked for by people and decided by leads; colleagues learn no more than that somebody is away."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.server.routes.conftest import written
from tests.server.shift_rig import MONDAY, Roster, at, rules_of

DAY = timedelta(days=1)
LEAVE = {"absence_kind": "leave", "start": at(MONDAY, "00:00"), "end": at(MONDAY, "24:00"), "words": "여행"}


def ask(roster: Roster, as_: str = "agent", **more: Any) -> httpx.Response:
    """Somebody asks for a day off."""
    return roster.site.post("/absences", LEAVE | more, as_=as_)


def decide(
    roster: Roster, absence: dict[str, Any], approve: bool, words: str = "", as_: str = "lead"
) -> httpx.Response:
    """A lead decides."""
    body = {"approve": approve, "words": words}
    return roster.site.post(f"/absences/{absence['id']}/decision", body, as_=as_, if_match=absence["version"])


def known(roster: Roster, as_: str, **query: str) -> list[int]:
    """The ids of the absences somebody sees."""
    return [one["id"] for one in roster.site.get("/absences", as_=as_, params=query).json()]


def test_leave_waits_for_a_lead_and_counts_from_the_yes_on(roster: Roster) -> None:
    asked = written(ask(roster))
    assert (asked["state"], known(roster, "lead", open="true"), known(roster, "agent")) == ("asked", [asked["id"]],
                                                                                          [asked["id"]])  # fmt: skip
    assert known(roster, "agent2") == []
    made = roster.shift("agent", MONDAY)
    address = f"/shifts/{made['id']}/cancel"
    roster.site.post(address, {"why": "only asked for, it barred nothing"}, as_="lead", if_match=made["version"])
    granted = written(decide(roster, asked, True, "푹 쉬세요"))
    assert (granted["state"], granted["answer"]) == ("approved", "푹 쉬세요")
    assert known(roster, "lead", open="true") == []
    assert rules_of(roster.assign("agent", MONDAY)) == {"absent"}
    again = decide(roster, granted, False)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


def test_a_lead_decides_what_was_seen_only(roster: Roster) -> None:
    asked = written(ask(roster))
    withdrawn = written(roster.site.post(f"/absences/{asked['id']}/withdraw", if_match=asked["version"]))
    assert withdrawn["state"] == "withdrawn"
    assert decide(roster, asked, True).status_code == 412
    assert decide(roster, withdrawn, True).status_code == 409
    assert decide(roster, withdrawn, True, as_="agent").status_code == 403
    assert written(ask(roster))["state"] == "asked", "the time is free again"


def test_a_lead_sets_leave_for_somebody_and_agents_only_for_themselves(roster: Roster) -> None:
    set_ = written(ask(roster, "lead", user_id=roster.id("agent"), absence_kind="sick"))
    assert (set_["state"], set_["user_id"]) == ("approved", roster.id("agent"))
    other = ask(roster, "agent", user_id=roster.id("agent2"))
    assert (other.status_code, other.json()["code"]) == (403, "forbidden")
    assert ask(roster, "agent").status_code == 409, "that day is taken"
    address = f"/absences/{set_['id']}/withdraw"
    assert roster.site.post(address, as_="agent2", if_match=set_["version"]).status_code == 404
    assert written(roster.site.post(address, if_match=set_["version"]))["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("fields", "status", "pointer"),
    [
        ({"end": LEAVE["start"]}, 422, "/end"),
        ({"end": at(MONDAY + 500 * DAY, "00:00")}, 422, "/end"),
        ({"start": "0001-01-01T00:00:00+14:00"}, 422, "/start"),
        ({"end": "9999-12-31T23:59:59-14:00"}, 422, "/end"),
        ({"start": "2027-06-14T00:00:00"}, 400, "/start"),
        ({"user_id": 999}, 422, "/user_id"),
    ],
)
def test_leave_must_make_sense(roster: Roster, fields: dict[str, Any], status: int, pointer: str) -> None:
    answer = ask(roster, "lead", **fields)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, pointer)


def test_nobody_decides_on_their_own_leave(roster: Roster) -> None:
    asked = written(ask(roster, "lead", user_id=roster.id("lead")))
    assert asked["state"] == "asked", "naming oneself is asking"
    assert decide(roster, asked, True).status_code == 403
    assert written(decide(roster, asked, True, as_="admin"))["state"] == "approved"


def test_what_is_over_is_not_withdrawn(roster: Roster) -> None:
    past = written(ask(roster, start="2026-01-05T00:00:00Z", end="2026-01-06T00:00:00Z"))
    answer = roster.site.post(f"/absences/{past['id']}/withdraw", if_match=past["version"])
    assert answer.status_code == 409
    assert known(roster, "agent") == [], "it ended long ago"
