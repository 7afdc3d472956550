"""Accounts as administrators keep them."""

import httpx
import pytest

from desk.server.routes import leavers
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor
from tests.server.store.test_log_rebuilt import holds


def test_only_leads_and_administrators_see_the_accounts(site: Site) -> None:
    seen = {login: site.get("/users", as_=login).status_code for login in ("agent", "delivery", "lead", "admin")}
    assert seen == {"agent": 403, "delivery": 403, "lead": 200, "admin": 200}


def test_an_account_that_is_switched_off_is_signed_out_at_once(site: Site) -> None:
    site.token("agent2")
    now = site.get(f"/users/{site.user_id('agent2')}", as_="admin").json()
    answer = site.patch(f"/users/{now['id']}", {"active": False}, as_="admin", if_match=now["version"])
    assert answer.status_code == 200, answer.text
    assert site.get("/sessions/me", as_="agent2").json()["code"] == "session_expired"


def test_open_tickets_of_an_account_that_is_switched_off_go_back_to_their_queue(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leavers, "AT_ONCE", 2)
    floor = Floor(site)
    leaver = floor.site.user_id("agent2")
    theirs = [floor.ticket(owner_id=leaver, title=f"문의 {number}")["id"] for number in range(3)]
    done, colleague = floor.ticket(owner_id=leaver), floor.ticket(owner_id=site.user_id("agent"))
    site.patch(f"/tickets/{done['id']}", {"state": "closed"}, as_="lead", if_match=done["version"])
    now = site.get(f"/users/{leaver}", as_="admin").json()
    assert site.patch(f"/users/{leaver}", {"active": False}, as_="admin", if_match=now["version"]).is_success
    first = site.get(f"/tickets/{theirs[0]}").json()
    assert (first["owner_id"], first["assigned"]["code"], first["assigned"]["by"]) == (None, "released", "admin 씨")
    site.sweep()
    owners = [site.get(f"/tickets/{one}").json()["owner_id"] for one in (*theirs, done["id"], colleague["id"])]
    assert owners == [None, None, None, leaver, site.user_id("agent")]
    holds(floor)


def test_the_feed_is_heard_through_a_real_socket(site: Site) -> None:
    with httpx.stream(
        "GET", site.url + "/api/v1/events", headers={"Authorization": f"Bearer {site.token('agent')}"}
    ) as stream:
        assert next(stream.iter_lines()) == "event: synced"
