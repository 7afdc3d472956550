"""What a lead does to shifts: ordered through the outbox, shown while it waits, taken back with the inverse order."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, Signal

from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.rota_book import RotaBook
from desk.client.remote import shift_commands
from desk.contract.errors import Problem
from desk.contract.shifts import Shift, ShiftCancel, ShiftChange, ShiftDraft, ShiftState

MOST_UNDONE = 100


@dataclass(frozen=True, slots=True)
class Edit:
    """A shift before and after. Without ``before`` it is a new one, without ``after`` it is cancelled."""

    before: Shift | None
    after: Shift | None
    why: str
    allow: tuple[str, ...] = ()
    #: It takes another edit back, or does it again.
    undoes: bool = False

    @property
    def shift_id(self) -> int:
        """The shift's id; 0 for a new one."""
        return self.before.id if self.before is not None else 0

    @property
    def users(self) -> frozenset[int]:
        """Whom it concerns."""
        return frozenset(one.user_id for one in (self.before, self.after) if one is not None)

    def inverse(self, why: str) -> "Edit":
        """What takes it back."""
        return Edit(self.after, self.before, why, self.allow, undoes=True)


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that did not come to be, and why; ``problem`` is null when the workstation could not keep it."""

    edit: Edit
    problem: Problem | None


class RotaEdits(QObject):
    """Orders, what of them is pending, and the way back."""

    changed = Signal(object)
    """What is pending changed; carries the ids of the people concerned, as a frozenset."""
    refused = Signal(object)
    """An edit did not come to be: the bar goes home; carries the `Refused`."""
    steps_changed = Signal()
    """There is more or less to undo or redo; carries nothing."""

    def __init__(self, outbox: OutboxModel, book: RotaBook) -> None:
        super().__init__()
        self._outbox, self._book = outbox, book
        self._waiting: dict[str, Edit] = {}
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._taking_back: dict[str, list[Edit]] = {}
        outbox.settled.connect(self._settle)
        outbox.not_kept.connect(self._not_kept)
        outbox.ask_first(self._take_refusal)

    # Ordering

    def order(self, edit: Edit) -> str:
        """Send an edit; answers the key of its command."""
        if not edit.undoes:
            self._undone.clear()
        return self._order(edit, self._done)

    def undo(self, why: str) -> Edit | None:
        """Take the last edit back; answers what was ordered, None when there is nothing or it has changed since."""
        return self._back(self._done, self._undone, why)

    def redo(self, why: str) -> Edit | None:
        """Do again what was taken back last."""
        return self._back(self._undone, self._done, why)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back."""
        return bool(self._undone)

    def forget(self) -> None:
        """Another person sits here."""
        self._waiting.clear()
        self._done.clear()
        self._undone.clear()
        self.steps_changed.emit()

    # What is pending

    def is_pending(self, shift_id: int) -> bool:
        """Whether an edit of the shift is on its way."""
        return any(edit.shift_id == shift_id for edit in self._waiting.values() if edit.before is not None)

    def shown(self, user_id: int, shifts: Iterable[Shift]) -> list[tuple[Shift, bool]]:
        """A person's shifts with what is pending on top; true: pending. New ones have negative ids."""
        changed = {edit.shift_id: edit for edit in self._waiting.values() if edit.before is not None}
        found = [(shift, False) for shift in shifts if shift.id not in changed]
        for number, edit in enumerate(self._waiting.values()):
            after = edit.after if edit.after is not None else edit.before
            if after is not None and after.user_id == user_id:
                found.append((after if edit.before else msgspec.structs.replace(after, id=-1 - number), True))
        return sorted(found, key=lambda pair: pair[0].start)

    # Inside

    def _order(self, edit: Edit, onto: list[Edit]) -> str:
        command = _command(edit)
        self._waiting[command.key] = edit
        self._taking_back[command.key] = onto
        self._outbox.put(command)
        self.changed.emit(edit.users)
        return command.key

    def _back(self, stack: list[Edit], onto: list[Edit], why: str) -> Edit | None:
        if not stack:
            return None
        edit = stack.pop()
        self.steps_changed.emit()
        inverse = edit.inverse(why)
        now = self._book.shifts.get(inverse.shift_id)
        if inverse.before is not None:
            if now is None or not _is_as_left(now, inverse.before) or self.is_pending(now.id):
                return None
            inverse = Edit(now, inverse.after, why, inverse.allow, undoes=True)
        self._order(inverse, onto)
        return inverse

    def _settle(self, change: OutboxChange) -> None:
        edit = self._waiting.pop(change.pending.key, None)
        if edit is None:
            return
        made: object = getattr(change.answer, "data", None)
        users = edit.users
        if isinstance(made, Shift):
            known = self._book.shifts.get(made.id)
            if known is None or known.version <= made.version:
                self._book.put(made)
            if edit.after is not None:
                edit = Edit(edit.before, made, edit.why, edit.allow)
        onto = self._taking_back.pop(change.pending.key, self._done)
        onto.append(edit)
        del onto[:-MOST_UNDONE]
        self.changed.emit(users)
        self.steps_changed.emit()

    def _take_refusal(self, pending: Pending) -> bool:
        """The bar says why itself: nothing is left in the drawer to be decided."""
        if pending.key not in self._waiting:
            return False
        self._give_up(pending.key, pending.problem)
        self._outbox.discard(pending.key)
        return True

    def _not_kept(self, command: Command) -> None:
        if command.key in self._waiting:
            self._give_up(command.key, None)

    def _give_up(self, key: str, problem: Problem | None) -> None:
        edit = self._waiting.pop(key)
        self._taking_back.pop(key, None)
        self.changed.emit(edit.users)
        self.refused.emit(Refused(edit, problem))


def _is_as_left(now: Shift, left: Shift) -> bool:
    """Whether nobody has changed a shift since; that it was published is no change."""
    return (now.user_id, now.segments, now.overtime) == (left.user_id, left.segments, left.overtime)


def _command(edit: Edit) -> Command:
    if edit.after is None:
        assert edit.before is not None, "an edit has a shift before or after it"
        return shift_commands.cancel_shift(edit.before, ShiftCancel(why=edit.why))
    after = edit.after
    if edit.before is None:
        return shift_commands.assign_shift(
            ShiftDraft(
                user_id=after.user_id,
                day=after.day,
                segments=after.segments,
                pattern=after.pattern,
                overtime=after.overtime,
                publish=after.state is ShiftState.PUBLISHED,
                why=edit.why,
                allow=edit.allow,
            )
        )
    change = ShiftChange(
        user_id=after.user_id, segments=after.segments, why=edit.why, overtime=after.overtime, allow=edit.allow
    )
    return shift_commands.change_shift(edit.before, change)
