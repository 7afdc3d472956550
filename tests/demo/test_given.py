"""The demo's shop has a past: similar cases, and an agent who has already given something today."""

from datetime import datetime, timedelta
from pathlib import Path

from desk.contract.remedy_rules import Purse
from desk.demo import stage
from desk.demo.people import AGENT
from desk.server.store import clock, precedents, situations, users
from desk.server.store.db import Database, Tx


def test_the_tours_order_has_twelve_like_it_and_the_agent_has_70000_won_left(tmp_path: Path) -> None:
    stage.set_up(tmp_path)
    database = Database(stage.stage_path(tmp_path))
    today = clock.SEOUL

    def work(tx: Tx) -> tuple[tuple[int, int | None, int | None, int | None], int]:
        order = tx.value("SELECT id FROM orders WHERE number = ?", ("20261117-3390",))
        like = precedents.of(tx, "goodwill_credit", order)
        agent = users.by_login(tx, AGENT.login)
        assert agent is not None
        day = situations.day(datetime.now(today) - timedelta(minutes=1))
        return (like.count, like.lower, like.median, like.upper), situations.drawn(tx, agent.id, day, day)[
            Purse.DISCRETION
        ]

    try:
        assert database.read(work) == ((12, 3_000, 5_000, 8_000), 30_000)
    finally:
        database.close()
