"""Accounts as administrators keep them."""

from typing import Any

import httpx
import pytest

from desk.server.routes import leavers
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor
from tests.server.routes.test_hand_overs import claimed, promised
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


def test_what_a_leaver_has_promised_is_kept_by_somebody_else(site: Site) -> None:
    floor = Floor(site)
    customer = floor.customer("김민지", "+821023456789")
    helped = floor.ticket(customer_id=customer, as_="agent2")
    assert floor.article(helped["id"], "reply", as_="agent2").status_code == 201
    missed = claimed(floor)
    known, anybody = promised(floor, customer_id=customer), promised(floor)
    for login in ("agent2", "lead"):
        floor.choose("available", login)
    switch_off(site, "agent")
    owners = {one["id"]: one["owner_name"] for one in callbacks(site)}
    assert owners[known] == "agent2 씨", "who has helped this customer"
    assert owners[anybody] in ("agent2 씨", "lead 씨")
    assert site.get(f"/calls/{missed}", as_="lead").json()["owner_id"] is None
    switch_off(site, "agent2")
    switch_off(site, "lead")
    assert {one["owner_name"] for one in callbacks(site)} == {"admin 씨"}
    holds(floor)


def switch_off(site: Site, login: str) -> None:
    """Somebody does not work here any more."""
    path = f"/users/{site.user_id(login)}"
    version = site.get(path, as_="admin").json()["version"]
    assert site.patch(path, {"active": False}, as_="admin", if_match=version).is_success


def callbacks(site: Site) -> list[dict[str, Any]]:
    """What is promised, whoever owes it."""
    answer = site.get("/callbacks", as_="admin", params={"everyone": True})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


def test_the_feed_is_heard_through_a_real_socket(site: Site) -> None:
    with httpx.stream(
        "GET", site.url + "/api/v1/events", headers={"Authorization": f"Bearer {site.token('agent')}"}
    ) as stream:
        assert next(stream.iter_lines()) == "event: synced"
