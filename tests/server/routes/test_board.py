"""The board: open tickets as cards, and how fast work goes."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from desk.contract.board import Cards, Pace, Rebalance
from desk.contract.tickets import TicketState
from desk.server.rules.pace import HANDLE
from desk.server.store import clock
from tests.server.routes.conftest import Floor


def cards(floor: Floor, **query: Any) -> Cards:
    return msgspec.json.decode(floor.site.get("/board/cards", params=query).content, type=Cards)


def pace(floor: Floor) -> Pace:
    return msgspec.json.decode(floor.site.get("/board/pace").content, type=Pace)


def test_every_open_ticket_is_a_card(floor: Floor) -> None:
    customer = floor.customer()
    one = floor.ticket(customer_id=customer, priority="high", tags=["환불"])
    two = floor.ticket(owner_id=floor.site.user_id("agent2"))
    floor.site.patch(f"/tickets/{two['id']}", {"state": "closed"}, as_="agent2", if_match=two["version"])
    found = cards(floor)
    (card,) = found.cards
    assert (card.id, card.version, card.customer, card.priority, card.tags) == (
        one["id"], one["version"], "김민지", "high", ("환불",),
    )  # fmt: skip
    assert (found.more, found.total) == (False, 1)


def test_of_cards_asked_for_those_that_are_closed_come_as_well(floor: Floor) -> None:
    one, two = floor.ticket(), floor.ticket()
    floor.site.patch(f"/tickets/{one['id']}", {"state": "closed"}, if_match=one["version"])
    found = cards(floor, ids=f"{two['id']},{one['id']},999999")
    assert [(card.id, card.state) for card in found.cards] == [
        (one["id"], TicketState.CLOSED), (two["id"], TicketState.NEW),
    ]  # fmt: skip


@pytest.mark.parametrize("ids", [",", ",,1", "9" * 400, "99999999999999999999", "1\n"])
def test_ids_that_make_no_sense_find_nothing(floor: Floor, ids: str) -> None:
    answer = floor.site.get("/board/cards", params={"ids": ids})
    assert answer.status_code in (200, 400)
    assert ids == ",,1" or not answer.json().get("cards")


def test_too_many_ids_are_refused(floor: Floor) -> None:
    answer = floor.site.get("/board/cards", params={"ids": ",".join(["1"] * 5001)})
    assert answer.status_code == 422


def test_a_closing_teaches_how_long_the_work_of_its_queue_takes(floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    ticket = floor.ticket(owner_id=agent)
    assert pace(floor).queues[0].handle == HANDLE
    clock.set_ahead(timedelta(minutes=2))
    try:
        now = floor.site.patch(f"/tickets/{ticket['id']}", {"state": "closed"}, if_match=ticket["version"])
        assert now.status_code == 200
        (queue,) = pace(floor).queues
    finally:
        clock.set_ahead(timedelta(0))
    # 480 s counts for ten tickets, and here is one of two minutes.
    assert queue.handle == pytest.approx((10 * HANDLE + 120) / 11, abs=1)
    assert queue.closed_last_hour == 1


def test_who_is_here_is_told_with_what_they_can_carry(floor: Floor) -> None:
    floor.site.put("/agents/me/state", {"state": "available"}, as_="agent")
    found = pace(floor)
    people = {one.name: one for one in found.agents}
    assert [(people[f"{login} 씨"].here, people[f"{login} 씨"].queue_ids) for login in ("agent", "agent2")] == [
        (True, (floor.queue_id,)), (False, (floor.queue_id,)),
    ]  # fmt: skip
    assert (people["agent 씨"].capacity, people["agent 씨"].other_load) == (8.0, 0.0)
    (queue,) = found.queues
    assert queue.here == 1
    stretches = found.served[floor.queue_id]
    # Before any calendar is set, every day from nine to seven: today and seven days more.
    assert [end - start for start, end in stretches] == [10 * 3600] * 8


def test_a_lead_is_proposed_who_had_better_have_what_is_beyond_somebodys_capacity(floor: Floor) -> None:
    agent, agent2 = floor.site.user_id("agent"), floor.site.user_id("agent2")
    for login in ("agent", "agent2"):
        floor.site.put("/agents/me/state", {"state": "available"}, as_=login)
    made = [floor.ticket(as_="lead", owner_id=agent) for _ in range(10)]
    begun = made[-1]["id"]
    floor.article(begun, "note", as_="agent")
    answer = floor.site.get("/board/rebalance", as_="lead")
    found = msgspec.json.decode(answer.content, type=Rebalance)
    assert len(found.moves) == 2
    assert {(one.from_id, one.to_id) for one in found.moves} == {(agent, agent2)}
    assert begun not in {one.ticket_id for one in found.moves}
    assert (found.before.most_loaded, found.after.most_loaded) == (10 / 8, 1.0)
    items = [{"ticket_id": one.ticket_id, "version": one.version} for one in found.moves]
    draft = {"items": items, "change": {"owner_id": agent2}, "code": "rebalanced", "why": "여유가 있어서"}
    floor.site.post("/moves", draft, as_="lead")
    ticket = floor.site.get(f"/tickets/{found.moves[0].ticket_id}").json()
    assert (ticket["owner_id"], ticket["assigned"]["code"]) == (agent2, "rebalanced")
    again = msgspec.json.decode(floor.site.get("/board/rebalance", as_="lead").content, type=Rebalance)
    assert again.moves == []


@pytest.mark.parametrize("query", [{"queue_id": 999_999}, {"team_id": 999_999}])
def test_a_proposal_is_of_what_there_is(floor: Floor, query: dict[str, int]) -> None:
    assert floor.site.get("/board/rebalance", params=query, as_="lead").status_code == 422
    assert floor.site.get("/board/rebalance", params=query, as_="agent").status_code == 403
