"""Who decided what, why, under which limits, and what came of it: from the log alone, and shown when it was changed."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.contract.remedy_rules import Limits, Purse, RemedyRules
from desk.contract.users import Role
from desk.server import admin_cli
from desk.server.store import log, upkeep
from desk.server.store.db import Database
from tests.server.admin.conftest import elsewhere
from tests.server.conftest import Site
from tests.server.remedy_rig import Shop


@pytest.fixture
def shop(site: Site) -> Shop:
    """A day with one of each: done, approved, declined, undone, refused."""
    shop = Shop(site, RemedyRules(roles={
        Role.AGENT: {Purse.DISCRETION: Limits(case=30_000, day=100_000)}, Role.LEAD: {Purse.DISCRETION: Limits()},
    }))  # fmt: skip
    shop.carry_out(shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}, reason="=1+1 두 번째 문의")))
    much: dict[str, Any] = {"values": {"amount": 45_000}, "ask_approval": True}
    asked = shop.remedy(shop.ask("goodwill_credit", customer_id=shop.customer("박도윤"), **much))
    shop.carry_out(shop.remedy(shop.do("decision", asked, {"approve": True, "amount": 40_000}, as_="lead")))
    asked = shop.remedy(shop.ask("goodwill_credit", customer_id=shop.customer("최하늘"), **much))
    shop.do("decision", asked, {"approve": False, "words": "지난주에 드렸습니다"}, as_="lead")
    ride = {"pick_up": "store", "destination": "경기도 성남시 분당구 판교로 12", "latest": "2027-01-04T18:00:00+09:00",
            "fee": 12_000}  # fmt: skip
    one = shop.remedy(shop.ask("courier", shop.order("A-1", late=timedelta(days=1)), values=ride))
    shop.do("undo", one)
    other = shop.ask("goodwill_credit", as_="agent2", customer_id=shop.customer("이서윤"), values={"amount": 700})
    shop.carry_out(shop.remedy(other), refused=True)
    return shop


def exported(shop: Shop, name: str = "audit.jsonl") -> list[dict[str, Any]]:
    path = shop.site.database.path.with_name(name)
    elsewhere(shop.site.database, "export-audit", str(path))
    assert path.stat().st_mode & 0o077 == 0
    text = path.read_text(encoding="utf-8-sig")
    return (
        list(csv.DictReader(io.StringIO(text, newline="")))
        if name.endswith("csv")
        else [*map(json.loads, text.splitlines())]
    )


def test_the_story_of_every_remedy_is_told(shop: Shop) -> None:
    records = exported(shop)
    version = records[0]["rules_version"]
    assert [one["kind"] for one in records] == [
        "remedy.rules_set",
        "remedy.requested", "remedy.committed", "remedy.handed_over", "remedy.done",
        "remedy.requested", "remedy.committed", "remedy.handed_over", "remedy.done",
        "remedy.requested", "remedy.declined",
        "remedy.requested", "remedy.committed", "remedy.undone",
        "remedy.requested", "remedy.committed", "remedy.handed_over", "remedy.refused",
    ]  # fmt: skip
    alone, approved = records[2], records[6]
    assert (alone["actor"], alone["authority"], alone["approved"], alone["amount"]) == ("agent", "agent", False, 5_000)
    assert (alone["rules_version"], alone["limits"]) == (
        version,
        {"case": 30_000, "day": 100_000, "month": None, "customer": None},
    )
    assert (approved["asked_by"], approved["authority"], approved["approved"]) == ("agent", "lead", True)
    assert (records[5]["amount"], approved["amount"], approved["limits"]["day"]) == (45_000, 40_000, None)
    assert (records[8]["reference"], records[10]["answer"], records[10]["actor"]) == (
        "P-7",
        "지난주에 드렸습니다",
        "lead",
    )
    assert (records[17]["answer"], records[17]["asked_by"]) == ("계좌 없음", "agent2")
    assert records[11]["details"]["values"]["destination"] == "경기도 성남시 ***"


def test_an_export_is_read_from_the_log_even_if_the_tables_lie(shop: Shop) -> None:
    before = exported(shop)
    shop.site.write(lambda tx: tx.run("UPDATE remedies SET amount = 1, authority_id = NULL, state = 'undone'"))
    shop.site.write(lambda tx: tx.run("UPDATE users SET name = '아무개', login = id"))
    assert exported(shop) == before


def test_a_spreadsheet_gets_the_same_records_and_runs_no_formula(shop: Shop) -> None:
    rows, records = exported(shop, "audit.csv"), exported(shop)
    assert [(row["seq"], row["kind"], row["hash"]) for row in rows] == [
        (str(one["seq"]), one["kind"], one["hash"]) for one in records
    ]
    assert rows[1]["why"] == "'=1+1 두 번째 문의"
    assert json.loads(rows[2]["limits"])["case"] == 30_000


def test_the_hash_of_a_record_is_that_of_the_log(shop: Shop) -> None:
    records = exported(shop)
    kept = shop.site.read(
        lambda tx: {row["seq"]: bytes(row["hash"]).hex() for row in tx.all("SELECT seq, hash FROM log")}
    )
    assert all(one["hash"] == kept[one["seq"]] for one in records)


def test_another_kind_of_file_is_refused(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"sqlite:///{shop.site.database.path}"
    assert admin_cli.main(["--database", address, "export-audit", str(tmp_path / "audit.xls")]) == 2
    assert ".jsonl" in capsys.readouterr().err
    assert not (tmp_path / "audit.xls").exists()


@pytest.mark.parametrize("kind", ["requested", "committed", "handed_over", "done", "refused", "declined", "rules_set"])
def test_a_changed_byte_of_a_remedy_is_found_and_its_record_named(
    shop: Shop, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    upkeep.copy(shop.site.database.path, copy)
    with closing(sqlite3.connect(copy)) as db:
        db.execute("DROP TRIGGER log_is_never_changed")
        (seq, data) = db.execute("SELECT seq, data FROM log WHERE kind = ? LIMIT 1", (f"remedy.{kind}",)).fetchone()
        place = len(data) - 2
        changed = data[:place] + chr(ord(data[place]) ^ 1) + data[place + 1 :]
        db.execute("UPDATE log SET data = ? WHERE seq = ?", (changed, seq))
        db.commit()
    address = f"sqlite:///{copy}"
    for command in (["verify-log"], ["export-audit", str(tmp_path / "audit.csv")]):
        assert admin_cli.main(["--database", address, "--lang", "en", *command]) == 1
        assert f"record {seq} " in capsys.readouterr().err
    assert not (tmp_path / "audit.csv").exists()
    with closing(Database(copy)) as database:
        assert database.read(log.verify) == seq
