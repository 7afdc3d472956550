"""Who may listen to what."""

from datetime import UTC, datetime

import pytest

from desk.contract.customers import RelationKind
from desk.contract.events import (
    CallAnswered,
    CallClaimed,
    CallEnded,
    CallMatched,
    CustomerMerged,
    CustomerUnmerged,
    CustomerViewed,
    Event,
    Fact,
    RelationAdded,
    RemedyDeclined,
    RemedyDone,
    RemedyEscalated,
    RemedyRequested,
)
from desk.contract.remedy_rules import Purse
from desk.contract.users import Role, User
from desk.server.rules.topics import subscription, topics_of


def somebody(role: Role) -> User:
    """A person with this role."""
    return User(id=3, name="최", login="c", role=role, active=True, queue_ids=[], extension=None, version=1)


@pytest.mark.parametrize(
    ("role", "asked", "heard"),
    [
        (Role.AGENT, "mine", {"user:3"}),
        (Role.AGENT, "mine, customer:7,ticket:9", {"user:3", "customer:7", "ticket:9"}),
        (Role.AGENT, "", set[str]()),
        (Role.LEAD, "audit,floor", {"audit", "floor"}),
        (Role.AGENT, "audit", None),
        (Role.DELIGHT, "audit", None),
        (Role.AGENT, "user:4", None),
        (Role.AGENT, "customer:x", None),
        (Role.AGENT, "customer:", None),
        (Role.AGENT, "everything", None),
    ],
)
def test_people_hear_their_own_and_what_their_role_allows(role: Role, asked: str, heard: set[str] | None) -> None:
    found = subscription(somebody(role), asked)
    assert (None if found is None else set(found)) == heard


@pytest.mark.parametrize(
    ("fact", "heard"),
    [
        (CustomerMerged(other_id=8, other_name=""), {"customer:7", "customer:8"}),
        (CustomerUnmerged(merge_id=1, other_id=8, other_name=""), {"customer:7", "customer:8"}),
        (RelationAdded(other_id=8, relation=RelationKind.FAMILY), {"customer:7", "customer:8"}),
        (CallMatched(previous_id=8), {"customer:7", "customer:8"}),
        (CallMatched(), {"customer:7"}),
        (CustomerViewed(), set[str]()),
    ],
)
def test_whoever_watches_one_of_two_customers_concerned_hears_of_it(fact: Fact, heard: set[str]) -> None:
    now = datetime(2026, 11, 2, tzinfo=UTC)
    event = Event(seq=9, at=now, recorded_at=now, actor_id=3, actor="", customer_id=7, fact=fact)
    assert {topic for topic in topics_of(event) if topic.startswith("customer:")} == heard


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (CallEnded(cause="cancel", missed=True), True),
        (CallEnded(cause="normalClearing", missed=False), False),
        (CallClaimed(), True),
        (CallAnswered(agent_id=4), False),
        (CallAnswered(agent_id=4, revived=True), True),
    ],
)
def test_everybody_hears_of_missed_calls_and_of_no_others(fact: Fact, told: bool) -> None:
    at = datetime(2025, 3, 1, tzinfo=UTC)
    event = Event(seq=9, at=at, recorded_at=at, actor_id=None, actor="", fact=fact, call_id=5)
    assert ("missed" in topics_of(event)) is told
    assert subscription(somebody(Role.AGENT), "missed") == frozenset({"missed"})


def heard(fact: Fact, actor_id: int | None) -> set[str]:
    now = datetime(2026, 11, 2, tzinfo=UTC)
    return set(topics_of(Event(seq=9, at=now, recorded_at=now, actor_id=actor_id, actor="", customer_id=7, fact=fact)))


def test_leads_are_called_for_a_question_and_not_for_what_the_night_prepared() -> None:
    question = RemedyRequested(
        action="goodwill_credit", purse=Purse.DISCRETION, amount=1, values={}, told="", rules_version=0
    )
    assert "approvals" in heard(question, 3)
    assert "approvals" not in heard(question, None)
    assert "approvals" in heard(RemedyEscalated(remedy_id=9, action="goodwill_credit", level=1), None)


def test_whoever_asked_hears_what_became_of_it() -> None:
    no = RemedyDeclined(remedy_id=9, action="goodwill_credit", words="아니요", agent_id=4)
    done = RemedyDone(remedy_id=9, action="goodwill_credit", amount=1, agent_id=4)
    assert {"user:3", "user:4"} <= heard(no, 3)
    assert "user:4" in heard(done, None)
