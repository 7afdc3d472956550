"""The run itself: leads sit down at boards, everything is cut and killed at random, and afterwards all is compared."""

import asyncio
import contextlib
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from argon2 import PasswordHasher
from PySide6.QtCore import QCoreApplication

from desk.client.loop import DeskLoop
from desk.client.models import tasks
from desk.client.remote import feed, outbox
from desk.contract.users import Role, UserDraft
from desk.server.routes import users
from desk.server.store import users as accounts
from desk.server.store.db import Database, Tx
from tests import serving
from tests.bench.floor import PASSWORD, Floor, filled
from tests.chaos.board.people import ADMIN, Lead, Others
from tests.chaos.proxy import EVERY, Fault, Proxy, always
from tests.client.remote.remote_rig import workstation

#: How often a request is struck, while there is chaos.
STRUCK = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much happens: until so many moves are settled, or so many seconds are over. Once there is peace, all boards
    have to agree within ``patience`` seconds. ``deaf``: the first board does not hear everything, on purpose."""

    boards: int = 6
    tickets: int = 3_000
    agents: int = 40
    moves: int = 10**9
    seconds: float = 10**9
    seed: int = 1
    patience: float = 120.0
    deaf: bool = False


@dataclass
class Figures:
    """What came of a run."""

    done: Counter[str] = field(default_factory=lambda: Counter[str]())
    struck: Counter[str] = field(default_factory=lambda: Counter[str]())
    seconds: float = 0.0
    agreed_after: float | None = None
    violations: list[str] = field(default_factory=lambda: list[str]())

    def __str__(self) -> str:
        after = self.agreed_after
        agreed = "never agreed" if after is None else f"all boards agreed {after:.1f} s after the last blow"
        told = [
            f"{self.seconds:.0f} s, {agreed}",
            f"done: {_counted(self.done)}",
            f"struck: {_counted(self.struck)}",
            f"{len(self.violations)} violations",
        ]
        return "\n".join([*told, *self.violations[:20]])


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())


class BoardChaos:
    """One run in ``folder``, on the client's own loop."""

    def __init__(self, folder: Path, size: Size) -> None:
        self._folder, self._size = folder, size
        self._chance = random.Random(size.seed)
        self._database, self._port = folder / "desk.db", serving.free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self._leads: list[Lead] = []
        self.figures = Figures()

    async def run(self) -> Figures:
        """Everything, to the comparison."""
        size, began = self._size, time.monotonic()
        outbox.FIRST_PAUSE, outbox.LONGEST_PAUSE = 0.05, 0.8
        feed.FIRST_PAUSE, feed.LONGEST_PAUSE = 0.05, 0.5
        floor = await asyncio.to_thread(self._prepare)
        others = Others(f"http://127.0.0.1:{self._port}", floor, size.seed, self.figures.done)
        async with contextlib.AsyncExitStack() as lines:
            proxies = [await lines.enter_async_context(Proxy(self._port)) for _ in range(size.boards)]
            try:
                await others.sign_in()
                await self._sit_down(proxies, floor)
                await self._while_they_work([*(lead.work() for lead in self._leads), others.work()], others)
                await self._compare(others)
            finally:
                await self._leave()
                await others.close()
                await asyncio.to_thread(self._kill)
        for proxy in proxies:
            self.figures.struck.update({str(key): n for key, n in proxy.struck.items() if key is not Fault.NONE})
        self.figures.seconds = time.monotonic() - began
        return self.figures

    def _prepare(self) -> Floor:
        size = self._size
        floor = filled(self._database, queues=min(8, size.agents), agents=size.agents, tickets=size.tickets)
        database = Database(self._database)
        database.write(partial(_people, leads=size.boards))
        database.close()
        self._server = serving.start(self._database, self._port)
        return floor

    async def _sit_down(self, proxies: list[Proxy], floor: Floor) -> None:
        for number, proxy in enumerate(proxies):
            home = self._folder / f"desk{number}"
            home.mkdir()
            remote = workstation(proxy.url, home, patience=2.0)
            await remote.start()
            await remote.sign_in(f"lead-{number}", PASSWORD, take_over=True)
            lead = Lead(proxy, remote, floor, self._size.seed + number, self.figures.done)
            if self._size.deaf and number == 0:
                lead.turn_deaf()
            lead.board.open()
            self._leads.append(lead)
            proxy.choose = self._fault

    def _fault(self, _line: bytes) -> Fault:
        return self._chance.choice(EVERY) if self._chance.random() < STRUCK else Fault.NONE

    async def _while_they_work(self, works: list[Awaitable[None]], others: Others) -> None:
        working = asyncio.gather(*works)
        end = time.monotonic() + self._size.seconds
        while time.monotonic() < end and self.figures.done["moves"] < self._size.moves:
            await asyncio.sleep(self._chance.uniform(0.2, 1.5))
            await self._strike()
        others.stop = True
        for lead in self._leads:
            lead.stop, lead.proxy.choose = True, always(Fault.NONE)
        await working

    async def _strike(self) -> None:
        what = self._chance.random()
        if what < 0.2:
            await asyncio.to_thread(self._kill)
            await asyncio.sleep(self._chance.uniform(0.0, 1.0))
            self._server = await asyncio.to_thread(serving.start, self._database, self._port)
            self.figures.struck["server killed"] += 1
        elif what < 0.6:
            proxy = self._chance.choice(self._leads).proxy
            await proxy.pull_the_cable()
            await asyncio.sleep(self._chance.uniform(0.0, 2.0))
            proxy.plug_in()
            self.figures.struck["cable out"] += 1
        else:
            await self._chance.choice(self._leads).proxy.hang_up()
            self.figures.struck["hung up"] += 1

    async def _compare(self, others: Others) -> None:
        """All agree with the server, and the server with itself, before patience ends."""
        began, said = time.monotonic(), dict[int, str]()
        while time.monotonic() - began < self._size.patience:
            await asyncio.sleep(0.3)
            if any(lead.desk.outbox.moving for lead in self._leads):
                continue
            expected = {card.id: card for card in (await others.whole()).cards}
            said = {number: words for number, lead in enumerate(self._leads) if (words := lead.unlike(expected))}
            if not said:
                self.figures.agreed_after = time.monotonic() - began
                return
        self.figures.violations += [f"board {number}: {words}" for number, words in said.items()]
        stuck = [f"outbox of {number} never emptied" for number, lead in enumerate(self._leads)
                 if lead.desk.outbox.moving]  # fmt: skip
        self.figures.violations += stuck

    async def _leave(self) -> None:
        for lead in self._leads:
            lead.board.close()
            lead.desk.close()
        await tasks.finish()
        for lead in self._leads:
            await lead.remote.close()
            for one in (lead.desk.follow_ups, lead.desk.clock):
                one.deleteLater()
        await tasks.finish()

    def _kill(self) -> None:
        if self._server is not None:
            self._server.send_signal(signal.SIGKILL)
            self._server.wait()


def played(folder: Path, size: Size) -> Figures:
    """A whole run, on a loop of its own."""
    application = QCoreApplication.instance() or QCoreApplication([])
    loop = DeskLoop(application)
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(BoardChaos(folder, size).run())
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def _people(tx: Tx, leads: int) -> None:
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    for login, role in [(ADMIN, Role.ADMIN), *((f"lead-{number}", Role.LEAD) for number in range(leads))]:
        draft = UserDraft(login=login, name=f"{login} 씨", role=role, password=PASSWORD)
        accounts.set_password(tx, users.create(tx, draft).id, hashed)
