"""``python -m tests.bench.bench_server``: pages, search, number, brief and situation on a big database, cold and warm.

The handlers are asked as the pipeline asks them, in this process, and their answers encoded; HTTP comes on top. Cold
means that the file was thrown out of the machine's memory and the connection is new.
"""

import argparse
import asyncio
import os
import random
import sqlite3
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from desk.contract.search import SearchQuery
from desk.contract.timeline import TimelineQuery
from desk.server.routes import search as search_routes
from desk.server.routes import timeline as timeline_routes
from desk.server.routes.handling import Ask, Settings
from desk.server.store import clock, customers, people, situations, users
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting
from desk.server.store.tally import Tallies
from tests.bench import big, report
from tests.bench.report import Bar

ROUNDS = 300
COLD = 60
WORDS = {
    "name": ["김민지", "이서준", "박하은", "최도윤"],
    "part of a name": ["민지", "서준", "하은"],
    "one letter": ["김", "이", "박", "지"],
    "last four digits": ["1234", "5678", "9021", "0007"],
    "number": [],
    "name and digits": ["김민지 1234", "이서준 567"],
    "words": ["눌려서", "유리 서버", "가슴끈 버클", "환불 부탁"],
    "common word": ["주문번호", "배송", "안녕하세요"],
    "order number": [],
    "ticket number": [],
}


class Bench:
    """One connection to the database, and somebody who asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.chance = random.Random(7)
        self.ran = list[float]()
        self.loop = asyncio.new_event_loop()
        self.open()
        user = users.user(self.tx, self.tx.value("SELECT min(id) FROM users"))
        assert user is not None
        now = self.tx.now
        self.sitting = Sitting(
            digest=b"", user=user, started_at=now, expires_at=now + timedelta(hours=1), active_at=now, locked=False,
            workstation="",
        )  # fmt: skip

    def open(self) -> None:
        """A connection as the server's readers have it."""
        self.db = sqlite3.connect(self.path, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA cache_size=-65536")
        self.db.execute("PRAGMA query_only=ON")
        self.tx = Tx(self.db, clock.now(), None, "", Tallies())

    def forget(self) -> None:
        """Throw the file out of the machine's memory, and what the connection remembers."""
        self.db.close()
        with self.path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        self.open()

    async def reading(self, work: Callable[[Tx], Any]) -> Any:
        """As the server does it; the database is only read here."""
        return work(self.tx)

    async def writing(self, _work: Callable[[Tx], Any], _sitting: Sitting | None) -> Any:
        """A look is not recorded."""

    def ask(self, query: Any, **path: int) -> Ask[Any, Any]:
        """A request."""
        words = {name: str(value) for name, value in path.items()}
        return Ask(sitting=self.sitting, body=None, query=query, settings=Settings(attachments=""), path=words)

    def page(self, customer: int, query: TimelineQuery) -> Any:
        """A page of a timeline."""
        server: Any = self
        asked = timeline_routes.timeline(server, self.ask(query, customer_id=customer))
        return self.loop.run_until_complete(asked)

    def search(self, words: str) -> Any:
        """What a search finds."""
        return search_routes.search(self.tx, self.ask(SearchQuery(q=words)))

    def ring(self, number: str) -> Any:
        """What is shown before picking up."""
        return [customers.caller_brief(self.tx, one, number) for one in people.with_number(self.tx, number)]

    def customer(self) -> int:
        """Somebody, the likelier the longer the history."""
        head = self.tx.head
        while True:
            seq = self.chance.randrange(1, head)
            customer = self.tx.value("SELECT customer_id FROM log WHERE seq = ?", (seq,))
            if customer is not None:
                return int(customer)

    def time(self, work: Callable[[], Any]) -> float:
        """Milliseconds for an answer, encoded. (On a busy machine the processor's time says more.)"""
        began, ran = time.perf_counter(), time.thread_time()
        msgspec.json.encode(work())
        self.ran.append((time.thread_time() - ran) * 1000)
        return (time.perf_counter() - began) * 1000

    def tell(self, name: str, values: list[float], bar: Bar | None = None, more: str = "") -> None:
        """Print a figure, with the processor's time of the same answers."""
        ran, self.ran = self.ran, []
        middle, most = report.percentile(ran, 0.5), report.percentile(ran, 0.95)
        print(report.line(name, values, bar), f"[processor p50 {middle:.2f} p95 {most:.2f}]", more, flush=True)


def timelines(bench: Bench) -> None:
    """Pages of fifty: anybody's, the longest history's, filtered and searched."""
    for name, rounds, before in (("cold", COLD, bench.forget), ("warm", ROUNDS, lambda: None)):
        values = list[float]()
        for _ in range(rounds):
            customer = bench.customer()
            before()
            values.append(bench.time(lambda customer=customer: bench.page(customer, TimelineQuery())))  # type: ignore[misc]
        bench.tell(f"timeline, newest page, {name}", values, Bar(0.95, 100))
    row = bench.tx.one("SELECT customer_id, count(*) AS n FROM timeline GROUP BY customer_id ORDER BY n DESC LIMIT 1")
    assert row is not None
    longest, many = row["customer_id"], row["n"]
    at = bench.tx.value("SELECT at FROM timeline WHERE customer_id = ? LIMIT 1 OFFSET ?", (longest, many // 2))
    around = clock.instant(at)
    for name, query in (
        ("newest page", TimelineQuery()),
        ("in the middle", TimelineQuery(around=around)),
        ("surveys only", TimelineQuery(kinds="survey")),
        ("search, frequent word", TimelineQuery(q="도착")),
        ("search, no hit", TimelineQuery(q="없는말")),
        ("as of the middle", TimelineQuery(as_of_time=around)),
        ("with its total", TimelineQuery(with_total_count=True)),
    ):
        values = [bench.time(lambda query=query: bench.page(longest, query)) for _ in range(50)]  # type: ignore[misc]
        bench.tell(f"timeline of {many:,} entries, {name}", values)


def searches(bench: Bench) -> None:
    """Everything at once, as people type it."""
    for _ in range(20):
        place = bench.chance.randrange(bench.tx.head)
        number = bench.tx.value("SELECT number FROM numbers WHERE id >= ? LIMIT 1", (place // 9,))
        order = bench.tx.value("SELECT number FROM orders WHERE id >= ? LIMIT 1", (place,))
        ticket = bench.tx.value("SELECT id FROM tickets WHERE id >= ? LIMIT 1", (place,))
        WORDS["number"].append("0" + str(number).removeprefix("+82"))
        WORDS["order number"] += [order] if order else []
        WORDS["ticket number"] += [f"#{ticket}"] if ticket else []
    for name, words in WORDS.items():
        first = list[float]()
        for one in words[:10]:
            bench.tx.tallies = Tallies()
            first.append(bench.time(lambda one=one: bench.search(one)))  # type: ignore[misc]
        bench.tell(f"search, {name}, for the first time", first)
        bar = Bar(0.95, 200 if name == "one letter" else 50)
        values = [bench.time(lambda one=one: bench.search(one)) for _ in range(15) for one in words[:10]]  # type: ignore[misc]
        found = ", ".join(f"{group.total:,} {group.kind}s" for group in bench.search(words[0]).groups)
        bench.tell(f"search, {name}", values, bar, f"{words[0]}: {found}")


def callers(bench: Bench) -> None:
    """From a number that rings to what is known of its owner."""
    for name, rounds, before in (("cold", COLD, bench.forget), ("warm", ROUNDS, lambda: None)):
        values = list[float]()
        for _ in range(rounds):
            customer = bench.customer()
            number = bench.tx.value("SELECT number FROM numbers WHERE customer_id = ?", (customer,))
            before()
            values.append(bench.time(lambda number=number: bench.ring(number)))  # type: ignore[misc]
        bench.tell(f"a number rings: its owner and the brief, {name}", values, Bar(0.95, 2) if name == "warm" else None)
    asked = bench.sitting.user
    for name, rounds, before in (("cold", COLD, bench.forget), ("warm", ROUNDS, lambda: None)):
        values = list[float]()
        for _ in range(rounds):
            customer = bench.customer()
            before()
            values.append(bench.time(lambda customer=customer: situations.situation(bench.tx, customer, asked)))  # type: ignore[misc]
        bench.tell(
            f"a situation: all that the actions look at, {name}", values, Bar(0.95, 50) if name == "warm" else None
        )
    records = [bench.time(lambda: customers.customer(bench.tx, bench.customer(), 1)) for _ in range(ROUNDS)]
    bench.tell("a customer's record, warm", records)


def main() -> None:
    """Build the database if it is not there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--big", action="store_true", help="1 million customers, 10 million events (built once)")
    given = parser.parse_args()
    number, length = big.FULL if given.big else (given.customers, given.events)
    path = big.database(number, length)
    Database(path).close()  # what was built by an earlier version gets the tables of this one
    print(report.machine())
    print(f"{number:,} customers, {length:,} events, {path.stat().st_size / 1e9:.2f} GB")
    bench = Bench(path)
    timelines(bench)
    searches(bench)
    callers(bench)
    bench.db.close()
    bench.loop.close()


if __name__ == "__main__":
    main()
