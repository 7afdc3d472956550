"""Rotas the program proposes: asked for, looked at, stopped, taken over, thrown away. ``rota_work`` does the work."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from desk.contract.base import Written
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import RotaAccepted, ShiftAssigned
from desk.contract.rota_proposals import Proposal, ProposalDraft, ProposalState, ProposedRota, ProposedShift
from desk.server.routes import rota_work
from desk.server.routes.calendars import span
from desk.server.routes.handling import Answering, Ask, found, handles, handles_async, unprocessable
from desk.server.store import calendars, log, proposals, shifts, teams
from desk.server.store.db import Tx

#: Days at once, and proposals that may wait or be worked at.
MOST_DAYS, MOST_RUNNING = 31, 5
#: Shifts that become drafts in one go: in between, others write.
SLICE = 200
#: With a rota to look at and take over.
WITH_ROTA = (ProposalState.DONE, ProposalState.CANCELLED)


@handles("rota_proposals")
def rota_proposals(tx: Tx, _ask: Ask[None, None]) -> list[Proposal]:
    """The newest first."""
    return proposals.everyone(tx)


@handles("propose_rota")
def propose_rota(tx: Tx, ask: Ask[ProposalDraft, None]) -> Proposal:
    """Let one be thought out; it begins when those before it are done."""
    return propose(tx, ask.body, proposals.SERVER)


def propose(tx: Tx, draft: ProposalDraft, worker: str) -> Proposal:
    """A new proposal for days to come, to be worked at by a kind of process."""
    span(draft.since, draft.until, MOST_DAYS)
    if draft.since < calendars.today(tx):
        raise unprocessable("/since", "what is over is not planned any more")
    if draft.team_id is not None and teams.team(tx, draft.team_id) is None:
        raise unprocessable("/team_id", "no such team")
    if proposals.running(tx) >= MOST_RUNNING:
        raise Refusal(ErrorCode.CONFLICT, "several are being worked at; wait for one or cancel it")
    return proposals.make(tx, draft, worker)


@handles("rota_proposal")
def rota_proposal(tx: Tx, ask: Ask[None, None]) -> ProposedRota:
    """The best so far."""
    one = _one(tx, ask.id("proposal_id"))
    return ProposedRota(proposal=one, shifts=proposals.shifts(tx, one.id))


@handles("cancel_proposal")
def cancel_proposal(tx: Tx, ask: Ask[None, None]) -> Proposal:
    """Think no longer: what was found so far comes in a moment."""
    one = _one(tx, ask.id("proposal_id"))
    if one.state is not ProposalState.RUNNING:
        raise Refusal(ErrorCode.CONFLICT, f"it is {one.state}")
    return proposals.keep(tx, replace(one, state=ProposalState.CANCELLED))


@handles("discard_proposal")
def discard_proposal(tx: Tx, ask: Ask[None, None]) -> Proposal:
    """Nobody will take it over; its shifts are forgotten."""
    one = _one(tx, ask.id("proposal_id"))
    if one.state in (ProposalState.ACCEPTED, ProposalState.DISCARDED) or proposals.taken(tx, one.id):
        raise Refusal(ErrorCode.CONFLICT, "it was accepted" if one.state is not ProposalState.DISCARDED else "it was")
    return proposals.keep(tx, replace(one, state=ProposalState.DISCARDED), shifts=[])


@handles_async("accept_proposal")
async def accept_proposal(server: Answering, ask: Ask[None, None]) -> Written[Proposal]:
    """Its shifts become drafts, slice by slice; each remembers how far it came, so that asking again goes on."""
    proposal_id = ask.id("proposal_id")
    return await accept(server, ask, proposal_id)


async def accept(server: Answering, ask: Ask[None, None] | None, proposal_id: int) -> Written[Proposal]:
    """Take over a proposal in the name of who asks; Refusal when the rules have come to stand against it."""
    wanted, begun = await server.reading(partial(_acceptable, proposal_id=proposal_id))
    if not begun:
        breaches = await rota_work.judged(server, wanted)
        # Another lead may be taking it over just now: its own shifts do not stand against it.
        if breaches and not (await server.reading(partial(_acceptable, proposal_id=proposal_id)))[1]:
            rules = ", ".join(sorted({one.rule for one in breaches}))
            raise Refusal(ErrorCode.RULE_BROKEN, f"much has changed since: {rules}", breaches=breaches)
    sitting = None if ask is None else ask.me
    while True:
        done: Written[Proposal] | None = await server.writing(
            partial(_take_some, proposal_id=proposal_id, wanted=wanted), sitting
        )
        if done is not None:
            return done


def _acceptable(tx: Tx, proposal_id: int) -> tuple[list[ProposedShift], bool]:
    """The shifts to take over, and whether that was begun before."""
    one, begun = _one(tx, proposal_id), proposals.taken(tx, proposal_id)
    wanted = proposals.shifts(tx, proposal_id)
    if one.state is ProposalState.ACCEPTED:
        return wanted, True
    if one.state not in WITH_ROTA or not wanted:
        raise Refusal(ErrorCode.CONFLICT, f"it is {one.state}" if one.state not in WITH_ROTA else "it has no shifts")
    return wanted, bool(begun)


def _take_some(tx: Tx, proposal_id: int, wanted: Sequence[ProposedShift]) -> Written[Proposal] | None:
    """The next slice; what is accepted when that was the last."""
    one, begun = _one(tx, proposal_id), proposals.taken(tx, proposal_id)
    if one.state is ProposalState.ACCEPTED:
        # Asked again: the same answer.
        return Written(data=one, synced_to=tx.head)
    if one.state not in WITH_ROTA:
        raise Refusal(ErrorCode.CONFLICT, f"it is {one.state}")
    part = wanted[begun : begun + SLICE]
    people = {shift.user_id for shift in part}
    there = shifts.of_days(tx, one.since, one.until, people, drafts=True) if part else []
    taken = {(shift.user_id, shift.day) for shift in there}
    for shift in part:
        # Somebody was quicker: a person has one shift a day.
        if (shift.user_id, shift.day) not in taken:
            log.append(tx, _assigned(shift, proposal_id))
    if begun + len(part) < len(wanted):
        proposals.keep(tx, one, taken=begun + len(part))
        return None
    fact = RotaAccepted(since=one.since, until=one.until, team_id=one.team_id, shifts=len(wanted), gap=one.gap)
    log.append(tx, fact)
    kept = proposals.keep(tx, replace(one, state=ProposalState.ACCEPTED), taken=len(wanted))
    return Written(data=kept, synced_to=tx.head)


def _assigned(shift: ProposedShift, proposal_id: int) -> ShiftAssigned:
    return ShiftAssigned(
        user_id=shift.user_id,
        day=shift.day,
        pattern=shift.pattern,
        segments=shift.segments,
        proposal_id=proposal_id,
    )


def _one(tx: Tx, proposal_id: int) -> Proposal:
    return found(proposals.proposal(tx, proposal_id), "proposal")
