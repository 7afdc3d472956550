"""The run: everything is started, struck and killed at random, left in peace at the end, and then compared."""

import asyncio
import json
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests import serving
from tests.chaos.proxy import EVERY, Fault, Proxy
from tests.chaos.remedies.books import Found, compare, open_work
from tests.chaos.remedies.stage import stage

#: How often an exchange is struck: clicks, commands to desks, call-backs.
STRUCK = (0.3, 0.4, 0.4)
#: Seconds between two kills if nothing else is said, and how long peace may take at the end.
BETWEEN, LAST_SECONDS = (3.0, 15.0), 900.0
LINES = ("clicks", "commands", "call-backs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much happens. ``broken``: what is broken on purpose (``client``, ``server`` or ``desk``), or nothing."""

    commands: int = 10_000
    agents: int = 60
    customers: int = 200
    programs: int = 4
    #: Seconds between two kills, at least and at most.
    between: tuple[float, float] = BETWEEN
    seed: int = 0
    broken: str = ""


@dataclass
class Figures:
    """What came of a run."""

    kills: Counter[str] = field(default_factory=lambda: Counter[str]())
    faults: dict[str, Counter[Fault]] = field(default_factory=lambda: dict[str, Counter[Fault]]())
    found: Found = field(default_factory=Found)
    seconds: float = 0.0
    settling: float = 0.0
    violations: list[str] = field(default_factory=lambda: list[str]())

    def __str__(self) -> str:
        found, killed = self.found, ", ".join(f"{name} {count}" for name, count in sorted(self.kills.items()))
        lines = [f"{self.seconds:.0f} s, of these {self.settling:.0f} s in peace; killed with -9: {killed or 'nobody'}"]
        for name, faults in self.faults.items():
            struck = faults.total() - faults[Fault.NONE]
            lines.append(f"{name}: {faults.total()} exchanges, {struck} struck in {len(faults) - 1} ways")
        unknown, over = found.facts["remedy.unknown"], found.facts["remedy.handed_over"]
        lines += [
            f"clicks: {_counted(found.clicks)}; sent {found.tries} times",
            f"remedies: {_counted(found.states)}",
            f"by action: {_counted(found.actions)}",
            f"handed over {over}, desks heard {found.heard} commands and carried out {found.effects};"
            f" unknown {unknown}, found out by asking {found.reconciled}",
            f"{found.won:,} won given, {found.events:,} events in the log",
            f"{len(self.violations)} violations",
        ]
        return "\n".join([*lines, *self.violations[:50]])


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())


class Program:
    """A program that is started again whenever it dies."""

    def __init__(self, name: str, *words: object) -> None:
        self.name = name
        self._command = [sys.executable, "-m", *map(str, words)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it (again)."""
        self._process = subprocess.Popen(self._command)

    def kill(self) -> None:
        """End it as a power cut would, as far as the program can tell."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()

    @property
    def status(self) -> int | None:
        """What it ended with by itself, if it has."""
        return None if self._process is None else self._process.poll()


class RemedyChaos:
    """One run in ``folder``."""

    def __init__(self, folder: Path, size: Size) -> None:
        self._folder, self._size = folder, size
        self._random = random.Random(size.seed)
        self._database, self._book = folder / "desk.db", folder / "executor.db"
        self._ports = (serving.free_port(), serving.free_port())
        self._desks: list[Program] = []
        self._homes: list[Path] = []
        self.figures = Figures()

    async def run(self) -> Figures:
        """Everything, to the comparison."""
        began = time.monotonic()
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
        server, executor = self._ports
        async with Proxy(server) as clicks, Proxy(executor) as commands, Proxy(server) as answers:
            proxies = (clicks, commands, answers)
            backs = await asyncio.to_thread(self._prepare, clicks.url, commands.url, answers.url)
            try:
                self._unleash(proxies)
                for program in (*backs, *self._desks):
                    program.start()
                await self._strike(backs)
                await self._settle(proxies, backs)
            finally:
                for program in (*self._desks, *backs):
                    await asyncio.to_thread(program.kill)
            self.figures.faults = {name: proxy.struck for name, proxy in zip(LINES, proxies, strict=True)}
        outboxes = [home / "outbox.db" for home in self._homes]
        self.figures.found = await asyncio.to_thread(compare, self._database, self._book, outboxes)
        self.figures.violations += self.figures.found.violations
        self.figures.seconds = time.monotonic() - began
        return self.figures

    def _prepare(self, clicks: str, commands: str, answers: str) -> list[Program]:
        """Set the stage; returns the server and the executor."""
        size, (server, executor) = self._size, self._ports
        there = stage(self._database, size.agents, size.customers, commands)
        secrets = self._folder / "secrets.json"
        secrets.write_text(json.dumps(there.secrets))
        for number in range(size.programs):
            home = self._folder / f"program{number}"
            home.mkdir()
            (home / "logins").write_text("\n".join(there.logins[number :: size.programs]))
            (home / "customers").write_text("\n".join(map(str, there.customers)))
            self._homes.append(home)
            words: list[object] = ["--url", clicks, "--home", home, "--count", -(-size.commands // size.agents)]
            words += ["--credulous"] if size.broken == "client" else []
            self._desks.append(Program("client", "tests.chaos.remedies.clicker", *words))
        programs = "tests.chaos.remedies.programs"
        broken = ["--broken", size.broken] if size.broken else []
        return [
            Program("server", programs, "server", "--file", self._database, "--port", server, *broken),
            Program(
                *("executor", programs, "executor", "--file", self._book, "--port", executor),
                *("--secrets", secrets, "--desk-url", answers, *broken),
            ),
        ]

    def _unleash(self, proxies: tuple[Proxy, ...]) -> None:
        for proxy, share in zip(proxies, STRUCK, strict=True):
            proxy.choose = lambda _line, share=share: self._fault(share)  # type: ignore[misc]

    def _fault(self, share: float) -> Fault:
        return self._random.choice(EVERY) if self._random.random() < share else Fault.NONE

    async def _strike(self, backs: list[Program]) -> None:
        """Kill somebody now and then until everybody has done their share."""
        told = time.monotonic()
        due = told + self._random.uniform(*self._size.between)
        while not self._finished():
            await asyncio.sleep(0.1)
            self._revive()
            now = time.monotonic()
            if now > due:
                await asyncio.to_thread(self._kill, backs)
                due = time.monotonic() + self._random.uniform(*self._size.between)
            if now > told + 30:
                told = now
                under_way = await asyncio.to_thread(open_work, self._database)
                sys.stderr.write(f"{self.figures.kills.total()} kills, {under_way} remedies under way\n")

    def _kill(self, backs: list[Program]) -> None:
        """One of them: the server, the executor, or some of the people's programs."""
        victim = self._random.choice([*backs, self._random.choice(self._desks)])
        if victim.status is None:
            victim.kill()
            self.figures.kills[victim.name] += 1
            victim.start()

    def _revive(self) -> None:
        """A program that ended by itself without having finished is a fault of its own."""
        for home, desk in zip(self._homes, self._desks, strict=True):
            if desk.status is not None and not (home / "finished").exists():
                self.figures.violations.append(f"a client ended with {desk.status}")
                desk.start()

    def _finished(self) -> bool:
        return all((home / "finished").exists() for home in self._homes)

    async def _settle(self, proxies: tuple[Proxy, ...], backs: list[Program]) -> None:
        """Peace: what is under way comes to its end, questions for approval lapse."""
        began = time.monotonic()
        for proxy in proxies:
            proxy.choose = lambda _line: Fault.NONE
        while time.monotonic() - began < LAST_SECONDS:
            if any(program.status is not None for program in backs):
                self.figures.violations.append("server or executor ended by themselves")
                return
            if await asyncio.to_thread(open_work, self._database) == 0:
                break
            await asyncio.sleep(0.2)
        self.figures.settling = time.monotonic() - began
