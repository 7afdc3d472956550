"""A failure of the program is told and written down, without a word about anybody."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal, qWarning
from PySide6.QtWidgets import QApplication

from desk.client.crash import Crashes, report_of, scrubbed


@pytest.fixture
def crashes(qapp: QApplication, tmp_path: Path) -> Iterator[Crashes]:
    found = Crashes(tmp_path / "logs")
    found.install()
    yield found
    found.close()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("김민지 고객 010-1234-5678", "… … …"),
        ("mail minji.kim@example.com bounced", "mail … bounced"),
        ("'김하늘' is not a number", "… is not a number"),
        ("list index out of range", "list index out of range"),
        ('invalid literal: "Kim Minji"', "invalid literal: …"),
    ],
)
def test_what_could_be_about_somebody_is_left_out(said: str, kept: str) -> None:
    assert scrubbed(said) == kept


def fail(name: str) -> None:
    """A function whose argument must not be told."""
    raise ValueError(f"no such customer: {name!r}")


def test_a_report_says_where_and_why_and_not_who() -> None:
    with pytest.raises(ValueError, match="no such customer") as raised:
        fail("김민지")
    report = report_of(ValueError, raised.value, raised.value.__traceback__)
    assert report.startswith("ValueError: no such customer: …")
    assert "fail" in report
    assert "김민지" not in report


class Button(QObject):
    pressed = Signal()


def test_an_error_in_a_slot_is_told_once_and_written_down(
    crashes: Crashes, capsys: pytest.CaptureFixture[str], expected_log: list[str]
) -> None:
    expected_log.append("no such customer")
    told: list[str] = []
    crashes.happened.connect(told.append)
    for _ in range(3):
        try:
            fail("010-1234-5678")
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
    QCoreApplication.processEvents()
    assert len(told) == 1
    assert "no such customer" in capsys.readouterr().err
    written = (crashes.folder / "desk.log").read_text(encoding="utf-8")
    assert "no such customer" in written
    assert "1234" not in written


def test_what_qt_says_is_logged_and_noise_is_not(crashes: Crashes, expected_log: list[str]) -> None:
    expected_log.append("QLayout")
    qWarning("QLayout: something odd")
    qWarning("This plugin does not support propagateSizeHints()")
    written = (crashes.folder / "desk.log").read_text(encoding="utf-8")
    assert "QLayout: something odd" in written
    assert "propagateSizeHints" not in written


def test_hooks_are_given_back(qapp: QApplication, tmp_path: Path) -> None:
    before = sys.excepthook
    found = Crashes(tmp_path / "logs")
    found.install()
    assert sys.excepthook != before
    found.close()
    assert sys.excepthook == before
    assert not any("desk.log" in str(handler) for handler in logging.getLogger().handlers)
