"""For which part of an illness an absence is still to be made."""

import pytest

from desk.server.rules.sick_calls import uncovered
from tests.server.shift_rig import MONDAY
from tests.server.staffing_rig import wall


@pytest.mark.parametrize(
    ("away", "left"),
    [
        ([], ["10-18"]),
        (["08-09"], ["10-18"]),
        (["09-12"], ["12-18"]),
        (["12-13"], ["10-12", "13-18"]),
        (["15-20"], ["10-15"]),
        (["09-20"], []),
        (["13-14", "09-12"], ["12-13", "14-18"]),
        (["09-12", "12-18"], []),
        (["11-13", "12-14"], ["10-11", "14-18"]),
    ],
)
def test_an_illness_is_an_absence_where_nothing_else_is_known(away: list[str], left: list[str]) -> None:
    def span(told: str) -> tuple[object, object]:
        start, end = told.split("-")
        return wall(MONDAY, f"{start}:00"), wall(MONDAY, f"{end}:00")

    known = [(wall(MONDAY, f"{one[:2]}:00"), wall(MONDAY, f"{one[3:]}:00")) for one in away]
    found = uncovered(wall(MONDAY, "10:00"), wall(MONDAY, "18:00"), known)
    assert found == [span(one) for one in left]
