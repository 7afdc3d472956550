"""Who and what the columns of a board stand for, how each stands, and how it would with other cards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.client.models.clock import Clock
from desk.client.models.directory import Directory
from desk.contract.board import AgentPace, Card, Pace
from desk.contract.shifts import Team
from desk.queueing.foresight import Drag, Foresight
from desk.queueing.places import AGENT, QUEUE, Place, Side


@dataclass(frozen=True, slots=True)
class Standing:
    """How a column stands: its ``cards`` that are to be worked on (none of what is put aside). ``here``: of a queue or
    team, the people who are here; of an agent, 1 or 0."""

    load: float
    capacity: float
    wait: float | None
    missed: int
    here: int
    cards: int = 0


class BoardFloor:
    """Foresight over the cards as they are shown; none before the pace is known."""

    def __init__(self, directory: Directory, clock: Clock) -> None:
        self._directory, self._clock = directory, clock
        self.foresight: Foresight | None = None
        self.agents: dict[int, AgentPace] = {}
        self.teams: dict[int, Team] = {}
        #: Of each agent the team; one dictionary for good, so that columns can hold on to it.
        self.teams_of: dict[int, int] = {}
        self._members: dict[int, list[AgentPace]] = {}
        #: What came while cards are in a hand; None while none are.
        self._later: dict[int, Card | None] | None = None

    def forget(self) -> None:
        """Nothing is known."""
        self.foresight, self._later = None, None
        self.agents, self.teams, self._members = {}, {}, {}
        self.teams_of.clear()

    def take_teams(self, teams: Iterable[Team]) -> None:
        """The teams of the site."""
        self.teams = {team.id: team for team in teams}

    def knows_teams_of(self, pace: Pace) -> bool:
        """Whether everybody's team is known by its name."""
        return {one.team_id for one in pace.agents} - {None} <= self.teams.keys()

    def take_pace(self, pace: Pace) -> bool:
        """How fast work goes now; True when all cards have to be put anew."""
        self.agents = {one.user_id: one for one in pace.agents}
        self.teams_of.clear()
        self.teams_of.update({one.user_id: one.team_id for one in pace.agents if one.team_id is not None})
        self._members = {}
        for one in pace.agents:
            if one.team_id is not None:
                self._members.setdefault(one.team_id, []).append(one)
        now = self._clock.now().timestamp()
        if self.foresight is not None and self.foresight.paced(pace):
            self.foresight.at(now)
            return False
        self.foresight = Foresight(pace, now)
        return True

    def put(self, cards: Iterable[Card]) -> None:
        """Cards as they are shown now."""
        if self._later is not None:
            self._later |= {card.id: card for card in cards}
        elif self.foresight is not None:
            self.foresight.put(*cards)

    def drop(self, card_id: int) -> None:
        """The card is gone."""
        if self._later is not None:
            self._later[card_id] = None
        elif self.foresight is not None:
            self.foresight.drop(card_id)

    def hold(self) -> None:
        """Cards are in a hand: every target is held against the same floor, until ``catch_up`` or ``release``."""
        if self._later is None:
            self._later = {}

    def catch_up(self) -> bool:
        """The hand rests: take in what came; tells whether there was anything."""
        later = self._later
        if not later:
            return False
        self.release()
        self.hold()
        return True

    def release(self) -> None:
        """Nothing is in a hand any more: take in what came."""
        later, self._later = self._later, None
        for card_id, card in (later or {}).items():
            if card is None:
                self.drop(card_id)
        self.put(card for card in (later or {}).values() if card is not None)

    def now(self) -> datetime:
        """The present, by which all of it is reckoned."""
        return self._clock.now()

    def at_now(self) -> None:
        """Reckon from now on: before a drag begins, and every minute."""
        if self.foresight is not None:
            self.foresight.at(self._clock.now().timestamp())

    def begin(self, ids: Iterable[int]) -> Drag | None:
        """Take cards into the hand."""
        return None if self.foresight is None else Drag(self.foresight, ids)

    # Names

    def agent_name(self, user_id: int | None) -> str:
        """Somebody's name; empty when nobody is known by that id."""
        agent = self.agents.get(user_id or 0)
        return "" if agent is None else agent.name

    def queue_name(self, queue_id: int) -> str:
        """A queue's name."""
        return self._directory.queue_name(queue_id)

    def team_name(self, team_id: int) -> str:
        """A team's name; empty when there is none of that id."""
        team = self.teams.get(team_id)
        return "" if team is None else team.name

    def members(self, team_id: int) -> list[AgentPace]:
        """Who is in a team."""
        return self._members.get(team_id, [])

    def queues(self) -> list[int]:
        """The queues of the site, in their order."""
        return list(self._directory.queues)

    def skills_of(self, queue_id: int) -> frozenset[str]:
        """What whoever works in a queue has to be able to do."""
        queue = self._directory.queues.get(queue_id)
        return frozenset() if queue is None else frozenset(queue.skills)

    # How columns stand

    def queue(self, queue_id: int, side: Side | None = None) -> Standing | None:
        """What waits in a queue; ``side``: as it would be."""
        if self.foresight is None:
            return None
        found = side or self.foresight.side(Place(QUEUE, queue_id))
        here = len(self.foresight.staff.members.get(queue_id, ()))
        return Standing(found.load, found.capacity, found.wait, found.missed, here, found.cards)

    def agent(self, user_id: int, side: Side | None = None) -> Standing | None:
        """What somebody has on hand; ``side``: as it would be."""
        agent = self.agents.get(user_id)
        if self.foresight is None or agent is None:
            return None
        found = side or self.foresight.side(Place(AGENT, user_id))
        return Standing(found.load, found.capacity, found.wait, found.missed, int(agent.here), found.cards)

    def team(self, team_id: int, sides: Mapping[int, Side] | None = None) -> Standing | None:
        """What a team has on hand, its longest wait; ``sides``: of members who would have other loads."""
        changed = sides or {}
        standings = [(one, self.agent(one.user_id, changed.get(one.user_id))) for one in self.members(team_id)]
        known = [(agent, one) for agent, one in standings if one is not None]
        if not known:
            return None
        return Standing(
            sum(one.load for _, one in known),
            sum(one.capacity for agent, one in known if agent.here),
            max((one.wait for _, one in known if one.wait is not None), default=None),
            sum(one.missed for _, one in known),
            sum(one.here for _, one in known),
            sum(one.cards for _, one in known),
        )
