"""Everything lies where the platform expects it, and what is private is private."""

import sys
from pathlib import Path

import pytest

from desk.client.remote.places import is_private, system_places


def test_one_variable_moves_all_of_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DESK_HOME", str(tmp_path))
    found = system_places()
    assert (found.data, found.config) == (tmp_path / "data", tmp_path / "config")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="about the folders of Linux desktops")
def test_on_linux_the_desktops_folders_are_honoured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DESK_HOME", raising=False)
    for name in ("DATA_HOME", "CONFIG_HOME", "RUNTIME_DIR"):
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path / name))
    found = system_places()
    assert found.data == tmp_path / "DATA_HOME" / "desk"
    assert found.config == tmp_path / "CONFIG_HOME" / "desk"
    assert Path(found.window).parent == tmp_path / "RUNTIME_DIR"
    assert found.policy == Path("/etc/desk/policy.json")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are named, not placed")
def test_a_socket_without_a_runtime_folder_has_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    window = system_places().window
    assert Path(window).parent.name.startswith("desk-")
    assert len(window.encode()) <= 103


def test_two_homes_have_two_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    windows = set[str]()
    for name in ("one", "two"):
        monkeypatch.setenv("DESK_HOME", str(tmp_path / name))
        windows.add(system_places().window)
    assert len(windows) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not protected by a mode there")
@pytest.mark.parametrize(("mode", "private"), [(0o700, True), (0o750, False), (0o701, False), (0o777, False)])
def test_a_folder_is_private_when_only_its_owner_may_enter(tmp_path: Path, mode: int, private: bool) -> None:
    tmp_path.chmod(mode)
    assert is_private(tmp_path) is private
    tmp_path.chmod(0o700)
