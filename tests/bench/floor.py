"""A floor for the benches of boards: queues, agents who are here, and as many open tickets as one likes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from argon2 import PasswordHasher

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged, CustomerCreated, Fact, QueueSet, Refs, TicketOpened
from desk.contract.queues import WrapUpCode
from desk.contract.service import Priority, ServiceTargets
from desk.contract.tickets import TicketState
from desk.contract.users import Role, UserDraft
from desk.server.routes import users
from desk.server.store import log
from desk.server.store import users as accounts
from desk.server.store.db import Database, Tx

PASSWORD = "correct horse battery"
BATCH = 5000
TITLES = ("배송이 늦어요", "교환하고 싶어요", "환불 문의", "파손된 채로 왔어요", "주소를 바꿔 주세요")


@dataclass(frozen=True, slots=True)
class Floor:
    """Who and what there is."""

    queues: list[int]
    agents: list[int]


def filled(path: Path, *, queues: int, agents: int, tickets: int) -> Floor:
    """A new database with these: half of the tickets have an owner, each agent works in three queues."""
    chance = random.Random(7)
    database = Database(path)
    floor = database.write(partial(_hire, chance=chance, queues=queues, agents=agents))
    customers = database.write(lambda tx: [log.append(tx, CustomerCreated(name=f"고객 {n}")).seq for n in range(500)])
    for begin in range(0, tickets, BATCH):
        size = min(BATCH, tickets - begin)
        database.write(partial(_open, chance=chance, floor=floor, customers=customers, tickets=size))
    database.close()
    return floor


def _hire(tx: Tx, chance: random.Random, queues: int, agents: int) -> Floor:
    codes = (WrapUpCode(code="done", names={}),)
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    made = list[int]()
    for place in range(queues):
        queue = QueueSet(
            queue_id=None, name=f"대기열 {place:02}", names={}, numbers=(), wrap_up_codes=codes, default_code="done",
            wrap_up_seconds=30, targets=ServiceTargets(first_answer=60 * 8, resolution=60 * 20),
        )  # fmt: skip
        made.append(log.append(tx, queue).seq)
    people = list[int]()
    for place in range(agents):
        own = sorted(chance.sample(made, min(3, queues)))
        draft = UserDraft(login=f"agent{place}", name=f"상담사 {place:03}", role=Role.AGENT, password=PASSWORD,
                          extension=None, queue_ids=own)  # fmt: skip
        people.append(users.create(tx, draft).id)
        log.append(tx, AgentStateChanged(user_id=people[-1], state=AgentState.AVAILABLE))
    for login in ("lead", "lead2"):
        draft = UserDraft(login=login, name=login, role=Role.LEAD, password=PASSWORD, extension=None, queue_ids=[])
        accounts.set_password(tx, users.create(tx, draft).id, hashed)
    return Floor(made, people)


def _open(tx: Tx, chance: random.Random, floor: Floor, customers: Sequence[int], tickets: int) -> None:
    for _ in range(tickets):
        owner = chance.choice(floor.agents) if chance.random() < 0.5 else None
        fact: Fact = TicketOpened(
            title=chance.choice(TITLES), queue_id=chance.choice(floor.queues), owner_id=owner,
            state=TicketState.NEW if owner is None else TicketState.OPEN,
            priority=chance.choices(list(Priority), [1, 8, 2, 1])[0],
        )  # fmt: skip
        at = tx.now - timedelta(seconds=chance.randrange(8 * 3600))
        log.append(tx, fact, Refs(customer_id=chance.choice(customers)), at=at)


def agents_of(path: Path) -> list[int]:
    """The agents of a database that was filled before."""
    database = Database(path)
    found = database.read(lambda tx: [row["id"] for row in tx.all("SELECT id FROM users WHERE role = 'agent'")])
    database.close()
    return found
