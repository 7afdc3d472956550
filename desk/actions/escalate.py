"""Escalate: a lead takes over, with the story, as a ticket that has an owner's queue."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Choice, Field, FieldKind
from desk.contract.remedies import Effect, Values
from desk.contract.remedy_rules import Purse

URGENCY = (
    Choice("now", Bilingual("지금 바로", "Now")),
    Choice("today", Bilingual("오늘 안에", "Today")),
    Choice("tomorrow", Bilingual("내일까지", "By tomorrow")),
)


def _defaults(_case: Case) -> Values:
    return {"urgency": "today"}


def _effect(case: Case, _values: Values) -> Effect:
    return Effect(amount=0, told=f"{case.situation.name} 고객님, 책임자가 이어서 확인하고 연락드리겠습니다.")


ACTION = Action(
    name="escalate",
    title=Bilingual("책임자에게 넘기기", "Hand to a lead"),
    icon="arrow-up",
    purse=Purse.DISCRETION,
    fields=(
        Field(name="urgency", kind=FieldKind.CHOICE, title=Bilingual("언제까지", "How soon"), choices=URGENCY),
        Field(name="story", kind=FieldKind.TEXT, title=Bilingual("무슨 일인지", "What it is about"), most=2000),
    ),
    defaults=_defaults,
    effect=_effect,
    undo=timedelta(0),
    needs_order=False,
)
