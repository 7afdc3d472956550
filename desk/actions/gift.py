"""Gift: something small with a note, sent from the gift shelf."""

from datetime import timedelta

from desk.actions.action import Action, Bilingual, Case, Choice, Field, FieldKind
from desk.contract.errors import Obstacle
from desk.contract.remedies import Effect, Values
from desk.contract.remedy_rules import Purse

#: What lies on the shelf, and what it costs with its parcel.
SHELF = {
    "tea": (Bilingual("차 선물 세트", "Tea set"), 12_000),
    "cookies": (Bilingual("수제 쿠키", "Hand-made biscuits"), 15_000),
    "flowers": (Bilingual("꽃다발", "Flowers"), 28_000),
    "towel": (Bilingual("타월 세트", "Towels"), 18_000),
}
CHOICES = tuple(Choice(code, title) for code, (title, _) in SHELF.items())


def _obstacle(case: Case, _values: Values) -> Obstacle | None:
    return None if case.situation.address else Obstacle(code="no_address")


def _defaults(_case: Case) -> Values:
    return {"what": CHOICES[0].code}


def _effect(case: Case, values: Values) -> Effect:
    title, cost = SHELF[str(values["what"])]
    told = f"{case.situation.name} 고객님께 작은 선물({title.ko})을 보내 드립니다."
    return Effect(amount=cost, told=told)


ACTION = Action(
    name="gift",
    title=Bilingual("선물과 쪽지", "A gift with a note"),
    icon="delight",
    purse=Purse.DISCRETION,
    executor="warehouse",
    fields=(
        Field(name="what", kind=FieldKind.CHOICE, title=Bilingual("선물", "Gift"), choices=CHOICES),
        Field(name="note", kind=FieldKind.TEXT, title=Bilingual("쪽지 내용", "Words on the note"), most=300),
    ),
    obstacle=_obstacle,
    defaults=_defaults,
    effect=_effect,
    undo=timedelta(minutes=5),
    needs_order=False,
)
