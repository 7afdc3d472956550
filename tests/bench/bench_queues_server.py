"""``python -m tests.bench.bench_queues_server``: lists and counts of 100,000 open tickets beside a million closed ones.

Lists are asked as the pipeline asks them, in this process, and their answers encoded; HTTP comes on top. The counts are
those of a thousand agents who each ask once a second, while fifty tickets change in every second.
"""

import argparse
import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from desk.contract.service import Priority
from desk.contract.tickets import TicketChange
from desk.contract.users import User
from desk.contract.views import Condition, Field, Filter, Group, ListDraft, Op, Sort
from desk.queueing.filters import CODES
from desk.server.routes import tickets as ticket_routes
from desk.server.routes import views
from desk.server.routes.handling import Ask, Settings
from desk.server.store import tickets, users
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting
from tests.bench import many_tickets, report
from tests.bench.many_tickets import OPEN_ONES, of
from tests.bench.report import Bar

ROUNDS = 60
CHANGES_A_SECOND = 50
LIST_BAR, COUNTS_BAR = Bar(0.95, 50), Bar(0.95, 50)


def asks() -> Iterator[tuple[str, ListDraft]]:
    """What people list: the program's views, everything in every order, and what is hard to find."""
    for sort in Sort:
        for descending in (False, True):
            way = "descending" if descending else "ascending"
            yield f"all open by {sort}, {way}", _list(OPEN_ONES, sort=sort, descending=descending)
    yield "mine by due", _list(OPEN_ONES, of(Field.OWNER, Op.IS, "me"), sort=Sort.DUE, descending=False)
    nobody = of(Field.OWNER, Op.IS, "nobody")
    yield (
        "unassigned in my queues by priority",
        _list(OPEN_ONES, nobody, of(Field.QUEUE, Op.IS, "mine"), sort=Sort.PRIORITY),
    )
    yield "due within the hour", _list(OPEN_ONES, of(Field.DUE, Op.WITHIN, "60"), sort=Sort.DUE, descending=False)
    yield "missed by priority", _list(OPEN_ONES, of(Field.MISSED, Op.IS_SET), sort=Sort.PRIORITY)
    yield "my team's by changed", _list(OPEN_ONES, of(Field.TEAM, Op.IS, "mine"))
    yield "with a tag by created", _list(OPEN_ONES, of(Field.TAG, Op.IS, "냉장"), sort=Sort.CREATED)
    yield "with a tag that none has", _list(OPEN_ONES, of(Field.TAG, Op.IS, "없음"))
    yield "of the best customers by due", _list(OPEN_ONES, of(Field.TIER, Op.IS, "vip"), sort=Sort.DUE)
    yield "a rare word in the title", _list(OPEN_ONES, of(Field.TITLE, Op.CONTAINS, "문의 7777"))
    yield "a common word in the title", _list(OPEN_ONES, of(Field.TITLE, Op.CONTAINS, "배송"))
    yield "of a group, by due", _list(OPEN_ONES, sort=Sort.DUE, group=Group.STATE, group_value="pending")
    for group in (Group.QUEUE, Group.OWNER, Group.TEAM, Group.STATE, Group.PRIORITY):
        yield f"all open with its groups by {group}, counted", _list(OPEN_ONES, group=group, with_groups=True)
    closed = of(Field.STATE, Op.IS, "closed")
    yield (
        "recently closed of my queues",
        _list(closed, of(Field.CHANGED, Op.WITHIN, "10080"), of(Field.QUEUE, Op.IS, "mine")),
    )
    for sort in Sort:
        yield f"closed by {sort}", _list(closed, sort=sort)
    yield "all of everything by changed", _list()
    yield (
        "closed, urgent ones of one team by changed",
        _list(closed, of(Field.PRIORITY, Op.IS, "urgent"), of(Field.TEAM, Op.IS, "mine")),
    )


def _list(*asked: Condition, **more: Any) -> ListDraft:
    return ListDraft(filter=Filter(all=asked), **more)


class Bench:
    """A database, and people who ask."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.ran = list[float]()
        self.people = self.database.read(lambda tx: users.page(tx, 0, 10_000))

    def ask(self, who: User, body: Any) -> Ask[Any, Any]:
        """A request of somebody."""
        now = self.database.read(lambda tx: tx.now)
        sitting = Sitting(
            digest=b"", user=who, started_at=now, expires_at=now + timedelta(hours=1), active_at=now, locked=False,
            workstation="",
        )  # fmt: skip
        return Ask(sitting=sitting, body=body, query=None, settings=Settings(attachments=""))

    def time(self, handler: Callable[[Tx, Ask[Any, Any]], Any], ask: Ask[Any, Any]) -> float:
        """Milliseconds for an answer, encoded; ``ran`` has the processor's, which say more on a busy machine."""
        began, ran = time.perf_counter(), time.thread_time()
        msgspec.json.encode(self.database.read(lambda tx: handler(tx, ask)))
        self.ran.append((time.thread_time() - ran) * 1000)
        return (time.perf_counter() - began) * 1000


def lists(many: Bench, ten: Bench) -> None:
    """Every list of many beside the same of ten."""
    of_many, of_ten, ran, ran_ten = list[float](), list[float](), list[float](), list[float]()
    for name, draft in asks():
        many.ran, ten.ran = list[float](), list[float]()
        taken = [many.time(views.list_tickets, many.ask(who, draft)) for who in many.people[:ROUNDS]]
        few = [ten.time(views.list_tickets, ten.ask(ten.people[0], draft)) for _ in range(ROUNDS)]
        spent = f"[processor p50 {report.percentile(many.ran, 0.5):.2f} p95 {report.percentile(many.ran, 0.95):.2f}]"
        print(report.line(f"list: {name}", taken), spent, flush=True)
        if not draft.with_groups:
            of_many, of_ten, ran, ran_ten = of_many + taken, of_ten + few, ran + many.ran, ran_ten + ten.ran
    print(report.line("list of 50 of 100,000, all of these but the groups", of_many, LIST_BAR))
    print(report.line("list of 10, the same", of_ten))
    for name, part in (("p50", 0.5), ("p95", 0.95)):
        ratio = report.percentile(ran, part) / report.percentile(ran_ten, part)
        print(f"{f'list of 50 of 100,000 to list of 10, {name}, processor':64} {ratio:12.1f} times")


class Changes(threading.Thread):
    """Fifty tickets a second change their priority or owner."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(name="changes", daemon=True)
        self.bench, self.over, self.done = bench, threading.Event(), 0

    def run(self) -> None:
        """Until it is over."""
        chance, began = random.Random(11), time.monotonic()
        ids = self.bench.database.read(
            lambda tx: [
                row["id"] for row in tx.all("SELECT id FROM tickets INDEXED BY tickets_open WHERE state <> 'closed'")
            ]
        )
        while not self.over.is_set():
            change = TicketChange(
                priority=Priority(chance.choice(CODES[Field.PRIORITY])), owner_id=chance.choice(self.bench.people).id
            )
            self.bench.database.write(lambda tx, change=change: self._change(tx, chance.choice(ids), change))  # type: ignore[misc]
            self.done += 1
            time.sleep(max(0.0, began + self.done / CHANGES_A_SECOND - time.monotonic()))

    @staticmethod
    def _change(tx: Tx, ticket_id: int, change: TicketChange) -> None:
        now = tickets.ticket(tx, ticket_id)
        assert now is not None
        ticket_routes.set_to(tx, now, change)


def counts(bench: Bench, seconds: int) -> None:
    """Everybody asks once a second, one after the other, while tickets change."""
    changes = Changes(bench)
    changes.start()
    asked = [bench.ask(who, None) for who in bench.people]
    first = [bench.time(views.view_counts_of, ask) for ask in asked]
    taken, lags, began = list[float](), list[float](), time.monotonic()
    for second in range(seconds):
        for place, ask in enumerate(asked):
            due = began + second + place / len(asked)
            time.sleep(max(0.0, due - time.monotonic()))
            lags.append((time.monotonic() - due) * 1000)
            taken.append(bench.time(views.view_counts_of, ask))
    changes.over.set()
    changes.join()
    ran = time.monotonic() - began
    print(report.line("counts of 13 views, asked for the first time", first))
    print(report.line("counts of 13 views, 1,000 agents ask once a second", taken, COUNTS_BAR))
    print(report.line("  … each later than its second by", lags))
    print(f"{'  … tickets changed a second':64} {changes.done / (ran + sum(first) / 1000):12.0f}")


def main() -> None:
    """Build the databases if they are not there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--open", type=int, default=many_tickets.OPEN)
    parser.add_argument("--closed", type=int, default=many_tickets.CLOSED)
    parser.add_argument("--seconds", type=int, default=10)
    given = parser.parse_args()
    many = Bench(many_tickets.database(given.open, given.closed))
    ten = Bench(many_tickets.database(10, 0, 10))
    print(report.machine())
    print(f"{given.open:,} open and {given.closed:,} closed tickets, {len(many.people):,} agents")
    lists(many, ten)
    counts(many, given.seconds)
    many.database.close()
    ten.database.close()


if __name__ == "__main__":
    main()
