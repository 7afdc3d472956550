"""Who is signed in: sign-in and out, the covered screen, and the token, which rests in the system's keyring only."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from enum import StrEnum

import msgspec

from desk.client.remote.api import Api
from desk.client.remote.http import SIGNED_OUT
from desk.client.remote.keyring_box import KeyringBox, KeyringState, KeyringUnavailable
from desk.client.remote.watch import Watchers
from desk.contract.errors import DeskError, ErrorCode, Refusal
from desk.contract.users import Session, SignIn, User


class Sitting(StrEnum):
    """Where the session stands."""

    SIGNED_OUT = "signed_out"
    SIGNED_IN = "signed_in"
    #: A kept token, and no server to ask whether it still holds.
    UNCONFIRMED = "unconfirmed"
    LOCKED = "locked"


class SessionState(msgspec.Struct, frozen=True, kw_only=True):
    """The session as screens show it. ``ended``: why the last one is over, when the server ended it."""

    sitting: Sitting = Sitting.SIGNED_OUT
    session: Session | None = None
    login: str = ""
    ended: ErrorCode | None = None
    #: Whether the token survives this program.
    keyring: KeyringState = KeyringState(stored=False)

    @property
    def user(self) -> User | None:
        """Who sits here."""
        return None if self.session is None else self.session.user

    @property
    def here(self) -> bool:
        """Whether somebody is signed in, covered screen or not."""
        return self.sitting is not Sitting.SIGNED_OUT


class SessionKeeper:
    """The one session of this program. Every method leaves ``state`` true and tells the watchers."""

    def __init__(self, api: Api, keyring: KeyringBox) -> None:
        self._api, self._keyring = api, keyring
        self._watchers: Watchers[SessionState] = Watchers()
        self._covered = False
        #: Whether the server has said that the session holds.
        self.confirmed = False
        #: The server hears of covering and uncovering in the order in which they happened here.
        self._in_order = asyncio.Lock()
        self.state = SessionState()

    def watch(self, hear: Callable[[SessionState], None]) -> Callable[[], None]:
        """Hear of every change; the answer ends that."""
        return self._watchers.add(hear)

    async def resume(self, login: str) -> SessionState:
        """Take up the session whose token the keyring has kept for ``login``; signed out when there is none.

        Whether it still holds is for ``confirm`` to find out.
        """
        try:
            token = await self._keyring.get(self._place(login))
        except KeyringUnavailable as unavailable:
            return self._become(SessionState(login=login, keyring=unavailable.state))
        if token is None:
            return self._become(SessionState(login=login, keyring=KeyringState(stored=True)))
        self._api.http.token = token
        kept = KeyringState(stored=True)
        return self._become(SessionState(sitting=Sitting.UNCONFIRMED, login=login, keyring=kept))

    async def confirm(self) -> int:
        """Ask the server whether the session holds; returns the log position then. Refusal when it is over."""
        try:
            fetched = await self._api.session()
        except Refusal as refusal:
            if refusal.code in SIGNED_OUT:
                await self.end(refusal.code)
            raise
        self.confirmed = True
        if self._covered and not fetched.data.locked:
            await self.lock()
        else:
            self._adopt(fetched.data)
        return fetched.synced_to

    async def sign_in(self, login: str, password: str, *, take_over: bool = False, keep: bool = True) -> SessionState:
        """Open a session; Refusal (wrong_password, signed_in_elsewhere …) or Unreachable when that fails.

        ``keep``: the keyring gets the token, so that the session outlives the program.
        """
        workstation = socket.gethostname()[:120]
        signed_in = await self._api.sign_in(
            SignIn(login=login.strip(), password=password, workstation=workstation, take_over=take_over)
        )
        self._api.http.token = signed_in.token
        keyring = KeyringState(stored=keep)
        try:
            if keep:
                await self._keyring.set(self._place(login), signed_in.token)
            else:
                await self._keyring.forget(self._place(login))
        except KeyringUnavailable as unavailable:
            keyring = unavailable.state
        self._covered, self.confirmed = False, True
        self.state = SessionState(login=login.strip(), keyring=keyring)
        self._adopt(signed_in.session)
        return self.state

    async def keep_token(self) -> None:
        """Try once more to give the token to the keyring, which may be open now."""
        token = self._api.http.token
        if self.state.here and token is not None:
            try:
                await self._keyring.set(self._place(self.state.login), token)
                keyring = KeyringState(stored=True)
            except KeyringUnavailable as unavailable:
                keyring = unavailable.state
            self._become(msgspec.structs.replace(self.state, keyring=keyring))

    async def sign_out(self) -> None:
        """End the session, at the server too if it can be reached, and forget the token."""
        with contextlib.suppress(DeskError):
            await self._api.sign_out()
        await self.end(None)

    async def lock(self) -> None:
        """Cover the screen. Without the server it is covered here all the same, and only a password uncovers it."""
        if self.state.here:
            self._cover()
            with contextlib.suppress(DeskError):
                async with self._in_order:
                    session = await self._api.lock()
                    # Whoever has left meanwhile is not brought back.
                    if self.state.here:
                        self._adopt(session)

    async def unlock(self, password: str) -> None:
        """Uncover the screen; Refusal (wrong_password) or Unreachable when it stays covered."""
        async with self._in_order:
            session = await self._api.unlock(password)
            self._api.http.uncovered += 1
            self._covered = False
            self._adopt(session)

    async def end(self, code: ErrorCode | None) -> None:
        """The session is over: forget the token. ``code`` says why when the server ended it."""
        if not self.state.here and self._api.http.token is None:
            return
        login, keyring = self.state.login, self.state.keyring
        self._api.http.token = None
        self._covered = self.confirmed = False
        self._become(SessionState(login=login, ended=code, keyring=keyring))
        with contextlib.suppress(KeyringUnavailable):
            await self._keyring.forget(self._place(login))

    def leave(self) -> None:
        """Forget the session in this program only: it is kept, and another server is asked from now on."""
        self._covered = self.confirmed = False
        self._become(SessionState())

    def assume(self, session: Session) -> None:
        """The session as it was last seen, until the server can be asked."""
        if self.state.sitting is Sitting.UNCONFIRMED and self.state.session is None:
            self._become(msgspec.structs.replace(self.state, session=session))
            if session.locked:
                self._cover()

    def locked_by_server(self) -> None:
        """The server answered ``session_locked``: nobody was active for too long."""
        if self.state.here:
            self._cover()

    def _cover(self) -> None:
        self._covered = True
        session = self.state.session
        known = None if session is None else msgspec.structs.replace(session, locked=True)
        self._become(msgspec.structs.replace(self.state, sitting=Sitting.LOCKED, session=known))

    def _adopt(self, session: Session) -> None:
        self._covered = covered = self._covered or session.locked
        sitting = Sitting.LOCKED if covered else Sitting.SIGNED_IN
        seen = msgspec.structs.replace(session, locked=covered)
        self._become(msgspec.structs.replace(self.state, sitting=sitting, session=seen, ended=None))

    def _become(self, state: SessionState) -> SessionState:
        changed, self.state = state != self.state, state
        if changed:
            self._watchers.tell(state)
        return state

    def _place(self, login: str) -> str:
        """The keyring's user: this person at this server."""
        return f"{self._api.http.site.address} {login.strip().lower()}"
