"""An administrator at a terminal, with a site's database and a folder of files to import."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from desk import paths
from desk.server import admin_cli
from desk.server.store.db import Database, Tx

T = TypeVar("T")
ROOT = Path(__file__).parents[3]
PASSWORD = "correct horse battery"


#: The files of a small shop, and the mapping that says what is in them.
MAPPING = paths.resource("mappings", "example.toml").read_text(encoding="utf-8")
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


def elsewhere(database: Database, *arguments: str) -> str:
    """Run ``desk admin`` in a process of its own."""
    command = [sys.executable, "-m", "desk", "admin", "--database", f"sqlite:///{database.path}", *arguments]
    environment = {**os.environ, "DESK_ADMIN_PASSWORD": PASSWORD}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


@dataclass(frozen=True, slots=True)
class Said:
    """What a command ended with and said."""

    status: int
    out: str
    err: str


class Administrator:
    """Runs ``desk admin`` against one database, in English unless asked otherwise."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.path = folder / "desk.db"
        self._capsys = capsys

    def __call__(self, *words: object, lang: str = "en") -> Said:
        self._capsys.readouterr()
        status = admin_cli.main(["--database", f"sqlite:///{self.path}", "--lang", lang, *map(str, words)])
        said = self._capsys.readouterr()
        return Said(status, said.out, said.err)

    def read(self, work: Callable[[Tx], T]) -> T:
        """Look into the database."""
        with closing(Database(self.path)) as database:
            return database.read(work)

    def value(self, sql: str) -> Any:
        """The one value of a query."""
        return self.read(lambda tx: tx.value(sql))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.read(lambda tx: [tuple(row) for row in tx.all(sql)])

    def file(self, name: str, content: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def import_(self, name: str, kind: str | None = None, *more: object, lang: str = "en") -> Said:
        """Import a file of the folder with its ``mapping.toml``; reports go into the folder."""
        kinds = [] if kind is None else ["--kind", kind]
        mapping = self.folder / "mapping.toml"
        path = self.folder / name
        return self("import", path, "--mapping", mapping, *kinds, "--report", self.folder, *more, lang=lang)

    def report(self, name: str) -> list[list[str]]:
        """The lines of a report, without their header."""
        with (self.folder / f"{name}.errors.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))[1:]


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Administrator:
    """An administrator before there is a database."""
    monkeypatch.setenv("DESK_ADMIN_PASSWORD", PASSWORD)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return Administrator(tmp_path, capsys)


@pytest.fixture
def admin(terminal: Administrator) -> Administrator:
    """An administrator whose site is made."""
    assert terminal("site", "init").status == 0
    return terminal


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
