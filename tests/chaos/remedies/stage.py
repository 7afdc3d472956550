"""The stage: a shop with customers, orders in every state, sixty people with authority, and its five desks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher

from desk.actions import ACTIONS
from desk.contract.events import RemedyRulesSet
from desk.contract.executors import ExecutorDraft
from desk.contract.ingest import CustomerRecord, OrderLine, OrderRecord, Payment
from desk.contract.orders import OrderState
from desk.contract.queues import QueueDraft, WrapUpCodeDraft
from desk.contract.remedy_rules import ApprovalRules, Limits, Purse, RemedyRules
from desk.contract.users import Role, UserDraft
from desk.demo.executor import DESKS
from desk.server.routes import executors, queues, records, users
from desk.server.store import log, people
from desk.server.store import users as user_store
from desk.server.store.db import Database, Tx
from tests.client.remote.remote_rig import PASSWORD
from tests.server.remedy_rig import default_rules

SOURCE = "shop"
#: Of sixty people so many lead.
LEADS = 6
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """Who and what there is."""

    logins: list[str]
    customers: list[int]
    secrets: dict[str, str]


def rules() -> RemedyRules:
    """Much may be decided, some things only by a lead, and everything can be taken back for a second."""
    free = {Purse.DISCRETION: Limits(), Purse.REFUND: Limits()}
    usual = default_rules()
    return RemedyRules(
        roles=dict.fromkeys(Role, free),
        actions={"goodwill_credit": {Role.AGENT: 9_000}, "gift": {Role.AGENT: 15_000}, "coupon": {Role.AGENT: 10_000}},
        compensation=usual.compensation,
        approval=ApprovalRules(escalate_minutes=1, lapse_minutes=2),
        undo_seconds=dict.fromkeys(ACTIONS, 1),
    )


def stage(path: Path, agents: int, customers: int, desks_url: str) -> Stage:
    """Make it."""
    database = Database(path)
    try:
        logins = [f"lead{one}" if one < LEADS else f"agent{one}" for one in range(agents)]
        database.write(lambda tx: _house(tx, logins))
        found = [database.write(lambda tx, one=one: _customer(tx, one)) for one in range(customers)]  # type: ignore[misc]
        secrets = {
            desk: database.write(
                lambda tx, desk=desk: executors.put(tx, desk, ExecutorDraft(url=f"{desks_url}/{desk}"))  # type: ignore[misc]
            ).secret
            for desk in DESKS
        }
    finally:
        database.close()
    return Stage(logins, found, secrets)


def _house(tx: Tx, logins: list[str]) -> None:
    codes = [WrapUpCodeDraft(code="done", names={"ko": "완료"})]
    queue = queues.put(tx, QueueDraft(name="배송", wrap_up_codes=codes, default_code="done"), None).id
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    for login in logins:
        role = Role.LEAD if login.startswith("lead") else Role.AGENT
        draft = UserDraft(login=login, name=f"{login} 씨", role=role, password=PASSWORD, queue_ids=[queue])
        user_store.set_password(tx, users.create(tx, draft).id, cheap)
    log.append(tx, RemedyRulesSet(rules=rules()))


def _customer(tx: Tx, number: int) -> int:
    name, now = f"c{number}", datetime.now(UTC)
    rung = [f"010-0{number % 900 + 100}-{number:04}"]
    address = f"서울 마포구 새봄길 {number}"
    records.apply(tx, SOURCE, CustomerRecord(customer=name, name=f"고객 {number}", address=address, numbers=rung))
    for order in range(6):
        _order(tx, name, f"{name}-{order}", order, now)
    found = people.by_external(tx, SOURCE, name)
    assert found is not None
    return found


def _order(tx: Tx, customer: str, number: str, kind: int, now: datetime) -> None:
    """Late and on its way, delivered late, delivered in time, just paid."""
    promised = now - (kind % 3 + 1) * DAY
    state = (OrderState.SHIPPED, OrderState.DELIVERED, OrderState.DELIVERED, OrderState.PAID)[kind % 4]
    shipped = promised - DAY if state is not OrderState.PAID else None
    delivered = None
    if state is OrderState.DELIVERED:
        delivered = promised + timedelta(hours=20 if kind % 4 == 1 else -5)
    price = 20_000 + 7_000 * kind
    record = OrderRecord(
        order=number,
        customer=customer,
        state=state,
        placed_at=promised - 3 * DAY,
        shipped_at=shipped,
        delivered_at=delivered,
        promised_by=promised,
        items=[OrderLine(name="찻잔", price=price)],
        payments=[Payment(method="card", amount=price)],
    )
    records.apply(tx, SOURCE, record)
