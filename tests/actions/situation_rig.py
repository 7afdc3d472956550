"""Situations to judge actions on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk.actions.action import Case
from desk.contract.customers import Tier
from desk.contract.orders import OrderItem, OrderState, PromiseState
from desk.contract.remedies import Remedy, RemedyState, Situation, SituationOrder
from desk.contract.remedy_rules import CompensationRow, CompensationTable, Limits, Purse

NOW = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)  # 14:00 in Seoul
DAY = timedelta(days=1)
TABLE = CompensationTable(
    since=date(2026, 1, 1),
    rows=[
        CompensationRow(over_hours=0, percent=5, at_least=1_000, at_most=5_000),
        CompensationRow(over_hours=24, percent=10, at_least=3_000, at_most=10_000),
    ],
    tiers={Tier.VIP: 150},
    per_order=12_000,
    per_customer_month=20_000,
)


def an_order(late: timedelta | None = 2 * DAY, **more: Any) -> SituationOrder:
    """A paid order of 60,000 won, so late and not there yet; without a promise when `late` is None."""
    told: dict[str, Any] = {
        "id": 7,
        "number": "A-7",
        "state": OrderState.SHIPPED,
        "placed_at": NOW - 9 * DAY,
        "items": [OrderItem(name="찻잔", quantity=1, price=60_000)],
        "total": 60_000,
        "paid": 60_000,
        "shipped_at": NOW - 5 * DAY,
    }
    if late is not None:
        told |= {
            "promise_id": 8,
            "promise_state": PromiseState.BROKEN if late > timedelta(0) else PromiseState.OPEN,
            "promise_made_at": NOW - 9 * DAY,
            "due_at": NOW - late,
        }
    return SituationOrder(**(told | more))


def a_remedy(action: str, amount: int, state: RemedyState = RemedyState.DONE, **more: Any) -> Remedy:
    """Something that was done for the customer before."""
    told: dict[str, Any] = {
        "id": 20,
        "action": action,
        "state": state,
        "customer_id": 1,
        "customer_name": "김민지",
        "order_id": 7,
        "order_number": "A-7",
        "promise_id": 8,
        "ticket_id": None,
        "call_id": None,
        "purse": Purse.DISCRETION,
        "amount": amount,
        "values": {},
        "reason": "",
        "told": "",
        "requested_at": NOW - DAY,
        "agent_id": 3,
        "agent_name": "박지은",
        "authority_id": 3,
        "authority_name": "박지은",
        "committed_at": NOW - DAY,
        "undo_until": NOW - DAY,
        "handed_over_at": NOW - DAY,
        "settled_at": NOW - DAY,
        "answer": "",
        "reference": "",
        "reconciled": False,
        "escalations": 0,
        "reverses": None,
        "rules_version": 5,
        "version": 21,
    }
    return Remedy(**(told | more))


def a_case(order: SituationOrder | None = None, **more: Any) -> Case:
    """An agent with the usual limits, and a customer with one order."""
    told: dict[str, Any] = {
        "now": NOW,
        "customer_id": 1,
        "name": "김민지",
        "tier": Tier.BASIC,
        "address": "서울특별시 마포구 ***",
        "number": "010-****-5678",
        "orders": [order] if order else [],
        "remedies": [],
        "limits": {
            Purse.DISCRETION: Limits(case=30_000, day=100_000, month=1_000_000, customer=100_000),
            Purse.REFUND: Limits(case=200_000),
            Purse.CRITERIA: Limits(),
        },
        "action_limits": {},
        "spent_today": {},
        "spent_month": {},
        "customer_spent": {},
        "compensation": [TABLE],
        "force_majeure": [],
        "undo_seconds": {},
        "rules_version": 5,
        "version": 30,
    }
    return Case(Situation(**(told | more)), order)
