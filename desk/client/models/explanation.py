"""Why a ticket is where it is: asked for when somebody wants to know."""

import asyncio

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.remote.remote import Remote
from desk.contract.assignment import Explanation
from desk.contract.errors import DeskError


class ExplanationModel(QObject):
    """One ticket's explanation at a time."""

    changed = Signal()
    """An explanation came, or could not be had; carries nothing."""

    def __init__(self, remote: Remote, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remote = remote
        self.explanation: Explanation | None = None
        self.error: DeskError | None = None
        self._task: asyncio.Task[None] | None = None

    def ask(self, ticket_id: int) -> None:
        """Why this one is where it is."""
        if self._task is not None:
            self._task.cancel()
        self.explanation, self.error = None, None
        self._task = tasks.start(self._fetch(ticket_id), name="explanation", owner=self)

    def handle_error(self, error: DeskError) -> None:
        """It cannot be told just now."""
        self.error = error
        self.changed.emit()

    async def _fetch(self, ticket_id: int) -> None:
        self.explanation = await self._remote.api.explanation(ticket_id)
        self.changed.emit()
