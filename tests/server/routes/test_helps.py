"""Help in a call."""

from typing import Any

import pytest

from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written
from tests.server.routes.said_rig import hearing
from tests.server.shift_rig import MONDAY
from tests.server.staffing_rig import Centre
from tests.server.store.test_log_rebuilt import holds

LEADS = {"lead", "admin"}


@pytest.fixture
def centre(site: Site) -> Centre:
    """A call centre whose clock can be moved."""
    return Centre(site)


def ask(floor: Floor, as_: str = "agent", **draft: Any) -> dict[str, Any]:
    """Somebody asks."""
    return written(floor.site.post("/helps", draft, as_=as_))


def do(floor: Floor, found: dict[str, Any], what: str, as_: str = "lead", **body: Any) -> Any:
    """Something is done about it."""
    return floor.site.post(f"/helps/{found['id']}/{what}", body, as_=as_)


def seen(floor: Floor, as_: str) -> list[int]:
    """The ids of what somebody sees."""
    return [one["id"] for one in floor.site.get("/helps", as_=as_).json()]


def test_asked_from_inside_a_call_it_is_about_that_call(floor: Floor) -> None:
    customer = floor.customer("김민지", "+821023456789")
    floor.choose("available")
    call, ticket = floor.talk(), floor.ticket(customer_id=customer)
    floor.article(ticket["id"], "call_note", call_id=call.id)
    found = ask(floor, words="환불 규정")
    assert (found["customer_id"], found["customer_name"], found["ticket_id"], found["call_id"]) == (
        customer, "김민지", ticket["id"], call.id,
    )  # fmt: skip
    assert (found["state"], found["helper_ids"], found["asker"]) == ("asked", [], "agent 씨")


def test_it_can_be_about_something_else(floor: Floor) -> None:
    floor.choose("available")
    floor.talk()
    ticket = floor.ticket(customer_id=floor.customer())
    found = ask(floor, ticket_id=ticket["id"])
    assert (found["ticket_id"], found["customer_id"], found["call_id"]) == (ticket["id"], ticket["customer_id"], None)
    for noun in ("customer", "ticket", "call"):
        answer = floor.site.post("/helps", {f"{noun}_id": 10**9}, as_="agent2")
        assert answer.json()["errors"][0]["pointer"] == f"/{noun}_id"


def test_leads_see_all_and_others_their_own(floor: Floor) -> None:
    mine, other = ask(floor)["id"], ask(floor, as_="agent2")["id"]
    assert [seen(floor, one) for one in ("agent", "agent2", "lead", "admin", "delight")] == [
        [mine], [other], [mine, other], [mine, other], [],
    ]  # fmt: skip
    again = floor.site.post("/helps", {})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


def test_a_lead_joins_and_the_two_talk_beside_the_ticket(floor: Floor) -> None:
    found = ask(floor)
    assert do(floor, found, "join", as_="agent2").status_code == 403
    assert do(floor, found, "lines", words="네?").json()["code"] == "conflict"
    joined = written(do(floor, found, "join"))
    assert (joined["state"], joined["helper_ids"]) == ("joined", [floor.site.user_id("lead")])
    assert written(do(floor, found, "join")) == joined
    written(do(floor, found, "lines", words="무슨 일이에요?"))
    said = written(do(floor, found, "lines", as_="agent", words="고객이 취소를 원해요"))
    assert [(one["by"], one["words"]) for one in said["lines"]] == [
        ("lead 씨", "무슨 일이에요?"), ("agent 씨", "고객이 취소를 원해요"),
    ]  # fmt: skip
    over = written(do(floor, found, "end", as_="agent"))
    assert over["state"] == "over"
    assert seen(floor, "lead") == []
    for what, body in (("join", {}), ("lines", {"words": "x"}), ("end", {})):
        assert do(floor, found, what, **body).json()["code"] == "conflict"
    holds(floor)


def test_only_who_is_in_it_and_leads_hear_of_it(floor: Floor) -> None:
    ticket = floor.ticket(customer_id=floor.customer())
    found = ask(floor, ticket_id=ticket["id"])
    do(floor, found, "join")
    do(floor, found, "lines", words="비밀")
    do(floor, found, "end")
    for kind in ("help.asked", "help.joined", "help.said", "help.ended"):
        assert hearing(floor, kind) == [{"agent"} | LEADS], kind
    rows = floor.site.read(lambda tx: tx.all("SELECT * FROM log WHERE kind LIKE 'help.%'"))
    assert {row["ticket_id"] or row["customer_id"] or row["call_id"] for row in rows} == {None}


def test_to_colleagues_it_does_not_exist(floor: Floor) -> None:
    found = ask(floor)
    for what, body in (("lines", {"words": "x"}), ("end", {})):
        assert do(floor, found, what, as_="agent2", **body).status_code == 404


def test_a_lead_who_asks_is_helped_by_another(floor: Floor) -> None:
    found = ask(floor, as_="lead")
    assert do(floor, found, "join").json()["code"] == "conflict"
    assert written(do(floor, found, "join", as_="admin"))["state"] == "joined"


def test_it_ends_by_itself_some_minutes_after_the_call(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        centre.choose("available")
        centre.talk()
        found = ask(centre)
        do(centre, found, "join")
    with centre.clock_at(MONDAY, "10:20"):
        centre.site.sweep()
        assert seen(centre, "lead") == [found["id"]]
        centre.hang_up()
    with centre.clock_at(MONDAY, "10:24"):
        centre.site.sweep()
        do(centre, found, "lines", words="잘했어요")
    with centre.clock_at(MONDAY, "10:26"):
        centre.site.sweep()
        assert seen(centre, "lead") == [found["id"]]
    with centre.clock_at(MONDAY, "10:30"):
        centre.site.sweep()
        assert seen(centre, "lead") == []
    assert hearing(centre, "help.ended") == [{"agent"} | LEADS]
    holds(centre)


def test_without_a_call_it_ends_when_nobody_speaks_any_more(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        found = ask(centre)
    with centre.clock_at(MONDAY, "10:59"):
        centre.site.sweep()
        assert seen(centre, "agent") == [found["id"]]
    with centre.clock_at(MONDAY, "11:01"):
        centre.site.sweep()
        assert seen(centre, "agent") == []
