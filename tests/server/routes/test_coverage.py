"""Needed against rostered against really here; what leads know better; may I go."""

from datetime import timedelta

import msgspec
import pytest

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged
from desk.contract.staffing import ForecastScore, MayGo, Suggestion, Verdict
from desk.server.store import log
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.shift_rig import MONDAY
from tests.server.staffing_rig import Centre, wall
from tests.server.store.test_log_rebuilt import holds

A_DAY = timedelta(days=1)
NEXT = MONDAY + 7 * A_DAY


@pytest.fixture
def centre(site: Site) -> Centre:
    """A call centre with four weeks of twenty calls an hour behind it."""
    found = Centre(site)
    found.weeks(4, 20)
    return found


def test_a_day_needs_what_its_history_says(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        coverage = centre.coverage(MONDAY)
        (queue,) = coverage.queues
    assert (coverage.minutes, queue.queue_id, len(queue.intervals)) == (30, centre.queue_id, 20)
    assert all(8 < one.forecast < 12 and one.planned == one.forecast for one in queue.intervals)
    assert all(round(one.handle) == 240 and one.needed >= 2 and one.seen is None for one in queue.intervals)
    assert {one.needed_c >= one.needed for one in queue.intervals} == {True}
    assert [one.start for one in queue.intervals if one.lunch] == [wall(MONDAY, "12:00"), wall(MONDAY, "12:30")]
    assert [one.start for one in queue.intervals if one.late] == [wall(MONDAY, "18:00"), wall(MONDAY, "18:30")]


def test_rostered_are_those_on_calls(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
        draft = centre.shift("agent2", MONDAY, publish=False)
        nine, lunch = (centre.interval(MONDAY, at) for at in ("09:00", "12:00"))
        assert (nine.rostered, lunch.rostered) == (1, 0)
        assert 0 < nine.service_level < 1
        assert lunch.service_level == 0
        assert centre.interval(MONDAY, "09:00", as_="lead", drafts=True).rostered == 2
        assert centre.site.get("/coverage", params={"day": str(MONDAY), "drafts": True}).status_code == 403
        changed = centre.change(draft, "work 09:00-11:00", as_="lead")
        assert changed.status_code == 200, changed.text
        assert centre.interval(MONDAY, "11:00", as_="lead", drafts=True).rostered == 1
        cancelled = centre.site.post(
            f"/shifts/{draft['id']}/cancel", {"why": "x"}, as_="lead", if_match=changed.json()["data"]["version"]
        )
        assert cancelled.status_code == 200, cancelled.text
        assert centre.interval(MONDAY, "09:00", as_="lead", drafts=True).rostered == 1


def test_here_are_those_who_could_take_a_call(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "09:10"):
        centre.choose("available")
        centre.choose("break", "agent2")
        assert centre.interval(MONDAY, "09:00").here == 1
        assert centre.interval(MONDAY, "09:30").here is None
        centre.choose("available", "agent2")
        assert centre.interval(MONDAY, "09:00").here == 2


def test_who_was_here_since_the_day_opened_is_told_to_whoever_starts_now(centre: Centre) -> None:
    states = [
        ("08:50", "available", "agent"), ("09:15", "in_call", "agent"), ("09:20", "wrap_up", "agent"),
        ("09:45", "break", "agent"), ("09:50", "available", "agent2"), ("10:15", "available", "agent"),
    ]  # fmt: skip
    with centre.clock_at(MONDAY, "08:00"):
        assert {one.here for one in centre.coverage(MONDAY).queues[0].intervals} == {None}

    def work(tx: Tx) -> None:
        for clock, state, login in states:
            fact = AgentStateChanged(user_id=centre.id(login), state=AgentState(state))
            log.append(tx, fact, at=wall(MONDAY, clock))

    centre.site.write(work)
    expected = [1, 0.5 + 1 / 3, 1.5]
    with centre.clock_at(MONDAY, "10:31"):
        here = [one.here for one in centre.coverage(MONDAY).queues[0].intervals]
        assert here == [*map(pytest.approx, expected), 2, *[None] * 16]
        yesterday = centre.coverage(MONDAY - A_DAY).queues[0].intervals
        assert {one.here for one in yesterday} == {None}
    with centre.clock_at(MONDAY + A_DAY, "08:00"):
        here = [one.here for one in centre.coverage(MONDAY).queues[0].intervals]
        assert here == [*map(pytest.approx, expected), *[2] * 17]
        holds(centre)


def test_a_day_that_runs_differently_is_forecast_anew(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        before = centre.interval(MONDAY, "15:00")

    def busy(tx: object) -> None:
        for minute in range(180):
            centre.called(tx, wall(MONDAY, "09:00") + timedelta(minutes=minute), timedelta(minutes=1))  # type: ignore[arg-type]

    centre.site.write(busy)
    with centre.clock_at(MONDAY, "12:00"):
        after, seen = centre.interval(MONDAY, "15:00"), centre.interval(MONDAY, "10:00")
    assert (seen.seen, seen.forecast) == (30, seen.planned)
    assert after.planned == before.forecast
    assert after.forecast > 1.3 * before.forecast
    assert after.needed > before.needed


def test_leads_know_more_than_the_history(centre: Centre) -> None:
    double = {"since": str(NEXT), "until": str(NEXT), "factor": 2, "why": "할인 행사"}
    with centre.clock_at(MONDAY, "08:00"):
        before = centre.interval(NEXT, "10:00")
        assert centre.site.post("/forecast/adjustments", double).status_code == 403
        assert centre.site.post("/forecast/adjustments", double, as_="lead").status_code == 200
        assert centre.interval(NEXT, "10:00").forecast == pytest.approx(2 * before.forecast)
        assert centre.interval(NEXT + A_DAY, "10:00").forecast < 1.5 * before.forecast
        again = double | {"factor": 0.5, "queue_ids": [centre.queue_id]}
        assert centre.site.post("/forecast/adjustments", again, as_="lead").status_code == 200
        assert centre.interval(NEXT, "10:00").forecast == pytest.approx(0.5 * before.forecast)
        for wrong in ({"until": str(MONDAY - A_DAY)}, {"until": str(NEXT - A_DAY)}, {"queue_ids": [999_999]}):
            assert centre.site.post("/forecast/adjustments", double | wrong, as_="lead").status_code == 422


def test_the_forecast_is_scored_beside_the_naive_one(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        assert centre.site.get("/forecast/score").status_code == 403
        answer = centre.site.get("/forecast/score", as_="lead")
    (score,) = msgspec.json.decode(answer.content, type=list[ForecastScore])
    assert (score.queue_id, score.days) == (centre.queue_id, 21)
    # Every day was like every other: nothing is off.
    assert score.wape == pytest.approx(0, abs=0.05)
    assert score.naive_wape == 0


def test_a_day_out_of_reach_is_refused(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        for day in ("2020-01-01", "2999-12-31", "0001-01-01"):
            assert centre.site.get("/coverage", params={"day": day}).status_code == 422


def test_without_any_call_nothing_is_needed(site: Site) -> None:
    centre = Centre(site)
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
        one = centre.interval(MONDAY, "10:00")
    assert (one.forecast, one.needed, one.rostered, one.service_level) == (0, 0, 1, 1)


def asked(centre: Centre, login: str = "agent", **query: object) -> MayGo:
    """May I go?"""
    answer = centre.site.get("/shifts/me/may-go", as_=login, params=query)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=MayGo)


def test_whoever_is_needed_may_not_go_and_hears_when_it_would_be_better(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        told = ("work 09:00-12:00", "work 13:00-18:00")
        for login in ("agent", "agent2"):
            centre.choose("available", login)
            centre.on_shift(login, MONDAY, *told)
        answer = asked(centre, minutes=30)
        assert answer.verdict in (Verdict.COSTS, Verdict.NO)
        assert (answer.start, answer.end) == (wall(MONDAY, "10:00"), wall(MONDAY, "10:30"))
        assert [one.with_me - one.without_me for one in answer.effect[:2]] == [1, 1]
        assert answer.effect[0].level_without_me < answer.effect[0].level_with_me


def test_whoever_is_not_on_shift_may_go(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "10:00"):
        assert asked(centre).verdict is Verdict.YES
        assert centre.site.get("/shifts/me/may-go", params={"at": "2031-01-01T00:00:00Z"}).status_code == 422


def test_leads_hear_what_would_close_a_gap(centre: Centre) -> None:
    told = ("work 09:00-10:00", "training 10:00-12:00", "work 12:00-14:00", "lunch 14:00-15:00", "work 15:00-18:00")
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY, *told)
        query = {"day": str(MONDAY)}
        assert centre.site.get("/coverage/suggestions", params=query).status_code == 403
        answer = centre.site.get("/coverage/suggestions", params=query, as_="lead")
        found = msgspec.json.decode(answer.content, type=list[Suggestion])
        back = next(one for one in found if one.kind == "back_on_calls")
        assert (back.user_ids, back.start) == ((centre.id("agent"),), wall(MONDAY, "09:00"))
        # Two hours more of one person, and so it is once they do it.
        assert back.gap_before - back.gap_after == pytest.approx(2)
        shift = centre.rota(MONDAY)["shifts"][0]
        assert centre.change(shift, "work 09:00-14:00", *told[3:]).status_code == 200
        again = centre.site.get("/coverage/suggestions", params=query, as_="lead")
        after = msgspec.json.decode(again.content, type=list[Suggestion])
        assert "back_on_calls" not in {one.kind for one in after}
        assert any(one.gap_before == pytest.approx(back.gap_after) for one in after)
        assert centre.site.get("/coverage/suggestions", params={"day": "2999-01-01"}, as_="lead").status_code == 422


def spare(centre: Centre) -> dict[str, Suggestion]:
    """What may be done with people to spare, by its kind."""
    answer = centre.site.get("/coverage/suggestions", params={"day": str(MONDAY)}, as_="lead")
    found = msgspec.json.decode(answer.content, type=list[Suggestion])
    return {one.kind: one for one in found if one.kind in ("early_leave", "training")}


def test_leads_hear_who_could_learn_and_who_could_go_and_it_is_in_turn(centre: Centre) -> None:
    people = {login: centre.id(login) for login in ("agent", "agent2", "lead")}
    centre.join("lead", centre.queue_id)
    friday = MONDAY - 3 * A_DAY
    with centre.clock_at(friday, "08:00"):
        centre.on_shift("agent", friday, "work 09:00-10:00", "training 10:00-11:00", "work 11:00-12:00")
        offer = {
            "offer_kind": "early_leave", "start": wall(friday, "11:00").isoformat(), "seats": 1,
            "end": wall(friday, "12:00").isoformat(), "until": wall(friday, "10:00").isoformat(),
        }  # fmt: skip
        offered = centre.site.post("/offers", offer, as_="lead").json()["data"]
        assert centre.site.post(f"/offers/{offered['id']}/take").status_code == 200
    adjusted = {"since": str(MONDAY), "until": str(MONDAY), "factor": 0.001, "why": "조용한 날"}
    with centre.clock_at(MONDAY, "08:00"):
        assert centre.site.post("/forecast/adjustments", adjusted, as_="lead").status_code == 200
        for login in people:
            centre.on_shift(login, MONDAY)
        found = spare(centre)
    others = (people["agent2"], people["lead"])
    assert (found["training"].user_ids, found["early_leave"].user_ids) == (others, others)
    assert (found["training"].spare_before, found["training"].spare_after) == (2, 0)


def test_who_has_worked_most_this_week_goes_first(centre: Centre) -> None:
    sunday = MONDAY + 6 * A_DAY
    centre.join("lead", centre.queue_id)
    adjusted = {"since": str(sunday), "until": str(sunday), "factor": 0.001, "why": "조용한 날"}
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent2", MONDAY)
        for login in ("agent", "agent2", "lead"):
            centre.on_shift(login, sunday)
        assert centre.site.post("/forecast/adjustments", adjusted, as_="lead").status_code == 200
        answer = centre.site.get("/coverage/suggestions", params={"day": str(sunday)}, as_="lead")
    found = msgspec.json.decode(answer.content, type=list[Suggestion])
    (going,) = [one for one in found if one.kind == "early_leave"]
    assert going.user_ids[0] == centre.id("agent2")
