"""The routes about shifts that read, as ``Api`` has the others."""

from desk.client.remote.asking import Asking
from desk.contract.base import Done, NoBody
from desk.contract.calendar import CalendarDay, CalendarLink, CalendarQuery, CalendarVersion
from desk.contract.hand_overs import HandOverPack, LeftWork
from desk.contract.rota_proposals import Proposal, ProposedRota
from desk.contract.shift_rules import ShiftRulesInForce
from desk.contract.shifts import (
    Absence,
    AbsenceQuery,
    Balance,
    Duties,
    Offer,
    Rota,
    RotaQuery,
    Shift,
    Swap,
    Team,
    Worker,
)
from desk.contract.staffing import (
    BalancesQuery,
    CallOutQuery,
    Candidate,
    Coverage,
    CoverageQuery,
    ForecastScore,
    MayGo,
    MayGoQuery,
    Suggestion,
    SuggestionQuery,
)


class ShiftApi(Asking):
    """Calendar, rota, staffing."""

    async def calendar_days(self, query: CalendarQuery) -> list[CalendarDay]:
        """The site's days: open hours, lunch, late hours, holidays."""
        return (await self.get("calendar_days", list[CalendarDay], query)).data

    async def calendars(self) -> list[CalendarVersion]:
        """Every version of the site's calendar."""
        return (await self.get("calendars", list[CalendarVersion])).data

    async def shift_rules(self) -> ShiftRulesInForce:
        """Patterns, targets and limits in force."""
        return (await self.get("shift_rules", ShiftRulesInForce)).data

    async def teams(self) -> list[Team]:
        """Every team."""
        return (await self.get("teams", list[Team])).data

    async def workers(self) -> list[Worker]:
        """Everybody who can be rostered."""
        return (await self.get("workers", list[Worker])).data

    async def rota(self, query: RotaQuery) -> Rota:
        """Shifts and absences of some days."""
        return (await self.get("rota", Rota, query)).data

    async def shift(self, shift_id: int) -> Shift:
        """A shift."""
        return (await self.get("shift", Shift, shift_id=shift_id)).data

    async def absences(self, query: AbsenceQuery | None = None) -> list[Absence]:
        """Absences: mine, for leads everybody's."""
        return (await self.get("absences", list[Absence], query)).data

    async def swaps(self) -> list[Swap]:
        """Swaps that are open to me, mine, and for leads what is accepted."""
        return (await self.get("swaps", list[Swap])).data

    async def offers(self) -> list[Offer]:
        """Hours offered."""
        return (await self.get("offers", list[Offer])).data

    async def coverage(self, query: CoverageQuery) -> Coverage:
        """A day: needed, rostered, here."""
        return (await self.get("coverage", Coverage, query)).data

    async def forecast_score(self) -> list[ForecastScore]:
        """How the forecast has done."""
        return (await self.get("forecast_score", list[ForecastScore])).data

    async def suggestions(self, query: SuggestionQuery) -> list[Suggestion]:
        """What would help on a day."""
        return (await self.get("suggestions", list[Suggestion], query)).data

    async def call_outs(self, query: CallOutQuery) -> list[Candidate]:
        """Who could come."""
        return (await self.get("call_outs", list[Candidate], query)).data

    async def may_go(self, query: MayGoQuery) -> MayGo:
        """May I go now?"""
        return (await self.get("may_go", MayGo, query)).data

    async def my_balance(self) -> Balance:
        """My duties against my team's."""
        return (await self.get("my_balance", Balance)).data

    async def balances(self, query: BalancesQuery | None = None) -> list[Duties]:
        """What everybody has carried."""
        return (await self.get("balances", list[Duties], query)).data

    async def my_calendar_link(self) -> CalendarLink:
        """An address for my own telephone's calendar; the one before it ends."""
        return (await self.send("my_calendar_link", CalendarLink, NoBody())).data

    async def drop_calendar_link(self) -> None:
        """That address ends."""
        await self.send("drop_calendar_link", Done)

    async def hand_over(self) -> HandOverPack:
        """Everything I still owe."""
        return (await self.get("hand_over", HandOverPack)).data

    async def left_work(self) -> list[LeftWork]:
        """What people left behind, for leads."""
        return (await self.get("left_work", list[LeftWork])).data

    async def rota_proposals(self) -> list[Proposal]:
        """Rotas that the program proposed."""
        return (await self.get("rota_proposals", list[Proposal])).data

    async def rota_proposal(self, proposal_id: int) -> ProposedRota:
        """A proposal with its shifts."""
        return (await self.get("rota_proposal", ProposedRota, proposal_id=proposal_id)).data
