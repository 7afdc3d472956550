"""Nobody gets back more than was paid, however it is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.actions import ACTIONS
from desk.actions.judge import judge
from desk.contract.remedy_rules import Purse
from tests.actions.situation_rig import a_case, a_remedy, an_order


def given_back(*amounts: int) -> list[object]:
    """Partial refunds that were made before."""
    return [a_remedy("partial_refund", amount, id=100 + at, purse=Purse.REFUND) for at, amount in enumerate(amounts)]


def test_a_full_refund_gives_back_what_is_left() -> None:
    preview = judge(ACTIONS["refund"], a_case(an_order(), remedies=given_back(10_000, 5_000)), {"cause": "late"})
    assert preview.effect is not None
    assert preview.effect.amount == 45_000


@pytest.mark.parametrize("action", ["refund", "partial_refund"])
def test_what_is_all_back_cannot_be_refunded_again(action: str) -> None:
    told = judge(ACTIONS[action], a_case(an_order(), remedies=given_back(60_000)), {"cause": "late", "amount": 1})
    assert told.obstacle is not None
    assert (told.obstacle.code, told.obstacle.by) == ("already_done", "박지은")


@given(before=st.lists(st.integers(1, 60_000), max_size=4), amount=st.integers(1, 100_000))
def test_all_parts_together_never_exceed_what_was_paid(before: list[int], amount: int) -> None:
    case = a_case(an_order(), remedies=given_back(*before))
    preview = judge(ACTIONS["partial_refund"], case, {"amount": amount, "cause": "late"})
    assert (preview.effect is not None) is (sum(before) + amount <= 60_000)
