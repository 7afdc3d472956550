"""May I go now: the answer, what it does to the next hour, and when it would be better."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.shift_rules import ServiceTarget
from desk.contract.shifts import Shift
from desk.contract.staffing import MayGo, Verdict
from desk.workforce.coverage import Day
from desk.workforce.going import may_go
from desk.workforce.needs import Need
from tests.workforce.rota_rig import FULL, at, shift, stretch, worker

TARGET = ServiceTarget(max_occupancy=1.0)


def floor(needed: dict[str, int], shifts: list[Shift], *, queues: tuple[int, ...] = (1,), calls: float = 7) -> Day:
    """A day from 09:00 to 19:00; ``needed`` from an hour on, with about as many calls as so many agents can take."""
    needs = list[Need]()
    for number in range(20):
        start = at("09:00") + timedelta(minutes=30 * number)
        agents = next((count for clock, count in reversed(needed.items()) if at(clock) <= start), 0)
        needs += [
            Need(
                queue_id=queue,
                start=start,
                minutes=30,
                calls=calls * agents,
                handle=180,
                target=TARGET,
                known=agents,
            )
            for queue in queues
        ]
    return Day(needs, shifts, (), [worker(one.user_id, queues) for one in shifts])


def crew(count: int, words: str = "09:00-18:00") -> list[Shift]:
    return [shift(words, user_id=number) for number in range(1, count + 1)]


def asked(day: Day, mine: Shift | None, clock: str = "12:00", minutes: int = 60, **here: float) -> MayGo:
    found = {int(queue.removeprefix("q")): count for queue, count in here.items()}
    return may_go(
        day,
        mine,
        now=at(clock),
        start=at(clock),
        minutes=minutes,
        here=found or None,
        lunch=stretch("12:00-14:00"),
    )


@pytest.mark.parametrize(
    ("people", "verdict"),
    [(12, Verdict.YES), (11, Verdict.TIGHT), (10, Verdict.COSTS), (8, Verdict.NO), (5, Verdict.NO)],
)
def test_the_fewer_are_there_the_worse_it_is_to_go(people: int, verdict: Verdict) -> None:
    team = crew(people)
    found = asked(floor({"09:00": 10}, team), team[0])
    assert found.verdict is verdict
    assert [(one.needed, one.with_me, one.without_me) for one in found.effect] == [(10, people, people - 1)] * 4
    assert all(one.level_without_me < one.level_with_me for one in found.effect)


def test_when_it_is_bad_now_it_says_when_it_would_be_better() -> None:
    team = crew(8)
    day = floor({"09:00": 10, "13:00": 5}, team)
    found = asked(day, team[0])
    assert (found.verdict, found.better_at) == (Verdict.NO, at("13:00"))
    assert asked(day, team[0], "13:00").verdict is Verdict.YES


def test_a_yes_later_goes_before_something_better_now() -> None:
    team = crew(8)
    assert asked(floor({"09:00": 10, "12:30": 7, "13:30": 5}, team), team[0]).better_at == at("13:30")


def test_callers_may_be_asked_for_ten_points_and_not_for_more() -> None:
    team = crew(9)
    found = asked(floor({"09:00": 10}, team, calls=6.5), team[0])
    assert found.verdict is Verdict.COSTS
    assert 0.7 <= found.effect[0].level_without_me < 0.8


def test_if_there_is_no_yes_the_best_there_is_is_named() -> None:
    team = crew(8)
    assert asked(floor({"09:00": 10, "13:00": 7}, team), team[0]).better_at == at("13:00")
    assert asked(floor({"09:00": 10}, team), team[0]).better_at is None


def test_a_better_time_lies_within_the_shift() -> None:
    team = crew(8, "09:00-14:00")
    assert asked(floor({"09:00": 10, "13:15": 5}, team), team[0]).better_at is None
    assert asked(floor({"09:00": 10, "13:00": 5}, team), team[0]).better_at == at("13:00")


def test_own_planned_lunch_is_always_a_yes() -> None:
    team = [shift(FULL, user_id=1), *crew(8)[1:]]
    found = asked(floor({"09:00": 10}, team), team[0])
    assert (found.verdict, found.planned_at) == (Verdict.YES, at("12:00"))
    assert all(one.with_me == one.without_me == 7 for one in found.effect)


def test_a_short_pause_is_told_for_an_hour_and_judged_by_its_own_minutes() -> None:
    team = crew(12)
    found = asked(floor({"09:00": 10, "12:30": 20}, team), team[0], "12:00", 15)
    assert found.verdict is Verdict.YES
    assert [one.with_me - one.without_me for one in found.effect] == [1, 0, 0, 0]
    assert found.end == at("12:15")


def test_the_pause_that_is_planned_is_of_the_kind_that_is_asked_for() -> None:
    mine = shift(
        "09:00-10:00 break 10:00-10:15 10:15-12:00 lunch 12:00-13:00 13:00-15:00 break 15:00-15:15 15:15-18:00"
    )
    day = floor({"09:00": 0}, [mine])
    assert asked(day, mine, "09:30").planned_at == at("12:00")
    assert asked(day, mine, "09:30", 15).planned_at == at("10:00")
    assert asked(day, mine, "10:20", 15).planned_at == at("15:00")
    assert asked(day, mine, "13:30").planned_at == at("15:00")
    assert asked(day, mine, "15:30").planned_at is None


def test_when_fewer_are_here_than_planned_the_answer_follows_those_who_are_here() -> None:
    team = crew(12)
    day = floor({"09:00": 10}, team)
    found = asked(day, team[0], q1=8)
    assert found.verdict is Verdict.NO
    assert [(one.with_me, one.without_me) for one in found.effect] == [(8, 7)] * 4
    assert found.better_at == at("13:00")


def test_colleagues_on_a_planned_break_are_not_missing() -> None:
    paused = "09:00-12:00 break 12:00-12:15 12:15-18:00"
    team = [*crew(9), *(shift(paused, user_id=number) for number in (10, 11, 12))]
    day, noon = floor({"09:00": 10}, team), at("12:05")
    here = day.here({one.user_id for one in team[:9]}, noon)
    due = day.due(team, noon)
    assert here == due == {1: 9}
    found = may_go(day, team[0], now=noon, start=at("12:30"), minutes=30, here=here, due=due)
    assert [one.with_me for one in found.effect] == [12] * 4
    assert found.verdict is Verdict.YES


def test_who_serves_several_queues_is_missed_in_all_of_them_a_little() -> None:
    team = crew(20)
    found = asked(floor({"09:00": 9}, team, queues=(1, 2)), team[0])
    assert found.verdict is Verdict.YES
    assert [(one.needed, one.with_me, one.without_me) for one in found.effect] == [(18, 20, 19)] * 4


def test_who_has_no_shift_or_asks_outside_the_hours_is_missed_by_nobody() -> None:
    day = floor({"09:00": 10}, crew(3))
    assert asked(day, None).verdict is Verdict.YES
    assert asked(day, crew(1)[0], "20:00").verdict is Verdict.YES


@given(st.integers(1, 30), st.integers(0, 25), st.integers(0, 17), st.sampled_from([5, 15, 30, 60, 90]))
def test_a_better_time_is_truly_better(people: int, needed: int, half_hours: int, minutes: int) -> None:
    team = crew(people)
    day = floor({"09:00": 12, "12:00": needed, "15:00": 4}, team)
    clock = (at("09:00") + timedelta(minutes=30 * half_hours)).strftime("%H:%M")
    found = asked(day, team[0], clock, minutes)
    order = [Verdict.YES, Verdict.TIGHT, Verdict.COSTS, Verdict.NO]
    if found.better_at is not None:
        again = may_go(day, team[0], now=at(clock), start=found.better_at, minutes=minutes)
        assert order.index(again.verdict) < order.index(found.verdict)
    assert all(one.without_me <= one.with_me for one in found.effect)
