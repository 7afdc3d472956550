"""Words to and from single colleagues: what is still to be read, and who has read mine."""

from PySide6.QtCore import Signal

from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.session import SessionModel
from desk.client.models.told import Told
from desk.client.remote import queue_commands
from desk.client.remote.remote import Remote
from desk.contract.events import Whispered, WhisperRead
from desk.contract.floor import Whisper, WhisperDraft


class WhispersModel(Told):
    """A day of them, the newest first."""

    came = Signal(object)
    """A word came that is still to be read; carries the `Whisper`."""
    said = Signal(object)
    """My word is with the server; carries the `Whisper`."""

    FACTS = (Whispered, WhisperRead)

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel) -> None:
        super().__init__(remote, session)
        self._outbox = outbox
        self.whispers: list[Whisper] = []
        self._known: set[int] = set()
        self._reads: dict[str, int] = {}
        self._saying: set[str] = set()
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)

    def forget(self) -> None:
        self.whispers = []
        self._known.clear()
        self._reads.clear()
        self._saying.clear()

    async def fetch(self) -> None:
        self.whispers = await self._remote.api.whispers()
        fresh = [one for one in reversed(self.unread) if one.id not in self._known]
        self._known = {one.id for one in self.whispers}
        for one in fresh:
            self.came.emit(one)

    @property
    def unread(self) -> list[Whisper]:
        """What I have not read, the newest first."""
        mine = (one for one in self.whispers if one.to_id == self.me and one.read_at is None)
        return [one for one in mine if one.id not in self._reads.values()]

    def between(self, other_id: int) -> list[Whisper]:
        """What was said between a colleague and me, the oldest first."""
        return [one for one in reversed(self.whispers) if other_id in (one.from_id, one.to_id)]

    def is_saying(self) -> bool:
        """Whether a word of mine is on its way."""
        return bool(self._saying)

    def read(self, whisper: Whisper) -> None:
        """I have read it."""
        if whisper.read_at is None and whisper.id not in self._reads.values():
            self._reads[self._outbox.put(queue_commands.read_whisper(whisper))] = whisper.id
            self.changed.emit()

    def say(self, draft: WhisperDraft) -> None:
        """A word to a colleague."""
        self._saying.add(self._outbox.put(queue_commands.whisper(draft)))
        self.changed.emit()

    # Inside

    def _settled(self, change: OutboxChange) -> None:
        said: object = getattr(change.answer, "data", None)
        ours = change.pending.key in self._saying or change.pending.key in self._reads
        if change.pending.key in self._saying and isinstance(said, Whisper):
            self.said.emit(said)
        if ours and isinstance(said, Whisper):
            self.whispers = sorted(
                [said, *(one for one in self.whispers if one.id != said.id)], key=lambda one: -one.id
            )  # fmt: skip
        self._drop_order(change.pending.key)

    def _given_up(self, order: Pending | Command) -> None:
        self._drop_order(order.key)

    def _drop_order(self, key: str) -> None:
        if self._reads.pop(key, None) is not None or key in self._saying:
            self._saying.discard(key)
            self.look_soon()
            self.changed.emit()
