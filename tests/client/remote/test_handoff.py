"""A ringing number and a desk:// address reach the window that runs, or start one, and nothing else gets through."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.client.remote import handoff
from desk.client.remote.handoff import OpenCall, OpenRecord, Raise, Wish, answer, decode, encode, hand_over, main, parse
from desk.client.remote.places import system_places

GOOD = [
    ("desk://customer/7", OpenRecord("customer", 7)),
    ("desk://ticket/9", OpenRecord("ticket", 9)),
    ("desk://call/12/", OpenRecord("call", 12)),
    ("DESK://Customer/7", OpenRecord("customer", 7)),
    ("desk://call?from=%2B821023456789", OpenCall(number="+821023456789")),
    ("desk://call?from=010-2345-6789&to=1588-0001&event=newCall&id=a.b-1", OpenCall(
        number="010-2345-6789", to="1588-0001", event="newCall", call_id="a.b-1")),
    ("", Raise()),
]  # fmt: skip
BAD = [
    "desk://customer/",
    "desk://customer/abc",
    "desk://customer/-1",
    "desk://customer/0",
    "desk://customer/9007199254740992",
    "desk://customer/7?x=1",
    "desk://customer/٧",
    "desk://nobody/7",
    "desk://call",
    "desk://call?from=",
    "desk://call?from=<b>x</b>",
    "desk://call?from=0101234&id=a%00b",
    "desk://call?from=0101234&to=%22;rm",
    "desk://call?from=1",
    "desk://customer/7\n",
    "http://customer/7",
    "javascript:alert(1)",
    "desk://call?from=" + "1" * 3000,
]


@pytest.mark.parametrize(("address", "wish"), GOOD)
def test_an_address_says_what_to_open(address: str, wish: Wish) -> None:
    assert parse(address) == wish
    assert parse(str(wish)) == wish
    assert decode(encode(wish)) == wish


@pytest.mark.parametrize("address", BAD)
def test_what_looks_strange_opens_nothing(address: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(address)


@given(st.text(max_size=60))
def test_any_text_is_taken_or_refused_with_words(text: str) -> None:
    with contextlib.suppress(ValueError):
        wish = parse(f"desk://{text}")
        assert parse(str(wish)) == wish


@pytest.mark.parametrize("line", [b"", b"x", b"[]", b"{}", b'{"open": 7}', b'{"open": "http://x"}', b"[" * 5000])
def test_a_line_that_makes_no_sense_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(line)


class Window:
    """A window that listens as the real one does; ``says`` is what it answers."""

    def __init__(self, path: Path, says: bytes) -> None:
        self.heard: list[bytes] = []
        self._says = says
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        try:
            while True:
                connection, _ = self._socket.accept()
                with connection, connection.makefile("rb") as incoming:
                    self.heard.append(incoming.readline())
                    connection.sendall(self._says)
        except OSError:
            return

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workstation whose runtime folder is short enough for a socket."""
    folder = tmp_path_factory.mktemp("r")
    folder.chmod(0o700)
    monkeypatch.setenv("DESK_HOME", str(folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    """What a new window was started with."""
    wishes: list[Wish] = []
    monkeypatch.setattr(handoff, "start_window", wishes.append)
    return wishes


@pytest.fixture
def window(home: Path) -> Iterator[Window]:
    found = Window(Path(system_places().window), answer())
    yield found
    found.close()


def test_the_running_window_gets_the_number(window: Window, started: list[Wish]) -> None:
    assert main(["010-2345-6789"]) == 0
    assert [json.loads(line) for line in window.heard] == [{"open": "desk://call?from=010-2345-6789"}]
    assert not started


def test_the_running_window_gets_an_address_of_the_browser(window: Window, started: list[Wish]) -> None:
    assert main(["desk://ticket/9"]) == 0
    assert [decode(line) for line in window.heard] == [OpenRecord("ticket", 9)]


def test_when_none_runs_one_is_started_with_it(home: Path, started: list[Wish]) -> None:
    assert main(["+82 10 2345 6789"]) == 0
    assert started == [OpenCall(number="+82 10 2345 6789")]


def test_the_socket_of_a_window_that_died_does_not_count(home: Path, started: list[Wish]) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(system_places().window)
        dead.listen()
    assert main(["desk://customer/7"]) == 0
    assert started == [OpenRecord("customer", 7)]


def test_a_window_that_refuses_is_quoted(home: Path, started: list[Wish], capsys: pytest.CaptureFixture[str]) -> None:
    window = Window(Path(system_places().window), answer("nobody is signed in"))
    assert main(["desk://customer/7"]) == 1
    assert "nobody is signed in" in capsys.readouterr().err
    assert not started
    window.close()


def test_a_window_that_hangs_is_not_started_twice(
    home: Path, started: list[Wish], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(handoff, "SECONDS", 0.1)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(system_places().window)
    listening.listen()
    assert main(["desk://customer/7"]) == 1
    assert "does not answer" in capsys.readouterr().err
    assert not started
    listening.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows protects pipes by the user's session")
def test_a_folder_that_is_open_to_others_is_not_trusted(window: Window, home: Path, started: list[Wish]) -> None:
    home.chmod(0o755)
    with pytest.raises(ValueError, match="open to others"):
        hand_over(Raise(), system_places().window)
    assert not window.heard


@pytest.mark.parametrize("argv", [["hello"], ["desk://x"], [], ["010-1234-5678", "2"]])
def test_wrong_use_says_how_and_is_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "usage: desk call" in capsys.readouterr().err


def test_it_is_quick_because_it_loads_next_to_nothing(home: Path) -> None:
    slow = {"PySide6", "msgspec", "httpx"}
    program = f"import sys, desk.client.remote.handoff; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_whole_command_reaches_the_window(window: Window) -> None:
    command = [sys.executable, "-m", "desk", "desk://customer/7"]
    assert subprocess.run(command, env=dict(os.environ), check=False).returncode == 0
    assert [decode(line) for line in window.heard] == [OpenRecord("customer", 7)]
