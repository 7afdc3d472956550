"""What happens to the customers of a big database: orders, calls and tickets, each told event by event.

An episode yields after every event and writes its state rows when it ends, or where it is broken off.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from desk.contract.calls import Direction
from desk.contract.events import (
    ArticleAdded,
    CallAnswered,
    CallEnded,
    CallRang,
    CallWrappedUp,
    DeliveryMoved,
    Event,
    OrderPlaced,
    PaymentMade,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    Refs,
    SurveyAnswered,
    TicketChanged,
    TicketOpened,
)
from desk.contract.ingest import Payment
from desk.contract.orders import OrderItem, OrderState, PromiseKind
from desk.contract.tickets import ArticleKind, TicketState
from desk.demo.catalogue import GOODS, REPLIES
from desk.server.store import clock, words
from tests.bench.service_rows import Work

if TYPE_CHECKING:
    from tests.bench.big import Builder


@dataclass(slots=True)
class OrderRow:
    """The columns of an order that change while it goes on, and those of its promise."""

    version: int
    due: datetime
    state: OrderState = OrderState.PLACED
    payments: str = "[]"
    shipped: int | None = None
    delivered: int | None = None
    score: int | None = None
    promise: int = 0
    kept: str = "open"
    settled: int | None = None
    late: int = 0


@dataclass(slots=True)
class CallRow:
    """The same of a call."""

    version: int
    state: str = "ringing"
    agent: int | None = None
    answered: int | None = None
    ended: int | None = None
    cause: str = ""
    code: str | None = None
    wrapped_up: int | None = None


@dataclass(slots=True)
class TicketRow:
    """The same of a ticket."""

    version: int
    changed: datetime
    state: TicketState = TicketState.NEW
    owner: int | None = None
    articles: int = 0
    last: int | None = None


MAIL_WORDS = ("river", "haneul", "minji", "sunny", "bori", "maple", "dalbit", "happy")
GREETINGS = ("안녕하세요. ", "수고하십니다. ", "", "")
ASKED = ("언제 도착하나요?", "교환하고 싶어요.", "환불 부탁드립니다.", "확인 부탁드려요.", "다시 보내 주실 수 있나요?")


def order(big: "Builder", customer: int) -> Generator[None]:
    """A purchase with its promise, payment, parcel and, at times, what the buyer said."""
    told = big.chance
    goods = told.choice(GOODS)
    items = (OrderItem(name=goods.name, quantity=1, price=goods.price),)
    number = f"{20_230_000 + big.seq % 10_000}-{big.seq:08}"
    placed = big.tell(
        OrderPlaced(number=number, items=items, total=goods.price, state=OrderState.PLACED, source="shop"),
        Refs(customer_id=customer),
    )
    row = OrderRow(version=placed.seq, due=placed.at + timedelta(days=2))
    refs = Refs(customer_id=customer, order_id=placed.seq)
    try:
        yield
        yield from _parcel(big, refs, number, goods.price, row)
        if told.random() < 0.3:
            yield from _survey(big, refs, number, row)
    finally:
        big.add(
            "orders", placed.seq, number, customer, row.state, clock.micros(placed.at), goods.price, _encoded(items),
            row.payments, row.shipped, row.delivered, row.score, "shop", row.version, "unknown",
        )  # fmt: skip
        if row.promise:
            big.add(
                "promises", row.promise, customer, placed.seq, PromiseKind.DELIVERY, "모레까지 도착",
                clock.micros(row.due), row.kept, row.settled, row.late,
            )  # fmt: skip


def _parcel(big: "Builder", refs: Refs, number: str, price: int, row: OrderRow) -> Generator[None]:
    made = PromiseMade(promise_kind=PromiseKind.DELIVERY, what="모레까지 도착", due_at=row.due)
    row.promise = row.version = big.tell(made, refs).seq
    yield
    row.version = big.tell(PaymentMade(number=number, method="card", amount=price), refs).seq
    row.payments, row.state = _encoded([Payment(method="card", amount=price)]), OrderState.PAID
    yield
    shipped = big.tell(DeliveryMoved(number=number, state=OrderState.SHIPPED, carrier="한걸음택배"), refs)
    row.shipped, row.state, row.version = clock.micros(shipped.at), OrderState.SHIPPED, shipped.seq
    yield
    came = big.tell(DeliveryMoved(number=number, state=OrderState.DELIVERED), refs)
    row.delivered, row.state, row.version = clock.micros(came.at), OrderState.DELIVERED, came.seq
    yield
    late = 0 if big.chance.random() < 0.92 else big.chance.randint(1, 4)
    if late:
        fact: Any = PromiseBroken(
            promise_id=row.promise, what="모레까지 도착", due_at=row.due, late_days=late, delivered=True
        )
    else:
        fact = PromiseKept(promise_id=row.promise, what="모레까지 도착", due_at=row.due)
    settled = big.tell(fact, refs)
    row.kept, row.late, row.settled = "broken" if late else "kept", late, clock.micros(settled.at)
    row.version = settled.seq
    yield


def _survey(big: "Builder", refs: Refs, number: str, row: OrderRow) -> Generator[None]:
    score = big.chance.choice((5, 5, 4, 3, 1))
    text = big.chance.choice(GOODS).trouble if score < 4 else "빠른 배송 감사합니다."
    name = f"s{big.seq}"
    said = big.tell(SurveyAnswered(external_id=name, score=score, words=text, number=number, source="shop"), refs)
    row.score, row.version = score, said.seq
    big.add("surveys", said.seq, "shop", name, refs.order_id, score, clock.micros(said.at))
    yield


def call(big: "Builder", customer: int) -> Generator[None]:
    """A call that is answered, or missed."""
    agent, missed = big.chance.choice(big.agents), big.chance.random() < 0.1
    name = f"call{big.seq}"
    rang = big.tell(
        CallRang(
            external_id=name, direction=Direction.IN, number="+821012345678", raw_number="01012345678",
            called="15881234", queue_id=big.queue, agent_ids=(agent,),
        ),
        Refs(customer_id=customer),
    )  # fmt: skip
    big.add("call_agents", rang.seq, agent)
    row = CallRow(version=rang.seq)
    refs = Refs(customer_id=customer, call_id=rang.seq)
    try:
        yield
        yield from _missed(big, refs, row) if missed else _talk(big, refs, row, agent)
    finally:
        big.add(
            "calls", rang.seq, name, Direction.IN, row.state, "+821012345678", big.queue, customer, "[]", row.agent,
            clock.micros(rang.at), row.answered, row.ended, row.cause, rang.seq, None, row.code, None, None, 0,
            row.version, row.wrapped_up,
        )  # fmt: skip


def _missed(big: "Builder", refs: Refs, row: CallRow) -> Generator[None]:
    over = big.tell(CallEnded(cause="noAnswer", missed=True), refs)
    row.state, row.ended, row.cause, row.version = "missed", clock.micros(over.at), "noAnswer", over.seq
    big.contact(over, "call:missed")
    yield


def _talk(big: "Builder", refs: Refs, row: CallRow, agent: int) -> Generator[None]:
    answered = big.tell(CallAnswered(agent_id=agent), refs)
    row.state, row.agent, row.answered, row.version = "talking", agent, clock.micros(answered.at), answered.seq
    big.contact(answered, "call:answered")
    yield
    over = big.tell(CallEnded(cause="normalClearing", missed=False, agent_id=agent, talk_seconds=180), refs)
    row.state, row.ended, row.cause, row.version = "ended", clock.micros(over.at), "normalClearing", over.seq
    yield
    wrapped_up = big.tell(CallWrappedUp(code="done", agent_id=agent), refs, agent)
    row.code, row.wrapped_up, row.version = "done", clock.micros(wrapped_up.at), wrapped_up.seq
    yield


#: What the history of a ticket fills; the rest is as it begins.
TICKETS = (
    "tickets (id, title, state, queue_id, customer_id, owner_id, order_id, created_at, changed_at, pending_until,"
    " article_count, last_article_id, source, external_id, version, assigned_code, assigned_by, assigned_at,"
    " assigned_seq, touched_at)"
)
CLOCKS = "ticket_clocks"


def ticket(big: "Builder", customer: int) -> Generator[None]:
    """A question, an answer, and the end of it."""
    goods, agent = big.chance.choice(GOODS), big.chance.choice(big.agents)
    title = f"{goods.name} 문의"
    opened = big.tell(TicketOpened(title=title, queue_id=big.queue), Refs(customer_id=customer))
    big.add("titles (rowid, grams)", opened.seq, words.title(title))
    row, work = TicketRow(version=opened.seq, changed=opened.at), Work.opened(big.service, opened)
    refs = Refs(customer_id=customer, ticket_id=opened.seq)
    asked = f"{big.chance.choice(GREETINGS)}{goods.trouble} {big.chance.choice(ASKED)} 주문번호 {big.seq:08}"
    reply = big.chance.choice(REPLIES).format(name="고객")
    try:
        yield
        work.asked(_article(big, refs, row, ArticleKind.MESSAGE, asked, None))
        yield
        answered = _article(big, refs, row, ArticleKind.REPLY, reply, agent)
        work.answered(answered)
        big.paces.step(opened.seq, agent, clock.micros(answered.at), None)
        yield
        closed = TicketChanged(
            title=title, state=TicketState.CLOSED, queue_id=big.queue, owner_id=agent, ticket_customer_id=customer,
            pending_until=None, fields=("state", "owner_id"),
        )  # fmt: skip
        done = big.tell(closed, refs, agent)
        _changed(row, done)
        row.state, row.owner = TicketState.CLOSED, agent
        work.closed(done)
        big.paces.step(opened.seq, agent, clock.micros(done.at), clock.micros(done.at))
        big.paces.closed(opened.seq)
        yield
    finally:
        _keep(big, opened, title, customer, row)
        for one in work.clocks.values():
            big.add(
                CLOCKS, opened.seq, one.kind, one.started, one.target, one.elapsed, one.since, one.due, one.stopped,
                one.missed,
            )  # fmt: skip


def _keep(big: "Builder", opened: Event, title: str, customer: int, row: TicketRow) -> None:
    at = clock.micros(row.changed) if row.owner else None
    taken = ("taken", row.owner, at, row.version, at) if row.owner else (None,) * 5
    big.add(
        TICKETS, opened.seq, title, row.state, big.queue, customer, row.owner, None, clock.micros(opened.at),
        clock.micros(row.changed), None, row.articles, row.last, "", "", row.version, *taken,
    )  # fmt: skip


def _article(big: "Builder", refs: Refs, row: TicketRow, kind: ArticleKind, body: str, agent: int | None) -> Event:
    author = "" if agent else "고객"
    said = big.tell(ArticleAdded(article_kind=kind, body=body, external_author=author), refs, agent)
    big.add("articles", said.seq, refs.ticket_id, kind, body, agent, author, clock.micros(said.at), "[]", None)
    big.contact(said, f"article:{kind}")
    row.articles += 1
    row.last = said.seq
    _changed(row, said)
    return said


def _changed(row: TicketRow, event: Event) -> None:
    row.changed, row.version = event.at, event.seq


def endless(big: "Builder", customer: int) -> Generator[None]:
    """One episode after the other, as long as two hundred events."""
    told = 0
    while told < 200:
        for _ in big.chance.choice(KINDS)(big, customer):
            told += 1
            yield


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()


KINDS: tuple[Callable[["Builder", int], Generator[None]], ...] = (order, order, call, ticket)
