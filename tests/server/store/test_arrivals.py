"""Calls are counted by queue and quarter of an hour: each caller once, for what became of the call."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.contract.calls import Direction
from desk.contract.events import CallAnswered, CallEnded, CallRang, CallWrappedUp, Fact, Refs
from desk.server.store import arrivals, call_duties, log, migrate
from desk.server.store.arrivals import Counts
from desk.server.store.db import Database, Tx

NINE = datetime(2026, 11, 23, 0, 3, tzinfo=UTC)
#: The quarter in which it rings.
SLOT = NINE.replace(minute=0)
MINUTE = timedelta(minutes=1)
DELIVERY, RETURNS = 7, 8
AGENT = 5


class Line:
    """A telephone exchange that says what it likes, when it likes."""

    def __init__(self, tx: Tx) -> None:
        self.tx, self.at = tx, NINE

    def say(self, fact: Fact, call_id: int | None = None, minutes: float = 0) -> int:
        """It happened so many minutes later."""
        self.at += minutes * MINUTE
        return log.append(self.tx, fact, Refs(call_id=call_id), at=self.at).seq

    def ring(
        self,
        queue_id: int | None = DELIVERY,
        direction: Direction = Direction.IN,
        *,
        origin_id: int | None = None,
        blocked: bool = False,
    ) -> int:
        """It rings."""
        return self.say(
            CallRang(
                external_id=f"c{self.tx.head}", direction=direction, number="+821023456789", raw_number="", called="",
                queue_id=queue_id, origin_id=origin_id, blocked=blocked,
            )
        )  # fmt: skip

    def answer(self, call_id: int, minutes: float = 0, *, revived: bool = False) -> None:
        """Somebody picks up."""
        self.say(CallAnswered(agent_id=AGENT, revived=revived), call_id, minutes)

    def end(self, call_id: int, minutes: float = 0, cause: str = "normalClearing", *, missed: bool = False) -> None:
        """It is over."""
        self.say(CallEnded(cause=cause, missed=missed), call_id, minutes)

    def wrap_up(self, call_id: int, minutes: float = 0) -> None:
        """It has its code."""
        self.say(CallWrappedUp(code="done", agent_id=AGENT), call_id, minutes)

    def counted(self, queue_id: int = DELIVERY) -> Counts:
        """What was counted in the quarter in which it all began."""
        found = arrivals.between(self.tx, SLOT, SLOT + 15 * MINUTE, [queue_id])
        return found[0].counts if found else Counts()


@pytest.fixture
def line() -> Iterator[Line]:
    """An exchange; whatever it said, the tables are the same when rebuilt and when made by the step that adds them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.row_factory = sqlite3.Row
        migrate.migrate(memory)
        tx = Tx(memory, NINE, None, "")
        yield Line(tx)
        before = counted_rows(tx)
        log.rebuild(tx)
        assert counted_rows(tx) == before
        backfill(tx)
        assert counted_rows(tx) == before


def counted_rows(tx: Tx) -> list[tuple[object, ...]]:
    tables = ("arrivals", "hard_calls", "late_calls", "in_time")
    return [tuple(row) for table in tables for row in tx.all(f"SELECT * FROM {table} ORDER BY 1, 2")]


def backfill(tx: Tx) -> None:
    """Count what an earlier version of the program has left, as the step does that brings the counting."""
    for table in ("arrivals", "hard_calls", "in_time"):
        tx.run(f"DELETE FROM {table}")
    for statement in migrate.counting():
        tx.run(statement)


def test_an_answered_call_counts_with_its_talk_and_wrap_up(line: Line) -> None:
    call = line.ring()
    assert line.counted() == Counts(offered=1)
    line.answer(call, 1)
    assert line.counted() == Counts(offered=1, answered=1)
    line.end(call, 3)
    assert line.counted() == Counts(offered=1, answered=1, handled=1, handle_seconds=180)
    line.wrap_up(call, 1)
    line.wrap_up(call, 60)
    assert line.counted() == Counts(offered=1, answered=1, handled=1, handle_seconds=240)


def test_a_caller_who_hangs_up_is_abandoned(line: Line) -> None:
    line.end(line.ring(), 1, "cancel", missed=True)
    assert line.counted() == Counts(offered=1, abandoned=1)


def test_a_call_that_comes_back_to_life_was_not_abandoned(line: Line) -> None:
    call = line.ring()
    line.end(call, 5, "lost", missed=True)
    line.answer(call, 1, revived=True)
    assert line.counted() == Counts(offered=1, answered=1)
    line.end(call, 2)
    assert line.counted() == Counts(offered=1, answered=1, handled=1, handle_seconds=120)


def test_a_voice_box_answers_for_nobody(line: Line) -> None:
    call = line.ring()
    line.answer(call)
    line.end(call, 1, "voicemail", missed=True)
    assert line.counted() == Counts(offered=1, abandoned=1)


def test_transferred_inside_a_queue_a_caller_counts_once_with_all_that_was_talked(line: Line) -> None:
    first = line.ring()
    line.answer(first)
    second = line.ring(origin_id=first)
    line.end(first, 2)
    line.answer(second)
    line.end(second, 20)
    assert line.counted() == Counts(offered=1, answered=1, handled=1, handle_seconds=22 * 60)


def test_transferred_to_another_queue_a_caller_counts_there_too(line: Line) -> None:
    first = line.ring()
    line.answer(first)
    second = line.ring(RETURNS, origin_id=first)
    line.end(first, 1)
    line.end(second, 1, "cancel", missed=True)
    assert line.counted() == Counts(offered=1, answered=1, handled=1, handle_seconds=60)
    assert line.counted(RETURNS) == Counts(offered=1, abandoned=1)


def test_what_is_no_arrival_is_not_counted(line: Line) -> None:
    line.end(line.ring(blocked=True), 0, "blocked")
    line.answer(line.ring(direction=Direction.OUT))
    line.answer(line.ring(None))
    assert arrivals.between(line.tx, SLOT, SLOT + timedelta(days=1), [DELIVERY, RETURNS]) == []


def test_calls_are_counted_where_they_rang(line: Line) -> None:
    for _ in range(2):
        line.ring()
    line.at = SLOT + 15 * MINUTE
    late = line.ring()
    line.answer(late, 20)
    found = arrivals.between(line.tx, SLOT, SLOT + timedelta(hours=1), [DELIVERY])
    assert [(one.start, one.counts.offered, one.counts.answered) for one in found] == [
        (SLOT, 2, 0),
        (SLOT + 15 * MINUTE, 1, 1),
    ]
    assert arrivals.queues(line.tx, SLOT + timedelta(hours=1)) == []


def test_a_long_call_is_a_hard_one_on_the_day_of_its_agent(line: Line) -> None:
    for minutes in (15, 16):
        call = line.ring()
        line.answer(call)
        line.end(call, minutes)
    today = datetime(2026, 11, 23, tzinfo=UTC).date()
    assert call_duties.hard_calls(line.tx, [AGENT, 6], today, today) == {AGENT: 1}


def test_a_database_of_an_earlier_version_has_its_calls_counted(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with closing(Database(path)) as old:
        old.write(earlier)
    with closing(Database(path)) as found:
        slots = found.read(lambda tx: arrivals.between(tx, SLOT, SLOT + timedelta(hours=1), [DELIVERY]))
        assert [one.counts for one in slots] == [Counts(1, 1, 0, 1, 90)]


def earlier(tx: Tx) -> None:
    """A call, and then the database as it was before calls were counted."""
    line = Line(tx)
    call = line.ring()
    line.answer(call)
    line.end(call, 1)
    line.wrap_up(call, 0.5)
    for index in ("calls_owed", "calls_talked"):
        tx.run(f"DROP INDEX {index}")
    for table in ("hard_calls", "late_calls", "closings", "left_work"):
        tx.run(f"DROP TABLE {table}")
    tx.run("ALTER TABLE calls DROP COLUMN wrapped_up_at")
    tx.run("DELETE FROM arrivals")
    tx.run("DELETE FROM migrations WHERE name = '0007_arrivals.sql'")
