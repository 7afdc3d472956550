"""Shifts change hands only whole, and only within the rules."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
import time_machine

from desk.contract.endpoint import API
from desk.contract.events import ShiftChanged, SwapDecided
from desk.server.store import log
from tests.server.routes.conftest import written
from tests.server.shift_rig import LATE, MONDAY, Roster, rules_of

DAY = timedelta(days=1)


def offer(roster: Roster, shift: dict[str, Any], as_: str = "agent", **more: Any) -> httpx.Response:
    """Somebody offers a shift."""
    return roster.site.post("/swaps", {"shift_id": shift["id"], "words": "병원"} | more, as_=as_)


def act(roster: Roster, swap: dict[str, Any], verb: str, as_: str, **body: Any) -> httpx.Response:
    """Somebody accepts, declines, decides or withdraws what was seen as ``swap``."""
    return roster.site.post(f"/swaps/{swap['id']}/{verb}", body, as_=as_, if_match=swap["version"])


def listed(roster: Roster, as_: str) -> list[tuple[int, str]]:
    """The swaps somebody sees, with their states."""
    return [(one["id"], one["state"]) for one in roster.site.get("/swaps", as_=as_).json()]


def test_a_shift_is_given_away_when_somebody_takes_it_and_a_lead_agrees(roster: Roster) -> None:
    shift = roster.shift("agent", MONDAY)
    swap = written(offer(roster, shift))
    assert listed(roster, "agent2") == listed(roster, "delivery") == [(swap["id"], "offered")]
    taken = written(act(roster, swap, "accept", "agent2"))
    assert (taken["state"], taken["to_id"]) == ("accepted", roster.id("agent2"))
    assert listed(roster, "delivery") == []
    assert roster.seen(shift["id"]) == shift, "nothing moves before the lead's yes"
    assert act(roster, swap, "accept", "delivery").status_code == 412
    assert act(roster, taken, "accept", "delivery").status_code == 404, "it is no longer for everybody"
    done = written(act(roster, taken, "decision", "lead", approve=True, words="좋습니다"))
    assert (done["state"], done["answer"]) == ("approved", "좋습니다")
    given = roster.seen(shift["id"])
    assert (given["user_id"], given["why"], given["segments"]) == (roster.id("agent2"), "좋습니다", shift["segments"])


def test_two_shifts_change_hands_together(roster: Roster) -> None:
    mine, theirs = roster.shift("agent", MONDAY), roster.shift("agent2", MONDAY, *LATE)
    swap = written(offer(roster, mine, other_shift_id=theirs["id"]))
    assert swap["to_id"] == roster.id("agent2")
    assert listed(roster, "delivery") == [], "it is between two"
    taken = written(act(roster, swap, "accept", "agent2"))
    written(act(roster, taken, "decision", "lead", approve=True))
    assert roster.seen(mine["id"])["user_id"] == roster.id("agent2")
    assert roster.seen(theirs["id"])["user_id"] == roster.id("agent")
    facts = [event.fact for event in roster.site.read(lambda tx: log.after(tx, taken["version"], 100))]
    moved = [fact for fact in facts if isinstance(fact, ShiftChanged)]
    assert {(one.swap_id, one.why) for one in moved} == {(swap["id"], "병원")}
    assert len(moved) == 2
    assert isinstance(facts[-1], SwapDecided)


def test_a_swap_that_would_break_a_rule_is_refused_by_the_rule_s_name_as_soon_as_one_chooses(roster: Roster) -> None:
    mine = roster.shift("agent", MONDAY, *LATE)
    theirs = roster.shift("agent2", MONDAY + DAY, "work 05:00-08:00", allow=["opening_hours"], why="새벽")
    roster.shift("agent", MONDAY - DAY, *LATE)
    blocked = offer(roster, mine, other_shift_id=roster.shift("agent2", MONDAY - DAY, *LATE)["id"])
    assert rules_of(blocked) >= {"overlap"}
    tight = roster.shift("agent", MONDAY + 2 * DAY, *LATE)
    answer = offer(roster, tight, other_shift_id=theirs["id"])
    assert rules_of(answer) == {"between_shifts", "opening_hours"}
    assert {breach["user_id"] for breach in answer.json()["breaches"]} == {roster.id("agent")}


def test_the_rules_are_asked_again_when_it_is_taken_and_when_a_lead_decides(roster: Roster) -> None:
    shift = roster.shift("agent", MONDAY)
    swap = written(offer(roster, shift))
    busy = roster.shift("agent2", MONDAY, *LATE)
    assert rules_of(act(roster, swap, "accept", "agent2")) >= {"overlap"}
    cancel = {"why": "x"}
    roster.site.post(f"/shifts/{busy['id']}/cancel", cancel, as_="lead", if_match=busy["version"])
    taken = written(act(roster, swap, "accept", "agent2"))
    roster.shift("agent2", MONDAY, *LATE, publish=False)
    head = roster.head()
    refused = act(roster, taken, "decision", "lead", approve=True)
    assert rules_of(refused) >= {"overlap"}, "a lead's check sees drafts"
    assert (roster.head(), roster.seen(shift["id"])) == (head, shift)
    assert written(act(roster, taken, "decision", "lead", approve=False, words="안 됩니다"))["state"] == "declined"


def test_many_colleagues_take_one_shift_at_once_and_one_gets_it(roster: Roster) -> None:
    swap = written(offer(roster, roster.shift("agent", MONDAY)))
    takers = ("agent2", "lead", "delivery", "delight")
    tokens = [roster.site.token(login) for login in takers]
    address = f"{roster.site.url}{API}/swaps/{swap['id']}/accept"

    def take(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}", "If-Match": f'"{swap["version"]}"'}
        return httpx.post(address, json={}, headers=headers, timeout=30).status_code

    with ThreadPoolExecutor(len(tokens)) as pool:
        assert sorted(pool.map(take, tokens)) == [200, 412, 412, 412]


def test_two_leads_approve_at_once_and_the_shifts_change_once(roster: Roster) -> None:
    mine, theirs = roster.shift("agent", MONDAY), roster.shift("agent2", MONDAY, *LATE)
    taken = written(act(roster, written(offer(roster, mine, other_shift_id=theirs["id"])), "accept", "agent2"))
    tokens = [roster.site.token(login) for login in ("lead", "admin")] * 2
    address = f"{roster.site.url}{API}/swaps/{taken['id']}/decision"

    def approve(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}", "If-Match": f'"{taken["version"]}"'}
        return httpx.post(address, json={"approve": True}, headers=headers, timeout=30).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(approve, tokens)) == [200, 412, 412, 412]
    owners = [roster.seen(one["id"])["user_id"] for one in (mine, theirs)]
    assert owners == [roster.id("agent2"), roster.id("agent")]


def test_a_swap_of_a_shift_that_changes_meanwhile_is_void(roster: Roster) -> None:
    shift = roster.shift("agent", MONDAY)
    swap = written(offer(roster, shift))
    assert offer(roster, shift).status_code == 409, "it is offered already"
    written(roster.change(shift, *LATE))
    assert listed(roster, "agent") == [(swap["id"], "lapsed")]
    assert act(roster, swap, "accept", "agent2").status_code == 412
    again = written(offer(roster, shift))
    now = roster.seen(shift["id"])
    roster.site.post(f"/shifts/{shift['id']}/cancel", {"why": "x"}, as_="lead", if_match=now["version"])
    assert dict(listed(roster, "agent"))[again["id"]] == "lapsed"


def test_a_swap_lapses_when_its_shift_begins(roster: Roster) -> None:
    shift = roster.shift("agent", MONDAY)
    swap = written(offer(roster, shift))
    begins = datetime.fromisoformat(shift["segments"][0]["start"])
    with time_machine.travel(begins - timedelta(seconds=1), tick=False):
        roster.site.sweep()
    assert listed(roster, "agent") == [(swap["id"], "offered")]
    with time_machine.travel(begins, tick=False):
        roster.site.sweep()
        roster.site.sweep()
    assert listed(roster, "agent") == [(swap["id"], "lapsed")]


def test_a_colleague_says_no_and_the_giver_may_think_again(roster: Roster) -> None:
    shift = roster.shift("agent", MONDAY)
    swap = written(offer(roster, shift, to_id=roster.id("agent2")))
    assert act(roster, swap, "accept", "delivery").status_code == 404
    assert act(roster, swap, "accept", "agent").status_code == 409
    no = written(act(roster, swap, "decline", "agent2", words="선약이 있어요"))
    assert (no["state"], no["answer"]) == ("declined", "선약이 있어요")
    open_ = written(offer(roster, shift))
    assert act(roster, open_, "decline", "agent2").status_code == 409, "nobody asked them"
    assert act(roster, open_, "withdraw", "agent2").status_code == 404
    assert written(act(roster, open_, "withdraw", "agent"))["state"] == "withdrawn"
    assert act(roster, open_, "withdraw", "agent").status_code == 412


def test_a_lead_decides_only_what_somebody_has_taken(roster: Roster) -> None:
    swap = written(offer(roster, roster.shift("agent", MONDAY)))
    assert act(roster, swap, "decision", "lead", approve=True).status_code == 409
    assert act(roster, swap, "decision", "agent2", approve=True).status_code == 403
    assert written(act(roster, swap, "decision", "lead", approve=False))["state"] == "declined"


def test_a_lead_who_takes_a_shift_lets_another_lead_decide(roster: Roster) -> None:
    shift = roster.shift("agent", MONDAY)
    taken = written(act(roster, written(offer(roster, shift)), "accept", "lead"))
    assert act(roster, taken, "decision", "lead", approve=True).status_code == 403
    assert written(act(roster, taken, "decision", "admin", approve=True))["state"] == "approved"


def test_only_one_s_own_published_shifts_to_come_are_offered(roster: Roster) -> None:
    draft, theirs = roster.shift("agent", MONDAY, publish=False), roster.shift("agent2", MONDAY)
    for shift in (draft, theirs, {"id": 999}):
        answer = offer(roster, shift)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/shift_id")
    mine = roster.shift("agent", MONDAY + DAY)
    hidden = roster.shift("agent2", MONDAY + DAY, publish=False)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"other_shift_id": hidden["id"]}, "/other_shift_id"),
        ({"other_shift_id": theirs["id"], "to_id": roster.id("delivery")}, "/other_shift_id"),
        ({"to_id": roster.id("agent")}, "/to_id"),
        ({"to_id": 999}, "/to_id"),
        ({"other_shift_id": mine["id"]}, "/to_id"),
    ]
    for more, pointer in wrong:
        answer = offer(roster, mine, **more)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    past = roster.shift("agent", MONDAY - 365 * DAY, why="기록")
    assert offer(roster, past).json()["errors"][0]["detail"] == "it has begun"


@pytest.mark.parametrize("verb", ["accept", "decline", "decision", "withdraw"])
def test_a_swap_that_is_not_there_is_not_found(roster: Roster, verb: str) -> None:
    body: dict[str, Any] = {"approve": True} if verb == "decision" else {}
    assert act(roster, {"id": 999, "version": 1}, verb, "lead", **body).status_code == 404
