"""Orders are found by customer and number, newest first, with their promise at a glance."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desk.contract.events import CustomerMerged, Refs
from desk.contract.ingest import CustomerRecord, OrderLine, OrderRecord
from desk.contract.orders import OrderState
from desk.server.routes import records
from desk.server.store import log, orders, people, promises
from desk.server.store.db import Tx
from tests.server.conftest import Site

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def customer(site: Site, name: str) -> int:
    """A customer of the shop."""

    def work(tx: Tx) -> int:
        records.apply(tx, "shop", CustomerRecord(customer=name, name=name))
        found = people.by_external(tx, "shop", name)
        assert found is not None
        return found

    return site.write(work)


def order(site: Site, number: str, name: str, age: float = 1, **more: Any) -> None:
    """An order that was placed ``age`` days ago."""
    told: dict[str, Any] = {"state": OrderState.PAID, "items": [OrderLine(name="찻잔", price=24_000)]} | more
    record = OrderRecord(order=number, customer=name, placed_at=NOW - age * DAY, **told)
    site.write(lambda tx: records.apply(tx, "shop", record))


def numbers(site: Site, **params: Any) -> list[str]:
    """The numbers of a page of orders."""
    answer = site.get("/orders", params=params)
    assert answer.status_code == 200, answer.text
    return [found["number"] for found in answer.json()["data"]]


def test_a_customers_orders_come_newest_first_page_by_page(site: Site) -> None:
    minji = customer(site, "김민지")
    customer(site, "이하은")
    for age in range(1, 8):
        order(site, f"A-{age}", "김민지", age)
    order(site, "B-1", "이하은")
    first = site.get("/orders", params={"customer_id": minji, "page[size]": 3}).json()
    assert [found["number"] for found in first["data"]] == ["A-1", "A-2", "A-3"]
    assert first["meta"]["has_more"]
    second = site.get(first["links"]["next"]).json()
    third = site.get(second["links"]["next"]).json()
    assert [found["number"] for found in second["data"] + third["data"]] == ["A-4", "A-5", "A-6", "A-7"]
    assert third["links"]["next"] is None


def test_the_orders_of_a_merged_record_show_with_the_one_that_stands_for_it(site: Site) -> None:
    minji, double = customer(site, "김민지"), customer(site, "김민지(2)")
    order(site, "A-1", "김민지", 2)
    order(site, "B-1", "김민지(2)", 1)
    assert numbers(site, customer_id=minji) == ["A-1"]
    fact = CustomerMerged(other_id=double, other_name="김민지(2)")
    site.write(lambda tx: log.append(tx, fact, Refs(customer_id=minji)))
    assert numbers(site, customer_id=minji) == ["B-1", "A-1"]


def test_an_order_is_found_by_its_number_and_of_several_shops_all_are(site: Site) -> None:
    customer(site, "김민지")
    order(site, "A-1", "김민지")
    site.write(lambda tx: records.apply(tx, "other", CustomerRecord(customer="x", name="x")))
    elsewhere = OrderRecord(order="A-1", customer="x", state=OrderState.PLACED, placed_at=NOW)
    site.write(lambda tx: records.apply(tx, "other", elsewhere))
    assert numbers(site, number="A-1") == ["A-1", "A-1"]
    assert numbers(site, number="A-9") == []
    assert len(numbers(site)) == 2


def test_one_order_says_everything_known_of_it(site: Site) -> None:
    minji = customer(site, "김민지")
    promised = NOW + 2 * DAY
    order(site, "A-1", "김민지", promised_by=promised, state=OrderState.SHIPPED, shipped_at=NOW)
    (found,) = site.get("/orders", params={"number": "A-1"}).json()["data"]
    answer = site.get(f"/orders/{found['id']}")
    assert answer.json() == found
    assert answer.headers["ETag"] == f'"{found["version"]}"'
    assert (found["customer_id"], found["state"], found["total"]) == (minji, "shipped", 24_000)
    assert found["items"] == [{"name": "찻잔", "quantity": 1, "price": 24_000}]
    promise = found["promise"]
    assert (promise["what"], promise["state"], promise["settled_at"]) == ("찻잔", "open", None)
    assert datetime.fromisoformat(promise["due_at"]) == promised


def test_a_new_date_does_not_undo_the_old_promise(site: Site) -> None:
    minji = customer(site, "김민지")
    first, second = NOW - DAY, NOW + 2 * DAY
    order(site, "A-1", "김민지", 4, promised_by=first)
    order(site, "A-1", "김민지", 4, promised_by=second)
    (found,) = site.get("/orders", params={"number": "A-1"}).json()["data"]
    assert datetime.fromisoformat(found["promise"]["due_at"]) == second
    owed = site.read(lambda tx: promises.open_of(tx, [minji]))
    assert [(one.due_at, one.state) for one in owed] == [(first, "broken"), (second, "open")]


def test_a_promise_broken_of_late_is_shown_for_a_fortnight_after_it_was_made_good(site: Site) -> None:
    minji = customer(site, "김민지")
    for age, number in ((5, "A-1"), (30, "A-2")):
        late = NOW - (age - 3) * DAY
        order(site, number, "김민지", age, state=OrderState.DELIVERED, delivered_at=late, promised_by=late - 2 * DAY)
    owed = site.read(lambda tx: promises.open_of(tx, [minji]))
    assert [(one.order_number, one.late_days) for one in owed] == [("A-1", 2)]


def test_an_order_that_is_not_there_is_not_found(site: Site) -> None:
    assert site.get("/orders/999").status_code == 404
    assert numbers(site, customer_id=999) == []


@pytest.mark.parametrize("params", [{"page[after]": "nonsense"}, {"customer_id": 0}, {"number": ""}, {"colour": "red"}])
def test_a_question_that_makes_no_sense_is_refused(site: Site, params: dict[str, Any]) -> None:
    assert site.get("/orders", params=params).status_code == 400


def test_every_question_goes_through_an_index(site: Site) -> None:
    customer(site, "김민지")
    order(site, "A-1", "김민지", promised_by=NOW)
    asked: list[tuple[str, Any]] = []

    def work(tx: Tx) -> None:
        everything = tx.all

        def noting(sql: str, params: Any = ()) -> Any:
            asked.append((sql, params))
            return everything(sql, params)

        tx.all = noting  # type: ignore[method-assign]
        for whose, number in (([1, 2], None), ([1], "A-1"), (None, "A-1"), (None, None)):
            orders.page(tx, whose, number, (1, 1), 5)
        promises.open_of(tx, [1, 2])
        promises.overdue(tx, 10)
        for sql, params in asked:
            plan = [row["detail"] for row in everything(f"EXPLAIN QUERY PLAN {sql}", params)]
            assert not [step for step in plan if step.startswith("SCAN ") and step[-2:] != " p" and "USING" not in step]

    site.read(work)
    assert len(asked) >= 6
