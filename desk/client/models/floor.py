"""The floor as a lead sees it: everybody's state, work and day, asked for while somebody looks."""

from desk.client.models.clock import Clock
from desk.client.models.colleagues import Colleagues
from desk.client.models.session import SessionModel
from desk.client.models.told import Told
from desk.client.remote.remote import Remote
from desk.contract.events import (
    AgentStateChanged,
    CallAnswered,
    CallEnded,
    CallWrappedUp,
    HelpAsked,
    HelpEnded,
    HelpJoined,
    SickCalled,
)
from desk.contract.floor import AgentFloor

#: What no event tells is asked for so often, in seconds: loads, and the day's calls.
POLL = 15


class FloorModel(Told):
    """Only for leads, and only while the page is looked at."""

    FACTS = (AgentStateChanged, CallAnswered, CallEnded, CallWrappedUp, HelpAsked, HelpJoined, HelpEnded, SickCalled)
    APART = 1000

    def __init__(self, remote: Remote, session: SessionModel, clock: Clock, colleagues: Colleagues) -> None:
        super().__init__(remote, session)
        self._colleagues = colleagues
        colleagues.changed.connect(self.changed)
        self.people: list[AgentFloor] = []
        self._looked = False
        self._beats = 0
        clock.tick.connect(self._tick)

    @property
    def teams(self) -> dict[int, str]:
        """What teams are called."""
        return {one.id: one.name for one in self._colleagues.teams.values()}

    def topics(self) -> tuple[str, ...]:
        return ("floor", "calls", "helps")

    def wanted(self) -> bool:
        return self._looked and self.leads

    def look(self, looks: bool) -> None:
        """Somebody looks at the floor, or does no longer."""
        self._looked = looks
        self.follow()

    def forget(self) -> None:
        self.people = []

    async def fetch(self) -> None:
        self._colleagues.want()
        self.people = await self._remote.api.floor()

    def _tick(self) -> None:
        self._beats += 1
        if self._beats % POLL == 0 and self.wanted():
            self.look_soon()
