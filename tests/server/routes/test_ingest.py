"""The shop pushes facts: each is taken over once, and a bad one hurts only itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest

from desk.contract.customers import Tier
from desk.contract.events import CustomerChanged, IngestRefused, OrderChanged, PromiseBroken, Refs
from desk.contract.orders import Order
from desk.server.store import log, sessions
from tests.server.conftest import Site

BATCH = "application/cloudevents-batch+json"
NOW = datetime.now(UTC)


def day(days: float) -> str:
    return (NOW + timedelta(days=days)).isoformat()


CUSTOMER = {"record": "customer", "customer": "c1", "name": "김민지", "numbers": ["010-2345-6789"], "verified": True}
ORDER = {
    "record": "order",
    "order": "A-1",
    "customer": "c1",
    "state": "paid",
    "placed_at": day(-3),
    "paid_at": day(-3),
    "promised_by": day(2),
    "items": [{"name": "찻잔", "quantity": 2, "price": 24000}],
    "payments": [{"method": "card", "amount": 24000}],
}
DELIVERED = ORDER | {"state": "delivered", "shipped_at": day(-2), "delivered_at": day(-1)}
SURVEY = {"record": "survey", "survey": "s1", "order": "A-1", "score": 4, "answered_at": day(-0.5), "words": "좋아요"}


def event(event_id: str, data: Any, **more: Any) -> dict[str, Any]:
    return {"specversion": "1.0", "id": event_id, "source": "shop", "type": "shop.changed", "data": data} | more


class Shop:
    """A connector of the shop, with a token of its own."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.token = site.write(lambda tx: sessions.issue_connector(tx, "ingest", "shop"))

    def push(self, body: object, media: str = BATCH, token: str | None = None) -> httpx.Response:
        headers = {"Content-Type": media, "Authorization": f"Bearer {token or self.token}"}
        return self.site.post("/ingest", body, as_=None, headers=headers)

    def send(self, *events: Any) -> list[tuple[str, str]]:
        """Push a batch that is answered; (state, why) of each event."""
        answer = self.push(list(events))
        assert answer.status_code == 200, answer.text
        return [(one["state"], one["why"]) for one in answer.json()["results"]]

    def states(self, *events: Any) -> list[str]:
        return [state for state, _ in self.send(*events)]

    def order(self, number: str = "A-1") -> Order:
        (found,) = self.site.get("/orders", params={"number": number}).json()["data"]
        return msgspec.convert(found, Order)


@pytest.fixture
def shop(site: Site) -> Shop:
    return Shop(site)


def head(site: Site) -> int:
    return site.read(lambda tx: tx.head)


def test_a_customer_and_her_order_arrive_in_one_batch(shop: Shop) -> None:
    assert shop.states(event("1", CUSTOMER), event("2", ORDER), event("3", SURVEY)) == ["applied"] * 3
    order = shop.order()
    assert (order.number, order.total, order.state, order.survey_score) == ("A-1", 24000, "paid", 4)
    assert order.promise is not None
    assert order.promise.state == "open"


def test_the_same_events_again_are_seen_and_change_nothing(shop: Shop) -> None:
    batch = [event("1", CUSTOMER), event("2", ORDER), event("3", SURVEY)]
    shop.send(*batch)
    before = head(shop.site)
    assert shop.states(*batch) == ["seen"] * 3
    assert head(shop.site) == before


def test_the_same_records_under_new_ids_change_nothing(shop: Shop) -> None:
    shop.send(event("1", CUSTOMER), event("2", ORDER), event("3", SURVEY))
    before = head(shop.site)
    assert shop.states(event("11", CUSTOMER), event("12", ORDER), event("13", SURVEY)) == ["unchanged"] * 3
    assert head(shop.site) == before


def test_an_event_id_belongs_to_its_source(shop: Shop) -> None:
    assert shop.states(event("1", CUSTOMER), event("1", CUSTOMER, source="other")) == ["applied", "applied"]


def test_what_an_agent_changed_is_not_overwritten_by_what_the_shop_said_before(shop: Shop) -> None:
    shop.send(event("1", CUSTOMER))
    (customer,) = shop.site.read(lambda tx: tx.all("SELECT id FROM customers"))
    agents = CustomerChanged(name="김민지 (개명)", tier=Tier.GOLD, email="", address="", fields=("name", "tier"))
    shop.site.write(lambda tx: log.append(tx, agents, Refs(customer_id=customer["id"])))
    assert shop.states(event("2", CUSTOMER)) == ["unchanged"]
    assert shop.site.read(lambda tx: tx.value("SELECT name FROM customers")) == "김민지 (개명)"


def test_what_a_newer_record_leaves_empty_stays(shop: Shop) -> None:
    shop.send(event("1", CUSTOMER | {"email": "minji@example.com", "tier": "vip"}))
    newer = CUSTOMER | {"numbers": ["02-345-6789", "010 2345 6789"], "address": "서울 마포구"}
    assert shop.states(event("2", newer)) == ["applied"]
    row = shop.site.read(lambda tx: tx.one("SELECT * FROM customers"))
    assert row is not None
    assert (row["email"], row["tier"], row["address"]) == ("minji@example.com", "vip", "서울 마포구")
    numbers = shop.site.read(lambda tx: tx.all("SELECT number FROM numbers ORDER BY number"))
    assert [one["number"] for one in numbers] == ["+821023456789", "+8223456789"]


def test_a_bad_event_does_not_hurt_its_neighbours(shop: Shop) -> None:
    results = shop.send(
        event("1", CUSTOMER),
        event("2", {"record": "parcel"}),
        event("3", ORDER | {"state": "lost"}),
        event("4", ORDER | {"surprise": 1}),
        7,
        None,
        {"id": "5"},
        event("6", ORDER | {"customer": "nobody"}),
        event("7", SURVEY | {"order": "B-9"}),
        event("8", CUSTOMER | {"customer": "c2", "numbers": ["전화없음"]}),
        event("9", ORDER),
    )
    assert [state for state, _ in results] == ["applied", *["refused"] * 9, "applied"]
    whys = [why for state, why in results if state == "refused"]
    assert "parcel" in whys[0]
    assert "customer nobody is not known here" in whys[6]
    assert "order B-9 is not known here" in whys[7]
    assert "전화없음" in whys[8]
    assert "$.data.numbers.0" in whys[8]


def test_a_refused_event_is_taken_once_what_it_needs_is_there(shop: Shop) -> None:
    assert shop.states(event("2", ORDER)) == ["refused"]
    assert shop.states(event("1", CUSTOMER), event("2", ORDER)) == ["applied", "applied"]


def test_a_connector_that_tries_for_ever_leaves_one_line_in_the_log(shop: Shop) -> None:
    for _ in range(3):
        shop.send(event("2", ORDER))
    facts = [one.fact for one in shop.site.read(lambda tx: list(log.walk(tx)))]
    assert len([fact for fact in facts if isinstance(fact, IngestRefused)]) == 1


def test_a_record_is_taken_whole_or_not_at_all(shop: Shop) -> None:
    before = head(shop.site)
    assert shop.states(event("1", CUSTOMER | {"numbers": ["010-2345-6789", "전화없음"]})) == ["refused"]
    assert head(shop.site) == before + 1
    assert shop.site.read(lambda tx: tx.value("SELECT count(*) FROM customers")) == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "delivered"}, "time of delivery"),
        ({"placed_at": day(3)}, "future"),
        ({"delivered_at": "1066-10-14T09:00:00Z"}, "between 1970 and 2100"),
        ({"promised_by": "9999-12-31T23:59:59Z"}, "between 1970 and 2100"),
        ({"placed_at": "0001-01-01T00:00:00+09:00"}, "between 1970 and 2100"),
        ({"carrier": "한진\0택배"}, "NUL"),
        ({"items": [{"name": "찻\0잔"}]}, "NUL"),
    ],
)
def test_a_record_that_cannot_be_is_refused_in_words(shop: Shop, change: dict[str, Any], why: str) -> None:
    shop.send(event("1", CUSTOMER))
    ((state, said),) = shop.send(event("2", ORDER | change))
    assert state == "refused"
    assert why in said


@pytest.mark.parametrize(
    "time",
    ["0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-05:00", pytest.param(day(30), id="in a month")],
)
def test_an_events_own_time_is_not_believed_when_it_cannot_be(shop: Shop, time: str) -> None:
    shop.send(event("1", CUSTOMER), event("2", ORDER))
    assert shop.states(event("3", ORDER | {"state": "canceled"}, time=time)) == ["applied"]
    changed = [one for one in shop.site.read(lambda tx: list(log.walk(tx))) if isinstance(one.fact, OrderChanged)]
    assert abs(changed[-1].at - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_cancellation_is_dated_as_the_shop_says(shop: Shop) -> None:
    shop.send(event("1", CUSTOMER), event("2", ORDER))
    shop.send(event("3", ORDER | {"state": "canceled"}, time=day(-0.5)))
    changed = [one for one in shop.site.read(lambda tx: list(log.walk(tx))) if isinstance(one.fact, OrderChanged)]
    assert changed[-1].at == datetime.fromisoformat(day(-0.5))


def test_an_order_does_not_change_hands(shop: Shop) -> None:
    shop.send(event("1", CUSTOMER), event("2", CUSTOMER | {"customer": "c2"}), event("3", ORDER))
    ((state, why),) = shop.send(event("4", ORDER | {"customer": "c2"}))
    assert (state, "another customer" in why) == ("refused", True)


def test_news_out_of_order_leaves_the_newest_state(shop: Shop) -> None:
    shop.send(event("1", CUSTOMER), event("2", DELIVERED))
    assert shop.states(event("3", ORDER)) == ["unchanged"]
    order = shop.order()
    assert order.state == "delivered"
    assert order.promise is not None
    assert (order.promise.state, order.promise.late_days) == ("kept", 0)


def test_a_promise_whose_day_ended_is_broken_by_itself_and_settled_when_the_parcel_comes(shop: Shop) -> None:
    shop.send(event("1", CUSTOMER), event("2", ORDER))
    number = shop.order().id
    # The day passes: what the shop promised for tomorrow was due yesterday.
    shop.site.write(lambda tx: tx.run("UPDATE promises SET due_at = due_at - 4 * 86400000000"))
    shop.site.sweep()
    broken = shop.order()
    assert broken.promise is not None
    assert (broken.promise.state, broken.promise.settled_at, broken.promise.late_days) == ("broken", None, 2)
    shop.send(event("3", DELIVERED | {"promised_by": None}))
    settled = shop.order()
    assert settled.promise is not None
    assert (settled.promise.state, settled.promise.late_days) == ("broken", 1)
    assert settled.version > broken.version
    shop.site.sweep()
    facts = [one.fact for one in shop.site.read(lambda tx: list(log.walk(tx))) if one.order_id == number]
    assert [fact.delivered for fact in facts if isinstance(fact, PromiseBroken)] == [False, True]


@pytest.mark.parametrize("media", [BATCH, "application/json", "application/json; charset=utf-8"])
def test_a_batch_comes_as_cloudevents_or_as_plain_json(shop: Shop, media: str) -> None:
    assert shop.push([event("1", CUSTOMER)], media).json()["results"][0]["state"] == "applied"


def test_a_single_event_comes_by_itself(shop: Shop) -> None:
    answer = shop.push(event("1", CUSTOMER), "application/cloudevents+json")
    assert [one["state"] for one in answer.json()["results"]] == ["applied"]


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"[", BATCH, 400),
        (b"{}", BATCH, 400),
        (b"7", BATCH, 400),
        (b"", BATCH, 400),
        (b"[" * 100_000, BATCH, 400),
        (b'["\xff"]', BATCH, 200),
        (b"[]", BATCH, 200),
        (b"[]", "text/csv", 415),
        (b"{", "application/cloudevents+json", 200),
    ],
)
def test_what_is_no_batch_is_refused_whole(shop: Shop, body: bytes, media: str, status: int) -> None:
    assert shop.push(body, media).status_code == status


def test_a_batch_larger_than_eight_megabytes_is_too_large(shop: Shop) -> None:
    assert shop.push(b"[" + b" " * (8 * 1024 * 1024) + b"]").status_code == 413


def test_only_a_connector_with_an_ingest_token_may_push(shop: Shop) -> None:
    exchange = shop.site.write(lambda tx: sessions.issue_connector(tx, "cti", "exchange"))
    for token in ("nonsense", exchange, shop.site.token("admin")):
        assert shop.push([event("1", CUSTOMER)], token=token).status_code == 401
    headers = {"Content-Type": BATCH}
    assert shop.site.post("/ingest", [], as_=None, headers=headers).status_code == 401


def test_a_large_batch_is_answered_event_by_event_in_order(shop: Shop) -> None:
    events = [event(str(n), CUSTOMER | {"customer": f"c{n}", "numbers": []}) for n in range(130)]
    results = shop.push(events).json()["results"]
    assert [one["id"] for one in results] == [str(n) for n in range(130)]
    assert {one["state"] for one in results} == {"applied"}


def test_the_shop_says_why_a_delivery_is_late(shop: Shop) -> None:
    late = ORDER | {"promised_by": day(-1), "state": "shipped", "shipped_at": day(-2)}
    assert shop.states(event("1", CUSTOMER), event("2", late), event("3", late | {"cause": "customer_absent"})) == [
        "applied",
        "applied",
        "applied",
    ]
    whose = shop.order().customer_id
    situation = shop.site.get(f"/customers/{whose}/situation").json()
    assert [(one["number"], one["cause"]) for one in situation["orders"]] == [("A-1", "customer_absent")]
    assert shop.states(event("4", late | {"cause": "aliens"})) == ["refused"]
