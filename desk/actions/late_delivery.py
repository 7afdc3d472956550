"""Late-delivery compensation: credit by the published criteria, once for each broken promise."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Choice, Field, FieldKind, Need
from desk.actions.compensation import excluded, lateness, owed, row_for, table_for
from desk.actions.words import SEOUL, day, won
from desk.contract.errors import Obstacle
from desk.contract.remedies import Effect, Values
from desk.contract.remedy_rules import CompensationRow, CompensationTable, LateCause, Purse

NAME = "late_delivery"
CAUSES = (
    Choice(LateCause.UNKNOWN, Bilingual("확인 중", "Not known yet")),
    Choice(LateCause.SHOP, Bilingual("출고 지연", "Our dispatch")),
    Choice(LateCause.CARRIER, Bilingual("택배사 지연", "The carrier")),
    Choice(LateCause.CUSTOMER_ABSENT, Bilingual("고객 부재", "Nobody was at home")),
    Choice(LateCause.WRONG_ADDRESS, Bilingual("주소 오류", "Wrong address")),
    Choice(LateCause.FORCE_MAJEURE, Bilingual("불가항력", "Force majeure")),
)


def _rule(case: Case) -> tuple[CompensationTable, CompensationRow] | Obstacle:
    """The table and the row that apply, or why none does."""
    order = case.order
    if order is None or order.due_at is None:
        return Obstacle(code="no_promise")
    late = lateness(order, case.situation.now)
    if late is None or late <= timedelta(0):
        return Obstacle(code="not_late")
    table = table_for(case.situation.compensation, order.promise_made_at or order.placed_at)
    if table is None:
        return Obstacle(code="no_criteria")
    row = row_for(table, late)
    return Obstacle(code="below_criteria") if row is None else (table, row)


def _obstacle(case: Case, values: Values) -> Obstacle | None:
    if done := case.live(NAME):
        first = done[-1]
        return Obstacle(code="already_compensated", by=first.agent_name, at=first.requested_at, amount=first.amount)
    rule = _rule(case)
    if isinstance(rule, Obstacle):
        return rule
    table, _ = rule
    assert case.order is not None
    stated = case.order.cause
    # What the shop or the carrier has stated stands; the agent says it where nobody has.
    cause = next((one for one in LateCause if stated is LateCause.UNKNOWN and one == values.get("cause")), stated)
    barred = excluded(case.order, cause, table, case.situation.force_majeure)
    if barred is not None:
        return barred
    return Obstacle(code="customer_cap") if _room(case, table) == 0 else None


def _room(case: Case, table: CompensationTable) -> int | None:
    """What the customer may still get this month by the table."""
    if table.per_customer_month is None:
        return None
    return max(0, table.per_customer_month - case.situation.customer_spent.get(Purse.CRITERIA, 0))


def amount(case: Case) -> int:
    """What is owed, in won; 0 when nothing is."""
    rule = _rule(case)
    if isinstance(rule, Obstacle) or case.order is None:
        return 0
    table, row = rule
    full = owed(table, row, case.order.total, case.situation.tier)
    room = _room(case, table)
    return full if room is None else min(full, room)


def _defaults(case: Case) -> Values:
    return {"cause": case.order.cause if case.order else LateCause.UNKNOWN}


def _effect(case: Case, _values: Values) -> Effect:
    paid = amount(case)
    due = case.order.due_at if case.order else None
    promised = f"{day(due).ko}까지 " if due else ""
    return Effect(
        amount=paid,
        to_customer=paid,
        told=f"{case.situation.name} 고객님, {promised}보내 드리기로 한 약속을 지키지 못해 죄송합니다. "
        f"보상 적립금 {won(paid).ko}을 드렸습니다.",
    )


def _need(case: Case) -> Need | None:
    paid = amount(case)
    if not paid or _obstacle(case, {}) is not None or case.order is None:
        return None
    late, due, until = lateness(case.order, case.situation.now), case.order.due_at, case.order.delivered_at
    if late is None or due is None:
        return None
    days = ((until or case.situation.now).astimezone(SEOUL).date() - due.astimezone(SEOUL).date()).days
    ko = f"{days}일 늦음" if days else f"{late.seconds // 3600}시간 늦음"
    en = f"{days} {'day' if days == 1 else 'days'} late" if days else f"{late.seconds // 3600} h late"
    return Need(100, Bilingual(ko, en))


ACTION = Action(
    name=NAME,
    title=Bilingual("지연 보상", "Late-delivery compensation"),
    icon="promise",
    purse=Purse.CRITERIA,
    executor="payment",
    fields=(Field(name="cause", kind=FieldKind.CHOICE, title=Bilingual("지연 사유", "Cause"), choices=CAUSES),),
    obstacle=_obstacle,
    defaults=_defaults,
    effect=_effect,
    need=_need,
    reversible=True,
)
