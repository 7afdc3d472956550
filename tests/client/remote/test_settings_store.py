"""Settings survive everything, and an administrator's word beats the user's."""

import json
import sys
from enum import StrEnum
from pathlib import Path

import pytest

from desk.client.remote.settings_store import SettingsStore


class Look(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    return tmp_path / "policy.json"


def test_a_setting_is_there_at_the_next_start(file: Path, policy: Path) -> None:
    first = SettingsStore(file, policy)
    assert first.get("theme", Look.LIGHT) is Look.LIGHT
    assert first.set("theme", Look.DARK)
    assert first.set("size", [1280, 720])
    assert first.get("theme", Look.LIGHT) is Look.DARK
    first.close()
    second = SettingsStore(file, policy)
    assert second.get("theme", Look.LIGHT) is Look.DARK
    assert second.get("size", [0], list[int]) == [1280, 720]
    assert sys.platform == "win32" or file.stat().st_mode & 0o077 == 0
    second.close()


def test_the_policy_beats_the_user_and_shows_what_it_decides(file: Path, policy: Path) -> None:
    policy.write_text(json.dumps({"server": "https://desk.example", "updates": False}))
    found = SettingsStore(file, policy)
    assert found.get("server", "") == "https://desk.example"
    assert found.is_fixed("server")
    assert not found.is_fixed("theme")
    assert not found.set("server", "https://elsewhere.example")
    assert found.get("server", "") == "https://desk.example"
    assert found.get("updates", True) is False
    found.close()


def test_a_policy_that_makes_no_sense_is_said(file: Path, policy: Path) -> None:
    policy.write_text("{server:")
    found = SettingsStore(file, policy)
    assert "policy.json" in found.policy_trouble
    found.close()


@pytest.mark.parametrize("damage", [b"{", b"[1, 2]", b"\xff\xfe\x00", b""])
def test_a_damaged_file_is_put_aside_and_the_defaults_hold(file: Path, policy: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    found = SettingsStore(file, policy)
    assert found.get("theme", Look.LIGHT) is Look.LIGHT
    assert found.damaged is not None
    assert found.damaged.read_bytes() == damage
    found.set("theme", Look.DARK)
    found.close()
    assert json.loads(file.read_text()) == {"theme": "dark"}


def test_a_value_of_the_wrong_kind_counts_as_none(file: Path, policy: Path) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"theme": "purple", "scale": "big"}))
    found = SettingsStore(file, policy)
    assert found.get("theme", Look.LIGHT) is Look.LIGHT
    assert found.get("scale", 1.0) == 1.0
    found.close()


def test_changes_are_told_and_none_goes_back_to_the_default(file: Path, policy: Path) -> None:
    found, told = SettingsStore(file, policy), list[str]()
    end = found.watch(told.append)
    found.set("theme", Look.DARK)
    found.set("theme", Look.DARK)
    found.set("theme", None)
    end()
    found.set("theme", Look.DARK)
    assert told == ["theme", "theme"]
    found.close()


def test_nothing_is_left_of_a_write_but_the_file(file: Path, policy: Path) -> None:
    found = SettingsStore(file, policy)
    for number in range(30):
        found.set("number", number)
    found.close()
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]
    assert json.loads(file.read_text()) == {"number": 29}


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not protected by a mode there")
def test_a_place_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path, policy: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    found = SettingsStore(tmp_path / "config" / "settings.json", policy)
    found.set("theme", Look.DARK)
    assert found.get("theme", Look.LIGHT) is Look.DARK
    found.close()
