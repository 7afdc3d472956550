"""What another exchange counted in its own intervals, as quarters of an hour."""

from datetime import UTC, datetime

import pytest

from desk.server.rules.past_arrivals import ArrivalsRow, Tally, spread, tally

NINE = datetime(2026, 5, 4, 0, tzinfo=UTC)


def row(offered: int, **told: int) -> ArrivalsRow:
    return ArrivalsRow(queue="배송", start=NINE, offered=offered, **told)


@pytest.mark.parametrize("parts", [1, 2, 4])
@pytest.mark.parametrize("turn", range(8))
@pytest.mark.parametrize("offered", [0, 1, 2, 3, 5, 10, 101])
def test_nothing_is_lost_and_no_quarter_has_more_than_one_above_its_share(offered: int, parts: int, turn: int) -> None:
    whole = Tally(offered, offered * 3 // 4, offered - offered * 3 // 4, offered * 3 // 4, offered * 170)
    found = spread(whole, parts, turn)
    assert sum(found, Tally()) == whole
    assert all(abs(one.offered - offered / parts) < 1 for one in found)


def test_a_single_call_of_every_half_hour_is_not_always_in_the_second_quarter() -> None:
    found = [spread(Tally(offered=1), 2, turn).index(Tally(offered=1)) for turn in range(4)]
    assert sorted(found) == [0, 0, 1, 1]


def test_seconds_go_with_the_calls_that_took_them() -> None:
    assert [one.handle_seconds for one in spread(Tally(3, 3, 0, 3, 300), 2, 0)] == [100, 200]
    assert [one.handle_seconds for one in spread(Tally(3, 0, 0, 0, 300), 2, 0)] == [150, 150]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (row(10), Tally(10)),
        (row(10, answered=8), Tally(10, 8, 2)),
        (row(10, abandoned=1), Tally(10, 9, 1)),
        (row(10, answered=12), Tally(10, 12, 0)),
        (row(10, answered=8, handle_seconds=1600), Tally(10, 8, 2, 8, 1600)),
        (row(10, answered=8, abandoned=1, mean_handle_seconds=200), Tally(10, 8, 1, 8, 1600)),
        (row(10, answered=0, handle_seconds=300), Tally(10, 0, 10, 0, 300)),
    ],
)
def test_what_is_not_told_follows_from_what_is(told: ArrivalsRow, found: Tally) -> None:
    assert tally(told) == found
