"""The clock shows the server's time and never counts backwards."""

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication

from desk.client.models.clock import Clock


def test_the_clock_goes_by_the_quickest_word_of_the_server(qapp: QApplication) -> None:
    clock = Clock()
    clock.learn(datetime.now(UTC) + timedelta(minutes=5))
    clock.learn(datetime.now(UTC) + timedelta(minutes=3))
    ahead = clock.now() - datetime.now(UTC)
    assert timedelta(minutes=4, seconds=58) < ahead < timedelta(minutes=5, seconds=2)


def test_what_lies_ahead_has_not_lasted_at_all(qapp: QApplication) -> None:
    clock = Clock()
    assert clock.since(clock.now() + timedelta(hours=1)) == timedelta(0)
    assert clock.left(clock.now() - timedelta(hours=1)) < timedelta(0)
