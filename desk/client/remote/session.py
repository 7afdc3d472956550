"""Who is signed in: sign-in and out, the covered screen, and the token, which rests in the system's keyring only."""

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
        self.state = SessionState()

    def watch(self, hear: Callable[[SessionState], None]) -> Callable[[], None]:
        """Hear of every change; the answer ends that."""
        return self._watchers.add(hear)

    async def resume(self, login: str) -> SessionState:
        """Take up the session whose token the keyring has kept for ``login``; signed out when there is none."""
        try:
            token = await self._keyring.get(self._place(login))
        except KeyringUnavailable as unavailable:
            return self._become(SessionState(login=login, keyring=unavailable.state))
        if token is None:
            return self._become(SessionState(login=login, keyring=KeyringState(stored=True)))
        self._api.http.token = token
        kept = KeyringState(stored=True)
        self._become(SessionState(sitting=Sitting.UNCONFIRMED, login=login, keyring=kept))
        with contextlib.suppress(DeskError):
            await self.confirm()
        return self.state

    async def confirm(self) -> int:
        """Ask the server whether the session holds; returns the log position then. Refusal when it is over."""
        try:
            fetched = await self._api.session()
        except Refusal as refusal:
            if refusal.code in SIGNED_OUT:
                await self.end(refusal.code)
            raise
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
        self._become(SessionState(login=login.strip(), keyring=keyring))
        self._adopt(signed_in.session)
        return self.state

    async def sign_out(self) -> None:
        """End the session, at the server too if it can be reached, and forget the token."""
        with contextlib.suppress(DeskError):
            await self._api.sign_out()
        await self.end(None)

    async def lock(self) -> None:
        """Cover the screen. Without the server it is covered here all the same."""
        if self.state.session is None:
            return
        self._become(msgspec.structs.replace(self.state, sitting=Sitting.LOCKED))
        with contextlib.suppress(DeskError):
            self._adopt(await self._api.lock())

    async def unlock(self, password: str) -> None:
        """Uncover the screen; Refusal (wrong_password) or Unreachable when it stays covered."""
        self._adopt(await self._api.unlock(password))

    async def end(self, code: ErrorCode | None) -> None:
        """The session is over: forget the token. ``code`` says why when the server ended it."""
        if not self.state.here and self._api.http.token is None:
            return
        login, keyring = self.state.login, self.state.keyring
        self._api.http.token = None
        self._become(SessionState(login=login, ended=code, keyring=keyring))
        with contextlib.suppress(KeyringUnavailable):
            await self._keyring.forget(self._place(login))

    def assume(self, session: Session) -> None:
        """The session as it was last seen, until the server can be asked."""
        if self.state.sitting is Sitting.UNCONFIRMED:
            self._become(msgspec.structs.replace(self.state, session=session))

    def locked_by_server(self) -> None:
        """The server answered ``session_locked``: nobody was active for too long."""
        if self.state.sitting is Sitting.SIGNED_IN:
            self._become(msgspec.structs.replace(self.state, sitting=Sitting.LOCKED))

    def _adopt(self, session: Session) -> None:
        sitting = Sitting.LOCKED if session.locked else Sitting.SIGNED_IN
        self._become(msgspec.structs.replace(self.state, sitting=sitting, session=session, ended=None))

    def _become(self, state: SessionState) -> SessionState:
        changed, self.state = state != self.state, state
        if changed:
            self._watchers.tell(state)
        return state

    def _place(self, login: str) -> str:
        """The keyring's user: this person at this server."""
        return f"{self._api.http.site.address} {login.strip().lower()}"
