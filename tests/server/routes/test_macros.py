"""A lead bundles steps; an agent runs them with one key, sees every step's result, and is asked for what is missing."""

from typing import Any

import httpx
import pytest

from tests.server.conftest import Site
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

SORRY: dict[str, Any] = {"kind": "action", "action": "late_delivery"}
GOODWILL: dict[str, Any] = {"kind": "action", "action": "goodwill_credit", "values": {"amount": 5_000}}
REPAIR: dict[str, Any] = {"kind": "action", "action": "after_service"}
NOTE: dict[str, Any] = {
    "kind": "article",
    "article_kind": "note",
    "body": "{customer} 고객님께 {order} 건 사과드림. {agent}",
}


@pytest.fixture
def shop(site: Site) -> Shop:
    return Shop(site)


@pytest.fixture
def queue_id(site: Site) -> int:
    return Floor(site).queue_id


def macro(shop: Shop, *steps: dict[str, Any]) -> int:
    """A macro of a lead."""
    answer = shop.site.post("/macros", {"names": {"ko": "늦은 배송 사과", "en": "Sorry"}, "steps": steps}, as_="lead")
    assert answer.status_code == 201, answer.text
    made: int = answer.json()["data"]["id"]
    return made


def run(shop: Shop, macro_id: int, order: int | None = None, key: str = "run", **more: Any) -> httpx.Response:
    """An agent runs it on the customer."""
    body = {"customer_id": shop.customer_id, "order_id": order} | more
    version = shop.situation().version
    return shop.site.post(f"/macros/{macro_id}/runs", body, key=key, if_match=version)


def states(answer: httpx.Response) -> list[str]:
    """What became of the steps."""
    assert answer.is_success, answer.text
    return [step["state"] for step in answer.json()["data"]["results"]]


def test_a_macro_compensates_opens_a_ticket_and_writes_on_it(shop: Shop, queue_id: int) -> None:
    order = shop.order("A-1")
    ticket = {"kind": "ticket", "queue_id": queue_id, "state": "closed"}
    answer = run(shop, macro(shop, SORRY, GOODWILL, ticket, NOTE), order)
    assert states(answer) == ["done"] * 4
    ticket_id = answer.json()["data"]["ticket_id"]
    said = shop.site.get(f"/tickets/{ticket_id}/articles").json()["data"]
    assert [one["body"] for one in said] == ["김민지 고객님께 A-1 건 사과드림. agent 씨"]
    assert shop.site.get(f"/tickets/{ticket_id}").json()["state"] == "closed"
    assert sorted((one.action, one.amount) for one in shop.situation().remedies) == [
        ("goodwill_credit", 5_000),
        ("late_delivery", 6_000),
    ]


def test_a_ticket_that_a_macro_puts_into_another_queue_says_by_which_macro_it_came(shop: Shop, queue_id: int) -> None:
    codes: list[dict[str, Any]] = [{"code": "done", "names": {}}]
    queue: dict[str, Any] = {
        "name": "환불",
        "numbers": [],
        "wrap_up_codes": codes,
        "default_code": "done",
        "wrap_up_seconds": 60,
    }
    other = shop.site.post("/queues", queue, as_="admin").json()["data"]["id"]
    draft = {"title": "배송 문의", "queue_id": other, "customer_id": shop.customer_id}
    ticket = shop.site.post("/tickets", draft, as_="agent").json()["data"]["id"]
    answer = run(shop, macro(shop, {"kind": "ticket", "queue_id": queue_id}), ticket_id=ticket)
    assert states(answer) == ["done"]
    now = shop.site.get(f"/tickets/{ticket}").json()
    assigned = now["assigned"]
    assert (now["queue_id"], assigned["code"], assigned["words"]) == (queue_id, "moved", "늦은 배송 사과")


def test_a_macro_run_twice_with_one_key_does_everything_once(shop: Shop) -> None:
    order, macro_id = shop.order("A-1"), macro(shop, SORRY, GOODWILL)
    version = shop.situation().version
    body = {"customer_id": shop.customer_id, "order_id": order}
    answers = [shop.site.post(f"/macros/{macro_id}/runs", body, key="same", if_match=version).json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(shop.situation().remedies) == 2


def test_it_stops_at_a_refusal_and_says_which_step(shop: Shop) -> None:
    order = shop.order("A-1")
    shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"}))
    answer = run(shop, macro(shop, SORRY, GOODWILL), order)
    assert states(answer) == ["refused", "skipped"]
    assert answer.json()["data"]["results"][0]["obstacle"]["code"] == "already_compensated"
    assert [one.action for one in shop.situation().remedies] == ["late_delivery"]


def test_it_goes_on_where_the_lead_says_so(shop: Shop) -> None:
    order = shop.order("A-1")
    shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"}))
    assert states(run(shop, macro(shop, SORRY | {"go_on": True}, GOODWILL), order)) == ["refused", "done"]


def test_it_asks_for_a_missing_field_in_the_middle_and_goes_on(shop: Shop) -> None:
    order = shop.order("A-1", state="delivered", delivered_at=shop.situation().now)
    answer = run(shop, macro(shop, GOODWILL, REPAIR, GOODWILL), order)
    assert states(answer) == ["done", "missing", "waiting"]
    here = answer.json()["data"]
    assert here["open"]
    assert here["results"][1]["missing"] == ["maker", "fault"]
    path, values = f"/macro-runs/{here['id']}/continue", {"maker": "한빛전자", "fault": "켜지지 않음"}
    other = shop.site.post(path, {"values": values}, as_="agent2", key="go", if_match=here["version"])
    assert other.status_code == 403
    done = shop.site.post(path, {"values": values}, key="go", if_match=here["version"])
    assert states(done) == ["done", "done", "done"]
    again = shop.site.post(path, {"values": values}, key="go2", if_match=done.json()["data"]["version"])
    assert again.status_code == 409


def test_what_was_left_in_the_middle_is_found_with_its_customer(shop: Shop) -> None:
    order = shop.order("A-1", state="delivered", delivered_at=shop.situation().now)
    macro_id = macro(shop, REPAIR, GOODWILL)
    first, second = (run(shop, macro_id, order, key=key).json()["data"] for key in ("one", "two"))
    over = run(shop, macro(shop, GOODWILL), order, key="three").json()["data"]

    def listed(query: str = "", as_: str = "agent") -> list[int]:
        answer = shop.site.get(f"/macro-runs?customer_id={shop.customer_id}{query}", as_=as_)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["data"]]

    assert listed() == [over["id"], second["id"], first["id"]]
    assert listed("&open=true&mine=true") == [second["id"], first["id"]]
    assert listed("&open=true&mine=true", as_="agent2") == []
    assert listed("&open=false") == [over["id"]]
    path = f"/macro-runs/{first['id']}/continue"
    assert shop.site.post(path, {"skip": True}, key="go", if_match=first["version"]).is_success
    assert listed("&open=true") == [second["id"]]
    other = shop.customer("이서연")
    assert shop.site.get(f"/macro-runs?customer_id={other}").json()["data"] == []
    assert shop.site.get("/macro-runs").status_code == 400


def test_a_page_of_what_does_not_wait_is_followed_by_another_such_page(shop: Shop) -> None:
    macro_id = macro(shop, GOODWILL)
    runs = [run(shop, macro_id, key=f"k{number}").json()["data"]["id"] for number in range(3)]
    page = shop.site.get(f"/macro-runs?customer_id={shop.customer_id}&open=false&page[size]=2").json()
    assert "open=false" in page["links"]["next"]
    rest = shop.site.get(page["links"]["next"]).json()["data"]
    assert [one["id"] for one in (*page["data"], *rest)] == runs[::-1]


def test_a_run_whose_macro_was_changed_since_does_not_go_on(shop: Shop) -> None:
    order = shop.order("A-1", state="delivered", delivered_at=shop.situation().now)
    macro_id = macro(shop, REPAIR)
    here = run(shop, macro_id, order).json()["data"]
    draft = {"names": {"ko": "다른 것"}, "steps": [REPAIR, GOODWILL, GOODWILL]}
    assert shop.site.put(f"/macros/{macro_id}", draft, as_="lead", if_match=macro_id).is_success
    answer = shop.site.post(f"/macro-runs/{here['id']}/continue", {"skip": True}, key="go", if_match=here["version"])
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert not shop.site.get(f"/macro-runs/{here['id']}").json()["open"]
    assert shop.situation().remedies == []


def test_a_step_that_lacks_something_can_be_left_out(shop: Shop) -> None:
    order = shop.order("A-1", state="delivered", delivered_at=shop.situation().now)
    here = run(shop, macro(shop, REPAIR, GOODWILL), order).json()["data"]
    path = f"/macro-runs/{here['id']}/continue"
    done = shop.site.post(path, {"skip": True}, key="go", if_match=here["version"])
    assert states(done) == ["skipped", "done"]


def test_over_the_limit_it_asks_for_approval(shop: Shop) -> None:
    much = GOODWILL | {"values": {"amount": 50_000}}
    assert states(run(shop, macro(shop, much, GOODWILL))) == ["awaiting", "done"]


def test_its_dry_run_shows_the_whole_and_changes_nothing(shop: Shop, queue_id: int) -> None:
    order = shop.order("A-1")
    macro_id = macro(shop, SORRY, GOODWILL, REPAIR, {"kind": "ticket", "queue_id": queue_id}, NOTE)
    before = shop.situation().version
    body = {"customer_id": shop.customer_id, "order_id": order}
    told = shop.site.post(f"/macros/{macro_id}/preview", body).json()
    assert told["amount"] == 11_000
    assert told["steps"][2]["missing"] == ["maker", "fault"]
    assert told["steps"][4]["words"] == "김민지 고객님께 A-1 건 사과드림. agent 씨"
    assert shop.situation().version == before


@pytest.mark.parametrize(
    "step",
    [
        {"kind": "action", "action": "teleport"},
        {"kind": "action", "action": "coupon", "values": {"colour": "red"}},
        {"kind": "article", "body": "  "},
        {"kind": "ticket"},
    ],
)
def test_a_macro_that_cannot_work_is_refused_where_it_is_wrong(shop: Shop, step: dict[str, Any]) -> None:
    answer = shop.site.post("/macros", {"names": {"ko": "x"}, "steps": [SORRY, step]}, as_="lead")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith("/steps/1")


def test_only_leads_write_macros(shop: Shop) -> None:
    assert shop.site.post("/macros", {"names": {"ko": "x"}, "steps": [SORRY]}).status_code == 403
