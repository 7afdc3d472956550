"""What is answered or on its way counts before the server's next word includes it."""

from datetime import UTC, datetime

import msgspec

from desk.client.models.remedy_overlay import Ordered, case_of, laid_over
from desk.contract.customers import Tier
from desk.contract.orders import OrderItem, OrderState
from desk.contract.remedies import Remedy, RemedyDraft, RemedyState, Situation, SituationOrder, Values
from desk.contract.remedy_rules import Limits, Purse

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
ORDER = SituationOrder(
    id=7,
    number="A-7",
    state=OrderState.SHIPPED,
    placed_at=NOW,
    items=[OrderItem(name="찻잔", quantity=1, price=60_000)],
    total=60_000,
    paid=60_000,
    shipped_at=NOW,
)
HERE = Situation(
    now=NOW,
    customer_id=1,
    name="김민지",
    tier=Tier.BASIC,
    address="서울",
    number="010",
    orders=[ORDER],
    remedies=[],
    limits={Purse.DISCRETION: Limits(day=100_000)},
    action_limits={},
    spent_today={Purse.DISCRETION: 10_000},
    spent_month={},
    customer_spent={},
    compensation=[],
    force_majeure=[],
    undo_seconds={},
    rules_version=0,
    version=20,
)


def ordered(amount: int, *, ask: bool = False) -> Ordered:
    """A goodwill credit on its way."""
    values: Values = {"amount": amount}
    draft = RemedyDraft(action="goodwill_credit", customer_id=1, order_id=7, values=values, ask_approval=ask)
    return Ordered(key="k", draft=draft, at=NOW)


def answer(version: int, state: RemedyState) -> Remedy:
    """The server's answer to it."""
    (one,) = laid_over(HERE, (), [ordered(5_000)], "나").remedies
    return msgspec.structs.replace(one, id=21, version=version, state=state)


def test_what_is_on_its_way_is_no_longer_mine_to_give() -> None:
    seen = laid_over(HERE, (), [ordered(5_000)], "나")
    assert seen.spent_today[Purse.DISCRETION] == 15_000
    assert [one.amount for one in case_of(seen, 7).of_order] == [5_000]
    assert laid_over(HERE, (), [ordered(5_000, ask=True)], "나").spent_today[Purse.DISCRETION] == 10_000


def test_an_answer_counts_once() -> None:
    decided = answer(22, RemedyState.COMMITTED)
    seen = laid_over(HERE, [decided], (), "나")
    assert seen.spent_today[Purse.DISCRETION] == 15_000
    assert laid_over(seen, [decided], (), "나") == seen, "the situation has caught up"


def test_what_was_undone_is_mine_again() -> None:
    seen = laid_over(HERE, [answer(22, RemedyState.COMMITTED)], (), "나")
    again = laid_over(seen, [answer(23, RemedyState.UNDONE)], (), "나")
    assert again.spent_today[Purse.DISCRETION] == 10_000
    assert [one.state for one in again.remedies] == [RemedyState.UNDONE]
