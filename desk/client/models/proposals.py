"""Rotas the program proposes: asked for, followed while it thinks, taken over or thrown away."""

import asyncio
from collections.abc import Coroutine
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import shift_commands
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError, Problem
from desk.contract.rota_proposals import Proposal, ProposalDraft, ProposalState

#: While the server thinks it is asked so often how far it is.
LOOK_MS = 1_000
#: Whatever came of it, somebody may take it over.
USABLE = frozenset({ProposalState.DONE, ProposalState.CANCELLED})


class Proposals(QObject):
    """The one proposal that is looked at."""

    changed = Signal()
    """It is further, or another one; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self.proposal: Proposal | None = None
        self.problem: Problem | DeskError | None = None
        self._key = ""
        self._fetching: asyncio.Task[None] | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.refresh)
        outbox.settled.connect(self._settled)
        outbox.ask_first(self._refused)
        outbox.not_kept.connect(self._not_kept)

    @property
    def is_running(self) -> bool:
        """Whether the server thinks."""
        return self.proposal is not None and self.proposal.state is ProposalState.RUNNING

    @property
    def is_ordered(self) -> bool:
        """Whether an order about it is on its way."""
        return bool(self._key)

    @property
    def is_usable(self) -> bool:
        """Whether it can be taken over."""
        return self.proposal is not None and self.proposal.state in USABLE and self.proposal.gap is not None

    def open(self) -> None:
        """Somebody looks: is there one already?"""
        self._start(self._fetch_newest())

    def propose(self, since: date, until: date, team_id: int | None, seconds: int) -> None:
        """Think of a rota."""
        self.proposal = self.problem = None
        draft = ProposalDraft(since=since, until=until, team_id=team_id, seconds=seconds)
        self._order(shift_commands.propose_rota(draft))

    def cancel(self) -> None:
        """Think no further; the best so far stays."""
        if self.proposal is not None:
            self._order(shift_commands.cancel_proposal(self.proposal))

    def accept(self) -> None:
        """Its shifts become drafts."""
        if self.proposal is not None:
            self._order(shift_commands.accept_proposal(self.proposal))

    def discard(self) -> None:
        """It is not wanted."""
        if self.proposal is not None:
            self._order(shift_commands.discard_proposal(self.proposal))

    def refresh(self) -> None:
        """How far is it?"""
        if self.proposal is not None and (self._fetching is None or self._fetching.done()):
            self._start(self._fetch(self.proposal.id))

    def stop(self) -> None:
        """Nobody looks any more."""
        self._look.stop()

    def forget(self) -> None:
        """Another person sits here."""
        self.stop()
        self.proposal = self.problem = None
        self._key = ""
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.problem = error
        self.changed.emit()

    def _order(self, command: Command) -> None:
        if not self._key:
            self.problem = None
            self._key = self._outbox.put(command)
            self.changed.emit()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._fetching = tasks.start(work, name="rota proposal", owner=self)

    async def _fetch(self, proposal_id: int) -> None:
        self._take((await self._remote.api.rota_proposal(proposal_id)).proposal)

    async def _fetch_newest(self) -> None:
        known = [one for one in await self._remote.api.rota_proposals() if one.state is not ProposalState.DISCARDED]
        if known and self.proposal is None:
            self._take(max(known, key=lambda one: one.id))

    def _take(self, proposal: Proposal) -> None:
        self.proposal = proposal
        if proposal.state is ProposalState.RUNNING:
            self._look.start()
        else:
            self._look.stop()
        self.changed.emit()

    def _settled(self, change: OutboxChange) -> None:
        if change.pending.key != self._key:
            return
        self._key = ""
        made: object = getattr(change.answer, "data", change.answer)
        if isinstance(made, Proposal):
            self._take(made)
        else:
            self.refresh()

    def _refused(self, pending: Pending) -> bool:
        """It is said where it was asked."""
        if pending.key != self._key:
            return False
        self._key, self.problem = "", pending.problem
        self._outbox.discard(pending.key)
        self.changed.emit()
        return True

    def _not_kept(self, command: Command) -> None:
        if command.key == self._key:
            self._key = ""
            self.changed.emit()
