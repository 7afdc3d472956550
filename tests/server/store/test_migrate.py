"""Steps that do more than make tables, on databases that were in use before them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged
from desk.contract.search import SearchQuery
from desk.server.routes import search as search_routes
from desk.server.store import log
from desk.server.store.db import Database, Tx
from tests.server.store.test_db import asking
from tests.server.store.test_log import lived, state


def test_articles_written_before_they_had_an_index_are_found_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    before = lived(path, seed=5)
    there = before.write(state)
    before.write(_without_index)
    before.close()
    after = Database(path)
    try:
        assert after.write(state)["texts"] == there["texts"] != []
        bodies = "SELECT json_extract(data, '$.body') AS body FROM log WHERE kind = 'article.added'"
        word = next(row["body"] for row in after.read(lambda tx: tx.all(bodies)) if row["body"])
        found = after.read(lambda tx: search_routes.search(tx, asking(SearchQuery(q=word))))
        assert any(group.kind == "article" for group in found.groups)
    finally:
        after.close()


def _without_index(tx: Tx) -> None:
    """The database as it was before the step."""
    tx.run("DROP TABLE temp.grams_of_texts")
    tx.run("DROP TABLE texts")
    tx.run("DELETE FROM migrations WHERE name = '0006_search.sql'")


def test_when_people_were_here_is_known_of_a_log_from_before_it_was_followed(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    before = Database(path)
    before.write(_a_day_on_the_floor)
    there = before.read(_attendance)
    before.write(_without_attendance)
    before.close()
    after = Database(path)
    try:
        assert after.read(_attendance) == there
        assert len(there) == 4
        assert sum(row[2] is None for row in there) == 1
    finally:
        after.close()


def _a_day_on_the_floor(tx: Tx) -> None:
    """Two people come and go; one never does, and one of the clocks goes wrong."""
    words = ("1 off", "1 available", "2 break", "1 in_call", "1 break", "1 off", "2 available", "1 wrap_up", "1 away")
    for number, word in enumerate((*words, "2 off", "1 available")):
        user_id, state = word.split()
        at = tx.now + timedelta(minutes=-5 if number == 9 else number)
        log.append(tx, AgentStateChanged(user_id=int(user_id), state=AgentState(state)), at=at)


def _attendance(tx: Tx) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in tx.all("SELECT * FROM attendance ORDER BY came, user_id")]


def _without_attendance(tx: Tx) -> None:
    tx.run("DROP TABLE attendance")
    tx.run("DELETE FROM migrations WHERE name = '0008_attendance.sql'")


def test_since_when_people_are_here_is_known_of_a_log_from_before_it_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    before = Database(path)
    before.write(_a_day_on_the_floor)
    there = before.read(_here)
    before.write(_without_here_since)
    before.close()
    after = Database(path)
    try:
        assert after.read(_here) == there
        assert [row[1] is None for row in there] == [False, True]
    finally:
        after.close()


def _here(tx: Tx) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in tx.all("SELECT user_id, here_since FROM agent_states ORDER BY user_id")]


def _without_here_since(tx: Tx) -> None:
    tx.run("ALTER TABLE agent_states DROP COLUMN here_since")
    tx.run("DELETE FROM migrations WHERE name = '0008_here.sql'")
