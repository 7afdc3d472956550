"""The figures of the day that the strip shows."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk.client.models.time_axis import minute_of
from tests.client.shifts_rig import TODAY, Centre, at, quiet_day

NOW = at(TODAY, 14.2)
PEOPLE = 24


async def test_who_was_here_since_the_morning_is_shown_to_whoever_has_just_started(tmp_path: Path) -> None:
    told = Centre(PEOPLE).coverage(TODAY, NOW)
    async with quiet_day(tmp_path, NOW, PEOPLE) as view:
        view.coverage.take(told)
        here = [cell.here for cell in view.coverage.cells]
    # From nine to the interval in which it is a quarter past two.
    assert [one is not None for one in here] == [True] * 11 + [False] * 9
    assert here[0] == pytest.approx(sum(queue.intervals[0].here or 0 for queue in told.queues))


async def test_what_was_seen_at_a_moment_gives_way_to_the_mean_of_its_interval(tmp_path: Path) -> None:
    minute, later = NOW.timestamp() / 60, Centre(PEOPLE).coverage(TODAY, NOW + timedelta(minutes=30))
    async with quiet_day(tmp_path, NOW, PEOPLE) as view:
        view.coverage.note_here(minute, {501: 3.0, 502: 2.0, 503: 1.0})
        cell = view.coverage.at(minute)
        assert cell is not None
        assert (cell.start, cell.here) == (minute_of(at(TODAY, 14)), 6)
        view.coverage.take(later)
        cell = view.coverage.at(minute)
        assert cell is not None
        assert cell.here == pytest.approx(sum(queue.intervals[10].here or 0 for queue in later.queues))
