"""Where one stands in one's plan: in a shift, in the hole of a split one, before the next, past midnight."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desk.client.models.my_day import joined, place_at
from desk.client.models.trades import Trades
from desk.contract.events import Event, Fact, OfferClosed, OfferMade, OfferTaken, SwapAccepted, SwapOffered
from desk.contract.shifts import Activity, OfferKind, Segment, Shift, ShiftState, SwapState

MIDNIGHT = datetime(2027, 6, 14, tzinfo=UTC)
WORK, LUNCH = Activity.WORK, Activity.LUNCH


def at(hour: float) -> datetime:
    """An hour of the day; past 24 it is the next one's."""
    return MIDNIGHT + timedelta(hours=hour)


def shift(*told: tuple[Activity, float, float]) -> Shift:
    """A shift told in hours."""
    segments = tuple(Segment(activity=what, start=at(first), end=at(last)) for what, first, last in told)
    return Shift(
        id=1,
        user_id=1,
        day=date(2027, 6, 14),
        pattern="",
        state=ShiftState.PUBLISHED,
        segments=segments,
        overtime=False,
        why="",
        version=1,
    )


DAY = shift((WORK, 9, 11), (WORK, 11, 12), (LUNCH, 12, 13), (WORK, 13, 18))
SPLIT = shift((WORK, 8, 12), (WORK, 17, 20))
NIGHT = shift((WORK, 22, 26), (Activity.BREAK, 26, 26.5), (WORK, 26.5, 30))


@pytest.mark.parametrize(
    ("rota", "hour", "now", "then", "turns", "inside"),
    [
        (DAY, 8, None, WORK, 9, False),
        (DAY, 9, WORK, LUNCH, 12, True),
        (DAY, 12.5, LUNCH, WORK, 13, True),
        (DAY, 17.9, WORK, None, 18, True),
        (SPLIT, 14, None, WORK, 17, True),
        (NIGHT, 25, WORK, Activity.BREAK, 26, True),
        (NIGHT, 29, WORK, None, 30, True),
    ],
)
def test_what_is_planned_now_and_what_comes_next(
    rota: Shift, hour: float, now: Activity | None, then: Activity | None, turns: float, inside: bool
) -> None:
    place = place_at([rota], at(hour))
    assert place is not None
    assert (None if place.now is None else place.now.activity) == now
    assert (None if place.next is None else place.next.activity) == then
    assert (place.turns_at, place.inside) == (at(turns), inside)


def test_after_the_last_shift_there_is_no_place() -> None:
    assert place_at([DAY], at(18)) is None
    assert place_at([], at(9)) is None


def test_stretches_of_one_kind_are_one_and_a_hole_stays_a_hole() -> None:
    assert [(one.start, one.end) for one in joined(DAY.segments)][:2] == [(at(9), at(12)), (at(12), at(13))]
    assert len(joined(SPLIT.segments)) == 2


def told(seq: int, fact: Fact) -> Event:
    """Something that happened."""
    return Event(
        seq=seq,
        at=MIDNIGHT,
        recorded_at=MIDNIGHT,
        actor_id=1,
        actor="",
        fact=fact,
    )


def test_offers_and_swaps_follow_their_events_and_an_older_one_changes_nothing() -> None:
    known = Trades()
    made = OfferMade(
        offer_kind=OfferKind.EXTRA_HOURS, start=at(18), end=at(20), seats=2, until=at(17), user_ids=(), words=""
    )
    assert known.apply(told(5, made))
    assert not known.apply(told(5, made))
    assert known.apply(told(7, OfferTaken(offer_id=5, user_id=3)))
    assert not known.apply(told(6, OfferTaken(offer_id=5, user_id=3)))
    assert known.apply(told(8, OfferClosed(offer_id=5)))
    assert (known.offers[5].taken, known.offers[5].closed) == ((3,), True)
    assert known.apply(told(9, SwapOffered(from_id=1, shift_id=4)))
    assert known.apply(told(10, SwapAccepted(swap_id=9, from_id=1, to_id=2)))
    assert (known.swaps[9].state, known.swaps[9].to_id) == (SwapState.ACCEPTED, 2)
    assert not known.apply(told(11, SwapAccepted(swap_id=99, from_id=1, to_id=2)))
