"""What the package puts on a workstation besides the program."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from licences import copy_texts, shipped

ROOT = Path(__file__).parents[2]
INSTALL = ROOT / "resources" / "install"


def test_the_desktop_hands_desk_addresses_to_the_program() -> None:
    entry = configparser.RawConfigParser()
    entry.read(INSTALL / "desk.desktop", encoding="utf-8")
    keys = entry["Desktop Entry"]
    assert keys["mimetype"] == "x-scheme-handler/desk;"
    assert keys["exec"] == "/usr/bin/desk %u"
    assert (ROOT / "resources/icons" / f"{keys['icon']}.svg").is_file()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_desktop_entry_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", INSTALL / "desk.desktop"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_all_that_is_shipped_has_a_licence_and_nothing_else_is_shipped() -> None:
    names = {package.name.lower().replace("_", "-") for package in shipped()}
    assert {"pyside6-essentials", "httpx", "starlette", "argon2-cffi", "cryptography"} <= names
    assert not names & {"pytest", "mypy", "pyinstaller", "schemathesis", "ruff"}
    assert [package for package in shipped() if not package.licence] == []


def test_the_licence_texts_are_laid_beside_the_program(tmp_path: Path) -> None:
    copy_texts(tmp_path)
    without = {package.name for package in shipped() if not list(tmp_path.glob(f"{package.name}/*"))}
    # Qt's wheels carry no text: the notice names the copies that Debian has.
    assert {name.lower() for name in without} == {"pyside6_essentials", "shiboken6"}
    assert (
        "PYTHON SOFTWARE FOUNDATION LICENSE"
        in next((tmp_path / "Python").iterdir()).read_text(encoding="utf-8").upper()
    )


def test_the_control_file_is_complete() -> None:
    text = (INSTALL / "control").read_text(encoding="utf-8")
    text = text.format(version="1.2", architecture="amd64", kibibytes=1, libraries="libc6 (>= 2.35)")
    fields = dict(re.findall(r"^(\S+): (.+)$", text, re.MULTILINE))
    assert fields["Depends"].startswith("libc6 (>= 2.35), ")
    assert {"Package", "Version", "Architecture", "Maintainer", "Description"} <= fields.keys()
    assert text.endswith("\n")
