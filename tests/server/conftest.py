"""A real server in process for every test: its own database, six people who may sign in, quick passwords.

``site`` speaks to it in plain HTTP requests; ``site.url`` opens a real socket for whoever needs one (streams).
"""

import asyncio
import contextlib
import shutil
import socket
import threading
from collections.abc import Callable, Coroutine, Generator, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import pytest
import uvicorn
from argon2 import PasswordHasher

from desk.contract.endpoint import API
from desk.contract.users import Role, UserDraft
from desk.server.app import Server
from desk.server.routes import users as user_routes
from desk.server.routes.handling import SWEEPS, Settings
from desk.server.store import users as user_store
from desk.server.store.db import Database, Tx

T = TypeVar("T")
PASSWORD = "correct horse battery"
#: Login to role and telephone extension.
PEOPLE = {
    "agent": (Role.AGENT, "201"),
    "agent2": (Role.AGENT, "202"),
    "lead": (Role.LEAD, "203"),
    "admin": (Role.ADMIN, None),
    "delivery": (Role.DELIVERY, None),
    "delight": (Role.DELIGHT, None),
}


class Loop:
    """An event loop in a thread of its own, for all servers of a test run."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="server loop", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine there and wait for its result."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def close(self) -> None:
        """Stop the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Site:
    """One call centre: a running server, and requests to it in the name of its people."""

    def __init__(self, server: Server, loop: Loop) -> None:
        self.server = server
        self.database = server.database
        self._loop = loop
        self._tokens: dict[str, str] = {}
        self._lifespan = server.asgi.router.lifespan_context(server.asgi)
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(server.asgi, raise_app_exceptions=False), base_url="http://desk"
        )
        self._socket: tuple[uvicorn.Server, asyncio.Task[None], str] | None = None
        loop.run(self._lifespan.__aenter__())

    def close(self) -> None:
        """Stop serving and close the database."""
        self._loop.run(self._close())

    async def _close(self) -> None:
        if self._socket is not None:
            self._socket[0].should_exit = True
            await self._socket[1]
        await self._client.aclose()
        await self._lifespan.__aexit__(None, None, None)

    @property
    def url(self) -> str:
        """The address of a real socket on the loopback, opened at the first call."""
        if self._socket is None:
            self._socket = self._loop.run(self._listen())
        return self._socket[2]

    async def _listen(self) -> tuple[uvicorn.Server, asyncio.Task[None], str]:
        listening = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(
            self.server.asgi, lifespan="off", ws="none", log_config=None, access_log=False, timeout_graceful_shutdown=1
        )
        running = uvicorn.Server(config)
        task = asyncio.create_task(running.serve(sockets=[listening]))
        while not running.started:  # noqa: ASYNC110 (uvicorn tells it no other way)
            await asyncio.sleep(0.005)
        return running, task, f"http://127.0.0.1:{listening.getsockname()[1]}"

    def user_id(self, login: str) -> int:
        """A person's id."""
        user = self.read(lambda tx: user_store.by_login(tx, login))
        assert user is not None
        return user.id

    def token(self, login: str) -> str:
        """The session token of a person, signed in at the first call."""
        if login not in self._tokens:
            credentials = {"login": login, "password": PASSWORD, "workstation": f"desk of {login}", "take_over": True}
            answer = self.post("/sessions", credentials, as_=None)
            assert answer.status_code == 201, answer.text
            self._tokens[login] = answer.json()["token"]
        return self._tokens[login]

    def forget_sessions(self) -> None:
        """Sign everybody in anew at their next request: the clock was moved."""
        self._tokens.clear()

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        as_: str | None = "agent",
        if_match: int | None = None,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> httpx.Response:
        """Send a request; ``path`` is below ``/api/v1`` unless it holds that already (as ``links.next`` does).

        ``body`` is JSON as a struct or as plain values, or bytes to send as they are.
        """
        sent = dict(headers or {})
        if as_ is not None:
            sent["Authorization"] = f"Bearer {self.token(as_)}"
        if if_match is not None:
            sent["If-Match"] = f'"{if_match}"'
        if key is not None:
            sent["Idempotency-Key"] = key
        content = body if body is None or isinstance(body, bytes) else msgspec.json.encode(body)
        if content is not None:
            sent.setdefault("Content-Type", "application/json")
        address = path if path.startswith(API) else API + path
        return self._loop.run(self._client.request(method, address, content=content, headers=sent, params=params))

    def get(self, path: str, **more: Any) -> httpx.Response:
        """GET."""
        return self.request("GET", path, **more)

    def post(self, path: str, body: object = None, **more: Any) -> httpx.Response:
        """POST; without a body an empty object is sent."""
        return self.request("POST", path, {} if body is None else body, **more)

    def put(self, path: str, body: object = None, **more: Any) -> httpx.Response:
        """PUT; without a body an empty object is sent."""
        return self.request("PUT", path, {} if body is None else body, **more)

    def patch(self, path: str, body: object, **more: Any) -> httpx.Response:
        """PATCH."""
        return self.request("PATCH", path, body, **more)

    def delete(self, path: str, **more: Any) -> httpx.Response:
        """DELETE."""
        return self.request("DELETE", path, **more)

    def read(self, work: Callable[[Tx], T]) -> T:
        """Look into the database directly."""
        return self.database.read_pool.submit(lambda: self.database.read(work)).result(60)

    def write(self, work: Callable[[Tx], T], as_: str | None = None) -> T:
        """Write to the database directly (facts through ``log.append``), in a person's name or in nobody's."""
        who = self.read(lambda tx: user_store.by_login(tx, as_)) if as_ else None
        actor_id, actor = (who.id, who.name) if who else (None, "")
        write = self.database.write
        return self.database.write_pool.submit(lambda: write(work, actor_id=actor_id, actor=actor)).result(60)

    def sweep(self) -> None:
        """Let everything happen that has come due."""
        for one in SWEEPS:
            for _ in range(one.rounds):
                seen = self.read(one.due)
                if not seen:
                    break
                self.write(one.under(self.server.pipeline.settings, seen))


@contextlib.contextmanager
def running(path: Path, loop: Loop, **settings: Any) -> Generator[Site]:
    """A server on the database ``path``; ``settings`` overrule the tests' own."""
    chosen: dict[str, Any] = {"attachments": str(path.with_name("files")), "rate": 1e6, "burst": 10**6} | settings
    site = Site(Server(Database(path), Settings(**chosen)), loop)
    try:
        yield site
    finally:
        site.close()


@pytest.fixture(scope="session")
def server_loop() -> Iterator[Loop]:
    """The loop that servers run in."""
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with ``PEOPLE`` in it, to be copied."""
    path = tmp_path_factory.mktemp("peopled") / "desk.db"
    database = Database(path)
    # Their hash is real argon2id, but cheap: a test that signs in should not wait for it.
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    for login, (role, extension) in PEOPLE.items():
        draft = UserDraft(login=login, name=f"{login} 씨", role=role, password=PASSWORD, extension=extension)
        database.write(partial(_enrol, draft=draft, hashed=cheap))
    database.close()
    return path


def _enrol(tx: Tx, draft: UserDraft, hashed: str) -> None:
    user_store.set_password(tx, user_routes.create(tx, draft).id, hashed)


@pytest.fixture
def site(tmp_path: Path, server_loop: Loop, peopled: Path) -> Iterator[Site]:
    """A running call centre of the test's own, with nobody signed in yet."""
    path = tmp_path / "desk.db"
    shutil.copy(peopled, path)
    with running(path, server_loop) as found:
        yield found


@pytest.fixture
def server(site: Site) -> Server:
    """The server behind ``site``."""
    return site.server
