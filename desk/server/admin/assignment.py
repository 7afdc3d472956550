"""``desk admin explain-assignment``: why a ticket is where it is, in plain words."""

from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.contract.assignment import Explanation, PastAssignment
from desk.contract.service import AssignmentReason, Barred, Standing
from desk.contract.tickets import Ticket
from desk.server.admin import assignment_words as words
from desk.server.admin.console import Console
from desk.server.admin.words import Failure
from desk.server.routes import assignment
from desk.server.store import assignment as store
from desk.server.store import calendars, queues, tickets
from desk.server.store.db import Database, Tx


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a ticket, with the names that belong to it."""

    ticket: Ticket
    found: Explanation
    people: Mapping[int, str]
    queues: Mapping[int, str]
    zone: ZoneInfo


def explain(database: Database, console: Console, arguments: Namespace) -> int:
    """Say why a ticket is where it is, how everybody stood, and what came before."""
    told = database.read(lambda tx: _told(tx, arguments.ticket))
    if told is None:
        raise Failure(words.UNKNOWN, id=arguments.ticket)
    console.say(words.TICKET, id=told.ticket.id, title=told.ticket.title)
    _latest(console, told)
    if told.found.waiting is not None:
        _waiting(console, told, told.found.waiting)
    if told.found.before:
        console.line()
        console.say(words.BEFORE)
        for one in told.found.before:
            console.line("  " + _line(console, told, one))
            if arguments.all:
                _stood(console, told, one)
    return 0


def _told(tx: Tx, ticket_id: int) -> _Told | None:
    ticket = tickets.ticket(tx, ticket_id)
    if ticket is None:
        return None
    found = assignment.explain(tx, ticket)
    reasons = [one.reason for one in found.before] + ([] if found.reason is None else [found.reason])
    people = {one.user_id for reason in reasons for one in reason.standings}
    return _Told(
        ticket,
        found,
        store.names(tx, sorted(people)),
        {one.id: one.name for one in queues.everyone(tx)},
        ZoneInfo(calendars.zone(tx, calendars.today(tx))),
    )


def _latest(console: Console, told: _Told) -> None:
    found = told.found
    if found.assigned is None or found.reason is None:
        console.say(words.NEVER)
        return
    now = PastAssignment(
        at=found.assigned.at,
        owner_id=found.owner_id,
        owner=told.ticket.owner_name,
        queue_id=told.ticket.queue_id,
        assigned=found.assigned,
        reason=found.reason,
        again=found.again,
    )
    console.line(_line(console, told, now))
    _stood(console, told, now)
    if found.by_rules_now not in (None, found.owner_id):
        console.say(words.AGAIN_OTHER, name=told.people.get(found.by_rules_now, found.by_rules_now))


def _stood(console: Console, told: _Told, one: PastAssignment) -> None:
    """How everybody stood when a rule chose, and whether it would choose so again."""
    standings = one.reason.standings
    if not standings:
        return
    for line in _circumstances(console, one.reason):
        console.line("  " + line)
    head = tuple(console.text(word) for word in words.HEAD)
    console.table([head, *(_row(console, told, person) for person in standings)])
    if one.again == standings[0].user_id:
        console.say(words.AGAIN_SAME)
    else:
        console.say(words.AGAIN_WRONG, name=told.people.get(one.again or 0, one.again))


def _line(console: Console, told: _Told, one: PastAssignment) -> str:
    why = console.text(words.WHY[one.assigned.code])
    if one.assigned.words:
        why = console.text(words.SAID, why=why, words=one.assigned.words)
    if one.assigned.by:
        why = console.text(words.BY, why=why, by=one.assigned.by)
    at = _clock(told, one.at)
    if one.owner_id is None:
        return console.text(words.TO_QUEUE, at=at, queue=told.queues.get(one.queue_id, one.queue_id), why=why)
    return console.text(words.WENT, at=at, owner=one.owner or one.owner_id, why=why)


def _clock(told: _Told, at: datetime) -> str:
    return f"{at.astimezone(told.zone):%Y-%m-%d %H:%M:%S}"


def _circumstances(console: Console, reason: AssignmentReason) -> Iterable[str]:
    yield console.text(words.WAITED, minutes=reason.waited // 60)
    yield console.text(words.VERSION, version=reason.rules_version)
    if reason.barred:
        yield console.text(words.BARRED, causes=_causes(console, reason.barred))


def _causes(console: Console, barred: Mapping[Barred, int]) -> str:
    known = [one for one in Barred if one in barred]
    return ", ".join(console.text(words.CAUSE, count=barred[one], cause=console.text(words.BARS[one])) for one in known)


def _row(console: Console, told: _Told, one: Standing) -> tuple[object, ...]:
    if one.knows_days is None:
        knows = "–"
    else:
        knows = console.text(words.TODAY) if one.knows_days == 0 else console.text(words.DAYS, days=one.knows_days)
    return (
        told.people.get(one.user_id, one.user_id),
        f"{one.load:g}/{one.capacity:g}",
        console.text(words.MINUTES, minutes=one.free_seconds // 60),
        knows,
        f"{one.hard}/{one.hard_week}",
    )


def _waiting(console: Console, told: _Told, place: int) -> None:
    queue = told.queues.get(told.ticket.queue_id, told.ticket.queue_id)
    console.say(words.WAITING, place=place, queue=queue)
    wait = told.found.expected_wait
    if wait is None:
        console.line("  " + console.text(words.EXPECTED_UNKNOWN))
    else:
        console.line("  " + console.text(words.EXPECTED, minutes=max(1, round(wait / 60))))
    if told.found.barred:
        console.line("  " + console.text(words.NOBODY_NOW, causes=_causes(console, told.found.barred)))
