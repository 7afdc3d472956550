"""A call centre for the benches: a big database, customers with short and long histories, an agent to sign in."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher

from desk.contract.events import (
    ArticleAdded,
    CustomerCreated,
    NumberAdded,
    PromiseMade,
    QueueSet,
    Refs,
    RemedyRulesSet,
    TicketOpened,
)
from desk.contract.ingest import CustomerRecord, OrderLine, OrderRecord, Payment
from desk.contract.orders import OrderState, PromiseKind
from desk.contract.queues import WrapUpCode
from desk.contract.remedy_rules import Limits, Purse, RemedyRules
from desk.contract.tickets import ArticleKind
from desk.contract.users import Role, UserDraft
from desk.demo.catalogue import CALL_NOTES, COMPLAINTS, REPLIES
from desk.server.routes import records, users
from desk.server.store import clock, log, people, sessions
from desk.server.store import users as accounts
from desk.server.store.db import Database, Tx
from tests.bench import big
from tests.client.remote.remote_rig import PASSWORD
from tests.e2e.rig import Centre, Known
from tests.serving import free_port

LINE = "+8221234567"
#: Name to number and length of the history.
CUSTOMERS = {
    "짧은 기록": ("+821000000050", 50),
    "긴 기록": ("+821000100000", 100_000),
    "다른 기록": ("+821000000051", 50),
}
#: She has ordered often, nothing has gone wrong yet, and a lot may be given to her.
REGULAR, ORDERS = "단골", 30
BATCH = 5_000
_WORDS = (*REPLIES, *COMPLAINTS, *CALL_NOTES)
_KINDS = (ArticleKind.MESSAGE, ArticleKind.REPLY, ArticleKind.CALL_NOTE, ArticleKind.NOTE)


def prepared(folder: Path, customers: int, events: int) -> Centre:
    """A big database with these customers added, not served yet; copied from the cache when it was built before."""
    cached = big.CACHE / f"client-{customers}-{events}.db"
    if not cached.exists():
        unfinished = cached.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        shutil.copy(big.database(customers, events), unfinished)
        database = Database(unfinished)
        _histories(database)
        database.close()
        unfinished.rename(cached)
    path = folder / "desk.db"
    shutil.copy(cached, path)
    database = Database(path)
    known = database.write(_people)
    database.close()
    return Centre(path, free_port(), known)


def _people(tx: Tx) -> Known:
    """The agent whose window is measured, a lead, an administrator who disturbs, and the exchange."""
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    codes = (WrapUpCode(code="done", names={"ko": "완료", "en": "Done"}),)
    queue = QueueSet(
        queue_id=None, name="배송", names={"ko": "배송"}, numbers=(LINE,), wrap_up_codes=codes, default_code="done",
        wrap_up_seconds=60,
    )  # fmt: skip
    queue_id = log.append(tx, queue).seq
    people = (("agent", Role.AGENT, "901"), ("lead", Role.LEAD, "902"), ("admin", Role.ADMIN, None))
    for login, role, extension in people:
        draft = UserDraft(login=login, name=login, role=role, password=PASSWORD, extension=extension,
                          queue_ids=[queue_id])  # fmt: skip
        accounts.set_password(tx, users.create(tx, draft).id, hashed)
    found = {name: tx.value("SELECT customer_id FROM numbers WHERE number = ?", (number,))
             for name, (number, _) in CUSTOMERS.items()}  # fmt: skip
    found[REGULAR] = _regular(tx)
    return Known(cti_token=sessions.issue_connector(tx, "cti", "bench"), queue_id=queue_id, customers=found)


def _regular(tx: Tx) -> int:
    """A customer with orders, and rules under which nobody runs out of authority."""
    free = {Purse.DISCRETION: Limits(), Purse.REFUND: Limits()}
    log.append(tx, RemedyRulesSet(rules=RemedyRules(roles=dict.fromkeys(Role, free))))
    address = "서울 마포구 새봄길 12"
    records.apply(tx, "bench", CustomerRecord(customer="r", name=REGULAR, address=address, numbers=["010-0000-0052"]))
    for number in range(ORDERS):
        at = tx.now - timedelta(days=ORDERS - number)
        order = OrderRecord(
            order=f"R-{number}", customer="r", state=OrderState.DELIVERED, placed_at=at, shipped_at=at,
            delivered_at=at + timedelta(days=1), promised_by=at + timedelta(days=2),
            items=[OrderLine(name="찻잔", price=60_000)], payments=[Payment(method="card", amount=60_000)],
        )  # fmt: skip
        records.apply(tx, "bench", order)
    customer = people.by_external(tx, "bench", "r")
    assert customer is not None
    return customer


def _histories(database: Database) -> None:
    now = datetime.now(clock.SEOUL)
    queue_id = database.read(lambda tx: tx.value("SELECT id FROM queues LIMIT 1"))
    for name, (number, length) in CUSTOMERS.items():
        facts = _history(now, name, length)
        refs = database.write(lambda tx, name=name, number=number: _customer(tx, name, number, queue_id, now))  # type: ignore[misc]
        for _ in range(0, length, BATCH):
            batch = [fact for _, fact in zip(range(BATCH), facts, strict=False)]
            database.write(lambda tx, batch=batch, refs=refs: [log.append(tx, fact, refs, at=at) for at, fact in batch])  # type: ignore[misc]


def _customer(tx: Tx, name: str, number: str, queue_id: int, now: datetime) -> Refs:
    made = log.append(tx, CustomerCreated(name=name))
    about = Refs(customer_id=made.seq)
    log.append(tx, NumberAdded(number=number, verified=True), about)
    promise = PromiseMade(promise_kind=PromiseKind.DELIVERY, what="선물세트", due_at=now - timedelta(days=1))
    log.append(tx, promise, about)
    ticket = log.append(tx, TicketOpened(title="배송 문의", queue_id=queue_id), about)
    return Refs(customer_id=made.seq, ticket_id=ticket.seq)


def _history(now: datetime, name: str, length: int) -> Iterator[tuple[datetime, ArticleAdded]]:
    """No text occurs twice."""
    for number in range(length):
        body = f"{_WORDS[number % len(_WORDS)].format(name=name)} ({number:,}번째)"
        kind = _KINDS[number % len(_KINDS)]
        author = name if kind is ArticleKind.MESSAGE else "상담사"
        at = now - timedelta(minutes=11 * (length - number))
        yield at, ArticleAdded(article_kind=kind, body=body, external_author=author)
