"""Rules and profiles of giving work out, and why a ticket is where it is."""

import pytest

from desk.contract.assignment import AssignmentRules
from desk.contract.tickets import TicketChange
from desk.server.routes.assignment import LOOKED_AT
from desk.server.routes.tickets import set_to
from desk.server.store import log, tickets
from desk.server.store.db import Tx
from tests.server.assigning_rig import Giving
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written
from tests.server.store.test_log_rebuilt import holds


@pytest.fixture
def centre(site: Site) -> Giving:
    return Giving(site)


def test_rules_come_with_the_program_until_an_administrator_sets_others(floor: Floor) -> None:
    first = floor.site.get("/assignment-rules")
    assert (first.json()["version"], first.headers["etag"]) == (0, '"0"')
    assert first.json()["rules"]["capacity"] == AssignmentRules().capacity
    rules = {"capacity": 5, "hard_tags": ["angry"]}
    assert floor.site.put("/assignment-rules", rules, as_="lead", if_match=0).status_code == 403
    assert floor.site.put("/assignment-rules", rules, as_="admin").status_code == 428
    now = written(floor.site.put("/assignment-rules", rules, as_="admin", if_match=0))
    assert (now["rules"]["capacity"], now["rules"]["take_back_minutes"]) == (5.0, 60)
    assert floor.site.put("/assignment-rules", rules, as_="admin", if_match=0).status_code == 412
    blank = floor.site.put("/assignment-rules", {"hard_tags": [" "]}, as_="admin", if_match=now["version"])
    assert (blank.status_code, blank.json()["errors"][0]["pointer"]) == (422, "/hard_tags/0")


def test_leads_say_what_people_can_do(floor: Floor) -> None:
    user_id = floor.site.user_id("agent")
    body = {"skills": ["english"], "capacity": 4}
    assert floor.site.put(f"/agents/{user_id}/profile", body, if_match=0).status_code == 403
    assert written(floor.site.put(f"/agents/{user_id}/profile", body, as_="lead", if_match=0))["name"] == "agent 씨"
    assert floor.site.put(f"/agents/{user_id}/profile", body, as_="lead", if_match=0).status_code == 412
    assert floor.site.put("/agents/999999/profile", body, as_="lead", if_match=0).status_code == 404
    found = {one["name"]: one["profile"] for one in floor.site.get("/agents/profiles").json()}
    assert found["agent 씨"] == {"skills": ["english"], "capacity": 4.0}
    assert found["agent2 씨"] == {"skills": [], "capacity": None}
    holds(floor)


def test_a_ticket_that_nobody_ever_had_has_nothing_to_explain(floor: Floor) -> None:
    ticket = floor.ticket()
    found = floor.site.get(f"/tickets/{ticket['id']}/assignment").json()
    assert (found["assigned"], found["reason"], found["waiting"], found["before"]) == (None, None, None, [])
    assert floor.site.get("/tickets/999999/assignment").status_code == 404


def test_everything_a_ticket_was_given_for_is_told_the_newest_first(floor: Floor) -> None:
    ticket = floor.ticket(owner_id=floor.site.user_id("agent"))
    address = f"/tickets/{ticket['id']}"
    renamed = written(floor.site.patch(address, {"title": "다른 제목"}, if_match=ticket["version"]))
    released = written(floor.site.post(address + "/release", if_match=renamed["version"]))
    floor.site.post(address + "/take", as_="agent2", if_match=released["version"])
    found = floor.site.get(address + "/assignment").json()
    assert (found["assigned"]["code"], found["assigned"]["by"]) == ("taken", "agent2 씨")
    assert [(one["assigned"]["code"], one["owner"]) for one in found["before"]] == [
        ("released", ""),
        ("taken", "agent 씨"),
    ]
    assert found["again"] is None


def test_the_reason_is_found_however_much_was_changed_since(floor: Floor) -> None:
    ticket = floor.ticket(owner_id=floor.site.user_id("agent2"), as_="lead")
    now = floor.site.read(lambda tx: tickets.ticket(tx, ticket["id"]))
    assert now is not None

    def rename(tx: Tx) -> None:
        for number in range(LOOKED_AT + 1):
            set_to(tx, now, TicketChange(title=f"{number}번째 제목"))

    floor.site.write(lambda tx: set_to(tx, now, TicketChange(owner_id=floor.site.user_id("agent"))))
    floor.site.write(rename)
    found = floor.site.get(f"/tickets/{ticket['id']}/assignment").json()
    assert (found["reason"]["code"], found["assigned"]["code"]) == ("given", "given")


def test_the_same_standings_choose_the_same_person_also_when_the_rules_have_changed(centre: Giving) -> None:
    customer = centre.customer()
    helped = centre.ticket(customer_id=customer, owner_id=centre.id("agent2"), as_="agent2")["id"]
    centre.article(helped, "reply", as_="agent2")
    centre.choose("available")
    ticket = centre.ticket(as_="admin", customer_id=customer)["id"]
    assert centre.given(ticket) == "agent2"
    found = centre.why(ticket)
    assert (found.again, found.by_rules_now) == (centre.id("agent2"), centre.id("agent2"))
    centre.rules(continuity_margin=0)
    found = centre.why(ticket)
    assert (found.again, found.by_rules_now) == (centre.id("agent2"), centre.id("agent"))
    centre.edit(ticket, "lead", owner_id=centre.id("agent"))
    found = centre.why(ticket)
    assert (found.again, found.by_rules_now) == (None, None)
    assert [one.again for one in found.before] == [centre.id("agent2")], "by the rules that counted then"
    (_, changed), *_ = centre.changes(ticket)
    assert changed.reason is not None
    assert changed.reason.rules_version == 0


def test_whoever_waits_hears_how_long_by_how_fast_others_were_closed(centre: Giving) -> None:
    centre.rules(capacity=1)
    centre.choose("available")
    first, second, third = (centre.ticket(as_="admin")["id"] for _ in range(3))
    assert centre.given(first) == "agent"
    assert centre.why(third).expected_wait is None
    centre.edit(first, "agent", state="closed")
    assert centre.given(second) == "agent"
    assert (centre.why(third).waiting, centre.why(third).expected_wait) == (1, 3600)


def test_a_hand_over_says_that_it_was_one(floor: Floor) -> None:
    ticket = floor.ticket(owner_id=floor.site.user_id("agent"))
    item = {"owed": "ticket", "id": ticket["id"], "version": ticket["version"], "to_id": floor.site.user_id("agent2")}
    answer = floor.site.post("/hand-over", {"items": [item], "words": "내일 쉽니다"})
    assert answer.status_code == 200, answer.text
    assigned = floor.site.get(f"/tickets/{ticket['id']}").json()["assigned"]
    assert (assigned["code"], assigned["words"], assigned["by"]) == ("handed_over", "내일 쉽니다", "agent 씨")


def test_a_rebuild_finds_the_same_loads_and_reasons(centre: Giving) -> None:
    centre.rules(hard_tags=["angry"], ahead=3)
    centre.choose("available")
    tickets = [centre.ticket(as_="admin", tags=["angry"])["id"] for _ in range(3)]
    for one in tickets:
        centre.given(one)
    centre.edit(tickets[0], "agent", state="closed")
    centre.edit(tickets[0], "agent", state="open")
    centre.edit(tickets[1], "lead", owner_id=centre.id("agent2"))
    loads = "SELECT user_id, sum(tickets) AS n FROM loads GROUP BY user_id"
    before = centre.site.read(lambda tx: {row["user_id"]: row["n"] for row in tx.all(loads)})
    assert before == {centre.id("agent"): 2, centre.id("agent2"): 1}
    hard = centre.site.read(lambda tx: tx.value("SELECT count(*) FROM hard_tickets"))
    assert hard == 3, "what was moved away untouched is nobody's hard work but the new owner's"
    centre.site.write(log.rebuild)
    assert centre.site.read(lambda tx: {row["user_id"]: row["n"] for row in tx.all(loads)}) == before
