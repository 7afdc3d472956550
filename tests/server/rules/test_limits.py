"""Authority is real: its limits hold by case, day, month, customer and action, for whoever and however many ask."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.contract.events import CustomerMerged, Refs
from desk.contract.remedies import RemedyState
from desk.contract.remedy_rules import Limits, Purse, RemedyRules
from desk.contract.users import Role, UserDraft
from desk.server.routes import users as user_routes
from desk.server.store import ledger, log, sessions
from desk.server.store.clock import SEOUL
from desk.server.store.db import Tx
from tests.server.conftest import PASSWORD, Site
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

DISCRETION = Purse.DISCRETION


@pytest.fixture
def shop(site: Site) -> Shop:
    return Shop(site)


def limited(limits: Limits, **more: object) -> RemedyRules:
    """Rules that give agents these limits."""
    return RemedyRules(roles={Role.AGENT: {DISCRETION: limits}}, **more)  # type: ignore[arg-type]


def credit(shop: Shop, amount: int, customer_id: int | None = None, order_id: int | None = None) -> int:
    """Try a goodwill credit; the status of the answer."""
    customer_id = customer_id or shop.customer_id
    return shop.ask("goodwill_credit", order_id, customer_id=customer_id, values={"amount": amount}).status_code


def test_the_limit_of_a_case_is_each_orders_own(shop: Shop) -> None:
    shop.put(limited(Limits(case=10_000)))
    one, other = shop.order("A-1"), shop.order("A-2")
    assert [credit(shop, 6_000, order_id=one), credit(shop, 6_000, order_id=one)] == [201, 403]
    assert [credit(shop, 4_000, order_id=one), credit(shop, 1, order_id=one)] == [201, 403]
    assert credit(shop, 10_000, order_id=other) == 201
    assert credit(shop, 10_000) == 201


def tried(shop: Shop, amount: int, **where: Any) -> int:
    """Try a goodwill credit without an order; the status of the answer, which the preview must foretell."""
    body = {"action": "goodwill_credit", "customer_id": shop.customer_id, "values": {"amount": amount}} | where
    told = shop.site.post("/actions/preview", body).json()
    status = shop.ask("goodwill_credit", values={"amount": amount}, **where).status_code
    assert told["needs_approval"] == (status == 403)
    return status


def test_without_an_order_the_case_is_the_ticket_or_the_call(shop: Shop) -> None:
    shop.put(limited(Limits(case=10_000)))
    floor = Floor(shop.site)
    one, other = (floor.ticket(customer_id=shop.customer_id)["id"] for _ in range(2))
    call = floor.talk("c1", user=["201"]).id
    assert [tried(shop, 6_000, ticket_id=one), tried(shop, 6_000, ticket_id=one)] == [201, 403]
    assert [tried(shop, 6_000, ticket_id=other), tried(shop, 4_000, ticket_id=other)] == [201, 201]
    assert [tried(shop, 9_000, call_id=call), tried(shop, 2_000, call_id=call)] == [201, 403]
    assert tried(shop, 1_000, call_id=call, ticket_id=one) == 403, "a ticket and a call are one case together"


def test_without_ticket_and_call_the_case_is_the_customers_day_in_seoul(shop: Shop) -> None:
    shop.put(limited(Limits(case=10_000)))
    order = shop.order("A-1")
    with time_machine.travel(at("2027-03-10T23:59:50")):
        assert [tried(shop, 10_000), tried(shop, 1)] == [201, 403]
        assert credit(shop, 10_000, order_id=order) == 201
    with time_machine.travel(at("2027-03-11T00:00:01")):
        assert [tried(shop, 10_000), tried(shop, 1)] == [201, 403]
        assert credit(shop, 1, order_id=order) == 403, "an order's case does not end with the day"


def test_small_change_does_not_wash_a_case_out_of_sight(shop: Shop) -> None:
    shop.put(limited(Limits(case=10_000)))
    order = shop.order("A-1")
    assert credit(shop, 10_000, order_id=order) == 201
    others = [shop.order(f"B-{number}") for number in range(3)]
    for number in range(60):
        assert credit(shop, 100, order_id=others[number % 3]) == 201
    assert credit(shop, 100, order_id=order) == 403


def test_a_customers_limit_counts_what_anybody_gave_in_the_month(shop: Shop) -> None:
    shop.put(limited(Limits(customer=10_000)))
    first = shop.ask("goodwill_credit", as_="agent2", values={"amount": 8_000})
    assert first.is_success
    assert [credit(shop, 3_000), credit(shop, 2_000)] == [403, 201]
    assert credit(shop, 10_000, shop.customer("박도윤")) == 201


def test_two_records_of_one_person_have_one_limit(shop: Shop) -> None:
    shop.put(limited(Limits(customer=10_000)))
    other = shop.customer("Kim Minji")
    assert [credit(shop, 7_000), credit(shop, 7_000, other)] == [201, 201]
    merged = CustomerMerged(other_id=other, other_name="Kim Minji")
    shop.site.write(lambda tx: log.append(tx, merged, Refs(customer_id=shop.customer_id)))
    assert [credit(shop, 100), credit(shop, 100, other)] == [403, 403]
    assert shop.situation(customer_id=other).customer_spent[DISCRETION] == 14_000


def test_an_action_may_have_a_limit_of_its_own(shop: Shop) -> None:
    shop.put(limited(Limits(), actions={"goodwill_credit": {Role.AGENT: 5_000}}))
    assert [credit(shop, 5_001), credit(shop, 5_000)] == [403, 201]


def test_an_agents_own_exception_counts_instead_of_the_roles(shop: Shop) -> None:
    shop.put(limited(Limits(day=1_000), agents={"agent2": {DISCRETION: Limits(day=50_000)}}))
    assert credit(shop, 2_000) == 403
    assert shop.ask("goodwill_credit", as_="agent2", values={"amount": 50_000}).status_code == 201
    assert shop.ask("goodwill_credit", as_="agent2", values={"amount": 1}).status_code == 403


def test_a_purse_nobody_opened_is_closed(shop: Shop) -> None:
    shop.put(RemedyRules(roles={}))
    assert credit(shop, 1) == 403


def test_new_limits_count_from_the_next_click(shop: Shop) -> None:
    shop.put(limited(Limits(day=1_000)))
    assert credit(shop, 2_000) == 403
    version = shop.site.get("/remedy-rules", as_="admin").json()["version"]
    answer = shop.site.put("/remedy-rules", limited(Limits(day=2_000)), as_="admin", if_match=version)
    assert answer.status_code == 200
    assert credit(shop, 2_000) == 201
    stale = shop.site.put("/remedy-rules", limited(Limits()), as_="admin", if_match=version)
    assert stale.status_code == 412
    assert shop.site.put("/remedy-rules", limited(Limits()), as_="lead", if_match=version).status_code == 403


@pytest.mark.parametrize("amount", [0, -1, 1.5, "5000", 10**12, True, None])
def test_money_is_whole_won_and_some(shop: Shop, amount: object) -> None:
    answer = shop.ask("goodwill_credit", values={"amount": amount})
    assert answer.status_code in (400, 409), answer.text
    assert shop.all() == []


def at(text: str) -> datetime:
    """An instant of the shop's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("limits", "before", "after"),
    [
        (Limits(day=10_000), "2027-03-10T23:59:58", "2027-03-11T00:00:01"),
        (Limits(month=10_000), "2027-03-31T23:59:58", "2027-04-01T00:00:01"),
        (Limits(customer=10_000), "2027-03-31T23:59:58", "2027-04-01T00:00:01"),
    ],
)
def test_a_day_and_a_month_end_at_midnight_in_seoul(shop: Shop, limits: Limits, before: str, after: str) -> None:
    shop.put(limited(limits))
    with time_machine.travel(at(before)):
        one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 10_000}))
        assert credit(shop, 1) == 403
    with time_machine.travel(at(after)):
        assert credit(shop, 9_000) == 201
        shop.remedy(shop.do("undo", one))
        assert [credit(shop, 1_001), credit(shop, 1_000)] == [403, 201], "what is given back is yesterday's"


def test_midnight_elsewhere_is_no_midnight(shop: Shop) -> None:
    shop.put(limited(Limits(day=10_000)))
    with time_machine.travel(at("2027-03-11T08:59:00")):
        assert credit(shop, 10_000) == 201
    with time_machine.travel(at("2027-03-11T09:01:00")):
        assert credit(shop, 1) == 403


@dataclass(frozen=True)
class Spender:
    """Whoever spends, and for whom."""

    token: str
    customer_id: int
    order_id: int | None


@dataclass(frozen=True)
class Plan:
    """One limit, and what 60 try to spend against it."""

    kind: str
    limit: int
    amounts: list[int]


#: How often a limit is worth at most what one asks for: enough rounds for everybody who read too early.
PLANS = st.integers(10_000, 60_000).flatmap(
    lambda limit: st.builds(
        Plan,
        kind=st.sampled_from(["case", "day", "month", "customer"]),
        limit=st.just(limit),
        amounts=st.lists(st.integers(limit // 12, limit + 5_000), min_size=60, max_size=60),
    )
)


class Crowd:
    """60 who spend at once: one agent for many customers, or many agents for one."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self._rounds = shop, 0

    def spenders(self, kind: str) -> list[Spender]:
        """60 of them, new ones in every round."""
        self._rounds += 1
        if kind in ("day", "month"):
            token = self._agent(0)
            customers = [self.shop.customer(f"고객 {self._rounds} {number}") for number in range(20)]
            return [Spender(token, customers[number % 20], None) for number in range(60)]
        name = f"고객 {self._rounds}"
        customer_id = self.shop.customer(name)
        order_id = self.shop.order(f"A-{self._rounds}", name=name) if kind == "case" else None
        agents = [self._agent(number) for number in range(12)]
        return [Spender(agents[number % 12], customer_id, order_id) for number in range(60)]

    def _agent(self, number: int) -> str:
        login = f"a{self._rounds}.{number}"

        def work(tx: Tx) -> str:
            made = user_routes.create(tx, UserDraft(login=login, name=login, role=Role.AGENT, password=PASSWORD))
            return sessions.start(tx, made.id, login, 3600)

        return self.shop.site.write(work)

    def spend(self, spender: Spender, amount: int, key: str) -> httpx.Response:
        """Try until somebody decides: whoever read before another wrote reads again, as the client does."""
        site, headers = self.shop.site, {"Authorization": f"Bearer {spender.token}"}
        body = {
            "action": "goodwill_credit",
            "customer_id": spender.customer_id,
            "order_id": spender.order_id,
            "values": {"amount": amount},
        }
        for attempt in range(200):
            seen = site.get(f"/customers/{spender.customer_id}/situation", as_=None, headers=headers).json()["version"]
            answer = site.post("/remedies", body, as_=None, headers=headers, key=f"{key}.{attempt}", if_match=seen)
            if answer.status_code != 412:
                return answer
        raise AssertionError("200 times too late")


LIMITS: dict[str, Callable[[int], Limits]] = {
    "case": lambda most: Limits(case=most),
    "day": lambda most: Limits(day=most),
    "month": lambda most: Limits(month=most),
    "customer": lambda most: Limits(customer=most),
}


@pytest.fixture
def crowd(shop: Shop) -> Crowd:
    return Crowd(shop)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS)
def test_sixty_who_spend_at_once_never_exceed_one_limit(crowd: Crowd, plan: Plan) -> None:
    shop = crowd.shop
    shop.put(limited(LIMITS[plan.kind](plan.limit)))
    before, spenders = len(shop.all()), crowd.spenders(plan.kind)
    with ThreadPoolExecutor(60) as pool:
        answers = list(pool.map(crowd.spend, spenders, plan.amounts, map(str, range(60))))
    given_ = [one for one in shop.all()[before:] if one.state is RemedyState.COMMITTED]
    spent = sum(one.amount for one in given_)
    assert {answer.status_code for answer in answers} <= {201, 403}
    assert len(given_) == sum(answer.status_code == 201 for answer in answers)
    assert spent <= plan.limit
    refused = [amount for answer, amount in zip(answers, plan.amounts, strict=True) if answer.status_code == 403]
    assert all(amount > plan.limit - spent for amount in refused), "nobody is refused what is left"
    assert shop.site.read(ledger.imbalance) == []


def test_taking_back_and_spending_at_once_leave_the_book_balanced(crowd: Crowd) -> None:
    shop = crowd.shop
    shop.put(limited(Limits(day=30_000)))
    spenders = crowd.spenders("day")

    def work(number: int) -> None:
        answer = crowd.spend(spenders[number], 5_000, str(number))
        if answer.is_success and number % 2:
            one = shop.remedy(answer)
            headers = {"Authorization": f"Bearer {spenders[number].token}"}
            undone = shop.site.post(
                f"/remedies/{one.id}/undo", as_=None, headers=headers, key=f"u{number}", if_match=one.version
            )
            assert undone.is_success

    with ThreadPoolExecutor(60) as pool:
        list(pool.map(work, range(60)))
    kept = [one for one in shop.all() if one.state is RemedyState.COMMITTED]
    assert sum(one.amount for one in kept) <= 30_000
    assert shop.site.read(ledger.imbalance) == []
    drawn = shop.site.read(lambda tx: ledger.drawn(tx, kept[0].authority_id or 0, DISCRETION, 0, 99991231))
    assert drawn == sum(one.amount for one in kept)
