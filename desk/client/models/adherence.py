"""What everybody really does against what was planned: the worst first, instead of a flat list."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.rota import RotaModel
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentState, AgentStatus
from desk.contract.errors import DeskError
from desk.contract.events import AgentStateChanged
from desk.contract.feed import FeedItem, Gap
from desk.contract.staffing import Mismatch


@dataclass(frozen=True, slots=True)
class Amiss:
    """Somebody who does other than planned: how, since how many minutes, and how much it matters (more is worse)."""

    user_id: int
    mismatch: Mismatch
    minutes: int
    priority: float

    @property
    def grave(self) -> bool:
        """Whether callers feel it."""
        return self.mismatch in (Mismatch.NOT_HERE, Mismatch.NOT_ON_CALLS)


class AdherenceModel(QObject):
    """States from the floor, beside the rota."""

    changed = Signal()
    """Somebody's state, or what is amiss, is another one; carries nothing."""
    here_changed = Signal()
    """Somebody came on calls or went; carries nothing."""

    def __init__(self, remote: Remote, rota: RotaModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._rota, self._clock = remote, rota, clock
        self.statuses: dict[int, AgentStatus] = {}
        self.amiss: list[Amiss] = []
        self._of: dict[int, Amiss] = {}
        remote.feed.watch(self._hear)

    def state(self, user_id: int) -> AgentState:
        """What somebody does; off where nothing is known."""
        status = self.statuses.get(user_id)
        return AgentState.OFF if status is None else status.state

    def mismatch(self, user_id: int) -> Amiss | None:
        """What is amiss with somebody."""
        return self._of.get(user_id)

    def refresh(self) -> None:
        """Ask what everybody does."""
        tasks.start(self._fetch(), name="the floor", owner=self)

    def take(self, statuses: list[AgentStatus]) -> None:
        """What everybody does."""
        self.statuses = {one.user_id: one for one in statuses}
        self.changed.emit()

    def take_amiss(self, amiss: list[Amiss]) -> None:
        """Who does other than planned, the worst first."""
        self.amiss = amiss
        self._of = {one.user_id: one for one in amiss}
        self.changed.emit()

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    async def _fetch(self) -> None:
        self.take(await self._remote.api.agents())

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap):
            self.refresh()
        elif isinstance(news, FeedItem) and isinstance(news.event.fact, AgentStateChanged):
            self.here_changed.emit()
