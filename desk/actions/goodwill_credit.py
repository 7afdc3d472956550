"""Goodwill credit: the agent's own gesture, within the agent's discretion."""

from desk.actions.action import Action, Bilingual, Case, Field, FieldKind, Need
from desk.actions.words import won
from desk.contract.orders import PromiseState
from desk.contract.remedies import Effect, Values
from desk.contract.remedy_rules import Purse

USUAL = 5_000


def _defaults(_case: Case) -> Values:
    return {"amount": USUAL}


def _effect(case: Case, values: Values) -> Effect:
    amount = int(values["amount"])
    told = f"{case.situation.name} 고객님, 불편을 드려 죄송한 마음으로 적립금 {won(amount).ko}을 드렸습니다."
    return Effect(amount=amount, to_customer=amount, told=told)


def _need(case: Case) -> Need | None:
    if case.order is not None and case.order.promise_state is PromiseState.BROKEN:
        return Need(40, Bilingual("약속을 어긴 주문", "A promise was broken"))
    return None


ACTION = Action(
    name="goodwill_credit",
    title=Bilingual("사과 적립금", "Goodwill credit"),
    icon="heart",
    purse=Purse.DISCRETION,
    executor="payment",
    fields=(Field(name="amount", kind=FieldKind.MONEY, title=Bilingual("금액", "Amount"), most=1_000_000),),
    defaults=_defaults,
    effect=_effect,
    need=_need,
    reversible=True,
    lowered="amount",
    needs_order=False,
)
