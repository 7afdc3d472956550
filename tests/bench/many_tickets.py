"""A call centre with a hundred thousand open tickets and a million closed ones, as rows; and one with ten."""

import json
import os
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from desk.contract.customers import Tier
from desk.contract.events import QueueSet, TeamSet, UserCreated, ViewSet
from desk.contract.queues import WrapUpCode
from desk.contract.service import ClockKind, Priority
from desk.contract.users import Role
from desk.contract.views import Condition, Field, Filter, Op, Scope, Sort, ViewDraft
from desk.server.routes import ROUTE_MODULES
from desk.server.store import clock, log, words
from desk.server.store.db import Database, Tx

CACHE = Path(os.environ.get("DESK_BENCH_DIR", ".bench"))
QUEUES, TEAM = 20, 25
OPEN, CLOSED = 100_000, 1_000_000
TITLES = (
    "배송이 늦어요",
    "환불 부탁드립니다",
    "색상이 다르게 왔어요",
    "주문 취소 문의",
    "주소 변경",
    "교환 언제 되나요",
    "쿠폰이 안 돼요",
)
TAGS = ("vip", "재문의", "선물", "파손", "냉장")


def database(opened: int = OPEN, closed: int = CLOSED, agents: int = 1_000) -> Path:
    """The file of such a database, from the cache if it is there and fits the program."""
    schema = sum(len(path.read_bytes()) for path in _steps())
    path = CACHE / f"tickets-{opened}-{closed}-{agents}-{schema}.db"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        for left in unfinished.parent.glob(unfinished.name + "*"):
            left.unlink()
        small = Database(unfinished)
        small.write(partial(_people, agents=agents))
        small.close()
        _fill(unfinished, opened, closed)
        unfinished.rename(path)
    return path


def _steps() -> list[Path]:
    return sorted((Path(words.__file__).parent / "migrations").glob("*.sql"))


def _people(tx: Tx, agents: int) -> None:
    """Queues, agents in two of them each, teams, shared views and two views of everybody's own."""
    assert len(ROUTE_MODULES) > 1, "importing the routes registers every projection"
    codes = (WrapUpCode(code="done", names={"ko": "완료"}),)
    queues = [
        log.append(tx, QueueSet(
            queue_id=None, name=f"대기열 {place}", names={}, numbers=(), wrap_up_codes=codes, default_code="done",
            wrap_up_seconds=30,
        )).seq
        for place in range(QUEUES)
    ]  # fmt: skip
    people = list[int]()
    for place in range(agents):
        own = (queues[place % QUEUES], queues[(place * 7 + 3) % QUEUES])
        fact = UserCreated(login=f"agent{place}", name=f"상담원 {place}", role=Role.AGENT, queue_ids=own)
        people.append(log.append(tx, fact).seq)
    for place in range(0, agents, TEAM):
        members = tuple(people[place : place + TEAM])
        log.append(tx, TeamSet(team_id=None, name=f"{place}팀", lead_ids=members[:1], member_ids=members))
    for place, asked in enumerate(shared()):
        log.append(tx, _view(None, f"공유 {place}", asked))
    for place, person in enumerate(people):
        for asked in own_views(place, queues):
            log.append(tx, _view(person, "내 것", asked))


def _view(owner_id: int | None, name: str, asked: Filter) -> ViewSet:
    scope = Scope.SHARED if owner_id is None else Scope.OWN
    return ViewSet(
        view_id=None, owner_id=owner_id, draft=ViewDraft(name=name, filter=asked, scope=scope, sort=Sort.DUE)
    )


def of(field: Field, op: Op, *values: str) -> Condition:
    """A condition."""
    return Condition(field=field, op=op, values=values)


OPEN_ONES = of(Field.STATE, Op.IS_NOT, "closed")


def shared() -> Iterator[Filter]:
    """Views for everybody."""
    yield Filter(all=(OPEN_ONES,))
    yield Filter(all=(OPEN_ONES, of(Field.PRIORITY, Op.IS, "urgent")))
    yield Filter(all=(OPEN_ONES, of(Field.TIER, Op.IS, "vip")))
    yield Filter(all=(OPEN_ONES, of(Field.TEAM, Op.IS, "mine")))
    yield Filter(
        all=(OPEN_ONES, of(Field.TAG, Op.IS, "파손")),
        any=(of(Field.MISSED, Op.IS_SET), of(Field.DUE, Op.WITHIN, "240")),
    )


def own_views(place: int, queues: list[int]) -> Iterator[Filter]:
    """Views of one agent: the like of them nobody else has."""
    queue = str(queues[place % QUEUES])
    yield Filter(all=(OPEN_ONES, of(Field.QUEUE, Op.IS, queue), of(Field.CHANGED, Op.OLDER, str(60 + place))))
    yield Filter(all=(OPEN_ONES, of(Field.OWNER, Op.IS, "me"), of(Field.TAG, Op.IS, TAGS[place % len(TAGS)])))


def _fill(path: Path, opened: int, closed: int) -> None:
    chance = random.Random(3)
    now = clock.micros(datetime.now(UTC))
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN")
    people = [row[0] for row in db.execute("SELECT id FROM users ORDER BY id")]
    queues = [row[0] for row in db.execute("SELECT id FROM queues ORDER BY id")]
    first = db.execute("SELECT max(seq) FROM log").fetchone()[0] + 1
    customers = max(10, (opened + closed) // 5)
    tiers = [Tier.BASIC] * 80 + [Tier.SILVER] * 14 + [Tier.GOLD] * 5 + [Tier.VIP]
    db.executemany(
        "INSERT INTO customers VALUES (?, ?, ?, '', '', 'ko', 0, NULL, '', NULL, '', '', 0)",
        ((10**9 + place, f"고객 {place}", chance.choice(tiers)) for place in range(customers)),
    )
    total = opened + closed
    places = set(chance.sample(range(total), opened // 3)) | set(range(closed + opened // 3, total))

    def rows() -> Iterator[tuple[Any, ...]]:
        for place in range(total):
            yield _row(
                chance,
                first + place,
                place in places,
                now - (total - place) * 60_000_000,
                now,
                people,
                queues,
                customers,
            )

    marks = ", ".join("?" * 18)
    db.executemany(
        "INSERT INTO tickets (id, title, state, queue_id, customer_id, owner_id, created_at, changed_at, pending_until,"
        " article_count, source, external_id, version, priority, tags, due_at, due_clock, missed)"
        f" VALUES ({marks})",
        rows(),
    )
    _finish(db)


def _finish(db: sqlite3.Connection) -> None:
    """Titles are found by their words."""
    db.create_function("title_of", 1, words.title, deterministic=True)
    db.execute("INSERT INTO titles (rowid, grams) SELECT id, title_of(title) FROM tickets")
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode=WAL")
    db.close()


def _row(
    chance: random.Random, number: int, is_open: bool, at: int, now: int, people: list[int], queues: list[int],
    customers: int,
) -> tuple[Any, ...]:  # fmt: skip
    state = chance.choices(("new", "open", "pending"), (2, 5, 3))[0] if is_open else "closed"
    owner = chance.choice(people) if not is_open or chance.random() < 0.7 else None
    due = now + int(chance.gauss(600, 1200)) * 60_000_000 if is_open and chance.random() < 0.8 else None
    return (
        number, f"{chance.choice(TITLES)} {number % 10_000}", state, chance.choice(queues),
        10**9 + chance.randrange(customers), owner, at, min(now, at + chance.randrange(10**10)),
        now + 10**10 if state == "pending" else None, chance.randrange(9), "", "", number,
        chance.choices(list(Priority), (2, 6, 2, 1))[0],
        json.dumps(chance.sample(TAGS, chance.choice((0, 0, 0, 1, 2))), ensure_ascii=False, separators=(",", ":")),
        due, None if due is None else ClockKind.RESOLUTION, due is not None and due < now,
    )  # fmt: skip
