"""Whatever is pressed twice, sent again or done by two at once: it happens once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
import time_machine

from desk.contract.remedies import RemedyState
from desk.contract.remedy_rules import Purse
from desk.server.store import answers, clock, ledger
from tests.server.conftest import Site
from tests.server.remedy_rig import Shop


@pytest.fixture
def shop(site: Site) -> Shop:
    return Shop(site)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_double_click_in_two_windows_at_the_same_moment_pays_once(shop: Shop) -> None:
    order, version = shop.order("A-1"), None
    version = shop.situation().version

    def click(_: int) -> httpx.Response:
        return shop.ask("late_delivery", order, values={"cause": "carrier"}, key="click", if_match=version)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(click, range(8)))
    assert {answer.status_code for answer in found} == {201}
    assert len({answer.json()["data"]["id"] for answer in found}) == 1
    assert len(shop.all()) == 1


def test_two_agents_at_the_same_moment_pay_one_promise_once(shop: Shop) -> None:
    order = shop.order("A-1")
    version = shop.situation().version
    for login in ("agent", "agent2"):
        shop.site.token(login)

    def click(login: str) -> httpx.Response:
        return shop.ask("late_delivery", order, login, values={"cause": "carrier"}, key=login, if_match=version)

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(click, ("agent", "agent2")))
    won, lost = sorted(found, key=lambda answer: answer.status_code)
    assert (won.status_code, code(lost)) == (201, (409, "action_barred"))
    assert lost.json()["obstacle"]["by"] == won.json()["data"]["agent_name"]
    assert lost.json()["obstacle"]["at"] == won.json()["data"]["requested_at"]


def test_a_key_that_cost_money_is_known_when_its_answer_is_long_forgotten(shop: Shop) -> None:
    version = shop.situation().version
    first = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}, key="old", if_match=version))
    done = shop.carry_out(first)
    with time_machine.travel(clock.now() + 400 * timedelta(days=1)):
        shop.site.sweep()
        assert not shop.site.read(answers.any_old)
        assert shop.site.read(lambda tx: tx.value("SELECT count(*) FROM answers")) == 0
        shop.site._tokens.clear()  # pyright: ignore[reportPrivateUsage] (a year later everybody signs in again)
        again = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}, key="old", if_match=version))
        fate = shop.site.delete("/commands/old", params={"route": "order_remedy"}).json()
    assert (again.id, again.state) == (first.id, done.state)
    assert fate == {"decided": True, "status": 201, "withdrawn": False}
    assert len(shop.all()) == 1


def test_a_key_does_not_serve_for_something_else(shop: Shop) -> None:
    order = shop.order("A-1")
    one = shop.carry_out(shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}, key="k")))
    shop.site.write(lambda tx: tx.run("DELETE FROM answers"))
    other = shop.ask("late_delivery", order, values={"cause": "carrier"}, key="k")
    assert code(other) == (422, "idempotency_key_reused")
    back = shop.site.post(f"/remedies/{one.id}/reverse", key="k", if_match=one.version)
    assert code(back) == (422, "idempotency_key_reused")
    assert len(shop.all()) == 1


def test_two_agents_may_have_the_same_key(shop: Shop) -> None:
    for login in ("agent", "agent2"):
        shop.remedy(shop.ask("goodwill_credit", as_=login, values={"amount": 5_000}, key="1"))
    assert len(shop.all()) == 2


def test_a_refusal_that_is_asked_for_again_stays_one(shop: Shop) -> None:
    version = shop.situation().version
    refused = [shop.ask("goodwill_credit", values={"amount": 40_000}, key="big", if_match=version) for _ in range(2)]
    assert [code(one) for one in refused] == [(403, "over_authority")] * 2
    assert shop.all() == []


def test_it_can_be_taken_back_until_it_is_handed_over(shop: Shop) -> None:
    one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}))
    assert one.undo_until is not None
    with time_machine.travel(one.undo_until + timedelta(minutes=1)):
        assert shop.remedy(shop.do("undo", one)).state is RemedyState.UNDONE
    other = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}))
    done = shop.carry_out(other)
    assert code(shop.do("undo", done)) == (409, "conflict")
    assert code(shop.do("undo", one)) == (409, "conflict")


def test_only_those_it_concerns_take_it_back(shop: Shop) -> None:
    one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}))
    assert code(shop.do("undo", one, as_="agent2")) == (403, "forbidden")
    assert shop.remedy(shop.do("undo", one, as_="lead")).state is RemedyState.UNDONE


def test_what_was_taken_back_can_be_done_again(shop: Shop) -> None:
    order = shop.order("A-1")
    one = shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"}))
    shop.remedy(shop.do("undo", one))
    assert shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"})).amount == one.amount


def test_what_the_executor_refused_frees_the_limit_and_can_be_done_again(shop: Shop) -> None:
    one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 30_000}))
    assert shop.carry_out(one, refused=True).answer == "계좌 없음"
    assert shop.situation().spent_today[Purse.DISCRETION] == 0
    assert shop.ask("goodwill_credit", values={"amount": 30_000}).is_success
    assert shop.site.read(ledger.imbalance) == []


def test_a_reversal_gives_back_what_was_drawn_once_it_is_carried_out(shop: Shop) -> None:
    done = shop.carry_out(shop.remedy(shop.ask("goodwill_credit", values={"amount": 30_000})))
    back = shop.remedy(shop.do("reverse", done))
    assert (back.reverses, back.state, shop.state(done)) == (done.id, RemedyState.COMMITTED, RemedyState.DONE)
    assert shop.situation().spent_today[Purse.DISCRETION] == 30_000
    assert shop.site.read(ledger.imbalance) == []
    shop.carry_out(back)
    assert shop.state(done) is RemedyState.REVERSED
    assert shop.situation().spent_today[Purse.DISCRETION] == 0
    assert shop.site.read(ledger.imbalance) == []
    assert shop.ask("goodwill_credit", values={"amount": 30_000}).is_success


def test_nothing_is_reversed_twice(shop: Shop) -> None:
    done = shop.carry_out(shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000})))
    first = shop.do("reverse", done)
    assert shop.site.post(f"/remedies/{done.id}/reverse", key="k3", if_match=done.version).status_code == 409
    again = shop.do("reverse", done, as_="lead")
    assert (code(again), again.json()["obstacle"]["code"]) == ((409, "action_barred"), "already_done")
    refused = shop.carry_out(shop.remedy(first), refused=True)
    assert refused.state is RemedyState.REFUSED
    back = shop.carry_out(shop.remedy(shop.do("reverse", shop.now(done))))
    assert (back.state, shop.state(done)) == (RemedyState.DONE, RemedyState.REVERSED)
    assert code(shop.do("reverse", shop.now(done))) == (409, "conflict")
    assert code(shop.do("reverse", back)) == (409, "conflict")


def test_what_has_no_reversal_says_so(shop: Shop) -> None:
    ride = shop.ask("courier", shop.order("A-1"), values=RIDE)
    done = shop.carry_out(shop.remedy(ride))
    assert shop.do("reverse", done).json()["obstacle"]["code"] == "not_reversible"


RIDE = {
    "pick_up": "store",
    "destination": "경기도 성남시 분당구 판교로 12, 101동",
    "latest": "2027-01-04T18:00:00+09:00",
    "fee": 12_000,
}


def test_a_destination_is_masked_wherever_it_is_shown(shop: Shop) -> None:
    one = shop.remedy(shop.ask("courier", shop.order("A-1"), values=RIDE))
    base = f"/customers/{shop.customer_id}"
    shown = [
        one.values["destination"],
        shop.situation().remedies[0].values["destination"],
        shop.site.get(f"/remedies/{one.id}").json()["values"]["destination"],
        shop.site.get("/remedies").json()["data"][0]["values"]["destination"],
        shop.site.get("/authority/me").json()["remedies"][0]["values"]["destination"],
        *(
            entry["event"]["fact"]["values"]["destination"]
            for entry in shop.site.get(f"{base}/timeline", params={"kinds": "remedy"}).json()["data"]
        ),
    ]
    assert (len(shown), set(shown)) == (6, {"경기도 성남시 ***"})
    asked = {"field": "address", "reason": "기사 문의", "remedy_id": one.id}
    assert shop.site.post(f"{base}/reveal", asked).json()["values"] == [RIDE["destination"]]
    other = shop.customer("박도윤")
    assert shop.site.post(f"/customers/{other}/reveal", asked).status_code == 422
    assert shop.now(one).values["destination"] == RIDE["destination"]
