"""Call-backs: owed by somebody, at a time, until made."""

from typing import Any

import pytest

from tests.server.routes.conftest import Floor, written

DUE = "2027-01-04T01:00:00Z"


def test_a_callback_is_the_askers_unless_somebody_else_is_named(floor: Floor) -> None:
    mine = written(floor.site.post("/callbacks", {"due_at": DUE, "number": "010-2345-6789", "words": "도착 확인"}))
    assert (mine["owner_id"], mine["owner_name"]) == (floor.site.user_id("agent"), "agent 씨")
    assert (mine["number"], mine["due_at"], mine["words"]) == ("+821023456789", DUE, "도착 확인")
    theirs = {"due_at": DUE, "number": "114", "owner_id": floor.site.user_id("agent2")}
    assert written(floor.site.post("/callbacks", theirs))["owner_name"] == "agent2 씨"


def test_the_number_may_be_left_to_call_or_customer(floor: Floor) -> None:
    customer = floor.customer("김민지", "+821023456789")
    for fields in ({"customer_id": customer}, {"call_id": floor.ring().id}):
        made = written(floor.site.post("/callbacks", {"due_at": DUE} | fields))
        assert (made["customer_id"], made["number"]) == (customer, "010-****-6789")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({}, "/number"),
        ({"number": "anonymous"}, "/number"),
        ({"number": "not a number"}, "/number"),
        ({"number": "114", "customer_id": 999_999}, "/customer_id"),
        ({"number": "114", "call_id": 999_999}, "/call_id"),
        ({"number": "114", "owner_id": 999_999}, "/owner_id"),
    ],
)
def test_a_callback_must_be_possible(floor: Floor, fields: dict[str, Any], pointer: str) -> None:
    answer = floor.site.post("/callbacks", {"due_at": DUE} | fields)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_an_anonymous_caller_without_a_number_cannot_be_rung_back(floor: Floor) -> None:
    call = floor.ring(**{"from": "anonymous"})
    assert floor.site.post("/callbacks", {"due_at": DUE, "call_id": call.id}).status_code == 422


def test_a_settled_callback_is_settled_once_by_whoever_stepped_in(floor: Floor) -> None:
    made = written(floor.site.post("/callbacks", {"due_at": DUE, "number": "114"}))
    address = f"/callbacks/{made['id']}/done"
    done = written(floor.site.post(address, {"outcome": "받으셨음"}, as_="agent2"))
    assert (done["outcome"], done["done_at"] is not None) == ("받으셨음", True)
    again = floor.site.post(address, {"outcome": "또"})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert floor.site.post("/callbacks/999999/done", {"outcome": "x"}).status_code == 404


def test_callbacks_are_listed_by_time_and_person_owed_or_settled(floor: Floor) -> None:
    times = ["2999-12-31T23:59:59Z", "2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z"]
    mine = [written(floor.site.post("/callbacks", {"due_at": at, "number": "114"}))["id"] for at in times]
    theirs = written(floor.site.post("/callbacks", {"due_at": DUE, "number": "114"}, as_="agent2"))["id"]
    floor.site.post(f"/callbacks/{mine[2]}/done", {"outcome": "x"})

    def ids(query: str) -> list[int]:
        found, address = list[int](), f"/callbacks?page[size]=1&{query}"
        while address:
            page = floor.site.get(address).json()
            found += [one["id"] for one in page["data"]]
            address = page["links"]["next"]
        return found

    assert ids("") == [mine[1], mine[0]]
    assert ids("everyone=true") == [mine[1], theirs, mine[0]]
    assert ids("open=false") == [mine[2]]


@pytest.mark.parametrize("due", ["0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-09:00", "0001-01-01T00:00:00Z"])
def test_a_time_at_the_end_of_the_calendar_is_refused(floor: Floor, due: str) -> None:
    answer = floor.site.post("/callbacks", {"due_at": due, "number": "114"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/due_at")
    ticket = floor.ticket()
    change = {"state": "pending", "pending_until": due}
    answer = floor.site.patch(f"/tickets/{ticket['id']}", change, if_match=ticket["version"])
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/pending_until")
