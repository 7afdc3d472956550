"""The criteria, run over real order histories, come to what a few lines of counting come to."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.server.admin.conftest import Administrator
from tests.server.admin.test_importing_olist import DATA, MAPPING, table

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the public order histories are not at {DATA}")
BRAZIL = ZoneInfo("America/Sao_Paulo")
RULES = """
queues = []
[[remedies.compensation]]
since = 2010-01-01
per_order = 30_000
rows = [
    { over_hours = 0, percent = 5, at_least = 1_000, at_most = 5_000 },
    { over_hours = 24, percent = 10, at_least = 3_000, at_most = 10_000 },
    { over_hours = 72, percent = 15, at_least = 5_000, at_most = 40_000 },
]
[remedies.roles]
"""


def by_hand() -> list[int]:
    """What every late order is owed, straight from the files: a share of 5, 10 or 15 percent within its bounds."""
    value: dict[str, Decimal] = {}
    for row in table("order_items"):
        value[row["order_id"]] = value.get(row["order_id"], Decimal(0)) + sum(
            ((Decimal(row[name]) * 260) for name in ("price", "freight_value")), Decimal(0)
        ).quantize(Decimal(1), ROUND_HALF_UP)
    owed = list[int]()
    for row in table("orders"):
        if not row["order_delivered_customer_date"] or row["order_status"] == "canceled":
            continue
        came = datetime.fromisoformat(row["order_delivered_customer_date"]).replace(tzinfo=BRAZIL)
        promised = datetime.fromisoformat(row["order_estimated_delivery_date"]) + timedelta(days=1)
        late = came - promised.replace(tzinfo=BRAZIL)
        if late < timedelta(0):
            continue
        percent, low, high = (
            (5, 1_000, 5_000)
            if late <= timedelta(days=1)
            else (10, 3_000, 10_000)
            if late <= timedelta(days=3)
            else (15, 5_000, 40_000)
        )
        share = min(max(low, int(value[row["order_id"]]) * percent // 100), high)
        owed.append(min(30_000, (share + 99) // 100 * 100))
    return owed


def test_real_late_deliveries_are_owed_what_counting_by_hand_says(admin: Administrator, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES, encoding="utf-8")
    admin("import", DATA, "--mapping", MAPPING, "--report", admin.folder)
    said = admin("compensation", "--delivered", "--rules", rules).out
    owed = by_hand()
    found = re.search(r"([\d,]+) deliveries late, ([\d,]+) of them compensated by the criteria: ([\d,]+) won", said)
    assert found, said
    assert [int(part.replace(",", "")) for part in found.groups()] == [len(owed), len(owed), sum(owed)]
    assert len(owed) == 191
