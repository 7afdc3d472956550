"""The situation as it will be once an action is ordered: what comes after it is judged on that."""

from datetime import datetime

import msgspec

from desk.actions.action import Action, Case
from desk.contract.remedies import Effect, Remedy, RemedyDraft, RemedyState, Situation
from desk.contract.remedy_rules import Purse


def drawing(situation: Situation, purse: Purse, amount: int) -> Situation:
    """The situation after so much was drawn on a purse; a negative amount was given back."""

    def more(spent: dict[Purse, int]) -> dict[Purse, int]:
        return {**spent, purse: max(0, spent.get(purse, 0) + amount)}

    own = purse is not Purse.CRITERIA
    return msgspec.structs.replace(
        situation,
        spent_today=more(situation.spent_today) if own else situation.spent_today,
        spent_month=more(situation.spent_month) if own else situation.spent_month,
        customer_spent=more(situation.customer_spent),
    )


def ordered(
    case: Case, action: Action, draft: RemedyDraft, effect: Effect, *, number: int, me: str, at: datetime
) -> Situation:
    """The situation with that order in it as if it had been carried out, so that nothing is offered that it takes."""
    here, asks = case.situation, draft.ask_approval
    remedy = _remedy(case, action, draft, effect, number=number, me=me, at=at)
    first = msgspec.structs.replace(here, remedies=[remedy, *here.remedies])
    return drawing(first, action.purse, 0 if asks else effect.amount)


def _remedy(
    case: Case, action: Action, draft: RemedyDraft, effect: Effect, *, number: int, me: str, at: datetime
) -> Remedy:
    here, order = case.situation, case.order
    return Remedy(
        id=number,
        action=draft.action,
        state=RemedyState.AWAITING if draft.ask_approval else RemedyState.COMMITTED,
        customer_id=here.customer_id,
        customer_name=here.name,
        order_id=draft.order_id,
        order_number=order.number if order else "",
        promise_id=order.promise_id if order else None,
        ticket_id=draft.ticket_id,
        call_id=draft.call_id,
        purse=action.purse,
        amount=effect.amount,
        values=draft.values,
        reason=draft.reason,
        told=effect.told,
        requested_at=at,
        # Somebody asks for it: it was not prepared by the nightly look.
        agent_id=0,
        agent_name=me,
        authority_id=None,
        authority_name="",
        committed_at=None,
        undo_until=None,
        handed_over_at=None,
        settled_at=None,
        answer="",
        reference="",
        reconciled=False,
        escalations=0,
        reverses=None,
        rules_version=here.rules_version,
        version=0,
    )
