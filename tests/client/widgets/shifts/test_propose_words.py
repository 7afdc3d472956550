"""What a proposed rota could not meet is said with the cheapest way out, in figures that mean something."""

from datetime import timedelta

import pytest

from desk.client.widgets.shifts.propose_unmet import UnmetList, UnmetRow
from desk.client.widgets.shifts.propose_words import ProposeWords
from desk.contract.rota_proposals import Unmet, WayOut
from tests.client.shifts_rig import TODAY, at


def unmet(way: WayOut, amount: float) -> Unmet:
    """Two agents are missing from nine to ten."""
    start = at(TODAY, 9)
    return Unmet(queue_id=501, start=start, end=start + timedelta(hours=1), short=2.0, way_out=way, amount=amount)


@pytest.mark.parametrize(
    ("way", "amount", "said"),
    [
        (WayOut.LOWER_TARGET, 0.62, "62%"),
        (WayOut.EXTRA_HOURS, 4.0, "4 hours of overtime"),
        (WayOut.SPLIT_SHIFT, 2.0, "split 2 shifts"),
        (WayOut.PART_TIME, 3.0, "3 hours of part-time work"),
        (WayOut.MORE_PEOPLE, 2.0, "2 more people"),
    ],
)
def test_every_way_out_is_said_with_how_much_of_it(way: WayOut, amount: float, said: str) -> None:
    assert said in ProposeWords().way(unmet(way, amount))
    assert ProposeWords().missing(unmet(way, amount)) == "2 missing"


def test_a_screen_reader_hears_when_how_many_and_the_way_out_and_nothing_where_all_is_met() -> None:
    shown = UnmetList()
    shown.fill([UnmetRow("Mon 09:00–10:00 · Delivery", "2 missing", "Cheapest: 2 more people")], "and 3 more")
    assert shown.rows[0].accessibleName() == "Mon 09:00–10:00 · Delivery, 2 missing, Cheapest: 2 more people"
    assert not shown.isHidden()
    shown.fill([], "")
    assert shown.isHidden()
