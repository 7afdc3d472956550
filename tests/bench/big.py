"""A big call centre on disk: customers and events by the million, with the rows the server itself would have written.

Going through the server one event at a time would take hours, so every row is made here and inserted in bulk; a test
rebuilds a small one from its log and compares. Episodes (an order with its promise, a call, a ticket) belong to
customers as unevenly as in life, and tens of thousands of them run at the same time, so that one customer's events
lie scattered over the log as they do in a real one.
"""

import os
import random
import sqlite3
import time
from array import array
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk.contract.agents import AgentState
from desk.contract.customers import Tier
from desk.contract.event_groups import group_of
from desk.contract.events import (
    AgentStateChanged,
    ArticleAdded,
    CustomerCreated,
    Event,
    Fact,
    NumberAdded,
    QueueSet,
    Refs,
    UserCreated,
)
from desk.contract.queues import WrapUpCode
from desk.contract.users import Role
from desk.demo.catalogue import GIVEN, SURNAMES
from desk.server.routes import ROUTE_MODULES
from desk.server.rules import numbers
from desk.server.store import grams, log, migrate, served, texts, words
from desk.server.store.db import Database, Tx
from tests.bench import episodes, service_rows

BEGAN = datetime(2023, 1, 2, tzinfo=UTC)
LASTED = timedelta(days=1400)
AGENTS = 20
#: How many episodes run at the same time.
OPEN = 30_000
BATCH = 50_000
#: The part of all events that belongs to the one customer who never stops ringing, up to a hundred thousand.
WHALE = 0.01
#: Customers and events of the size that the product promises its figures for.
FULL = 1_000_000, 10_000_000
CACHE = Path(os.environ.get("DESK_BENCH_DIR", ".bench"))


def database(customers: int, events: int, seed: int = 1) -> Path:
    """The file of a built database of this size, from the cache if it is there."""
    path = CACHE / f"desk-{customers}-{events}-{seed}.db"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        for left in unfinished.parent.glob(unfinished.name + "*"):
            left.unlink()
        Database(unfinished).close()
        Builder(unfinished, customers, events, seed).build()
        unfinished.rename(path)
    return path


class Builder:
    """Writes one big database; ``tell`` is to episodes what ``log.append`` is to the server."""

    def __init__(self, path: Path, customers: int, events: int, seed: int) -> None:
        self.path, self.count, self.events = path, customers, events
        self.seed, self.chance = seed, random.Random(seed)
        self.paces = service_rows.Paces()
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.ids = array("q")
        self.agents: list[int] = []
        self.queue = 0
        self.contacts: dict[int, tuple[str, int]] = {}
        self._step = LASTED / max(1, events)
        self._told = time.monotonic()

    def build(self) -> None:
        """Everything, in the order of the log."""
        self._staff()
        self.db = sqlite3.connect(self.path, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "temp_store=FILE"):
            self.db.execute(f"PRAGMA {pragma}")
        self.db.execute("CREATE TABLE filed (customer_id INTEGER, at INTEGER, seq INTEGER, grp TEXT)")
        self.db.execute("BEGIN")
        for _ in range(self.count):
            self._customer()
        self._live()
        self._flush()
        self.db.executemany(
            "UPDATE customers SET last_contact = ?, last_contact_at = ? WHERE id = ?",
            ((code, at, customer) for customer, (code, at) in self.contacts.items()),
        )
        self.db.execute("INSERT INTO timeline SELECT * FROM filed ORDER BY customer_id, at, seq")
        self.db.execute("DROP TABLE filed")
        self.db.executemany("INSERT INTO agent_steps VALUES (?, ?)", self.paces.steps.items())
        self.db.executemany("INSERT INTO ticket_work VALUES (?, ?)", self.paces.work.items())
        if self.paces.tickets:
            paces = (self.queue, self.paces.handle, self.paces.tickets)
            self.db.execute("INSERT INTO queue_paces VALUES (?, ?, ?)", paces)
        for statement in (*migrate.counting(), *migrate.counting("0008_work_in_queues.sql")):
            self.db.execute(statement)
        self.db.execute("COMMIT")
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.close()
        self._today()

    def _today(self) -> None:
        """The newest tickets as they stand today; then the file is put in order."""
        whole = Database(self.path)
        service_rows.today(whole, self.seed)
        whole.close()
        self.db = sqlite3.connect(self.path, isolation_level=None)
        for index in log.INDEXES:
            self.db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        self.db.close()

    def _staff(self) -> None:
        """People and a queue, in the ordinary way."""
        small = Database(self.path)
        small.write(self._hire)
        self.service = small.read(lambda tx: served.service(tx, self.queue))
        last = small.read(lambda tx: tx.one("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1"))
        assert last is not None
        self.seq, self.hash = int(last["seq"]), bytes(last["hash"])
        small.close()

    def _hire(self, tx: Tx) -> None:
        assert len(ROUTE_MODULES) > 1, "importing the routes registers every projection"
        tx.now = BEGAN
        for place in range(AGENTS):
            fact = UserCreated(
                login=f"agent{place}", name=f"상담사 {place}", role=Role.AGENT, extension=str(200 + place)
            )
            self.agents.append(log.append(tx, fact).seq)
            log.append(tx, AgentStateChanged(user_id=self.agents[-1], state=AgentState.AVAILABLE))
        codes = (WrapUpCode(code="done", names={"ko": "완료", "en": "Done"}),)
        queue = QueueSet(
            queue_id=None, name="일반", names={"ko": "일반"}, numbers=("+8215881234",), wrap_up_codes=codes,
            default_code="done", wrap_up_seconds=60,
        )  # fmt: skip
        self.queue = log.append(tx, queue).seq

    def _customer(self) -> None:
        chance = self.chance
        name = chance.choice(SURNAMES) + chance.choice(GIVEN)
        mail = (
            f"{chance.choice(episodes.MAIL_WORDS)}{chance.randrange(10_000)}@example.com"
            if chance.random() < 0.6
            else ""
        )
        place = len(self.ids)
        tier = chance.choice((Tier.BASIC, Tier.BASIC, Tier.SILVER, Tier.GOLD, Tier.VIP))
        made = self.tell(CustomerCreated(name=name, tier=tier, email=mail, source="shop", external_id=f"c{place}"))
        owned = [f"+8210{chance.randrange(10**8):08}"]
        if chance.random() < 0.25:
            owned.append(f"+822{chance.randrange(10**7, 10**8)}")
        version = made.seq
        for number in owned:
            version = self.tell(NumberAdded(number=number, verified=True), Refs(customer_id=made.seq)).seq
            self.add("numbers", version, made.seq, number, "", 1)
        since = log.columns(made)[1]
        self.add("customers", made.seq, name, tier, mail, "", "ko", since, None, "", None, "shop", f"c{place}", version)
        dialled = [numbers.national_digits(number) for number in owned]
        self.add("people (rowid, grams)", made.seq, grams.person([name], dialled, [mail]))
        self.ids.append(made.seq)

    def _live(self) -> None:
        """Episodes until there are enough events; what is open then is broken off where it stands."""
        whale = min(100_000, int(self.events * WHALE))
        running: list[Generator[None]] = [self._episode(0) for _ in range(whale // 200)]
        while self.seq < self.events:
            if len(running) < min(OPEN, self.events // 20):
                running.append(self._episode())
            place = self.chance.randrange(len(running))
            if next(running[place], True):
                running[place] = running[-1]
                running.pop()
        for episode in running:
            episode.close()

    def _episode(self, whose: int | None = None) -> Generator[None]:
        if whose is not None:
            return episodes.endless(self, self.ids[whose])
        # Few customers have most of the history.
        customer = self.ids[int(len(self.ids) * self.chance.random() ** 2)]
        return self.chance.choice(episodes.KINDS)(self, customer)

    def tell(self, fact: Fact, refs: Refs = log.NOBODY, actor: int | None = None) -> Event:
        """One more event, with all that follows from it alone."""
        self.seq += 1
        at = BEGAN + self.seq * self._step
        customer = self.seq if isinstance(fact, CustomerCreated) else refs.customer_id
        event = Event(
            seq=self.seq, at=at, recorded_at=at, actor_id=actor, actor="", customer_id=customer, fact=fact,
            ticket_id=refs.ticket_id, call_id=refs.call_id, order_id=refs.order_id,
        )  # fmt: skip
        row = log.columns(event)
        self.hash = log.link(self.hash, row)
        self.add("log", *row, self.hash)
        group = group_of(fact)
        if group is not None and customer is not None:
            self.add("filed", customer, row[1], self.seq, group)
        if type(fact) in words.TEXTS and (said := words.document(event)):
            self.add("words (rowid, grams)", self.seq, said)
        if isinstance(fact, ArticleAdded):
            self.add("texts (rowid, grams)", self.seq, texts.row(fact))
        return event

    def contact(self, event: Event, code: str) -> None:
        """The customer's newest contact."""
        assert event.customer_id is not None
        self.contacts[event.customer_id] = (code, log.columns(event)[1])

    def add(self, table: str, *values: Any) -> None:
        """A row, kept until there are enough of its kind."""
        rows = self.rows.setdefault(table, [])
        rows.append(values)
        if len(rows) >= BATCH:
            self._write(table)

    def _flush(self) -> None:
        for table in list(self.rows):
            self._write(table)

    def _write(self, table: str) -> None:
        rows = self.rows.pop(table)
        marks = ", ".join("?" * len(rows[0]))
        self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        if table == "log" and time.monotonic() - self._told > 10:
            self._told = time.monotonic()
            print(f"  {self.seq:,} of {self.events:,} events", flush=True)
