"""My state on the floor: what it is, since when, what comes next, and what I have asked for."""

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.session import SessionModel
from desk.client.remote import commands
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentState, AgentStatus, StateChoice
from desk.contract.errors import DeskError
from desk.contract.events import AgentStateChanged
from desk.contract.feed import FeedItem, Gap, PresenceList

BUSY = frozenset({AgentState.IN_CALL, AgentState.WRAP_UP})


class AgentStateModel(QObject):
    """The server's word, and beside it what is still pending. A click alone changes only what is pending."""

    changed = Signal()
    """State, next state or what is pending changed; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel) -> None:
        super().__init__()
        self._remote, self._outbox, self._session = remote, outbox, session
        self.status: AgentStatus | None = None
        self.pending: StateChoice | None = None
        self._key = ""
        self._settles_at: int | None = None
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settle)
        outbox.refused.connect(self._give_up)
        outbox.not_kept.connect(self._give_up)

    @property
    def state(self) -> AgentState:
        """What I am doing; off until the server has said anything."""
        return AgentState.OFF if self.status is None else self.status.state

    @property
    def is_busy(self) -> bool:
        """Whether a call decides the state, so that a choice is for afterwards."""
        return self.state in BUSY

    @property
    def next_state(self) -> AgentState | None:
        """What follows the call and its wrap-up, if something was chosen."""
        return None if self.status is None else self.status.next_state

    def choose(self, state: AgentState, reason: str = "") -> None:
        """Ask for a state; during a call or wrap-up it becomes the next one."""
        choice = StateChoice(state=state, reason=reason)
        if choice == self.pending:
            return
        self.pending, self._settles_at = choice, None
        self._key = self._outbox.put(commands.choose_state(choice))
        self.changed.emit()

    def refresh(self) -> None:
        """Ask the server for my state."""
        tasks.start(self._fetch(), name="my state", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.status = self.pending = None
        self.changed.emit()

    def handle_error(self, _error: DeskError) -> None:
        """The state stays as it was last known; the connection's health says how old that is."""

    async def _fetch(self) -> None:
        self._take(await self._remote.api.my_state())

    def _take(self, status: AgentStatus) -> None:
        if self.status is not None and status.version < self.status.version:
            return
        self.status = status
        if self._settles_at is not None and status.version >= self._settles_at:
            self._nothing_pending()
        self.changed.emit()

    def _hear(self, news: FeedItem | PresenceList | Gap) -> None:
        if isinstance(news, Gap):
            self.refresh()
        elif isinstance(news, FeedItem) and isinstance(news.event.fact, AgentStateChanged):
            user = self._session.user
            if user is not None and news.event.fact.user_id == user.id:
                self._apply(news, news.event.fact, user.name)

    def _apply(self, item: FeedItem, fact: AgentStateChanged, name: str) -> None:
        """The state as the event has it; `since` moves only when state or reason change."""
        before, event = self.status, item.event
        same = before is not None and (before.state, before.reason) == (fact.state, fact.reason)
        status = AgentStatus(
            user_id=fact.user_id,
            name=name,
            state=fact.state,
            reason=fact.reason,
            since=before.since if before is not None and same else event.at,
            next_state=fact.next_state,
            next_reason=fact.next_reason,
            call_id=fact.call_id,
            wrap_up_until=fact.wrap_up_until,
            version=event.seq,
        )
        self._take(status)

    def _settle(self, change: OutboxChange) -> None:
        """The server has done it: it stays pending until its event is here, too."""
        if change.pending.key != self._key:
            return
        self._settles_at = self._version_of(change)
        if self.status is not None and self.status.version >= self._settles_at:
            self._nothing_pending()
            self.changed.emit()

    @staticmethod
    def _version_of(change: OutboxChange) -> int:
        data = getattr(change.answer, "data", None)
        return data.version if isinstance(data, AgentStatus) else change.synced_to

    def _give_up(self, order: Pending | Command) -> None:
        """A command that was refused, held or never taken is no longer pending."""
        if order.key == self._key:
            self._nothing_pending()
            self.changed.emit()

    def _nothing_pending(self) -> None:
        self.pending, self._key, self._settles_at = None, "", None
