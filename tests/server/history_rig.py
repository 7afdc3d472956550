"""A busy random history: believable facts of every kind, about things that exist."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import get_args

from desk.contract import events as facts
from desk.contract.agents import AgentState
from desk.contract.calls import Direction
from desk.contract.customers import PersonalField, RelationKind, RemarkKind, Tier
from desk.contract.events import Event, Fact, FactBase, Refs
from desk.contract.macros import MacroStep, StepKind, StepResult, StepState
from desk.contract.orders import OrderItem, OrderState, PromiseKind
from desk.contract.queues import WrapUpCode
from desk.contract.remedies import PromisedEffect, Remedy
from desk.contract.remedy_rules import LateCause, Limits, Purse, RemedyRules
from desk.contract.tickets import ArticleKind, AttachmentInfo, TicketState
from desk.contract.users import Role
from desk.server.store import log, remedies
from desk.server.store.db import Tx

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
NAMES = ("김민지", "이서윤", "박도윤", "Kim Minji", "최 하늘", "김민")
WORDS = ("배송이 늦어요", "퀵서비스로 보냈습니다", "010-1234-5678로 연락", "<b>refund</b> 환불", "")

#: Rarer than what they undo, so that something stays.
UNDOING = (facts.CustomerUnmerged, facts.EventUnpinned, facts.RemarkRemoved, facts.RelationRemoved, facts.NumberRemoved)
#: More often, so that remedies come as far as they can.
CARRYING = (facts.RemedyEscalated, facts.RemedyCommitted, facts.RemedyHandedOver, facts.RemedyUnknown)
#: A fact, and whom and what it is about.
Told = tuple[Fact, Refs]


class History:
    """Writes believable facts of every kind at random, about things that exist."""

    def __init__(self, tx: Tx, seed: int) -> None:
        self.tx, self.chance = tx, random.Random(seed)
        self.at = START
        self.made: dict[type[FactBase], list[Event]] = {}
        self.kinds = {kind: getattr(self, name) for name, kind in self._writers()}
        for kind in (facts.UserCreated, facts.QueueSet, facts.CustomerCreated, facts.CustomerCreated):
            self.step(kind)

    def _writers(self) -> Iterator[tuple[str, type[FactBase]]]:
        for kind in get_args(Fact):
            yield "_" + str(kind.__struct_config__.tag).replace(".", "_"), kind

    def step(self, kind: type[FactBase] | None = None) -> None:
        """One more fact, if there is something for it to be about."""
        if kind is None:
            weights = [0.3 if one in UNDOING else 3.0 if one in CARRYING else 1.0 for one in self.kinds]
            (kind,) = self.chance.choices(list(self.kinds), weights)
        write: Callable[[], Told | None] = self.kinds[kind]
        told = write()
        if told is not None:
            self.at += timedelta(minutes=self.chance.randint(-30, 60))
            self.tx.actor_id = self.one(facts.UserCreated) if self.made.get(facts.UserCreated) else None
            event = log.append(self.tx, told[0], told[1], at=self.at)
            self.made.setdefault(type(told[0]), []).append(event)

    def any(self, kind: type[FactBase]) -> Event | None:
        found = self.made.get(kind)
        return self.chance.choice(found) if found else None

    def one(self, kind: type[FactBase]) -> int:
        event = self.any(kind)
        assert event is not None
        return event.seq

    def maybe(self, kind: type[FactBase]) -> int | None:
        event = self.any(kind)
        return None if event is None or self.chance.random() < 0.3 else event.seq

    @property
    def customer(self) -> Refs:
        return Refs(customer_id=self.one(facts.CustomerCreated))

    def words(self) -> str:
        return self.chance.choice(WORDS)

    def number(self) -> str:
        return f"+8210{self.chance.randint(0, 5) * 11111111:08}"

    # One writer a kind, named by its tag.

    def _user_created(self) -> Told:
        login = f"user{len(self.made.get(facts.UserCreated, []))}"
        return facts.UserCreated(login=login, name=login, role=self.chance.choice(list(Role)), extension="201"), Refs()

    def _user_changed(self) -> Told:
        user = self.one(facts.UserCreated)
        queues = (self.one(facts.QueueSet),)
        return (
            facts.UserChanged(user_id=user, name="새", role=Role.LEAD, active=True, queue_ids=queues, extension=None),
            Refs(),
        )

    def _session_started(self) -> Told:
        return facts.SessionStarted(workstation="창구"), Refs()

    def _session_ended(self) -> Told:
        return facts.SessionEnded(user_id=self.one(facts.UserCreated), why="signed_out"), Refs()

    def _session_refused(self) -> Told:
        return facts.SignInRefused(login="?", why="wrong password"), Refs()

    def _agent_state(self) -> Told:
        state = self.chance.choice(list(AgentState))
        return facts.AgentStateChanged(user_id=self.one(facts.UserCreated), state=state, next_state=state), Refs()

    def _queue_set(self) -> Told:
        known = self.maybe(facts.QueueSet)
        queue_id = None if known is None else self.made[facts.QueueSet][0].seq
        place = len(self.made.get(facts.QueueSet, []))
        name = f"대기열 {place}"
        codes = (WrapUpCode(code="done", names={"ko": "완료"}),)
        return (
            facts.QueueSet(
                queue_id=queue_id, name=name, names={"en": name}, numbers=(f"+8215{place:06}",),
                wrap_up_codes=codes, default_code="done", wrap_up_seconds=30,
            ),
            Refs(),
        )  # fmt: skip

    def _template_set(self) -> Told:
        first = self.made.get(facts.TemplateSet)
        template = first[0].seq if first else None
        return (
            facts.TemplateSet(template_id=template, name="인사", article_kind=ArticleKind.REPLY, words={"ko": "안녕"}),
            Refs(),
        )

    def _number_blocked(self) -> Told:
        return facts.NumberBlocked(number=self.number(), reason="욕설"), Refs()

    def _number_unblocked(self) -> Told:
        return facts.NumberUnblocked(number=self.number()), Refs()

    def _customer_created(self) -> Told:
        name, place = self.chance.choice(NAMES), len(self.made.get(facts.CustomerCreated, []))
        mail = f"{'abc'[place % 3]}{place}@example.com"
        return facts.CustomerCreated(name=name, email=mail, source="shop", external_id=f"c{place}"), Refs()

    def _customer_changed(self) -> Told:
        fact = facts.CustomerChanged(
            name=self.chance.choice(NAMES),
            tier=Tier.VIP,
            email=self.chance.choice(["", "z@example.com"]),
            address="서울",
            fields=("name", "tier"),
        )
        return fact, self.customer

    def _customer_number_added(self) -> Told:
        return facts.NumberAdded(number=self.number(), label="집", verified=self.chance.random() < 0.5), self.customer

    def _customer_number_changed(self) -> Told | None:
        event = self.any(facts.NumberAdded)
        return (
            (facts.NumberChanged(number_id=event.seq, label="회사", verified=True), self._of(event)) if event else None
        )

    def _customer_number_removed(self) -> Told | None:
        event = self.any(facts.NumberAdded)
        return (facts.NumberRemoved(number_id=event.seq, number=self.number()), self._of(event)) if event else None

    def _of(self, event: Event) -> Refs:
        return Refs(
            customer_id=event.customer_id, ticket_id=event.ticket_id, call_id=event.call_id, order_id=event.order_id
        )

    def _customer_merged(self) -> Told | None:
        alone = [row["id"] for row in self.tx.all("SELECT id FROM customers WHERE merged_into IS NULL")]
        if len(alone) < 4:
            return None
        one, other = self.chance.sample(alone, 2)
        return facts.CustomerMerged(other_id=other, other_name=""), Refs(customer_id=one)

    def _customer_unmerged(self) -> Told | None:
        rows = self.tx.all("SELECT * FROM merges")
        if not rows:
            return None
        row = self.chance.choice(rows)
        fact = facts.CustomerUnmerged(merge_id=row["id"], other_id=row["other_id"], other_name="")
        return fact, Refs(customer_id=row["customer_id"])

    def _customer_viewed(self) -> Told:
        return facts.CustomerViewed(address="10.0.0.1"), self.customer

    def _customer_revealed(self) -> Told:
        return facts.CustomerRevealed(field=PersonalField.NUMBER, reason="회신"), self.customer

    def _customer_remark_added(self) -> Told:
        return facts.RemarkAdded(remark_kind=RemarkKind.RISK, text=self.words()), self.customer

    def _customer_remark_removed(self) -> Told | None:
        event = self.any(facts.RemarkAdded)
        return (facts.RemarkRemoved(remark_id=event.seq), self._of(event)) if event else None

    def _customer_relation_added(self) -> Told:
        other = self.one(facts.CustomerCreated)
        return facts.RelationAdded(other_id=other, relation=RelationKind.FAMILY), self.customer

    def _customer_relation_removed(self) -> Told | None:
        event = self.any(facts.RelationAdded)
        return (facts.RelationRemoved(relation_id=event.seq), self._of(event)) if event else None

    def _timeline_pinned(self) -> Told | None:
        event = self.any(facts.RemarkAdded)
        return (facts.EventPinned(seq=event.seq), self._of(event)) if event else None

    def _timeline_unpinned(self) -> Told | None:
        event = self.any(facts.EventPinned)
        if event is None:
            return None
        assert isinstance(event.fact, facts.EventPinned)
        return facts.EventUnpinned(seq=event.fact.seq), self._of(event)

    def _ticket_opened(self) -> Told:
        place = len(self.made.get(facts.TicketOpened, []))
        fact = facts.TicketOpened(
            title=f"{self.words()} {place}", queue_id=self.one(facts.QueueSet), source="old", external_id=f"t{place}"
        )
        return fact, Refs(customer_id=self.maybe(facts.CustomerCreated))

    def _ticket_changed(self) -> Told | None:
        event = self.any(facts.TicketOpened)
        if event is None:
            return None
        whose = self.maybe(facts.CustomerCreated)
        row = self.tx.one("SELECT title FROM tickets WHERE id = ?", (event.seq,))
        assert row is not None
        title = self.chance.choice([row["title"], self.words() + "!"])
        fields = ("customer_id", *(("title",) if title != row["title"] else ()))
        fact = facts.TicketChanged(
            title=title, state=TicketState.PENDING, queue_id=self.one(facts.QueueSet),
            owner_id=self.one(facts.UserCreated), ticket_customer_id=whose, pending_until=self.at, fields=fields,
        )  # fmt: skip
        return fact, Refs(ticket_id=event.seq, customer_id=whose)

    def _attachment_stored(self) -> Told:
        return facts.AttachmentStored(name="사진.png", size=3, media_type="image/png", sha256="0" * 64), Refs()

    def _call_wrap_up_extended(self) -> Told | None:
        return self._call(facts.WrapUpExtended(wrap_up_until=self.at, agent_id=None))

    def _connector_issued(self) -> Told:
        return facts.ConnectorIssued(name="exchange", scope="cti", token_id="0f"), Refs()

    def _connector_revoked(self) -> Told:
        return facts.ConnectorRevoked(name="exchange", scope="cti", token_id="0f"), Refs()

    def _attachment_dropped(self) -> Told | None:
        event = self.any(facts.AttachmentStored)
        return None if event is None else (facts.AttachmentDropped(attachment_id=event.seq), Refs())

    def _article_added(self) -> Told | None:
        event = self.any(facts.TicketOpened)
        if event is None:
            return None
        files = [
            AttachmentInfo(id=one.seq, name="사진.png", size=3, media_type="image/png", sha256="0")
            for one in self.made.get(facts.AttachmentStored, [])[-1:]
        ]
        kind = self.chance.choice(list(ArticleKind))
        whose = self.tx.value("SELECT customer_id FROM tickets WHERE id = ?", (event.seq,))
        fact = facts.ArticleAdded(article_kind=kind, body=self.words(), attachments=tuple(files))
        return fact, Refs(ticket_id=event.seq, customer_id=whose)

    def _call_rang(self) -> Told:
        place = len(self.made.get(facts.CallRang, []))
        fact = facts.CallRang(
            external_id=f"call{place}", direction=self.chance.choice(list(Direction)), number=self.number(),
            raw_number="010", called="1588", queue_id=self.maybe(facts.QueueSet),
            agent_ids=(self.one(facts.UserCreated),), origin_id=self.maybe(facts.CallRang),
        )  # fmt: skip
        return fact, Refs(customer_id=self.maybe(facts.CustomerCreated))

    def _call(self, fact: Fact) -> Told | None:
        event = self.any(facts.CallRang)
        if event is None:
            return None
        whose = self.tx.value("SELECT customer_id FROM calls WHERE id = ?", (event.seq,))
        return fact, Refs(call_id=event.seq, customer_id=whose)

    def _call_answered(self) -> Told | None:
        return self._call(facts.CallAnswered(agent_id=self.one(facts.UserCreated)))

    def _call_ended(self) -> Told | None:
        return self._call(facts.CallEnded(cause="normal", missed=self.chance.random() < 0.5, wrap_up_until=self.at))

    def _call_matched(self) -> Told | None:
        told = self._call(facts.CallMatched())
        whose = self.one(facts.CustomerCreated)
        return (told[0], Refs(call_id=told[1].call_id, customer_id=whose)) if told else None

    def _call_claimed(self) -> Told | None:
        return self._call(facts.CallClaimed())

    def _call_wrapped_up(self) -> Told | None:
        told = self._call(facts.CallWrappedUp(code="done", agent_id=None))
        ticket = self.maybe(facts.TicketOpened)
        return (
            (told[0], Refs(call_id=told[1].call_id, customer_id=told[1].customer_id, ticket_id=ticket))
            if told
            else None
        )

    def _callback_promised(self) -> Told:
        fact = facts.CallbackPromised(
            number=self.number(), owner_id=self.one(facts.UserCreated), due_at=self.at, words=self.words()
        )
        return fact, Refs(customer_id=self.maybe(facts.CustomerCreated), call_id=self.maybe(facts.CallRang))

    def _callback_done(self) -> Told | None:
        event = self.any(facts.CallbackPromised)
        return (facts.CallbackSettled(callback_id=event.seq, outcome=self.words()), self._of(event)) if event else None

    def _order_placed(self) -> Told:
        place = len(self.made.get(facts.OrderPlaced, []))
        items = (OrderItem(name="무선 충전기", quantity=1, price=20000),)
        fact = facts.OrderPlaced(number=f"N{place}", items=items, total=20000, state=OrderState.PLACED, source="shop")
        return fact, self.customer

    def _order(self, fact: Fact) -> Told | None:
        event = self.any(facts.OrderPlaced)
        return (fact, Refs(customer_id=event.customer_id, order_id=event.seq)) if event else None

    def _order_changed(self) -> Told | None:
        items = (OrderItem(name="양말", quantity=2, price=500),)
        cause = self.chance.choice([None, *LateCause])
        fact = facts.OrderChanged(number="N", state=OrderState.PREPARING, items=items, total=1000, cause=cause)
        return self._order(fact)

    def _promise_made(self) -> Told | None:
        kind = self.chance.choice(list(PromiseKind))
        return self._order(facts.PromiseMade(promise_kind=kind, what="내일 도착", due_at=self.at + timedelta(days=1)))

    def _promise(self, make: Callable[[int], Fact]) -> Told | None:
        event = self.any(facts.PromiseMade)
        return (make(event.seq), self._of(event)) if event else None

    def _promise_kept(self) -> Told | None:
        return self._promise(lambda promise: facts.PromiseKept(promise_id=promise, what="", due_at=self.at))

    def _promise_broken(self) -> Told | None:
        gone = self.chance.random() < 0.5
        return self._promise(
            lambda promise: facts.PromiseBroken(
                promise_id=promise, what="", due_at=self.at, late_days=2, delivered=gone
            )
        )

    def _promise_released(self) -> Told | None:
        return self._promise(lambda promise: facts.PromiseReleased(promise_id=promise, what=""))

    def _delivery_moved(self) -> Told | None:
        state = self.chance.choice([OrderState.SHIPPED, OrderState.DELIVERED])
        return self._order(facts.DeliveryMoved(number="N", state=state, carrier="택배"))

    def _payment_made(self) -> Told | None:
        return self._order(facts.PaymentMade(number="N", method="card", amount=1000))

    def _survey_answered(self) -> Told | None:
        place = self.chance.randint(0, 9)
        return self._order(
            facts.SurveyAnswered(
                external_id=f"s{place}", score=1 + place % 5, title="후기", words=self.words(), source="shop"
            )
        )

    def _ingest_refused(self) -> Told:
        return facts.IngestRefused(source="shop", external_id="x", why="no such order"), Refs()

    # Remedies: only what the rules would let happen, for the projections may rely on it.

    def _remedy_rules_set(self) -> Told:
        limits = Limits(day=self.chance.randrange(0, 100_000, 1000))
        rules = RemedyRules(roles={Role.AGENT: {Purse.DISCRETION: limits}})
        return facts.RemedyRulesSet(rules=rules), Refs()

    def _remedy_requested(self) -> Told:
        given = self._in("done")
        if given is not None and given.reverses is None and self.chance.random() < 0.5:
            return self._reversing(given)
        place = len(self.made.get(facts.RemedyRequested, []))
        promise = self.any(facts.PromiseMade)
        once = "SELECT 1 FROM remedies WHERE promise_id = ? AND action = 'late_delivery'"
        late = promise is not None and self.tx.value(once, (promise.seq,)) is None
        purse = Purse.CRITERIA if late else self.chance.choice([Purse.DISCRETION, Purse.REFUND])
        what = PromisedEffect(kind=PromiseKind.DELIVERY, what="퀵 배송", due_at=self.at)
        fact = facts.RemedyRequested(
            action="late_delivery" if late else "courier", purse=purse, amount=self.chance.randint(1, 50) * 100,
            values={"destination": "서울 마포구 월드컵로 1", "fee": 100}, told=self.words(), rules_version=0,
            promise_id=promise.seq if late and promise is not None else None,
            promised=self.chance.choice([None, what]), reason=self.words(), key=f"k{place}",
        )  # fmt: skip
        return fact, self._of(promise) if late and promise is not None else self.customer

    def _reversing(self, one: Remedy) -> Told:
        begun = (
            "SELECT 1 FROM remedies WHERE reverses = ? AND state NOT IN ('refused', 'undone', 'declined', 'withdrawn')"
        )
        fact = facts.RemedyRequested(
            action=one.action, purse=one.purse, amount=one.amount, values={}, told="", rules_version=0,
            reverses=None if self.tx.value(begun, (one.id,)) else one.id,
        )  # fmt: skip
        return fact, Refs(customer_id=one.customer_id, order_id=one.order_id)

    def _in(self, *states: str) -> Remedy | None:
        marks = ", ".join("?" * len(states))
        rows = self.tx.all(f"SELECT id FROM remedies WHERE state IN ({marks}) ORDER BY id", states)
        return remedies.remedy(self.tx, self.chance.choice(rows)["id"]) if rows else None

    def _on(self, remedy: Remedy | None, make: Callable[[Remedy], Fact]) -> Told | None:
        return (
            None if remedy is None else (make(remedy), Refs(customer_id=remedy.customer_id, order_id=remedy.order_id))
        )

    def _remedy_committed(self) -> Told | None:
        authority = self.one(facts.UserCreated)
        return self._on(
            self._in("awaiting"),
            lambda one: facts.RemedyCommitted(
                remedy_id=one.id, action=one.action, authority_id=self.chance.choice([None, authority]),
                purse=one.purse, amount=max(1, one.amount - 100), values=one.values, told=one.told,
                undo_until=self.at, approved=self.chance.random() < 0.5, rules_version=1, agent_id=one.agent_id,
            ),
        )  # fmt: skip

    def _remedy_declined(self) -> Told | None:
        return self._on(
            self._in("awaiting"),
            lambda one: facts.RemedyDeclined(remedy_id=one.id, action=one.action, words=self.words()),
        )

    def _remedy_withdrawn(self) -> Told | None:
        return self._on(self._in("awaiting"), lambda one: facts.RemedyWithdrawn(remedy_id=one.id, action=one.action))

    def _remedy_escalated(self) -> Told | None:
        return self._on(
            self._in("awaiting"), lambda one: facts.RemedyEscalated(remedy_id=one.id, action=one.action, level=1)
        )

    def _remedy_undone(self) -> Told | None:
        return self._on(
            self._in("committed"),
            lambda one: facts.RemedyUndone(remedy_id=one.id, action=one.action, amount=one.amount),
        )

    def _remedy_handed_over(self) -> Told | None:
        return self._on(
            self._in("committed"),
            lambda one: facts.RemedyHandedOver(remedy_id=one.id, action=one.action, executor="payment"),
        )

    def _remedy_unknown(self) -> Told | None:
        return self._on(
            self._in("handed_over"),
            lambda one: facts.RemedyUnknown(remedy_id=one.id, action=one.action, why="no answer"),
        )

    def _remedy_done(self) -> Told | None:
        return self._on(
            self._in("handed_over", "unknown"),
            lambda one: facts.RemedyDone(
                remedy_id=one.id, action=one.action, amount=one.amount, reference="P-1", reconciled=True
            ),
        )

    def _remedy_refused(self) -> Told | None:
        return self._on(
            self._in("handed_over", "unknown"),
            lambda one: facts.RemedyRefused(remedy_id=one.id, action=one.action, amount=one.amount, words="no"),
        )

    def _remedy_looked(self) -> Told:
        finished = self.chance.random() < 0.5
        until = None if finished else (self.at, self.maybe(facts.PromiseMade) or 1)
        fact = facts.CompensationLooked(
            day=20261100 + self.chance.randint(1, 3), until=until, finished=finished, looked=4, paid=1, amount=6000,
            prepared=1, failed=(7,),
        )  # fmt: skip
        return fact, Refs()

    def _macro_set(self) -> Told:
        step = MacroStep(kind=StepKind.ACTION, action="goodwill_credit", values={"amount": 1000})
        fact = facts.MacroSet(names={"ko": "사과"}, steps=(step,), active=True, macro_id=self.maybe(facts.MacroSet))
        return fact, Refs()

    def _macro_ran(self) -> Told | None:
        event = self.any(facts.MacroSet)
        if event is None:
            return None
        results = (StepResult(state=StepState.MISSING, missing=["amount"]),)
        fact = facts.MacroRan(macro_id=event.seq, name="사과", results=results, inputs=({"amount": 5},))
        return fact, self.customer

    def _executor_changed(self) -> Told:
        enabled = self.chance.random() < 0.5
        url = "https://payment.example/commands"
        return facts.ExecutorChanged(executor="payment", url=url, enabled=enabled, why="410"), Refs()
