"""Desks tell what they have done: believed when signed, heard once, in whatever order it comes."""

from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from desk.contract.events import CommandGivenUp, CommandRevived, RemedyDone, RemedyRefused, RemedyUnknown
from desk.contract.executors import ExecutorDraft
from desk.contract.remedies import ExecutorAnswer, Remedy, RemedyState
from desk.server.outbound.job import Answered, Job, Later, NeverSeen, Outcome
from desk.server.outbound.signing import new_secret, sign
from desk.server.routes import executors as routes
from desk.server.routes.outcomes import report
from desk.server.rules.deliveries import DeliveryRules
from desk.server.rules.topics import topics_of
from desk.server.store import deliveries, ledger, log
from desk.server.store import executors as store
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.executor_rig import at_once
from tests.server.remedy_rig import Shop, heard

RULES = DeliveryRules()


class Desk:
    """A payment desk that nobody sends anything to: what it says, a test says for it."""

    def __init__(self, site: Site) -> None:
        self.shop, self.site = Shop(site, at_once()), site
        # Nobody listens there; the dispatcher leaves it alone because it is off.
        draft = ExecutorDraft(url="http://127.0.0.1:9/pay", enabled=False)
        self.secret = site.write(lambda tx: routes.put(tx, "payment", draft)).secret
        self.remedy = self.shop.remedy(self.shop.ask("goodwill_credit", values={"amount": 5_000}))
        site.sweep()
        self.key = site.read(lambda tx: deliveries.key_of(tx, self.remedy.id))

    def says(self, state: str, message: str = "", *, key: str = "", secret: str = "", age: int = 0) -> httpx.Response:
        """A call-back."""
        answer = ExecutorAnswer(key=key or self.key, state=state, reference="P-1", words="말")
        body, at = msgspec.json.encode(answer), datetime.now(UTC) - timedelta(seconds=age)
        headers = sign([secret or self.secret], message or f"m-{state}", at, body)
        return self.site.post("/executors/payment/answers", body, as_=None, headers=headers)

    def comes_of_it(self, outcome: Outcome, *, asks: bool = False) -> None:
        """What the dispatcher would report."""

        def work(tx: Tx) -> None:
            one = deliveries.by_key(tx, "payment", self.key)
            assert one is not None
            job = Job(delivery_id=one.id, executor="payment", url="", secrets=(), key=one.key, body=b"", asks=asks)
            report(tx, job, outcome, RULES)

        self.site.write(work)

    def lies_for(self, seconds: float) -> None:
        """Nothing was heard for so long."""
        since = int((datetime.now(UTC).timestamp() - seconds) * 1_000_000)
        self.site.write(lambda tx: tx.run("UPDATE deliveries SET since = ?", (since,)))

    def now(self) -> Remedy:
        """The remedy as it is now."""
        return self.shop.now(self.remedy)


@pytest.fixture
def desk(site: Site) -> Desk:
    return Desk(site)


def test_a_signed_word_settles_it_and_the_same_again_changes_nothing(desk: Desk) -> None:
    assert desk.now().state is RemedyState.HANDED_OVER
    assert desk.says("accepted").status_code == 200
    assert desk.says("done").status_code == 200
    head = desk.site.read(lambda tx: tx.head)
    assert desk.says("done").status_code == 200
    assert desk.says("done", "another message").status_code == 200
    assert desk.says("accepted", "overtaken").status_code == 200
    assert desk.site.read(lambda tx: tx.head) == head
    assert (desk.now().state, desk.now().reference, desk.now().answer) == (RemedyState.DONE, "P-1", "말")


def test_the_first_last_word_counts_and_another_is_a_conflict(desk: Desk) -> None:
    assert desk.says("refused").status_code == 200
    assert desk.says("done").status_code == 409
    assert desk.now().state is RemedyState.REFUSED
    assert desk.site.read(ledger.imbalance) == []


def test_nobody_else_is_believed(desk: Desk) -> None:
    assert desk.says("done", secret=new_secret()).status_code == 401
    assert desk.says("done", age=600).status_code == 401
    assert desk.says("done", age=-600).status_code == 401
    answer = desk.site.post("/executors/payment/answers", {"key": desk.key, "state": "done"}, as_="admin")
    assert answer.status_code == 401
    assert desk.site.post("/executors/warehouse/answers", {}, as_=None).status_code == 401
    assert desk.now().state is RemedyState.HANDED_OVER


def test_a_word_on_a_command_that_never_was_or_that_makes_no_sense_is_refused(desk: Desk) -> None:
    assert desk.says("done", key="r1-ffff").status_code == 404
    assert desk.says("perhaps").status_code == 400
    assert desk.now().state is RemedyState.HANDED_OVER


def test_a_desk_speaks_for_its_own_commands_only(desk: Desk) -> None:
    draft = ExecutorDraft(url="http://127.0.0.1:9/ship", enabled=False)
    secret = desk.site.write(lambda tx: routes.put(tx, "warehouse", draft)).secret
    body = msgspec.json.encode(ExecutorAnswer(key=desk.key, state="done"))
    headers = sign([secret], "m", datetime.now(UTC), body)
    assert desk.site.post("/executors/warehouse/answers", body, as_=None, headers=headers).status_code == 404


def test_after_a_while_of_silence_nobody_knows_and_a_late_word_still_counts(desk: Desk) -> None:
    desk.comes_of_it(Later("timed out"))
    assert desk.now().state is RemedyState.HANDED_OVER
    desk.lies_for(RULES.unknown_after + 1)
    desk.comes_of_it(Later("timed out"))
    assert (desk.now().state, desk.now().answer) == (RemedyState.UNKNOWN, "timed out")
    assert desk.says("done").status_code == 200
    assert desk.now().state is RemedyState.DONE


@pytest.mark.parametrize("state", ["done", "refused"])
def test_whoever_asked_hears_that_nobody_knows_and_then_what_became_of_it(desk: Desk, state: str) -> None:
    desk.lies_for(RULES.unknown_after + 1)
    desk.comes_of_it(Later("no answer"))
    assert desk.says(state).is_success
    assert heard(desk.site, "agent") >= {RemedyUnknown, RemedyDone if state == "done" else RemedyRefused}
    assert not heard(desk.site, "agent2") & {RemedyUnknown, RemedyDone, RemedyRefused}


def test_what_the_desk_never_saw_is_sent_again_under_the_same_key(desk: Desk) -> None:
    desk.lies_for(RULES.unknown_after + 1)
    desk.comes_of_it(Later("timed out"))
    desk.comes_of_it(NeverSeen(), asks=True)
    one = desk.site.read(lambda tx: deliveries.by_key(tx, "payment", desk.key))
    assert one is not None
    assert one.state == deliveries.WAITING
    assert desk.key.encode() in one.body


def test_an_answer_found_by_asking_says_so(desk: Desk) -> None:
    desk.lies_for(RULES.unknown_after + 1)
    desk.comes_of_it(Later("timed out"))
    desk.comes_of_it(Answered(ExecutorAnswer(key=desk.key, state="done")), asks=True)
    assert (desk.now().state, desk.now().reconciled) == (RemedyState.DONE, True)


def test_a_desk_found_at_work_is_no_longer_unknown_however_long_it_takes(desk: Desk) -> None:
    desk.lies_for(RULES.unknown_after + 1)
    desk.comes_of_it(Later("timed out"))
    desk.comes_of_it(Answered(ExecutorAnswer(key=desk.key, state="accepted")), asks=True)
    assert desk.now().state is RemedyState.HANDED_OVER
    desk.comes_of_it(Later("a short outage"), asks=True)
    assert desk.now().state is RemedyState.HANDED_OVER


def facts(desk: Desk) -> list[type]:
    """What leads and administrators have heard about executors."""
    events = desk.site.read(lambda tx: log.after(tx, 0, 10_000))
    return [type(event.fact) for event in events if "executors" in topics_of(event)]


def test_a_command_that_is_given_up_and_sent_again_is_told_by_the_log(desk: Desk) -> None:
    desk.lies_for(RULES.given_up_after + 1)
    desk.comes_of_it(Later("503 <b>out of order</b>"))
    assert facts(desk)[-1] is CommandGivenUp
    assert desk.now().given_up
    (dead,) = desk.site.get("/deliveries", as_="admin").json()["data"]
    assert desk.site.post(f"/deliveries/{dead['id']}/replay", as_="admin").is_success
    assert facts(desk)[-2:] == [CommandGivenUp, CommandRevived]
    assert not desk.now().given_up


def test_a_late_word_on_a_command_that_was_given_up_ends_the_alarm(desk: Desk) -> None:
    desk.lies_for(RULES.given_up_after + 1)
    desk.comes_of_it(Later("503"))
    assert desk.says("done").is_success
    assert facts(desk)[-2:] == [CommandGivenUp, CommandRevived]
    assert (desk.now().state, desk.now().given_up) == (RemedyState.DONE, False)
    assert desk.site.get("/deliveries", as_="admin").json()["data"] == []


def test_the_executors_wish_to_be_left_alone_is_in_the_row(desk: Desk) -> None:
    desk.comes_of_it(Later("429", 3600.0))
    next_at = desk.site.read(lambda tx: tx.value("SELECT next_at FROM deliveries"))
    assert next_at / 1_000_000 - datetime.now(UTC).timestamp() > 3500


def test_leads_see_executors_and_only_administrators_set_them(desk: Desk) -> None:
    assert desk.site.get("/executors", as_="agent").status_code == 403
    for login in ("agent", "lead"):
        assert desk.site.put("/executors/payment", {"url": "https://x.example"}, as_=login).status_code == 403
        assert desk.site.get("/deliveries", as_=login).status_code == 403
    assert desk.site.put("/executors/nonsense", {"url": "https://x.example"}, as_="admin").status_code == 422
    answer = desk.site.put("/executors/courier", {"url": "https://x.example"}, as_="admin")
    assert answer.json()["data"]["secret"].startswith("whsec_")
    assert "whsec_" not in desk.site.get("/executors", as_="admin").text


def test_tables_about_executors_are_told_by_the_log(desk: Desk) -> None:
    before = desk.site.read(lambda tx: store.place(tx, "payment"))
    desk.site.write(log.rebuild)
    assert desk.site.read(lambda tx: store.place(tx, "payment")) == before


def test_a_clock_that_was_wrong_for_a_moment_holds_nothing_up_for_years(desk: Desk) -> None:
    far = int((datetime.now(UTC) + timedelta(days=400)).timestamp() * 1_000_000)
    desk.site.write(lambda tx: tx.run("UPDATE deliveries SET next_at = ?", (far,)))
    assert len(desk.site.read(lambda tx: deliveries.due(tx, "payment", 5))) == 1


def test_administrators_see_what_keeps_commands_from_an_executor(desk: Desk) -> None:
    desk.comes_of_it(Later("401 signature"))
    shown = {one["name"]: one for one in desk.site.get("/executors", as_="admin").json()}
    assert (shown["payment"]["trouble"], shown["payment"]["waiting"]) == ("401 signature", 1)
