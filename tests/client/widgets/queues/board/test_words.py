"""The board in words: what is offered says until when it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.models.board_targets import SEOUL, Snooze, until_of
from desk.client.models.clock import Clock
from tests.client.board_rig import board_page

#: When it is offered, what, what is said of it, and when it comes back.
OFFERED = [
    ("2026-11-23 11:00", Snooze.HOUR, "For an hour", "2026-11-23 12:00"),
    ("2026-11-23 11:00", Snooze.AFTERNOON, "Until 16:00", "2026-11-23 16:00"),
    ("2026-11-23 15:29", Snooze.AFTERNOON, "Until 16:00", "2026-11-23 16:00"),
    ("2026-11-23 15:30", Snooze.AFTERNOON, "Until tomorrow 16:00", "2026-11-24 16:00"),
    ("2026-11-30 18:00", Snooze.AFTERNOON, "Until tomorrow 16:00", "2026-12-01 16:00"),
    ("2026-11-23 11:00", Snooze.TOMORROW, "Until tomorrow 10:00", "2026-11-24 10:00"),
    ("2026-11-23 09:00", Snooze.MONDAY, "Until Monday 11/30, 10:00", "2026-11-30 10:00"),
    ("2026-12-31 09:00", Snooze.MONDAY, "Until Monday 1/4, 10:00", "2027-01-04 10:00"),
]


def seoul(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SEOUL)


@pytest.mark.parametrize(("at", "snooze", "said", "back"), OFFERED)
def test_what_is_put_aside_comes_back_when_its_words_say(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, snooze: Snooze, said: str, back: str
) -> None:
    def now(_clock: Clock) -> datetime:
        return seoul(at).astimezone(UTC)

    monkeypatch.setattr(Clock, "now", now)
    assert board_page(tmp_path).board.words.snooze(snooze) == said
    assert until_of(snooze, seoul(at)) == seoul(back)
