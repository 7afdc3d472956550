"""An administrator makes a site, checks its log, rebuilds its tables and copies it, while the server may run."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk.contract.users import Role
from desk.server import admin_cli
from desk.server.admin import words
from desk.server.rules.records import Reason
from desk.server.store import log, users
from desk.server.store.db import Database
from tests.server.admin.conftest import Administrator, elsewhere
from tests.server.conftest import Site


def test_a_site_is_made_with_one_command_and_an_administrator_who_can_sign_in(terminal: Administrator) -> None:
    made = terminal("site", "init", "--admin", "boss", "--name", "김관리")
    assert (made.status, made.err) == (0, "")
    shown = terminal("site", "show").out
    for word in ("boss (admin)", "배송", "교환·반품", "결제", "상품 문의", "VIP", "감동", "배송 지연 사과"):
        assert word in shown
    boss = terminal.read(lambda tx: users.by_login(tx, "boss"))
    assert boss is not None
    assert (boss.role, boss.name) == (Role.ADMIN, "김관리")


def test_making_a_site_twice_adds_nothing(admin: Administrator) -> None:
    before = admin.value("SELECT max(seq) FROM log")
    again = admin("site", "init")
    assert again.status == 0
    assert "left alone: 6 queues" in again.out
    assert admin.value("SELECT max(seq) FROM log") == before


def test_a_command_says_where_there_is_no_database_instead_of_making_one(terminal: Administrator) -> None:
    said = terminal("user", "list")
    assert said.status == 2
    assert "site init" in said.err
    assert not terminal.path.exists()


def test_a_file_that_is_no_database_is_left_as_it_is(terminal: Administrator) -> None:
    terminal.path.write_text("무엇인가 다른 것" * 100)
    assert terminal("site", "show").status == 1
    assert terminal.path.read_text().startswith("무엇인가")


def test_an_address_that_is_none_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert admin_cli.main(["--database", "desk.db", "--lang", "ko", "user", "list"]) == 2
    assert "sqlite:///PATH" in capsys.readouterr().err


def test_the_database_may_be_named_before_or_after_the_command(
    admin: Administrator, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{admin.path}"
    assert admin_cli.main(["user", "list", "--database", address, "--lang", "ko"]) == 0
    assert admin_cli.main(["--database", address, "user", "list"]) == 0
    assert capsys.readouterr().out.count("admin") == 4


def test_the_terminal_speaks_korean_where_the_locale_does(
    admin: Administrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert words.language(None) == "ko"
    assert "계정이 없습니다" in admin("user", "disable", "nobody", lang=words.language(None)).err


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_korean_words(reason: Reason) -> None:
    text = words.reason(reason)
    assert text.ko != text.en
    assert ("{value}" in text.ko) == ("{value}" in text.en)


def test_the_log_is_found_whole_until_somebody_touches_it(admin: Administrator) -> None:
    whole = admin("verify-log")
    assert (whole.status, "every hash holds" in whole.out) == (0, True)
    with closing(sqlite3.connect(admin.path)) as db:
        db.execute("DROP TRIGGER log_is_never_changed")
        db.execute("UPDATE log SET data = replace(data, '배송', '결제') WHERE seq = 2")
        db.commit()
    broken = admin("verify-log", lang="ko")
    assert broken.status == 1
    assert "2번 기록" in broken.err


def test_the_tables_are_compared_with_the_log_and_rebuilt_from_it(admin: Administrator) -> None:
    assert admin("rebuild", "--check").status == 0
    with closing(sqlite3.connect(admin.path)) as db:
        db.execute("UPDATE users SET role = 'agent'")
        db.execute("DELETE FROM templates")
        db.commit()
    different = admin("rebuild", "--check")
    assert different.status == 1
    assert "users, templates" in different.err
    assert admin.value("SELECT count(*) FROM templates") == 0
    assert admin("rebuild").status == 0
    assert admin("rebuild", "--check").status == 0
    assert admin.value("SELECT count(*) FROM templates") == 10


def test_a_copy_holds_everything_and_can_be_used(admin: Administrator, tmp_path: Path) -> None:
    stored = admin.path.with_name("desk.db.files") / "ab" / "abcd"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"a picture")
    done = admin("backup", tmp_path / "copies")
    assert done.status == 0, done.err
    (copy,) = (tmp_path / "copies").glob("*.db")
    assert (tmp_path / "copies" / "files" / "ab" / "abcd").read_bytes() == b"a picture"
    assert copy.stat().st_mode & 0o077 == 0
    with closing(Database(copy)) as database:
        assert database.read(log.verify) is None
        assert database.read(lambda tx: tx.head) == admin.value("SELECT max(seq) FROM log")


def test_a_copy_is_made_while_the_server_writes(site: Site, tmp_path: Path) -> None:
    assert site.put("/agents/me/state", {"state": "available"}).status_code == 200
    elsewhere(site.database, "backup", str(tmp_path / "copies"))
    (copy,) = (tmp_path / "copies").glob("*.db")
    moved = shutil.move(copy, tmp_path / "copy.db")
    with closing(Database(moved)) as database:
        assert database.read(log.verify) is None
