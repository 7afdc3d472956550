"""A real Asterisk, where one can be had.

``DESK_ASTERISK`` is the command that runs it; ``DESK_ASTERISK_ROOT`` the folder its package is unpacked in, if that is
not ``/``.
"""

import contextlib
import os
import shlex
import socket
import subprocess
from collections.abc import Generator
from pathlib import Path

from tests.server.executor_rig import until
from tests.server.outbound.switch_rig import LOGIN, MEMBERS, SECRET

ASTERISK = os.environ.get("DESK_ASTERISK", "")


class Asterisk:
    """A real Asterisk with these members, in a folder of its own, on the loopback."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port: int = found.getsockname()[1]
        self._configure()
        self._running: subprocess.Popen[bytes] | None = None
        self._heard = 0

    def _configure(self) -> None:
        command = shlex.split(ASTERISK)
        usr = Path(os.environ.get("DESK_ASTERISK_ROOT", "/")) / "usr"
        shared = f"astmoddir => {usr}/lib/x86_64-linux-gnu/asterisk/modules\nastdatadir => {usr}/share/asterisk\n"
        self._command = [*command, "-f", "-n", "-C", str(self._folder / "asterisk.conf")]
        kinds = ("etc", "varlib", "db", "key", "agi", "spool", "run", "log", "cache")
        rows = "".join(f"ast{kind}dir => {self._folder}\n" for kind in kinds)
        account = (
            f"secret = {SECRET}\nread = agent,call\nwrite = agent,call,originate\n"
            "eventfilter = Event: (QueueMember|Hangup|OriginateResponse)\n"
        )
        watcher = f"secret = {SECRET}\nread = none\nwrite = all\n"
        files = {
            "asterisk": f"[directories]\n{rows}{shared}",
            "modules": "[modules]\nautoload=no\nload=app_queue.so\nload=res_timing_timerfd.so\n"
            "load=pbx_config.so\nload=app_dial.so\nload=app_chanspy.so\nload=bridge_simple.so\n",
            "manager": f"[general]\nenabled=yes\nport={self.port}\nbindaddr=127.0.0.1\n"
            f"[{LOGIN}]\n{account}[phone]\n{watcher}",
            "queues": "[general]\npersistentmembers=no\n" + "".join(
                f"[{queue}]\n" + "".join(f"member => {one}\n" for one in MEMBERS if queue in MEMBERS[one])
                for queue in ("delivery", "일반")
            ),
            "logger": "[logfiles]\n",
            "extensions": "[phones]\nexten => _X.,1,Answer()\n same => n,Wait(600)\n",
        }  # fmt: skip
        for name, text in files.items():
            (self._folder / f"{name}.conf").write_text(text, encoding="utf-8")

    def open(self) -> None:
        quiet = subprocess.DEVNULL
        self._running = subprocess.Popen(self._command, stdin=quiet, stdout=quiet, stderr=quiet)
        until(self._ready, "Asterisk")

    def _ready(self) -> bool:
        try:
            return bool(self.pauses())
        except (OSError, ValueError):
            return False

    def close(self) -> None:
        if self._running is not None:
            self._running.kill()
            self._running.wait(20)
            self._running = None

    def _say(self, **action: str) -> list[dict[str, str]]:
        """An action in a session of its own, and all that is said until it ends."""
        with socket.create_connection(("127.0.0.1", self.port), 5) as link:
            for one in ({"Action": "Login", "Username": "phone", "Secret": SECRET}, action, {"Action": "Logoff"}):
                link.sendall("".join(f"{key}: {value}\r\n" for key, value in one.items()).encode() + b"\r\n")
            raw = b""
            while part := link.recv(65536):
                raw += part
        said = raw.decode().partition("\r\n")[2].split("\r\n\r\n")
        return [dict(line.split(": ", 1) for line in one.split("\r\n") if ": " in line) for one in said]

    def pauses(self) -> dict[str, tuple[bool, str]]:
        found: dict[str, tuple[bool, str]] = {}
        for one in self._say(Action="QueueStatus"):
            if one.get("Event") == "QueueMember":
                now = (one["Paused"] == "1", one.get("PausedReason", ""))
                assert found.setdefault(one["Location"], now) == now, "paused in one queue only"
        return found

    def at_telephone(self, interface: str, *, paused: bool) -> None:
        self._say(Action="QueuePause", Interface=interface, Paused=str(paused).lower())

    def heard(self) -> int:
        return 0

    def talk(self, extension: str) -> None:
        """Somebody calls this telephone, which picks up."""
        one = {"Channel": "Local/900@phones", "Application": "Dial", "Data": f"Local/{extension}@phones"}
        self._say(Action="Originate", Async="true", **one)

    def hang_up(self) -> None:
        """The caller does."""
        self._say(Action="Hangup", Channel="/^Local/900@phones.*$/")

    def doing(self, application: str) -> list[str]:
        """What channels are put through to it, with which words."""
        channels = self._say(Action="CoreShowChannels")
        return [one["ApplicationData"] for one in channels if one.get("Application") == application]


@contextlib.contextmanager
def asterisk(folder: Path) -> Generator[Asterisk]:
    """One that runs."""
    made = Asterisk(folder)
    try:
        made.open()
        yield made
    finally:
        made.close()
