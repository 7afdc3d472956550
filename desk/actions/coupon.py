"""Coupon: so much off the next purchase, valid for a while."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Choice, Field, FieldKind, Need
from desk.actions.words import day, won
from desk.contract.remedies import Effect, Values
from desk.contract.remedy_rules import Purse

VALID = timedelta(days=90)
WORTH = tuple(Choice(str(value), Bilingual(f"{value:,}원", f"₩{value:,}")) for value in (3_000, 5_000, 10_000, 20_000))


def _defaults(_case: Case) -> Values:
    return {"worth": WORTH[0].code}


def _effect(case: Case, values: Values) -> Effect:
    amount = int(values["worth"])
    until = case.situation.now + VALID
    told = f"{case.situation.name} 고객님, {day(until).ko}까지 쓰실 수 있는 {won(amount).ko} 쿠폰을 드렸습니다."
    return Effect(amount=amount, to_customer=amount, told=told)


def _need(case: Case) -> Need | None:
    if case.order is not None and case.order.due_at is not None and case.order.delivered_at is not None:
        late = case.order.delivered_at > case.order.due_at
        return Need(20, Bilingual("늦게 도착한 주문", "It came late")) if late else None
    return None


ACTION = Action(
    name="coupon",
    title=Bilingual("쿠폰", "Coupon"),
    icon="coupon",
    purse=Purse.DISCRETION,
    executor="shop",
    fields=(Field(name="worth", kind=FieldKind.CHOICE, title=Bilingual("금액", "Worth"), choices=WORTH),),
    defaults=_defaults,
    effect=_effect,
    need=_need,
    reversible=True,
    needs_order=False,
)
