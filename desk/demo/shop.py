"""The invented shop: some hundred customers with believable histories, as the facts a real shop would send.

Everything comes from one seed, so two demos look alike. Numbers begin with 010-0, a range that is not assigned.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from desk.contract.customers import Tier
from desk.contract.ingest import (
    CloudEvent,
    CustomerRecord,
    OrderLine,
    OrderRecord,
    PastArticle,
    Payment,
    SurveyRecord,
    TicketRecord,
)
from desk.contract.orders import OrderState
from desk.demo import catalogue
from desk.demo.catalogue import GOODS, Goods

SOURCE = "demo-shop"
CUSTOMERS = 320
Record = CustomerRecord | OrderRecord | SurveyRecord | TicketRecord
#: Kind, body, author, hours after the ticket was opened.
Words = tuple[tuple[str, str, str, float], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who calls in the demo."""

    id: str
    name: str
    number: str


HERO = Person("c-0001", "김민지", "010-0482-7715")
MOTHER = Person("c-0002", "박영숙", "010-0345-1188")
DAUGHTER = Person("c-0003", "이하은", "010-0345-1188")
STRANGER = "010-0999-3120"


def facts(now: datetime, seed: int = 7, customers: int = CUSTOMERS) -> Iterator[CloudEvent]:
    """Every fact of the shop up to ``now``, customers before their orders, orders before their surveys."""
    chance = random.Random(seed)  # noqa: S311 (a demo's dice, not a secret)
    for number, record in enumerate(_records(chance, now, customers)):
        yield CloudEvent(
            specversion="1.0",
            id=f"demo-{seed}-{number}",
            source=SOURCE,
            type=f"shop.{type(record).__struct_config__.tag}",
            time=now,
            data=record,
        )


def _records(chance: random.Random, now: datetime, customers: int) -> Iterator[Record]:
    yield from _hero(now)
    yield from _family(now)
    for number in range(4, customers + 1):
        yield from _somebody(chance, now, number)


def _hero(now: datetime) -> Iterator[Record]:
    """The customer of the tour: loyal, kind, with a present that is two days late."""
    yield CustomerRecord(
        customer=HERO.id, name=HERO.name, numbers=[HERO.number, "010-0712-4409"], email="minji.kim@example.com",
        address="경기 성남시 한빛로 12 햇살아파트 104동 1203호", tier=Tier.VIP, since=now - timedelta(days=1460),
    )  # fmt: skip
    charger, coffee, beef = GOODS[0], GOODS[10], GOODS[6]
    yield from _order("20260812-1183", HERO, coffee, now - timedelta(days=102), days=3, late=0, now=now)
    yield _survey("20260812-1183", 5, catalogue.PRAISE[0], now - timedelta(days=98))
    yield from _order("20261019-2045", HERO, charger, now - timedelta(days=34), days=2, late=1, now=now)
    yield _survey("20261019-2045", 2, catalogue.COMPLAINTS[0], now - timedelta(days=30))
    opened = now - timedelta(days=29, hours=3)
    words: Words = (
        ("message", charger.trouble + " 선물로 산 거라 속상하네요.", HERO.name, 0),
        ("reply", catalogue.REPLIES[0].format(name=HERO.name), "박지은", 0.4),
        ("message", "빠른 답변 감사해요! 수거는 화요일 오후가 좋아요.", HERO.name, 1.2),
        ("call_note", "수거 일정 통화. 화요일 15~17시 확정, 새 제품 먼저 발송.", "박지은", 2),
        ("note", catalogue.NOTES[0], "박지은", 2.1),
        ("reply", f"{HERO.name}님, 새 제품이 방금 출발했습니다. 내일 받으실 수 있어요.", "박지은", 5),
    )
    yield _ticket("t-0001", HERO, "충전 스탠드 불량 교환", "교환·반품", opened, words)
    due = now - timedelta(days=2)
    placed = due - timedelta(days=3)
    yield OrderRecord(
        order="20261117-3390", customer=HERO.id, state=OrderState.SHIPPED, placed_at=placed,
        paid_at=placed + timedelta(minutes=2), shipped_at=placed + timedelta(days=1),
        promised_by=_end_of_day(due), carrier=catalogue.CARRIERS[0],
        items=[OrderLine(name=beef.name, quantity=1, price=beef.price),
               OrderLine(name="선물 포장 + 손글씨 카드", quantity=1, price=3_000)],
        payments=[Payment(method="card", amount=beef.price + 3_000, installments=3)],
    )  # fmt: skip
    words = (
        ("message", "엄마 생신 선물인데 아직 안 왔어요. 내일이 생신이에요ㅠㅠ", HERO.name, 0),
        ("reply", catalogue.REPLIES[1].format(name=HERO.name), "최동현", 1),
    )
    yield _ticket("t-0002", HERO, "생신 선물 배송 지연", "배송", now - timedelta(hours=20), words, closed=False)


def _family(now: datetime) -> Iterator[Record]:
    """Two people behind one number."""
    for person, tier, goods in ((MOTHER, Tier.GOLD, GOODS[16]), (DAUGHTER, Tier.SILVER, GOODS[13])):
        yield CustomerRecord(
            customer=person.id, name=person.name, numbers=[person.number], tier=tier,
            email=f"{person.id}@example.com", address="서울 마포구 새봄길 48", since=now - timedelta(days=700),
        )  # fmt: skip
        order = f"20261110-{person.id[-4:]}"
        yield from _order(order, person, goods, now - timedelta(days=11), days=3, late=0, now=now)


def _somebody(chance: random.Random, now: datetime, number: int) -> Iterator[Record]:
    name = chance.choice(catalogue.SURNAMES) + chance.choice(catalogue.GIVEN)
    person = Person(f"c-{number:04}", name, f"010-0{chance.randrange(100, 1000)}-{chance.randrange(10_000):04}")
    tier = chance.choices(list(Tier), (60, 22, 13, 5))[0]
    yield CustomerRecord(
        customer=person.id, name=name, numbers=[person.number], tier=tier, email=f"user{number}@example.com",
        address=f"{chance.choice(catalogue.DISTRICTS)} {chance.choice(catalogue.STREETS)}",
        since=now - timedelta(days=chance.randrange(30, 2000)),
    )  # fmt: skip
    for index in range(chance.choice((1, 1, 2, 3, 5))):
        yield from _purchase(chance, now, person, number, index)
    if chance.random() < 0.35:
        yield _past_ticket(chance, now, person, number)


def _purchase(chance: random.Random, now: datetime, person: Person, number: int, index: int) -> Iterator[Record]:
    placed = now - timedelta(days=chance.randrange(1, 240), minutes=chance.randrange(1440))
    order = f"{placed:%Y%m%d}-{number:04}{index}"
    late = chance.choices((0, 1, 2, 4), (82, 9, 6, 3))[0]
    yield from _order(order, person, chance.choice(GOODS), placed, days=chance.choice((1, 2, 3)), late=late, now=now)
    asked = placed + timedelta(days=5 + late)
    if asked < now and chance.random() < 0.6:
        score = chance.choice((1, 2, 2, 3)) if late else chance.choice((3, 4, 4, 5, 5, 5))
        words = catalogue.COMPLAINTS if score < 3 else catalogue.LUKEWARM if score == 3 else catalogue.PRAISE
        yield _survey(order, score, chance.choice(words), asked)


def _order(
    order: str, person: Person, goods: Goods, placed: datetime, *, days: int, late: int, now: datetime
) -> Iterator[Record]:
    """An order promised within ``days`` that came ``late`` days after; not yet there when that is after now."""
    promised = _end_of_day(placed + timedelta(days=days))
    shipped = placed + timedelta(days=1)
    arrived = promised - timedelta(hours=5) + timedelta(days=late)
    state = OrderState.DELIVERED if arrived <= now else OrderState.SHIPPED if shipped <= now else OrderState.PAID
    yield OrderRecord(
        order=order, customer=person.id, state=state, placed_at=placed, paid_at=placed + timedelta(minutes=1),
        shipped_at=shipped if shipped <= now else None, delivered_at=arrived if arrived <= now else None,
        promised_by=promised, carrier=catalogue.CARRIERS[hash_of(order) % 3],
        items=[OrderLine(name=goods.name, quantity=1, price=goods.price)],
        payments=[Payment(method=("card", "bank", "point")[hash_of(order) % 3], amount=goods.price)],
    )  # fmt: skip


def _survey(order: str, score: int, words: str, at: datetime) -> SurveyRecord:
    return SurveyRecord(survey=f"s-{order}", order=order, score=score, words=words, answered_at=at)


def _past_ticket(chance: random.Random, now: datetime, person: Person, number: int) -> TicketRecord:
    goods = chance.choice(GOODS)
    opened = now - timedelta(days=chance.randrange(3, 200), minutes=chance.randrange(600))
    words = [("message", goods.trouble, person.name, 0.0)]
    if chance.random() < 0.6:
        words.append(("call_note", chance.choice(catalogue.CALL_NOTES), "최동현", 1.0))
    words.append(("reply", chance.choice(catalogue.REPLIES).format(name=person.name), "박지은", 1.5))
    if chance.random() < 0.5:
        words.append(("note", chance.choice(catalogue.NOTES), "박지은", 1.6))
    return _ticket(f"t-{number:04}", person, f"{goods.name} 문의", "상품 문의", opened, tuple(words))


def _ticket(
    ticket: str,
    person: Person,
    title: str,
    queue: str,
    opened: datetime,
    words: Words,
    *,
    closed: bool = True,
) -> TicketRecord:
    articles = [
        {"kind": kind, "body": body, "at": opened + timedelta(hours=hours), "author": author}
        for kind, body, author, hours in words
    ]
    return TicketRecord(
        ticket=ticket, customer=person.id, title=title, queue=queue, closed=closed, opened_at=opened,
        articles=msgspec.convert(articles, list[PastArticle]),
    )  # fmt: skip


def _end_of_day(at: datetime) -> datetime:
    """The last second of that day in the zone of ``at``."""
    return at.replace(hour=23, minute=59, second=59, microsecond=0)


def hash_of(text: str) -> int:
    """A small stable number from a text; ``hash`` differs from run to run."""
    return sum(map(ord, text))
