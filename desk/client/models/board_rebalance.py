"""A proposal to rebalance: asked for what is shown, looked at, ticked, accepted whole or in part."""

import asyncio
from collections.abc import Iterable

from msgspec import structs
from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.board import BoardModel
from desk.client.remote.remote import Remote
from desk.contract.board import Card, CardChange, ProposedMove, Rebalance, RebalanceQuery
from desk.contract.errors import DeskError


class BoardRebalance(QObject):
    """One proposal at a time."""

    changed = Signal()
    """A proposal came, was ticked, or is gone; carries nothing."""

    def __init__(self, remote: Remote, model: BoardModel) -> None:
        super().__init__()
        self._remote, self._model = remote, model
        self.proposal: Rebalance | None = None
        self.ticked: set[int] = set()
        self.error: DeskError | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def asking(self) -> bool:
        """Whether the server thinks."""
        return self._task is not None and not self._task.done()

    def ask(self, *, queue_id: int | None = None, team_id: int | None = None) -> None:
        """Ask for a proposal: of one queue, one team, or all."""
        if not self.asking:
            self.proposal, self.error = None, None
            query = RebalanceQuery(queue_id=queue_id, team_id=team_id)
            self._task = tasks.start(self._ask(query), name="board: rebalance", owner=self)
            self.changed.emit()

    def forget(self) -> None:
        """Look at it no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.proposal, self.error = None, None
        self.ticked.clear()
        self.changed.emit()

    def tick(self, ids: Iterable[int], *, on: bool) -> None:
        """Take moves into what will be accepted, or out of it."""
        self.ticked = self.ticked | set(ids) if on else self.ticked - set(ids)
        self.changed.emit()

    def moves(self) -> list[ProposedMove]:
        """What is ticked."""
        return [] if self.proposal is None else [one for one in self.proposal.moves if one.ticket_id in self.ticked]

    def accept(self, where: str) -> str:
        """Order what is ticked, on the cards as the proposal saw them; answers the key of the command, empty for
        nothing."""
        changes, cards = dict[int, CardChange](), list[Card]()
        for one in self.moves():
            card = self._model.card(one.ticket_id)
            if card is not None:
                changes[card.id] = CardChange(owner_id=one.to_id)
                # Whoever has changed it since the proposal wins.
                cards.append(structs.replace(card, version=one.version))
        if not cards:
            return ""
        key = self._model.moves.order(cards, CardChange(), where=where, code="rebalanced", each=changes)
        self.forget()
        return key

    def handle_error(self, error: DeskError) -> None:
        """There is none."""
        self.error = error
        self.changed.emit()

    async def _ask(self, query: RebalanceQuery) -> None:
        self.proposal = await self._remote.api.rebalance(query)
        self.ticked = {one.ticket_id for one in self.proposal.moves}
        self.error = None
        self._task = None
        self.changed.emit()
