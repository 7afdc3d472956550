"""Words of leads for many: what I must still read, and for leads who has not read theirs."""

from PySide6.QtCore import Signal

from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.session import SessionModel
from desk.client.models.told import Told
from desk.client.remote import queue_commands
from desk.client.remote.remote import Remote
from desk.contract.events import BroadcastRead, BroadcastSent
from desk.contract.floor import Broadcast, BroadcastDraft

#: Longer words cannot be read while they pass by.
PASSING = 160


def stays(said: Broadcast) -> bool:
    """Whether it stays until it is read, and does not only pass by."""
    return said.must_read or len(said.words) > PASSING


class BroadcastsModel(Told):
    """Those that hold, the newest first."""

    came = Signal(object)
    """Words came that are for me; carries the `Broadcast`."""
    sent = Signal()
    """My words are with the server; carries nothing."""

    FACTS = (BroadcastSent, BroadcastRead)
    APART = 500

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel) -> None:
        super().__init__(remote, session)
        self._outbox = outbox
        self.broadcasts: list[Broadcast] = []
        self._known: set[int] = set()
        self._reads: dict[str, int] = {}
        self._sending = ""
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)

    def topics(self) -> tuple[str, ...]:
        return ("site", "helps") if self.leads else ("site",)

    def forget(self) -> None:
        self.broadcasts, self._sending = [], ""
        self._known.clear()
        self._reads.clear()

    async def fetch(self) -> None:
        self.broadcasts = await self._remote.api.broadcasts()
        fresh = [one for one in reversed(self.unread) if one.id not in self._known]
        self._known = {one.id for one in self.broadcasts}
        for one in fresh:
            self.came.emit(one)

    @property
    def unread(self) -> list[Broadcast]:
        """What is for me and not read, the newest first; leads also see what is for others only."""
        return [one for one in self.broadcasts if self._is_open(one) and one.id not in self._reads.values()]

    def _is_open(self, one: Broadcast) -> bool:
        if one.read or one.by_id == self.me:
            return False
        return self.me in one.unread_ids if self.leads else True

    @property
    def staying(self) -> list[Broadcast]:
        """What stays until I say that I have read it, the oldest first."""
        return [one for one in reversed(self.unread) if stays(one)]

    @property
    def sending(self) -> bool:
        """Whether words of mine are on their way."""
        return bool(self._sending)

    def read(self, broadcast: Broadcast) -> None:
        """I have read it."""
        if broadcast.id not in self._reads.values():
            self._reads[self._outbox.put(queue_commands.read_broadcast(broadcast))] = broadcast.id
            self.changed.emit()

    def send(self, draft: BroadcastDraft) -> None:
        """Say it to many."""
        if not self._sending:
            self._sending = self._outbox.put(queue_commands.broadcast(draft))
            self.changed.emit()

    # Inside

    def _settled(self, change: OutboxChange) -> None:
        key = change.pending.key
        if key == self._sending:
            self._sending = ""
            self.sent.emit()
        elif key in self._reads:
            done = self._reads.pop(key)
            said: object = getattr(change.answer, "data", None)
            if isinstance(said, Broadcast):
                self.broadcasts = [said if one.id == done else one for one in self.broadcasts]
        else:
            return
        self.look_soon()
        self.changed.emit()

    def _given_up(self, order: Pending | Command) -> None:
        if order.key == self._sending:
            self._sending = ""
        elif self._reads.pop(order.key, None) is None:
            return
        self.look_soon()
        self.changed.emit()
