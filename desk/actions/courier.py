"""Courier: a quick-service rider picks up and delivers, on the agent's own authority."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Choice, Field, FieldKind, Need
from desk.actions.judge import instant
from desk.actions.words import SEOUL, moment
from desk.contract.customers import PersonalField
from desk.contract.errors import Obstacle
from desk.contract.orders import OrderState, PromiseKind
from desk.contract.remedies import Effect, PromisedEffect, Values
from desk.contract.remedy_rules import Purse

NAME = "courier"
USUAL_FEE = 15_000
WITHIN = timedelta(hours=3)
FROM = (
    Choice("warehouse", Bilingual("물류센터", "The warehouse")),
    Choice("store", Bilingual("매장", "A store")),
    Choice("customer", Bilingual("고객 댁 (수거)", "The customer (pick-up)")),
)


def _obstacle(case: Case, values: Values) -> Obstacle | None:
    if not case.situation.address and not values.get("destination"):
        return Obstacle(code="no_address")
    if case.order is not None and case.order.state is OrderState.CANCELED:
        return Obstacle(code="ended")
    under_way = [one for one in case.live(NAME) if one.settled_at is None]
    if under_way:
        return Obstacle(code="already_done", by=under_way[0].agent_name, at=under_way[0].requested_at)
    return None


def _defaults(case: Case) -> Values:
    latest = (case.situation.now + WITHIN).astimezone(SEOUL).replace(minute=0, second=0, microsecond=0)
    return {
        "pick_up": "warehouse",
        "latest": (latest + timedelta(hours=1)).isoformat(),
        "fee": USUAL_FEE,
    }


def _effect(case: Case, values: Values) -> Effect:
    latest = instant(str(values["latest"])) or case.situation.now
    what = case.order.items[0].name if case.order and case.order.items else "물품"
    told = f"{case.situation.name} 고객님, {what}을(를) 퀵서비스로 {moment(latest).ko}까지 전달해 드리겠습니다."
    promise = PromisedEffect(kind=PromiseKind.DELIVERY, what=f"퀵 배송: {what}", due_at=latest)
    return Effect(amount=int(values["fee"]), told=told, promise=promise)


def _need(case: Case) -> Need | None:
    order = case.order
    if order is None or order.due_at is None or order.delivered_at is not None or order.due_at > case.situation.now:
        return None
    return Need(80, Bilingual("늦었고 아직 도착하지 않음", "Late and not there yet"))


ACTION = Action(
    name=NAME,
    title=Bilingual("퀵 보내기", "Send a courier"),
    icon="truck",
    purse=Purse.DISCRETION,
    executor="courier",
    fields=(
        Field(name="pick_up", kind=FieldKind.CHOICE, title=Bilingual("출발", "Pick-up"), choices=FROM),
        Field(
            name="destination",
            kind=FieldKind.LINE,
            title=Bilingual("도착지 (비우면 등록된 주소)", "Destination (empty: the address on file)"),
            required=False,
            most=300,
            personal=PersonalField.ADDRESS,
        ),
        Field(name="latest", kind=FieldKind.INSTANT, title=Bilingual("도착 시한", "At the latest")),
        Field(name="fee", kind=FieldKind.MONEY, title=Bilingual("요금", "Fee"), most=300_000),
    ),
    obstacle=_obstacle,
    defaults=_defaults,
    effect=_effect,
    need=_need,
    undo=timedelta(seconds=60),
    lowered="fee",
)
