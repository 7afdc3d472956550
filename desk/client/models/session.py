"""Who is signed in here, as screens show it: signing in and out, the covered screen, and why a session ended."""

from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.settings import Settings
from desk.client.remote.http import Site
from desk.client.remote.keyring_box import KeyringState, Trouble
from desk.client.remote.remote import Remote
from desk.client.remote.session import SessionState, Sitting
from desk.contract.errors import DeskError, ErrorCode
from desk.contract.users import User

__all__ = ["KeyringState", "SessionModel", "Sitting", "Trouble"]


def site_of(settings: Settings, server: str) -> Site:
    """The site of an address as somebody types it, reached as the settings say; ValueError when it is none."""
    address = server.strip().rstrip("/")
    return Site(
        address=address if "://" in address else f"https://{address}",
        ca_file=Path(settings.ca_file) if settings.ca_file else None,
        proxy=settings.proxy or None,
        plain=settings.allow_plain,
    )


class SessionModel(QObject):
    """The one session of this program."""

    changed = Signal()
    """Somebody came, left, or the screen was covered or uncovered; carries nothing."""
    refused = Signal(object)
    """Signing in or unlocking did not work; carries the `DeskError`."""
    bad_address = Signal(str)
    """The server's address cannot be right; carries what was written."""

    def __init__(self, remote: Remote, settings: Settings) -> None:
        super().__init__()
        self._remote, self._settings = remote, settings
        #: Whether the server is being asked just now.
        self.asking = False
        #: Until then nobody knows whether a session was kept here that somebody still has.
        self.starting = True
        remote.session.watch(self._hear)

    @property
    def state(self) -> SessionState:
        """Everything about the session."""
        return self._remote.session.state

    @property
    def sitting(self) -> Sitting:
        """Where the session stands."""
        return self.state.sitting

    @property
    def user(self) -> User | None:
        """Who sits here; None when nobody does, or nobody knows yet."""
        return self.state.user

    @property
    def keyring(self) -> KeyringState:
        """Whether the session and what is kept on disk outlive this program, and if not, why."""
        return self._remote.keyring_state

    @property
    def ended(self) -> ErrorCode | None:
        """Why the server ended the last session."""
        return self.state.ended

    def start(self) -> None:
        """Take up the session that the keyring has kept, if there is one."""
        self._ask(self._remote.start(), "start")

    def sign_in(self, server: str, login: str, password: str, *, remember: bool, take_over: bool = False) -> None:
        """Sign in at a server; what was there before is kept on disk."""
        try:
            site = site_of(self._settings, server)
        except ValueError:
            self.bad_address.emit(server)
            return
        self._settings.remember = remember
        self._ask(self._sign_in(site, login, password, keep=remember, take_over=take_over), "sign in")

    def sign_out(self) -> None:
        """Leave; what was not sent stays on disk for the next time."""
        self._ask(self._remote.sign_out(), "sign out")

    def lock(self) -> None:
        """Cover the screen; feed and outbox go on."""
        if self.sitting is Sitting.SIGNED_IN:
            tasks.start(self._remote.session.lock(), name="session: lock")

    def unlock(self, password: str) -> None:
        """Uncover the screen."""
        self._ask(self._remote.session.unlock(password), "unlock")

    def handle_error(self, error: DeskError) -> None:
        """What was asked was refused, or nobody answered."""
        self.refused.emit(error)

    async def _sign_in(self, site: Site, login: str, password: str, *, keep: bool, take_over: bool) -> None:
        if site != self._remote.http.site:
            await self._remote.move(site)
            self._settings.server = site.address
        await self._remote.sign_in(login, password, take_over=take_over, keep=keep)

    def _ask(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        self.asking = True
        self.changed.emit()
        task = tasks.start(work, name=f"session: {name}", owner=self)
        task.add_done_callback(lambda _task: self._answered())

    def _answered(self) -> None:
        self.asking = self.starting = False
        self.changed.emit()

    def _hear(self, _state: SessionState) -> None:
        self.changed.emit()
