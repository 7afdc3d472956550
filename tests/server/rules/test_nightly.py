"""When the nightly look is due, and what it may do by itself."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desk.actions import late_delivery
from desk.actions.action import Case
from desk.actions.judge import judge
from desk.contract.orders import OrderState
from desk.server.rules.nightly import Look, Verdict, is_due, span, today, verdict
from desk.server.store.clock import SEOUL
from tests.actions.situation_rig import DAY, NOW, TABLE, a_case, an_order

TONIGHT, LAST_NIGHT, DAYS_AGO = 20270311, 20270310, 20270301


def seoul(hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, 11, hour, minute, tzinfo=SEOUL).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "last", "due"),
    [
        (2, None, False),
        (3, None, True),
        (4, None, True),
        (5, None, False),
        (14, None, False),
        (2, Look(LAST_NIGHT, True), False),
        (3, Look(LAST_NIGHT, True), True),
        (4, Look(TONIGHT, False), True),
        (4, Look(TONIGHT, True), False),
        (14, Look(TONIGHT, False), True),
        (14, Look(TONIGHT, True), False),
        (14, Look(LAST_NIGHT, True), True),
        (14, Look(DAYS_AGO, True), True),
        (14, Look(LAST_NIGHT, False), True),
        (1, Look(DAYS_AGO, True), False),
    ],
)
def test_the_look_is_once_a_day_by_night_or_as_soon_as_the_server_is_back(
    hour: int, last: Look | None, due: bool
) -> None:
    assert is_due(seoul(hour), last) is due


def test_a_day_is_seouls() -> None:
    assert today(datetime(2027, 3, 10, 15, 0, tzinfo=UTC)) == TONIGHT
    assert today(datetime(2027, 3, 10, 14, 59, tzinfo=UTC)) == LAST_NIGHT


def test_what_is_broken_today_or_long_ago_is_not_looked_at() -> None:
    since, before = span(seoul(4))
    assert before == datetime(2027, 3, 11, tzinfo=SEOUL)
    assert before - since == timedelta(days=30)


HOUR = timedelta(hours=1)
ARRIVED = {"state": OrderState.DELIVERED, "delivered_at": NOW - HOUR}


def told(case: Case) -> Verdict:
    return verdict(case, judge(late_delivery.ACTION, case, {"cause": "carrier"}))


@pytest.mark.parametrize(
    ("late", "more", "expected"),
    [
        (2 * DAY, ARRIVED, Verdict.PAY),
        (2 * DAY, ARRIVED | {"total": 100_000}, Verdict.PREPARE),
        (2 * DAY, {}, Verdict.PAY),
        (2 * HOUR, ARRIVED, Verdict.PAY),
        (2 * HOUR, {}, Verdict.LEAVE),
        (-HOUR, {}, Verdict.LEAVE),
        (None, {}, Verdict.LEAVE),
    ],
)
def test_what_the_table_allows_is_paid_what_is_above_is_prepared_what_may_grow_waits(
    late: timedelta | None, more: dict[str, object], expected: Verdict
) -> None:
    tables = [msgspec.structs.replace(TABLE, pays_alone=6_000)]
    assert told(a_case(an_order(late, **more), compensation=tables)) is expected


def test_a_table_that_pays_nothing_alone_only_prepares() -> None:
    assert told(a_case(an_order(2 * DAY, **ARRIVED))) is Verdict.PREPARE
