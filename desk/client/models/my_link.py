"""The private address of my shifts for a telephone's calendar; kept nowhere but on the screen."""

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError


class MyLink(QObject):
    """Made anew, and revoked; the server tells an address once and keeps only its hash."""

    changed = Signal()
    """There is an address, or none, or nobody answered; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._remote = remote
        self.address = ""
        self.dropped = False
        self.error: DeskError | None = None

    def make(self) -> None:
        """A new address; the one before leads nowhere."""
        tasks.start(self._make(), name="my calendar link", owner=self)

    def drop(self) -> None:
        """No address any more."""
        tasks.start(self._drop(), name="revoke my calendar link", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.address, self.dropped, self.error = "", False, None
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """Nobody answered."""
        self.error = error
        self.changed.emit()

    async def _make(self) -> None:
        link = await self._remote.api.my_calendar_link()
        site = self._remote.http.site
        self.address, self.dropped, self.error = f"{site.address if site else ''}{link.path}", False, None
        self.changed.emit()

    async def _drop(self) -> None:
        await self._remote.api.drop_calendar_link()
        self.address, self.dropped, self.error = "", True, None
        self.changed.emit()
