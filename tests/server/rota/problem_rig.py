"""Centres of any size, invented: their patterns, their people with wishes, leave and history, and what is needed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from desk.contract.calendar import CalendarDay, Hours, Stretch
from desk.contract.shift_rules import LabourLimits, Rest, ShiftPattern, ShiftRules
from desk.server.rota.choices import choices, minute, rota_days
from desk.server.rota.problem import Demand, Fixed, Person, Problem
from desk.workforce.calendar import instant_at

#: A Monday.
MONDAY = date(2026, 4, 6)
SEOUL = "Asia/Seoul"
INTERVAL = 30
DAY = timedelta(days=1)
LUNCH = Rest(minutes=60, earliest=150, latest=270)
MORNING, AFTERNOON = Rest(minutes=15, earliest=60, latest=105), Rest(minutes=15, earliest=345, latest=435)


def full(code: str, opens: int) -> ShiftPattern:
    """Nine hours with an hour's lunch and two breaks."""
    hours = [Hours(opens=opens, closes=opens + 9 * 60)]
    return ShiftPattern(code=code, names={"en": code}, hours=hours, lunch=LUNCH, breaks=[MORNING, AFTERNOON])


SHORT_BREAK = Rest(minutes=30, earliest=90, latest=150)
PATTERNS = [
    full("early", 9 * 60),
    full("middle", 9 * 60 + 30),
    full("late", 10 * 60),
    ShiftPattern(code="half_noon", names={}, hours=[Hours(opens=11 * 60, closes=15 * 60 + 30)], breaks=[SHORT_BREAK]),
    ShiftPattern(
        code="half_evening", names={}, hours=[Hours(opens=14 * 60 + 30, closes=19 * 60)], breaks=[SHORT_BREAK]
    ),
]
NIGHT = ShiftPattern(
    code="night",
    names={},
    hours=[Hours(opens=22 * 60, closes=31 * 60)],
    lunch=Rest(minutes=60, earliest=180, latest=300),
    breaks=[MORNING, AFTERNOON],
)
FULL_TIME = ("early", "middle", "late")
#: Calls by half-hour from nine, as a part of the busiest.
CURVE = (
    0.55,
    0.75,
    0.95,
    1.0,
    1.0,
    0.95,
    0.85,
    0.85,
    0.9,
    0.95,
    0.95,
    0.9,
    0.85,
    0.85,
    0.8,
    0.75,
    0.65,
    0.6,
    0.5,
    0.45,
)
#: By weekday.
DAYS = (1.0, 0.95, 0.92, 0.9, 0.88, 0.55, 0.5)


def calendar_day(day: date, *, opens: int = 9 * 60, closes: int = 19 * 60, holiday: str = "") -> CalendarDay:
    """A day of a centre in Seoul."""
    return CalendarDay(
        day=day,
        start=instant_at(day, 0, SEOUL),
        end=instant_at(day + DAY, 0, SEOUL),
        open=[Stretch(start=instant_at(day, opens, SEOUL), end=instant_at(day, closes, SEOUL))],
        lunch=Stretch(start=instant_at(day, 12 * 60, SEOUL), end=instant_at(day, 13 * 60, SEOUL)),
        late=Stretch(start=instant_at(day, 18 * 60 + 15, SEOUL), end=instant_at(day, closes, SEOUL)),
        holiday=holiday,
        note="",
        version=0,
    )


def problem(
    agents: int,
    days: int = 7,
    *,
    since: date = MONDAY,
    queues: tuple[int, ...] = (1, 2),
    load: float = 1.0,
    effort: float = 6.0,
    seed: int = 1,
    night: bool = False,
) -> Problem:
    """A centre of so many people whose need is about what they can cover (``load`` 1)."""
    chance = random.Random(seed)
    opens, closes = (0, 24 * 60) if night else (9 * 60, 19 * 60)
    calendar = [calendar_day(since + DAY * n, opens=opens, closes=closes) for n in range(days + 1)]
    origin = calendar[0].start
    rules = ShiftRules(patterns=[*PATTERNS, *([NIGHT] if night else [])], limits=LabourLimits(), interval=INTERVAL)
    return Problem(
        origin=origin,
        interval=INTERVAL,
        days=rota_days(origin, calendar[:-1]),
        choices=choices(origin, calendar, [SEOUL] * days, rules),
        demands=tuple(demands(calendar[:-1], agents, queues, load, night=night)),
        people=tuple(person(number, calendar, queues, chance, night=night) for number in range(1, agents + 1)),
        seconds=300,
        effort=effort,
    )


def demands(
    calendar: list[CalendarDay], agents: int, queues: tuple[int, ...], load: float, *, night: bool = False
) -> Iterator[Demand]:
    """Needs by the curve of a shop's day; the first queue has two thirds of the calls."""
    origin = calendar[0].start
    parts = [1.0] if len(queues) == 1 else [0.65, *([0.35 / (len(queues) - 1)] * (len(queues) - 1))]
    for day in calendar:
        busiest = agents * 0.68 * load * DAYS[day.day.weekday()]
        for number, part in enumerate(CURVE):
            start = minute(origin, instant_at(day.day, 9 * 60 + number * INTERVAL, SEOUL))
            for queue, share in zip(queues, parts, strict=True):
                needed = ceil(busiest * part * share)
                yield Demand(queue, start, needed, calls=needed * 6.0, handle=240.0)
        for number in range(18) if night else ():
            start = minute(origin, instant_at(day.day, number * INTERVAL, SEOUL))
            yield Demand(queues[0], start, max(1, agents // 60), calls=2.0)


def person(
    number: int, calendar: list[CalendarDay], queues: tuple[int, ...], chance: random.Random, *, night: bool = False
) -> Person:
    """Three of four serve the first queue alone, some both; every eighth works part time; every tenth is on leave;
    every third works at night too, if anybody does."""
    anything = number % 17 == 0 or (night and number % 3 == 0)
    origin = calendar[0].start
    part_time = number % 8 == 0
    serves = queues if number % 4 == 0 else queues[:1] if number % 4 < 3 else queues[1:] or queues
    away = list[tuple[int, int]]()
    if number % 10 == 0:
        first = chance.randrange(len(calendar) - 1)
        last = min(first + chance.randrange(1, 4), len(calendar) - 1)
        away.append((minute(origin, calendar[first].start), minute(origin, calendar[last].start)))
    return Person(
        id=number,
        queue_ids=serves,
        week_minutes=20 * 60 if part_time else 40 * 60,
        patterns=("half_noon", "half_evening") if part_time else () if anything else FULL_TIME,
        wished_patterns=(chance.choice(FULL_TIME),) if number % 5 == 0 and not part_time else (),
        wished_days_off=(chance.randrange(7),) if number % 6 == 0 else (),
        away=tuple(away),
        fixed=tuple(history(number, calendar[0].day, chance)),
        late=chance.randrange(8),
        weekend=chance.randrange(6),
        holiday=chance.randrange(3),
    )


def history(number: int, first: date, chance: random.Random) -> Iterator[Fixed]:
    """The week before: five days of work, some up to the last evening."""
    start = -(7 + chance.randrange(3)) * 24 * 60
    begun = 10 * 60 if number % 3 == 0 else 9 * 60
    for n in range(5):
        at = start + n * 24 * 60 + begun
        spans = ((at, at + 180), (at + 240, at + 540))
        yield Fixed(first + DAY * (at // (24 * 60)), at, at + 540, 480, spans)
