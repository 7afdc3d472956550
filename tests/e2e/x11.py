"""A private screen with a real keyboard, mouse, Korean input method, keyring and screen reader's bus."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TypeVar

from tests.e2e.screen_reader import Bus, GoneError

#: What is run, and the Debian package it comes in.
TOOLS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus-daemon",
    "gnome-keyring-daemon": "gnome-keyring",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "ibus-daemon": "ibus",
    "/usr/libexec/ibus-engine-hangul": "ibus-hangul",
}
TOP = Path(__file__).parents[2]
#: Between two keys of one run; nobody types faster. Qt asks ibus about each key without waiting, so that on a machine
#: which is busy for longer than this a key can overtake the one before.
KEY_MS = 20
_PATIENCE = 30.0
_LAYOUT = """
r R s e E f a q Q t T d w W c z x v g
k o i O j p u P h hk ho hl y n nj np nl b m ml l
- r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g
"""
#: The two-set layout: the keys of the initial consonants, the vowels and the final consonants of Unicode, in its order.
_INITIALS, _VOWELS, _FINALS = (line.split(" ") for line in _LAYOUT.strip().splitlines())
_KEYSYMS = {" ": "space", "\n": "Return", ".": "period", ",": "comma", "-": "minus", ":": "colon", "/": "slash"}

Found = TypeVar("Found")


def missing() -> str:
    """The Debian packages that are not here; empty when everything is."""
    return " ".join(package for tool, package in TOOLS.items() if shutil.which(tool) is None)


def keys_of(words: str) -> list[str]:
    """The keys, as X names them, that write these words: Hangul on the Korean two-set layout, Latin as it is."""
    keys = list[str]()
    for sign in words:
        place = ord(sign) - ord("가")
        if 0 <= place < 11172:
            initial, rest = divmod(place, 21 * 28)
            keys += _INITIALS[initial] + _VOWELS[rest // 28] + (_FINALS[rest % 28] if rest % 28 else "")
        else:
            keys.append(_KEYSYMS.get(sign, sign))
    return keys


def eventually(
    what: Callable[[], Found | None], seconds: float = _PATIENCE, instead: Callable[[], str] = lambda: ""
) -> Found:
    """The first true answer; AssertionError, with what is there instead, when none comes.

    Things that go away while they are asked are asked anew.
    """
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(GoneError):
            found = what()
            if found:
                return found
        assert time.monotonic() < end, f"it never came true; there was {_told(instead)}"
        time.sleep(0.02)


def _told(what: Callable[[], str]) -> str:
    """What is there, as far as it can be asked."""
    try:
        return what()
    except GoneError as error:
        return f"nothing that answers: {error}"


class Screen:
    """A private X server with a session around it; everything it starts ends with it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._running = list["subprocess.Popen[bytes]"]()
        self._log = (home / "session.log").open("wb")
        run = home / "run"
        run.mkdir(mode=0o700)
        self.env: dict[str, str] = {
            **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
            "GSETTINGS_BACKEND": "memory",
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "ibus",
            # Else the name of the file has the machine's id in it, which a bare system may not have.
            "IBUS_ADDRESS_FILE": str(home / "ibus-address"),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_SCALE_FACTOR": "1",
        }

    def open(self) -> None:
        """Start everything, one after another."""
        self._start_x()
        self._start_bus()
        self._start_keyring()
        self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        self.start("ibus-daemon", "--panel", "disable", "--emoji-extension", "disable")
        eventually(lambda: self._ibus("engine", "hangul") == 0)
        self.reader = Bus(self.env["DBUS_SESSION_BUS_ADDRESS"])

    def close(self) -> None:
        """Stop what was started here, the last first."""
        if hasattr(self, "reader"):
            self.reader.close()
        for process in reversed(self._running):
            stop(process)
        self._log.close()

    def start(
        self,
        *command: str,
        cwd: Path | None = None,
        stdin: IO[str] | int = subprocess.DEVNULL,
        passing: Sequence[int] = (),
    ) -> "subprocess.Popen[bytes]":
        """Start a program on this screen, in a process group of its own."""
        process = subprocess.Popen(
            command, env=self.env, cwd=cwd, stdin=stdin, stdout=self._log, stderr=self._log, pass_fds=passing,
            start_new_session=True,
        )  # fmt: skip
        self._running.append(process)
        return process

    def said(self) -> str:
        """What the programs wrote on their way."""
        return (self.home / "session.log").read_text(errors="replace")

    # Hands

    def hands(self, *words: str) -> str:
        """One run of xdotool; its answer."""
        done = subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys (or chords, as in "ctrl+k") one after another."""
        self.hands("key", "--delay", str(KEY_MS), *keys)

    def type(self, words: str) -> None:
        """Type words with the keys that make them."""
        self.press(*keys_of(words))

    def click(self, place: tuple[int, int]) -> None:
        """Press the left button somewhere."""
        self.hands("mousemove", *map(str, place), "click", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Take hold somewhere, move on the way as a hand does, and let go."""
        ways = [[start[axis] + (end[axis] - start[axis]) * step // 8 for step in range(1, 9)] for axis in (0, 1)]
        moves = [word for x, y in zip(*ways, strict=True) for word in ("mousemove", str(x), str(y), "sleep", "0.02")]
        self.hands("mousemove", *map(str, start), "mousedown", "1", *moves, "mouseup", "1")

    def wheel(self, place: tuple[int, int], clicks: int) -> None:
        """Turn the wheel somewhere: up when positive, down when negative."""
        button = "4" if clicks > 0 else "5"
        self.hands("mousemove", *map(str, place), "click", "--repeat", str(abs(clicks)), "--delay", "15", button)

    # Starting

    def _start_x(self) -> None:
        read, write = os.pipe()
        screen = ("-screen", "0", "1600x900x24", "-nolisten", "tcp", "-noreset")
        self.start("Xvfb", "-displayfd", str(write), *screen, passing=(write,))
        os.close(write)
        with os.fdopen(read) as told:
            self.env["DISPLAY"] = f":{told.readline().strip()}"

    def _start_bus(self) -> None:
        address = f"unix:path={self.home}/run/bus"
        self.start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        eventually((self.home / "run" / "bus").is_socket)

    def _start_keyring(self) -> None:
        read, write = os.pipe()
        os.write(write, b"opened by a test")
        os.close(write)
        with os.fdopen(read) as password:
            self.start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", stdin=password)

    def _ibus(self, *words: str) -> int:
        return subprocess.run(["ibus", *words], env=self.env, capture_output=True, timeout=60, check=False).returncode


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a program and what it started, by their process group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
        return
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
