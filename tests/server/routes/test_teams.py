"""Teams: a person is in one at most."""

from typing import Any

import pytest

from tests.server.conftest import Site
from tests.server.routes.conftest import written


def draft(site: Site, name: str, *logins: str, **more: Any) -> dict[str, Any]:
    """A team of these people."""
    return {"name": name, "lead_ids": [site.user_id("lead")], "member_ids": list(map(site.user_id, logins))} | more


def test_who_joins_a_team_leaves_another_and_both_say_so(site: Site) -> None:
    first = written(site.post("/teams", draft(site, "가팀", "agent", "agent2"), as_="lead"))
    second = written(site.post("/teams", draft(site, "나팀"), as_="lead"))
    address, body = f"/teams/{second['id']}", draft(site, "나팀", "agent")
    assert site.put(address, body, as_="lead", if_match=second["version"] - 1).status_code == 412
    second = written(site.put(address, body, as_="lead", if_match=second["version"]))
    known = site.get("/teams").json()
    assert [(one["name"], one["member_ids"]) for one in known] == [
        ("가팀", [site.user_id("agent2")]),
        ("나팀", [site.user_id("agent")]),
    ]
    assert known[0]["version"] > first["version"], "whoever changes the first team must have seen that"
    workers = {one["user_id"]: one["team_id"] for one in site.get("/workers").json()}
    assert workers[site.user_id("agent")] == second["id"]


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({}, 409, "duplicate"),
        ({"name": "다팀", "member_ids": [999]}, 422, "unprocessable"),
        ({"name": "다팀", "lead_ids": [999]}, 422, "unprocessable"),
        ({"name": ""}, 400, "invalid_field"),
        ({"name": "다팀", "members": []}, 400, "invalid_field"),
    ],
)
def test_a_team_must_make_sense(site: Site, fields: dict[str, Any], status: int, code: str) -> None:
    written(site.post("/teams", draft(site, "가팀"), as_="lead"))
    answer = site.post("/teams", draft(site, "가팀") | fields, as_="lead")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_agent_leads_no_team(site: Site) -> None:
    answer = site.post("/teams", draft(site, "가팀", lead_ids=[site.user_id("agent")]), as_="lead")
    assert answer.json()["errors"][0]["pointer"] == "/lead_ids/0"


def test_a_team_that_is_not_there_is_not_changed(site: Site) -> None:
    assert site.put("/teams/999", draft(site, "가팀"), as_="lead", if_match=1).status_code == 404
