"""The pinned dependencies: complete, with hashes, and without an address to fetch them from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
BLOCKS = re.split(r"\n(?=\S)", LOCK.strip())
PINS = [Requirement(block.partition(" \\")[0]) for block in BLOCKS]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = [*PROJECT["dependencies"], *EXTRAS["dev"], *EXTRAS["package"]]


def pins(name: str, python: str, system: str = "linux") -> list[Requirement]:
    """The pins of one package that pip would follow there."""
    place = {"python_version": python[:4], "python_full_version": python, "sys_platform": system, "extra": ""}
    same = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(name)]
    return [pin for pin in same if not pin.marker or pin.marker.evaluate(place)]


def version(pin: Requirement) -> str:
    return str(pin.specifier).removeprefix("==")


def test_every_pin_names_one_version_and_has_hashes() -> None:
    assert len(PINS) > 50
    for block, pin in zip(BLOCKS, PINS, strict=True):
        assert str(pin.specifier).startswith("=="), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_no_pin_names_a_place_to_fetch_from() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^-", LOCK, re.MULTILINE)


@pytest.mark.parametrize("python", ["3.11.2", "3.12.1", "3.13.0"])
def test_the_lock_satisfies_everything_the_project_asks_for(python: str) -> None:
    for line in WANTED:
        wish = Requirement(line)
        if wish.marker and not wish.marker.evaluate({"python_version": python[:4]}):
            continue
        found = pins(wish.name, python)
        assert len(found) == 1, f"{wish.name} on {python}: run make lock"
        assert wish.specifier.contains(version(found[0])), f"{found[0]} on {python}: run make lock"


@pytest.mark.parametrize(("python", "expected"), [("3.11.2", "6.11."), ("3.12.1", "6.12."), ("3.13.0", "6.12.")])
def test_each_python_gets_the_qt_that_does_not_crash_on_it(python: str, expected: str) -> None:
    for name in ("PySide6-Essentials", "shiboken6"):
        assert [version(pin)[:5] for pin in pins(name, python)] == [expected]
