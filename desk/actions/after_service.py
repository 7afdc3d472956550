"""After-service on the customer's behalf: the maker is called, the thing picked up, repaired and brought back."""

from datetime import datetime, time, timedelta

from desk.actions.action import Action, Bilingual, Case, Field, FieldKind
from desk.actions.judge import instant
from desk.actions.words import SEOUL, day
from desk.contract.errors import Obstacle
from desk.contract.orders import OrderState, PromiseKind
from desk.contract.remedies import Effect, PromisedEffect, Values
from desk.contract.remedy_rules import Purse

NAME = "after_service"
#: What pick-up and return cost the shop; the maker repairs under warranty.
FREIGHT = 7_000
USUAL_DAYS = 10


def _obstacle(case: Case, _values: Values) -> Obstacle | None:
    if case.order is None:
        return Obstacle(code="no_order")
    if case.order.delivered_at is None and case.order.state is not OrderState.DELIVERED:
        return Obstacle(code="not_delivered")
    under_way = [one for one in case.live(NAME) if one.settled_at is None]
    if under_way:
        return Obstacle(code="already_done", by=under_way[0].agent_name, at=under_way[0].requested_at)
    return None


def _defaults(case: Case) -> Values:
    today = case.situation.now.astimezone(SEOUL).date()
    back = datetime.combine(today + timedelta(days=USUAL_DAYS), time(18), SEOUL)
    pick_up = datetime.combine(today + timedelta(days=1), time(14), SEOUL)
    item = case.order.items[0].name if case.order and case.order.items else ""
    return {"item": item, "pick_up": pick_up.isoformat(), "back_by": back.isoformat()}


def _effect(case: Case, values: Values) -> Effect:
    back = instant(str(values["back_by"])) or case.situation.now
    pick_up = instant(str(values["pick_up"])) or case.situation.now
    item = str(values["item"])
    told = (
        f"{case.situation.name} 고객님, {item} 수리를 저희가 대신 접수했습니다. {day(pick_up).ko}에 찾으러 가고 "
        f"{day(back).ko}까지 돌려 드리겠습니다."
    )
    promise = PromisedEffect(kind=PromiseKind.REPAIR, what=f"수리: {item}", due_at=back)
    return Effect(amount=FREIGHT, told=told, promise=promise)


ACTION = Action(
    name=NAME,
    title=Bilingual("A/S 대신 접수", "Arrange a repair"),
    icon="repair",
    purse=Purse.DISCRETION,
    executor="repair",
    fields=(
        Field(name="item", kind=FieldKind.LINE, title=Bilingual("제품", "Which thing")),
        Field(name="maker", kind=FieldKind.LINE, title=Bilingual("제조사", "Maker")),
        Field(name="fault", kind=FieldKind.TEXT, title=Bilingual("증상", "What is wrong"), most=1000),
        Field(name="pick_up", kind=FieldKind.INSTANT, title=Bilingual("수거 시각", "Pick-up")),
        Field(name="back_by", kind=FieldKind.INSTANT, title=Bilingual("돌려 드릴 시한", "Back by")),
    ),
    obstacle=_obstacle,
    defaults=_defaults,
    effect=_effect,
    undo=timedelta(minutes=5),
)
