"""What a queue needs in an interval, and what so many agents reach in it."""

from datetime import date

import pytest

from desk.contract.shift_rules import Model, ServiceTarget, ShiftRules
from desk.contract.staffing import Coverage, Interval, QueueCoverage
from desk.workforce.needs import Need, needs_of
from tests.workforce.rota_rig import at


def need(calls: float, target: ServiceTarget | None = None, *, known: int | None = None) -> Need:
    return Need(
        queue_id=1,
        start=at("09:00"),
        minutes=30,
        calls=calls,
        handle=180,
        target=target or ServiceTarget(patience=120, max_occupancy=1.0),
        known=known,
    )


def test_who_knows_that_people_hang_up_needs_fewer_agents() -> None:
    busy = need(100)
    assert (busy.needed, busy.needed_c) == (12, 14)
    assert need(100, ServiceTarget(max_occupancy=1.0, model=Model.ERLANG_C)).needed == 14


def test_no_calls_need_nobody_and_nothing_is_missed() -> None:
    quiet = need(0)
    assert (quiet.needed, quiet.to_roster, quiet.level(0)) == (0, 0, 1.0)


def test_shrinkage_is_shown_apart() -> None:
    assert need(100, ServiceTarget(max_occupancy=1.0, shrinkage=0.3)).to_roster == 18


def test_agents_are_not_to_be_busy_all_the_time() -> None:
    capped = need(1000, ServiceTarget(max_occupancy=0.7))
    assert capped.needed > need(1000).needed
    assert capped.level(capped.needed) > 0.95


def test_half_an_agent_reaches_half_of_what_a_whole_one_adds() -> None:
    one = need(100)
    assert one.level(12) == pytest.approx(0.8256, abs=1e-4)
    assert one.level(12.5) == pytest.approx((one.level(12) + one.level(13)) / 2)
    assert one.level(-3) == one.level(0) == 0.0


def test_the_client_takes_over_what_the_server_reckoned() -> None:
    interval = Interval(
        start=at("09:00"),
        forecast=100,
        planned=90,
        seen=None,
        handle=180,
        needed=13,
        needed_c=14,
        rostered=12,
        here=None,
        service_level=0.8,
        lunch=False,
        late=False,
    )
    rules = ShiftRules(targets={7: ServiceTarget(seconds=60)})
    coverage = Coverage(
        day=date(2026, 3, 2),
        minutes=30,
        queues=[QueueCoverage(queue_id=queue, intervals=[interval]) for queue in (6, 7)],
        synced_to=5,
    )
    six, seven = needs_of(coverage, rules)
    assert (six.needed, seven.needed, seven.start, seven.end) == (13, 13, at("09:00"), at("09:30"))
    assert seven.level(12) > six.level(12)
