"""Everything the client does once its window stands: models, screens, hand-offs; and its end in good order."""

import asyncio
import logging

from PySide6.QtCore import QObject, Signal

from desk.client.crash import Crashes
from desk.client.doorbell import Doorbell
from desk.client.models import tasks
from desk.client.models.desk import Desk
from desk.client.models.navigation import Opening
from desk.client.models.session import site_of
from desk.client.models.settings import Settings
from desk.client.remote.handoff import OpenCall, OpenRecord, Wish
from desk.client.remote.http import Site
from desk.client.remote.keyring_box import KeyringBox
from desk.client.remote.places import Places
from desk.client.remote.remote import Remote
from desk.client.widgets.reception import Reception
from desk.client.widgets.window import Window

log = logging.getLogger("desk.client")

#: Stands in until somebody names a server at sign-in.
NO_SERVER = Site(address="https://desk.invalid")


class Work(QObject):
    """Made after the first paint, on the window's thread."""

    restart_asked = Signal()
    """The program shall end and begin anew; carries nothing."""

    def __init__(
        self,
        window: Window,
        settings: Settings,
        places: Places,
        crashes: Crashes,
        keyring: KeyringBox | None = None,
    ) -> None:
        """`keyring` stands in for the system's."""
        super().__init__()
        self._window = window
        self.remote = Remote(_site(settings), places, settings.store, keyring)
        self.desk = Desk(self.remote, settings)
        self.reception = Reception(window, self.desk)
        self.reception.crash.restart_asked.connect(self.restart_asked)
        crashes.happened.connect(self.reception.crash.tell)
        self._doorbell: Doorbell | None = None
        try:
            self._doorbell = Doorbell(places.window)
            self._doorbell.rung.connect(self.answer)
        except OSError as error:
            # Without it the program works; only hand-offs do not reach it.
            log.warning("cannot listen for hand-offs: %s", error)

    def start(self, wish: Wish) -> None:
        """Take up the kept session, then show what the program was started for."""
        self.desk.session.start()
        self.answer(wish, come_forward=False)

    def answer(self, wish: Wish, *, come_forward: bool = True) -> None:
        """Show what was asked for from outside. A ringing number never brings the window to the front."""
        if isinstance(wish, OpenRecord):
            self.desk.arrivals.show(_opening(wish))
        elif isinstance(wish, OpenCall):
            self.reception.workspace.tell_number(wish.number)
            return
        if come_forward:
            self._window.showNormal() if self._window.isMinimized() else self._window.show()
            self._window.raise_()
            self._window.activateWindow()

    async def end(self) -> None:
        """Put everything on disk and stop; what was not sent is sent next time."""
        if self._doorbell is not None:
            self._doorbell.close()
        self.desk.close()
        # What is cancelled may start something else in its last breath.
        while tasks.running():
            await tasks.finish()
        await self.remote.close()
        # What the last news began while the line was being put down.
        while tasks.running():
            await tasks.finish()
        # A socket that was told to close does so in the loop's next round.
        await asyncio.sleep(0)
        await asyncio.sleep(0)


def _site(settings: Settings) -> Site:
    try:
        return site_of(settings, settings.server)
    except ValueError:
        return NO_SERVER


def _opening(wish: OpenRecord) -> Opening:
    if wish.noun == "customer":
        return Opening(customer_id=wish.id)
    return Opening(ticket_id=wish.id) if wish.noun == "ticket" else Opening(call_id=wish.id)
