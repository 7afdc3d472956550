"""A broken file says row by row what to mend, and changes nothing it should not."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

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

STATE = "SELECT kind, data FROM log ORDER BY seq"


def nothing_imported(shop: Administrator) -> bool:
    return (shop.value("SELECT count(*) FROM customers"), shop.value("SELECT count(*) FROM orders")) == (0, 0)


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
    shop.import_("customers.csv", "customers")
    shop.file("tickets.jsonl", json.dumps(TICKET | change))
    assert shop.import_("tickets.jsonl", "tickets").status == 1
    ((row, file, found, _, said),) = shop.report("tickets.jsonl")
    assert (row, file, found) == ("1", "tickets.jsonl", column)
    assert why in said
    assert shop.value("SELECT count(*) FROM tickets") == 0


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


def test_a_report_of_a_former_import_is_not_mistaken_for_this_ones(shop: Administrator) -> None:
    shop.import_("orders.csv", "orders")
    assert len(shop.report("orders.csv")) == 4
    shop.import_("customers.csv", "customers")
    assert shop.import_("orders.csv", "orders").status == 0
    assert not (shop.folder / "orders.csv.errors.csv").exists()


def test_a_line_of_a_gigabyte_is_one_row_of_the_report_and_little_memory(shop: Administrator) -> None:
    path = shop.file("customers.csv", CUSTOMERS)
    with path.open("ab") as file:
        file.write(b"c4,")
        file.truncate(file.tell() + 1024**3)
        file.seek(0, os.SEEK_END)
        file.write("\nc5,최유리,010-4567-8901,,\n".encode())
    # ``ru_maxrss`` would begin at the size of the process that started this one; VmHWM begins with the program.
    script = (
        "import sys; from pathlib import Path; from desk.server.admin_cli import main; status = main(sys.argv[1:]);"
        "told = dict(line.split(':', 1) for line in Path('/proc/self/status').read_text().splitlines());"
        "print(told['VmHWM'].split()[0], status)"
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
