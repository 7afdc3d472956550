"""From the exchange's push to what people see: the requests of the protocol, on Korean numbers."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.contract.calls import Call, CallState
from desk.contract.events import CallAnswered
from desk.server.store import log
from tests.server.conftest import Loop, Site, running
from tests.server.routes.conftest import LINE, MOBILE, Floor

E164 = "+821023456789"


def rings(site: Site, login: str = "agent") -> list[dict[str, Any]]:
    """What rings for a person or is theirs."""
    found: list[dict[str, Any]] = site.get("/calls/rings", as_=login).json()
    return found


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("010-2345-6789", E164),
        ("01023456789", E164),
        ("821023456789", E164),
        ("+82 10-2345-6789", E164),
        ("0082 10 2345 6789", E164),
        (1023456789, E164),
        ("02-123-4567", "+8221234567"),
        ("031-123-4567", "+82311234567"),
        ("1588-1234", "+8215881234"),
        ("070-1234-5678", "+827012345678"),
        ("+1 202-555-0123", "+12025550123"),
        ("114", "114"),
        ("anonymous", ""),
        ("발신번호표시제한", ""),
        ("", ""),
        ("who knows", "who knows"),
    ],
)
def test_a_number_is_understood_in_every_notation(floor: Floor, number: Any, kept: str) -> None:
    floor.push("newCall", **{"from": number})
    call = floor.call()
    assert (call.number, call.anonymous) == (kept, not kept)


def test_the_protocols_three_requests_make_one_call(floor: Floor) -> None:
    customer = floor.customer("김민지", E164)
    assert floor.push("newCall", user=["agent 씨", "202"], queue="배송").json() == {}
    ringing = floor.call()
    assert (ringing.state, ringing.customer_id, ringing.queue_id) == (CallState.RINGING, customer, floor.queue_id)
    assert ringing.called_agent_ids == [floor.site.user_id("agent"), floor.site.user_id("agent2")]
    assert floor.push("answer", answeringNumber="agent").json() == {}
    talking = floor.call()
    assert (talking.state, talking.agent_name) == (CallState.TALKING, "agent 씨")
    assert floor.push("hangup", answeringNumber="agent", cause="normalClearing").json() == {}
    over = floor.call()
    assert (over.state, over.cause, over.owner_id) == (CallState.ENDED, "normalClearing", None)
    assert floor.kinds() == ["call.rang", "call.answered", "call.ended"]


def test_everything_known_is_shown_before_pick_up(floor: Floor) -> None:
    customer = floor.customer("김민지", E164)
    floor.ring(user="201")
    (ring,) = rings(floor.site)
    assert ring["call"]["number"] == "010-****-6789"
    assert [one["customer"]["id"] for one in ring["callers"]] == [customer]
    assert ring["callers"][0]["verified"] is True
    assert rings(floor.site, "agent2") == []


def test_a_number_that_several_share_shows_them_all_and_decides_nothing(floor: Floor) -> None:
    both = [floor.customer("김민지", E164), floor.customer("이서연", E164)]
    call = floor.ring(user="201")
    assert call.customer_id is None
    (ring,) = rings(floor.site)
    assert sorted(one["customer"]["id"] for one in ring["callers"]) == both
    assert ring["call"]["number"] == "010-****-6789"


def test_an_unknown_callers_number_is_shown_whole(floor: Floor) -> None:
    assert floor.ring(user="201").number == E164
    assert rings(floor.site)[0]["callers"] == []


def test_a_wrong_token_is_told_so_in_the_protocols_words(site: Site) -> None:
    answer = site.post("/cti/wrong", {"event": "newCall"}, as_=None)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"error": "Invalid token, please contact your admin!"}


def test_a_wrong_direction_is_told_so_in_the_protocols_words(floor: Floor) -> None:
    answer = floor.push("newCall", direction="up")
    assert (answer.status_code, answer.json()) == (422, {"error": "Invalid direction!"})
    assert floor.push("ring").status_code == 422
    assert floor.kinds() == []


def test_form_fields_are_understood(floor: Floor) -> None:
    body = f"event=newCall&from={MOBILE}&to={LINE}&direction=in&callId=f1&user[]=201&user[]=202"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = floor.site.post(f"/cti/{floor.token}", body.encode(), as_=None, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {})
    assert len(floor.call("f1").called_agent_ids) == 2


def test_repeats_are_answered_again_and_double_nothing(floor: Floor) -> None:
    for _ in range(3):
        assert floor.push("newCall", user="201").json() == {}
    for _ in range(3):
        assert floor.push("answer", answeringNumber="201").json() == {}
    assert floor.push("answer", answeringNumber="202").json() == {}
    assert floor.call().agent_name == "agent 씨"
    for _ in range(3):
        assert floor.push("hangup", cause="normalClearing").json() == {}
    assert floor.kinds() == ["call.rang", "call.answered", "call.ended"]


def test_an_answer_to_an_unknown_call_makes_it_from_what_is_known(floor: Floor) -> None:
    customer = floor.customer("김민지", E164)
    assert floor.push("answer", answeringNumber="201").json() == {}
    call = floor.call()
    assert (call.state, call.customer_id, call.agent_name) == (CallState.TALKING, customer, "agent 씨")
    assert call.queue_id == floor.queue_id
    floor.push("newCall", user="202")
    assert floor.call() == call


def test_a_hang_up_of_an_unknown_call_was_missed(floor: Floor) -> None:
    call = floor.hang_up(cause="cancel")
    assert call.state is CallState.MISSED
    floor.push("newCall")
    floor.push("answer", answeringNumber="201")
    assert floor.call() == call


@pytest.mark.parametrize(
    ("direction", "talked", "cause", "state"),
    [
        ("in", False, "cancel", "missed"),
        ("in", False, "noAnswer", "missed"),
        ("in", False, "busy", "missed"),
        ("in", False, "congestion", "missed"),
        ("in", False, "notFound", "missed"),
        ("in", False, "normalClearing", "missed"),
        ("in", False, "a cause nobody documented", "missed"),
        ("in", False, "voicemail", "missed"),
        ("in", True, "voicemail", "missed"),
        ("in", False, "forwarded", "ended"),
        ("in", True, "normalClearing", "ended"),
        ("in", True, "forwarded", "ended"),
        ("out", False, "busy", "ended"),
        ("out", True, "normalClearing", "ended"),
    ],
)
def test_what_counts_as_missed(floor: Floor, direction: str, talked: bool, cause: str, state: str) -> None:
    floor.ring(direction=direction, user="201")
    if talked:
        floor.push("answer", direction=direction, answeringNumber="201")
    call = floor.hang_up(cause=cause, direction=direction)
    assert (call.state, call.cause) == (state, cause)
    missed = floor.site.get("/calls?open_missed=true").json()["data"]
    assert [one["id"] for one in missed] == ([call.id] if state == "missed" else [])


def test_a_blocked_number_is_refused_during_signalling(floor: Floor) -> None:
    floor.site.post("/blocked-numbers", {"number": MOBILE, "reason": "욕설"}, as_="lead")
    for _ in range(2):
        assert floor.push("newCall", user="201").json() == {"action": "reject", "reason": "busy"}
    call = floor.call()
    assert (call.state, call.cause, call.called_agent_ids) == (CallState.ENDED, "blocked", [])
    assert floor.hang_up(cause="busy") == call
    assert floor.site.delete("/blocked-numbers/821023456789", as_="lead").status_code == 200
    assert floor.push("newCall", "c2").json() == {}
    assert floor.site.delete("/blocked-numbers/821023456789", as_="lead").status_code == 404


def test_a_withheld_number_is_never_taken_for_a_blocked_one(floor: Floor) -> None:
    answer = floor.site.post("/blocked-numbers", {"number": "anonymous"}, as_="lead")
    assert answer.status_code == 422
    assert floor.push("newCall", **{"from": "anonymous"}).json() == {}


def test_an_outbound_call_is_told_which_number_to_show(tmp_path: Path, server_loop: Loop, peopled: Path) -> None:
    path = tmp_path / "out.db"
    path.write_bytes(peopled.read_bytes())
    caller_ids = {"": "1588-1234", "+822": "02-1234-5678"}
    with running(path, server_loop, caller_ids=caller_ids) as site:
        floor = Floor(site)
        out = {"direction": "out", "from": "201", "user": "201"}
        seoul = floor.push("newCall", "o1", **out, to="02-555-1234").json()
        assert seoul == {
            "action": "dial",
            "caller_id": "82212345678",
            "callerId": "82212345678",
            "number": "8225551234",
        }
        assert floor.push("newCall", "o2", **out, to=MOBILE).json()["callerId"] == "8215881234"


def test_without_such_a_rule_an_outbound_call_is_left_alone(floor: Floor) -> None:
    assert floor.push("newCall", direction="out", user="201").json() == {}


def test_on_an_outbound_call_the_agent_who_rang_is_in_it(floor: Floor) -> None:
    customer = floor.customer("김민지", E164)
    out = {"direction": "out", "from": "201", "to": MOBILE}
    floor.ring(**out, user="agent 씨")
    floor.push("answer", **out, answeringNumber=MOBILE)
    call = floor.call()
    assert (call.customer_id, call.agent_name, call.state) == (customer, "agent 씨", CallState.TALKING)
    assert floor.state()["state"] == "in_call"


def test_a_call_for_nobody_in_particular_rings_for_the_queues_ready_people(floor: Floor) -> None:
    floor.choose("available", "agent")
    floor.choose("break", "agent2")
    floor.site.token("lead")
    assert floor.ring().called_agent_ids == [floor.site.user_id("agent")]


def test_when_nobody_is_ready_it_rings_for_whoever_is_there(floor: Floor) -> None:
    floor.choose("break", "agent2")
    assert floor.ring().called_agent_ids == [floor.site.user_id("agent2")]


def test_a_call_to_no_queue_and_nobody_rings_for_nobody(floor: Floor) -> None:
    floor.site.token("agent")
    call = floor.ring(to="02-9999-9999")
    assert (call.queue_id, call.called_agent_ids) == (None, [])


def test_a_call_to_an_agents_own_telephone_rings_there(floor: Floor) -> None:
    assert floor.ring(to="202").called_agent_ids == [floor.site.user_id("agent2")]


@pytest.mark.parametrize("written", ["201", "SIP/201", "sip:201@pbx.local", "PJSIP/201", "AGENT", "agent 씨"])
def test_people_are_found_however_the_exchange_writes_them(floor: Floor, written: str) -> None:
    floor.ring(user=[])
    floor.push("answer", answeringNumber=written)
    assert floor.call().agent_name == "agent 씨"


def test_an_answerer_may_be_named_by_id(floor: Floor) -> None:
    floor.ring()
    floor.push("answer", answeringNumber=str(floor.site.user_id("agent2")))
    assert floor.call().agent_name == "agent2 씨"


def test_an_answer_by_nobody_we_know_still_counts(floor: Floor) -> None:
    floor.ring(user=["201", "202"])
    floor.push("answer", answeringNumber="999")
    assert (floor.call().state, floor.call().agent_id) == (CallState.TALKING, None)
    floor.push("answer", answeringNumber="202")
    assert floor.call().agent_name == "agent2 씨"
    assert floor.hang_up().state is CallState.ENDED


def test_who_alone_was_called_must_be_who_answered(floor: Floor) -> None:
    floor.ring(user="202")
    floor.push("answer")
    assert floor.call().agent_name == "agent2 씨"


def test_answering_ends_the_ringing_for_everybody_else(floor: Floor) -> None:
    floor.ring(user=["201", "202"])
    assert len(rings(floor.site, "agent2")) == 1
    floor.push("answer", answeringNumber="201")
    assert rings(floor.site, "agent2") == []
    (mine,) = rings(floor.site)
    assert mine["call"]["state"] == "talking"


def transferred(floor: Floor, **fields: Any) -> tuple[Call, Call]:
    """A talk that is handed to the other agent; returns both legs."""
    floor.talk("leg1", user="201")
    first = floor.hang_up("leg1", "forwarded")
    second = floor.ring("leg2", user="202", origCallId="leg1", **fields)
    return first, second


def test_the_legs_of_a_transferred_call_are_one_conversation(floor: Floor) -> None:
    customer = floor.customer("김민지", E164)
    first, second = transferred(floor)
    assert (first.state, second.origin_id) == (CallState.ENDED, first.id)
    assert (second.customer_id, second.queue_id) == (customer, floor.queue_id)
    floor.hang_up("leg2", "forwarded")
    third = floor.ring("leg3", origCallId="leg2")
    assert third.origin_id == first.id


def test_a_colleagues_extension_on_the_second_leg_is_still_the_caller(floor: Floor) -> None:
    customer = floor.customer("김민지", E164)
    _, second = transferred(floor, **{"from": "201", "to": "202"})
    assert (second.customer_id, second.number) == (customer, "010-****-6789")
    assert second.queue_id == floor.queue_id


def test_whom_the_first_agent_recognised_is_known_to_the_second(floor: Floor) -> None:
    floor.customer("김민지", E164)
    meant = floor.customer("이서연", E164)
    first = floor.talk("leg1", user="201")
    floor.site.post(f"/calls/{first.id}/customer", {"customer_id": meant})
    floor.hang_up("leg1", "forwarded")
    assert floor.ring("leg2", user="202", origCallId="leg1").customer_id == meant


def test_a_transfer_from_a_call_nobody_knows_is_a_call_of_its_own(floor: Floor) -> None:
    call = floor.ring("leg2", origCallId="never heard of")
    assert call.origin_id == call.id
    own = floor.ring("leg3", origCallId="leg3")
    assert own.origin_id == own.id


def ago(floor: Floor, call: Call, column: str, gone: timedelta) -> None:
    """Make a call look older."""
    past = int(gone.total_seconds() * 1_000_000)
    floor.site.write(lambda tx: tx.run(f"UPDATE calls SET {column} = {column} - ? WHERE id = ?", (past, call.id)))


def test_a_call_whose_hang_up_was_lost_is_missed_and_comes_back_when_answered(floor: Floor) -> None:
    call = floor.ring(user="201")
    floor.site.sweep()
    assert floor.call().state is CallState.RINGING
    ago(floor, call, "started_at", timedelta(minutes=6))
    floor.site.sweep()
    assert (floor.call().state, floor.call().cause) == (CallState.MISSED, "lost")
    assert rings(floor.site) == []
    floor.push("answer", answeringNumber="201")
    back = floor.call()
    assert (back.state, back.cause, back.ended_at) == (CallState.TALKING, "", None)
    told = floor.site.read(lambda tx: [one.fact for one in log.about(tx, "call", call.id, 2**40)])
    assert [fact.revived for fact in told if isinstance(fact, CallAnswered)] == [True]
    assert floor.hang_up().state is CallState.ENDED


def test_a_talk_is_the_exchanges_to_end_unless_it_lasts_for_ever(floor: Floor) -> None:
    call = floor.talk()
    ago(floor, call, "answered_at", timedelta(hours=5))
    floor.site.sweep()
    assert floor.call().state is CallState.TALKING
    ago(floor, call, "answered_at", timedelta(hours=2))
    floor.site.sweep()
    assert (floor.call().state, floor.call().cause) == (CallState.ENDED, "lost")
    assert floor.state()["state"] == "wrap_up"


@pytest.mark.parametrize("call_id", ["<b>", "\u202e", "a" * 200, "' OR 1=1 --", "\0", "통화-1"])
def test_strange_ids_and_texts_are_only_texts(floor: Floor, call_id: str) -> None:
    floor.ring(call_id, user=["<script>", "\0"], queue="\u202e", diversion="\0\0")
    assert floor.hang_up(call_id, cause="\0").state is CallState.MISSED


WEIRD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=30),
    st.lists(st.text(max_size=5), max_size=3),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["newCall", "answer", "hangup"]),
    st.dictionaries(
        st.sampled_from(
            ["from", "to", "direction", "callId", "user", "queue", "answeringNumber", "cause", "origCallId"]
        ),
        WEIRD,
    ),
)
def test_whatever_an_exchange_sends_is_taken_or_refused_in_its_own_words(
    floor: Floor, event: str, fields: dict[str, Any]
) -> None:
    message = {"event": event, "from": MOBILE, "to": LINE, "direction": "in", "callId": "c1"} | fields
    answer = floor.site.post(f"/cti/{floor.token}", message, as_=None)
    assert answer.status_code in (200, 422)
    assert set(answer.json()) <= {"action", "reason", "error"}
