"""Re-shipment and exchange: the same goods leave the warehouse once more, at the shop's cost."""

from datetime import datetime, time, timedelta

from desk.actions.action import Action, Bilingual, Case, Choice, Field, FieldKind, Need
from desk.actions.words import SEOUL, day
from desk.contract.errors import Obstacle
from desk.contract.orders import OrderState, PromiseKind
from desk.contract.remedies import Effect, PromisedEffect, SituationOrder, Values
from desk.contract.remedy_rules import Purse

NAME = "reshipment"
#: What sending a parcel costs the shop beside the goods, and how many days it takes.
PARCEL, DAYS = 3_500, 2
LOST_AFTER = timedelta(days=3)
WHY = (
    Choice("lost", Bilingual("분실·미도착: 다시 보내기", "Lost: send it again")),
    Choice("faulty", Bilingual("불량: 교환", "Faulty: exchange")),
    Choice("wrong", Bilingual("오배송: 교환", "The wrong thing: exchange")),
    Choice("missing", Bilingual("누락: 빠진 것 보내기", "Something was missing: send it")),
)


def _obstacle(case: Case, _values: Values) -> Obstacle | None:
    if case.order is None:
        return Obstacle(code="no_order")
    if case.order.state is OrderState.CANCELED:
        return Obstacle(code="ended")
    if case.order.shipped_at is None and case.order.state not in (OrderState.SHIPPED, OrderState.DELIVERED):
        return Obstacle(code="not_shipped")
    if not case.situation.address:
        return Obstacle(code="no_address")
    if done := case.live(NAME):
        return Obstacle(code="already_done", by=done[0].agent_name, at=done[0].requested_at)
    return None


def _lost(case: Case) -> bool:
    order = case.order
    if order is None or order.delivered_at is not None or order.due_at is None:
        return False
    return case.situation.now - order.due_at > LOST_AFTER


def _defaults(case: Case) -> Values:
    return {"why": "lost"} if _lost(case) else {}


def _arrival(now: datetime) -> datetime:
    """The end of the day by which a parcel sent today arrives."""
    due = now.astimezone(SEOUL).date() + timedelta(days=DAYS)
    return datetime.combine(due, time(23, 59, 59), SEOUL)


def _named(order: SituationOrder) -> str:
    first = order.items[0].name if order.items else order.number
    return first if len(order.items) < 2 else f"{first} 외 {len(order.items) - 1}건"


def _effect(case: Case, _values: Values) -> Effect:
    assert case.order is not None
    due = _arrival(case.situation.now)
    what = _named(case.order)
    told = f"{case.situation.name} 고객님, {what}을(를) 오늘 다시 보내 드립니다. {day(due).ko}까지 도착합니다."
    return Effect(
        amount=case.order.total + PARCEL,
        goods=case.order.items,
        told=told,
        promise=PromisedEffect(kind=PromiseKind.DELIVERY, what=f"재배송: {what}", due_at=due),
    )


def _need(case: Case) -> Need | None:
    return Need(70, Bilingual("약속 후 3일이 지나도 미도착", "Not there three days later")) if _lost(case) else None


ACTION = Action(
    name=NAME,
    title=Bilingual("다시 보내기·교환", "Send again, exchange"),
    icon="reship",
    purse=Purse.DISCRETION,
    executor="warehouse",
    fields=(Field(name="why", kind=FieldKind.CHOICE, title=Bilingual("사유", "Why"), choices=WHY),),
    obstacle=_obstacle,
    defaults=_defaults,
    effect=_effect,
    need=_need,
    undo=timedelta(minutes=5),
)
