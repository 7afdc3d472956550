"""The sections [calendar] and [shift_rules] of a rules file: times as people write them, queues by their names."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from desk.contract.base import Line
from desk.contract.calendar import Hours, SiteCalendar, SpecialDay
from desk.contract.shift_rules import Code, LabourLimits, Rest, ServiceTarget, ShiftPattern, ShiftRules
from desk.server.rules import calendars, shift_rules

_TIME = re.compile(r"(\d{1,2}):([0-5]\d)")
_SPAN = re.compile(r"\s*(\d{1,2}:[0-5]\d)\s*[-–]\s*(\d{1,2}:[0-5]\d)\s*")
_LATEST = 48 * 60

Flaw = tuple[str, str]
S = TypeVar("S", SiteCalendar, ShiftRules)


class _Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of a rules file: a misspelt word is refused."""


class SpecialSection(_Section, frozen=True, kw_only=True):
    """A date that is other than its weekday says."""

    day: date
    name: Line = ""
    hours: list[str] | None = None
    holiday: bool | None = None


class CalendarSection(_Section, frozen=True, kw_only=True):
    """A calendar; hours are written ``09:00-19:00``, after midnight they go on past ``24:00``. Without ``since`` it
    counts from the day it is set."""

    since: date | None = None
    zone: str = "Asia/Seoul"
    weekly: Annotated[list[list[str]], Meta(min_length=7, max_length=7)]
    on_holidays: list[str] | None = None
    lunch: str | None = None
    late_from: str | None = None
    special: list[SpecialSection] = []


class PatternSection(_Section, frozen=True, kw_only=True):
    """A kind of shift; lunch and breaks as in `Rest`."""

    code: Code
    names: dict[str, Line]
    hours: list[str]
    lunch: Rest | None = None
    breaks: list[Rest] = []


class ShiftRulesSection(_Section, frozen=True, kw_only=True):
    """Patterns, targets and limits; ``targets`` are by the names of queues."""

    interval: int = 30
    notice_days: int = 7
    hard_call: int = 900
    target: ServiceTarget = ServiceTarget()
    targets: dict[str, ServiceTarget] = {}
    limits: LabourLimits = LabourLimits()
    patterns: list[PatternSection] = []


def calendar_of(section: CalendarSection, today: date) -> SiteCalendar:
    """The calendar that a section describes; ValueError with what is written wrong."""
    return _checked(
        SiteCalendar(
            since=section.since or today,
            zone=section.zone,
            weekly=[list(map(_span, hours)) for hours in section.weekly],
            on_holidays=None if section.on_holidays is None else list(map(_span, section.on_holidays)),
            lunch=None if section.lunch is None else _span(section.lunch),
            late_from=None if section.late_from is None else _minute(section.late_from),
            special=[
                SpecialDay(
                    day=one.day,
                    name=one.name,
                    hours=None if one.hours is None else list(map(_span, one.hours)),
                    holiday=one.holiday,
                )
                for one in section.special
            ],
        )
    )


def rules_of(section: ShiftRulesSection, queue_ids: Mapping[str, int]) -> ShiftRules:
    """The rules that a section describes; ValueError with what is written wrong."""
    unknown = [name for name in section.targets if name not in queue_ids]
    if unknown:
        raise ValueError(f"targets: there is no queue {unknown[0]}")
    rules = ShiftRules(
        patterns=[
            ShiftPattern(
                code=one.code,
                names=one.names,
                hours=list(map(_span, one.hours)),
                lunch=one.lunch,
                breaks=one.breaks,
            )
            for one in section.patterns
        ],
        target=section.target,
        targets={queue_ids[name]: target for name, target in section.targets.items()},
        limits=section.limits,
        interval=section.interval,
        notice_days=section.notice_days,
        hard_call=section.hard_call,
    )
    return _checked(rules)


def _checked(made: S) -> S:
    """The same, if the contract's decoder takes it; msgspec's error is a ValueError."""
    return msgspec.json.decode(msgspec.json.encode(made), type=type(made))


def calendar_flaws(section: CalendarSection) -> Iterator[Flaw]:
    """What of a calendar is to be mended, as (where, why)."""
    try:
        calendar = calendar_of(section, date(2026, 1, 1))
    except ValueError as error:
        yield "", str(error)
        return
    yield from calendars.mistakes(calendar)


def rules_flaws(section: ShiftRulesSection, queues: Mapping[str, int] | None) -> Iterator[Flaw]:
    """What of the rules is to be mended, as (where, why); ``queues`` null: any queue may be named."""
    try:
        rules = rules_of(section, dict.fromkeys(section.targets, 1) if queues is None else queues)
    except ValueError as error:
        yield "", str(error)
        return
    yield from shift_rules.mistakes(rules)


def calendar_plain(calendar: SiteCalendar) -> dict[str, Any]:
    """A calendar as its section says it."""
    special = [
        {"day": one.day, "name": one.name, "hours": _spans(one.hours), "holiday": one.holiday}
        for one in calendar.special
    ]
    return {
        "since": calendar.since,
        "zone": calendar.zone,
        "weekly": [_spans(hours) for hours in calendar.weekly],
        "on_holidays": _spans(calendar.on_holidays),
        "lunch": None if calendar.lunch is None else _written(calendar.lunch),
        "late_from": None if calendar.late_from is None else _clock(calendar.late_from),
        "special": special,
    }


def rules_plain(rules: ShiftRules, queue_names: Mapping[int, str]) -> dict[str, Any]:
    """Rules as their section says them; targets of queues that are gone are left out."""
    plain: dict[str, Any] = msgspec.to_builtins(rules)
    plain["targets"] = {
        queue_names[queue_id]: msgspec.to_builtins(target)
        for queue_id, target in rules.targets.items()
        if queue_id in queue_names
    }
    for one, pattern in zip(plain["patterns"], rules.patterns, strict=True):
        one["hours"] = _spans(pattern.hours)
    return {name: plain[name] for name in ShiftRulesSection.__struct_fields__}


def _minute(written: str) -> int:
    """Minutes after midnight of ``18:00``; up to two days on."""
    match = _TIME.fullmatch(written.strip())
    minute = int(match[1]) * 60 + int(match[2]) if match else _LATEST + 1
    if minute > _LATEST:
        raise ValueError(f"{written!r} is no time such as 18:00")
    return minute


def _span(written: str) -> Hours:
    match = _SPAN.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} are no hours such as 09:00-18:00")
    return Hours(opens=_minute(match[1]), closes=_minute(match[2]))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _written(hours: Hours) -> str:
    return f"{_clock(hours.opens)}-{_clock(hours.closes)}"


def _spans(hours: list[Hours] | None) -> list[str] | None:
    return None if hours is None else list(map(_written, hours))
