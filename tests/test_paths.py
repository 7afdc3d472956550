"""Shipped files are found wherever the program was started from."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import paths


@pytest.fixture(autouse=True)
def _fresh_answer() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    paths.resources.cache_clear()
    yield
    paths.resources.cache_clear()


def test_a_checkout_finds_the_files_beside_the_package() -> None:
    assert paths.resource("icons", "desk.svg") == Path(__file__).parent.parent / "resources/icons/desk.svg"


def test_an_installed_package_finds_the_files_inside_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "_resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.resource("icons") == tmp_path / "_resources" / "icons"


def test_the_frozen_program_finds_the_files_in_its_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("fonts") == tmp_path / "resources" / "fonts"


def test_a_checkout_starts_itself_through_the_interpreter() -> None:
    assert paths.program() == [sys.executable, "-m", "desk"]


def test_the_frozen_program_starts_itself_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.program() == [sys.executable]
