"""Real order histories are imported completely: what Desk then holds is counted from the files independently."""

import csv
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from desk import paths
from desk.server import admin_cli
from desk.server.store.db import Database
from tests.server.admin.conftest import ROOT, Administrator

DATA = Path(os.environ.get("DESK_DATA") or ROOT.parent / "shared" / "data") / "orders"
Rows = Callable[[str], list[tuple[Any, ...]]]
MAPPING = paths.resource("mappings", "olist.toml")
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the public order histories are not at {DATA} (DESK_DATA names another place)"
)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"olist_{name}_dataset.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> str:
    return text.partition(" ")[0]


def won(*reais: str) -> int:
    return int((sum(map(Decimal, reais), Decimal(0)) * 260).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    """The rows of a query on a database that holds the whole import."""
    folder = tmp_path_factory.mktemp("olist")
    Database(folder / "desk.db").close()
    words = ["--database", f"sqlite:///{folder / 'desk.db'}", "import", DATA, "--mapping", MAPPING, "--report", folder]
    assert admin_cli.main(list(map(str, words))) == 0
    with closing(sqlite3.connect(folder / "desk.db")) as db:
        yield lambda sql: db.execute(sql).fetchall()


def test_real_orders_are_imported_completely_and_twice_the_same(admin: Administrator) -> None:
    first = admin("import", DATA, "--mapping", MAPPING, "--report", admin.folder).out
    people, orders, surveys = table("customers"), table("orders"), table("order_reviews")
    persons = {row["customer_unique_id"] for row in people}
    assert f"customers: {len(persons):,} new or changed, {len(people) - len(persons)} unchanged, 0 refused" in first
    assert f"orders: {len(orders):,} new or changed, 0 unchanged, 0 refused" in first
    assert f"surveys: {len(surveys):,} new or changed, 0 unchanged, 0 refused" in first
    log = admin.rows("SELECT seq, hash FROM log")
    second = admin("import", DATA, "--mapping", MAPPING, "--report", admin.folder).out
    assert second.count(" 0 new or changed") == 3
    assert f"orders: 0 new or changed, {len(orders):,} unchanged, 0 refused" in second
    assert admin.rows("SELECT seq, hash FROM log") == log
    assert admin("verify-log").status == 0
    assert admin("rebuild", "--check").status == 0


def test_promises_are_kept_and_broken_by_calendar_day(held: Rows) -> None:
    orders = table("orders")
    arrived = [row for row in orders if row["order_delivered_customer_date"]]
    late = {
        row["order_id"]
        for row in arrived
        if day(row["order_delivered_customer_date"]) > day(row["order_estimated_delivery_date"])
    }
    lost = {row["order_id"] for row in orders if row["order_status"] in ("shipped", "processing", "invoiced")}
    ended = {row["order_id"] for row in orders if row["order_status"] in ("canceled", "unavailable")}
    assert (len(arrived), len(late)) == (2904, 191)
    found = "SELECT o.number FROM promises p JOIN orders o ON o.id = p.order_id WHERE p.state = "
    assert {row[0] for row in held(f"{found} 'broken' AND p.settled_at IS NOT NULL")} == late
    assert {row[0] for row in held(f"{found} 'broken' AND p.settled_at IS NULL")} == lost
    assert {row[0] for row in held(f"{found} 'released'")} == ended
    assert len(held(f"{found} 'kept'")) == len(arrived) - len(late)
    assert held("SELECT count(*) FROM promises") == [(len(orders),)]


def test_orders_hold_their_items_payments_times_and_scores(held: Rows) -> None:
    items, payments = table("order_items"), table("order_payments")
    totals, paid = Counter[str](), Counter[str]()
    for row in items:
        totals[row["order_id"]] += won(row["price"], row["freight_value"])
    unpaid = {
        row["order_id"]
        for row in table("orders")
        if not row["order_approved_at"] and row["order_status"] in ("canceled", "unavailable")
    }
    for row in payments:
        if row["order_id"] not in unpaid:
            paid[row["order_id"]] += 1
    with_items = {row["order_id"] for row in items}
    for number, total, state, made in held("SELECT number, total, state, json_array_length(payments) FROM orders"):
        assert made == paid[number], number
        if number in with_items:
            assert total == totals[number], number
        assert state in ("preparing", "shipped", "delivered", "canceled", "unavailable")
    score: dict[str, tuple[str, str]] = {}
    for row in table("order_reviews"):
        answer = (row["review_answer_timestamp"], row["review_score"])
        score[row["order_id"]] = max(score.get(row["order_id"], ("", "")), answer)
    shown = held("SELECT number, survey_score FROM orders WHERE survey_score IS NOT NULL")
    assert {number: str(found) for number, found in shown} == {number: best for number, (_, best) in score.items()}


def test_one_person_behind_several_keys_is_one_customer(held: Rows) -> None:
    person = {row["customer_id"]: row["customer_unique_id"] for row in table("customers")}
    placed = {row["order_id"]: person[row["customer_id"]] for row in table("orders")}
    owners = held("SELECT o.number, c.external_id FROM orders o JOIN customers c ON c.id = o.customer_id")
    assert dict(owners) == placed
    several = Counter(placed.values()).most_common(1)[0][1]
    assert several == 2
    assert held("SELECT max(n) FROM (SELECT count(*) n FROM orders GROUP BY customer_id)") == [(several,)]


def test_times_are_read_as_told_in_brazil(held: Rows) -> None:
    first = min(table("orders"), key=lambda row: row["order_purchase_timestamp"])
    told = datetime.fromisoformat(first["order_purchase_timestamp"] + "-03:00")
    ((placed_at,),) = held(f"SELECT placed_at FROM orders WHERE number = '{first['order_id']}'")
    assert placed_at == told.timestamp() * 1e6
