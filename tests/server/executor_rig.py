"""A real executor on a real socket beside the server, and a server that is patient for the blink of an eye only."""

import asyncio
import contextlib
import shutil
import socket
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec
import uvicorn

from desk.actions import ACTIONS
from desk.contract.executors import ExecutorDraft
from desk.contract.remedies import Remedy, RemedyState
from desk.contract.remedy_rules import RemedyRules
from desk.demo.executor import DESKS, Executor, Mood
from desk.demo.executor_book import Book
from desk.server.routes import executors
from desk.server.rules.deliveries import DeliveryRules
from desk.server.store.db import Tx
from tests.server.conftest import Loop, Site, running
from tests.server.remedy_rig import Shop, default_rules

T = TypeVar("T")
PATIENCE = 30.0
QUICK = DeliveryRules(
    patience=1.0, first_pause=0.02, longest_pause=0.2, unknown_after=0.5, accepted_after=0.3, longest_accepted=1.0
)


def until(found: Callable[[], T | None], what: str) -> T:
    """Wait until there is something to find."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (one := found()) is not None and one is not False:
            return one
        time.sleep(0.02)
    raise AssertionError(f"never: {what}")


def at_once(rules: RemedyRules | None = None) -> RemedyRules:
    """Rules by which nothing can be taken back: it is handed over at the next sweep."""
    return msgspec.structs.replace(rules or default_rules(), undo_seconds=dict.fromkeys(ACTIONS, 0))


class Desks:
    """The shop's desks: one executor program at ``url``, which can be ended and begun again."""

    def __init__(self, loop: Loop, path: Path) -> None:
        self._loop, self._path = loop, path
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port: int = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.secrets: dict[str, str] = {}
        self.desk_url = ""
        self._running: tuple[uvicorn.Server, asyncio.Task[None]] | None = None

    def open(self) -> None:
        """Begin, or begin again with the same book."""
        self._running = self._loop.run(self._open())

    async def _open(self) -> tuple[uvicorn.Server, asyncio.Task[None]]:
        program = Executor(book=Book(self._path), secrets=self.secrets, desk_url=self.desk_url)
        config = uvicorn.Config(
            program.app(), port=self.port, ws="none", log_config=None, access_log=False, timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 (uvicorn tells it no other way)
            await asyncio.sleep(0.005)
        return server, task

    def close(self) -> None:
        """End it."""
        if self._running is not None:
            self._loop.run(self._close(*self._running))
            self._running = None

    async def _close(self, server: uvicorn.Server, task: "asyncio.Task[None]") -> None:
        server.should_exit = True
        await task

    def mood(self, desk: str, mood: Mood) -> None:
        """Let a desk misbehave from now on."""
        httpx.put(f"{self.url}/control/{desk}", content=msgspec.json.encode(mood)).raise_for_status()

    def heard(self) -> dict[str, int]:
        """How often each command came, by key."""
        with contextlib.closing(Book(self._path)) as book:
            return {row["key"]: row["heard"] for row in book.commands()}

    def effects(self) -> list[tuple[str, int]]:
        """Action and amount of everything that was done."""
        with contextlib.closing(Book(self._path)) as book:
            return [(row["action"], row["amount"]) for row in book.effects()]


class Works(Shop):
    """A shop whose remedies are really carried out."""

    def __init__(self, site: Site, desks: Desks) -> None:
        super().__init__(site, at_once())
        self.desks = desks
        desks.desk_url = site.url
        for desk in DESKS:
            desks.secrets[desk] = self.set(desk, f"{desks.url}/{desk}")
        desks.open()

    def set(self, desk: str, url: str) -> str:
        """Say where a desk is; its new secret, if it has one."""
        return self.site.write(lambda tx: executors.put(tx, desk, ExecutorDraft(url=url))).secret

    def credit(self, amount: int = 5_000, customer: str | None = None) -> Remedy:
        """A goodwill credit for a customer, for the lead, who may give much."""
        customer_id = self.customer(customer) if customer else self.customer_id
        answer = self.ask("goodwill_credit", as_="lead", customer_id=customer_id, values={"amount": amount})
        return self.remedy(answer)

    def until(self, one: Remedy, *states: RemedyState) -> Remedy:
        """Wait until a remedy stands there."""
        return until(lambda: self._in(one, states), f"{states} of {self.now(one)}")

    def _in(self, one: Remedy, states: tuple[RemedyState, ...]) -> Remedy | None:
        now = self.now(one)
        return now if now.state in states else None

    def kinds(self, one: Remedy) -> list[str]:
        """What the log says of a remedy, in order."""

        def work(tx: Tx) -> list[str]:
            rows = tx.all(
                "SELECT kind FROM log WHERE seq = ? OR json_extract(data, '$.remedy_id') = ? ORDER BY seq",
                (one.id, one.id),
            )
            return [row["kind"].removeprefix("remedy.") for row in rows]

        return self.site.read(work)


@contextlib.contextmanager
def works(folder: Path, peopled: Path, loop: Loop, rules: DeliveryRules = QUICK) -> Generator[Works]:
    """A running call centre with running desks."""
    path = folder / "desk.db"
    shutil.copy(peopled, path)
    desks = Desks(loop, folder / "executor.db")
    with running(path, loop, deliveries=rules) as site:
        try:
            yield Works(site, desks)
        finally:
            desks.close()
