"""What a lead does to a shift: move, stretch, split, assign, slide; and what cannot be done, by its reason."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.shifts import Activity, Segment
from desk.workforce.law import rest_within
from desk.workforce.moves import (
    LONGEST,
    PAUSES,
    MoveError,
    Segments,
    Why,
    assigned,
    change_of,
    changed,
    cleared,
    moved,
    pausing,
    slid,
    split,
    stretched,
)
from tests.workforce.rota_rig import FULL, at, segments, shift, told

BUSY = (
    "09:00-10:00 break 10:00-10:15 10:15-12:00 lunch 12:00-13:00 13:00-14:00 training 14:00-15:00 "
    "15:00-15:30 break 15:30-15:45 15:45-18:00"
)

Move = Callable[[Segments], Segments]
MOVES: list[tuple[str, str, Move, str]] = [
    (
        "later",
        FULL,
        lambda one: moved(one, 30),
        "09:30-12:30 lunch 12:30-13:30 13:30-18:30",
    ),
    ("earlier", FULL, lambda one: moved(one, -60), "08:00-11:00 lunch 11:00-12:00 12:00-17:00"),
    ("longer", FULL, lambda one: stretched(one, end=at("20:00")), "09:00-12:00 lunch 12:00-13:00 13:00-20:00"),
    (
        "longer at both ends",
        FULL,
        lambda one: stretched(one, start=at("08:00"), end=at("19:00")),
        "08:00-12:00 lunch 12:00-13:00 13:00-19:00",
    ),
    ("shorter", FULL, lambda one: stretched(one, end=at("15:00")), "09:00-12:00 lunch 12:00-13:00 13:00-15:00"),
    (
        "so short that lunch comes inside",
        FULL,
        lambda one: stretched(one, end=at("13:00")),
        "09:00-11:45 lunch 11:45-12:45 12:45-13:00",
    ),
    (
        "so late that lunch comes inside",
        FULL,
        lambda one: stretched(one, start=at("12:30")),
        "12:30-12:45 lunch 12:45-13:45 13:45-18:00",
    ),
    (
        "training ends where the shift does",
        BUSY,
        lambda one: stretched(one, end=at("14:30")),
        "09:00-10:00 break 10:00-10:15 10:15-12:00 lunch 12:00-13:00 13:00-14:00 break 14:00-14:15 "
        "training 14:15-14:30",
    ),
    (
        "a training grows by work",
        "09:00-12:00 training 12:00-13:00",
        lambda one: stretched(one, end=at("14:00")),
        "09:00-12:00 training 12:00-13:00 13:00-14:00",
    ),
    ("split", "09:00-18:00", lambda one: split(one, at("12:00"), at("15:00")), "09:00-12:00 15:00-18:00"),
    ("split over lunch", FULL, lambda one: split(one, at("12:30"), at("15:00")), "09:00-12:30 15:00-18:00"),
    (
        "one half of a split shift is cut away",
        "09:00-12:00 15:00-18:00",
        lambda one: stretched(one, start=at("13:00")),
        "15:00-18:00",
    ),
    (
        "a training",
        FULL,
        lambda one: assigned(one, Activity.TRAINING, at("14:00"), at("15:00")),
        "09:00-12:00 lunch 12:00-13:00 13:00-14:00 training 14:00-15:00 15:00-18:00",
    ),
    (
        "lunch makes way for a meeting",
        FULL,
        lambda one: assigned(one, Activity.MEETING, at("11:30"), at("12:30")),
        "09:00-11:30 meeting 11:30-12:30 lunch 12:30-13:30 13:30-18:00",
    ),
    (
        "lunch interrupts what fills the day",
        FULL,
        lambda one: assigned(one, Activity.TRAINING, at("09:00"), at("18:00")),
        "training 09:00-12:00 lunch 12:00-13:00 training 13:00-18:00",
    ),
    (
        "a break does not come to the shift's very beginning",
        "09:00-10:00 break 10:00-10:15 10:15-18:00",
        lambda one: assigned(one, Activity.MEETING, at("09:20"), at("17:50")),
        "09:00-09:20 meeting 09:20-10:00 break 10:00-10:15 meeting 10:15-17:50 17:50-18:00",
    ),
    (
        "another lunch is instead of the first",
        FULL,
        lambda one: assigned(one, Activity.LUNCH, at("13:30"), at("14:30")),
        "09:00-13:30 lunch 13:30-14:30 14:30-18:00",
    ),
    (
        "another break is one more",
        FULL,
        lambda one: assigned(one, Activity.BREAK, at("15:00"), at("15:15")),
        "09:00-12:00 lunch 12:00-13:00 13:00-15:00 break 15:00-15:15 15:15-18:00",
    ),
    (
        "work takes a training away and leaves lunch",
        BUSY,
        lambda one: assigned(one, Activity.WORK, at("09:00"), at("18:00")),
        "09:00-10:00 break 10:00-10:15 10:15-12:00 lunch 12:00-13:00 13:00-15:30 break 15:30-15:45 15:45-18:00",
    ),
    (
        "lunch slides",
        FULL,
        lambda one: slid(one, 1, 45),
        "09:00-12:45 lunch 12:45-13:45 13:45-18:00",
    ),
    (
        "lunch slides onto a break, which makes way",
        BUSY,
        lambda one: slid(one, 3, 210),
        "09:00-10:00 break 10:00-10:15 10:15-14:00 training 14:00-15:00 15:00-15:15 break 15:15-15:30 "
        "lunch 15:30-16:30 16:30-18:00",
    ),
    (
        "a training slides",
        BUSY,
        lambda one: slid(one, 5, -45),
        "09:00-10:00 break 10:00-10:15 10:15-12:00 lunch 12:00-13:00 13:00-13:15 training 13:15-14:15 "
        "14:15-15:30 break 15:30-15:45 15:45-18:00",
    ),
    (
        "a training is taken away",
        "09:00-12:00 training 12:00-13:00 13:00-18:00",
        lambda one: cleared(one, 1),
        "09:00-18:00",
    ),
]


@pytest.mark.parametrize(("words", "move", "after"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES])
def test_a_shift_becomes(words: str, move: Move, after: str) -> None:
    assert told(move(segments(words))) == after


REFUSED: list[tuple[Why, str, Move]] = [
    (Why.EMPTY, FULL, lambda one: stretched(one, end=at("09:00"))),
    (Why.EMPTY, FULL, lambda one: stretched(one, start=at("19:00"), end=at("20:00"))),
    (Why.EMPTY, FULL, lambda one: assigned(one, Activity.TRAINING, at("10:00"), at("10:00"))),
    (Why.EMPTY, FULL, lambda one: split(one, at("11:00"), at("10:00"))),
    (Why.NO_ROOM, FULL, lambda one: stretched(one, end=at("10:15"))),
    (Why.TOO_LONG, FULL, lambda one: stretched(one, end=at("34:00"))),
    (Why.OUTSIDE, FULL, lambda one: assigned(one, Activity.TRAINING, at("17:00"), at("19:00"))),
    (Why.OUTSIDE, "09:00-12:00 15:00-18:00", lambda one: assigned(one, Activity.TRAINING, at("11:00"), at("16:00"))),
    (Why.OUTSIDE, FULL, lambda one: split(one, at("09:00"), at("10:00"))),
    (Why.OUTSIDE, FULL, lambda one: slid(one, 1, 600)),
    (Why.AT_EDGE, FULL, lambda one: slid(one, 1, 300)),
    (Why.AT_EDGE, FULL, lambda one: assigned(one, Activity.BREAK, at("09:00"), at("09:15"))),
    (Why.NOT_MOVABLE, FULL, lambda one: slid(one, 0, 30)),
    (Why.TOO_SPLIT, "09:00-10:00 11:00-12:00 13:00-18:00", lambda one: split(one, at("15:00"), at("16:00"))),
]


@pytest.mark.parametrize(("why", "words", "move"), REFUSED)
def test_what_cannot_be_done_says_why(why: Why, words: str, move: Move) -> None:
    with pytest.raises(MoveError) as refused:
        move(segments(words))
    assert refused.value.why is why


def test_what_is_added_or_set_free_is_for_the_queues_next_to_it() -> None:
    halves = (*segments("09:00-12:00", queue_ids=(1,)), *segments("lunch 12:00-13:00"))
    halves += segments("13:00-18:00", queue_ids=(2,))
    longer = stretched(slid(halves, 1, 30), start=at("08:00"), end=at("19:00"))
    assert [one.queue_ids for one in longer] == [(1,), (), (2,)]


def test_the_shift_as_it_would_be_is_on_the_day_it_then_begins_on() -> None:
    before = shift("23:00-25:00")
    after = changed(before, moved(before.segments, 90), "Asia/Seoul", user_id=7)
    assert (after.day, after.user_id, after.id) == (date(2026, 3, 3), 7, before.id)
    sent = change_of(after, "바꿈", ["day_limit"])
    assert (sent.user_id, sent.segments, sent.why, sent.allow) == (7, after.segments, "바꿈", ("day_limit",))


def test_pauses_laid_on_one_another_come_one_after_the_other() -> None:
    pauses = segments("lunch 12:00-13:00 break 12:00-12:15 break 12:15-12:30")
    found = pausing(segments("09:00-18:00"), pauses)
    assert told(found) == "09:00-11:45 break 11:45-12:00 lunch 12:00-13:00 break 13:00-13:15 13:15-18:00"


QUARTERS = st.integers(-8, 48)


@st.composite
def moves(draw: st.DrawFn) -> Move:
    """One of the moves, somewhere around the shift."""
    begins, ends = sorted(at("08:00") + timedelta(minutes=15 * draw(QUARTERS)) for _ in range(2))
    activity, number, minutes = draw(st.sampled_from(list(Activity))), draw(st.integers(0, 3)), 15 * draw(QUARTERS)
    choice: list[Move] = [
        lambda one: moved(one, minutes),
        lambda one: stretched(one, start=begins),
        lambda one: stretched(one, end=ends),
        lambda one: split(one, begins, ends),
        lambda one: assigned(one, activity, begins, ends),
        lambda one: slid(one, min(number, len(one) - 1), minutes),
    ]
    return choice[draw(st.integers(0, len(choice) - 1))]


def paused(of: tuple[Segment, ...]) -> dict[Activity, timedelta]:
    found = dict.fromkeys(PAUSES, timedelta())
    for one in of:
        if one.activity in PAUSES:
            found[one.activity] += one.end - one.start
    return found


@given(st.sampled_from([FULL, BUSY, "09:00-12:00 14:00-18:00", "10:00-14:00 break 14:00-14:30 14:30-19:00"]), moves())
def test_whatever_is_done_a_shift_stays_a_shift_and_its_pauses_stay_rest(words: str, move: Move) -> None:
    before = segments(words)
    try:
        after = move(before)
    except MoveError:
        return
    assert all(one.start < one.end for one in after)
    assert all(one.end <= two.start for one, two in pairwise(after))
    assert after[-1].end - after[0].start <= LONGEST
    assert not {after[0].activity, after[-1].activity} & PAUSES
    holes = sum((two.start - one.end for one, two in pairwise(after)), timedelta())
    assert rest_within(after) == (sum(paused(after).values(), timedelta()) + holes) // timedelta(minutes=1)


@given(st.sampled_from([FULL, BUSY]), st.integers(-8, 48), st.integers(-8, 48))
def test_a_shift_that_is_stretched_keeps_all_its_rest(words: str, first: int, last: int) -> None:
    before = segments(words)
    start, end = (at("08:00") + timedelta(minutes=15 * number) for number in (first, last))
    if end - start < timedelta(hours=2) or start >= before[-1].end or end <= before[0].start:
        return
    after = stretched(before, start=start, end=end)
    assert (after[0].start, after[-1].end) == (start, end)
    assert paused(after) == paused(before)
