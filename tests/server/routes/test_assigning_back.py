"""Work is taken back when nobody touches it in working time, and what was put aside comes back to whoever is here."""

from datetime import timedelta

import pytest

from desk.contract.events import AbsenceAsked
from desk.contract.service import Barred
from desk.contract.shifts import AbsenceKind
from desk.server.store import log
from tests.server.assigning_rig import Giving
from tests.server.conftest import Site
from tests.server.executor_rig import until
from tests.server.shift_rig import MONDAY, at
from tests.server.staffing_rig import wall
from tests.server.store.test_log_rebuilt import holds


@pytest.fixture
def centre(site: Site) -> Giving:
    return Giving(site)


def given_at_nine(centre: Giving) -> int:
    """A ticket that the agent got at nine on Monday."""
    with centre.clock_at(MONDAY, "09:00"):
        centre.choose("available")
        ticket: int = centre.ticket(as_="admin")["id"]
        assert centre.given(ticket) == "agent"
    return ticket


def test_what_is_not_touched_in_working_time_goes_to_somebody_else(centre: Giving) -> None:
    ticket = given_at_nine(centre)
    with centre.clock_at(MONDAY, "09:59"):
        centre.site.sweep()
        assert centre.owner(ticket) == "agent"
        centre.choose("available", "agent2")
    with centre.clock_at(MONDAY, "10:00"):
        centre.site.sweep()
        assert until(lambda: centre.owner(ticket) == "agent2" or None, "it is given anew")
        found = centre.why(ticket, "agent2")
        assert [one.assigned.code for one in found.before] == ["taken_back", "only_one"]
        assert found.reason is not None
        assert found.reason.barred == {Barred.HAD_IT: 1}
    holds(centre)


@pytest.mark.parametrize("touch", ["article", "change", "open", "customer"])
def test_what_its_owner_touched_stays_with_them(centre: Giving, touch: str) -> None:
    customer = centre.customer()
    with centre.clock_at(MONDAY, "09:00"):
        centre.choose("available")
        ticket = centre.ticket(as_="admin", customer_id=customer)["id"]
        assert centre.given(ticket) == "agent"
    with centre.clock_at(MONDAY, "09:30"):
        version = centre.now(ticket)["version"]
        match touch:
            case "article":
                centre.article(ticket, "note")
            case "change":
                centre.edit(ticket, "agent", priority="high")
            case "open":
                centre.site.post("/presence", {"act": "viewing", "ticket_id": ticket})
                assert centre.now(ticket)["version"] == version
            case _:
                centre.site.get(f"/customers/{customer}")
    with centre.clock_at(MONDAY, "18:00"):
        centre.site.sweep()
        assert centre.owner(ticket) == "agent"
    holds(centre)


def test_a_colleague_who_looks_does_not_keep_it_from_being_taken_back(centre: Giving) -> None:
    ticket = given_at_nine(centre)
    with centre.clock_at(MONDAY, "09:30"):
        centre.site.post("/presence", {"act": "viewing", "ticket_id": ticket}, as_="lead")
        centre.article(ticket, "note", as_="lead")
    with centre.clock_at(MONDAY, "10:00"):
        centre.site.sweep()
        assert centre.why(ticket, "lead").before[0].assigned.code == "taken_back"


def test_nothing_is_taken_back_at_night_and_the_night_does_not_count(centre: Giving) -> None:
    with centre.clock_at(MONDAY, "18:30"):
        centre.choose("available")
        ticket = centre.ticket(as_="admin")["id"]
        assert centre.given(ticket) == "agent"
    for day, clock in ((MONDAY, "23:00"), (MONDAY + timedelta(days=1), "09:29")):
        with centre.clock_at(day, clock):
            centre.site.sweep()
            assert centre.owner(ticket) == "agent"
    with centre.clock_at(MONDAY + timedelta(days=1), "09:30"):
        centre.site.sweep()
        assert centre.why(ticket, "lead").before[0].assigned.code == "taken_back"


def test_who_goes_off_shift_keeps_what_a_colleague_gave_them_and_what_they_have_begun(centre: Giving) -> None:
    begun = given_at_nine(centre)
    with centre.clock_at(MONDAY, "09:10"):
        centre.article(begun, "note")
        given = centre.ticket(as_="lead", owner_id=centre.id("agent"))["id"]
        centre.choose("off")
    with centre.clock_at(MONDAY, "18:00"):
        centre.site.sweep()
        assert (centre.owner(begun), centre.owner(given)) == ("agent", "agent")


def test_what_a_rule_gave_to_somebody_who_went_without_beginning_it_goes_to_somebody_else(centre: Giving) -> None:
    ticket = given_at_nine(centre)
    with centre.clock_at(MONDAY, "09:10"):
        centre.choose("off")
        centre.choose("available", "agent2")
        centre.site.sweep()
        assert centre.owner(ticket) == "agent"
    with centre.clock_at(MONDAY, "10:00"):
        centre.site.sweep()
        assert centre.given(ticket) == "agent2"
    holds(centre)


def test_what_came_while_somebody_was_off_they_have_from_when_they_come(centre: Giving) -> None:
    tuesday = MONDAY + timedelta(days=1)
    with centre.clock_at(MONDAY, "17:00"):
        centre.choose("available", "agent2")
        ticket = centre.ticket(as_="agent2", owner_id=centre.id("agent2"))
        centre.choose("off", "agent2")
        item = {"owed": "ticket", "id": ticket["id"], "version": ticket["version"], "to_id": centre.id("agent")}
        assert centre.site.post("/hand-over", {"items": [item]}, as_="agent2").status_code == 200
    with centre.clock_at(tuesday, "13:00"):
        centre.choose("on_shift")
        centre.choose("break")
        centre.site.sweep()
        assert centre.owner(ticket["id"]) == "agent"
    for clock, owner in (("13:59", "agent"), ("14:00", None)):
        with centre.clock_at(tuesday, clock):
            centre.choose("break")
            centre.site.sweep()
            assert centre.owner(ticket["id"]) == owner
    holds(centre)


def test_nobody_gets_work_at_the_end_of_their_shift(centre: Giving) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
    with centre.clock_at(MONDAY, "17:39"):
        centre.choose("available")
        assert centre.given(centre.ticket(as_="admin")["id"]) == "agent"
    with centre.clock_at(MONDAY, "17:41"):
        ticket = centre.ticket(as_="admin")["id"]
        centre.site.sweep()
        assert centre.why(ticket).barred == {Barred.LEAVES_SOON: 1, Barred.NOT_HERE: 1}


def test_nobody_gets_work_just_before_they_are_absent(centre: Giving) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
        leave = {"absence_kind": "leave", "start": at(MONDAY, "14:00"), "end": at(MONDAY, "18:00")}
        absent = centre.site.post("/absences", leave | {"user_id": centre.id("agent")}, as_="lead")
        assert absent.status_code == 201, absent.text
    with centre.clock_at(MONDAY, "13:39"):
        centre.choose("available")
        assert centre.given(centre.ticket(as_="admin")["id"]) == "agent"
    with centre.clock_at(MONDAY, "13:41"):
        ticket = centre.ticket(as_="admin")["id"]
    for clock in ("13:42", "14:05"):
        with centre.clock_at(MONDAY, clock):
            centre.site.sweep()
            assert centre.why(ticket).barred == {Barred.LEAVES_SOON: 1, Barred.NOT_HERE: 1}
    with centre.clock_at(MONDAY, "15:00"):
        centre.choose("off")
        centre.choose("available")
        assert centre.given(ticket) == "agent"


def test_who_forgot_to_go_gets_nothing_at_night(centre: Giving) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
        centre.choose("available")
    tuesday = MONDAY + timedelta(days=1)
    with centre.clock_at(tuesday, "01:00"):
        ticket = centre.ticket(as_="admin")["id"]
        centre.site.sweep()
        assert centre.why(ticket, "admin").barred == {Barred.LEAVES_SOON: 1, Barred.NOT_HERE: 1}
    with centre.clock_at(tuesday, "09:00"):
        centre.choose("off")
        centre.choose("available")
        assert centre.given(ticket) == "agent"


# Put aside, and back


def aside(centre: Giving, login: str) -> int:
    """A ticket of somebody's that was put aside on Monday until Tuesday at ten."""
    with centre.clock_at(MONDAY, "17:00"):
        centre.choose("available", login)
        ticket: int = centre.ticket(as_="admin", owner_id=centre.id(login))["id"]
        until_ten = (MONDAY + timedelta(days=1)).isoformat() + "T01:00:00Z"
        centre.edit(ticket, login, state="pending", pending_until=until_ten)
        centre.choose("off", login)
    return ticket


def test_what_was_put_aside_comes_back_to_its_owner_who_is_here(centre: Giving) -> None:
    ticket = aside(centre, "agent")
    with centre.clock_at(MONDAY + timedelta(days=1), "10:00"):
        centre.choose("available")
        centre.site.sweep()
        found = centre.now(ticket)
        assert (found["state"], found["owner_name"], found["assigned"]["code"]) == ("open", "agent 씨", "came_back")


def test_what_was_put_aside_goes_to_somebody_else_when_its_owner_is_not_here_today(centre: Giving) -> None:
    ticket = aside(centre, "agent")
    tuesday = MONDAY + timedelta(days=1)
    with centre.clock_at(tuesday, "08:00"):
        centre.on_shift("agent2", tuesday)
    with centre.clock_at(tuesday, "10:00"):
        centre.choose("available", "agent2")
        centre.site.sweep()
        assert centre.given(ticket) == "agent2"
        found = centre.why(ticket, "agent2")
        assert [one.assigned.code for one in found.before] == ["came_back", "given"]
    holds(centre)


def test_what_was_put_aside_does_not_come_back_to_whoever_is_ill(centre: Giving) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
    with centre.clock_at(MONDAY, "10:00"):
        centre.choose("available")
        ticket = centre.ticket(as_="admin", owner_id=centre.id("agent"))["id"]
        centre.edit(ticket, "agent", state="pending", pending_until=(MONDAY.isoformat() + "T04:00:00Z"))
        ill = AbsenceAsked(
            user_id=centre.id("agent"), absence_kind=AbsenceKind.SICK, start=wall(MONDAY, "11:00"),
            end=wall(MONDAY, "23:00"), words="", approved=True,
        )  # fmt: skip
        centre.site.write(lambda tx: log.append(tx, ill))
        centre.choose("off")
    with centre.clock_at(MONDAY, "13:00"):
        centre.site.sweep()
        assert (centre.owner(ticket), centre.now(ticket)["assigned"]["code"]) == (None, "came_back")


def test_what_comes_back_waits_for_an_owner_whose_shift_is_still_to_come(centre: Giving) -> None:
    ticket = aside(centre, "agent")
    tuesday = MONDAY + timedelta(days=1)
    with centre.clock_at(tuesday, "08:00"):
        centre.on_shift("agent", tuesday, "work 10:30-13:00", "lunch 13:00-14:00", "work 14:00-18:30")
    with centre.clock_at(tuesday, "10:00"):
        centre.site.sweep()
        assert centre.owner(ticket) == "agent"
