"""The figures of the day that the strip shows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.models.coverage import CoverageModel
from desk.client.models.time_axis import minute_of
from desk.contract.staffing import Coverage
from tests.client.shifts_rig import TODAY, Centre, at, lead_day

NOW = at(TODAY, 14.2)


@pytest.fixture
def model(qapp: QApplication, tmp_path: Path) -> Iterator[CoverageModel]:
    view = lead_day(tmp_path, NOW)
    yield view.coverage
    view.close()


@pytest.fixture
def told() -> Coverage:
    """As the server tells it at the time."""
    return Centre(24).coverage(TODAY, NOW)


def test_who_was_here_since_the_morning_is_shown_to_whoever_has_just_started(
    model: CoverageModel, told: Coverage
) -> None:
    model.take(told)
    here = [cell.here for cell in model.cells]
    # From nine to the interval in which it is a quarter past two.
    assert [one is not None for one in here] == [True] * 11 + [False] * 9
    assert here[0] == pytest.approx(sum(queue.intervals[0].here or 0 for queue in told.queues))


def test_what_was_seen_at_a_moment_gives_way_to_the_mean_of_its_interval(model: CoverageModel, told: Coverage) -> None:
    model.take(told)
    running = at(TODAY, 14)
    model.note_here(NOW.timestamp() / 60, {501: 3.0, 502: 2.0, 503: 1.0})
    cell = model.at(NOW.timestamp() / 60)
    assert cell is not None
    assert (cell.start, cell.here) == (minute_of(running), 6)
    later = Centre(24).coverage(TODAY, NOW + timedelta(minutes=30))
    model.take(later)
    cell = model.at(NOW.timestamp() / 60)
    assert cell is not None
    assert cell.here == pytest.approx(sum(queue.intervals[10].here or 0 for queue in later.queues))
