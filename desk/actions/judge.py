"""The one way an action is judged, on both sides: its fields, what stands in its way, its effect, and whose it is."""

from datetime import datetime

from desk.actions.action import Action, Bilingual, Case, Field, FieldKind
from desk.actions.authority import left, within
from desk.contract.errors import Obstacle
from desk.contract.remedies import Preview, Values


def complete(action: Action, case: Case, values: Values) -> Values:
    """The form as it would be sent: defaults for what was not filled in."""
    return {**action.defaults(case), **values}


def open_fields(action: Action, case: Case) -> list[Field]:
    """The fields that must be asked for, because nothing in the situation tells them."""
    known = action.defaults(case)
    return [field for field in action.fields if field.required and known.get(field.name) in (None, "", 0)]


def judge(action: Action, case: Case, values: Values) -> Preview:
    """The dry run: exactly what would happen, or the first thing that stands in the way."""
    obstacle = _general(action, case) or action.obstacle(case, values) or wrong_field(action, values)
    seconds = case.situation.undo_seconds.get(action.name, int(action.undo.total_seconds()))
    if obstacle is not None:
        return Preview(
            effect=None,
            obstacle=obstacle,
            needs_approval=False,
            left_after=None,
            undo_seconds=seconds,
            executor=action.executor,
        )
    effect = action.effect(case, values)
    alone = within(action, case, effect.amount)
    balance = left(action.purse, case)
    return Preview(
        effect=effect,
        obstacle=None,
        needs_approval=not alone,
        left_after=None if balance is None else max(0, balance - effect.amount),
        undo_seconds=seconds,
        executor=action.executor,
    )


def _general(action: Action, case: Case) -> Obstacle | None:
    if action.needs_order and case.order is None:
        return Obstacle(code="no_order")
    return None


def wrong_field(action: Action, values: Values) -> Obstacle | None:
    """The first field that is missing, unknown, or not of its kind."""
    known = {field.name for field in action.fields}
    for name in values:
        if name not in known:
            return Obstacle(code="field", words=name)
    for field in action.fields:
        if not fits(field, values.get(field.name)):
            return Obstacle(code="field", words=_named(field.title))
    return None


def _named(title: Bilingual) -> str:
    return f"{title.ko} ({title.en})"


def fits(field: Field, value: int | str | None) -> bool:
    """Whether a field can be filled in like this."""
    if value is None or value == "":
        return not field.required
    match field.kind:
        case FieldKind.MONEY:
            return isinstance(value, int) and 0 < value <= field.most
        case FieldKind.CHOICE:
            return any(choice.code == value for choice in field.choices)
        case FieldKind.INSTANT:
            return isinstance(value, str) and instant(value) is not None
        case FieldKind.LINE | FieldKind.TEXT:
            one_line = field.kind is FieldKind.TEXT or (isinstance(value, str) and "\n" not in value)
            return isinstance(value, str) and len(value) <= field.most and one_line


def instant(value: str) -> datetime | None:
    """The instant an ISO 8601 text means; None when it means none, or has no zone."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
