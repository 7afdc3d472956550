"""Files of a shop are imported whole, twice with the same result; a broken one says row by row what to mend."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desk.server.admin import importing
from desk.server.admin.mapping import Mapping
from desk.server.routes import records
from desk.server.store import ingest
from desk.server.store.db import Tx
from tests.server.admin.conftest import (
    CUSTOMERS,
    LINES,
    MAPPING,
    NOTES,
    ORDERS,
    ROOT,
    TICKET,
    Administrator,
)
from tests.server.conftest import Site

STATE = "SELECT kind, data FROM log ORDER BY seq"


def test_a_folder_is_imported_in_the_order_in_which_records_need_each_other(shop: Administrator) -> None:
    done = shop.import_(".")
    assert done.status == 0, done.err
    assert [line.split(",")[0] for line in done.out.splitlines()] == [
        "customers: 3 new or changed",
        "orders: 4 new or changed",
        "surveys: 2 new or changed",
        "tickets: 1 new or changed",
    ]
    assert shop.rows("SELECT number, state, total, survey_score FROM orders ORDER BY number") == [
        ("A-1", "delivered", 62000, 5),
        ("A-2", "delivered", 55000, 2),
        ("A-3", "shipped", 49000, None),
        ("A-4", "canceled", 0, None),
    ]
    assert shop.rows("SELECT o.number, p.state, p.late_days FROM promises p JOIN orders o ON o.id = p.order_id") == [
        ("A-1", "kept", 0),
        ("A-2", "broken", 2),
        ("A-3", "broken", 1),
        ("A-4", "released", 0),
    ]
    assert shop.rows("SELECT number, verified FROM numbers ORDER BY id") == [
        ("+821023456789", 1),
        ("+8223456789", 1),
        ("+821034567890", 1),
        ("+82312345678", 1),
    ]
    assert shop("rebuild", "--check").status == 0


def test_twice_the_same_input_changes_nothing(shop: Administrator) -> None:
    shop.import_(".")
    shop.import_("tickets.jsonl", "tickets")
    before = shop.rows(STATE)
    assert "orders: 0 new or changed, 4 unchanged, 0 refused" in shop.import_(".").out
    assert "tickets: 0 new or changed, 1 unchanged" in shop.import_("tickets.jsonl", "tickets").out
    assert shop.rows(STATE) == before


def test_a_newer_file_brings_only_what_is_new(shop: Administrator) -> None:
    shop.import_(".")
    before = len(shop.rows(STATE))
    arrived = ORDERS.replace("A-3,c2,배송중", "A-3,c2,완료").replace("05-06 09:00,,", "05-06 09:00,2026-05-10 09:00,")
    shop.file("orders.csv", arrived)
    assert "1 new or changed, 3 unchanged" in shop.import_("orders.csv", "orders").out
    assert [kind for kind, _ in shop.rows(STATE)[before:]] == ["delivery.moved", "promise.broken"]


def test_earlier_tickets_come_with_their_articles(shop: Administrator) -> None:
    shop.import_(".")
    assert shop.import_("tickets.jsonl", "tickets").status == 0
    assert shop.rows("SELECT title, state, article_count FROM tickets") == [("배송 지연", "closed", 2)]
    assert [row[0] for row in shop.rows("SELECT external_author FROM articles ORDER BY id")] == ["김민지", "박지은"]
    more = [*NOTES, {"kind": "note", "text": "환불 완료", "at": "2026-05-07T10:00:00+09:00", "by": "박지은"}]
    shop.file("tickets.jsonl", json.dumps(TICKET | {"notes": more}))
    assert "1 new or changed" in shop.import_("tickets.jsonl", "tickets").out
    assert shop.rows("SELECT article_count FROM tickets") == [(3,)]


def test_json_lines_that_are_records_already_need_only_a_source(shop: Administrator) -> None:
    shop.file("mapping.toml", 'source = "shop"\n[customers]\n')
    shop.file(
        "people.jsonl",
        '{"customer": "c1", "name": "김민지"}\n{"customer": "c2"}\n{"customer": "c3", "x": 1, "name": "y"}',
    )
    assert shop.import_("people.jsonl", "customers").status == 1
    assert shop.rows("SELECT external_id FROM customers") == [("c1",)]
    assert [line[0] for line in shop.report("people.jsonl")] == ["2", "3"]


@pytest.mark.parametrize(
    ("encoding", "ends", "last"),
    [("cp949", "\n", "\n"), ("utf-8-sig", "\n", "\n"), ("utf-8", "\r\n", "\r\n"), ("utf-8", "\n", "")],
    ids=["cp949", "bom", "crlf", "no last line end"],
)
def test_every_ordinary_way_to_save_a_file_gives_the_same_facts(
    shop: Administrator, encoding: str, ends: str, last: str
) -> None:
    for name in ("customers.csv", "orders.csv", "lines.csv"):
        text = ends.join((shop.folder / name).read_text().splitlines()) + last
        shop.file(name, text.encode(encoding))
    assert shop.import_("customers.csv", "customers").status == 0
    assert shop.import_("orders.csv", "orders").status == 0
    assert shop.rows("SELECT name FROM customers ORDER BY id")[0] == ("김민지",)
    assert shop.rows("SELECT sum(total) FROM orders") == [(166000,)]


def test_a_file_with_a_header_only_is_imported_as_nothing(shop: Administrator) -> None:
    shop.file("customers.csv", CUSTOMERS.splitlines()[0] + "\n")
    done = shop.import_("customers.csv", "customers")
    assert (done.status, "0 new or changed, 0 unchanged" in done.out) == (0, True)


def test_a_trial_changes_nothing_and_reports_the_same(shop: Administrator) -> None:
    shop.file("orders.csv", ORDERS + "A-5,c9,결제,2026-05-01 10:00,,,\n")
    before = shop.rows(STATE)
    tried = shop.import_(".", None, "--dry-run")
    assert tried.status == 1
    assert "orders: 4 new or changed, 0 unchanged, 1 refused" in tried.out
    assert shop.rows(STATE) == before
    assert len(shop.report("orders.csv")) == 1
    assert {path.name for path in shop.folder.glob("desk-*")} == set()


def many(count: int) -> str:
    rows = (f"m{number},고객 {number},010-{number:04}-{number:04},,\n" for number in range(1000, 1000 + count))
    return CUSTOMERS.splitlines()[0] + "\n" + "".join(rows)


class PowerCut(BaseException):
    """The end of the process, between any two rows."""


@pytest.mark.parametrize("after", [1, 700, 1100])
def test_an_import_that_was_cut_off_goes_on_where_it_was(
    shop: Administrator, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    shop.file("customers.csv", many(1200).replace("010-1005-1005", "없음").replace("010-2190-2190", "없음"))
    left = after
    apply = records.apply

    def cut_off(tx: Tx, source: str, record: Any) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise PowerCut
        return apply(tx, source, record)

    with monkeypatch.context() as patch:
        patch.setattr(records, "apply", cut_off)
        with pytest.raises(PowerCut):
            shop.import_("customers.csv", "customers")
    there = shop.value("SELECT count(*) FROM customers")
    assert there <= after
    done = shop.import_("customers.csv", "customers")
    assert "customers: 1,198 new or changed, 0 unchanged, 2 refused" in done.out
    assert ("Going on after row" in done.err) == (there > 0)
    assert [line[0] for line in shop.report("customers.csv")] == ["7", "1192"]
    assert shop.value("SELECT count(*) FROM customers") == 1198
    assert "0 new or changed, 1,198 unchanged, 2 refused" in shop.import_("customers.csv", "customers").out


def test_another_file_of_the_same_name_does_not_go_on_where_the_first_stopped(shop: Administrator) -> None:
    path = shop.file("customers.csv", CUSTOMERS)
    first = importing._digest(Mapping(source="shop"), "customers", path)  # pyright: ignore[reportPrivateUsage]
    path.write_text(CUSTOMERS + "c4,최유리,,,\n")
    second = importing._digest(Mapping(source="shop"), "customers", path)  # pyright: ignore[reportPrivateUsage]
    assert first != second
    assert shop.read(lambda tx: ingest.place(tx, second)) == ingest.Place()


def test_a_running_server_shows_what_is_imported_beside_it(site: Site, tmp_path: Path) -> None:
    for name, content in (
        ("mapping.toml", MAPPING),
        ("customers.csv", CUSTOMERS),
        ("orders.csv", ORDERS),
        ("lines.csv", LINES),
    ):
        (tmp_path / name).write_text(content)
    subprocess.run(
        [sys.executable, "-m", "desk", "admin", "--database", f"sqlite:///{site.database.path}", "import",
         str(tmp_path / "orders.csv"), "--kind", "orders", "--mapping", str(tmp_path / "mapping.toml"), "--dry-run",
         "--report", str(tmp_path)],
        cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    for kind in ("customers", "orders"):
        subprocess.run(
            [sys.executable, "-m", "desk", "admin", "--database", f"sqlite:///{site.database.path}", "import",
             str(tmp_path / f"{kind}.csv"), "--kind", kind, "--mapping", str(tmp_path / "mapping.toml"),
             "--report", str(tmp_path)],
            cwd=ROOT, capture_output=True, timeout=60, check=True,
        )  # fmt: skip
    found = site.get("/orders", params={"number": "A-2"}).json()["data"]
    assert [order["promise"]["state"] for order in found] == ["broken"]


def test_what_is_in_a_file_has_to_be_said(shop: Administrator) -> None:
    assert "--kind" in shop.import_("customers.csv").err
    shop.file("mapping.toml", 'source = "shop"\n')
    assert "no section [customers]" in shop.import_("customers.csv", "customers").err


def test_why_a_delivery_was_late_is_imported_with_its_order(shop: Administrator) -> None:
    orders = [line + "," for line in ORDERS.splitlines()]
    orders[0] += "지연 사유"
    orders[2] += "부재"
    shop.file("orders.csv", "\n".join(orders) + "\n")
    cause = 'cause = { column = "지연 사유", values = { "부재" = "customer_absent" }, otherwise = "unknown" }'
    shop.file("mapping.toml", MAPPING.replace("[orders.fields]\n", f"[orders.fields]\n{cause}\n", 1))
    done = shop.import_(".")
    assert done.status == 0, done.err
    assert shop.rows("SELECT number, cause FROM orders ORDER BY number")[:3] == [
        ("A-1", "unknown"),
        ("A-2", "customer_absent"),
        ("A-3", "unknown"),
    ]
    assert shop("rebuild", "--check").status == 0
