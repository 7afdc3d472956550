"""What a big database's tickets leave in the tables of clocks and paces, and its work of today: owners, priorities, and
what is due when."""

import random
import statistics
from dataclasses import dataclass, field
from datetime import timedelta

from desk.contract.events import Event, QueueSet, Refs, TicketChanged
from desk.contract.queues import Queue
from desk.contract.service import Priority, ServiceTargets
from desk.contract.tickets import TicketState
from desk.queueing import clocks as rules
from desk.queueing.clocks import Clocks, Service
from desk.server.rules import pace
from desk.server.store import clock, clock_changes, log, queues
from desk.server.store.db import Database, Tx

#: So many of the newest open tickets are today's work.
TODAY = 2_000
#: How much of all time a queue is served, roughly; and the longest target there is, in minutes.
SERVED, LONGEST = 0.42, 60 * 24 * 90


@dataclass
class Paces:
    """How fast people and the queue work, as store/pace.py learns it."""

    steps: dict[int, int] = field(default_factory=dict[int, int])
    work: dict[int, float] = field(default_factory=dict[int, float])
    handle: float = pace.HANDLE
    tickets: int = 0

    def step(self, ticket_id: int, agent: int, at: int, taken: int | None) -> None:
        """An agent's stretch of work on a ticket ended."""
        seconds = pace.stretch(at, taken, self.steps.get(agent))
        self.steps[agent] = at
        if seconds is not None:
            self.work[ticket_id] = self.work.get(ticket_id, 0.0) + seconds

    def closed(self, ticket_id: int) -> None:
        """It took so long."""
        took = self.work.pop(ticket_id, None)
        if took is not None:
            self.handle, self.tickets = pace.learned(self.handle, self.tickets, took), self.tickets + 1


@dataclass
class Work:
    """One ticket's clocks, kept in step by the rules themselves."""

    service: Service
    clocks: Clocks

    @classmethod
    def opened(cls, service: Service, event: Event) -> "Work":
        """The ticket began."""
        at = clock.micros(event.at)
        return cls(service, rules.opened(at, TicketState.NEW, service, for_customer=True))

    def asked(self, event: Event) -> None:
        """The customer wrote."""
        self.clocks = rules.asked(self.clocks, clock.micros(event.at), self.service)

    def answered(self, event: Event) -> None:
        """The customer was answered."""
        self.clocks = rules.answered(self.clocks, clock.micros(event.at), self.service)

    def closed(self, event: Event) -> None:
        """It is over."""
        self.clocks = rules.changed(self.clocks, clock.micros(event.at), TicketState.CLOSED, self.service)


def today(database: Database, seed: int) -> None:
    """In the ordinary way: the queue gets targets, so that its open tickets are due; the newest of them are given out
    and are of different priority."""
    database.write(_targets)
    while database.read(clock_changes.any_left):
        database.write(_reckon)
    database.write(lambda tx: _give_out(tx, random.Random(seed)))


def _now(tx: Tx) -> None:
    """The present of such a database is its last record."""
    tx.now = clock.instant(tx.value("SELECT recorded_at FROM log ORDER BY seq DESC LIMIT 1")) + timedelta(seconds=1)


def _targets(tx: Tx) -> None:
    _now(tx)
    opened = [row["created_at"] for row in tx.all("SELECT created_at FROM tickets WHERE state <> 'closed'")]
    # Of what is open about half is late: as long as it lies about in the middle is what it may take.
    age = (clock.micros(tx.now) - statistics.median(opened)) / 60_000_000 if opened else 0
    minutes = max(60, min(LONGEST, int(age * SERVED)))
    targets = ServiceTargets(first_answer=minutes, next_answer=minutes, resolution=min(LONGEST, 2 * minutes))
    for queue in queues.everyone(tx):
        log.append(tx, _held_to(queue, targets))


def _held_to(queue: Queue, targets: ServiceTargets) -> QueueSet:
    return QueueSet(
        queue_id=queue.id,
        name=queue.name,
        names=queue.names,
        numbers=tuple(queue.numbers),
        wrap_up_codes=tuple(queue.wrap_up_codes),
        default_code=queue.default_code,
        wrap_up_seconds=queue.wrap_up_seconds,
        targets=targets,
    )


def _reckon(tx: Tx) -> None:
    _now(tx)
    fact = clock_changes.batch(tx, 500)
    if fact is not None:
        log.append(tx, fact)


def _give_out(tx: Tx, chance: random.Random) -> None:
    _now(tx)
    agents = [row["id"] for row in tx.all("SELECT id FROM users WHERE role = 'agent' ORDER BY id")]
    rows = tx.all("SELECT * FROM tickets WHERE state <> 'closed' ORDER BY id DESC LIMIT ?", (TODAY,))
    for row in rows:
        owner = chance.choice(agents) if chance.random() < 0.6 else None
        priority = chance.choice((Priority.LOW, Priority.NORMAL, Priority.NORMAL, Priority.HIGH, Priority.URGENT))
        fact = TicketChanged(
            title=row["title"], state=TicketState.OPEN, queue_id=row["queue_id"], owner_id=owner,
            ticket_customer_id=row["customer_id"], pending_until=None, priority=priority,
            fields=("state", "priority", *(("owner_id",) if owner else ())),
        )  # fmt: skip
        log.append(tx, fact, Refs(customer_id=row["customer_id"], ticket_id=row["id"]))
