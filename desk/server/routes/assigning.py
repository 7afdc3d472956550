"""Work is given out as soon as somebody can have it, and taken back when nobody touches it."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from desk.contract.events import (
    AgentStateChanged,
    AssignmentRulesSet,
    CallbackSettled,
    Event,
    ProfileSet,
    QueueSet,
    Refs,
    TicketChanged,
    TicketMerged,
    TicketOpened,
    TicketTouched,
    TicketUnmerged,
    UserChanged,
)
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import TicketChange
from desk.queueing.assignment import Given, Giving, holds
from desk.server.routes import tickets as ticket_routes
from desk.server.routes.handling import SWEEPS, Settings, Sweep, Watch
from desk.server.store import assignment as store
from desk.server.store import assignment_rules, clock, loads, log, served, tickets
from desk.server.store.db import Tx

#: As many as are given out in one transaction: about what others can wait for.
AT_ONCE = 20
#: Transactions in a row.
ROUNDS = 25
_MINUTE = 60_000_000


def wakes(event: Event) -> bool:
    """Whether, after this, work may have to be given out at once."""
    match event.fact:
        case TicketOpened(owner_id=owner):
            return owner is None
        case TicketChanged() as fact:
            return bool({"owner_id", "queue_id", "state", "priority"} & set(fact.fields))
        case (
            AgentStateChanged() | CallbackSettled() | ProfileSet() | AssignmentRulesSet() | QueueSet() | UserChanged()
            | TicketMerged() | TicketUnmerged() | TicketTouched()
        ):  # fmt: skip
            return True
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Decided:
    """Who would get a ticket, decided when it was at this version."""

    given: Given
    version: int


def decide(tx: Tx, most: int = AT_ONCE) -> list[Decided]:
    """Who gets what now, in the order of the line; at most so many pieces. Changes nothing."""
    among = store.with_waiting(tx)
    if not among:
        return []
    in_force = assignment_rules.in_force(tx)
    people = store.people(tx, in_force.rules, [one.queue_id for one in among])
    giving = Giving(people, in_force.rules, in_force.version)
    line = store.Line(tx, [one for one in among if giving.could(one.queue_id, one.weight, one.skills)])
    found = list[Decided]()
    for row, source in line:
        if not giving.could(source.queue_id, source.weight, store.skills(row, source)):
            line.give_up(row)
            continue
        given = giving.give(store.work(tx, row, source, in_force.rules))
        if given is None:
            # Whoever knows this customer has enough before them, too: it keeps its turn, and those behind it wait.
            line.give_up(row)
            continue
        found.append(Decided(given, row["version"]))
        if len(found) >= most:
            break
    return found


def give(tx: Tx, decided: list[Decided]) -> int:
    """Give out what was decided a moment ago, as far as what the decision looked at still holds: the rules, the ticket,
    and how the chosen one stands. What does not is decided anew. Returns how many pieces."""
    in_force = assignment_rules.in_force(tx)
    chosen = {one.given.user_id for one in decided}
    people = {one.user_id: one for one in store.people(tx, in_force.rules, list(store.sources(tx)), chosen)}
    given_out = 0
    with _by_rule(tx):
        for one in decided:
            given, person = one.given, people.get(one.given.user_id)
            ticket = tickets.ticket(tx, given.work.ticket_id)
            if (
                ticket is None
                or ticket.version != one.version
                or person is None
                or given.reason.rules_version != in_force.version
                or not holds(given, person, in_force.rules)
            ):
                continue
            ticket_routes.set_to(tx, ticket, TicketChange(owner_id=given.user_id), because=given.reason)
            people[given.user_id] = person.with_(given.work)
            given_out += 1
    return given_out


@contextmanager
def _by_rule(tx: Tx) -> Generator[None]:
    """What is written meanwhile nobody did."""
    actor = tx.actor_id, tx.actor
    tx.actor_id, tx.actor = None, ""
    try:
        yield
    finally:
        tx.actor_id, tx.actor = actor


def _overdue(tx: Tx) -> Iterator[int]:
    """Tickets that were not touched within the rules' minutes of served time; none while they are not served."""
    minutes = assignment_rules.in_force(tx).rules.take_back_minutes
    if minutes is None:
        return
    now = clock.micros(tx.now)
    for queue_id in store.sources(tx):
        hours = served.queue_hours(tx, queue_id)
        if not hours.holds(now):
            continue
        for ticket_id, came in store.untouched(tx, queue_id, tx.now - timedelta(minutes=minutes)):
            if hours.elapsed(came, now) < minutes * _MINUTE:
                # The others came later still.
                break
            yield ticket_id


def take_back(tx: Tx, _settings: Settings | None = None) -> None:
    """Back into the line with what its owner has not touched in time."""
    for ticket_id in list(_overdue(tx)):
        ticket = tickets.ticket(tx, ticket_id)
        if ticket is not None and ticket.owner_id is not None:
            reason = AssignmentReason(code=AssignmentCode.TAKEN_BACK)
            ticket_routes.set_to(tx, ticket, TicketChange(owner_id=None), because=reason)


def is_news(tx: Tx, ticket_id: int, user_id: int) -> bool:
    """Whether it says something that this person has a ticket open: it was given to them, and not yet touched."""
    return loads.is_untouched(tx, ticket_id, user_id)


def touch(tx: Tx, ticket_id: int, user_id: int) -> None:
    """Its owner has opened it."""
    if is_news(tx, ticket_id, user_id):
        log.append(tx, TicketTouched(ticket_id=ticket_id), Refs())


SWEEPS.append(Sweep("take back", lambda tx: any(True for _ in _overdue(tx)), take_back))
GIVING_OUT = Watch("giving out", decide, give, rounds=ROUNDS)
SWEEPS.append(GIVING_OUT)
