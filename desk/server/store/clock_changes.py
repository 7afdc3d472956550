"""Changes of the calendar and of queues' targets, as far as clocks of open tickets are still to follow them.

Many thousands of tickets may follow one change. They do so a batch at a time, each batch an event of its own, so that
nobody waits for all of them; a ticket to which something happens meanwhile follows at once.
"""

from datetime import date, timedelta

from desk.contract.events import CalendarSet, ClocksReckoned, Event
from desk.queueing.hours import NEVER, Site, instant
from desk.server.store import calendars, served
from desk.server.store.db import Tx
from desk.server.store.log import projects

#: Of a change of targets nothing is too early to follow.
_ALL = -(2**62)
_OPEN = "SELECT t.id FROM tickets t INDEXED BY tickets_open WHERE t.state <> 'closed' AND t.id > ?"
_IN_QUEUE = "t.queue_id = ?"
_RUNNING = (
    "EXISTS (SELECT 1 FROM ticket_clocks c WHERE c.ticket_id = t.id AND c.since IS NOT NULL AND c.target IS NOT NULL"
    " AND coalesce(c.due_at, 1 << 62) > ?)"
)


@projects(CalendarSet)
def of_calendar(tx: Tx, event: Event, fact: CalendarSet) -> None:
    """What is due after the first day that is other than it was follows."""
    since: int | None = tx.value("SELECT min(since) FROM ticket_clocks WHERE since IS NOT NULL")
    if since is None:
        return
    versions = calendars.versions(tx)
    starts = _first_other(
        served.site_of(versions[:-1]),
        served.site_of(versions),
        max(fact.calendar.since, instant(since).date() - timedelta(days=2)),
        event.at.date() + timedelta(days=NEVER),
    )
    tx.run("INSERT INTO clock_changes VALUES (?, NULL, ?, 0)", (event.seq, starts))


def of_queue(tx: Tx, event: Event, queue_id: int) -> None:
    """Part of projecting a queue with other targets than before: everything in it follows."""
    tx.run("INSERT INTO clock_changes VALUES (?, ?, ?, 0)", (event.seq, queue_id, _ALL))


@projects(ClocksReckoned)
def followed(tx: Tx, _event: Event, fact: ClocksReckoned) -> None:
    """These have followed."""
    if fact.last:
        tx.run("DELETE FROM clock_changes WHERE id = ?", (fact.change_id,))
    else:
        tx.run("UPDATE clock_changes SET done_to = ? WHERE id = ?", (max(fact.ticket_ids), fact.change_id))


def any_left(tx: Tx) -> bool:
    """Whether a ticket may have to follow; cheap enough to ask every second."""
    return tx.value("SELECT 1 FROM clock_changes LIMIT 1") is not None


def batch(tx: Tx, most: int) -> ClocksReckoned | None:
    """The tickets that have to follow the oldest change next, at most so many; None when there is no change."""
    change = tx.one("SELECT * FROM clock_changes ORDER BY id LIMIT 1")
    if change is None:
        return None
    of_queue = change["queue_id"] is not None
    rows = tx.all(
        f"{_OPEN} AND {_IN_QUEUE if of_queue else _RUNNING} ORDER BY t.id LIMIT ?",
        (change["done_to"], change["queue_id"] if of_queue else change["starts"], most + 1),
    )
    ids = tuple(row["id"] for row in rows)
    return ClocksReckoned(change_id=change["id"], ticket_ids=ids[:most], last=len(ids) <= most)


def _first_other(before: Site, after: Site, since: date, until: date) -> int:
    """The beginning of the first of these days on which the site is open at other times than it was; of the last one
    when there is none."""
    days = (since + timedelta(days=number) for number in range((until - since).days))
    other = (day for day in days if before.opened(day) != after.opened(day) or before.zone(day) != after.zone(day))
    day = next(other, until)
    return min(before.starts(day), after.starts(day))
