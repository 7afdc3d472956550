"""Addresses from outside: whose ticket or call it is is looked up, once somebody sits here who may see it."""

from dataclasses import replace

from PySide6.QtCore import QObject

from desk.client.models import tasks
from desk.client.models.navigation import Navigation, Opening
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote.remote import Remote


class Arrivals(QObject):
    """The last address counts; it waits for the sign-in, and behind a covered screen."""

    def __init__(self, remote: Remote, session: SessionModel, navigation: Navigation) -> None:
        super().__init__()
        self._remote, self._session, self._navigation = remote, session, navigation
        self._waiting: Opening | None = None
        session.changed.connect(self._look)

    def show(self, opening: Opening) -> None:
        """Show this as soon as possible."""
        self._waiting = opening
        self._look()

    def _look(self) -> None:
        sits = self._session.sitting in (Sitting.SIGNED_IN, Sitting.UNCONFIRMED)
        if self._waiting is not None and sits and not self._session.asking:
            opening, self._waiting = self._waiting, None
            tasks.start(self._open(opening), name="address from outside")

    async def _open(self, opening: Opening) -> None:
        """Ask whose ticket or call it is; DeskError, told by whoever listens to tasks, when nobody answers."""
        whose = opening.customer_id
        if whose is None and opening.ticket_id is not None:
            whose = (await self._remote.api.ticket(opening.ticket_id)).customer_id
        elif whose is None and opening.call_id is not None:
            call = await self._remote.api.call(opening.call_id)
            whose, opening = call.customer_id, replace(opening, ticket_id=call.ticket_id)
        self._navigation.open(replace(opening, customer_id=whose))
