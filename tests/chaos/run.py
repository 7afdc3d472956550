"""The run itself: a stage is set, everything is killed and cut at random, and afterwards the books are compared."""

import asyncio
import json
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from argon2 import PasswordHasher

from desk.contract.events import ArticleAdded, Event, TicketOpened
from desk.contract.queues import QueueDraft, WrapUpCodeDraft
from desk.contract.users import Role, UserDraft
from desk.server.routes import queues, users
from desk.server.store import log
from desk.server.store import users as user_store
from desk.server.store.db import Database, Tx
from tests import serving
from tests.chaos.proxy import EVERY, Fault, Proxy
from tests.client.remote.remote_rig import PASSWORD

WRITTEN = re.compile(r"(\w+) #(\d+) ")
#: How often a request is struck, while there is chaos.
STRUCK = 0.4
LAST_SECONDS = 120.0


@dataclass
class Figures:
    """What came of a run."""

    client_kills: int = 0
    server_kills: int = 0
    cables: int = 0
    faults: Counter[Fault] = field(default_factory=lambda: Counter[Fault]())
    notes: int = 0
    keystrokes: int = 0
    seconds: float = 0.0
    violations: list[str] = field(default_factory=lambda: list[str]())

    def __str__(self) -> str:
        struck = sum(count for fault, count in self.faults.items() if fault is not Fault.NONE)
        lines = [
            f"{self.seconds:.0f} s: client killed {self.client_kills} times, server {self.server_kills},"
            f" cable out {self.cables}, requests struck {struck} of {self.faults.total()}",
            f"{self.keystrokes} keystrokes, {self.notes} notes, {len(self.violations)} violations",
        ]
        return "\n".join([*lines, *self.violations])


@dataclass
class Desk:
    """A workstation's program, started again whenever it dies."""

    login: str
    ticket: int
    home: Path
    url: str
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Run the program once more."""
        words = ["--url", self.url, "--home", str(self.home), "--login", self.login, "--ticket", str(self.ticket)]
        self.process = subprocess.Popen([sys.executable, "-m", "tests.chaos.workstation", *words])

    def kill(self) -> None:
        """End it as a power cut would, as far as the program can tell."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    @property
    def finished(self) -> bool:
        return (self.home / "finished").exists()

    def begun(self) -> int:
        """How many notes it has begun."""
        return self._journal().count("begun")

    def typed(self) -> int:
        """How many keys were pressed."""
        return self._journal().count("typed")

    def _journal(self) -> list[str]:
        file = self.home / "journal"
        return [line.partition(" ")[0] for line in file.read_text().splitlines()] if file.exists() else []


class Chaos:
    """One run in ``folder``: ``kills`` deaths among ``desks`` workstations and the server."""

    def __init__(self, folder: Path, kills: int, desks: int, seed: int) -> None:
        self._folder, self._kills, self._count = folder, kills, desks
        self._random = random.Random(seed)
        self._database = folder / "desk.db"
        self._port = serving.free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self._desks: list[Desk] = []
        self.figures = Figures()

    async def run(self) -> Figures:
        """Everything, to the comparison."""
        began = time.monotonic()
        logins = [f"desk{number}" for number in range(self._count)]
        found = await asyncio.to_thread(stage, self._database, logins)
        async with Proxy(self._port) as proxy:
            try:
                await self._open(proxy, found)
                while self.figures.client_kills + self.figures.server_kills < self._kills:
                    await self._progress()
                    await asyncio.sleep(self._random.uniform(0.0, 0.4))
                    await self._strike(proxy)
                await self._settle(proxy)
            finally:
                await asyncio.to_thread(self._close)
            self.figures.faults = proxy.struck
        self.figures.seconds = time.monotonic() - began
        await asyncio.to_thread(self._compare)
        return self.figures

    async def _open(self, proxy: Proxy, tickets_of: dict[str, int]) -> None:
        self._server = await asyncio.to_thread(serving.start, self._database, self._port)
        for login, ticket in tickets_of.items():
            home = self._folder / login
            home.mkdir()
            self._desks.append(Desk(login, ticket, home, proxy.url))
        proxy.choose = self._fault
        for desk in self._desks:
            desk.start()

    async def _progress(self) -> None:
        """Somebody gets something done, on however busy a machine; otherwise programs would die only while starting."""
        before, end = self._typed(), time.monotonic() + 10
        while self._typed() == before and time.monotonic() < end:  # noqa: ASYNC110  of files that another program writes
            await asyncio.sleep(0.05)

    def _typed(self) -> int:
        return sum((desk.home / "journal").stat().st_size for desk in self._desks if (desk.home / "journal").exists())

    def _fault(self, _line: bytes) -> Fault:
        return self._random.choice(EVERY) if self._random.random() < STRUCK else Fault.NONE

    async def _strike(self, proxy: Proxy) -> None:
        what = self._random.random()
        if what < 0.65:
            desk = self._random.choice(self._desks)
            await asyncio.to_thread(desk.kill)
            desk.start()
            self.figures.client_kills += 1
        elif what < 0.85:
            await asyncio.to_thread(self._kill_server)
            self._server = await asyncio.to_thread(serving.start, self._database, self._port)
            self.figures.server_kills += 1
        else:
            await proxy.pull_the_cable()
            await asyncio.sleep(self._random.uniform(0.1, 1.0))
            proxy.plug_in()
            self.figures.cables += 1

    def _kill_server(self) -> None:
        if self._server is not None:
            self._server.send_signal(signal.SIGKILL)
            self._server.wait()

    async def _settle(self, proxy: Proxy) -> None:
        """Calm: everybody finishes what was begun."""
        proxy.choose = lambda _line: Fault.NONE
        for desk in self._desks:
            (desk.home / "stop").touch()
        end = time.monotonic() + LAST_SECONDS
        while not all(desk.finished for desk in self._desks) and time.monotonic() < end:
            await asyncio.sleep(0.1)
            for desk in self._desks:
                if desk.process is not None and desk.process.poll() not in (None, 0) and not desk.finished:
                    self.figures.violations.append(f"{desk.login} ended with {desk.process.poll()}")
                    desk.start()
        self.figures.violations += [f"{desk.login} never finished" for desk in self._desks if not desk.finished]

    def _close(self) -> None:
        for desk in self._desks:
            desk.kill()
        self._kill_server()

    def _compare(self) -> None:
        """What was written, what the log has, and what the screens show."""
        database = Database(self._database)
        events: list[Event] = database.read(lambda tx: log.after(tx, 0, 10**9))
        database.close()
        found = [WRITTEN.match(event.fact.body) for event in events if isinstance(event.fact, ArticleAdded)]
        counted = Counter((match[1], int(match[2])) for match in found if match)
        for desk in self._desks:
            begun = desk.begun()
            self.figures.notes += begun
            self.figures.keystrokes += desk.typed()
            for number in range(begun):
                times = counted.pop((desk.login, number), 0)
                if times != 1:
                    self.figures.violations.append(f"{desk.login} #{number} is in the log {times} times")
            self._look_at(desk)
        self.figures.violations += [f"{who} #{number} was never written" for who, number in counted]

    def _look_at(self, desk: Desk) -> None:
        said = desk.home / "violations"
        if said.exists():
            self.figures.violations += said.read_text().splitlines()
        if desk.finished and not json.loads((desk.home / "finished").read_text())["same"]:
            self.figures.violations.append(f"{desk.login}: the screen differs from a fresh fetch")


def stage(path: Path, logins: list[str]) -> dict[str, int]:
    """A database with people and a ticket for each; returns the tickets."""
    database = Database(path)
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    queue = database.write(_queue)
    found = {login: database.write(partial(_person, login=login, hashed=cheap, queue=queue)) for login in logins}
    database.close()
    return found


def _queue(tx: Tx) -> int:
    code = WrapUpCodeDraft(code="done", names={"ko": "완료"})
    return queues.put(tx, QueueDraft(name="배송", wrap_up_codes=[code], default_code="done"), None).id


def _person(tx: Tx, login: str, hashed: str, queue: int) -> int:
    draft = UserDraft(login=login, name=f"{login} 씨", role=Role.AGENT, password=PASSWORD)
    user_store.set_password(tx, users.create(tx, draft).id, hashed)
    return log.append(tx, TicketOpened(title=f"{login}의 일", queue_id=queue)).seq
