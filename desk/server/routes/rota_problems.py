"""What the solver is asked: days, patterns, needs and people of a period, put together from what the server knows.

For one team the need is the team's part of it: its part of those who serve a queue.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from math import ceil
from typing import TypeVar

from desk.contract.calendar import CalendarDay
from desk.contract.rota_proposals import ProposalDraft
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import Absence, AbsenceState, Duties, Shift, Worker
from desk.server.rota.choices import choices, minute, rota_days
from desk.server.rota.problem import Demand, Fixed, Person, Problem
from desk.server.routes import duties, forecasts, plans
from desk.server.routes.handling import Answering
from desk.server.store import absences, calendars, shift_rules, shifts, terms
from desk.server.store.db import Tx
from desk.workforce import fairness, law
from desk.workforce.coverage import presences

A_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
P = TypeVar("P", Shift, Absence)


@dataclass(frozen=True, slots=True)
class _Site:
    """Everything but the calls."""

    rules: ShiftRules
    #: One more than the period has, for hours past midnight.
    days: list[CalendarDay]
    zones: list[str]
    workers: list[Worker]
    #: Of each queue, the part of its people that are to be rostered.
    parts: Mapping[int, float]
    shifts: Mapping[int, list[Shift]]
    absences: Mapping[int, list[Absence]]
    #: From when on shifts bound what may be worked.
    near: date
    #: Days after today, on which duties are counted that nobody has carried yet.
    counted: Mapping[date, CalendarDay]

    @property
    def origin(self) -> datetime:
        """When the period begins."""
        return self.days[0].start


async def problem(server: Answering, draft: ProposalDraft) -> Problem:
    """Put it together piece by piece: in between, others have their turn."""
    site: _Site = await server.reading(lambda tx: _site(tx, draft))
    demands = list[Demand]()
    for day in site.days[:-1]:
        await forecasts.prepare(server, day.day)
        demands += await server.reading(partial(_demands, site=site, day=day.day))
    carried = await duties.carried(server, [worker.user_id for worker in site.workers])
    by_person = {one.user_id: one for one in carried}
    return Problem(
        origin=site.origin,
        interval=site.rules.interval,
        days=rota_days(site.origin, site.days[:-1]),
        choices=choices(site.origin, site.days, site.zones, site.rules),
        demands=tuple(demands),
        people=tuple(_person(site, worker, by_person[worker.user_id]) for worker in site.workers),
        limits=site.rules.limits,
        target=site.rules.target,
        targets=site.rules.targets,
        seconds=draft.seconds,
    )


def _site(tx: Tx, draft: ProposalDraft) -> _Site:
    rules = shift_rules.in_force(tx).rules
    days = calendars.days(tx, draft.since, draft.until + A_DAY)
    rung = set(forecasts.rung(tx))
    everyone = [worker for worker in terms.workers(tx) if rung.intersection(worker.queue_ids)]
    ours = [worker for worker in everyone if draft.team_id in (None, worker.team_id)]
    people = [worker.user_id for worker in ours]
    # A week's limit and days in a row may reach so far beyond the period.
    reach = WEEK + rules.limits.days_in_a_row * A_DAY
    today = calendars.today(tx)
    first = min(draft.since - reach, max(today, draft.since - duties.PERIOD))
    counted = calendars.days(tx, first, draft.until)
    return _Site(
        rules=rules,
        days=days,
        zones=[calendars.zone(tx, day.day) for day in days[:-1]],
        workers=ours,
        parts={queue: _serving(ours, queue) / _serving(everyone, queue) for queue in rung if _serving(everyone, queue)},
        shifts=_by_person(shifts.of_days(tx, first, draft.until + reach, people, drafts=True)),
        absences=_by_person(absences.between(tx, counted[0].start, days[-1].end + reach, people)),
        near=draft.since - reach,
        counted={one.day: one for one in counted if one.day > today},
    )


def _serving(workers: Sequence[Worker], queue_id: int) -> int:
    return sum(queue_id in worker.queue_ids for worker in workers)


def _demands(tx: Tx, site: _Site, day: date) -> list[Demand]:
    return [
        Demand(
            queue_id=need.queue_id,
            start=minute(site.origin, need.start),
            agents=ceil(need.to_roster * site.parts[need.queue_id] - 1e-9),
            calls=need.calls * site.parts[need.queue_id],
            handle=need.handle,
        )
        for need in plans.needs(tx, day)
        if site.parts.get(need.queue_id)
    ]


def _person(site: _Site, worker: Worker, carried: Duties) -> Person:
    away = [one for one in site.absences.get(worker.user_id, ()) if one.state is AbsenceState.APPROVED]
    # What was carried ends today; what is planned after it will have been carried as well.
    coming = [one for one in site.shifts.get(worker.user_id, ()) if one.day in site.counted]
    planned = fairness.duties(worker.user_id, coming, site.counted, today=site.near, absences=away)
    return Person(
        id=worker.user_id,
        queue_ids=worker.queue_ids,
        week_minutes=worker.terms.week_minutes,
        patterns=worker.terms.patterns,
        wished_patterns=worker.terms.wished_patterns,
        wished_days_off=worker.terms.wished_days_off,
        away=tuple((minute(site.origin, one.start), minute(site.origin, one.end)) for one in away),
        fixed=tuple(_fixed(site, worker, away)),
        late=carried.late + planned.late,
        weekend=carried.weekend + planned.weekend,
        holiday=carried.holiday + planned.holiday,
        hard_calls=carried.hard_calls,
    )


def _fixed(site: _Site, worker: Worker, away: Sequence[Absence]) -> Iterator[Fixed]:
    """The shifts somebody has already. Where leave has taken one whole, it is there no more than the leave is."""
    for shift in site.shifts.get(worker.user_id, ()):
        minutes = law.worked(shift, away)
        if minutes and shift.day >= site.near:
            yield Fixed(
                day=shift.day,
                start=minute(site.origin, shift.start),
                end=minute(site.origin, shift.end),
                minutes=minutes,
                on_calls=tuple(
                    ((one.start - _second(site)) // 60, (one.end - _second(site)) // 60)
                    for one in presences(shift, away, worker.queue_ids)
                ),
            )


def _second(site: _Site) -> int:
    return int(site.origin.timestamp())


def _by_person(found: Iterable[P]) -> dict[int, list[P]]:
    sorted_out = defaultdict[int, list[P]](list)
    for one in found:
        sorted_out[one.user_id].append(one)
    return sorted_out
