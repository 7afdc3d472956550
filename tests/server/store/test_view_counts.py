"""Counts are shared and never asked of the tables more often than there is time for."""

from datetime import datetime

import pytest

from desk.contract.tickets import TicketState
from desk.contract.views import Condition, Field, Filter, Op
from desk.server.store import ticket_lists
from desk.server.store.db import Database, Tx
from desk.server.store.view_counts import FORGOTTEN, Counts

OPEN = Filter(all=(Condition(field=Field.STATE, op=Op.IS, values=("open",)),))
SOON = Filter(all=(Condition(field=Field.CHANGED, op=Op.WITHIN, values=("60",)),))


class Table:
    """A database, a clock, and how often tickets were counted; counting takes ``cost`` seconds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database, self.time, self.cost, self.counted = Database(":memory:"), 100.0, 0.001, list[Filter]()
        self.counts = Counts(lambda: self.time)
        count = ticket_lists.count

        def watched(tx: Tx, asked: Filter, now: datetime) -> tuple[int, int]:
            self.counted.append(asked)
            self.time += self.cost
            return count(tx, asked, now)

        monkeypatch.setattr(ticket_lists, "count", watched)

    def add(self, number: int) -> None:
        self.database.write(
            lambda tx: tx.run(
                "INSERT INTO tickets (id, title, state, queue_id, created_at, changed_at, article_count, source,"
                " external_id, version) VALUES (?, '', ?, 1, 0, 0, 0, '', '', 1)",
                (number, TicketState.OPEN),
            )
        )

    def ask(self, asked: Filter, head: int) -> tuple[int, int]:
        found = self.database.write(lambda tx: self.counts.get(tx, asked, head))
        return found.count, found.head


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    return Table(monkeypatch)


def test_a_count_is_renewed_when_something_happened_and_a_second_passed(table: Table) -> None:
    assert table.ask(OPEN, 1) == (0, 1)
    table.add(1)
    assert table.ask(OPEN, 2) == (0, 1)
    table.time += 1
    assert table.ask(OPEN, 2) == (1, 2)
    assert len(table.counted) == 2


def test_dear_counts_are_renewed_as_seldom_as_the_time_for_them_allows(table: Table) -> None:
    table.cost = 2.0
    for head in range(40):
        table.ask(OPEN, head)
        table.time += 1
    assert 40 * 0.25 / 2 <= len(table.counted) <= 40 * 0.25 / 2 + 2


def test_what_nobody_asks_for_any_more_is_forgotten_with_its_cost(table: Table) -> None:
    table.cost = 3.0
    table.ask(SOON, 1)
    table.cost = 0.001
    table.time += FORGOTTEN
    table.ask(OPEN, 1)
    table.add(1)
    table.time += 1
    assert table.ask(OPEN, 2) == (1, 2)
