"""When the demo begins, its floor is alive: callers wait, somebody needs help, and there is something to read."""

from datetime import datetime
from pathlib import Path

from desk.contract.wall import Measure
from desk.demo import stage
from desk.demo.people import AGENT, LEAD
from desk.demo.talk import COLLEAGUE, waiting
from desk.queueing.wall import of_queue
from desk.server.rules.wall import flaw
from desk.server.store import alarms, broadcasts, calls, clock, helps, queues, users, whispers
from desk.server.store import wall as walls
from desk.server.store.db import Database, Tx


def test_callers_wait_somebody_needs_help_and_words_are_to_be_read(tmp_path: Path) -> None:
    stage.set_up(tmp_path)
    database = Database(stage.stage_path(tmp_path))
    begun = datetime.now(clock.SEOUL)

    def look(tx: Tx) -> None:
        tx.now = max(tx.now, begun)
        by_login = {login: users.by_login(tx, login) for login in (AGENT.login, LEAD.login, COLLEAGUE)}
        agent, lead, colleague = by_login[AGENT.login], by_login[LEAD.login], by_login[COLLEAGUE]
        assert agent is not None
        assert lead is not None
        assert colleague is not None
        waits = walls.waiting(tx)
        assert sorted(map(len, waits.values())) == [1, 1, 4]
        assert all(calls.by_external(tx, call_id) is not None for call_id, _ in waiting())
        assert [one.asker_id for one in helps.ongoing(tx)] == [colleague.id]
        assert [one.from_id for one in whispers.of(tx, agent.id, 5)] == [lead.id]
        (said,) = broadcasts.holding(tx, agent.id, 5, leads=False)
        assert (said.must_read, said.read) == (True, False)
        limits = alarms.thresholds(tx).thresholds
        vip = queues.by_name(tx, "VIP")
        assert flaw(limits) is None
        assert vip is not None
        assert of_queue(limits, vip)[Measure.LONGEST_WAIT].alarm == 40

    try:
        database.read(look)
    finally:
        database.close()
