"""The client as a program of its own, used as a person uses it and read as a screen reader reads it."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.client.remote.remote_rig import PASSWORD
from tests.e2e.rig import Centre
from tests.e2e.screen_reader import Accessible, GoneError
from tests.e2e.x11 import TOP, Screen, eventually, stop


class Program:
    """One workstation: a home of its own, and the client started in it as often as needed."""

    def __init__(self, screen: Screen, centre: Centre, home: Path) -> None:
        self.screen, self.centre, self.home = screen, centre, home
        self._process: subprocess.Popen[bytes] | None = None
        self._window: Accessible | None = None

    def start(self, *more: str) -> None:
        """Start the client and wait until its window can be read."""
        command = [sys.executable, "-m", "desk", "--data-dir", str(self.home), *more]
        self._process = self.screen.start(*command, cwd=TOP)
        self._window = eventually(self._find_window)
        self._give_keyboard()

    def start_fresh(self) -> None:
        """The first start on this workstation, with the keyboard in Latin letters."""
        self.start("--server", self.centre.url, "--lang", "ko", "--theme", "light")
        # The input method remembers its mode beyond a program's end; this is its own key for Latin letters.
        self.screen.press("Escape")

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(20)

    def close(self) -> None:
        """End it as the person would who shuts the machine down."""
        if self._process is not None:
            stop(self._process)

    @property
    def running(self) -> bool:
        """Whether it still runs."""
        return self._process is not None and self._process.poll() is None

    # Reading

    @property
    def window(self) -> Accessible:
        """The one window."""
        assert self._window is not None
        return self._window

    def find(self, words: str, role: str = "") -> Accessible | None:
        """The first thing on the screen whose name or description has these words in it."""
        for one in self.window.all():
            if role in ("", one.role) and (words in one.name or words in one.description):
                return one
        return None

    def see(self, words: str, role: str = "") -> Accessible:
        """Wait for something whose name or description has these words in it."""
        return eventually(
            lambda: self.find(words, role), instead=lambda: f"no {words!r} on this screen:\n{self.told()}"
        )

    def lose(self, words: str) -> None:
        """Wait until nothing has these words in its name or description any more."""
        eventually(lambda: self.find(words) is None, instead=self.told)

    def field(self) -> Accessible:
        """The text field that has the keyboard."""
        return eventually(lambda: next((one for one in self.window.all() if one.role == "text" and one.focused), None))

    def told(self) -> str:
        """Everything on the screen, a line each."""
        return "\n".join(f"{one.role}: {one.name}, {one.description}" for one in self.window.all() if one.name)

    # Doing

    def sign_in(self, login: str = "agent") -> None:
        """Sign in by the keyboard alone, from where it stands at the start."""
        self.screen.press(*login, "Return")
        eventually(lambda: self.field().name == "비밀번호")
        self.screen.type(PASSWORD)
        self.screen.press("Return")
        self.see("연결: 실시간")

    def open(self, address: str) -> None:
        """Hand an address to the running client, as a browser does."""
        env = self.screen.env | {"DESK_HOME": str(self.home)}
        subprocess.run([sys.executable, "-m", "desk", "call", address], env=env, cwd=TOP, timeout=60, check=True)

    def write_to(self, customer: str) -> Accessible:
        """Open a customer, whose one ticket is open with him, and begin a reply; the field that has the keyboard."""
        self.open(f"desk://customer/{self.centre.known.customers[customer]}")
        self.see("배송 · 담당자 없음")
        self.screen.press("ctrl+shift+r")
        return eventually(lambda: self.field() if "고객에게 보내기" in self.field().name else None)

    def write(self, field: Accessible, words: str) -> None:
        """Write words into a field, a sign at a time: on a busy machine, keys that wait in the input method may
        overtake one another, and that is not what is tried here. A syllable is seen when the next one begins."""
        there = len(field.text)
        for at, sign in enumerate(words, start=there):
            self.screen.type(sign)
            seen = at if "가" <= sign <= "힣" else at + 1
            eventually(partial(_holds, field, seen), instead=lambda: repr(field.text))

    def drafts(self) -> dict[str, str]:
        """What the server's disk has of the words being written, by place: to ask for them would take the session."""
        with contextlib.closing(sqlite3.connect(f"file:{self.centre.database}?mode=ro", uri=True)) as database:
            return dict(database.execute("SELECT key, body FROM drafts"))

    def resize(self, width: int, height: int) -> None:
        """Pull the window to another size."""
        self.screen.hands("windowsize", "--sync", self._x_window(), str(width), str(height))
        eventually(lambda: (self.window.box.width, self.window.box.height) == (width, height))

    # Inside

    def _x_window(self) -> str:
        assert self._process is not None
        return self.screen.hands("search", "--onlyvisible", "--pid", str(self._process.pid)).split()[0]

    def _find_window(self) -> Accessible | None:
        assert self._process is not None
        assert self._process.poll() is None, self.screen.said()
        for program in self.screen.reader.programs():
            with contextlib.suppress(GoneError):
                if program.process == self._process.pid:
                    return next((window for window in program.children() if window.showing), None)
        return None

    def _give_keyboard(self) -> None:
        """Do what a window manager does with a new window. A key reaches Qt only once it knows of it."""
        self.screen.hands("windowfocus", "--sync", self._x_window())
        eventually(lambda: self.window.active)


def _holds(field: Accessible, signs: int) -> bool:
    return len(field.text) >= signs
