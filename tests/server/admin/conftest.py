"""An administrator at a terminal, with a site's database and a folder of files to import."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from desk.server import admin_cli
from desk.server.store.db import Database, Tx

T = TypeVar("T")
ROOT = Path(__file__).parents[3]
PASSWORD = "correct horse battery"


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
