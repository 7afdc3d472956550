"""How a record of the shop becomes facts: applied once, refused in words, never by half."""

import hashlib
from datetime import datetime

import msgspec

from desk.contract.customers import Tier
from desk.contract.events import (
    ArticleAdded,
    CustomerChanged,
    CustomerCreated,
    NumberAdded,
    OrderPlaced,
    Refs,
    SurveyAnswered,
    TicketOpened,
)
from desk.contract.ingest import CustomerRecord, OrderRecord, Record, SurveyRecord, TicketRecord
from desk.contract.tickets import ArticleKind, TicketState
from desk.server.rules import numbers
from desk.server.rules.orders import latest, news
from desk.server.rules.promises import Fulfilment, settlement
from desk.server.rules.records import Reason, Unusable, name_of, usable
from desk.server.store import clock, ingest, log, orders, people, promises, tickets
from desk.server.store.db import Tx

_encode = msgspec.json.Encoder().encode


def apply(tx: Tx, source: str, record: Record, told_at: datetime | None = None) -> bool:
    """Take a record over; returns whether anything changed. Unusable says why it cannot be.

    ``source`` is the name space of the record's ids. ``told_at`` dates what the record gives no time for. A record
    the source has said before, word for word, changes nothing, even where an agent has since changed what it says.
    """
    record = usable(record, tx.now)
    kind, name = str(record.__struct_config__.tag), name_of(record)
    digest = hashlib.sha256(_encode(record)).digest()
    if ingest.told(tx, source, kind, name) == digest:
        return False
    before = len(tx.events)
    match record:
        case CustomerRecord():
            _customer(tx, source, record)
        case OrderRecord():
            _order(tx, source, record, told_at)
        case SurveyRecord():
            _survey(tx, source, record)
        case TicketRecord():
            _ticket(tx, source, record)
    ingest.keep_told(tx, source, kind, name, digest)
    return len(tx.events) > before


def _customer(tx: Tx, source: str, record: CustomerRecord) -> None:
    if not record.name.strip():
        raise Unusable(Reason.BLANK, field="/name")
    rung = [_number(written, place) for place, written in enumerate(record.numbers)]
    found = people.by_external(tx, source, record.customer)
    # The numbers that came with a new record are as old as the record.
    known_since = None if found is not None else record.since
    if found is None:
        created = CustomerCreated(
            name=record.name,
            tier=record.tier or Tier.BASIC,
            email=record.email,
            address=record.address,
            since=record.since,
            source=source,
            external_id=record.customer,
        )
        found = log.append(tx, created, at=record.since).seq
    else:
        _change(tx, found, record)
    has = ingest.numbers_of(tx, found)
    for number in dict.fromkeys(rung):
        if number not in has:
            added = NumberAdded(number=number, verified=record.verified)
            log.append(tx, added, Refs(customer_id=found), at=known_since)


def _number(written: str, place: int) -> str:
    number = numbers.e164(written)
    if number is None:
        raise Unusable(Reason.NOT_A_NUMBER, written, f"/numbers/{place}")
    return number


def _change(tx: Tx, customer_id: int, record: CustomerRecord) -> None:
    """Take over what is given; what is empty in the record stays as Desk has it."""
    now = ingest.master(tx, customer_id)
    then = CustomerChanged(
        name=record.name,
        tier=record.tier or now.tier,
        email=record.email or now.email,
        address=record.address or now.address,
        fields=(),
    )
    fields = tuple(name for name in ("name", "tier", "email", "address") if getattr(then, name) != getattr(now, name))
    if fields:
        log.append(tx, msgspec.structs.replace(then, fields=fields), Refs(customer_id=customer_id))


def _order(tx: Tx, source: str, record: OrderRecord, told_at: datetime | None) -> None:
    customer_id = people.by_external(tx, source, record.customer)
    if customer_id is None:
        raise Unusable(Reason.UNKNOWN_CUSTOMER, record.customer, "/customer")
    found = orders.known(tx, source, record.order)
    if found is not None and found.customer_id != customer_id:
        raise Unusable(Reason.OTHER_CUSTOMER, record.order, "/customer")
    order_id = found.id if found is not None else None
    for dated in news(found.order if found else None, record, source=source, told_at=told_at):
        event = log.append(tx, dated.fact, Refs(customer_id=customer_id, order_id=order_id), at=dated.at)
        if isinstance(dated.fact, OrderPlaced):
            order_id = event.seq
    if order_id is not None:
        settle(tx, order_id, told_at or latest(record))


def settle(tx: Tx, order_id: int, told_at: datetime) -> None:
    """Let an order's state settle its promises; ``told_at`` dates a release."""
    found = orders.known_by_id(tx, order_id)
    assert found is not None
    end = Fulfilment(state=found.order.state, delivered_at=found.order.delivered_at, ended_at=told_at)
    for promise in promises.of_order(tx, order_id):
        settled = settlement(promise, end, tx.now)
        if settled is not None:
            log.append(tx, settled.fact, Refs(customer_id=found.customer_id, order_id=order_id), at=settled.at)


def _survey(tx: Tx, source: str, record: SurveyRecord) -> None:
    """A survey answered anew replaces the former answer; an older one than is known says nothing."""
    found = orders.known(tx, source, record.order)
    if found is None:
        raise Unusable(Reason.UNKNOWN_ORDER, record.order, "/order")
    before = orders.survey_time(tx, source, record.survey)
    if before is not None and before > clock.micros(record.answered_at):
        return
    fact = SurveyAnswered(
        external_id=record.survey,
        score=record.score,
        title=record.title,
        words=record.words,
        number=record.order,
        source=source,
    )
    log.append(tx, fact, Refs(customer_id=found.customer_id, order_id=found.id), at=record.answered_at)


def _ticket(tx: Tx, source: str, record: TicketRecord) -> None:
    """An earlier ticket comes once; later records only add articles, for its state is Desk's from then on."""
    customer_id = people.by_external(tx, source, record.customer)
    if customer_id is None:
        raise Unusable(Reason.UNKNOWN_CUSTOMER, record.customer, "/customer")
    queue_id = ingest.queue_id(tx, record.queue)
    if queue_id is None:
        raise Unusable(Reason.UNKNOWN_QUEUE, record.queue, "/queue")
    ticket_id = tickets.by_external(tx, source, record.ticket)
    if ticket_id is None:
        opened = TicketOpened(
            title=record.title,
            queue_id=queue_id,
            state=TicketState.CLOSED if record.closed else TicketState.OPEN,
            source=source,
            external_id=record.ticket,
        )
        ticket_id = log.append(tx, opened, Refs(customer_id=customer_id), at=record.opened_at).seq
    has = ingest.past_articles(tx, ticket_id)
    refs = Refs(customer_id=customer_id, ticket_id=ticket_id)
    for article in record.articles:
        name = (article.kind, clock.micros(article.at), article.body)
        if has[name]:
            has[name] -= 1
            continue
        added = ArticleAdded(article_kind=ArticleKind(article.kind), body=article.body, external_author=article.author)
        log.append(tx, added, refs, at=article.at)
