"""Service clocks of tickets: kept in step with what happens to them, and with what the calendar and the queues say."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desk.contract.events import (
    ArticleAdded,
    CallbackPromised,
    CallbackSettled,
    CallWrappedUp,
    ClocksRanOut,
    ClocksReckoned,
    DuesMoved,
    Event,
    FactBase,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseReleased,
    TicketChanged,
    TicketMerged,
    TicketOpened,
)
from desk.contract.service import ClockKind
from desk.contract.tickets import ArticleKind, TicketState
from desk.queueing import clocks as rules
from desk.queueing.clocks import Clock, Clocks
from desk.server.store import callbacks, calls, clock, log, promises, served
from desk.server.store.db import Row, Tx, listed

#: Their tables are read here after every event about them: importing them first lets their projections run first.
BEFORE = (callbacks, calls, promises)
_ROWS = "SELECT * FROM ticket_clocks WHERE ticket_id = ? ORDER BY clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A ticket as its clocks see it; ``kept`` are those that the table has."""

    state: TicketState
    queue_id: int
    customer_id: int | None
    clocks: Clocks
    kept: Clocks = field(default_factory=Clocks)


# Projections


def opened(tx: Tx, event: Event, fact: TicketOpened) -> None:
    """Part of projecting a new ticket."""
    _keep(tx, event, event.seq, None, _opened(tx, event, fact))


def changed(tx: Tx, event: Event, before: Row) -> None:
    """Part of projecting a change of a ticket that was as ``before`` (``id``, ``state``, ``queue_id``,
    ``customer_id``)."""
    was = standing(tx, before, event.seq, wanted=True)
    _keep(tx, event, before["id"], was, _told(tx, was, event))


def told(tx: Tx, event: Event, _fact: FactBase) -> None:
    """Something was said on a ticket, or in a call about it."""
    row = brief(tx, event.ticket_id)
    if row is not None:
        was = standing(tx, row, event.seq)
        _keep(tx, event, row["id"], was, _told(tx, was, event))


@log.projects(ClocksReckoned)
def reckoned(tx: Tx, event: Event, fact: ClocksReckoned) -> None:
    """The calendar or a queue's targets are others."""
    for ticket_id in fact.ticket_ids:
        row = brief(tx, ticket_id)
        if row is None or row["state"] == TicketState.CLOSED:
            continue
        was = standing(tx, row, event.seq)
        service = served.service(tx, was.queue_id)
        after = rules.reckoned(was.clocks, clock.micros(event.at), was.state, service)
        _keep(tx, event, ticket_id, was, replace(was, clocks=after))


@log.projects(ClocksRanOut)
def ran_out(tx: Tx, event: Event, fact: ClocksRanOut) -> None:
    """Time alone made them late."""
    _tell(tx, event, fact.ticket_ids)


def running_out(tx: Tx, most: int) -> list[int]:
    """Open tickets of which something has run out and nobody has said so, the longest first."""
    sql = "SELECT id FROM tickets WHERE due_at < ? AND due_at IS NOT NULL AND missed = 0 ORDER BY due_at, id LIMIT ?"
    return [row["id"] for row in tx.all(sql, (clock.micros(tx.now), most))]


def promised(tx: Tx, event: Event, _fact: FactBase) -> None:
    """What is promised about an order is promised about the tickets about it, and those that such were merged into."""
    if event.order_id is not None:
        _move(tx, event, (row["id"] for row in tx.all(_ABOUT, (event.order_id,))))


def ringing_back(tx: Tx, event: Event, fact: FactBase) -> None:
    """A call-back is promised about the ticket that its call is about."""
    callback_id = fact.callback_id if isinstance(fact, CallbackSettled) else event.seq
    rows = tx.all(
        "SELECT c.ticket_id FROM callbacks b JOIN calls c ON c.id = b.call_id WHERE b.id = ?"
        " AND c.ticket_id IS NOT NULL",
        (callback_id,),
    )
    _move(tx, event, (row["ticket_id"] for row in rows))


@log.projects(DuesMoved)
def said(tx: Tx, _event: Event, fact: DuesMoved) -> None:
    """Who shows them has heard."""
    tx.run("DELETE FROM dues_moved WHERE ticket_id IN (SELECT value FROM json_each(?))", (listed(fact.ticket_ids),))


def moved(tx: Tx, most: int) -> list[int]:
    """Tickets whose due time is another one, and nobody has said so."""
    return [row["ticket_id"] for row in tx.all("SELECT * FROM dues_moved ORDER BY ticket_id LIMIT ?", (most,))]


def _after(function: log.Projection, *kinds: type[FactBase]) -> None:
    for kind in kinds:
        log.projects(kind)(function)


_after(told, ArticleAdded, CallWrappedUp)
_after(promised, PromiseMade, PromiseKept, PromiseBroken, PromiseReleased)
_after(ringing_back, CallbackPromised, CallbackSettled)


def merged(tx: Tx, event: Event, stays: Row, goes: Row) -> tuple[Clocks, Clocks]:
    """Part of projecting that a ticket (each as it was before) is the same as another, on which all is owed now.
    Returns the clocks of both from before."""
    one, other = standing(tx, stays, event.seq, wanted=True), standing(tx, goes, event.seq, wanted=True)
    service, of_other = served.service(tx, one.queue_id), served.service(tx, other.queue_id)
    at = clock.micros(event.at)
    found, left = rules.merged(one.clocks, other.clocks, at, one.state, service, of_other)
    _keep(tx, event, stays["id"], one, replace(one, clocks=found))
    _keep(tx, event, goes["id"], other, replace(other, state=TicketState.CLOSED, clocks=left))
    return one.clocks, other.clocks


def unmerged(tx: Tx, event: Event, ticket_id: int, before: Clocks) -> None:
    """Part of projecting that a ticket is a piece of work of its own again: its clocks from before the merge have gone
    on all the time, by the calendar and the targets of now."""
    row = brief(tx, ticket_id)
    if row is not None:
        now = standing(tx, row, event.seq)
        service = served.service(tx, now.queue_id)
        clocks = rules.reckoned(before, clock.micros(event.at), now.state, service)
        _keep(tx, event, ticket_id, now, replace(now, clocks=clocks))


# What an event does to a ticket


def _opened(tx: Tx, event: Event, fact: TicketOpened) -> Standing:
    service = served.service(tx, fact.queue_id)
    at = clock.micros(event.at)
    found = rules.opened(at, fact.state, service, for_customer=event.customer_id is not None)
    return Standing(state=fact.state, queue_id=fact.queue_id, customer_id=event.customer_id, clocks=found)


def _told(tx: Tx, was: Standing, event: Event) -> Standing:
    match event.fact:
        case TicketChanged() as fact:
            return _changed(tx, was, event, fact)
        case ArticleAdded(article_kind=ArticleKind.MESSAGE):
            clocks = rules.asked(was.clocks, clock.micros(event.at), served.service(tx, was.queue_id))
        case ArticleAdded(article_kind=ArticleKind.REPLY):
            clocks = rules.answered(was.clocks, clock.micros(event.at), served.service(tx, was.queue_id))
        case ArticleAdded() | CallWrappedUp():
            clocks = _spoken(tx, was, event)
        case _:
            return was
    return replace(was, clocks=clocks)


def _changed(tx: Tx, was: Standing, event: Event, fact: TicketChanged) -> Standing:
    at, clocks, service = clock.micros(event.at), was.clocks, served.service(tx, fact.queue_id)
    if fact.queue_id != was.queue_id:
        clocks = rules.moved(clocks, at, served.service(tx, was.queue_id), service)
    if fact.state is not was.state or fact.queue_id != was.queue_id:
        clocks = rules.changed(clocks, at, fact.state, service)
    if was.customer_id is None and fact.ticket_customer_id is not None:
        clocks = rules.known(clocks, at, fact.state, service)
    return Standing(state=fact.state, queue_id=fact.queue_id, customer_id=fact.ticket_customer_id, clocks=clocks)


def _spoken(tx: Tx, was: Standing, event: Event) -> Clocks:
    row = tx.one("SELECT answered_at, wrapped_up_at FROM calls WHERE id = ?", (event.call_id,))
    if row is None or row["answered_at"] is None:
        return was.clocks
    done = clock.micros(event.at) if row["wrapped_up_at"] is None else row["wrapped_up_at"]
    return rules.spoken(was.clocks, row["answered_at"], done, served.service(tx, was.queue_id))


# Keeping


def brief(tx: Tx, ticket_id: int | None) -> Row | None:
    """As much of a ticket as its clocks depend on."""
    return tx.one("SELECT id, state, queue_id, customer_id FROM tickets WHERE id = ?", (ticket_id,))


def kept_of(tx: Tx, ticket_id: int) -> Clocks:
    """The clocks of a ticket that the table has: all of those that ever had a target to meet."""
    return {one.kind: one for one in map(_clock, tx.all(_ROWS, (ticket_id,)))}


def standing(tx: Tx, row: Row, before: int, *, wanted: bool = False) -> Standing:
    """A ticket as a row (``id``, ``state``, ``queue_id``, ``customer_id``) has it, with its clocks.

    One from the time before there were clocks gets those that the log up to ``before`` gives it; while it is closed
    only when they are ``wanted``.
    """
    kept = kept_of(tx, row["id"])
    state = TicketState(row["state"])
    clocks = kept
    if not kept and (wanted or state is not TicketState.CLOSED):
        clocks = _replayed(tx, row["id"], before)
    return Standing(state=state, queue_id=row["queue_id"], customer_id=row["customer_id"], clocks=clocks, kept=kept)


def _replayed(tx: Tx, ticket_id: int, before: int) -> Clocks:
    """The clocks of a ticket out of everything that happened to it before an event, by the calendar of now."""
    found: Standing | None = None
    for event in log.about(tx, "ticket", ticket_id, before):
        if isinstance(event.fact, TicketOpened) and event.seq == ticket_id:
            found = _opened(tx, event, event.fact)
        elif isinstance(event.fact, TicketMerged):
            return {}
        elif found is not None:
            found = _told(tx, found, event)
    return {} if found is None else found.clocks


def _clock(row: Row) -> Clock:
    return Clock(
        kind=ClockKind(row["clock"]),
        started=row["started_at"],
        target=row["target"],
        elapsed=row["elapsed"],
        since=row["since"],
        due=row["due_at"],
        stopped=row["stopped_at"],
        missed=row["missed_at"],
    )


def _keep(tx: Tx, event: Event, ticket_id: int, was: Standing | None, now: Standing) -> None:
    """Write what is other than what is kept, and when the ticket runs out first."""
    kept: Clocks = {} if was is None else was.kept
    for kind in kept:
        if kind not in now.clocks:
            tx.run("DELETE FROM ticket_clocks WHERE ticket_id = ? AND clock = ?", (ticket_id, kind))
    for one in now.clocks.values():
        if kept.get(one.kind) != one:
            row = (one.started, one.target, one.elapsed, one.since, one.due, one.stopped, one.missed)
            sql = "INSERT OR REPLACE INTO ticket_clocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            tx.run(sql, (ticket_id, one.kind, *row))
    _tell(tx, event, (ticket_id,))


def _tell(tx: Tx, event: Event, ticket_ids: Iterable[int]) -> None:
    """A ticket shows what runs out first, a clock of its own or what was promised to a day or an hour, and whether it
    had run out when this happened."""
    for ticket_id in ticket_ids:
        tx.run(_FIRST, (ticket_id, clock.micros(event.at)))


def _move(tx: Tx, event: Event, ticket_ids: Iterable[int]) -> None:
    """``_tell`` by an event that is not of these tickets: those that show something else now are noted."""
    sql = "SELECT due_at, due_clock, missed FROM tickets WHERE id = ?"
    for ticket_id in ticket_ids:
        before = tx.all(sql, (ticket_id,))
        _tell(tx, event, (ticket_id,))
        if tx.all(sql, (ticket_id,)) != before:
            tx.run("INSERT OR IGNORE INTO dues_moved VALUES (?)", (ticket_id,))


_ABOUT = (
    "WITH RECURSIVE same (id, state, merged_into) AS (SELECT id, state, merged_into FROM tickets WHERE order_id = ?1"
    " AND merged_into IS NOT NULL UNION SELECT t.id, t.state, t.merged_into FROM same s"
    " JOIN tickets t ON t.id = s.merged_into) SELECT id FROM same WHERE state <> 'closed'"
    " UNION SELECT id FROM tickets WHERE order_id = ?1 AND state <> 'closed' ORDER BY id"
)
#: What is promised about a ticket, with those that were merged into it, to a day or an hour. A promise that was broken
#: is dealt with as such, and no deadline any more.
PROMISED = (
    "SELECT p.due_at AS out, 'promise' AS clock, (SELECT at FROM log WHERE seq = p.id) AS made_at FROM promises p"
    " WHERE p.state = 'open' AND p.order_id IN (WITH RECURSIVE same (id, order_id) AS (SELECT id, order_id FROM tickets"
    " WHERE id = ?1 UNION SELECT t.id, t.order_id FROM same s JOIN tickets t ON t.merged_into = s.id)"
    " SELECT order_id FROM same)"
    " UNION ALL SELECT b.due_at, 'callback', (SELECT at FROM log WHERE seq = b.id) FROM calls c"
    " JOIN callbacks b ON b.call_id = c.id WHERE c.ticket_id = ?1 AND b.done_at IS NULL"
)
_OWED = (
    "SELECT coalesce(missed_at, due_at) AS out, clock, NULL FROM ticket_clocks WHERE ticket_id = ?1"
    " AND stopped_at IS NULL AND coalesce(missed_at, due_at) IS NOT NULL"
)
_FIRST = (
    f"WITH first AS (SELECT out, clock FROM ({_OWED} UNION ALL {PROMISED}) ORDER BY out, clock LIMIT 1)"  # noqa: S608
    " UPDATE tickets SET (due_at, due_clock, missed) = (SELECT max(out), max(clock), coalesce(max(out) < ?2, 0)"
    " FROM first WHERE tickets.state <> 'closed') WHERE id = ?1"
)
