"""An installation can be checked without a screen, a server or a person."""

import os
import subprocess
import sys

import pytest

from desk.client import smoke


def test_every_check_passes_here() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desk", "smoke"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout
    assert [line.split()[0] for line in lines] == ["OK"] * len(smoke.CHECKS)
    assert "로그인" in done.stdout


def test_a_missing_file_fails_the_check_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(smoke, "FILES", (("icons", "nowhere.svg"),))
    monkeypatch.setattr(smoke, "CHECKS", {"files": smoke.files})
    assert smoke.main([]) == 1
    assert capsys.readouterr().out == "FAILED  files: FileNotFoundError: icons/nowhere.svg\n"
