"""Lists as the database makes them are what the filters say, ticket by ticket, in the same order; from indexes."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.contract.customers import Tier
from desk.contract.service import ClockKind, Priority
from desk.contract.tickets import Ticket, TicketState
from desk.contract.views import Condition, Field, Filter, Group, Op, Sort
from desk.queueing import filters, ordering
from desk.queueing.filters import Beside, Who
from desk.queueing.parts import parts
from desk.server.routes import ROUTE_MODULES
from desk.server.store import clock, ticket_lists, tickets, words
from desk.server.store.db import Database, Tx
from desk.server.store.ticket_lists import Asked

NOW = datetime(2027, 3, 2, 5, 0, tzinfo=UTC)
OWNERS, QUEUES, CUSTOMERS, TEAMS = range(1, 6), range(1, 5), range(1, 7), {1: 1, 2: 1, 3: 2}
TAGS = ["vip", "반품", ",", 'a","b', "a", "x,", "배송 지연", "\\"]
TITLES = [
    "배송이 늦어요",
    "환불 요청 3건",
    "Return of ORDER 20270301",
    "return",
    "ＷＩＤＥ letters",
    "주소변경",
    "…",
    "배송지 변경 요청",
]
SOURCES = ["", "shop", "mail"]


class Home:
    """Tickets, what belongs to each beside it, and where they are."""

    def __init__(self, tickets: list[Ticket], beside: dict[int, Beside], database: Database) -> None:
        self.tickets, self.beside, self.database = tickets, beside, database


def fill(tx: Tx, chance: random.Random, many: int) -> None:
    """Tickets with everything about them left to chance, as rows."""
    for user, team in TEAMS.items():
        tx.run("INSERT INTO team_members VALUES (?, ?)", (user, team))
    blank: dict[str, Any] = {row["name"]: "" for row in tx.all("SELECT name FROM pragma_table_info('customers')")}
    for customer in CUSTOMERS:
        row = blank | {
            "id": customer,
            "name": f"고객 {customer}",
            "tier": chance.choice(list(Tier)),
            "merged_into": None,
        }
        marks = ", ".join("?" * len(row))
        tx.run(f"INSERT INTO customers ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    for ticket in range(1, many + 1):
        tx.run(*insertion(ticket, chance))
        title = tx.value("SELECT title FROM tickets WHERE id = ?", (ticket,))
        tx.run("INSERT INTO titles (rowid, grams) VALUES (?, ?)", (ticket, words.title(title)))


def insertion(ticket: int, chance: random.Random) -> tuple[str, list[Any]]:
    def around() -> int:
        return clock.micros(NOW + timedelta(minutes=chance.randint(-30, 30)))

    row: dict[str, Any] = {
        "id": ticket, "title": chance.choice(TITLES), "state": chance.choice(list(TicketState)),
        "queue_id": chance.choice(QUEUES), "customer_id": chance.choice([None, *CUSTOMERS]),
        "owner_id": chance.choice([None, None, *OWNERS]), "order_id": chance.choice([None, 7, 8]),
        "created_at": around(), "changed_at": around(), "pending_until": chance.choice([None, around()]),
        "article_count": 0, "last_article_id": None, "source": chance.choice(SOURCES), "external_id": "",
        "version": ticket, "priority": chance.choice(list(Priority)),
        "tags": msgspec.json.encode(chance.sample(TAGS, chance.choice([0, 0, 1, 2]))).decode(),
        "due_at": chance.choice([None, around()]), "missed": chance.random() < 0.3,
    }  # fmt: skip
    row["due_clock"] = row["due_at"] and ClockKind.RESOLUTION
    return f"INSERT INTO tickets ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values())


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    """Three hundred tickets, what belongs to each beside it, and where they are."""
    assert len(ROUTE_MODULES) > 1
    database = Database(":memory:")
    database.write(lambda tx: fill(tx, random.Random(5), 300))

    def look(tx: Tx) -> tuple[list[Ticket], dict[int, Beside]]:
        tiers = {row["id"]: Tier(row["tier"]) for row in tx.all("SELECT id, tier FROM customers")}
        sources = {row["id"]: row["source"] for row in tx.all("SELECT id, source FROM tickets")}
        found = list(tickets.some(tx, list(sources)).values())
        beside = {
            one.id: Beside(
                team_id=TEAMS.get(one.owner_id or 0), tier=tiers.get(one.customer_id or 0), source=sources[one.id]
            )
            for one in found
        }
        return found, beside

    yield Home(*database.write(look), database)
    database.close()


def ids(some: range) -> st.SearchStrategy[str]:
    return st.sampled_from([*map(str, some), "007", "999"])


INSTANTS = st.integers(-40, 40).map(lambda minutes: (NOW + timedelta(minutes=minutes)).isoformat())
VALUES: dict[Field, st.SearchStrategy[str]] = {
    Field.STATE: st.sampled_from(list(map(str, TicketState))),
    Field.PRIORITY: st.sampled_from(list(map(str, Priority))),
    Field.TIER: st.sampled_from(list(map(str, Tier))),
    Field.QUEUE: ids(QUEUES) | st.just("mine"),
    Field.OWNER: ids(OWNERS) | st.sampled_from(["me", "nobody"]),
    Field.TEAM: ids(range(1, 4)) | st.just("mine"),
    Field.CUSTOMER: ids(CUSTOMERS),
    Field.ORDER: ids(range(7, 10)),
    Field.TAG: st.sampled_from([*TAGS, "", "none"]),
    Field.SOURCE: st.sampled_from([*SOURCES, "none"]),
    Field.TITLE: st.sampled_from(
        ["배송", "요청", "3", "RETURN", "wide", "ur", "송이 늦", "0301 order", "송지변", "경"]
    ),
}


@st.composite
def sound(draw: st.DrawFn) -> Condition:
    """Any condition that makes sense."""
    field = draw(st.sampled_from(list(Field)))
    op = draw(st.sampled_from(filters.ASKED[field]))
    values: list[str]
    if op in (Op.IS_SET, Op.NOT_SET):
        values = []
    elif op in (Op.BEFORE, Op.AFTER):
        values = [draw(INSTANTS)]
    elif op in (Op.WITHIN, Op.OLDER):
        values = [str(draw(st.integers(0, 40)))]
    else:
        values = draw(st.lists(VALUES[field], min_size=1, max_size=3))
    return Condition(field=field, op=op, values=tuple(values))


FILTERS = st.builds(Filter, all=st.lists(sound(), max_size=3).map(tuple), any=st.lists(sound(), max_size=2).map(tuple))
WHO = st.builds(
    Who, user_id=st.sampled_from(OWNERS), team_id=st.sampled_from([None, 1, 2]),
    queue_ids=st.lists(st.sampled_from(QUEUES), max_size=2).map(tuple),
)  # fmt: skip


def expected(home: Home, asked: Filter, who: Who) -> list[Ticket]:
    return [one for one in home.tickets if filters.matches(asked, one, who, NOW, home.beside[one.id])]


@settings(max_examples=400, deadline=None)
@given(FILTERS, WHO, st.sampled_from(Sort), st.booleans(), st.integers(1, 60))
def test_a_list_leafed_through_holds_what_the_filter_says_in_its_order(
    home: Home, asked: Filter, who: Who, sort: Sort, descending: bool, size: int
) -> None:
    assert filters.faults(asked) == []
    wanted = sorted(expected(home, asked, who), key=lambda one: ordering.sort_key(sort, descending, one))

    def leaf(tx: Tx) -> list[int]:
        listing = Asked(filters.resolved(asked, who), NOW, sort, descending)
        found, after = list[int](), None
        while rows := ticket_lists.page(tx, listing, after, size):
            found += [one.id for one in rows]
            after = ordering.sort_key(sort, descending, rows[-1])
        return found

    assert home.database.write(leaf) == [one.id for one in wanted]


@settings(max_examples=200, deadline=None)
@given(FILTERS, WHO, st.sampled_from([group for group in Group if group is not Group.NONE]))
def test_counts_and_groups_are_those_of_the_list(home: Home, asked: Filter, who: Who, group: Group) -> None:
    wanted, meant = expected(home, asked, who), filters.resolved(asked, who)
    assert home.database.write(lambda tx: ticket_lists.count(tx, meant, NOW)) == (
        len(wanted), sum(one.due_at is not None and one.due_at < NOW for one in wanted),
    )  # fmt: skip
    counted = home.database.write(lambda tx: [ticket_lists.count(tx, part, NOW)[0] for part in parts(meant)])
    assert sum(counted) == len(wanted)
    groups = home.database.write(lambda tx: ticket_lists.groups(tx, meant, NOW, group))
    assert {one.value: one.count for one in groups} == Counter(
        ordering.group_of(group, one, home.beside[one.id]) for one in wanted
    )
    assert [one.count for one in groups] == sorted((one.count for one in groups), reverse=True)
    for one in groups:
        only = ordering.in_group(group, one.value)
        assert only is not None
        narrowed = Filter(all=(*meant.all, *filters.resolved(Filter(all=(only,)), who).all), any=meant.any)
        assert home.database.write(lambda tx, narrowed=narrowed: ticket_lists.count(tx, narrowed, NOW))[0] == one.count  # type: ignore[misc]


def plan(home: Home, *asked: Condition, **more: Any) -> list[str]:
    """How SQLite goes about the tickets of a list."""

    def explain(tx: Tx) -> list[str]:
        seen = list[tuple[str, Any]]()
        every = tx.all

        def watch(sql: str, params: Any = ()) -> Any:
            seen.append((sql, params))
            return every(sql, params)

        tx.all = watch  # type: ignore[method-assign]
        ticket_lists.page(tx, Asked(Filter(all=asked), NOW, **more), None, 51)
        walks = [(sql, params) for sql, params in seen if " AS first" in sql]
        return [row["detail"] for sql, params in walks for row in every(f"EXPLAIN QUERY PLAN {sql}", params)]

    return home.database.write(explain)


OPEN_ONES = Condition(field=Field.STATE, op=Op.IS_NOT, values=("closed",))
CLOSED_ONES = Condition(field=Field.STATE, op=Op.IS, values=("closed",))


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", Sort)
def test_every_order_of_open_tickets_is_read_off_an_index_that_holds_all_that_is_asked(
    home: Home, sort: Sort, descending: bool
) -> None:
    hard = (
        Condition(field=Field.TAG, op=Op.IS, values=("없음",)),
        Condition(field=Field.QUEUE, op=Op.IS, values=("1", "2")),
        Condition(field=Field.SOURCE, op=Op.IS_NOT, values=("shop",)),
        Condition(field=Field.ORDER, op=Op.NOT_SET),
        Condition(field=Field.MISSED, op=Op.NOT_SET),
        Condition(field=Field.PENDING_UNTIL, op=Op.OLDER, values=("5",)),
        Condition(field=Field.CREATED, op=Op.OLDER, values=("5",)),
        Condition(field=Field.TEAM, op=Op.IS, values=("1",)),
    )
    found = plan(home, OPEN_ONES, *hard, sort=sort, descending=descending)
    tickets_of = [one for one in found if one.split()[1] == "t"]
    assert tickets_of
    assert all(f"COVERING INDEX tickets_open_{sort}" in one for one in tickets_of), found
    assert not [one for one in found if "TEMP B-TREE" in one]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", Sort)
def test_closed_tickets_are_never_sorted(home: Home, sort: Sort, descending: bool) -> None:
    assert not [one for one in plan(home, CLOSED_ONES, sort=sort, descending=descending) if "TEMP B-TREE" in one]


@pytest.mark.parametrize(
    ("condition", "through"),
    [
        (Condition(field=Field.OWNER, op=Op.IS, values=("1",)), "tickets_open_owner (owner_id=?)"),
        (Condition(field=Field.CUSTOMER, op=Op.IS, values=("1", "2")), "tickets_customer (customer_id=?"),
        (Condition(field=Field.TITLE, op=Op.CONTAINS, values=("주소",)), "INTEGER PRIMARY KEY (rowid=?)"),
    ],
)
def test_what_names_a_few_begins_with_them(home: Home, condition: Condition, through: str) -> None:
    found = plan(home, OPEN_ONES, condition, sort=Sort.DUE, descending=False)
    assert all(through in one for one in found if one.split()[1] == "t"), found


def test_a_common_word_is_looked_for_in_the_order_of_the_list(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket_lists, "RARE", 3)
    asked = Filter(all=(OPEN_ONES, Condition(field=Field.TITLE, op=Op.CONTAINS, values=("배송",))))
    found = plan(home, *asked.all, sort=Sort.DUE)
    assert any("INDEX tickets_open_due" in one for one in found)
    assert not [one for one in found if "TEMP B-TREE" in one]
    rows = home.database.write(lambda tx: ticket_lists.page(tx, Asked(asked, NOW), None, 500))
    wanted = expected(home, asked, Who(user_id=1))
    assert sorted(one.id for one in rows) == [one.id for one in wanted]
