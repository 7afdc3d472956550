"""Customers as agents find, see and change them."""

from typing import Any

import pytest

from desk.contract.events import Event
from desk.server.store import log
from tests.server.conftest import Site


def make(site: Site, name: str = "김민지", *numbers: str, **more: Any) -> dict[str, Any]:
    """A customer, made by an agent."""
    answer = site.post("/customers", {"name": name, "numbers": list(numbers), **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()["data"]
    return made


def events(site: Site, kind: str) -> list[Event]:
    """The log's events of one kind."""
    return [event for event in site.read(lambda tx: list(log.walk(tx))) if log.kind_of(event.fact) == kind]


def displays(customer: dict[str, Any]) -> list[str]:
    return [number["display"] for number in customer["numbers"]]


def test_a_customer_is_made_with_numbers_in_any_notation(site: Site) -> None:
    made = make(site, "김민지", "010-1234-5678", "+82 10 1234 5678", "02-123-4567", email="minji.kim@example.com")
    assert displays(made) == ["010-****-5678", "02-****-4567"]
    assert made["email"] == "mi***@example.com"
    assert made["version"] == made["id"] + 2


@pytest.mark.parametrize("number", ["114", "발신번호표시제한", "no number"])
def test_a_number_that_cannot_be_rung_is_refused_with_its_place(site: Site, number: str) -> None:
    answer = site.post("/customers", {"name": "김민지", "numbers": ["010-1234-5678", number]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/numbers/1"
    assert events(site, "customer.created") == []


def test_a_name_of_blanks_is_refused(site: Site) -> None:
    assert site.post("/customers", {"name": " \u3000 "}).status_code == 422


def test_hostile_text_is_kept_and_returned_as_it_was(site: Site) -> None:
    name = '<b onclick="x">\u202eevil\u0000</b>\u2066'
    made = make(site, name)
    assert site.get(f"/customers/{made['id']}").json()["name"] == name


def test_every_look_at_a_customer_is_recorded_with_who_and_whence(site: Site) -> None:
    made = make(site)
    assert events(site, "customer.viewed") == []
    site.get(f"/customers/{made['id']}", headers={"If-None-Match": f'"{made["version"]}"'})
    site.get(f"/customers/{made['id']}", as_="lead")
    looks = events(site, "customer.viewed")
    assert [(look.customer_id, look.actor_id) for look in looks] == [
        (made["id"], site.user_id("agent")),
        (made["id"], site.user_id("lead")),
    ]
    assert "127.0.0.1" in repr(looks[0].fact)


def test_a_look_is_answered_whole_however_little_changed(site: Site) -> None:
    made = make(site)
    answer = site.get(f"/customers/{made['id']}", headers={"If-None-Match": f'"{made["version"]}"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, f'"{made["version"]}"')
    assert answer.json()["name"] == "김민지"


def test_a_change_needs_the_version_that_was_seen(site: Site) -> None:
    made = make(site)
    path = f"/customers/{made['id']}"
    assert site.patch(path, {"tier": "vip"}).status_code == 428
    changed = site.patch(path, {"tier": "vip"}, if_match=made["version"])
    assert changed.json()["data"]["tier"] == "vip"
    assert site.patch(path, {"tier": "gold"}, if_match=made["version"]).json()["code"] == "stale"
    same = site.patch(path, {"tier": "vip"}, if_match=changed.json()["data"]["version"])
    assert same.json()["data"]["version"] == changed.json()["data"]["version"]


def test_a_number_is_added_verified_and_removed(site: Site) -> None:
    path = f"/customers/{make(site, '박서준', '010-1234-5678')['id']}"
    added = site.post(f"{path}/numbers", {"number": "02 123 4567", "label": "회사"}).json()["data"]
    assert [(one["display"], one["label"], one["verified"]) for one in added["numbers"]] == [
        ("010-****-5678", "", False),
        ("02-****-4567", "회사", False),
    ]
    office = added["numbers"][1]["id"]
    verified = site.put(f"{path}/numbers/{office}/verified").json()["data"]
    assert [one["verified"] for one in verified["numbers"] if one["id"] == office] == [True]
    left = site.delete(f"{path}/numbers/{office}").json()["data"]
    assert displays(left) == ["010-****-5678"]
    assert site.delete(f"{path}/numbers/{office}").status_code == 404


def test_the_same_number_twice_is_refused(site: Site) -> None:
    path = f"/customers/{make(site, '박서준', '010-1234-5678')['id']}/numbers"
    assert site.post(path, {"number": "+82 (0)10 1234 5678"}).json()["code"] == "duplicate"


def test_somebody_elses_number_cannot_be_removed_though_it_is_the_same(site: Site) -> None:
    mine, theirs = make(site, "가", "010-1234-5678"), make(site, "나", "010-1234-5678")
    number_id = theirs["numbers"][0]["id"]
    assert site.delete(f"/customers/{mine['id']}/numbers/{number_id}").status_code == 404


def test_a_personal_field_is_told_in_full_only_with_a_reason_which_is_recorded(site: Site) -> None:
    made = make(
        site, "김민지", "010-1234-5678", "1588-1234", email="minji.kim@example.com", address="서울 마포구 월드컵로 12"
    )
    path = f"/customers/{made['id']}/reveal"
    assert site.post(path, {"field": "email", "reason": ""}).status_code == 400
    told = {
        field: site.post(path, {"field": field, "reason": "본인 확인"}).json()["values"]
        for field in ("number", "email", "address")
    }
    assert told == {
        "number": ["010-1234-5678", "1588-1234"],
        "email": ["minji.kim@example.com"],
        "address": ["서울 마포구 월드컵로 12"],
    }
    one = site.post(path, {"field": "number", "reason": "회신", "number_id": made["numbers"][0]["id"]})
    assert one.json()["values"] == ["010-1234-5678"]
    none = site.post(path, {"field": "number", "reason": "회신", "number_id": 10**9})
    assert (none.status_code, none.json()["errors"][0]["pointer"]) == (422, "/number_id")
    assert [event.fact.reason for event in events(site, "customer.revealed")] == ["본인 확인"] * 3 + ["회신"]  # type: ignore[union-attr]


def test_notes_stand_with_risks_first_and_with_their_author(site: Site) -> None:
    path = f"/customers/{make(site)['id']}"
    for kind, text in [("kindness", "강아지 이름은 보리"), ("info", "야간 근무"), ("risk", "욕설 이력")]:
        site.post(f"{path}/remarks", {"kind": kind, "text": text})
    remarks = site.get(path).json()["remarks"]
    assert [remark["text"] for remark in remarks] == ["욕설 이력", "강아지 이름은 보리", "야간 근무"]
    assert remarks[0]["author"] == "agent 씨"
    left = site.delete(f"{path}/remarks/{remarks[0]['id']}").json()["data"]["remarks"]
    assert [remark["text"] for remark in left] == ["강아지 이름은 보리", "야간 근무"]
    assert site.delete(f"{path}/remarks/{remarks[0]['id']}").status_code == 404


def test_two_who_belong_together_show_each_other(site: Site) -> None:
    mother, son = make(site, "어머니"), make(site, "아들")
    tie = {"customer_id": son["id"], "kind": "family"}
    made = site.post(f"/customers/{mother['id']}/relations", tie).json()["data"]["relations"]
    seen = site.get(f"/customers/{son['id']}").json()["relations"]
    assert [(one["customer_id"], one["name"]) for one in made + seen] == [(son["id"], "아들"), (mother["id"], "어머니")]
    other_way = {"customer_id": mother["id"], "kind": "family"}
    assert site.post(f"/customers/{son['id']}/relations", other_way).json()["code"] == "duplicate"
    assert (
        site.post(f"/customers/{son['id']}/relations", {"customer_id": son["id"], "kind": "other"}).status_code == 422
    )
    assert site.delete(f"/customers/{son['id']}/relations/{seen[0]['id']}").json()["data"]["relations"] == []
    assert site.get(f"/customers/{mother['id']}").json()["relations"] == []


def test_what_i_have_read_is_remembered_for_me_and_never_goes_back(site: Site) -> None:
    made = make(site)
    path = f"/customers/{made['id']}"
    for seq in (made["id"], 10**9, 1):
        assert site.put(f"{path}/read", {"seq": seq}).status_code == 200
    head = site.read(lambda tx: tx.head)
    assert made["id"] <= site.get(path).json()["read_to"] <= head
    assert site.get(path, as_="agent2").json()["read_to"] == 0


@pytest.mark.parametrize("path", ["", "/timeline"])
def test_a_customer_that_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert site.get(f"/customers/999999{path}").status_code == 404
    assert site.get(f"/customers/{site.user_id('agent')}{path}").status_code == 404


def test_customers_are_listed_by_number_or_name_page_by_page(site: Site) -> None:
    for place in range(7):
        make(site, f"김민{'가나다라마바사'[place]}", f"010-1111-000{place}")
    make(site, "박민", "02-999-1111")
    first = site.get("/customers", params={"name": "김민", "page[size]": 5, "with_total_count": "true"}).json()
    second = site.get(first["links"]["next"]).json()
    assert (len(first["data"]), len(second["data"]), first["meta"]["total"]) == (5, 2, 7)
    assert second["links"]["next"] is None
    by_number = {query: site.get("/customers", params={"number": query}).json()["data"] for query in
                 ("+82 10 1111 0003", "0003", "1111", "82 10 1111", "abc")}  # fmt: skip
    assert [len(found) for found in by_number.values()] == [1, 1, 8, 7, 0]
    both = site.get("/customers", params={"number": "1111", "name": "박"}).json()["data"]
    assert [one["name"] for one in both] == ["박민"]
    assert len(site.get("/customers").json()["data"]) == 8
