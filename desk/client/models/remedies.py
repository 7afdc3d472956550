"""The last remedies of the open customer, honest about each: on its way, queued, waiting, done, refused, unknown."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QObject, Signal

from desk.actions import ACTIONS
from desk.client.models.actions import ActionsModel
from desk.client.models.clock import Clock
from desk.client.models.outbox import OutboxModel, Pending, Status
from desk.client.models.remedy_overlay import REMEDY_COMMANDS, draft_of
from desk.client.models.session import SessionModel
from desk.client.remote import commands
from desk.contract.errors import Problem
from desk.contract.remedies import Remedy, RemedyDraft, RemedyState
from desk.contract.users import Role

LEADS = (Role.LEAD, Role.ADMIN)
#: What became of a reversal that leaves the way free for another.
_FREE = (RemedyState.REFUSED, RemedyState.UNDONE, RemedyState.DECLINED, RemedyState.WITHDRAWN)


class Sending(Enum):
    """How an order stands that the server has not taken yet."""

    SENDING = "sending"
    #: Nobody answers: it waits on this workstation, and nothing has happened.
    QUEUED = "queued"
    #: It was sent, and no answer came; it is sent again and happens once.
    UNSURE = "unsure"
    #: It lay too long to be sent unasked.
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyRow:
    """A remedy, or an order of one. ``command`` is the key of what is in the outbox for it, if anything."""

    state: RemedyState | Sending
    at: datetime
    action: str
    remedy: Remedy | None = None
    draft: RemedyDraft | None = None
    command: str = ""
    #: What is being done with the remedy just now: the endpoint of its command.
    doing: str = ""
    problem: Problem | None = None


class RemediesModel(QObject):
    """Follows the actions' situation and the outbox."""

    changed = Signal()
    """A remedy came or stands differently; carries nothing."""

    def __init__(self, actions: ActionsModel, outbox: OutboxModel, session: SessionModel, clock: Clock) -> None:
        super().__init__()
        self._actions, self._outbox, self._session, self._clock = actions, outbox, session, clock
        actions.changed.connect(self.changed)
        outbox.changed.connect(self._follow)
        self._seen: list[tuple[str, str]] = []

    @property
    def rows(self) -> list[RemedyRow]:
        """What is on its way first, then what the server knows, newest first."""
        entries = [one for one in self._outbox.entries if one.endpoint in REMEDY_COMMANDS]
        ordered = [row for entry in entries if (row := self._ordered(entry)) is not None]
        doing = {_remedy_id(one): one for one in entries if _remedy_id(one) is not None}
        return [*reversed(ordered), *(_row(one, doing.get(one.id)) for one in self._actions.remedies)]

    def may_undo(self, remedy: Remedy) -> bool:
        """Whether it can still be taken back by whoever sits here."""
        in_time = remedy.undo_until is not None and self._clock.now() < remedy.undo_until
        return remedy.state is RemedyState.COMMITTED and in_time and self._is_ours(remedy)

    def may_withdraw(self, remedy: Remedy) -> bool:
        """Whether the question for approval is mine to take back."""
        user = self._session.user
        return remedy.state is RemedyState.AWAITING and user is not None and user.id == remedy.agent_id

    def may_reverse(self, remedy: Remedy) -> bool:
        """Whether what was done can be reversed, and is not yet."""
        action = ACTIONS.get(remedy.action)
        if action is None or not action.reversible or remedy.state is not RemedyState.DONE:
            return False
        begun = [one for one in self._actions.remedies if one.reverses == remedy.id and one.state not in _FREE]
        return remedy.reverses is None and not begun and self._is_ours(remedy)

    def seconds_left(self, remedy: Remedy) -> int:
        """For how long it can be taken back."""
        if remedy.undo_until is None:
            return 0
        return max(0, -int(-self._clock.left(remedy.undo_until).total_seconds() // 1))

    def undo(self, remedy: Remedy) -> None:
        """Take it back before it is handed over."""
        if self.may_undo(remedy) and not self._is_busy(remedy):
            self._outbox.put(commands.undo_remedy(remedy))

    def withdraw(self, remedy: Remedy) -> None:
        """No approval is needed any more."""
        if self.may_withdraw(remedy) and not self._is_busy(remedy):
            self._outbox.put(commands.withdraw_remedy(remedy))

    def reverse(self, remedy: Remedy) -> None:
        """Reverse what was done."""
        if self.may_reverse(remedy) and not self._is_busy(remedy):
            self._outbox.put(commands.reverse_remedy(remedy))

    def undo_last(self) -> bool:
        """Take back the newest that can still be taken back; False when there is none."""
        found = next((one for one in self._actions.remedies if self.may_undo(one)), None)
        if found is not None:
            self.undo(found)
        return found is not None

    def send_again(self, row: RemedyRow) -> bool:
        """Order it anew on the situation as it is now; False when it can not be done any more, and it stays.

        What lay too long is sent as it was: it was never tried.
        """
        draft = row.draft
        if row.state is Sending.HELD:
            self._outbox.retry(row.command)
            return True
        if draft is None:
            return False
        if draft.order_id is not None:
            self._actions.choose_order(draft.order_id)
        ordered = self._actions.carry_out(draft.action, draft.values, draft.reason)
        if ordered and row.command:
            self._outbox.discard(row.command)
        return ordered

    def let_go(self, row: RemedyRow) -> None:
        """Do not do it: what was never sent is withdrawn, what was refused or held is put away."""
        if row.state is Sending.QUEUED:
            self._outbox.withdraw(row.command)
        elif row.state in (Sending.HELD, Sending.REFUSED):
            self._outbox.discard(row.command)

    # Inside

    def _is_ours(self, remedy: Remedy) -> bool:
        user = self._session.user
        return user is not None and (user.role in LEADS or user.id in (remedy.agent_id, remedy.authority_id))

    def _is_busy(self, remedy: Remedy) -> bool:
        return any(_remedy_id(one) == remedy.id for one in self._outbox.entries if one.status is not Status.REFUSED)

    def _ordered(self, entry: Pending) -> RemedyRow | None:
        draft = draft_of(entry)
        if draft is None or draft.customer_id != self._actions.customer_id:
            return None
        # While nobody answers, each further attempt ends as the one before: the words do not flicker with them.
        again = Sending.UNSURE if entry.tries > 1 else Sending.QUEUED
        state = {
            Status.WAITING: Sending.QUEUED if self._actions.is_offline else Sending.SENDING,
            Status.SENDING: again if self._actions.is_offline else Sending.SENDING,
            Status.UNKNOWN: Sending.UNSURE,
            Status.HELD: Sending.HELD,
            Status.REFUSED: Sending.REFUSED,
        }.get(entry.status)
        if state is None:
            return None
        return RemedyRow(
            state=state,
            at=entry.created_at,
            action=draft.action,
            draft=draft,
            command=entry.key,
            problem=entry.problem,
        )

    def _follow(self) -> None:
        seen = [(one.key, one.status.value) for one in self._outbox.entries if one.endpoint in REMEDY_COMMANDS]
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()


def _remedy_id(entry: Pending) -> int | None:
    if entry.command is None or "remedy_id" not in entry.command.path:
        return None
    return int(entry.command.path["remedy_id"])


def _row(remedy: Remedy, doing: Pending | None) -> RemedyRow:
    refused = doing is not None and doing.status in (Status.REFUSED, Status.HELD)
    draft = RemedyDraft(
        action=remedy.action,
        customer_id=remedy.customer_id,
        order_id=remedy.order_id,
        values=remedy.values,
        reason=remedy.reason,
    )
    return RemedyRow(
        state=remedy.state,
        at=remedy.requested_at,
        action=remedy.action,
        remedy=remedy,
        draft=draft,
        command=doing.key if doing is not None else "",
        doing=doing.endpoint if doing is not None and not refused else "",
        problem=doing.problem if doing is not None and refused else None,
    )
