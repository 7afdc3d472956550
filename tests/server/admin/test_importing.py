"""Files of a shop are imported whole, twice with the same result; a broken one says row by row what to mend."""

import json
import os
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
from tests.server.admin.conftest import ROOT, Administrator
from tests.server.conftest import Site

MAPPING = """
source = "shop"
[times]
formats = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]
[tables.lines]
file = "lines.csv"
key = "주문번호"
[customers]
file = "customers.csv"
[customers.fields]
customer = "회원번호"
name = "이름"
numbers = ["휴대폰", "전화"]
tier = { column = "등급", values = { "일반" = "basic", "VIP" = "vip" }, otherwise = "basic" }
verified = { constant = true }
[orders]
file = "orders.csv"
[orders.fields]
order = "주문번호"
customer = "회원번호"
state = { column = "상태", values = { "결제" = "paid", "배송중" = "shipped", "완료"="delivered", "취소"="canceled" } }
placed_at = "주문일시"
shipped_at = "발송일시"
delivered_at = "도착일시"
promised_by = { column = "약속일", end_of_day = true }
[orders.lists.items]
table = "lines"
by = "주문번호"
[orders.lists.items.fields]
name = "상품"
quantity = "수량"
price = "금액"
[surveys]
file = "surveys.csv"
[surveys.fields]
survey = "설문번호"
order = "주문번호"
score = "점수"
answered_at = "응답일시"
words = "내용"
[tickets]
[tickets.fields]
ticket = "id"
customer = "buyer.id"
title = "title"
queue = "queue"
opened_at = { column = "opened", format = "iso" }
closed = "closed"
[tickets.lists.articles]
array = "notes"
[tickets.lists.articles.fields]
kind = "kind"
body = "text"
at = { column = "at", format = "iso" }
author = "by"
"""
CUSTOMERS = """회원번호,이름,휴대폰,전화,등급
c1,김민지,010-2345-6789,02-345-6789,VIP
c2,이하은,010 3456 7890,,일반
c3,박영숙,,031-234-5678,
"""
ORDERS = """주문번호,회원번호,상태,주문일시,발송일시,도착일시,약속일
A-1,c1,완료,2026-05-01 10:00,2026-05-02 09:00,2026-05-04 23:50,2026-05-04
A-2,c1,완료,2026-05-03 10:00,2026-05-04 09:00,2026-05-07 11:00,2026-05-05
A-3,c2,배송중,2026-05-05 10:00,2026-05-06 09:00,,2026-05-08
A-4,c3,취소,2026-05-05 10:00,,,2026-05-08
"""
LINES = """주문번호,상품,수량,금액
A-1,찻잔,2,"24,000원"
A-1,주전자,1,"38,000원"
A-2,꽃병,1,"55,000원"
A-3,담요,1,"49,000원"
"""
SURVEYS = """설문번호,주문번호,점수,응답일시,내용
s1,A-1,5,2026-05-06 12:00,"포장이 꼼꼼해요.
또 살게요."
s2,A-2,2,2026-05-08 12:00,이틀이나 늦었어요
"""
NOTES = [
    {"kind": "message", "text": "아직 안 왔어요", "at": "2026-05-06T10:00:00+09:00", "by": "김민지"},
    {"kind": "reply", "text": "확인하겠습니다", "at": "2026-05-06T10:20:00+09:00", "by": "박지은"},
]
TICKET: dict[str, Any] = {
    "id": "t1",
    "buyer": {"id": "c1"},
    "title": "배송 지연",
    "queue": "배송",
    "opened": "2026-05-06T10:00:00+09:00",
    "closed": True,
    "notes": NOTES,
}
STATE = "SELECT kind, data FROM log ORDER BY seq"


@pytest.fixture
def shop(admin: Administrator) -> Administrator:
    """An administrator with the files of a small shop."""
    for name, content in (
        ("mapping.toml", MAPPING),
        ("customers.csv", CUSTOMERS),
        ("orders.csv", ORDERS),
        ("lines.csv", LINES),
        ("surveys.csv", SURVEYS),
        ("tickets.jsonl", json.dumps(TICKET, ensure_ascii=False) + "\n"),
    ):
        admin.file(name, content)
    return admin


def nothing_imported(shop: Administrator) -> bool:
    return (shop.value("SELECT count(*) FROM customers"), shop.value("SELECT count(*) FROM orders")) == (0, 0)


def test_a_folder_is_imported_in_the_order_in_which_records_need_each_other(shop: Administrator) -> None:
    done = shop.import_(".")
    assert done.status == 0, done.err
    assert [line.split(",")[0] for line in done.out.splitlines()] == [
        "customers: 3 new or changed",
        "orders: 4 new or changed",
        "surveys: 2 new or changed",
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


@pytest.mark.parametrize(
    ("change", "column", "why"),
    [
        ({"queue": "없는 곳"}, "queue", "없는 곳"),
        ({"buyer": {"id": "c9"}}, "buyer.id", "send the customer first"),
        ({"buyer": {}}, "buyer.id", "empty"),
        ({"notes": [NOTES[0] | {"kind": "telepathy"}]}, "kind", "no such value: telepathy"),
        ({"notes": [NOTES[0], 7]}, "notes", "Expected `object`"),
        ({"notes": "없음"}, "notes", "Expected `array`"),
        ({"title": "가" * 201}, "title", "longer than 200"),
    ],
)
def test_a_ticket_that_does_not_fit_is_reported_by_its_column(
    shop: Administrator, change: dict[str, Any], column: str, why: str
) -> None:
    shop.import_(".")
    shop.file("tickets.jsonl", json.dumps(TICKET | change))
    assert shop.import_("tickets.jsonl", "tickets").status == 1
    ((row, file, found, _, said),) = shop.report("tickets.jsonl")
    assert (row, file, found) == ("1", "tickets.jsonl", column)
    assert why in said
    assert shop.value("SELECT count(*) FROM tickets") == 0


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
    ("name", "kind", "row", "line", "where", "why"),
    [
        ("orders.csv", "orders", "A-5,c1,완료,어제,,2026-05-04 10:00,", 6, "주문일시", "not a time"),
        ("orders.csv", "orders", "A-5,c1,결제,,,,", 6, "주문일시", "it is empty"),
        ("orders.csv", "orders", "A-5,c1,분실,2026-05-01 10:00,,,", 6, "상태", "does not know"),
        ("orders.csv", "orders", "A-5,c9,결제,2026-05-01 10:00,,,", 6, "회원번호", "customer c9 is not known"),
        ("orders.csv", "orders", "A-5,c1,완료,2026-05-01 10:00,,,", 6, "도착일시", "time of delivery"),
        ("orders.csv", "orders", "A-5,c1,결제,2999-05-01 10:00,,,", 6, "주문일시", "between 1970 and 2100"),
        ("orders.csv", "orders", "A-1,c1,취소,2026-05-01 10:00,,,", 6, "", "stands in line 2"),
        ("orders.csv", "orders", "A-5,c1", 6, "", "2 columns instead of 7"),
        ("orders.csv", "orders", "A-5,c1,결제,2026-05-01 10:00,,,,,", 6, "", "9 columns instead of 7"),
        ("orders.csv", "orders", 'A-5,"c1,결제,2026-05-01 10:00,,,', 6, "", "not closed"),
        ("orders.csv", "orders", "A-5,c1,결제\0,2026-05-01 10:00,,,", 6, "", "NUL"),
        ("customers.csv", "customers", "c4,최유리,전화없음,,", 5, "휴대폰, 전화", "전화없음 is not a telephone number"),
        ("customers.csv", "customers", "c4,최유리,,112,", 5, "휴대폰, 전화", "112 is not a telephone number"),
        ("customers.csv", "customers", f"c4,{'가' * 121},,,", 5, "이름", "longer than 120"),
        ("surveys.csv", "surveys", "s3,A-1,6,2026-05-08 12:00,", 5, "점수", "more than 5"),
        ("surveys.csv", "surveys", "s3,A-1,다섯,2026-05-08 12:00,", 5, "점수", "not a whole number"),
        ("surveys.csv", "surveys", "s3,B-1,5,2026-05-08 12:00,", 5, "주문번호", "order B-1 is not known"),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_imported(
    shop: Administrator, name: str, kind: str, row: str, line: int, where: str, why: str
) -> None:
    shop.import_(".")
    before = shop.rows(STATE)
    content = (shop.folder / name).read_text() + row + "\n"
    shop.file(name, content)
    done = shop.import_(name, kind)
    assert done.status == 1
    assert "1 refused" in done.out
    ((number, file, column, _, said),) = shop.report(name)
    assert (int(number), file, column) == (line, name, where)
    assert why in said
    assert shop.rows(STATE) == before
    assert (shop.folder / f"{name}.errors.csv").stat().st_mode & 0o077 == 0


def test_a_report_is_in_the_administrators_language(shop: Administrator) -> None:
    shop.file("orders.csv", ORDERS)
    done = shop.import_("orders.csv", "orders", lang="ko")
    assert "거부 4" in done.out
    assert {line[4] for line in shop.report("orders.csv")} >= {"고객 c1을(를) 모릅니다. 고객을 먼저 가져오십시오"}
    text = (shop.folder / "orders.csv.errors.csv").read_bytes()
    assert text.startswith("\ufeff행,파일,열,값,이유".encode())


def test_a_bad_row_of_a_joined_file_refuses_the_order_it_belongs_to(shop: Administrator) -> None:
    shop.file("lines.csv", LINES.replace('A-2,꽃병,1,"55,000원"', "A-2,꽃병,1,비쌈"))
    done = shop.import_(".")
    assert done.status == 1
    ((row, file, column, value, why),) = shop.report("orders.csv")
    assert (row, file, column, value) == ("3", "lines.csv:4", "금액", "비쌈")
    assert "amount" in why
    assert [row[0] for row in shop.rows("SELECT number FROM orders ORDER BY number")] == ["A-1", "A-3", "A-4"]


def test_a_value_that_a_spreadsheet_would_run_is_disarmed_in_the_report(shop: Administrator) -> None:
    shop.file("customers.csv", CUSTOMERS + "c4,최유리,=HYPERLINK(1),,\n")
    shop.import_("customers.csv", "customers")
    assert shop.report("customers.csv")[0][3] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("orders.csv", b"", "is empty"),
        ("orders.csv", ORDERS.replace("약속일", "promised").encode(), "no column 약속일"),
        ("orders.csv", ORDERS.replace("도착일시", "발송일시").encode(), "Two columns"),
        ("orders.csv", ORDERS.replace("\n", "\r").encode(), "CR alone"),
        ("orders.csv", ORDERS.encode("utf-16"), "UTF-16"),
        ("orders.csv", ORDERS.encode("shift_jis", "replace").replace(b"?", b"\xe3") + b"\xff\n", "uncertain"),
        ("lines.csv", LINES.replace("금액", "값").encode(), "no column 금액"),
        ("lines.csv", (LINES + "A-4,장갑\n").encode(), "line 6"),
        ("lines.csv", None, "lines.csv"),
        ("orders.csv", None, "orders.csv"),
    ],
)
def test_a_file_that_cannot_be_right_changes_nothing_at_all(
    shop: Administrator, name: str, content: bytes | None, said: str
) -> None:
    if content is None:
        (shop.folder / name).unlink()
    else:
        shop.file(name, content)
    shop.import_("customers.csv", "customers")
    before = shop.rows(STATE)
    failed = shop.import_("orders.csv", "orders")
    assert failed.status == 1
    assert said in failed.err
    assert shop.rows(STATE) == before
    assert shop.value("SELECT count(*) FROM imports") == 0


def test_a_declared_encoding_that_is_wrong_changes_nothing(shop: Administrator) -> None:
    shop.file("mapping.toml", 'encoding = "cp949"\n' + MAPPING)
    failed = shop.import_(".")
    assert failed.status == 1
    assert "is not cp949 but utf-8" in failed.err
    assert nothing_imported(shop)


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


def test_a_report_of_a_former_import_is_not_mistaken_for_this_ones(shop: Administrator) -> None:
    shop.import_("orders.csv", "orders")
    assert len(shop.report("orders.csv")) == 4
    shop.import_("customers.csv", "customers")
    assert shop.import_("orders.csv", "orders").status == 0
    assert not (shop.folder / "orders.csv.errors.csv").exists()


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


def test_a_line_of_a_gigabyte_is_one_row_of_the_report_and_little_memory(shop: Administrator) -> None:
    path = shop.file("customers.csv", CUSTOMERS)
    with path.open("ab") as file:
        file.write(b"c4,")
        file.truncate(file.tell() + 1024**3)
        file.seek(0, os.SEEK_END)
        file.write("\nc5,최유리,010-4567-8901,,\n".encode())
    script = (
        "import resource, sys; from desk.server.admin_cli import main; status = main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--database", f"sqlite:///{shop.path}", "--lang", "en", "import", str(path),
         "--kind", "customers", "--mapping", str(shop.folder / "mapping.toml"), "--report", str(shop.folder)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    memory, status = map(int, done.stdout.split()[-2:])
    assert status == 1
    assert memory < 200 * 1024
    ((row, _, _, _, why),) = shop.report("customers.csv")
    assert row == "5"
    assert "longer than 1,048,576 bytes" in why
    assert [row[0] for row in shop.rows("SELECT external_id FROM customers ORDER BY id")] == ["c1", "c2", "c3", "c5"]


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
