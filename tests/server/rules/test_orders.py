"""Records of an order may come twice, in pieces and out of order; the log learns each thing once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.events import DeliveryMoved, OrderChanged, OrderPlaced, PaymentMade, PromiseMade
from desk.contract.ingest import OrderLine, OrderRecord, Payment
from desk.contract.orders import OrderState
from desk.contract.remedy_rules import LateCause
from desk.server.rules.orders import RANK, KnownOrder, further, news, state_of
from desk.server.rules.promises import Dated

S = OrderState
MONDAY = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CUP = OrderLine(name="찻잔", quantity=2, price=24_000)
POT = OrderLine(name="주전자", price=38_000)
CARD = Payment(method="card", amount=62_000)
POINTS = Payment(method="points", amount=1_000)


def record(state: OrderState = S.PLACED, **more: Any) -> OrderRecord:
    told: dict[str, Any] = {"items": [CUP, POT], "payments": [CARD], "promised_by": MONDAY + 3 * DAY} | more
    return OrderRecord(order="A-1", customer="c1", state=state, placed_at=MONDAY, **told)


DELIVERED = record(S.DELIVERED, paid_at=MONDAY, shipped_at=MONDAY + DAY, delivered_at=MONDAY + 2 * DAY)


def learned(known: KnownOrder | None, facts: Sequence[Dated]) -> KnownOrder:
    """The order once the facts are in the log, as the projections write it."""
    order = known
    for dated in facts:
        match dated.fact:
            case OrderPlaced(items=items, total=total, state=state):
                order = KnownOrder(state=state, items=items, total=total)
            case OrderChanged(state=state, items=items, total=total, cause=cause):
                assert order is not None
                order = replace(order, state=state)
                order = order if items is None else replace(order, items=items)
                order = order if total is None else replace(order, total=total)
                order = order if cause is None else replace(order, cause=cause)
            case DeliveryMoved(state=S.DELIVERED):
                assert order is not None
                order = replace(order, delivered_at=dated.at, state=further(order.state, S.DELIVERED))
            case DeliveryMoved():
                assert order is not None
                order = replace(order, shipped_at=dated.at, state=further(order.state, S.SHIPPED))
            case PaymentMade(method=method, amount=amount, installments=installments):
                assert order is not None
                payment = Payment(method=method, amount=amount, installments=installments)
                order = replace(order, payments=(*order.payments, payment), state=further(order.state, S.PAID))
            case PromiseMade(due_at=due_at):
                assert order is not None
                order = replace(order, promised=(*order.promised, due_at))
            case _:
                raise AssertionError(dated)
    assert order is not None
    return order


def told(*records: OrderRecord) -> KnownOrder:
    order = None
    for one in records:
        order = learned(order, news(order, one))
    assert order is not None
    return order


def kinds(facts: Sequence[Dated]) -> list[str]:
    return [str(type(dated.fact).__struct_config__.tag) for dated in facts]


def test_a_finished_order_is_told_as_it_happened() -> None:
    facts = news(None, DELIVERED, source="shop")
    assert [(kind, dated.at) for kind, dated in zip(kinds(facts), facts, strict=True)] == [
        ("order.placed", MONDAY),
        ("promise.made", MONDAY),
        ("payment.made", MONDAY),
        ("delivery.moved", MONDAY + DAY),
        ("delivery.moved", MONDAY + 2 * DAY),
    ]
    placed = facts[0].fact
    assert isinstance(placed, OrderPlaced)
    assert (placed.number, placed.total, placed.source) == ("A-1", 62_000, "shop")
    promise = facts[1].fact
    assert isinstance(promise, PromiseMade)
    assert promise.what == "찻잔 +1"


@pytest.mark.parametrize(
    ("before", "after", "facts"),
    [
        (record(), record(), []),
        (record(), record(S.PAID, paid_at=MONDAY), ["payment.made"]),
        (record(), record(S.PAID, paid_at=MONDAY, payments=[]), ["order.changed"]),
        (record(), record(S.PREPARING), ["payment.made", "order.changed"]),
        (record(S.PAID), record(S.SHIPPED, shipped_at=MONDAY + DAY), ["delivery.moved"]),
        (record(S.PAID), record(S.SHIPPED), ["order.changed"]),
        (record(S.PAID), record(S.CANCELED), ["order.changed"]),
        (record(S.PAID), record(S.PAID, items=[CUP]), ["order.changed"]),
        (record(S.PAID), record(S.PAID, items=[], payments=[], promised_by=None), []),
        (record(S.PAID), record(S.PAID, payments=[CARD, POINTS]), ["payment.made"]),
        (record(S.PAID, payments=[POINTS]), record(S.PAID, payments=[POINTS, POINTS]), ["payment.made"]),
        (record(S.PAID), record(S.PAID, promised_by=MONDAY + 5 * DAY), ["promise.made"]),
        (DELIVERED, msgspec.structs.replace(DELIVERED, delivered_at=MONDAY + 4 * DAY), ["delivery.moved"]),
        (record(S.UNAVAILABLE), record(S.SHIPPED, shipped_at=MONDAY + DAY), ["payment.made", "delivery.moved"]),
    ],
)
def test_a_newer_record_tells_only_the_difference(before: OrderRecord, after: OrderRecord, facts: list[str]) -> None:
    assert kinds(news(told(before), after)) == facts


@pytest.mark.parametrize(
    "older",
    [
        record(S.PLACED),
        record(S.PLACED, items=[CUP], promised_by=MONDAY + 9 * DAY),
        record(S.PAID, paid_at=MONDAY),
        record(S.SHIPPED, shipped_at=MONDAY + 2 * DAY),
    ],
)
def test_a_record_that_arrives_too_late_undoes_nothing(older: OrderRecord) -> None:
    known = told(DELIVERED)
    assert news(known, older) == []


def test_old_news_fills_what_was_never_told() -> None:
    known = told(record(S.DELIVERED, delivered_at=MONDAY + 2 * DAY, payments=[], promised_by=None))
    filled = news(known, record(S.SHIPPED, shipped_at=MONDAY + DAY))
    assert kinds(filled) == ["promise.made", "payment.made", "delivery.moved"]
    after = learned(known, filled)
    assert (after.state, after.shipped_at) == (S.DELIVERED, MONDAY + DAY)


def test_why_it_is_late_is_told_once_and_older_news_only_fills_the_gap() -> None:
    known = learned(None, news(None, DELIVERED))
    late = record(S.SHIPPED, shipped_at=MONDAY + DAY, cause=LateCause.CARRIER)
    (filled,) = news(known, late)
    assert isinstance(filled.fact, OrderChanged)
    assert (filled.fact.state, filled.fact.cause, filled.fact.items) == (S.DELIVERED, LateCause.CARRIER, None)
    known = learned(known, [filled])
    assert news(known, late) == []
    assert news(known, msgspec.structs.replace(late, cause=LateCause.SHOP)) == []
    (mended,) = news(known, msgspec.structs.replace(DELIVERED, cause=LateCause.CUSTOMER_ABSENT))
    assert learned(known, [mended]).cause is LateCause.CUSTOMER_ABSENT
    assert news(learned(known, [mended]), DELIVERED) == []


def test_a_cancelled_order_stays_cancelled() -> None:
    known = told(record(S.PAID), record(S.CANCELED))
    assert news(known, record(S.PREPARING)) == []


def test_money_that_was_never_taken_is_not_shown_as_paid() -> None:
    assert "payment.made" not in kinds(news(None, record(S.CANCELED)))
    assert "payment.made" in kinds(news(None, record(S.CANCELED, paid_at=MONDAY)))


def test_an_order_without_items_is_worth_what_was_paid() -> None:
    assert told(record(S.PAID, items=[], payments=[CARD, POINTS])).total == 63_000


def test_a_cancellation_without_an_hour_takes_the_hour_it_was_told() -> None:
    at = MONDAY + 7 * DAY
    (change,) = news(told(record(S.PAID)), record(S.CANCELED), told_at=at)
    assert change.at == at
    (change,) = news(told(record(S.PAID)), record(S.CANCELED, paid_at=MONDAY + DAY))
    assert change.at == MONDAY + DAY


times = st.none() | st.integers(0, 6).map(lambda days: MONDAY + days * DAY)
records = st.builds(
    record,
    st.sampled_from(list(OrderState)),
    paid_at=times,
    shipped_at=times,
    delivered_at=times,
    promised_by=times,
    items=st.lists(st.sampled_from([CUP, POT]), max_size=2),
    payments=st.lists(st.sampled_from([CARD, POINTS]), max_size=2),
)


@given(st.lists(records, min_size=1, max_size=5))
def test_the_same_record_again_tells_nothing(history: list[OrderRecord]) -> None:
    known = told(*history)
    assert news(told(*history, history[-1]), history[-1]) == []
    assert RANK[known.state] == max(RANK[state_of(one)] for one in history)


@given(st.lists(records, min_size=1, max_size=4), st.randoms())
def test_the_state_at_the_end_does_not_depend_on_the_order_of_arrival(history: list[OrderRecord], random: Any) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    assert told(*history).state is told(*shuffled).state
