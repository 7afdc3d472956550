"""``desk call NUMBER`` and ``desk://`` addresses: given to the window that runs, or to a new one.

The window listens on ``Places.window`` (a Unix socket; on Windows the named pipe of that name). One line goes each
way, JSON in UTF-8 ended by a line feed: ``{"open": "desk://customer/7"}``, answered ``{"ok": true}``, or
``{"ok": false, "why": "…"}``. An empty address only brings the window to the front. Addresses:

    desk://customer/7    desk://ticket/9    desk://call/12
    desk://call?from=+82101234567&to=…&event=newCall&id=…     (all but ``from`` may be missing)

This is read at every ringing call, so it loads neither Qt nor msgspec.
"""

import argparse
import json
import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from desk.client.remote.places import is_private, system_places
from desk.paths import program

MAX_LINE = 4096
SECONDS = 3.0
#: How a new window is told what to open.
OPEN_OPTION = "--open"
_NUMBER = re.compile(r"\+?[0-9*#().\- ]{2,38}[0-9*#]")
_WORD = re.compile(r"[\w.:@+-]{1,200}", re.ASCII)

Noun = Literal["customer", "ticket", "call"]
NOUNS: dict[str, Noun] = {"customer": "customer", "ticket": "ticket", "call": "call"}


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """Show this customer, ticket or call."""

    noun: Noun
    id: int

    def __str__(self) -> str:
        return f"desk://{self.noun}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCall:
    """A number rings or was dialled, as a telephone on this workstation tells it."""

    number: str
    to: str = ""
    event: str = ""
    call_id: str = ""

    def __str__(self) -> str:
        words = {"from": self.number, "to": self.to, "event": self.event, "id": self.call_id}
        return "desk://call?" + urlencode({name: word for name, word in words.items() if word})


@dataclass(frozen=True, slots=True)
class Raise:
    """Only bring the window to the front."""

    def __str__(self) -> str:
        return ""


Wish = OpenRecord | OpenCall | Raise


def parse(address: str) -> Wish:
    """What an address asks for; ValueError, with words for a person, when it asks for nothing we know.

    Addresses come from web pages and telephones: nothing in them is taken that does not look as it should.
    """
    if not address:
        return Raise()
    if len(address) > MAX_LINE // 2 or not address.isprintable():
        raise ValueError("this is not an address of Desk")
    parts = urlsplit(address)
    if parts.scheme.lower() != "desk":
        raise ValueError("an address of Desk begins with desk://")
    noun, number = NOUNS.get(parts.netloc.lower()), parts.path.strip("/")
    if noun is not None and number:
        if not (number.isascii() and number.isdecimal() and 0 < int(number) < 2**53) or parts.query:
            raise ValueError(f"{number[:40]!r} is not the number of a {noun}")
        return OpenRecord(noun, int(number))
    if noun == "call":
        return _call(dict(parse_qsl(parts.query)))
    raise ValueError("write desk://customer/7, desk://ticket/9 or desk://call?from=NUMBER")


def _call(words: dict[str, str]) -> OpenCall:
    for name in ("to", "event", "id"):
        if words.get(name) and not _WORD.fullmatch(words[name].replace(" ", "")):
            raise ValueError(f"{name} holds something strange")
    return call_of(
        words.get("from", ""), to=words.get("to", ""), event=words.get("event", ""), call_id=words.get("id", "")
    )


def call_of(number: str, *, to: str = "", event: str = "", call_id: str = "") -> OpenCall:
    """A call from a number in any notation; ValueError when it is no number."""
    if not _NUMBER.fullmatch(number.strip()):
        raise ValueError(f"{number[:40]!r} is not a telephone number")
    return OpenCall(number=number.strip(), to=to, event=event, call_id=call_id)


def encode(wish: Wish) -> bytes:
    """The line for the window."""
    return json.dumps({"open": str(wish)}).encode() + b"\n"


def decode(line: bytes) -> Wish:
    """What a received line asks for; ValueError when it makes no sense. For the window's side."""
    try:
        address = json.loads(line)["open"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ValueError("a line says what to open") from error
    if not isinstance(address, str):
        raise ValueError("a line says what to open")
    return parse(address)


def answer(why: str = "") -> bytes:
    """The window's answer: done, or why not."""
    return json.dumps({"ok": not why, **({"why": why} if why else {})}).encode() + b"\n"


def hand_over(wish: Wish, window: str) -> bool:
    """Give ``wish`` to the running window; False when none runs. ValueError when it refuses or does not answer."""
    try:
        line = _pipe(window, encode(wish)) if sys.platform == "win32" else _socket(window, encode(wish))
    except (FileNotFoundError, ConnectionRefusedError):
        return False
    except OSError as error:
        raise ValueError(f"the window does not answer: {error}") from error
    said = json.loads(line or b"{}")
    if not said.get("ok"):
        raise ValueError(said.get("why") or "the window does not answer")
    return True


def _socket(window: str, line: bytes) -> bytes:
    path = Path(window)
    if not path.exists():
        raise FileNotFoundError(window)
    if not is_private(path.parent):
        raise PermissionError(f"{path.parent} is open to others")
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(SECONDS)
        client.connect(window)
        client.sendall(line)
        with client.makefile("rb") as incoming:
            return incoming.readline(MAX_LINE)


def _pipe(window: str, line: bytes) -> bytes:
    """Pipes know no time limit: a daemon thread waits, and is left behind when nothing comes."""
    said = list[bytes | OSError]()

    def talk() -> None:
        try:
            with open(window, "r+b", buffering=0) as pipe:  # noqa: PTH123  a pipe is no path
                pipe.write(line)
                said.append(pipe.readline(MAX_LINE))
        except OSError as error:
            said.append(error)

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    thread.join(SECONDS)
    found = said[0] if said else TimeoutError("nothing within time")
    if isinstance(found, OSError):
        raise found
    return found


def start_window(wish: Wish) -> None:
    """Start the program, which then shows ``wish``; it lives on when this process ends."""
    words = [*program(), *([OPEN_OPTION, str(wish)] if str(wish) else [])]
    detached: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        detached = {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    nowhere = subprocess.DEVNULL
    subprocess.Popen(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, **detached)  # noqa: S603  our own program


def main(argv: list[str]) -> int:
    """Run ``desk call NUMBER``: 0 when a window has it, 2 when it makes no sense, 1 when the window refused."""
    parser = argparse.ArgumentParser(prog="desk call", description="Hand a ringing number to the running window.")
    parser.add_argument("number", metavar="NUMBER", help="in any notation, or a desk:// address")
    given = str(parser.parse_args(_dashes(argv)).number)
    try:
        wish = parse(given) if given.lower().startswith("desk:") else call_of(given)
    except ValueError as error:
        parser.error(str(error))
    try:
        if not hand_over(wish, system_places().window):
            start_window(wish)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"desk: {error}\n")
        return 1
    return 0


def _dashes(argv: list[str]) -> list[str]:
    """A number may begin with anything but what argparse takes for an option."""
    return argv if any(word in ("-h", "--help") for word in argv) else ["--", *argv]
