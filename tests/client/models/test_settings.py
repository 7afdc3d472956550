"""What an agent chooses is kept, told, and beaten by the administrator's policy."""

import json
from pathlib import Path

import pytest

from desk.client.models.settings import Settings
from desk.client.remote.settings_store import SettingsStore


def settings(home: Path) -> Settings:
    return Settings(SettingsStore(home / "settings.json", home / "policy.json"))


def test_a_choice_is_told_once_and_is_there_again_after_a_restart(tmp_path: Path) -> None:
    first = settings(tmp_path)
    told: list[str] = []
    first.changed.connect(told.append)
    first.scheme = "dark"
    first.scheme = "dark"
    first.keys = {"lock": ["Ctrl+Shift+L"]}
    first.store.close()
    assert told == ["scheme", "keys"]
    again = settings(tmp_path)
    assert again.scheme == "dark"
    assert again.keys == {"lock": ["Ctrl+Shift+L"]}
    again.store.close()


def test_nonsense_in_the_file_counts_as_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"scheme": "purple", "font_scale": "big", "window": ["x"]}))
    found = settings(tmp_path)
    assert (found.scheme, found.font_scale, found.window) == ("system", 1.0, [])
    found.store.close()


def test_a_value_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    found = settings(tmp_path)
    with pytest.raises(ValueError, match="purple"):
        found.scheme = "purple"
    found.store.close()


def test_the_policy_wins(tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text(json.dumps({"server": "https://desk.example"}))
    found = settings(tmp_path)
    found.server = "https://elsewhere.example"
    assert found.server == "https://desk.example"
    assert found.is_fixed("server")
    assert not found.is_fixed("scheme")
    found.store.close()
