"""After the call: wrap-up, its code, and what the agent chose to come next."""

from datetime import timedelta
from typing import Any

import pytest

from desk.contract.calls import Call
from desk.server.store.db import Tx
from tests.server.routes.conftest import LINE, Floor, written


def over(floor: Floor) -> None:
    """Let a wrap-up's time be over."""
    past = int(timedelta(minutes=2).total_seconds() * 1_000_000)

    def move(tx: Tx) -> None:
        tx.run("UPDATE calls SET wrap_up_until = wrap_up_until - ?", (past,))
        tx.run("UPDATE agent_states SET wrap_up_until = wrap_up_until - ?", (past,))

    floor.site.write(move)
    floor.site.sweep()


def ended(floor: Floor, call_id: str = "c1") -> Call:
    """An agent who was available has talked."""
    floor.choose("available")
    floor.talk(call_id)
    return floor.hang_up(call_id)


def test_a_call_takes_its_agent_through_talk_and_wrap_up_and_back(floor: Floor) -> None:
    floor.choose("available")
    call = floor.talk()
    state = floor.state()
    assert (state["state"], state["call_id"], state["next_state"]) == ("in_call", call.id, None)
    over_call = floor.hang_up()
    state = floor.state()
    assert (state["state"], state["call_id"]) == ("wrap_up", call.id)
    assert over_call.wrap_up_until is not None
    assert over_call.ended_at is not None
    assert (over_call.wrap_up_until - over_call.ended_at).total_seconds() == 60
    wrapped = written(floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"}))
    assert (wrapped["wrap_up_code"], wrapped["wrap_up_until"]) == ("late", None)
    state = floor.state()
    assert (state["state"], state["call_id"], state["wrap_up_until"]) == ("available", None, None)


def test_what_was_chosen_while_talking_comes_after_the_wrap_up(floor: Floor) -> None:
    floor.choose("available")
    floor.talk()
    floor.choose("break", reason="점심")
    call = floor.hang_up()
    assert floor.state()["next_state"] == "break"
    floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"})
    assert (floor.state()["state"], floor.state()["reason"]) == ("break", "점심")


def test_whoever_was_not_available_does_not_become_so_by_picking_up(floor: Floor) -> None:
    floor.choose("away", reason="교육")
    floor.talk()
    assert floor.state()["next_state"] == "away"
    call = floor.hang_up()
    floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"})
    assert (floor.state()["state"], floor.state()["reason"]) == ("away", "교육")


def test_when_the_time_is_over_the_default_code_is_taken(floor: Floor) -> None:
    call = ended(floor)
    floor.site.sweep()
    assert floor.state()["state"] == "wrap_up"
    over(floor)
    assert floor.call().wrap_up_code == "other"
    assert floor.state()["state"] == "available"
    by_default = floor.site.read(lambda tx: tx.value("SELECT data FROM log WHERE kind = 'call.wrapped_up'"))
    assert '"by_default":true' in by_default
    corrected = written(floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"}))
    assert corrected["wrap_up_code"] == "late"
    assert floor.state()["state"] == "available"


def test_the_next_call_does_not_wait_for_the_wrap_up_of_the_last(floor: Floor) -> None:
    first = ended(floor)
    second = floor.talk("c2")
    over(floor)
    assert floor.call("c1").wrap_up_code == "other"
    state = floor.state()
    assert (state["state"], state["call_id"]) == ("in_call", second.id)
    written(floor.site.post(f"/calls/{first.id}/wrap-up", {"code": "late"}))
    assert floor.state()["state"] == "in_call"


def test_signing_out_in_the_middle_leaves_nothing_hanging(floor: Floor) -> None:
    floor.talk()
    floor.site.delete("/sessions/me", as_="agent")
    floor.hang_up()
    over(floor)
    assert floor.call().wrap_up_code == "other"
    status = next(one for one in floor.site.get("/agents", as_="lead").json() if one["name"] == "agent 씨")
    assert status["state"] == "off"


def test_a_missed_call_needs_no_wrap_up(floor: Floor) -> None:
    floor.choose("available")
    floor.ring(user="201")
    assert floor.hang_up(cause="cancel").wrap_up_until is None
    assert floor.state()["state"] == "available"


def test_a_call_is_not_wrapped_up_while_it_goes_on(floor: Floor) -> None:
    call = floor.talk()
    answer = floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"})
    assert (answer.status_code, answer.json()["code"]) == (409, "call_not_ended")


@pytest.mark.parametrize("code", ["gone", "LATE", "<b>"])
def test_a_code_is_one_of_the_queues(floor: Floor, code: str) -> None:
    answer = floor.site.post(f"/calls/{ended(floor).id}/wrap-up", {"code": code})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/code")
    assert floor.state()["state"] == "wrap_up"


def test_a_call_is_wrapped_up_by_its_agent_or_a_lead(floor: Floor) -> None:
    call = ended(floor)
    for login in ("agent2", "delivery", "delight"):
        answer = floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"}, as_=login)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    written(floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"}, as_="lead"))
    assert floor.state()["state"] == "available"


def test_whoever_takes_care_of_a_missed_call_says_how_it_ended(floor: Floor) -> None:
    floor.ring()
    call = floor.hang_up(cause="cancel")
    floor.site.post(f"/calls/{call.id}/claim")
    assert written(floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"}))["wrap_up_code"] == "late"


def test_a_call_is_tied_to_the_ticket_it_was_about(floor: Floor) -> None:
    call, ticket = ended(floor), floor.ticket()
    refused = floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late", "ticket_id": 999_999})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/ticket_id")
    body = {"code": "late", "ticket_id": ticket["id"]}
    assert written(floor.site.post(f"/calls/{call.id}/wrap-up", body))["ticket_id"] == ticket["id"]


def test_a_call_through_no_queue_is_wrapped_up_as_its_agents_own(floor: Floor) -> None:
    floor.choose("available")
    floor.talk(to="02-9999-9999")
    call = floor.hang_up(to="02-9999-9999")
    assert call.queue_id is None
    assert written(floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"}))["wrap_up_code"] == "late"


def test_where_no_queue_says_how_the_agent_goes_straight_on(floor: Floor) -> None:
    floor.choose("available", "lead")
    floor.talk(extension="203", to="02-9999-9999")
    assert floor.state("lead")["state"] == "in_call"
    assert floor.hang_up(to="02-9999-9999").wrap_up_until is None
    assert floor.state("lead")["state"] == "available"


def test_a_queue_without_wrap_up_time_takes_the_default_at_once(floor: Floor) -> None:
    queue = floor.queue
    body: dict[str, Any] = {
        "name": queue.name,
        "numbers": [LINE],
        "wrap_up_codes": [{"code": "other", "names": {}}],
        "default_code": "other",
        "wrap_up_seconds": 0,
    }
    floor.site.put(f"/queues/{queue.id}", body, as_="admin", if_match=queue.version)
    ended(floor)
    floor.site.sweep()
    assert floor.call().wrap_up_code == "other"
    assert floor.state()["state"] == "available"


def test_more_time_is_given_to_the_agent_of_the_call_up_to_what_the_queue_allows(floor: Floor) -> None:
    call = ended(floor)
    assert call.wrap_up_until is not None
    path = f"/calls/{call.id}/wrap-up/extensions"
    assert floor.site.post(path, as_="agent2").status_code == 403
    for minutes in (1, 2, 3):
        until = call.wrap_up_until + timedelta(minutes=minutes)
        written(floor.site.post(path))
        assert floor.call().wrap_up_until == until
        assert floor.state()["wrap_up_until"] == floor.site.get(f"/calls/{call.id}").json()["wrap_up_until"]
    refused = floor.site.post(path)
    over(floor)
    assert (floor.state()["state"], floor.call().wrap_up_code) == ("wrap_up", None)
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    written(floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late"}))
    assert floor.site.post(path).status_code == 409
