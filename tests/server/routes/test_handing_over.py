"""What was decided leaves the house when the time for taking it back is over, and not before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import time_machine

from desk.contract.events import ExecutorChanged, RemedyDone, RemedyRefused
from desk.contract.executors import RemedyCommand
from desk.contract.ingest import CustomerRecord
from desk.contract.queues import QueueDraft, WrapUpCodeDraft
from desk.contract.remedies import Remedy, RemedyState
from desk.server.routes import handing_over, queues, records
from desk.server.store import clock, deliveries, ledger, log, remedies
from tests.server.conftest import Site
from tests.server.executor_rig import at_once
from tests.server.remedy_rig import Shop, heard

HANDED_OVER, UNDONE = RemedyState.HANDED_OVER, RemedyState.UNDONE


@pytest.fixture
def shop(site: Site) -> Shop:
    return Shop(site, at_once())


def command(shop: Shop, one: Remedy) -> RemedyCommand:
    """What the executor of a remedy would be sent."""
    sql = "SELECT body FROM deliveries WHERE remedy_id = ?"
    return msgspec.json.decode(shop.site.read(lambda tx: tx.value(sql, (one.id,))), type=RemedyCommand)


def test_nothing_leaves_while_it_can_be_taken_back(site: Site) -> None:
    shop = Shop(site)
    one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}))
    site.sweep()
    assert shop.state(one) is RemedyState.COMMITTED
    assert one.undo_until is not None
    with time_machine.travel(one.undo_until + timedelta(seconds=1)):
        site.write(handing_over.hand_over)
    assert shop.state(one) is HANDED_OVER


def test_a_clock_that_was_wrong_for_a_moment_keeps_nothing_back_for_years(site: Site) -> None:
    shop = Shop(site)
    one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 5_000}))
    far = clock.micros(datetime.now(UTC) + timedelta(days=400))
    site.write(lambda tx: tx.run("UPDATE remedies SET undo_until = ?", (far,)))
    site.sweep()
    assert shop.state(one) is HANDED_OVER


def test_the_first_command_that_has_nowhere_to_go_is_told_once(shop: Shop) -> None:
    for number in range(2):
        shop.remedy(shop.ask("goodwill_credit", shop.order(f"A-{number}"), values={"amount": 5_000}))
        shop.site.sweep()
    told = [event.fact for event in shop.site.read(lambda tx: log.after(tx, 0, 10_000))]
    assert [one for one in told if isinstance(one, ExecutorChanged)] == [
        ExecutorChanged(executor="payment", url="", enabled=False, why=handing_over.NOWHERE)
    ]


def test_the_command_says_what_the_executor_needs_in_full(shop: Shop) -> None:
    home = "서울 마포구 새봄길 48"
    record = CustomerRecord(customer="이하은", name="이하은", address=home, numbers=["010-0345-1188"])
    customer_id = shop.customer("이하은")
    shop.site.write(lambda tx: records.apply(tx, "shop", record))
    order = shop.order("A-1", name="이하은")
    one = shop.remedy(shop.ask("late_delivery", order, customer_id=customer_id, values={"cause": "carrier"}))
    shop.site.sweep()
    sent = command(shop, one)
    assert (sent.action, sent.amount, sent.order_number) == ("late_delivery", one.amount, "A-1")
    assert (sent.customer.name, sent.customer.numbers) == ("이하은", ["+821003451188"])
    assert sent.customer.address == home
    assert sent.key == shop.site.read(lambda tx: deliveries.key_of(tx, one.id))


def test_a_promise_is_made_with_the_hand_over_and_not_before(shop: Shop) -> None:
    order = shop.order("A-1")
    latest = (datetime.now(UTC) + timedelta(hours=5)).isoformat()
    values = {"pick_up": "warehouse", "latest": latest, "fee": 10_000}
    one = shop.remedy(shop.ask("courier", order, values=values))
    what = "SELECT count(*) FROM promises WHERE what LIKE '퀵%'"
    counted = shop.site.read(lambda tx: (tx.value(what), remedies.remedy(tx, one.id)))
    assert counted[1] is not None
    assert counted[0] == (0 if counted[1].state is RemedyState.COMMITTED else 1)
    shop.site.sweep()
    assert shop.state(one) is HANDED_OVER
    assert shop.site.read(lambda tx: tx.value(what)) == 1


def test_taking_back_and_handing_over_at_the_same_instant_never_both_happen(shop: Shop) -> None:
    """Between them the order of two transactions decides; the agent is told the truth either way."""
    ended = set[RemedyState]()
    with ThreadPoolExecutor(2) as threads:
        for number in range(30):
            one = shop.remedy(shop.ask("goodwill_credit", values={"amount": 100 + number}))
            later = datetime.now(UTC) + timedelta(seconds=0.004)
            micros = int(later.timestamp() * 1_000_000)
            shop.site.write(
                lambda tx, at=micros, of=one.id: tx.run("UPDATE remedies SET undo_until = ? WHERE id = ?", (at, of))  # type: ignore[misc]
            )
            taking = threads.submit(shop.do, "undo", one)
            handing = threads.submit(shop.site.write, handing_over.hand_over)
            answer, _ = taking.result(), handing.result()
            state = shop.state(one)
            assert (state is UNDONE) == answer.is_success, (state, answer.text)
            assert command_count(shop, one) == (1 if state is HANDED_OVER else 0)
            shop.site.write(handing_over.hand_over)
            assert (shop.state(one) is UNDONE) == answer.is_success
            ended.add(shop.state(one))
    assert ended <= {UNDONE, HANDED_OVER, RemedyState.COMMITTED}
    assert shop.site.read(ledger.imbalance) == []


def command_count(shop: Shop, one: Remedy) -> int:
    """How many commands a remedy has led to."""
    return int(shop.site.read(lambda tx: tx.value("SELECT count(*) FROM deliveries WHERE remedy_id = ?", (one.id,))))


def test_a_promised_call_back_is_owed_by_whoever_promised_it(shop: Shop) -> None:
    record = CustomerRecord(customer="이하은", name="이하은", numbers=["010-0345-1188"])
    shop.site.write(lambda tx: records.apply(tx, "shop", record))
    customer_id = shop.customer("이하은")
    due = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
    one = shop.remedy(shop.ask("callback", customer_id=customer_id, values={"due_at": due, "words": "재고 확인"}))
    shop.site.sweep()
    assert shop.state(one) is RemedyState.DONE
    (owed,) = shop.site.get("/callbacks").json()["data"]
    assert (owed["words"], owed["owner_name"], str(owed["id"])) == ("재고 확인", "agent 씨", shop.now(one).reference)
    promised = shop.site.read(lambda tx: tx.value("SELECT count(*) FROM promises WHERE kind = 'callback'"))
    assert promised == 0


def test_what_is_handed_to_a_lead_becomes_a_ticket_where_leads_are(shop: Shop) -> None:
    draft = QueueDraft(
        name="책임자", wrap_up_codes=[WrapUpCodeDraft(code="done", names={"ko": "완료"})], default_code="done"
    )
    shop.site.write(lambda tx: queues.put(tx, draft, None))
    order = shop.order("A-1")
    one = shop.remedy(shop.ask("escalate", order, values={"urgency": "now", "story": "두 번이나 늦었음"}))
    shop.site.sweep()
    done = shop.now(one)
    assert done.state is RemedyState.DONE
    ticket = shop.site.get(f"/tickets/{done.reference}").json()
    assert ticket["order_id"] == order
    (note,) = shop.site.get(f"/tickets/{done.reference}/articles").json()["data"]
    assert "두 번이나 늦었음" in note["body"]


def test_what_desk_cannot_do_itself_is_refused_in_words(shop: Shop) -> None:
    one = shop.remedy(shop.ask("escalate", shop.order("A-1"), values={"urgency": "now", "story": "도와주세요"}))
    shop.site.sweep()
    assert (shop.state(one), "대기열" in shop.now(one).answer) == (RemedyState.REFUSED, True)
    assert shop.site.read(log.verify) is None


def test_whoever_asked_hears_what_became_of_it(shop: Shop) -> None:
    record = CustomerRecord(customer="이하은", name="이하은", numbers=["010-0345-1188"])
    shop.site.write(lambda tx: records.apply(tx, "shop", record))
    due = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
    words = {"due_at": due, "words": "재고 확인"}
    done = shop.remedy(shop.ask("callback", customer_id=shop.customer("이하은"), values=words))
    values = {"urgency": "now", "story": "도와주세요"}
    refused = shop.remedy(shop.ask("escalate", shop.order("A-1"), values=values))
    shop.site.sweep()
    assert (shop.state(done), shop.state(refused)) == (RemedyState.DONE, RemedyState.REFUSED)
    assert heard(shop.site, "agent") >= {RemedyDone, RemedyRefused}
    assert not heard(shop.site, "agent2") & {RemedyDone, RemedyRefused}
