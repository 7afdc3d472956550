"""The one command finds the right program and loads nothing else."""

import subprocess
import sys

import pytest

from desk import __version__
from desk.__main__ import COMMANDS, main

HEAVY = ("PySide6", "asyncio", "httpx", "keyring", "msgspec", "sqlite3", "starlette", "argparse", "typing")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"desk {__version__}\n"


def test_help_names_every_command_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for word, (_, text) in COMMANDS.items():
        assert any(line.startswith(f"  desk {word} ") and line.endswith(text) for line in lines)


def test_a_mistyped_command_is_refused_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sever"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "no command 'sever'" in said.err
    assert "'server'" in said.err
    assert "desk --help" in said.err


def test_a_word_that_resembles_nothing_is_refused_without_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xyzzy"]) == 2
    assert "Did you mean" not in capsys.readouterr().err


def test_looking_at_the_first_word_loads_no_library() -> None:
    script = "import sys, desk.__main__ as m; m.main(['--help']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "desk.__main__" in loaded
    assert not loaded.intersection(HEAVY)
