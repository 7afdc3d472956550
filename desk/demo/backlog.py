"""What lies on the invented shop's floor when the demo begins: open tickets, unevenly spread, some of them late."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from desk.contract.events import CustomerCreated, Refs, TicketOpened
from desk.contract.service import Priority
from desk.contract.tickets import TicketState
from desk.demo import catalogue
from desk.demo.people import AGENT, CREWS, LEAD, crowd
from desk.server.store import log, queues, users
from desk.server.store.db import Database, Tx

CUSTOMERS = 60
#: By queue: how many wait and how many are somebody's, and what they are about.
WORK: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "배송": (
        14,
        34,
        ("이틀째 배송 조회가 안 돼요", "경비실에 없다고 합니다", "주소를 바꾸고 싶어요", "새벽 배송이 안 왔어요"),
    ),
    "교환·반품": (
        9,
        26,
        ("색상이 다르게 왔어요", "사이즈 교환 부탁드려요", "반품 수거가 늦어요", "환불은 언제 되나요"),
    ),
    "결제": (4, 10, ("이중 결제된 것 같아요", "영수증 재발행", "카드 변경이 안 돼요")),
    "상품 문의": (6, 12, ("충전기가 호환되나요", "재입고 일정 문의", "세탁 방법이 궁금해요")),
    "VIP": (2, 6, ("선물 포장 누락", "설치 기사님 일정 조율")),
}
TAGS = ("재문의", "선물", "파손", "냉장", "해외")
#: The work lies where it fell: so much more on the first of each team than on its last.
UNEVEN = 1.7


def before(database: Database, now: datetime) -> None:
    """All of it, opened since yesterday's noon."""
    chance = random.Random(23)  # noqa: S311 (a demo's dice)
    database.write(lambda tx: _open(tx, chance, now))


def _open(tx: Tx, chance: random.Random, now: datetime) -> None:
    known = {queue.name: queue.id for queue in queues.everyone(tx)}
    names = [chance.choice(catalogue.SURNAMES) + chance.choice(catalogue.GIVEN) for _ in range(CUSTOMERS)]
    customers = [log.append(tx, CustomerCreated(name=name)).seq for name in names]
    for queue, (waiting, owned, titles) in WORK.items():
        owners = _people(tx, queue)
        weights = [UNEVEN ** -(3 * place / max(1, len(owners))) for place in range(len(owners))]
        for number in range(waiting + owned):
            owner = chance.choices(owners, weights)[0] if number >= waiting and owners else None
            fact = TicketOpened(
                title=chance.choice(titles),
                queue_id=known[queue],
                owner_id=owner,
                state=TicketState.NEW if owner is None else TicketState.OPEN,
                priority=chance.choices(list(Priority), [1, 8, 2, 1])[0],
                tags=(chance.choice(TAGS),) if chance.random() < 0.4 else (),
            )
            opened = now - timedelta(minutes=chance.randrange(5, 23 * 60))
            log.append(tx, fact, Refs(customer_id=chance.choice(customers)), at=opened)


def _people(tx: Tx, queue: str) -> Sequence[int]:
    """Who works in a queue, but for those whose day the demo shows."""
    found = list[int]()
    for number, crew in enumerate(CREWS):
        if queue in crew.queues:
            logins = [*crew.known, *(one.login for one in crowd(number))]
            people = [users.by_login(tx, login) for login in logins if login not in (AGENT.login, LEAD.login)]
            found += [one.id for one in people if one is not None]
    return found
