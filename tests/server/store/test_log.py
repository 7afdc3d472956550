"""The log: state can be made again from it alone, and it shows every tampering."""

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest

from desk.contract.events import Fact, FactBase, SessionStarted
from desk.server.routes import ROUTE_MODULES
from desk.server.store import ledger, log
from desk.server.store.db import Database, Tx
from tests.server.history_rig import History

#: Written by projections; the indexes of grams are, too.
DERIVED = {
    "users", "user_queues", "agent_states", "queues", "queue_numbers", "templates", "blocked_numbers", "customers",
    "numbers", "merges", "remarks", "relations", "pins", "looks", "orders", "promises", "surveys", "tickets",
    "articles", "attachments", "calls", "call_agents", "callbacks", "timeline", "filings", "remedy_rules", "remedies",
    "ledger", "executors", "compensation_looks", "macros", "macro_runs", "calendars", "shift_rules", "teams",
    "team_members", "terms", "shifts", "absences", "swaps", "offers", "adjustments", "arrivals", "past_arrivals",
    "hard_calls", "late_calls", "kept_work", "closings", "left_work", "ticket_clocks", "clock_changes", "views",
    "moves", "moved", "agent_steps", "ticket_work", "queue_paces", "loads", "hard_tickets", "had_tickets", "profiles",
    "assignment_rules", "thresholds", "alarms", "in_time", "whispers", "helps", "help_lines", "broadcasts",
    "broadcast_readers", "breaks", "attendance", "switches", "queue_work", "dues_moved", "ticket_merges",
    "listenings",
}  # fmt: skip
INDEXES = {"people", "titles", "words", "texts"}
APART = {
    "log", "migrations", "passwords", "sessions", "sign_in_failures", "connector_tokens", "answers", "ingested",
    "records", "imports", "drafts", "reads", "executor_secrets", "deliveries", "executor_messages", "proposals",
    "switch_secrets", "switch_lines", "switch_told", "listen_told",
    "calendar_links",
}  # fmt: skip
LONG = 900


def lived(path: Path | str, seed: int, length: int = LONG) -> Database:
    """A database with a random history, every event in a transaction with a few others."""
    assert len(ROUTE_MODULES) > 1, "importing the routes registers every projection"
    database = Database(path)
    history = database.write(lambda tx: History(tx, seed))
    for _ in range(length // 7):
        database.write(partial(go_on, history))
    return database


def go_on(history: History, tx: Tx) -> None:
    history.tx = tx
    for _ in range(7):
        history.step()


def tables(tx: Tx) -> set[str]:
    """Every table but the parts that an index is made of."""
    rows = tx.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {row["name"] for row in rows if row["name"].partition("_")[0] not in INDEXES or row["name"] in INDEXES}


def state(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that projections wrote, and every gram of every index with its place."""
    found = {table: sorted(map(repr, map(tuple, tx.all(f"SELECT * FROM {table}")))) for table in DERIVED}
    for index in INDEXES:
        tx.run(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.grams_of_{index} USING fts5vocab (main, {index}, instance)")
        found[index] = sorted(map(repr, map(tuple, tx.all(f"SELECT * FROM temp.grams_of_{index}"))))
    return {name: [(row,) for row in rows] for name, rows in found.items()}


@pytest.mark.parametrize("seed", range(4))
def test_everything_the_state_tables_say_is_said_by_the_log_alone(seed: int) -> None:
    database = lived(":memory:", seed)
    before = database.write(state)
    assert database.write(ledger.imbalance) == []
    database.write(log.rebuild)
    after = database.write(state)
    assert {name: after[name] for name in before if before[name] != after[name]} == {}
    database.close()


def test_the_histories_leave_no_table_empty() -> None:
    filled = set[str]()
    for seed in range(8):
        database = lived(":memory:", seed)
        filled |= {name for name, rows in database.write(state).items() if rows}
        database.close()
    assert filled == DERIVED | INDEXES


def test_the_histories_hold_facts_of_every_kind() -> None:
    told = Counter[type[FactBase]]()
    for seed in range(8):
        database = lived(":memory:", seed)
        told.update(type(event.fact) for event in database.write(lambda tx: list(log.walk(tx))))
        database.close()
    assert set(told) == set(get_args(Fact))


def test_every_table_is_either_made_from_the_log_or_kept_apart_from_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.db")
    assert database.read(tables) == DERIVED | INDEXES | APART
    database.close()


def test_an_untouched_log_holds(tmp_path: Path) -> None:
    database = lived(tmp_path / "desk.db", 1, 70)
    assert database.read(log.verify) is None
    database.close()


def tamper(path: Path, *statements: str) -> int | None:
    """Change a closed log behind its back; returns what its verification says."""
    database = Database(path)

    def work(tx: Tx) -> None:
        for trigger in ("log_is_never_changed", "log_is_never_cut"):
            tx.run(f"DROP TRIGGER {trigger}")
        for statement in statements:
            assert tx.run(statement) == 1

    database.write(work)
    try:
        return database.read(log.verify)
    finally:
        database.close()


@pytest.mark.parametrize(
    "change",
    ["at = at + 1", "recorded_at = recorded_at - 1", "kind = 'note'", "actor_id = coalesce(actor_id, 0) + 1",
     "customer_id = 77", "ticket_id = 77", "call_id = 77", "order_id = 77", "data = data || ' '",
     "hash = zeroblob(32)", "seq = 99999"],
)  # fmt: skip
def test_the_first_changed_record_is_named_whatever_was_changed(tmp_path: Path, change: str) -> None:
    lived(tmp_path / "desk.db", 2, 70).close()
    later = "UPDATE log SET data = '{}' WHERE seq = 31"
    assert tamper(tmp_path / "desk.db", f"UPDATE log SET {change} WHERE seq = 23", later) == 23


def test_a_record_that_was_taken_out_is_missed(tmp_path: Path) -> None:
    lived(tmp_path / "desk.db", 2, 70).close()
    assert tamper(tmp_path / "desk.db", "DELETE FROM log WHERE seq = 23") == 23


def test_two_records_that_changed_places_are_noticed(tmp_path: Path) -> None:
    lived(tmp_path / "desk.db", 2, 70).close()
    swap = [f"UPDATE log SET seq = {new} WHERE seq = {old}" for old, new in ((23, 0), (24, 23), (0, 24))]
    assert tamper(tmp_path / "desk.db", *swap) == 23


def test_the_log_itself_refuses_to_be_changed(tmp_path: Path) -> None:
    database = lived(tmp_path / "desk.db", 3, 14)
    for statement in ("UPDATE log SET data = '' WHERE seq = 2", "DELETE FROM log WHERE seq = 2"):
        with pytest.raises(Exception, match="append-only"):
            database.write(lambda tx, statement=statement: tx.run(statement))  # type: ignore[misc]
    database.close()


def test_a_clock_that_is_set_back_does_not_take_the_record_back(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.db")

    def work(tx: Tx) -> list[Any]:
        first = log.append(tx, SessionStarted(workstation="하나"))
        tx.now = tx.now.replace(year=2020)
        return [first, log.append(tx, SessionStarted(workstation="둘"))]

    first, second = database.write(work)
    assert second.recorded_at == first.recorded_at
    assert second.at.year == 2020
    database.close()
