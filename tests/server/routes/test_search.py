"""One search over customers, orders, tickets and what was written."""

from datetime import UTC, datetime
from typing import Any

import pytest

from desk.contract.events import (
    ArticleAdded,
    CustomerMerged,
    OrderPlaced,
    QueueSet,
    Refs,
    TicketChanged,
    TicketOpened,
)
from desk.contract.orders import OrderItem, OrderState
from desk.contract.queues import WrapUpCode
from desk.contract.tickets import ArticleKind, TicketState
from desk.server.store import log, tally
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.routes.test_customers import make

Found = dict[str, dict[str, Any]]


def search(site: Site, query: str, **params: Any) -> Found:
    """The groups of an answer by kind, in their order."""
    answer = site.get("/search", params={"q": query, **params})
    assert answer.status_code == 200, answer.text
    assert answer.json()["query"] == query
    return {group["kind"]: group for group in answer.json()["groups"]}


def titles(found: Found, kind: str) -> list[str]:
    return [hit["title"] for hit in found.get(kind, {"hits": []})["hits"]]


def open_ticket(site: Site, title: str, customer_id: int | None = None) -> int:
    """A ticket in a queue."""

    def work(tx: Tx) -> int:
        queue = tx.value("SELECT id FROM queues") or log.append(
            tx,
            QueueSet(
                queue_id=None, name="일반", names={}, numbers=(), default_code="done", wrap_up_seconds=30,
                wrap_up_codes=(WrapUpCode(code="done", names={}),),
            ),
        ).seq  # fmt: skip
        return log.append(tx, TicketOpened(title=title, queue_id=queue), Refs(customer_id=customer_id)).seq

    return site.write(work)


def write(site: Site, ticket_id: int, body: str, customer_id: int | None = None) -> int:
    """A reply on a ticket."""
    fact = ArticleAdded(article_kind=ArticleKind.REPLY, body=body)
    return site.write(lambda tx: log.append(tx, fact, Refs(ticket_id=ticket_id, customer_id=customer_id)).seq)


def order(site: Site, number: str, customer_id: int, *items: str) -> int:
    """A purchase."""
    bought = tuple(OrderItem(name=name, quantity=1, price=1000) for name in items)
    fact = OrderPlaced(number=number, items=bought, total=1000, state=OrderState.PLACED, source="shop")
    return site.write(lambda tx: log.append(tx, fact, Refs(customer_id=customer_id), at=datetime.now(UTC)).seq)


def tell(site: Site, ticket_id: int, fact: TicketChanged) -> None:
    site.write(lambda tx: log.append(tx, fact, Refs(ticket_id=ticket_id)))


def test_names_are_found_exact_first_then_by_their_beginning_then_anywhere(site: Site) -> None:
    for name in ("박김민", "김민지", "김민", "김 민", "김밥", "Kim Min"):
        make(site, name)
    found = search(site, "김민")["customer"]
    assert [hit["title"] for hit in found["hits"]] == ["김 민", "김민", "김민지", "박김민"]
    assert found["total"] == 4
    assert titles(search(site, "KIM"), "customer") == ["Kim Min"]
    assert search(site, "김")["customer"]["total"] == 5


def test_of_numbers_the_very_one_comes_first_then_by_their_end_then_by_their_beginning_then_anywhere(
    site: Site,
) -> None:
    made = {
        "exact": "02-345-6789",
        "ends": "010-2345-6789",
        "begins": "02-3456-7891",
        "holds": "0502-3456-7891",
    }
    for name, number in made.items():
        make(site, name, number)
    assert titles(search(site, "02 345 6789"), "customer") == list(made)
    assert titles(search(site, "3456789"), "customer") == ["ends", "exact", "holds", "begins"]
    pages = [titles(search(site, "023456789", kind="customer", limit=1, offset=at), "customer") for at in range(4)]
    assert pages == [[name] for name in made], "a page goes on where the one before ended"


@pytest.mark.parametrize(
    "query", ["010-1234-5678", "01012345678", "+82 10 1234 5678", "1234 5678", "5678", "345", "김민 5678"]
)
def test_a_number_in_any_notation_or_any_digits_of_it_find_its_owner(site: Site, query: str) -> None:
    made = make(site, "김민지", "010-1234-5678")
    make(site, "이서윤", "010-9999-0000")
    (hit,) = search(site, query)["customer"]["hits"]
    assert (hit["id"], hit["customer_id"], hit["title"], hit["excerpt"]) == (
        made["id"],
        made["id"],
        "김민지",
        "010-****-5678",
    )


def test_the_whole_number_comes_before_numbers_that_only_hold_its_digits(site: Site) -> None:
    make(site, "가", "031-123-4567")
    make(site, "나", "0503-1123-4567")
    assert titles(search(site, "031-123-4567"), "customer") == ["가", "나"]


def test_a_merged_customer_is_found_once_under_the_survivor(site: Site) -> None:
    one, two = make(site, "김민지", "010-1111-2222"), make(site, "김민지 모바일", "010-3333-4444")
    fact = CustomerMerged(other_id=two["id"], other_name="김민지 모바일")
    site.write(lambda tx: log.append(tx, fact, Refs(customer_id=one["id"])))
    for query in ("김민지", "모바일", "3333", "010-3333-4444", "010-1111-2222"):
        found = search(site, query)["customer"]
        assert ([hit["id"] for hit in found["hits"]], found["total"]) == ([one["id"]], 1)
    order(site, "A-1000", two["id"])
    assert search(site, "A-1000")["order"]["hits"][0]["customer_id"] == one["id"]


def test_a_mail_address_finds_its_owner_and_is_not_shown(site: Site) -> None:
    make(site, "김민지", email="minji.kim@example.com")
    make(site, "김민지", email="minji.kim@example.org")
    found = search(site, "minji.kim@example.com")["customer"]
    assert found["total"] == 1
    assert "minji" not in str(found)


def test_an_order_is_found_by_its_number_or_the_beginning_of_it(site: Site) -> None:
    made = make(site)
    for number in ("20261102-001", "20261102-002", "20261102-00", "ab9F"):
        order(site, number, made["id"], "무선 충전기", "양말")
    found = search(site, "20261102-00")["order"]
    assert [hit["title"] for hit in found["hits"]] == ["20261102-00", "20261102-001", "20261102-002"]
    assert (found["total"], found["hits"][0]["excerpt"]) == (3, "무선 충전기, 양말")
    assert titles(search(site, "20261102-001"), "order") == ["20261102-001"]
    assert search(site, "001").get("order") is None


def test_a_ticket_is_found_by_its_number_with_or_without_the_sign(site: Site) -> None:
    made = make(site, "김민지")
    ticket = open_ticket(site, "배송 지연 문의", made["id"])
    for query in (f"#{ticket}", f"# {ticket}", str(ticket)):
        found = search(site, query)
        assert next(iter(found)) == "ticket"
        hit = found["ticket"]["hits"][0]
        assert (hit["id"], hit["title"], hit["excerpt"]) == (ticket, "배송 지연 문의", "김민지")
    assert search(site, "#999999") == {}


def test_a_ticket_is_found_by_its_title_of_now(site: Site) -> None:
    ticket = open_ticket(site, "배송 지연")
    row = site.read(lambda tx: tx.one("SELECT * FROM tickets WHERE id = ?", (ticket,)))
    assert row is not None
    for title, fields in (("환불 요청", ("title",)), ("환불 요청", ("state",)), ("환불 완료", ("title", "state"))):
        fact = TicketChanged(
            title=title, state=TicketState.OPEN, queue_id=row["queue_id"], owner_id=None, ticket_customer_id=None,
            pending_until=None, fields=fields,
        )  # fmt: skip
        tell(site, ticket, fact)
    assert titles(search(site, "완료"), "ticket") == ["환불 완료"]
    assert [search(site, query).get("ticket") for query in ("배송", "요청")] == [None, None]


def test_words_in_articles_are_found_newest_first_with_what_stands_around_them(site: Site) -> None:
    made = make(site)
    ticket = open_ticket(site, "문의", made["id"])
    written = [
        write(site, ticket, f"{'안녕하세요. ' * 20}퀵서비스로 {word} 보냈습니다.", made["id"])
        for word in ("오늘", "어제")
    ]
    site.post(f"/customers/{made['id']}/remarks", {"kind": "info", "text": "퀵서비스"})
    found = search(site, "퀵서비스")["article"]
    assert [hit["id"] for hit in found["hits"]] == written[::-1]
    assert found["total"] == 2
    assert "퀵서비스로 어제 보냈습니다." in found["hits"][0]["excerpt"]
    assert (found["hits"][0]["title"], found["hits"][0]["customer_id"]) == ("문의", made["id"])
    assert search(site, "퀵서비스 어제")["article"]["total"] == 1


def test_hostile_words_are_shown_as_text(site: Site) -> None:
    ticket = open_ticket(site, "<img src=x onerror=alert(1)>")
    write(site, ticket, "<script>alert('보상')</script>\u202e")
    found = search(site, "보상")["article"]["hits"][0]
    assert found["excerpt"] == "<script>alert('보상')</script>\u202e"
    assert found["title"] == "<img src=x onerror=alert(1)>"


def test_pages_of_a_kind_follow_one_another_and_the_total_stays(site: Site) -> None:
    for place in range(7):
        make(site, f"김민{place}")
    first = search(site, "김민", kind="customer", limit=5)
    second = search(site, "김민", kind="customer", limit=5, offset=5)
    assert set(first) == set(second) == {"customer"}
    assert sorted(titles(first, "customer") + titles(second, "customer")) == [f"김민{place}" for place in range(7)]
    assert (first["customer"]["total"], second["customer"]["total"]) == (7, 7)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "' OR 1=1 --",
        "*",
        "AND",
        "NOT x",
        "(",
        "김 AND",
        "^",
        "{people}:x",
        "\u0000",
        "\ue000김",
        "%",
        "😀",
        "a" * 120,
    ],
)
def test_no_query_upsets_the_search(site: Site, query: str) -> None:
    make(site, "김민지")
    assert site.get("/search", params={"q": query}).status_code == 200
    assert site.get("/customers", params={"name": query[:60]}).status_code == 200


def test_one_or_two_digits_say_too_little_about_anybodys_number(site: Site) -> None:
    make(site, "김민지", "010-1234-5678")
    assert [search(site, query) for query in ("1", "12")] == [{}, {}]
    assert search(site, "12 민지")["customer"]["total"] == 1


def test_a_common_word_is_counted_once_and_what_is_written_since_is_added(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "WORTH", 3)
    monkeypatch.setattr(tally, "NEWEST", 2)
    ticket = open_ticket(site, "소포")
    ids = [write(site, ticket, f"배송 문의 {number}") for number in range(4)]
    for _ in range(2):
        group = search(site, "배송")["article"]
        assert (group["total"], [hit["id"] for hit in group["hits"]]) == (4, ids[::-1])
    ids += [write(site, ticket, "배송 또 문의"), write(site, ticket, "다른 일"), write(site, ticket, "배송 끝")]
    del ids[5]
    for params, shown in (({}, ids[::-1]), ({"limit": 1}, ids[:4:-1]), ({"limit": 2, "offset": 3}, ids[1:3][::-1])):
        group = search(site, "배송", **params)["article"]
        assert (group["total"], [hit["id"] for hit in group["hits"]]) == (6, shown)
