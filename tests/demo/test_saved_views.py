"""The demo's lists make sense, are seen by whom they are for, and are not all empty."""

from pathlib import Path

from desk.contract.users import Role
from desk.demo import saved_views, stage
from desk.demo.people import AGENT, LEAD
from desk.queueing import filters
from desk.queueing.filters import Who
from desk.server.rules.views import BUILT_IN
from desk.server.store import ticket_lists, users, views
from desk.server.store.db import Database, Tx


def test_every_list_that_comes_along_makes_sense() -> None:
    drafts = [*saved_views.FOR_ALL, saved_views.OWN, *(one.draft for one in BUILT_IN)]
    assert [filters.faults(draft.filter) for draft in drafts] == [[]] * len(drafts)


def test_the_lead_sees_the_leads_lists_and_the_agent_their_own(tmp_path: Path) -> None:
    stage.set_up(tmp_path)
    database = Database(stage.stage_path(tmp_path))

    def names(tx: Tx, login: str, role: Role) -> list[str]:
        person = users.by_login(tx, login)
        assert person is not None
        return [one.draft.name for one in views.seen(tx, person.id, role) if one.id > 0]

    def counts(tx: Tx) -> list[int]:
        person = users.by_login(tx, LEAD.login)
        assert person is not None
        who = Who(user_id=person.id, queue_ids=tuple(person.queue_ids))
        meant = [filters.resolved(draft.filter, who) for draft in saved_views.FOR_ALL]
        return [ticket_lists.count(tx, one, tx.now)[0] for one in meant]

    try:
        assert database.read(lambda tx: names(tx, LEAD.login, Role.LEAD)) == [one.name for one in saved_views.FOR_ALL]
        assert "내 급한 일" in database.read(lambda tx: names(tx, AGENT.login, Role.AGENT))
        assert "미배정 현황" not in database.read(lambda tx: names(tx, AGENT.login, Role.AGENT))
        assert any(database.read(counts))
    finally:
        database.close()
