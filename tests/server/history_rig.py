"""A busy random history: believable facts of every kind, about things that exist."""

from collections.abc import Callable
from datetime import timedelta

from desk.contract import events as facts
from desk.contract.agents import AgentState
from desk.contract.calls import Direction
from desk.contract.customers import PersonalField, RelationKind, RemarkKind, Tier
from desk.contract.events import Fact, Refs
from desk.contract.orders import OrderItem, OrderState, PromiseKind
from desk.contract.queues import WrapUpCode
from desk.contract.remedy_rules import LateCause
from desk.contract.tickets import ArticleKind, AttachmentInfo, TicketState
from desk.contract.users import Role
from desk.server.store import log
from tests.server.history_queues_rig import Queues
from tests.server.history_teller_rig import NAMES, Told


class History(Queues):
    """Writes believable facts of every kind at random, about things that exist."""

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
                targets=self.targets(),
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
            title=f"{self.words()} {place}", queue_id=self.one(facts.QueueSet), source="old", external_id=f"t{place}",
            owner_id=self.maybe(facts.UserCreated), tags=("angry",) if self.chance.random() < 0.3 else (),
        )  # fmt: skip
        return fact, Refs(customer_id=self.maybe(facts.CustomerCreated))

    def _ticket_changed(self) -> Told | None:
        event = self.any(facts.TicketOpened)
        if event is None:
            return None
        whose = self.maybe(facts.CustomerCreated)
        row = self.tx.one("SELECT title FROM tickets WHERE id = ?", (event.seq,))
        assert row is not None
        title = self.chance.choice([row["title"], self.words() + "!"])
        self._worked_on(event.seq)
        fields = ("customer_id", "owner_id", "state", *(("title",) if title != row["title"] else ()))
        state = self.chance.choice(list(TicketState))
        fact = facts.TicketChanged(
            title=title, state=state, queue_id=self.one(facts.QueueSet), owner_id=self.maybe(facts.UserCreated),
            ticket_customer_id=whose, pending_until=self.at if state is TicketState.PENDING else None,
            fields=fields, move_id=self.maybe(facts.TicketsMoved),
        )  # fmt: skip
        return fact, Refs(ticket_id=event.seq, customer_id=whose)

    def _worked_on(self, ticket_id: int) -> None:
        """Somebody answers twice within some minutes."""
        whose = self.tx.value("SELECT customer_id FROM tickets WHERE id = ?", (ticket_id,))
        for _ in range(2):
            self.at += timedelta(minutes=5)
            fact = facts.ArticleAdded(article_kind=ArticleKind.REPLY, body=self.words())
            log.append(self.tx, fact, Refs(ticket_id=ticket_id, customer_id=whose), at=self.at)

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
        answer = facts.CallAnswered(agent_id=self.one(facts.UserCreated))
        if self.last is None or not isinstance(self.last.fact, facts.CallRang):
            return self._call(answer)
        return answer, Refs(call_id=self.last.seq, customer_id=self.last.customer_id)

    def _call_ended(self) -> Told | None:
        row = self.tx.one("SELECT id, customer_id FROM calls WHERE state = 'talking' ORDER BY id LIMIT 1")
        if row is not None and self.chance.random() < 0.7:
            fact = facts.CallEnded(cause="normal", missed=False, wrap_up_until=self.at)
            return fact, Refs(call_id=row["id"], customer_id=row["customer_id"])
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
