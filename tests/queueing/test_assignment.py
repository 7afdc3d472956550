"""Who gets a piece of work: the criteria in their order, who cannot have it, and that a choice can be made again."""

import dataclasses
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace

from desk.contract.agents import AgentState
from desk.contract.assignment import AssignmentRules
from desk.contract.service import AssignmentCode, AssignmentReason, Barred, Priority, Standing
from desk.queueing.assignment import KEPT, Giving, Person, Work, asked, bar, best, choose, decide, line_key

RULES = AssignmentRules(continuity_margin=0.125)
WORK = Work(ticket_id=7, queue_id=1)
NOON = datetime(2026, 11, 2, 3, tzinfo=UTC)


def stands(user_id: int, **how: float | int | None) -> Standing:
    return replace(Standing(user_id=user_id, load=2.0, capacity=8.0, free_seconds=60), **how)


def replace_work(**how: Any) -> Work:
    return dataclasses.replace(WORK, **how)


def person(user_id: int = 1, **how: Any) -> Person:
    known: dict[str, Any] = {"state": AgentState.AVAILABLE, "queue_ids": frozenset({1})}
    return Person(user_id=user_id, **(known | how))


@pytest.mark.parametrize(
    ("standings", "chosen", "code"),
    [
        ([stands(1)], 1, AssignmentCode.ONLY_ONE),
        ([stands(1), stands(2, knows_days=30, load=3.0)], 2, AssignmentCode.KNOWS_CUSTOMER),
        ([stands(1), stands(2, knows_days=0, load=3.1)], 1, AssignmentCode.LEAST_LOAD),
        ([stands(1), stands(2, knows_days=0, load=4.5, capacity=12.0)], 2, AssignmentCode.KNOWS_CUSTOMER),
        ([stands(1, hard=1), stands(2, hard=2, knows_days=0, load=3.0)], 2, AssignmentCode.KNOWS_CUSTOMER),
        ([stands(1, hard=1), stands(2, hard=2, knows_days=0, load=4.0)], 1, AssignmentCode.FAIR_SHARE),
        ([stands(1, hard=1, load=7.0), stands(2, hard=2, knows_days=0, load=8.0)], 2, AssignmentCode.KNOWS_CUSTOMER),
        ([stands(1, knows_days=0), stands(2, load=3.0)], 1, AssignmentCode.KNOWS_CUSTOMER),
        ([stands(1, knows_days=3), stands(2, knows_days=1)], 2, AssignmentCode.KNOWS_CUSTOMER),
        ([stands(1, knows_days=1, load=3.0), stands(2, knows_days=1)], 2, AssignmentCode.KNOWS_CUSTOMER),
        ([stands(1), stands(2, knows_days=31, load=3.0)], 1, AssignmentCode.LEAST_LOAD),
        ([stands(1, hard=2), stands(2, hard=1, load=7.0)], 2, AssignmentCode.FAIR_SHARE),
        ([stands(1, hard=1, hard_week=5), stands(2, hard=1, hard_week=4)], 2, AssignmentCode.FAIR_SHARE),
        ([stands(1, load=3.0), stands(2)], 2, AssignmentCode.LEAST_LOAD),
        ([stands(1, load=2.0), stands(2, load=2.5, capacity=12.0)], 2, AssignmentCode.LEAST_LOAD),
        ([stands(1, free_seconds=60), stands(2, free_seconds=61)], 2, AssignmentCode.LONGEST_FREE),
        ([stands(2), stands(1)], 1, AssignmentCode.LONGEST_FREE),
    ],
)  # fmt: skip
def test_the_first_criterion_that_tells_people_apart_decides(
    standings: list[Standing], chosen: int, code: AssignmentCode
) -> None:
    found = choose(standings, RULES)
    assert found is not None
    assert (found[0].user_id, found[1]) == (chosen, code)


def test_what_the_first_rules_chose_they_choose_in_every_release() -> None:
    near, far = stands(1, knows_days=30, load=4.0), stands(2)
    for known, chosen in ((near, 1), (replace(near, knows_days=31), 2), (replace(near, load=4.1), 2)):
        found = choose([known, far], AssignmentRules())
        assert found is not None
        assert found[0].user_id == chosen


def test_nobody_is_chosen_among_nobody() -> None:
    assert choose([], RULES) is None
    assert decide(WORK, [], RULES) is None


@pytest.mark.parametrize(
    ("how", "cause"),
    [
        ({}, None),
        ({"state": AgentState.ON_SHIFT}, None),
        ({"state": AgentState.WRAP_UP}, None),
        ({"state": None}, Barred.NOT_HERE),
        ({"state": AgentState.OFF}, Barred.NOT_HERE),
        ({"state": AgentState.BREAK}, Barred.ON_BREAK),
        ({"state": AgentState.AWAY}, Barred.ON_BREAK),
        ({"state": AgentState.IN_CALL}, Barred.IN_CALL),
        ({"load": 7.0}, None),
        ({"load": 7.1}, Barred.FULL),
        ({"capacity": 0.0}, Barred.FULL),
        ({"ahead": 1}, None),
        ({"ahead": 2}, Barred.NOT_BEGUN),
        ({"leaves_in": 20 * 60.0}, None),
        ({"leaves_in": 20 * 60.0 - 1}, Barred.LEAVES_SOON),
        ({"leaves_in": -60.0}, Barred.LEAVES_SOON),
    ],
)
def test_work_goes_only_to_people_who_are_here_with_room_and_time(how: dict[str, Any], cause: Barred | None) -> None:
    assert bar(person(**how), WORK, RULES) == cause


def test_who_knows_the_customer_may_have_one_more_before_them() -> None:
    known = replace_work(knows={1: 30})
    assert bar(person(ahead=2), known, RULES) is None
    assert bar(person(ahead=3), known, RULES) is Barred.NOT_BEGUN
    assert bar(person(ahead=2), replace_work(knows={1: 31}), RULES) is Barred.NOT_BEGUN
    assert bar(person(2, ahead=2), known, RULES) is Barred.NOT_BEGUN


def test_tenths_of_a_weight_fill_somebody_exactly() -> None:
    light = Work(ticket_id=7, queue_id=1, weight=0.1)
    assert bar(person(load=0.1 + 0.2 + 0.4, capacity=0.8), light, RULES) is None
    assert bar(person(load=0.8, capacity=0.8), light, RULES) is Barred.FULL


def test_during_a_call_work_comes_only_where_the_rules_do_not_spare_callers() -> None:
    talking = person(state=AgentState.IN_CALL, load=4.0)
    assert bar(talking, WORK, replace(RULES, spare_callers=False)) is None


def test_whoever_lacks_a_skill_gets_nothing_and_is_counted() -> None:
    work = Work(ticket_id=7, queue_id=1, skills=frozenset({"english", "vip"}))
    people = [person(1, skills=frozenset({"english"})), person(2), person(3, skills=frozenset({"english", "vip"}))]
    found = decide(work, people, RULES)
    assert found is not None
    assert (found.user_id, found.reason.code, found.reason.barred) == (3, AssignmentCode.ONLY_ONE, {Barred.SKILL: 2})


def test_people_of_other_queues_are_not_asked() -> None:
    assert asked(WORK, [person(queue_ids=frozenset({2}))], RULES) == ([], {})


def test_whoever_had_it_is_asked_only_when_nobody_else_can() -> None:
    work = Work(ticket_id=7, queue_id=1, had=frozenset({1}), knows={1: 0})
    found = decide(work, [person(1), person(2, load=6.0)], RULES)
    assert found is not None
    assert (found.user_id, found.reason.barred) == (2, {Barred.HAD_IT: 1})
    alone = decide(work, [person(1), person(2, load=8.0)], RULES)
    assert alone is not None
    assert (alone.user_id, alone.reason.barred) == (1, {Barred.FULL: 1})


def test_ordinary_work_does_not_look_at_how_much_hard_work_people_had() -> None:
    people = [person(1, hard=9, hard_week=30), person(2, load=1.0)]
    found = decide(WORK, people, RULES)
    assert found is not None
    assert (found.user_id, found.reason.standings[0].hard) == (1, 0)


def test_what_somebody_gets_counts_for_the_next_piece() -> None:
    giving = Giving([person(1, load=6.0), person(2, load=6.5)], RULES)
    given = [giving.give(Work(ticket_id=number, queue_id=1)) for number in range(5)]
    assert [one and one.user_id for one in given] == [1, 2, 1, None, None]
    assert not giving.could(1, 1.0, frozenset())
    assert giving.could(1, 0.5, frozenset())


def test_hard_work_is_shared_evenly() -> None:
    giving = Giving([person(number) for number in range(1, 5)], replace(RULES, ahead=10))
    given = [giving.give(Work(ticket_id=number, queue_id=1, hard=True)) for number in range(12)]
    counts = [sum(one is not None and one.user_id == number for one in given) for number in range(1, 5)]
    assert counts == [3, 3, 3, 3]


def test_urgent_work_goes_before_due_work_and_due_work_before_old_work() -> None:
    normal, hour = Priority.NORMAL, timedelta(hours=1)
    keys = [
        line_key(Priority.URGENT, Priority.LOW, None, NOON, 9),
        line_key(normal, Priority.HIGH, None, NOON, 8),
        line_key(normal, normal, NOON, NOON, 7),
        line_key(normal, normal, NOON + hour, NOON - hour, 6),
        line_key(normal, normal, None, NOON - hour, 5),
        line_key(normal, normal, None, NOON, 3),
        line_key(normal, normal, None, NOON, 4),
        line_key(Priority.LOW, Priority.URGENT, NOON, NOON, 1),
    ]
    assert sorted(keys) == keys


STANDINGS = st.lists(
    st.builds(
        Standing,
        user_id=st.integers(1, 10**6),
        load=st.floats(0, 20).map(lambda load: round(load, 2)),
        capacity=st.sampled_from([0.0, 4.0, 8.0, 12.0]),
        free_seconds=st.integers(0, 3),
        knows_days=st.none() | st.integers(0, 60),
        hard=st.integers(0, 2),
        hard_week=st.integers(0, 3),
    ),
    min_size=1,
    max_size=60,
    unique_by=lambda one: one.user_id,
)


@settings(max_examples=400)
@given(standings=STANDINGS, days=st.integers(0, 60), chance=st.randoms(use_true_random=False))
def test_the_kept_standings_choose_as_all_of_them_did(standings: list[Standing], days: int, chance: Random) -> None:
    rules = replace(RULES, continuity_days=days)
    kept = best(standings, rules)
    assert len(kept) == min(KEPT, len(standings))
    chance.shuffle(kept)
    told = AssignmentReason(code=AssignmentCode.TAKEN, standings=tuple(kept))
    read = json.decode(json.encode(told), type=AssignmentReason)
    assert choose(read.standings, rules) == choose(standings, rules)


PEOPLE = st.lists(
    st.builds(
        Person,
        user_id=st.integers(1, 10**6),
        state=st.none() | st.sampled_from(AgentState),
        queue_ids=st.frozensets(st.integers(1, 2)),
        skills=st.frozensets(st.sampled_from(["english", "vip"])),
        load=st.integers(0, 9).map(float),
        leaves_in=st.none() | st.floats(-60, 3600),
        hard=st.integers(0, 3),
    ),
    max_size=40,
    unique_by=lambda one: one.user_id,
)


@given(people=PEOPLE, hard=st.booleans(), skills=st.frozensets(st.sampled_from(["english", "vip"])))
def test_everybody_of_the_queue_is_either_asked_or_counted(
    people: list[Person], hard: bool, skills: frozenset[str]
) -> None:
    work = Work(ticket_id=1, queue_id=1, hard=hard, skills=skills, had=frozenset(one.user_id for one in people[:3]))
    standings, barred = asked(work, people, RULES)
    assert len(standings) + sum(barred.values()) == sum(1 in one.queue_ids for one in people)
    found = decide(work, people, RULES, 5)
    assert (found is None) == (not standings)
    if found is not None:
        assert found.reason.rules_version == 5
        assert found.user_id == found.reason.standings[0].user_id
        again = choose(found.reason.standings, RULES)
        assert again is not None
        assert (again[0].user_id, again[1]) == (found.user_id, found.reason.code)
