"""A write whose answer was lost can be asked for, and taken back while it has not come."""

from datetime import timedelta

import time_machine

from desk.server.store import answers, clock
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written

WRITE = {"route": "add_article"}


def test_a_write_can_be_asked_for_by_the_key_it_had(floor: Floor) -> None:
    ticket, site = floor.ticket()["id"], floor.site
    assert site.get("/commands/k-1", params=WRITE).json() == {"decided": False, "status": None, "withdrawn": False}
    note = {"kind": "note", "body": "확인"}
    site.post(f"/tickets/{ticket}/articles", note, key="k-1")
    assert site.get("/commands/k-1", params=WRITE).json()["status"] == 201
    assert not site.get("/commands/k-1", params=WRITE, as_="agent2").json()["decided"]
    assert not site.get("/commands/k-1", params={"route": "open_ticket"}).json()["decided"]
    assert site.delete("/commands/k-1", params=WRITE).json() == {"decided": True, "status": 201, "withdrawn": False}


def test_a_write_that_was_taken_back_does_not_happen_when_it_comes_late(floor: Floor) -> None:
    ticket, site = floor.ticket()["id"], floor.site
    for _ in range(2):
        assert site.delete("/commands/k-1", params=WRITE).json()["withdrawn"]
    late = site.post(f"/tickets/{ticket}/articles", {"kind": "note", "body": "확인"}, key="k-1")
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    assert site.get(f"/tickets/{ticket}/articles").json()["data"] == []
    written(site.post(f"/tickets/{ticket}/articles", {"kind": "note", "body": "확인"}, key="k-2"))


def test_only_routes_that_take_a_key_have_commands(site: Site) -> None:
    for route in ("sign_in", "nothing", "search"):
        assert site.get("/commands/k-1", params={"route": route}).status_code == 422
    assert site.get("/commands/" + "k" * 256, params=WRITE).status_code == 404


def test_answers_are_kept_for_a_month_and_forgotten_a_few_at_a_time(floor: Floor) -> None:
    ticket, site = floor.ticket()["id"], floor.site
    for number in range(3):
        site.post(f"/tickets/{ticket}/articles", {"kind": "note", "body": "확인"}, key=f"k-{number}")
    count = "SELECT count(*) FROM answers WHERE route = 'add_article'"
    for days, left in ((8, 3), (29, 3), (31, 2)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            site.write(lambda tx: tx.run("DELETE FROM answers WHERE route <> 'add_article'"))
            assert site.read(answers.any_old) == (left < 3)
            site.write(lambda tx: answers.prune(tx, 1))
        assert site.read(lambda tx: tx.value(count)) == left
    with time_machine.travel(clock.now() + timedelta(days=31)):
        site.sweep()
    assert site.read(lambda tx: tx.value(count)) == 0
