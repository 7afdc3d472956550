"""The big database is what the server itself would have written."""

from pathlib import Path

import pytest

from desk.server.store import log
from desk.server.store.db import Database
from tests.bench import big
from tests.server.store.test_log import state


def test_a_built_database_holds_what_its_log_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(big, "CACHE", tmp_path)
    database = Database(big.database(60, 1500))
    assert database.read(log.verify) is None
    before = database.write(state)
    database.write(log.rebuild)
    after = database.write(state)
    assert {name: after[name] for name in before if before[name] != after[name]} == {}
    database.close()


def test_a_built_database_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(big, "CACHE", tmp_path)
    first = big.database(20, 200)
    made = first.stat().st_mtime_ns
    assert big.database(20, 200).stat().st_mtime_ns == made
