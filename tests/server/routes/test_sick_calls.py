"""Somebody falls ill, and all that is on them goes to others in one step."""

from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from desk.contract.hand_overs import OwedItem
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor, written
from tests.server.routes.said_rig import hearing
from tests.server.routes.test_hand_overs import claimed, facts, of, promised, taken
from tests.server.shift_rig import MONDAY, at
from tests.server.staffing_rig import Centre
from tests.server.store.test_log_rebuilt import holds

UNTIL = at(MONDAY, "24:00")


@pytest.fixture
def centre(site: Site) -> Centre:
    """A call centre whose clock can be moved."""
    return Centre(site)


def preview(floor: Floor, login: str = "agent", **query: Any) -> dict[str, Any]:
    """What a lead sees before."""
    answer = floor.site.get(f"/agents/{floor.site.user_id(login)}/sick-call", as_="lead", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def items(floor: Floor, **query: Any) -> list[OwedItem]:
    """All that is on them."""
    return [msgspec.convert(one, OwedItem) for one in preview(floor, **query)["items"]]


def report(
    floor: Floor, *wanted: dict[str, Any], login: str = "agent", as_: str = "lead", **more: Any
) -> httpx.Response:
    """A lead says that somebody is ill."""
    body = {"until": UNTIL, "items": wanted, "words": "독감"} | more
    return floor.site.post(f"/agents/{floor.site.user_id(login)}/sick-call", body, as_=as_)


def nowhere(item: OwedItem) -> dict[str, Any]:
    """To its queue."""
    return {"owed": item.owed, "id": item.id, "version": item.version}


def test_only_leads_say_that_somebody_is_ill(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        assert report(centre, as_="agent2").status_code == 403
        path = f"/agents/{centre.id('agent')}/sick-call"
        assert centre.site.get(path).status_code == 403
        assert centre.site.get("/agents/999999/sick-call", as_="lead").status_code == 404
        assert centre.site.get(path, as_="lead", params={"until": at(MONDAY, "09:00")}).status_code == 422
        for until in (at(MONDAY, "09:00"), at(MONDAY + timedelta(days=91), "10:00")):
            assert report(centre, until=until).json()["errors"][0]["pointer"] == "/until"


def test_everything_is_seen_before_with_who_could_take_it(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        shifts = [centre.on_shift("agent", MONDAY + timedelta(days=number))["id"] for number in range(3)]
        centre.choose("available", "agent2")
        waits_for_us, waits_for_them = taken(centre), taken(centre)
        assert centre.article(waits_for_them, "reply").status_code == 201
        missed, callback = claimed(centre), promised(centre, due_at=at(MONDAY, "15:00"))
        kept = promised(centre, due_at=at(MONDAY, "16:00"))
        (item,) = (one for one in items(centre) if one.id == kept)
        centre.site.post("/hand-over", {"items": [of(item, keep_until=at(MONDAY, "16:00"))]})
        found = preview(centre)
        assert found["shift_ids"] == shifts[:1]
        assert {one["id"] for one in found["items"]} == {waits_for_us, waits_for_them, missed, callback, kept}
        assert {one["suggested_name"] for one in found["items"]} == {"agent2 씨"}
        assert preview(centre, until=at(MONDAY, "40:00"))["shift_ids"] == shifts[:2]


def test_everything_goes_where_it_is_said_in_one_step(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        centre.on_shift("agent", MONDAY)
        centre.choose("available")
        given, released = taken(centre), taken(centre)
        missed, callback = claimed(centre), promised(centre, due_at=at(MONDAY, "15:00"))
        by_id = {one.id: one for one in items(centre)}
        heir = centre.id("agent2")
        answer = written(
            report(
                centre,
                of(by_id[given], to_id=heir),
                nowhere(by_id[released]),
                nowhere(by_id[missed]),
                nowhere(by_id[callback]),
            )
        )
        assert ([one["code"] for one in answer["results"]], answer["left"]) == ([None] * 4, 0)
        tickets = [centre.site.get(f"/tickets/{one}").json() for one in (given, released)]
        assert [(one["owner_id"], one["assigned"]["code"], one["assigned"]["words"]) for one in tickets] == [
            (heir, "sick", "독감"), (None, "sick", "독감"),
        ]  # fmt: skip
        assert centre.site.get(f"/calls/{missed}").json()["owner_id"] is None
        (owed,) = centre.site.get("/callbacks", as_="lead").json()["data"]
        assert owed["id"] == callback
        (sick,) = facts(centre, "agent.sick_called")
        assert (sick["user_id"], sick["moved"]) == (centre.id("agent"), 4)
        assert centre.state()["state"] == "off"
        assert centre.site.get("/tickets").status_code == 200
    holds(centre)


def test_the_absence_is_decided_and_the_coverage_follows(centre: Centre) -> None:
    centre.weeks(1, 2)
    with centre.clock_at(MONDAY, "10:00"):
        centre.on_shift("agent", MONDAY)
        assert centre.interval(MONDAY, "15:00").rostered == 1
        answer = written(report(centre))
        assert centre.interval(MONDAY, "15:00").rostered == 0
        (absence,) = centre.site.get("/absences", as_="lead").json()
    assert (absence["id"], absence["absence_kind"], absence["state"], absence["end"]) == (
        answer["absence_id"], "sick", "approved", UNTIL,
    )  # fmt: skip


def test_what_was_known_of_them_stays_and_saying_it_again_adds_nothing(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        leave = {"absence_kind": "leave", "start": at(MONDAY, "14:00"), "end": at(MONDAY, "16:00")}
        centre.site.post("/absences", leave | {"user_id": centre.id("agent")}, as_="lead")
        first = written(report(centre))
        again = written(report(centre))
        known = centre.site.get("/absences", as_="lead").json()
    assert again["absence_id"] == first["absence_id"]
    assert sorted((one["absence_kind"], one["start"]) for one in known) == [
        ("leave", at(MONDAY, "14:00")), ("sick", at(MONDAY, "10:00")), ("sick", at(MONDAY, "16:00")),
    ]  # fmt: skip


def test_what_cannot_be_moved_is_told_and_keeps_nothing_else(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        stale, theirs, good = taken(centre), taken(centre, "agent2"), taken(centre)
        by_id = {one.id: one for one in items(centre)}
        other = centre.site.get(f"/tickets/{theirs}").json()
        wanted = (
            of(by_id[stale], to_id=centre.id("agent2")) | {"version": 1},
            {"owed": "ticket", "id": theirs, "version": other["version"]},
            of(by_id[good], to_id=centre.id("agent")),
            of(by_id[good], to_id=10**9),
            of(by_id[good], to_id=centre.id("agent2"), keep_until=UNTIL),
            {"owed": "ticket", "id": 10**9, "version": 1},
            of(by_id[good], keep_until=UNTIL),
        )
        answer = written(report(centre, *wanted))
    assert [one["code"] for one in answer["results"]] == [
        "stale", "conflict", "unprocessable", "unprocessable", "unprocessable", "conflict", None,
    ]  # fmt: skip
    assert answer["left"] == 2


def test_what_came_after_the_preview_does_not_stay_with_who_is_ill(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        seen = taken(centre)
        (item,) = items(centre)
        came, callback = taken(centre), promised(centre, due_at=at(MONDAY, "15:00"))
        answer = written(report(centre, of(item, to_id=centre.id("agent2"))))
        assert ([one["id"] for one in answer["results"]], answer["left"]) == ([seen, callback, came], 0)
        assert {one["code"] for one in answer["results"]} == {None}
        assert centre.site.get(f"/tickets/{came}").json()["owner_id"] is None
        (owed,) = centre.site.get("/callbacks", as_="lead").json()["data"]
        assert owed["id"] == callback
    holds(centre)


def test_who_is_in_a_call_ends_it_first(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        centre.choose("available")
        centre.talk()
        written(report(centre))
        assert (centre.state()["state"], centre.state()["next_state"]) == ("in_call", "off")


def test_the_floor_and_the_ill_person_hear_of_it(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        written(report(centre))
        assert {"agent", "lead", "agent2"} <= hearing(centre, "agent.sick_called")[0]


def test_a_repeated_request_is_done_once(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        path, body = f"/agents/{centre.id('agent')}/sick-call", {"until": UNTIL}
        answers = [centre.site.post(path, body, as_="lead", key="k1").json() for _ in range(2)]
        assert answers[0] == answers[1]
        assert len(facts(centre, "agent.sick_called")) == 1
