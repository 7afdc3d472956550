"""Makers of the commands about shifts, as ``commands`` has the others.

What was decided on a picture of the day that has moved on since is not sent behind anybody's back.
"""

import msgspec

from desk.client.remote.command import Command, new_key
from desk.contract.base import NoBody
from desk.contract.hand_overs import HandOverDraft
from desk.contract.rota_proposals import Proposal, ProposalDraft
from desk.contract.shifts import (
    Absence,
    AbsenceDraft,
    Decision,
    Offer,
    OfferDraft,
    PublishDraft,
    Shift,
    ShiftCancel,
    ShiftChange,
    ShiftDraft,
    Swap,
    SwapDraft,
    Team,
    TeamDraft,
    Terms,
    Wishes,
    Worker,
)
from desk.contract.staffing import Adjustment, Words

NO_BODY = NoBody()


def _order(endpoint: str, lane: str, body: msgspec.Struct, *, click: str = "", key: str = "") -> Command:
    return Command(endpoint=endpoint, lane=lane, body=body, click=click, key=key or new_key(), ask_if_stale=True)


def _of(noun: str, endpoint: str, record: int, version: int | None, body: msgspec.Struct, click: str) -> Command:
    return Command(
        endpoint=endpoint,
        lane=f"{noun}:{record}",
        path={f"{noun}_id": record},
        body=body,
        if_match=version,
        click=click,
        ask_if_stale=True,
    )


def assign_shift(draft: ShiftDraft, *, click: str = "", key: str = "") -> Command:
    """A new shift."""
    return _order("assign_shift", f"user:{draft.user_id}", draft, click=click, key=key)


def change_shift(shift: Shift, change: ShiftChange, *, click: str = "") -> Command:
    """Another shift, as seen."""
    return _of("shift", "change_shift", shift.id, shift.version, change, click)


def cancel_shift(shift: Shift, cancel: ShiftCancel, *, click: str = "") -> Command:
    """No such shift."""
    return _of("shift", "cancel_shift", shift.id, shift.version, cancel, click)


def publish_rota(draft: PublishDraft, *, click: str = "") -> Command:
    """The drafts of some days hold."""
    return _order("publish_rota", "rota", draft, click=click)


def create_team(draft: TeamDraft, *, click: str = "") -> Command:
    """Make a team."""
    return _order("create_team", "teams", draft, click=click)


def change_team(team: Team, draft: TeamDraft, *, click: str = "") -> Command:
    """Change a team."""
    return _of("team", "change_team", team.id, team.version, draft, click)


def set_terms(worker: Worker, terms: Terms, *, click: str = "") -> Command:
    """What is agreed with a person."""
    return _of("user", "set_terms", worker.user_id, worker.version, terms, click)


def set_my_wishes(wishes: Wishes, *, click: str = "") -> Command:
    """What I wish for."""
    return _order("set_my_wishes", "me", wishes, click=click)


def ask_absence(draft: AbsenceDraft, *, click: str = "") -> Command:
    """Ask for leave, or set it for somebody."""
    return _order("ask_absence", "absences", draft, click=click)


def decide_absence(absence: Absence, decision: Decision, *, click: str = "") -> Command:
    """A lead's word on leave."""
    return _of("absence", "decide_absence", absence.id, absence.version, decision, click)


def withdraw_absence(absence: Absence, *, click: str = "") -> Command:
    """I will be there after all."""
    return _of("absence", "withdraw_absence", absence.id, absence.version, NO_BODY, click)


def offer_swap(draft: SwapDraft, *, click: str = "") -> Command:
    """Offer a shift."""
    return _order("offer_swap", f"shift:{draft.shift_id}", draft, click=click)


def accept_swap(swap: Swap, *, click: str = "") -> Command:
    """I take it."""
    return _of("swap", "accept_swap", swap.id, swap.version, NO_BODY, click)


def decline_swap(swap: Swap, words: Words, *, click: str = "") -> Command:
    """I do not take it."""
    return _of("swap", "decline_swap", swap.id, swap.version, words, click)


def decide_swap(swap: Swap, decision: Decision, *, click: str = "") -> Command:
    """A lead's word on a swap."""
    return _of("swap", "decide_swap", swap.id, swap.version, decision, click)


def withdraw_swap(swap: Swap, *, click: str = "") -> Command:
    """It is not offered any more."""
    return _of("swap", "withdraw_swap", swap.id, swap.version, NO_BODY, click)


def make_offer(draft: OfferDraft, *, click: str = "") -> Command:
    """Offer hours to whoever is quickest."""
    return _order("make_offer", "offers", draft, click=click)


def take_offer(offer: Offer, *, click: str = "") -> Command:
    """A seat for me."""
    return _of("offer", "take_offer", offer.id, None, NO_BODY, click)


def close_offer(offer: Offer, *, click: str = "") -> Command:
    """Nobody more."""
    return _of("offer", "close_offer", offer.id, None, NO_BODY, click)


def adjust_forecast(draft: Adjustment, *, click: str = "") -> Command:
    """Expect more calls, or fewer."""
    return _order("adjust_forecast", "forecast", draft, click=click)


def hand_over_work(draft: HandOverDraft, *, click: str = "") -> Command:
    """What becomes of everything I owe."""
    return _order("hand_over_work", "me", draft, click=click)


def propose_rota(draft: ProposalDraft, *, click: str = "") -> Command:
    """Think of a rota."""
    return _order("propose_rota", "proposals", draft, click=click)


def cancel_proposal(proposal: Proposal, *, click: str = "") -> Command:
    """Think no further."""
    return _of("proposal", "cancel_proposal", proposal.id, None, NO_BODY, click)


def accept_proposal(proposal: Proposal, *, click: str = "") -> Command:
    """Its shifts become drafts."""
    return _of("proposal", "accept_proposal", proposal.id, None, NO_BODY, click)


def discard_proposal(proposal: Proposal, *, click: str = "") -> Command:
    """It is not wanted."""
    return _of("proposal", "discard_proposal", proposal.id, None, NO_BODY, click)
