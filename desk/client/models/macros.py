"""The macros of the site: what leads have bundled, and how a lead changes it."""

import asyncio

from PySide6.QtCore import QObject, Signal

from desk.actions import ACTIONS
from desk.actions.action import Case
from desk.client.models import tasks
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError, Problem
from desk.contract.events import MacroSet
from desk.contract.feed import FeedItem, Gap
from desk.contract.macros import Macro, MacroDraft, StepKind


class MacrosModel(QObject):
    """As the server last told them; offline as this workstation remembers them."""

    changed = Signal()
    """A macro came or is another one now; carries nothing."""
    saved = Signal(object)
    """What a lead wrote is in force; carries the `Macro`."""
    not_saved = Signal(object)
    """The server did not take it; carries the `Problem`, or None when it was never sent."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._cache, self._outbox = remote.cache, outbox
        self.macros: list[Macro] = []
        self.loaded = False
        self.error: DeskError | None = None
        #: The case that is on screen, to try a macro on before it is saved; set by whoever shows a customer.
        self.on_screen: Case | None = None
        self._saving = ""
        self._fetching: asyncio.Task[None] | None = None
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._refused)
        outbox.not_kept.connect(self._not_kept)

    @property
    def offered(self) -> list[Macro]:
        """Those that can be run here: in use, and of actions that this version knows."""
        return [one for one in self.macros if one.active and _is_known(one)]

    @property
    def is_saving(self) -> bool:
        """Whether what a lead wrote is on its way."""
        return bool(self._saving)

    def refresh(self) -> None:
        """Ask the server."""
        # An older answer must not come after a newer one.
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching = tasks.start(self._fetch(), name="macros", owner=self)

    def save(self, draft: MacroDraft, before: Macro | None) -> bool:
        """Make a macro, or change the one there was; False while another is on its way."""
        if self._saving:
            return False
        command = commands.create_macro(draft) if before is None else commands.change_macro(before, draft)
        self._saving = self._outbox.put(command)
        self.changed.emit()
        return True

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error = error
        self.changed.emit()

    async def _fetch(self) -> None:
        known = await self._cache.macros()
        self.macros, self.error, self.loaded = known.data, None, True
        self.changed.emit()

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap) or (isinstance(news, FeedItem) and isinstance(news.event.fact, MacroSet)):
            self.refresh()

    def _settled(self, change: OutboxChange) -> None:
        if change.pending.key != self._saving:
            return
        self._saving = ""
        made: object = getattr(change.answer, "data", None)
        if isinstance(made, Macro):
            self.macros = [*(one for one in self.macros if one.id != made.id), made]
            self.macros.sort(key=lambda one: one.id)
            self.saved.emit(made)
        self.changed.emit()

    def _refused(self, pending: Pending) -> None:
        if pending.key == self._saving:
            self._saving = ""
            # What was written still stands in the editor: it is sent anew from there.
            self._outbox.discard(pending.key)
            self._give_up(pending.problem)

    def _not_kept(self, command: Command) -> None:
        if command.key == self._saving:
            self._saving = ""
            self._give_up(None)

    def _give_up(self, problem: Problem | None) -> None:
        self.refresh()
        self.not_saved.emit(problem)


def _is_known(macro: Macro) -> bool:
    return all(one.kind is not StepKind.ACTION or one.action in ACTIONS for one in macro.steps)
