"""A word to a colleague is between the two."""

from datetime import timedelta
from typing import Any

import pytest

from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written
from tests.server.routes.said_rig import LOGINS, hearing
from tests.server.shift_rig import MONDAY
from tests.server.staffing_rig import Centre
from tests.server.store.test_log_rebuilt import holds

A_DAY = timedelta(days=1)


@pytest.fixture
def centre(site: Site) -> Centre:
    """A call centre whose clock can be moved."""
    return Centre(site)


def whisper(floor: Floor, to: str = "agent", as_: str = "lead", **more: Any) -> dict[str, Any]:
    """A word to somebody."""
    draft = {"to_id": floor.site.user_id(to), "words": "규정 3조를 보세요"} | more
    return written(floor.site.post("/whispers", draft, as_=as_))


def shown(floor: Floor, as_: str) -> list[int]:
    """The ids of what somebody is shown."""
    return [one["id"] for one in floor.site.get("/whispers", as_=as_).json()]


def test_only_the_two_see_and_hear_of_it(floor: Floor) -> None:
    customer = floor.customer("김민지", "+821023456789")
    floor.choose("available")
    ticket, call = floor.ticket(customer_id=customer), floor.talk()
    said = whisper(floor, ticket_id=ticket["id"], call_id=call.id)
    assert (said["ticket_id"], said["call_id"], said["from_name"]) == (ticket["id"], call.id, "lead 씨")
    floor.site.post(f"/whispers/{said['id']}/read")
    assert hearing(floor, "floor.whispered") == hearing(floor, "floor.whisper_read") == [{"agent", "lead"}]
    assert {login: shown(floor, login) for login in LOGINS} == {
        login: [said["id"]] if login in ("agent", "lead") else [] for login in LOGINS
    }


def test_it_leaves_no_trace_on_the_ticket_or_the_customer(floor: Floor) -> None:
    customer = floor.customer("김민지", "+821023456789")
    floor.choose("available")
    ticket, call = floor.ticket(customer_id=customer), floor.talk()
    before = floor.site.get(f"/tickets/{ticket['id']}").json()
    said = whisper(floor, ticket_id=ticket["id"], call_id=call.id)
    assert floor.site.get(f"/tickets/{ticket['id']}").json() == before
    row = floor.site.read(lambda tx: tx.one("SELECT * FROM log WHERE seq = ?", (said["id"],)))
    assert row is not None
    assert [row[name] for name in ("customer_id", "ticket_id", "call_id", "order_id")] == [None] * 4
    seen = floor.site.get(f"/customers/{customer}/timeline").text
    assert "규정" not in seen


def test_a_receipt_tells_that_it_was_read_and_only_by_whom_it_was_for(floor: Floor) -> None:
    said = whisper(floor)
    path = f"/whispers/{said['id']}/read"
    assert [floor.site.post(path, as_=one).status_code for one in ("agent2", "admin", "lead")] == [404, 404, 404]
    first = written(floor.site.post(path))
    assert first["read_at"] is not None
    assert written(floor.site.post(path)) == first
    (mine,) = floor.site.get("/whispers", as_="lead").json()
    assert mine["read_at"] == first["read_at"]
    holds(floor)


def test_agents_whisper_too(floor: Floor) -> None:
    said = whisper(floor, to="agent2", as_="agent")
    assert shown(floor, "agent2") == shown(floor, "agent") == [said["id"]]
    assert shown(floor, "lead") == []


def test_what_cannot_be_said(floor: Floor) -> None:
    me, other = floor.site.user_id("lead"), floor.site.user_id("agent")
    for draft, pointer in (
        ({"to_id": me, "words": "x"}, "/to_id"),
        ({"to_id": 10**9, "words": "x"}, "/to_id"),
        ({"to_id": other, "words": "x", "ticket_id": 10**9}, "/ticket_id"),
        ({"to_id": other, "words": "x", "call_id": 10**9}, "/call_id"),
        ({"to_id": other, "words": ""}, "/words"),
    ):
        answer = floor.site.post("/whispers", draft, as_="lead")
        assert answer.json()["errors"][0]["pointer"] == pointer


def test_words_are_shown_for_a_day(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        first = whisper(centre)
    with centre.clock_at(MONDAY + A_DAY, "09:59"):
        assert shown(centre, "agent") == [first["id"]]
    with centre.clock_at(MONDAY + A_DAY, "10:01"):
        assert shown(centre, "agent") == []
    with centre.clock_at(MONDAY + 2 * A_DAY, "12:00"):
        whisper(centre)
    assert centre.site.read(lambda tx: tx.value("SELECT count(*) FROM whispers")) == 1
    holds(centre)
