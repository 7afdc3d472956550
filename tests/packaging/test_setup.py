"""Set-up says what it lacks, installs only that, and leaves a finished machine alone."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Debian as set-up sees it: packages are lines of a file, and installing one adds its line.
DPKG_QUERY = '#!/bin/sh\nsed "s/^/installed /" "$STATE/packages"\n'
APT_GET = """#!/bin/sh
echo "$*" >>"$STATE/calls"
case $1 in install) shift; for word; do case $word in -*) ;; *) echo "$word" >>"$STATE/packages" ;; esac; done ;; esac
"""


@dataclass
class Machine:
    """A clone of the repository with its own set of system tools."""

    clone: Path
    state: Path
    tools: Path

    def tool(self, name: str, text: str) -> None:
        self.program(self.tools / name, text)

    def program(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def setup(self, purpose: str = "demo", **settings: str) -> subprocess.CompletedProcess[str]:
        place = {"PATH": str(self.tools), "STATE": str(self.state), "PYTHON": sys.executable, **settings}
        script = self.clone / ".ci/setup.sh"
        return subprocess.run(
            ["/bin/sh", script, purpose],
            env=place,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def calls(self) -> list[str]:
        log = self.state / "calls"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without any of our system packages; its environment is the one that runs this test."""
    here = Machine(tmp_path / "clone", tmp_path / "state", tmp_path / "tools")
    (here.clone / ".ci").mkdir(parents=True)
    here.state.mkdir()
    here.tools.mkdir()
    shutil.copy(ROOT / ".ci/setup.sh", here.clone / ".ci")
    (here.clone / "requirements.txt").write_text("")
    (here.state / "packages").write_text("")
    (here.clone / ".venv/bin").mkdir(parents=True)
    here.program(here.clone / ".venv/bin/python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    for name in ("cat", "cksum", "dirname", "env", "grep", "mktemp", "rm", "sed", "tail", "tr", "uname"):
        found = shutil.which(name)
        assert found, name
        (here.tools / name).symlink_to(found)
    here.tool("dpkg-query", DPKG_QUERY)
    here.tool("apt-get", APT_GET)
    here.tool("id", "#!/bin/sh\necho 0\n")
    return here


def test_what_is_missing_is_installed_and_named(machine: Machine) -> None:
    done = machine.setup()
    assert done.returncode == 0, done.stderr
    assert "libxcb-cursor0" in done.stdout
    assert [call.split()[0] for call in machine.calls()] == ["update", "install"]
    assert "xvfb" not in machine.calls()[1]


def test_tests_need_more_than_the_demo(machine: Machine) -> None:
    machine.setup("demo")
    machine.setup("test")
    assert "xvfb" in machine.calls()[-1]
    assert "libxcb-cursor0" not in machine.calls()[-1]


def test_a_second_run_calls_nobody_and_says_nothing(machine: Machine) -> None:
    machine.setup()
    before = machine.calls()
    again = machine.setup()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.calls() == before


def test_a_library_that_a_later_release_renamed_is_not_missing(machine: Machine) -> None:
    (machine.state / "packages").write_text("libglib2.0-0t64 libglib2.0-0 (= 2.84.0-1), other\n", encoding="utf-8")
    machine.setup()
    assert "libglib2.0-0" not in machine.calls()[-1].split()


def test_without_rights_the_missing_packages_and_the_remedy_are_named(machine: Machine) -> None:
    machine.tool("id", "#!/bin/sh\necho 1000\n")
    done = machine.setup()
    assert done.returncode == 1
    assert "apt-get install" in done.stderr
    assert "libxcb-cursor0" in done.stderr
    assert machine.calls() == []


def test_sudo_is_used_where_it_works(machine: Machine) -> None:
    machine.tool("id", "#!/bin/sh\necho 1000\n")
    machine.tool("sudo", '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n')
    assert machine.setup().returncode == 0
    assert "libxcb-cursor0" in machine.calls()[-1]


def test_a_failing_installation_shows_why_and_stops(machine: Machine) -> None:
    machine.tool("apt-get", "#!/bin/sh\necho 'no space left' >&2\nexit 100\n")
    done = machine.setup()
    assert done.returncode == 1
    assert "no space left" in done.stderr
    assert "Installing 0 pinned" not in done.stdout


def test_an_interpreter_that_is_too_old_is_refused_by_name(machine: Machine) -> None:
    machine.tool("old", "#!/bin/sh\nexit 1\n")
    done = machine.setup(PYTHON=str(machine.tools / "old"))
    assert done.returncode == 1
    assert f"{machine.tools}/old is not a Python of version 3.11 or newer" in done.stderr


def test_changed_pins_are_installed_again(machine: Machine) -> None:
    machine.setup()
    (machine.clone / "requirements.txt").write_text("# another day\n", encoding="utf-8")
    assert "Installing" in machine.setup().stdout
    assert machine.setup().stdout == ""


def test_an_environment_is_made_where_there_is_none(machine: Machine) -> None:
    shutil.rmtree(machine.clone / ".venv")
    assert "Making .venv" in machine.setup().stdout
    assert os.access(machine.clone / ".venv/bin/python", os.X_OK)
    assert machine.setup().stdout == ""
