"""Why a ticket is where it is, said to an administrator in plain words."""

from functools import partial

import pytest

from desk.contract.agents import AgentState
from desk.contract.assignment import AssignmentRules
from desk.contract.events import AgentStateChanged, AssignmentRulesSet, QueueSet, Refs, TicketChanged, TicketOpened
from desk.contract.service import AssignmentCode, AssignmentReason, Barred, Priority, Standing
from desk.contract.tickets import TicketState
from desk.contract.users import Role, UserDraft
from desk.server.admin import assignment_words
from desk.server.admin_cli import opened
from desk.server.routes import assigning, users
from desk.server.store import log, queues
from desk.server.store.db import Tx
from tests.server.admin.conftest import Administrator

Made = tuple[int, int]


def stage(tx: Tx) -> Made:
    """Two agents here, one on a break; a ticket that went to the freer one, was taken back, and one that waits."""
    queue = queues.everyone(tx)[0]
    log.append(
        tx,
        QueueSet(
            queue_id=queue.id, name=queue.name, names=queue.names, numbers=tuple(queue.numbers),
            wrap_up_codes=tuple(queue.wrap_up_codes), default_code=queue.default_code,
            wrap_up_seconds=queue.wrap_up_seconds, priority=Priority.NORMAL, assigns=True,
        ),
    )  # fmt: skip
    states = (AgentState.AVAILABLE, AgentState.AVAILABLE, AgentState.BREAK)
    for name, state in zip(("김민지", "이서준", "박하은"), states, strict=True):
        draft = UserDraft(login=f"a{name}", name=name, role=Role.AGENT, password="correct horse", queue_ids=[queue.id])
        log.append(tx, AgentStateChanged(user_id=users.create(tx, draft).id, state=state))
    first = log.append(tx, TicketOpened(title="늦은 소포", queue_id=queue.id)).seq
    assert assigning.give(tx, assigning.decide(tx)) == 1
    fact = TicketChanged(
        title="늦은 소포", state=TicketState.NEW, queue_id=queue.id, owner_id=None, ticket_customer_id=None,
        pending_until=None, fields=("owner_id",), reason=AssignmentReason(code=AssignmentCode.TAKEN_BACK),
    )  # fmt: skip
    log.append(tx, fact, Refs(ticket_id=first))
    assert assigning.give(tx, assigning.decide(tx)) == 1
    waits = log.append(tx, TicketOpened(title="영어 문의", queue_id=queue.id, skills=("english",))).seq
    return first, waits


@pytest.fixture
def made(admin: Administrator) -> Made:
    database = opened(f"sqlite:///{admin.path}", False)
    try:
        return database.write(stage)
    finally:
        database.close()


def test_the_reason_is_told_with_how_everybody_stood(admin: Administrator, made: Made) -> None:
    said = admin("explain-assignment", made[0])
    assert said.status == 0, said.err
    lines = said.out.splitlines()
    assert lines[0] == f"Ticket {made[0]}: 늦은 소포"
    assert lines[1].endswith(" to 이서준: nobody else could take it")
    assert "  not asked: 1 on a break or away, 1 had it before" in lines
    assert any(line.startswith("이서준") and "0/8" in line for line in lines)
    assert "Chosen again from the same standings: the same person" in lines
    before = lines[lines.index("Before:") + 1 :]
    assert [line.partition(": ")[2] for line in before] == [
        "was not touched in time",
        "carried no more than others, and was free the longest",
    ]


def test_all_of_it_is_how_everybody_stood_each_time(admin: Administrator, made: Made) -> None:
    lines = admin("explain-assignment", made[0], "--all").out.splitlines()
    before = lines[lines.index("Before:") + 1 :]
    assert before[1].endswith("carried no more than others, and was free the longest")
    assert [line.partition("  ")[0] for line in before[-3:-1]] == ["김민지", "이서준"]
    assert before[-1] == "Chosen again from the same standings: the same person"


def test_rules_that_came_later_are_told_from_those_that_chose(admin: Administrator, made: Made) -> None:
    database = opened(f"sqlite:///{admin.path}", False)
    try:
        database.write(partial(unmake, ticket=made[0]))
    finally:
        database.close()
    said = admin("explain-assignment", made[0]).out.splitlines()
    assert "Chosen again from the same standings: the same person" in said
    assert said[said.index("Chosen again from the same standings: the same person") + 1] == (
        "Chosen again from the same standings, by the rules now: 이서준"
    )


def unmake(tx: Tx, ticket: int) -> None:
    """It was given to whoever knows the customer, which the rules of today would not do."""
    first, second, *_ = (row["id"] for row in tx.all("SELECT id FROM users WHERE role = 'agent' ORDER BY id"))
    standings = (
        Standing(user_id=first, load=2.0, capacity=8.0, free_seconds=60, knows_days=1),
        Standing(user_id=second, load=0.0, capacity=8.0, free_seconds=60),
    )
    fact = TicketChanged(
        title="늦은 소포", state=TicketState.NEW, queue_id=queues.everyone(tx)[0].id, owner_id=first,
        ticket_customer_id=None, pending_until=None, fields=("owner_id",),
        reason=AssignmentReason(code=AssignmentCode.KNOWS_CUSTOMER, standings=standings),
    )  # fmt: skip
    log.append(tx, fact, Refs(ticket_id=ticket))
    log.append(tx, AssignmentRulesSet(rules=AssignmentRules(continuity_margin=0.0)))


def test_what_a_customer_wrote_does_not_steer_the_terminal(admin: Administrator) -> None:
    database = opened(f"sqlite:///{admin.path}", False)
    try:
        title = "\x1b]0;hi\x07\x1b[2J 늦은\u202e 소포"
        ticket = database.write(
            lambda tx: log.append(tx, TicketOpened(title=title, queue_id=queues.everyone(tx)[0].id))
        )
    finally:
        database.close()
    assert admin("explain-assignment", ticket.seq).out.splitlines()[0].isprintable()


def test_a_ticket_that_waits_says_where_and_for_whom(admin: Administrator, made: Made) -> None:
    said = admin("explain-assignment", made[1], lang="ko")
    lines = said.out.splitlines()
    assert lines[:2] == [f"{made[1]}번 티켓: 영어 문의", "아직 아무도 맡지 않았습니다"]
    assert lines[2].endswith("대기열에서 1번째로 기다립니다")
    assert lines[-1] == "  지금 맡을 수 없는 사람: 필요한 스킬 없음 3명"


def test_a_ticket_that_is_not_there_cannot_be_explained(admin: Administrator) -> None:
    said = admin("explain-assignment", 999_999)
    assert (said.status, said.err) == (1, "There is no ticket 999999\n")


def test_every_code_and_every_cause_has_its_words() -> None:
    assert set(assignment_words.WHY) == set(AssignmentCode)
    assert set(assignment_words.BARS) == set(Barred)
