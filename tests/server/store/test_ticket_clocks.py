"""Clocks as the log keeps them: the golden cases on a real database, made anew from the log, and kept up to date."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from desk.contract import events as facts
from desk.contract.calls import Direction
from desk.contract.events import Fact, Refs
from desk.contract.orders import OrderState, PromiseKind
from desk.contract.queues import WrapUpCode
from desk.contract.service import ClockKind, ServiceTargets
from desk.contract.tickets import ArticleKind, TicketState
from desk.queueing.clocks import runs_out_first
from desk.queueing.hours import SECOND, instant
from desk.server.routes import ROUTE_MODULES
from desk.server.store import calls, clock_changes, log, promised, served, ticket_clocks, tickets
from desk.server.store.db import Database, Tx
from tests.queueing import golden_cases_rig as golden
from tests.queueing.golden_rig import STATES, Step, at_wall, calendar_of, expected, said, setting_of, steps_of

START = datetime(2025, 6, 2, 3, tzinfo=UTC)
MORNING = datetime(2026, 3, 10, 1, tzinfo=UTC)


class Shop:
    """A site with two queues and a customer, in a database of its own."""

    def __init__(self, setting: golden.Case | None = None, path: Path | str = ":memory:") -> None:
        assert len(ROUTE_MODULES) > 1, "importing the routes registers every projection"
        self.database = Database(path)
        found = setting_of(setting or golden.Case("", "shop f60 n30 r480 c30", "", ""))
        self.zone = found.zone
        self.tell(facts.CalendarSet(calendar=calendar_of(found.site)), START)
        self.queues = {name: self.tell(queue(name, targets), START) for name, targets in found.targets.items()}
        self.customer = self.tell(facts.CustomerCreated(name="김민지"), START)
        self.tickets = dict[bool, int]()

    def tell(self, fact: Fact, at: datetime, **about: Any) -> int:
        return self.database.write(lambda tx: log.append(tx, fact, Refs(**about), at=at)).seq

    def open(self, at: datetime, *, ours: bool = False, **fields: Any) -> int:
        about = {} if ours else {"customer_id": self.customer}
        return self.tell(facts.TicketOpened(title="늦은 소포", queue_id=self.queues["A"], **fields), at, **about)

    def write(self, ticket_id: int, kind: ArticleKind, at: datetime, **about: Any) -> None:
        fact = facts.ArticleAdded(article_kind=kind, body="…")
        self.tell(fact, at, ticket_id=ticket_id, customer_id=self.customer, **about)

    def change(self, ticket_id: int, at: datetime, **fields: Any) -> None:
        now = self.database.write(lambda tx: tickets.ticket(tx, ticket_id))
        assert now is not None
        then = structs.replace(now, **fields)
        fact = facts.TicketChanged(
            title=then.title, state=then.state, queue_id=then.queue_id, owner_id=then.owner_id,
            ticket_customer_id=then.customer_id, pending_until=None, fields=tuple(fields),
        )  # fmt: skip
        self.tell(fact, at, ticket_id=ticket_id, customer_id=then.customer_id)

    def follow(self, at: datetime) -> None:
        """Let everything follow what has changed, two tickets at a time."""
        while (fact := self.database.write(lambda tx: clock_changes.batch(tx, 2))) is not None:
            self.tell(fact, at)

    def rows(self) -> list[tuple[Any, ...]]:
        def work(tx: Tx) -> list[tuple[Any, ...]]:
            clocks = tx.all("SELECT * FROM ticket_clocks ORDER BY ticket_id, clock")
            due = tx.all("SELECT id, due_at, due_clock, missed FROM tickets ORDER BY id")
            return [tuple(row) for row in (*clocks, *due, *tx.all("SELECT * FROM clock_changes"))]

        return self.database.write(work)

    def shown(self, ticket_id: int) -> tuple[datetime | None, str | None]:
        found = self.database.write(lambda tx: tickets.ticket(tx, ticket_id))
        assert found is not None
        return found.due_at, found.due_clock

    def standing(self, ticket_id: int) -> ticket_clocks.Standing:
        def work(tx: Tx) -> ticket_clocks.Standing:
            row = ticket_clocks.brief(tx, ticket_id)
            assert row is not None
            return ticket_clocks.standing(tx, row, tx.head + 1)

        return self.database.write(work)

    def due(self, ticket_id: int) -> tuple[Any, ...]:
        sql = "SELECT due_at, due_clock FROM tickets WHERE id = ?"
        row = self.database.write(lambda tx: tx.one(sql, (ticket_id,)))
        assert row is not None
        return tuple(row)

    # A golden case's steps

    def play(self, step: Step) -> None:
        at, ticket_id = instant(step.at), self.tickets.get(step.other, 0)
        match step.deed, step.words:
            case "opened", words:
                name = "B" if words[:1] == ("in",) else "A"
                fact = facts.TicketOpened(
                    title="늦은 소포", queue_id=self.queues[name],
                    state=STATES.get(words[0], TicketState.NEW) if words else TicketState.NEW,
                )  # fmt: skip
                self.tickets[step.other] = self.tell(
                    fact, at, customer_id=None if words == ("internal",) else self.customer
                )
            case (("message" | "reply" | "note"), _):
                self.write(ticket_id, ArticleKind(step.deed), at)
            case "call", (picked_up, _, done):
                day = datetime.fromtimestamp(step.at / SECOND, UTC).strftime("%d")
                times = [instant(at_wall(f"{day} {hour}", self.zone)) for hour in (picked_up, done)]
                self.write(ticket_id, ArticleKind.CALL_NOTE, at, call_id=self.call(*times))
            case "customer", _:
                self.change(ticket_id, at, customer_id=self.customer)
            case "queue", (name,):
                self.change(ticket_id, at, queue_id=self.queues[name])
            case "retitled", _:
                self.change(ticket_id, at, title="아직 안 온 소포")
            case (("open" | "pending" | "closed"), _):
                self.change(ticket_id, at, state=STATES[step.deed])
            case (("merged" | "unmerged"), _):
                self.joined(step)
            case "calendar", (name,):
                self.tell(facts.CalendarSet(calendar=calendar_of(name)), at)
                self.follow(at)
            case "targets", words:
                targets = setting_of(golden.Case("", f"shop {' '.join(words)}", "", "")).targets["A"]
                self.tell(structs.replace(queue("A", targets), queue_id=self.queues["A"]), at)
                self.follow(at)
            case _:
                assert step.deed == "now"

    def joined(self, step: Step) -> None:
        stays, about = self.tickets[False], {"ticket_id": self.tickets[True], "customer_id": self.customer}
        merged, unmerged = (
            facts.TicketMerged(into_id=stays, into_title=""),
            facts.TicketUnmerged(from_id=stays, from_title=""),
        )
        self.tell(merged if step.deed == "merged" else unmerged, instant(step.at), **about)

    def call(self, picked_up: datetime, done: datetime) -> int:
        rang = facts.CallRang(external_id=f"c{picked_up}", direction=Direction.IN, number="", raw_number="", called="")
        call_id = self.tell(rang, picked_up)
        self.tell(facts.CallAnswered(agent_id=None), picked_up, call_id=call_id)
        self.tell(facts.CallEnded(cause="normal", missed=False), done, call_id=call_id)
        self.tell(facts.CallWrappedUp(code="done", agent_id=None), done, call_id=call_id)
        return call_id


def queue(name: str, targets: ServiceTargets) -> facts.QueueSet:
    return facts.QueueSet(
        queue_id=None, name=name, names={}, numbers=(), wrap_up_codes=(WrapUpCode(code="done", names={}),),
        default_code="done", wrap_up_seconds=30, targets=targets,
    )  # fmt: skip


@pytest.fixture
def shop() -> Iterator[Shop]:
    found = Shop()
    yield found
    found.database.close()


@pytest.mark.parametrize("case", golden.TICKETS, ids=lambda case: case.shows)
def test_what_the_log_keeps_is_what_was_worked_out_by_hand(case: golden.Case) -> None:
    shop, steps = Shop(case), steps_of(case)
    for step in steps:
        shop.play(step)

    found = {other: shop.standing(ticket_id) for other, ticket_id in shop.tickets.items()}
    for name, other, says in expected(case):
        assert said(name, found[other].clocks, found[other].state, steps[-1].at) == says, name
    for other, one in found.items():
        assert shop.due(shop.tickets[other]) == (runs_out_first(one.clocks, one.state) or (None, None))
    before = shop.rows()
    shop.database.write(log.rebuild)
    assert shop.rows() == before
    shop.database.close()


def test_a_calendar_that_is_set_lets_only_those_follow_whom_it_concerns(shop: Shop) -> None:
    today = [shop.open(MORNING) for _ in range(3)]
    shop.tell(structs.replace(queue("A", ServiceTargets(first_answer=60 * 24 * 5)), queue_id=shop.queues["A"]), MORNING)
    shop.follow(MORNING)
    late = [shop.open(MORNING) for _ in range(3)]
    shop.tell(structs.replace(queue("A", ServiceTargets(first_answer=60)), queue_id=shop.queues["A"]), MORNING)
    fact = shop.database.write(lambda tx: clock_changes.batch(tx, 4))
    assert fact is not None
    assert (fact.ticket_ids, fact.last) == ((*today, late[0]), False)
    shop.follow(MORNING)
    assert {shop.shown(one)[0] for one in (*today, *late)} == {MORNING + timedelta(hours=1)}
    shop.tell(facts.CalendarSet(calendar=calendar_of("short")), MORNING)
    assert shop.database.write(lambda tx: clock_changes.batch(tx, 4)) == facts.ClocksReckoned(
        change_id=shop.database.write(lambda tx: tx.head), ticket_ids=(), last=True
    )


def test_a_queue_that_is_renamed_lets_nobody_follow(shop: Shop) -> None:
    shop.open(MORNING)
    renamed = queue("새 이름", setting_of(golden.Case("", "shop f60 n30 r480 c30", "", "")).targets["A"])
    shop.tell(structs.replace(renamed, queue_id=shop.queues["A"]), MORNING)
    assert not shop.database.write(clock_changes.any_left)


def test_what_runs_out_is_said_once_and_taken_back_by_an_answer(shop: Shop) -> None:
    late, answered = shop.open(MORNING), shop.open(MORNING)
    shop.write(answered, ArticleKind.REPLY, MORNING)
    assert shop.database.write(lambda tx: ticket_clocks.running_out(tx, 9)) == [late, answered]
    at = MORNING + timedelta(hours=2)
    shop.tell(facts.ClocksRanOut(ticket_ids=(late, answered)), at)
    marks = shop.database.write(lambda tx: [row["missed"] for row in tx.all("SELECT missed FROM tickets ORDER BY id")])
    assert marks == [1, 0]
    shop.write(late, ArticleKind.REPLY, at)
    assert shop.database.write(lambda tx: tx.value("SELECT missed FROM tickets WHERE id = ?", (late,))) == 0


def test_a_ticket_from_before_there_were_clocks_gets_them_when_something_happens_to_it(shop: Shop) -> None:
    ticket_id, other = shop.open(MORNING), shop.open(MORNING)
    shop.write(ticket_id, ArticleKind.REPLY, MORNING + timedelta(minutes=20))
    shop.write(ticket_id, ArticleKind.MESSAGE, MORNING + timedelta(minutes=30))
    before = shop.rows()

    def forget(tx: Tx) -> None:
        tx.run("DELETE FROM ticket_clocks")
        tx.run("UPDATE tickets SET due_at = NULL, due_clock = NULL")

    shop.database.write(forget)
    shop.write(ticket_id, ArticleKind.NOTE, MORNING + timedelta(minutes=31))
    assert [row for row in before if row[0] == ticket_id] == [row for row in shop.rows() if row[0] == ticket_id]
    assert shop.shown(other) == (None, None)
    shop.database.write(log.rebuild)
    assert shop.shown(other) == (MORNING + timedelta(hours=1), "first_answer")


def test_a_promise_is_shown_until_it_is_kept_or_broken(shop: Shop) -> None:
    placed = facts.OrderPlaced(number="N1", items=(), total=0, state=OrderState.PLACED)
    order_id = shop.tell(placed, MORNING, customer_id=shop.customer)
    fact = facts.TicketOpened(title="언제 오나요", queue_id=shop.queues["A"], order_id=order_id)
    ticket_id = shop.tell(fact, MORNING, customer_id=shop.customer, order_id=order_id)
    soon, about = MORNING + timedelta(minutes=15), {"customer_id": shop.customer, "order_id": order_id}
    made = facts.PromiseMade(promise_kind=PromiseKind.DELIVERY, what="오늘 도착", due_at=soon)
    promise_id = shop.tell(made, MORNING, **about)
    assert shop.shown(ticket_id) == (soon, "promise")
    kinds = [one.clock for one in shop.database.write(lambda tx: promised.of_ticket(tx, ticket_id))]
    assert kinds == ["first_answer", "resolution", "promise"]
    broken = facts.PromiseBroken(promise_id=promise_id, what="", due_at=soon, late_days=1, delivered=False)
    shop.tell(broken, soon, **about)
    assert shop.shown(ticket_id) == (MORNING + timedelta(hours=1), "first_answer")


def test_a_promise_goes_along_when_its_ticket_is_merged_and_comes_back_with_it(shop: Shop) -> None:
    placed = facts.OrderPlaced(number="N1", items=(), total=0, state=OrderState.PLACED)
    order_id = shop.tell(placed, MORNING, customer_id=shop.customer)
    about = {"customer_id": shop.customer, "order_id": order_id}
    fact = facts.TicketOpened(title="언제 오나요", queue_id=shop.queues["A"], order_id=order_id)
    goes, stays = shop.tell(fact, MORNING, **about), shop.open(MORNING)
    soon, later = MORNING + timedelta(minutes=15), MORNING + timedelta(minutes=20)
    made = facts.PromiseMade(promise_kind=PromiseKind.DELIVERY, what="오늘 도착", due_at=later)
    shop.tell(made, MORNING, **about)
    shop.tell(facts.TicketMerged(into_id=stays, into_title=""), MORNING, ticket_id=goes)
    assert shop.shown(stays) == (later, "promise")
    shop.tell(structs.replace(made, due_at=soon), MORNING, **about)
    assert shop.shown(stays) == (soon, "promise")
    assert shop.shown(goes) == (None, None)
    kinds = [one.clock for one in shop.database.write(lambda tx: promised.of_ticket(tx, stays))]
    assert kinds.count(ClockKind.PROMISE) == 2
    shop.tell(facts.TicketUnmerged(from_id=stays, from_title=""), MORNING, ticket_id=goes)
    assert shop.shown(stays) == (MORNING + timedelta(hours=1), "first_answer")
    assert shop.shown(goes) == (soon, "promise")


def test_a_call_back_promised_in_a_call_about_a_ticket_is_shown_with_it(shop: Shop) -> None:
    ticket_id, call_id = shop.open(MORNING), shop.call(MORNING, MORNING + timedelta(minutes=1))
    shop.write(ticket_id, ArticleKind.CALL_NOTE, MORNING + timedelta(minutes=1), call_id=call_id)
    soon = MORNING + timedelta(minutes=40)
    fact = facts.CallbackPromised(number="+82212345678", owner_id=1, due_at=soon)
    callback_id = shop.tell(fact, MORNING, call_id=call_id, customer_id=shop.customer)
    assert shop.shown(ticket_id) == (soon, "callback")
    shop.tell(facts.CallbackSettled(callback_id=callback_id, outcome="통화"), MORNING, customer_id=shop.customer)
    assert shop.shown(ticket_id)[1] == "resolution"


def missed(shop: Shop, at: datetime, number: str = "+821012345678") -> int:
    rang = facts.CallRang(
        external_id=f"m{at}{number}", direction=Direction.IN, number=number, raw_number=number, called="",
        queue_id=shop.queues["A"],
    )  # fmt: skip
    call_id = shop.tell(rang, at)
    shop.tell(facts.CallEnded(cause="no_answer", missed=True), at, call_id=call_id)
    return call_id


def test_a_missed_call_is_to_be_rung_back_within_served_time_until_somebody_cares(shop: Shop) -> None:
    evening = datetime(2026, 3, 10, 9, 45, tzinfo=UTC)
    claimed, rung, waits = (missed(shop, evening, f"+8210111122{place}0") for place in range(3))
    ids = (claimed, rung, waits)
    assert set(ring_backs(shop, *ids).values()) == {datetime(2026, 3, 11, 0, 15, tzinfo=UTC)}
    shop.database.write(lambda tx: log.append(tx, facts.CallClaimed(), Refs(call_id=claimed)), actor_id=1)
    fact = facts.CallRang(external_id="back", direction=Direction.OUT, number="+821011112210", raw_number="", called="")
    back = shop.tell(fact, evening)
    shop.tell(facts.CallAnswered(agent_id=None), evening, call_id=back)
    assert [call_id for call_id, due in ring_backs(shop, *ids).items() if due is not None] == [waits]


def ring_backs(shop: Shop, *call_ids: int) -> dict[int, datetime | None]:
    def work(tx: Tx) -> dict[int, datetime | None]:
        found = [one for call_id in call_ids if (one := calls.call(tx, call_id)) is not None]
        return {one.id: one.ring_back_by for one in promised.with_ring_backs(tx, found)}

    return shop.database.write(work)


def test_nobody_is_called_for_a_queue_that_is_not_served(shop: Shop) -> None:
    night, day = datetime(2026, 3, 10, 12, tzinfo=UTC), datetime(2026, 3, 11, 0, tzinfo=UTC)
    queue_id = shop.queues["A"]
    assert not shop.database.write(lambda tx: served.is_served(tx, queue_id, night))
    assert shop.database.write(lambda tx: served.served_next(tx, queue_id, night)) == day
    assert shop.database.write(lambda tx: served.is_served(tx, queue_id, day))
    assert shop.database.write(lambda tx: served.served_next(tx, queue_id, day)) == day
