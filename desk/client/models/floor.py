"""The floor as a lead sees it: everybody's state, work and day, asked for while somebody looks."""

from desk.client.models.clock import Clock
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

    def __init__(self, remote: Remote, session: SessionModel, clock: Clock) -> None:
        super().__init__(remote, session)
        self._clock = clock
        self.people: list[AgentFloor] = []
        self.teams: dict[int, str] = {}
        self._looked = False
        self._beats = 0
        clock.tick.connect(self._tick)

    def topics(self) -> tuple[str, ...]:
        return ("floor", "calls", "helps")

    def wanted(self) -> bool:
        return self._looked and self.leads

    def look(self, looks: bool) -> None:
        """Somebody looks at the floor, or does no longer."""
        self._looked = looks
        self.follow()

    def forget(self) -> None:
        self.people, self.teams = [], {}

    async def fetch(self) -> None:
        if not self.teams:
            self.teams = {one.id: one.name for one in await self._remote.api.teams()}
        self.people = await self._remote.api.floor()

    def _tick(self) -> None:
        self._beats += 1
        if self._beats % POLL == 0 and self.wanted():
            self.look_soon()
