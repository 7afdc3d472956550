"""A shift written as a row is read as it was, whatever zone the site is in."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.calendar import Hours
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import Activity, Segment, Shift, ShiftState
from desk.server.admin.reading import BadRow
from desk.server.admin.shift_rows import COLUMNS, Reader, written
from desk.server.rules.shifts import tidy
from desk.workforce import law
from desk.workforce.calendar import instant_at

NOON = Hours(opens=720, closes=780)


@st.composite
def shifts(draw: st.DrawFn) -> tuple[Shift, str]:
    """A shift of stretches in quarters of an hour, perhaps past midnight, and where."""
    zone = draw(st.sampled_from(["Asia/Seoul", "Asia/Kolkata", "America/New_York"]))
    day = draw(st.dates(date(2026, 1, 1), date(2028, 12, 31)).filter(lambda one: one.month not in (3, 10, 11)))
    marks = sorted(draw(st.sets(st.integers(0, 160), min_size=2, max_size=6)))
    segments = tidy(
        [
            Segment(
                activity=draw(st.sampled_from(list(Activity))),
                start=instant_at(day, since * 15, zone),
                end=instant_at(day, until * 15, zone),
                queue_ids=tuple(draw(st.lists(st.integers(1, 99), max_size=2))),
            )
            for since, until in pairwise(marks)
        ]
    )
    made = Shift(
        id=1, user_id=1, day=day, pattern="", state=ShiftState.DRAFT, segments=segments,
        overtime=draw(st.booleans()), why="", version=1,
    )  # fmt: skip
    return made, zone


@given(shifts())
def test_what_is_written_is_read_again(made: tuple[Shift, str]) -> None:
    shift, zone = made
    row = dict(zip(COLUMNS, written(shift, "minji", "민지", zone), strict=True))
    read = Reader(ShiftRules(), zone, NOON)(2, row)
    assert (read.segments, read.day, read.overtime) == (shift.segments, shift.day, shift.overtime)


@given(st.integers(1, 23 * 4), st.integers(1, 15 * 4))
def test_hours_alone_always_make_a_day_with_enough_rest(start: int, length: int) -> None:
    clock = [f"{minute // 60:02}:{minute % 60:02}" for minute in (start * 15, (start + length) * 15)]
    row = {"login": "minji", "day": "2027-06-14", "start": clock[0], "end": clock[1]}
    rules = ShiftRules()
    read = Reader(rules, "Asia/Seoul", NOON)(2, row)
    work = sum((one.end - one.start).seconds // 60 for one in read.segments if one.activity is Activity.WORK)
    assert law.rest_within(read.segments) >= law.rest_due(work, rules.limits)
    assert read.segments[-1].end - read.segments[0].start == (length * 15) * law.MINUTE


@pytest.mark.parametrize(
    "text", ["work", "work 9-12", "sleep 09:00-12:00", "work 09:00-12:00 @x", "=1+1", "\x00", "가"]
)
def test_stretches_that_are_none_are_told(text: str) -> None:
    row = {"login": "minji", "day": "2027-06-14", "stretches": text}
    with pytest.raises(BadRow):
        Reader(ShiftRules(), "Asia/Seoul", None)(2, row)
