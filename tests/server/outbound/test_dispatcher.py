"""What agents decide is done by the shop's desks, once, however badly these answer."""

from desk.contract.remedies import RemedyState
from desk.contract.remedy_rules import Purse
from desk.demo.executor import Mood
from desk.server.store import deliveries, executors, ledger
from tests.server.executor_rig import QUICK, Works, until

DONE, REFUSED, UNKNOWN = RemedyState.DONE, RemedyState.REFUSED, RemedyState.UNKNOWN
HANDED_OVER = RemedyState.HANDED_OVER


def test_a_credit_is_paid_once_and_its_number_is_kept(works: Works) -> None:
    one = works.until(works.credit(7_000), DONE)
    assert one.reference.startswith("PAY-")
    assert works.desks.effects() == [("goodwill_credit", 7_000)]
    assert works.kinds(one) == ["requested", "committed", "handed_over", "done"]
    assert works.site.read(ledger.imbalance) == []


def test_what_takes_a_while_is_done_when_the_desk_calls_back(works: Works) -> None:
    works.desks.mood("payment", Mood(seconds=0.2))
    one = works.until(works.credit(), DONE)
    assert works.desks.effects() == [("goodwill_credit", 5_000)]
    assert one.answer


def test_without_any_call_back_the_desk_is_asked_how_far_it_is(works: Works) -> None:
    works.desks.close()
    works.desks.desk_url = ""
    works.desks.open()
    works.desks.mood("payment", Mood(seconds=0.2))
    one = works.until(works.credit(), DONE)
    assert one.reconciled
    assert works.desks.heard() == dict.fromkeys(works.desks.heard(), 1)


def test_a_refusal_has_its_words_and_frees_the_money(works: Works) -> None:
    one = works.until(works.credit(5_113), REFUSED)
    assert one.answer == "접수할 수 없는 요청입니다"
    assert works.desks.effects() == []
    assert works.site.read(ledger.imbalance) == []
    assert works.situation("lead").spent_today[Purse.DISCRETION] == 0


def test_a_lost_answer_does_not_pay_twice(works: Works) -> None:
    one = works.until(works.credit(5_114), DONE)
    assert works.desks.effects() == [("goodwill_credit", 5_114)]
    assert works.kinds(one).count("done") == 1
    assert one.reconciled or max(works.desks.heard().values()) >= 2


def test_when_nobody_answers_nobody_knows_until_the_desk_is_asked(works: Works) -> None:
    works.desks.mood("payment", Mood(fail=1.0))
    one = works.until(works.credit(), UNKNOWN)
    assert "500" in one.answer
    works.desks.mood("payment", Mood())
    one = works.until(one, DONE)
    assert works.desks.effects() == [("goodwill_credit", 5_000)]


def test_what_was_done_although_no_answer_came_is_found_by_asking(works: Works) -> None:
    works.desks.mood("payment", Mood(slow=1.5 * QUICK.patience))
    one = works.until(works.credit(), UNKNOWN)
    one = works.until(one, DONE)
    assert one.reconciled
    assert len(works.desks.effects()) == 1
    assert works.kinds(one) == ["requested", "committed", "handed_over", "unknown", "done"]


def test_while_every_answer_is_lost_nobody_knows_and_the_next_question_settles_it(works: Works) -> None:
    works.desks.mood("payment", Mood(mute=True))
    one = works.until(works.credit(), UNKNOWN)
    assert works.desks.effects() == [("goodwill_credit", 5_000)], "it was done, and nobody here can know"
    works.desks.mood("payment", Mood())
    assert works.until(one, DONE).reconciled
    assert len(works.desks.effects()) == 1


def test_a_dead_courier_delays_no_payment(works: Works) -> None:
    works.desks.mood("courier", Mood(slow=60))
    order = works.order("A-1")
    values = {"pick_up": "warehouse", "latest": "2099-01-01T12:00:00+09:00", "fee": 10_000}
    stuck = [works.remedy(works.ask("courier", works.order(f"B-{n}"), as_="lead", values=values)) for n in range(10)]
    works.until(stuck[-1], HANDED_OVER, UNKNOWN)
    paid = works.remedy(works.ask("late_delivery", order, values={"cause": "carrier"}))
    works.until(paid, DONE)
    assert {works.state(one) for one in stuck} <= {HANDED_OVER, UNKNOWN}


def test_a_desk_that_wants_no_more_is_left_alone_and_loses_nothing(works: Works) -> None:
    works.desks.mood("payment", Mood(gone=True))
    one = works.credit()
    until(lambda: not works.site.read(lambda tx: executors.place(tx, "payment")).enabled or None, "turned off")
    shown = {each["name"]: each for each in works.site.get("/executors", as_="admin").json()}
    assert (shown["payment"]["enabled"], shown["payment"]["waiting"]) == (False, 1)
    assert shown["payment"]["why"].startswith("410")
    assert works.state(one) is HANDED_OVER
    works.desks.mood("payment", Mood())
    works.site.put("/executors/payment", {"url": shown["payment"]["url"]}, as_="admin")
    works.until(one, DONE)
    assert len(works.desks.effects()) == 1


def test_what_was_given_up_is_kept_and_can_be_sent_again(works: Works) -> None:
    works.desks.mood("payment", Mood(fail=1.0))
    one = works.until(works.credit(), UNKNOWN)
    works.site.write(lambda tx: tx.run("UPDATE deliveries SET since = 0"))
    (dead,) = until(lambda: works.site.get("/deliveries", as_="admin").json()["data"] or None, "given up")
    assert (dead["action"], dead["amount"], dead["customer_name"]) == ("goodwill_credit", 5_000, "김민지")
    assert dead["last_error"].startswith("500")
    works.desks.mood("payment", Mood())
    answer = works.site.post(f"/deliveries/{dead['id']}/replay", as_="admin")
    assert answer.status_code == 200, answer.text
    works.until(one, DONE)
    assert works.site.post(f"/deliveries/{dead['id']}/replay", as_="admin").status_code == 409


def test_while_secrets_change_over_commands_go_on(works: Works) -> None:
    url = f"{works.desks.url}/payment"
    answer = works.site.put("/executors/payment", {"url": url, "rotate": True}, as_="admin").json()["data"]
    works.until(works.credit(), DONE)
    works.desks.secrets["payment"] = answer["secret"]
    works.until(works.credit(6_000), DONE)


def test_a_command_says_whom_to_reach_and_is_forgotten_when_done(works: Works) -> None:
    works.desks.mood("payment", Mood(fail=1.0))
    one = works.credit()
    body = until(lambda: works.site.read(lambda tx: tx.value("SELECT body FROM deliveries")), "handed over")
    assert "서울특별시 마포구 월드컵로 1" in bytes(body).decode()
    works.desks.mood("payment", Mood())
    works.until(one, DONE)
    assert works.site.read(lambda tx: tx.value("SELECT body FROM deliveries WHERE state = 'settled'")) == b""


def test_a_reversal_names_what_it_takes_back(works: Works) -> None:
    first = works.until(works.credit(), DONE)
    second = works.remedy(works.do("reverse", first, as_="lead"))
    works.site.write(lambda tx: tx.run("UPDATE remedies SET undo_until = 0 WHERE id = ?", (second.id,)))
    works.until(second, DONE)
    works.until(first, RemedyState.REVERSED)
    assert works.site.read(ledger.imbalance) == []
    assert works.site.read(lambda tx: deliveries.key_of(tx, first.id)) in works.desks.heard()
