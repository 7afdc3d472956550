"""Words for many."""

from datetime import timedelta
from typing import Any

import pytest

from desk.server.routes.broadcasts import MOST
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written
from tests.server.routes.said_rig import LOGINS, hearing
from tests.server.shift_rig import MONDAY, at
from tests.server.staffing_rig import Centre
from tests.server.store.test_log_rebuilt import holds


@pytest.fixture
def centre(site: Site) -> Centre:
    """A call centre whose clock can be moved."""
    return Centre(site)


def say(floor: Floor, as_: str = "lead", **draft: Any) -> dict[str, Any]:
    """A lead says something."""
    return written(floor.site.post("/broadcasts", {"words": "배송 지연 안내"} | draft, as_=as_))


def seen(floor: Floor, as_: str) -> list[dict[str, Any]]:
    """What somebody sees."""
    found: list[dict[str, Any]] = floor.site.get("/broadcasts", as_=as_).json()
    return found


def test_it_is_for_everybody_unless_somebody_is_named(floor: Floor) -> None:
    said = say(floor)
    assert (said["meant"], said["readers"], said["read"]) == (len(LOGINS) - 1, 0, True)
    for login in LOGINS:
        (found,) = seen(floor, login)
        assert (found["words"], found["by"], found["read"]) == ("배송 지연 안내", "lead 씨", login == "lead")
    assert hearing(floor, "broadcast.sent") == [set(LOGINS)]


def test_it_can_be_for_teams_and_queues(floor: Floor) -> None:
    team = written(floor.site.post("/teams", {"name": "가", "member_ids": [floor.site.user_id("delight")]}, as_="lead"))
    by_team, by_queue = say(floor, team_ids=[team["id"]]), say(floor, queue_ids=[floor.queue_id])
    both = say(floor, team_ids=[team["id"]], queue_ids=[floor.queue_id])
    assert [one["meant"] for one in (by_team, by_queue, both)] == [1, 2, 3]
    ids = {login: [one["id"] for one in seen(floor, login)] for login in LOGINS}
    assert ids["delight"] == [both["id"], by_team["id"]]
    assert ids["agent"] == ids["agent2"] == [both["id"], by_queue["id"]]
    assert ids["delivery"] == []
    assert ids["admin"] == [both["id"], by_queue["id"], by_team["id"]]
    assert hearing(floor, "broadcast.sent")[0] == {"delight", "lead", "admin"}


def test_leads_see_who_has_not_read_it(floor: Floor) -> None:
    said = say(floor, queue_ids=[floor.queue_id])
    path = f"/broadcasts/{said['id']}/read"
    mine = written(floor.site.post(path))
    assert (mine["read"], mine["readers"], mine["meant"], mine["unread_ids"]) == (True, 0, 0, [])
    head = floor.site.read(lambda tx: tx.head)
    floor.site.post(path)
    floor.site.post(path, as_="admin")
    assert floor.site.read(lambda tx: tx.head) == head
    (found,) = seen(floor, "lead")
    assert (found["readers"], found["meant"], found["unread_ids"]) == (1, 2, [floor.site.user_id("agent2")])
    assert floor.site.post(path, as_="delight").status_code == 404
    assert hearing(floor, "broadcast.read") == [{"agent", "lead", "admin"}]
    holds(floor)


def test_of_one_for_everybody_who_comes_later_is_meant_too(floor: Floor) -> None:
    said = say(floor)
    floor.site.post(f"/broadcasts/{said['id']}/read", as_="agent2")
    draft = {"login": "fresh", "name": "새 사람", "role": "agent", "password": "correct horse battery"}
    fresh = written(floor.site.post("/users", draft, as_="admin"))
    (found,) = seen(floor, "lead")
    assert (found["meant"], found["readers"]) == (len(LOGINS), 1)
    assert fresh["id"] in found["unread_ids"]


def test_who_has_left_is_not_waited_for(floor: Floor) -> None:
    path = f"/users/{floor.site.user_id('agent2')}"
    some, everybody = say(floor, queue_ids=[floor.queue_id]), say(floor)
    version = floor.site.get(path, as_="admin").json()["version"]
    assert floor.site.patch(path, {"active": False}, as_="admin", if_match=version).status_code == 200
    found = {one["id"]: one for one in seen(floor, "lead")}
    assert [found[one["id"]]["meant"] for one in (some, everybody)] == [1, len(LOGINS) - 2]
    assert found[some["id"]]["unread_ids"] == [floor.site.user_id("agent")]


def test_what_is_for_somebody_is_not_crowded_out_by_what_is_for_others(floor: Floor) -> None:
    mine = say(floor, queue_ids=[floor.queue_id])
    team = written(floor.site.post("/teams", {"name": "가", "member_ids": [floor.site.user_id("delight")]}, as_="lead"))
    for _ in range(MOST):
        say(floor, team_ids=[team["id"]])
    assert [one["id"] for one in seen(floor, "agent")] == [mine["id"]]


def test_it_holds_until_it_does_not(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        said = say(centre, until=at(MONDAY, "12:00"))
        week = say(centre)
        assert week["until"] == at(MONDAY, "178:00")
    with centre.clock_at(MONDAY, "11:59"):
        assert [one["id"] for one in seen(centre, "agent")] == [week["id"], said["id"]]
    with centre.clock_at(MONDAY, "12:00"):
        assert [one["id"] for one in seen(centre, "agent")] == [week["id"]]
    with centre.clock_at(MONDAY + timedelta(days=40), "10:00"):
        last = say(centre)
        assert [one["id"] for one in seen(centre, "lead")] == [last["id"]]
    assert centre.site.read(lambda tx: tx.value("SELECT count(*) FROM broadcasts")) == 1
    holds(centre)


def test_what_cannot_be_said(floor: Floor) -> None:
    empty = written(floor.site.post("/teams", {"name": "빈 팀"}, as_="lead"))["id"]
    assert floor.site.post("/broadcasts", {"words": "x"}).status_code == 403
    for more, pointer in (
        ({"team_ids": [10**9]}, "/team_ids/0"),
        ({"queue_ids": [floor.queue_id, 10**9]}, "/queue_ids/1"),
        ({"team_ids": [empty]}, "/team_ids"),
        ({"until": "2020-01-01T00:00:00Z"}, "/until"),
        ({"until": "9999-01-01T00:00:00Z"}, "/until"),
    ):
        answer = floor.site.post("/broadcasts", {"words": "x"} | more, as_="lead")
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
