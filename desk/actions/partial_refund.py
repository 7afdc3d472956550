"""Partial refund: a part of what was paid, as agreed with the customer."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Field, FieldKind
from desk.actions.refunds import PARTIAL, REASONS, barred, left
from desk.actions.words import won
from desk.contract.errors import Obstacle
from desk.contract.remedies import Effect, Values
from desk.contract.remedy_rules import Purse


def _obstacle(case: Case, values: Values) -> Obstacle | None:
    asked = values.get("amount", 0)
    if (none := barred(case)) is not None:
        return none
    if isinstance(asked, int) and asked > left(case):
        return Obstacle(code="more_than_left", amount=left(case))
    return None


def _effect(case: Case, values: Values) -> Effect:
    amount = int(values["amount"])
    number = case.order.number if case.order else ""
    told = f"{case.situation.name} 고객님, 주문 {number}에서 {won(amount).ko}을 결제하신 수단으로 환불해 드립니다."
    return Effect(amount=amount, to_customer=amount, told=told)


ACTION = Action(
    name=PARTIAL,
    title=Bilingual("부분 환불", "Partial refund"),
    icon="money",
    purse=Purse.REFUND,
    executor="payment",
    fields=(
        Field(name="amount", kind=FieldKind.MONEY, title=Bilingual("환불 금액", "Amount"), most=100_000_000),
        Field(name="cause", kind=FieldKind.CHOICE, title=Bilingual("환불 사유", "Cause"), choices=REASONS),
    ),
    obstacle=_obstacle,
    effect=_effect,
    undo=timedelta(seconds=60),
    lowered="amount",
)
