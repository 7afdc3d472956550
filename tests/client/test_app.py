"""The program as somebody starts it: one window, quickly there, ended in good order."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk.client.app import parser
from desk.client.remote.handoff import OpenCall, Raise, hand_over
from desk.client.remote.places import Places, system_places


def run(home: Path, *words: str) -> "subprocess.Popen[str]":
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DESK_HOME": str(home)}
    command = [sys.executable, "-m", "desk", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv("DESK_HOME", str(tmp_path))
    return system_places()


def wait_for_window(places: Places, process: "subprocess.Popen[str]") -> None:
    for _ in range(600):
        try:
            if hand_over(Raise(), places.window):
                return
        except ValueError:
            pass
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        time.sleep(0.05)
    raise AssertionError("the window never listened")


def test_the_first_paint_needs_nothing_slow(tmp_path: Path) -> None:
    script = (
        "import sys; from desk.client import app; status = app.main(['--first-paint']);"
        "print(*[name for name in ('httpx', 'keyring', 'cryptography', 'desk.client.widgets.reception')"
        " if name in sys.modules]); sys.exit(status)"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DESK_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    first, loaded = done.stdout.splitlines()
    assert re.fullmatch(r"first paint after \d+ ms", first)
    assert loaded == ""


def test_a_second_start_brings_the_first_window_forward_and_ends(tmp_path: Path, at_home: Places) -> None:
    first = run(tmp_path)
    try:
        wait_for_window(at_home, first)
        second = run(tmp_path, "--open", "desk://customer/7")
        second.communicate(timeout=30)
        assert second.returncode == 0
        assert first.poll() is None
        assert hand_over(OpenCall(number="010-1234-5678"), at_home.window)
    finally:
        first.kill()
        first.communicate()


def test_asked_to_end_the_program_ends_in_good_order(tmp_path: Path, at_home: Places) -> None:
    running = run(tmp_path)
    wait_for_window(at_home, running)
    running.terminate()
    _said, wrong = running.communicate(timeout=30)
    assert running.returncode == 0, wrong
    assert wrong == ""
    assert not Path(at_home.window).exists()


def test_after_a_crash_the_next_start_is_not_locked_out(tmp_path: Path, at_home: Places) -> None:
    first = run(tmp_path)
    wait_for_window(at_home, first)
    first.kill()
    first.communicate()
    again = run(tmp_path)
    try:
        wait_for_window(at_home, again)
    finally:
        again.kill()
        again.communicate()


def test_the_words_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    args = parser().parse_args(["--server", "https://desk.example", "--lang", "ko", "--theme", "dark"])
    assert (args.server, args.lang, args.theme, args.first_paint) == ("https://desk.example", "ko", "dark", False)
    with pytest.raises(SystemExit):
        parser().parse_args(["--theme", "purple"])
    assert "purple" in capsys.readouterr().err
