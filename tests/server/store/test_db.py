"""The database as it is asked: no question may cost more because the shop has more customers."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.contract.customers import CustomerQuery
from desk.contract.remedies import RemedyState
from desk.contract.remedy_rules import Purse
from desk.contract.search import SearchQuery
from desk.contract.users import Role, User
from desk.server.routes import customers as customer_routes
from desk.server.routes import search as search_routes
from desk.server.routes.handling import Ask, Settings
from desk.server.rules import matching
from desk.server.store import (
    answers,
    clock,
    compensation_looks,
    contacts,
    customers,
    grams,
    ledger,
    people,
    pins,
    precedents,
    promises,
    remedies,
    remedy_rules,
    search,
    situations,
    timeline,
)
from desk.server.store.db import Tx
from desk.server.store.timeline import Cut
from tests.server.store.test_log import lived

#: Tables that stay small whatever the shop's size, and what an index keeps for itself.
SMALL = re.compile(
    r"SCAN (json_each|\w+ VIRTUAL TABLE|main\.\w+_config|CONSTANT|queues?|users?|remedy_rules|compensation_looks"
    r"|latest\b|\(subquery-\d+\)$)"
)
CUSTOMER, ORDER, NOW = 4, 30, clock.now()
LEAD = User(id=1, login="lead", name="", role=Role.LEAD, active=True, queue_ids=[], extension=None, version=1)
WHOLE, SEARCHED = Cut(customer_ids=[CUSTOMER]), Cut(customer_ids=[CUSTOMER], words="배송", until=9)
QUESTIONS: dict[str, Callable[[Tx], object]] = {
    "a record": lambda tx: customers.customer(tx, CUSTOMER, 1),
    "a caller": lambda tx: customers.caller_brief(tx, CUSTOMER, "+821011111111"),
    "a number": lambda tx: people.with_number(tx, "+821011111111"),
    "a shop's customer": lambda tx: people.by_external(tx, "shop", "c1"),
    "a look": lambda tx: contacts.looked(tx, 1, CUSTOMER, NOW),
    "pins": lambda tx: timeline.entries(tx, timeline.find(tx, [CUSTOMER], pins.of(tx, [CUSTOMER])), ()),
    "older": lambda tx: timeline.entries(tx, timeline.older(tx, WHOLE, None, 50), ()),
    "newer": lambda tx: timeline.newer(tx, WHOLE, (0, 0), 50),
    "found inside": lambda tx: timeline.older(tx, SEARCHED, (10**15, 5), 50),
    "how many inside": lambda tx: timeline.total(tx, SEARCHED),
    "an earlier moment": lambda tx: timeline.seq_at(tx, NOW),
    "a page of everybody": lambda tx: search.customer_page(tx, None, 5, 50),
    "a situation": lambda tx: situations.situation(tx, CUSTOMER, LEAD, ORDER),
    "a customer's remedies": lambda tx: remedies.page(tx, [CUSTOMER], None, None, 900, 50),
    "remedies of a state": lambda tx: remedies.page(tx, None, RemedyState.AWAITING, None, None, 50, False),
    "my remedies": lambda tx: remedies.page(tx, None, None, 1, None, 50),
    "all remedies": lambda tx: remedies.page(tx, None, None, None, None, 50),
    "a remedy by its key": lambda tx: remedies.by_key(tx, 1, "k1"),
    "what was begun to reverse": lambda tx: remedies.reversals(tx, 7),
    "what is to be handed over": lambda tx: (remedies.any_due(tx), remedies.due(tx, 50)),
    "answers to forget": answers.any_old,
    "what waits for approval": lambda tx: remedies.asked(tx, NOW, 50),
    "precedents": lambda tx: precedents.of(tx, "courier", ORDER),
    "what was drawn": lambda tx: ledger.drawn(tx, 1, Purse.DISCRETION, 20261101, 20261130),
    "what was received": lambda tx: ledger.received(tx, "[4, 5]", Purse.REFUND, 20261101, 20261130),
    "what nobody compensated": lambda tx: promises.uncompensated(tx, (0, 0), clock.micros(NOW), 50),
    "the nightly look": compensation_looks.latest,
    "rules": remedy_rules.in_force,
    "a page of some": lambda tx: search.customer_page(tx, grams.person_like(matching.sought("김")), 5, 50),
}
SEARCHES = ["김민지", "김", "010-1111-1111", "1111", "N1", "#12", "배송 지연", "a@example.com", "김민지 1111"]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A connection to a database with a history."""
    path = tmp_path_factory.mktemp("asked") / "desk.db"
    lived(path, 5, 140).close()
    db = sqlite3.connect(Path(path), isolation_level=None)
    db.row_factory = sqlite3.Row
    yield db
    db.close()


def scans(db: sqlite3.Connection, question: Callable[[Tx], object]) -> list[str]:
    """The statements of a question that read a table from one end to the other."""
    said: list[str] = []
    db.set_trace_callback(said.append)
    question(Tx(db, NOW, None, ""))
    db.set_trace_callback(None)
    assert said
    plans = {sql: [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in said if sql[:1] == "S"}
    return [
        f"{sql}: {step}" for sql, plan in plans.items() for step in plan if "SCAN" in step and not SMALL.match(step)
    ]


def test_what_is_asked_of_one_customer_is_not_sought_among_everything_of_a_state(asked: sqlite3.Connection) -> None:
    said: list[str] = []
    asked.set_trace_callback(said.append)
    tx = Tx(asked, NOW, None, "")
    remedies.of_customers(tx, [CUSTOMER], [ORDER], 50)
    remedies.page(tx, [CUSTOMER], RemedyState.DONE, None, None, 50)
    remedies.page(tx, None, RemedyState.DONE, 1, None, 50)
    asked.set_trace_callback(None)
    plans = [row["detail"] for sql in said for row in asked.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert not [step for step in plans if "remedies_state" in step]


def asking(query: object) -> Ask[Any, Any]:
    """A request with a query, whoever asks."""
    return Ask(sitting=None, body=None, query=query, settings=Settings(attachments=""))


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_a_whole_table(asked: sqlite3.Connection, name: str) -> None:
    assert scans(asked, QUESTIONS[name]) == []


@pytest.mark.parametrize("words", SEARCHES)
def test_no_search_reads_a_whole_table(asked: sqlite3.Connection, words: str) -> None:
    assert scans(asked, lambda tx: search_routes.search(tx, asking(SearchQuery(q=words)))) == []
    assert scans(asked, lambda tx: customer_routes.customers(tx, asking(CustomerQuery(name=words)))) == []
