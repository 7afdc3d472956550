"""Giving work out: its rules, what people can do and carry, and why a ticket is where it is."""

from datetime import timedelta

from msgspec.structs import replace

from desk.contract.assignment import (
    AgentProfile,
    AssignmentRules,
    AssignmentRulesInForce,
    Explanation,
    PastAssignment,
    Profile,
)
from desk.contract.events import AssignmentRulesSet, Event, ProfileSet, TicketChanged, TicketOpened
from desk.contract.service import Assigned, AssignmentReason, Barred
from desk.contract.tickets import Ticket
from desk.queueing import assignment as choosing
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import tickets as ticket_rules
from desk.server.store import assignment as store
from desk.server.store import assignment_rules, log, profiles, tickets
from desk.server.store.db import Tx

#: Changes of a ticket that are looked through for what it was given for.
LOOKED_AT = 200
#: How long back is seen how fast a queue's work is closed.
PACE = timedelta(hours=1)


@handles("assignment_rules")
def rules(tx: Tx, _ask: Ask[None, None]) -> AssignmentRulesInForce:
    """The rules that count now."""
    return assignment_rules.in_force(tx)


@handles("set_assignment_rules")
def set_rules(tx: Tx, ask: Ask[AssignmentRules, None]) -> AssignmentRulesInForce:
    """From now on; what was given stays where it is."""
    ask.unchanged(assignment_rules.in_force(tx).version)
    for place, tag in enumerate(ask.body.hard_tags):
        if not tag.strip():
            raise unprocessable(f"/hard_tags/{place}", "a tag has letters")
    log.append(tx, AssignmentRulesSet(rules=ask.body))
    return assignment_rules.in_force(tx)


@handles("profiles")
def everyone(tx: Tx, _ask: Ask[None, None]) -> list[AgentProfile]:
    """Everybody's profile, by name."""
    return profiles.everyone(tx)


@handles("set_profile")
def set_profile(tx: Tx, ask: Ask[Profile, None]) -> AgentProfile:
    """The whole of it, from now on."""
    user_id = ask.id("user_id")
    ask.unchanged(found(profiles.profile(tx, user_id), "person who works here").version)
    log.append(tx, ProfileSet(user_id=user_id, profile=ask.body))
    return found(profiles.profile(tx, user_id), "person who works here")


@handles("explanation")
def explanation(tx: Tx, ask: Ask[None, None]) -> Explanation:
    """Why a ticket is where it is."""
    return explain(tx, found(tickets.ticket(tx, ask.id("ticket_id")), "ticket"))


def explain(tx: Tx, ticket: Ticket) -> Explanation:
    """Why a ticket is where it is, what came before, and what it waits for if it does."""
    in_force = assignment_rules.in_force(tx)
    past = _past(tx, ticket)
    latest = next((one for one in past if ticket.assigned and one.assigned.seq == ticket.assigned.seq), None)
    reason = None if latest is None else latest.reason
    waiting = store.waiting_work(tx, ticket.id)
    place = None if waiting is None else store.place(tx, ticket.id)
    return Explanation(
        ticket_id=ticket.id,
        assigned=ticket.assigned,
        reason=reason,
        owner_id=ticket.owner_id,
        again=None if latest is None else latest.again,
        by_rules_now=None if reason is None else _chosen(reason, in_force.rules),
        waiting=place,
        expected_wait=None if place is None else _expected(tx, ticket.queue_id, place),
        before=[one for one in past if one is not latest],
        barred={} if waiting is None else _barred(tx, waiting, in_force.rules),
    )


def _expected(tx: Tx, queue_id: int, place: int) -> int | None:
    """Seconds until as many tickets of the queue are closed, at the pace of the last hour."""
    closed = store.closed_since(tx, queue_id, tx.now - PACE)
    return round(place * PACE.total_seconds() / closed) if closed else None


def _barred(tx: Tx, work: choosing.Work, rules: AssignmentRules) -> dict[Barred, int]:
    return choosing.asked(work, store.people(tx, rules, [work.queue_id]), rules)[1]


def _chosen(reason: AssignmentReason, rules: AssignmentRules) -> int | None:
    """Whom these rules choose from the same standings."""
    chosen = choosing.choose(reason.standings, rules)
    return None if chosen is None else chosen[0].user_id


def _past(tx: Tx, ticket: Ticket) -> list[PastAssignment]:
    """Everything the ticket was given for, the newest first."""
    events = store.history(tx, ticket.id, None if ticket.assigned is None else ticket.assigned.seq, LOOKED_AT)
    given = [(event, reason) for event in events if (reason := _reason(event))]
    owners = [event.fact.owner_id for event, _ in given if isinstance(event.fact, TicketOpened | TicketChanged)]
    names = store.names(tx, [one for one in owners if one is not None])
    return [
        replace(_assignment(event, reason, names), again=_chosen(reason, assignment_rules.of(tx, reason.rules_version)))
        for event, reason in given
    ]


def _reason(event: Event) -> AssignmentReason | None:
    """Why the ticket went where it is from this event on; None where the event gave it to nobody."""
    match event.fact:
        case TicketOpened(owner_id=int() as owner) as fact:
            return fact.reason or ticket_rules.reason(owner, event.actor_id)
        case TicketChanged() as fact if fact.reason is not None or "owner_id" in fact.fields:
            return fact.reason or ticket_rules.reason(fact.owner_id, event.actor_id)
        case _:
            return None


def _assignment(event: Event, reason: AssignmentReason, names: dict[int, str]) -> PastAssignment:
    assert isinstance(event.fact, TicketOpened | TicketChanged)
    owner_id = event.fact.owner_id
    return PastAssignment(
        at=event.at,
        owner_id=owner_id,
        owner="" if owner_id is None else names.get(owner_id, ""),
        queue_id=event.fact.queue_id,
        assigned=Assigned(
            code=reason.code, by_id=event.actor_id, by=event.actor, at=event.at, words=reason.words, seq=event.seq
        ),
        reason=reason,
    )
