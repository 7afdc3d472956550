"""What a screen reader is told about a running program: its accessibility tree, asked over D-Bus (AT-SPI)."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

#: Typed as Any: its own annotations are half there, and it does not say that it has any.
_dbus: Any = import_module("jeepney")
_lines: Any = import_module("jeepney.io.blocking")

_ROOT = "/org/a11y/atspi/accessible/root"
_SPI = "org.a11y.atspi."
_PROPERTIES = "org.freedesktop.DBus.Properties"
#: Bits of AT-SPI's set of states.
_ACTIVE, _ENABLED, _FOCUSED, _SHOWING = 1, 8, 12, 25
_PATIENCE = 10.0


class GoneError(Exception):
    """What was asked about is no longer there."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """The point a mouse is sent to."""
        return self.x + self.width // 2, self.y + self.height // 2


class Bus:
    """A line to the accessibility bus that belongs to a session bus."""

    def __init__(self, session_bus: str) -> None:
        with _lines.open_dbus_connection(session_bus) as session:
            where = _dbus.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            answer = session.send_and_get_reply(_dbus.new_method_call(where, "GetAddress"), timeout=_PATIENCE)
        self._line = _lines.open_dbus_connection(answer.body[0])
        self._heard: Any = ()

    def ask(self, bus: str, path: str, interface: str, method: str, kinds: str = "", *values: object) -> Any:
        """The first value of an answer; `GoneError` when there is none."""
        where = _dbus.DBusAddress(path, bus, interface)
        message = _dbus.new_method_call(where, method, kinds or None, values)
        try:
            answer = self._line.send_and_get_reply(message, timeout=_PATIENCE)
        except (TimeoutError, ConnectionError) as error:
            raise GoneError(path) from error
        if answer.header.message_type is _dbus.MessageType.error:
            raise GoneError(f"{path}: {answer.body}")
        return answer.body[0] if answer.body else None

    def listen(self) -> None:
        """Ask programs to tell from now on what is to be said aloud."""
        self.ask(
            f"{_SPI}Registry", "/org/a11y/atspi/registry", f"{_SPI}Registry", "RegisterEvent", "sass",
            "object:announcement", [], "",
        )  # fmt: skip
        rule = _dbus.MatchRule(type="signal", interface=f"{_SPI}Event.Object", member="Announcement")
        self._line.send_and_get_reply(_dbus.message_bus.AddMatch(rule), timeout=_PATIENCE)
        self._heard = self._line.filter(rule).__enter__()

    def said(self) -> list[str]:
        """What programs have asked to say aloud since `listen`."""
        with contextlib.suppress(TimeoutError):
            self._line.recv_messages(timeout=0.05)
        return [str(message.body[3][1]) for message in self._heard]

    def programs(self) -> "list[Accessible]":
        """Everything that runs and can be read."""
        return Accessible(self, f"{_SPI}Registry", _ROOT).children()

    def close(self) -> None:
        """Hang up."""
        self._line.close()


@dataclass(frozen=True, slots=True)
class Accessible:
    """A thing on the screen as a screen reader knows it."""

    bus: Bus
    owner: str
    path: str

    def _ask(self, interface: str, method: str, kinds: str = "", *values: object) -> Any:
        return self.bus.ask(self.owner, self.path, interface, method, kinds, *values)

    def _property(self, interface: str, name: str) -> Any:
        return self._ask(_PROPERTIES, "Get", "ss", _SPI + interface, name)[1]

    @property
    def name(self) -> str:
        """What it is called."""
        said: str = self._property("Accessible", "Name")
        return said

    @property
    def description(self) -> str:
        """What is said of it besides."""
        said: str = self._property("Accessible", "Description")
        return said

    @property
    def role(self) -> str:
        """What it is: "push button", "text" …"""
        said: str = self._ask(f"{_SPI}Accessible", "GetRoleName")
        return said

    @property
    def process(self) -> int:
        """The process it belongs to."""
        found: int = self.bus.ask(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
            "s", self.owner,
        )  # fmt: skip
        return found

    @property
    def showing(self) -> bool:
        """Whether it can be seen."""
        return self._is(_SHOWING)

    @property
    def focused(self) -> bool:
        """Whether it has the keyboard."""
        return self._is(_FOCUSED)

    @property
    def active(self) -> bool:
        """Whether it is the window that has the keyboard."""
        return self._is(_ACTIVE)

    @property
    def enabled(self) -> bool:
        """Whether it can be used."""
        return self._is(_ENABLED)

    @property
    def text(self) -> str:
        """What is written in it."""
        said: str = self._ask(f"{_SPI}Text", "GetText", "ii", 0, -1)
        return said

    @property
    def box(self) -> Box:
        """Where it is on the screen."""
        return Box(*self._ask(f"{_SPI}Component", "GetExtents", "u", 0))

    def children(self) -> "list[Accessible]":
        """What is inside it."""
        return [Accessible(self.bus, owner, path) for owner, path in self._ask(f"{_SPI}Accessible", "GetChildren")]

    def all(self) -> "Iterator[Accessible]":
        """Everything that can be seen in it, from the top down; what goes away meanwhile is passed over."""
        for child in self.children():
            try:
                if not child.showing:
                    continue
                yield child
                yield from child.all()
            except GoneError:
                continue

    def _is(self, state: int) -> bool:
        low, high = self._ask(f"{_SPI}Accessible", "GetState")
        return bool((low | high << 32) >> state & 1)
