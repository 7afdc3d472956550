"""Work is given out as soon as somebody can have it, once, in its order, and taken back when nobody touches it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from desk.contract.agents import AgentState
from desk.contract.assignment import AssignmentRules
from desk.contract.events import AgentStateChanged, AssignmentRulesSet, TicketOpened
from desk.contract.service import AssignmentCode, Barred, Priority
from desk.contract.users import UserChange
from desk.server.routes import assigning, users
from desk.server.store import log
from desk.server.store.db import Tx
from tests.server.assigning_rig import Giving
from tests.server.conftest import Site
from tests.server.store.test_log_rebuilt import holds


@pytest.fixture
def centre(site: Site) -> Giving:
    return Giving(site)


def test_a_ticket_that_is_opened_goes_to_somebody_at_once_with_the_reason(centre: Giving) -> None:
    centre.choose("available")
    ticket = centre.ticket(as_="admin")
    assert centre.given(ticket["id"]) == "agent"
    assigned = centre.now(ticket["id"])["assigned"]
    assert (assigned["code"], assigned["by_id"]) == ("only_one", None)
    (standing,) = centre.why(ticket["id"]).reason.standings  # type: ignore[union-attr]
    assert (standing.user_id, standing.load, standing.capacity) == (centre.id("agent"), 0.0, 8.0)
    holds(centre)


def test_work_of_a_queue_that_gives_nothing_out_waits_for_people(centre: Giving) -> None:
    centre.set_queue(assigns=False)
    centre.choose("available")
    ticket = centre.ticket(as_="admin")
    centre.site.sweep()
    assert centre.owner(ticket["id"]) is None
    assert centre.why(ticket["id"]).waiting is None


def test_work_waits_when_all_are_full_and_comes_when_one_has_room_again(centre: Giving) -> None:
    centre.rules(capacity=2)
    centre.choose("available")
    first, second, third, fourth = (centre.ticket(as_="admin")["id"] for _ in range(4))
    assert (centre.given(first), centre.given(second)) == ("agent", "agent")
    centre.site.sweep()
    assert (centre.why(third).waiting, centre.why(fourth).waiting) == (1, 2)
    assert centre.why(third).barred == {Barred.FULL: 1, Barred.NOT_HERE: 1}
    centre.edit(first, "agent", state="closed")
    assert centre.given(third) == "agent"
    assert centre.owner(fourth) is None
    centre.edit(second, "agent", state="pending")
    assert centre.given(fourth) == "agent"
    holds(centre)


@pytest.mark.parametrize("begin", ["open", "article", "state"])
def test_nobody_gets_more_before_they_have_begun_what_they_got(centre: Giving, begin: str) -> None:
    centre.rules(ahead=2)
    centre.choose("available")
    first, second, third = (centre.ticket(as_="admin")["id"] for _ in range(3))
    assert (centre.given(first), centre.given(second)) == ("agent", "agent")
    centre.site.sweep()
    assert (centre.why(third).waiting, centre.why(third).barred) == (1, {Barred.NOT_BEGUN: 1, Barred.NOT_HERE: 1})
    match begin:
        case "open":
            centre.site.post("/presence", {"act": "viewing", "ticket_id": first})
        case "article":
            centre.article(first, "note")
        case _:
            centre.edit(first, "agent", state="closed")
    assert centre.given(third) == "agent"
    holds(centre)


def test_work_that_waits_comes_when_somebody_comes_on_shift_or_back_from_a_break(centre: Giving) -> None:
    ticket = centre.ticket(as_="admin")["id"]
    assert centre.why(ticket, "admin").barred == {Barred.NOT_HERE: 2}
    centre.site.token("agent")
    assert centre.given(ticket) == "agent"
    centre.choose("break", reason="")
    other = centre.ticket(as_="admin")["id"]
    centre.site.sweep()
    assert centre.why(other).barred == {Barred.ON_BREAK: 1, Barred.NOT_HERE: 1}
    centre.choose("available")
    assert centre.given(other) == "agent"


def test_a_caller_is_spared_until_the_call_is_over(centre: Giving) -> None:
    centre.choose("available")
    centre.talk()
    ticket = centre.ticket(as_="admin")["id"]
    centre.site.sweep()
    assert centre.why(ticket).barred == {Barred.IN_CALL: 1, Barred.NOT_HERE: 1}
    centre.hang_up()
    assert centre.given(ticket) == "agent"


@pytest.mark.parametrize("after", ["break", "off"])
def test_who_has_said_good_bye_for_after_the_call_gets_nothing_in_wrap_up(centre: Giving, after: str) -> None:
    centre.choose("available")
    centre.talk()
    centre.choose(after)
    centre.hang_up()
    assert centre.state()["state"] == "wrap_up"
    ticket = centre.ticket(as_="admin")["id"]
    centre.site.sweep()
    assert centre.owner(ticket) is None
    centre.choose("available")
    assert centre.given(ticket) == "agent"


def test_the_urgent_goes_before_the_old(centre: Giving) -> None:
    centre.rules(capacity=1)
    old, urgent = centre.ticket(as_="admin")["id"], centre.ticket(as_="admin", priority="urgent")["id"]
    assert (centre.why(urgent, "admin").waiting, centre.why(old, "admin").waiting) == (1, 2)
    centre.choose("available")
    assert centre.given(urgent) == "agent"
    assert centre.owner(old) is None


def test_who_lacks_a_skill_gets_nothing_and_the_explanation_says_so(centre: Giving) -> None:
    centre.choose("available")
    ticket = centre.ticket(as_="admin", skills=["english"])["id"]
    plain = centre.ticket(as_="admin")["id"]
    assert centre.given(plain) == "agent"
    centre.site.sweep()
    assert centre.why(ticket).barred == {Barred.SKILL: 2}
    centre.profile("agent", "english")
    assert centre.given(ticket) == "agent"
    assert centre.why(ticket).reason.barred == {Barred.SKILL: 1}  # type: ignore[union-attr]


def test_a_customer_comes_back_to_whoever_helped_them(centre: Giving) -> None:
    customer = centre.customer()
    helped = centre.ticket(customer_id=customer, owner_id=centre.id("agent2"), as_="agent2")["id"]
    assert centre.article(helped, "reply", as_="agent2").status_code == 201
    centre.choose("available")
    ticket = centre.ticket(as_="admin", customer_id=customer)["id"]
    assert centre.given(ticket) == "agent2"
    found = centre.why(ticket)
    assert found.reason is not None
    assert (found.reason.code, found.again) == (AssignmentCode.KNOWS_CUSTOMER, centre.id("agent2"))
    assert [one.knows_days for one in found.reason.standings] == [0, None]


def test_on_a_busy_day_whoever_knows_the_customer_takes_one_more_when_it_is_their_turn(centre: Giving) -> None:
    customer = centre.customer()
    helped = centre.ticket(customer_id=customer, owner_id=centre.id("agent2"), as_="agent2")["id"]
    assert centre.article(helped, "reply", as_="agent2").status_code == 201
    for login in ("agent", "agent2"):
        centre.choose("available", login)
    for one in [centre.ticket(as_="admin")["id"] for _ in range(4)]:
        centre.given(one)
    stranger = centre.ticket(as_="admin")["id"]
    known, again = (centre.ticket(as_="admin", customer_id=customer)["id"] for _ in range(2))
    centre.site.sweep()
    assert (centre.owner(stranger), centre.owner(known)) == (None, None), "nobody overtakes who has waited longer"
    centre.edit(stranger, "lead", state="closed")
    assert centre.given(known) == "agent2"
    centre.site.sweep()
    assert (centre.owner(again), centre.why(again).barred) == (None, {Barred.NOT_BEGUN: 2})
    holds(centre)


def test_hard_tickets_are_shared_and_counted(centre: Giving) -> None:
    centre.rules(hard_tags=["angry"], capacity=20, ahead=10)
    centre.profile("agent2", capacity=100)
    for login in ("agent", "agent2"):
        centre.choose("available", login)
    tickets = [centre.ticket(as_="admin", tags=["angry"])["id"] for _ in range(6)]
    owners = [centre.given(one) for one in tickets]
    assert sorted(owners) == ["agent"] * 3 + ["agent2"] * 3
    assert AssignmentCode.FAIR_SHARE in {centre.why(one).assigned.code for one in tickets}  # type: ignore[union-attr]
    holds(centre)


def test_nothing_goes_twice_however_many_turns_the_server_takes_at_it(centre: Giving) -> None:
    centre.rules(ahead=5)
    for login in ("agent", "agent2"):
        centre.choose("break", login)
    tickets = [centre.ticket(as_="admin")["id"] for _ in range(5)]

    def give_out() -> None:
        decided = centre.site.read(assigning.decide)
        centre.site.write(lambda tx: assigning.give(tx, decided))

    with ThreadPoolExecutor(8) as pool:
        turns = [pool.submit(give_out) for _ in range(3)]
        free = [pool.submit(centre.choose, "available", login) for login in ("agent", "agent2")]
        turns += [pool.submit(give_out) for _ in range(3)]
    for turn in turns:
        turn.result()
    for one in free:
        one.result()
    for ticket in tickets:
        centre.given(ticket)
        assert [fact.owner_id for _, fact in centre.changes(ticket)] == [centre.now(ticket)["owner_id"]]
    holds(centre)


def test_those_who_come_free_at_once_share_what_waits(centre: Giving) -> None:
    centre.rules(ahead=3)
    for login in ("agent", "agent2"):
        centre.choose("break", login)
    tickets = [centre.ticket(as_="admin")["id"] for _ in range(6)]

    def free(tx: Tx) -> None:
        for login in ("agent", "agent2"):
            log.append(tx, AgentStateChanged(user_id=centre.id(login), state=AgentState.AVAILABLE))

    centre.site.write(free)
    assert sorted(centre.given(one) for one in tickets) == ["agent"] * 3 + ["agent2"] * 3


def test_two_who_come_free_at_once_for_one_ticket_do_not_both_get_it(centre: Giving) -> None:
    for login in ("agent", "agent2"):
        centre.choose("break", login)
    ticket = centre.ticket(as_="admin")["id"]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(partial(centre.choose, "available"), ("agent", "agent2")))
    winner = centre.given(ticket)
    centre.site.sweep()
    ((event, fact),) = centre.changes(ticket)
    assert (fact.owner_id, event.actor_id) == (centre.id(winner), None)


def test_who_takes_it_by_hand_first_has_it_whatever_was_planned(centre: Giving) -> None:
    centre.choose("break")
    centre.choose("break", "agent2")
    ticket = centre.ticket(as_="admin")
    taken = centre.site.post(f"/tickets/{ticket['id']}/take", as_="agent", if_match=ticket["version"])
    assert taken.status_code == 200
    centre.choose("available", "agent2")
    centre.site.sweep()
    assert centre.owner(ticket["id"]) == "agent"


@pytest.mark.parametrize("news", ["ticket", "taken", "state", "queues", "load", "rules", "account", "nothing"])
def test_a_decision_counts_only_while_what_it_looked_at_still_holds(centre: Giving, news: str) -> None:
    def in_one_turn(tx: Tx) -> None:
        agent, opened = centre.id("agent"), TicketOpened(title="늦은 소포", queue_id=centre.queue_id)
        log.append(tx, AgentStateChanged(user_id=agent, state=AgentState.AVAILABLE))
        ticket, other = log.append(tx, opened).seq, log.append(tx, opened).seq
        decided = assigning.decide(tx, 1)
        assert [(one.given.user_id, one.given.work.ticket_id) for one in decided] == [(agent, ticket)]
        match news:
            case "ticket":
                centre.set_to(tx, ticket, priority=Priority.HIGH)
            case "taken":
                centre.set_to(tx, ticket, owner_id=centre.id("lead"))
            case "state":
                log.append(tx, AgentStateChanged(user_id=agent, state=AgentState.BREAK))
            case "queues":
                users.change(tx, users.existing(tx, agent), UserChange(queue_ids=[]))
            case "load":
                centre.set_to(tx, other, owner_id=agent)
            case "rules":
                log.append(tx, AssignmentRulesSet(rules=AssignmentRules(capacity=9)))
            case "account":
                users.change(tx, users.existing(tx, agent), UserChange(active=False))
            case _:
                pass
        assert assigning.give(tx, decided) == int(news == "nothing")
        assert assigning.give(tx, decided) == 0

    centre.site.write(in_one_turn)


def test_what_somebody_gives_back_goes_to_somebody_else(centre: Giving) -> None:
    centre.choose("available")
    ticket = centre.ticket(as_="admin")["id"]
    assert centre.given(ticket) == "agent"
    centre.choose("available", "agent2")
    version = centre.now(ticket)["version"]
    assert centre.site.post(f"/tickets/{ticket}/release", as_="agent", if_match=version).status_code == 200
    assert centre.given(ticket) == "agent2"
    assert centre.why(ticket).reason.barred == {Barred.HAD_IT: 1}  # type: ignore[union-attr]
    assert [one.assigned.code for one in centre.why(ticket).before] == ["released", "only_one"]


def test_what_is_for_a_lead_to_decide_goes_to_a_lead(centre: Giving) -> None:
    centre.choose("available")
    ticket = centre.ticket(as_="admin", skills=["lead"])["id"]
    centre.site.sweep()
    assert centre.owner(ticket) is None
    centre.join("lead", centre.queue_id)
    centre.choose("available", "lead")
    assert centre.given(ticket) == "lead"
