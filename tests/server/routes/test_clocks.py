"""What was promised about tickets, over the real server."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from desk.contract.events import ArticleAdded, ClocksRanOut, DuesMoved, OrderPlaced, PromiseMade, Refs
from desk.contract.orders import OrderState, PromiseKind
from desk.contract.tickets import ArticleKind
from desk.server.rules.topics import topics_of
from desk.server.store import clock, log
from tests.server.routes.conftest import Floor, written
from tests.server.store.test_log_rebuilt import holds

#: A Tuesday in Seoul, at ten in the morning; sessions of the real today are over by then.
TEN = datetime(2031, 3, 11, 1, tzinfo=UTC)


@pytest.fixture
def at_ten(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> Floor:
    """It is ten o'clock, and the queue has targets."""
    move(floor, monkeypatch, TEN)
    targets(floor, first_answer=60, next_answer=30, resolution=480)
    return floor


def move(floor: Floor, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    floor.site.forget_sessions()


def targets(floor: Floor, **minutes: int) -> None:
    queue = floor.queue
    draft = {
        "name": queue.name, "wrap_up_codes": queue.wrap_up_codes, "default_code": queue.default_code,
        "numbers": queue.numbers, "targets": minutes,
    }  # fmt: skip
    changed = floor.site.put(f"/queues/{queue.id}", draft, as_="admin", if_match=queue.version)
    assert changed.status_code == 200, changed.text


def clocks(floor: Floor, ticket: dict[str, Any]) -> dict[str, dict[str, Any]]:
    answer = floor.site.get(f"/tickets/{ticket['id']}/clocks")
    assert answer.status_code == 200, answer.text
    return {one["clock"]: one for one in answer.json()}


def instant(written: str) -> datetime:
    return datetime.fromisoformat(written)


def test_a_ticket_shows_what_runs_out_first_and_tells_all_its_clocks(at_ten: Floor) -> None:
    ticket = at_ten.ticket(customer_id=at_ten.customer())
    assert (instant(ticket["due_at"]), ticket["due_clock"]) == (TEN + timedelta(hours=1), "first_answer")
    found = clocks(at_ten, ticket)
    assert {name: one["target"] for name, one in found.items()} == {"first_answer": 3600, "resolution": 28800}
    assert found["first_answer"]["elapsed"] == 0
    assert instant(found["resolution"]["due_at"]) == TEN + timedelta(hours=8)


def test_a_reply_stops_the_first_answer_and_a_message_starts_the_next(at_ten: Floor) -> None:
    ticket = at_ten.ticket(customer_id=at_ten.customer())
    written(at_ten.site.post(f"/tickets/{ticket['id']}/articles", {"kind": "reply", "body": "보냈습니다"}))
    message = ArticleAdded(article_kind=ArticleKind.MESSAGE, body="언제요?")
    at_ten.site.write(lambda tx: log.append(tx, message, Refs(ticket_id=ticket["id"])))
    found = clocks(at_ten, ticket)
    assert instant(found["first_answer"]["stopped_at"]) == TEN
    assert instant(found["next_answer"]["due_at"]) == TEN + timedelta(minutes=30)


def test_what_runs_out_is_marked_to_the_second_and_said_to_all(at_ten: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = at_ten.ticket(customer_id=at_ten.customer())
    path = f"/tickets/{ticket['id']}"
    move(at_ten, monkeypatch, TEN + timedelta(hours=1))
    at_ten.site.sweep()
    assert at_ten.site.get(path).json()["missed"] is False
    move(at_ten, monkeypatch, TEN + timedelta(hours=1, seconds=1))
    assert at_ten.site.get(path).json()["missed"] is True
    at_ten.site.sweep()
    at_ten.site.sweep()
    said = at_ten.site.read(lambda tx: [one.fact for one in log.walk(tx) if isinstance(one.fact, ClocksRanOut)])
    assert said == [ClocksRanOut(ticket_ids=(ticket["id"],))]
    assert instant(clocks(at_ten, ticket)["first_answer"]["missed_at"]) == TEN + timedelta(hours=1)


def test_what_is_promised_about_an_order_is_said_to_those_who_show_its_tickets(at_ten: Floor) -> None:
    customer = at_ten.customer()
    order = at_ten.site.write(
        lambda tx: log.append(
            tx, OrderPlaced(number="N1", items=(), total=0, state=OrderState.PLACED), Refs(customer_id=customer)
        )
    )
    ticket, other = at_ten.ticket(customer_id=customer, order_id=order.seq), at_ten.ticket(customer_id=customer)
    about = Refs(customer_id=customer, order_id=order.seq)
    made = [
        PromiseMade(promise_kind=PromiseKind.DELIVERY, what="", due_at=TEN + timedelta(minutes=minutes))
        for minutes in (20, 40)
    ]
    for fact in made:
        at_ten.site.write(partial(log.append, fact=fact, refs=about))
        at_ten.site.sweep()
    said = at_ten.site.read(lambda tx: [one for one in log.walk(tx) if isinstance(one.fact, DuesMoved)])
    assert [one.fact for one in said] == [DuesMoved(ticket_ids=(ticket["id"],))], "the later promise changes nothing"
    assert topics_of(said[0]) >= {"tickets", f"ticket:{ticket['id']}"}
    assert topics_of(said[0]).isdisjoint({f"ticket:{other['id']}"})
    holds(at_ten)


def test_new_targets_of_a_queue_hold_for_its_open_tickets(at_ten: Floor) -> None:
    ticket = at_ten.ticket(customer_id=at_ten.customer())
    targets(at_ten, first_answer=20)
    at_ten.site.sweep()
    after = at_ten.site.get(f"/tickets/{ticket['id']}").json()
    assert (instant(after["due_at"]), after["version"]) == (TEN + timedelta(minutes=20), ticket["version"])
    assert list(clocks(at_ten, ticket)) == ["first_answer"]


def test_a_day_off_moves_what_is_due_on_it(at_ten: Floor) -> None:
    targets(at_ten, first_answer=60 * 14)
    at_ten.site.sweep()
    ticket = at_ten.ticket(customer_id=at_ten.customer())
    assert instant(ticket["due_at"]) == datetime(2031, 3, 12, 5, tzinfo=UTC)
    calendar: dict[str, Any] = {
        "since": "2031-03-11", "weekly": [[{"opens": 540, "closes": 1140}]] * 7,
        "special": [{"day": "2031-03-12", "name": "창립기념일", "hours": []}],
    }  # fmt: skip
    newest = at_ten.site.get("/calendars").json()[-1]["version"]
    answer = at_ten.site.put("/calendars", calendar, as_="admin", if_match=newest)
    assert answer.status_code in (200, 201), answer.text
    at_ten.site.sweep()
    shown = at_ten.site.get(f"/tickets/{ticket['id']}").json()["due_at"]
    assert instant(shown) == datetime(2031, 3, 13, 5, tzinfo=UTC)


def test_clocks_of_a_ticket_that_is_not_there_are_not_found(floor: Floor) -> None:
    assert floor.site.get("/tickets/999999/clocks").status_code == 404
