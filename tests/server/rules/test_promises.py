"""A promise of a day is kept until that day is over, and a late parcel stays late."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.contract.events import PromiseBroken, PromiseKept, PromiseReleased
from desk.contract.orders import OrderState, PromiseKind, PromiseState
from desk.server.rules.promises import (
    SEOUL,
    Dated,
    Fulfilment,
    KnownPromise,
    days_late,
    end_of_day,
    lapse,
    settlement,
)

DUE = datetime(2026, 11, 3, 14, 59, 59, 999999, UTC)  # the end of 3 November in Seoul
NOW = datetime(2026, 11, 20, tzinfo=UTC)
SAO_PAULO = ZoneInfo("America/Sao_Paulo")


def seoul(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SEOUL)


def promise(state: PromiseState = PromiseState.OPEN, settled_at: datetime | None = None) -> KnownPromise:
    return KnownPromise(id=7, kind=PromiseKind.DELIVERY, what="찻잔", due_at=DUE, state=state, settled_at=settled_at)


def order(state: OrderState = OrderState.SHIPPED, delivered_at: datetime | None = None) -> Fulfilment:
    return Fulfilment(state=state, delivered_at=delivered_at, ended_at=seoul(11, 2, 9))


def after(known: KnownPromise, settled: Dated) -> KnownPromise:
    """The promise once the fact is in the log, as the projection writes it."""
    match settled.fact:
        case PromiseKept():
            return settled_as(known, PromiseState.KEPT, settled.at)
        case PromiseBroken(delivered=delivered):
            return settled_as(known, PromiseState.BROKEN, settled.at if delivered else None)
        case _:
            state = PromiseState.RELEASED if known.state is PromiseState.OPEN else known.state
            return settled_as(known, state, settled.at)


def settled_as(known: KnownPromise, state: PromiseState, settled_at: datetime | None) -> KnownPromise:
    return KnownPromise(
        id=known.id, kind=known.kind, what=known.what, due_at=known.due_at, state=state, settled_at=settled_at
    )


@pytest.mark.parametrize(
    ("day", "zone", "last"),
    [
        (date(2026, 11, 3), SEOUL, datetime(2026, 11, 3, 14, 59, 59, 999999, UTC)),
        (date(2018, 8, 27), SAO_PAULO, datetime(2018, 8, 28, 2, 59, 59, 999999, UTC)),
        # Clocks went forward at midnight: 15 October 2017 began at one o'clock.
        (date(2017, 10, 14), SAO_PAULO, datetime(2017, 10, 15, 2, 59, 59, 999999, UTC)),
        (date(2017, 10, 15), SAO_PAULO, datetime(2017, 10, 16, 1, 59, 59, 999999, UTC)),
        # Clocks went back at midnight: 17 February 2018 had 25 hours.
        (date(2018, 2, 17), SAO_PAULO, datetime(2018, 2, 18, 2, 59, 59, 999999, UTC)),
    ],
)
def test_a_day_ends_when_its_zone_says_so(day: date, zone: ZoneInfo, last: datetime) -> None:
    assert end_of_day(day, zone) == last


@pytest.mark.parametrize(
    ("at", "days"),
    [
        (seoul(11, 3, 23, 59), 0),
        (seoul(11, 4, 0), 1),
        (seoul(11, 4, 23, 59), 1),
        (seoul(11, 6, 0, 1), 3),
        (seoul(10, 1, 12), 0),
    ],
)
def test_lateness_counts_calendar_days_in_seoul(at: datetime, days: int) -> None:
    assert days_late(DUE, at) == days


@pytest.mark.parametrize(
    ("delivered_at", "kept"),
    [
        (seoul(11, 1, 9), True),
        (seoul(11, 3, 23, 59), True),
        (DUE, True),
        (DUE + timedelta(microseconds=1), False),
        (seoul(11, 5, 10), False),
    ],
)
def test_a_parcel_is_in_time_until_the_last_instant_of_its_day(delivered_at: datetime, kept: bool) -> None:
    settled = settlement(promise(), order(OrderState.DELIVERED, delivered_at), NOW)
    assert settled is not None
    assert settled.at == delivered_at
    assert isinstance(settled.fact, PromiseKept) is kept
    if isinstance(settled.fact, PromiseBroken):
        assert settled.fact.delivered
        assert settled.fact.late_days == days_late(DUE, delivered_at) > 0


def test_an_open_promise_waits_while_its_day_lasts() -> None:
    assert settlement(promise(), order(), DUE) is None


def test_a_day_that_ended_without_the_parcel_breaks_the_promise_once() -> None:
    broken = settlement(promise(), order(), DUE + timedelta(seconds=40))
    assert broken is not None
    assert broken.at == DUE + timedelta(microseconds=1)
    assert broken.fact == PromiseBroken(promise_id=7, what="찻잔", due_at=DUE, late_days=1, delivered=False)
    assert settlement(after(promise(), broken), order(), NOW) is None


def test_a_parcel_that_comes_after_all_settles_how_late_it_was() -> None:
    missed = promise(PromiseState.BROKEN)
    arrived = order(OrderState.DELIVERED, seoul(11, 6, 11))
    settled = settlement(missed, arrived, NOW)
    assert settled is not None
    assert settled.fact == PromiseBroken(promise_id=7, what="찻잔", due_at=DUE, late_days=3, delivered=True)
    assert settlement(after(missed, settled), arrived, NOW) is None


def test_a_courier_who_reports_late_does_not_make_the_parcel_late() -> None:
    settled = settlement(promise(PromiseState.BROKEN), order(OrderState.DELIVERED, seoul(11, 3, 18)), NOW)
    assert settled is not None
    assert isinstance(settled.fact, PromiseKept)


def test_a_corrected_hour_of_delivery_corrects_the_promise() -> None:
    kept = promise(PromiseState.KEPT, seoul(11, 3, 18))
    settled = settlement(kept, order(OrderState.DELIVERED, seoul(11, 4, 18)), NOW)
    assert settled is not None
    assert isinstance(settled.fact, PromiseBroken)


@pytest.mark.parametrize("state", [OrderState.CANCELED, OrderState.UNAVAILABLE])
def test_an_order_that_ends_without_delivery_releases_its_promise_once(state: OrderState) -> None:
    released = settlement(promise(), order(state), NOW)
    assert released is not None
    assert released.fact == PromiseReleased(promise_id=7, what="찻잔")
    assert released.at == seoul(11, 2, 9)
    assert settlement(after(promise(), released), order(state), NOW) is None


def test_a_broken_promise_stays_broken_when_the_order_is_cancelled_afterwards() -> None:
    released = settlement(promise(PromiseState.BROKEN), order(OrderState.CANCELED), NOW)
    assert released is not None
    assert isinstance(released.fact, PromiseReleased)
    later = after(promise(PromiseState.BROKEN), released)
    assert later.state is PromiseState.BROKEN
    assert settlement(later, order(OrderState.CANCELED), NOW) is None


def test_a_return_after_delivery_does_not_undo_a_kept_promise() -> None:
    kept = promise(PromiseState.KEPT, seoul(11, 3, 18))
    assert settlement(kept, order(OrderState.CANCELED, seoul(11, 3, 18)), NOW) is None


def test_a_repair_is_not_settled_by_a_delivery_but_lapses_like_any_promise() -> None:
    repair = KnownPromise(
        id=8, kind=PromiseKind.REPAIR, what="충전기", due_at=DUE, state=PromiseState.OPEN, settled_at=None
    )
    assert settlement(repair, order(OrderState.DELIVERED, seoul(11, 1, 9)), NOW) is None
    lapsed = lapse(repair, NOW)
    assert lapsed is not None
    assert isinstance(lapsed.fact, PromiseBroken)
