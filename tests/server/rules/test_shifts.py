"""What is a shift, and what is left of one that ends early."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.contract.shifts import Activity, Segment
from desk.server.rules.shifts import cut, mistakes, tidy

NINE = datetime(2027, 6, 14, 0, tzinfo=UTC)
WORK, LUNCH, BREAK = Activity.WORK, Activity.LUNCH, Activity.BREAK


def shift(*stretches: tuple[Activity, float, float]) -> tuple[Segment, ...]:
    """Stretches in hours from nine."""
    return tuple(
        Segment(activity=kind, start=NINE + timedelta(hours=since), end=NINE + timedelta(hours=until))
        for kind, since, until in stretches
    )


DAY = shift((WORK, 0, 3), (LUNCH, 3, 4), (WORK, 4, 6), (BREAK, 6, 6.25), (WORK, 6.25, 9))


@pytest.mark.parametrize(
    ("hours", "left"),
    [
        (8, shift((WORK, 0, 3), (LUNCH, 3, 4), (WORK, 4, 6), (BREAK, 6, 6.25), (WORK, 6.25, 8))),
        (6.25, shift((WORK, 0, 3), (LUNCH, 3, 4), (WORK, 4, 6))),
        (3.5, shift((WORK, 0, 3))),
        (0, ()),
        (-1, ()),
        (12, DAY),
    ],
)
def test_who_leaves_early_leaves_after_work_and_not_after_a_pause(hours: float, left: tuple[Segment, ...]) -> None:
    assert cut(DAY, NINE + timedelta(hours=hours)) == left


def test_stretches_that_say_the_same_are_one() -> None:
    queue = Segment(activity=WORK, start=NINE + timedelta(hours=2), end=NINE + timedelta(hours=3), queue_ids=(9, 7, 9))
    found = tidy([*shift((WORK, 0, 1), (WORK, 1, 2)), queue, *shift((WORK, 4, 5))])
    assert [(one.queue_ids, (one.end - one.start) // timedelta(hours=1)) for one in found] == [((), 2), ((7, 9), 1),
                                                                                              ((), 1)]  # fmt: skip


@pytest.mark.parametrize(
    ("segments", "pointers"),
    [
        (DAY, []),
        (shift((WORK, 0, 4), (WORK, 6, 10)), []),
        (shift((WORK, 0, 1), (WORK, 2, 3), (WORK, 4, 5), (WORK, 6, 7)), ["/segments"]),
        (shift((WORK, 0, 2), (WORK, 1, 3)), ["/segments/1/start"]),
        (shift((WORK, 0, 25)), ["/segments"]),
        (shift((LUNCH, 0, 1)), ["/segments"]),
        (shift((WORK, 0, 0.001)), ["/segments/0"]),
    ],
)
def test_a_shift_is_one_or_is_told_why_not(segments: tuple[Segment, ...], pointers: list[str]) -> None:
    assert [pointer for pointer, _ in mistakes(segments, set())] == pointers
