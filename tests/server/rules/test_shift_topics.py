"""Who hears of shifts."""

from datetime import UTC, date, datetime

import pytest

from desk.contract.events import AbsenceAsked, Fact, ShiftAssigned, ShiftChanged, SwapOffered
from desk.contract.shifts import AbsenceKind, Activity, Segment
from desk.server.rules.shift_topics import shift_topics

MORNING = datetime(2026, 11, 23, 0, tzinfo=UTC)
DAY = (Segment(activity=Activity.WORK, start=MORNING, end=MORNING.replace(hour=9)),)


def assigned(*, published: bool) -> ShiftAssigned:
    """A shift of person 7."""
    return ShiftAssigned(user_id=7, day=date(2026, 11, 23), pattern="early", segments=DAY, published=published)


def moved(*, published: bool) -> ShiftChanged:
    """A shift that went from person 7 to person 8."""
    return ShiftChanged(
        shift_id=5, user_id=8, previous_id=7, day=date(2026, 11, 23), segments=DAY, overtime=False,
        published=published, why="swap",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "heard"),
    [
        (assigned(published=False), {"rota"}),
        (assigned(published=True), {"rota", "shifts", "user:7"}),
        (moved(published=True), {"rota", "shifts", "user:7", "user:8"}),
        (moved(published=False), {"rota"}),
        (SwapOffered(from_id=7, shift_id=5), {"rota", "shifts", "user:7"}),
        (SwapOffered(from_id=7, shift_id=5, to_id=8), {"rota", "user:7", "user:8"}),
        (
            AbsenceAsked(user_id=7, absence_kind=AbsenceKind.SICK, start=MORNING, end=MORNING.replace(hour=9)),
            {"rota", "user:7"},
        ),
    ],
)
def test_colleagues_hear_of_what_is_published_and_of_nothing_private(fact: Fact, heard: set[str]) -> None:
    assert shift_topics(fact) == heard
