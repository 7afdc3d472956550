"""The actions as they are offered: each judged on one case with its defaults, and in which order they stand."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from desk.actions import ACTIONS
from desk.actions.action import Action, Case, Field, Need
from desk.actions.judge import complete, judge, open_fields
from desk.contract.remedies import Preview, Situation, SituationOrder, Values


class Standing(Enum):
    """What a press of an offer's key would do now."""

    READY = "ready"
    #: Something has to be filled in first.
    FORM = "form"
    #: It is over the limit: the press asks for approval.
    ASK = "ask"
    BARRED = "barred"
    #: It was pressed, and the server has not answered yet.
    PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One action on the order in focus: the dry run with its defaults, and why it is needed."""

    action: Action
    values: Values
    preview: Preview
    standing: Standing
    open_fields: tuple[Field, ...] = ()
    need: Need | None = None


def first_order(situation: Situation) -> int | None:
    """The order that needs something most, else the newest."""

    def rank(order: SituationOrder) -> tuple[int, datetime]:
        case = Case(situation, order)
        needs = [action.need(case) for action in ACTIONS.values()]
        return max((need.rank for need in needs if need is not None), default=0), order.placed_at

    best = max(situation.orders, key=rank, default=None)
    return None if best is None else best.id


def offer_of(action: Action, case: Case, *, pending: bool) -> Offer:
    """An action on a case; ``pending``: it was ordered, and the answer is not here yet."""
    values = complete(action, case, {})
    preview = judge(action, case, values)
    asked = tuple(open_fields(action, case))
    standing = Standing.READY
    if pending:
        standing = Standing.PENDING
    elif preview.obstacle is not None:
        incomplete = preview.obstacle.code == "field" and bool(asked)
        standing = Standing.FORM if incomplete else Standing.BARRED
    elif preview.needs_approval:
        standing = Standing.ASK
    return Offer(
        action=action,
        values=values,
        preview=preview,
        standing=standing,
        open_fields=asked,
        need=None if standing is Standing.BARRED else action.need(case),
    )


def place_of(offer: Offer) -> tuple[bool, int]:
    """What can be done before what cannot, what is needed most first; else as the catalogue has it."""
    return offer.standing is Standing.BARRED, -(offer.need.rank if offer.need else 0)
