"""Full refund: everything that was paid and is not back yet, by the way it was paid."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Field, FieldKind, Need
from desk.actions.refunds import FULL, REASONS, barred, left
from desk.actions.words import won
from desk.contract.errors import Obstacle
from desk.contract.remedies import Effect, Values
from desk.contract.remedy_rules import Purse


def _obstacle(case: Case, _values: Values) -> Obstacle | None:
    return barred(case)


def _effect(case: Case, _values: Values) -> Effect:
    amount = left(case)
    number = case.order.number if case.order else ""
    told = (
        f"{case.situation.name} 고객님, 주문 {number}의 {won(amount).ko}을 결제하신 수단으로 환불해 드립니다. "
        "카드사에 따라 영업일 기준 3~5일이 걸릴 수 있습니다."
    )
    return Effect(amount=amount, to_customer=amount, told=told)


def _need(case: Case) -> Need | None:
    order = case.order
    if order is None or order.due_at is None or order.delivered_at is not None or left(case) == 0:
        return None
    if case.situation.now - order.due_at > timedelta(days=7):
        return Need(60, Bilingual("일주일 넘게 도착하지 않음", "Not there a week later"))
    return None


ACTION = Action(
    name=FULL,
    title=Bilingual("전액 환불", "Full refund"),
    icon="refund",
    purse=Purse.REFUND,
    executor="payment",
    fields=(Field(name="cause", kind=FieldKind.CHOICE, title=Bilingual("환불 사유", "Cause"), choices=REASONS),),
    obstacle=_obstacle,
    effect=_effect,
    need=_need,
    undo=timedelta(seconds=60),
)
