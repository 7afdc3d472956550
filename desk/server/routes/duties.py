"""What people have carried: late shifts, weekends, holidays, hard calls, the hours of the week; mine and the team's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from msgspec.structs import replace

from desk.contract.calendar import CalendarDay
from desk.contract.shifts import Absence, Balance, Duties, Shift
from desk.contract.staffing import BalancesQuery
from desk.server.routes.handling import Answering, Ask, handles_async, unprocessable
from desk.server.store import absences, calendars, call_duties, shift_rules, shifts, teams, terms, turns
from desk.server.store.db import Tx
from desk.workforce import fairness, law
from desk.workforce.calendar import monday

#: Duties are counted over so many days to today.
PERIOD = timedelta(days=90)
A_DAY = timedelta(days=1)
#: So many people are counted in one go: in between, others have their turn.
AT_ONCE = 50
#: So many people's duties are kept at hand.
KEPT = 2000


@handles_async("my_balance")
async def my_balance(server: Answering, ask: Ask[None, None]) -> Balance:
    """My duties against the mean of my team."""
    me = ask.me.user.id
    limits, team = await server.reading(lambda tx: (shift_rules.in_force(tx).rules.limits, _team_of(tx, me)))
    found = await carried(server, team)
    mine = next(one for one in found if one.user_id == me)
    return fairness.balance(mine, found, limits)


def _team_of(tx: Tx, user_id: int) -> list[int]:
    """My team, and me."""
    team_id = teams.of_members(tx).get(user_id)
    return sorted({user_id, *(teams.members(tx, team_id) if team_id is not None else ())})


@handles_async("balances")
async def balances(server: Answering, ask: Ask[None, BalancesQuery]) -> list[Duties]:
    """The duties of a team, or of everybody who can be rostered."""
    wanted: list[int] = await server.reading(lambda tx: _people(tx, ask.query.team_id))
    return await carried(server, wanted)


def _people(tx: Tx, team_id: int | None) -> list[int]:
    if team_id is None:
        return [one.user_id for one in terms.workers(tx)]
    if teams.team(tx, team_id) is None:
        raise unprocessable("/team_id", "no such team")
    return teams.members(tx, team_id)


async def carried(server: Answering, user_ids: Sequence[int]) -> list[Duties]:
    """What each of these people has carried."""
    found = list[Duties]()
    for first in range(0, len(user_ids), AT_ONCE):
        found += await server.reading(partial(_carried, user_ids=user_ids[first : first + AT_ONCE]))
    return found


@dataclass(frozen=True, slots=True)
class _Span:
    """From when to when duties are counted, and the days in it; the current week to its end."""

    since: date
    today: date
    until: date
    days: dict[date, CalendarDay]

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.days[self.since].start

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.days[self.until].end


def _span(tx: Tx) -> _Span:
    today = calendars.today(tx)
    since, until = today - PERIOD + A_DAY, monday(today) + 6 * A_DAY
    return _Span(since, today, until, {one.day: one for one in calendars.days(tx, since, until)})


def _carried(tx: Tx, user_ids: Sequence[int]) -> list[Duties]:
    """Of some people: counted anew only where shifts, absences or late calls have changed; hard calls each time."""
    span = _span(tx)
    hard = call_duties.hard_calls(tx, user_ids, span.since, span.today)
    states = turns.own_states(tx, user_ids, span.since, span.until)
    calendar = calendars.newest(tx).version
    found = list[Duties]()
    for user_id in user_ids:
        state = (span.today, calendar, states[user_id])
        planned = tx.memo.get("duties", user_id, state, partial(_planned, tx, user_id, span), most=KEPT)
        found.append(replace(planned, hard_calls=hard[user_id]))
    return found


def _planned(tx: Tx, user_id: int, span: _Span) -> Duties:
    """Out of a person's shifts: duties to today, the hours of the whole week."""
    own = shifts.of_days(tx, span.since, span.until, [user_id], drafts=False)
    away = absences.between(tx, span.start, span.end, [user_id])
    to_today = [one for one in own if one.day <= span.today]
    counted = fairness.duties(user_id, to_today, span.days, today=span.today, absences=away)
    return replace(counted, week_minutes=_week(own, span.today, away))


def _week(own: Sequence[Shift], today: date, away: Sequence[Absence]) -> int:
    return law.week_minutes(own, today, away)
