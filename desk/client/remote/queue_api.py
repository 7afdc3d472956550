"""The routes about queues as leads steer them that read, as ``Api`` has the others."""

from desk.client.remote.asking import Asking
from desk.contract.assignment import AgentProfile, AssignmentRulesInForce, Explanation
from desk.contract.base import Done, Written
from desk.contract.board import CardQuery, Cards, Move, Pace, Rebalance, RebalanceQuery
from desk.contract.floor import AgentFloor, Broadcast, Help, SickPreview, SickQuery, Whisper
from desk.contract.listening import Listening
from desk.contract.service import ServiceClock
from desk.contract.telephony import Pause, Switch, SwitchDraft
from desk.contract.views import ListDraft, TicketList, View, ViewCounts
from desk.contract.wall import ThresholdsInForce, Wall


class QueueApi(Asking):
    """Views, board, wall, floor."""

    async def clocks(self, ticket_id: int) -> list[ServiceClock]:
        """What was promised about a ticket, and what is left."""
        return (await self.get("clocks", list[ServiceClock], ticket_id=ticket_id)).data

    async def views(self) -> list[View]:
        """The views that I see."""
        return (await self.get("views", list[View])).data

    async def view_counts(self) -> ViewCounts:
        """How many tickets each of them has."""
        return (await self.get("view_counts", ViewCounts)).data

    async def list_tickets(self, draft: ListDraft) -> TicketList:
        """A page of a list by any filter."""
        return (await self.send("list_tickets", TicketList, draft)).data

    async def assignment_rules(self) -> AssignmentRulesInForce:
        """How work is given out."""
        return (await self.get("assignment_rules", AssignmentRulesInForce)).data

    async def profiles(self) -> list[AgentProfile]:
        """What people can do and carry."""
        return (await self.get("profiles", list[AgentProfile])).data

    async def explanation(self, ticket_id: int) -> Explanation:
        """Why a ticket is where it is."""
        return (await self.get("explanation", Explanation, ticket_id=ticket_id)).data

    async def cards(self, query: CardQuery) -> Cards:
        """Open tickets as cards."""
        return (await self.get("cards", Cards, query)).data

    async def pace(self) -> Pace:
        """How fast queues and people work."""
        return (await self.get("pace", Pace)).data

    async def rebalance(self, query: RebalanceQuery) -> Rebalance:
        """Which cards had better be somebody else's."""
        return (await self.get("rebalance", Rebalance, query)).data

    async def move(self, move_id: int) -> Move:
        """A move and what became of each ticket."""
        return (await self.get("move", Move, move_id=move_id)).data

    async def wall(self) -> Wall:
        """How the floor stands."""
        return (await self.get("wall", Wall)).data

    async def thresholds(self) -> ThresholdsInForce:
        """From where on it is a warning, and an alarm."""
        return (await self.get("thresholds", ThresholdsInForce)).data

    async def floor(self) -> list[AgentFloor]:
        """Everybody's state, work and day."""
        return (await self.get("floor", list[AgentFloor])).data

    async def whispers(self) -> list[Whisper]:
        """Words from and to me."""
        return (await self.get("whispers", list[Whisper])).data

    async def helps(self) -> list[Help]:
        """Help that is asked for or going on."""
        return (await self.get("helps", list[Help])).data

    async def broadcasts(self) -> list[Broadcast]:
        """Words for many that hold."""
        return (await self.get("broadcasts", list[Broadcast])).data

    async def sick_preview(self, user_id: int, query: SickQuery | None = None) -> SickPreview:
        """What is on somebody who has fallen ill, until they are well."""
        return (await self.get("sick_preview", SickPreview, query or SickQuery(), user_id=user_id)).data

    async def listenings(self) -> list[Listening]:
        """Who listens to whom, or did a moment ago."""
        return (await self.get("listenings", list[Listening])).data

    async def switches(self) -> list[Switch]:
        """Telephone systems that are told who is available."""
        return (await self.get("switches", list[Switch])).data

    async def set_switch(self, name: str, draft: SwitchDraft) -> Written[Switch]:
        """Say where one is told. Not by the outbox: a secret is on no disk here, and a new one is in the answer."""
        return (await self.send("set_switch", Written[Switch], draft, name=name)).data

    async def drop_switch(self, name: str) -> None:
        """Forget one."""
        await self.send("drop_switch", Written[Done], None, name=name)

    async def availability(self) -> list[Pause]:
        """Who is available, and why not."""
        return (await self.get("availability", list[Pause])).data
