"""What an agent may decide alone is the smallest of all balances, and never less than nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desk.actions import ACTIONS
from desk.actions.authority import left, left_today
from desk.actions.judge import judge
from desk.contract.remedies import RemedyState
from desk.contract.remedy_rules import Purse
from tests.actions.situation_rig import NOW, a_case, a_remedy, an_order

GOODWILL = ACTIONS["goodwill_credit"]


@pytest.mark.parametrize(
    ("told", "balance"),
    [
        ({}, 30_000),
        ({"remedies": [a_remedy("coupon", 12_000)]}, 18_000),
        ({"remedies": [a_remedy("coupon", 12_000, RemedyState.UNDONE)]}, 30_000),
        ({"remedies": [a_remedy("coupon", 60_000, RemedyState.AWAITING)]}, 30_000),
        ({"remedies": [a_remedy("refund", 12_000, purse=Purse.REFUND)]}, 30_000),
        ({"spent_today": {Purse.DISCRETION: 95_000}}, 5_000),
        ({"spent_month": {Purse.DISCRETION: 999_000}}, 1_000),
        ({"customer_spent": {Purse.DISCRETION: 150_000}}, 0),
    ],
)
def test_the_smallest_balance_counts(told: dict[str, object], balance: int) -> None:
    assert left(Purse.DISCRETION, a_case(an_order(), **told)) == balance


def test_the_days_balance_does_not_depend_on_the_customer() -> None:
    case = a_case(an_order(), remedies=[a_remedy("coupon", 12_000)], spent_today={Purse.DISCRETION: 30_000})
    assert left_today(Purse.DISCRETION, case) == 70_000


@pytest.mark.parametrize(("amount", "asks"), [(30_000, False), (30_001, True)])
def test_one_won_over_the_limit_needs_approval(amount: int, asks: bool) -> None:
    preview = judge(GOODWILL, a_case(an_order()), {"amount": amount})
    assert (preview.needs_approval, preview.left_after) == (asks, 0)


def test_an_actions_own_limit_counts_besides_the_purse() -> None:
    case = a_case(an_order(), action_limits={"goodwill_credit": 5_000})
    assert judge(GOODWILL, case, {"amount": 5_001}).needs_approval
    assert not judge(GOODWILL, case, {"amount": 5_000}).needs_approval


def test_the_published_criteria_draw_on_nobodys_discretion() -> None:
    case = a_case(an_order(), spent_today={Purse.DISCRETION: 100_000})
    preview = judge(ACTIONS["late_delivery"], case, {"cause": "shop"})
    assert (preview.needs_approval, preview.left_after) == (False, None)


IN_TICKET: dict[str, Any] = {"ticket_id": 5}
IN_CALL: dict[str, Any] = {"call_id": 6}


@pytest.mark.parametrize(
    ("before", "now", "balance"),
    [
        (IN_TICKET, IN_TICKET, 18_000),
        (IN_TICKET, {"ticket_id": 9}, 30_000),
        (IN_CALL, IN_CALL, 18_000),
        (IN_CALL, {"ticket_id": 9, "call_id": 6}, 18_000),
        ({}, IN_CALL, 30_000),
        ({"requested_at": NOW}, {}, 18_000),
        ({"requested_at": NOW} | IN_TICKET, {}, 18_000),
        ({"requested_at": NOW - timedelta(days=1)}, {}, 30_000),
        ({"requested_at": NOW, "order_id": 7}, {}, 30_000),
    ],
)
def test_without_an_order_a_case_is_the_ticket_or_the_call_or_the_day(
    before: dict[str, Any], now: dict[str, Any], balance: int
) -> None:
    told: dict[str, Any] = {"order_id": None} | before
    case = replace(a_case(remedies=[a_remedy("coupon", 12_000, **told)]), **now)
    assert left(Purse.DISCRETION, case) == balance
