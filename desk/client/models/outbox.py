"""What was ordered and is not yet settled: waiting, refused or unknown commands, and what can be done about each."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.remote.command import Command, OutboxChange, Pending, Status
from desk.client.remote.remote import Remote
from desk.client.remote.store import NotKept

__all__ = ["Command", "NotKept", "OutboxChange", "OutboxModel", "Pending", "Status"]

#: They go on by themselves.
MOVING = frozenset({Status.WAITING, Status.SENDING, Status.UNKNOWN})
#: They wait for somebody to decide.
STUCK = frozenset({Status.HELD, Status.REFUSED, Status.LOST})


class OutboxModel(QObject):
    """The outbox as screens show it. Commands are put here, and what becomes of them is told here."""

    changed = Signal()
    """Something was put, moved on or left; carries nothing."""
    settled = Signal(object)
    """A command was carried out; carries the `OutboxChange` with the server's answer."""
    refused = Signal(object)
    """The server decided against a command, or it lay too long; carries its `Pending`."""
    not_kept = Signal(object)
    """The workstation's disk did not take a command, so it was never ordered; carries the `Command`."""
    recovered = Signal(object)
    """The agent wants the words of a command back where they were written; carries the `Command`."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._outbox = remote.outbox
        self._outbox.watch(self._hear)
        self._seen: dict[str, Status] = {}
        self._takers: list[Callable[[Pending], bool]] = []

    @property
    def entries(self) -> list[Pending]:
        """Everything in the outbox, oldest first."""
        return self._outbox.pending

    @property
    def moving(self) -> int:
        """How many commands are still to be carried out."""
        return sum(entry.status in MOVING for entry in self.entries)

    @property
    def stuck(self) -> int:
        """How many commands wait for the agent."""
        return sum(entry.status in STUCK for entry in self.entries)

    def put(self, command: Command) -> str:
        """Order something; returns the key by which to find it again. The disk is at work when this returns."""
        self._start(self._put(command, self._outbox.hand_in(command)), f"order {command.endpoint}")
        return command.key

    def find(self, key: str) -> Pending | None:
        """One command, or None when it is no longer here."""
        return self._outbox.find(key)

    def retry(self, key: str) -> None:
        """Send it now: without a pause, or although it lay too long."""
        entry = self.find(key)
        if entry is not None:
            send = self._outbox.release if entry.status is Status.HELD else self._outbox.send_now
            self._start(send(key), "send again")

    def discard(self, key: str) -> None:
        """Let go of a command that is stuck."""
        self._start(self._outbox.discard(key), "discard")

    def withdraw(self, key: str) -> None:
        """Take back what was not sent yet; its words go back to where they were written."""
        self._start(self._withdraw(key), "withdraw")

    def recover(self, key: str) -> None:
        """Give the words of a stuck command back, then let go of it."""
        command = self._outbox.recover(key)
        if command is not None:
            self.recovered.emit(command)
            self.discard(key)

    def ask_first(self, taker: Callable[[Pending], bool]) -> None:
        """Let somebody deal with a refusal before it is told; `refused` is emitted where nobody answers True.

        Whoever takes it emits `refused` later, or discards the command.
        """
        self._takers.append(taker)

    async def _put(self, command: Command, handed_in: "asyncio.Task[str]") -> None:
        try:
            await asyncio.shield(handed_in)
        except NotKept:
            self.not_kept.emit(command)

    async def _withdraw(self, key: str) -> None:
        command = await self._outbox.withdraw(key)
        if command is not None:
            self.recovered.emit(command)

    def _start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        tasks.start(work, name=f"outbox: {name}", owner=self)

    def _hear(self, change: OutboxChange) -> None:
        status = change.pending.status
        newly = self._seen.get(change.pending.key) is not status
        if status in MOVING or status in STUCK:
            self._seen[change.pending.key] = status
        else:
            self._seen.pop(change.pending.key, None)
        if status is Status.DONE:
            self.settled.emit(change)
        elif status in (Status.REFUSED, Status.HELD) and newly and not self._is_taken(change.pending):
            self.refused.emit(change.pending)
        self.changed.emit()

    def _is_taken(self, pending: Pending) -> bool:
        return any(take(pending) for take in self._takers)
