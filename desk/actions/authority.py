"""What an agent may still decide alone."""

from desk.actions.action import Action, Case
from desk.actions.words import SEOUL
from desk.contract.remedies import Remedy, RemedyState
from desk.contract.remedy_rules import Limits, Purse


def of_case(case: Case) -> list[Remedy]:
    """What counts against the limit of a case: everything of its order. Without an order, what was done without one in
    the same ticket or the same call; without these, too, whatever was done for the customer without an order on this
    day in Seoul."""
    if case.order is not None:
        return case.of_order
    if case.ticket_id is None and case.call_id is None:
        today = case.situation.now.astimezone(SEOUL).date()
        return [one for one in case.of_order if one.requested_at.astimezone(SEOUL).date() == today]
    return [one for one in case.of_order if _is_together(case, one)]


def _is_together(case: Case, one: Remedy) -> bool:
    same_ticket = case.ticket_id is not None and one.ticket_id == case.ticket_id
    return same_ticket or (case.call_id is not None and one.call_id == case.call_id)


def left(purse: Purse, case: Case) -> int | None:
    """The smallest of the balances that limit a purse on this case, in won; None where nothing limits it."""
    situation = case.situation
    limits = situation.limits.get(purse, Limits())
    # What waits for approval will draw on the authority of whoever approves it.
    mine = [one for one in of_case(case) if one.purse is purse and one.state is not RemedyState.AWAITING]
    spent = {
        "case": (limits.case, sum(one.amount for one in mine)),
        "day": (limits.day, situation.spent_today.get(purse, 0)),
        "month": (limits.month, situation.spent_month.get(purse, 0)),
        "customer": (limits.customer, situation.customer_spent.get(purse, 0)),
    }
    balances = [limit - used for limit, used in spent.values() if limit is not None]
    return max(0, min(balances)) if balances else None


def left_today(purse: Purse, case: Case) -> int | None:
    """What the agent may still spend today, whoever the customer is."""
    situation = case.situation
    limits = situation.limits.get(purse, Limits())
    balances = [
        limit - used
        for limit, used in (
            (limits.day, situation.spent_today.get(purse, 0)),
            (limits.month, situation.spent_month.get(purse, 0)),
        )
        if limit is not None
    ]
    return max(0, min(balances)) if balances else None


def within(action: Action, case: Case, amount: int) -> bool:
    """Whether an amount may be decided without approval."""
    most = case.situation.action_limits.get(action.name)
    if most is not None and amount > most:
        return False
    balance = left(action.purse, case)
    return balance is None or amount <= balance
