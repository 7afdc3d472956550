"""Which patterns can be taken on a day, and when people may rest in them."""

from datetime import date, timedelta

import pytest

from desk.contract.calendar import CalendarDay, Hours, Stretch
from desk.contract.shift_rules import LabourLimits, Rest, ShiftPattern, ShiftRules
from desk.server.rota.choices import choices, rota_days
from desk.server.rota.problem import Choice
from desk.workforce.calendar import instant_at
from tests.server.rota.problem_rig import LUNCH, MONDAY, NIGHT, full

DAY = timedelta(days=1)
SEOUL, NEW_YORK = "Asia/Seoul", "America/New_York"


def days(first: date, count: int, zone: str = SEOUL, opens: int = 540, closes: int = 1140) -> list[CalendarDay]:
    return [
        CalendarDay(
            day=day,
            start=instant_at(day, 0, zone),
            end=instant_at(day + DAY, 0, zone),
            open=[Stretch(start=instant_at(day, opens, zone), end=instant_at(day, closes, zone))],
            lunch=None,
            late=Stretch(start=instant_at(day, closes - 60, zone), end=instant_at(day, closes, zone)),
            holiday="",
            note="",
            version=0,
        )
        for day in (first + DAY * n for n in range(count))
    ]


def laid(pattern: ShiftPattern, calendar: list[CalendarDay], zone: str = SEOUL) -> tuple[Choice, ...]:
    rules = ShiftRules(patterns=[pattern], limits=LabourLimits())
    return choices(calendar[0].start, calendar, [zone] * (len(calendar) - 1), rules)


def test_a_pattern_lies_on_every_open_day() -> None:
    early, late = laid(full("early", 540), days(MONDAY, 2)), laid(full("late", 600), days(MONDAY, 2))
    assert [(one.stretches, one.minutes, one.late) for one in early] == [(((540, 1080),), 480, False)]
    assert [(one.stretches, one.late) for one in late] == [(((600, 1140),), True)]
    lunch = early[0].rests[0]
    assert lunch.starts == tuple(range(540 + 150, 540 + 271, 15))


@pytest.mark.parametrize(
    "pattern",
    [
        full("too_late", 660),
        ShiftPattern(code="no_lunch", names={}, hours=[Hours(opens=540, closes=1020)]),
        ShiftPattern(code="too_long", names={}, hours=[Hours(opens=540, closes=1110)], lunch=LUNCH),
        ShiftPattern(
            code="at_the_end",
            names={},
            hours=[Hours(opens=540, closes=1080)],
            lunch=Rest(minutes=60, earliest=480, latest=480),
        ),
        ShiftPattern(
            code="one_on_the_other",
            names={},
            hours=[Hours(opens=540, closes=1080)],
            lunch=Rest(minutes=60, earliest=180, latest=180),
            breaks=[Rest(minutes=15, earliest=195, latest=195)],
        ),
    ],
    ids=lambda pattern: pattern.code,
)
def test_what_is_closed_or_not_lawful_is_no_choice(pattern: ShiftPattern) -> None:
    assert laid(pattern, days(MONDAY, 2)) == ()


def test_a_night_needs_both_days_open() -> None:
    assert len(laid(NIGHT, days(MONDAY, 2, opens=0, closes=1440))) == 1
    assert laid(NIGHT, days(MONDAY, 2)) == ()


def test_a_split_shift_rests_in_its_hole_and_not_across_it() -> None:
    split = ShiftPattern(
        code="split",
        names={},
        hours=[Hours(opens=540, closes=780), Hours(opens=900, closes=1140)],
        breaks=[Rest(minutes=15, earliest=210, latest=240)],
    )
    (one,) = laid(split, days(MONDAY, 2))
    assert (one.minutes, one.rests[0].starts) == (480, (750,))


def test_days_of_23_and_25_hours_are_as_long_as_they_are() -> None:
    for first, hours in ((date(2026, 3, 8), 23), (date(2026, 11, 1), 25)):
        calendar = days(first, 3, NEW_YORK)
        found = rota_days(calendar[0].start, calendar)
        assert [(end - start) // 60 for start, end in (one.span for one in found)] == [hours, 24, 24]
        late, next_day = (one for one in laid(full("early", 540), calendar, NEW_YORK))
        assert late.start == (hours - 24) * 60 + 540
        assert next_day.start - late.start == 24 * 60


def test_a_rest_has_work_before_and_after_it() -> None:
    pattern = full("early", 540)
    last = Rest(minutes=15, earliest=510, latest=540)
    eager = ShiftPattern(
        code="eager", names={}, hours=pattern.hours, lunch=LUNCH, breaks=[Rest(minutes=15, earliest=0, latest=30), last]
    )
    (one,) = laid(eager, days(MONDAY, 2))
    assert [rest.starts for rest in one.rests[1:]] == [(555, 570), (1050,)]
