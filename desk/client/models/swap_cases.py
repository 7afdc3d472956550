"""What a lead should know before a word on a swap or a leave: the shifts it is about, and the rules against it."""

from dataclasses import dataclass

import msgspec

from desk.client.models.exchange import broken
from desk.client.remote.api import Api
from desk.contract.calendar import CalendarQuery
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import Absence, RotaQuery, RuleBreach, Shift, Swap, Worker
from desk.workforce.calendar import DAY

#: The rules look no farther from a shift: its week, and as many days in a row as there may be.
REACH = 20 * DAY
#: The server answers for so many days of one person at once, and one more.
AT_ONCE = 61 * DAY


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two would work instead, and what that breaks, or breaks worse; hard rules first."""

    user_id: int
    takes: Shift
    breaches: tuple[RuleBreach, ...]


@dataclass(frozen=True, slots=True)
class SwapCase:
    """A swap as it would be: the taker's side, and the giver's where a shift comes back."""

    swap: Swap
    sides: tuple[Side, ...]

    def concerns(self, user_ids: set[int]) -> bool:
        """Whether somebody's other shifts may change what is said here."""
        return any(side.user_id in user_ids for side in self.sides)


class Weighing:
    """Asks for what one look at the inbox needs, each thing once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._rules: ShiftRules | None = None
        self._workers: dict[int, Worker] = {}

    async def swap(self, swap: Swap) -> SwapCase:
        """Both sides of a swap; DeskError when a shift is not there any more, or nobody answers."""
        mine = await self._api.shift(swap.shift_id)
        other = None if swap.other_shift_id is None else await self._api.shift(swap.other_shift_id)
        if self._rules is None:
            self._rules = (await self._api.shift_rules()).rules
            self._workers = {one.user_id: one for one in await self._api.workers()}
        sides = list[Side]()
        if swap.to_id is not None:
            sides.append(await self._side(self._rules, swap.to_id, mine, other))
        if other is not None:
            sides.append(await self._side(self._rules, swap.from_id, other, mine))
        return SwapCase(swap, tuple(sides))

    async def missed(self, absence: Absence) -> tuple[Shift, ...]:
        """The shifts that fall away with a leave."""
        since, until = absence.start.date() - DAY, absence.end.date() + DAY
        query = RotaQuery(since=since, until=min(until, since + AT_ONCE), user_id=absence.user_id, drafts=True)
        shifts = (await self._api.rota(query)).shifts
        return tuple(one for one in shifts if one.start < absence.end and one.end > absence.start)

    async def _side(self, rules: ShiftRules, user_id: int, takes: Shift, gives: Shift | None) -> Side:
        """The person's weeks around both shifts, and the site's days: as the server judges it."""
        touched = sorted(one.day for one in (takes, gives) if one is not None)
        around = CalendarQuery(since=touched[0] - DAY, until=touched[-1] + DAY)
        days = {one.day: one for one in await self._api.calendar_days(around)}
        shifts, away = list[Shift](), dict[int, Absence]()
        since, last = touched[0] - REACH, touched[-1] + REACH
        while since <= last:
            until = min(last, since + AT_ONCE)
            query = RotaQuery(since=since, until=until, user_id=user_id, drafts=True)
            rota = await self._api.rota(query)
            shifts += rota.shifts
            away |= {one.id: one for one in rota.absences}
            since = until + DAY
        theirs = msgspec.structs.replace(takes, user_id=user_id)
        worker = self._workers.get(user_id)
        found = broken(shifts, gives, theirs, rules.limits, list(away.values()), worker, days)
        return Side(user_id, takes, tuple(sorted(found, key=lambda one: not one.hard)))
