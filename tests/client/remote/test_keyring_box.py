"""The system's keyring: real, or honestly absent; never a file, and never a reason to wait for ever."""

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from keyring.errors import NoKeyringError

from desk.client.remote import keyring_box
from desk.client.remote.keyring_box import KeyringBox, KeyringUnavailable, Trouble
from tests.client.remote.remote_rig import MemoryKeyring

TOOLS = ("gnome-keyring-daemon", "dbus-run-session")


async def test_a_secret_comes_back_and_goes(keyring: MemoryKeyring) -> None:
    box = KeyringBox(keyring)
    assert await box.get("jiyoon") is None
    await box.set("jiyoon", "비밀 token")
    assert await box.get("jiyoon") == "비밀 token"
    assert list(keyring.secrets) == [("Desk", "jiyoon")]
    await box.forget("jiyoon")
    await box.forget("jiyoon")
    assert await box.get("jiyoon") is None


async def test_a_prompt_that_nobody_answers_is_not_waited_for() -> None:
    gate = threading.Event()

    class Prompting(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            gate.wait(30)
            return None

    box = KeyringBox(Prompting(), seconds=0.05)
    with pytest.raises(KeyringUnavailable) as unavailable:
        await box.get("jiyoon")
    assert unavailable.value.state.trouble is Trouble.NO_ANSWER
    gate.set()


async def test_a_secret_that_windows_could_not_keep_is_refused_everywhere(keyring: MemoryKeyring) -> None:
    with pytest.raises(KeyringUnavailable) as unavailable:
        await KeyringBox(keyring).set("jiyoon", "x" * 1201)
    assert unavailable.value.state.trouble is Trouble.TOO_LONG
    assert not keyring.secrets


async def test_a_system_without_a_keyring_says_so(keyring: MemoryKeyring) -> None:
    keyring.broken = NoKeyringError("No recommended backend was available.")
    with pytest.raises(KeyringUnavailable) as unavailable:
        await KeyringBox(keyring).get("jiyoon")
    assert unavailable.value.state.trouble is Trouble.NO_BACKEND


async def test_only_the_systems_own_keyrings_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(KeyringUnavailable) as unavailable:
        await KeyringBox().get("jiyoon")
    assert unavailable.value.state.trouble is Trouble.NO_BACKEND
    assert not {module for backends in keyring_box.BACKENDS.values() for module, _ in backends if "alt" in module}


PROGRAM = """
import asyncio, sys
from desk.client.remote.keyring_box import KeyringBox, KeyringUnavailable
async def main():
    box = KeyringBox(seconds=10)
    try:
        if sys.argv[1] == "keep":
            await box.set("jiyoon", "비밀 token")
        print(await box.get("jiyoon"), flush=True)
        if sys.argv[1] == "forget":
            await box.forget("jiyoon")
            print(await box.get("jiyoon"), flush=True)
    except KeyringUnavailable as unavailable:
        print("unavailable:", unavailable.state.trouble, flush=True)
asyncio.run(main())
"""


def in_a_session(home: Path, script: str) -> str:
    """Run a shell script on a private session bus with a private Secret Service at hand; its output."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    (home / "run").mkdir(parents=True, exist_ok=True, mode=0o700)
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONIOENCODING": "utf-8",
        "ASK": f"{sys.executable} {home / 'ask.py'}",
        "PYTHONPATH": str(Path.cwd()),
    }
    (home / "ask.py").write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return done.stdout


UNLOCK = 'eval "$(printf "test-password\\n" | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"; '


def test_the_real_secret_service_keeps_a_secret_across_programs(tmp_path: Path) -> None:
    said = in_a_session(tmp_path, UNLOCK + "$ASK keep; $ASK look; $ASK forget")
    assert said.split("\n")[:4] == ["비밀 token", "비밀 token", "비밀 token", "None"]


def test_a_secret_service_whose_prompt_is_dismissed_is_said_and_nothing_falls_back_to_a_file(tmp_path: Path) -> None:
    said = in_a_session(tmp_path, "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; $ASK keep")
    assert said.startswith("unavailable:")
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and "비밀".encode() in path.read_bytes()
                and path.name != "ask.py"]  # fmt: skip


def test_a_session_without_a_bus_is_said(tmp_path: Path) -> None:
    (tmp_path / "ask.py").write_text(PROGRAM, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS")}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "ask.py"), "keep"],
        env={**environment, "PYTHONPATH": str(Path.cwd()), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "unavailable: no_backend"


async def test_the_loop_goes_on_while_the_keyring_thinks() -> None:
    done = threading.Event()

    class Slow(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            assert done.wait(60), "the loop stands still"
            return "slow"

    asking = asyncio.ensure_future(KeyringBox(Slow(), seconds=60).get("jiyoon"))
    for _ in range(5):
        await asyncio.sleep(0.005)
    done.set()
    assert await asking == "slow"
