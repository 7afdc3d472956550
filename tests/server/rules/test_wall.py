"""Which alarms are raised and ended, and how the wall's numbers are made."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desk.contract.wall import Alarm, Measure, QueueWall, Threshold
from desk.queueing.wall import DEFAULTS, Standing, measured, of_queue, standing
from desk.server.rules import wall
from desk.server.rules.wall import End, Raise

NOW = datetime(2027, 6, 14, 2, tzinfo=UTC)
LIMIT = Threshold(measure=Measure.LONGEST_WAIT, warn=60, alarm=120)
WAIT = (Measure.LONGEST_WAIT, 7)


def queue(**numbers: Any) -> QueueWall:
    """A quiet queue, but for these numbers."""
    names = [name for name in QueueWall.__struct_fields__ if name != "queue_id"]
    quiet: dict[str, Any] = dict.fromkeys(names, 0) | {"waiting": [0] * 5, "level_now": None, "level_today": None}
    told: dict[str, Any] = {**quiet, "needed": None, "rostered": None, **numbers}
    return QueueWall(queue_id=7, **told)


def alarm(seconds: int) -> Alarm:
    """One of the longest wait, raised so many seconds ago."""
    return Alarm(
        id=3, measure=Measure.LONGEST_WAIT, queue_id=7, value=130, limit=120, since=NOW - timedelta(seconds=seconds),
        claimed_by=None, claimed_name="", version=3,
    )  # fmt: skip


def changes(wait: int, *alarms: Alarm, served: bool = True, resting: bool = False) -> list[Raise | End]:
    """What the look does when somebody waits for so long."""
    return wall.changes([queue(longest_wait=wait)], [LIMIT], alarms, {7: served}, [WAIT] if resting else [], NOW)


@pytest.mark.parametrize(
    ("waits", "found"),
    [
        ([], [0, 0, 0, 0, 0]),
        ([0, 9, 10, 19, 20, 29, 30, 59, 60, 4000], [2, 2, 2, 2, 2]),
    ],
)
def test_callers_are_counted_by_how_long_they_wait(waits: list[int], found: list[int]) -> None:
    assert wall.buckets(waits) == found


@pytest.mark.parametrize(
    ("in_time", "arrived", "undecided", "level"),
    [(0, 0, 0, None), (0, 2, 2, None), (4, 5, 0, 80.0), (4, 6, 1, 80.0), (0, 3, 0, 0.0), (1, 3, 0, 33.3)],
)
def test_a_level_is_over_all_who_arrived_and_are_decided(
    in_time: int, arrived: int, undecided: int, level: float | None
) -> None:
    assert wall.level(in_time, arrived, undecided) == level


@pytest.mark.parametrize(
    ("measure", "numbers", "value"),
    [
        (Measure.LONGEST_WAIT, {"longest_wait": 75}, 75),
        (Measure.WAITING, {"waiting": [1, 2, 0, 0, 4]}, 7),
        (Measure.LEVEL_NOW, {"level_now": 50.0, "arrived_now": 9}, None),
        (Measure.LEVEL_NOW, {"level_now": 50.0, "arrived_now": 10}, 50),
        (Measure.LEVEL_TODAY, {"level_today": 50.0, "arrived": 19}, None),
        (Measure.LEVEL_TODAY, {"level_today": 50.0, "arrived": 20}, 50),
        (Measure.MISSING_60, {"missing_60": 4}, 4),
        (Measure.MISSED, {"missed": 5}, 5),
        (Measure.UNASSIGNED, {"unassigned": 6}, 6),
        (Measure.SHORT, {"needed": None, "here": 2.0}, None),
        (Measure.SHORT, {"needed": 5, "here": 2.75}, 2.2),
        (Measure.SHORT, {"needed": 5, "here": 7.0}, -2),
    ],
)
def test_what_thresholds_watch(measure: Measure, numbers: dict[str, Any], value: float | None) -> None:
    assert measured(queue(**numbers), measure) == value


@pytest.mark.parametrize(
    ("measure", "value", "stands"),
    [
        (Measure.LONGEST_WAIT, 59, Standing.WELL),
        (Measure.LONGEST_WAIT, 60, Standing.WARNING),
        (Measure.LONGEST_WAIT, 120, Standing.ALARM),
        (Measure.LEVEL_NOW, 80, Standing.WELL),
        (Measure.LEVEL_NOW, 79.9, Standing.WARNING),
        (Measure.LEVEL_NOW, 60, Standing.WARNING),
        (Measure.LEVEL_NOW, 59.9, Standing.ALARM),
        (Measure.SHORT, 0.9, Standing.WELL),
        (Measure.SHORT, 3, Standing.ALARM),
        (Measure.SHORT, None, Standing.WELL),
    ],
)
def test_how_a_value_stands(measure: Measure, value: float | None, stands: Standing) -> None:
    assert standing(of_queue(DEFAULTS, 7)[measure], value) is stands


def test_a_queues_own_threshold_goes_before_the_one_for_each() -> None:
    own = Threshold(measure=Measure.LONGEST_WAIT, warn=10, alarm=20, queue_id=7)
    other = Threshold(measure=Measure.LONGEST_WAIT, warn=1, alarm=2, queue_id=8)
    for order in ([own, LIMIT, other], [LIMIT, other, own]):
        assert of_queue(order, 7) == {Measure.LONGEST_WAIT: own}
        assert of_queue(order, 9) == {Measure.LONGEST_WAIT: LIMIT}


def test_an_alarm_is_raised_at_its_limit_and_once() -> None:
    assert changes(119) == []
    assert changes(120) == [Raise(Measure.LONGEST_WAIT, 7, 120, 120)]
    assert changes(500, alarm(90)) == []


def test_nobody_is_called_outside_the_hours_and_what_was_raised_ends_with_them() -> None:
    assert changes(500, served=False) == []
    assert changes(500, alarm(5), served=False) == [End(3, 500)]


@pytest.mark.parametrize(("wait", "seconds", "over"), [(59, 60, True), (60, 600, False), (0, 59, False)])
def test_an_alarm_lasts_until_not_even_a_warning_is_left(wait: int, seconds: int, over: bool) -> None:
    assert changes(wait, alarm(seconds)) == ([End(3, wait)] if over else [])


def test_what_was_over_a_moment_ago_is_not_raised_again() -> None:
    assert changes(500, resting=True) == []


def test_an_alarm_without_a_threshold_or_a_queue_is_over() -> None:
    assert wall.changes([queue(longest_wait=500)], [], [alarm(60)], {7: True}, [], NOW) == [End(3, 500)]
    assert wall.changes([], [LIMIT], [alarm(60)], {}, [], NOW) == [End(3, 0)]


@pytest.mark.parametrize(
    ("thresholds", "flaw"),
    [
        ([LIMIT], None),
        ([Threshold(measure=Measure.WAITING, warn=5, alarm=5)], None),
        ([LIMIT, LIMIT], 1),
        ([Threshold(measure=Measure.WAITING, warn=6, alarm=5)], 0),
        ([Threshold(measure=Measure.LEVEL_NOW, warn=80, alarm=60)], None),
        ([Threshold(measure=Measure.LEVEL_NOW, warn=60, alarm=80)], 0),
    ],
)
def test_thresholds_that_make_no_sense_are_found(thresholds: list[Threshold], flaw: int | None) -> None:
    found = wall.flaw(thresholds)
    assert (None if found is None else found[0]) == flaw


def test_the_thresholds_that_come_with_the_program_make_sense() -> None:
    assert wall.flaw(DEFAULTS) is None
    assert {one.measure for one in DEFAULTS} == set(Measure)
