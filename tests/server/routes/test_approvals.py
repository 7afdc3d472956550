"""What is over an agent's limit is decided by a lead: once, by nobody for themselves, and never left lying."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
import time_machine

from desk.contract.events import Event, RemedyEscalated
from desk.contract.remedies import Remedy, RemedyState
from desk.contract.remedy_rules import CompensationTable, Limits, Purse, RemedyRules
from desk.contract.users import Role, UserDraft
from desk.server.routes import users as user_routes
from desk.server.rules.topics import topics_of
from desk.server.store import clock, ledger, log
from tests.server.conftest import PASSWORD, Site
from tests.server.remedy_rig import Shop

MUCH = 40_000


@pytest.fixture
def shop(site: Site) -> Shop:
    return Shop(site)


@pytest.fixture
def asked(shop: Shop) -> Remedy:
    """More than the agent may decide alone: a lead is asked."""
    return shop.remedy(shop.ask("goodwill_credit", values={"amount": MUCH}, reason="두 번째 불편", ask_approval=True))


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def another_lead(site: Site) -> str:
    """One more lead who may sign in."""
    draft = UserDraft(login="lead2", name="lead2 씨", role=Role.LEAD, password=PASSWORD)
    site.write(lambda tx: user_routes.create(tx, draft))
    return "lead2"


def test_an_approval_draws_on_the_lead_and_not_on_the_agent(shop: Shop, asked: Remedy) -> None:
    done = shop.remedy(shop.do("decision", asked, {"approve": True}, as_="lead"))
    assert (done.state, done.amount, done.agent_name, done.authority_name) == (
        RemedyState.COMMITTED,
        MUCH,
        "agent 씨",
        "lead 씨",
    )
    assert shop.situation().spent_today[Purse.DISCRETION] == 0
    assert shop.situation("lead").spent_today[Purse.DISCRETION] == MUCH


def test_a_lead_may_approve_less_but_not_more_and_not_nothing(shop: Shop, asked: Remedy) -> None:
    for amount in (MUCH + 1, 0):
        assert code(shop.do("decision", asked, {"approve": True, "amount": amount}, as_="lead"))[0] == 422
    less = shop.remedy(shop.do("decision", asked, {"approve": True, "amount": 1_000}, as_="lead"))
    assert (less.amount, less.values, "1,000원" in less.told) == (1_000, {"amount": 1_000}, True)


def test_what_has_no_amount_to_lower_is_approved_whole_or_not(shop: Shop) -> None:
    rules = RemedyRules(roles={}, actions={"late_delivery": {Role.AGENT: 10}}, compensation=shop_tables(shop))
    shop.put(rules)
    asked = shop.remedy(shop.ask("late_delivery", shop.order("A-1"), values={"cause": "shop"}, ask_approval=True))
    assert asked.state is RemedyState.AWAITING
    assert code(shop.do("decision", asked, {"approve": True, "amount": 5}, as_="lead"))[0] == 422
    assert shop.remedy(shop.do("decision", asked, {"approve": True}, as_="lead")).amount == asked.amount


def shop_tables(shop: Shop) -> list[CompensationTable]:
    return shop.situation().compensation


def test_a_refusal_needs_words_and_the_agent_hears_them(shop: Shop, asked: Remedy) -> None:
    assert code(shop.do("decision", asked, {"approve": False, "words": "  "}, as_="lead"))[0] == 422
    no = shop.remedy(shop.do("decision", asked, {"approve": False, "words": "이미 보상했습니다"}, as_="lead"))
    assert (no.state, no.answer, no.authority_name) == (RemedyState.DECLINED, "이미 보상했습니다", "lead 씨")
    assert f"user:{asked.agent_id}" in topics_of(last(shop))
    assert shop.situation("lead").spent_today[Purse.DISCRETION] == 0


def last(shop: Shop) -> Event:
    return shop.site.read(lambda tx: log.after(tx, tx.head - 1, 1))[0]


def test_nobody_approves_what_they_asked_for_themselves(shop: Shop) -> None:
    much = {"amount": 300_000}
    own = shop.remedy(shop.ask("goodwill_credit", as_="lead", values=much, ask_approval=True))
    assert code(shop.do("decision", own, {"approve": True}, as_="lead")) == (403, "forbidden")
    assert shop.remedy(shop.do("decision", own, {"approve": True}, as_="admin")).authority_name == "admin 씨"


def test_agents_decide_nothing(shop: Shop, asked: Remedy) -> None:
    for login in ("agent", "agent2", "delivery", "delight"):
        assert code(shop.do("decision", asked, {"approve": True}, as_=login)) == (403, "forbidden")


def test_what_is_over_the_leads_own_limit_is_for_somebody_else(shop: Shop) -> None:
    asked = shop.remedy(shop.ask("goodwill_credit", values={"amount": 300_000}, ask_approval=True))
    assert code(shop.do("decision", asked, {"approve": True}, as_="lead")) == (403, "over_authority")
    assert shop.state(asked) is RemedyState.AWAITING
    assert shop.remedy(shop.do("decision", asked, {"approve": True, "amount": 200_000}, as_="lead")).amount == 200_000


def test_it_is_decided_once_and_whoever_comes_late_sees_by_whom(shop: Shop, asked: Remedy) -> None:
    other = another_lead(shop.site)
    for login in ("lead", other):
        shop.site.token(login)

    def approve(who: str) -> httpx.Response:
        return shop.do("decision", asked, {"approve": True}, as_=who)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(approve, ("lead", other)))
    won = [answer for answer in answers if answer.is_success]
    lost = [answer for answer in answers if not answer.is_success]
    assert (len(won), len(lost)) == (1, 1)
    assert code(lost[0]) == (409, "conflict")
    assert lost[0].json()["holder"] == won[0].json()["data"]["authority_name"]
    assert shop.site.read(ledger.imbalance) == []


def test_a_question_that_was_declined_names_who_declined_it(shop: Shop, asked: Remedy) -> None:
    shop.remedy(shop.do("decision", asked, {"approve": False, "words": "안 됩니다"}, as_="lead"))
    late = shop.do("decision", asked, {"approve": True}, as_="admin")
    assert (code(late), late.json()["holder"]) == ((409, "conflict"), "lead 씨")


def test_a_question_seen_before_it_was_escalated_must_be_seen_again(shop: Shop, asked: Remedy) -> None:
    fact = RemedyEscalated(remedy_id=asked.id, action=asked.action, level=1)
    shop.site.write(lambda tx: log.append(tx, fact))
    assert code(shop.do("decision", asked, {"approve": True}, as_="lead")) == (412, "stale")
    assert shop.do("decision", shop.now(asked), {"approve": True}, as_="lead").is_success


def test_a_question_that_was_withdrawn_is_withdrawn_everywhere(shop: Shop, asked: Remedy) -> None:
    assert code(shop.do("withdraw", asked, as_="agent2")) == (403, "forbidden")
    assert shop.remedy(shop.do("withdraw", asked)).state is RemedyState.WITHDRAWN
    assert "approvals" in topics_of(last(shop))
    assert code(shop.do("decision", asked, {"approve": True}, as_="lead")) == (409, "conflict")
    assert code(shop.do("withdraw", shop.now(asked))) == (409, "conflict")


def test_a_question_nobody_answers_is_put_to_more_people_and_lapses_at_last(shop: Shop, asked: Remedy) -> None:
    seen: list[tuple[RemedyState, int]] = []
    for minutes in (2, 4, 5, 7, 61, 62):
        with time_machine.travel(asked.requested_at + timedelta(minutes=minutes)):
            shop.site.sweep()
        seen.append((shop.state(asked), shop.now(asked).escalations))
    waiting, lapsed = RemedyState.AWAITING, RemedyState.DECLINED
    assert seen == [(waiting, 0), (waiting, 1), (waiting, 1), (waiting, 2), (lapsed, 2), (lapsed, 2)]
    assert (shop.now(asked).answer, shop.now(asked).authority_id) == ("", None)


def test_an_approval_is_judged_by_what_is_true_then(shop: Shop) -> None:
    shop.put(RemedyRules(roles={}, actions={"late_delivery": {Role.AGENT: 10}}, compensation=shop_tables(shop)))
    order = shop.order("A-1")
    asked = shop.remedy(shop.ask("late_delivery", order, values={"cause": "shop"}, ask_approval=True))
    shop.order("A-1", delivered_at=clock.now() - 3 * timedelta(days=1), state="delivered")
    answer = shop.do("decision", asked, {"approve": True}, as_="lead")
    assert (code(answer), answer.json()["obstacle"]["code"]) == ((409, "action_barred"), "not_late")


def test_the_rules_of_the_decision_are_kept_with_it(shop: Shop, asked: Remedy) -> None:
    shop.put(RemedyRules(roles={Role.LEAD: {Purse.DISCRETION: Limits(day=MUCH)}}))
    done = shop.remedy(shop.do("decision", asked, {"approve": True}, as_="lead"))
    assert done.rules_version > asked.rules_version


def test_two_approvals_do_not_spend_one_leads_limit_twice(shop: Shop) -> None:
    shop.put(
        RemedyRules(
            roles={Role.AGENT: {Purse.DISCRETION: Limits(day=0)}, Role.LEAD: {Purse.DISCRETION: Limits(day=15_000)}}
        )
    )
    others = [shop.customer("이서윤"), shop.customer("박도윤")]
    asked = [
        shop.remedy(shop.ask("goodwill_credit", customer_id=one, values={"amount": 10_000}, ask_approval=True))
        for one in others
    ]
    shop.site.token("lead")

    def approve(one: Remedy) -> httpx.Response:
        return shop.do("decision", one, {"approve": True}, as_="lead")

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(approve, asked))
    assert sorted(answer.status_code for answer in answers) == [200, 403]
