"""What an agent knows before picking up."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from desk.contract.calls import Direction
from desk.contract.customers import CallerBrief, RemarkKind, Tier
from desk.contract.events import (
    ArticleAdded,
    CallAnswered,
    CallbackPromised,
    CallbackSettled,
    CallEnded,
    CallRang,
    CustomerCreated,
    CustomerMerged,
    Fact,
    NumberAdded,
    OrderPlaced,
    PromiseBroken,
    PromiseMade,
    QueueSet,
    Refs,
    RemarkAdded,
    TicketOpened,
    UserCreated,
)
from desk.contract.orders import OrderState, PromiseKind, PromiseState
from desk.contract.queues import WrapUpCode
from desk.contract.tickets import ArticleKind
from desk.contract.users import Role
from desk.server.store import customers, log
from desk.server.store.db import Database, Tx

T = TypeVar("T")


class Life:
    """One customer's life, told fact by fact."""

    def __init__(self) -> None:
        self.database = Database(":memory:")
        self.now = datetime.now(UTC)
        self.agent = self.tell(UserCreated(login="agent", name="상담원", role=Role.AGENT))
        codes = (WrapUpCode(code="done", names={}),)
        self.queue = self.tell(
            QueueSet(
                queue_id=None, name="일반", names={}, numbers=(), default_code="done", wrap_up_seconds=30,
                wrap_up_codes=codes,
            )
        )  # fmt: skip
        self.customer = self.tell(CustomerCreated(name="김민지", tier=Tier.VIP))

    def tell(self, fact: Fact, days: float = 0, **refs: int) -> int:
        """Something that happened some days ago (or will, as a due time says)."""
        return self.ask(lambda tx: log.append(tx, fact, Refs(**refs), at=self.now - timedelta(days=days)).seq)

    def ask(self, work: Callable[[Tx], T]) -> T:
        """A question or a fact in a transaction of its own."""
        return self.database.write(work)

    def told(self, fact: Fact, days: float = 0, **refs: int) -> int:
        """The same about the customer."""
        return self.tell(fact, days, customer_id=self.customer, **refs)

    def promise(self, what: str, due_in: float) -> int:
        due = self.now + timedelta(days=due_in)
        return self.told(PromiseMade(promise_kind=PromiseKind.DELIVERY, what=what, due_at=due))

    def call(self, days: float, *facts: Fact) -> None:
        rang = CallRang(external_id=str(days), direction=Direction.IN, number="", raw_number="", called="")
        call = self.told(rang, days)
        for fact in facts:
            self.told(fact, days, call_id=call)

    def brief(self, number: str = "") -> CallerBrief:
        found = self.ask(lambda tx: customers.caller_brief(tx, self.customer, number))
        assert found is not None
        return found


@pytest.fixture
def life() -> Iterator[Life]:
    """A life that has just begun."""
    found = Life()
    yield found
    found.database.close()


def test_broken_promises_come_first_then_what_is_due_soonest_call_backs_included(life: Life) -> None:
    later, soon = life.promise("모레 도착", 2), life.promise("내일 도착", 1)
    overdue, broken = life.promise("그제 도착", -2), life.promise("어제 도착", -1)
    life.told(PromiseBroken(promise_id=broken, what="", due_at=life.now, late_days=0, delivered=False))
    owed = life.told(
        CallbackPromised(number="", owner_id=life.agent, due_at=life.now + timedelta(hours=1), words="회신")
    )
    done = life.told(CallbackPromised(number="", owner_id=life.agent, due_at=life.now, words="회신"))
    life.told(CallbackSettled(callback_id=done, outcome="통화함"))
    promises = life.brief().promises
    assert [promise.id for promise in promises] == [broken, overdue, owed, soon, later]
    assert [promise.kind for promise in promises][1:3] == [PromiseKind.DELIVERY, PromiseKind.CALLBACK]
    assert (promises[0].late_days, life.brief().customer.open_promises) == (1, 5)


def test_a_call_back_whose_time_has_passed_is_a_broken_promise(life: Life) -> None:
    life.told(CallbackPromised(number="", owner_id=life.agent, due_at=life.now - timedelta(days=2), words="회신"))
    (owed,) = life.brief().promises
    assert (owed.state, owed.late_days) == (PromiseState.BROKEN, 2)


def test_the_last_contact_is_the_newest_whatever_order_it_was_learned_in(life: Life) -> None:
    assert (life.brief().last_contact, life.brief().last_contact_at) == ("", None)
    life.call(3, CallAnswered(agent_id=None), CallEnded(cause="", missed=False))
    assert life.brief().last_contact == "call:answered"
    ticket = life.told(TicketOpened(title="문의", queue_id=life.queue), 9)
    life.told(ArticleAdded(article_kind=ArticleKind.REPLY, body="예전 답장"), 8, ticket_id=ticket)
    assert life.brief().last_contact == "call:answered"
    life.told(ArticleAdded(article_kind=ArticleKind.NOTE, body="메모"), 1, ticket_id=ticket)
    assert life.brief().last_contact == "call:answered"
    life.told(ArticleAdded(article_kind=ArticleKind.MESSAGE, body="언제 오나요"), 0.5, ticket_id=ticket)
    assert life.brief().last_contact == "article:message"
    life.call(0.1, CallEnded(cause="noAnswer", missed=True))
    assert life.brief().last_contact == "call:missed"
    assert life.brief().open_tickets == 1


def test_a_caller_is_verified_by_the_number_that_rings(life: Life) -> None:
    life.told(NumberAdded(number="+821011112222", verified=True))
    life.told(NumberAdded(number="+821033334444"))
    briefs = [life.brief(number) for number in ("+821011112222", "+821033334444", "")]
    assert [brief.verified for brief in briefs] == [True, False, True]
    assert [brief.customer.number for brief in briefs] == ["010-****-2222", "010-****-4444", "010-****-2222"]


def test_what_a_merged_record_was_promised_counts_for_the_survivor(life: Life) -> None:
    other = life.tell(CustomerCreated(name="김민지 2"))
    order = life.tell(OrderPlaced(number="A1", items=(), total=1, state=OrderState.PLACED), customer_id=other)
    due = life.now + timedelta(days=1)
    made = PromiseMade(promise_kind=PromiseKind.DELIVERY, what="내일 도착", due_at=due)
    life.tell(made, customer_id=other, order_id=order)
    life.tell(RemarkAdded(remark_kind=RemarkKind.RISK, text="조심"), customer_id=other)
    life.told(CustomerMerged(other_id=other, other_name="김민지 2"))
    for asked in (life.customer, other):
        brief = life.ask(lambda tx, asked=asked: customers.caller_brief(tx, asked))  # type: ignore[misc]
        assert brief is not None
        assert (brief.customer.id, brief.customer.name) == (life.customer, "김민지")
        assert [promise.order_number for promise in brief.promises] == ["A1"]
        assert [remark.text for remark in brief.remarks] == ["조심"]
    whole = life.ask(lambda tx: customers.customer(tx, life.customer))
    assert whole is not None
    assert (whole.order_count, whole.order_total) == (1, 1)


def test_nobody_is_briefed_on_who_is_not_there(life: Life) -> None:
    assert life.ask(lambda tx: customers.caller_brief(tx, 10**6)) is None
    found = life.ask(lambda tx: customers.briefs(tx, [life.customer, 10**6, life.customer]))
    assert [one.id for one in found] == [life.customer]
