"""The remote side as one: what the models are given."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

from desk.client.remote.api import Api
from desk.client.remote.cache import Cache
from desk.client.remote.drafts import Drafts
from desk.client.remote.feed import Feed, Health, Link
from desk.client.remote.http import Http, Site
from desk.client.remote.keyring_box import KeyringBox, KeyringState
from desk.client.remote.outbox import Outbox
from desk.client.remote.places import Places
from desk.client.remote.session import SessionKeeper, SessionState, Sitting
from desk.client.remote.settings_store import SettingsStore
from desk.client.remote.store import NotKept, Store
from desk.client.remote.uploads import Uploads
from desk.client.remote.vault import Vault
from desk.contract.errors import DeskError, ErrorCode

LAST_LOGIN = "last_login"
#: So long the start waits for the server to confirm a kept session.
START_SECONDS = 2.0
MISHAP_SECONDS = 3.0


class Remote:
    """Everything on the far side of the models. ``start`` once, ``close`` once."""

    def __init__(self, site: Site, places: Places, settings: SettingsStore, keyring: KeyringBox | None = None) -> None:
        self.places, self.settings = places, settings
        self.keyring = keyring or KeyringBox()
        self.http = Http(site)
        self.api = Api(self.http)
        self.session = SessionKeeper(self.api, self.keyring)
        self.vault = Vault(self.keyring)
        self.store = Store(places.data)
        self.drafts = Drafts(self.store, self.vault, self.api)
        self.uploads = Uploads(self.store, self.vault, self.api)
        self.outbox = Outbox(self.store, self.vault, self.http, self.drafts, self.uploads)
        self.cache = Cache(self.store, self.vault, self.api)
        self.feed = Feed(self.http)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._listening: asyncio.Task[None] | None = None
        self._whose = ""
        self._asked = asyncio.Event()
        #: Why the workstation's disk keeps nothing; empty when all is well.
        self.disk_trouble = ""
        self.http.on_over = self._over
        self.http.on_answer = self.feed.note
        self.session.watch(self._session_changed)
        self.feed.watch_health(self._health_changed)

    @property
    def keyring_state(self) -> KeyringState:
        """Whether the token and the disk's key survive this program; the worse of the two."""
        vault, session = self.vault.state, self.session.state.keyring
        return session if vault.stored else vault

    async def start(self) -> SessionState:
        """Load what is slow in threads, take up the kept session if there is one, and go to work.

        Returns when the server has confirmed the session, or a moment later without it.
        """
        self._spawn(self._open_http(), "remote: http")
        await self.vault.open()
        login = self.settings.get(LAST_LOGIN, "")
        if login:
            await self.session.resume(login)
        if self.session.state.here:
            await self._begin()
            await self._confirmed(START_SECONDS)
        return self.session.state

    async def retry_keyring(self) -> KeyringState:
        """Try a keyring that was locked or missing once more, and let it keep what it should have kept."""
        await self.vault.open()
        await self.session.keep_token()
        if self.vault.state.stored and self.store.is_open:
            await self.outbox.seal_again()
            await self.drafts.seal_again()
            await self.uploads.seal_again()
        return self.keyring_state

    async def sign_in(self, login: str, password: str, *, take_over: bool = False, keep: bool = True) -> SessionState:
        """Sign in and go to work with what this person left here; Refusal or Unreachable when it fails."""
        if self._whose and self._whose != self._place(login):
            # Before the token changes: one person's commands must not go out under another's.
            await self._shut_store()
        await self.session.sign_in(login, password, take_over=take_over, keep=keep)
        self.settings.set(LAST_LOGIN, self.session.state.login)
        await self._begin()
        return self.session.state

    async def sign_out(self) -> None:
        """Stop working, keep everything unsent on disk for the next time, and end the session."""
        self._stop_listening()
        self.outbox.pause()
        with contextlib.suppress(NotKept):
            await self.drafts.flush()
        await self.session.sign_out()
        await self._shut_store()

    async def move(self, site: Site) -> None:
        """Work with another server from now on."""
        await self._shut_store()
        self.session.leave()
        await self.http.move(site)

    async def close(self) -> None:
        """Put everything on disk and end; what was not sent is sent next time."""
        if self.store.is_open:
            with contextlib.suppress(NotKept):
                self.drafts.flush_now()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._shut_store()
        await self.http.close()
        await asyncio.to_thread(self.settings.close)

    def _place(self, login: str) -> str:
        return f"{self.http.site.address} {login.strip().lower()}"

    async def _open_http(self) -> None:
        with contextlib.suppress(DeskError):
            await self.http.open()

    async def _begin(self) -> None:
        """Open this person's file, if it is not open, and start the work."""
        whose = self._place(self.session.state.login)
        if whose != self._whose:
            await self._shut_store()
            await self._open_store()
            self._whose = whose
            self._session_changed(self.session.state)
        if self.session.state.session is None and (known := await self.cache.session()) is not None:
            self.session.assume(known)
        self.outbox.resume()
        self._stop_listening()
        self._listening = self._spawn(self._listen(), "remote: feed")

    async def _open_store(self) -> None:
        """Without a disk one can look, but what is written is refused with NotKept."""
        self.disk_trouble = ""
        try:
            await self.store.open(self.http.site.address, self.session.state.login)
            await self.uploads.load()
            await self.outbox.load()
            await self.drafts.load()
        except NotKept as error:
            self.disk_trouble = str(error)
        self._spawn(self._kept_going(self.outbox.run), "remote: outbox")
        self._spawn(self._kept_going(self.drafts.run), "remote: drafts")
        self._spawn(self._kept_going(self.uploads.run), "remote: uploads")

    async def _kept_going(self, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """A mistake of ours is reported, and the work goes on: without it nothing would be sent any more."""
        while True:
            try:
                return await run()
            except Exception as error:
                asyncio.get_running_loop().call_exception_handler(
                    {"message": "the remote side stumbled", "exception": error}
                )
                await asyncio.sleep(MISHAP_SECONDS)

    async def _listen(self) -> None:
        """Learn where the log stands before anything is fetched, then listen."""
        if self.feed.position is None or not self.session.confirmed:
            with contextlib.suppress(DeskError):
                self.feed.start_at(await self.session.confirm())
            self._asked.set()
        await self._kept_going(self.feed.run)

    async def _confirmed(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._asked.wait()

    def _stop_listening(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None

    async def _shut_store(self) -> None:
        self._stop_listening()
        mine = [
            task for task in self._tasks if task.get_name() in ("remote: outbox", "remote: drafts", "remote: uploads")
        ]
        for task in mine:
            task.cancel()
        await asyncio.gather(*mine, return_exceptions=True)
        if self.store.is_open:
            await self.outbox.flush()
            await self.uploads.flush()
            with contextlib.suppress(NotKept):
                await self.drafts.flush()
            await self.cache.flush()
            await self.store.close()
        self.outbox.forget()
        self.drafts.forget()
        self.uploads.forget()
        self.feed.reset()
        self._whose = ""

    def _over(self, code: ErrorCode) -> None:
        """Some answer said that the session is over, or covered."""
        if code is ErrorCode.SESSION_LOCKED:
            self.session.locked_by_server()
            return
        self.outbox.pause()
        self._go(False)
        self._stop_listening()
        self._spawn(self.session.end(code), "remote: session over")

    def _session_changed(self, state: SessionState) -> None:
        """Remember who sits here for a start without the server."""
        if state.session is not None and state.sitting is not Sitting.UNCONFIRMED and self.store.is_open:
            self.cache.keep("session", state.session)

    def _health_changed(self, health: Health) -> None:
        self.cache.offline = health.link is Link.OFFLINE
        if health.link.lost:
            self._go(False)
        elif health.link is Link.LIVE and not self.drafts.online:
            self.outbox.hurry()
            self._go(True)
            self._spawn(self._back(), "remote: back")

    def _go(self, online: bool) -> None:
        self.drafts.go(online)
        self.uploads.go(online)

    async def _back(self) -> None:
        """The server is there (again): see whether the session holds, and what else was written elsewhere."""
        with contextlib.suppress(DeskError):
            if not self.session.confirmed:
                await self.session.confirm()
            await self.drafts.compare()

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> "asyncio.Task[None]":
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            task.get_loop().call_exception_handler(
                {"message": f"{task.get_name()} failed", "exception": error, "task": task}
            )
