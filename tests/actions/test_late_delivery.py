"""A broken delivery promise is compensated by the table that was in force when it was made, once."""

from datetime import date, timedelta

import msgspec
import pytest

from desk.actions import late_delivery
from desk.actions.action import Case
from desk.actions.compensation import table_for
from desk.actions.judge import judge
from desk.contract.customers import Tier
from desk.contract.orders import OrderState
from desk.contract.remedies import RemedyState, Values
from desk.contract.remedy_rules import CompensationRow, CompensationTable, ForceMajeure, LateCause, Purse
from tests.actions.situation_rig import DAY, NOW, TABLE, a_case, a_remedy, an_order

HOUR = timedelta(hours=1)
FORM: Values = {"cause": "carrier"}


def code(case: Case) -> str:
    """The code of what stands in the way; empty when nothing does."""
    told = judge(late_delivery.ACTION, case, FORM).obstacle
    return told.code if told else ""


@pytest.mark.parametrize(
    ("late", "total", "tier", "owed"),
    [
        (HOUR, 60_000, Tier.BASIC, 3_000),
        (HOUR, 10_000, Tier.BASIC, 1_000),
        (HOUR, 900_000, Tier.BASIC, 5_000),
        (24 * HOUR, 60_000, Tier.BASIC, 3_000),
        (25 * HOUR, 60_000, Tier.BASIC, 6_000),
        (25 * HOUR, 60_000, Tier.VIP, 9_000),
        (25 * HOUR, 900_000, Tier.VIP, 12_000),
        (HOUR, 21_010, Tier.BASIC, 1_100),
    ],
)
def test_what_is_owed_follows_lateness_value_and_tier(late: timedelta, total: int, tier: Tier, owed: int) -> None:
    assert late_delivery.amount(a_case(an_order(late, total=total), tier=tier)) == owed


def test_lateness_counts_from_the_end_of_the_promised_window() -> None:
    assert code(a_case(an_order(timedelta(0)))) == "not_late"
    assert code(a_case(an_order(timedelta(seconds=1)))) == ""


def test_a_parcel_that_came_is_as_late_as_it_came() -> None:
    order = an_order(5 * DAY, delivered_at=NOW - 5 * DAY + HOUR)
    assert late_delivery.amount(a_case(order)) == 3_000


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (a_case(an_order(None)), "no_promise"),
        (a_case(an_order(-DAY)), "not_late"),
        (a_case(an_order(), compensation=[]), "no_criteria"),
        (a_case(an_order(state=OrderState.CANCELED)), "ended"),
        (a_case(an_order(), customer_spent={Purse.CRITERIA: 20_000}), "customer_cap"),
        (
            a_case(an_order(), remedies=[a_remedy("late_delivery", 6_000, purse=Purse.CRITERIA)]),
            "already_compensated",
        ),
        (
            a_case(an_order(), remedies=[a_remedy("late_delivery", 6_000, RemedyState.AWAITING)]),
            "already_compensated",
        ),
        (a_case(an_order(), remedies=[a_remedy("late_delivery", 6_000, RemedyState.UNDONE)]), ""),
        (a_case(an_order(), remedies=[a_remedy("late_delivery", 6_000, order_id=99)]), ""),
        (
            a_case(
                an_order(),
                force_majeure=[ForceMajeure(since=date(2026, 3, 8), until=date(2026, 3, 8), words="폭설")],
            ),
            "force_majeure",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_stands_in_the_way_is_named(case: Case, expected: str) -> None:
    assert code(case) == expected


@pytest.mark.parametrize("cause", [LateCause.CUSTOMER_ABSENT, LateCause.WRONG_ADDRESS, LateCause.FORCE_MAJEURE])
def test_the_causes_that_the_criteria_exclude_are_not_paid(cause: LateCause) -> None:
    told = judge(late_delivery.ACTION, a_case(an_order()), {"cause": cause}).obstacle
    assert told is not None
    assert told.code == "excluded_cause"


def test_the_rest_of_the_months_cap_is_paid() -> None:
    assert late_delivery.amount(a_case(an_order(), customer_spent={Purse.CRITERIA: 17_500})) == 2_500


def test_a_new_table_changes_nothing_that_was_promised_before() -> None:
    stingy = CompensationTable(since=date(2026, 3, 5), rows=[CompensationRow(over_hours=0, at_least=100)])
    before = a_case(an_order(), compensation=[TABLE])
    after = a_case(an_order(), compensation=[TABLE, stingy])
    assert late_delivery.amount(after) == late_delivery.amount(before)
    promised_later = msgspec.structs.replace(an_order(), promise_made_at=NOW - 3 * DAY)
    assert late_delivery.amount(a_case(promised_later, compensation=[TABLE, stingy])) == 100


def test_a_table_begins_with_its_day_in_seoul() -> None:
    tables = [TABLE, CompensationTable(since=date(2026, 2, 1), rows=TABLE.rows)]
    midnight = NOW.replace(month=1, day=31, hour=15)  # 00:00 on the first of February in Seoul
    assert table_for(tables, midnight) is tables[1]
    assert table_for(tables, midnight - timedelta(seconds=1)) is tables[0]


def test_the_most_needed_action_says_why() -> None:
    need = late_delivery.ACTION.need(a_case(an_order()))
    assert need is not None
    assert (need.rank, need.reason.ko) == (100, "2일 늦음")
