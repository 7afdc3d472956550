"""Tickets as the people of a call centre use them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.server.routes.conftest import Floor, written


def test_an_opened_ticket_is_new_and_carries_its_etag(floor: Floor) -> None:
    answer = floor.site.post("/tickets", {"title": "늦은 소포", "queue_id": floor.queue_id})
    ticket = written(answer)
    assert (ticket["state"], ticket["owner_id"], ticket["article_count"]) == ("new", None, 0)
    assert answer.headers["etag"] == f'"{ticket["version"]}"'
    fetched = floor.site.get(f"/tickets/{ticket['id']}")
    assert fetched.json() == ticket
    assert fetched.headers["etag"] == answer.headers["etag"]


def test_a_ticket_can_begin_with_an_article(floor: Floor) -> None:
    ticket = floor.ticket(article={"kind": "call_note", "body": "내일까지 받고 싶어 하심"})
    assert (ticket["state"], ticket["article_count"]) == ("new", 1)
    (article,) = floor.site.get(f"/tickets/{ticket['id']}/articles").json()["data"]
    assert (article["kind"], article["body"], article["author"]) == ("call_note", "내일까지 받고 싶어 하심", "agent 씨")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"queue_id": 999_999}, "/queue_id"),
        ({"customer_id": 999_999}, "/customer_id"),
        ({"owner_id": 999_999}, "/owner_id"),
        ({"order_id": 999_999}, "/order_id"),
        ({"article": {"kind": "note", "body": "x", "call_id": 999_999}}, "/call_id"),
        ({"article": {"kind": "note", "body": "x", "attachment_ids": [999_999]}}, "/attachment_ids/0"),
    ],
)
def test_a_ticket_names_only_what_is_there(floor: Floor, fields: dict[str, Any], pointer: str) -> None:
    answer = floor.site.post("/tickets", {"title": "x", "queue_id": floor.queue_id} | fields)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert floor.site.get("/tickets").json()["data"] == []


def test_nobody_is_given_work_who_does_not_work_here_any_more(floor: Floor) -> None:
    gone = floor.site.user_id("agent2")
    version = floor.site.get(f"/users/{gone}", as_="admin").json()["version"]
    floor.site.patch(f"/users/{gone}", {"active": False}, as_="admin", if_match=version)
    ticket = floor.ticket()
    answer = floor.site.patch(f"/tickets/{ticket['id']}", {"owner_id": gone}, if_match=ticket["version"])
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/owner_id")


def test_a_change_must_say_what_it_is_based_on(floor: Floor) -> None:
    ticket = floor.ticket()
    answer = floor.site.patch(f"/tickets/{ticket['id']}", {"state": "closed"})
    assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")


def test_a_stale_change_is_told_what_it_had_not_seen(floor: Floor) -> None:
    ticket = floor.ticket()
    note = written(floor.article(ticket["id"], "note"))
    moved = written(floor.site.patch(f"/tickets/{ticket['id']}", {"title": "지연"}, if_match=note["id"]))
    answer = floor.site.patch(f"/tickets/{ticket['id']}", {"state": "closed"}, if_match=ticket["version"])
    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert answer.json()["unseen"] == [note["id"], moved["version"]]
    assert floor.site.get(f"/tickets/{ticket['id']}").json()["state"] == "new"


def test_a_change_leaves_alone_what_it_does_not_name(floor: Floor) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer, owner_id=floor.site.user_id("agent"))
    changed = written(floor.site.patch(f"/tickets/{ticket['id']}", {"title": "파손"}, if_match=ticket["version"]))
    same = ("state", "queue_id", "customer_id", "owner_id")
    assert [changed[name] for name in same] == [ticket[name] for name in same]
    assert (changed["title"], changed["customer_name"]) == ("파손", "김민지")


def test_a_change_that_changes_nothing_leaves_no_trace(floor: Floor) -> None:
    ticket = floor.ticket()
    again = written(
        floor.site.patch(f"/tickets/{ticket['id']}", {"title": ticket["title"]}, if_match=ticket["version"])
    )
    assert again["version"] == ticket["version"]


def test_taking_releasing_and_the_rules_of_handing_on(floor: Floor) -> None:
    ticket, mine = floor.ticket(), floor.site.user_id("agent")
    address = f"/tickets/{ticket['id']}"
    taken = written(floor.site.post(address + "/take", if_match=ticket["version"]))
    assert (taken["owner_id"], taken["owner_name"]) == (mine, "agent 씨")
    for login, path in (("agent2", address + "/release"), ("delivery", address + "/take")):
        answer = floor.site.post(path, as_=login, if_match=taken["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    for login in ("agent2", "delight"):
        give_away = {"owner_id": floor.site.user_id("lead")}
        assert floor.site.patch(address, give_away, as_=login, if_match=taken["version"]).status_code == 403
    stolen = written(floor.site.post(address + "/take", as_="agent2", if_match=taken["version"]))
    assert stolen["owner_name"] == "agent2 씨"
    released = written(floor.site.post(address + "/release", as_="lead", if_match=stolen["version"]))
    assert (released["owner_id"], released["owner_name"]) == (None, "")


def test_a_ticket_put_aside_comes_back_when_its_time_has_come(floor: Floor) -> None:
    ticket = floor.ticket()
    address = f"/tickets/{ticket['id']}"
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    refused = floor.site.patch(address, {"pending_until": past}, if_match=ticket["version"])
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/pending_until")
    change = {"state": "pending", "pending_until": past}
    assert written(floor.site.patch(address, change, if_match=ticket["version"]))["state"] == "pending"
    floor.site.sweep()
    back = floor.site.get(address).json()
    assert (back["state"], back["pending_until"]) == ("open", None)


def test_many_are_changed_each_by_itself(floor: Floor) -> None:
    first, second = floor.ticket(), floor.ticket()
    items = [
        {"ticket_id": first["id"], "version": first["version"], "change": {"state": "closed"}},
        {"ticket_id": second["id"], "version": second["version"] - 1, "change": {"state": "closed"}},
        {"ticket_id": 999_999, "version": 1, "change": {"state": "closed"}},
        {"ticket_id": second["id"], "version": second["version"], "change": {"queue_id": 999_999}},
        {"ticket_id": second["id"], "version": second["version"], "change": {"owner_id": floor.site.user_id("agent")}},
    ]
    answer = floor.site.post("/tickets/bulk", {"items": items}, as_="lead")
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [one["status"] for one in results] == [200, 412, 404, 422, 200]
    assert [one["problem"]["code"] if one["problem"] else None for one in results] == [
        None, "stale", "not_found", "unprocessable", None,
    ]  # fmt: skip
    assert (results[0]["ticket"]["state"], results[4]["ticket"]["owner_name"]) == ("closed", "agent 씨")


def test_the_list_is_cut_into_pages_the_latest_change_first(floor: Floor) -> None:
    ids = [floor.ticket()["id"] for _ in range(5)]
    floor.article(ids[1], "note")
    expected = [ids[1], ids[4], ids[3], ids[2], ids[0]]
    found, address = list[int](), "/tickets?page[size]=2&with_total_count=true"
    while address:
        page = floor.site.get(address).json()
        assert page["meta"]["total"] == 5
        found += [ticket["id"] for ticket in page["data"]]
        address = page["links"]["next"]
    assert found == expected


def test_the_list_is_narrowed_by_queue_owner_customer_and_state(floor: Floor) -> None:
    customer, me = floor.customer(), floor.site.user_id("agent")
    plain = floor.ticket()
    mine = floor.ticket(owner_id=me)
    theirs = floor.ticket(customer_id=customer)
    closed = written(floor.site.patch(f"/tickets/{theirs['id']}", {"state": "closed"}, if_match=theirs["version"]))

    def ids(query: str) -> list[int]:
        return [one["id"] for one in floor.site.get(f"/tickets?{query}").json()["data"]]

    assert ids(f"queue_id={floor.queue_id}") == [closed["id"], mine["id"], plain["id"]]
    assert ids(f"queue_id={floor.queue_id}&state=new") == [mine["id"], plain["id"]]
    assert ids(f"owner_id={me}") == [mine["id"]]
    assert ids(f"customer_id={customer}&state=closed&queue_id={floor.queue_id}") == [closed["id"]]
    assert ids(f"customer_id={customer}&owner_id={me}") == []
    assert ids("queue_id=999999") == []


def test_a_list_brings_its_customers_along_each_once(floor: Floor) -> None:
    customer = floor.customer("박서준", "+821023456789")
    for _ in range(2):
        floor.ticket(customer_id=customer)
    floor.ticket()
    page = floor.site.get("/tickets?include=customers").json()
    assert [(one["id"], one["name"]) for one in page["customers"]] == [(customer, "박서준")]
    assert floor.site.get("/tickets").json()["customers"] == []


def test_with_another_customer_the_history_moves_along(floor: Floor) -> None:
    wrong, right = floor.customer("이하나"), floor.customer("이하늘")
    ticket = floor.ticket(customer_id=wrong)
    note = written(floor.article(ticket["id"], "note", "충전기 파손"))
    floor.site.patch(f"/tickets/{ticket['id']}", {"customer_id": right}, if_match=note["id"])

    def timeline(customer_id: int, words: str = "") -> list[int]:
        page = floor.site.get(f"/customers/{customer_id}/timeline", params={"q": words}).json()
        return [entry["event"]["seq"] for entry in page["data"] if entry["event"]["fact"]["kind"] != "customer.created"]

    changed = floor.site.get(f"/tickets/{ticket['id']}").json()
    assert timeline(right) == [ticket["id"], note["id"], changed["version"]]
    assert timeline(right, "충전기") == [note["id"]]
    assert (timeline(wrong), timeline(wrong, "충전기")) == ([], [])
