"""``python -m tests.bench.bench_assignment``: what the rule of giving work out does to a day, and what it costs.

The day is ``assignment_day``'s. The cost is that of the writer's turn in which a ticket is given out, at 550 agents
and 100,000 open tickets; and of looking whether anything can be given out while 50,000 wait and everybody is full.
"""

import random
import sys
import tempfile
from pathlib import Path

from desk.contract.agents import AgentState
from desk.contract.assignment import AssignmentRules
from desk.contract.events import (
    AgentStateChanged,
    ArticleAdded,
    AssignmentRulesSet,
    CustomerCreated,
    QueueSet,
    Refs,
    TicketOpened,
    UserCreated,
)
from desk.contract.queues import WrapUpCode
from desk.contract.tickets import ArticleKind
from desk.contract.users import Role
from desk.server.routes import ROUTE_MODULES, assigning
from desk.server.routes.handling import Settings
from desk.server.store import clock, log
from desk.server.store.db import Database, Tx
from tests.bench import assignment_day as day
from tests.bench import report
from tests.bench.report import Bar

ROUNDS = 300
OPEN, WAITING = 100_000, 50_000
QUEUES, CUSTOMERS, CONTACTS = 20, 300, 12
TARGET = 4 * day.HOUR
SLOWEST = 10.0


SETTINGS = Settings(attachments="")
#: With all its limits, without the one more for a known customer, and without any limit of what lies before people.
RULES = [
    ("the rule", AssignmentRules()),
    ("… no more for a known customer", AssignmentRules(ahead_known=0)),
    ("… whoever has not begun anything", AssignmentRules(ahead=100)),
]


def gini(values: list[int]) -> float:
    """0 when all have the same, towards 1 when one has everything."""
    ordered, total = sorted(values), sum(values)
    ranks = sum((place + 1) * value for place, value in enumerate(ordered))
    return 2 * ranks / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def tell(name: str, centre: day.Centre) -> None:
    """How a day went."""
    waits = [min(one.began, 24 * day.HOUR) - one.came for one in centre.work]
    known = [one for one in centre.work if one.known]
    hard = [one.hard for one in centre.agents]
    late, never = sum(one > TARGET for one in waits), sum(one.by < 0 for one in centre.work)
    print(
        f"  {name:34} wait mean {sum(waits) / len(waits) / 60:6.1f} p95 {report.percentile(waits, 0.95) / 60:6.1f} min;"
        f" over 4 h {late:5} of {len(waits)} ({never} left over); hard work Gini {gini(hard):.3f},"
        f" {min(hard)} to {max(hard)} each; continuity {100 * sum(one.kept for one in known) / len(known):5.1f}%",
        flush=True,
    )


def days() -> None:
    """A day of the middle, by every rule and by what it would be without each of its limits; and the busiest one."""
    print(f"  {100 * day.hard_part():.1f}% of the work is hard (real surveys); handle times and {day.AGAIN:.0%} of")
    print("  customers coming again the same day are assumed: the data has neither")
    for name, rank in (("ordinary", 0.5), ("busiest", 1.0)):
        date, work = day.items(rank)
        hours = sum(one.takes for one in work) / day.HOUR
        print(
            f"  {name} day ({date}): {len(work):,} pieces of work, {hours:,.0f} hours for {day.AGENTS * 8:,} on shift"
        )
        for title, rules in RULES[: 1 if name == "busiest" else None]:
            tell(title, day.run(work, day.ByRule(rules)))
        if name == "ordinary":
            tell("round robin", day.run(work, day.RoundRobin()))
        tell("longest idle", day.run(work, day.LongestIdle()))


class Floor:
    """550 agents in 20 queues, and 100,000 open tickets that are somebody's."""

    def __init__(self, path: Path) -> None:
        assert len(ROUTE_MODULES) > 1, "importing the routes registers every projection"
        self.chance = random.Random(7)
        self.database = Database(path)
        self.queues, self.agents, self.customers = list[int](), list[int](), list[int]()
        self.database.write(self._people)
        self.database.write(self._contacts)
        self.database.write(self._tickets)

    def _people(self, tx: Tx) -> None:
        codes = (WrapUpCode(code="done", names={}),)
        for place in range(QUEUES):
            fact = QueueSet(
                queue_id=None, name=f"대기열 {place}", names={}, numbers=(), wrap_up_codes=codes, default_code="done",
                wrap_up_seconds=30, weight=0.2, assigns=True,
            )  # fmt: skip
            self.queues.append(log.append(tx, fact).seq)
        for place in range(day.AGENTS):
            own = (self.queues[0], *self.chance.sample(self.queues[1:], 3))
            user = UserCreated(login=f"a{place}", name=f"상담사 {place}", role=Role.AGENT, queue_ids=own)
            self.agents.append(log.append(tx, user).seq)
            log.append(tx, AgentStateChanged(user_id=self.agents[-1], state=AgentState.AVAILABLE))

    def _contacts(self, tx: Tx) -> None:
        """Customers whom several have helped, as continuity looks for them."""
        for place in range(CUSTOMERS):
            customer = log.append(tx, CustomerCreated(name=f"고객 {place}")).seq
            opened = log.append(
                tx, TicketOpened(title="지난 문의", queue_id=self.queues[0]), Refs(customer_id=customer)
            )
            for _ in range(CONTACTS):
                tx.actor_id = self.chance.choice(self.agents)
                said = ArticleAdded(article_kind=ArticleKind.REPLY, body="안내드렸습니다")
                log.append(tx, said, Refs(customer_id=customer, ticket_id=opened.seq))
            tx.actor_id = None
            self.customers.append(customer)

    def _tickets(self, tx: Tx) -> None:
        """The rows that so many tickets come to; nothing here reads their events."""
        first, now = 10**9, clock.micros(tx.now)
        sql = (
            "INSERT INTO tickets (id, title, state, queue_id, owner_id, created_at, changed_at, article_count, source,"
            " external_id, version, assigned_code, assigned_at, assigned_seq, touched_at) VALUES (?, '문의', 'open', ?,"
            " ?, ?, ?, 0, '', '', 1, 'given', ?, 1, ?)"
        )
        tx.run("UPDATE tickets SET state = 'closed'")
        for place in range(OPEN):
            at = now - place * 1000
            tx.run(
                sql, (first + place, self.chance.choice(self.queues), self.chance.choice(self.agents), at, at, at, at)
            )
        tx.run(
            "INSERT INTO loads SELECT owner_id, queue_id, count(*) FROM tickets WHERE state = 'open'"
            " GROUP BY owner_id, queue_id"
        )

    def rules(self, capacity: float) -> None:
        """How much everybody carries."""
        rules = AssignmentRules(capacity=capacity)
        self.database.write(lambda tx: log.append(tx, AssignmentRulesSet(rules=rules)))

    def open(self, tx: Tx) -> None:
        """A ticket of somebody who was here before, in the queue in which everybody works."""
        fact = TicketOpened(title="늦은 소포", queue_id=self.queues[0])
        log.append(tx, fact, Refs(customer_id=self.chance.choice(self.customers)))


def cost(folder: Path) -> None:
    """What deciding and looking cost a reader, and giving out the writer; and the processor, which others share."""
    floor = Floor(folder / "floor.db")
    floor.rules(60)
    deciding, giving = report.Clock(), report.Clock()
    for _ in range(ROUNDS):
        floor.database.write(floor.open)
        with deciding:
            decided = floor.database.read(assigning.GIVING_OUT.due)
        with giving:
            given_out = floor.database.write(assigning.GIVING_OUT.under(SETTINGS, decided))
        assert given_out == 1
    deciding.tell("deciding who gets a new ticket of 550 people (a reader)")
    giving.tell("giving it out, committed (the writer)", Bar(0.95, SLOWEST))
    disk = report.forced(folder)
    print(f"  of which the disk: p50 {report.percentile(disk, 0.5):.1f} p95 {report.percentile(disk, 0.95):.1f} ms")
    floor.rules(1)
    floor.database.write(lambda tx: tx.run("UPDATE tickets SET owner_id = NULL WHERE id % 2 = 0 AND state = 'open'"))
    looking = report.Clock()
    for _ in range(ROUNDS):
        with looking:
            assert not floor.database.read(assigning.GIVING_OUT.due)
    looking.tell(f"looking while {WAITING:,} wait and all are full (a reader)")
    floor.database.close()


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        cost(Path(folder))
    if not day.DATA.is_dir():
        print(f"  no day: the public call counts are not at {day.DATA} (DESK_DATA names another place)")
        return 0
    days()
    return 0


if __name__ == "__main__":
    sys.exit(main())
