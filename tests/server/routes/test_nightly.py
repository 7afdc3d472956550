"""By night, broken deliveries are compensated as an agent would: what the table allows is paid, the rest prepared."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest
import time_machine

from desk.contract.events import CompensationLooked
from desk.contract.ingest import OrderLine
from desk.contract.orders import OrderState
from desk.contract.remedies import Remedy, RemedyState
from desk.contract.remedy_rules import ForceMajeure, LateCause, RemedyRules
from desk.server.routes import nightly
from desk.server.rules.topics import topics_of
from desk.server.store import ledger, log
from desk.server.store.clock import SEOUL
from tests.server.conftest import Site
from tests.server.remedy_rig import DAY, Shop, default_rules

BEFORE = datetime(2027, 3, 10, 18, 0, tzinfo=SEOUL)
NIGHT = datetime(2027, 3, 11, 3, 30, tzinfo=SEOUL)


@contextmanager
def at(moment: datetime) -> Generator[None]:
    """The clock stands there."""
    with time_machine.travel(moment, tick=False):
        yield


@pytest.fixture
def shop(site: Site) -> Shop:
    with at(BEFORE):
        return Shop(site)


def arrived(shop: Shop, number: str, late: timedelta = 2 * DAY, price: int = 60_000, **more: Any) -> int:
    """A parcel that came so late, the day before the night."""
    due = BEFORE - DAY - late
    told: dict[str, Any] = {
        "state": OrderState.DELIVERED,
        "promised_by": due,
        "placed_at": due - 3 * DAY,
        "delivered_at": BEFORE - DAY,
        "items": [OrderLine(name="찻잔", price=price)],
    }
    with at(BEFORE):
        return shop.order(number, **(told | more))


def night(shop: Shop, moment: datetime = NIGHT, times: int = 1) -> list[CompensationLooked]:
    """The sweeps of a night; what the looks have recorded so far."""
    with at(moment):
        for _ in range(times):
            shop.site.sweep()
    return looks(shop)


def looks(shop: Shop) -> list[CompensationLooked]:
    events = shop.site.read(lambda tx: list(log.walk(tx)))
    return [event.fact for event in events if isinstance(event.fact, CompensationLooked)]


def press(shop: Shop, order: int, as_: str = "agent") -> httpx.Response:
    return shop.ask("late_delivery", order, as_, values={"cause": "carrier"})


def test_a_small_compensation_is_paid_in_nobodys_name(shop: Shop) -> None:
    order = arrived(shop, "A-1")
    (look,) = night(shop)
    (one,) = shop.all()
    assert (one.state, one.amount, one.order_id) == (RemedyState.COMMITTED, 6_000, order)
    assert (one.agent_id, one.authority_id) == (None, None)
    assert (look.finished, look.looked, look.paid, look.amount, look.prepared) == (True, 1, 1, 6_000, 0)
    assert look.day == 20270311
    assert shop.site.read(ledger.imbalance) == []


def test_what_the_button_would_pay_is_what_the_night_pays(shop: Shop) -> None:
    arrived(shop, "A-1", late=5 * DAY, price=61_230, cause=LateCause.CARRIER)
    with at(BEFORE):
        shown = shop.remedy(press(shop, arrived(shop, "A-2", late=5 * DAY, price=61_230, cause=LateCause.CARRIER)))
        shop.remedy(shop.do("undo", shown))
    night(shop)
    (paid,) = [one for one in shop.all() if one.state is RemedyState.COMMITTED]
    assert (paid.amount, paid.told, paid.agent_id) == (shown.amount, shown.told, None)


def test_a_large_one_waits_for_a_lead_without_calling_anybody(shop: Shop) -> None:
    arrived(shop, "A-1", late=5 * DAY, price=120_000)
    (look,) = night(shop)
    (one,) = shop.all()
    assert (one.prepared, one.amount, look.prepared, look.paid) == (True, 18_000, 1, 0)
    asked = shop.site.read(lambda tx: log.some(tx, [one.id]))[0]
    assert "approvals" not in topics_of(asked)
    night(shop, NIGHT + 10 * timedelta(hours=1), times=3)
    assert shop.state(one) is RemedyState.AWAITING, "it neither escalates nor lapses"
    shop.site._tokens.clear()  # pyright: ignore[reportPrivateUsage] (they sign in the next morning)
    with at(NIGHT + 6 * timedelta(hours=1)):
        listed = shop.site.get("/remedies", as_="lead", params={"prepared": "true"}).json()["data"]
        assert [found["id"] for found in listed] == [one.id]
        assert shop.site.get("/remedies", as_="lead", params={"prepared": "false"}).json()["data"] == []
        done = shop.remedy(shop.do("decision", one, {"approve": True}, as_="lead"))
    assert (done.state, done.authority_name, done.amount) == (RemedyState.COMMITTED, "lead 씨", 18_000)


def test_any_agent_may_do_what_is_prepared(shop: Shop) -> None:
    order = arrived(shop, "A-1", late=5 * DAY, price=120_000)
    night(shop)
    (prepared,) = shop.all()
    with at(NIGHT + 6 * timedelta(hours=1)):
        mine = shop.remedy(press(shop, order))
        assert (mine.state, mine.amount, mine.agent_name) == (RemedyState.COMMITTED, 18_000, "agent 씨")
        late = shop.do("decision", prepared, {"approve": True}, as_="lead")
        assert (late.status_code, late.json()["holder"]) == (409, "agent 씨")
    assert shop.state(prepared) is RemedyState.WITHDRAWN
    night(shop, NIGHT + DAY)
    assert len(shop.all()) == 2


def test_the_look_is_once_a_night(shop: Shop) -> None:
    arrived(shop, "A-1")
    assert len(night(shop, times=4)) == 1
    arrived(shop, "A-2")
    assert len(night(shop, NIGHT + timedelta(minutes=40))) == 1
    assert len(shop.all()) == 1
    night(shop, NIGHT + DAY)
    assert [one.amount for one in shop.all()] == [6_000, 6_000]


def test_a_night_that_was_missed_is_made_up_for(shop: Shop) -> None:
    night(shop)
    arrived(shop, "A-1")
    assert [look.day for look in night(shop, NIGHT + 3 * DAY + timedelta(hours=8))] == [20270311, 20270314]
    assert len(shop.all()) == 1


def test_the_first_look_waits_for_the_night(shop: Shop) -> None:
    arrived(shop, "A-1")
    assert night(shop, NIGHT + timedelta(hours=8)) == []
    assert night(shop, NIGHT - timedelta(hours=1)) == []


def test_nobody_is_paid_by_night_for_what_the_rules_exclude(shop: Shop) -> None:
    rules = default_rules()
    day = (BEFORE - 9 * DAY).date()
    shop.put(msgspec.structs.replace(rules, force_majeure=[ForceMajeure(since=day, until=day, words="폭설")]))
    arrived(shop, "absent", cause=LateCause.CUSTOMER_ABSENT)
    arrived(shop, "snow", late=BEFORE - DAY - (BEFORE - 9 * DAY))
    arrived(shop, "long ago", late=40 * DAY)
    with at(BEFORE):
        shop.order("under way", late=timedelta(hours=20))
        shop.order("in time", late=-timedelta(hours=1), delivered_at=BEFORE, state=OrderState.DELIVERED)
        shop.order("cancelled", state=OrderState.CANCELED)
    (look,) = night(shop)
    assert shop.all() == []
    assert (look.paid, look.prepared, look.failed) == (0, 0, ())


def test_a_cause_that_is_told_later_bars_it(shop: Shop) -> None:
    arrived(shop, "A-1")
    arrived(shop, "A-1", cause=LateCause.CUSTOMER_ABSENT)
    assert shop.situation().orders[0].cause is LateCause.CUSTOMER_ABSENT
    night(shop)
    assert shop.all() == []


def test_without_criteria_there_is_no_look(shop: Shop) -> None:
    shop.put(RemedyRules(roles={}))
    arrived(shop, "A-1")
    assert night(shop) == []


@pytest.mark.parametrize("end", ["undone", "declined", "refused", "reversed"])
def test_what_people_or_the_executor_decided_is_left_to_them(shop: Shop, end: str) -> None:
    order = arrived(shop, "A-1", late=5 * DAY, price=120_000)
    if end == "declined":
        night(shop)
        with at(NIGHT + 6 * timedelta(hours=1)):
            no = {"approve": False, "words": "이미 환불"}
            one = shop.remedy(shop.do("decision", shop.all()[0], no, as_="lead"))
    else:
        with at(BEFORE):
            one = shop.remedy(press(shop, order))
            ends: dict[str, Callable[[Remedy], object]] = {
                "undone": lambda one: shop.remedy(shop.do("undo", one)),
                "refused": lambda one: shop.carry_out(one, refused=True),
                "reversed": lambda one: reverse(shop, shop.carry_out(one)),
            }
            ends[end](one)
    assert shop.state(one) == end
    known = len(shop.all())
    night(shop, NIGHT + DAY)
    assert len(shop.all()) == known


def reverse(shop: Shop, one: Remedy) -> None:
    shop.carry_out(shop.remedy(shop.do("reverse", one)))


def test_a_month_of_a_customer_is_not_exceeded_by_night(shop: Shop) -> None:
    for number in range(12):
        arrived(shop, f"A-{number}")
    night(shop)
    assert sum(one.amount for one in shop.all()) == 60_000


def test_many_are_looked_at_in_parts_each_once(shop: Shop) -> None:
    count = nightly.BATCH + 7
    for number in range(count):
        name = f"고객 {number}"
        with at(BEFORE):
            shop.customer(name)
        arrived(shop, f"A-{number}", name=name)
    parts = night(shop, times=4)
    assert [(part.looked, part.finished) for part in parts] == [(nightly.BATCH, False), (7, True)]
    assert len(shop.all()) == count
    assert len({one.promise_id for one in shop.all()}) == count
    row = shop.site.read(lambda tx: tx.one("SELECT looked, paid, amount, finished FROM compensation_looks"))
    assert row is not None
    assert tuple(row) == (count, count, 6_000 * count, 1)


def test_one_that_cannot_be_judged_does_not_stop_the_others(shop: Shop) -> None:
    broken, fine = arrived(shop, "A-1"), arrived(shop, "A-2")
    shop.site.write(lambda tx: tx.run("UPDATE orders SET items = 'no JSON' WHERE id = ?", (broken,)))
    other = shop.site.read(lambda tx: tx.value("SELECT id FROM promises WHERE order_id = ?", (broken,)))
    with at(BEFORE):
        name = "박도윤"
        shop.customer(name)
    last = arrived(shop, "A-3", name=name)
    (look,) = night(shop)
    assert other in look.failed
    assert look.finished
    assert {one.order_id for one in shop.all()} == {last}
    assert fine not in {one.order_id for one in shop.all()}, "its customer's orders are judged together"


def test_the_night_and_an_agent_at_the_same_moment_pay_once(shop: Shop) -> None:
    orders = [arrived(shop, f"A-{number}", price=20_000) for number in range(6)]
    with at(NIGHT):
        for login in ("agent", "agent2"):
            shop.site.token(login)
        clicks = [(order, login) for order in orders for login in ("agent", "agent2")]

        def click(what: tuple[int, str]) -> int:
            for _ in range(50):
                answer = press(shop, *what)
                if answer.status_code != 412:
                    return answer.status_code
            raise AssertionError("50 times too late")

        with ThreadPoolExecutor(13) as pool:
            sweeping = pool.submit(shop.site.sweep)
            answers = list(pool.map(click, clicks))
            sweeping.result()
    paid = [one for one in shop.all() if one.state is RemedyState.COMMITTED]
    assert sorted(one.order_id or 0 for one in paid) == sorted(orders)
    assert set(answers) <= {201, 409}
    assert shop.site.read(ledger.imbalance) == []
