"""Who listens to whose call: to mine, which I always see; and which one I listen to."""

from PySide6.QtCore import Signal

from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.session import SessionModel
from desk.client.models.told import Told
from desk.client.remote import queue_commands
from desk.client.remote.remote import Remote
from desk.contract.events import ListeningBegun, ListeningEnded
from desk.contract.listening import ListenDraft, ListenEnd, Listening


class ListeningsModel(Told):
    """What goes on, and to whoever listened, how it ended."""

    over = Signal(object)
    """What I listened to is over, and I have not stopped it; carries the `Listening`."""

    FACTS = (ListeningBegun, ListeningEnded)

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel) -> None:
        super().__init__(remote, session)
        self._outbox = outbox
        self.listenings: list[Listening] = []
        self._asking = ""
        self._stopping: dict[str, int] = {}
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)

    def forget(self) -> None:
        self.listenings, self._asking = [], ""
        self._stopping.clear()

    async def fetch(self) -> None:
        before = self.mine
        self.listenings = await self._remote.api.listenings()
        after = next((one for one in self.listenings if before is not None and one.id == before.id), None)
        if after is not None and after.end not in (None, ListenEnd.STOPPED):
            self.over.emit(after)

    @property
    def to_me(self) -> list[Listening]:
        """Who listens to my call just now."""
        return [one for one in self.listenings if one.agent_id == self.me and one.end is None]

    @property
    def mine(self) -> Listening | None:
        """What I listen to just now."""
        return next((one for one in self.listenings if one.lead_id == self.me and one.end is None), None)

    @property
    def is_stopping(self) -> bool:
        """Whether the end of it is on its way."""
        return self.mine is not None and self.mine.id in self._stopping.values()

    def listen(self, draft: ListenDraft) -> None:
        """I want to listen; once is enough."""
        if not self._asking:
            self._asking = self._outbox.put(queue_commands.listen(draft))

    def stop_mine(self) -> None:
        """I listen no more."""
        if self.mine is not None and not self.is_stopping:
            self._stopping[self._outbox.put(queue_commands.stop_listening(self.mine))] = self.mine.id
            self.changed.emit()

    # Inside

    def _settled(self, change: OutboxChange) -> None:
        said: object = getattr(change.answer, "data", None)
        if isinstance(said, Listening):
            known = next((one for one in self.listenings if one.id == said.id), None)
            if known is None or known.version <= said.version:
                self.listenings = [*(one for one in self.listenings if one.id != said.id), said]
        self._drop_order(change.pending.key)

    def _given_up(self, order: Pending | Command) -> None:
        self._drop_order(order.key)

    def _drop_order(self, key: str) -> None:
        if key == self._asking or key in self._stopping:
            self._asking = "" if key == self._asking else self._asking
            self._stopping.pop(key, None)
            self.look_soon()
            self.changed.emit()
