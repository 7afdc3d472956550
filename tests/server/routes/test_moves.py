"""Many tickets changed at once: each done or refused by itself, all of it taken back."""

import threading
from datetime import timedelta
from typing import Any

import httpx
import pytest

from desk.contract.board import UNDO_SECONDS
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import TicketChange
from desk.server.routes import assigning
from desk.server.routes import tickets as ticket_routes
from desk.server.store import clock, log, tickets
from desk.server.store.db import Tx
from tests.server.routes.conftest import Floor, written

NOBODY = 999_999


def item(ticket: dict[str, Any], **change: Any) -> dict[str, Any]:
    """A ticket as one of many, with a change of its own if one is given."""
    return {"ticket_id": ticket["id"], "version": ticket["version"]} | ({"change": change} if change else {})


def move(floor: Floor, items: list[dict[str, Any]], as_: str = "lead", **draft: Any) -> dict[str, Any]:
    return written(floor.site.post("/moves", {"items": items} | draft, as_=as_))


def result(made: dict[str, Any], ticket: dict[str, Any]) -> tuple[str, str]:
    (found,) = (one for one in made["results"] if one["ticket_id"] == ticket["id"])
    return found["code"], found["winner"]


def now(floor: Floor, ticket: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = floor.site.get(f"/tickets/{ticket['id']}").json()
    return found


def undo(floor: Floor, made: dict[str, Any], as_: str = "lead") -> httpx.Response:
    return floor.site.post(f"/moves/{made['id']}/undo", as_=as_, if_match=made["version"])


def test_a_move_gives_every_ticket_to_its_new_owner_with_the_leads_words(floor: Floor) -> None:
    one, two = floor.ticket(), floor.ticket(owner_id=floor.site.user_id("agent"))
    other = floor.site.user_id("agent2")
    made = move(floor, [item(one), item(two)], change={"owner_id": other}, why="병원에 갑니다")
    assert [result(made, one), result(made, two)] == [("", ""), ("", "")]
    for ticket in (one, two):
        found = now(floor, ticket)
        assert (found["owner_id"], found["assigned"]["code"]) == (other, "moved")
        assert (found["assigned"]["by"], found["assigned"]["words"]) == ("lead 씨", "병원에 갑니다")


def test_a_card_that_somebody_was_faster_with_stays_and_names_the_winner(floor: Floor) -> None:
    one, two = floor.ticket(), floor.ticket()
    floor.site.patch(f"/tickets/{one['id']}", {"priority": "high"}, as_="agent2", if_match=one["version"])
    made = move(floor, [item(one), item(two)], change={"priority": "urgent"})
    assert (result(made, one), result(made, two)) == (("stale", "agent2 씨"), ("", ""))
    assert (now(floor, one)["priority"], now(floor, two)["priority"]) == ("high", "urgent")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"owner_id": NOBODY}, "unprocessable"),
        ({"queue_id": NOBODY}, "unprocessable"),
        ({"state": "open", "pending_until": "2027-01-01T00:00:00Z"}, "unprocessable"),
        ({"pending_until": "1907-01-01T00:00:00Z"}, "unprocessable"),
        ({"add_tags": [f"t{number}" for number in range(20)]}, "unprocessable"),
    ],
)
def test_what_cannot_be_is_refused_by_itself(floor: Floor, change: dict[str, Any], code: str) -> None:
    one, two = floor.ticket(tags=["환불"]), floor.ticket()
    made = move(floor, [item(one, **change), item(two)], change={"state": "closed"})
    assert (result(made, one)[0], result(made, two)[0]) == (code, "")
    assert (now(floor, one)["version"], now(floor, two)["state"]) == (one["version"], "closed")


def test_unknown_and_doubled_tickets_are_told(floor: Floor) -> None:
    one = floor.ticket()
    gone = {"id": NOBODY, "version": 1}
    made = move(floor, [item(one), item(one), item(gone)], change={"state": "open"})
    assert [(found["ticket_id"], found["code"]) for found in made["results"]] == [
        (one["id"], ""), (one["id"], "conflict"), (NOBODY, "not_found"),
    ]  # fmt: skip


def test_a_card_put_aside_until_tomorrow_is_pending(floor: Floor) -> None:
    one = floor.ticket()
    move(floor, [item(one)], change={"pending_until": "2030-01-01T00:00:00Z"})
    found = now(floor, one)
    assert (found["state"], found["pending_until"]) == ("pending", "2030-01-01T00:00:00Z")


def test_tags_are_added_and_taken_off_each_ticket_as_it_is(floor: Floor) -> None:
    one, two = floor.ticket(tags=["환불", "파손"]), floor.ticket(tags=["지연"])
    move(floor, [item(one), item(two)], change={"add_tags": ["급함", "환불"], "remove_tags": ["파손"]})
    assert (now(floor, one)["tags"], now(floor, two)["tags"]) == (["환불", "급함"], ["지연", "급함", "환불"])


def test_agents_do_not_move_many(floor: Floor) -> None:
    answer = floor.site.post("/moves", {"items": [item(floor.ticket())], "change": {"state": "open"}}, as_="agent")
    assert answer.status_code == 403


def test_a_repeated_move_is_done_once(floor: Floor) -> None:
    one = floor.ticket()
    draft = {"items": [item(one)], "change": {"priority": "high"}}
    first, again = (floor.site.post("/moves", draft, as_="lead", key="m1") for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert floor.site.get(f"/moves/{written(first)['id']}", as_="lead").json() == written(first)


def test_taking_a_move_back_leaves_everything_as_it_was(floor: Floor) -> None:
    agent, agent2 = floor.site.user_id("agent"), floor.site.user_id("agent2")
    one, two = floor.ticket(owner_id=agent, tags=["환불"], priority="high"), floor.ticket()
    aside = {"state": "pending", "pending_until": "2030-01-01T00:00:00Z"}
    floor.site.patch(f"/tickets/{two['id']}", aside, if_match=two["version"])
    before = [now(floor, one), now(floor, two)]
    change = {"owner_id": agent2, "state": "open", "priority": "low", "add_tags": ["급함"]}
    made = move(floor, [item(found) for found in before], change=change)
    back = written(undo(floor, made))
    assert (back["undone"], {one["code"] for one in back["results"]}) == (True, {""})
    for was, ticket in zip(before, (one, two), strict=True):
        found = now(floor, ticket)
        for field in ("owner_id", "queue_id", "state", "pending_until", "priority", "tags"):
            assert found[field] == was[field]
        assert found["assigned"]["code"] == "undone"


def test_whoever_was_in_the_middle_of_a_ticket_still_is_when_the_move_is_taken_back(floor: Floor) -> None:
    mine, fresh = (floor.ticket(as_="lead", owner_id=floor.site.user_id("agent")) for _ in range(2))
    floor.article(mine["id"], "note", as_="agent")
    made = move(floor, [item(now(floor, mine)), item(fresh)], change={"owner_id": floor.site.user_id("agent2")})
    written(undo(floor, made))
    sql = "SELECT touched_at IS NOT NULL AS touched FROM tickets WHERE id IN (?, ?) ORDER BY id"
    rows = floor.site.read(lambda tx: tx.all(sql, (mine["id"], fresh["id"])))
    assert [row["touched"] for row in rows] == [1, 0]


def test_what_was_closed_by_mistake_has_not_come_back_from_the_customer(floor: Floor) -> None:
    one, two = floor.ticket(), floor.ticket()
    written(undo(floor, move(floor, [item(one)], change={"state": "closed"})))
    closed = move(floor, [item(two)], change={"state": "closed"})
    assert result(closed, two) == ("", "")
    move(floor, [item(now(floor, two))], change={"state": "open"})
    sql = "SELECT reopened FROM tickets WHERE id IN (?, ?) ORDER BY id"
    rows = floor.site.read(lambda tx: tx.all(sql, (one["id"], two["id"])))
    assert [row["reopened"] for row in rows] == [0, 1]


def test_what_was_changed_after_the_move_is_not_taken_back(floor: Floor) -> None:
    one, two = floor.ticket(), floor.ticket()
    made = move(floor, [item(one), item(two)], change={"owner_id": floor.site.user_id("agent2")})
    floor.article(one["id"], "note", as_="agent2")
    back = written(undo(floor, made, as_="admin"))
    assert (result(back, one), result(back, two)) == (("stale", "agent2 씨"), ("", ""))
    assert (now(floor, one)["owner_id"], now(floor, two)["owner_id"]) == (floor.site.user_id("agent2"), None)


def given_out(floor: Floor, ticket: dict[str, Any]) -> None:
    """A rule gives a ticket to agent2, in nobody's name."""
    change = TicketChange(owner_id=floor.site.user_id("agent2"))
    reason = AssignmentReason(code=AssignmentCode.LEAST_LOAD)

    def work(tx: Tx) -> None:
        found = tickets.ticket(tx, ticket["id"])
        assert found is not None
        ticket_routes.set_to(tx, found, change, "", reason)

    floor.site.write(work)


def test_what_a_rule_gave_to_somebody_who_has_not_begun_is_taken_back_too(floor: Floor) -> None:
    agent, agent2 = floor.site.user_id("agent"), floor.site.user_id("agent2")
    one, begun, noted = (floor.ticket(as_="lead", owner_id=agent) for _ in range(3))
    made = move(floor, [item(one), item(begun), item(noted)], change={"owner_id": None})
    for ticket in (one, begun, noted):
        given_out(floor, ticket)
    floor.site.write(lambda tx: assigning.touch(tx, begun["id"], agent2), as_="agent2")
    floor.article(noted["id"], "note", as_="lead")
    back = written(undo(floor, made))
    assert [result(back, ticket)[0] for ticket in (one, begun, noted)] == ["", "stale", "stale"]
    assert [now(floor, ticket)["owner_id"] for ticket in (one, begun, noted)] == [agent, agent2, agent2]


def test_a_move_is_taken_back_once_and_in_time(floor: Floor) -> None:
    one = floor.ticket()
    made = move(floor, [item(one)], change={"state": "open"})
    assert floor.site.post(f"/moves/{made['id']}/undo", as_="lead").status_code == 428
    back = written(undo(floor, made))
    assert undo(floor, back).json()["code"] == "conflict"
    late = move(floor, [item(now(floor, one))], change={"state": "open"})
    clock.set_ahead(timedelta(seconds=UNDO_SECONDS + 1))
    try:
        assert undo(floor, late).json()["code"] == "conflict"
    finally:
        clock.set_ahead(timedelta(0))
    assert now(floor, one)["state"] == "open"


def test_the_log_of_moves_rebuilds_to_the_same_moves(floor: Floor) -> None:
    one, two = floor.ticket(), floor.ticket()
    made = move(floor, [item(one), item(two)], change={"state": "open"})
    floor.article(one["id"], "note")
    back = written(undo(floor, made))
    floor.site.write(log.rebuild)
    assert floor.site.get(f"/moves/{made['id']}", as_="lead").json() == back
    assert floor.site.read(log.verify) is None


def test_of_two_leads_who_move_the_same_cards_one_wins_each_card(floor: Floor) -> None:
    """Both send at once over real sockets, again and again; nobody's card is moved twice."""
    site = floor.site
    floor.join("lead", floor.queue_id)
    tokens = {login: site.token(login) for login in ("lead", "admin")}
    cards = [floor.ticket() for _ in range(12)]
    address, starting = site.url + "/api/v1/moves", threading.Barrier(2)
    made: dict[str, Any] = {}

    def send(login: str) -> None:
        draft = {"items": [item(one) for one in cards], "change": {"owner_id": site.user_id(login)}}
        with httpx.Client(headers={"Authorization": f"Bearer {tokens[login]}"}) as client:
            starting.wait()
            made[login] = client.post(address, json=draft).json()["data"]

    threads = [threading.Thread(target=send, args=(login,)) for login in tokens]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for card in cards:
        results = {login: result(made[login], card) for login in tokens}
        (winner,) = (login for login, (code, _) in results.items() if not code)
        (loser,) = set(tokens) - {winner}
        assert results[loser] == ("stale", f"{winner} 씨")
        assert now(floor, card)["owner_id"] == site.user_id(winner)
