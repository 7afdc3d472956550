"""The wall says what is: every number of a day written by hand, alarms, and who takes care of them."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest

from desk.contract.calls import Direction
from desk.contract.events import CallAnswered, CallbackPromised, CallEnded, CallRang, QueueSet, Refs
from desk.contract.queues import WrapUpCode
from desk.server.routes import alarms as sweeps
from desk.server.store import log
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.executor_rig import until
from tests.server.routes.conftest import written
from tests.server.shift_rig import MONDAY
from tests.server.staffing_rig import Centre, wall
from tests.server.store.test_log_rebuilt import holds

SECOND = timedelta(seconds=1)


class Day(Centre):
    """A centre whose calls are written by hand; a second queue beside the first."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        codes = (WrapUpCode(code="done", names={}),)
        fact = QueueSet(
            queue_id=None, name="환불", names={}, numbers=(), wrap_up_codes=codes, default_code="done",
            wrap_up_seconds=30,
        )  # fmt: skip
        self.other_id = site.write(lambda tx: log.append(tx, fact)).seq
        self._calls = 0

    def came(
        self, clock: str, *, answered: int | None = None, hung_up: int | None = None, origin: int | None = None,
        queue_id: int | None = None, direction: Direction = Direction.IN, blocked: bool = False, day: Any = MONDAY,
    ) -> int:  # fmt: skip
        """A call that rang then, and after so many seconds was answered (and over a minute later), or given up."""
        self._calls += 1
        hours, minutes, seconds = (*clock.split(":"), "0")[:3]
        at = wall(day, f"{hours}:{minutes}") + int(seconds) * SECOND
        fact = CallRang(
            external_id=f"w{self._calls}", direction=direction, number="+821023456789", raw_number="", called="",
            queue_id=queue_id or self.queue_id, origin_id=origin, blocked=blocked,
        )  # fmt: skip
        return self.site.write(lambda tx: self._came(tx, fact, at, answered, hung_up))

    def _came(self, tx: Tx, fact: CallRang, at: datetime, answered: int | None, hung_up: int | None) -> int:
        refs = Refs(call_id=log.append(tx, fact, at=at).seq)
        agent = tx.value("SELECT id FROM users WHERE login = 'agent'")
        if answered is not None:
            log.append(tx, CallAnswered(agent_id=agent), refs, at=at + answered * SECOND)
            end = CallEnded(cause="normalClearing", missed=False, agent_id=agent)
            log.append(tx, end, refs, at=at + (answered + 60) * SECOND)
        if hung_up is not None:
            log.append(tx, CallEnded(cause="cancel", missed=True), refs, at=at + hung_up * SECOND)
        assert refs.call_id is not None
        return refs.call_id

    def wall(self, as_: str = "agent") -> dict[str, Any]:
        """All of it."""
        answer = self.site.get("/wall", as_=as_)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def line(self, queue_id: int | None = None) -> dict[str, Any]:
        """A queue on it."""
        wanted = queue_id or self.queue_id
        lines: list[dict[str, Any]] = self.wall()["queues"]
        (found,) = (one for one in lines if one["queue_id"] == wanted)
        return found

    def thresholds(self, *given: dict[str, Any], as_: str = "lead", if_match: int | None = None) -> httpx.Response:
        """A lead sets them."""
        version = self.site.get("/wall/thresholds", as_=as_).json()["version"] if if_match is None else if_match
        return self.site.put("/wall/thresholds", {"thresholds": given}, as_=as_, if_match=version)


@pytest.fixture
def day(site: Site) -> Day:
    """An empty day."""
    return Day(site)


def busy_morning(day: Day) -> None:
    """Monday until eleven."""
    day.came("10:00", answered=5, day=MONDAY - timedelta(days=1))
    day.came("09:00", answered=5)
    day.came("09:10", answered=20)
    day.came("09:20", answered=21)
    day.came("09:30", hung_up=40)
    day.came("10:29:59", answered=5)
    passed_on = day.came("10:31", answered=3)
    day.came("10:32", answered=30, origin=passed_on, queue_id=day.other_id)
    day.came("10:40", hung_up=10)
    day.came("10:45", hung_up=0, blocked=True)
    day.came("10:46", answered=5, direction=Direction.OUT)
    rang_on = day.came("10:50", hung_up=30)
    day.came("10:50:30", answered=15, origin=rang_on)
    for waiting in ("10:58", "10:59:15", "10:59:55"):
        day.came(waiting)


def test_calls_of_a_morning(day: Day) -> None:
    busy_morning(day)
    with day.clock_at(MONDAY, "11:00"):
        found, other = day.line(), day.line(day.other_id)
    assert (found["waiting"], found["longest_wait"]) == ([1, 0, 0, 1, 1], 120)
    assert [found[name] for name in ("arrived", "answered", "in_time", "abandoned")] == [11, 6, 4, 2]
    assert [found[name] for name in ("arrived_now", "answered_now", "in_time_now")] == [6, 2, 1]
    # The one that has waited for five seconds may still be answered in time.
    assert (found["level_today"], found["level_now"]) == (40.0, 20.0)
    assert [other[name] for name in ("arrived", "answered", "in_time", "abandoned", "level_now")] == [1, 1, 0, 0, 0.0]
    assert (other["waiting"], other["longest_wait"]) == ([0] * 5, 0)
    holds(day)


def test_what_is_in_time_is_said_by_the_shift_rules(day: Day) -> None:
    day.target(seconds=30)
    busy_morning(day)
    with day.clock_at(MONDAY, "11:00"):
        assert (day.line()["in_time"], day.line(day.other_id)["in_time"]) == (5, 1)


def test_a_caller_who_is_passed_on_waits_anew_and_one_who_rings_on_does_not(day: Day) -> None:
    first = day.came("10:50", answered=3)
    day.came("10:59:50", origin=first)
    with day.clock_at(MONDAY, "11:00"):
        assert day.line()["longest_wait"] == 10
    rang = day.came("10:55", hung_up=30)
    day.came("10:55:30", origin=rang)
    with day.clock_at(MONDAY, "11:01"):
        assert (day.line()["longest_wait"], day.line()["waiting"]) == (360, [0, 0, 0, 0, 2])


def test_tickets_and_call_backs_by_queue(day: Day) -> None:
    with day.clock_at(MONDAY, "10:59"):
        ids = [day.ticket()["id"] for _ in range(4)]
        owned = day.ticket(owner_id=day.id("agent"))
        for state in ("pending", "closed"):
            done = day.ticket()
            day.site.patch(f"/tickets/{done['id']}", {"state": state}, if_match=done["version"])
        call = day.came("10:00", hung_up=5)
        for minutes in (-30, 0, 60):
            fact = CallbackPromised(
                number="+821023456789", owner_id=day.id("agent"), due_at=wall(MONDAY, "11:00") + minutes * 60 * SECOND
            )
            day.site.write(lambda tx, fact=fact: log.append(tx, fact, Refs(call_id=call)))  # type: ignore[misc]

    def due(tx: Tx) -> None:
        eleven = int(wall(MONDAY, "11:00").timestamp()) * 1_000_000
        for ticket_id, minutes in zip((*ids, owned["id"]), (0, 15, 16, 61, 60), strict=True):
            tx.run("UPDATE tickets SET due_at = ? WHERE id = ?", (eleven + minutes * 60_000_000, ticket_id))
        tx.run("UPDATE tickets SET missed = 1 WHERE id = ?", (ids[0],))

    day.site.write(due)
    with day.clock_at(MONDAY, "11:00"):
        found, other = day.line(), day.line(day.other_id)
    names = ("open", "unassigned", "missed", "missing_15", "missing_60", "callbacks_due")
    assert [found[name] for name in names] == [6, 4, 1, 1, 3, 2]
    assert [other[name] for name in names] == [0] * 6


def test_staffing_is_what_the_coverage_says(day: Day) -> None:
    day.weeks(4, 20)
    with day.clock_at(MONDAY, "08:00"):
        assert (day.line()["needed"], day.line()["rostered"]) == (None, None)
        day.on_shift("agent", MONDAY)
    with day.clock_at(MONDAY, "09:10"):
        day.choose("available")
        day.choose("break", "agent2")
        interval = day.interval(MONDAY, "09:00")
    # The wall counts once a second, and may have counted before they chose.
    with day.clock_at(MONDAY, "09:11"):
        found = day.line()
    assert (found["needed"], found["rostered"], found["here"]) == (interval.needed, 1, 1)


def test_staffing_is_unknown_while_it_is_forecast(day: Day) -> None:
    day.weeks(1, 2)
    with day.clock_at(MONDAY, "10:00"):
        assert day.line()["needed"] is None
    with day.clock_at(MONDAY, "10:01"):
        day.site.sweep()
        assert day.line()["needed"] is not None


def test_teams_by_state(day: Day) -> None:
    members = [day.id("agent"), day.id("agent2"), day.id("delight")]
    written(day.site.post("/teams", {"name": "가팀", "member_ids": members}, as_="lead"))
    written(day.site.post("/teams", {"name": "나팀"}, as_="lead"))
    day.choose("available")
    day.choose("break", "agent2")
    day.choose("available", "lead")
    day.choose("off", "admin")
    found = [(one["name"], one["states"]) for one in day.wall()["teams"]]
    assert found == [("가팀", {"available": 1, "break": 1, "off": 1}), ("나팀", {}), ("", {"available": 1})]


def test_many_screens_are_told_what_was_counted_once_a_second(day: Day) -> None:
    with day.clock_at(MONDAY, "11:00"):
        first = day.wall()
        day.ticket()
        assert {day.wall(as_)["synced_to"] for as_ in ("agent", "lead")} == {first["synced_to"]}
    with day.clock_at(MONDAY, "11:01"):
        assert day.line()["open"] == 1


def long_wait(day: Day) -> dict[str, Any]:
    """Somebody waits for three minutes at eleven, which is an alarm."""
    day.came("10:57")
    with day.clock_at(MONDAY, "11:00"):
        day.site.sweep()
        alarms: list[dict[str, Any]] = day.wall()["alarms"]
    (found,) = alarms
    return found


def test_an_alarm_is_raised_claimed_by_one_and_over(day: Day) -> None:
    alarm = long_wait(day)
    assert (alarm["measure"], alarm["queue_id"], alarm["value"], alarm["limit"]) == (
        "longest_wait", day.queue_id, 180, 120,
    )  # fmt: skip
    path = f"/wall/alarms/{alarm['id']}/claim"
    assert day.site.post(path, as_="agent").status_code == 403
    assert written(day.site.post(path, as_="lead"))["claimed_name"] == "lead 씨"
    head = day.head()
    assert day.site.post(path, as_="lead").status_code == 200
    assert day.head() == head
    refused = day.site.post(path, as_="admin")
    assert (refused.status_code, refused.json()["code"], refused.json()["holder"]) == (
        409, "already_claimed", "lead 씨",
    )  # fmt: skip


def calling(day: Day) -> list[dict[str, Any]]:
    """Alarms of which nobody takes care."""
    return [one for one in day.wall("admin")["alarms"] if one["claimed_by"] is None]


def test_an_alarm_whose_lead_goes_home_calls_anew(day: Day) -> None:
    alarm = long_wait(day)
    path = f"/wall/alarms/{alarm['id']}/claim"
    with day.clock_at(MONDAY, "11:00"):
        claimed = written(day.site.post(path, as_="lead"))
        day.choose("break", "lead")
        day.choose("off", "agent")
        (kept,) = day.wall("admin")["alarms"]
        assert kept["claimed_name"] == "lead 씨"
        assert day.site.write(lambda tx: sweeps.look(tx)) == []
        day.choose("off", "lead")
    with day.clock_at(MONDAY, "11:01"):
        day.site.sweep()
        anew = until(lambda: next(iter(calling(day)), None), "it calls again")
        assert (anew["id"], anew["claimed_by"], anew["claimed_name"]) == (alarm["id"], None, "")
        assert anew["version"] > claimed["version"]
        assert written(day.site.post(path, as_="admin"))["claimed_name"] == "admin 씨"
    holds(day)


def test_an_alarm_is_over_when_all_is_well_and_does_not_come_back_at_once(day: Day) -> None:
    alarm = long_wait(day)
    call = day.site.read(lambda tx: tx.value("SELECT id FROM calls"))
    day.site.write(lambda tx: log.append(tx, CallEnded(cause="cancel", missed=True), Refs(call_id=call)))
    day.came("10:59")
    with day.clock_at(MONDAY, "11:01"):
        day.site.sweep()
        assert [one["id"] for one in day.wall()["alarms"]] == [alarm["id"]]
    call = day.site.read(lambda tx: tx.value("SELECT max(id) FROM calls"))
    day.site.write(lambda tx: log.append(tx, CallEnded(cause="cancel", missed=True), Refs(call_id=call)))
    with day.clock_at(MONDAY, "11:02"):
        day.site.sweep()
        assert day.wall()["alarms"] == []
        refused = day.site.post(f"/wall/alarms/{alarm['id']}/claim", as_="lead")
        assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    day.came("11:00")
    with day.clock_at(MONDAY, "11:03"):
        day.site.sweep()
        assert day.wall()["alarms"] == []
    with day.clock_at(MONDAY, "11:05"):
        day.site.sweep()
        assert len(day.wall()["alarms"]) == 1
    holds(day)


def test_nobody_is_called_at_night(day: Day) -> None:
    day.came("20:57")
    with day.clock_at(MONDAY, "21:00"):
        assert day.line()["longest_wait"] == 180
        day.site.sweep()
        assert day.wall()["alarms"] == []


def test_nobody_is_called_outside_the_hours_of_the_queue(day: Day) -> None:
    now = msgspec.to_builtins(day.queue)
    hours = [[{"opens": 11 * 60, "closes": 11 * 60 + 5}]] * 7
    draft = {name: now[name] for name in ("name", "names", "numbers", "wrap_up_codes", "default_code")}
    changed = day.site.put(
        f"/queues/{day.queue_id}", draft | {"targets": {"hours": hours}}, as_="admin", if_match=now["version"]
    )
    assert changed.status_code == 200, changed.text
    day.came("10:57")
    for clock, alarms in (("10:59", 0), ("11:00", 1), ("11:05", 0)):
        with day.clock_at(MONDAY, clock):
            day.site.sweep()
            assert len(day.wall()["alarms"]) == alarms


def test_an_alarm_ends_with_the_hours(day: Day) -> None:
    long_wait(day)
    with day.clock_at(MONDAY, "19:00"):
        day.site.sweep()
        assert day.wall()["alarms"] == []


def test_thresholds_are_the_programs_until_a_lead_sets_them(day: Day) -> None:
    known = day.site.get("/wall/thresholds").json()
    assert known["version"] == 0
    assert {"measure": "longest_wait", "warn": 60, "alarm": 120, "queue_id": None, "name": ""} in known["thresholds"]
    one = {"measure": "waiting", "warn": 1, "alarm": 2, "queue_id": day.queue_id, "name": "배송 대기"}
    assert day.thresholds(one, as_="agent").status_code == 403
    assert day.thresholds(one).json()["data"]["thresholds"] == [one]
    assert day.thresholds(one, if_match=0).status_code == 412
    assert day.thresholds(one, one).json()["errors"][0]["pointer"] == "/thresholds/1"
    assert day.thresholds(one | {"queue_id": 10**9}).json()["errors"][0]["pointer"] == "/thresholds/0/queue_id"
    assert day.thresholds(one | {"alarm": 0}).status_code == 422
    day.came("10:59:58")
    day.came("10:59:59")
    with day.clock_at(MONDAY, "11:00"):
        day.site.sweep()
        assert [one["measure"] for one in day.wall()["alarms"]] == ["waiting"]
    holds(day)
