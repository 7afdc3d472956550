"""Who else is here, as colleagues see it."""

from typing import Any

import httpx
import msgspec

from desk.contract.tickets import PresenceAct, PresenceReport
from desk.contract.users import Role, UserBrief
from desk.server.presence import FORGOTTEN_AFTER, PresenceBoard
from tests.server.conftest import Site

ME, COLLEAGUE = (
    UserBrief(id=number, name=name, login=name, role=Role.AGENT) for number, name in ((1, "김민지"), (2, "이서연"))
)


def report(act: PresenceAct, ticket_id: int | None = 7, customer_id: int | None = None) -> PresenceReport:
    """A report about a ticket or a customer."""
    return PresenceReport(act=act, ticket_id=ticket_id, customer_id=customer_id)


def seen(board: PresenceBoard, *topics: str) -> list[tuple[str, str]]:
    """Who does what there."""
    return [(one.name, one.act.value) for one in board.present(frozenset(topics)).present]


def test_the_latest_report_counts_and_leaving_is_one() -> None:
    board = PresenceBoard()
    board.report(ME, report(PresenceAct.VIEWING))
    board.report(COLLEAGUE, report(PresenceAct.VIEWING))
    assert board.report(ME, report(PresenceAct.WRITING)) == "ticket:7"
    assert sorted(seen(board, "ticket:7")) == [("김민지", "writing"), ("이서연", "viewing")]
    board.report(ME, report(PresenceAct.GONE))
    board.report(ME, report(PresenceAct.GONE))
    assert seen(board, "ticket:7") == [("이서연", "viewing")]


def test_whoever_falls_silent_is_forgotten() -> None:
    now = 0.0
    board = PresenceBoard(lambda: now)
    board.report(ME, report(PresenceAct.IDLE))
    now = FORGOTTEN_AFTER
    assert seen(board, "ticket:7") == [("김민지", "idle")]
    now += 1
    assert seen(board, "ticket:7") == []


def test_a_list_sees_every_ticket_but_no_customer() -> None:
    board = PresenceBoard()
    board.report(ME, report(PresenceAct.VIEWING))
    board.report(COLLEAGUE, report(PresenceAct.VIEWING, None, 3))
    assert seen(board, "tickets") == [("김민지", "viewing")]
    assert seen(board, "customer:3") == [("이서연", "viewing")]
    assert seen(board, "ticket:8", "customer:7") == []


def test_reporting_tells_who_else_is_there(site: Site) -> None:
    body: dict[str, Any] = {"act": "viewing", "ticket_id": 7}
    site.post("/presence", body, as_="agent2")
    here = site.post("/presence", body | {"act": "writing"}).json()
    assert {(one["name"], one["act"]) for one in here} == {("agent 씨", "writing"), ("agent2 씨", "viewing")}
    assert site.post("/presence", {"act": "dancing"}).status_code == 400
    assert site.post("/presence", body, as_=None).status_code == 401


def test_colleagues_on_a_ticket_are_told_at_once(site: Site) -> None:
    headers = {"Authorization": f"Bearer {site.token('agent2')}"}
    token = site.token("agent")
    with httpx.stream("GET", site.url + "/api/v1/events?topics=ticket:7", headers=headers, timeout=20) as stream:
        lines = stream.iter_lines()
        assert present(lines) == []
        body = {"act": "writing", "ticket_id": 7}
        httpx.post(site.url + "/api/v1/presence", json=body, headers={"Authorization": f"Bearer {token}"}, timeout=20)
        assert present(lines) == [("agent 씨", "writing")]


def present(lines: Any) -> list[tuple[str, str]]:
    """The next presence event of a stream."""
    for line in lines:
        if line == "event: presence":
            data = msgspec.json.decode(next(lines).removeprefix("data: "))
            return [(one["name"], one["act"]) for one in data["present"]]
    raise AssertionError("the stream ended")
