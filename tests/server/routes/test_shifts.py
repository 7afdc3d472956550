"""Leads make, change and cancel shifts; the rules hold, and of two leads one wins."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from desk.contract.endpoint import API
from desk.contract.events import ShiftAssigned, ShiftChanged
from desk.server.store import clock, log
from tests.server.routes.conftest import written
from tests.server.shift_rig import EARLY, LATE, MONDAY, Roster, at, rules_of, stretches

DAY = timedelta(days=1)


def test_a_shift_is_made_by_a_lead_and_seen_by_everybody_once_it_is_published(roster: Roster) -> None:
    made = written(roster.assign("agent", MONDAY, pattern="early"))
    assert (made["state"], made["day"], made["pattern"]) == ("draft", "2027-06-14", "early")
    assert roster.site.get(f"/shifts/{made['id']}").status_code == 404
    assert roster.rota(MONDAY)["shifts"] == []
    assert roster.rota(MONDAY, as_="lead")["shifts"] == []
    assert roster.rota(MONDAY, as_="lead", drafts="true")["shifts"] == [made]
    assert roster.site.get("/rota", params={"since": MONDAY, "until": MONDAY, "drafts": "true"}).status_code == 403
    published = written(roster.assign("agent2", MONDAY, publish=True))
    assert roster.rota(MONDAY)["shifts"] == [published]
    assert roster.seen(published["id"], as_="agent") == published


def test_times_come_in_any_zone_and_are_kept_in_one_with_equal_stretches_joined(roster: Roster) -> None:
    day = {"activity": "work", "start": "2027-06-14T09:00:00+09:00", "end": "2027-06-14T10:00:00+09:00"}
    draft = {"user_id": roster.id("agent"), "day": "2027-06-14"}
    segments = [day, day | {"start": day["end"], "end": "2027-06-13T21:30:00-05:00"}]
    made = written(roster.site.post("/shifts", draft | {"segments": segments}, as_="lead"))
    assert made["segments"] == [
        {"activity": "work", "start": "2027-06-14T00:00:00Z", "end": "2027-06-14T02:30:00Z", "queue_ids": []}
    ]


def test_a_shift_past_midnight_belongs_to_the_day_it_begins_on(roster: Roster) -> None:
    night = ("work 22:00-26:00", "break 26:00-27:00", "work 27:00-30:00")
    made = roster.shift("agent", MONDAY, *night, allow=["opening_hours"], why="야간")
    assert (made["day"], made["segments"][-1]["end"]) == ("2027-06-14", at(MONDAY + DAY, "06:00"))
    assert [one["id"] for one in roster.rota(MONDAY)["shifts"]] == [made["id"]]
    assert roster.rota(MONDAY + DAY)["shifts"] == []
    wrong = roster.site.post(
        "/shifts",
        {"user_id": roster.id("agent"), "day": MONDAY + DAY, "segments": stretches(MONDAY, *EARLY)},
        as_="lead",
    )
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/day")


@pytest.mark.parametrize(
    ("told", "more", "rules"),
    [
        (("work 09:00-18:00",), {}, {"rest", "day_limit"}),
        (("work 14:00-16:00",), {}, {"overlap"}),
        (("work 19:00-21:00",), {}, {"day_limit", "opening_hours"}),
    ],
)
def test_a_rule_in_the_way_is_named_and_nothing_is_written(
    roster: Roster, told: tuple[str, ...], more: dict[str, Any], rules: set[str]
) -> None:
    roster.shift("agent", MONDAY)
    head = roster.head()
    day = MONDAY + DAY if rules == {"rest", "day_limit"} else MONDAY
    assert rules <= rules_of(roster.assign("agent", day, *told, **more))
    assert roster.head() == head


def test_the_site_s_own_rules_a_lead_may_go_past_with_a_word_of_why_the_law_s_nobody(roster: Roster) -> None:
    roster.shift("agent", MONDAY, "work 12:00-16:00", "break 16:00-17:00", "work 17:00-19:00")
    early = ("work 05:00-09:00", "break 09:00-10:00", "work 10:00-12:00")
    short = roster.assign("agent", MONDAY + DAY, *early)
    assert rules_of(short) == {"between_shifts", "opening_hours"}
    allow = ["between_shifts", "opening_hours"]
    unsaid = roster.assign("agent", MONDAY + DAY, *early, allow=allow)
    assert (unsaid.status_code, unsaid.json()["errors"][0]["pointer"]) == (422, "/why")
    made = roster.shift("agent", MONDAY + DAY, *early, allow=[*allow, "skill"], why="새벽 방송")
    (event,) = roster.site.read(lambda tx: log.some(tx, [made["id"]]))
    assert isinstance(event.fact, ShiftAssigned)
    assert (event.fact.allowed, event.fact.why) == (("between_shifts", "opening_hours"), "새벽 방송")
    law = roster.assign("agent", MONDAY + 2 * DAY, "work 09:00-18:00", allow=["rest", "day_limit"], why="x")
    assert rules_of(law) == {"rest"}


def test_weeks_end_at_their_limits(roster: Roster) -> None:
    for number in range(5):
        roster.shift("agent", MONDAY + number * DAY)
    saturday = MONDAY + 5 * DAY
    assert rules_of(roster.assign("agent", saturday)) == {"overtime"}
    roster.shift("agent", saturday, overtime=True)
    sunday = rules_of(roster.assign("agent", saturday + DAY, "work 10:00-15:00", overtime=True, allow=["overtime"]))
    assert {"week_limit", "weekly_rest"} <= sunday


def test_what_breaks_already_does_not_keep_a_lead_from_mending_it(roster: Roster) -> None:
    roster.shift("agent", MONDAY, *LATE)
    made = roster.shift("agent", MONDAY + DAY, "work 05:00-08:00", allow=["between_shifts", "opening_hours"], why="x")
    assert rules_of(roster.change(made, "work 04:30-08:00")) == {"between_shifts", "opening_hours"}
    assert roster.change(made, "work 06:00-08:00").status_code == 200


def test_two_leads_change_the_same_shift_at_once_and_one_wins(roster: Roster) -> None:
    made = roster.shift("agent", MONDAY)
    bodies: list[dict[str, Any]] = [
        {"user_id": made["user_id"], "segments": stretches(MONDAY, f"work {hour:02}:30-18:00"), "why": f"{hour}시 회의"}
        for hour in range(14, 18)
    ]
    tokens = {login: roster.site.token(login) for login in ("lead", "admin")}
    address = f"{roster.site.url}{API}/shifts/{made['id']}"

    def put(number: int) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {tokens['admin' if number % 2 else 'lead']}",
            "If-Match": f'"{made["version"]}"',
        }
        return httpx.put(address, json=bodies[number], headers=headers, timeout=30)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(put, range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    now = roster.seen(made["id"])
    (winner,) = [number for number, answer in enumerate(answers) if answer.status_code == 200]
    assert now["segments"] == [one | {"queue_ids": []} for one in bodies[winner]["segments"]]
    quicker = "admin 씨" if winner % 2 else "lead 씨"
    for answer in answers:
        if answer.status_code == 412:
            told = answer.json()
            assert (told["code"], told["unseen"]) == ("stale", [now["version"]])
            assert (told["holder"], told["detail"]) == (quicker, bodies[winner]["why"])
    told_of = roster.site.read(lambda tx: tx.value("SELECT count(*) FROM log WHERE kind = 'shift.changed'"))
    assert told_of == 1


def test_a_shift_is_given_to_somebody_else_and_the_reason_is_in_the_log(roster: Roster) -> None:
    made = roster.shift("agent", MONDAY)
    given = written(roster.change(made, user_id=roster.id("agent2"), why="병가 대타"))
    assert (given["user_id"], given["why"]) == (roster.id("agent2"), "병가 대타")
    (event,) = roster.site.read(lambda tx: log.some(tx, [given["version"]]))
    assert isinstance(event.fact, ShiftChanged)
    assert (event.fact.previous_id, event.actor, event.fact.why) == (made["user_id"], "lead 씨", "병가 대타")
    assert rules_of(roster.assign("agent2", MONDAY)) >= {"overlap"}


def test_a_cancelled_shift_is_over_for_good(roster: Roster) -> None:
    made, draft = roster.shift("agent", MONDAY), roster.shift("agent2", MONDAY, publish=False)
    for shift in (made, draft):
        address = f"/shifts/{shift['id']}/cancel"
        assert roster.site.post(address, {"why": ""}, as_="lead", if_match=shift["version"]).status_code == 400
        gone = written(roster.site.post(address, {"why": "휴점"}, as_="lead", if_match=shift["version"]))
        assert (gone["state"], gone["why"]) == ("cancelled", "휴점")
        assert roster.change(gone).status_code == 409
        assert roster.site.post(address, {"why": "x"}, as_="lead", if_match=gone["version"]).status_code == 409
    assert roster.seen(made["id"], as_="agent")["state"] == "cancelled"
    assert roster.site.get(f"/shifts/{draft['id']}").status_code == 404, "they never knew of it"
    assert roster.rota(MONDAY, as_="lead", drafts="true")["shifts"] == []
    assert roster.assign("agent", MONDAY).status_code == 201


def test_a_shift_that_holds_at_once_needs_a_reason_when_people_hear_of_it_late(roster: Roster) -> None:
    today = roster.site.read(lambda tx: tx.now.astimezone(clock.SEOUL).date())
    late = roster.assign("agent", today + 2 * DAY, publish=True)
    assert (late.status_code, late.json()["errors"][0]["pointer"]) == (422, "/why")
    assert roster.assign("agent", today + 2 * DAY, publish=True, why="결원").status_code == 201
    assert roster.assign("agent2", today + 2 * DAY).status_code == 201


WORK = {"activity": "work", "start": at(MONDAY, "09:00"), "end": at(MONDAY, "12:00")}
WRONG: list[tuple[list[dict[str, Any]], str]] = [
    ([WORK | {"end": at(MONDAY, "09:00")}], "/segments/0/end"),
    ([WORK, WORK], "/segments/1/start"),
    ([WORK | {"start": "2027-06-14T00:00:30Z"}], "/segments/0"),
    ([WORK | {"end": at(MONDAY, "40:00")}], "/segments"),
    ([WORK | {"activity": "lunch"}], "/segments"),
    ([WORK | {"queue_ids": [987654]}], "/segments/0/queue_ids"),
    ([WORK | {"start": "0001-01-01T00:00:00+14:00"}], "/segments/0/start"),
    ([WORK | {"end": "9999-12-31T23:59:00-14:00"}], "/segments/0/start"),
    (
        [WORK | {"start": at(MONDAY, f"{hour}:00"), "end": at(MONDAY, f"{hour}:30")} for hour in range(9, 13)],
        "/segments",
    ),
]


@pytest.mark.parametrize(("segments", "pointer"), WRONG)
def test_what_is_no_shift_is_pointed_at(roster: Roster, segments: list[dict[str, Any]], pointer: str) -> None:
    draft = {"user_id": roster.id("agent"), "day": MONDAY, "segments": segments}
    answer = roster.site.post("/shifts", draft, as_="lead")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


@pytest.mark.parametrize("user_id", [999, 2**53 - 1])
def test_nobody_can_be_rostered_who_is_not_there(roster: Roster, user_id: int) -> None:
    answer = roster.assign("agent", MONDAY, user_id=user_id)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/user_id")
    admin = roster.assign("admin", MONDAY)
    assert admin.status_code == 422, "administrators answer no queue here"


def test_a_pattern_that_is_none_is_refused(roster: Roster) -> None:
    assert roster.assign("agent", MONDAY, pattern="early").status_code == 201
    assert roster.assign("agent2", MONDAY, pattern="earlier").json()["errors"][0]["pointer"] == "/pattern"


def test_an_early_date_of_the_calendar_breaks_nothing(roster: Roster) -> None:
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        answer = roster.site.post(
            "/shifts", {"user_id": roster.id("agent"), "day": day, "segments": stretches(MONDAY, *EARLY)}, as_="lead"
        )
        assert answer.status_code == 422, answer.text
