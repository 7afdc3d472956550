"""People save lists, share them as far as they may, and see what is in them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desk.contract.events import QueueSet
from desk.contract.queues import WrapUpCode
from desk.server.store import log
from tests.server.conftest import Site

OPEN = {"field": "state", "op": "is_not", "values": ["closed"]}


def view(**more: Any) -> dict[str, Any]:
    return {"name": "열린 티켓", "filter": {"all": [OPEN]}} | more


def queue(site: Site, name: str = "배송") -> int:
    codes = (WrapUpCode(code="done", names={"ko": "완료"}),)
    fact = QueueSet(
        queue_id=None, name=name, names={}, numbers=(), wrap_up_codes=codes, default_code="done", wrap_up_seconds=30
    )
    return site.write(lambda tx: log.append(tx, fact)).seq


def saved(site: Site, as_: str = "agent", **more: Any) -> dict[str, Any]:
    answer = site.post("/views", view(**more), as_=as_)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()["data"]
    return found


def seen(site: Site, as_: str) -> list[int]:
    """The saved views that somebody sees, in their order."""
    return [one["id"] for one in site.get("/views", as_=as_).json() if one["id"] > 0]


def ticket(site: Site, queue_id: int, **more: Any) -> dict[str, Any]:
    answer = site.post("/tickets", {"title": "늦은 배송", "queue_id": queue_id} | more, as_="lead")
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()["data"]
    return found


def listed(site: Site, as_: str = "agent", **draft: Any) -> dict[str, Any]:
    answer = site.post("/tickets/list", draft, as_=as_)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def counts(site: Site, as_: str = "agent") -> dict[int, tuple[int, int]]:
    answer = site.get("/views/counts", as_=as_)
    assert answer.status_code == 200, answer.text
    return {one["view_id"]: (one["count"], one["missed"]) for one in answer.json()["counts"]}


def test_the_program_brings_six_views_that_nobody_can_change(site: Site) -> None:
    views = site.get("/views").json()
    assert [one["id"] for one in views] == [-1, -2, -3, -4, -5, -6]
    assert {one["version"] for one in views} == {0}
    assert not any(one["mine"] for one in views)
    assert views[0]["draft"]["names"]["ko"] == "내 티켓"
    assert site.put("/views/-1", view(), if_match=0).status_code == 404


def test_an_own_view_is_seen_by_its_owner_alone(site: Site) -> None:
    mine = saved(site)
    assert mine["mine"]
    assert mine["owner_id"] == site.user_id("agent")
    assert [seen(site, one) for one in ("agent", "agent2", "lead", "admin")] == [[mine["id"]], [], [], []]
    for other in ("agent2", "lead", "admin"):
        assert site.put(f"/views/{mine['id']}", view(), as_=other, if_match=mine["version"]).status_code == 404
        assert site.delete(f"/views/{mine['id']}", as_=other).status_code == 404


def test_views_for_others_are_made_and_changed_by_leads(site: Site) -> None:
    for scope in ({"scope": "shared"}, {"scope": "role", "roles": ["agent"]}):
        for somebody in ("agent", "delivery", "delight"):
            assert site.post("/views", view(**scope), as_=somebody).status_code == 403
    shared = saved(site, "lead", scope="shared")
    role = saved(site, "admin", scope="role", roles=["delivery"])
    assert shared["owner_id"] is None
    assert seen(site, "agent") == [shared["id"]]
    assert seen(site, "delivery") == [shared["id"], role["id"]]
    assert seen(site, "lead") == [shared["id"], role["id"]]
    at_agent = next(one for one in site.get("/views").json() if one["id"] == shared["id"])
    assert not at_agent["mine"]
    assert site.put(f"/views/{shared['id']}", view(scope="shared"), if_match=shared["version"]).status_code == 403
    assert site.delete(f"/views/{shared['id']}").status_code == 403
    assert site.delete(f"/views/{shared['id']}", as_="admin").status_code == 200
    assert seen(site, "agent") == []


def test_a_view_is_changed_only_as_it_is_known(site: Site) -> None:
    mine = saved(site)
    path = f"/views/{mine['id']}"
    assert site.put(path, view()).status_code == 428
    changed = site.put(path, view(name="새 이름"), if_match=mine["version"])
    assert changed.json()["data"]["draft"]["name"] == "새 이름"
    assert site.put(path, view(), if_match=mine["version"]).status_code == 412
    assert site.get("/views").json()[-1]["draft"]["name"] == "새 이름"


def test_an_own_view_of_a_lead_can_be_shared_and_is_never_taken_from_others(site: Site) -> None:
    mine = saved(site, "lead")
    path = f"/views/{mine['id']}"
    shared = site.put(path, view(scope="shared"), as_="lead", if_match=mine["version"]).json()["data"]
    assert shared["owner_id"] is None
    assert seen(site, "agent") == [mine["id"]]
    refused = site.put(path, view(), as_="lead", if_match=shared["version"])
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/scope"


def test_an_agent_cannot_share_what_is_theirs(site: Site) -> None:
    mine = saved(site)
    assert site.put(f"/views/{mine['id']}", view(scope="shared"), if_match=mine["version"]).status_code == 403


def test_nobody_keeps_more_than_a_hundred_views(site: Site) -> None:
    for _ in range(100):
        saved(site)
    assert site.post("/views", view()).status_code == 409
    assert site.post("/views", view(), as_="agent2").status_code == 201


def test_views_stand_in_their_position(site: Site) -> None:
    last, first, middle = saved(site, position=9), saved(site), saved(site, "lead", scope="shared", position=5)
    assert seen(site, "agent") == [first["id"], middle["id"], last["id"]]


@pytest.mark.parametrize(
    ("draft", "pointer"),
    [
        (view(filter={"all": [OPEN, {"field": "title", "op": "is", "values": ["x"]}]}), "/filter/all/1/op"),
        (view(filter={"any": [{"field": "due", "op": "within", "values": ["soon"]}]}), "/filter/any/0/values/0"),
        (view(columns=[]), "/columns"),
        (view(columns=["title", "title"]), "/columns"),
        (view(roles=["agent"]), "/roles"),
    ],
)
def test_a_view_that_makes_no_sense_is_refused_where_it_makes_none(
    site: Site, draft: dict[str, Any], pointer: str
) -> None:
    refused = site.post("/views", draft)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer


def test_a_role_view_without_roles_is_refused(site: Site) -> None:
    assert site.post("/views", view(scope="role"), as_="lead").status_code == 422


def test_a_list_is_leafed_through_and_tells_how_many_there_are(site: Site) -> None:
    first = queue(site)
    made = [ticket(site, first)["id"] for _ in range(5)]
    page = listed(site, filter={"all": [OPEN]}, sort="number", descending=False, size=2, with_groups=True)
    assert page["meta"]["total"] == 5
    found = [one["id"] for one in page["data"]]
    while page["next"]:
        page = listed(
            site, filter={"all": [OPEN]}, sort="number", descending=False, size=2, after=page["next"], with_groups=True
        )
        assert page["meta"]["total"] is None
        found += [one["id"] for one in page["data"]]
    assert found == made


def test_me_and_mine_are_of_whoever_looks(site: Site) -> None:
    first, second = queue(site), queue(site, "환불")
    agent = site.user_id("agent")
    at = site.get(f"/users/{agent}", as_="admin").json()["version"]
    assert site.patch(f"/users/{agent}", {"queue_ids": [second]}, as_="admin", if_match=at).status_code == 200
    own, other = ticket(site, first, owner_id=agent), ticket(site, second)
    mine = {"all": [{"field": "owner", "op": "is", "values": ["me"]}]}
    here = {"all": [{"field": "queue", "op": "is", "values": ["mine"]}]}
    assert [one["id"] for one in listed(site, filter=mine)["data"]] == [own["id"]]
    assert listed(site, "agent2", filter=mine)["data"] == []
    assert [one["id"] for one in listed(site, filter=here)["data"]] == [other["id"]]
    found = counts(site)
    assert (found[-1], found[-2]) == ((1, 0), (1, 0))
    assert counts(site, "agent2")[-1] == (0, 0)


def test_groups_have_counts_and_open_one_by_one(site: Site) -> None:
    first, second = queue(site), queue(site, "환불")
    ids = {first: [ticket(site, first)["id"] for _ in range(3)], second: [ticket(site, second)["id"]]}
    page = listed(site, group="queue", with_groups=True)
    assert page["groups"] == [{"value": str(first), "count": 3}, {"value": str(second), "count": 1}]
    for queue_id, wanted in ids.items():
        only = listed(site, group="queue", group_value=str(queue_id), with_groups=True)
        assert sorted(one["id"] for one in only["data"]) == wanted
        assert only["meta"]["total"] == len(wanted)
    nobody = listed(site, group="owner", group_value="", size=100)
    assert len(nobody["data"]) == 4
    assert site.post("/tickets/list", {"group": "queue", "group_value": "x"}).status_code == 422
    assert site.post("/tickets/list", {"group_value": ""}).status_code == 422


def test_a_merged_customer_is_listed_with_all_records(site: Site) -> None:
    first = queue(site)
    one, other = (site.post("/customers", {"name": name}).json()["data"] for name in ("김민지", "김민지"))
    made = {ticket(site, first, customer_id=record["id"])["id"] for record in (one, other)}
    merge = site.post(f"/customers/{one['id']}/merges", {"customer_id": other["id"]}, if_match=one["version"])
    assert merge.status_code < 300, merge.text
    asked = {"all": [{"field": "customer", "op": "is", "values": [str(one["id"])]}]}
    assert {found["id"] for found in listed(site, filter=asked)["data"]} == made


def test_what_has_missed_its_target_is_counted_apart(site: Site) -> None:
    first = queue(site)
    kept, missed = ticket(site, first)["id"], ticket(site, first)["id"]
    shared = saved(site, "lead", scope="shared")["id"]
    site.write(lambda tx: tx.run("UPDATE tickets SET due_at = 1 WHERE id = ?", (missed,)))
    assert counts(site)[shared] == (2, 1)
    only = {"all": [{"field": "missed", "op": "not_set"}]}
    assert [one["id"] for one in listed(site, filter=only)["data"]] == [kept]


def test_due_soon_looks_an_hour_ahead(site: Site) -> None:
    first = queue(site)
    soon, later = (ticket(site, first, owner_id=site.user_id("agent"))["id"] for _ in range(2))
    now = datetime.now(UTC)

    def due(ticket_id: int, minutes: int) -> None:
        at = int((now + timedelta(minutes=minutes)).timestamp() * 1_000_000)
        site.write(lambda tx: tx.run("UPDATE tickets SET due_at = ? WHERE id = ?", (at, ticket_id)))

    due(soon, 30)
    due(later, 90)
    builtin = next(one for one in site.get("/views").json() if one["id"] == -3)
    page = listed(site, filter=builtin["draft"]["filter"], sort="due", descending=False)
    assert [one["id"] for one in page["data"]] == [soon]
    assert counts(site)[-3] == (1, 0)
