"""A macro judged as a whole, on both sides: what each step would do once those before it are done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desk.actions import ACTIONS
from desk.actions.action import Action, Case
from desk.actions.ahead import ordered
from desk.actions.judge import complete, judge
from desk.actions.words import day
from desk.contract.errors import Obstacle
from desk.contract.macros import MacroPreview, MacroStep, StepKind, StepPreview
from desk.contract.remedies import RemedyDraft, Values

#: What a step's words may name.
VARIABLES = ("customer", "agent", "order", "today")
NO_TICKET = Obstacle(code="no_ticket")


def variables(case: Case, agent: str) -> dict[str, str]:
    """What the variables of a step's words stand for: the customer reads them, so they are Korean."""
    return {
        "customer": case.situation.name,
        "agent": agent,
        "order": case.order.number if case.order else "",
        "today": day(case.situation.now).ko,
    }


def written(body: str, values: Mapping[str, str]) -> str:
    """The words of a step with its variables filled in; what is not known here stays empty."""
    for name in VARIABLES:
        body = body.replace(f"{{{name}}}", values.get(name, ""))
    return body


def form_of(step: MacroStep, case: Case, values: Values) -> Values:
    """The form of an action's step: what the agent filled in before what the macro says before the defaults."""
    return complete(ACTIONS[step.action or ""], case, {**step.values, **values})


def missing(action: Action, form: Values) -> list[str]:
    """The fields that only the agent can know."""
    return [field.name for field in action.fields if field.required and form.get(field.name) in (None, "", 0)]


def stops(step: MacroStep, told: StepPreview) -> bool:
    """Whether the macro would end there: the step would be refused, and the macro does not go on."""
    if step.go_on:
        return False
    over = told.preview is not None and told.preview.needs_approval and not step.ask_approval
    barred = told.preview is not None and told.preview.effect is None
    return over or barred or told.obstacle is not None


def preview(
    steps: Sequence[MacroStep], case: Case, inputs: Sequence[Values], *, agent: str, has_ticket: bool
) -> MacroPreview:
    """The dry run of the whole. ``inputs``: step by step what the agent has filled in; ``agent``: their name."""
    told, over = list[StepPreview](), False
    for at, step in enumerate(steps):
        one, case = _step(step, case, inputs[at] if at < len(inputs) else {}, agent, has_ticket=has_ticket, at=at)
        if step.kind is StepKind.TICKET and one.obstacle is None and not has_ticket:
            # What follows belongs to the ticket that would be opened here.
            case = replace(case, ticket_id=-1 - at)
        has_ticket = has_ticket or (step.kind is StepKind.TICKET and one.obstacle is None)
        told.append(one if not over else StepPreview(kind=step.kind, preview=None, words=one.words, skipped=True))
        over = over or stops(step, one)
    effects = [one.preview.effect for one in told if one.preview is not None and one.preview.effect is not None]
    asks = any(one.preview is not None and one.preview.needs_approval for one in told)
    return MacroPreview(steps=told, amount=sum(effect.amount for effect in effects), needs_approval=asks)


def _step(
    step: MacroStep, case: Case, values: Values, agent: str, *, has_ticket: bool, at: int
) -> tuple[StepPreview, Case]:
    """What the step would do, and the case after it."""
    if step.kind is StepKind.ARTICLE:
        words = written(step.body, variables(case, agent))
        return StepPreview(kind=step.kind, words=words, obstacle=None if has_ticket else NO_TICKET), case
    if step.kind is StepKind.TICKET:
        lacks = not has_ticket and step.queue_id is None
        return StepPreview(kind=step.kind, obstacle=NO_TICKET if lacks else None), case
    action = ACTIONS[step.action or ""]
    form = form_of(step, case, values)
    if lacking := missing(action, form):
        return StepPreview(kind=step.kind, missing=lacking), case
    told = judge(action, case, form)
    if told.effect is None or (told.needs_approval and not step.ask_approval):
        return StepPreview(kind=step.kind, preview=told), case
    draft = RemedyDraft(
        action=action.name,
        customer_id=case.situation.customer_id,
        order_id=case.order.id if case.order else None,
        ticket_id=case.ticket_id,
        call_id=case.call_id,
        values=form,
        ask_approval=told.needs_approval,
    )
    here = ordered(case, action, draft, told.effect, number=-1 - at, me=agent, at=case.situation.now)
    return StepPreview(kind=step.kind, preview=told), replace(case, situation=here)
