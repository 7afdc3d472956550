"""The rota as each may see it, and its publishing."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from desk.contract.events import RotaPublished
from desk.server.rules.topics import topics_of
from desk.server.store import log
from tests.server.routes.conftest import written
from tests.server.shift_rig import LATE, MONDAY, Roster, at, rules_of

DAY = timedelta(days=1)


def publish(roster: Roster, since: Any = MONDAY, until: Any = MONDAY + 6 * DAY, **more: Any) -> httpx.Response:
    """A lead publishes a week."""
    return roster.site.post("/rota/publish", {"since": since, "until": until} | more, as_="lead")


def test_drafts_hold_from_their_publishing_on(roster: Roster) -> None:
    drafts = [roster.shift(login, MONDAY + DAY, publish=False) for login in ("agent", "agent2")]
    later = roster.shift("agent", MONDAY + 7 * DAY, publish=False)
    assert roster.rota(MONDAY, 7)["shifts"] == []
    assert publish(roster).json()["data"] == {"ok": True}
    shown = roster.rota(MONDAY, 7)["shifts"]
    assert {one["id"] for one in shown} == {one["id"] for one in drafts}
    assert all(one["state"] == "published" and one["version"] > drafts[1]["version"] for one in shown)
    assert roster.seen(later["id"])["state"] == "draft"
    (event,) = roster.site.read(lambda tx: log.some(tx, [shown[0]["version"]]))
    assert isinstance(event.fact, RotaPublished)
    assert set(event.fact.user_ids) == {roster.id("agent"), roster.id("agent2")}
    assert publish(roster).status_code == 409, "nothing is left"


def test_shorter_notice_than_the_rules_say_needs_a_reason(roster: Roster) -> None:
    today = roster.site.read(lambda tx: tx.now.date())
    soon = today + 3 * DAY
    roster.shift("agent", soon, publish=False)
    answer = publish(roster, soon, soon)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/why")
    assert publish(roster, soon, soon, why="급한 결원").status_code == 200


def test_a_draft_that_meanwhile_breaks_the_law_holds_all_of_them_back(roster: Roster) -> None:
    kept = roster.shift("agent2", MONDAY, publish=False)
    roster.shift("agent", MONDAY, publish=False)
    offer = {
        "offer_kind": "extra_hours", "start": at(MONDAY, "10:00"), "end": at(MONDAY, "12:00"), "seats": 1,
        "until": at(MONDAY, "09:00"),
    }  # fmt: skip
    offered = written(roster.site.post("/offers", offer, as_="lead"))
    assert roster.site.post(f"/offers/{offered['id']}/take").status_code == 200, "an agent knows nothing of drafts"
    head = roster.head()
    broken = publish(roster)
    assert rules_of(broken) == {"overlap"}
    assert {one["user_id"] for one in broken.json()["breaches"]} == {roster.id("agent")}
    assert (roster.head(), roster.seen(kept["id"])["state"]) == (head, "draft")


def test_colleagues_see_that_somebody_is_away_and_not_why(roster: Roster) -> None:
    body = {"absence_kind": "sick", "start": at(MONDAY, "09:00"), "end": at(MONDAY, "18:00"), "words": "독감"}
    asked = written(roster.site.post("/absences", body))
    assert roster.rota(MONDAY, as_="agent2")["absences"] == [], "not before it is granted"
    assert roster.rota(MONDAY)["absences"] == [asked]
    address = f"/absences/{asked['id']}/decision"
    granted = written(roster.site.post(address, {"approve": True}, as_="lead", if_match=asked["version"]))
    (seen,) = roster.rota(MONDAY, as_="agent2")["absences"]
    assert seen == granted | {"absence_kind": None, "words": "", "answer": ""}
    assert roster.rota(MONDAY, as_="lead")["absences"] == roster.rota(MONDAY)["absences"] == [granted]
    assert roster.rota(MONDAY + DAY, as_="lead")["absences"] == []


def test_a_rota_of_one_person_or_of_a_team(roster: Roster) -> None:
    team = {"name": "가팀", "member_ids": [roster.id("agent2")]}
    team_id = written(roster.site.post("/teams", team, as_="lead"))["id"]
    mine, theirs = roster.shift("agent", MONDAY), roster.shift("agent2", MONDAY, *LATE)
    assert roster.rota(MONDAY, 62, user_id=roster.id("agent"))["shifts"] == [mine]
    assert roster.rota(MONDAY, 31, team_id=team_id)["shifts"] == [theirs]
    assert {one["id"] for one in roster.rota(MONDAY - 6 * DAY, 7)["shifts"]} == {mine["id"], theirs["id"]}
    assert roster.rota(MONDAY - 7 * DAY, 7)["shifts"] == []
    assert roster.rota(MONDAY, team_id=999)["shifts"] == []


@pytest.mark.parametrize(("days", "query"), [(8, {}), (32, {"team_id": 1}), (63, {"user_id": 1}), (0, {})])
def test_more_days_than_one_can_look_at_are_refused(roster: Roster, days: int, query: dict[str, int]) -> None:
    until = MONDAY + (days - 1) * DAY
    answer = roster.site.get("/rota", params={"since": str(MONDAY), "until": str(until)} | query)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/until")


def test_no_draft_reaches_an_agent_by_the_live_feed(roster: Roster) -> None:
    hearing = {"shifts", "floor", "site", *(f"user:{roster.id(login)}" for login in ("agent", "agent2"))}
    roster.site.token("lead")
    before = roster.head()
    made = roster.shift("agent", MONDAY, publish=False)
    made = written(roster.change(made, *LATE))
    made = written(roster.change(made, user_id=roster.id("agent2")))
    roster.site.post(f"/shifts/{made['id']}/cancel", {"why": "x"}, as_="lead", if_match=made["version"])
    events = roster.site.read(lambda tx: log.after(tx, before, 100))
    assert len(events) == 4
    for event in events:
        assert not topics_of(event) & hearing, event
        assert "rota" in topics_of(event)
    assert roster.site.get("/events", params={"topics": "rota"}).status_code == 403
    assert "shift" not in json.dumps(roster.rota(MONDAY)["shifts"])
