"""A lead listens to a colleague's call: only who may, only what can be, and never in secret."""

from typing import Any

import pytest

from desk.contract.events import CallAnswered, Refs, SwitchSet
from desk.server.store import log
from desk.server.store import switches as store
from desk.server.store.switches import LineState
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written


def have_switch(site: Site, *, enabled: bool = True, listens: bool = True) -> None:
    """A telephone system that says nothing for now."""
    fact = SwitchSet(name="main", url="http://127.0.0.1:9/x", host="", port=5038, tls=False, login="",
                     interface="PJSIP/{extension}", enabled=enabled, listens=listens,
                     telephone="PJSIP/{extension}")  # fmt: skip
    site.write(lambda tx: log.append(tx, fact))


def listen(floor: Floor, as_: str = "lead", to: str = "agent", **more: Any) -> Any:
    """Somebody wants to listen."""
    now = floor.site.read(lambda tx: tx.value("SELECT max(id) FROM calls"))
    return floor.site.post("/listenings", {"agent_id": floor.site.user_id(to), "call_id": now or 1} | more, as_=as_)


@pytest.fixture
def busy(floor: Floor) -> Floor:
    """An agent talks, and there is a telephone system."""
    have_switch(floor.site)
    floor.choose("available")
    floor.talk()
    return floor


def test_the_colleague_sees_it_from_the_first_moment_and_nobody_else_below_a_lead_does(busy: Floor) -> None:
    one = written(listen(busy, mode="coach", why="신입 교육"))
    assert (one["lead_name"], one["agent_name"], one["mode"], one["why"]) == (
        "lead 씨",
        "agent 씨",
        "coach",
        "신입 교육",
    )
    assert one["call_id"] == busy.call().id
    assert [each["id"] for each in busy.site.get("/listenings", as_="agent").json()] == [one["id"]]
    assert [each["id"] for each in busy.site.get("/listenings", as_="admin").json()] == [one["id"]]
    for other in ("agent2", "delivery"):
        assert busy.site.get("/listenings", as_=other).json() == []


@pytest.mark.parametrize("as_", ["agent", "agent2", "delivery", "delight"])
def test_only_leads_and_administrators_listen(busy: Floor, as_: str) -> None:
    assert listen(busy, as_).status_code == 403
    assert busy.site.get("/listenings", as_="lead").json() == []


def test_there_must_be_a_call(floor: Floor) -> None:
    have_switch(floor.site)
    floor.choose("available")
    assert listen(floor).json()["code"] == "no_call"
    floor.ring()
    assert listen(floor).json()["code"] == "no_call"
    floor.push("answer", answeringNumber="201")
    assert listen(floor).status_code == 201
    floor.hang_up()
    floor.site.sweep()
    assert listen(floor).json()["code"] == "no_call"


def test_there_must_be_a_telephone_system_that_can_and_answers(floor: Floor) -> None:
    floor.choose("available")
    floor.talk()
    assert listen(floor).json()["code"] == "no_switch"
    for given in ({"enabled": False}, {"listens": False}):
        have_switch(floor.site, **given)
        assert listen(floor).json()["code"] == "no_switch"
    have_switch(floor.site)
    floor.site.write(lambda tx: store.keep_line(tx, "main", LineState(next_at=tx.now.replace(microsecond=0))))
    floor.site.write(lambda tx: tx.run("UPDATE switch_lines SET next_at = next_at + 30000000"))
    answer = listen(floor)
    assert answer.json()["code"] == "no_switch"
    assert "cannot be reached" in answer.json()["detail"]


@pytest.mark.parametrize("extension", [None, "20 1", "201,q", "201&PJSIP/202", "201\r\nAction: Command", "２０１"])
@pytest.mark.parametrize("whose", ["lead", "agent"])
def test_both_need_a_telephone_that_can_be_put_into_a_telephone_systems_words(
    busy: Floor, whose: str, extension: str | None
) -> None:
    user = busy.site.user_id(whose)
    version = busy.site.get(f"/users/{user}", as_="admin").json()["version"]
    given = busy.site.patch(f"/users/{user}", {"extension": extension}, as_="admin", if_match=version)
    assert given.status_code == 200
    assert listen(busy).json()["code"] == "no_extension"


def test_one_at_a_time_and_a_second_click_does_not_listen_twice(busy: Floor) -> None:
    draft = {"agent_id": busy.site.user_id("agent"), "call_id": busy.call().id}
    first, again = (busy.site.post("/listenings", draft, as_="lead", key="k1") for _ in range(2))
    assert first.json() == again.json()
    assert listen(busy).json()["code"] == "already_listening"
    assert listen(busy, "admin").json()["code"] == "no_extension"


def test_nobody_listens_to_themselves_or_to_nobody(busy: Floor) -> None:
    assert listen(busy, to="lead").status_code == 422
    assert busy.site.post("/listenings", {"agent_id": 999_999, "call_id": 1}, as_="lead").status_code == 422


def test_a_call_that_came_after_the_one_that_was_meant_is_not_heard(busy: Floor) -> None:
    meant = busy.call().id
    busy.hang_up()
    busy.choose("available")
    busy.talk("c2")
    assert listen(busy, call_id=meant).json()["code"] == "no_call"
    assert listen(busy, to="agent2").json()["code"] == "no_call"
    assert listen(busy).status_code == 201


def test_only_who_listens_stops_and_stopping_again_changes_nothing(busy: Floor) -> None:
    one = written(listen(busy))
    stop = f"/listenings/{one['id']}/stop"
    assert busy.site.post(stop, as_="agent").status_code == 403
    assert busy.site.post(stop, as_="admin").status_code == 403
    stopped = written(busy.site.post(stop, as_="lead"))
    assert stopped["end"] == "stopped"
    assert written(busy.site.post(stop, as_="lead"))["version"] == stopped["version"]
    assert busy.site.post("/listenings/999999/stop", as_="lead").status_code == 404


def test_it_ends_when_the_call_goes_to_another_agent(busy: Floor) -> None:
    one = written(listen(busy))
    call, other = busy.call(), busy.site.user_id("agent2")
    busy.site.write(lambda tx: log.append(tx, CallAnswered(agent_id=other), Refs(call_id=call.id)))
    busy.site.sweep()
    assert _end(busy, one) == "call_over"


def test_it_ends_when_the_lead_leaves(busy: Floor) -> None:
    one = written(listen(busy))
    user = busy.site.user_id("lead")
    version = busy.site.get(f"/users/{user}", as_="admin").json()["version"]
    busy.site.patch(f"/users/{user}", {"active": False}, as_="admin", if_match=version)
    busy.site.sweep()
    assert _end(busy, one) == "stopped"


def test_hostile_words_come_back_as_they_were(busy: Floor) -> None:
    words = "<b>왜?</b>\u202e\r\nAction: Originate"
    assert written(listen(busy, why=words))["why"] == words
    assert listen(busy, why="x" * 301).status_code == 400


def _end(floor: Floor, one: dict[str, Any]) -> str | None:
    found: list[dict[str, Any]] = floor.site.get("/listenings", as_="admin").json()
    return next((str(each["end"]) for each in found if each["id"] == one["id"] and each["end"]), None)
