"""Telephone systems as administrators set them: where each is told, how it is, and what came of a change."""

import asyncio
from enum import Enum

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.telephony import Switch, SwitchDraft

#: While somebody looks, how each is is asked so often, in seconds.
LOOK = 2


class Health(Enum):
    """How a telephone system is: told nothing; in trouble; not told everything yet; told of everybody."""

    OFF = "off"
    TROUBLE = "trouble"
    BEHIND = "behind"
    GOOD = "good"


def health_of(switch: Switch) -> Health:
    """How it is."""
    if not switch.enabled:
        return Health.OFF
    if switch.trouble:
        return Health.TROUBLE
    return Health.BEHIND if switch.waiting or switch.told_at is None else Health.GOOD


def draft_of(switch: Switch) -> SwitchDraft:
    """One as it is, to be changed; its secret stays."""
    known = {name: getattr(switch, name) for name in SwitchDraft.__struct_fields__ if hasattr(switch, name)}
    return SwitchDraft(**known)


class SwitchesModel(QObject):
    """Asks while somebody looks. Changes go one after the other and not by the outbox: a secret is kept nowhere on the
    way."""

    changed = Signal()
    """More is known; carries nothing."""
    saved = Signal(object)
    """It is set so; carries the `Switch`, with a signing secret if one was made. None when it was dropped."""
    not_saved = Signal(object)
    """The server did not take it, or did not answer; carries the `DeskError`."""

    def __init__(self, remote: Remote, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remote = remote
        self.switches: list[Switch] = []
        self.loaded = False
        self.error: DeskError | None = None
        self._looked = False
        self._beats = 0
        #: Counts changes: what was asked before one says nothing of it.
        self._saves = 0
        self._fetching: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        clock.tick.connect(self._tick)

    def look(self, looks: bool) -> None:
        """Somebody looks, or does no longer."""
        self._looked = looks
        if looks:
            self.refresh()

    def refresh(self) -> None:
        """Ask the server, unless it is being asked."""
        if self._fetching is None or self._fetching.done():
            self._fetching = tasks.start(self._fetch(), name="telephone systems", owner=self)

    def put(self, name: str, draft: SwitchDraft) -> None:
        """Set one so; as it is, it is told of everybody anew, and tried at once."""
        tasks.start(self._put(name, draft), name="telephone system", owner=self)

    def drop(self, name: str) -> None:
        """Forget one."""
        tasks.start(self._drop(name), name="telephone system", owner=self)

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error = error
        self.changed.emit()

    # Inside

    async def _fetch(self) -> None:
        before = self._saves
        found = await self._remote.api.switches()
        if before == self._saves:
            self.switches, self.loaded, self.error = found, True, None
            self.changed.emit()

    async def _put(self, name: str, draft: SwitchDraft) -> None:
        try:
            async with self._turn:
                made = (await self._remote.api.set_switch(name, draft)).data
        except DeskError as error:
            self.not_saved.emit(error)
            return
        self._saves += 1
        others = [one for one in self.switches if one.name != name]
        self.switches = sorted([*others, made], key=lambda one: one.name)
        self.changed.emit()
        self.saved.emit(made)

    async def _drop(self, name: str) -> None:
        try:
            async with self._turn:
                await self._remote.api.drop_switch(name)
        except DeskError as error:
            self.not_saved.emit(error)
            return
        self._saves += 1
        self.switches = [one for one in self.switches if one.name != name]
        self.changed.emit()
        self.saved.emit(None)

    def _tick(self) -> None:
        self._beats += 1
        if self._looked and self._beats % LOOK == 0:
            self.refresh()
