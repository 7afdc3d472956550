"""Help in a call: mine as it is asked for and comes, and for leads everybody's who waits."""

from PySide6.QtCore import Signal

from desk.client.models.outbox import MOVING, Command, OutboxChange, OutboxModel, Pending
from desk.client.models.session import SessionModel
from desk.client.models.told import Told
from desk.client.remote import queue_commands
from desk.client.remote.remote import Remote
from desk.contract.events import HelpAsked, HelpEnded, HelpJoined, HelpSaid
from desk.contract.floor import Help, HelpDraft, HelpState, HelpWords


class HelpsModel(Told):
    """All that goes on for leads; for others their own."""

    came = Signal(object)
    """A colleague asks a lead for help who was not known to ask; carries the `Help`."""
    joined = Signal(object)
    """I have joined a colleague, as the server says; carries the `Help`."""

    FACTS = (HelpAsked, HelpJoined, HelpSaid, HelpEnded)

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel) -> None:
        super().__init__(remote, session)
        self._outbox = outbox
        self.helps: list[Help] = []
        self._known: set[int] = set()
        self._asking = ""
        self._orders: dict[str, tuple[str, int]] = {}
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)
        outbox.changed.connect(self._outbox_changed)

    def topics(self) -> tuple[str, ...]:
        return ("helps",) if self.leads else ()

    def forget(self) -> None:
        self.helps, self._asking = [], ""
        self._known.clear()
        self._orders.clear()

    async def fetch(self) -> None:
        helps = await self._remote.api.helps()
        self.helps = sorted(helps, key=lambda one: one.asked_at)
        fresh = [one for one in self.waiting if one.id not in self._known]
        self._known = {one.id for one in self.helps}
        for one in fresh:
            self.came.emit(one)

    @property
    def waiting(self) -> list[Help]:
        """Those of others whom nobody has come to yet, the longest first."""
        here = (one for one in self.helps if one.state is HelpState.ASKED and one.asker_id != self.me)
        return [one for one in here if not self._is_ordered("join_help", one.id)] if self.leads else []

    @property
    def talks(self) -> list[Help]:
        """Those I am in: my own first, then whom I have joined."""
        mine = [one for one in self.helps if self.me in (one.asker_id, *one.helper_ids)]
        return sorted(mine, key=lambda one: (one.asker_id != self.me, one.asked_at))

    @property
    def mine(self) -> Help | None:
        """The help I have asked for."""
        return next((one for one in self.helps if one.asker_id == self.me), None)

    @property
    def asking(self) -> bool:
        """Whether my asking is on its way."""
        return bool(self._asking)

    def is_joining(self, asked: Help) -> bool:
        """Whether my coming is on its way."""
        return self._is_ordered("join_help", asked.id)

    def is_ending(self, asked: Help) -> bool:
        """Whether the end of it is on its way."""
        return self._is_ordered("end_help", asked.id)

    def unsent(self, asked: Help) -> list[str]:
        """What I have said that the server has not taken yet."""
        bodies = (
            one.command.body
            for one in self._outbox.entries
            if one.command is not None
            and one.endpoint == "say_in_help"
            and one.status in MOVING
            and one.command.path.get("help_id") == asked.id
        )
        return [body.words for body in bodies if isinstance(body, HelpWords)]

    def ask(self, draft: HelpDraft) -> None:
        """I need help; once is enough."""
        if self.mine is None and not self._asking:
            self._asking = self._outbox.put(queue_commands.ask_help(draft))
            self.changed.emit()

    def withdraw(self) -> None:
        """Not needed after all, and not even sent yet."""
        if self._asking:
            self._outbox.withdraw(self._asking)

    def join(self, asked: Help) -> None:
        """I come."""
        if not self.is_joining(asked):
            self._order(queue_commands.join_help(asked), asked)

    def say(self, asked: Help, words: str) -> None:
        """A line beside the ticket."""
        if words.strip():
            self._outbox.put(queue_commands.say_in_help(asked, HelpWords(words=words.strip())))
            self.changed.emit()

    def end(self, asked: Help) -> None:
        """No help is needed any more."""
        if not self.is_ending(asked):
            self._order(queue_commands.end_help(asked), asked)

    # Inside

    def _order(self, command: Command, asked: Help) -> None:
        self._orders[self._outbox.put(command)] = (command.endpoint, asked.id)
        self.changed.emit()

    def _is_ordered(self, endpoint: str, help_id: int) -> bool:
        return (endpoint, help_id) in self._orders.values()

    def _settled(self, change: OutboxChange) -> None:
        key = change.pending.key
        endpoint = self._orders.pop(key, ("", 0))[0]
        mine, self._asking = key == self._asking, "" if key == self._asking else self._asking
        said: object = getattr(change.answer, "data", None)
        if isinstance(said, Help):
            self._take(said)
            if endpoint == "join_help":
                self.joined.emit(said)
        elif endpoint or mine:
            self.refresh()

    def _take(self, said: Help) -> None:
        """The server's answer is newer than what was known, or as new."""
        known = next((one for one in self.helps if one.id == said.id), None)
        if known is not None and known.version > said.version:
            return
        others = [one for one in self.helps if one.id != said.id]
        self.helps = others if said.state is HelpState.OVER else sorted([*others, said], key=lambda one: one.asked_at)
        self._known.add(said.id)
        self.look_soon()
        self.changed.emit()

    def _given_up(self, order: Pending | Command) -> None:
        if order.key == self._asking:
            self._asking = ""
        elif self._orders.pop(order.key, None) is None and order.endpoint != "say_in_help":
            return
        self.refresh()
        self.changed.emit()

    def _outbox_changed(self) -> None:
        if self._asking and self._outbox.find(self._asking) is None:
            # Withdrawn, or carried out: then the answer has told already.
            self._asking = ""
            self.look_soon()
            self.changed.emit()
