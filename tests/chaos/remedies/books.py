"""Afterwards: what the clients know, what the server's log and ledger say, and what the executor did, compared."""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desk.actions import ACTIONS
from desk.demo.executor_book import Book
from desk.server.store import ledger, log, upkeep
from desk.server.store.db import Database, Row, Tx
from desk.server.store.deliveries import key_of

GIVEN = frozenset({"done", "reversed"})
#: Never sent to anybody. A question for approval may well be open when the run ends.
UNSENT = frozenset({"undone", "declined", "withdrawn", "awaiting"})
ENDED = GIVEN | UNSENT | {"refused"}


@dataclass
class Found:
    """What the books say together."""

    states: Counter[str] = field(default_factory=lambda: Counter[str]())
    actions: Counter[str] = field(default_factory=lambda: Counter[str]())
    clicks: Counter[str] = field(default_factory=lambda: Counter[str]())
    facts: Counter[str] = field(default_factory=lambda: Counter[str]())
    tries: int = 0
    heard: int = 0
    effects: int = 0
    reconciled: int = 0
    won: int = 0
    events: int = 0
    violations: list[str] = field(default_factory=lambda: list[str]())


def open_work(path: Path) -> int:
    """How many remedies have not ended yet, questions for approval left aside."""
    with contextlib.closing(sqlite3.connect(path, timeout=30)) as db:
        sql = "SELECT count(*) FROM remedies WHERE state IN ('committed', 'handed_over', 'unknown')"
        return int(db.execute(sql).fetchone()[0])


def compare(path: Path, book_path: Path, outboxes: list[Path]) -> Found:
    """Every violation of exactly once, and the figures."""
    found = Found()
    with contextlib.closing(Database(path)) as database, contextlib.closing(Book(book_path)) as book:
        database.read(lambda tx: _compare(tx, book, outboxes, found))
    found.violations += [f"{table} is not what the log says" for table in upkeep.differences(path)]
    return found


def _compare(tx: Tx, book: Book, outboxes: list[Path], found: Found) -> None:
    remedies = tx.all("SELECT r.*, u.login FROM remedies r LEFT JOIN users u ON u.id = r.agent_id")
    found.violations += _clicks(remedies, outboxes, found)
    found.violations += _effects(tx, remedies, book, found)
    found.violations += _own(tx, remedies)
    found.violations += _money(tx, remedies, found)
    broken = log.verify(tx)
    found.violations += [] if broken is None else [f"the log's chain breaks at {broken}"]
    found.events = tx.head
    found.states.update(row["state"] for row in remedies)
    found.actions.update(row["action"] for row in remedies)
    found.reconciled = sum(row["reconciled"] for row in remedies)
    found.facts.update({row["kind"]: row["n"] for row in tx.all("SELECT kind, count(*) AS n FROM log GROUP BY kind")})


def _clicks(remedies: list[Row], outboxes: list[Path], found: Found) -> Iterator[str]:
    """Every click that was accepted is one remedy, every refused one none; and no remedy comes from nowhere."""
    made = Counter(str(row["key"]) for row in remedies)
    known = set[str]()
    for path in outboxes:
        with contextlib.closing(sqlite3.connect(path)) as db:
            rows = db.execute("SELECT key, kind, status, tries FROM outbox").fetchall()
        for key, kind, status, tries in rows:
            known.add(key)
            found.tries += tries
            found.clicks[f"{kind} {status}"] += 1
            if status is None:
                yield f"{key} was never decided"
            elif kind in ("order_remedy", "reverse_remedy") and made[key] != (1 if status == 201 else 0):
                yield f"{key} was answered {status} and made {made[key]} remedies"
    for row in remedies:
        # What the nightly look compensates by the criteria, nobody ordered; it looks whenever it is night in Seoul.
        if row["key"] not in known and row["agent_id"] is not None:
            yield f"remedy {row['id']} was ordered by nobody ({row['key']})"
        if row["state"] not in ENDED:
            yield f"remedy {row['id']} is still {row['state']}"


def _effects(tx: Tx, remedies: list[Row], book: Book, found: Found) -> Iterator[str]:
    """What the desks did is what we say they did: each thing once, for the same amount."""
    done = Counter(str(row["key"]) for row in book.effects())
    commands = {str(row["key"]): row for row in book.commands()}
    found.heard, found.effects = sum(row["heard"] for row in commands.values()), sum(done.values())
    ours = set[str]()
    for row in remedies:
        if not ACTIONS[row["action"]].executor:
            continue
        key = key_of(tx, row["id"])
        ours.add(key)
        wanted = 1 if row["state"] in GIVEN else 0
        if done[key] != wanted:
            yield f"remedy {row['id']} is {row['state']} and was carried out {done[key]} times"
        there = commands.get(key)
        if wanted and there is not None and (there["action"], there["amount"]) != (row["action"], row["amount"]):
            yield f"remedy {row['id']}: {row['action']} {row['amount']}, but {there['action']} {there['amount']} there"
        if row["state"] == "refused" and (there is None or there["state"] != "refused"):
            yield f"remedy {row['id']} is refused here, and not there"
        if row["state"] in UNSENT and there is not None:
            yield f"remedy {row['id']} is {row['state']}, and yet it was sent"
    yield from (f"{key} was carried out and is in no book of ours" for key in done.keys() - ours)


def _own(tx: Tx, remedies: list[Row]) -> Iterator[str]:
    """What Desk does itself: one call-back or ticket each."""
    for action, kind in (("callback", "callback.promised"), ("escalate", "ticket.opened")):
        done = sum(row["action"] == action and row["state"] in GIVEN for row in remedies)
        made = tx.value("SELECT count(*) FROM log WHERE kind = ?", (kind,))
        if done != made:
            yield f"{done} remedies {action} are done, {made} times {kind}"


def _money(tx: Tx, remedies: list[Row], found: Found) -> Iterator[str]:
    """The ledger balances, nothing is held any more, and what was given is what stands as done."""
    yield from ledger.imbalance(tx)
    held, given = (
        tx.value("SELECT coalesce(sum(amount), 0) FROM ledger WHERE account = ?", (name,)) for name in ("held", "given")
    )
    found.won = sum(row["amount"] for row in remedies if row["state"] == "done" and row["reverses"] is None)
    if (held, given) != (0, found.won):
        yield f"held {held}, given {given}, but what is done comes to {found.won}"
    twice = tx.all(
        "SELECT promise_id, count(*) AS n FROM remedies WHERE action = 'late_delivery' AND reverses IS NULL"
        " AND state = 'done' GROUP BY promise_id HAVING n > 1"
    )
    yield from (f"promise {row['promise_id']} was compensated {row['n']} times" for row in twice)
