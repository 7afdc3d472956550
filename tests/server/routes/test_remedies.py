"""An agent repairs a broken promise: once, within real authority, and can take it back."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desk.contract.events import Fact, Refs, RemedyCommitted, RemedyRequested
from desk.contract.remedies import AuthorityMonth, RemedyState
from desk.contract.remedy_rules import Purse
from desk.contract.timeline import TimelinePage
from desk.server.store import ledger, log
from desk.server.store.db import Tx
from desk.server.store.situations import REMEDIES
from tests.server.conftest import Site
from tests.server.remedy_rig import Shop


@pytest.fixture
def shop(site: Site) -> Shop:
    return Shop(site)


def test_a_late_parcel_is_compensated_by_the_criteria(shop: Shop) -> None:
    order = shop.order("A-1")
    one = shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"}))
    assert (one.state, one.amount, one.purse) == (RemedyState.COMMITTED, 6_000, Purse.CRITERIA)
    assert "6,000원" in one.told


def test_the_second_agent_sees_who_was_first_and_when(shop: Shop) -> None:
    order = shop.order("A-1")
    stale = shop.situation("agent2").version
    first = shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"}))
    second = shop.ask("late_delivery", order, as_="agent2", values={"cause": "carrier"}, if_match=stale)
    assert second.status_code == 409
    obstacle = second.json()["obstacle"]
    assert (second.json()["code"], obstacle["code"], obstacle["by"]) == (
        "action_barred",
        "already_compensated",
        "agent 씨",
    )
    assert obstacle["amount"] == first.amount
    assert obstacle["at"]


def test_the_same_click_sent_twice_pays_once(shop: Shop) -> None:
    order = shop.order("A-1")
    version = shop.situation().version
    answers = [
        shop.ask("late_delivery", order, values={"cause": "carrier"}, key="same", if_match=version) for _ in range(3)
    ]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["data"]["id"] for answer in answers}) == 1


def test_goodwill_draws_on_the_days_balance_and_undo_gives_it_back(shop: Shop) -> None:
    one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 20_000}))
    assert shop.situation().spent_today[Purse.DISCRETION] == 20_000
    assert shop.remedy(shop.do("undo", one)).state is RemedyState.UNDONE
    assert shop.situation().spent_today[Purse.DISCRETION] == 0
    assert shop.site.read(ledger.imbalance) == []


def test_more_than_the_limit_needs_approval(shop: Shop) -> None:
    refused = shop.ask("goodwill_credit", values={"amount": 40_000})
    assert (refused.status_code, refused.json()["code"]) == (403, "over_authority")
    asked = shop.remedy(shop.ask("goodwill_credit", values={"amount": 40_000}, ask_approval=True))
    assert asked.state is RemedyState.AWAITING
    less = shop.remedy(shop.do("decision", asked, {"approve": True, "amount": 35_000}, as_="lead"))
    assert (less.state, less.amount, less.authority_name) == (RemedyState.COMMITTED, 35_000, "lead 씨")
    assert shop.situation().spent_today[Purse.DISCRETION] == 0
    assert shop.situation("lead").spent_today[Purse.DISCRETION] == 35_000


def test_a_preview_changes_nothing(shop: Shop) -> None:
    order = shop.order("A-1")
    before = shop.situation()
    body = {
        "action": "goodwill_credit",
        "customer_id": shop.customer_id,
        "order_id": order,
        "values": {"amount": 7_000},
    }
    answer = shop.site.post("/actions/preview", body).json()
    assert (answer["effect"]["amount"], answer["left_after"], answer["needs_approval"]) == (7_000, 23_000, False)
    assert shop.situation().version == before.version


def test_what_was_done_about_an_order_is_not_forgotten_behind_many_later_remedies(shop: Shop) -> None:
    """A regular with many small credits is not compensated for the same parcel twice, nor is the agent left alone."""
    order = shop.order("A-1")
    shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"}))
    for _ in range(REMEDIES + 1):
        shop.remedy(shop.ask("goodwill_credit", as_="lead", values={"amount": 100}))
    again = shop.ask("late_delivery", order, as_="agent2", values={"cause": "carrier"})
    assert (again.status_code, again.json()["obstacle"]["code"]) == (409, "already_compensated")


def entries(shop: Shop) -> list[Fact]:
    """What the customer's timeline says of remedies, oldest first."""
    answer = shop.site.get(f"/customers/{shop.customer_id}/timeline", params={"kinds": "remedy"})
    return [one.event.fact for one in msgspec.json.decode(answer.content, type=TimelinePage).data]


def test_one_remedy_within_the_limit_is_one_entry_that_says_why(shop: Shop) -> None:
    order = shop.order("A-1")
    shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 5_000}, reason="선물이 늦음"))
    (entry,) = entries(shop)
    assert isinstance(entry, RemedyCommitted)
    assert (entry.amount, entry.reason) == (5_000, "선물이 늦음")


def test_a_question_for_approval_is_an_entry_and_its_approval_another(shop: Shop) -> None:
    asked = shop.remedy(shop.ask("goodwill_credit", values={"amount": 40_000}, ask_approval=True, reason="선물"))
    (question,) = entries(shop)
    assert isinstance(question, RemedyRequested)
    assert (question.awaits, question.reason) == (True, "선물")
    shop.remedy(shop.do("decision", asked, {"approve": True}, as_="lead"))
    _, approval = entries(shop)
    assert isinstance(approval, RemedyCommitted)
    assert (approval.approved, approval.reason) == (True, "선물")


def test_a_reversal_is_one_entry_that_says_it_is_one(shop: Shop) -> None:
    given = shop.carry_out(shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000})))
    shop.remedy(shop.do("reverse", given))
    *_, reversal = entries(shop)
    assert isinstance(reversal, RemedyCommitted)
    assert reversal.reverses == given.id


def test_the_month_of_authority_holds_what_was_decided_in_it(shop: Shop) -> None:
    known = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}))
    before = datetime.now(UTC) - timedelta(days=32)

    def long_ago(tx: Tx) -> None:
        tx.actor_id = known.agent_id
        asked = RemedyRequested(
            action="coupon", purse=Purse.DISCRETION, amount=3_000, values={"worth": "3000"}, told="", rules_version=0
        )
        log.append(tx, asked, Refs(customer_id=shop.customer_id), at=before)

    shop.site.write(long_ago)
    month = msgspec.json.decode(shop.site.get("/authority/me").content, type=AuthorityMonth)
    assert [one.id for one in month.remedies] == [known.id]
