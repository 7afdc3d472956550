"""Calls as agents see them: lists, who it was, and who takes care of what was missed."""

import pytest

from desk.contract.calls import CallState
from desk.contract.events import CallMatched
from desk.server.store import log
from tests.server.routes.conftest import MOBILE, Floor, written

E164 = "+821023456789"


def timeline(floor: Floor, customer_id: int) -> list[str]:
    """The kinds of what a customer's timeline shows beside the record's own, oldest first."""
    sql = (
        "SELECT l.kind FROM timeline t JOIN log l ON l.seq = t.seq"
        " WHERE t.customer_id = ? AND l.kind NOT LIKE 'customer.%' ORDER BY t.at, t.seq"
    )
    return [row["kind"] for row in floor.site.read(lambda tx: tx.all(sql, (customer_id,)))]


def test_calls_are_listed_newest_first_in_pages(floor: Floor) -> None:
    ids = [floor.ring(f"c{number}").id for number in range(5)]
    found, address = list[int](), "/calls?page[size]=2"
    while address:
        page = floor.site.get(address).json()
        found += [call["id"] for call in page["data"]]
        address = page["links"]["next"]
    assert found == ids[::-1]


def test_my_calls_are_those_that_rang_for_me(floor: Floor) -> None:
    mine = floor.ring("c1", user="201")
    floor.ring("c2", user="202")
    picked_up = floor.talk("c3", user="202", extension="201")
    found = floor.site.get("/calls?mine=true").json()["data"]
    assert [call["id"] for call in found] == [picked_up.id, mine.id]
    talking = floor.site.get("/calls?mine=true&state=talking").json()["data"]
    assert [call["id"] for call in talking] == [picked_up.id]


def test_a_call_is_fetched_with_its_etag(floor: Floor) -> None:
    call = floor.ring()
    answer = floor.site.get(f"/calls/{call.id}")
    assert (answer.json()["id"], answer.headers["etag"]) == (call.id, f'"{call.version}"')
    assert floor.site.get("/calls/999999").status_code == 404


def test_a_missed_call_stays_open_until_somebody_owns_it(floor: Floor) -> None:
    floor.ring("c1")
    call = floor.hang_up("c1", "cancel")
    claimed = written(floor.site.post(f"/calls/{call.id}/claim"))
    assert claimed["owner_id"] == floor.site.user_id("agent")
    assert floor.site.get("/calls?open_missed=true").json()["data"] == []
    again = written(floor.site.post(f"/calls/{call.id}/claim"))
    assert again["version"] == claimed["version"]
    late = floor.site.post(f"/calls/{call.id}/claim", as_="agent2")
    assert (late.status_code, late.json()["code"], late.json()["holder"]) == (409, "already_claimed", "agent 씨")


def test_only_a_missed_call_needs_an_owner(floor: Floor) -> None:
    floor.talk()
    answer = floor.site.post(f"/calls/{floor.hang_up().id}/claim")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_an_unknown_caller_gets_a_name_and_the_call_its_place(floor: Floor) -> None:
    floor.talk()
    floor.hang_up()
    customer = floor.customer("김민지")
    call = written(floor.site.post(f"/calls/{floor.call().id}/customer", {"customer_id": customer}))
    assert (call["customer_name"], call["number"]) == ("김민지", "010-****-6789")
    assert timeline(floor, customer) == ["call.rang", "call.answered", "call.ended", "call.matched"]


def test_a_wrong_match_is_put_right_and_leaves_nothing_behind(floor: Floor) -> None:
    wrong, right = floor.customer("이하나"), floor.customer("이하늘")
    call = floor.talk()
    address = f"/calls/{call.id}/customer"
    written(floor.site.post(address, {"customer_id": wrong}))
    assert timeline(floor, wrong) == ["call.rang", "call.answered", "call.matched"]
    written(floor.site.post(address, {"customer_id": right}))
    floor.hang_up()
    assert timeline(floor, wrong) == []
    assert timeline(floor, right) == ["call.rang", "call.answered", "call.matched", "call.matched", "call.ended"]


def test_matching_again_changes_nothing(floor: Floor) -> None:
    customer = floor.customer("김민지", E164)
    call = floor.ring()
    again = written(floor.site.post(f"/calls/{call.id}/customer", {"customer_id": customer}))
    assert again["version"] == call.version
    assert timeline(floor, customer) == ["call.rang"]


def test_a_match_counts_for_every_leg_of_the_conversation(floor: Floor) -> None:
    customer = floor.customer("김민지")
    floor.talk("leg1")
    floor.hang_up("leg1", "forwarded")
    second = floor.ring("leg2", origCallId="leg1")
    written(floor.site.post(f"/calls/{second.id}/customer", {"customer_id": customer}))
    assert [floor.call(leg).customer_id for leg in ("leg1", "leg2")] == [customer, customer]
    assert timeline(floor, customer).count("call.rang") == 2


def test_a_callback_promised_in_the_call_goes_along(floor: Floor) -> None:
    customer, other = floor.customer("김민지"), floor.customer("박서준")
    call = floor.talk()
    due = {"due_at": "2027-01-04T01:00:00Z", "call_id": call.id}
    promised = written(floor.site.post("/callbacks", due))
    assert promised["number"] == E164
    for_other = written(floor.site.post("/callbacks", due | {"customer_id": other}))
    floor.site.post(f"/calls/{call.id}/customer", {"customer_id": customer})
    found = {one["id"]: one for one in floor.site.get("/callbacks").json()["data"]}
    assert found[promised["id"]]["customer_name"] == "김민지"
    assert found[promised["id"]]["number"] == "010-****-6789"
    assert found[for_other["id"]]["customer_name"] == "박서준"
    assert "callback.promised" in timeline(floor, customer)
    assert timeline(floor, other) == ["callback.promised"]


def test_a_merged_customers_call_belongs_to_the_one_who_stands(floor: Floor) -> None:
    gone, stands = floor.customer("김민지"), floor.customer("김민지")
    floor.site.write(lambda tx: tx.run("UPDATE customers SET merged_into = ? WHERE id = ?", (stands, gone)))
    call = floor.ring()
    assert written(floor.site.post(f"/calls/{call.id}/customer", {"customer_id": gone}))["customer_id"] == stands


def test_a_call_is_matched_to_somebody_who_exists(floor: Floor) -> None:
    call = floor.ring()
    answer = floor.site.post(f"/calls/{call.id}/customer", {"customer_id": 999_999})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/customer_id")
    assert floor.site.post("/calls/999999/customer", {"customer_id": 1}).status_code == 404


def test_a_match_without_a_call_is_harmless(floor: Floor) -> None:
    floor.site.write(lambda tx: log.append(tx, CallMatched()))


@pytest.mark.parametrize("number", ["x", "익명", "  "])
def test_only_a_number_is_blocked(floor: Floor, number: str) -> None:
    answer = floor.site.post("/blocked-numbers", {"number": number}, as_="lead")
    assert answer.status_code in (400, 422)


def test_a_number_is_unblocked_in_any_notation(floor: Floor) -> None:
    floor.site.post("/blocked-numbers", {"number": "+82 10 2345 6789"}, as_="lead")
    assert floor.site.delete(f"/blocked-numbers/{MOBILE}", as_="lead").status_code == 200
    assert floor.ring().state is CallState.RINGING


def test_a_caller_who_was_unknown_shows_masked_on_the_timeline(floor: Floor) -> None:
    customer = floor.customer("김민지")
    call = floor.ring()
    floor.site.post(f"/calls/{call.id}/customer", {"customer_id": customer})
    address = f"/customers/{customer}/timeline?kinds=call"
    (rang,) = (entry["event"] for entry in floor.site.get(address).json()["data"])
    assert (rang["customer_id"], rang["fact"]["number"], rang["fact"]["raw_number"]) == (customer, "010-****-6789", "")
    assert floor.site.post(f"/customers/{customer}/pins", {"seq": rang["seq"]}).status_code == 201
    other = floor.customer("이서연")
    assert floor.site.post(f"/customers/{other}/pins", {"seq": rang["seq"]}).status_code == 404
    floor.site.post(f"/calls/{call.id}/customer", {"customer_id": other})
    page = floor.site.get(address).json()
    assert (page["data"], page["pinned"]) == ([], [])
