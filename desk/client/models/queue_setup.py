"""How queues are set up and how their work is given out, and what people can do; saved one at a time."""

import asyncio

import msgspec
from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import queue_commands
from desk.client.remote.remote import Remote
from desk.contract.assignment import AgentProfile, AssignmentRules, AssignmentRulesInForce, Profile
from desk.contract.errors import DeskError, Problem
from desk.contract.queues import Queue, QueueDraft, WrapUpCodeDraft


def draft_of(queue: Queue) -> QueueDraft:
    """A queue as it is, to be changed."""
    known = {name: getattr(queue, name) for name in QueueDraft.__struct_fields__ if name != "wrap_up_codes"}
    codes = [WrapUpCodeDraft(code=one.code, names=one.names) for one in queue.wrap_up_codes]
    return QueueDraft(wrap_up_codes=codes, **known)


class QueueSetUp(QObject):
    """Asks the server when a form is opened; what is written is sent by the outbox."""

    changed = Signal()
    """Rules or profiles came; carries nothing."""
    saved = Signal()
    """What was written is in force; carries nothing."""
    not_saved = Signal(object)
    """The server did not take it; carries the `Problem`, or None when it was never sent."""

    def __init__(self, remote: Remote, outbox: OutboxModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remote, self._outbox = remote, outbox
        self.rules: AssignmentRulesInForce | None = None
        self.profiles: list[AgentProfile] = []
        self._saving = ""
        self._fetching: asyncio.Task[None] | None = None
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._refused)
        outbox.not_kept.connect(self._not_kept)

    def refresh(self) -> None:
        """Ask the server."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching = tasks.start(self._fetch(), name="queue set-up", owner=self)

    def change_queue(self, queue: Queue, draft: QueueDraft) -> bool:
        """Set a queue up so; False while something else is on its way."""
        return self._put(queue_commands.change_queue(queue, draft))

    def set_rules(self, rules: AssignmentRules) -> bool:
        """Give work out so from now on; False while something else is on its way."""
        return self.rules is not None and self._put(queue_commands.set_assignment_rules(self.rules, rules))

    def set_profile(self, now: AgentProfile, profile: Profile) -> bool:
        """Somebody can do this and carries so much; False while something else is on its way."""
        return self._put(queue_commands.set_profile(now, profile))

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    def _put(self, command: Command) -> bool:
        if self._saving:
            return False
        self._saving = self._outbox.put(command)
        return True

    async def _fetch(self) -> None:
        self.rules = await self._remote.api.assignment_rules()
        self.profiles = await self._remote.api.profiles()
        self.changed.emit()

    def _settled(self, change: OutboxChange) -> None:
        if change.pending.key != self._saving:
            return
        self._saving = ""
        made: object = getattr(change.answer, "data", None)
        if isinstance(made, AssignmentRulesInForce):
            self.rules = made
        elif isinstance(made, AgentProfile):
            self.profiles = [made if one.user_id == made.user_id else one for one in self.profiles]
        self.saved.emit()
        self.changed.emit()

    def _refused(self, pending: Pending) -> None:
        if pending.key == self._saving:
            # What was written still stands in the form: it is sent anew from there.
            self._outbox.discard(pending.key)
            self._give_up(pending.problem)

    def _not_kept(self, command: Command) -> None:
        if command.key == self._saving:
            self._give_up(None)

    def _give_up(self, problem: Problem | None) -> None:
        self._saving = ""
        self.refresh()
        self.not_saved.emit(problem)


def words_of(text: str) -> tuple[str, ...]:
    """The parts of a line with commas between them, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def fits(value: object, kind: object) -> bool:
    """Whether the contract takes a value."""
    try:
        msgspec.convert(value, kind)  # pyright: ignore[reportArgumentType, reportCallIssue] (an annotated type)
    except msgspec.ValidationError:
        return False
    return True
