"""The user's settings in a JSON file, under an administrator's policy that beats them.

The file is written whole and swapped in. A damaged one is put aside and the defaults hold; ``damaged`` says so.
"""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from desk.client.remote.watch import Watchers

T = TypeVar("T")
#: Where Windows keeps what an administrator decides: values hold JSON, or plain text.
REGISTRY = r"SOFTWARE\Policies\Desk"


class SettingsStore:
    """Settings by name. Reads are plain look-ups; a change is in the file soon after, and surely after ``close``."""

    def __init__(self, file: Path, policy: Path) -> None:
        self._file = file
        self._watchers: Watchers[str] = Watchers()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="settings")
        #: Where a damaged file was put aside at this start.
        self.damaged: Path | None = None
        #: Why the policy could not be read. It is then as if there were none, and somebody should be told.
        self.policy_trouble = ""
        self._policy = self._read_policy(policy)
        self._user = self._read_user()

    def get(self, name: str, default: T, kind: type[T] | None = None) -> T:
        """A setting: the policy's, else the user's, else ``default``, which also stands for one of the wrong type.

        ``kind`` is needed where the default does not show it, as for ``None`` or an empty list.
        """
        for values in (self._policy, self._user):
            if name in values:
                with contextlib.suppress(msgspec.ValidationError):
                    return msgspec.convert(values[name], type=kind or type(default))
        return default

    def is_fixed(self, name: str) -> bool:
        """Whether the policy decides this setting: show it, but do not let it be changed."""
        return name in self._policy

    def set(self, name: str, value: object) -> bool:
        """Change a setting; False when the policy decides it. ``None`` goes back to the default."""
        if self.is_fixed(name):
            return False
        plain = msgspec.to_builtins(value)
        if self._user.get(name) != plain:
            if plain is None:
                self._user.pop(name, None)
            else:
                self._user[name] = plain
            text = json.dumps(self._user, ensure_ascii=False, indent=2, sort_keys=True)
            self._thread.submit(_write, self._file, text)
            self._watchers.tell(name)
        return True

    def watch(self, hear: Callable[[str], None]) -> Callable[[], None]:
        """Hear the name of each setting that changes; the answer ends that."""
        return self._watchers.add(hear)

    def close(self) -> None:
        """Wait until the file is written."""
        self._thread.shutdown(wait=True)

    def _read_user(self) -> dict[str, Any]:
        try:
            return _object(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
            aside = self._file.with_name(f"{self._file.stem}.damaged-{stamp}.json")
            with contextlib.suppress(OSError):
                self._file.replace(aside)
                self.damaged = aside
            return {}

    def _read_policy(self, policy: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        try:
            values = _object(policy.read_bytes())
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as error:
            self.policy_trouble = f"{policy}: {error}"
        return values | _registry()


def _object(raw: bytes) -> dict[str, Any]:
    """A JSON object; ValueError for anything else."""
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def _write(file: Path, text: str) -> None:
    """Write beside the file, then swap: a crash leaves the old one or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _registry() -> dict[str, Any]:
    """What Windows' group policy says; nothing elsewhere."""
    values: dict[str, Any] = {}
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  Windows only

        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY) as key:
            for number in range(winreg.QueryInfoKey(key)[1]):
                name, value, _ = winreg.EnumValue(key, number)
                values[name] = value
                with contextlib.suppress(ValueError, TypeError):
                    values[name] = json.loads(value)
    return values
