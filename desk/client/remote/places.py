"""Where things lie on a workstation: the user's data and settings, the policy, the running window's address."""

import getpass
import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

APP = "Desk" if sys.platform in ("win32", "darwin") else "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """``data`` holds the databases, ``config`` the settings; ``window`` is what the running window listens on:
    the path of a socket, or on Windows the name of a pipe."""

    data: Path
    config: Path
    policy: Path
    window: str


def system_places() -> Places:
    """The places this platform has for it. ``DESK_HOME`` moves all of the user's own below one folder."""
    home = os.environ.get("DESK_HOME")
    if home:
        base = Path(home)
        return Places(data=base / "data", config=base / "config", policy=_policy(), window=_window(base))
    data, config = _folders()
    return Places(data=data, config=config, policy=_policy(), window=_window(None))


def _folders() -> tuple[Path, Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
        return local / APP, roaming / APP
    if sys.platform == "darwin":
        support = home / "Library" / "Application Support" / APP
        return support, support
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return data / APP, config / APP


def _policy() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData") / APP / "policy.json"
    if sys.platform == "darwin":
        return Path("/Library/Application Support") / APP / "policy.json"
    return Path("/etc/desk/policy.json")


def _window(base: Path | None) -> str:
    """Kept short: the path of a socket has at most 107 bytes (103 on macOS)."""
    who = hashlib.sha256(f"{getpass.getuser()}|{base or ''}".encode()).hexdigest()[:12]
    if sys.platform == "win32":
        return rf"\\.\pipe\desk-{who}"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(runtime) if runtime else Path(tempfile.gettempdir()) / f"desk-{os.getuid()}"
    return str(folder / f"desk-{who}.sock")


def is_private(folder: Path) -> bool:
    """Whether a folder belongs to this user and nobody else may look in: others could listen in our place."""
    if sys.platform == "win32":
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o077
