"""Steps that do more than make tables, on databases that were in use before them."""

from pathlib import Path

from desk.contract.search import SearchQuery
from desk.server.routes import search as search_routes
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
