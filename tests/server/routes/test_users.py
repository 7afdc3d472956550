"""Accounts as administrators keep them."""

import httpx

from tests.server.conftest import Site


def test_only_leads_and_administrators_see_the_accounts(site: Site) -> None:
    seen = {login: site.get("/users", as_=login).status_code for login in ("agent", "delivery", "lead", "admin")}
    assert seen == {"agent": 403, "delivery": 403, "lead": 200, "admin": 200}


def test_an_account_that_is_switched_off_is_signed_out_at_once(site: Site) -> None:
    site.token("agent2")
    now = site.get(f"/users/{site.user_id('agent2')}", as_="admin").json()
    answer = site.patch(f"/users/{now['id']}", {"active": False}, as_="admin", if_match=now["version"])
    assert answer.status_code == 200, answer.text
    assert site.get("/sessions/me", as_="agent2").json()["code"] == "session_expired"


def test_the_feed_is_heard_through_a_real_socket(site: Site) -> None:
    with httpx.stream(
        "GET", site.url + "/api/v1/events", headers={"Authorization": f"Bearer {site.token('agent')}"}
    ) as stream:
        assert next(stream.iter_lines()) == "event: synced"
