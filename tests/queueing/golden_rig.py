"""Reading the golden cases: sites, targets, times on the wall, and what a clock says in their words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.contract.calendar import CalendarVersion, Hours, SiteCalendar, SpecialDay
from desk.contract.service import ClockKind, ServiceTargets
from desk.contract.tickets import TicketState
from desk.queueing.clocks import Clock, Clocks, Service, runs_out_first
from desk.queueing.hours import QueueHours, Site, instant, micros
from tests.queueing import golden_cases_rig as golden

KINDS = {
    "first": ClockKind.FIRST_ANSWER,
    "next": ClockKind.NEXT_ANSWER,
    "end": ClockKind.RESOLUTION,
    "callback": ClockKind.CALLBACK,
}
NAMES = {kind: name for name, kind in KINDS.items()}
STATES = {"pending": TicketState.PENDING, "open": TicketState.OPEN, "closed": TicketState.CLOSED}
_FIELDS = {"f": "first_answer", "n": "next_answer", "r": "resolution", "c": "callback"}
_PUBLIC = {date.fromisoformat(day): "공휴일" for day in golden.HOLIDAYS}


@dataclass(frozen=True, slots=True)
class Step:
    """What happened: when, on the other ticket of a merge or on the one that stays, which deed, with which words."""

    at: int
    other: bool
    deed: str
    words: tuple[str, ...]


def _week(hours: list[list[tuple[int, int]]]) -> list[list[Hours]]:
    return [_hours(day) for day in hours]


def _hours(day: list[tuple[int, int]]) -> list[Hours]:
    return [Hours(opens=opens * 60, closes=closes * 60) for opens, closes in day]


def calendar_of(name: str) -> SiteCalendar:
    """The calendar of a site by its name."""
    base, day, hours = golden.SPECIAL.get(name, (golden.ALIKE.get(name, name), "", []))
    holiday = golden.HOLIDAY_HOURS.get(name)
    return SiteCalendar(
        since=date(2020, 1, 1),
        weekly=_week(golden.WEEKLY[base]),
        on_holidays=None if holiday is None else _hours(holiday),
        special=[SpecialDay(day=date.fromisoformat(day), hours=_hours(hours))] if day else [],
        zone=golden.ZONES.get(name, "Asia/Seoul"),
    )


def site_of(names: list[str]) -> Site:
    """A site whose calendars were set one after the other."""
    versions = [CalendarVersion(calendar=calendar_of(name), version=place) for place, name in enumerate(names)]
    return Site(versions, lambda _year: _PUBLIC)


def targets_of(spec: str) -> ServiceTargets:
    """Targets as a case writes them."""
    minutes = {_FIELDS[one[0]]: int(one[1:]) for one in spec.split() if re.fullmatch(r"[fnrc]\d+", one)}
    named = re.search(r"hours:(\w+)", spec)
    return ServiceTargets(
        **minutes,
        hours=_week(golden.WEEKLY[named[1]]) if named else None,
        pauses=() if "nopause" in spec else ("pending",),
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """A case's site, its zone, and the targets of its queues A and B."""

    site: str
    zone: ZoneInfo
    targets: Mapping[str, ServiceTargets]


def setting_of(case: golden.Case) -> Setting:
    """The setting of a case."""
    first, _, second = case.setting.partition(" / B ")
    site, _, spec = first.partition(" ")
    targets = {"A": targets_of(spec), "B": targets_of(second)}
    return Setting(site, ZoneInfo(golden.ZONES.get(site, "Asia/Seoul")), targets)


def service_of(site: Site, targets: ServiceTargets) -> Service:
    """What a queue with these targets holds its work to."""
    return Service(targets, QueueHours(site, targets.hours))


def steps_of(case: golden.Case) -> list[Step]:
    """What happens in a case."""
    zone, found = setting_of(case).zone, list[Step]()
    for text in case.story.split(" | "):
        day, hour, *words = text.split()
        other = words[0] == "other"
        deed, *more = words[1:] if other else words
        found.append(Step(at_wall(f"{day} {hour}", zone), other, deed, tuple(more)))
    return found


def at_wall(written: str, zone: ZoneInfo) -> int:
    """The instant of a time on the wall."""
    day, hour = written.split()
    day = {0: f"2026-03-{day}", 1: f"2026-{day}", 2: day}[day.count("-")]
    at = datetime.fromisoformat(f"{day} {hour.rstrip('*')}").replace(tzinfo=zone, fold=int(hour.endswith("*")))
    return micros(at)


def expected(case: golden.Case) -> list[tuple[str, bool, str]]:
    """What each clock must say: its name, whether on the other ticket of a merge, and the rest, times as instants in
    UTC."""
    zone, found = setting_of(case).zone, list[tuple[str, bool, str]]()
    for clause in case.says.split("; "):
        name, says = clause.removeprefix("other ").split(" ", 1)
        found.append((name, clause.startswith("other "), _normal(says, zone)))
    return found


def _normal(says: str, zone: ZoneInfo) -> str:
    timed = re.fullmatch(r"(.*?) ?((?:[\d-]+ )\d\d:\d\d(?::\d\d)?\*?)", says)
    return says if timed is None else f"{timed[1]} {instant(at_wall(timed[2], zone))}"


def said(name: str, clocks: Clocks, state: TicketState, now: int) -> str:
    """What a clock says at ``now``, or what the ticket shows."""
    if name == "shows":
        first = runs_out_first(clocks, state)
        return "nothing" if first is None else f"{NAMES[first[1]]} {instant(first[0])}"
    clock = clocks.get(KINDS[name])
    return "none" if clock is None or clock.target is None else _of_clock(clock, now)


def _of_clock(clock: Clock, now: int) -> str:
    missed, used = clock.missed_by(now), timedelta(microseconds=clock.elapsed)
    if clock.stopped is not None:
        return f"met {used}" if missed is None else f"late {instant(missed)}"
    if missed is not None:
        return f"missed {instant(missed)}"
    if clock.since is None:
        return f"rests {used}"
    return "never" if clock.due is None else f"due {instant(clock.due)}"
