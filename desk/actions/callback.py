"""Call-back promise: we ring back at a time, and it has an owner."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Field, FieldKind
from desk.actions.judge import instant
from desk.actions.words import SEOUL, moment
from desk.contract.errors import Obstacle
from desk.contract.orders import PromiseKind
from desk.contract.remedies import Effect, PromisedEffect, Values
from desk.contract.remedy_rules import Purse

LATER = timedelta(hours=2)


def _obstacle(case: Case, values: Values) -> Obstacle | None:
    if not case.situation.number:
        return Obstacle(code="no_number")
    due = instant(str(values.get("due_at", "")))
    if due is not None and due <= case.situation.now:
        return Obstacle(code="field", words="전화드릴 시각 (When)")
    return None


def _defaults(case: Case) -> Values:
    due = (case.situation.now + LATER).astimezone(SEOUL).replace(minute=0, second=0, microsecond=0)
    return {"due_at": due.isoformat()}


def _effect(case: Case, values: Values) -> Effect:
    due = instant(str(values["due_at"])) or case.situation.now
    told = f"{case.situation.name} 고객님, {moment(due).ko}에 다시 전화드리겠습니다."
    return Effect(amount=0, told=told, promise=PromisedEffect(kind=PromiseKind.CALLBACK, what="회신 전화", due_at=due))


ACTION = Action(
    name="callback",
    title=Bilingual("회신 약속", "Promise a call-back"),
    icon="call-back",
    purse=Purse.DISCRETION,
    fields=(
        Field(name="due_at", kind=FieldKind.INSTANT, title=Bilingual("전화드릴 시각", "When")),
        Field(name="words", kind=FieldKind.LINE, title=Bilingual("용건", "About what"), required=False),
    ),
    obstacle=_obstacle,
    defaults=_defaults,
    effect=_effect,
    undo=timedelta(0),
    needs_order=False,
)
