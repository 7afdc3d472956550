"""A pattern laid out over a day is a shift with its pauses."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desk.contract.calendar import Hours
from desk.contract.shift_rules import Rest, ShiftPattern
from desk.workforce.moves import MoveError, Why
from desk.workforce.patterns import laid_out
from tests.workforce.rota_rig import DAY, told

EARLY = ShiftPattern(
    code="early",
    names={},
    hours=[Hours(opens=540, closes=1080)],
    lunch=Rest(minutes=60, earliest=150, latest=270),
    breaks=[Rest(minutes=15, earliest=60, latest=120), Rest(minutes=15, earliest=330, latest=480)],
)
SPLIT = ShiftPattern(code="split", names={}, hours=[Hours(opens=900, closes=1140), Hours(opens=540, closes=780)])


def test_pauses_begin_as_early_as_they_may_or_when_they_are_wanted() -> None:
    assert told(laid_out(EARLY, DAY, "Asia/Seoul")) == (
        "09:00-10:00 break 10:00-10:15 10:15-11:30 lunch 11:30-12:30 12:30-14:30 break 14:30-14:45 14:45-18:00"
    )
    assert told(laid_out(EARLY, DAY, "Asia/Seoul", lunch_at=240, breaks_at=[90])) == (
        "09:00-10:30 break 10:30-10:45 10:45-13:00 lunch 13:00-14:00 14:00-14:30 break 14:30-14:45 14:45-18:00"
    )


def test_a_split_shift_keeps_its_hole_and_a_night_goes_past_midnight() -> None:
    assert told(laid_out(SPLIT, DAY, "Asia/Seoul")) == "09:00-13:00 15:00-19:00"
    resting = ShiftPattern(code="split", names={}, hours=SPLIT.hours, breaks=[Rest(minutes=15, earliest=60, latest=90)])
    assert told(laid_out(resting, DAY, "Asia/Seoul")) == "09:00-10:00 break 10:00-10:15 10:15-13:00 15:00-19:00"
    night = ShiftPattern(code="night", names={}, hours=[Hours(opens=1320, closes=1860)], lunch=EARLY.lunch)
    found = laid_out(night, date(2026, 12, 31), "Asia/Seoul")
    assert told(found) == "22:00-00:30 lunch 00:30-01:30 01:30-07:00"
    assert found[-1].end == datetime(2026, 12, 31, 22, tzinfo=UTC)


def test_a_night_in_which_the_clock_changes_is_as_long_as_it_is() -> None:
    night = ShiftPattern(code="night", names={}, hours=[Hours(opens=1320, closes=1800)])
    lengths = [
        laid_out(night, date(2026, month, day), "America/New_York")[-1].end
        - laid_out(night, date(2026, month, day), "America/New_York")[0].start
        for month, day in ((3, 7), (10, 31), (11, 1))
    ]
    assert lengths == [timedelta(hours=7), timedelta(hours=9), timedelta(hours=8)]


def test_a_pattern_whose_lunch_has_no_room_is_refused() -> None:
    short = ShiftPattern(code="short", names={}, hours=[Hours(opens=540, closes=600)], lunch=EARLY.lunch)
    with pytest.raises(MoveError) as refused:
        laid_out(short, DAY, "Asia/Seoul")
    assert refused.value.why is Why.NO_ROOM
