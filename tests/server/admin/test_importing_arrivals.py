"""What a former exchange counted becomes the history that forecasts are made of."""

import csv
import os
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk.contract.calls import Direction
from desk.contract.events import CallRang
from desk.server.store import clock, log
from desk.server.store.db import Database
from tests.server.admin.conftest import ROOT, Administrator

DATA = Path(os.environ.get("DESK_DATA") or ROOT.parent / "shared" / "data") / "calls" / "bank_calls_5min.csv"
BANK = ROOT / "resources" / "mappings" / "bank_calls.toml"
MAPPING = """
source = "old"
[times]
formats = ["%Y-%m-%d %H:%M"]
[arrivals]
[arrivals.fields]
queue = "queue"
start = "start"
minutes = "minutes"
offered = "offered"
answered = "answered"
handle_seconds = "seconds"
"""
HEADER = "queue,start,minutes,offered,answered,seconds\n"
MONDAY = "배송,2026-05-04 09:00,30,9,8,1600\n배송,2026-05-04 09:30,30,4,4,800\n"
TUESDAY = "배송,2026-05-05 23:30,60,8,8,1600\n"


@pytest.fixture
def exchange(admin: Administrator) -> Administrator:
    """An administrator with the counts of a former exchange."""
    admin.file("mapping.toml", MAPPING)
    admin.file("calls.csv", HEADER + MONDAY + TUESDAY)
    return admin


def counted(admin: Administrator) -> dict[str, int]:
    """Calls by the time on the wall."""
    rows = admin.rows("SELECT slot, offered FROM arrivals ORDER BY queue_id, slot")
    return {f"{datetime.fromtimestamp(slot * 900, clock.SEOUL):%Y-%m-%d %H:%M}": offered for slot, offered in rows}


def ring(admin: Administrator, at: str) -> None:
    """A call to the delivery queue at a time on the wall."""
    queue_id = admin.value("SELECT id FROM queues WHERE name = '배송'")
    fact = CallRang(
        external_id=at, direction=Direction.IN, number="+82210000000", raw_number="", called="", queue_id=queue_id
    )
    with closing(Database(admin.folder / "desk.db")) as database:
        database.write(lambda tx: log.append(tx, fact, at=datetime.fromisoformat(at + "+09:00")))


def test_intervals_become_quarters_of_their_days(exchange: Administrator) -> None:
    said = exchange.import_("calls.csv", "arrivals")
    assert said.status == 0, said.err
    assert "arrivals: 3 rows, 0 refused; days: 3 new or changed, 0 unchanged" in said.out
    found = counted(exchange)
    assert sum(found.values()) == 21
    assert sorted(offered for at, offered in found.items() if "05-04 09" in at) == [2, 2, 4, 5]
    assert {at: offered for at, offered in found.items() if "05-04" not in at} == {
        "2026-05-05 23:30": 2, "2026-05-05 23:45": 2, "2026-05-06 00:00": 2, "2026-05-06 00:15": 2,
    }  # fmt: skip
    assert exchange.rows("SELECT sum(answered), sum(abandoned), sum(handled), sum(handle_seconds) FROM arrivals") == [
        (20, 1, 20, 4000)
    ]
    assert exchange("rebuild", "--check").status == 0


def test_twice_the_same_input_changes_nothing(exchange: Administrator) -> None:
    exchange.import_("calls.csv")
    before = exchange.value("SELECT count(*) FROM log")
    assert "0 new or changed, 3 unchanged" in exchange.import_("calls.csv").out
    assert exchange.value("SELECT count(*) FROM log") == before


def test_a_day_told_anew_replaces_what_was_told_before(exchange: Administrator) -> None:
    exchange.import_("calls.csv")
    exchange.file("calls.csv", HEADER + "배송,2026-05-04 10:00,15,7,7,700\n")
    assert "1 new or changed, 0 unchanged" in exchange.import_("calls.csv").out
    assert {at: offered for at, offered in counted(exchange).items() if "05-04" in at} == {"2026-05-04 10:00": 7}
    assert exchange("rebuild", "--check").status == 0


def test_a_day_that_desk_has_counted_itself_stays_as_it_is(exchange: Administrator) -> None:
    ring(exchange, "2026-05-04T14:00")
    said = exchange.import_("calls.csv")
    assert said.status == 0
    assert "1 days left as they are: Desk has counted their calls itself (2026-05-04)" in said.out
    assert {at: offered for at, offered in counted(exchange).items() if "05-04" in at} == {"2026-05-04 14:00": 1}


def test_what_was_taken_over_of_a_day_goes_with_the_first_call_that_rings_here(exchange: Administrator) -> None:
    exchange.import_("calls.csv")
    ring(exchange, "2026-05-04T14:00")
    ring(exchange, "2026-05-04T14:05")
    assert {at: offered for at, offered in counted(exchange).items() if "05-04" in at} == {"2026-05-04 14:00": 2}
    assert sum(counted(exchange).values()) == 10, "other days keep theirs"
    assert "1 days left" in exchange.import_("calls.csv").out
    assert exchange("rebuild", "--check").status == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("배송,2026-05-06 09:00,20,1,1,60", "an interval has 5, 15, 30 or 60 minutes"),
        ("배송,2026-05-06 09:05,30,1,1,60", "no interval of 30 minutes begins then"),
        ("배송,2026-05-04 09:15,5,1,1,60", "line 2 tells of this time as well"),
        ("없음,2026-05-06 09:00,15,1,1,60", "there is no queue called 없음"),
        ("배송,2026-05-06 09:00,15,-1,1,60", "it is less than 0"),
        ("배송,6일 9시,15,1,1,60", "it is not a time like %Y-%m-%d %H:%M"),
        ("배송,2090-05-06 09:00,15,1,1,60", "lies in the future"),
    ],
)
def test_nothing_is_taken_while_a_row_is_refused(exchange: Administrator, line: str, why: str) -> None:
    exchange.file("calls.csv", HEADER + MONDAY + line + "\n" + TUESDAY)
    said = exchange.import_("calls.csv")
    assert said.status == 1
    assert "Nothing was taken over" in said.out
    ((row, _, _, _, told),) = exchange.report("calls.csv")
    assert (row, why in told) == ("4", True), told
    assert counted(exchange) == {}


@pytest.mark.skipif(not DATA.is_file(), reason=f"the public call counts are not at {DATA}")
def test_real_call_counts_are_imported_completely(admin: Administrator) -> None:
    first = admin("import", DATA, "--mapping", BANK, "--report", admin.folder)
    assert first.status == 0, first.err
    quarters = Counter[str]()
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["start"])
            quarters[f"{at - timedelta(minutes=at.minute % 15):%Y-%m-%d %H:%M}"] += int(row["calls"])
    assert counted(admin) == dict(+quarters)
    again = admin("import", DATA, "--mapping", BANK, "--report", admin.folder)
    assert "0 new or changed, 164 unchanged" in again.out
