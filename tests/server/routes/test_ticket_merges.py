"""Two tickets that are the same piece of work become one."""

import threading
from typing import Any

import httpx
import pytest

from desk.contract.customers import MergeDraft
from desk.server.store import log
from tests.server.routes.conftest import Floor, written


def merge(floor: Floor, goes: dict[str, Any], stays: dict[str, Any], as_: str = "agent") -> httpx.Response:
    body = {"into_id": stays["id"], "into_version": stays["version"]}
    return floor.site.post(f"/tickets/{goes['id']}/merge", body, as_=as_, if_match=goes["version"])


def fresh(floor: Floor, ticket: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = floor.site.get(f"/tickets/{ticket['id']}").json()
    return found


def bodies(floor: Floor, ticket: dict[str, Any]) -> list[str]:
    return [one["body"] for one in floor.site.get(f"/tickets/{ticket['id']}/articles").json()["data"]]


def shown(floor: Floor, customer: int) -> set[int]:
    entries = floor.site.get(f"/customers/{customer}/timeline").json()["data"]
    return {one["event"]["seq"] for one in entries}


def test_everything_that_was_written_is_on_the_one_that_stays(floor: Floor) -> None:
    customer = floor.customer()
    goes = floor.ticket(customer_id=customer, article={"kind": "note", "body": "먼저"})
    stays = floor.ticket(customer_id=customer, article={"kind": "note", "body": "나중"})
    after = written(merge(floor, goes, stays))
    assert (after["id"], after["article_count"], after["state"]) == (stays["id"], 2, "new")
    assert after["version"] > stays["version"]
    assert bodies(floor, stays) == ["먼저", "나중"]
    assert bodies(floor, goes) == []
    gone = fresh(floor, goes)
    assert (gone["state"], gone["merged_into"], gone["article_count"]) == ("closed", stays["id"], 0)
    reply = {"kind": "reply", "body": "합쳤습니다", "seen_article_id": after["last_article_id"]}
    written(floor.site.post(f"/tickets/{stays['id']}/articles", reply))


def test_both_say_so_to_whoever_looks_at_them(floor: Floor) -> None:
    customer = floor.customer()
    goes, stays = floor.ticket(customer_id=customer), floor.ticket(customer_id=customer)
    before = floor.site.read(lambda tx: tx.head)
    written(merge(floor, goes, stays))
    told = floor.site.read(lambda tx: [(one.ticket_id, log.kind_of(one.fact)) for one in log.after(tx, before, 9)])
    assert told == [(goes["id"], "ticket.merged"), (stays["id"], "ticket.changed")]


def test_a_ticket_of_nobody_takes_the_other_ones_customer_and_shows_there(floor: Floor) -> None:
    customer = floor.customer()
    unknown = floor.ticket(article={"kind": "note", "body": "누구인지 모름"})
    known = floor.ticket(customer_id=customer)
    note = fresh(floor, unknown)["last_article_id"]
    written(merge(floor, unknown, known))
    assert {unknown["id"], note, known["id"]} <= shown(floor, customer)
    assert fresh(floor, unknown)["customer_id"] == customer


def test_the_one_that_stays_may_be_the_one_of_nobody(floor: Floor) -> None:
    customer = floor.customer()
    known, unknown = floor.ticket(customer_id=customer), floor.ticket(article={"kind": "note", "body": "x"})
    after = written(merge(floor, known, unknown))
    assert after["customer_id"] == customer
    assert {known["id"], unknown["id"], after["last_article_id"]} <= shown(floor, customer)


def test_a_history_of_both_moves_along_with_another_customer(floor: Floor) -> None:
    customer, other = floor.customer(), floor.customer("이서윤")
    goes = floor.ticket(customer_id=customer, article={"kind": "note", "body": "x"})
    stays = floor.ticket(customer_id=customer)
    after = written(merge(floor, goes, stays))
    changed = floor.site.patch(f"/tickets/{stays['id']}", {"customer_id": other}, if_match=after["version"])
    assert changed.status_code == 200
    assert {goes["id"], stays["id"], after["last_article_id"]} <= shown(floor, other)
    assert not {goes["id"], stays["id"], after["last_article_id"]} & shown(floor, customer)


def test_records_of_one_person_are_no_different_customers(floor: Floor) -> None:
    one, other = floor.customer(), floor.customer("김민지")
    goes, stays = floor.ticket(customer_id=one), floor.ticket(customer_id=other)
    version = floor.site.get(f"/customers/{one}").json()["version"]
    same = floor.site.post(f"/customers/{one}/merges", MergeDraft(customer_id=other), if_match=version)
    assert same.status_code == 201, same.text
    written(merge(floor, fresh(floor, goes), fresh(floor, stays)))


def test_tickets_of_different_customers_stay_apart(floor: Floor) -> None:
    goes, stays = floor.ticket(customer_id=floor.customer()), floor.ticket(customer_id=floor.customer("이서윤"))
    refused = merge(floor, goes, stays)
    assert (refused.status_code, refused.json()["code"]) == (422, "unprocessable")
    assert fresh(floor, goes)["state"] == "new"


def test_nothing_goes_into_itself_or_into_what_is_not_there(floor: Floor) -> None:
    ticket = floor.ticket()
    for into in (ticket["id"], 999_999):
        answer = merge(floor, ticket, {"id": into, "version": ticket["version"]})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/into_id")


def test_nothing_goes_into_a_closed_or_a_merged_ticket(floor: Floor) -> None:
    first, second, third = floor.ticket(), floor.ticket(), floor.ticket()
    written(merge(floor, first, second))
    for goes, stays in ((third, first), (first, third)):
        answer = merge(floor, fresh(floor, goes), fresh(floor, stays))
        assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    closed = floor.site.patch(f"/tickets/{third['id']}", {"state": "closed"}, if_match=third["version"])
    assert merge(floor, fresh(floor, second), written(closed)).status_code == 409


@pytest.mark.parametrize("stale", ["goes", "stays"])
def test_both_must_be_as_they_were_seen(floor: Floor, stale: str) -> None:
    tickets = {"goes": floor.ticket(), "stays": floor.ticket()}
    path = f"/tickets/{tickets[stale]['id']}"
    change = written(floor.site.patch(path, {"title": "새 제목"}, if_match=tickets[stale]["version"]))
    answer = merge(floor, tickets["goes"], tickets["stays"])
    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert answer.json()["unseen"] == [change["version"]]


def test_of_two_who_merge_the_same_tickets_both_ways_at_once_one_does(floor: Floor) -> None:
    """Both send at once over real sockets; and both undo it at once, and one does."""
    site, one, other = floor.site, floor.ticket(), floor.ticket()
    tokens, address = {login: site.token(login) for login in ("lead", "admin")}, site.url + "/api/v1/tickets"

    def at_once(posts: dict[str, tuple[int, str, dict[str, int]]]) -> list[int]:
        starting, codes = threading.Barrier(2), list[int]()

        def send(login: str) -> None:
            number, deed, body = posts[login]
            headers = {
                "Authorization": f"Bearer {tokens[login]}",
                "If-Match": f'"{fresh(floor, {"id": number})["version"]}"',
            }
            with httpx.Client(headers=headers) as client:
                starting.wait()
                codes.append(client.post(f"{address}/{number}/{deed}", json=body).status_code)

        threads = [threading.Thread(target=send, args=(login,)) for login in posts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(codes)

    def into(ticket: dict[str, Any]) -> dict[str, int]:
        return {"into_id": ticket["id"], "into_version": ticket["version"]}

    codes = at_once({"lead": (one["id"], "merge", into(other)), "admin": (other["id"], "merge", into(one))})
    assert codes == [200, 412]
    (gone,) = (ticket for ticket in (one, other) if fresh(floor, ticket)["merged_into"] is not None)
    codes = at_once({login: (gone["id"], "unmerge", {}) for login in tokens})
    assert codes == [200, 409]
    assert [fresh(floor, ticket)["merged_into"] for ticket in (one, other)] == [None, None]


def test_a_call_about_a_ticket_that_was_merged_meanwhile_is_about_the_one_that_stays(floor: Floor) -> None:
    customer = floor.customer("김민지", "+821023456789")
    first, second, stays = (floor.ticket(customer_id=customer) for _ in range(3))
    call = floor.talk("c1")
    floor.hang_up("c1")
    written(merge(floor, first, second))
    written(merge(floor, fresh(floor, second), stays))
    wrapped = floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late", "ticket_id": first["id"]})
    assert wrapped.status_code == 200, wrapped.text
    assert floor.call("c1").ticket_id == stays["id"]


def test_nothing_more_is_done_on_a_ticket_that_is_a_part_of_another(floor: Floor) -> None:
    goes, stays = floor.ticket(), floor.ticket()
    written(merge(floor, goes, stays))
    now, path = fresh(floor, goes), f"/tickets/{goes['id']}"
    for answer in (
        floor.site.patch(path, {"state": "open"}, if_match=now["version"]),
        floor.site.post(f"{path}/take", if_match=now["version"]),
        floor.site.post(f"{path}/articles", {"kind": "note", "body": "x"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
